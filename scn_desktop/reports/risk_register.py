"""The risk register on paper: each risk with its cause, its assessment, and what is done about it."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.control import Risk
from scn_desktop.models.plan import Section
from scn_desktop.models.risk_register import TREATMENT_WORDS, EarlierRisks, area_of, controls_of, risk_numbers
from scn_desktop.reports.cells import Cell, Column, Row, text_cell
from scn_desktop.reports.control_table import index_cell, typed_cell
from scn_desktop.reports.printing import Printing, head_rows
from scn_desktop.reports.risk_matrix import compared
from scn_desktop.reports.tables import Table, TableNote, table_story
from scn_desktop.reports.text_blocks import block_notes, paragraph

_COLUMNS = (("Nr", 11), ("Risk", 70), ("Område och process", 44), ("Riskindex", 26), ("Hantering", 52), ("Möts av", 50))
_COMPARED = 30
_NARROW = ("Nr", "Riskindex")


def risk_register(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The register where a paper has it, with the block's own title and note."""
    return register_story(printing, block.title, block_notes(block.note, printing))


def register_story(printing: Printing, titled: str = "", own: Sequence[TableNote] = ()) -> list[Flowable]:
    """The plan's risks as one table, by number."""
    plan = printing.plan
    if not plan.risks:
        return [paragraph("Planen har inga risker.", printing)]
    earlier = EarlierRisks.of(plan)
    headings = [*_COLUMNS, *([(f"Sedan {earlier.plan.year}", _COMPARED)] if earlier.plan is not None else [])]
    heads, _ = head_rows([(heading, "", False) for heading, _ in headings], printing)
    fixed = sum(width for heading, width in headings if heading in _NARROW)
    share = (printing.layout.frame_width / mm - fixed) / (sum(width for _, width in headings) - fixed)
    columns = [
        Column(width, padding=5) if heading in _NARROW else Column(width * share, padding=8)
        for heading, width in headings
    ]
    numbers = risk_numbers(plan)
    controls = queries.control_numbers(plan)
    rows = [Row(_cells(risk, numbers[risk.id], controls, earlier)) for risk in plan.risks]
    title = printing.table_title(titled or f"Riskregister {plan.year}")
    return table_story(Table(title, columns, heads, rows, notes=[*own], layout=printing.layout))


def _cells(risk: Risk, number: int, controls: dict[str, str], earlier: EarlierRisks) -> list[Cell]:
    area = area_of(risk)
    cells = [
        text_cell(str(number)),
        typed_cell(_lines(risk.description, _named("Orsak", risk.cause), _named("Kan leda till", risk.effect))),
        typed_cell(_lines(area.title if area is not None else "", risk.process, _named("Rutin", risk.routine))),
        index_cell(risk, risk.plan),
        typed_cell(
            _lines(
                TREATMENT_WORDS[risk.treatment] if risk.treatment else "",
                risk.treatment_text,
                _named("Ansvarig", risk.responsible),
            )
        ),
        typed_cell(_met_by(risk, controls)),
    ]
    if earlier.plan is not None:
        cells.append(text_cell(compared(risk, earlier)[1]))
    return cells


def _met_by(risk: Risk, controls: dict[str, str]) -> str:
    """The numbers of its controls, and the measures that are taken against it."""
    met = [controls[control.id] for control in controls_of(risk)]
    word = "Kontroll" if len(met) == 1 else "Kontroller"
    measures = [link.measure.full_text for link in risk.measures]
    return _lines(f"{word} {', '.join(met)}" if met else "", *(_named("Åtgärd", each) for each in measures))


def _named(name: str, text: str) -> str:
    return f"{name}: {text.strip()}" if text.strip() else ""


def _lines(*texts: str) -> str:
    return "\n".join(each.strip() for each in texts if each.strip())
