"""Item model base for tables that are edited in place: a refused text stays in its cell, with the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from scn_desktop.errors import ScnError

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Role(IntEnum):
    """What WrapDelegate asks for besides Qt's own roles."""

    SECONDARY = Qt.ItemDataRole.UserRole + 1  # str: a smaller line under the text
    SIGN = Qt.ItemDataRole.UserRole + 2  # str: Lucide name of a sign before the text
    COLOUR = Qt.ItemDataRole.UserRole + 3  # str: colour token of text and sign
    BOLD = Qt.ItemDataRole.UserRole + 4  # bool
    ERROR = Qt.ItemDataRole.UserRole + 5  # str: why the text in the cell was refused
    CHOICES = Qt.ItemDataRole.UserRole + 6  # Sequence[str]: completions for the line that is typed
    BACKGROUND = Qt.ItemDataRole.UserRole + 7  # str: colour token behind the cell
    PILL = Qt.ItemDataRole.UserRole + 8  # labels.Status: draw the text as a pill of this status
    GROUP = Qt.ItemDataRole.UserRole + 9  # bool: a heading row that spans the table
    INDENT = Qt.ItemDataRole.UserRole + 10  # int: pixels at 100 %
    PLACEHOLDER = Qt.ItemDataRole.UserRole + 11  # str: shown in text 2 when the cell is empty


class EditTableModel(QAbstractTableModel):
    """Subclasses tell what stands in a cell and write what is typed.

    `write_refused(index, message)` is emitted when `write` raised ScnError; the typed text is shown by the cell
    until a text is taken or `forget_refused` is called.
    """

    write_refused = Signal(QModelIndex, str)

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.titles = list(titles)
        self.read_only = False
        self.ids: list[str] = []
        self._refused: dict[tuple[str, int], tuple[str, str]] = {}

    # What a subclass gives -------------------------------------------------------------------------------------------
    def row_count(self) -> int:
        return len(self.ids)

    def row_id(self, row: int) -> str:
        """A key that follows the row when rows move."""
        return self.ids[row]

    def text(self, row: int, column: int) -> str:
        raise NotImplementedError

    def as_read(self, text: str) -> str:
        """What stands in a cell for who reads it, where the text has marks in it."""
        return text

    def write(self, row: int, column: int, text: str) -> None:
        """Put a typed text into the document; raises ScnError when it can't be taken."""
        raise NotImplementedError

    def is_editable(self, row: int, column: int) -> bool:
        return True

    def extra(self, row: int, column: int, role: int) -> Any:
        """Data of every role but display, edit and error."""
        return None

    def sync(self, ids: Sequence[str], changed: Collection[str] | None = None) -> None:
        """Show these rows: removed and new rows are told one by one, so that selection and editor stay.

        All is redrawn, or only the rows in ``changed``, where it is known which they are. A subclass fetches its rows
        before it calls this, and answers `text` for `ids` as they stand at each moment.
        """
        wanted = set(ids)
        for row in reversed(range(len(self.ids))):
            if self.ids[row] not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self.ids[row]
                self.endRemoveRows()
        for row, row_id in enumerate(ids):
            if row < len(self.ids) and self.ids[row] == row_id:
                continue
            if row_id in self.ids:
                source = self.ids.index(row_id)
                self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), row)
                self.ids.insert(row, self.ids.pop(source))
                self.endMoveRows()
            else:
                self.beginInsertRows(QModelIndex(), row, row)
                self.ids.insert(row, row_id)
                self.endInsertRows()
        if not self.ids:
            return
        if changed is None:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.titles) - 1))
            return
        for first, last in stretches([row for row, row_id in enumerate(self.ids) if row_id in changed]):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.titles) - 1))

    # Qt --------------------------------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self.row_count()

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignVCenter | self.alignment(section)
        return None

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignLeft

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            refused = self._refusal(row, column)
            if refused:
                return refused[0]
            text = self.text(row, column)
            return text if role == Qt.ItemDataRole.EditRole else self.as_read(text)
        if role == Role.ERROR:
            refused = self._refusal(row, column)
            return refused[1] if refused else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignTop | self.alignment(column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._accessible(row, column, index)
        return self.extra(row, column, role)

    def _refusal(self, row: int, column: int) -> tuple[str, str] | None:
        """The refused text and the reason; a text that is in the document after all is no longer refused."""
        key = (self.row_id(row), column)
        refused = self._refused.get(key)
        if refused is not None and refused[0] == self.text(row, column):
            del self._refused[key]
            return None
        return refused

    def _accessible(self, row: int, column: int, index: Index) -> str:
        parts = [self.titles[column], str(index.data() or ""), str(index.data(Role.SECONDARY) or "")]
        parts.append(str(index.data(Role.ERROR) or ""))
        return ", ".join(part for part in parts if part)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or self.read_only:
            return False
        row, column, text = index.row(), index.column(), str(value)
        key = (self.row_id(row), column)
        if key not in self._refused and text == self.text(row, column):
            return True
        try:
            if text != self.text(row, column):
                self.write(row, column, text)
        except ScnError as error:
            self._refused[key] = (text, str(error))
            here = self.index(row, column)
            self.write_refused.emit(here, str(error))
            self.dataChanged.emit(here, here)
            return False
        if self._refused.pop(key, None) is not None:
            here = self.index(row, column)
            self.dataChanged.emit(here, here)
        return True

    def has_refused(self) -> bool:
        """Whether some cell shows a text that is not in the document."""
        return bool(self._refused)

    def forget_refused(self, index: Index) -> None:
        """Drop a refused text; the cell shows what is in the document again."""
        if self._refused.pop((self.row_id(index.row()), index.column()), None) is not None:
            here = self.index(index.row(), index.column())
            self.dataChanged.emit(here, here)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if not self.read_only and self.is_editable(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags


def stretches(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rising row numbers as the first and last of each unbroken stretch."""
    first = last = None
    for row in rows:
        if first is None or last is None:
            first = last = row
        elif row == last + 1:
            last = row
        else:
            yield first, last
            first = last = row
    if first is not None and last is not None:
        yield first, last
