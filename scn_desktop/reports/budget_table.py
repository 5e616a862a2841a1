"""Budget tables: sums ruled and judged, with marks for rounding, and in drafts for totals that do not add up."""

from dataclasses import dataclass, field, replace

from reportlab.platypus import Flowable

from scn_desktop.models.blocks import Block
from scn_desktop.models.budget_sums import table_view
from scn_desktop.models.budget_view import CellView, ColumnView, RowView, TableView
from scn_desktop.models.money import format_amount, format_apart
from scn_desktop.models.plan import Section
from scn_desktop.reports.cells import BUDGET_PADDING, Cell, Row, head_cell, number_cell, text_cell
from scn_desktop.reports.printing import MISSING, Printing
from scn_desktop.reports.spread import Part, spread
from scn_desktop.reports.table_widths import Demand, fit
from scn_desktop.reports.tables import NO_RULE, SUM_RULE, Table, TableNote, note
from scn_desktop.reports.text_blocks import block_notes
from scn_desktop.reports.theme import CELL, CELL_BOLD, NOTE, NUMBER
from scn_desktop.reports.typeset import Run
from scn_desktop.swedish import MINUS

_UNITS = {"kr": "Kronor", "tkr": "Tusen kronor", "mnkr": "Miljoner kronor"}
_LABEL_WIDTH, _NUMBER_WIDTH = 88.0, 24.0
_GROUP_GAP = 9.0
_STEP = 9.0
"""Points that a row stands in for each level of its own."""
_COSTS_POSITIVE = "Kostnader skrivs utan minustecken."
_DISPLAY = "Beloppen är avrundade var för sig. Därför kan en summa skilja sig från raderna så som de skrivs."
_ROUNDING = (
    ("Avrundning.", True),
    (" Summan är avrundad för sig. Raderna ger ett annat tal, inom vad avrundning kan förklara.", False),
)


def budget(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The budget table that the block shows; nothing where it has none, or the table is empty."""
    if block.budget_table is None:
        return []
    view = table_view(block.budget_table)
    if not view.rows or not view.columns:
        return []
    title = printing.table_title(block.title or view.title or section.title)
    return _Writer(view, block, printing).story(title)


@dataclass
class _Writer:
    """One budget table."""

    view: TableView
    block: Block
    printing: Printing
    _letters: list[TableNote] = field(default_factory=list)
    _rounding: str = ""

    def story(self, title: str) -> list[Flowable]:
        return spread(fit(self._demands(), self.printing.layout), title, self.printing, self._table)

    def _demands(self) -> list[Demand]:
        labels = [_label(row) for row in self.view.rows]
        count = len(self.view.columns)
        # The usual widths for up to three columns; more of them share the page.
        usual = _NUMBER_WIDTH if count <= 3 else 0.0
        label_width = _LABEL_WIDTH + (3 - count) * _NUMBER_WIDTH if count <= 3 else 0.0
        demands = [Demand(False, label_width, "", labels)]
        for place, column in enumerate(self.view.columns):
            texts = [row.cells[place].text for row in self.view.rows]
            demands.append(Demand(not column.is_text, 0.0 if column.is_text else usual, column.heading, texts))
        if any(column.is_text for column in self.view.columns):
            demands = [replace(demand, given=0.0) for demand in demands]
        return demands

    def _table(self, part: Part) -> Table:
        self._letters, self._rounding = [], ""
        # The first of the asked columns holds the rows' names.
        places = [index - 1 for index in part.indexes if index]
        head = [
            text_cell(_UNITS[self.view.unit], CELL, scope="Column"),
            *(self._head(self.view.columns[place]) for place in places),
        ]
        rows: list[Row] = []
        for number, row in enumerate(self.view.rows):
            before = self.view.rows[number - 1] if number else None
            rows.append(self._row(row, before, places))
        said = [self.view.note, self.block.note]
        if self.view.costs == "positive":
            said.insert(0, _COSTS_POSITIVE)
        if self.view.judged("display"):
            said.append(_DISPLAY)
        general = block_notes("\n".join(said), self.printing)
        notes = [*self._letters, *general]
        return Table(part.title, part.columns, [Row(head)], rows, notes=notes, layout=part.layout)

    def _row(self, row: RowView, before: RowView | None, places: list[int]) -> Row:
        # What the writer has to say about a row is a footnote, numbered with the others of the paper.
        notes = [self.printing.prose.note(row.footnote)] if row.footnote.strip() else []
        is_glued = before is not None and before.kind == "heading"
        if row.kind == "heading":
            cell = text_cell(_label(row), CELL_BOLD, scope="Row", span=len(places) + 1, inline_notes=notes)
            return Row([cell], padding=BUDGET_PADDING, before=_GROUP_GAP, rule=NO_RULE)
        style = CELL_BOLD if row.is_sum else CELL
        first = text_cell(_label(row), style, scope="Row", inline_notes=notes, indent=_STEP * row.level)
        cells = [first, *(self._cell(row, row.cells[place], place) for place in places)]
        rule = None
        is_below = row.is_sum and row.kind != "group"
        if is_below or (before is not None and before.kind == "balance"):
            rule = SUM_RULE
        elif before is not None and before.is_sum:
            rule = NO_RULE
        return Row(cells, padding=BUDGET_PADDING, rule=rule, is_glued=is_glued or is_below)

    def _head(self, column: ColumnView) -> Cell:
        return head_cell(column.heading, is_number=not column.is_text)

    def _cell(self, row: RowView, cell: CellView, place: int) -> Cell:
        if self.view.columns[place].is_text:
            return self.printing.cell(cell.text) if cell.text.strip() else text_cell("")
        return number_cell(cell.text or MISSING, CELL_BOLD if row.is_sum else NUMBER, mark=self._judgement_mark(cell))

    def _judgement_mark(self, cell: CellView) -> str:
        if cell.judgement == "rounding":
            if not self._rounding:
                self._rounding = self._letter(_ROUNDING)
            return self._rounding
        if cell.judgement != "mismatch" or cell.kept or self.printing.is_decided or cell.computed is None:
            return ""
        unit = self.view.unit if cell.measure == "money" else "kr"
        computed, stated = format_apart(cell.computed, cell.ore or 0, unit, cell.decimals)
        gap = format_amount(cell.gap, unit, len(computed.partition(",")[2]))
        gap = gap if gap.startswith(MINUS) else f"+{gap}"
        said = f" Raderna ger {computed}, tabellen anger {stated}. Skillnaden, {gap}, är inte avrundning."
        return self._letter((("Går inte ihop, visas bara i utkast.", True), (said, False)))

    def _letter(self, parts: tuple[tuple[str, bool], ...]) -> str:
        mark = chr(ord("a") + len(self._letters)) if len(self._letters) < 26 else f"a{len(self._letters)}"
        runs = [Run(text, NOTE.face.bold() if is_bold else NOTE.face) for text, is_bold in parts]
        self._letters.append(note(mark, runs, self.printing.identifier("not")))
        return mark


def _label(row: RowView) -> str:
    return f"{row.label} ({row.code})" if row.code else row.label
