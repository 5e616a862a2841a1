"""What the executions of controls amount to: how much was checked, how much of it was in order, and what is lacking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from scn_desktop.models import queries
from scn_desktop.models.spot_check_compilation import SMALL, cases_of, has_signed, is_small
from scn_desktop.swedish import HARD_SPACE, MONTHS, format_whole, plural

if TYPE_CHECKING:
    from scn_desktop.models.control import Control
    from scn_desktop.models.control_execution import ControlExecution
    from scn_desktop.models.plan import Plan
    from scn_desktop.models.planning_model import FollowUpPeriod, PlanningModel, ResultLevel
    from scn_desktop.models.spot_check import Meeting

Progress = Literal["due", "begun", "done"]
MINOR_AT_MOST: Final = 10
"""Percent with a remark up to which a mindre anmärkning is suggested: a proposal, which the user may leave."""
FEWER: Final = f"färre än {SMALL}"


@dataclass(frozen=True)
class Count:
    """How many checks were made, and how many of them gave cause for a remark."""

    checks: int
    remarks: int


@dataclass(frozen=True)
class SpotCheckNumbers:
    """The utskott's signed stickprov from January on: cases, those with a remark, and the ordinary meetings held."""

    spot_checks: int = 0
    cases: int = 0
    remarks: int = 0
    ordinary: int = 0
    lacking: int = 0


@dataclass(frozen=True)
class Reported:
    """A control in a period with its execution, or None where nothing is written; a row of the compiled result.

    ``is_due``: whether the control is to be reported in the period. ``place`` parts two executions of one period.
    """

    control: Control
    execution: ControlExecution | None
    numbers: SpotCheckNumbers | None = None
    place: int = 0
    is_due: bool = True

    @property
    def key(self) -> str:
        """The control's key, with a number after it for a second execution in the period, which a merge may give."""
        return f"{self.control.id}/{self.place}" if self.place else self.control.id

    @property
    def progress(self) -> Progress:
        """Whether it remains to be reported, is begun, or has a result."""
        if self.execution is None:
            return "due"
        return "done" if self.execution.result is not None else "begun"

    def words(self, *, hides_small: bool = False) -> list[str]:
        """What the program works out of the numbers, and what is lacking in them, in sentences."""
        return [*filter(None, [self.told(hides_small=hides_small)]), *self.lacking()]

    def told(self, *, hides_small: bool = False) -> str:
        """What was checked and how much of it was in order; empty where that is not known.

        ``hides_small``: counts of the utskott's cases that may point at a person as "färre än 5".
        """
        if self.numbers is not None:
            return spot_check_words(self.numbers, hides_small=hides_small)
        return count_words(self.execution) if self.execution is not None else ""

    def lacking(self) -> list[str]:
        """What is too little or wrong in the numbers, in sentences."""
        if self.numbers is not None:
            return lacking_meetings(self.numbers)
        return shortcomings(self.execution) if self.execution is not None else []

    def suggested(self) -> ResultLevel | None:
        """The result that the numbers speak for; None where they say nothing."""
        model = self.control.plan.model
        if self.numbers is not None:
            return suggested(model, Count(self.numbers.cases, self.numbers.remarks))
        return suggested(model, counted(self.execution)) if self.execution is not None else None


# What is due ---------------------------------------------------------------------------------------------------------
def is_due(control: Control, period: FollowUpPeriod) -> bool:
    """Whether a control is to be reported in a period: one that names no periods is reported in all.

    Measures that reduce a risk or follow an audit are followed up in words elsewhere, unless they name the period.
    """
    named = [each.period_id for each in control.periods]
    return period.id in named if named else control.kind == "control"


def reported(
    plan: Plan, period: FollowUpPeriod, meetings: Sequence[Meeting], today: date, *, everything: bool = False
) -> list[Reported]:
    """The plan's controls that are due in a period or have an execution in it, area by area.

    ``meetings``: all there are, for the controls whose execution is the utskott's stickprov. ``everything``: the
    controls that are not due too.
    """
    rows: list[Reported] = []
    numbers: SpotCheckNumbers | None = None
    for control in (each for _, controls in queries.controls_by_area(plan) for each in controls):
        executions = [each for each in control.executions if each.period_id == period.id]
        due = is_due(control, period)
        if not executions and not everything and not due:
            continue
        own = None
        if control.source == "spot_checks":
            numbers = numbers or spot_check_numbers(meetings, plan.year, period.month, today)
            own = numbers
        rows += [Reported(control, each, own, place, due) for place, each in enumerate(executions or [None])]
    return rows


