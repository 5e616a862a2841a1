"""What the types of a planning model's file can't tell: keys that lead nowhere, levels out of reach, gaps in scales."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from scn_desktop.models import budget_table_file

if TYPE_CHECKING:
    from scn_desktop.models.planning_model_file import (
        Assessment,
        BlockFile,
        Column,
        Columns,
        Kind,
        PaperFile,
        PlanningModelFile,
        Risk,
        SectionFile,
        Word,
    )

YEARS: Final = ("year", "next_year", "last_year", "outlook_to")
ATTACHMENT_NAMES: Final = tuple(f"attachment_{number}" for number in range(1, 10))
"""In the texts of a paper with bilagor: references to them."""
PLACEHOLDERS: Final = (*YEARS, "committee", "municipality")
MEASURE_KEYS: Final = ("measure", "description", "steering", "effect", "period", "partners", "responsible")
CONTROL_KEYS: Final = ("area", "process", "index", "risk", "activity", "method", "reporting", "responsible")
LABEL_NAMES: Final = ("n", "parent", "title")
PAPER_WIDTH: Final = 160
"""Millimetres that a table has on a standing page."""
LONGEST_OUTLOOK: Final = 10
KEY: Final = re.compile(r"[a-z][a-z0-9_]*")


def first_problem(model: PlanningModelFile) -> str:
    """The first thing wrong with a model as a Swedish clause; empty where all is well."""
    return next(problems(model), "")


def problems(model: PlanningModelFile) -> Iterator[str]:
    """Everything wrong with a model, what explains most first."""
    yield from kind_problems(model.kinds)
    yield from column_problems(model.columns)
    if not model.areas:
        yield "minst ett kontrollområde (areas) behövs"
    yield from twice("kontrollområdet", model.areas)
    yield from risk_problems(model.risk)
    yield from twice("kategorin", [category.title for category in model.categories])
    for category in model.categories:
        if not category.questions:
            yield f"kategorin ”{category.title}” har inga frågor"
    yield from twice("standardtexten", [text.title for text in model.standard_texts])
    yield from twice("uppföljningen", [period.title for period in model.follow_up_periods])
    for period in model.follow_up_periods:
        if not 1 <= period.month <= 12:
            yield f"uppföljningen ”{period.title}” har månaden {period.month}; tillåtet är 1–12"
    yield from assessment_problems(model.assessment)
    yield from twice("budgettabellen", [table.key for table in model.budget_tables])
    for table in model.budget_tables:
        yield from budget_table_file.table_problems(table)
    if not 0 <= model.outlook_years <= LONGEST_OUTLOOK:
        yield f"outlook_years är {model.outlook_years}; tillåtet är 0–{LONGEST_OUTLOOK}"
    if not any(paper.kind == "operational_plan" for paper in model.papers):
        yield "minst en handling av slaget ”operational_plan” behövs"
    kinds = {kind.key: kind for kind in model.kinds}
    tables = {table.key for table in model.budget_tables}
    for paper in model.papers:
        for problem in (*paper_problems(paper, model), *section_problems(paper.sections, "paper", kinds, tables)):
            yield f"i ”{paper.title}”: {problem}"
    yield from placeholder_problems(model)


def twice(what: str, names: Iterable[str]) -> Iterator[str]:
    """The names that occur more than once."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield f"{what} ”{name}” finns två gånger"
        seen.add(name)


