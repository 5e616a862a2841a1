"""The internal control plan's tables: one for each control area, on landscape pages."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block, BlockColumn
from scn_desktop.models.control import Control, Risk
from scn_desktop.models.control_words import column_text
from scn_desktop.models.plan import Plan, Section
from scn_desktop.models.planning_model import ControlArea
from scn_desktop.reports import text
from scn_desktop.reports.cells import Cell, Column, Row, cell_element, text_cell
from scn_desktop.reports.flowables import TextBlock
from scn_desktop.reports.printing import MISSING, Printing, head_rows
from scn_desktop.reports.tables import Table, table_story
from scn_desktop.reports.tagging import Element
from scn_desktop.reports.text_blocks import block_notes, paragraph
from scn_desktop.reports.theme import CELL, CELL_BOLD, PORTRAIT, PageFormat
from scn_desktop.reports.typeset import Run
from scn_desktop.swedish import plural

_WIDTHS = {"area": 36, "process": 44, "index": 24, "risk": 56, "activity": 60, "method": 66, "reporting": 35}
_WIDTHS |= {"number": 12, "responsible": 35}
_NARROW = ("number", "index", "reporting", "responsible")
_USUAL = (
    ("risk", "Risk"),
    ("activity", "Kontroll"),
    ("method", "Metod och minsta volym"),
    ("reporting", "Rapporteras"),
)
_OWN = ("method", "reporting", "responsible")
"""What each control of a risk has of its own, besides what is done."""
_TITLES = {
    "": "Risker och kontrollmoment",
    "control": "Kontroller",
    "measure": "Riskreducerande åtgärder",
    "audit": "Åtgärder efter granskning",
}
_NONE = {
    "": "Planen har inga kontroller.",
    "control": "Planen har inga kontroller.",
    "measure": "Planen har inga riskreducerande åtgärder.",
    "audit": "Planen har inga åtgärder efter granskning.",
}
_WORDS = {2: "två", 3: "tre", 4: "fyra", 5: "fem", 6: "sex", 7: "sju", 8: "åtta", 9: "nio", 10: "tio"}


@dataclass(frozen=True)
class _Layout:
    """The columns as (key, heading, width in mm) from the left.

    ``by_area``: a table for each area, else one table with the area in a column. ``by_risk``: a row for each risk with
    all its controls in one cell, else a row for each control.
    """

    columns: tuple[tuple[str, str, int], ...]
    by_area: bool
    by_risk: bool

    def sized(self, page: PageFormat) -> list[Column]:
        """The columns on the whole width of a page; narrow ones keep theirs."""
        paper = round(page.frame_width / mm)
        fixed = sum(width for key, _, width in self.columns if key in _NARROW)
        given = sum(width for key, _, width in self.columns if key not in _NARROW)
        share = (paper - fixed) / given
        return [Column(width, padding=5) if key in _NARROW else Column(width * share) for key, _, width in self.columns]


def controls(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The block's control tables: compiled from the Intern kontroll tab, never typed."""
    story = control_story(printing.plan, printing, block)
    notes = [one.block for one in block_notes(block.note, printing)]
    return [*story, *notes] if story else [paragraph(_NONE[block.control_kind], printing)]


def control_story(plan: Plan, printing: Printing, block: Block | None = None) -> list[Flowable]:
    """One table for each area that has controls; or one for all, where there is a column for the area.

    A block may show one kind of controls alone, and in columns of its own, which are then one table.
    """
    own = block.columns if block is not None else []
    kind = block.control_kind if block is not None else ""
    layout = _own_layout(own) if own else _layout(plan)
    numbers = queries.control_numbers(plan)
    story: list[Flowable] = []
    rows: list[Row] = []
    for place, (area, every) in enumerate(queries.controls_by_area(plan), start=1):
        found = [control for control in every if kind in ("", control.kind)]
        here = [_row(group, numbers, layout) for group in _groups(found, layout)]
        if here and layout.by_area:
            story += _table(_title(area, place), here, layout, printing)
        rows += here
    if rows and not layout.by_area:
        title = block.title.strip() if block is not None else ""
        story += _table(title or _TITLES[kind], rows, layout, printing)
    return story


def _table(title: str, rows: list[Row], layout: _Layout, printing: Printing) -> list[Flowable]:
    heads, _ = head_rows([(heading, "", False) for _, heading, _ in layout.columns], printing)
    page = printing.layout
    return table_story(Table(title, layout.sized(page), heads, rows, layout=page))


def is_narrow(block: Block) -> bool:
    """Whether the block's own columns have room on a standing page."""
    widths = [column.width for column in block.columns]
    return bool(widths) and all(widths) and sum(widths) <= round(PORTRAIT.frame_width / mm)


