"""Internal control: risks and the controls that meet them, and what the controls have shown (``control_execution``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import (
    Base,
    Ordered,
    optional_reference,
    optional_whole,
    origin,
    owned,
    owner,
    prose,
    reference,
    word,
)

if TYPE_CHECKING:
    from scn_desktop.models.control_execution import ControlExecution
    from scn_desktop.models.measure import Measure
    from scn_desktop.models.plan import Plan, Section
    from scn_desktop.models.planning_model import ControlArea, FollowUpPeriod

TREATMENTS = ("", "accept", "reduce", "transfer", "avoid")
CONTROL_KINDS = ("control", "measure", "audit")
SAMPLE_KINDS = ("", "number", "percent", "all")
NATURES = ("", "preventive", "detecting")
CONTROL_SOURCES = ("own", "spot_checks")


class Risk(Ordered, Base):
    """What may go wrong. ``stated_index`` is kept where only the product is known; factors are never invented.

    ``process`` may have three levels, parted by " › ". ``cause`` and ``effect`` are texts; ``probability`` and
    ``consequence`` are steps of the planning model's scales. ``treatment``: what is done about it.
    """

    __tablename__ = "risk"

    plan_id: Mapped[str] = owner("plan")
    area_id: Mapped[str | None] = optional_reference("control_area")
    description: Mapped[str] = prose()
    process: Mapped[str] = prose()
    routine: Mapped[str] = prose()
    cause: Mapped[str] = prose()
    effect: Mapped[str] = prose()
    probability: Mapped[int | None] = optional_whole()
    consequence: Mapped[int | None] = optional_whole()
    stated_index: Mapped[int | None] = optional_whole()
    responsible: Mapped[str] = prose()
    treatment: Mapped[str] = word("treatment", TREATMENTS, "")
    treatment_text: Mapped[str] = prose()
    origin_id: Mapped[str | None] = origin()

    plan: Mapped[Plan] = relationship(back_populates="risks")
    area: Mapped[ControlArea | None] = relationship()
    controls: Mapped[list[Control]] = relationship(back_populates="risk", passive_deletes="all", lazy="select")
    goals: Mapped[list[RiskGoal]] = owned("RiskGoal", "risk", order="id")
    measures: Mapped[list[RiskMeasure]] = owned("RiskMeasure", "risk", order="id")

    @property
    def index(self) -> int | None:
        """Riskindex: probability × consequence, or what was stated; None where neither is known."""
        if self.probability is not None and self.consequence is not None:
            return self.probability * self.consequence
        return self.stated_index


class RiskGoal(Base):
    """A goal or assignment of the plan that the risk threatens."""

    __tablename__ = "risk_goal"

    risk_id: Mapped[str] = owner("risk")
    section_id: Mapped[str] = reference("section")

    risk: Mapped[Risk] = relationship(back_populates="goals")
    section: Mapped[Section] = relationship()


class RiskMeasure(Base):
    """A measure of the plan that is taken against the risk."""

    __tablename__ = "risk_measure"

    risk_id: Mapped[str] = owner("risk")
    measure_id: Mapped[str] = reference("measure")

    risk: Mapped[Risk] = relationship(back_populates="measures")
    measure: Mapped[Measure] = relationship()


class Control(Ordered, Base):
    """A kontrollmoment: how the risk is met, with what method and volume, and when it is reported.

    One risk may have several controls; they then share its description. ``kind``: a control, a measure that reduces the
    risk (riskreducerande åtgärd), or one after an audit. ``minimum_sample`` is the volume in words; ``sample_kind`` and
    ``sample_size`` the same as a number or percent where it is one. ``source`` "spot_checks": the utskott's stickprov
    are its execution.
    """

    __tablename__ = "control"

    plan_id: Mapped[str] = owner("plan")
    area_id: Mapped[str | None] = optional_reference("control_area")
    risk_id: Mapped[str] = reference("risk")
    kind: Mapped[str] = word("kind", CONTROL_KINDS, "control")
    activity: Mapped[str] = prose()
    method: Mapped[str] = prose()
    minimum_sample: Mapped[str] = prose()
    sample_kind: Mapped[str] = word("sample_kind", SAMPLE_KINDS, "")
    sample_size: Mapped[int | None] = optional_whole()
    frequency: Mapped[str] = prose()
    nature: Mapped[str] = word("nature", NATURES, "")
    reporting: Mapped[str] = prose()
    responsible: Mapped[str] = prose()
    source: Mapped[str] = word("source", CONTROL_SOURCES, "own")
    origin_id: Mapped[str | None] = origin()

    plan: Mapped[Plan] = relationship(back_populates="controls")
    area: Mapped[ControlArea | None] = relationship()
    risk: Mapped[Risk] = relationship(back_populates="controls")
    periods: Mapped[list[ControlPeriod]] = owned("ControlPeriod", "control", order="id")
    questions: Mapped[list[ControlQuestion]] = owned("ControlQuestion", "control")
    executions: Mapped[list[ControlExecution]] = owned("ControlExecution", "control")


class ControlPeriod(Base):
    """A follow-up of the plan that the control is reported in."""

    __tablename__ = "control_period"

    control_id: Mapped[str] = owner("control")
    period_id: Mapped[str] = reference("follow_up_period")

    control: Mapped[Control] = relationship(back_populates="periods")
    period: Mapped[FollowUpPeriod] = relationship()


class ControlQuestion(Ordered, Base):
    """A point of the control's own checklist, which each execution copies."""

    __tablename__ = "control_question"

    control_id: Mapped[str] = owner("control")
    text: Mapped[str] = prose()

    control: Mapped[Control] = relationship(back_populates="questions")
