"""Running text, page breaks and free tables as they stand in a section; and the notes under any table."""

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak

from scn_desktop.models.blocks import Block, TableRow
from scn_desktop.models.plan import Section
from scn_desktop.reports import text
from scn_desktop.reports.cells import Cell, Row, cell_element, number_cell, text_cell
from scn_desktop.reports.flowables import TextBlock
from scn_desktop.reports.page import new_page
from scn_desktop.reports.printing import MISSING, Printing, head_rows, holds_numbers, number_text
from scn_desktop.reports.table_widths import Demand, Fit, fit
from scn_desktop.reports.tables import NO_RULE, SUM_RULE, Table, TableNote, note, table_story
from scn_desktop.reports.theme import BODY, CELL, CELL_BOLD, LANDSCAPE, NOTE, NUMBER, PORTRAIT
from scn_desktop.reports.typeset import Run

_WIDEST_TEXT = 180 * mm
"""Lines of running text get no longer than this, also on a landscape page."""


def body(content: str, section: Section, printing: Printing) -> list[TextBlock]:
    """Running text of a section, in the text column."""
    blocks = text.body(
        content,
        indent=printing.indent,
        key=printing.identifier("stycke"),
        heading_level=min(section.kind.level + 1, 3),
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
    """A text block."""
    return list(body(block.text, section, printing))


def page_break(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The next block starts a page."""
    return [PageBreak()]


def block_notes(content: str, printing: Printing) -> list[TableNote]:
    """What the writer put under a table, as one general note for each paragraph."""
    lines = [line.strip() for line in content.splitlines() if line.strip()]
    return [note("", [Run(line, NOTE.face)], printing.identifier("not")) for line in lines]


def free_table(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """A table of the writer's own columns; turned, or continued in further tables, where the page is too narrow."""
    if not block.rows or not block.columns:
        return []
    texts = [[row.text_of(column) for row in block.rows] for column in block.columns]
    kinds = [place > 0 and holds_numbers(column) for place, column in enumerate(texts)]
    demands = [
        Demand(is_number, float(column.width), column.heading, _own_texts(block.rows, column_texts))
        for is_number, column, column_texts in zip(kinds, block.columns, texts, strict=True)
    ]
    fitted = fit(demands)
    title = printing.table_title(block.title or section.title or "Uppgifter")
    story: list[Flowable] = []
    for place in range(len(fitted.indexes)):
        story += _one_table(block, kinds, fitted, place, title, printing)
    return turned(story, fitted, printing)


def _own_texts(rows: list[TableRow], texts: list[str]) -> list[str]:
    return [number_text(text) for row, text in zip(rows, texts, strict=True) if row.kind != "heading"]


def turned(story: list[Flowable], fitted: Fit, printing: Printing) -> list[Flowable]:
    """The tables on pages of their format, with a new page before and after where that is not the walk's own."""
    if fitted.layout is PORTRAIT or printing.layout is LANDSCAPE:
        return story
    return [*new_page(LANDSCAPE), *story, *new_page(PORTRAIT)]


def _one_table(
    block: Block, kinds: list[bool], fitted: Fit, place: int, title: str, printing: Printing
) -> list[Flowable]:
    indexes = list(fitted.indexes[place])
    headings = [(block.columns[index].heading, block.columns[index].group, kinds[index]) for index in indexes]
    heads, rules = ([], []) if not any(text for text, _, _ in headings) else head_rows(headings, printing)
    rows: list[Row] = []
    for row in block.rows:
        follows_heading = bool(rows) and block.rows[len(rows) - 1].kind == "heading"
        rows.append(_row(block, row, indexes, kinds, is_glued=follows_heading))
    name = title if place == 0 else f"{title}, fler kolumner"
    notes = block_notes(block.note, printing) if place == len(fitted.indexes) - 1 else []
    layout = LANDSCAPE if printing.layout is LANDSCAPE else fitted.layout
    return table_story(Table(name, fitted.columns[place], heads, rows, notes=notes, layout=layout, group_rules=rules))


def _row(block: Block, row: TableRow, indexes: list[int], kinds: list[bool], *, is_glued: bool) -> Row:
    contents = [row.text_of(block.columns[index]) for index in indexes]
    if row.kind == "heading":
        words = " ".join(content for content in contents if content)
        return Row([text_cell(words, CELL_BOLD, scope="Row", span=len(indexes))], before=9.0, rule=NO_RULE)
    is_sum = row.kind == "sum"
    cells: list[Cell] = []
    for content, index in zip(contents, indexes, strict=True):
        if kinds[index]:
            cells.append(number_cell(number_text(content), CELL_BOLD if is_sum else NUMBER))
            continue
        element = cell_element()
        cells.append(Cell(text.cell(content or MISSING, element, CELL_BOLD if is_sum else CELL), element))
    return Row(cells, rule=SUM_RULE if is_sum else None, is_glued=is_glued or is_sum)
