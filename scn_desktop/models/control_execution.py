"""What a control has shown: how much was checked in a period, with how many remarks, and what is done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import Base, Ordered, day, optional_reference, optional_whole, owned, owner, prose, word

if TYPE_CHECKING:
    from scn_desktop.models.control import Control
    from scn_desktop.models.planning_model import FollowUpPeriod, ResultLevel

ACTION_STATUSES = ("", "decided", "done")


class ControlExecution(Ordered, Base):
    """One execution (genomförande) of a control, reported in a follow-up of the plan.

    ``population``: how many there were to draw from; ``checked``: how many cases were; ``remarks``: how many of them
    gave cause for a remark. ``drawn`` says in words how they were chosen. None: not told.
    """

    __tablename__ = "control_execution"

    control_id: Mapped[str] = owner("control")
    period_id: Mapped[str | None] = optional_reference("follow_up_period")
    carried_out_on: Mapped[str | None] = day("carried_out_on")
    carried_out_by: Mapped[str] = prose()
    population: Mapped[int | None] = optional_whole()
    drawn: Mapped[str] = prose()
    checked: Mapped[int | None] = optional_whole()
    remarks: Mapped[int | None] = optional_whole()
    result_id: Mapped[str | None] = optional_reference("result_level")
    comment: Mapped[str] = prose()
    action: Mapped[str] = prose()
    action_responsible: Mapped[str] = prose()
    action_due: Mapped[str | None] = day("action_due")
    action_status: Mapped[str] = word("action_status", ACTION_STATUSES, "")
    action_follow_up: Mapped[str] = prose()

    control: Mapped[Control] = relationship(back_populates="executions")
    period: Mapped[FollowUpPeriod | None] = relationship()
    result: Mapped[ResultLevel | None] = relationship()
    points: Mapped[list[ExecutionPoint]] = owned("ExecutionPoint", "execution")


class ExecutionPoint(Ordered, Base):
    """A point that each case was checked for. ``checked`` None: as many as the execution's cases."""

    __tablename__ = "execution_point"

    execution_id: Mapped[str] = owner("control_execution")
    text: Mapped[str] = prose()
    checked: Mapped[int | None] = optional_whole()
    remarks: Mapped[int | None] = optional_whole()

    execution: Mapped[ControlExecution] = relationship(back_populates="points")
