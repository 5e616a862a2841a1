"""The tab's commands as buttons, menus and entries of the window's menus, enabled where they can do something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.budget.amount_actions import AmountActions, PastePreview
from scn_desktop.views.budget.cursor import Cursor
from scn_desktop.views.budget.formula_actions import FormulaActions
from scn_desktop.views.budget.money_grid import MoneyGrid
from scn_desktop.views.budget.money_table import LABEL
from scn_desktop.views.budget.table_actions import TableActions
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button

if TYPE_CHECKING:
    from scn_desktop.views.budget.tab import BudgetTab

ROW_KINDS: Final = (
    ("amount", "Belopp"),
    ("heading", "Rubrik"),
    ("subtotal", "Delsumma"),
    ("total", "Summa"),
    ("balance", "Resultat"),
    ("group", "Grupp"),
    ("quotient", "Kvot"),
    ("memo", "Utanför summorna"),
)
KIND_TIPS: Final = {
    "subtotal": "Lägger ihop beloppen ovanför, upp till närmaste rubrik eller summa.",
    "total": "Lägger ihop allt som inte räknats sedan förra summan.",
    "balance": "Lägger ihop allt som är kvar: det sista resultatet.",
    "group": "Lägger ihop raderna som står indragna under den.",
    "quotient": "En rad delad med en annan, till exempel kostnad per vårddygn.",
    "memo": "Visas men räknas inte.",
}


class Commands(QObject):
    """Made once for the tab; `refresh` after every move of the cursor."""

    def __init__(self, bridge: Bridge, tab: BudgetTab, paste_preview: PastePreview | None) -> None:
        super().__init__(tab)
        self._bridge = bridge
        self._tab = tab
        self._cursor = Cursor(tab.grid)
        self.tables = TableActions(bridge, tab, self._cursor)
        self.amounts = AmountActions(bridge, tab, self._cursor, paste_preview)
        self.formulas = FormulaActions(bridge, tab, self._cursor)
        self._make_actions()
        self.row_menu = QMenu(tr("Rad"), tab)
        kinds = self.row_menu.addMenu(tr("Radens slag"))
        kinds.setToolTipsVisible(True)
        kinds.addActions(list(self.kinds.values()))
        self.row_menu.addActions(self._row_meanings())
        self.row_menu.addSeparator()
        self.row_menu.addActions([self.row_in, self.row_out, self.row_up, self.row_down, self.new_row, self.delete_row])
        self.row_menu.addSeparator()
        self.row_menu.addActions([self.frame, self.history])
        self.column_menu = QMenu(tr("Kolumn"), tab)
        self.column_menu.addActions([self.rename_column, self.column_kind, self.percent, self.frame])
        self.column_menu.addSeparator()
        self.column_menu.addActions([self.column_left, self.column_right, self.delete_column])
        self.buttons = self._make_buttons()
        self._connect_grid(tab.grid)

    def _make_actions(self) -> None:
        tables, amounts = self.tables, self.amounts
        self.new_row = self._action(tr("Ny rad"), tables.add_row)
        self.new_column = self._action(tr("Ny kolumn"), tables.add_column)
        self.new_table = self._action(tr("Ny tabell…"), tables.add_table)
        self.paste_table = self._action(tr("Klistra in tabell…"), amounts.paste_foreign)
        self.row_up = self._action(tr("Flytta upp"), lambda: self._move_row(-1))
        self.row_down = self._action(tr("Flytta ner"), lambda: self._move_row(1))
        self.delete_row = self._action(tr("Ta bort raden"), tables.delete_selected_rows)
        self.footnote = self._action(tr("Fotnot till raden"), self._edit_footnote)
        self.rename_column = self._action(tr("Byt kolumnens rubrik"), tables.edit_heading)
        self.delete_column = self._action(tr("Ta bort kolumnen"), tables.delete_column)
        self.column_left = self._action(tr("Flytta kolumnen åt vänster"), lambda: tables.move_column(-1))
        self.column_right = self._action(tr("Flytta kolumnen åt höger"), lambda: tables.move_column(1))
        self.recompute = self._action(tr("Räkna om summan från raderna"), amounts.clear_stated)
        self.rename_table = self._action(tr("Byt namn på tabellen"), tables.edit_title)
        self.delete_table = self._action(tr("Ta bort tabellen"), tables.delete_table)
        formulas = self.formulas
        self.row_terms = self._action(tr("Så räknas raden…"), formulas.edit_row)
        self.row_in = self._action(tr("Flytta in raden"), lambda: formulas.step_level(1))
        self.row_out = self._action(tr("Flytta ut raden"), lambda: formulas.step_level(-1))
        self.row_number = self._action(tr("Antal i stället för pengar"), formulas.toggle_number)
        self.row_number.setCheckable(True)
        self.row_note = self._action(tr("Anteckning till raden…"), formulas.edit_note)
        self.column_kind = self._action(tr("Vad kolumnen är…"), formulas.edit_column)
        self.percent = self._action(tr("Fyll från en annan kolumn…"), formulas.fill_by_percent)
        self.frame = self._action(tr("Fördela en ram på valda rader…"), formulas.distribute)
        self.history = self._action(tr("Vem har ändrat beloppet…"), formulas.show_history)
        self.costs = self._action(tr("Kostnader skrivs utan minustecken"), formulas.toggle_costs)
        self.costs.setCheckable(True)
        self.checks = self._action(tr("Kontroller mellan rader…"), formulas.edit_checks)
        self.kinds: dict[str, QAction] = {}
        for kind, word in ROW_KINDS:
            action = self._kind_action(kind, tr(word))
            action.setToolTip(tr(KIND_TIPS.get(kind, "")))
            self.kinds[kind] = action

    def _row_meanings(self) -> list[QAction]:
        return [self.row_terms, self.row_number, self.recompute, self.footnote, self.row_note]

    def _kind_action(self, kind: str, word: str) -> QAction:
        def set_kind() -> None:
            self.tables.set_row_kind(kind)
            self.refresh()

        action = self._action(word, set_kind)
        action.setCheckable(True)
        return action

    def _action(self, text: str, slot: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda _checked=False: slot())
        return action

    def _edit_footnote(self) -> None:
        row = self._cursor.row()
        if row is not None:
            self._tab.edit_footnote(self._tab.model.row_id(row))

    def _move_row(self, step: int) -> None:
        row = self._cursor.row()
        if row is not None:
            self.tables.move_row(row, step)

    def _make_buttons(self) -> list[QPushButton]:
        """The line below the table."""
        self._row = button(tr("Rad"), self._open_row_menu, role="link", sign="ellipsis")
        self._column = button(tr("Kolumn"), self._open_column_menu, role="link", sign="ellipsis")
        self._writing = [
            button(tr("Ny rad"), self.tables.add_row, role="link", sign="plus"),
            button(tr("Ny kolumn"), self.tables.add_column, role="link", sign="plus"),
            button(tr("Klistra in tabell…"), self.amounts.paste_foreign, role="link", sign="clipboard-paste"),
        ]
        for each in (self._row, self._column):
            each.setToolTip(tr("Vad som kan göras med raden eller kolumnen som är vald"))
        made = [*self._writing, self._row, self._column]
        for each in made:
            each.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return made

    def _connect_grid(self, grid: MoneyGrid) -> None:
        grid.new_row_requested.connect(self.tables.add_row_after)
        grid.rows_delete_requested.connect(self.tables.delete_rows)
        grid.row_move_requested.connect(self.tables.move_row)
        grid.heading_typed.connect(self.tables.set_heading)
        grid.fill_down_requested.connect(self.amounts.fill_down)
        grid.clear_requested.connect(self.amounts.clear_cells)
        grid.paste_requested.connect(self.amounts.paste)
        grid.level_requested.connect(self.formulas.step_level)
        grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        grid.customContextMenuRequested.connect(self._context_menu)
        header = grid.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)

    # Menus -----------------------------------------------------------------------------------------------------------
    def menu_actions(self, menu: str) -> Sequence[QAction]:
        """For the window's menus "insert" and "plan"."""
        self.refresh()
        if menu == "insert":
            return [self.new_row, self.new_column, self.new_table, self.paste_table]
        if menu == "plan":
            of_table = [self.costs, self.checks, self.rename_table, self.delete_table]
            return [self.row_menu.menuAction(), self.column_menu.menuAction(), *of_table]
        return []

    @Slot(QPoint)
    def _context_menu(self, place: QPoint) -> None:
        grid = self._tab.grid
        index = grid.indexAt(place)
        if index.isValid() and not grid.selectionModel().isSelected(index):
            grid.setCurrentIndex(index)
        self.refresh()
        self.row_menu.popup(grid.viewport().mapToGlobal(place))

    @Slot(QPoint)
    def _header_menu(self, place: QPoint) -> None:
        header = self._tab.grid.horizontalHeader()
        column = header.logicalIndexAt(place)
        if column > LABEL:
            self._cursor.go(self._cursor.row() or 0, column)
            self.refresh()
            self.column_menu.popup(header.viewport().mapToGlobal(place))

    def _open_row_menu(self) -> None:
        self.refresh()
        self.row_menu.popup(self._row.mapToGlobal(QPoint(0, self._row.height())))

    def _open_column_menu(self) -> None:
        self.refresh()
        self.column_menu.popup(self._column.mapToGlobal(QPoint(0, self._column.height())))

    def refresh(self) -> None:
        """Enable what can be done where the cursor is."""
        model = self._tab.model
        row, column = self._cursor.row(), self._cursor.column()
        writable, shown = not self._bridge.read_only, self._tab.view is not None
        last_row, last_column = model.rowCount() - 1, model.columnCount() - 1
        kind = model.row_view(row).kind if row is not None else ""
        stated = row is not None and column is not None and model.cell(row, column).kind == "stated"
        for actions, possible in (
            ([self.new_table], True),
            ([self.new_row, self.new_column, self.paste_table, self.rename_table, self.delete_table], shown),
            ([self.costs, self.checks], shown),
            ([self.delete_row, self.footnote, self.row_note, *self.kinds.values()], row is not None),
            ([self.row_in, self.row_out, self.row_number], row is not None),
            ([self.row_terms], kind in ("total", "balance", "quotient")),
            ([self.rename_column, self.column_kind, self.delete_column], column is not None),
            ([self.percent, self.frame, self.history], column is not None),
            ([self.row_up], row is not None and row > 0),
            ([self.row_down], row is not None and row < last_row),
            ([self.column_left], column is not None and column > 1),
            ([self.column_right], column is not None and column < last_column),
            ([self.recompute], stated),
        ):
            for action in actions:
                action.setEnabled(writable and possible)
        for name, action in self.kinds.items():
            action.setChecked(name == kind)
        self.row_number.setChecked(row is not None and model.row_view(row).unit == "number")
        view = self._tab.view
        self.costs.setChecked(view is not None and view.costs == "positive")
        self.history.setEnabled(column is not None)
        for each in self._writing:
            each.setEnabled(writable)
        self._row.setEnabled(writable and row is not None)
        self._column.setEnabled(writable and column is not None)
