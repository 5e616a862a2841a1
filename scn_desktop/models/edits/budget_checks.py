"""Checks that the user names between rows of money tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.budget import BudgetCheck, BudgetCheckColumn
from scn_desktop.models.money import Figure
from scn_desktop.models.ordering import keys_at
from scn_desktop.models.plan import Plan

Sign = Literal["plus", "minus"]


def add(session: Session, plan_id: str, name: str) -> str:
    """A check that compares nothing yet, last of the plan's; its key."""
    plan = queries.get(session, Plan, plan_id)
    check = BudgetCheck(plan_id=plan_id, name=name, order_key=keys_at(plan.budget_checks, len(plan.budget_checks))[0])
    session.add(check)
    session.flush()
    return check.id


def rename(session: Session, check_id: str, name: str) -> None:
    """Give a check another name."""
    queries.get(session, BudgetCheck, check_id).name = name


def compare_rows(
    session: Session, check_id: str, left_row_id: str, right_row_id: str, sign: Sign, column_ids: Sequence[str] = ()
) -> None:
    """Let two rows agree, or be each other's opposite, in the columns given, or in all. A reason for a gap lapses.

    Raises InputError where both are the same row.
    """
    if left_row_id == right_row_id:
        raise InputError("Välj två olika rader att jämföra.")
    check = queries.get(session, BudgetCheck, check_id)
    check.left_row_id, check.right_row_id, check.sign, check.reason = left_row_id, right_row_id, sign, ""
    check.ore, check.precision = 0, 1
    hold_for(session, check, column_ids)


def compare_frame(
    session: Session, check_id: str, row_id: str, frame: Figure, sign: Sign, column_ids: Sequence[str] = ()
) -> None:
    """Let a row be the frame that the council gives. A reason for a gap lapses."""
    check = queries.get(session, BudgetCheck, check_id)
    check.left_row_id, check.right_row_id, check.sign, check.reason = row_id, None, sign, ""
    check.ore, check.precision = frame.ore, max(frame.precision, 100)
    hold_for(session, check, column_ids)


def hold_for(session: Session, check: BudgetCheck, column_ids: Sequence[str]) -> None:
    """The columns of the left table that a check holds for."""
    for column in list(check.columns):
        session.delete(column)
    session.add_all(BudgetCheckColumn(check_id=check.id, column_id=column_id) for column_id in column_ids)
    session.flush()
    session.expire(check, ["columns"])


def accept(session: Session, check_id: str, reason: str) -> None:
    """Say why the rows may differ; an empty reason takes it back."""
    queries.get(session, BudgetCheck, check_id).reason = reason.strip()


def delete(session: Session, check_id: str) -> None:
    """Remove a check; the rows stay."""
    session.delete(queries.get(session, BudgetCheck, check_id))
