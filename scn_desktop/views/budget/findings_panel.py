"""What the sums of the shown table say: those that don't go together with two ways out, roundings, and bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from scn_desktop.errors import ScnError
from scn_desktop.swedish import HARD_SPACE
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.budget.check_words import in_words, wants_attention
from scn_desktop.views.budget.grant_bars import GrantBars
from scn_desktop.views.budget.notes_section import NotesSection
from scn_desktop.views.theme import RADIUS_CARD, theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import SignLabel, label

if TYPE_CHECKING:
    from scn_desktop.models.budget_bars import Bars
    from scn_desktop.models.budget_checks import CheckResult
    from scn_desktop.models.budget_view import CellView, ColumnView, RowView, TableView

NARROWEST: Final = 250
"""Pixels at 100 % that a card has for its buttons in a panel as wide as it is at first."""

Place = tuple[str, str]
"""The keys of a row and a column."""


@dataclass(frozen=True)
class Finding:
    """A sum that is not what its rows give, in words. ``stated`` and ``rows_give`` are told apart by their digits."""

    place: Place
    name: str
    stated: str
    rows_give: str
    gap: str
    reason: str = ""
    computed: bool = False


def mismatches(view: TableView) -> list[Finding]:
    """Every sum that can't be rounding, kept ones last with their reason."""
    found = [finding(view, *each, against=each[2].computed or 0) for each in view.judged("mismatch")]
    return sorted(found, key=lambda each: bool(each.reason))


def roundings(view: TableView) -> list[Finding]:
    """Every sum that differs from its printed rows by rounding; those that are only shown rounded last."""
    judged = [*view.judged("rounding"), *view.judged("display")]
    return [finding(view, *each, against=each[2].printed or 0) for each in judged]


def finding(view: TableView, row: RowView, column: ColumnView, cell: CellView, against: int) -> Finding:
    """A sum in words; ``against`` is what its rows give, in öre."""
    from scn_desktop.models.budget_sums import kept_mark
    from scn_desktop.models.money import format_amount, format_apart

    ore = cell.ore or 0
    unit = view.unit if cell.measure == "money" else "kr"
    stated, rows_give = format_apart(ore, against, unit, cell.decimals)
    decimals = len(stated.partition(",")[2])
    reason = ""
    if cell.kept and cell.given is not None:
        mark = kept_mark(column.heading, cell.given)
        reason = next(line.removeprefix(mark) for line in row.footnote.split("\n") if line.startswith(mark)).strip()
    return Finding(
        place=(row.id, column.id),
        name=", ".join(part for part in (row.label, column.heading) if part),
        stated=stated,
        rows_give=rows_give,
        gap=with_unit(format_amount(abs(ore - against), unit, decimals), cell, view),
        reason=reason,
        computed=cell.kind == "computed",
    )


def with_unit(number: str, cell: CellView, view: TableView) -> str:
    """A number with what it counts: the table's unit, percent, or nothing for a plain number."""
    unit = {"money": view.unit, "percent": tr("procentenheter")}.get(cell.measure, "")
    return f"{number}{HARD_SPACE}{unit}".strip()


