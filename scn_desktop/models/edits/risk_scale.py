"""The plan's own scale of risk: its steps in words, its classes and its threshold, until they are decided."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.ordering import keys_at, keys_for
from scn_desktop.models.plan import Plan
from scn_desktop.models.planning_model import PlanningModel, RiskClass, RiskLevel
from scn_desktop.models.risk_register import frozen_by, risk_numbers

STEPS: Final = (4, 5)
"""How many steps a scale may have."""
_FIFTH: Final = {"probability": "Nästan säker", "consequence": "Mycket allvarlig"}


def set_level_wording(session: Session, level_id: str, wording: str) -> None:
    """Word a step of a scale. Raises InputError where the scale is decided."""
    level = queries.get(session, RiskLevel, level_id)
    refuse_frozen(level.model)
    level.wording = " ".join(wording.split())


def set_steps(session: Session, plan_id: str, count: int) -> None:
    """Give both scales four or five steps.

    Raises InputError where the scale is decided, or where a risk stands above the new highest step.
    """
    plan = queries.get(session, Plan, plan_id)
    model = plan.model
    refuse_frozen(model)
    if count not in STEPS:
        raise InputError("En skala har fyra eller fem steg.")
    _refuse_risks_above(plan, count)
    for axis in ("probability", "consequence"):
        levels = [level for level in model.scale if level.axis == axis]
        for level in [each for each in levels if each.value > count]:
            session.delete(level)
        known = {level.value for level in levels}
        missing = [value for value in range(1, count + 1) if value not in known]
        after = max((model.scale.index(level) for level in levels), default=len(model.scale) - 1) + 1
        for value, key in zip(missing, keys_at(model.scale, after, len(missing)), strict=True):
            wording = _FIFTH[axis] if value == max(STEPS) else ""
            session.add(RiskLevel(model_id=model.id, axis=axis, value=value, wording=wording, order_key=key))
        session.flush()
    top = count * count
    for each in [each for each in model.classes if each.lowest > top]:
        session.delete(each)
    model.risk_threshold = min(model.risk_threshold, top)


def _refuse_risks_above(plan: Plan, count: int) -> None:
    numbers = risk_numbers(plan)
    above = [
        str(numbers[risk.id])
        for risk in plan.risks
        if max(risk.probability or 0, risk.consequence or 0) > count or (risk.stated_index or 0) > count * count
    ]
    if above:
        listed = " och ".join([", ".join(above[:-1]), above[-1]] if len(above) > 1 else above)
        word, judged = ("Risk", "bedömd") if len(above) == 1 else ("Riskerna", "bedömda")
        raise InputError(f"{word} {listed} är {judged} högre än {count}. Bedöm om först, så kan skalan bli kortare.")


def set_threshold(session: Session, plan_id: str, index: int) -> None:
    """The riskindex from which a risk must be met. Raises InputError where the scale is decided or can't give it."""
    model = queries.get(session, Plan, plan_id).model
    refuse_frozen(model)
    model.risk_threshold = _on_scale(model, index)


def set_class_wording(session: Session, class_id: str, wording: str) -> None:
    """Word a class of riskindex. Raises InputError where the scale is decided."""
    found = queries.get(session, RiskClass, class_id)
    refuse_frozen(found.model)
    found.wording = " ".join(wording.split())


def set_class_lowest(session: Session, class_id: str, index: int) -> None:
    """The riskindex that a class begins at; the classes keep their order of riskindex.

    Raises InputError where the scale is decided, can't give the index, or another class begins there.
    """
    found = queries.get(session, RiskClass, class_id)
    refuse_frozen(found.model)
    _refuse_taken(found.model, _on_scale(found.model, index), found)
    found.lowest = index
    _order_classes(found.model)


def add_class(session: Session, plan_id: str) -> str:
    """A class above the others; its key. Raises InputError where the scale is decided or has no room for it."""
    model = queries.get(session, Plan, plan_id).model
    refuse_frozen(model)
    taken = {each.lowest for each in model.classes}
    free = [value for value in range(1, _top(model) + 1) if value not in taken and value > max(taken, default=0)]
    if not free:
        raise InputError("Den högsta klassen börjar redan vid skalans högsta riskindex.")
    added = RiskClass(
        model_id=model.id, wording="", lowest=free[0], order_key=keys_at(model.classes, len(model.classes))[0]
    )
    session.add(added)
    session.flush()
    return added.id


def delete_class(session: Session, class_id: str) -> None:
    """Remove a class; its riskindex fall in the class below, or above where it is the lowest.

    Raises InputError where the scale is decided, or has no other class.
    """
    found = queries.get(session, RiskClass, class_id)
    refuse_frozen(found.model)
    others = sorted((each for each in found.model.classes if each is not found), key=lambda each: each.lowest)
    if not others:
        raise InputError("Skalan behöver minst en klass.")
    if others[0].lowest > found.lowest:
        others[0].lowest = found.lowest
    session.delete(found)


def refuse_frozen(model: PlanningModel) -> None:
    """Raises InputError where the paper that the scale stands in is decided."""
    paper = frozen_by(model.plan)
    if paper is not None:
        name = paper.title.strip() or "Handlingen"
        raise InputError(
            f"{name} är beslutad, och skalan med den. Gör handlingen till utkast igen för att ändra skalan."
        )


def _on_scale(model: PlanningModel, index: int) -> int:
    if not 1 <= index <= _top(model):
        raise InputError(f"Skriv ett riskindex från 1 till {_top(model)}.")
    return index


def _refuse_taken(model: PlanningModel, index: int, but: RiskClass) -> None:
    if any(each is not but and each.lowest == index for each in model.classes):
        raise InputError(f"En annan klass börjar redan vid {index}.")


def _order_classes(model: PlanningModel) -> None:
    ordered = sorted(model.classes, key=lambda each: each.lowest)
    if ordered != list(model.classes):
        for each, key in zip(ordered, keys_for(len(ordered)), strict=True):
            each.order_key = key


def _top(model: PlanningModel) -> int:
    return model.highest("probability") * model.highest("consequence")
