"""What a control has shown in a period: numbers, points, result, and what is done about it."""

from __future__ import annotations

from typing import Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.control import Control
from scn_desktop.models.control_execution import ACTION_STATUSES, ControlExecution, ExecutionPoint
from scn_desktop.models.meeting_dates import one_day
from scn_desktop.models.ordering import keys_at, keys_for

TextField = Literal["carried_out_by", "drawn", "comment", "action", "action_responsible", "action_follow_up"]
NumberField = Literal["population", "checked", "remarks"]
DayField = Literal["carried_out_on", "action_due"]
MOST = 1_000_000_000
"""No control counts more than this; a larger number is a slip of the finger."""


def begin(session: Session, control_id: str, period_id: str) -> str:
    """The control's execution in a period, begun with the points of its checklist where there is none; its key."""
    control = queries.get(session, Control, control_id)
    found = [each for each in control.executions if each.period_id == period_id]
    if found:
        return found[0].id
    execution = ControlExecution(
        control_id=control_id,
        period_id=period_id,
        order_key=keys_at(control.executions, len(control.executions))[0],
    )
    session.add(execution)
    session.flush()
    asked = [question.text for question in control.questions if question.text.strip()]
    for text, key in zip(asked, keys_for(len(asked)), strict=True):
        session.add(ExecutionPoint(execution_id=execution.id, order_key=key, text=text))
    session.flush()
    session.expire(control, ["executions"])
    session.expire(execution, ["points"])
    return execution.id


def set_text(session: Session, execution_id: str, field: TextField, text: str) -> None:
    """Change one of the texts."""
    setattr(queries.get(session, ControlExecution, execution_id), field, text)


def set_number(session: Session, execution_id: str, field: NumberField, number: int | None) -> None:
    """How many there were, were checked, or gave cause for a remark; None: not told. Raises InputError."""
    execution = queries.get(session, ControlExecution, execution_id)
    _require_own_numbers(execution)
    setattr(execution, field, _counted(number))


def set_day(session: Session, execution_id: str, field: DayField, text: str) -> None:
    """When it was carried out, or the action is due: "2027-04-12" or "12 april"; nothing takes it away.

    A day without a year is in the plan's. Raises InputError for what is no day.
    """
    execution = queries.get(session, ControlExecution, execution_id)
    found = one_day(text.strip(), execution.control.plan.year)
    if text.strip() and found is None:
        raise InputError(f"”{text.strip()[:30]}” är ingen dag. Skriv till exempel 12 april.")
    setattr(execution, field, found.isoformat() if found is not None else None)


def set_result(session: Session, execution_id: str, result_id: str | None) -> None:
    """Choose one of the model's results, or none yet."""
    queries.get(session, ControlExecution, execution_id).result_id = result_id


def set_action_status(session: Session, execution_id: str, status: str) -> None:
    """How far the action has come: one of ACTION_STATUSES. Raises InputError."""
    if status not in ACTION_STATUSES:
        raise InputError(f"”{status}” är ingen status för en åtgärd.")
    queries.get(session, ControlExecution, execution_id).action_status = status


def point_at(session: Session, execution_id: str, place: int) -> ExecutionPoint:
    """The execution's point at a place, from 0."""
    return queries.get(session, ControlExecution, execution_id).points[place]


def set_point_remarks(session: Session, execution_id: str, place: int, remarks: int | None) -> None:
    """How many cases gave cause for a remark in a point. Raises InputError."""
    point_at(session, execution_id, place).remarks = _counted(remarks)


def set_point_checked(session: Session, execution_id: str, place: int, checked: int | None) -> None:
    """How many cases the point was checked for; None: as many as the execution's cases. Raises InputError."""
    point_at(session, execution_id, place).checked = _counted(checked)


def set_point_text(session: Session, execution_id: str, place: int, text: str) -> None:
    """Change what a point says, in this execution alone."""
    point_at(session, execution_id, place).text = text


def add_point(session: Session, execution_id: str, text: str) -> str:
    """A point after the others, in this execution alone; its key."""
    execution = queries.get(session, ControlExecution, execution_id)
    _require_own_numbers(execution)
    point = ExecutionPoint(
        execution_id=execution_id, order_key=keys_at(execution.points, len(execution.points))[0], text=text
    )
    session.add(point)
    session.flush()
    session.expire(execution, ["points"])
    return point.id


def delete_point(session: Session, execution_id: str, place: int) -> None:
    """Remove a point from this execution."""
    session.delete(point_at(session, execution_id, place))


def delete(session: Session, execution_id: str) -> None:
    """Remove all that was written of the control in the period."""
    session.delete(queries.get(session, ControlExecution, execution_id))


def _counted(number: int | None) -> int | None:
    if number is not None and not 0 <= number <= MOST:
        raise InputError("Skriv ett helt tal, 0 eller mer.")
    return number


def _require_own_numbers(execution: ControlExecution) -> None:
    """The numbers of the utskott's stickprov come from their records. Raises InputError."""
    if execution.control.source == "spot_checks":
        raise InputError("Antalen räknas ut av de signerade stickproven. De kan inte skrivas in.")
