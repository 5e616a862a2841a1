"""Carrying risks over from an earlier year's plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.control import Control, ControlPeriod, ControlQuestion, Risk, RiskGoal, RiskMeasure
from scn_desktop.models.ordering import keys_at, keys_for
from scn_desktop.models.plan import Plan, Section
from scn_desktop.models.risk_register import EarlierRisks, same_scale

_RISK = ("description", "process", "routine", "cause", "effect", "responsible", "treatment", "treatment_text")
_CONTROL = (
    *("kind", "activity", "method", "minimum_sample", "sample_kind", "sample_size", "frequency", "nature"),
    *("reporting", "responsible", "source"),
)


class _Titled(Protocol):
    id: str
    title: str


def risks_to_carry(plan: Plan) -> list[Risk]:
    """The risks of the nearest earlier year that this plan has no continuation of, in their order."""
    earlier = EarlierRisks.of(plan)
    carried = {found.id for risk in plan.risks if (found := earlier.risk(risk)) is not None}
    return [risk for risk in earlier.plan.risks if risk.id not in carried] if earlier.plan is not None else []


def carry_over(session: Session, plan_id: str, *, with_controls: bool) -> list[str]:
    """Copy the earlier year's risks that the plan has no continuation of, last in its register; their keys.

    Areas and periods are found by their names, goals and measures by what they continue. Where the scale has another
    number of steps the risks come unassessed: the old factors would say something else.
    """
    plan = queries.get(session, Plan, plan_id)
    found = risks_to_carry(plan)
    if not found:
        return []
    before = found[0].plan
    areas = _alike(before.model.areas, plan.model.areas)
    is_same_scale = same_scale(plan, before)
    copies = []
    for risk, key in zip(found, keys_at(plan.risks, len(plan.risks), len(found)), strict=True):
        copy = Risk(
            plan_id=plan_id, order_key=key, origin_id=risk.id, area_id=areas.get(risk.area_id), **_values(risk, _RISK)
        )
        if is_same_scale:
            copy.probability, copy.consequence = risk.probability, risk.consequence
            copy.stated_index = risk.stated_index
        copies.append(copy)
    session.add_all(copies)
    session.flush()
    _link(session, plan, list(zip(found, copies, strict=True)))
    if with_controls:
        _copy_controls(session, plan, {risk.id: copy.id for risk, copy in zip(found, copies, strict=True)}, before)
    return [copy.id for copy in copies]


def _values(row: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _alike(old: Sequence[_Titled], new: Sequence[_Titled]) -> dict[str | None, str]:
    """The new year's key for the old year's, where both have the same title."""
    by_title = {each.title.strip().casefold(): each.id for each in new}
    return {each.id: by_title[key] for each in old if (key := each.title.strip().casefold()) in by_title}


def _link(session: Session, plan: Plan, pairs: Sequence[tuple[Risk, Risk]]) -> None:
    """The goals and measures of this year that continue those that the old risks were linked to."""
    sections: list[Section] = [section for paper in plan.papers for section in paper.all_sections]
    goals = {section.origin_id: section.id for section in sections if section.origin_id}
    measures = {measure.origin_id: measure.id for measure in plan.measures if measure.origin_id}
    for risk, copy in pairs:
        for goal in risk.goals:
            if goal.section_id in goals:
                session.add(RiskGoal(risk_id=copy.id, section_id=goals[goal.section_id]))
        for link in risk.measures:
            if link.measure_id in measures:
                session.add(RiskMeasure(risk_id=copy.id, measure_id=measures[link.measure_id]))


def _copy_controls(session: Session, plan: Plan, risks: dict[str, str], before: Plan) -> None:
    """Copy the controls of those risks, last in the areas with the same names, without what they have shown."""
    wanted = [control for control in before.controls if control.risk_id in risks]
    areas = _alike(before.model.areas, plan.model.areas)
    periods = _alike(before.model.follow_up_periods, plan.model.follow_up_periods)
    for area_id in {areas.get(control.area_id) for control in wanted}:
        here = [control for control in wanted if areas.get(control.area_id) == area_id]
        siblings = [control for control in plan.controls if control.area_id == area_id]
        for control, key in zip(here, keys_at(siblings, len(siblings), len(here)), strict=True):
            copy = Control(
                plan_id=plan.id,
                area_id=area_id,
                risk_id=risks[control.risk_id],
                order_key=key,
                origin_id=control.id,
                **_values(control, _CONTROL),
            )
            session.add(copy)
            session.flush()
            told = (periods[each.period_id] for each in control.periods if each.period_id in periods)
            session.add_all(ControlPeriod(control_id=copy.id, period_id=period_id) for period_id in told)
            places = keys_for(len(control.questions))
            session.add_all(
                ControlQuestion(control_id=copy.id, order_key=place, text=question.text)
                for question, place in zip(control.questions, places, strict=True)
            )