def _own_layout(own: Sequence[BlockColumn]) -> _Layout:
    """The block's columns and no other."""
    columns = tuple((each.key, each.heading, each.width or _WIDTHS.get(each.key, 44)) for each in own)
    return _Layout(columns, False, _is_by_risk({key for key, _, _ in columns}))


def _is_by_risk(keys: Collection[str]) -> bool:
    return "risk" in keys and not set(keys).intersection(_OWN)


def _layout(plan: Plan) -> _Layout:
    """The columns of the model where it has them; number and, where the model is silent, index are the paper's own."""
    own = [(each.key, each.heading, each.width) for each in plan.model.columns_of("controls") if each.heading]
    by_area = not any(key == "area" and width for key, _, width in own)
    shown = [(key, heading, width or _WIDTHS[key]) for key, heading, width in own if key != "area" or not by_area]
    columns = shown or [(key, heading, _WIDTHS[key]) for key, heading in _USUAL]
    keys = [key for key, _, _ in columns]
    # Some municipalities assess no risks in the plan; a column of dashes would say nothing.
    if "index" not in keys and "risk" in keys and any(control.risk.index is not None for control in plan.controls):
        columns.insert(keys.index("risk") + 1, ("index", "Riskindex", _WIDTHS["index"]))
    if by_area:
        columns.insert(0, ("number", "Nr", _WIDTHS["number"]))
    return _Layout(tuple(columns), by_area, _is_by_risk(keys))


def _groups(found: list[Control], layout: _Layout) -> list[list[Control]]:
    """The controls that share a row."""
    if not layout.by_risk:
        return [[control] for control in found]
    groups: dict[str, list[Control]] = {}
    for control in found:
        groups.setdefault(control.risk_id, []).append(control)
    return list(groups.values())


def summary(plan: Plan) -> str:
    """What the plan holds, in a sentence or two: the introduction of a paper that has no text of its own."""
    areas = [area for area, found in queries.controls_by_area(plan) if found]
    counted = f"Planen har {plural(len(plan.controls), 'kontroll', 'kontroller')}"
    within = f" i {_WORDS.get(len(areas), str(len(areas)))} områden" if len(areas) > 1 else ""
    has_index = any(control.risk.index is not None for control in plan.controls)
    up, across = plan.model.highest("probability"), plan.model.highest("consequence")
    explained = f" Riskindex är sannolikhet (1\u2013{up}) gånger konsekvens (1\u2013{across})." if has_index else ""
    return f"{counted}{within}.{explained}"


def _title(area: ControlArea | None, place: int) -> str:
    return f"Område {place}. {area.title}" if area else "Kontroller utan område"


def _row(group: list[Control], numbers: dict[str, str], layout: _Layout) -> Row:
    return Row([_cell_of(key, group, numbers, layout) for key, _, _ in layout.columns])


def _cell_of(key: str, group: list[Control], numbers: dict[str, str], layout: _Layout) -> Cell:
    first = group[0]
    if key == "number":
        return text_cell("\n".join(numbers[control.id] for control in group))
    if key == "index":
        return index_cell(first.risk, first.plan)
    if key == "activity" and len(group) > 1:
        return typed_cell("\n".join(f"- {' '.join(control.activity.split())}" for control in group))
    return typed_cell(_text_of(key, first, layout))


def _text_of(key: str, control: Control, layout: _Layout) -> str:
    """What a control says in a column; who is responsible stands below the reporting where it has no column."""
    said = column_text(control, key)
    if key != "reporting" or any(each == "responsible" for each, _, _ in layout.columns):
        return said
    responsible = f"Ansvarig: {control.responsible}" if control.responsible.strip() else ""
    return "\n".join(filter(None, (said, responsible)))


def typed_cell(content: str) -> Cell:
    """A cell of text as typed, or a dash."""
    element = cell_element()
    return Cell(text.cell(content if content.strip() else MISSING, element), element)


def index_cell(risk: Risk, plan: Plan, *, with_factors: bool = True) -> Cell:
    """The index, its class in words, and the factors where they are known and wanted."""
    if risk.index is None:
        return text_cell(MISSING)
    element = cell_element()
    found = plan.model.class_of(risk.index)
    lines = [(str(risk.index), CELL_BOLD)]
    if found is not None:
        lines.append((found.wording, CELL))
    if with_factors and risk.probability is not None and risk.consequence is not None:
        lines.append((f"{risk.probability}\u00a0\u00d7\u00a0{risk.consequence}", CELL))
    blocks = [TextBlock([Run(line, style.face)], style, element=Element("P", element)) for line, style in lines]
    return Cell(blocks, element)
