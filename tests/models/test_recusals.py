"""Justerare and ersättare of each meeting, and jäv: another takes the stickprov, and the record says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from scn_desktop.errors import InputError, PersonalNumberError
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import meeting_verifiers, recusals, spot_checks
from scn_desktop.models.edits.spot_checks import Role
from scn_desktop.models.entities import Meeting, SpotCheck
from scn_desktop.models.recusals import REASONS, candidates, is_substitute, still_recused, told_in_full
from scn_desktop.models.spot_check_rules import missing_in_selection
from tests.models.planned import do_undo_redo, new_document
from tests.models.signing import signed_record

NOW = datetime(2027, 9, 8, 13, 42, 10, tzinfo=timezone(timedelta(hours=2)))


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    opened = new_document(tmp_path / "prov.scnplan")
    where = queries.committee(opened.session).subcommittees[0].id
    days = ["2027-08-25", "2027-09-22", "2027-10-06"]
    opened.do("Möten", lambda session: spot_checks.add_meetings(session, where, days))
    yield opened
    opened.close()


def meetings(document: Document) -> list[Meeting]:
    return sorted(queries.meetings(document.session), key=lambda each: each.held_on or "")


def begun(document: Document, meeting: Meeting, verifier: str = "") -> SpotCheck:
    plan = queries.plan_of_year(document.session)
    assert plan is not None
    category = plan.model.categories[0].id
    made = document.do("Börja", lambda session: spot_checks.begin(session, meeting.id, category, verifier))
    return queries.get(document.session, SpotCheck, made)


def test_the_justerare_of_a_meeting_is_the_one_its_stickprov_begins_with(document: Document) -> None:
    meeting = meetings(document)[1]
    do_undo_redo(
        document, lambda session: meeting_verifiers.set_for_meeting(session, meeting.id, "verifier", " Ida  Ek ")
    )
    assert meeting.verifier == "Ida Ek"
    assert begun(document, meeting).verifier == "Ida Ek"
    assert begun(document, meeting, "Kerstin Alm").verifier == "Kerstin Alm"


def test_the_same_justerare_is_chosen_for_all_the_meetings_to_come_but_those_that_are_begun(document: Document) -> None:
    before, first, second, third = meetings(document)
    begun(document, second, "Någon annan")

    def choose(session: object) -> None:
        meeting_verifiers.set_for_meeting(session, first.id, "verifier", "Ida Ek")  # type: ignore[arg-type]
        meeting_verifiers.set_for_meeting(session, first.id, "substitute", "Bo Lind")  # type: ignore[arg-type]

    document.do("Välj", choose)
    changed = do_undo_redo(document, lambda session: meeting_verifiers.same_from(session, first.id))
    assert changed == 1
    assert [(each.verifier, each.substitute) for each in (before, first, second, third)] == [
        ("", ""),
        ("Ida Ek", "Bo Lind"),
        ("", ""),
        ("Ida Ek", "Bo Lind"),
    ]


def test_jav_is_noted_with_its_reason_and_another_takes_the_stickprov(document: Document) -> None:
    record = begun(document, meetings(document)[1], "Kerstin Alm")
    do_undo_redo(document, lambda session: recusals.recuse(session, record.id, REASONS[0], "Olle Brandt"))
    assert (record.recused, record.recusal, record.verifier) == ("Kerstin Alm", REASONS[0], "Olle Brandt")
    assert is_substitute(record)
    assert told_in_full(record) == f"Kerstin Alm var jävig och deltog inte. {REASONS[0]} Olle Brandt tog stickprovet."
    do_undo_redo(document, lambda session: recusals.recuse(session, record.id, "Tidigare uppdrag", "Ida Ek"))
    assert (record.recused, record.recusal, record.verifier) == ("Kerstin Alm", "Tidigare uppdrag", "Ida Ek")
    do_undo_redo(document, lambda session: recusals.take_back(session, record.id))
    assert (record.recused, record.recusal, record.verifier) == ("", "", "Kerstin Alm")
    assert told_in_full(record) == ""


def test_what_remains_says_that_the_one_who_is_javig_still_is_justerare(document: Document) -> None:
    record = begun(document, meetings(document)[1], "Kerstin Alm")
    document.do("Jäv", lambda session: recusals.recuse(session, record.id, REASONS[1]))
    assert missing_in_selection(record) == ["Vem är justerare?"]
    document.do("Samma", lambda session: spot_checks.set_field(session, record.id, "verifier", "kerstin  alm"))
    assert still_recused(record)
    assert missing_in_selection(record) == ["Justeraren är jävig. Vem tar stickprovet i stället?"]
    document.do("Annan", lambda session: spot_checks.set_field(session, record.id, "verifier", "Olle Brandt"))
    assert missing_in_selection(record) == []


def test_the_ersattare_of_the_meeting_is_suggested_first(document: Document) -> None:
    meeting = meetings(document)[1]
    document.do(
        "Ersättare", lambda session: meeting_verifiers.set_for_meeting(session, meeting.id, "substitute", "Bo Lind")
    )
    record = begun(document, meeting, "Kerstin Alm")
    assert candidates(record) == ["Bo Lind", "Olle Brandt"]
    document.do("Jäv", lambda session: recusals.recuse(session, record.id, REASONS[0], "Bo Lind"))
    assert candidates(record) == ["Bo Lind", "Olle Brandt"]


def test_jav_needs_a_justerare_and_a_reason(document: Document) -> None:
    record = begun(document, meetings(document)[1])
    with pytest.raises(InputError, match="vem som är justerare"):
        document.do("Jäv", lambda session: recusals.recuse(session, record.id, REASONS[0]))
    document.do("Välj", lambda session: spot_checks.set_field(session, record.id, "verifier", "Kerstin Alm"))
    with pytest.raises(InputError, match="allmänna ord"):
        document.do("Jäv", lambda session: recusals.recuse(session, record.id, "  "))
    with pytest.raises(PersonalNumberError):
        document.do("Jäv", lambda session: recusals.recuse(session, record.id, "Gäller 19121212-1212"))
    assert record.recused == ""


@pytest.mark.parametrize("role", ["verifier", "substitute"])
def test_a_personnummer_is_refused_as_the_name_of_a_justerare(document: Document, role: Role) -> None:
    meeting = meetings(document)[1]
    with pytest.raises(PersonalNumberError):
        document.do(
            "Välj", lambda session: meeting_verifiers.set_for_meeting(session, meeting.id, role, "19121212-1212")
        )
    assert (meeting.verifier, meeting.substitute) == ("", "")


def test_jav_in_a_signed_record_can_not_be_changed(document: Document) -> None:
    record = queries.get(document.session, SpotCheck, signed_record(document, NOW))
    with pytest.raises(InputError, match="signerat och låst"):
        document.do("Jäv", lambda session: recusals.recuse(session, record.id, REASONS[0], "Olle Brandt"))
    assert record.recused == ""
