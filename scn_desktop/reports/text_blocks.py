"""Running text, page breaks and free tables as they stand in a section; and the notes under any table."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreakIfNotEmpty

from scn_desktop.models.blocks import Block, TableRow
from scn_desktop.models.plan import Section
from scn_desktop.models.table_layout import Seen, TableLayout
from scn_desktop.reports import text
from scn_desktop.reports.cells import Cell, Row, text_cell
from scn_desktop.reports.flowables import Heading, TextBlock
from scn_desktop.reports.printing import Printing, head_rows, holds_numbers, number_text
from scn_desktop.reports.prose import block_key
from scn_desktop.reports.spread import Part, spread
from scn_desktop.reports.table_widths import Demand, fit
from scn_desktop.reports.tables import NO_RULE, SUM_RULE, Table, TableNote, note
from scn_desktop.reports.theme import BODY, CELL, CELL_BOLD, NOTE, NUMBER
from scn_desktop.reports.typeset import Run, is_seen

_WIDEST_TEXT = 180 * mm
"""Lines of running text get no longer than this, also on a landscape page."""


def body(content: str, section: Section, printing: Printing) -> list[TextBlock]:
    """Running text of a section, in the text column."""
    blocks = text.body(
        content,
        indent=printing.indent,
        key=printing.identifier("stycke"),
        heading_level=printing.level_below,
        prose=printing.prose,
    )
    for one in blocks:
        one.widest = _WIDEST_TEXT
    return blocks


def paragraph(content: str, printing: Printing) -> TextBlock:
    """One paragraph of plain text that the program writes itself."""
    block = TextBlock([Run(content, BODY.face)], BODY, indent=printing.indent)
    block.widest = _WIDEST_TEXT
    return block


def running_text(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """A text block, under its title if it has one."""
    blocks: list[Flowable] = list(body(block.text, section, printing))
    if not is_seen(block.title):
        return blocks
    key = block_key(block.id)
    heading = Heading(block.title, printing.level_below, key, indent=printing.indent, in_contents=False)
    return [heading, *blocks]


def page_break(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The next block starts a page."""
    return [PageBreakIfNotEmpty()]


def block_notes(content: str, printing: Printing) -> list[TableNote]:
    """What the writer put under a table, as one note for each paragraph; stars that it begins with are its mark."""
    lines = [printing.prose.in_words(line.strip()) for line in content.splitlines() if line.strip()]
    texts = [line.lstrip("*") for line in lines]
    return [
        note(line[: len(line) - len(text)], [Run(text.lstrip() or line, NOTE.face)], printing.identifier("not"))
        for line, text in zip(lines, texts, strict=True)
    ]


def free_table(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """A table of the writer's own columns; turned, or continued in further tables, where the page is too narrow."""
    if not block.rows or not block.columns:
        return []
    layout = TableLayout(block)
    texts = [
        [printing.seen(_alone(layout.seen(row, column))) for row in range(len(block.rows))]
        for column in range(len(block.columns))
    ]
    kinds = [place > 0 and holds_numbers(column) for place, column in enumerate(texts)]
    demands = [
        Demand(is_number, float(column.width), column.heading, _own_texts(block.rows, column_texts))
        for is_number, column, column_texts in zip(kinds, block.columns, texts, strict=True)
    ]
    title = printing.table_title(block.title or section.title or "Uppgifter")
    return spread(fit(demands, printing.layout), title, printing, lambda part: _one_table(block, kinds, part, printing))


def _alone(cell: Seen | None) -> str:
    """A cell's text where it says what its column holds: not over several columns."""
    return cell.text if cell is not None and cell.column_span == 1 else ""


def _own_texts(rows: list[TableRow], texts: list[str]) -> list[str]:
    return [number_text(text) for row, text in zip(rows, texts, strict=True) if row.kind != "heading"]


def _one_table(block: Block, kinds: list[bool], part: Part, printing: Printing) -> Table:
    headings = [(block.columns[index].heading, block.columns[index].group, kinds[index]) for index in part.indexes]
    has_head = any(text for text, _, _ in headings)
    heads, rules = head_rows(headings, printing) if has_head else ([], [])
    rows: list[Row] = []
    layout = TableLayout(block)
    for place, row in enumerate(block.rows):
        follows_heading = place > 0 and block.rows[place - 1].kind == "heading"
        rows.append(_row(row, layout.part(place, part.indexes), kinds, printing, is_glued=follows_heading))
    notes = block_notes(block.note, printing) if part.is_last else []
    return Table(part.title, part.columns, heads, rows, notes=notes, layout=part.layout, group_rules=rules)


def _row(row: TableRow, seen: Sequence[Seen], kinds: list[bool], printing: Printing, *, is_glued: bool) -> Row:
    if row.kind == "heading":
        words = " ".join(cell.text for cell in seen if cell.text)
        runs = printing.prose.cell_runs(words, CELL_BOLD.face)
        width = sum(cell.column_span for cell in seen)
        return Row([text_cell(runs, CELL_BOLD, scope="Row", span=width)], before=9.0, rule=NO_RULE)
    is_sum = row.kind == "sum"
    cells: list[Cell] = []
    for cell in seen:
        if kinds[cell.column] and cell.column_span == 1:
            made = printing.number_cell(cell.text, CELL_BOLD if is_sum else NUMBER)
        else:
            made = printing.cell(cell.text, CELL_BOLD if is_sum else CELL)
        made.take(cell.column_span, cell.row_span)
        cells.append(made)
    return Row(cells, rule=SUM_RULE if is_sum else None, is_glued=is_glued or is_sum)
