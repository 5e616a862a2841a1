"""The risk matrix on paper: a table of cells in shades of grey, with words and numbers, beside last year's."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from scn_desktop.models.blocks import Block
from scn_desktop.models.control import Risk
from scn_desktop.models.plan import Section
from scn_desktop.models.planning_model import PlanningModel
from scn_desktop.models.risk_matrix import Cell as MatrixCell
from scn_desktop.models.risk_matrix import NumberedRisk, RiskMatrix, class_spans
from scn_desktop.models.risk_register import (
    EarlierRisks,
    factors_words,
    is_assessed,
    risk_numbers,
    risks_above,
    same_scale,
)
from scn_desktop.reports.cells import Cell, Column, Ground, Row, cell_element, number_cell, text_cell
from scn_desktop.reports.control_table import index_cell, typed_cell
from scn_desktop.reports.flowables import TextBlock
from scn_desktop.reports.printing import MISSING, Printing, head_rows
from scn_desktop.reports.signs import Sign
from scn_desktop.reports.tables import NO_RULE, Table, TableNote, note, table_story
from scn_desktop.reports.tagging import Element
from scn_desktop.reports.text_blocks import block_notes, paragraph
from scn_desktop.reports.theme import CELL, CELL_BOLD, CELL_LARGE, GROUNDS, NOTE, PORTRAIT
from scn_desktop.reports.typeset import Run
from scn_desktop.swedish import lower_first

_LABELS = 36
_INSET = 6.0
_SIGN_WIDTH = 13.0
_PADDING = (5.0, 7.0)
_THIN, _THICK = 0.35, 1.6
_BETWEEN = "\u00a0\u00b7 "


def risk_matrix(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The matrix where a paper has it, with the block's own title and note."""
    return matrix_story(printing, block.title, block_notes(block.note, printing))


def matrix_story(printing: Printing, titled: str = "", own: Sequence[TableNote] = ()) -> list[Flowable]:
    """The plan's risks by probability and consequence, and those that reach the threshold one by one."""
    plan = printing.plan
    if not plan.risks:
        return [paragraph("Planen har inga risker.", printing)]
    earlier = EarlierRisks.of(plan)
    matrix = RiskMatrix.of(plan, earlier)
    title = printing.table_title(titled or f"Riskmatris {plan.year}")
    heads = [("Sannolikhet", "", False)]
    heads += [(cell.consequence.text, "Konsekvens", False) for cell in matrix.rows[0]]
    rows, group_rules = head_rows(heads, printing)
    for heading in rows[-1].cells:
        for words in heading.blocks:
            words.indent = _INSET  # over the cells' own words
    width = printing.layout.frame_width / mm
    columns = [Column(_LABELS), *(Column((width - _LABELS) / len(matrix.rows[0])) for _ in matrix.rows[0])]
    said = _explained(plan.model, matrix, earlier)
    notes = [note("", [Run(words, NOTE.face)], printing.identifier("not")) for words in said]
    body = [_row(cells, earlier) for cells in matrix.rows]
    table = Table(title, columns, rows, body, notes=[*notes, *own], layout=printing.layout, group_rules=group_rules)
    return [*table_story(table), *_above(printing, earlier)]


def _row(cells: Sequence[MatrixCell], earlier: EarlierRisks) -> Row:
    label = cells[0].probability
    words = [Run(str(label.value), CELL_BOLD.face), Run(f" {label.wording}", CELL.face)]
    first = text_cell(words, replace(CELL, leading=CELL_LARGE.leading), scope="Row")
    return Row([first, *(_cell(cell, earlier) for cell in cells)], padding=_PADDING, rule=NO_RULE)


def _cell(cell: MatrixCell, earlier: EarlierRisks) -> Cell:
    """The riskindex with its class, and under it the numbers of the risks."""
    element = cell_element()
    head = [Run(str(cell.index), CELL_LARGE.face), Run(f"\u2002{cell.wording}", CELL.face)]
    numbers = _BETWEEN.join(_number(each, earlier) for each in cell.risks) or MISSING
    blocks = [
        TextBlock(runs, style, element=Element("P", element), indent=_INSET)
        for runs, style in ((head, CELL_LARGE), ([Run(numbers, CELL.face)], CELL))
    ]
    return Cell(blocks, element, ground=Ground(GROUNDS[cell.degree], _THICK if cell.is_above else _THIN))


def _number(numbered: NumberedRisk, earlier: EarlierRisks) -> str:
    """The risk's number, and in brackets the riskindex that it had where that was another."""
    before = earlier.risk(numbered.risk)
    if before is None or before.index in (None, numbered.risk.index) or not same_scale(numbered.risk.plan, before.plan):
        return str(numbered.number)
    return f"{numbered.number}\u00a0({before.index})"


