"""Measures with their steering documents and effects, and the appendix of steering documents."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.committee import SteeringDocument
from scn_desktop.models.measure import Measure
from scn_desktop.models.plan import Section
from scn_desktop.reports import text
from scn_desktop.reports.cells import Cell, Row, cell_element, text_cell
from scn_desktop.reports.printing import MISSING, Printing, head_rows
from scn_desktop.reports.spread import Part, spread
from scn_desktop.reports.table_widths import Demand, fit
from scn_desktop.reports.tables import Table, table_story
from scn_desktop.reports.text_blocks import block_notes, paragraph
from scn_desktop.reports.theme import CELL, CELL_BOLD


def measures(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The measure table of a section; nothing where no measure is placed in it."""
    columns = [column for column in block.columns if column.key in _TEXTS]
    if not block.measure_placements or not columns:
        return []
    texts = [[_TEXTS[column.key](placement.measure) for column in columns] for placement in block.measure_placements]
    demands = [
        Demand(False, float(column.width), column.heading, [row[place] for row in texts])
        for place, column in enumerate(columns)
    ]
    title = printing.table_title(block.title or f"Åtgärder för {printing.place_of(section)}")

    def table(part: Part) -> Table:
        shown = [columns[index] for index in part.indexes]
        heads, _ = head_rows([(column.heading, "", False) for column in shown], printing)
        rows = [Row([_cell(row[index]) for index in part.indexes]) for row in texts]
        notes = block_notes(block.note, printing) if part.is_last else []
        return Table(part.title, part.columns, heads, rows, notes=notes, layout=part.layout)

    return spread(fit(demands), title, printing, table)


def _cell(content: str) -> Cell:
    if not content:
        return text_cell(MISSING)
    element = cell_element()
    return Cell(text.cell(content, element), element)


def _steering(measure: Measure) -> str:
    return "\n".join(document.title for document in measure.steering_documents)


_TEXTS = {
    "measure": lambda measure: measure.full_text,
    "steering": _steering,
    "effect": lambda measure: measure.effect,
    "partners": lambda measure: measure.partners,
    "responsible": lambda measure: measure.responsible,
    "period": lambda measure: measure.period,
}


def steering_documents(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The documents that the plan's measures refer to, with the places of those measures: compiled, never typed."""
    documents = queries.used_steering_documents(printing.plan)
    if not documents:
        return [paragraph("Ingen åtgärd i planen är kopplad till något styrdokument.", printing)]
    places = _places(printing)
    heads, _ = head_rows(
        [(heading, "", False) for heading in ("Styrdokument", "Beslutat av", "Gäller", "Åtgärder")], printing
    )
    groups = list(dict.fromkeys(document.group for document in documents))
    groups.sort(key=lambda group: (not group, group.casefold() == "övrigt"))
    rows: list[Row] = []
    for group in groups:
        if len(groups) > 1:
            rows.append(Row([text_cell(group or "Övriga", CELL_BOLD, scope="Row", span=4)]))
        members = [document for document in documents if document.group == group]
        for number, document in enumerate(members):
            rows.append(_document_row(document, places, is_glued=len(groups) > 1 and number == 0))
    demands = [Demand(False, width, "", []) for width in (56.0, 38.0, 26.0, 40.0)]
    title = printing.table_title(block.title or "Styrdokument som åtgärderna är kopplade till")
    columns = fit(demands).columns[0]
    notes = block_notes(block.note, printing)
    return table_story(Table(title, columns, heads, rows, notes=notes, layout=printing.layout))


def _document_row(document: SteeringDocument, places: dict[str, list[str]], *, is_glued: bool) -> Row:
    used = _compact(places.get(document.id, ())) or MISSING
    years = [str(year) for year in (document.valid_from, document.valid_to) if year is not None]
    valid = "\u2013".join(dict.fromkeys(years)) or MISSING
    cells = [document.title, document.decided_by or MISSING, valid, used]
    return Row([text_cell(one, CELL) for one in cells], is_glued=is_glued)


def _compact(names: Sequence[str]) -> str:
    """Labels of one kind together: "Uppdrag 2.1, 5.1", each kind on a line of its own."""
    kinds: dict[str, list[str]] = {}
    for name in names:
        kind, _, number = name.rpartition(" ")
        if not number[:1].isdigit():
            kind, number = name, ""
        kinds.setdefault(kind, []).append(number)
    return "\n".join(f"{kind} {', '.join(numbers)}".strip() for kind, numbers in kinds.items())


def _places(printing: Printing) -> dict[str, list[str]]:
    """The labels of the sections whose measures refer to each document, in reading order."""
    found: dict[str, list[str]] = {}
    if printing.paper is None:
        return found
    for section in queries.walk(printing.paper):
        number = printing.labels[section.id].text or section.title
        for block in section.blocks:
            for placement in block.measure_placements:
                for document in placement.measure.steering_documents:
                    sections = found.setdefault(document.id, [])
                    if number not in sections:
                        sections.append(number)
    return found
