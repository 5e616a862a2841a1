"""Meetings by a rule fall on the days that a calendar gives."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.errors import InputError
from scn_desktop.models.meeting_rules import EveryWeeks, InMonth, days_of

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
SPANS = st.integers(0, 400).map(lambda count: timedelta(days=count))
WEEKDAYS = st.integers(0, 6)


def test_every_other_wednesday_begins_with_the_first_of_the_span() -> None:
    found = days_of(EveryWeeks(2, 2), date(2027, 1, 11), date(2027, 3, 10))
    assert found == ["2027-01-13", "2027-01-27", "2027-02-10", "2027-02-24", "2027-03-10"]


@pytest.mark.parametrize(
    ("place", "days"),
    [
        (1, ["2027-02-02", "2027-03-02", "2027-04-06"]),
        (2, ["2027-02-09", "2027-03-09", "2027-04-13"]),
        (4, ["2027-02-23", "2027-03-23", "2027-04-27"]),
        (-1, ["2027-02-23", "2027-03-30", "2027-04-27"]),
    ],
)
def test_the_first_second_and_last_tuesday_of_each_month(place: int, days: list[str]) -> None:
    assert days_of(InMonth(1, place), date(2027, 2, 1), date(2027, 4, 30)) == days  # type: ignore[arg-type]


def test_a_rule_goes_on_over_new_year() -> None:
    assert days_of(InMonth(4, -1), date(2027, 12, 1), date(2028, 2, 29)) == ["2027-12-31", "2028-01-28", "2028-02-25"]


@given(DAYS, SPANS, WEEKDAYS, st.integers(1, 8))
def test_every_weeks_is_what_counting_days_gives(first: date, span: timedelta, weekday: int, weeks: int) -> None:
    last = first + span
    mine = [first + timedelta(days=each) for each in range(span.days + 1)]
    wanted = [each.isoformat() for each in mine if each.weekday() == weekday][::weeks]
    assert [each.isoformat() for each in EveryWeeks(weekday, weeks).days(first, last)] == wanted  # type: ignore[arg-type]


@given(st.integers(2020, 2035), st.integers(1, 12), WEEKDAYS, st.sampled_from([1, 2, 3, 4, -1]))
def test_the_day_of_a_month_is_what_the_calendar_says(year: int, month: int, weekday: int, place: int) -> None:
    column = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    wanted = column[place - 1] if place > 0 else column[-1]
    assert InMonth(weekday, place).in_month(year, month) == date(year, month, wanted)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "first", "last", "words"),
    [
        (EveryWeeks(2), date(2027, 2, 1), date(2027, 1, 1), "före den första"),
        (EveryWeeks(2), date(2027, 1, 14), date(2027, 1, 19), "ingen sådan dag"),
        (EveryWeeks(2), date(2027, 1, 1), date(2040, 1, 1), "fler än 120"),
        (EveryWeeks(2, 0), date(2027, 1, 1), date(2027, 2, 1), "minst en vecka"),
    ],
)
def test_a_rule_that_gives_nothing_useful_is_refused(rule: EveryWeeks, first: date, last: date, words: str) -> None:
    with pytest.raises(InputError, match=words):
        days_of(rule, first, last)
