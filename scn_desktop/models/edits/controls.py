"""Internal control: the controls of a plan and the risks they meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.control import Control, Risk
from scn_desktop.models.edits import risks
from scn_desktop.models.ordering import keys_at, last_key
from scn_desktop.models.plan import Plan
from scn_desktop.models.risk_register import risk_words

_COPIED = (
    *("plan_id", "area_id", "description", "process", "routine", "cause", "effect", "probability", "consequence"),
    *("stated_index", "responsible", "treatment", "treatment_text", "origin_id"),
)
"""What a risk of one's own begins with."""

ControlField = Literal["activity", "method", "minimum_sample", "frequency", "reporting", "responsible"]


@dataclass(frozen=True)
class NewControl:
    """A control to be added, with its risk; ``stated_index`` where only the product of the factors is known."""

    area_id: str | None = None
    risk: str = ""
    activity: str = ""
    method: str = ""
    minimum_sample: str = ""
    reporting: str = ""
    responsible: str = ""
    probability: int | None = None
    consequence: int | None = None
    stated_index: int | None = None
    process: str = ""
    kind: str = "control"


def add_control(
    session: Session, plan_id: str, area_id: str | None, index: int | None = None, kind: str = "control"
) -> str:
    """An empty control with a risk of its own, before place ``index`` of the area or last; its key."""
    return append_controls(session, plan_id, [NewControl(area_id, kind=kind)], index)[0]


def append_controls(session: Session, plan_id: str, rows: Sequence[NewControl], index: int | None = None) -> list[str]:
    """Add controls before place ``index`` of their areas, or last; the keys in the order of ``rows``.

    Rows with the same risk text and no contradicting riskindex or process share one risk, with each other and with the
    plan's.
    Raises InputError where a factor or riskindex is out of bounds.
    """
    plan = queries.get(session, Plan, plan_id)
    known: dict[str, list[Risk]] = {}
    for risk in plan.risks:
        known.setdefault(risk_words(risk.description), []).append(risk)
    keys: dict[str | None, list[str]] = {}
    for area_id in {row.area_id for row in rows}:
        siblings = controls_in(plan, area_id)
        count = sum(row.area_id == area_id for row in rows)
        keys[area_id] = keys_at(siblings, len(siblings) if index is None else index, count)
    added = []
    for row in rows:
        control = Control(
            plan_id=plan_id,
            area_id=row.area_id,
            risk_id=risk_for(session, plan_id, row, known).id,
            order_key=keys[row.area_id].pop(0),
            kind=row.kind,
            activity=row.activity,
            method=row.method,
            minimum_sample=row.minimum_sample,
            reporting=row.reporting,
            responsible=row.responsible,
        )
        session.add(control)
        session.flush()
        added.append(control.id)
    return added


def risk_for(session: Session, plan_id: str, row: NewControl, known: dict[str, list[Risk]]) -> Risk:
    """The risk of ``known`` that the row means, or a new one, which is then known."""
    plan = queries.get(session, Plan, plan_id)
    highest = risks.highest_factors(plan)
    probability, consequence = risks.checked(row.probability, highest[0]), risks.checked(row.consequence, highest[1])
    stated = risks.checked(row.stated_index, highest[0] * highest[1])
    words = risk_words(row.risk)
    new = Risk(
        plan_id=plan_id,
        area_id=row.area_id,
        description=row.risk,
        process=row.process,
        probability=probability,
        consequence=consequence,
        stated_index=stated,
    )
    if words:
        for risk in known.setdefault(words, []):
            is_judged_so = new.index is None or (risk.index, risk.probability) == (new.index, new.probability)
            if is_judged_so and row.process.strip() in ("", risk.process.strip()):
                return risk
        known[words].append(new)
    new.order_key = last_key(plan.risks)
    session.add(new)
    session.flush()
    return new


def controls_in(plan: Plan, area_id: str | None) -> list[Control]:
    """The plan's controls in one area, in order."""
    return [control for control in plan.controls if control.area_id == area_id]


def set_field(session: Session, control_id: str, field: ControlField, text: str) -> None:
    """Change one of the control's own texts."""
    setattr(queries.get(session, Control, control_id), field, text)


def set_risk_description(session: Session, control_id: str, text: str) -> None:
    """Change the description of the control's risk, for all controls that share it."""
    risks.set_risk_field(session, queries.get(session, Control, control_id).risk_id, "description", text)


def set_risk_process(session: Session, control_id: str, text: str) -> None:
    """Change the process that the control's risk belongs to, for all controls that share it. Raises InputError."""
    risks.set_process(session, queries.get(session, Control, control_id).risk_id, text)


def set_factors(session: Session, control_id: str, probability: int | None, consequence: int | None) -> None:
    """Judge the control's risk, for all controls that share it. Raises InputError; see ``risks.set_factors``."""
    risks.set_factors(session, queries.get(session, Control, control_id).risk_id, probability, consequence)


def set_stated_index(session: Session, control_id: str, index: int | None) -> None:
    """Keep a riskindex whose factors are not known. Raises InputError where the plan's scales can't give it."""
    risks.set_stated_index(session, queries.get(session, Control, control_id).risk_id, index)


def detach_risk(session: Session, control_id: str) -> None:
    """Give the control a copy of its risk, so that the two can be worded and judged apart."""
    control = queries.get(session, Control, control_id)
    shared = control.risk
    if len(shared.controls) < 2:
        return
    own = Risk(**{name: getattr(shared, name) for name in _COPIED})
    siblings = shared.plan.risks
    own.order_key = keys_at(siblings, siblings.index(shared) + 1)[0]
    session.add(own)
    session.flush()
    control.risk_id = own.id


def move_control(session: Session, control_id: str, area_id: str | None, index: int | None = None) -> None:
    """Put a control at place ``index`` of an area, counted without itself, or last; a risk that it alone meets goes
    with it into the area.
    """
    control = queries.get(session, Control, control_id)
    others = [each for each in controls_in(control.plan, area_id) if each is not control]
    control.order_key = keys_at(others, len(others) if index is None else index)[0]
    if control.risk.area_id == control.area_id and len(control.risk.controls) == 1:
        control.risk.area_id = area_id
    control.area_id = area_id


def delete_controls(session: Session, control_ids: Sequence[str]) -> None:
    """Remove controls, and the risks that then have none, unless the register says more of them."""
    gone = [queries.get(session, Control, control_id) for control_id in control_ids]
    met = {control.risk_id: control.risk for control in gone}
    for risk in met.values():
        if all(control.id in set(control_ids) for control in risk.controls) and not risks.is_said(risk):
            session.delete(risk)
    for control in gone:
        session.delete(control)
