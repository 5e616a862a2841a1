"""The meetings of an utskott that have no stickprov yet: their day, justerare, ersättare and kind, edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from scn_desktop.errors import ScnError
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.spot_check.selection import ChoiceField
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox, button, tool_button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.edits.spot_checks import MeetingKind, Role
    from scn_desktop.models.spot_check import Meeting, Subcommittee

HEADINGS: Final = ("Dag", "Justerare", "Ersättare", "Slag")
SHARES: Final = (30, 30, 30, 0, 0, 0)


class MeetingRow:
    """The widgets of one meeting, to be put in a row of a grid."""

    def __init__(self, bridge: Bridge, meeting: Meeting, owner: QWidget) -> None:
        from scn_desktop.swedish import format_date

        self._bridge = bridge
        self._id = meeting.id
        self._held_on = meeting.held_on or ""
        px = theme().px
        day = format_date(meeting.held_on, weekday=True) if meeting.held_on else tr("utan datum")
        self.day = label(day, "touch", wrap=True, parent=owner)
        self.day.setMinimumHeight(px(48))
        self.verifier = self._person("verifier", tr("Justerare {day}").format(day=day))
        self.substitute = self._person("substitute", tr("Ersättare {day}").format(day=day))
        self.kind = ComboBox(touch=True)
        self.kind.setAccessibleName(tr("Slag av sammanträde {day}").format(day=day))
        self.kind.addItem(tr("Ordinarie"), "ordinary")
        self.kind.addItem(tr("Extra"), "extra")
        self.kind.activated.connect(self._set_kind)
        self.same = button(tr("Samma för alla senare"), self._same_from, role="caption-link")
        self.same.setProperty("finger", "true")
        self.same.setToolTip(tr("Ger utskottets senare sammanträden samma justerare och ersättare"))
        keeps = self.same.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.same.setSizePolicy(keeps)
        self.remove = tool_button("x", tr("Ta bort {day}").format(day=day), self._remove)
        self.remove.setFixedSize(px(48), px(48))
        self.widgets: tuple[QWidget, ...] = (
            self.day, self.verifier, self.substitute, self.kind, self.same, self.remove,
        )  # fmt: skip
        for each in self.widgets[1:]:
            each.setEnabled(not bridge.read_only)

    def _person(self, role: Role, name: str) -> ChoiceField:
        def commit(text: str) -> None:
            from scn_desktop.models.edits import meeting_verifiers

            self._bridge.do(
                tr("Välj justerare") if role == "verifier" else tr("Välj ersättare"),
                lambda session: meeting_verifiers.set_for_meeting(session, self._id, role, text),
            )

        return ChoiceField(name, editable=True, commit=commit, show_label=False, placeholder=tr("Inte vald"))

    def show(self, meeting: Meeting, verifiers: list[str], substitutes: list[str], has_later: bool) -> None:
        """Show what is in the file; ``has_later``: meetings that would take over the names."""
        self.verifier.show_words(verifiers, meeting.verifier)
        self.substitute.show_words(substitutes, meeting.substitute)
        self.kind.choose(meeting.kind)
        self.same.setVisible(has_later and bool(meeting.verifier or meeting.substitute))

    def commit(self) -> None:
        """Hand over names that are typed."""
        self.verifier.commit()
        self.substitute.commit()

    def _set_kind(self, _place: int) -> None:
        from scn_desktop.models.edits import spot_checks

        kind: MeetingKind = self.kind.currentData()
        try:
            self._bridge.do(
                tr("Ändra sammanträde"),
                lambda session: spot_checks.set_meeting(session, self._id, self._held_on, kind),
            )
        except ScnError as error:
            self.kind.choose("extra" if kind == "ordinary" else "ordinary")
            self._bridge.say(str(error))

    def _same_from(self) -> None:
        from scn_desktop.models.edits import meeting_verifiers
        from scn_desktop.swedish import plural

        self.commit()
        changed = self._bridge.attempt(
            tr("Samma justerare för alla senare"), lambda session: meeting_verifiers.same_from(session, self._id)
        )
        if changed:
            told = tr("{meetings} har nu samma justerare och ersättare.").format(
                meetings=plural(changed, tr("sammanträde"), tr("sammanträden"))
            )
            self._bridge.say(told, offer_undo=True)

    def _remove(self) -> None:
        from scn_desktop.models.edits import spot_checks

        self._bridge.attempt(
            tr("Ta bort sammanträde"),
            lambda session: spot_checks.delete_meeting(session, self._id),
            tr("Sammanträdet togs bort."),
        )


class MeetingRows(QWidget):
    """The rows in a grid under their headings; rows stay while their meetings do, so that focus stays too."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.rows: dict[str, MeetingRow] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().px(6))
        self._headings = [label(tr(text), "caption") for text in HEADINGS]
        for column, heading in enumerate(self._headings):
            self._grid.addWidget(heading, 0, column)
        for column, share in enumerate(SHARES):
            self._grid.setColumnStretch(column, share)

    def show_meetings(self, subcommittee: Subcommittee) -> None:
        """Show the utskott's meetings without a stickprov, in the order of their days."""
        free = [meeting for meeting in subcommittee.meetings if not meeting.spot_checks]
        if list(self.rows) != [meeting.id for meeting in free]:
            self._lay_out(free)
        names = [each.name for each in subcommittee.verifiers]
        stand_ins = [each.name for each in subcommittee.verifiers if each.role == "substitute"]
        substitutes = [*stand_ins, *(name for name in names if name not in stand_ins)]
        last = max((meeting.held_on or "" for meeting in free), default="")
        for meeting in free:
            self.rows[meeting.id].show(meeting, names, substitutes, (meeting.held_on or "") < last)
        self.setVisible(bool(free))

    def _lay_out(self, meetings: list[Meeting]) -> None:
        kept = {meeting.id: self.rows.get(meeting.id) for meeting in meetings}
        for key in set(self.rows) - set(kept):
            for widget in self.rows[key].widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.rows = {meeting.id: kept[meeting.id] or MeetingRow(self._bridge, meeting, self) for meeting in meetings}
        for place, row in enumerate(self.rows.values(), start=1):
            for column, widget in enumerate(row.widgets):
                self._grid.addWidget(widget, place, column, Qt.AlignmentFlag.AlignTop)

    def commit(self) -> None:
        """Hand over names that are typed."""
        for row in self.rows.values():
            row.commit()
