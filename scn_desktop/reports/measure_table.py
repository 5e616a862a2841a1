"""Measures as a table or as bullets, and the appendix of the steering documents they are connected to."""

from dataclasses import replace

from reportlab.platypus import Flowable

from scn_desktop.models.blocks import Block, MeasurePlacement
from scn_desktop.models.measure import Measure
from scn_desktop.models.plan import Section
from scn_desktop.models.steering_list import places_of_use, together, used_by_group, validity
from scn_desktop.reports.cells import Row, text_cell
from scn_desktop.reports.flowables import Heading, TextBlock
from scn_desktop.reports.printing import MISSING, Printing, head_rows
from scn_desktop.reports.spread import Part, spread
from scn_desktop.reports.table_widths import Demand, fit
from scn_desktop.reports.tables import Table, table_story
from scn_desktop.reports.tagging import Element
from scn_desktop.reports.text_blocks import block_notes, paragraph
from scn_desktop.reports.theme import BODY, CELL, CELL_BOLD
from scn_desktop.reports.typeset import Run, is_seen

_BULLET, _BULLET_STEP, _BULLET_GAP = "\u2013", 11.5, 3.0


def measures(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The measures of a section in the shape that the block has; nothing where no measure is placed in it."""
    if block.shape == "bullets":
        return _bullets(block, printing)
    columns = [column for column in block.columns if column.key in _TEXTS]
    if not block.measure_placements or not columns:
        return []
    has_period = any(column.key == "period" for column in columns)
    texts = [[_text(placement, column.key, has_period) for column in columns] for placement in block.measure_placements]
    demands = [
        Demand(False, float(column.width), column.heading, [printing.seen(row[place]) for row in texts])
        for place, column in enumerate(columns)
    ]
    plural = printing.plan.model.measure_plural or "Åtgärder"
    title = printing.table_title(block.title or f"{plural} för {printing.place_of(section)}")

    def table(part: Part) -> Table:
        shown = [columns[index] for index in part.indexes]
        heads, rules = head_rows([(column.heading, column.group, False) for column in shown], printing)
        rows = [Row([printing.cell(row[index]) for index in part.indexes]) for row in texts]
        notes = block_notes(block.note, printing) if part.is_last else []
        return Table(part.title, part.columns, heads, rows, notes=notes, layout=part.layout, group_rules=rules)

    return spread(fit(demands, printing.layout), title, printing, table)


def _text(placement: MeasurePlacement, key: str, has_period: bool) -> str:
    measure = placement.measure
    return measure.text if key == "measure" and has_period else _TEXTS[key](measure)


def _bullets(block: Block, printing: Printing) -> list[Flowable]:
    """One list: a measure's text with its period, its description under it."""
    story: list[Flowable] = []
    if is_seen(block.title):
        key = f"block-{block.id}"
        story.append(Heading(block.title, printing.level_below, key, indent=printing.indent, in_contents=False))
    style = replace(BODY, after=_BULLET_GAP)
    items = Element("L", attributes={"O": "/List", "ListNumbering": "/Disc"})
    for placement in block.measure_placements:
        item = Element("LI", items)
        sign = (Run(_BULLET, style.face), printing.indent, Element("Lbl", item))
        body = Element("LBody", item)
        lines = [placement.measure.full_text, *placement.measure.description.splitlines()]
        for number, line in enumerate(line for line in lines if line.strip()):
            element = body if number == 0 else Element("P", body)
            runs = printing.prose.cell_runs(line, style.face)
            shown = TextBlock(runs, style, element=element, indent=printing.indent + _BULLET_STEP)
            shown.label = sign if number == 0 else None
            story.append(shown)
    notes = [paragraph(line, printing) for line in block.note.splitlines() if line.strip()]
    if block.measure_placements and isinstance(story[-1], TextBlock):
        story[-1].spaceAfter = BODY.after
    return [*story, *notes] if block.measure_placements else []


def _steering(measure: Measure) -> str:
    return "\n".join(document.title for document in measure.steering_documents)


_TEXTS = {
    "measure": lambda measure: measure.full_text,
    "description": lambda measure: measure.description,
    "steering": _steering,
    "effect": lambda measure: measure.effect,
    "partners": lambda measure: measure.partners,
    "responsible": lambda measure: measure.responsible,
    "period": lambda measure: measure.period,
}


def steering_documents(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The documents that the plan's measures refer to, with the places of those measures: compiled, never typed.

    Who decided and what years it is valid stand there where that is known of some document.
    """
    groups = used_by_group(printing.plan)
    if not groups:
        return [paragraph("Ingen åtgärd i planen är kopplad till något styrdokument.", printing)]
    places = places_of_use(printing.paper) if printing.paper is not None else {}
    used = [document for _, documents in groups for document in documents]
    asked: list[tuple[str, float, dict[str, str]]] = [
        ("Styrdokument", 56.0, {each.id: each.title for each in used}),
        ("Beslutat av", 38.0, {each.id: each.decided_by for each in used}),
        ("Gäller", 26.0, {each.id: validity(each) for each in used}),
        (printing.plan.model.measure_plural or "Åtgärder", 40.0, {key: together(at) for key, at in places.items()}),
    ]
    shown = [column for column in asked if column in (asked[0], asked[-1]) or any(column[2].values())]
    heads, _ = head_rows([(heading, "", False) for heading, _, _ in shown], printing)
    rows: list[Row] = []
    for group, documents in groups:
        if group:
            rows.append(Row([text_cell(group, CELL_BOLD, scope="Row", span=len(shown))]))
        for number, document in enumerate(documents):
            cells = [text_cell(texts.get(document.id) or MISSING, CELL) for _, _, texts in shown]
            rows.append(Row(cells, is_glued=bool(group) and number == 0))
    demands = [Demand(False, width, "", []) for _, width, _ in shown]
    title = printing.table_title(block.title or "Styrdokument som åtgärderna är kopplade till")
    columns = fit(demands, printing.layout).columns[0]
    notes = block_notes(block.note, printing)
    return table_story(Table(title, columns, heads, rows, notes=notes, layout=printing.layout))
