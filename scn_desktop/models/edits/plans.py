"""Creating a nämnd's file, its plans and papers."""

from __future__ import annotations

from typing import Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.committee import Committee
from scn_desktop.models.edits.plan_rows import (
    SectionBuilder,
    assessment_rows,
    attached,
    attachment_values,
    budget_table,
    model_rows,
    paper_row,
    placed,
    values_of,
)
from scn_desktop.models.plan import Paper, Plan
from scn_desktop.models.planning_model_file import PlanningModelFile
from scn_desktop.models.planning_model_save import model_file

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
    "recipient",
    "document_kind",
    "decided_by",
    "document_owner",
    "considered_on",
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
    values = values_of(committee, plan)
    model = model_rows(plan, model_file, values)
    budget_tables = {
        table.key: budget_table(plan, table, key, values) for table, key in placed(model_file.budget_tables)
    }
    session.add_all([model, *budget_tables.values()])
    session.add_all(assessment_rows(plan, model_file.assessment.areas, values))
    session.flush()
    papers = [(paper_row(plan, file, key, values), file) for file, key in placed(model_file.papers)]
    session.add_all(paper for paper, _ in papers)
    session.flush()
    for paper, file in papers:
        attachments = attached(paper, file, [other for other, _ in papers])
        session.add_all(attachments)
        session.flush()
        own = attachment_values(attachments)
        SectionBuilder(session, paper, model, budget_tables, values | own).add(None, file.sections)
    return plan


def add_year(session: Session, plan_id: str, year: int, *, with_texts: bool = True) -> str:
    """A plan for another year of the same nämnd, made as ``plan_id``'s is: the new plan's key.

    Levels, papers, tables, control areas, scales and checklists follow; amounts, measures, indicators, risks and
    controls do not, nor running text unless ``with_texts``. Raises InputError where the year has a plan.
    """
    before = queries.get(session, Plan, plan_id)
    if any(each.year == year for each in before.committee.plans):
        raise InputError(f"Filen har redan en plan för {year}.")
    return create_plan(session, before.committee, year, model_file(before, with_texts=with_texts)).id


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
