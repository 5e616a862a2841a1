"""What an indicator gave in earlier years: a row for each year, a column for each of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.errors import InputError
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_table import smallest_width
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.edit_table import EditTableModel
from scn_desktop.views.widgets.labels import label
from scn_desktop.views.widgets.wrap_table import WrapTable

if TYPE_CHECKING:
    from scn_desktop.models.indicator import Indicator


class YearsTableModel(EditTableModel):
    """`ids` are the years. A year without a value is in the table only, until one is typed."""

    def __init__(self, bridge: Bridge, indicator: Indicator, parent: QObject | None = None) -> None:
        super().__init__([], parent)
        self.bridge = bridge
        self.indicator = indicator
        self.read_only = bridge.read_only
        self._waiting: list[str] = []
        self.titles = self._headings()
        self.ids = self._years()

    def _headings(self) -> list[str]:
        if not self.indicator.divided:
            return [tr("År"), tr("Värde")]
        return [tr("År"), *(f"{part.letter}) {part.label}".strip() for part in self.indicator.parts)]

    def _years(self) -> list[str]:
        stored = {year for part in self.indicator.parts for year, _ in part.earlier()}
        self._waiting = [year for year in self._waiting if year not in stored]
        return sorted(stored | set(self._waiting))

    def refresh(self) -> None:
        """Show what the document holds now; other parts reset the table."""
        if self._headings() != self.titles:
            self.beginResetModel()
            self.titles = self._headings()
            self.ids = self._years()
            self.endResetModel()
        else:
            self.sync(self._years())

    def text(self, row: int, column: int) -> str:
        year = self.ids[row]
        return year if column == 0 else self.indicator.parts[column - 1].value_of(year)

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight

    def write(self, row: int, column: int, text: str) -> None:
        """Raises InputError for a year that is none, or that is there already."""
        from scn_desktop.models.edits import indicators

        year, typed = self.ids[row], text.strip()
        if column:
            part_id = self.indicator.parts[column - 1].id
            self.bridge.do(tr("Ändra värde för tidigare år"), lambda s: indicators.set_value(s, part_id, year, typed))
            return
        self._change_year(row, year, typed)

    def _change_year(self, row: int, year: str, typed: str) -> None:
        from scn_desktop.models.edits import indicators
        from scn_desktop.models.indicator import is_year

        if not is_year(typed):
            raise InputError("Skriv ett årtal.")
        if typed in self.ids:
            raise InputError("Året finns redan.")
        parts = [part.id for part in self.indicator.parts if part.value_of(year)]
        self._waiting = [typed if each == year else each for each in self._waiting]
        if not parts:
            self.ids[row] = typed
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.titles) - 1))
            return

        def move(session: Any) -> None:
            for part_id in parts:
                indicators.move_year(session, part_id, year, typed)

        self.bridge.do(tr("Ändra tidigare år"), move)

    def add(self) -> int:
        """A row for the latest earlier year that has none; the value of the year before the plan has its own column."""
        newest = self.indicator.plan.year - 1
        year = next(str(each) for each in range(newest - 1, newest - 200, -1) if str(each) not in self.ids)
        self._waiting.append(year)
        row = sum(each < year for each in self.ids)
        self.beginInsertRows(QModelIndex(), row, row)
        self.ids.insert(row, year)
        self.endInsertRows()
        return row

    def delete(self, rows: Sequence[int]) -> None:
        """Take away the values of years."""
        from scn_desktop.models.edits import indicators

        years = [self.ids[row] for row in rows]
        self._waiting = [year for year in self._waiting if year not in years]
        stored = [(part.id, year) for part in self.indicator.parts for year in years if part.value_of(year)]

        def clear(session: Any) -> None:
            for part_id, year in stored:
                indicators.set_value(session, part_id, year, "")

        if stored:
            message = tr("Årets värden togs bort.") if len(years) == 1 else tr("Årens värden togs bort.")
            self.bridge.attempt(tr("Ta bort tidigare år"), clear, message)
        self.sync(self._years())


class YearsEditor(QWidget):
    """The table, *Nytt år* and *Ta bort året*."""

    def __init__(self, bridge: Bridge, indicator: Indicator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(2))
        layout.addWidget(label(tr("Tidigare år"), "field"))
        self.model = YearsTableModel(bridge, indicator, self)
        self.table = WrapTable(tr("Tidigare år"), grow=True)
        self.table.setModel(self.model)
        layout.addWidget(self.table)
        self._hint = label(tr("Står på en liten rad under namnet i planen: 2024: 55 · 2025: 57"), "caption", wrap=True)
        layout.addWidget(self._hint)
        row = QHBoxLayout()
        row.setSpacing(theme().px(16))
        self.new_button = button(tr("Nytt år"), self.add, role="link", sign="plus")
        self.delete_button = button(tr("Ta bort året"), self.delete_selected, role="link", sign="trash-2")
        row.addWidget(self.new_button)
        row.addWidget(self.delete_button)
        row.addStretch(1)
        layout.addLayout(row)
        self.table.new_row_requested.connect(self.add)
        self.table.rows_delete_requested.connect(self.delete)
        self.table.fill_down_requested.connect(self._fill_down)
        self.refresh()

    def refresh(self) -> None:
        """Show what the document holds now."""
        self.model.refresh()
        self._show_rows()

    def _show_rows(self) -> None:
        rows = bool(self.model.ids)
        values = self.model.titles[1:]
        self.table.set_columns([0, *(1 for _ in values)], [70, *(max(70, smallest_width(each)) for each in values)])
        self.table.setVisible(rows)
        self.new_button.setVisible(not self._bridge.read_only)
        self.delete_button.setVisible(rows and not self._bridge.read_only)

    def finish_edits(self) -> bool:
        """Commit what is typed; False when something was refused."""
        self.table.finish_edits()
        return not self.model.has_refused()

    @Slot()
    def add(self) -> None:
        """A new year, its value open for typing."""
        if self._bridge.read_only:
            return
        self.finish_edits()
        row = self.model.add()
        self._show_rows()
        cell = self.model.index(row, 1)
        self.table.setFocus()
        self.table.setCurrentIndex(cell)
        self.table.edit(cell)

    @Slot()
    def delete_selected(self) -> None:
        self.delete(self.table.selected_rows())

    @Slot(list)
    def delete(self, rows: list[int]) -> None:
        """Take away the years of some rows."""
        if self._bridge.read_only or not rows:
            return
        self.finish_edits()
        self.model.delete(rows)
        self._show_rows()
        (self.table if self.model.ids else self.new_button).setFocus()

    @Slot(int, list)
    def _fill_down(self, column: int, rows: list[int]) -> None:
        """The first row's value in the others, as one step to undo."""
        from scn_desktop.models.edits import indicators

        if self._bridge.read_only or column == 0:
            return
        text = self.model.text(rows[0], column)
        part_id = self.model.indicator.parts[column - 1].id
        years = [self.model.ids[row] for row in rows[1:]]

        def fill(session: Any) -> None:
            for year in years:
                indicators.set_value(session, part_id, year, text)

        self._bridge.attempt(tr("Ändra värde för tidigare år"), fill)
