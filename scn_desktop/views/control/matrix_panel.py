"""Beside the matrix: the risks of the chosen cell as cards, and those that have no place in the matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from scn_desktop.views.control.matrix_table import counted
from scn_desktop.views.control.matrix_view import STEPS
from scn_desktop.views.control.risk_words import earlier_words, risk_name
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import EmptyState
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label, line
from scn_desktop.views.widgets.page_scroll import replace_page

if TYPE_CHECKING:
    from scn_desktop.models.control import Risk
    from scn_desktop.models.risk_matrix import Cell, NumberedRisk
    from scn_desktop.models.risk_register import EarlierRisks


class RiskCard(QFrame):
    """A risk of the cell. `chosen`, `opened` (Enter, double click), `stepped` (Alt and an arrow), `left` (Esc)."""

    chosen = Signal(str)
    opened = Signal(str)
    stepped = Signal(str, int, int)
    left = Signal()

    def __init__(self, numbered: NumberedRisk, before: Risk | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        risk = numbered.risk
        self.risk_id = risk.id
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(14), px(12), px(14), px(12))
        layout.setSpacing(px(6))
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(_Number(numbered.number), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(risk_name(risk), "bold", wrap=True), 1)
        layout.addLayout(head)
        facts = facts_of(risk)
        layout.addWidget(label(facts, "secondary", wrap=True))
        said = [risk_name(risk), facts]
        if before is not None:
            words = earlier_words(risk, before)
            layout.addWidget(label(words, wrap=True))
            said.append(words)
        self.setAccessibleName(tr("Risk {number}. {text}").format(number=numbered.number, text=" ".join(said)))

    def set_active(self, is_active: bool) -> None:
        """Ring the card of the chosen risk."""
        self.setProperty("active", "true" if is_active else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit(self.risk_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.risk_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.AltModifier and key in STEPS:
            self.stepped.emit(self.risk_id, *STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not modifiers:
            self.opened.emit(self.risk_id)
        elif key is Qt.Key.Key_Down and not modifiers:
            self.focusNextChild()
        elif key is Qt.Key.Key_Up and not modifiers:
            self.focusPreviousChild()
        elif key is Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Number(QWidget):
    """The circle with the risk's number, as in the matrix."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._text = str(number)
        self.setFixedSize(theme().px(30), theme().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme().colour("control"))
        painter.setBrush(theme().colour("surface"))
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        painter.setPen(theme().colour("text"))
        painter.setFont(theme().font("caption_bold"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


def facts_of(risk: Risk) -> str:
    """ "Handläggning. Kontroll: stickprov inför utskottets möten." """
    from scn_desktop.models.risk_register import area_of, controls_of, is_unmet
    from scn_desktop.swedish import lower_first

    area = area_of(risk)
    met = [each.activity.strip().splitlines()[0].rstrip(".: ") for each in controls_of(risk) if each.activity.strip()]
    words = [area.title if area is not None else ""]
    if met:
        shown = lower_first(met[0])
        more = tr(" och {count} till").format(count=len(met) - 1) if len(met) > 1 else ""
        words.append(tr("Kontroll: {activity}{more}").format(activity=shown, more=more))
    elif is_unmet(risk):
        words.append(tr("Ingen kontroll eller åtgärd möter risken"))
    return " ".join(f"{each.rstrip('.')}." for each in words if each)


class MatrixPanel(QFrame):
    """Follows the chosen cell. `chosen(risk)`, `opened(risk)`, `stepped(risk, probability, consequence)`, `left`.

    `register_asked`: there is no risk at all yet, and the first is wanted.
    """

    register_asked = Signal()

    chosen = Signal(str)
    opened = Signal(str)
    stepped = Signal(str, int, int)
    left = Signal()

    def __init__(self, can_move: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail")
        self.setAutoFillBackground(True)
        self.setMinimumWidth(theme().px(280))
        self._can_move = can_move
        self.cards: list[RiskCard] = []
        self.stops: list[QWidget] = []  # where the keyboard stops, from the top
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(self._area)

    def show_cell(
        self, cell: Cell | None, unplaced: Sequence[NumberedRisk], earlier: EarlierRisks, chosen: str, is_empty: bool
    ) -> None:
        """Show the risks of a cell, and under them those that stand in none; the cards keep their focus."""
        focused = next((card.risk_id for card in self.cards if card.hasFocus()), "")
        page = QWidget()
        px = theme().px
        layout = QVBoxLayout(page)
        layout.setContentsMargins(px(20), px(14), px(20), px(20))
        layout.setSpacing(px(10))
        self.cards, self.stops = [], []
        if cell is not None:
            where = tr("Sannolikhet {up} · Konsekvens {across}")
            layout.addWidget(
                label(where.format(up=cell.probability.value, across=cell.consequence.value), "secondary", wrap=True)
            )
            heading = tr("Riskindex {index}, {risks}").format(index=cell.index_text, risks=counted(len(cell.risks)))
            layout.addWidget(label(heading, "h2", wrap=True))
            for numbered in cell.risks:
                layout.addWidget(self._card(numbered, earlier.risk(numbered.risk)))
            if self._can_move and cell.risks:
                hint = tr("Dra en risk till en annan ruta för att bedöma om den, eller tryck Alt och en piltangent.")
                layout.addWidget(label(hint, "secondary", wrap=True))
        if is_empty:
            way_on = (tr("Lägg till i registret"), self.register_asked.emit)
            layout.addWidget(EmptyState(tr("Inga risker än."), way_on if self._can_move else None))
        if unplaced:
            layout.addWidget(line())
            layout.addWidget(label(tr("Inte i matrisen"), "h2"))
            hint = tr("Sannolikhet och konsekvens är inte bedömda, så riskerna har ingen ruta.")
            layout.addWidget(label(hint, "secondary", wrap=True))
            for numbered in unplaced:
                layout.addWidget(self._unplaced(numbered))
        layout.addStretch(1)
        replace_page(self._area, page)
        self.mark(chosen)
        if focused:
            self.focus_card(focused)

    def _card(self, numbered: NumberedRisk, before: Risk | None) -> RiskCard:
        card = RiskCard(numbered, before)
        card.chosen.connect(self.chosen)
        card.opened.connect(self.opened)
        card.stepped.connect(self.stepped)
        card.left.connect(self.left)
        self.cards.append(card)
        self.stops.append(card)
        return card

    def _unplaced(self, numbered: NumberedRisk) -> QWidget:
        from scn_desktop.models.risk_register import factors_words

        risk = numbered.risk
        row = QWidget()
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        words = f"{numbered.number} {risk_name(risk)}"
        way = button(words if len(words) < 34 else f"{words[:32].rstrip()}…", role="row")
        way.setToolTip(words)
        known = tr("riskindex {words}") if risk.index is not None else "{words}"
        said = known.format(words=factors_words(risk))
        way.setAccessibleName(f"{words}, {said}")
        way.clicked.connect(lambda: self.opened.emit(risk.id))
        layout.addWidget(way)
        self.stops.append(way)
        below = label(said[:1].upper() + said[1:], "caption", wrap=True)
        below.setContentsMargins(theme().px(10), 0, 0, 0)
        layout.addWidget(below)
        return row

    def mark(self, risk_id: str) -> None:
        """Ring the card of a risk."""
        for card in self.cards:
            card.set_active(card.risk_id == risk_id)

    def focus_card(self, risk_id: str = "") -> bool:
        """Go to a risk's card, or to the first; False where the cell has none."""
        found = next((card for card in self.cards if card.risk_id == risk_id), None)
        card = found or (self.cards[0] if self.cards else None)
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
        return card is not None

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, 1, self.height(), theme().colour("line"))
