"""A table block: the model's base, and the editor with heading, table, *Ny …*, paste and the columns' own headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from PySide6.QtCore import QModelIndex, QObject, QRect, Qt, Slot
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from scn_desktop.models.running_text import is_plain
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_editor import INSET, BlockEditor, HeadingField
from scn_desktop.views.plan.cell_editor import PlanTable
from scn_desktop.views.plan.text_context import BlockContext, PlanTexts
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import EmptyState
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.edit_table import EditTableModel, Index
from scn_desktop.views.widgets.wrap_delegate import CellEditor

if TYPE_CHECKING:
    from scn_desktop.exchange.paste import TargetKind
    from scn_desktop.models.blocks import Block, BlockColumn
    from scn_desktop.models.document.change_log import ChangeSet

Change = tuple[str, Callable[[Any], object]]
"""What the undo menu calls a change, and the edit that takes the session."""


class BlockTableModel(EditTableModel):
    """Rows of a block under the block's own columns; subclasses know what a row is."""

    def __init__(self, bridge: Bridge, block: Block, parent: QObject | None = None) -> None:
        super().__init__([], parent)
        self.bridge = bridge
        self.block = block
        self.keys: list[str] = []
        self.read_only = bridge.read_only
        self._take_columns()
        self.ids = self.fetch()

    def fetch(self) -> list[str]:
        """Read the rows from the document; their keys in order."""
        raise NotImplementedError

    def change(self, row: int, column: int, text: str) -> Change:
        """The edit that puts a typed text into the document."""
        raise NotImplementedError

    def write(self, row: int, column: int, text: str) -> None:
        label, edit = self.change(row, column, text)
        self.bridge.do(label, edit)

    def fill(self, column: int, rows: Sequence[int]) -> None:
        """Give the cells of a column the first row's text, as one step to undo."""
        fill_cells(self.bridge, self, column, rows)

    def add(self, index: int) -> str | None:
        """A new row before `index`; its key."""
        raise NotImplementedError

    def delete(self, ids: list[str]) -> None:
        raise NotImplementedError

    def move(self, row_id: str, index: int) -> None:
        raise NotImplementedError

    def as_read(self, text: str) -> str:
        return text if is_plain(text) else PlanTexts.of(self.bridge).cell_words(text, self.block)

    def place_after(self, row: int) -> int:
        """Where, among the block's own things, a row that follows `row` stands."""
        return row + 1

    def refresh(self) -> None:
        """Show what the document holds now; new columns reset the table, new rows do not."""
        if [column.key for column in self.columns()] != self.keys or self._headings() != self.titles:
            self.beginResetModel()
            self._take_columns()
            self.ids = self.fetch()
            self.endResetModel()
        else:
            self.sync(self.fetch())

    def columns(self) -> Sequence[BlockColumn]:
        """The block's columns that are shown."""
        return self.block.columns

    def _take_columns(self) -> None:
        self.keys = [column.key for column in self.columns()]
        self.titles = self._headings()

    def _headings(self) -> list[str]:
        return column_titles(self.columns())


class Fillable(Protocol):
    """A table model whose cells can be given one text together."""

    def change(self, row: int, column: int, text: str) -> Change: ...
    def is_editable(self, row: int, column: int) -> bool: ...
    def data(self, index: Index, role: int = ...) -> Any: ...
    def index(self, row: int, column: int) -> QModelIndex: ...


def fill_cells(bridge: Bridge, model: Fillable, column: int, rows: Sequence[int]) -> None:
    """Give the cells of a column the first row's text, as one step to undo."""
    role = Qt.ItemDataRole.EditRole
    text = str(model.data(model.index(rows[0], column), role) or "")
    changes = [
        model.change(row, column, text)
        for row in rows[1:]
        if model.is_editable(row, column) and model.data(model.index(row, column), role) != text
    ]

    def edit_all(session: Any) -> None:
        for _, edit in changes:
            edit(session)

    if changes:
        bridge.attempt(changes[0][0], edit_all)


def column_titles(columns: Sequence[BlockColumn]) -> list[str]:
    """What stands over columns; the first of a group names it too: "Nuvärde totalt", "Kvinnor", "Män"."""
    titles = []
    group = ""
    for column in columns:
        starts_group = bool(column.group) and column.group != group
        group = column.group
        titles.append(f"{column.group} {in_sentence(column.heading)}".strip() if starts_group else column.heading)
    return titles


@dataclass(frozen=True)
class TableWords:
    """What the interface calls the rows of one kind of table."""

    heading: str
    new: str
    empty: str
    delete: str
    paste_kind: TargetKind


