"""A planning model's file as rows of a plan: the model itself, its budget tables, and what its papers begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from scn_desktop.models.assessment import AssessmentArea, AssessmentCriterion
from scn_desktop.models.base import new_id
from scn_desktop.models.blocks import Block, BlockColumn
from scn_desktop.models.budget import BudgetColumn, BudgetColumnTerm, BudgetRow, BudgetRowTerm, BudgetTable
from scn_desktop.models.budget_table_file import BudgetTableFile, sign_of
from scn_desktop.models.committee import Committee
from scn_desktop.models.edits import tables
from scn_desktop.models.ordering import keys_for
from scn_desktop.models.plan import Attachment, Paper, Plan, Section, Signature
from scn_desktop.models.planning_model import (
    AssessmentStep,
    ChecklistQuestion,
    CommentPhrase,
    ControlArea,
    FollowUpPeriod,
    ModelColumn,
    PlanningModel,
    ResultLevel,
    RiskClass,
    RiskLevel,
    SectionKind,
    SpotCheckCategory,
    StandardText,
    StartingBlock,
)
from scn_desktop.models.planning_model_file import (
    AssessmentAreaFile,
    BlockFile,
    Kind,
    PaperFile,
    PlanningModelFile,
    SectionFile,
    filled,
)
from scn_desktop.models.planning_model_rules import ATTACHMENT_NAMES
from scn_desktop.models.running_text import ATTACHMENT, Reference, reference_source

T = TypeVar("T")


def placed(items: Sequence[T]) -> Iterator[tuple[T, str]]:
    """The items with an order key each."""
    return zip(items, keys_for(len(items)), strict=True)


def values_of(committee: Committee, plan: Plan) -> dict[str, Any]:
    """What the names in braces stand for in this plan."""
    return {
        "year": plan.year,
        "next_year": plan.year + 1,
        "last_year": plan.year - 1,
        "outlook_to": plan.outlook_to,
        "committee": committee.name,
        "municipality": committee.municipality,
    }


def model_rows(plan: Plan, file: PlanningModelFile, values: dict[str, Any]) -> PlanningModel:
    """The planning model as rows of the plan."""
    model = PlanningModel(
        plan=plan,
        identifier=file.id,
        name=file.name,
        grant_word=file.grant_word,
        measure_singular=file.measure_singular,
        measure_plural=file.measure_plural,
        measure_shape=file.measure_shape,
        risk_threshold=file.risk.threshold,
    )
    model.kinds = [kind_row(kind, key, values) for kind, key in placed(file.kinds)]
    model.columns = [
        ModelColumn(
            table=table,
            order_key=key,
            key=column.key,
            heading=filled(column.heading, values),
            group=filled(column.group, values),
            width=column.width,
        )
        for table in ("measures", "indicators", "controls")
        for column, key in placed(getattr(file.columns, table))
    ]
    model.areas = [ControlArea(order_key=key, title=title) for title, key in placed(file.areas)]
    model.scale = [
        RiskLevel(axis=axis, order_key=key, value=step.value, wording=step.word)
        for axis in ("probability", "consequence")
        for step, key in placed(getattr(file.risk, axis))
    ]
    model.classes = [
        RiskClass(order_key=key, wording=each.word, lowest=each.lowest) for each, key in placed(file.risk.classes)
    ]
    model.categories = [
        SpotCheckCategory(
            order_key=key,
            title=category.title,
            questions=[ChecklistQuestion(order_key=place, text=text) for text, place in placed(category.questions)],
        )
        for category, key in placed(file.categories)
    ]
    model.standard_texts = [
        StandardText(order_key=key, title=filled(each.title, values), text=filled(each.text, values).strip())
        for each, key in placed(file.standard_texts)
    ]
    model.follow_up_periods = [
        FollowUpPeriod(order_key=key, title=period.title, month=period.month)
        for period, key in placed(file.follow_up_periods)
    ]
    model.assessment_steps = [
        AssessmentStep(order_key=key, value=step.value, wording=step.word)
        for step, key in placed(file.assessment.steps)
    ]
    model.results = [
        ResultLevel(order_key=key, wording=each.word, kind=each.kind) for each, key in placed(file.results)
    ]
    model.comment_phrases = [CommentPhrase(order_key=key, text=text) for text, key in placed(file.comment_phrases)]
    return model


def kind_row(kind: Kind, key: str, values: dict[str, Any]) -> SectionKind:
    """A level with what its sections begin with."""
    return SectionKind(
        order_key=key,
        key=kind.key,
        singular=kind.singular,
        plural=kind.plural,
        label=kind.label,
        numbering=kind.numbering,
        counter=kind.counter,
        level=kind.level,
        under=" ".join(kind.under),
        starting_blocks=[
            StartingBlock(
                order_key=place,
                kind=block.kind,
                title=filled(block.title, values),
                text=filled(block.text, values).strip(),
                columns="\n".join(filled(heading, values) for heading in block.columns),
            )
            for block, place in placed(kind.starting_blocks)
        ],
    )


def assessment_rows(plan: Plan, files: Sequence[AssessmentAreaFile], values: dict[str, Any]) -> list[AssessmentArea]:
    """The areas of the self-assessment, with criteria that nobody has judged yet."""
    return [
        AssessmentArea(
            plan=plan,
            order_key=key,
            title=filled(file.title, values),
            criteria=[
                AssessmentCriterion(order_key=place, text=filled(text, values)) for text, place in placed(file.criteria)
            ],
        )
        for file, key in placed(files)
    ]


def budget_table(plan: Plan, file: BudgetTableFile, key: str, values: dict[str, Any]) -> BudgetTable:
    """A ready-made budget table without amounts."""
    table = BudgetTable(
        plan=plan,
        order_key=key,
        title=filled(file.title, values),
        unit=file.unit,
        decimals=file.decimals,
        costs=file.costs,
        note=filled(file.note, values),
    )
    rows = {row.key or str(number): new_id() for number, row in enumerate(file.rows)}
    columns = {column.key or str(number): new_id() for number, column in enumerate(file.columns)}
    for (column, place), identity in zip(placed(file.columns), columns.values(), strict=True):
        made = BudgetColumn(
            id=identity,
            order_key=place,
            heading=filled(column.heading, values),
            kind=column.kind,
            year=plan.year + column.year,
            formula=column.formula,
            share_row_id=rows.get(column.share_of),
            decimals=column.decimals,
        )
        signed = [(columns[name], sign) for name, sign in map(sign_of, column.terms)]
        made.terms = [BudgetColumnTerm(order_key=at, term_id=term, sign=sign) for (term, sign), at in placed(signed)]
        table.columns.append(made)
    for (row, place), identity in zip(placed(file.rows), rows.values(), strict=True):
        line = BudgetRow(
            id=identity,
            order_key=place,
            kind=row.kind,
            level=row.level,
            label=filled(row.label, values),
            code=row.code,
            unit=row.unit,
            decimals=row.decimals,
            footnote=row.footnote,
        )
        signed = [(rows[name], role) for name, role in map(sign_of, row.terms)]
        line.terms = [BudgetRowTerm(order_key=at, term_id=term, role=role) for (term, role), at in placed(signed)]
        table.rows.append(line)
    return table


def paper_row(plan: Plan, file: PaperFile, key: str, values: dict[str, Any]) -> Paper:
    """A paper without sections, dated today."""
    return Paper(
        plan=plan,
        order_key=key,
        kind=file.kind,
        title=filled(file.title, values),
        subtitle=filled(file.subtitle, values),
        document_kind=file.document_kind,
        decided_by=filled(file.decided_by, values),
        recipient=filled(file.recipient, values),
        dated=date.today().isoformat(),
        signatures=[
            Signature(order_key=place, name=signature.name, title=signature.title)
            for signature, place in placed(file.signatures)
        ],
    )


def attached(paper: Paper, file: PaperFile, papers: Sequence[Paper]) -> list[Attachment]:
    """The bilagor of a paper among the plan's papers, in the order that its file names their kinds."""
    others = [other for kind in file.attachments for other in papers if other.kind == kind and other is not paper]
    return [Attachment(paper_id=paper.id, order_key=key, attached_paper_id=other.id) for other, key in placed(others)]


