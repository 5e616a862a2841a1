"""A plan's own styrmodell as a file again, for next year or for another nämnd: levels, columns, papers and texts.

What belongs to one year stays behind: amounts, measures, indicators, risks, controls and pictures. Years and names that
are the plan's own become {year}, {committee} and their like, so that a plan made from the file gets its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from scn_desktop.models.blocks import Block, TableRow
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.budget_table_file import BudgetColumnFile, BudgetRowFile, BudgetTableFile
from scn_desktop.models.plan import Paper, Plan, Section
from scn_desktop.models.planning_model import PlanningModel, SectionKind
from scn_desktop.models.planning_model_file import (
    Assessment,
    AssessmentAreaFile,
    BlockFile,
    Category,
    Class,
    Column,
    Columns,
    Kind,
    PaperFile,
    PeriodFile,
    PlanningModelFile,
    ResultFile,
    Risk,
    SectionFile,
    SignatureFile,
    StartingBlockFile,
    TextFile,
    Word,
)
from scn_desktop.models.planning_model_rules import ATTACHMENT_NAMES
from scn_desktop.models.running_text import references_in

_SIGNS = {"plus": "", "minus": "-", "divisor": "/"}
EARLIEST = 5
"""Years before the plan's own that a text may mean relative to it: "Utfall 2025" in the plan for 2027. A year after
the outlook is a date of its own ("Målvärde 2040")."""


class Unfilled:
    """Puts {year} and its like where a plan's own year and names stand.

    A reference becomes {attachment_1} where it points at a bilaga of the paper, else the words that describe it: what
    it points at is this document's.
    """

    def __init__(self, plan: Plan) -> None:
        self._year = plan.year
        self._names = [
            (name, mark)
            for name, mark in (
                (plan.committee.municipality, "{municipality}"),
                (plan.committee.name, "{committee}"),
            )
            if name
        ]
        self._outlook = plan.outlook_to

    def __call__(self, text: str, attachments: Mapping[str, str] | None = None, *, in_cell: bool = False) -> str:
        """``attachments``: the names of the paper's bilagor by their keys."""
        text = re.sub(r"\{([\w+-]+)\}", r"(\1)", text)  # nothing would fill it in
        for found in sorted(references_in(text, in_cell=in_cell), key=lambda each: -each.start):
            name = (attachments or {}).get(found.reference.id, found.description)
            text = text[: found.start] + name + text[found.end :]
        for name, mark in self._names:
            text = text.replace(name, mark)
        return re.sub(r"(?<!\d)\d{4}(?!\d)", self._relative, text)

    def _relative(self, match: re.Match[str]) -> str:
        steps = int(match[0]) - self._year
        named = {0: "{year}", 1: "{next_year}", -1: "{last_year}"}
        if steps in named:
            return named[steps]
        if int(match[0]) == self._outlook:
            return "{outlook_to}"
        is_near = -EARLIEST <= steps <= self._outlook - self._year
        return f"{{year{steps:+d}}}" if is_near else match[0]


def model_file(
    plan: Plan, *, identifier: str = "", name: str = "", description: str = "", with_texts: bool = True
) -> PlanningModelFile:
    """The plan's model with its papers as they stand. ``with_texts`` False leaves out running text and table rows.

    Where identifier, name or description is empty the plan's own is kept, or said in a sentence.
    """
    model = plan.model
    unfilled = Unfilled(plan)
    keys = {table.id: f"table{place}" for place, table in enumerate(plan.budget_tables, start=1)}
    return PlanningModelFile(
        id=identifier or model.identifier,
        name=name or model.name,
        description=description or f"Sparad ur planen för {plan.year}, som följde styrmodellen ”{model.name}”.",
        outlook_years=plan.outlook_to - plan.year,
        grant_word=model.grant_word,
        measure_singular=model.measure_singular,
        measure_plural=model.measure_plural,
        measure_shape=cast(Any, model.measure_shape),
        kinds=[kind_file(kind, unfilled) for kind in model.kinds],
        columns=Columns(**{table: columns_of(model, table, unfilled) for table in Columns.__struct_fields__}),
        areas=[area.title for area in model.areas],
        risk=risk_file(model),
        categories=[
            Category(title=category.title, questions=[question.text for question in category.questions])
            for category in model.categories
        ],
        standard_texts=[
            TextFile(title=unfilled(each.title), text=unfilled(each.text)) for each in model.standard_texts
        ],
        follow_up_periods=[PeriodFile(title=each.title, month=each.month) for each in model.follow_up_periods],
        results=[ResultFile(word=each.wording, kind=cast(Any, each.kind)) for each in model.results],
        comment_phrases=[each.text for each in model.comment_phrases],
        assessment=Assessment(
            steps=[Word(value=step.value, word=step.wording) for step in model.assessment_steps],
            areas=[
                AssessmentAreaFile(
                    title=unfilled(area.title), criteria=[unfilled(criterion.text) for criterion in area.criteria]
                )
                for area in plan.assessment_areas
            ],
        ),
        budget_tables=[budget_file(table, keys[table.id], plan.year, unfilled) for table in plan.budget_tables],
        papers=[paper_file(paper, keys, unfilled, with_texts=with_texts) for paper in plan.papers],
    )


def kind_file(kind: SectionKind, unfilled: Unfilled) -> Kind:
    """A level with what its sections begin with."""
    return Kind(
        key=kind.key,
        singular=kind.singular,
        plural=kind.plural,
        label=kind.label,
        numbering=cast(Any, kind.numbering),
        counter=kind.counter,
        level=kind.level,
        under=kind.under.split(),
        starting_blocks=[
            StartingBlockFile(
                kind=cast(Any, block.kind),
                title=unfilled(block.title),
                text=unfilled(block.text),
                columns=[unfilled(heading) for heading in block.columns.split("\n")] if block.columns else [],
            )
            for block in kind.starting_blocks
        ],
    )


