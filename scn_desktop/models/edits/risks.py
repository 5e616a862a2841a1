"""The risk register: each risk of a plan, what it threatens, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.control import Control, Risk, RiskGoal, RiskMeasure
from scn_desktop.models.ordering import keys_at, put_at
from scn_desktop.models.plan import Plan
from scn_desktop.models.risk_register import process_path

RiskField = Literal["description", "routine", "cause", "effect", "responsible", "treatment_text"]
Treatment = Literal["", "accept", "reduce", "transfer", "avoid"]


def add_risk(session: Session, plan_id: str, area_id: str | None = None, index: int | None = None) -> str:
    """An empty risk before place ``index`` of the register, or last; its key."""
    risks = queries.get(session, Plan, plan_id).risks
    key = keys_at(risks, len(risks) if index is None else index)[0]
    risk = Risk(plan_id=plan_id, area_id=area_id, order_key=key)
    session.add(risk)
    session.flush()
    return risk.id


def set_risk_field(session: Session, risk_id: str, field: RiskField, text: str) -> None:
    """Change one of the risk's own texts, for all controls that share it."""
    setattr(queries.get(session, Risk, risk_id), field, text)


def set_process(session: Session, risk_id: str, text: str) -> None:
    """Change the process, its levels parted by "›" or ">". Raises InputError where there are more than three."""
    queries.get(session, Risk, risk_id).process = process_path(text)


def set_area(session: Session, risk_id: str, area_id: str | None) -> None:
    """Put the risk in an area of the plan's, or in none."""
    queries.get(session, Risk, risk_id).area_id = area_id


def set_treatment(session: Session, risk_id: str, treatment: Treatment) -> None:
    """Say how the risk is met: accepted, reduced, transferred, avoided; "" where nobody has decided."""
    queries.get(session, Risk, risk_id).treatment = treatment


def set_factors(session: Session, risk_id: str, probability: int | None, consequence: int | None) -> None:
    """Judge the risk; both factors given replace a stated riskindex.

    Raises InputError where a factor is not on the plan's scale.
    """
    risk = queries.get(session, Risk, risk_id)
    highest = highest_factors(risk.plan)
    risk.probability = checked(probability, highest[0])
    risk.consequence = checked(consequence, highest[1])
    if probability is not None and consequence is not None:
        risk.stated_index = None


def set_stated_index(session: Session, risk_id: str, index: int | None) -> None:
    """Keep a riskindex whose factors are not known. Raises InputError where the plan's scales can't give it."""
    risk = queries.get(session, Risk, risk_id)
    highest = highest_factors(risk.plan)
    risk.stated_index = checked(index, highest[0] * highest[1])
    risk.probability = risk.consequence = None


def highest_factors(plan: Plan) -> tuple[int, int]:
    """The highest probability and consequence on the plan's own scales."""
    return plan.model.highest("probability"), plan.model.highest("consequence")


def checked(value: int | None, highest: int) -> int | None:
    """The value where it is 1–``highest`` or None. Raises InputError."""
    if value is not None and not 1 <= value <= highest:
        raise InputError(f"Värdet {value} är inte ett tal från 1 till {highest}.")
    return value


def move_risk(session: Session, risk_id: str, index: int) -> None:
    """Put a risk at place ``index`` of the register, counted without itself."""
    risk = queries.get(session, Risk, risk_id)
    put_at(risk, risk.plan.risks, index)


def delete_risks(session: Session, risk_ids: Sequence[str]) -> None:
    """Remove risks, and the controls that meet them with all that these have shown."""
    for risk in [queries.get(session, Risk, risk_id) for risk_id in risk_ids]:
        for control in list(risk.controls):
            session.delete(control)
        session.flush()
        session.delete(risk)


def link_goal(session: Session, risk_id: str, section_id: str) -> None:
    """Say that the risk threatens a goal or assignment; once is enough."""
    if not any(goal.section_id == section_id for goal in queries.get(session, Risk, risk_id).goals):
        session.add(RiskGoal(risk_id=risk_id, section_id=section_id))


def unlink_goal(session: Session, risk_id: str, section_id: str) -> None:
    """Say that the risk doesn't threaten that goal after all."""
    for goal in [each for each in queries.get(session, Risk, risk_id).goals if each.section_id == section_id]:
        session.delete(goal)


def link_measure(session: Session, risk_id: str, measure_id: str) -> None:
    """Say that a measure of the plan is taken against the risk; once is enough."""
    if not any(link.measure_id == measure_id for link in queries.get(session, Risk, risk_id).measures):
        session.add(RiskMeasure(risk_id=risk_id, measure_id=measure_id))


def unlink_measure(session: Session, risk_id: str, measure_id: str) -> None:
    """Say that the measure isn't taken against the risk after all."""
    for link in [each for each in queries.get(session, Risk, risk_id).measures if each.measure_id == measure_id]:
        session.delete(link)


def add_control_for(session: Session, risk_id: str) -> str:
    """A new control that meets the risk, last in the risk's area; its key."""
    risk = queries.get(session, Risk, risk_id)
    siblings = [control for control in risk.plan.controls if control.area_id == risk.area_id]
    key = keys_at(siblings, len(siblings))[0]
    control = Control(plan_id=risk.plan_id, area_id=risk.area_id, risk_id=risk_id, order_key=key)
    session.add(control)
    session.flush()
    return control.id


def is_said(risk: Risk) -> bool:
    """Whether the register says more of the risk than a control's row does: then it stays when its controls go."""
    texts = (risk.routine, risk.cause, risk.effect, risk.responsible, risk.treatment, risk.treatment_text)
    return any(text.strip() for text in texts) or bool(risk.goals or risk.measures)
