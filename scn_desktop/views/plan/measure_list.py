"""Alla åtgärder: every measure of the plan in one list, to sort, filter and edit, with the way to its section."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.clipboard import copy_as_table
from scn_desktop.views.plan.block_table import smallest_width
from scn_desktop.views.plan.cell_editor import PlanTable
from scn_desktop.views.plan.measure_filter import MeasureFilter
from scn_desktop.views.plan.measure_list_table import KEYS, PLACE, TABLES, Filter, MeasureListTableModel
from scn_desktop.views.plan.measure_table import FIELDS, STEERING
from scn_desktop.views.plan.new_steering import NewSteeringLine
from scn_desktop.views.plan.text_context import BlockContext
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import EmptyState
from scn_desktop.views.widgets.controls import button, tool_button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.blocks import MeasurePlacement
    from scn_desktop.models.document.change_log import ChangeSet

_SHARES = {PLACE: 3.0, "measure": 6.0, "description": 4.0, STEERING: 4.0, "effect": 5.0, "partners": 2.0}
_SMALLEST = {PLACE: 140, "measure": 200, "description": 150, STEERING: 140, "effect": 160, "responsible": 124}


class MeasureTable(PlanTable):
    """The list itself. `opened`: Enter on a place; `details_requested`: Alt+Enter."""

    opened = Signal()
    details_requested = Signal()
    menu_requested = Signal(QPoint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        place = self.currentIndex().isValid() and not self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable
        if enter and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.details_requested.emit()
        elif enter and not event.modifiers() and place and self.currentIndex().column() == 0:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())


class MeasureList(QFrame):
    """`place_wanted(MeasurePlacement)` asks for the section with that row."""

    place_wanted = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._is_behind = False
        self.setProperty("role", "surface")
        self.model = MeasureListTableModel(bridge, self)
        self._hidden: set[str] = set(KEYS) - set(self.model.used_keys())
        self.table = MeasureTable(tr("Alla {words}").format(words=self.model.words.plural.lower()))
        self.filter = MeasureFilter(bridge)
        self.new_steering = NewSteeringLine(bridge)
        self._count = label("", "secondary")
        self._count.setContentsMargins(0, 0, 0, theme().px(4))  # on the line that the heading stands on
        self._empty = EmptyState(tr("Inget passar det du har valt."))
        self._none = EmptyState(self.model.words.none)
        self._lay_out()
        self._connect()
        self.table.setModel(self.model)
        blocks = [each.block for row in range(len(self.model.ids)) for each in self.model.listed(row).placements[:1]]
        if blocks:
            self.table.serve(bridge, BlockContext(bridge, blocks[0]))
        self._show_columns()
        self._show_count()

    def _lay_out(self) -> None:
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(34), px(14), px(24), px(12))
        layout.setSpacing(px(8))
        head = QHBoxLayout()
        head.setContentsMargins(px(10), 0, 0, 0)
        head.setSpacing(px(12))
        head.addWidget(label(self.table.accessibleName(), "h1"))
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        self.copy_button = tool_button("copy", tr("Kopiera listan till Excel"), self.copy_all)
        self.columns_button = tool_button("table", tr("Kolumner"))
        self.columns_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.columns_button)
        menu.aboutToShow.connect(lambda: self._fill_columns(menu))
        self.columns_button.setMenu(menu)
        head.addWidget(self.copy_button)
        head.addWidget(self.columns_button)
        layout.addLayout(head)
        layout.addWidget(self.filter)
        layout.addWidget(self.table, 1)
        for widget in (self.new_steering, self._empty, self._none):
            layout.addWidget(widget)
        for empty in (self._empty, self._none):
            empty.setContentsMargins(px(10), 0, 0, 0)
        row = QHBoxLayout()
        row.setContentsMargins(px(4), 0, 0, 0)
        self.open_button = button(tr("Gå till avsnittet"), self.open_place, role="link", sign="arrow-right")
        self.details_button = button(tr("Detaljer…"), self.show_details, role="link")
        row.addWidget(self.open_button)
        row.addWidget(self.details_button)
        row.addStretch(1)
        layout.addLayout(row)
        self._left_over = QWidget()
        layout.addWidget(self._left_over, 1)
        stops = [self.copy_button, self.columns_button, *self.filter.stops(), self.table, self.open_button]
        for before, after in pairwise([*stops, self.details_button]):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self._bridge.changed.connect(self._document_changed)
        self.filter.changed.connect(self._choose)
        self.filter.left_downwards.connect(self.focus_list)
        self.model.steering_added.connect(self.new_steering.show_added)
        table = self.table
        table.opened.connect(self.open_place)
        table.details_requested.connect(self.show_details)
        table.menu_requested.connect(self._show_menu)
        table.fill_down_requested.connect(self._fill_down)
        table.rows_delete_requested.connect(self._delete)
        table.doubleClicked.connect(self._double_clicked)
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.sectionClicked.connect(self.sort_by)

    # Showing ---------------------------------------------------------------------------------------------------------
    @Slot(object)
    def _document_changed(self, change_set: ChangeSet) -> None:
        """Follow what is changed while the list is seen; what is changed meanwhile is read when it is seen again."""
        if not self.isVisible():
            self._is_behind = self._is_behind or bool(change_set.tables() & TABLES)
            return
        self.model.refresh(change_set)
        self.filter.refresh()
        self._show_count()

    def _catch_up(self) -> None:
        if self._is_behind:
            self._is_behind = False
            kept = self._current_id()
            self.model.read_again()
            self.filter.refresh()
            self._show_count()
            self._select(kept)

    def showEvent(self, event: QShowEvent) -> None:
        self._catch_up()
        super().showEvent(event)

    def _show_count(self) -> None:
        shown, total = len(self.model.ids), self.model.total
        self._count.setText(str(total) if shown == total else tr("{n} av {all}").format(n=shown, all=total))
        self.table.setVisible(shown > 0)
        self._empty.setVisible(shown == 0 < total)
        self._none.setVisible(total == 0)
        self._left_over.setVisible(shown == 0)
        self.open_button.setVisible(shown > 0)
        self.details_button.setVisible(shown > 0)
        self.copy_button.setEnabled(shown > 0)

    def _show_columns(self) -> None:
        self.finish_edits()
        self.model.show_columns([key for key in KEYS if key not in self._hidden])
        keys = self.model.keys
        least = [smallest_width(title) for title in self.model.titles]
        smallest = [max(_SMALLEST.get(key, 96), width) for key, width in zip(keys, least, strict=True)]
        self.table.set_columns([_SHARES.get(key, 0.5) for key in keys], smallest)
        self._show_order()

    def _fill_columns(self, menu: QMenu) -> None:
        menu.clear()
        for key, heading in zip(KEYS, self.model.headings, strict=True):
            action = menu.addAction(heading)
            action.setCheckable(True)
            action.setChecked(key not in self._hidden)
            action.setEnabled(key not in (PLACE, "measure"))
            action.triggered.connect(partial(self.toggle_column, key))

    def toggle_column(self, key: str, _checked: bool = False) -> None:
        """Show a column, or take it away; nothing of the plan changes."""
        self._hidden ^= {key}
        self._show_columns()

    # Order and choice ------------------------------------------------------------------------------------------------
    @Slot(int)
    def sort_by(self, column: int) -> None:
        """Once from the beginning, once more from the end, a third time in the plan's order."""
        self.finish_edits()
        key = self.model.keys[column]
        kept = self._current_id()
        if self.model.sorted_by == (key, True):
            self.model.sort(-1)
        else:
            again = self.model.sorted_by == (key, False)
            self.model.sort(column, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder)
        self._show_order()
        self._select(kept)

    def _show_order(self) -> None:
        header = self.table.horizontalHeader()
        if self.model.sorted_by is None or self.model.sorted_by[0] not in self.model.keys:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        key, reverse = self.model.sorted_by
        order = Qt.SortOrder.DescendingOrder if reverse else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(self.model.keys.index(key), order)

    @Slot(object)
    def _choose(self, wanted: Filter) -> None:
        self.finish_edits()
        kept = self._current_id()
        self.model.choose(wanted)
        self._show_count()
        self._select(kept)

    def show_filter(self, wanted: Filter) -> None:
        """List what a link from elsewhere asks for."""
        self.filter.show_filter(wanted)
        self.focus_list()

    # The current row -------------------------------------------------------------------------------------------------
    def _current_id(self) -> str:
        row = self.table.currentIndex().row()
        return self.model.ids[row] if 0 <= row < len(self.model.ids) else ""

    def _select(self, measure_id: str, column: int | None = None) -> bool:
        if measure_id not in self.model.ids:
            return False
        at = column if column is not None else max(0, self.table.currentIndex().column())
        cell = self.model.index(self.model.ids.index(measure_id), at)
        self.table.setCurrentIndex(cell)
        self.table.scrollTo(cell)
        return True

    @Slot()
    def focus_list(self) -> None:
        """Go to the rows."""
        if self.model.ids:
            self.table.setFocus()
            if not self.table.currentIndex().isValid():
                self.table.setCurrentIndex(self.model.index(0, 1))
        else:
            self.filter.words.setFocus()

    def finish_edits(self) -> None:
        """Commit what is typed."""
        self.table.finish_edits()

    def placements(self) -> Sequence[MeasurePlacement]:
        """Where the current row's measure stands."""
        row = self.table.currentIndex().row()
        return self.model.listed(row).placements if 0 <= row < len(self.model.ids) else ()

    # What the buttons, keys and menu do ------------------------------------------------------------------------------
    @Slot()
    def open_place(self) -> None:
        """Go to the section where the current row's measure stands; ask where it stands in several."""
        placements = self.placements()
        if len(placements) == 1:
            self.place_wanted.emit(placements[0])
        elif placements:
            menu = QMenu(self)
            menu.addActions(self._place_actions())
            menu.exec(self.open_button.mapToGlobal(QPoint(0, self.open_button.height())))

    def _place_actions(self) -> list[QAction]:
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self.model.ids):
            return []
        actions = []
        listed = self.model.listed(row)
        for name, placement in zip(listed.places, listed.placements, strict=True):
            action = QAction(tr("Gå till {place}").format(place=name), self)
            action.triggered.connect(partial(self._open, placement))
            actions.append(action)
        return actions

    def _open(self, placement: MeasurePlacement, _checked: bool = False) -> None:
        self.finish_edits()
        self.place_wanted.emit(placement)

    @Slot()
    def show_details(self) -> None:
        """Every field of the current row's measure."""
        row = max(0, self.table.currentIndex().row())
        if row < len(self.model.ids):
            from scn_desktop.views.plan.details_dialog import MeasureDetails

            self.finish_edits()
            MeasureDetails(self._bridge, self.model.listed(row).measure, self.window()).open()

    @Slot()
    def copy_all(self) -> None:
        """Put the rows that are shown on the clipboard, with the columns' headings."""
        self.finish_edits()
        columns = range(len(self.model.keys))
        places = [[self.model.index(row, column) for column in columns] for row in range(len(self.model.ids))]
        rows = [[str(cell.data() or "") for cell in row] for row in places]
        copy_as_table([self.model.titles, *rows], header_rows=1)
        self._bridge.say(tr("Listan är kopierad, {n} rader. Klistra in den i Excel eller Word.").format(n=len(rows)))

    def actions_here(self) -> list[QAction]:
        """What can be done with the list, for its menu and the window's."""
        actions = self._place_actions()
        for text, do, edits in (
            (tr("Detaljer…"), self.show_details, False),
            (tr("Kopiera listan till Excel"), self.copy_all, False),
            (tr("Ta bort {word}").format(word=self.model.words.definite.lower()), self._delete_selected, True),
        ):
            action = QAction(text, self)
            action.triggered.connect(do)
            action.setEnabled(bool(self.model.ids) and not (edits and self._bridge.read_only))
            actions.append(action)
        return actions

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions_here())
        menu.popup(place)

    @Slot(object)
    def _double_clicked(self, index: object) -> None:
        if self.model.keys[self.table.currentIndex().column()] == PLACE:
            self.open_place()

    @Slot(int, list)
    def _fill_down(self, column: int, rows: list[int]) -> None:
        if not self._bridge.read_only:
            self.finish_edits()
            self.model.fill(column, rows)

    @Slot()
    def _delete_selected(self) -> None:
        self._delete(self.table.selected_rows())

    @Slot(list)
    def _delete(self, rows: list[int]) -> None:
        if self._bridge.read_only or not rows:
            return
        self.finish_edits()
        self.model.delete(rows)
        if self.model.ids:
            self.table.setCurrentIndex(self.model.index(min(rows[0], len(self.model.ids) - 1), 1))
            self.table.setFocus()

    # Undo ------------------------------------------------------------------------------------------------------------
    def show_change(self, change_set: ChangeSet) -> bool:
        """Select what an undo changed; False where no listed measure was changed."""
        self._catch_up()
        changed = {change.row_id for change in change_set.changes}
        columns = {column for change in change_set.changes for column in change.columns}
        for row, measure_id in enumerate(self.model.ids):
            listed = self.model.listed(row)
            links = {link.id for link in listed.measure.steering_links}
            if changed & ({measure_id} | links | {each.id for each in listed.placements}):
                is_link = "steering_link" in change_set.tables()
                keys = self.model.keys
                key = STEERING if is_link else next((key for key in keys if FIELDS.get(key) in columns), "measure")
                self._select(measure_id, keys.index(key) if key in keys else 1)
                self.table.setFocus()
                return True
        return False
