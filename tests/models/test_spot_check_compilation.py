"""The stickprov of a period in numbers, and the ordinary meetings that had none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import spot_checks
from scn_desktop.models.spot_check_compilation import (
    Cases,
    Compilation,
    Lacking,
    Month,
    Period,
    compile_period,
    gives_away,
    is_small,
)
from tests.models.planned import new_document
from tests.models.signing import signed_record

NOW = datetime(2027, 9, 8, 13, 42, 10, tzinfo=timezone(timedelta(hours=2)))
TODAY = date(2027, 10, 1)


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    opened = new_document(tmp_path / "prov.scnplan")
    where = queries.committee(opened.session).subcommittees[0].id
    days = ["2027-01-13", "2027-01-27", "2027-04-14", "2027-11-10"]
    opened.do("Möten", lambda session: spot_checks.add_meetings(session, where, days))
    opened.do("Möte", lambda session: spot_checks.add_meeting(session, where, "2027-02-01", "extra"))
    yield opened
    opened.close()


def compiled(document: Document, period: Period = "year", today: date = TODAY) -> Compilation:
    return compile_period(queries.meetings(document.session), 2027, period, today)


def meeting(document: Document, held_on: str) -> str:
    return next(each.id for each in queries.meetings(document.session) if each.held_on == held_on)


def test_meetings_are_counted_by_kind_and_only_when_held(document: Document) -> None:
    (body,) = compiled(document).bodies
    assert (body.name, body.ordinary, body.extra, body.with_signed) == ("Utskott Norr", 4, 1, 0)
    (body,) = compiled(document, "april").bodies
    assert (body.ordinary, body.extra) == (3, 1)
    (body,) = compiled(document, "year", date(2027, 12, 31)).bodies
    assert body.ordinary == 5
    assert compiled(document, "year", date(2026, 12, 31)).bodies == ()


def test_a_period_is_whole_when_it_has_ended(document: Document) -> None:
    assert compiled(document, "april").is_whole
    assert compiled(document, "april").until == "2027-04-30"
    assert not compiled(document).is_whole
    assert compiled(document).until == "2027-10-01"


def test_ordinary_meetings_without_a_signed_stickprov_are_found(document: Document) -> None:
    signed_record(document, NOW, meeting(document, "2027-01-13"))
    plan = queries.plan_of_year(document.session)
    assert plan is not None
    category, begun = plan.model.categories[0].id, meeting(document, "2027-01-27")
    document.do("Börja", lambda session: spot_checks.begin(session, begun, category))
    found = compiled(document, "april")
    assert found.bodies[0].lacking == [Lacking("2027-01-27", True), Lacking("2027-04-14", False)]
    assert found.lacking == 2
    assert found.unsigned == 1
    assert found.bodies[0].with_signed == 1


def test_cases_are_counted_by_category(document: Document) -> None:
    signed_record(document, NOW, meeting(document, "2027-01-13"), category=0, remarks=1)
    signed_record(document, NOW, meeting(document, "2027-01-27"), category=0, cases=5)
    signed_record(document, NOW, meeting(document, "2027-04-14"), category=1, remarks=3)
    plan = queries.plan_of_year(document.session)
    assert plan is not None
    titles = [each.title for each in plan.model.categories]
    later = meeting(document, "2027-09-08")
    document.do("Börja", lambda session: spot_checks.begin(session, later, plan.model.categories[1].id))
    found = compile_period(queries.meetings(document.session), 2027, "year", TODAY, titles)
    counts = found.bodies[0].categories
    assert list(counts) == titles
    assert counts[titles[0]] == Cases(2, 8, 8, 1)
    assert counts[titles[1]] == Cases(2, 6, 3, 3)
    assert found.total == Cases(4, 14, 11, 4)
    assert [each for each in found.months if each.ordinary] == [Month(1, 2, 2), Month(4, 1, 1), Month(9, 1, 0)]
    assert [each.month for each in found.months] == list(range(1, 13))
    assert len(compiled(document, "april").months) == 4


def test_small_counts_are_one_to_four() -> None:
    assert [number for number in range(8) if is_small(number)] == [1, 2, 3, 4]


@given(st.lists(st.integers(1, 4), max_size=4))
def test_a_sum_that_is_printed_never_tells_a_hidden_count(hidden: list[int]) -> None:
    """Whoever knows the sum and the other parts knows only the sum of what is hidden."""
    possible = [each for each in product(range(1, 5), repeat=len(hidden)) if sum(each) == sum(hidden)]
    if hidden and not gives_away(hidden):
        assert all(len({each[place] for each in possible}) > 1 for place in range(len(hidden)))
    assert gives_away(hidden) == (len(possible) == 1 and bool(hidden))