def attachment_values(attachments: Sequence[Attachment]) -> dict[str, str]:
    """What {attachment_1} and so on stand for in a paper's texts: references that follow its bilagor's numbers."""
    plain = {name: f"bilaga {number}" for number, name in enumerate(ATTACHMENT_NAMES, start=1)}
    references = [
        reference_source(Reference(ATTACHMENT, attachment.id), f"Bilaga {number}")
        for number, attachment in enumerate(attachments, start=1)
    ]
    return plain | dict(zip(ATTACHMENT_NAMES, references, strict=False))


class SectionBuilder:
    """Puts a model's standing sections and blocks into a paper."""

    def __init__(
        self,
        session: Session,
        paper: Paper,
        model: PlanningModel,
        budget_tables: dict[str, BudgetTable],
        values: dict[str, Any],
    ) -> None:
        self._session = session
        self._paper = paper
        self._model = model
        self._budget_tables = budget_tables
        self._values = values

    def add(self, parent: Section | None, files: Sequence[SectionFile]) -> None:
        """Add the sections under ``parent``, or at the top, with all that stands in them."""
        for file, key in placed(files):
            section = Section(
                paper_id=self._paper.id,
                parent_id=parent.id if parent else None,
                order_key=key,
                kind=self._model.kind(file.kind),
                number=file.number or None,
                title=filled(file.title, self._values),
                orientation=file.orientation,
            )
            self._session.add(section)
            self._session.flush()
            for block_file, place in placed(file.blocks):
                self._add_block(section, block_file, place)
            self.add(section, file.sections)

    def _add_block(self, section: Section, file: BlockFile, key: str) -> None:
        table = self._budget_tables.get(file.budget_table)
        block = Block(
            section=section,
            order_key=key,
            kind=file.kind,
            title=filled(file.title, self._values),
            text=filled(file.text, self._values).strip(),
            note=filled(file.note, self._values),
            budget_table_id=table.id if table else None,
            shape=self._model.measure_shape if file.kind == "measures" else "table",
            control_kind=file.control_kind,
        )
        block.columns = [
            BlockColumn(
                order_key=at,
                key=column.key,
                heading=filled(column.heading, self._values),
                group=filled(column.group, self._values),
                width=column.width,
            )
            for column, at in placed(file.control_columns)
        ]
        self._session.add(block)
        tables.give_columns(block, self._model, [filled(heading, self._values) for heading in file.columns])
        self._session.flush()
        tables.append_rows(self._session, block, [[filled(cell, self._values) for cell in row] for row in file.rows])