def _explained(model: PlanningModel, matrix: RiskMatrix, earlier: EarlierRisks) -> list[str]:
    """What the table needs to be read: classes, frames, brackets, moves, and the risks that it can't place."""
    spans = ", ".join(f"{lower_first(word)} {_span(low, high)}" for word, low, high in class_spans(model))
    said = [
        f"Klasser: {spans}. En högre klass har mörkare ruta. Talen under riskindex är riskernas nummer i registret. "
        f"Tjock ram: från riskindex {model.risk_threshold} ska risken mötas av en kontroll eller en åtgärd."
    ]
    if earlier.plan is not None:
        year = earlier.plan.year
        said.append(f"Inom parentes står riskindex {year} där det var ett annat.")
        moved = [_moved(each, earlier) for each in matrix.moved]
        said.append(f"Flyttade sedan {year}: {'; '.join(moved)}." if moved else f"Ingen risk har flyttat sedan {year}.")
    if matrix.unplaced:
        listed = "; ".join(f"{each.number} {_name(each.risk)} ({_index(each.risk)})" for each in matrix.unplaced)
        said.append(f"Inte i matrisen, för att sannolikhet och konsekvens inte är bedömda: {listed}.")
    return said


def _span(low: int, high: int) -> str:
    return str(low) if low >= high else f"{low}\u2013{high}"


def _index(risk: Risk) -> str:
    return f"riskindex {factors_words(risk)}" if risk.index is not None else factors_words(risk)


def _moved(numbered: NumberedRisk, earlier: EarlierRisks) -> str:
    """ "3 Ärenden avslutas utan tydligt skäl, från 3 × 4 till 2 × 4"."""
    risk, before = numbered.risk, earlier.risk(numbered.risk)
    assert before is not None  # only such risks have moved
    return (
        f"{numbered.number} {_name(risk)}, från {before.probability}\u00a0×\u00a0{before.consequence}"
        f" till {risk.probability}\u00a0×\u00a0{risk.consequence}"
    )


def _name(risk: Risk) -> str:
    """What may go wrong, as it stands inside a sentence."""
    return " ".join(risk.description.split()).rstrip(".") or "risk utan beskrivning"


# The risks that reach the threshold ----------------------------------------------------------------------------------


_BEFORE_WORDS = 14.0
"""Points that keep a number apart from the words at its right."""


def _above(printing: Printing, earlier: EarlierRisks) -> list[Flowable]:
    plan = printing.plan
    found = risks_above(plan)
    if not found:
        return []
    numbers = risk_numbers(plan)
    headings = [("Nr", False), ("Risk", False), ("Sannolikhet", True), ("Konsekvens", True), ("Riskindex", False)]
    widths = [10.0, 52.0, 23.0, 23.0, 22.0] if printing.layout is PORTRAIT else [12.0, 120.0, 27.0, 27.0, 26.0]
    if earlier.plan is not None:
        headings.append((f"Jämfört med {earlier.plan.year}", False))
    widths.append(printing.layout.frame_width / mm - sum(widths))
    if earlier.plan is None:
        widths[1] += widths.pop()
    heads, _ = head_rows([(heading, "", is_number) for heading, is_number in headings], printing)
    columns = [
        Column(width, is_number=is_number, padding=5, mark=_BEFORE_WORDS)
        for width, (_, is_number) in zip(widths, headings, strict=True)
    ]
    rows = [_listed(risk, numbers[risk.id], earlier) for risk in found]
    title = printing.table_title(f"Risker med riskindex {plan.model.risk_threshold} och högre")
    return table_story(Table(title, columns, heads, rows, layout=printing.layout))


def _listed(risk: Risk, number: int, earlier: EarlierRisks) -> Row:
    factors = (risk.probability, risk.consequence) if is_assessed(risk) else (None, None)
    cells = [
        text_cell(str(number)),
        typed_cell(risk.description),
        *(number_cell(MISSING if each is None else str(each)) for each in factors),
        index_cell(risk, risk.plan, with_factors=False),
    ]
    if earlier.plan is not None:
        cells.append(_compared(risk, earlier))
    return Row(cells)


def _compared(risk: Risk, earlier: EarlierRisks) -> Cell:
    """A sign and words: "Lägre, var 12"."""
    sign, words = compared(risk, earlier)
    element = cell_element()
    block = TextBlock(
        [Run(words, CELL.face)], CELL, element=Element("P", element), indent=13.0, label=(sign, 0.0, None)
    )
    return Cell([block], element)


def compared(risk: Risk, earlier: EarlierRisks) -> tuple[Sign, str]:
    """What has become of the riskindex since the year before."""
    before = earlier.risk(risk)
    if before is None:
        return Sign("ring"), "Ny"
    if risk.index is None or before.index is None or not same_scale(risk.plan, before.plan):
        return Sign("ring"), "Går inte att jämföra"
    if risk.index == before.index:
        return Sign("right"), "Oförändrad"
    if risk.index > before.index:
        return Sign("up"), f"Högre, var {before.index}"
    return Sign("down"), f"Lägre, var {before.index}"
