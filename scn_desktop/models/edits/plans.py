"""Creating a nämnd's file, its plans and papers."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.budget import BudgetColumn, BudgetRow, BudgetTable
from scn_desktop.models.committee import Committee
from scn_desktop.models.edits import tables
from scn_desktop.models.ordering import keys_for
from scn_desktop.models.plan import Paper, Plan, Section
from scn_desktop.models.planning_model import (
    ChecklistQuestion,
    ControlArea,
    ModelColumn,
    PlanningModel,
    RiskClass,
    RiskLevel,
    SectionKind,
    SpotCheckCategory,
)
from scn_desktop.models.planning_model_file import (
    BlockFile,
    BudgetTableFile,
    PlanningModelFile,
    SectionFile,
    filled,
)

PaperStatus = Literal["draft", "proposed", "decided"]
PaperField = Literal[
    "title",
    "subtitle",
    "registry_number",
    "version",
    "dated",
    "decided_on",
    "paragraph",
    "officers",
    "replaces",
]


def create_committee(session: Session, *, name: str, municipality: str, code: str = "") -> Committee:
    """The nämnd of a new file."""
    committee = Committee(name=name, municipality=municipality, code=code)
    session.add(committee)
    return committee


def create_plan(session: Session, committee: Committee, year: int, model_file: PlanningModelFile) -> Plan:
    """A year's plan by a planning model, with its standing papers, sections, tables and texts."""
    plan = Plan(committee=committee, year=year, outlook_to=year + model_file.outlook_years)
    session.add(plan)
    session.flush()
    values = {
        "year": year,
        "next_year": year + 1,
        "last_year": year - 1,
        "outlook_to": plan.outlook_to,
        "committee": committee.name,
        "municipality": committee.municipality,
    }
    model = model_rows(plan, model_file)
    budget_tables = {
        table.key: budget_table(plan, table, key, values)
        for table, key in zip(model_file.budget_tables, keys_for(len(model_file.budget_tables)), strict=True)
    }
    session.add_all([model, *budget_tables.values()])
    session.add_all(budget_tables.values())
    session.flush()
    for paper_file, key in zip(model_file.papers, keys_for(len(model_file.papers)), strict=True):
        paper = Paper(
            plan=plan,
            order_key=key,
            kind=paper_file.kind,
            title=filled(paper_file.title, values),
            subtitle=filled(paper_file.subtitle, values),
            dated=date.today().isoformat(),
        )
        session.add(paper)
        session.flush()
        builder = SectionBuilder(session, paper, model, budget_tables, values)
        builder.add(None, paper_file.sections)
    return plan


def model_rows(plan: Plan, file: PlanningModelFile) -> PlanningModel:
    """The planning model as rows of the plan."""
    model = PlanningModel(
        plan=plan, identifier=file.id, name=file.name, grant_word=file.grant_word, risk_threshold=file.risk.threshold
    )
    model.kinds = [
        SectionKind(
            order_key=key,
            key=kind.key,
            singular=kind.singular,
            plural=kind.plural,
            label=kind.label,
            numbering=kind.numbering,
            counter=kind.counter,
            level=kind.level,
            under=" ".join(kind.under),
            new_blocks=" ".join(kind.new_blocks),
        )
        for kind, key in zip(file.kinds, keys_for(len(file.kinds)), strict=True)
    ]
    for table in ("measures", "indicators", "controls"):
        columns = getattr(file.columns, table)
        model.columns += [
            ModelColumn(
                table=table,
                order_key=key,
                key=column.key,
                heading=column.heading,
                group=column.group,
                width=column.width,
            )
            for column, key in zip(columns, keys_for(len(columns)), strict=True)
        ]
    model.areas = [
        ControlArea(order_key=key, title=title)
        for title, key in zip(file.areas, keys_for(len(file.areas)), strict=True)
    ]
    for axis in ("probability", "consequence"):
        words = getattr(file.risk, axis)
        model.scale += [
            RiskLevel(axis=axis, order_key=key, value=step.value, wording=step.word)
            for step, key in zip(words, keys_for(len(words)), strict=True)
        ]
    model.classes = [
        RiskClass(order_key=key, wording=each.word, lowest=each.lowest)
        for each, key in zip(file.risk.classes, keys_for(len(file.risk.classes)), strict=True)
    ]
    model.categories = [
        SpotCheckCategory(
            order_key=key,
            title=category.title,
            questions=[
                ChecklistQuestion(order_key=place, text=text)
                for text, place in zip(category.questions, keys_for(len(category.questions)), strict=True)
            ],
        )
        for category, key in zip(file.categories, keys_for(len(file.categories)), strict=True)
    ]
    return model


