"""What can be done with the amounts of a table: empty, fill down, compute again, paste."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, Slot
from PySide6.QtWidgets import QWidget

from scn_desktop.errors import InputError
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.budget.cursor import Cursor
from scn_desktop.views.budget.money_table import LABEL
from scn_desktop.views.clipboard import clipboard_text
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.exchange.paste import Target
    from scn_desktop.models.money import Figure
    from scn_desktop.views.budget.tab import BudgetTab

PastePreview = Callable[[QWidget, Bridge, "Target"], Sequence[str]]
"""Shows the table on the clipboard as it will be read, and pastes it; returns the keys of the new rows."""


class AmountActions(QObject):
    """Slots for the grid's keys and the buttons below it."""

    def __init__(self, bridge: Bridge, tab: BudgetTab, cursor: Cursor, paste_preview: PastePreview | None) -> None:
        super().__init__(tab)
        self._bridge = bridge
        self._tab = tab
        self._cursor = cursor
        self._paste_preview = paste_preview or open_preview

    def clear_stated(self) -> None:
        """Let the current sum be computed."""
        from scn_desktop.models.edits import budgets

        row, column = self._cursor.row(), self._cursor.column()
        if row is not None and column is not None:
            cell = (self._tab.model.row_id(row), self._tab.model.column_view(column).id)
            self._bridge.attempt(tr("Räkna om summa"), lambda session: budgets.clear_stated(session, *cell))

    @Slot(list)
    def clear_cells(self, indexes: list[QModelIndex]) -> None:
        """Empty the selected cells in one step."""
        from scn_desktop.models.edits import budgets

        if self._bridge.read_only:
            return
        labels = [self._tab.model.row_id(index.row()) for index in indexes if index.column() == LABEL]
        cells = [
            (self._tab.model.row_id(index.row()), self._tab.model.column_view(index.column()).id)
            for index in indexes
            if index.column() != LABEL
        ]

        def action(session: Any) -> None:
            for row_id in labels:
                budgets.set_label(session, row_id, "")
            budgets.clear_amounts(session, cells)

        for index in indexes:
            self._tab.model.forget_refused(index)
        self._bridge.attempt(tr("Töm celler"), action)

    @Slot(int, list)
    def fill_down(self, column: int, rows: list[int]) -> None:
        from scn_desktop.models.edits import budgets

        columns = [each for each in self._tab.grid.selected_columns() or [column] if each != LABEL]
        if columns and not self._bridge.read_only:
            row_ids = [self._tab.model.row_id(row) for row in rows]
            column_ids = [self._tab.model.column_view(each).id for each in columns]
            self._bridge.attempt(tr("Fyll nedåt"), lambda session: budgets.fill_down(session, row_ids, column_ids))

    @Slot()
    def paste(self) -> None:
        """Numbers that fit where the cursor is go straight into the cells; anything else is previewed."""
        text = clipboard_text()
        if self._bridge.read_only or not text.strip():
            return
        figures = self._plain_range(text)
        if figures is None:
            self.paste_foreign()
            return
        from scn_desktop.models.edits import budgets

        table_id = self._tab.table_id
        cells = {
            (self._tab.model.row_id(row), self._tab.model.column_view(column).id): figure
            for (row, column), figure in figures.items()
        }
        message = tr("1 belopp klistrades in.") if len(cells) == 1 else tr("{count} belopp klistrades in.")
        self._bridge.attempt(
            tr("Klistra in belopp"),
            lambda session: budgets.paste_amounts(session, table_id, cells),
            message.format(count=len(cells)),
        )
        self._cursor.select(list(figures))

    def paste_foreign(self) -> None:
        """Let the user say how the table on the clipboard is to be read; its rows come below the current one."""
        from scn_desktop.exchange.paste import Target

        self._tab.finish_edits()
        row = self._cursor.row()
        target = Target("budget", self._tab.table_id, None if row is None else row + 1)
        added = self._paste_preview(self._tab, self._bridge, target)
        if added and added[0] in self._tab.model.ids:
            self._cursor.go(self._tab.model.ids.index(added[0]))
        else:
            self._cursor.go(row or 0)

    def _plain_range(self, text: str) -> dict[tuple[int, int], Figure | None] | None:
        """The figures by row and column of the model; None where the text is more than numbers for these cells."""
        start = self._tab.grid.currentIndex()
        view = self._tab.view
        if view is None or not start.isValid() or start.column() == LABEL:
            return None
        try:
            lines = numbers_in(text, view.unit)
        except InputError:
            return None
        figures: dict[tuple[int, int], Figure | None] = {}
        for down, line in enumerate(lines):
            for across, figure in enumerate(line):
                row, column = start.row() + down, start.column() + across
                if row >= self._tab.model.rowCount() or column >= self._tab.model.columnCount():
                    return None
                if self._tab.model.row_view(row).kind != "heading":
                    figures[row, column] = figure
                elif figure is not None:
                    return None
        return figures


def numbers_in(text: str, unit: str) -> list[list[Figure | None]]:
    """The amounts of tab separated text, line by line. Raises InputError where something else stands in it."""
    from scn_desktop.models.money import parse_amount

    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    return [[parse_amount(cell.strip().strip('"'), unit) for cell in line.split("\t")] for line in lines]


def open_preview(parent: QWidget, bridge: Bridge, target: Target) -> Sequence[str]:
    """The program's own preview; imported when it is used."""
    from scn_desktop.views.dialogs.paste_preview import open_paste_preview

    return open_paste_preview(parent, bridge, target)
