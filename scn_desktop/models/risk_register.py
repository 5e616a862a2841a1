"""The risk register: what a risk's number, area and process are, and what it was judged as the year before."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.orm import object_session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.control import Control, Risk
from scn_desktop.models.plan import Paper, Plan
from scn_desktop.models.planning_model import ControlArea

LEVELS: Final = 3
"""The levels that a process may have: "Barn och unga › Utredning › Avslut"."""
TREATMENT_WORDS: Final = {
    "": "Inte bestämd",
    "accept": "Accepteras",
    "reduce": "Minskas",
    "transfer": "Överförs",
    "avoid": "Undviks",
}
"""What is done about a risk, as it is called on screen and paper."""
_BETWEEN: Final = re.compile(r"\s*[›>]\s*")
_PARTED: Final = " › "


def risk_words(text: str) -> str:
    """What makes two risk texts the same: their words, whatever the spaces and line breaks between."""
    return " ".join(text.split()).casefold()


def process_levels(text: str) -> list[str]:
    """The levels of a process from the top, as typed with "›" or ">" between."""
    return [level for level in _BETWEEN.split(text.strip()) if level]


def process_path(text: str) -> str:
    """A typed process as it is kept: "A › B › C". Raises InputError where it has more than three levels."""
    levels = process_levels(text)
    if len(levels) > LEVELS:
        raise InputError(f"En process har högst {LEVELS} nivåer, skilda åt med ›. Här står {len(levels)}.")
    return _PARTED.join(levels)


def risk_numbers(plan: Plan) -> dict[str, int]:
    """The number of each risk by its key: its place in the register, on screen and paper alike."""
    return {risk.id: number for number, risk in enumerate(plan.risks, start=1)}


def controls_of(risk: Risk) -> list[Control]:
    """The controls that meet the risk, in the order of the plan's control tables."""
    return sorted(
        risk.controls,
        key=lambda each: (each.area is None, each.area.order_key if each.area else "", each.order_key, each.id),
    )


def area_of(risk: Risk) -> ControlArea | None:
    """The risk's own area, or that of its first control that has one."""
    return risk.area or next((control.area for control in controls_of(risk) if control.area is not None), None)


def is_assessed(risk: Risk) -> bool:
    """Whether both factors are known, so that the risk has a place in the matrix."""
    return risk.probability is not None and risk.consequence is not None


def is_unmet(risk: Risk) -> bool:
    """Whether the risk is at or above the plan's threshold, and neither a control nor a measure is taken against it.

    A measure of the plan that is linked to the risk counts as much as a control: it too is followed up.
    """
    model = risk.plan.model
    return risk.index is not None and risk.index >= model.risk_threshold and not risk.controls and not risk.measures


def risks_above(plan: Plan) -> list[Risk]:
    """The risks at or above the plan's threshold, the highest riskindex first."""
    above = [risk for risk in plan.risks if risk.index is not None and risk.index >= plan.model.risk_threshold]
    return sorted(above, key=lambda risk: -(risk.index or 0))


def frozen_by(plan: Plan) -> Paper | None:
    """The decided paper that the plan's scale stands in, and is frozen by; None while it may be changed.

    It is the internkontrollplan, or the verksamhetsplan where the year has no internkontrollplan of its own.
    """
    paper = queries.paper_of_kind(plan, "internal_control_plan") or queries.paper_of_kind(plan, "operational_plan")
    return paper if paper is not None and paper.status == "decided" else None


def factors_words(risk: Risk) -> str:
    """ "3 × 4 = 12", "12, angivet utan bedömning" where only the product is known, or "inte bedömd"."""
    if is_assessed(risk):
        return f"{risk.probability} × {risk.consequence} = {risk.index}"
    return "inte bedömd" if risk.index is None else f"{risk.index}, angivet utan bedömning"


# Over the years ------------------------------------------------------------------------------------------------------


def earlier_plan(plan: Plan) -> Plan | None:
    """The nearest earlier year's plan in the file, with its rows read; None where there is none."""
    session = object_session(plan)
    years = [each.year for each in plan.committee.plans if each.year < plan.year]
    return queries.plan_of_year(session, max(years)) if years and session is not None else None


@dataclass
class EarlierRisks:
    """What the plan's risks were in the nearest earlier year's plan; made anew when anything has changed."""

    plan: Plan | None
    _by_id: dict[str, Risk] = field(default_factory=dict)
    _by_words: dict[str, list[Risk]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, plan: Plan) -> EarlierRisks:
        """Read the earlier year once, for any number of risks."""
        found = cls(earlier_plan(plan))
        for risk in found.plan.risks if found.plan is not None else ():
            found._by_id[risk.id] = risk
            if words := risk_words(risk.description):
                found._by_words[words].append(risk)
        return found

    def risk(self, risk: Risk) -> Risk | None:
        """The risk that this one continues: its origin, else one with the same words, best in the same process."""
        if risk.origin_id is not None and risk.origin_id in self._by_id:
            return self._by_id[risk.origin_id]
        alike = self._by_words.get(risk_words(risk.description), [])
        return max(alike, key=lambda each: each.process == risk.process, default=None)


def earlier_risk(risk: Risk) -> Risk | None:
    """What a single risk was the year before; None where the file does not tell."""
    return EarlierRisks.of(risk.plan).risk(risk)


def same_scale(plan: Plan, other: Plan) -> bool:
    """Whether the factors of two years can be set beside each other: as many steps on both axes."""
    return all(plan.model.highest(axis) == other.model.highest(axis) for axis in ("probability", "consequence"))


def has_moved(risk: Risk, before: Risk) -> bool:
    """Whether the risk has come from another cell of the matrix than the one it stands in."""
    judged = is_assessed(risk) and is_assessed(before) and same_scale(risk.plan, before.plan)
    return judged and (risk.probability, risk.consequence) != (before.probability, before.consequence)


def change_words(risk: Risk, before: Risk) -> str:
    """What has become of the assessment since: "Sannolikheten har sänkts." """
    if not is_assessed(risk) or not is_assessed(before):
        if risk.index is None or before.index is None or not same_scale(risk.plan, before.plan):
            return ""
        return _changed("Riskindex", before.index, risk.index) or f"Samma riskindex som {before.plan.year}."
    if not same_scale(risk.plan, before.plan):
        return "Skalan är en annan."
    factors = (
        ("Sannolikheten", before.probability or 0, risk.probability or 0),
        ("Konsekvensen", before.consequence or 0, risk.consequence or 0),
    )
    said = [words for words in (_changed(*each) for each in factors) if words]
    return " ".join(said) or f"Samma bedömning som {before.plan.year}."


def _changed(name: str, before: int, now: int) -> str:
    if before == now:
        return ""
    return f"{name} har {'höjts' if now > before else 'sänkts'}."