def needs_meetings(plan: Plan) -> bool:
    """Whether some control's execution is the utskott's stickprov."""
    return any(control.source == "spot_checks" for control in plan.controls)


def periods_of(plan: Plan) -> list[FollowUpPeriod]:
    """The plan's follow-ups as the year goes."""
    return sorted(plan.model.follow_up_periods, key=lambda each: (each.month, each.order_key, each.id))


def current_period(plan: Plan, today: date) -> FollowUpPeriod | None:
    """The follow-up that is nearest at hand: the last that has ended, or the year's first; None where there are none.

    A follow-up is written when its month is over.
    """
    found = periods_of(plan)
    ended = [each for each in found if (plan.year, each.month) < (today.year, today.month)]
    return ended[-1] if ended else next(iter(found), None)


def period_called(plan: Plan, wanted: str) -> FollowUpPeriod | None:
    """The follow-up with that key, in that month ("augusti"), or whose title holds the words; the latest of several."""
    words = wanted.strip().casefold()
    found = [
        each
        for each in periods_of(plan)
        if each.id == wanted or MONTHS[each.month - 1] == words or (words and words in each.title.casefold())
    ]
    return found[-1] if found else None


# Counting ------------------------------------------------------------------------------------------------------------
def counted(execution: ControlExecution) -> Count | None:
    """Points times cases where the cases were checked point by point, else the cases; None where a number lacks."""
    if not execution.points:
        pairs = [(execution.checked, execution.remarks)]
    else:
        pairs = [
            (each.checked if each.checked is not None else execution.checked, each.remarks) for each in execution.points
        ]
    checks = remarks = 0
    for checked, found in pairs:
        if checked is None or found is None or found > checked:
            return None
        checks, remarks = checks + checked, remarks + found
    return Count(checks, remarks) if checks else None


def percent_in_order(count: Count) -> str:
    """ "90 %" of the checks without a remark; rounded, but never to all or nothing where that is not so."""
    in_order = count.checks - count.remarks
    rounded = (200 * in_order + count.checks) // (2 * count.checks)
    if rounded == 100 and count.remarks:
        return f"mer än 99{HARD_SPACE}%"
    if rounded == 0 and in_order:
        return f"mindre än 1{HARD_SPACE}%"
    return f"{rounded}{HARD_SPACE}%"


def in_order_words(count: Count) -> str:
    """ "90 % utan anmärkning"; in words where it is all or nothing."""
    if not count.remarks:
        return "alla utan anmärkning"
    if count.remarks == count.checks:
        return "ingen utan anmärkning"
    return f"{percent_in_order(count)} utan anmärkning"


def count_words(execution: ControlExecution) -> str:
    """ "20 ärenden × 6 punkter: 120 kontroller, 90 % utan anmärkning."; empty where a number lacks."""
    count = counted(execution)
    if count is None:
        return ""
    share = in_order_words(count)
    if not execution.points:
        return f"{format_whole(count.checks)} kontrollerade, {share}."
    checks = f"{plural(count.checks, 'kontroll', 'kontroller')}, {share}"
    even = execution.checked is not None and all(each.checked is None for each in execution.points)
    if not even:
        return f"{checks[:1].upper()}{checks[1:]}."
    cases = plural(execution.checked or 0, "granskad", "granskade")
    return f"{cases} × {plural(len(execution.points), 'punkt', 'punkter')}: {checks}."


def suggested(model: PlanningModel, count: Count | None) -> ResultLevel | None:
    """The model's result that a count speaks for; None where there is no count or no such result."""
    if count is None or not count.checks:
        return None
    kind = "none" if not count.remarks else "minor"
    if count.remarks * 100 > count.checks * MINOR_AT_MOST:
        kind = "remark"
    return next((each for each in model.results if each.kind == kind), None)


# What is lacking -----------------------------------------------------------------------------------------------------
def shortcomings(execution: ControlExecution) -> list[str]:
    """What is wrong or too little in the numbers, in sentences."""
    return [*contradictions(execution), *filter(None, [sample_words(execution)])]


