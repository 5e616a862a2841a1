"""The internal control plan's tables: one for each control area, on landscape pages."""

from reportlab.platypus import Flowable

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.control import Control, Risk
from scn_desktop.models.plan import Plan, Section
from scn_desktop.models.planning_model import ControlArea
from scn_desktop.reports import text
from scn_desktop.reports.cells import Cell, Column, Row, cell_element, text_cell
from scn_desktop.reports.flowables import TextBlock
from scn_desktop.reports.printing import MISSING, Printing, head_rows
from scn_desktop.reports.tables import Table, table_story
from scn_desktop.reports.tagging import Element
from scn_desktop.reports.text_blocks import block_notes, paragraph
from scn_desktop.reports.theme import CELL, CELL_BOLD, LANDSCAPE
from scn_desktop.reports.typeset import Run
from scn_desktop.swedish import plural

_NUMBER, _REPORTING = Column(12, padding=5), Column(35, padding=5)
_COLUMNS = (_NUMBER, Column(56), Column(24, padding=5), Column(60), Column(66), _REPORTING)
_COLUMNS_WITHOUT_INDEX = (_NUMBER, Column(64), Column(68), Column(74), _REPORTING)
_WORDS = {2: "två", 3: "tre", 4: "fyra", 5: "fem", 6: "sex", 7: "sju", 8: "åtta", 9: "nio", 10: "tio"}
_HEADINGS = {"risk": "Risk", "activity": "Kontroll", "method": "Metod och minsta volym", "reporting": "Rapporteras"}


def controls(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """All control tables of the plan: compiled from the Intern kontroll tab, never typed."""
    story = control_story(printing.plan, printing)
    notes = [one.block for one in block_notes(block.note, printing)]
    return [*story, *notes] if story else [paragraph("Planen har inga kontroller.", printing)]


def control_story(plan: Plan, printing: Printing) -> list[Flowable]:
    """One table for each area that has controls."""
    numbers = queries.control_numbers(plan)
    # Some municipalities assess no risks in the plan; a column of dashes would say nothing.
    has_index = any(control.risk.index is not None for control in plan.controls)
    columns = _COLUMNS if has_index else _COLUMNS_WITHOUT_INDEX
    story: list[Flowable] = []
    for place, (area, found) in enumerate(queries.controls_by_area(plan), start=1):
        if not found:
            continue
        heads, _ = head_rows(_headings(plan, has_index=has_index), printing)
        rows = [_row(control, numbers[control.id], plan, has_index=has_index) for control in found]
        story += table_story(Table(_title(area, place), columns, heads, rows, layout=LANDSCAPE))
    return story


def summary(plan: Plan) -> str:
    """What the plan holds, in a sentence or two: the introduction of a paper that has no text of its own."""
    areas = [area for area, found in queries.controls_by_area(plan) if found]
    counted = f"Planen har {plural(len(plan.controls), 'kontroll', 'kontroller')}"
    within = f" i {_WORDS.get(len(areas), str(len(areas)))} områden" if len(areas) > 1 else ""
    has_index = any(control.risk.index is not None for control in plan.controls)
    explained = " Riskindex är sannolikhet (1\u20134) gånger konsekvens (1\u20134)." if has_index else ""
    return f"{counted}{within}.{explained}"


def _title(area: ControlArea | None, place: int) -> str:
    return f"Område {place}. {area.title}" if area else "Kontroller utan område"


def _headings(plan: Plan, *, has_index: bool) -> list[tuple[str, str, bool]]:
    """The headings of the model where it has them; number and index are the paper's own."""
    own = {column.key: column.heading for column in plan.model.columns_of("controls") if column.heading}
    words = {key: own.get(key, usual) for key, usual in _HEADINGS.items()}
    index = ["Riskindex"] if has_index else []
    order = ("Nr", words["risk"], *index, words["activity"], words["method"], words["reporting"])
    return [(heading, "", False) for heading in order]


def _row(control: Control, number: str, plan: Plan, *, has_index: bool) -> Row:
    method = "\n".join(part for part in (control.method, control.minimum_sample) if part.strip())
    responsible = f"Ansvarig: {control.responsible}" if control.responsible.strip() else ""
    reporting = "\n".join(part for part in (control.reporting, responsible) if part.strip())
    return Row(
        [
            text_cell(number),
            _cell(control.risk.description),
            *([_index_cell(control.risk, plan)] if has_index else []),
            _cell(control.activity),
            _cell(method),
            _cell(reporting),
        ]
    )


def _cell(content: str) -> Cell:
    element = cell_element()
    return Cell(text.cell(content if content.strip() else MISSING, element), element)


def _index_cell(risk: Risk, plan: Plan) -> Cell:
    """The index, its class in words, and the factors where they are known."""
    if risk.index is None:
        return text_cell(MISSING)
    element = cell_element()
    found = plan.model.class_of(risk.index)
    lines = [(str(risk.index), CELL_BOLD)]
    if found is not None:
        lines.append((found.wording, CELL))
    if risk.probability is not None and risk.consequence is not None:
        lines.append((f"{risk.probability}\u00a0\u00d7\u00a0{risk.consequence}", CELL))
    blocks = [TextBlock([Run(line, style.face)], style, element=Element("P", element)) for line, style in lines]
    return Cell(blocks, element)