def kind_problems(kinds: list[Kind]) -> Iterator[str]:
    """Levels with impossible keys, under nothing, or that no way from the paper leads to."""
    yield from twice("nivån", [kind.key for kind in kinds])
    known = {kind.key for kind in kinds}
    for kind in kinds:
        if not KEY.fullmatch(kind.key) or kind.key == "paper":
            yield f"nivån ”{kind.key}” måste ha en nyckel med små bokstäver a–z, siffror och _, och inte ”paper”"
        if not 1 <= kind.level <= 3:
            yield f"nivån ”{kind.key}” har rubriknivå {kind.level}; tillåtet är 1–3"
        if not kind.under:
            yield f'nivån ”{kind.key}” står inte under något: skriv till exempel under = ["paper"]'
        for parent in kind.under:
            if parent != "paper" and parent not in known:
                yield f"nivån ”{kind.key}” ska stå under ”{parent}”, som inte finns"
        if kind.numbering != "none" and "{n}" not in kind.label:
            yield f"nivån ”{kind.key}” numreras, men dess label saknar {{n}}"
        for name in re.findall(r"\{(\w+)\}", kind.label):
            if name not in LABEL_NAMES:
                yield f"nivån ”{kind.key}” har {{{name}}} i sin label; tillåtet är {{n}}, {{parent}} och {{title}}"
        for block in kind.starting_blocks:
            if block.kind in ("budget", "chart"):
                yield f"nivån ”{kind.key}” kan inte börja med ”{block.kind}”: det visar en viss tabell"
            if block.columns and block.kind != "table":
                yield f"nivån ”{kind.key}” har kolumner i ett startblock av slaget ”{block.kind}”; bara ”table” har det"
    for key in sorted(known - within_reach(kinds)):
        yield f"nivån ”{key}” går inte att nå från handlingen (paper)"


def within_reach(kinds: list[Kind]) -> set[str]:
    """The levels that can stand somewhere in a paper."""
    reached = {"paper"}
    while True:
        more = {kind.key for kind in kinds if reached.intersection(kind.under)} - reached
        if not more:
            return reached
        reached |= more


def column_problems(columns: Columns) -> Iterator[str]:
    """Columns that show nothing the program knows, or that don't fit the paper."""
    yield from table_problems("measures", columns.measures, "measure", MEASURE_KEYS, PAPER_WIDTH)
    yield from table_problems("indicators", columns.indicators, "indicator", None, PAPER_WIDTH)
    yield from table_problems("controls", columns.controls, "activity", CONTROL_KEYS, None)


def table_problems(
    table: str, columns: list[Column], needed: str, known: tuple[str, ...] | None, width: int | None
) -> Iterator[str]:
    """What is wrong with the columns of one table. ``known`` None lets the model choose its keys."""
    yield from twice(f"columns.{table}: kolumnen", [column.key for column in columns])
    if needed not in [column.key for column in columns]:
        yield f"columns.{table} saknar kolumnen ”{needed}”"
    for column in columns:
        if known is not None and column.key not in known:
            yield f"columns.{table} har kolumnen ”{column.key}”; tillåtna är {', '.join(known)}"
        if column.width < 0:
            yield f"columns.{table}: kolumnen ”{column.key}” har bredden {column.width}"
    total = sum(column.width for column in columns)
    if width is not None and total > width:
        yield f"columns.{table} är {total} mm bred; papperet rymmer {width}"


def risk_problems(risk: Risk) -> Iterator[str]:
    """Scales with gaps, classes out of order, a threshold that no risk can reach."""
    for axis, steps in (("probability", risk.probability), ("consequence", risk.consequence)):
        if [step.value for step in steps] != list(range(1, len(steps) + 1)) or not steps:
            yield f"risk.{axis} ska ha stegen 1, 2, 3 … i ordning"
    lowest = [each.lowest for each in risk.classes]
    if not lowest or lowest[0] != 1 or lowest != sorted(set(lowest)):
        yield "risk.classes ska börja med lowest = 1 och sedan stiga"
    highest = top(risk.probability) * top(risk.consequence)
    if not 1 <= risk.threshold <= highest:
        yield f"risk.threshold är {risk.threshold}; det högsta riskindex som går att nå är {highest}"


def assessment_problems(assessment: Assessment) -> Iterator[str]:
    """Areas with nothing to judge, or no scale to judge on."""
    if [step.value for step in assessment.steps] != list(range(1, len(assessment.steps) + 1)):
        yield "assessment.steps ska ha stegen 1, 2, 3 … i ordning"
    if assessment.areas and not assessment.steps:
        yield "självskattningen (assessment) har områden men inga steg att bedöma på"
    yield from twice("självskattningens område", [area.title for area in assessment.areas])
    for area in assessment.areas:
        if not area.criteria:
            yield f"självskattningens område ”{area.title}” har inga kriterier"