def budget_table(plan: Plan, file: BudgetTableFile, key: str, values: dict[str, Any]) -> BudgetTable:
    """A ready-made budget table without amounts."""
    table = BudgetTable(
        plan=plan, order_key=key, title=filled(file.title, values), unit=file.unit, decimals=file.decimals
    )
    table.columns = [
        BudgetColumn(
            order_key=place, heading=filled(column.heading, values), kind=column.kind, year=plan.year + column.year
        )
        for column, place in zip(file.columns, keys_for(len(file.columns)), strict=True)
    ]
    table.rows = [
        BudgetRow(order_key=place, kind=row.kind, label=row.label, code=row.code, footnote=row.footnote)
        for row, place in zip(file.rows, keys_for(len(file.rows)), strict=True)
    ]
    return table


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

    def add(self, parent: Section | None, files: list[SectionFile]) -> None:
        """Add the sections under ``parent``, or at the top, with all that stands in them."""
        for file, key in zip(files, keys_for(len(files)), strict=True):
            section = Section(
                paper_id=self._paper.id,
                parent_id=parent.id if parent else None,
                order_key=key,
                kind=self._model.kind(file.kind),
                title=filled(file.title, self._values),
            )
            self._session.add(section)
            self._session.flush()
            for block_file, place in zip(file.blocks, keys_for(len(file.blocks)), strict=True):
                self._add_block(section, block_file, place)
            self.add(section, file.sections)

    def _add_block(self, section: Section, file: BlockFile, key: str) -> None:
        table = self._budget_tables.get(file.budget_table)
        block = Block(
            section=section,
            order_key=key,
            kind=file.kind,
            title=filled(file.title, self._values),
            text=filled(file.text, self._values),
            budget_table_id=table.id if table else None,
        )
        self._session.add(block)
        self._session.add(block)
        tables.give_columns(block, self._model, [filled(heading, self._values) for heading in file.columns])
        self._session.flush()
        tables.append_rows(self._session, block, [[filled(cell, self._values) for cell in row] for row in file.rows])


def set_paper_field(session: Session, paper_id: str, field: PaperField, value: str | None) -> None:
    """Change one of a paper's own fields; dates as YYYY-MM-DD or None."""
    setattr(queries.get(session, Paper, paper_id), field, value)


def set_paper_status(
    session: Session, paper_id: str, status: PaperStatus, decided_on: str | None, paragraph: str
) -> None:
    """Make a paper utkast, till beslut or beslutad; the date as YYYY-MM-DD or None, the paragraph as "§ 112" or "112".

    Raises InputError for a decided paper without a date or a paragraph.
    """
    if status == "decided" and not (decided_on and paragraph.strip()):
        raise InputError("En beslutad handling har både paragraf och datum.")
    paper = queries.get(session, Paper, paper_id)
    paper.status, paper.decided_on, paper.paragraph = status, decided_on, paragraph.strip()


def set_committee_field(
    session: Session, field: Literal["name", "code", "municipality", "administration"], value: str
) -> None:
    """Change one of the nämnd's own fields."""
    setattr(queries.committee(session), field, value)