def contradictions(execution: ControlExecution) -> list[str]:
    """Numbers that can't both be right, and points without theirs."""
    said = []
    checked, remarks, population = execution.checked, execution.remarks, execution.population
    if checked is not None and remarks is not None and remarks > checked:
        said.append("Fler anmärkningar än kontrollerade.")
    if checked is not None and population is not None and checked > population:
        said.append("Fler kontrollerade än det fanns att välja bland.")
    if not execution.points:
        return said
    lacking = sum(each.remarks is None for each in execution.points)
    if 0 < lacking < len(execution.points):
        said.append(f"Antal med anmärkning saknas för {plural(lacking, 'punkt', 'punkter')}.")
    for number, point in enumerate(execution.points, start=1):
        most = point.checked if point.checked is not None else checked
        if point.remarks is not None and most is not None and point.remarks > most:
            said.append(f"Punkt {number} har fler anmärkningar än kontrollerade.")
    return said


def sample_words(execution: ControlExecution) -> str:
    """How the number checked falls short of the control's smallest volume; empty where it doesn't, or isn't told."""
    control, checked = execution.control, execution.checked
    if checked is None or not control.sample_kind:
        return ""
    population, size = execution.population, control.sample_size or 0
    if control.sample_kind == "number":
        return _fewer(checked, size, population)
    if control.sample_kind == "all":
        if population is None or checked >= population:
            return ""
        return f"{format_whole(checked)} av {format_whole(population)} är kontrollerade. Alla ska vara det."
    if population is None:
        return ""
    least = -(-population * size // 100)
    if checked >= least:
        return ""
    share = f"{size}{HARD_SPACE}% av {format_whole(population)} är {format_whole(least)}"
    return f"För få: {format_whole(checked)} är kontrollerade, {share}."


def population_hint(control: Control, execution: ControlExecution | None) -> str:
    """Why the number to choose among is asked for; empty where the smallest volume can be judged without it."""
    if control.sample_kind not in ("percent", "all"):
        return ""
    if execution is not None and execution.population is not None:
        return ""
    return "Fyll i hur många det fanns att välja bland, så prövas minsta volymen."


def _fewer(checked: int, size: int, population: int | None) -> str:
    """Where fewer existed than the control asks for, all of them is enough."""
    if checked >= size or (population is not None and checked >= population):
        return ""
    return f"För få: {format_whole(checked)} av minst {format_whole(size)} är kontrollerade."


# The utskott's stickprov ---------------------------------------------------------------------------------------------
def spot_check_numbers(meetings: Iterable[Meeting], year: int, month: int, today: date) -> SpotCheckNumbers:
    """The meetings held from January to the end of ``month``, those later than ``today`` left out."""
    until = min(f"{year:04}-{month:02}-31", today.isoformat())
    held = [each for each in meetings if f"{year:04}-01-01" <= (each.held_on or "") <= until]
    signed = [cases_of(record) for meeting in held for record in meeting.spot_checks if record.signed]
    ordinary = [each for each in held if each.kind == "ordinary"]
    return SpotCheckNumbers(
        len(signed),
        sum(each.checked for each in signed),
        sum(each.remarks for each in signed),
        len(ordinary),
        sum(not has_signed(each) for each in ordinary),
    )


def spot_check_words(numbers: SpotCheckNumbers, *, hides_small: bool = False) -> str:
    """The signed stickprov in a sentence; empty where there is none.

    ``hides_small``: counts that may point at a person as "färre än 5".
    """
    if not numbers.spot_checks:
        return ""
    drawn = plural(numbers.spot_checks, "signerat stickprov", "signerade stickprov")
    if hides_small and is_small(numbers.cases):
        return f"{drawn}: {FEWER} ärenden kontrollerade."
    cases = plural(numbers.cases, "ärende kontrollerat", "ärenden kontrollerade")
    return f"{drawn}: {cases}, {_remarks(numbers, hides_small=hides_small)}."


def lacking_meetings(numbers: SpotCheckNumbers) -> list[str]:
    """The ordinary meetings without a signed stickprov, which are a finding in themselves, in a sentence."""
    if not numbers.ordinary and not numbers.spot_checks:
        return ["Inget sammanträde har hållits i perioden."]
    if not numbers.lacking:
        return []
    held = plural(numbers.ordinary, "ordinarie sammanträde", "ordinarie sammanträden")
    return [f"{format_whole(numbers.lacking)} av {held} saknar signerat stickprov."]


def _remarks(numbers: SpotCheckNumbers, *, hides_small: bool) -> str:
    if not numbers.remarks:
        return "inget med anmärkning"
    if hides_small and is_small(numbers.remarks):
        return f"{FEWER} med anmärkning"
    return f"{format_whole(numbers.remarks)} med anmärkning"
