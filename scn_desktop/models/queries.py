"""What views, reports and checks ask of a document; they hold no SQL themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scn_desktop.models.base import Base
from scn_desktop.models.blocks import Block
from scn_desktop.models.committee import Committee, SteeringDocument
from scn_desktop.models.control import Control
from scn_desktop.models.control_execution import ControlExecution
from scn_desktop.models.document.loading import (
    load_calendar,
    load_plan,
    load_register,
    load_stickprov,
    load_year,
    meetings_of,
)
from scn_desktop.models.entities import Meeting, Paper, Plan, Section, SpotCheck, SteeringLink, Subcommittee
from scn_desktop.models.planning_model import ControlArea
from scn_desktop.models.spot_check import SpotCheckAnswer, SpotCheckCase
from scn_desktop.swedish import sort_key

E = TypeVar("E", bound=Base)

RECORD_TABLES: Final = ("spot_check", "spot_check_case", "spot_check_answer")
"""The tables that a stickprov is written in."""


def get(session: Session, entity: type[E], row_id: str) -> E:
    """The row with that key. Raises KeyError where it is gone."""
    found = session.get(entity, row_id)
    if found is None:
        raise KeyError(f"{entity.__tablename__} {row_id}")
    return found


def find(session: Session, entity: type[E], row_id: str) -> E | None:
    """The row with that key, or None."""
    return session.get(entity, row_id)


def committee(session: Session) -> Committee:
    """The nämnd that owns the file; asked for in a file that is just being made, it is looked up."""
    held = session.info.get("committee")
    return held if isinstance(held, Committee) else session.scalars(select(Committee)).one()


def plans(session: Session) -> list[Plan]:
    """All planning years, earliest first."""
    return list(committee(session).plans)


def plan_of_year(session: Session, year: int | None = None) -> Plan | None:
    """The plan of that year, or the latest, with all its rows read; None where there is none."""
    found = [plan for plan in plans(session) if year is None or plan.year == year]
    if found:
        load_plan(session, found[-1].id)
    return found[-1] if found else None


def latest_reported_year(session: Session) -> int | None:
    """The latest year whose controls have been carried out, None where no year's have; no plan is read for it."""
    reported = select(func.max(Plan.year)).join(Control, Control.plan_id == Plan.id)
    return session.scalar(reported.join(ControlExecution, ControlExecution.control_id == Control.id))


def paper_of_kind(plan: Plan, kind: str) -> Paper | None:
    """The plan's first paper of that kind, or None."""
    return next((paper for paper in plan.papers if paper.kind == kind), None)


def walk(paper: Paper) -> Iterator[Section]:
    """Every section of a paper in reading order."""
    stack = list(reversed(paper.sections))
    while stack:
        section = stack.pop()
        yield section
        stack.extend(reversed(section.sections))


def blocks_of_kind(paper: Paper, kind: str) -> list[Block]:
    """The paper's blocks of one kind, in reading order."""
    return [block for section in walk(paper) for block in section.blocks if block.kind == kind]


def steering_documents(session: Session) -> list[SteeringDocument]:
    """The register, sorted as in Sweden."""
    return sorted(committee(session).steering_documents, key=lambda each: sort_key(each.title))


def steering_uses(session: Session) -> dict[str, int]:
    """How many measures, of every year, are connected to each steering document that is used, by its key."""
    key = SteeringLink.steering_document_id
    counted = session.execute(select(key, func.count()).group_by(key))
    return {str(row[0]): int(row[1]) for row in counted}


def used_steering_documents(plan: Plan) -> list[SteeringDocument]:
    """Those that some measure of the plan refers to, sorted as in Sweden: bilaga 1."""
    used = {document.id: document for measure in plan.measures for document in measure.steering_documents}
    return sorted(used.values(), key=lambda each: sort_key(each.title))


def controls_by_area(plan: Plan) -> list[tuple[ControlArea | None, list[Control]]]:
    """Every area with its controls in order, also the empty ones; controls without an area come last."""
    grouped: list[tuple[ControlArea | None, list[Control]]] = [
        (area, [control for control in plan.controls if control.area_id == area.id]) for area in plan.model.areas
    ]
    loose = [control for control in plan.controls if control.area_id is None]
    return [*grouped, (None, loose)] if loose else grouped


def control_numbers(plan: Plan) -> dict[str, str]:
    """The number of each control by its key: "2.1" is the first of the second area."""
    numbers = {}
    for place, (_, controls) in enumerate(controls_by_area(plan), start=1):
        for order, control in enumerate(controls, start=1):
            numbers[control.id] = f"{place}.{order}"
    return numbers


def meetings(session: Session, year: int | None = None) -> list[Meeting]:
    """The meetings of every subcommittee, earliest first; of one year with all that hangs on them read."""
    if year is None:
        load_calendar(session)
        found = [each for one in committee(session).subcommittees for each in one.meetings if each.held_on is not None]
    else:
        load_year(session, year)
        found = meetings_of(session, year)
    return sorted(found, key=lambda each: (each.held_on or "", each.subcommittee.order_key))


def subcommittees(session: Session) -> list[Subcommittee]:
    """The individutskott, in the user's order."""
    load_register(session)
    return list(committee(session).subcommittees)


def all_years(session: Session) -> list[Subcommittee]:
    """The individutskott with the meetings and records of every year read, but not what hangs on the records."""
    load_calendar(session)
    return list(committee(session).subcommittees)


def spot_checks(session: Session) -> list[SpotCheck]:
    """Every stickprov in the order of the meetings, with all that hangs on them read."""
    load_stickprov(session)
    return [record for meeting in meetings(session) for record in meeting.spot_checks]


def has_signed(session: Session) -> bool:
    """Whether the file has a signed stickprov; none is read for the answer."""
    return session.scalars(select(SpotCheck.id).where(SpotCheck.fingerprint != "").limit(1)).first() is not None


def presenters(session: Session) -> list[str]:
    """Everyone who has presented cases, each once, sorted; no record is read for the answer."""
    return sorted({name for name in session.scalars(select(SpotCheck.presenter).distinct()) if name.strip()})


def last_edited_spot_check(session: Session) -> SpotCheck | None:
    """The stickprov that was last written in, as the change log tells; None where it is signed or gone."""
    tables = ", ".join(f"'{table}'" for table in RECORD_TABLES)
    last = session.connection().exec_driver_sql(
        f"SELECT table_name, row_id FROM change WHERE table_name IN ({tables}) ORDER BY seq DESC LIMIT 1"
    )
    for table, row_id in last:
        record = record_of(session, str(table), str(row_id))
        return record if record is not None and not record.signed else None
    return None


def record_of(session: Session, table: str, row_id: str) -> SpotCheck | None:
    """The stickprov that a record, a case or an answer belongs to; None where it is gone."""
    if table == "spot_check":
        return session.get(SpotCheck, row_id)
    if table == "spot_check_case":
        case = session.get(SpotCheckCase, row_id)
    else:
        answer = session.get(SpotCheckAnswer, row_id)
        case = answer.case if answer is not None else None
    return case.spot_check if case is not None else None
