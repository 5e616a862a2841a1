"""Who changed an amount, when, and from what."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from scn_desktop.swedish import format_moment
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.budget import BudgetColumn, BudgetRow
    from scn_desktop.models.document.amount_history import AmountChange
    from scn_desktop.models.money import Figure


class HistoryDialog(QDialog):
    """The changes of one amount, the latest first."""

    def __init__(self, bridge: Bridge, row: BudgetRow, column: BudgetColumn, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Beloppets historik"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(12))
        name = ", ".join(part for part in (row.label, column.heading) if part)
        layout.addWidget(label(name or tr("Beloppets historik"), "h2", wrap=True))
        changes = bridge.document.amount_history(row.id, column.id)
        if changes:
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setWidget(self._grid(changes))
            area.setAccessibleName(tr("Ändringar"))
            layout.addWidget(area, 1)
        else:
            layout.addWidget(label(tr("Beloppet har inte ändrats sedan filen skapades."), "body", wrap=True))
            layout.addStretch(1)
        layout.addWidget(button(tr("Stäng"), self.accept), 0, Qt.AlignmentFlag.AlignRight)
        self.resize(px(620), px(min(160 + 40 * max(1, len(changes)), 520)))

    def _grid(self, changes: list[AmountChange]) -> QWidget:
        px = theme().px
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(px(4), px(4), px(4), px(4))
        grid.setHorizontalSpacing(px(20))
        grid.setVerticalSpacing(px(8))
        for column, heading in enumerate((tr("När"), tr("Vem"), tr("Före"), tr("Efter"), tr("Hur"))):
            grid.addWidget(label(heading, "field"), 0, column)
        for place, change in enumerate(changes, start=1):
            texts = (when(change.at), change.author, amount(change.before), amount(change.after), change.label)
            for column, text in enumerate(texts):
                cell = label(text, "body")
                cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                grid.addWidget(cell, place, column)
        grid.setColumnStretch(4, 1)
        grid.setRowStretch(len(changes) + 1, 1)
        return made


def when(moment: str) -> str:
    """The moment in the machine's own time."""
    return format_moment(datetime.fromisoformat(moment).astimezone()) if moment else ""


def amount(figure: Figure | None) -> str:
    """An amount as it was given."""
    from scn_desktop.models.money import amount_text

    return amount_text(figure) if figure is not None else tr("inget")
