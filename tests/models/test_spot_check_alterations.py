"""A signed record that was changed with another tool is found and named; work goes on at the right meeting."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import spot_checks
from scn_desktop.models.spot_check_alterations import alterations, warning
from scn_desktop.models.spot_check_rules import preselected, sittings
from tests.models.planned import new_document
from tests.models.signing import signed_record

NOW = datetime(2027, 9, 8, 13, 42, 10, tzinfo=timezone(timedelta(hours=2)))


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    opened = new_document(tmp_path / "prov.scnplan")
    yield opened
    opened.close()


def altered(document: Document, statement: str) -> Document:
    """The file after a change with another tool."""
    path = document.path
    document.close()
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()
    return Document.open(path)


def test_an_untouched_file_has_no_altered_record(document: Document) -> None:
    assert not queries.has_signed(document.session)
    signed_record(document, NOW)
    assert queries.has_signed(document.session)
    assert alterations(document.session) == []


@pytest.mark.parametrize(
    ("statement", "field"),
    [
        ("UPDATE spot_check_case SET comment = 'Annat' WHERE reference = '2027-1185'", "Ärende 2, kommentar"),
        ("UPDATE spot_check_case SET reference = '2027-9' WHERE reference = '2027-1184'", "Ärende 1, ärendenummer"),
        ("UPDATE spot_check SET verifier = 'Någon annan'", "Justerare"),
        ("UPDATE spot_check SET signed_by = 'Någon annan'", "Vem som signerade"),
        ("UPDATE spot_check SET fingerprint = 'ab'", "Kontrollsumman"),
        ("UPDATE meeting SET held_on = '2027-09-07'", "Sammanträdets datum"),
    ],
)
def test_the_record_and_the_field_are_named(document: Document, statement: str, field: str) -> None:
    record = signed_record(document, NOW)
    opened = altered(document, statement)
    found = alterations(opened.session)
    opened.close()
    assert [each.record_id for each in found] == [record]
    assert found[0].fields == (field,)
    assert "2027-11" not in warning(found)
    assert warning(found).startswith("1 signerat stickprov har ändrats utanför programmet: Utskott Norr, ")
    assert warning(found).endswith(f"({field}).")


def test_many_changed_fields_are_counted(document: Document) -> None:
    signed_record(document, NOW)
    opened = altered(document, "UPDATE spot_check_case SET comment = 'Annat', assessment = 'remark'")
    words = alterations(opened.session)[0].words
    opened.close()
    assert words == (
        "Utskott Norr, 8 september 2027 (Ärende 1, kommentar, Ärende 1, bedömning, Ärende 2, kommentar och 3 till)"
    )


def test_the_list_says_which_record_is_altered(document: Document) -> None:
    record = signed_record(document, NOW)
    meetings = queries.meetings(document.session)
    assert [each.standing for each in sittings(meetings, NOW.date())] == ["signed"]
    assert [each.standing for each in sittings(meetings, NOW.date(), {record})] == ["altered"]


def test_todays_meeting_or_the_next_is_chosen_and_else_the_latest_that_lacks_its_stickprov(document: Document) -> None:
    where = queries.committee(document.session).subcommittees[0].id
    days = ["2027-08-25", "2027-09-22"]
    document.do("Möten", lambda session: spot_checks.add_meetings(session, where, days))
    document.do("Möte", lambda session: spot_checks.add_meeting(session, where, "2027-09-07", "extra"))

    def chosen(today: str) -> str | None:
        found = preselected(
            sittings(queries.meetings(document.session), date.fromisoformat(today)), date.fromisoformat(today)
        )
        return found.meeting.held_on if found is not None else None

    assert chosen("2027-09-08") == "2027-09-08"
    assert chosen("2027-08-26") == "2027-09-08"
    assert chosen("2027-09-07") == "2027-09-08"
    assert chosen("2027-12-01") == "2027-09-22"
    assert preselected([], date(2027, 9, 8)) is None
