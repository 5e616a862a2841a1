"""The example that ships with the program has all the parts of a published plan, and its figures go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

import pytest

from scn_desktop.exchange.example import create_example
from scn_desktop.models import queries
from scn_desktop.models.budget_sums import table_view
from scn_desktop.models.document.document import Document
from scn_desktop.models.plan import Paper, Plan
from scn_desktop.models.spot_check_rules import remaining
from scn_desktop.models.spot_check_seal import verify

JULY: Final = 7
SATURDAY: Final = 5
LAST_HELD: Final = "2026-11-22"
"""The day the example is told on: earlier meetings have been held."""
HALF_DIGIT: Final = 0.05


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    document = create_example(tmp_path_factory.mktemp("example") / "exempel.scnplan")
    yield document
    document.close()


@pytest.fixture(scope="module")
def plan(example: Document) -> Plan:
    found = queries.plan_of_year(example.session)
    assert found is not None
    return found


def paper_of(plan: Plan, kind: str) -> Paper:
    found = queries.paper_of_kind(plan, kind)
    assert found is not None
    return found


def test_the_plan_is_as_rich_as_a_published_one(plan: Plan) -> None:
    paper = paper_of(plan, "operational_plan")
    kinds = Counter(section.kind.key for section in queries.walk(paper))
    assert (kinds["goal"], kinds["assignment"], kinds["committee_goal"], kinds["appendix"]) == (9, 11, 6, 4)
    tables = queries.blocks_of_kind(paper, "measures")
    placed = [placement.measure_id for block in tables for placement in block.measure_placements]
    assert (len(tables), len(placed), len(set(placed))) == (20, 60, 59)  # one stands in two places
    assert len({measure.text for measure in plan.measures}) == len(set(placed))


def test_every_area_has_controls_and_many_share_a_risk(plan: Plan) -> None:
    by_area = queries.controls_by_area(plan)
    assert [area.title for area, controls in by_area if area and controls] == [area.title for area in plan.model.areas]
    assert sum(len(controls) for _, controls in by_area) == len(plan.controls) == 26
    assert sum(len(risk.controls) > 1 for risk in plan.risks) > 3


def test_counts_of_women_and_men_add_up(plan: Plan) -> None:
    for indicator in plan.indicators:
        for part in indicator.parts:
            total, women, men = (number(part.value_of(key)) for key in ("total", "women", "men"))
            if total is None or women is None or men is None:
                continue
            if indicator.unit == "antal":
                assert women + men == total, indicator.name
            else:
                assert min(women, men) - HALF_DIGIT <= total <= max(women, men) + HALF_DIGIT, indicator.name


def number(text: str) -> float | None:
    """The number in a value; None where it is a dash."""
    return None if text in ("", "–") else float(text.replace(" ", "").replace(",", "."))


def test_only_one_total_does_not_go_together(plan: Plan) -> None:
    result = next(table_view(table) for table in plan.budget_tables if table.title == "Resultatbudget")
    sums = {row.label: [cell.text for cell in row.cells] for row in result.rows if row.is_sum}
    assert sums == {
        "Summa intäkter": ["115", "124", "88"],
        "Summa kostnader": ["−902", "−977", "−899"],
        "Summa nettokostnader": ["−788", "−853", "−811"],
        "Summa kommunbidrag": ["788", "788", "811"],
        "Resultat": ["0", "−65", "0"],
    }
    assert [(row.label, column.heading) for row, column, _ in result.mismatches] == [("Summa intäkter", "Prognos 2026")]


def test_meetings_are_on_weekdays_outside_july(example: Document) -> None:
    subcommittees = queries.committee(example.session).subcommittees
    assert len(subcommittees) == 2
    for subcommittee in subcommittees:
        days = [date.fromisoformat(meeting.held_on or "") for meeting in subcommittee.meetings]
        assert {day.year for day in days} == {2026, 2027}
        assert all(day.month != JULY and day.weekday() < SATURDAY for day in days)


def test_stickprov_are_complete_but_for_two_meetings_and_the_next(example: Document) -> None:
    meetings = queries.meetings(example.session)
    held = [each for each in meetings if each.kind == "ordinary" and (each.held_on or "") < LAST_HELD]
    assert [each.held_on for each in held if not each.spot_checks] == ["2026-06-17", "2026-08-06"]
    records = queries.spot_checks(example.session)
    unfinished = [each for each in records if any(not part.done for part in remaining(each))]
    assert [each.meeting.held_on for each in unfinished] == ["2026-11-26"]
    assert [each.meeting.held_on for each in records if each.fewer_reason] == ["2026-08-12"]
    assert [each for each in records if not each.signed] == unfinished
    assert not any(verify(each) for each in records if each.signed)