def paper_problems(paper: PaperFile, model: PlanningModelFile) -> Iterator[str]:
    """Bilagor and signatures that the program would not show."""
    there = {each.kind for each in model.papers if each is not paper}
    for kind in paper.attachments:
        if kind not in there:
            yield f"bilagan ”{kind}” finns inte bland modellens övriga handlingar"
    if paper.kind != "cover_memo" and (paper.attachments or paper.signatures):
        yield "bara en tjänsteskrivelse (cover_memo) har attachments och signatures"


def top(steps: list[Word]) -> int:
    """The highest value of a scale, 0 where there is none."""
    return max((step.value for step in steps), default=0)


def section_problems(
    sections: list[SectionFile], parent: str, kinds: dict[str, Kind], tables: set[str]
) -> Iterator[str]:
    """What is wrong with standing sections and what stands in them."""
    for section in sections:
        kind = kinds.get(section.kind)
        if kind is None:
            yield f"avsnittet ”{section.title}” har nivån ”{section.kind}”, som inte finns"
            continue
        if parent not in kind.under:
            yield f"avsnittet ”{section.title}” ({section.kind}) får inte stå under ”{parent}”"
        for block in section.blocks:
            for problem in block_problems(block, tables):
                yield f"avsnittet ”{section.title}” {problem}"
        yield from section_problems(section.sections, section.kind, kinds, tables)


def block_problems(block: BlockFile, tables: set[str]) -> Iterator[str]:
    """What is wrong with a standing block."""
    if block.kind in ("budget", "chart") and block.budget_table not in tables:
        yield f"visar budgettabellen ”{block.budget_table}”, som inte finns"
    if block.kind != "table" and (block.columns or block.rows):
        yield f"har kolumner eller rader i ett block av slaget ”{block.kind}”; bara ”table” har egna"
    if block.kind != "controls" and (block.control_columns or block.control_kind):
        yield f"har control_kind eller control_columns i ett block av slaget ”{block.kind}”"
    if block.control_columns:
        yield from table_problems("controls", block.control_columns, "activity", CONTROL_KEYS, None)
    if block.kind == "table" and any(len(row) > len(block.columns) for row in block.rows):
        yield f"har en tabellrad med fler celler än tabellens {len(block.columns)} kolumner"


def placeholder_problems(model: PlanningModelFile) -> Iterator[str]:
    """Names in braces that nothing will fill in, and that would be printed as they stand."""
    for text in texts(model):
        for name, step in re.findall(r"\{(\w+)([+-]\d{1,2})?\}", text):
            if name not in (YEARS if step else (*PLACEHOLDERS, *ATTACHMENT_NAMES)):
                known = ", ".join((*PLACEHOLDERS, ATTACHMENT_NAMES[0]))
                yield f"{{{name}{step}}} i ”{text.strip()[:40]}” är okänt; tillåtna är {known} och år som {{year-2}}"


def texts(model: PlanningModelFile) -> Iterator[str]:
    """Every text in which names in braces are filled in."""
    for columns in (model.columns.measures, model.columns.indicators, model.columns.controls):
        for column in columns:
            yield from (column.heading, column.group)
    for kind in model.kinds:
        for block in kind.starting_blocks:
            yield from (block.title, block.text, *block.columns)
    for text in model.standard_texts:
        yield from (text.title, text.text)
    for area in model.assessment.areas:
        yield from (area.title, *area.criteria)
    for table in model.budget_tables:
        yield from (table.title, table.note)
        yield from (column.heading for column in table.columns)
        yield from (row.label for row in table.rows)
    for paper in model.papers:
        yield from (paper.title, paper.subtitle, paper.decided_by, paper.recipient)
        yield from section_texts(paper.sections)


def section_texts(sections: list[SectionFile]) -> Iterator[str]:
    """Likewise, of sections and what stands in them."""
    for section in sections:
        yield section.title
        for block in section.blocks:
            yield from (block.title, block.text, block.note, *block.columns)
            for row in block.rows:
                yield from row
        yield from section_texts(section.sections)