def columns_of(model: PlanningModel, table: str, unfilled: Unfilled) -> list[Column]:
    """The columns that new tables of a kind start with."""
    return [
        Column(key=each.key, heading=unfilled(each.heading), group=unfilled(each.group), width=each.width)
        for each in model.columns_of(table)
    ]


def risk_file(model: PlanningModel) -> Risk:
    """The scales, the classes and the threshold."""
    steps = {
        axis: [Word(value=level.value, word=level.wording) for level in model.scale if level.axis == axis]
        for axis in ("probability", "consequence")
    }
    return Risk(
        threshold=model.risk_threshold,
        classes=[Class(word=each.wording, lowest=each.lowest) for each in model.classes],
        **steps,
    )


def budget_file(table: BudgetTable, key: str, year: int, unfilled: Unfilled) -> BudgetTableFile:
    """A budget table without its amounts."""
    used = {term.term_id for column in table.columns for term in column.terms}
    used |= {term.term_id for row in table.rows for term in row.terms}
    used |= {column.share_row_id for column in table.columns if column.share_row_id}
    names = {column.id: f"column{place}" for place, column in enumerate(table.columns, start=1) if column.id in used}
    names |= {row.id: f"row{place}" for place, row in enumerate(table.rows, start=1) if row.id in used}
    return BudgetTableFile(
        key=key,
        title=unfilled(table.title),
        unit=cast(Any, table.unit),
        decimals=table.decimals,
        costs=cast(Any, table.costs),
        note=unfilled(table.note),
        columns=[
            BudgetColumnFile(
                heading=unfilled(column.heading),
                kind=cast(Any, column.kind),
                year=column.year - year if column.year is not None else 0,
                key=names.get(column.id, ""),
                formula=cast(Any, column.formula),
                terms=[f"{_SIGNS[term.sign]}{names[term.term_id]}" for term in column.terms if term.term_id in names],
                share_of=names.get(column.share_row_id or "", ""),
                decimals=column.decimals,
            )
            for column in table.columns
        ],
        rows=[
            BudgetRowFile(
                label=unfilled(row.label),
                kind=cast(Any, row.kind),
                key=names.get(row.id, ""),
                terms=[f"{_SIGNS[term.role]}{names[term.term_id]}" for term in row.terms if term.term_id in names],
                level=row.level,
                unit=cast(Any, row.unit),
                decimals=row.decimals,
                code=row.code,
                footnote=row.footnote,
            )
            for row in table.rows
        ],
    )


def paper_file(paper: Paper, keys: dict[str, str], unfilled: Unfilled, *, with_texts: bool) -> PaperFile:
    """A paper with its sections; ``keys`` are the budget tables' in the file."""
    is_memo = paper.kind == "cover_memo"
    attached = [each for each in paper.attachments if each.attached_paper is not None] if is_memo else []
    names = {each.id: f"{{{name}}}" for each, name in zip(attached, ATTACHMENT_NAMES, strict=False)}
    builder = SectionSaver(keys, names, unfilled, with_texts=with_texts)
    kinds = [each.attached_paper.kind for each in attached if each.attached_paper is not None]
    return PaperFile(
        kind=cast(Any, paper.kind),
        title=unfilled(paper.title),
        subtitle=unfilled(paper.subtitle),
        document_kind=paper.document_kind,
        decided_by=unfilled(paper.decided_by),
        recipient=unfilled(paper.recipient),
        attachments=cast(Any, list(dict.fromkeys(kinds))),
        signatures=[SignatureFile(title=each.title) for each in paper.signatures] if is_memo else [],
        sections=[builder.section(section) for section in paper.sections],
    )


class SectionSaver:
    """Turns the sections of one paper into those of a file. ``keys`` and ``names``: of budget tables and bilagor."""

    def __init__(self, keys: dict[str, str], names: dict[str, str], unfilled: Unfilled, *, with_texts: bool) -> None:
        self._keys = keys
        self._names = names
        self._unfilled = unfilled
        self._with_texts = with_texts

    def section(self, section: Section) -> SectionFile:
        """A section with its blocks and all below it."""
        return SectionFile(
            kind=section.kind.key,
            title=self._unfilled(section.title),
            number=section.number or "",
            orientation=cast(Any, section.orientation),
            blocks=[
                self._block(block)
                for block in section.blocks
                if block.kind != "image" and (block.kind != "budget" or block.budget_table_id in self._keys)
            ],
            sections=[self.section(below) for below in section.sections],
        )

    def _block(self, block: Block) -> BlockFile:
        """A block; of measures and indicators only that there is a table."""
        own = block.kind == "table"
        return BlockFile(
            kind=cast(Any, block.kind),
            title=self._unfilled(block.title),
            text=self._unfilled(block.text, self._names) if self._with_texts else "",
            note=self._unfilled(block.note, self._names, in_cell=True) if self._with_texts else "",
            budget_table=self._keys.get(block.budget_table_id or "", ""),
            columns=[self._unfilled(column.heading) for column in block.columns] if own else [],
            rows=[self._cells(block, row) for row in block.rows] if own and self._with_texts else [],
            control_kind=cast(Any, block.control_kind),
            control_columns=[
                Column(key=each.key, heading=self._unfilled(each.heading), group=each.group, width=each.width)
                for each in (block.columns if block.kind == "controls" else [])
            ],
        )

    def _cells(self, block: Block, row: TableRow) -> list[str]:
        """The cells of a free table's row, as far as they hold anything."""
        cells = [self._unfilled(row.text_of(column), self._names, in_cell=True) for column in block.columns]
        while cells and not cells[-1]:
            cells.pop()
        return cells
