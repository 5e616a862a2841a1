"""The register of utskott, justerare and meetings; where there is none yet, the place to begin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.errors import InputError
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.spot_check.add_line import AddLine
from scn_desktop.views.spot_check.draws_dialog import draws_link
from scn_desktop.views.spot_check.meeting_rows import MeetingRows
from scn_desktop.views.spot_check.page_area import PageArea
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox, button, tool_button
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.edits.spot_checks import Role
    from scn_desktop.models.spot_check import Meeting, Subcommittee, Verifier

SIDE_BY_SIDE: Final = 1080
"""Pixels that a card needs for justerare and meetings beside each other."""


class RegisterView(QFrame):
    """One card for each utskott. `done`: back to the stickprov; `compilation_requested`: print theirs.

    `checklists_wanted`: what is controlled and its questions shall be changed.
    """

    done = Signal()
    compilation_requested = Signal()
    checklists_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        px = theme().px
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(px(36), px(22), px(36), px(24))
        layout.setSpacing(px(12))
        head = QHBoxLayout()
        head.addWidget(label(tr("Utskott, justerare och sammanträden"), "h1", wrap=True), 1)
        self.done_button = button(tr("Till stickproven"), self.done.emit, role="main", touch=True)
        self.compilation = button(
            tr("Skriv ut sammanställning…"), self.compilation_requested.emit, sign="printer", touch=True
        )
        head.addWidget(self.compilation)
        head.addWidget(self.done_button)
        layout.addLayout(head)
        QWidget.setTabOrder(self.done_button, self.compilation)
        self._lead = label("", "secondary", wrap=True)
        layout.addWidget(self._lead)
        self.checklists = button(
            tr("Vad som kontrolleras och frågor…"), self.checklists_wanted.emit, role="link", sign="list"
        )
        self.checklists.setProperty("finger", "true")
        layout.addWidget(self.checklists, 0, Qt.AlignmentFlag.AlignLeft)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(px(12))
        layout.addLayout(self._cards)
        self.add_subcommittee = AddLine(
            tr("Nytt utskott"), tr("Lägg till utskott"), tr("Utskottets namn, till exempel Utskott Norr"), self._add
        )
        self.add_subcommittee.setMaximumWidth(px(560))
        self.add_subcommittee.setEnabled(not bridge.read_only)
        layout.addWidget(self.add_subcommittee)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(PageArea(page))
        self._shape: object = None
        self.cards: dict[str, SubcommitteeCard] = {}  # filled when it is shown

    def refresh(self) -> None:
        """Follow the document; cards are built anew only where rows came or went."""
        from scn_desktop.models import queries

        found = queries.all_years(self._bridge.session)
        ready = any(each.meetings for each in found)
        self.done_button.setVisible(ready)
        self.compilation.setVisible(ready)
        self._lead.setText(
            tr("Signerade stickprov behåller det som signerades, också om namn ändras här.")
            if ready
            else tr(
                "Här är inga sammanträden än. Skriv utskottets namn, vilka som är justerare och när utskottet möts. "
                "Sedan går det att fylla i stickprov."
            )
        )
        for gone in set(self.cards) - {each.id for each in found}:
            old = self.cards.pop(gone)
            self._cards.removeWidget(old)
            old.hide()
            old.deleteLater()
        for subcommittee in found:
            if subcommittee.id not in self.cards:
                self.cards[subcommittee.id] = SubcommitteeCard(self._bridge, subcommittee.id)
                self._cards.addWidget(self.cards[subcommittee.id])
            self.cards[subcommittee.id].show_subcommittee(subcommittee)

    def focus_first(self) -> None:
        """Focus what lacks: the utskott, or its first card."""
        if self.cards:
            next(iter(self.cards.values())).focus_first()
        else:
            self.add_subcommittee.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish_edits(self) -> None:
        """Commit what is typed in names."""
        for card in self.cards.values():
            card.finish_edits()

    def _add(self, name: str) -> None:
        from scn_desktop.models.edits import spot_checks

        made = self._bridge.do(tr("Nytt utskott"), lambda session: spot_checks.add_subcommittee(session, name))
        QTimer.singleShot(0, self, lambda: self._enter(made))

    def _enter(self, subcommittee_id: str) -> None:
        card = self.cards.get(subcommittee_id)
        if card is not None:
            card.focus_first()


class SubcommitteeCard(QFrame):
    """An utskott: its name, its justerare, its meetings."""

    def __init__(self, bridge: Bridge, subcommittee_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._id = subcommittee_id
        self.setProperty("role", "card")
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(14), px(20), px(16))
        layout.setSpacing(px(10))
        head = QHBoxLayout()
        self.name = FieldEdit(tr("Utskott"), self._rename, touch=True)
        self.name.setMaximumWidth(px(420))
        self.name.set_read_only(bridge.read_only)
        head.addWidget(self.name, 1)
        head.addStretch(1)
        self._remove = tool_button("trash-2", tr("Ta bort utskottet"), self._delete)
        self._remove.setFixedSize(px(48), px(48))
        head.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(head)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(px(32))
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, share in ((left, 9), (right, 25)):
            column.setSpacing(px(6))
            self._columns.addLayout(column, share)
        left.addWidget(label(tr("Justerare"), "field"))
        self._verifiers = QVBoxLayout()
        self._verifiers.setSpacing(px(6))
        left.addLayout(self._verifiers)
        self.add_verifier = AddLine(tr("Ny justerare"), tr("Lägg till"), tr("Namn"), self._add_verifier)
        left.addWidget(self.add_verifier)
        left.addStretch(1)
        right.addWidget(label(tr("Sammanträden"), "field"))
        self.meetings = MeetingRows(bridge)
        self._recorded = label("", "caption", wrap=True)
        right.addWidget(self._recorded)
        right.addWidget(self.meetings)
        self.add_meeting = AddLine(
            tr("Nya sammanträden"), tr("Lägg till"), tr("8 september, 22 september …"), self._add_meetings
        )
        right.addWidget(self.add_meeting)
        right.addWidget(label(tr("Flera datum åt gången går bra, också inklistrade."), "caption", wrap=True))
        self.by_rule = button(tr("Sammanträden efter en regel…"), self._open_rule, role="link", sign="calendar")
        self.by_rule.setProperty("finger", "true")
        right.addWidget(self.by_rule, 0, Qt.AlignmentFlag.AlignLeft)
        self.draws = draws_link(bridge, self._drawn, self)
        right.addWidget(self.draws, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        layout.addLayout(self._columns)
        self._shown: list[tuple[str, str, str]] | None = None
        for part in (self._remove, self.add_verifier, self.add_meeting, self.by_rule):
            part.setEnabled(not bridge.read_only)

    def show_subcommittee(self, subcommittee: Subcommittee) -> None:
        """Show what is in the file."""
        self.name.set_text(subcommittee.name)
        verifiers = [(each.id, each.name, each.role) for each in subcommittee.verifiers]
        if self._shown != verifiers:
            self._show_verifiers(subcommittee.verifiers)
        self._shown = verifiers
        self._show_meetings(subcommittee)
        self.draws.setVisible(bool(self._drawn()))

    def _drawn(self) -> list[Meeting]:
        """The meetings that cases were drawn for."""
        from scn_desktop.models import queries
        from scn_desktop.models.entities import Subcommittee

        held = queries.get(self._bridge.session, Subcommittee, self._id).meetings
        return [meeting for meeting in held if meeting.draws]

    def _show_verifiers(self, verifiers: list[Verifier]) -> None:
        empty(self._verifiers)
        for verifier in verifiers:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(label(verifier.name, "touch", wrap=True), 1)
            role = ComboBox(touch=True)
            role.setAccessibleName(tr("Uppdrag för {name}").format(name=verifier.name))
            role.addItem(tr("Justerare"), "verifier")
            role.addItem(tr("Ersättare"), "substitute")
            role.choose(verifier.role)
            role.activated.connect(self._role_setter(verifier.id, verifier.name, role))
            line.addWidget(role)
            remove = tool_button(
                "x", tr("Ta bort {name}").format(name=verifier.name), self._verifier_remover(verifier.id)
            )
            remove.setFixedSize(theme().px(48), theme().px(48))
            line.addWidget(remove)
            row.setEnabled(not self._bridge.read_only)
            self._verifiers.addWidget(row)

    def _show_meetings(self, subcommittee: Subcommittee) -> None:
        from scn_desktop.swedish import plural

        recorded = sum(bool(meeting.spot_checks) for meeting in subcommittee.meetings)
        words = tr("{count} med stickprov ändras inte här.").format(
            count=plural(recorded, tr("sammanträde"), tr("sammanträden"))
        )
        self._recorded.setText(words)
        self._recorded.setVisible(recorded > 0)
        self.meetings.show_meetings(subcommittee)

    def focus_first(self) -> None:
        """Focus what lacks: a justerare, then a meeting."""
        (self.add_meeting if self._verifiers.count() else self.add_verifier).setFocus(Qt.FocusReason.OtherFocusReason)

    def finish_edits(self) -> None:
        """Commit the names."""
        self.name.commit()
        self.meetings.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The meetings below the justerare where there is no room for them beside."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(SIDE_BY_SIDE)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() is not direction:
            self._columns.setDirection(direction)

    # Changing --------------------------------------------------------------------------------------------------------
    def _rename(self, name: str) -> None:
        from scn_desktop.models.edits import spot_checks

        if not name.strip():
            raise InputError(tr("Utskottet måste ha ett namn."))
        self._bridge.do(tr("Byt namn"), lambda session: spot_checks.rename_subcommittee(session, self._id, name))

    def _delete(self) -> None:
        from scn_desktop.models.edits import spot_checks

        self._bridge.attempt(
            tr("Ta bort utskott"),
            lambda session: spot_checks.delete_subcommittee(session, self._id),
            tr("Utskottet togs bort."),
        )

    def _add_verifier(self, name: str) -> None:
        from scn_desktop.models.edits import spot_checks

        self._bridge.do(tr("Ny justerare"), lambda session: spot_checks.add_verifier(session, self._id, name))

    def _role_setter(self, verifier_id: str, name: str, combo: ComboBox) -> Callable[[int], None]:
        def set_role(_place: int) -> None:
            from scn_desktop.models.edits import spot_checks

            role: Role = combo.currentData()
            self._bridge.attempt(
                tr("Ändra justerare"), lambda session: spot_checks.set_verifier(session, verifier_id, name, role)
            )

        return set_role

    def _verifier_remover(self, verifier_id: str) -> Callable[[], None]:
        def remove() -> None:
            from scn_desktop.models.edits import spot_checks

            self._bridge.attempt(
                tr("Ta bort justerare"),
                lambda session: spot_checks.delete_verifier(session, verifier_id),
                tr("Justeraren togs bort."),
            )

        return remove

    def _add_meetings(self, text: str) -> None:
        from scn_desktop.models.edits import spot_checks
        from scn_desktop.models.meeting_dates import read_days

        days, unread = read_days(text, self._bridge.plan.year)
        if unread:
            raise InputError(
                tr("”{text}” går inte att läsa som datum. Skriv till exempel 8 september eller 2027-09-08.").format(
                    text=unread[0]
                )
            )
        added = self._bridge.do(
            tr("Nya sammanträden"), lambda session: spot_checks.add_meetings(session, self._id, days)
        )
        if not added:
            raise InputError(tr("Utskottet har redan sammanträde de dagarna."))

    @Slot()
    def _open_rule(self) -> None:
        from scn_desktop.models import queries
        from scn_desktop.models.entities import Subcommittee
        from scn_desktop.views.spot_check.meeting_rule_dialog import MeetingRuleDialog

        self.finish_edits()
        MeetingRuleDialog(self._bridge, queries.get(self._bridge.session, Subcommittee, self._id), self).open()


def empty(layout: QVBoxLayout) -> None:
    """Take all widgets out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
