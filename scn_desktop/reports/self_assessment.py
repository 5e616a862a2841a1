"""The self-assessment of the internal control: every area's criteria on their steps, and the text that sums it up."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from scn_desktop.models.assessment import AssessmentArea
from scn_desktop.models.assessment_scale import step_of, steps_of
from scn_desktop.models.blocks import Block
from scn_desktop.models.earlier_assessment import EarlierAssessment
from scn_desktop.models.plan import Plan, Section
from scn_desktop.reports.cells import Row, text_cell
from scn_desktop.reports.flowables import Heading
from scn_desktop.reports.paper_parts import titled
from scn_desktop.reports.printing import MISSING, Printing, head_rows
from scn_desktop.reports.table_widths import Demand, fit
from scn_desktop.reports.tables import Table, note, table_story
from scn_desktop.reports.text_blocks import block_notes, paragraph
from scn_desktop.reports.theme import CELL_BOLD, NOTE
from scn_desktop.reports.typeset import Run, is_seen

_WIDTHS = (104.0, 56.0)
_WIDTHS_BESIDE = (84.0, 38.0, 38.0)


def self_assessment(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The areas, as one table in the width of the page and a text each."""
    plan = printing.plan
    areas = [area for area in plan.assessment_areas if is_seen(area.title) or area.criteria or is_seen(area.comment)]
    if not areas:
        return [paragraph("Den interna kontrollen är inte självskattad.", printing)]
    story: list[Flowable] = []
    earlier = EarlierAssessment.of(plan)
    beside = earlier if any(earlier.grade(each) for area in areas for each in area.criteria) else None
    rows = [row for area in areas for row in _rows(area, plan, beside)]
    if any(area.criteria for area in areas):
        titles = ["Kriterium", "Bedömning", *([f"Bedömning {beside.year}"] if beside is not None else [])]
        heads, _ = head_rows([(each, "", False) for each in titles], printing)
        demands = [Demand(False, width, "", []) for width in (_WIDTHS if beside is None else _WIDTHS_BESIDE)]
        title = printing.table_title(block.title or "Självskattning av den interna kontrollen")
        scale = note("", [Run(_scale(plan), NOTE.face)], printing.identifier("not"))
        table = Table(
            title,
            fit(demands).columns[0],
            heads,
            rows,
            notes=[scale, *block_notes(block.note, printing)],
            layout=printing.layout,
        )
        story += table_story(table)
    else:
        story += titled(block, printing)
    for area in areas:
        lines = [line.strip() for line in area.comment.splitlines() if line.strip()]
        if lines:
            key = f"omrade-{area.id}-{printing.identifier('sjalv')}"
            name = area.title.strip() or "Område"
            story.append(Heading(name, printing.level_below, key, indent=printing.indent, in_contents=False))
            story += [paragraph(line, printing) for line in lines]
    return story


def _rows(area: AssessmentArea, plan: Plan, beside: EarlierAssessment | None) -> Sequence[Row]:
    """The area's name over its criteria, never parted from the first; nothing where it has none.

    ``beside``: the earlier year whose steps stand in a column of their own.
    """
    if not area.criteria:
        return []
    span = 2 if beside is None else 3
    rows = [Row([text_cell(area.title.strip() or "Område", CELL_BOLD, scope="Row", span=span)])]
    for place, criterion in enumerate(area.criteria):
        step = step_of(plan, criterion.grade)
        judged = step.text if step is not None else MISSING
        cells = [text_cell(criterion.text or MISSING), text_cell(judged)]
        if beside is not None:
            cells.append(text_cell(beside.grade(criterion) or MISSING))
        rows.append(Row(cells, is_glued=place == 0))
    return rows


def _scale(plan: Plan) -> str:
    return f"Skala: {'; '.join(step.text for step in steps_of(plan))}. {MISSING} betyder att kriteriet inte är bedömt."
