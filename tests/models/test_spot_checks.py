"""A stickprov from the register to the signature: every action can be undone, except what is signed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError, NotUndoable, PersonalNumberError
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import spot_checks
from scn_desktop.models.entities import SpotCheck, SpotCheckCategory, Subcommittee
from scn_desktop.models.spot_check_rules import remaining
from scn_desktop.models.spot_check_seal import short_code, verify
from tests.models.planned import QUESTIONS, do_undo_redo, new_document, rows

NOW = datetime(2027, 9, 8, 13, 42, 10, tzinfo=timezone(timedelta(hours=2)))


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    opened = new_document(tmp_path / "prov.scnplan")
    yield opened
    opened.close()


def utskott(document: Document) -> Subcommittee:
    return queries.committee(document.session).subcommittees[0]


def categories(document: Document) -> list[SpotCheckCategory]:
    plan = queries.plan_of_year(document.session)
    assert plan is not None
    return plan.model.categories


def begun(document: Document) -> SpotCheck:
    """A record with three empty cases."""
    meeting, category = utskott(document).meetings[0], categories(document)[0]
    made = document.do(
        "Börja stickprov", lambda session: spot_checks.begin(session, meeting.id, category.id, "Kerstin Alm")
    )
    return queries.get(document.session, SpotCheck, made)


def filled(document: Document) -> SpotCheck:
    """A record that can be signed: the first case has a no and a remark."""
    record = begun(document)

    def fill(session: Session) -> None:
        for number, case in enumerate(record.cases):
            spot_checks.set_reference(session, case.id, f"2027-{1184 + number}")
            for question in record.questions:
                answer: spot_checks.Answer = "no" if number == 0 and question is record.questions[2] else "yes"
                spot_checks.set_answer(session, case.id, question.id, answer)
            spot_checks.set_case_assessment(session, case.id, "remark" if number == 0 else "no_remark")
        spot_checks.set_comment(session, record.cases[0].id, "Delegationen saknades. Rutinen rättas.")
        spot_checks.set_field(session, record.id, "presenter", "enhetschef")
        spot_checks.set_assessment(session, record.id, "remark")

    document.do("Fyll i", fill)
    return record


def signed(document: Document) -> SpotCheck:
    record = filled(document)
    document.do("Signera", lambda session: spot_checks.sign(session, record.id, "Kerstin Alm", NOW), barrier=True)
    return record


def missing(record: SpotCheck) -> dict[str, str]:
    return {part.title: part.missing for part in remaining(record)}


# The register


def test_the_register_of_utskott_and_justerare_is_kept(document: Document) -> None:
    made = do_undo_redo(document, lambda session: spot_checks.add_subcommittee(session, "Utskott Söder"))
    do_undo_redo(document, lambda session: spot_checks.rename_subcommittee(session, made, "Utskott Syd"))
    assert [each.name for each in queries.committee(document.session).subcommittees] == ["Utskott Norr", "Utskott Syd"]
    name = do_undo_redo(document, lambda session: spot_checks.add_verifier(session, made, "Ida Ek"))
    do_undo_redo(document, lambda session: spot_checks.set_verifier(session, name, "Ida Ekh", "substitute"))
    assert [(each.name, each.role) for each in queries.get(document.session, Subcommittee, made).verifiers] == [
        ("Ida Ekh", "substitute")
    ]
    do_undo_redo(document, lambda session: spot_checks.delete_verifier(session, name))
    do_undo_redo(document, lambda session: spot_checks.delete_subcommittee(session, made))


def test_several_meetings_are_added_at_once_without_doubles(document: Document) -> None:
    where = utskott(document).id
    days = ["2027-09-22", "2027-09-08", "2027-10-06", "2027-09-22"]
    added = do_undo_redo(document, lambda session: spot_checks.add_meetings(session, where, days))
    assert len(added) == 2
    assert [meeting.held_on for meeting in utskott(document).meetings] == ["2027-09-08", "2027-09-22", "2027-10-06"]


def test_a_second_meeting_the_same_day_is_refused(document: Document) -> None:
    where = utskott(document).id
    with pytest.raises(InputError, match="redan ett sammanträde"):
        document.do("Nytt", lambda session: spot_checks.add_meeting(session, where, "2027-09-08"))


def test_a_meeting_is_moved_and_removed(document: Document) -> None:
    where = utskott(document).id
    made = do_undo_redo(document, lambda session: spot_checks.add_meeting(session, where, "2027-12-01", "extra"))
    do_undo_redo(document, lambda session: spot_checks.set_meeting(session, made, "2027-08-25", "ordinary"))
    assert [meeting.held_on for meeting in utskott(document).meetings] == ["2027-08-25", "2027-09-08"]
    do_undo_redo(document, lambda session: spot_checks.delete_meeting(session, made))


# The record


def test_a_record_begins_with_the_checklist_and_three_cases(document: Document) -> None:
    meeting, category = utskott(document).meetings[0].id, categories(document)[0].id
    made = do_undo_redo(document, lambda session: spot_checks.begin(session, meeting, category, "Kerstin Alm"))
    record = queries.get(document.session, SpotCheck, made)
    assert [question.text for question in record.questions] == list(QUESTIONS)
    assert record.category_title == "Beslut att inte inleda utredning"
    assert missing(record) == {
        "Möte, justerare och urval": "",
        "Ärende 1": "Allt",
        "Ärende 2": "Allt",
        "Ärende 3": "Allt",
        "Föredragande": "Vem visade ärendena?",
        "Samlad bedömning": "Utan anmärkning eller anmärkning?",
    }


def test_each_thing_a_justerare_does_can_be_undone(document: Document) -> None:
    record = begun(document)
    case, question = record.cases[0], record.questions[0]
    actions: list[Callable[[Session], Any]] = [
        lambda session: spot_checks.set_reference(session, case.id, " 2027-1184 "),
        lambda session: spot_checks.set_answer(session, case.id, question.id, "no"),
        lambda session: spot_checks.set_answer(session, case.id, question.id, "not_applicable"),
        lambda session: spot_checks.set_comment(session, case.id, "Skälet står i en bilaga."),
        lambda session: spot_checks.set_case_assessment(session, case.id, "no_remark"),
        lambda session: spot_checks.set_field(session, record.id, "presenter", "enhetschef"),
        lambda session: spot_checks.set_field(session, record.id, "verifier", "Olle Brandt"),
        lambda session: spot_checks.set_field(session, record.id, "conclusion", "Rutinen fungerar."),
        lambda session: spot_checks.set_assessment(session, record.id, "no_remark"),
        lambda session: spot_checks.add_case(session, record.id),
        lambda session: spot_checks.remove_case(session, record.cases[3].id),
        lambda session: spot_checks.set_fewer_reason(session, record.id, "Ett beslut fattades."),
        lambda session: spot_checks.set_fewer_reason(session, record.id, ""),
        lambda session: spot_checks.delete_record(session, record.id),
    ]
    for action in actions:
        do_undo_redo(document, action)
    assert utskott(document).meetings[0].spot_checks == []


def test_what_remains_of_a_case_is_said_in_words(document: Document) -> None:
    record = begun(document)
    first, second, _ = record.cases

    def fill(session: Session) -> None:
        spot_checks.set_reference(session, first.id, "2027-1184")
        spot_checks.set_answer(session, first.id, record.questions[0].id, "yes")
        spot_checks.set_reference(session, second.id, "2027-1184")
        for question in record.questions[:2]:
            spot_checks.set_answer(session, second.id, question.id, "yes")
        spot_checks.set_case_assessment(session, second.id, "remark")

    document.do("Fyll i", fill)
    assert missing(record)["Ärende 1"] == "2 frågor och bedömning"
    assert missing(record)["Ärende 2"] == "Ett annat ärendenummer, 1 fråga och kommentar till anmärkningen"
    document.do("Ändra", lambda session: spot_checks.set_reference(session, first.id, ""))
    assert missing(record)["Ärende 1"] == "Ärendenummer, 2 frågor och bedömning"


def test_fewer_than_three_cases_need_a_reason(document: Document) -> None:
    record = filled(document)
    document.do("Ta bort", lambda session: spot_checks.remove_case(session, record.cases[2].id))
    assert missing(record)["Möte, justerare och urval"] == "Varför färre än tre ärenden?"
    document.do("Skäl", lambda session: spot_checks.set_fewer_reason(session, record.id, "Bara två beslut fattades."))
    assert not any(missing(record).values())
    assert len(record.cases) == 2


def test_a_meeting_without_any_case_needs_only_the_reason(document: Document) -> None:
    record = begun(document)
    document.do("Skäl", lambda session: spot_checks.set_fewer_reason(session, record.id, "Inga beslut fattades."))
    assert record.cases == []
    assert missing(record) == {"Möte, justerare och urval": "", "Föredragande": "", "Samlad bedömning": ""}


def test_the_category_changes_with_its_questions_until_one_is_answered(document: Document) -> None:
    record = begun(document)
    other = categories(document)[1].id
    do_undo_redo(document, lambda session: spot_checks.set_category(session, record.id, other))
    assert [question.text for question in record.questions] == list(QUESTIONS[:2])
    case, question = record.cases[0].id, record.questions[0].id
    document.do("Svara", lambda session: spot_checks.set_answer(session, case, question, "yes"))
    first = categories(document)[0].id
    with pytest.raises(InputError, match="redan besvarade"):
        document.do("Byt", lambda session: spot_checks.set_category(session, record.id, first))


def test_a_personnummer_as_reference_is_refused(document: Document) -> None:
    case = begun(document).cases[0]
    with pytest.raises(PersonalNumberError):
        document.do("Ändra", lambda session: spot_checks.set_reference(session, case.id, "19900101-2385"))
    assert case.reference == ""


# The signature


def test_an_unfinished_record_cannot_be_signed(document: Document) -> None:
    record = begun(document)
    with pytest.raises(InputError, match="Ärende 1: Allt"):
        document.do("Signera", lambda session: spot_checks.sign(session, record.id, "Kerstin Alm", NOW), barrier=True)
    assert not record.signed


def test_a_signature_covers_all_of_the_record(document: Document) -> None:
    record = signed(document)
    content = json.loads(record.signed_content or "")
    assert content["held_on"] == "2027-09-08"
    assert content["cases"][0] == {
        "answers": ["yes", "yes", "no"],
        "assessment": "remark",
        "comment": "Delegationen saknades. Rutinen rättas.",
        "reference": "2027-1184",
        "id": record.cases[0].id,
        "draw_item": None,
    }
    assert (record.signed_at, record.signed_by) == ("2027-09-08T13:42:10+02:00", "Kerstin Alm")
    assert len(record.fingerprint) == 64
    assert short_code(record.fingerprint) == " ".join(record.fingerprint[at : at + 4].upper() for at in (0, 4, 8))
    assert verify(record) == []


def test_a_signed_stickprov_cannot_be_edited_undone_or_deleted(document: Document) -> None:
    record = signed(document)
    before = rows(document)
    case, question = record.cases[0], record.questions[0]
    refused: list[Callable[[Session], Any]] = [
        lambda session: spot_checks.set_reference(session, case.id, "2027-1"),
        lambda session: spot_checks.set_answer(session, case.id, question.id, "not_applicable"),
        lambda session: spot_checks.set_comment(session, case.id, "Annat"),
        lambda session: spot_checks.set_case_assessment(session, case.id, "no_remark"),
        lambda session: spot_checks.set_field(session, record.id, "conclusion", "Annat"),
        lambda session: spot_checks.set_assessment(session, record.id, "no_remark"),
        lambda session: spot_checks.add_case(session, record.id),
        lambda session: spot_checks.remove_case(session, case.id),
        lambda session: spot_checks.delete_record(session, record.id),
        lambda session: spot_checks.delete_meeting(session, record.meeting_id),
        lambda session: spot_checks.set_meeting(session, record.meeting_id, "2027-09-09", "ordinary"),
        lambda session: spot_checks.delete_subcommittee(session, record.meeting.subcommittee_id),
        lambda session: spot_checks.sign(session, record.id, "Någon Annan", NOW),
    ]
    for action in refused:
        with pytest.raises(InputError):
            document.do("Ändra", action)
        assert rows(document) == before
    assert document.undo_label is None
    with pytest.raises(NotUndoable):
        document.undo()


def test_the_utskott_may_change_its_name_after_the_signature(document: Document) -> None:
    record = signed(document)
    where = record.meeting.subcommittee_id
    document.do("Byt namn", lambda session: spot_checks.rename_subcommittee(session, where, "Utskott Väst"))
    assert verify(record) == []


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE spot_check_case SET comment = 'Inget' WHERE reference = '2027-1184'", ["Ärende 1, kommentar"]),
        ("UPDATE spot_check_case SET reference = '2027-9' WHERE reference = '2027-1185'", ["Ärende 2, ärendenummer"]),
        ("UPDATE spot_check_answer SET answer = 'yes'", ["Ärende 1, fråga 3"]),
        ("UPDATE spot_check SET assessment = 'no_remark'", ["Samlad bedömning"]),
        ("UPDATE spot_check SET signed_by = 'Någon Annan'", ["Vem som signerade"]),
        ("UPDATE meeting SET held_on = '2027-09-10'", ["Sammanträdets datum"]),
        ("DELETE FROM spot_check_case WHERE reference = '2027-1186'", ["Antal ärenden"]),
        ("UPDATE spot_check_question SET text = 'Är det bra?'", ["Frågorna"]),
        ("UPDATE spot_check SET signed_content = replace(signed_content, 'Alm', 'Ek')", ["Kontrollsumman"]),
        ("UPDATE spot_check SET signed_content = NULL", ["Kontrollsumman"]),
    ],
)
def test_a_change_behind_the_programs_back_is_named(tmp_path: Path, statement: str, named: list[str]) -> None:
    path = tmp_path / "prov.scnplan"
    document = new_document(path)
    record_id = signed(document).id
    document.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(statement)
    connection.close()
    document = Document.open(path)
    assert verify(queries.get(document.session, SpotCheck, record_id)) == named
    document.close()


def test_the_record_last_written_in_is_found_again(document: Document, tmp_path: Path) -> None:
    assert queries.last_edited_spot_check(document.session) is None
    first, second = begun(document), begun(document)
    question = first.questions[0]
    document.do("Svara", lambda s: spot_checks.set_answer(s, first.cases[1].id, question.id, "yes"))
    assert queries.last_edited_spot_check(document.session) is first
    document.do("Skriv", lambda s: spot_checks.set_comment(s, second.cases[0].id, "Skälen framgår."))
    second_id = second.id
    document.close()
    again = Document.open(tmp_path / "prov.scnplan")
    found = queries.last_edited_spot_check(again.session)
    assert found is not None
    assert found.id == second_id
    again.close()


def test_a_signed_record_is_not_gone_on_with(document: Document) -> None:
    signed(document)
    assert queries.last_edited_spot_check(document.session) is None