class TableBlock(BlockEditor):
    """Shows a BlockTableModel."""

    has_details: ClassVar[bool] = False  # whether its rows have fields that no column shows

    def __init__(
        self,
        bridge: Bridge,
        block: Block,
        model: BlockTableModel,
        words: TableWords,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(bridge, block, parent)
        self.model = model
        self._words = words
        model.setParent(self)
        self.table = PlanTable(words.heading, grow=True, flush=True)
        self.table.serve(bridge, BlockContext(bridge, block))
        self.table.setModel(model)
        self.content.addWidget(self.table)
        self._empty = EmptyState(words.empty, None if bridge.read_only else (words.new, self.add_row))
        self._empty.setContentsMargins(theme().px(INSET), 0, 0, 0)
        self.content.addWidget(self._empty)
        below = QHBoxLayout()
        below.setContentsMargins(theme().px(INSET - 6), 0, 0, 0)
        self._new = button(words.new, self.add_row, role="link", sign="plus")
        below.addWidget(self._new)
        self.details_button = button(tr("Detaljer…"), self.show_details, role="link")
        below.addWidget(self.details_button)
        below.addStretch(1)
        self.content.addLayout(below)
        self.add_note()
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.table.new_row_requested.connect(self._add_after)
        self.table.rows_delete_requested.connect(self.delete_rows)
        self.table.row_move_requested.connect(self._move_row)
        self.table.fill_down_requested.connect(self._fill_down)
        self.table.paste_requested.connect(self.paste)
        header = self.table.horizontalHeader()
        header.sectionDoubleClicked.connect(self.edit_heading)
        header.setSectionsClickable(True)

    # Showing ---------------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        before = list(self.model.titles)
        self.model.refresh()
        if before != self.model.titles or not self.table.property("columns_set"):
            self.table.setProperty("columns_set", True)
            self.table.set_columns(*self.column_widths())
        rows = len(self.model.ids)
        self.show_heading(self.block.title or self._words.heading, rows)
        self.table.setVisible(rows > 0)
        self._empty.setVisible(rows == 0)
        self._new.setVisible(rows > 0 and not self.bridge.read_only)
        self.details_button.setVisible(rows > 0 and self.has_details)
        if self.note is not None:
            self.note.show_note()

    def column_widths(self) -> tuple[Sequence[float], Sequence[int]]:
        """Shares of the width, and smallest widths in pixels at 100 %."""
        shares = [float(column.width or 40) for column in self.model.columns()]
        return shares, [smallest_width(heading) for heading in self.model.titles]

    def finish_edits(self) -> None:
        self.table.finish_edits()
        if self.note is not None:
            self.note.commit()

    def focus_editor(self) -> bool:
        if self.model.ids:
            self.table.setFocus()
            if not self.table.currentIndex().isValid():
                self.table.setCurrentIndex(self.model.index(0, 0))
        elif not self.bridge.read_only:
            self._empty.setFocus()
        return True

    def row_of(self, change_set: ChangeSet) -> tuple[int, int] | None:
        """Row and column of what a change set touched in this table; subclasses know their entities."""
        changed = {change.row_id for change in change_set.changes}
        return next(((row, 0) for row, row_id in enumerate(self.model.ids) if row_id in changed), None)

    def show_row(self, change_set: ChangeSet) -> bool:
        found = self.row_of(change_set)
        if found is None:
            return False
        self.table.setCurrentIndex(self.model.index(*found))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # Rows ------------------------------------------------------------------------------------------------------------
    @Slot()
    def add_row(self) -> None:
        self._add(len(self.model.ids))

    @Slot(int)
    def _add_after(self, row: int) -> None:
        self._add(row + 1 if row >= 0 else len(self.model.ids))

    def _add(self, index: int) -> None:
        """A new row, its first cell open for typing."""
        if self.bridge.read_only:
            return
        self.finish_edits()
        added = self.model.add(index)
        if added is not None and added in self.model.ids:
            cell = self.model.index(self.model.ids.index(added), 0)
            self.table.setFocus()
            self.table.setCurrentIndex(cell)
            self.table.edit(cell)

    @Slot(list)
    def delete_rows(self, rows: list[int]) -> None:
        if self.bridge.read_only or not rows:
            return
        self.finish_edits()
        self.model.delete([self.model.ids[row] for row in rows])
        left = len(self.model.ids)
        if left:
            self.table.setCurrentIndex(self.model.index(min(rows[0], left - 1), 0))
            self.table.setFocus()

    @Slot(int, int)
    def _move_row(self, row: int, steps: int) -> None:
        if 0 <= row + steps < len(self.model.ids) and not self.bridge.read_only:
            self.model.move(self.model.ids[row], row + steps)

    @Slot(int, list)
    def _fill_down(self, column: int, rows: list[int]) -> None:
        if not self.bridge.read_only:
            self.finish_edits()
            self.model.fill(column, rows)

    @Slot()
    def paste(self) -> None:
        """Show what is on the clipboard as it would stand in this table, before it is put there."""
        if self.bridge.read_only:
            return
        from scn_desktop.exchange.paste import Target
        from scn_desktop.views.dialogs.paste_preview import open_paste_preview

        self.finish_edits()
        row = self.table.currentIndex().row()
        index = self.model.place_after(row) if row >= 0 else None
        blank = self.model.ids[row].split("/")[0] if row >= 0 and self._is_blank(row) else ""
        added = open_paste_preview(self, self.bridge, Target(self._words.paste_kind, self.block.id, index, blank))
        first = next((each for each, row_id in enumerate(self.model.ids) if added and row_id.startswith(added[0])), row)
        if first >= 0:
            self.table.setCurrentIndex(self.model.index(first, 0))
            self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the table hands on. An empty one has no cell to write or paste in: its button hands the key on."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.AltModifier and self.has_details:
            self.show_details()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif not self.model.ids and event.text().isprintable() and event.text().strip():
            self.add_row()
            focused = QApplication.focusWidget()
            if isinstance(focused, CellEditor):
                focused.insertPlainText(event.text())
        else:
            super().keyPressEvent(event)

    def _is_blank(self, row: int) -> bool:
        """Whether nothing is written in a row: the table that is pasted there takes its place."""
        return not any(self.model.text(row, column).strip() for column in range(len(self.model.keys)))

    # Menu ------------------------------------------------------------------------------------------------------------
    def own_actions(self) -> Sequence[QAction]:
        current = self.table.currentIndex()
        actions = [self._action(self._words.new, self.add_row), self._action(tr("Klistra in tabell…"), self.paste)]
        if current.isValid():
            rows = self.table.selected_rows()
            if self.has_details:
                actions.append(self._action(tr("Detaljer…"), self.show_details))
            actions.append(self._action(self._words.delete, partial(self.delete_rows, rows)))
        return [*actions, *self.column_actions()]

    def column_actions(self) -> Sequence[QAction]:
        """What can be done with the columns."""
        current = self.table.currentIndex()
        if not current.isValid():
            return []
        return [self._action(tr("Ändra kolumnrubriken"), partial(self.edit_heading, current.column()))]

    @Slot()
    def show_details(self) -> None:
        """Open what the chosen row, or the first, has besides its columns."""
        self.finish_edits()
        row = max(0, self.table.currentIndex().row())
        if self.has_details and row < len(self.model.ids):
            self.table.setCurrentIndex(self.model.index(row, max(0, self.table.currentIndex().column())))
            self.open_details(row)

    def open_details(self, row: int) -> None:
        """Show the details of a row; a subclass with `has_details` knows the dialog."""

    # Column headings -------------------------------------------------------------------------------------------------
    @Slot(int)
    def edit_heading(self, column: int) -> None:
        """Type a column's heading where it stands; Enter or leaving keeps it, Esc does not."""
        if not self.bridge.read_only:
            shown = self.model.columns()[column]
            self.type_heading(column, shown.heading, tr("Kolumnrubrik"), partial(self._write_heading, shown.id))

    def type_heading(self, column: int, text: str, name: str, finish: Callable[[str], object]) -> None:
        """Let a text over a column be typed."""
        header = self.table.horizontalHeader()
        width = max(header.sectionSize(column), theme().px(160))
        left = min(header.sectionViewportPosition(column), max(0, self.table.width() - width))
        field = HeadingField(text, finish, self.table)
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        field.setGeometry(QRect(left, 0, width, header.height()))
        field.show()
        field.setFocus()
        field.selectAll()

    def _write_heading(self, column_id: str, text: str) -> None:
        from scn_desktop.models.edits import tables

        kept = next((column.heading for column in self.model.columns() if column.id == column_id), text)
        if text != kept:
            label = tr("Ändra kolumnrubrik")
            self.bridge.attempt(label, lambda session: tables.set_heading(session, column_id, text))


def in_sentence(heading: str) -> str:
    """A heading as it follows another word: "totalt", but "SCN" as it stands."""
    return heading if heading[1:2].isupper() else heading[:1].lower() + heading[1:]


def smallest_width(heading: str) -> int:
    """Pixels at 100 % that a column needs to show its heading whole."""
    width = QFontMetrics(theme().font("caption_bold")).horizontalAdvance(heading)
    return max(56, round((width + theme().px(24)) * 100 / theme().percent))