class FindingsPanel(QScrollArea):
    """`place_chosen(row id, column id)` when a sum's name is followed."""

    place_chosen = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown: object = None
        self._last: tuple[TableView | None, Bars | None, Sequence[CheckResult]] = (None, None, ())
        self._findings: list[Finding] = []
        self._roundings: list[Finding] = []
        self._rounding_text: QLabel | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Summor"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.notes = NotesSection(bridge)
        content = QWidget()
        px = theme().px
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(px(20), px(16), px(20), px(16))
        self._column.setSpacing(px(10))
        self._cards = QWidget()
        self._column.addWidget(self._cards)
        self._column.addWidget(self.notes)
        self._column.addStretch(1)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._begin_cards()
        theme().changed.connect(self._theme_changed)

    def show_table(self, view: TableView | None, bars: Bars | None, checks: Sequence[CheckResult] = ()) -> None:
        """Tell of a table; nothing is built anew while what is told stays the same, so that a reason can be typed."""
        self.notes.show_table(view)
        findings, roundings_ = (mismatches(view), roundings(view)) if view is not None else ([], [])
        failed = [(each.check.id, each.check.name, in_words(each)) for each in checks if wants_attention(each)]
        # Links bear a colour of their own.
        told = (view.id if view else "", findings, roundings_, bars, failed, theme().dark)
        if told == self._shown:
            return
        self._shown = told
        self._last = (view, bars, checks)
        self._findings, self._roundings = findings, roundings_
        drafts = {card.place: card.draft() for card in self._cards.findChildren(MismatchCard)}
        self._begin_cards()
        for each in findings:
            card = KeptCard(each, self._bridge) if each.reason else MismatchCard(each, self._bridge)
            card.place_chosen.connect(self.place_chosen)
            self._layout.addWidget(card)
            if isinstance(card, MismatchCard) and (draft := drafts.get(each.place)):
                card.ask_reason(draft)  # the table was changed while the reason was being written
        for _, name, said in failed:
            failure = Card("octagon-alert", "error", name or tr("Kontroll utan namn"), edge="error")
            failure.body.addWidget(label(said, "body", wrap=True))
            self._layout.addWidget(failure)
        if roundings_:
            self._add_rounding_card()
        if view is not None and not findings and not roundings_ and not failed and has_sums(view):
            self._layout.addWidget(SignLabel(tr("Alla summor går ihop"), "check", "ok"))
        if bars is not None:
            self._layout.addSpacing(theme().px(4))
            self._layout.addWidget(GrantBars(bars))

    @Slot()
    def _theme_changed(self) -> None:
        self.show_table(*self._last)

    def show_current(self, place: Place | None) -> None:
        """Let the card of roundings tell of the sum that is current in the table, if it is one."""
        if self._rounding_text is not None:
            told = next((each for each in self._roundings if each.place == place), self._roundings[0])
            self._rounding_text.setText(rounding_sentence(told))

    def _begin_cards(self) -> None:
        """Put an empty widget where the cards were; they go later, for a button in one may be what was pressed."""
        self._rounding_text = None
        old, self._cards = self._cards, QWidget()
        self._layout = QVBoxLayout(self._cards)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme().px(10))
        self._column.replaceWidget(old, self._cards)
        old.hide()
        old.deleteLater()

    def _add_rounding_card(self) -> None:
        stated = any(not each.computed for each in self._roundings)
        title = tr("Avrundning") if stated else tr("Avrundad visning")
        card = Card("equal-approximately", "text", title, aside=_sums(len(self._roundings)))
        self._rounding_text = sentence(rounding_sentence(self._roundings[0]), "text2")
        self._rounding_text.linkActivated.connect(self._follow)
        card.body.addWidget(self._rounding_text)
        self._layout.addWidget(card)

    @Slot(str)
    def _follow(self, link: str) -> None:
        row_id, _, column_id = link.partition("/")
        self.place_chosen.emit(row_id, column_id)


def _sums(count: int) -> str:
    return tr("1 summa") if count == 1 else tr("{count} summor").format(count=count)


def rounding_sentence(told: Finding) -> str:
    """Rich text; what a user has typed in it is escaped."""
    text = (
        tr("{name}: {stated} visas, raderna så som de visas ger {rows}. Beloppen under är exakta.")
        if told.computed
        else tr("{name}: {stated} anges, raderna ger {rows}. Ryms i avrundningen.")
    )
    return text.format(name=link_to(told), stated=told.stated, rows=told.rows_give)


def link_to(told: Finding) -> str:
    """The sum's name as a link to its cell."""
    colour = theme().colour("accent").name()
    row_id, column_id = told.place
    name = escape(told.name) or tr("Summa utan namn")
    return f'<a href="{row_id}/{column_id}" style="color:{colour};text-decoration:none">{name}</a>'


def sentence(text: str, colour: str = "text") -> QLabel:
    """A wrapped label of rich text whose links work with mouse and keyboard."""
    made = label(text, "secondary" if colour == "text2" else "body", wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    return made


class Card(QFrame):
    """Sign, title and what follows in `body`; with an `edge` a strip of that colour at the left."""

    def __init__(self, sign: str, colour: str, title: str, aside: str = "", edge: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._edge = edge
        px = theme().px
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(px(16), px(10), px(14), px(12))
        self.body.setSpacing(px(4))
        head = QHBoxLayout()
        head.addWidget(SignLabel(title, sign, colour, "body_bold"))
        head.addStretch(1)
        if aside:
            head.addWidget(label(aside, "caption"))
        self.body.addLayout(head)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._edge:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour(self._edge))
            painter.setClipRect(0, 0, theme().px(4), self.height())
            painter.drawRoundedRect(self.rect(), theme().px(RADIUS_CARD), theme().px(RADIUS_CARD))


class ButtonLine(QWidget):
    """Buttons beside each other, or below each other where their figures are long."""

    def __init__(self, buttons: Sequence[QWidget]) -> None:
        super().__init__()
        px = theme().px
        wanted = sum(each.sizeHint().width() + px(6) for each in buttons)
        down = QBoxLayout.Direction.TopToBottom if wanted > px(NARROWEST) else QBoxLayout.Direction.LeftToRight
        layout = QBoxLayout(down, self)
        layout.setContentsMargins(0, px(6), 0, 0)
        for each in buttons:
            layout.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)


