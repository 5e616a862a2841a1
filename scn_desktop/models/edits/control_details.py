"""A control's smallest volume as a number, what kind it is, when it is reported, and its own checklist."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.control import (
    CONTROL_KINDS,
    CONTROL_SOURCES,
    NATURES,
    SAMPLE_KINDS,
    Control,
    ControlPeriod,
    ControlQuestion,
)
from scn_desktop.models.ordering import keys_at, put_at

Choice = Literal["kind", "nature", "source"]
CHOICES: Final[dict[Choice, tuple[str, ...]]] = {"kind": CONTROL_KINDS, "nature": NATURES, "source": CONTROL_SOURCES}
MOST: Final = 1_000_000


def set_choice(session: Session, control_id: str, field: Choice, value: str) -> None:
    """Say what kind of control it is, whether it prevents or detects, or where its execution is written."""
    if value not in CHOICES[field]:
        raise InputError(f"”{value}” går inte att välja.")
    setattr(queries.get(session, Control, control_id), field, value)


def set_sample(session: Session, control_id: str, kind: str, size: int | None) -> None:
    """The smallest volume as a number of cases, a percent of them, or all; kind "" where only words say it.

    Raises InputError for a size that is none: not above 0, or above 100 percent.
    """
    if kind not in SAMPLE_KINDS:
        raise InputError(f"”{kind}” går inte att välja.")
    if size is not None and not 1 <= size <= (100 if kind == "percent" else MOST):
        raise InputError("Skriv ett tal från 1 till 100." if kind == "percent" else "Skriv ett helt tal, 1 eller mer.")
    control = queries.get(session, Control, control_id)
    control.sample_kind = kind
    control.sample_size = size if kind in ("number", "percent") else None


def set_periods(session: Session, control_id: str, period_ids: Collection[str]) -> None:
    """In which of the plan's follow-ups the control is reported; none chosen: in all."""
    control = queries.get(session, Control, control_id)
    standing = {each.period_id: each for each in control.periods}
    for period_id, link in standing.items():
        if period_id not in period_ids:
            session.delete(link)
    for period in control.plan.model.follow_up_periods:
        if period.id in period_ids and period.id not in standing:
            session.add(ControlPeriod(control_id=control_id, period_id=period.id))


def add_question(session: Session, control_id: str, text: str, index: int | None = None) -> str:
    """A point of the checklist before place ``index``, or last; its key. Executions that are begun keep theirs."""
    control = queries.get(session, Control, control_id)
    place = len(control.questions) if index is None else index
    question = ControlQuestion(control_id=control_id, order_key=keys_at(control.questions, place)[0], text=text)
    session.add(question)
    session.flush()
    return question.id


def set_question(session: Session, question_id: str, text: str) -> None:
    """Reword a point of the checklist."""
    queries.get(session, ControlQuestion, question_id).text = text


def move_question(session: Session, question_id: str, index: int) -> None:
    """Put a point at a place of the checklist, counted without itself."""
    question = queries.get(session, ControlQuestion, question_id)
    put_at(question, question.control.questions, index)


def delete_question(session: Session, question_id: str) -> None:
    """Remove a point from the checklist."""
    session.delete(queries.get(session, ControlQuestion, question_id))
