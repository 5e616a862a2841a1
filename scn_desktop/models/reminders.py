"""What is to be done, and when: stickprov and meetings, controls to report, actions decided, papers to decide.

Nothing of a case is in a reminder: an utskott, a day and a count, or the number of a control.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.control import Control
from scn_desktop.models.control_results import is_due
from scn_desktop.models.plan import Plan
from scn_desktop.models.planning_model import FollowUpPeriod
from scn_desktop.models.spot_check import Meeting
from scn_desktop.models.spot_check_compilation import has_signed
from scn_desktop.swedish import plural

Severity = Literal["late", "now", "soon", "later"]
Kind = Literal["meeting", "spot_check", "missing", "begun", "control", "action", "paper"]

NOW_WITHIN: Final = timedelta(days=7)
SOON_WITHIN: Final = timedelta(days=31)
MOST_ALIKE: Final = 3
"""So many of an utskott or a follow-up stand one by one; more stand as one with their number."""
LAST_YEAR_UNTIL: Final = 2
"""The month to which what last year lacks is still told: until the annual accounts."""


@dataclass(frozen=True)
class Place:
    """Where something is done: a tab of the window, and a row of the file that it can show in the plan of ``year``.

    ``period_id``: the follow-up that a control is reported in.
    """

    tab: str
    table: str
    row_id: str
    year: int | None = None
    period_id: str = ""


@dataclass(frozen=True)
class Reminder:
    """Something to do on or before ``date`` (YYYY-MM-DD). ``count``: how many it stands for."""

    date: str
    kind: Kind
    words: str
    detail: str
    severity: Severity
    place: Place
    count: int = 1


@dataclass(frozen=True)
class Due:
    """A follow-up of the plan with the controls that are to be reported in it and are not, by ``last`` (YYYY-MM-DD)."""

    period: FollowUpPeriod
    last: str
    controls: tuple[Control, ...]


def reminders(session: Session, plan: Plan, today: date) -> list[Reminder]:
    """Everything that is to be done, the earliest first.

    The stickprov are those of this year, and at its beginning of the last; the rest is of ``plan``, which is shown, and
    of the plans for this year and the last, which go on while the next one is written. A year long past has nothing.
    """
    found = spot_check_reminders(session, today)
    running = {today.year - 1, today.year} | ({plan.year} if plan.year >= today.year - 1 else set())
    for year in sorted(running):
        each = queries.plan_of_year(session, year)
        if each is not None:
            told = plan_reminders(each, today)
            found += told if each is plan else [of_year(reminder, year) for reminder in told]
    return sorted(found, key=lambda each: (each.date, each.detail, each.words, each.place.row_id))


def plan_reminders(plan: Plan, today: date) -> list[Reminder]:
    """What the controls and papers of one plan ask for."""
    numbers = queries.control_numbers(plan)
    return [
        *control_reminders(plan, numbers, today),
        *action_reminders(plan, numbers, today),
        *paper_reminders(plan, today),
    ]


def of_year(reminder: Reminder, year: int) -> Reminder:
    """A reminder of another plan than the one that is shown: it says which."""
    detail = f"{reminder.detail}, plan {year}" if reminder.detail else f"Plan {year}"
    return replace(reminder, detail=detail, place=replace(reminder.place, year=year))


def severity_of(day: str, today: date) -> Severity:
    """How near a day (YYYY-MM-DD) is: past, within a week, within a month, or further on."""
    left = date.fromisoformat(day) - today
    if left < timedelta():
        return "late"
    return "now" if left <= NOW_WITHIN else "soon" if left <= SOON_WITHIN else "later"


# Stickprov and meetings ----------------------------------------------------------------------------------------------
def spot_check_reminders(session: Session, today: date) -> list[Reminder]:
    """What each utskott's meetings lack, and what comes next."""
    years = [today.year - 1, today.year] if today.month <= LAST_YEAR_UNTIL else [today.year]
    meetings = [meeting for year in years for meeting in queries.meetings(session, year)]
    found: list[Reminder] = []
    for subcommittee in queries.subcommittees(session):
        mine = [each for each in meetings if each.subcommittee_id == subcommittee.id]
        found += _lacking(mine, subcommittee.name, today)
        coming = _coming(mine, today)
        if not coming:
            next_year = queries.meetings(session, today.year + 1)
            coming = _coming((each for each in next_year if each.subcommittee_id == subcommittee.id), today)
        found += _upcoming(coming, subcommittee.name, today)
    return found


def _coming(meetings: Iterable[Meeting], today: date) -> list[Meeting]:
    return [each for each in meetings if (each.held_on or "") >= today.isoformat()]


def _lacking(meetings: Sequence[Meeting], name: str, today: date) -> list[Reminder]:
    """Ordinary meetings of the past without a signed stickprov: begun, or none."""
    past = [each for each in meetings if each.kind == "ordinary" and (each.held_on or "") < today.isoformat()]
    begun = [each for each in past if each.spot_checks and not has_signed(each)]
    missing = [each for each in past if not each.spot_checks]
    found = [_of_meeting(each, "begun", "Stickprovet är inte signerat", name, today) for each in begun]
    if len(missing) > MOST_ALIKE:
        words = f"Stickprov saknas för {plural(len(missing), 'sammanträde', 'sammanträden')}"
        return [*found, _of_meeting(missing[0], "missing", words, name, today, len(missing))]
    return found + [_of_meeting(each, "missing", "Stickprov saknas", name, today) for each in missing]


