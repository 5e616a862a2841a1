"""The stickprov of a month, meeting by meeting, for each utskott."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import spot_checks
from scn_desktop.models.entities import Meeting
from scn_desktop.models.spot_check_month import last_day, list_month, month_number, months_with_meetings
from tests.models.planned import new_document
from tests.models.signing import signed_record

NOW = datetime(2027, 9, 8, 13, 42, 10, tzinfo=timezone(timedelta(hours=2)))


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    """September has a signed stickprov, one begun, a meeting without and an extra one; October a meeting."""
    opened = new_document(tmp_path / "prov.scnplan")
    where = queries.committee(opened.session).subcommittees[0].id
    days = ["2027-09-15", "2027-09-22", "2027-10-06"]
    opened.do("Möten", lambda session: spot_checks.add_meetings(session, where, days))
    opened.do("Extra", lambda session: spot_checks.add_meeting(session, where, "2027-09-29", "extra"))
    keys = {each.held_on: each.id for each in queries.meetings(opened.session)}
    signed_record(opened, NOW, keys["2027-09-08"], remarks=1)
    plan = queries.plan_of_year(opened.session)
    assert plan is not None
    category = plan.model.categories[1].id
    opened.do("Börja", lambda session: spot_checks.begin(session, keys["2027-09-15"], category, "Olle Brandt"))
    yield opened
    opened.close()


def test_each_meeting_of_the_month_is_told_with_what_became_of_its_stickprov(document: Document) -> None:
    found = list_month(queries.meetings(document.session), 2027, 9, date(2027, 10, 1))
    (body,) = found.bodies
    assert [(line.held_on, line.kind, line.standing) for line in body.lines] == [
        ("2027-09-08", "ordinary", "signed"),
        ("2027-09-15", "ordinary", "begun"),
        ("2027-09-22", "ordinary", "missing"),
        ("2027-09-29", "extra", "none"),
    ]
    signed = body.lines[0]
    assert (signed.cases, signed.remarks, signed.verifier) == (3, 1, "Kerstin Alm")
    assert signed.references == ("2027-1184", "2027-1185", "2027-1186")
    assert len(signed.code) == len("7F3A 91C0 D24E")
    assert [line.held_on for line in body.lacking] == ["2027-09-15", "2027-09-22"]
    assert found.is_whole


def test_a_signed_stickprov_of_an_extra_meeting_does_not_stand_for_the_ordinary_of_the_same_day(
    document: Document,
) -> None:
    missing = next(each for each in queries.meetings(document.session) if each.held_on == "2027-09-22")
    extra = Meeting(subcommittee_id=missing.subcommittee_id, held_on="2027-09-22", kind="extra")
    document.do("Möte", lambda session: session.add(extra))
    signed_record(document, NOW, extra.id)
    (body,) = list_month(queries.meetings(document.session), 2027, 9, date(2027, 10, 1)).bodies
    assert [line.held_on for line in body.lacking] == ["2027-09-15", "2027-09-22"]


def test_a_meeting_that_is_not_held_yet_lacks_nothing(document: Document) -> None:
    found = list_month(queries.meetings(document.session), 2027, 9, date(2027, 9, 20))
    assert [line.held_on for line in found.bodies[0].lines] == ["2027-09-08", "2027-09-15"]
    assert (found.until, found.is_whole) == ("2027-09-20", False)
    assert list_month(queries.meetings(document.session), 2027, 8, date(2027, 9, 20)).bodies == ()


def test_the_months_with_meetings_are_those_that_have_been_held(document: Document) -> None:
    meetings = queries.meetings(document.session)
    assert months_with_meetings(meetings, date(2027, 9, 20)) == [(2027, 9)]
    assert months_with_meetings(meetings, date(2028, 1, 1)) == [(2027, 9), (2027, 10)]


@pytest.mark.parametrize(
    ("words", "number"),
    [("9", 9), ("september", 9), ("Sep", 9), ("dec", 12), ("ju", None), ("13", None), ("0", None), ("höst", None)],
)
def test_a_month_is_read_by_number_or_name(words: str, number: int | None) -> None:
    assert month_number(words) == number


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2027, 2, "2027-02-28"), (2028, 2, "2028-02-29"), (2027, 12, "2027-12-31")]
)
def test_the_last_day_of_a_month(year: int, month: int, day: str) -> None:
    assert last_day(year, month) == day
