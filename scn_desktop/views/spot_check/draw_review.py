"""The second step of a draw: the list as it was read, what each column is, and what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from scn_desktop.views.dialogs.choice_row import ChoiceRow
from scn_desktop.views.dialogs.message_list import Message, MessageList
from scn_desktop.views.dialogs.preview_table import ColumnChoices, PreviewTable, ShownColumn, ShownTable
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import SegmentedControl
from scn_desktop.views.widgets.labels import Status, label

if TYPE_CHECKING:
    from scn_desktop.exchange.case_list import CaseList, CaseTable


class ReviewPage(QWidget):
    """`changed`: the list is read in another way; `found` is what it holds then."""

    changed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Raises ImportFailed for a text that is no list."""
        from scn_desktop.exchange.case_list import COLUMNS, propose, read

        super().__init__(parent)
        self._table = propose(text)
        self.found: CaseList = read(self._table)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(4), 0, 0)
        layout.setSpacing(px(8))
        self.header = SegmentedControl([("yes", tr("Rubriker")), ("no", tr("Ett ärende"))], tr("Första raden är"))
        self.header.chosen.connect(self._choose_header)
        choices = ChoiceRow()
        choices.add(self.header)
        layout.addWidget(choices)
        frame = QFrame()
        frame.setProperty("role", "surface")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        self.table = PreviewTable(tr("Listan som den lästes"))
        words = [*((key, tr(word)) for key, word in COLUMNS.items()), ("", tr("Läs inte in"))]
        self.columns = ColumnChoices(self.table, words, len(self._table.mapping))
        self.columns.chosen.connect(self._choose_column)
        inside.addWidget(self.columns)
        inside.addWidget(self.table, 1)
        layout.addWidget(frame, 1)
        self.messages = MessageList()
        layout.addWidget(self.messages)
        self.counts = label("", "bold", wrap=True)
        layout.addWidget(self.counts)
        self._show()

    @property
    def case_table(self) -> CaseTable:
        """The cells, and how they are read."""
        return self._table

    def focus_first(self) -> None:
        """Focus the first column's choice."""
        self.columns.boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_header(self, key: str) -> None:
        from scn_desktop.exchange.case_list import with_header

        self._change(with_header(self._table, key == "yes"))

    def _choose_column(self, column: int, key: str) -> None:
        from scn_desktop.exchange.case_list import with_column

        self._change(with_column(self._table, column, key))

    def _change(self, table: CaseTable) -> None:
        from scn_desktop.exchange.case_list import read

        self._table = table
        self.found = read(table)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        table, found = self._table, self.found
        self.header.choose("yes" if table.has_header else "no")
        headings = [table.cells[0][column] if table.has_header else "" for column in range(len(table.mapping))]
        self.columns.show_columns(headings, list(table.mapping))
        self.table.show_table(as_shown(table, found))
        self.messages.show_messages(
            [
                *(Message(text, Status.ERROR) for text in found.errors),
                *(Message(text, Status.WARNING) for text in found.warnings),
                *(Message(text, Status.NEUTRAL) for text in found.told),
            ]
        )
        self.counts.setText(counted(found))


def counted(found: CaseList) -> str:
    """ "47 ärenden: 31 Beslut att inte inleda utredning, 16 Särskilda kostnader"."""
    from scn_desktop.swedish import format_whole, plural

    total = plural(len(found.cases), tr("ärende"), tr("ärenden"))
    parts = [
        f"{format_whole(count)} {name or tr('utan kategori')}"
        for name, count in found.categories.items()
        if len(found.categories) > 1 or name
    ]
    return f"{total}: {', '.join(parts)}" if parts else total


def as_shown(table: CaseTable, found: CaseList) -> ShownTable:
    """The cells below the headings; a personnummer isn't shown, only where it stands."""
    from scn_desktop.exchange.case_list import COLUMNS

    rows = range(table.first, len(table.cells))
    columns = [
        ShownColumn(
            tr(COLUMNS[key]) if key else table.heading(column),
            ["•••" if (row, column) in found.refused else table.cells[row][column] for row in rows] if key else [],
            left_out=not key,
        )
        for column, key in enumerate(table.mapping)
    ]
    refused = {(row - table.first, column): tr("Personnummer") for row, column in found.refused}
    return ShownTable(columns, len(rows), refused)
