"""The days of an utskott's meetings from a rule, such as every other Wednesday from January to June.

Holidays are not reckoned with: whoever uses the days leaves out those that don't suit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from scn_desktop.errors import InputError

Weekday = Literal[0, 1, 2, 3, 4, 5, 6]
"""Monday is 0."""
Place = Literal[1, 2, 3, 4, -1]
"""Which of the month's; -1 is the last."""
MOST: Final = 120
"""Meetings that one rule may give: weekly for two years, with some to spare."""


@dataclass(frozen=True)
class EveryWeeks:
    """Every ``weeks``-th week on a weekday, counted from the first such day of the span."""

    weekday: Weekday
    weeks: int = 1

    def days(self, first: date, last: date) -> Iterator[date]:
        """The days in order, ``first`` and ``last`` included. Raises InputError where ``weeks`` is under 1."""
        if self.weeks < 1:
            raise InputError("Det måste gå minst en vecka mellan sammanträdena.")
        day = first + timedelta(days=(self.weekday - first.weekday()) % 7)
        while day <= last:
            yield day
            day += timedelta(weeks=self.weeks)


@dataclass(frozen=True)
class InMonth:
    """The first, second, third, fourth or last of a weekday in each month."""

    weekday: Weekday
    place: Place

    def days(self, first: date, last: date) -> Iterator[date]:
        """The days in order, ``first`` and ``last`` included."""
        year, month = first.year, first.month
        while (year, month) <= (last.year, last.month):
            day = self.in_month(year, month)
            if first <= day <= last:
                yield day
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)

    def in_month(self, year: int, month: int) -> date:
        """The day that the rule means in a month."""
        if self.place == -1:
            following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
            end = following - timedelta(days=1)
            return end - timedelta(days=(end.weekday() - self.weekday) % 7)
        start = date(year, month, 1)
        return start + timedelta(days=(self.weekday - start.weekday()) % 7, weeks=self.place - 1)


Rule = EveryWeeks | InMonth


def days_of(rule: Rule, first: date, last: date) -> list[str]:
    """The rule's days (YYYY-MM-DD) from ``first`` to ``last``, both included.

    Raises InputError where the span is turned round, or gives no day or more than MOST.
    """
    if last < first:
        raise InputError("Den sista dagen är före den första.")
    found: list[str] = []
    for day in rule.days(first, last):
        if len(found) == MOST:
            raise InputError(f"Det blir fler än {MOST} sammanträden. Välj en kortare tid.")
        found.append(day.isoformat())
    if not found:
        raise InputError("Det finns ingen sådan dag mellan datumen.")
    return found
