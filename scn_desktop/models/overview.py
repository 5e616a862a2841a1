"""The year at a glance: stickprov month by month, the controls of the open follow-up, and the measures of each goal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scn_desktop.models import queries
from scn_desktop.models.control import Control
from scn_desktop.models.numbering import labels
from scn_desktop.models.plan import Plan, Section
from scn_desktop.models.planning_model import FollowUpPeriod
from scn_desktop.models.reminders import last_day_of, open_period, reported_in
from scn_desktop.models.spot_check import Meeting, Subcommittee
from scn_desktop.models.spot_check_compilation import has_signed

ResultKind = Literal["none", "minor", "remark", "unjudged", "left"]


@dataclass(frozen=True)
class MonthOfBody:
    """An utskott's ordinary meetings of a month: those that count by now, and of them those with a signed stickprov.

    ``planned``: those to come. ``meeting_id``: the first that lacks its stickprov, else the last that counts, else the
    first to come; empty where there is none.
    """

    month: int
    held: int
    signed: int
    planned: int
    meeting_id: str

    @property
    def lacking(self) -> int:
        """Held without a signed stickprov."""
        return self.held - self.signed


@dataclass(frozen=True)
class BodyOfYear:
    """An utskott with its twelve months."""

    name: str
    months: tuple[MonthOfBody, ...]


@dataclass(frozen=True)
class ResultPart:
    """So many controls that came to a result (its words), were reported without one, or are left."""

    words: str
    kind: ResultKind
    count: int


@dataclass(frozen=True)
class ControlProgress:
    """What the controls of a follow-up have shown so far. ``last``: YYYY-MM-DD, the day it is to be done by."""

    title: str
    last: str
    total: int
    parts: tuple[ResultPart, ...]


@dataclass(frozen=True)
class GoalMeasures:
    """A part of the plan that stands at its top, and how many measures it has; each counts once."""

    section_id: str
    title: str
    measures: int


def year_of_spot_checks(plan: Plan, today: date) -> int:
    """The year whose stickprov are shown beside a plan: its own, or the current one while its own is still to come."""
    return min(plan.year, today.year)


def spot_check_year(bodies: Sequence[Subcommittee], meetings: Sequence[Meeting], today: date) -> tuple[BodyOfYear, ...]:
    """The ordinary meetings of one year by utskott and month. A meeting counts when its day is past or it is signed."""
    return tuple(
        BodyOfYear(
            body.name,
            tuple(
                _month([each for each in meetings if each.subcommittee_id == body.id], number, today)
                for number in range(1, 13)
            ),
        )
        for body in bodies
    )


def _month(meetings: Sequence[Meeting], number: int, today: date) -> MonthOfBody:
    ordinary = [each for each in meetings if each.kind == "ordinary" and int((each.held_on or "")[5:7]) == number]
    signed = [each for each in ordinary if has_signed(each)]
    lacking = [each for each in ordinary if each not in signed and (each.held_on or "") < today.isoformat()]
    planned = [each for each in ordinary if each not in signed and each not in lacking]
    shown = [*lacking[:1], *signed[-1:], *planned[:1]]
    return MonthOfBody(number, len(signed) + len(lacking), len(signed), len(planned), shown[0].id if shown else "")


def shown_period(plan: Plan, today: date) -> FollowUpPeriod | None:
    """The follow-up to show: the open one, the last of a year that has passed, the first of one that is to come."""
    in_order = sorted(plan.model.follow_up_periods, key=lambda each: each.month)
    if not in_order:
        return None
    if plan.year > today.year:
        return in_order[0]
    return open_period(plan, today) or in_order[-1]


def control_progress(plan: Plan, today: date) -> ControlProgress | None:
    """How far the controls of the shown follow-up have come; None where no control is to be reported in it."""
    period = shown_period(plan, today)
    controls = reported_in(plan, period) if period is not None else []
    if period is None or not controls:
        return None
    counted = Counter(_result_of(control, period) for control in controls)
    in_order: list[tuple[str, str, ResultKind]] = [
        *((level.id, level.wording, kind_of(level.kind)) for level in plan.model.results),
        ("unjudged", "redovisade utan resultat", "unjudged"),
        ("left", "återstår", "left"),
    ]
    parts = tuple(ResultPart(words, kind, counted[key]) for key, words, kind in in_order if counted[key])
    return ControlProgress(period.title, last_day_of(plan, period), len(controls), parts)


def kind_of(kind: str) -> ResultKind:
    """A result's kind, as it is shown."""
    return "minor" if kind == "minor" else "remark" if kind == "remark" else "none"


def _result_of(control: Control, period: FollowUpPeriod) -> str:
    """The key of the result of the control's last execution for the follow-up."""
    mine = [each for each in control.executions if each.period_id == period.id]
    if not mine:
        return "left"
    return mine[-1].result_id or "unjudged"


def goal_measures(plan: Plan) -> list[GoalMeasures]:
    """The parts at the top of the operational plan that have measures."""
    paper = queries.paper_of_kind(plan, "operational_plan")
    if paper is None:
        return []
    names = labels(paper)
    found = []
    for section in paper.sections:
        measures = _measures_below(section)
        if measures:
            title = section.title.strip() or names[section.id].text or section.kind.singular
            found.append(GoalMeasures(section.id, title, len(measures)))
    return found


def _measures_below(section: Section) -> set[str]:
    own = {placement.measure_id for block in section.blocks for placement in block.measure_placements}
    return own.union(*(_measures_below(each) for each in section.sections))