class SumCard(Card):
    """A card about one sum: its sentence, and *Räkna om till …*."""

    place_chosen = Signal(str, str)

    def __init__(self, told: Finding, bridge: Bridge, sign: str, colour: str, title: str, edge: str = "") -> None:
        super().__init__(sign, colour, title, edge=edge)
        self._told = told
        self._bridge = bridge

    def add_sentence(self, text: str) -> None:
        """`text` is rich text with the fields of the finding."""
        told = self._told
        strong = {
            name: f'<span style="font-weight:600">{figure}</span>'
            for name, figure in (("stated", told.stated), ("rows", told.rows_give))
        }
        line = sentence(text.format(name=link_to(told), gap=told.gap, **strong))
        line.linkActivated.connect(self._follow)
        self.body.addWidget(line)

    def recompute_button(self) -> QPushButton:
        made = button(tr("Räkna om till {sum}").format(sum=self._told.rows_give), self._recompute)
        made.setEnabled(not self._bridge.read_only)
        return made

    @Slot(str)
    def _follow(self, _link: str) -> None:
        self.place_chosen.emit(*self._told.place)

    def _recompute(self) -> None:
        from scn_desktop.models.edits import budgets

        row_id, column_id = self._told.place
        self.place_chosen.emit(row_id, column_id)
        self._bridge.attempt(
            tr("Räkna om summa"),
            lambda session: budgets.clear_stated(session, row_id, column_id),
            tr("{name} räknas nu från raderna.").format(name=self._told.name),
        )


class MismatchCard(SumCard):
    """A sum that no rounding explains: compute it again, or keep it and say why."""

    def __init__(self, told: Finding, bridge: Bridge) -> None:
        super().__init__(told, bridge, "octagon-alert", "error", tr("Summan går inte ihop"), edge="error")
        self.add_sentence(
            tr(
                "{name}: det står {stated} men raderna ger {rows}. "
                "Skillnaden, {gap}, är för stor för att vara avrundning."
            )
        )
        self.place = told.place
        keep = button(tr("Behåll {sum}…").format(sum=told.stated), self.ask_reason, role="link")
        keep.setEnabled(not bridge.read_only)
        self._choices = ButtonLine([self.recompute_button(), keep])
        self.body.addWidget(self._choices)
        self._form: QWidget | None = None

    def draft(self) -> str:
        """The reason that is being written."""
        return self.reason.text() if self._form is not None else ""

    def ask_reason(self, draft: str = "") -> None:
        """Ask why the sum is kept; with a draft it is shown, and focus stays where it is."""
        self._choices.hide()
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, theme().px(6), 0, 0)
        self.reason = FieldEdit(tr("Varför ska {sum} stå kvar?").format(sum=self._told.stated), multiline=True)
        column.addWidget(self.reason)
        column.addWidget(label(tr("Skälet blir en fotnot till raden."), "caption", wrap=True))
        keep = button(tr("Behåll {sum}").format(sum=self._told.stated), self._keep)
        column.addWidget(ButtonLine([keep, button(tr("Avbryt"), self._close_form, role="link")]))
        self.body.addWidget(self._form)
        self.reason.editor.installEventFilter(self)
        if draft:
            self.reason.set_text(draft)
        else:
            self.reason.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The reason is one line of a footnote: Enter keeps the sum."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress else None
        if pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
            return True
        return super().eventFilter(watched, event)

    def _close_form(self) -> None:
        if self._form is not None:
            self._form.deleteLater()
            self._form = None
        self._choices.show()
        self._choices.setFocus()

    def _keep(self) -> None:
        from scn_desktop.models.edits import budgets

        row_id, column_id = self._told.place
        reason = self.reason.text()
        try:
            self._bridge.do(tr("Behåll summa"), lambda session: budgets.keep_stated(session, row_id, column_id, reason))
        except ScnError as error:
            self.reason.show_error(str(error))
            return
        self.place_chosen.emit(row_id, column_id)


class KeptCard(SumCard):
    """A sum that is kept although its rows give another, with the reason."""

    def __init__(self, told: Finding, bridge: Bridge) -> None:
        super().__init__(told, bridge, "info", "text", tr("Summan behålls"))
        self.add_sentence(tr("{name}: det står {stated}, raderna ger {rows}."))
        self.body.addWidget(label(told.reason, "secondary", wrap=True))
        self.body.addWidget(ButtonLine([self.recompute_button()]))


def has_sums(view: TableView) -> bool:
    """Whether there is any sum of amounts to say something of."""
    return any(cell.ore is not None for row in view.rows if row.is_sum for cell in row.cells)


def words(findings: Sequence[Finding]) -> str:
    """ "1 summa går inte ihop", for the button that opens the panel in a narrow window."""
    open_findings = [each for each in findings if not each.reason]
    if not open_findings:
        return tr("Summor")
    return tr("{sums} går inte ihop").format(sums=_sums(len(open_findings)))
