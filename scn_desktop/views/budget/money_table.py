"""The rows and columns of one budget table as a Qt model."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from scn_desktop.swedish import HARD_SPACE
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import EditTableModel, Role

if TYPE_CHECKING:
    from scn_desktop.models.budget_view import CellView, ColumnView, RowView, TableView

Index = QModelIndex | QPersistentModelIndex

LABEL: Final = 0
"""The column of row names; amounts stand in the columns after it."""


class MoneyRole(IntEnum):
    """What the delegate asks for besides the roles of every table."""

    KIND = Qt.ItemDataRole.UserRole + 40  # str: the kind of row
    JUDGEMENT = Qt.ItemDataRole.UserRole + 41  # str: how the sum in the cell is judged; "kept" for a kept mismatch
    IS_TEXT = Qt.ItemDataRole.UserRole + 42  # bool: whether the cell holds words


class MoneyTableModel(EditTableModel):
    """Shows a `TableView`; what is typed becomes an edit."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__([""], parent)
        self._bridge = bridge
        self._rows: dict[str, RowView] = {}
        self._columns: tuple[ColumnView, ...] = ()
        self._footnotes: dict[str, str] = {}
        self._unit = "mnkr"
        self.table_id = ""
        self.read_only = bridge.read_only

    # What is shown ---------------------------------------------------------------------------------------------------
    def show_table(self, view: TableView) -> None:
        """Show a table, or what has become of it; only other columns or another table reset the model."""
        columns = [(column.id, column.is_text) for column in view.columns]
        titles = [view.unit_text, *(column.heading for column in view.columns)]
        if view.id == self.table_id and columns == [(column.id, column.is_text) for column in self._columns]:
            changed = self._changed(view)
            self._take(view, titles)
            self.sync([row.id for row in view.rows], changed)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(titles) - 1)
            return
        self.beginResetModel()
        self._take(view, titles)
        self.table_id = view.id
        self.ids = [row.id for row in view.rows]
        self._refused.clear()
        self.endResetModel()

    def _changed(self, view: TableView) -> set[str]:
        """The rows that look otherwise than before."""
        if view.unit != self._unit:
            return {row.id for row in view.rows}
        footnotes = footnote_numbers(view)
        return {
            row.id
            for row in view.rows
            if row != self._rows.get(row.id) or footnotes.get(row.id) != self._footnotes.get(row.id)
        }

    def _take(self, view: TableView, titles: Sequence[str]) -> None:
        self._rows = {**self._rows, **{row.id: row for row in view.rows}}
        self._columns = view.columns
        self._footnotes = footnote_numbers(view)
        self._unit = view.unit
        self.titles[:] = titles

    def row_view(self, row: int) -> RowView:
        return self._rows[self.ids[row]]

    def column_view(self, column: int) -> ColumnView:
        """The column of amounts at a place of the model, 1 being the first."""
        return self._columns[column - 1]

    def cell(self, row: int, column: int) -> CellView:
        """The amount at a place of the model."""
        return self.row_view(row).cells[column - 1]

    def name(self, row: int) -> str:
        """What the row is called, with its code."""
        return self.row_view(row).name

    def text(self, row: int, column: int) -> str:
        if column != LABEL:
            return self.cell(row, column).text
        number = self._footnotes.get(self.ids[row], "")
        return f"{self.name(row)} {number.translate(_RAISED)}" if number else self.name(row)

    def typed_text(self, row: int, column: int) -> str:
        """What stands in the cell while it is edited: the amount as it was given."""
        from scn_desktop.models.money import edit_text

        if column == LABEL:
            return self.name(row)
        cell = self.cell(row, column)
        if cell.given is None:
            return self.text(row, column)
        return edit_text(cell.given, self._unit if cell.measure == "money" else "kr")

    def clipboard_text(self, row: int, column: int) -> str:
        """What a spreadsheet gets: every digit of a given amount, a computed one to the öre."""
        from scn_desktop.models.money import Figure, clipboard_text, shortest_precision

        if column == LABEL:
            return self.name(row)
        cell = self.cell(row, column)
        if cell.ore is None:
            return cell.text
        unit = self._unit if cell.measure == "money" else "kr"
        return clipboard_text(cell.given or Figure(cell.ore, shortest_precision(cell.ore, unit)), unit)

    # Qt --------------------------------------------------------------------------------------------------------------
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.EditRole:
            row, column = index.row(), index.column()
            if (self.row_id(row), column) not in self._refused:
                return self.typed_text(row, column)
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            row, column = index.row(), index.column()
            refused = (self.row_id(row), column) in self._refused
            # An editor gives hard spaces back as ordinary ones; a computed sum that was only looked at is not stated.
            if not refused and _plain(str(value)) in (
                _plain(self.typed_text(row, column)),
                _plain(self.text(row, column)),
            ):
                return True
        return super().setData(index, value, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            flags = self.alignment(section) | Qt.AlignmentFlag.AlignBottom
            return int(flags) | Qt.TextFlag.TextWordWrap.value
        return super().headerData(section, orientation, role)

    def wrapping_columns(self, row: int) -> list[int]:
        """The columns whose cells may need more than a line: names, words, and what was refused."""
        refused = [column for row_id, column in self._refused if row_id == self.ids[row]] if self._refused else []
        words = [place for place, column in enumerate(self._columns, start=1) if column.is_text]
        return [LABEL, *words, *refused]

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        is_words = column == LABEL or self.column_view(column).is_text
        return Qt.AlignmentFlag.AlignLeft if is_words else Qt.AlignmentFlag.AlignRight

    def is_editable(self, row: int, column: int) -> bool:
        return column == LABEL or self.row_view(row).kind != "heading"

    def extra(self, row: int, column: int, role: int) -> Any:
        view = self.row_view(row)
        cell = self.cell(row, column) if column != LABEL else None
        if role == MoneyRole.KIND:
            return view.kind
        if role == MoneyRole.IS_TEXT:
            return column == LABEL or self.column_view(column).is_text
        if role == MoneyRole.JUDGEMENT and cell is not None:
            return "kept" if cell.kept and cell.judgement == "mismatch" else cell.judgement
        if role == Role.BOLD:
            return view.is_sum
        if role == Role.INDENT and column == LABEL:
            return 14 * view.depth
        if role == Role.BACKGROUND:
            return "bg" if view.kind in ("total", "balance") else None
        if role == Role.PLACEHOLDER and column == LABEL:
            return tr("Rad utan namn")
        if role == Qt.ItemDataRole.ToolTipRole and column == LABEL:
            return "\n".join(each for each in (view.footnote, view.note) if each) or None
        return None

    def _accessible(self, row: int, column: int, index: Index) -> str:
        view = self.row_view(row)
        kind = _KIND_WORDS.get(view.kind, "")
        if column == LABEL:
            footnote = tr("fotnot {number}: {text}").format(number=self._footnotes.get(view.id), text=view.footnote)
            parts = [self.name(row), tr(kind) if kind else "", footnote if view.footnote else ""]
            return ", ".join(part for part in parts if part)
        cell = self.cell(row, column)
        refused = str(index.data(Role.ERROR) or "")
        parts = [self.name(row), self.titles[column], str(index.data() or tr("tom")), refused]
        parts.append(tr(_JUDGEMENT_WORDS["kept" if cell.kept else cell.judgement]))
        return ", ".join(part for part in parts if part)

    # Writing ---------------------------------------------------------------------------------------------------------
    def write(self, row: int, column: int, text: str) -> None:
        from scn_desktop.models.edits import budget_formulas, budgets

        row_id = self.row_id(row)
        if column == LABEL:
            self._bridge.do(tr("Byt namn på rad"), lambda session: budgets.set_label(session, row_id, text))
            return
        column_id = self.column_view(column).id
        if self.column_view(column).is_text:
            self._bridge.do(
                tr("Ändra text"), lambda session: budget_formulas.set_text(session, row_id, column_id, text)
            )
        else:
            self._bridge.do(tr("Ändra belopp"), lambda session: budgets.set_amount(session, row_id, column_id, text))


def footnote_numbers(view: TableView) -> dict[str, str]:
    """The number of each row's footnote."""
    noted = [row.id for row in view.rows if row.footnote]
    return {row_id: str(number) for number, row_id in enumerate(noted, start=1)}


_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _plain(text: str) -> str:
    return text.replace(HARD_SPACE, " ").strip()


_KIND_WORDS: Final = {
    "heading": "rubrik",
    "subtotal": "delsumma",
    "total": "summa",
    "balance": "resultat",
    "memo": "utanför summorna",
    "group": "summan av raderna under",
    "quotient": "kvot",
}
_JUDGEMENT_WORDS: Final = {
    "": "",
    "exact": "",
    "rounding": "avrundning",
    "display": "avrundad visning",
    "mismatch": "fel, går inte ihop",
    "kept": "går inte ihop, behålls",
}