def _upcoming(coming: Sequence[Meeting], name: str, today: date) -> list[Reminder]:
    """The utskott's next meeting, and its next ordinary one without a signed stickprov: often the same."""
    due = next((each for each in coming if each.kind == "ordinary" and not has_signed(each)), None)
    found = []
    if coming and coming[0] is not due:
        meeting = coming[0]
        what = "Extra sammanträde" if meeting.kind == "extra" else "Sammanträde"
        found.append(_of_meeting(meeting, "meeting", what, name, today))
    if due is not None:
        found.append(_of_meeting(due, "spot_check", "Stickprov ska göras", name, today))
    return found


def _of_meeting(meeting: Meeting, kind: Kind, words: str, name: str, today: date, count: int = 1) -> Reminder:
    held_on = meeting.held_on or ""
    place = Place("spot_check", "meeting", meeting.id)
    return Reminder(held_on, kind, words, name, severity_of(held_on, today), place, count)


# Controls ------------------------------------------------------------------------------------------------------------
def open_period(plan: Plan, today: date) -> FollowUpPeriod | None:
    """The follow-up whose months it is now: from the month after the one before it, to its own; None outside the year.

    Of two for the same month the first.
    """
    if plan.year != today.year:
        return None
    ahead = [each for each in plan.model.follow_up_periods if each.month >= today.month]
    return min(ahead, key=lambda each: each.month, default=None)


def last_day_of(plan: Plan, period: FollowUpPeriod) -> str:
    """YYYY-MM-DD: the end of the month that the follow-up is about."""
    return date(plan.year, period.month, monthrange(plan.year, period.month)[1]).isoformat()


def reported_in(plan: Plan, period: FollowUpPeriod) -> list[Control]:
    """The controls that someone is to report in a follow-up; what the stickprov report by themselves is not."""
    return [control for control in plan.controls if control.source == "own" and is_due(control, period)]


def is_reported(control: Control, period: FollowUpPeriod) -> bool:
    """Whether the control has been carried out for the follow-up."""
    return any(each.period_id == period.id for each in control.executions)


def due_controls(plan: Plan, today: date) -> list[Due]:
    """The follow-ups that are open or past, in the order of their months, with the controls that are left in them."""
    current = open_period(plan, today)
    found = []
    for period in sorted(plan.model.follow_up_periods, key=lambda each: each.month):
        last = last_day_of(plan, period)
        if last < today.isoformat() or (current is not None and period.month == current.month):
            left = tuple(each for each in reported_in(plan, period) if not is_reported(each, period))
            found += [Due(period, last, left)] if left else []
    return found


def control_reminders(plan: Plan, numbers: dict[str, str], today: date) -> list[Reminder]:
    """Controls that are to be reported by now, one by one or together."""
    found = []
    for due in due_controls(plan, today):
        severity = severity_of(due.last, today)
        if len(due.controls) > MOST_ALIKE:
            left = "är inte redovisade" if severity == "late" else "att redovisa"
            told = [(f"{len(due.controls)} kontroller {left}", due.controls[0], len(due.controls))]
        else:
            left = "är inte redovisad" if severity == "late" else "att redovisa"
            told = [(f"Kontroll {numbers[each.id]} {left}", each, 1) for each in due.controls]
        found += [
            Reminder(
                due.last,
                "control",
                words,
                due.period.title,
                severity,
                Place("control", "control", control.id, period_id=due.period.id),
                count,
            )
            for words, control, count in told
        ]
    return found


def action_reminders(plan: Plan, numbers: dict[str, str], today: date) -> list[Reminder]:
    """Actions that were decided after a control, have a day to be done by, and are not said to be done."""
    return [
        Reminder(
            execution.action_due,
            "action",
            f"Åtgärd efter kontroll {numbers[control.id]}",
            execution.action_responsible.strip(),
            severity_of(execution.action_due, today),
            Place("control", "control", control.id, period_id=execution.period_id or ""),
        )
        for control in plan.controls
        for execution in control.executions
        if execution.action.strip() and execution.action_status != "done" and execution.action_due is not None
    ]


# Papers --------------------------------------------------------------------------------------------------------------
def paper_reminders(plan: Plan, today: date) -> list[Reminder]:
    """Papers that are laid before the nämnd: when they are treated, and those that then got no decision."""
    found = []
    for paper in plan.papers:
        day = paper.considered_on
        if paper.status != "proposed" or day is None:
            continue
        severity = severity_of(day, today)
        name = paper.title.strip() or "En handling"
        words = f"{name}: beslut är inte infört" if severity == "late" else f"{name} till beslut"
        detail = "Behandlas av nämnden" if severity != "late" else "Skulle behandlas av nämnden"
        found.append(Reminder(day, "paper", words, detail, severity, Place("plan", "paper", paper.id)))
    return found
