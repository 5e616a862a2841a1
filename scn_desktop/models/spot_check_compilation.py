"""The stickprov of a period in numbers: per utskott and category, per month, and the meetings that had none.

Nothing of a case is in it but that it was drawn, checked, and gave cause for a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from scn_desktop.models.spot_check import Meeting, SpotCheck

Period = Literal["april", "year"]
LAST_MONTHS: Final[dict[Period, int]] = {"april": 4, "year": 12}
"""The month that each period ends with; both begin in January."""
SMALL: Final = 5
"""A count of cases under this may point at a person."""


@dataclass(frozen=True)
class Cases:
    """Stickprov, and their cases: drawn in all, and in the signed ones checked and given cause for a remark."""

    spot_checks: int = 0
    drawn: int = 0
    checked: int = 0
    remarks: int = 0

    def __add__(self, other: Cases) -> Cases:
        return Cases(
            self.spot_checks + other.spot_checks,
            self.drawn + other.drawn,
            self.checked + other.checked,
            self.remarks + other.remarks,
        )


@dataclass(frozen=True)
class Lacking:
    """An ordinary meeting without a signed stickprov; ``begun`` where one is begun. ``held_on`` is YYYY-MM-DD."""

    held_on: str
    begun: bool


@dataclass
class Body:
    """One utskott: its held meetings, its cases by category in the order of the categories, and what it lacks."""

    name: str
    ordinary: int = 0
    extra: int = 0
    with_signed: int = 0
    categories: dict[str, Cases] = field(default_factory=dict)
    lacking: list[Lacking] = field(default_factory=list)

    @property
    def total(self) -> Cases:
        """All categories together."""
        return sum(self.categories.values(), Cases())


@dataclass(frozen=True)
class Month:
    """``month`` 1–12: ordinary meetings held, and those of them with a signed stickprov."""

    month: int
    ordinary: int
    with_signed: int


@dataclass(frozen=True)
class Compilation:
    """A period of a year, up to ``until`` (YYYY-MM-DD, the last day that counts)."""

    year: int
    period: Period
    until: str
    bodies: tuple[Body, ...]
    months: tuple[Month, ...]
    unsigned: int

    @property
    def lacking(self) -> int:
        """Ordinary meetings without a signed stickprov, in all."""
        return sum(len(body.lacking) for body in self.bodies)

    @property
    def total(self) -> Cases:
        """All utskott together."""
        return sum((body.total for body in self.bodies), Cases())

    @property
    def is_whole(self) -> bool:
        """Whether the period has ended."""
        return self.until == last_day(self.year, self.period)


def last_day(year: int, period: Period) -> str:
    """YYYY-MM-DD: 30 April or 31 December."""
    return f"{year:04}-04-30" if period == "april" else f"{year:04}-12-31"


def compile_period(
    meetings: Iterable[Meeting], year: int, period: Period, today: date, categories: Sequence[str] = ()
) -> Compilation:
    """The meetings of the period that have been held by ``today``.

    ``categories`` are the plan's, in its order. Each utskott shows them all, and after them the others that were met.
    """
    until = min(today.isoformat(), last_day(year, period))
    held = [each for each in meetings if f"{year:04}-01-01" <= (each.held_on or "") <= until]
    met = [record.category_title for each in held for record in each.spot_checks]
    titles = list(dict.fromkeys([*categories, *met]))
    bodies: dict[str, Body] = {}
    for meeting in sorted(held, key=lambda each: (each.subcommittee.order_key, each.subcommittee_id, each.held_on)):
        body = bodies.get(meeting.subcommittee_id)
        if body is None:
            body = bodies[meeting.subcommittee_id] = Body(meeting.subcommittee.name)
            body.categories.update(dict.fromkeys(titles, Cases()))
        _add(body, meeting)
    months = tuple(_month(held, number) for number in range(1, LAST_MONTHS[period] + 1))
    unsigned = sum(not record.signed for each in held for record in each.spot_checks)
    return Compilation(year, period, until, tuple(bodies.values()), months, unsigned)


def _add(body: Body, meeting: Meeting) -> None:
    signed = has_signed(meeting)
    if meeting.kind == "ordinary":
        body.ordinary += 1
        body.with_signed += signed
        if not signed:
            body.lacking.append(Lacking(meeting.held_on or "", bool(meeting.spot_checks)))
    else:
        body.extra += 1
    for record in meeting.spot_checks:
        body.categories[record.category_title] += cases_of(record)


def cases_of(record: SpotCheck) -> Cases:
    """One stickprov in numbers; before it is signed nothing in it counts as checked."""
    checked = [case for case in record.cases if record.signed and case.assessment]
    remarks = sum(case.assessment == "remark" for case in checked)
    return Cases(1, len(record.cases), len(checked), remarks)


def has_signed(meeting: Meeting) -> bool:
    """Whether a stickprov of the meeting is signed."""
    return any(record.signed for record in meeting.spot_checks)


def _month(held: Sequence[Meeting], number: int) -> Month:
    mine = [each for each in held if each.kind == "ordinary" and int((each.held_on or "")[5:7]) == number]
    return Month(number, len(mine), sum(has_signed(each) for each in mine))


def is_small(count: int) -> bool:
    """Whether a count of cases may point at a person: 1 to 4."""
    return 0 < count < SMALL


def gives_away(hidden: Sequence[int]) -> bool:
    """Whether a printed sum would tell the small counts that are hidden among its parts.

    One is told by subtraction; several where all of them are the least or the largest that is hidden.
    """
    if not hidden:
        return False
    return len(hidden) == 1 or sum(hidden) in (len(hidden), len(hidden) * (SMALL - 1))
