"""The tab Budget: tables at the left, amounts in the middle, what the sums say at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from scn_desktop.swedish import HARD_SPACE
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.budget.amount_actions import PastePreview
from scn_desktop.views.budget.commands import Commands
from scn_desktop.views.budget.findings_panel import FindingsPanel, mismatches, words
from scn_desktop.views.budget.money_grid import MoneyGrid
from scn_desktop.views.budget.money_table import LABEL, MoneyTableModel
from scn_desktop.views.budget.places import Places
from scn_desktop.views.budget.table_list import ListedTable, TableList, TableListModel
from scn_desktop.views.icons import icon
from scn_desktop.views.row_place import RowPlace
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import EmptyState
from scn_desktop.views.widgets.controls import ComboBox, SegmentedControl, button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.budget_checks import CheckResult
    from scn_desktop.models.budget_sums import Memory
    from scn_desktop.models.budget_view import CellView, TableView
    from scn_desktop.models.document.change_log import ChangeSet

NARROW: Final = 1180
"""Below this width, in pixels at 100 %, what the sums say is shown on demand."""
WIDEST_TABLE: Final = 1040
TABLES: Final = (
    "budget_table",
    "budget_column",
    "budget_column_term",
    "budget_row",
    "budget_row_term",
    "budget_amount",
    "budget_text",
    "budget_check",
    "budget_check_column",
)


class BudgetTab(QWidget):
    """`paste_preview` lets the user say how a foreign table is to be read; the program's own where None."""

    def __init__(self, bridge: Bridge, paste_preview: PastePreview | None = None) -> None:
        super().__init__()
        self._bridge = bridge
        self._views: dict[str, TableView] = {}
        self._memories: dict[str, Memory] = {}
        self._table_id = ""
        self._places = Places()
        self.list_model = TableListModel(self)
        self.list_model.read_only = bridge.read_only
        self.model = MoneyTableModel(bridge, self)
        self.list = TableList(self.list_model)
        self.grid = MoneyGrid(self.model)
        self.panel = FindingsPanel(bridge)
        self.commands = Commands(bridge, self, paste_preview)
        self._lay_out()
        self._connect()
        self.refresh()

    # Layout ----------------------------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("budget")
        splitter.setChildrenCollapsible(False)
        self._tables = self._left()
        splitter.addWidget(self._tables)
        splitter.addWidget(self._middle())
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme().px(226), theme().px(804), theme().px(336)])
        self.panel.setMinimumWidth(theme().px(280))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _left(self) -> QWidget:
        px = theme().px
        pane = QWidget()
        pane.setMinimumWidth(px(180))
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(px(8), px(14), px(8), px(8))
        layout.setSpacing(px(6))
        title = label(tr("Tabeller"), "field")
        title.setContentsMargins(px(10), 0, 0, px(2))
        layout.addWidget(title)
        layout.addWidget(self.list)
        self.new_table = button(tr("Ny tabell…"), self.commands.tables.add_table, role="link", sign="plus")
        self.new_table.setEnabled(not self._bridge.read_only)
        layout.addWidget(self.new_table, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        return pane

    def _middle(self) -> QWidget:
        self.pages = QStackedWidget()
        surface = QFrame()
        surface.setProperty("role", "surface")
        layout = QVBoxLayout(surface)
        px = theme().px
        layout.setContentsMargins(px(32), px(14), px(28), px(8))
        self.no_tables = self._page(
            EmptyState(tr("Inga tabeller än."), (tr("Ny tabell…"), self.commands.tables.add_table))
        )
        self.pages.addWidget(self.no_tables)
        self.pages.addWidget(self._table_page())
        layout.addWidget(self.pages)
        return surface

    def _page(self, *widgets: QWidget) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)
        return page

    def _table_page(self) -> QWidget:
        px = theme().px
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(self._head())
        self.open_panel = button("", sign="info")
        self.open_panel.setCheckable(True)
        self.open_panel.toggled.connect(self._show_panel)
        layout.addWidget(self.open_panel, 0, Qt.AlignmentFlag.AlignLeft)
        self.grid.setMaximumWidth(px(WIDEST_TABLE))
        layout.addWidget(self.grid)
        self.no_rows = EmptyState(tr("Inga rader än."))
        layout.addWidget(self.no_rows)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for each in self.commands.buttons:
            row.addWidget(each)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)
        return page

    def _head(self) -> QWidget:
        px = theme().px
        head = QWidget()
        head.setMaximumWidth(px(WIDEST_TABLE))
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        self.title = label("", "h1", wrap=True)
        row.addWidget(self.title, 1)
        self.unit = SegmentedControl([(unit, unit) for unit in ("kr", "tkr", "mnkr")], tr("Belopp visas i"))
        self.decimals = ComboBox()
        self.decimals.setAccessibleName(tr("Decimaler"))
        for count, text in enumerate((tr("0 decimaler"), tr("1 decimal"), tr("2 decimaler"))):
            self.decimals.addItem(text, count)
        self.decimals.setFixedWidth(px(128))
        for control in (self.unit, self.decimals):
            control.setEnabled(not self._bridge.read_only)
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _connect(self) -> None:
        self._bridge.changed.connect(self._document_changed)
        self.list.chosen.connect(self.show_table)
        self.list.new_requested.connect(self.commands.tables.add_table)
        self.list.delete_requested.connect(self.commands.tables.delete_table)
        self.list.move_requested.connect(self.commands.tables.move_table)
        self.list_model.renamed.connect(self.commands.tables.rename_table)
        self.unit.chosen.connect(self.commands.tables.set_unit)
        self.decimals.activated.connect(self.commands.tables.set_decimals)
        self.panel.place_chosen.connect(self.go_to_cell)
        self.grid.selectionModel().currentChanged.connect(self._current_changed)
        self.grid.selectionModel().selectionChanged.connect(self._selection_changed)

    # Showing ---------------------------------------------------------------------------------------------------------
    @property
    def table_id(self) -> str:
        """The key of the shown table; "" where the plan has none."""
        return self._table_id

    @property
    def view(self) -> TableView | None:
        """The shown table, computed."""
        return self._views.get(self._table_id)

    @property
    def table_ids(self) -> list[str]:
        """The plan's tables in order."""
        return list(self._views)

    def refresh(self) -> None:
        """Show what the document holds now."""
        from scn_desktop.models.budget_sums import Memory, table_view

        tables = self._bridge.plan.budget_tables
        if not self._memories.keys() & {table.id for table in tables}:
            self._places.remember(tables)  # of another year, or the first time; then changes are followed
        self._memories = {table.id: self._memories.get(table.id) or Memory() for table in tables}
        self._views = {table.id: table_view(table, self._memories[table.id]) for table in tables}
        self.list_model.show_tables(
            [ListedTable(view.id, view.title, len(view.mismatches)) for view in self._views.values()]
        )
        self.list.setVisible(bool(self._views))
        self.list.updateGeometry()
        if self._table_id not in self._views:
            self._table_id = next(iter(self._views), "")
        self.list.choose(self._table_id)
        self._show()

    @Slot(str)
    def show_table(self, table_id: str) -> None:
        """Show one of the plan's tables."""
        if table_id != self._table_id and table_id in self._views:
            self.finish_edits()
            self._table_id = table_id
            self.list.choose(table_id)
            self._show()

    def _show(self) -> None:
        view = self.view
        self.pages.setCurrentIndex(0 if view is None else 1)
        if view is None:
            self.panel.show_table(None, None)
            self._fit_panel()
            self._current_changed(QModelIndex(), QModelIndex())
            return
        self.title.setText(view.title or tr("Tabell utan namn"))
        self.unit.choose(view.unit)
        self.decimals.choose(view.decimals)
        self.grid.money.unit = view.unit
        self.model.show_table(view)
        self.grid.setVisible(bool(view.rows or view.columns))
        self.no_rows.setVisible(not view.rows)
        from scn_desktop.models.budget_bars import bars_of

        self.panel.show_table(view, bars_of(view, self._bridge.plan.model.grant_word), self._checks(view))
        self._fit_panel()
        self.commands.refresh()
        self._current_changed(self.grid.currentIndex(), QModelIndex())

    def _checks(self, view: TableView) -> list[CheckResult]:
        """The checks that compare a row of the shown table."""
        from scn_desktop.models.budget_checks import check_result

        checks = [
            check
            for check in self._bridge.plan.budget_checks
            if view.id in {row.table_id for row in (check.left_row, check.right_row) if row is not None}
        ]
        return [check_result(check, lambda table: self._views[table.id]) for check in checks]

    @Slot(object)
    def _document_changed(self, change_set: ChangeSet) -> None:
        if not any(change.table in TABLES for change in change_set.changes):
            return
        before = {self._places.row_of(change.table, change.row_id) for change in change_set.changes}
        self._places.follow(self._bridge.session, change_set)
        after = {self._places.row_of(change.table, change.row_id) for change in change_set.changes}
        for memory in self._memories.values():
            memory.forget(before | after)
        self.refresh()

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.commands.refresh()
        if not self.isVisible():  # the status bar belongs to another tab
            return
        if not current.isValid() or current.row() >= self.model.rowCount() or self.view is None:
            self._bridge.show_detail("")
            return
        row = self.model.row_view(current.row())
        if current.column() == LABEL:
            self.panel.show_current(None)
            self._bridge.show_detail("")
            return
        column = self.model.column_view(current.column())
        self.panel.show_current((row.id, column.id))
        name = ", ".join(part for part in (self.model.name(current.row()), column.heading) if part)
        self._bridge.show_detail(f"{name}:", self._amount_in_words(current))

    @Slot()
    def _selection_changed(self) -> None:
        """Of several amounts the status bar says what they come to."""
        if not self.isVisible() or self.view is None:
            return
        cells = [
            self.model.cell(index.row(), index.column())
            for index in self.grid.selectedIndexes()
            if index.column() != LABEL and index.row() < self.model.rowCount()
        ]
        amounts = [cell for cell in cells if cell.ore is not None]
        if len(amounts) > 1:
            self._bridge.show_detail(*selection_in_words(amounts, self.view))

    def _amount_in_words(self, index: QModelIndex) -> str:
        """ "62 mnkr, avrundat": how exactly the amount is known, and what a sum comes from."""
        from scn_desktop.models.money import Figure, amount_text, shortest_precision

        cell = self.model.cell(index.row(), index.column())
        if cell.ore is None:
            return tr("inget belopp")
        unit = self.view.unit if self.view is not None else "mnkr"
        text = amount_text(cell.given or Figure(cell.ore, shortest_precision(cell.ore, unit)))
        if cell.measure != "money":
            text = cell.text
        if cell.kind == "computed":
            across = self.model.column_view(index.column()).is_computed
            said = tr("{amount}, räknat från kolumnerna") if across else tr("{amount}, räknat från raderna")
            return said.format(amount=text)
        if cell.kind == "stated":
            return tr("{amount}, angiven summa").format(amount=text)
        return tr("{amount}, avrundat").format(amount=text) if cell.given and cell.given.slack else text

    # The panel at the right ------------------------------------------------------------------------------------------
    def _narrow(self) -> bool:
        return self.width() < theme().px(NARROW)

    def _fit_panel(self) -> None:
        view = self.view
        found = mismatches(view) if view is not None else []
        self.open_panel.setText(words(found))
        wrong = any(not each.reason for each in found)
        self.open_panel.setIcon(icon("octagon-alert" if wrong else "info", "error" if wrong else "text"))
        self.open_panel.setVisible(self._narrow())
        opened = self._narrow() and self.open_panel.isChecked()
        self.panel.setVisible(view is not None and (opened or not self._narrow()))
        self._tables.setHidden(opened)

    @Slot()
    def _show_panel(self) -> None:
        self._fit_panel()
        self.grid.scrollTo(self.grid.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panel()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._current_changed(self.grid.currentIndex(), QModelIndex())

    # What the window asks --------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V wherever no text is being typed: what has focus hands the key on to the tab."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.view is not None:
            self.commands.amounts.paste()
        else:
            super().keyPressEvent(event)

    def finish_edits(self) -> None:
        self.grid.finish_edits()
        self.list.finish_edits()
        self.panel.notes.finish_edits()

    def edit_footnote(self, row_id: str) -> None:
        """Let the footnote of a row be typed, in the panel at the right."""
        if self._narrow():
            self.open_panel.setChecked(True)
        self.panel.notes.ask(row_id)
        self.panel.ensureWidgetVisible(self.panel.notes)

    def focus_first(self) -> None:
        (self.grid if self.view is not None and self.view.rows else self.list).setFocus()

    def undo_target(self, change_set: ChangeSet) -> bool:
        """Show the cell, row or table that was changed; False where none of this plan's was."""
        for change in change_set.changes:
            if change.table not in TABLES:
                continue
            table_id, row_id, column_id = self._places.of(change.table, change.row_id)
            if table_id in self._views:
                self.show_table(table_id)
                self.go_to_cell(row_id, column_id)
                return True
        return any(change.table in TABLES for change in change_set.changes)

    @Slot(str, str)
    def go_to_cell(self, row_id: str, column_id: str) -> None:
        """Make a cell current; where the row or column is gone, as near as possible."""
        if row_id in self.model.ids:
            columns = [self.model.column_view(place).id for place in range(1, self.model.columnCount())]
            column = columns.index(column_id) + 1 if column_id in columns else max(0, self.grid.currentIndex().column())
            self.grid.setCurrentIndex(self.model.index(self.model.ids.index(row_id), column))
            self.grid.scrollTo(self.grid.currentIndex())
        self.grid.setFocus()

    def menu_actions(self, menu: str) -> Sequence[QAction]:
        return self.commands.menu_actions(menu)

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            (tr("Insert"), tr("ny rad under, eller ny tabell i listan")),
            (tr("Delete i listan"), tr("ta bort tabellen")),
            (tr("Alt+→ och Alt+←"), tr("flytta raden in eller ut")),
            (tr("= i en cell"), tr("räkna ut: =188+23*2")),
            (tr("Skift+F10, menytangenten"), tr("radens slag: belopp, rubrik, delsumma, summa, resultat")),
        )

    def place(self) -> object:
        index = self.grid.currentIndex()
        if not index.isValid() or index.row() >= self.model.rowCount():
            return (self._table_id, "", "")
        column_id = self.model.column_view(index.column()).id if index.column() != LABEL else ""
        return (self._table_id, self.model.row_id(index.row()), column_id)

    def show_place(self, place: object) -> None:
        if isinstance(place, RowPlace):
            self.undo_target(place.as_changed())
            return
        if isinstance(place, str):
            table_id, row_id, column_id = self._places.find(place)
        elif isinstance(place, tuple) and len(place) == 3:
            table_id, row_id, column_id = (str(part) for part in place)
        else:
            return
        self.show_table(table_id)
        if row_id:
            self.go_to_cell(row_id, column_id)


def selection_in_words(cells: Sequence[CellView], view: TableView) -> tuple[str, str]:
    """ "3 belopp, medel 62,3:" and "Summa 187 mnkr", for the status bar. Other than money only counts."""
    from scn_desktop.models.money import format_amount

    if any(cell.measure != "money" for cell in cells):
        return (tr("{count} celler valda").format(count=len(cells)), "")
    total = sum(cell.ore or 0 for cell in cells)
    decimals = min(2, view.decimals + 1)
    mean = format_amount(round(total / len(cells)), view.unit, decimals)
    text = tr("{count} belopp, medel {mean}, summa:").format(count=len(cells), mean=mean)
    return (text, f"{format_amount(total, view.unit, view.decimals)}{HARD_SPACE}{view.unit}")
