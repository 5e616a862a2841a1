"""A signed stickprov that another tool has changed is found out, whichever field it was."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError, NotUndoable
from scn_desktop.exchange.json_export import export_json
from scn_desktop.exchange.json_import import import_json
from scn_desktop.models import queries
from scn_desktop.models.base import Base
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import corrections, draws, spot_checks
from scn_desktop.models.entities import SpotCheck, SpotCheckCorrection
from scn_desktop.models.spot_check_alterations import REMOVED, SIGNED_ANEW, UNSIGNED, alterations
from scn_desktop.models.spot_check_chain import breaks, seals
from scn_desktop.models.spot_check_seal import canonical, fingerprint_of, verify, verify_correction
from tests.models.drawing import begun, cases, made_draw, meeting
from tests.models.planned import new_document, rows
from tests.models.signing import signed_record

NOW = datetime(2027, 9, 8, 13, 42, 10, tzinfo=timezone(timedelta(hours=2)))
LATER = NOW + timedelta(days=14)

KEY = f"'{'a' * 32}'"
DRAW = (
    "INSERT INTO draw (id, meeting_id, category_title, made_at, made_by, rule, seed, salt, list_fingerprint, wanted,"
    f" reserves) SELECT {KEY}, id, '', '', '', 'regel', '', '', '', 3, 2 FROM meeting"
)
FIRST = "WHERE reference = '2027-1184'"
CASE = f"(SELECT id FROM spot_check_case {FIRST})"
SEEN = {
    "spot_check.id": (
        f"UPDATE spot_check SET id = {KEY}; UPDATE spot_check_case SET spot_check_id = {KEY};"
        f"UPDATE spot_check_question SET spot_check_id = {KEY};"
        f"UPDATE spot_check_correction SET spot_check_id = {KEY}",
        "Stickprovets nyckel",
    ),
    "spot_check.meeting_id": (
        "INSERT INTO meeting (id, subcommittee_id, held_on, kind, verifier, substitute)"
        f" SELECT {KEY}, subcommittee_id, '2027-10-06', kind, '', '' FROM meeting;"
        f"UPDATE spot_check SET meeting_id = {KEY}",
        "Sammanträde",
    ),
    "spot_check.category_id": (
        "UPDATE spot_check SET category_id = (SELECT id FROM spot_check_category WHERE id <> category_id LIMIT 1)",
        "Nyckeln till vad som kontrolleras",
    ),
    "spot_check.category_title": ("UPDATE spot_check SET category_title = 'Annat'", "Vad som kontrolleras"),
    "spot_check.verifier": ("UPDATE spot_check SET verifier = 'Annan'", "Justerare"),
    "spot_check.recused": ("UPDATE spot_check SET recused = 'Annan'", "Jävig justerare"),
    "spot_check.recusal": ("UPDATE spot_check SET recusal = 'Annat'", "Skäl till jäv"),
    "spot_check.presenter": ("UPDATE spot_check SET presenter = 'Annan'", "Föredragande"),
    "spot_check.assessment": ("UPDATE spot_check SET assessment = 'remark'", "Samlad bedömning"),
    "spot_check.conclusion": ("UPDATE spot_check SET conclusion = 'Annat'", "Slutsats"),
    "spot_check.fewer_reason": ("UPDATE spot_check SET fewer_reason = 'Annat'", "Skäl till färre än tre ärenden"),
    "spot_check.selection": ("UPDATE spot_check SET selection = 'drawn'", "Hur ärendena valdes"),
    "spot_check.draw_id": (
        f"{DRAW};UPDATE spot_check SET draw_id = {KEY}",
        "Dragningen",
    ),
    "spot_check.signed_at": ("UPDATE spot_check SET signed_at = '2027-09-08T13:42:11+02:00'", "Tid för signering"),
    "spot_check.signed_at, taken away": ("UPDATE spot_check SET signed_at = NULL", "Tid för signering"),
    "spot_check.signed_by": ("UPDATE spot_check SET signed_by = 'Annan'", "Vem som signerade"),
    "spot_check.signed_content": (
        "UPDATE spot_check SET signed_content = replace(signed_content, 'Alm', 'Berg')",
        "Kontrollsumman",
    ),
    "spot_check.fingerprint": ("UPDATE spot_check SET fingerprint = 'ab'", "Kontrollsumman"),
    "spot_check_case.id": (
        f"UPDATE spot_check_answer SET case_id = {KEY} WHERE case_id = {CASE};"
        f"UPDATE spot_check_case SET id = {KEY} {FIRST}",
        "Ärende 1, ärendets nyckel",
    ),
    "spot_check_case.order_key": (f"UPDATE spot_check_case SET order_key = 'a9' {FIRST}", "Ärende 1, ärendenummer"),
    "spot_check_case.spot_check_id": (
        f"DELETE FROM spot_check_answer WHERE case_id = {CASE}; DELETE FROM spot_check_case {FIRST}",
        "Antal ärenden",
    ),
    "spot_check_case.reference": (f"UPDATE spot_check_case SET reference = '1' {FIRST}", "Ärende 1, ärendenummer"),
    "spot_check_case.comment": (f"UPDATE spot_check_case SET comment = 'Annat' {FIRST}", "Ärende 1, kommentar"),
    "spot_check_case.assessment": (f"UPDATE spot_check_case SET assessment = '' {FIRST}", "Ärende 1, bedömning"),
    "spot_check_case.draw_item_id": (
        f"{DRAW};"
        "INSERT INTO draw_item (id, order_key, draw_id, reference, category, dated, unit)"
        f" VALUES ({KEY}, 'a0', {KEY}, '1', '', '', '');"
        f"UPDATE spot_check_case SET draw_item_id = {KEY} {FIRST}",
        "Ärende 1, plats i dragningens lista",
    ),
    "spot_check_question.id": (
        "UPDATE spot_check_answer SET question_id = 'aa' || substr(question_id, 3);"
        "UPDATE spot_check_question SET id = 'aa' || substr(id, 3)",
        "Frågornas nycklar",
    ),
    "spot_check_question.order_key": (
        "UPDATE spot_check_question SET order_key = 'a9' WHERE text = (SELECT min(text) FROM spot_check_question)",
        "Frågorna",
    ),
    "spot_check_question.spot_check_id": (
        "DELETE FROM spot_check_answer WHERE question_id = (SELECT min(id) FROM spot_check_question);"
        "DELETE FROM spot_check_question WHERE id = (SELECT min(id) FROM spot_check_question)",
        "Frågorna",
    ),
    "spot_check_question.text": ("UPDATE spot_check_question SET text = 'Annat'", "Frågorna"),
    "spot_check_answer.case_id": (f"DELETE FROM spot_check_answer WHERE case_id = {CASE}", "Ärende 1, fråga 1"),
    "spot_check_answer.question_id": (
        "DELETE FROM spot_check_answer WHERE question_id = (SELECT min(id) FROM spot_check_question)",
        "Ärende 1, fråga",
    ),
    "spot_check_answer.answer": (
        f"UPDATE spot_check_answer SET answer = 'no' WHERE case_id = {CASE}",
        "Ärende 1, fråga 1",
    ),
    "meeting.kind": ("UPDATE meeting SET kind = 'extra'", "Sammanträdets slag"),
    "meeting.held_on": ("UPDATE meeting SET held_on = '2027-09-07'", "Sammanträdets datum"),
    "meeting.subcommittee_id": (
        "INSERT INTO subcommittee (id, order_key, committee_id, name)"
        f" SELECT {KEY}, 'a9', committee_id, 'Utskott Syd' FROM subcommittee;"
        f"UPDATE meeting SET subcommittee_id = {KEY}",
        "Utskott",
    ),
    "spot_check_correction.place": (
        "UPDATE spot_check_correction SET place = 'Ärende 2'",
        "Rättelse 1, vad som rättas",
    ),
    "spot_check_correction.text": ("UPDATE spot_check_correction SET text = 'Annat'", "Rättelse 1, vad som gäller"),
    "spot_check_correction.reason": ("UPDATE spot_check_correction SET reason = 'Annat'", "Rättelse 1, skäl"),
    "spot_check_correction.made_by": (
        "UPDATE spot_check_correction SET made_by = 'Annan'",
        "Rättelse 1, vem som rättade",
    ),
    "spot_check_correction.made_at": (
        "UPDATE spot_check_correction SET made_at = '2027-09-23T00:00:00+02:00'",
        "Rättelse 1, tid för rättelsen",
    ),
    "spot_check_correction.id": (f"UPDATE spot_check_correction SET id = {KEY}", "Rättelse 1, rättelsens nyckel"),
    "spot_check_correction.fingerprint": (
        "UPDATE spot_check_correction SET fingerprint = 'ab'",
        "Rättelse 1, kontrollsumman",
    ),
    "spot_check_correction.signed_content": (
        "UPDATE spot_check_correction SET signed_content = '{}'",
        "Rättelse 1, kontrollsumman",
    ),
    "spot_check_correction.spot_check_id": (
        "INSERT INTO spot_check (id, meeting_id, category_title, verifier, recused, recusal, presenter, assessment,"
        " conclusion, fewer_reason, selection, signed_by, fingerprint)"
        f" SELECT {KEY}, meeting_id, '', '', '', '', '', '', '', '', '', '', '' FROM spot_check;"
        f"UPDATE spot_check_correction SET spot_check_id = {KEY}",
        "Rättelse 1, vilket stickprov som rättas",
    ),
}
"""What another tool may do to each field, and what is said of it."""
NOTHING_BY_ITSELF = {"spot_check_answer.id"}
"""Keys of rows that only join two others: nothing is told by them."""


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    opened = new_document(tmp_path / "prov.scnplan")
    yield opened
    opened.close()


def correct(document: Document, record: str) -> str:
    return document.do(
        "Rätta",
        lambda session: corrections.add_correction(
            session, record, "Ärende 1, kommentar", "Handlingen finns.", "Den låg i en annan akt.", "Kerstin Alm", LATER
        ),
        barrier=True,
    )


@pytest.fixture(scope="module")
def signed_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed file with a signed record and a correction of it."""
    made = new_document(tmp_path_factory.mktemp("signerat") / "prov.scnplan")
    correct(made, signed_record(made, NOW))
    made.close()
    return made.path


def changed_outside(path: Path, statements: str) -> Document:
    """The file, changed by a tool that knows nothing of signatures."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statements)
        assert connection.total_changes > 0
        connection.commit()
    return Document.open(path)


def test_every_field_of_a_signed_record_is_tried() -> None:
    parts = ("spot_check", "spot_check_case", "spot_check_question", "spot_check_answer", "spot_check_correction")
    fields = {f"{table}.{column.name}" for table in parts for column in Base.metadata.tables[table].columns}
    assert fields - NOTHING_BY_ITSELF == {name.partition(",")[0] for name in SEEN if not name.startswith("meeting")}


@pytest.mark.parametrize("field", SEEN)
def test_a_change_with_another_tool_is_told_with_its_field(field: str, signed_file: Path, tmp_path: Path) -> None:
    statements, named = SEEN[field]
    opened = changed_outside(Path(shutil.copy(signed_file, tmp_path / "annan.scnplan")), statements)
    try:
        told = [name for each in alterations(opened.session) for name in each.fields]
        assert any(name.startswith(named) for name in told), told
    finally:
        opened.close()


def test_an_untouched_record_with_its_correction_is_whole(signed_file: Path, tmp_path: Path) -> None:
    opened = Document.open(Path(shutil.copy(signed_file, tmp_path / "samma.scnplan")))
    assert alterations(opened.session) == []
    opened.close()


# What was signed before ----------------------------------------------------------------------------------------------
def two_signed(document: Document) -> tuple[str, str]:
    """Two records, the second signed after the first."""
    where = queries.subcommittees(document.session)[0].id
    second = document.do("Möte", lambda session: spot_checks.add_meeting(session, where, "2027-09-22"))
    return signed_record(document, NOW), signed_record(document, LATER, second)


def known_of(document: Document, record_id: str) -> dict[str, str]:
    record = queries.get(document.session, SpotCheck, record_id)
    known: dict[str, str] = json.loads(record.signed_content or "")["known"]
    return known


def test_a_signature_names_those_before_it_and_through_them_all_others(document: Document) -> None:
    first, second = two_signed(document)
    where = queries.subcommittees(document.session)[0].id
    day = document.do("Möte", lambda session: spot_checks.add_meeting(session, where, "2027-10-06"))
    third = signed_record(document, LATER, day)
    fingerprint = {key: queries.get(document.session, SpotCheck, key).fingerprint for key in (first, second)}
    assert known_of(document, first) == {}
    assert known_of(document, second) == {first: fingerprint[first]}
    assert known_of(document, third) == {second: fingerprint[second]}
    assert breaks(seals(document.session)) == []


def test_a_record_that_is_removed_is_missed(document: Document) -> None:
    first, second = two_signed(document)
    document.close()
    parts = (
        "PRAGMA foreign_keys = ON; DELETE FROM spot_check_case WHERE spot_check_id = '{0}';"
        "DELETE FROM spot_check WHERE id = '{0}'"
    )
    opened = changed_outside(document.path, parts.format(first))
    assert [(each.record_id, each.fields) for each in alterations(opened.session)] == [(second, (REMOVED,))]
    opened.close()


def test_a_record_that_is_signed_anew_is_told(document: Document) -> None:
    """Someone who can compute the checksum changes the record, its content and the checksum alike."""
    first, _ = two_signed(document)
    content = json.loads(queries.get(document.session, SpotCheck, first).signed_content or "")
    text = canonical(content | {"presenter": "Annan"})
    document.close()
    with closing(sqlite3.connect(document.path)) as connection:
        connection.execute(
            "UPDATE spot_check SET presenter = 'Annan', signed_content = ?, fingerprint = ? WHERE id = ?",
            (text, fingerprint_of(text), first),
        )
        connection.commit()
    opened = Document.open(document.path)
    assert verify(queries.get(opened.session, SpotCheck, first)) == []
    assert [(each.record_id, each.fields) for each in alterations(opened.session)] == [(first, (SIGNED_ANEW,))]
    opened.close()


def test_a_signature_that_is_taken_away_is_told(document: Document) -> None:
    first, _ = two_signed(document)
    document.close()
    opened = changed_outside(
        document.path,
        "UPDATE spot_check SET signed_at = NULL, signed_by = '', signed_content = NULL, fingerprint = ''"
        f" WHERE id = '{first}'",
    )
    assert [(each.record_id, each.fields) for each in alterations(opened.session)] == [(first, (UNSIGNED,))]
    opened.close()


def test_two_records_signed_apart_both_hold_in_one_file(document: Document, tmp_path: Path) -> None:
    where = queries.subcommittees(document.session)[0].id
    days = ["2027-09-22", "2027-10-06", "2027-10-20"]
    mine, theirs, later = document.do("Möten", lambda session: spot_checks.add_meetings(session, where, days))
    first = signed_record(document, NOW)
    document.save_copy(tmp_path / "kopia.scnplan")
    copy = Document.open(tmp_path / "kopia.scnplan")
    apart = signed_record(copy, LATER, theirs)
    copy.close()
    here = signed_record(document, LATER, mine)
    document.close()
    with closing(sqlite3.connect(document.path)) as connection:
        connection.execute("ATTACH ? AS other", (str(tmp_path / "kopia.scnplan"),))
        for table, column in (
            ("spot_check", "id"),
            ("spot_check_question", "spot_check_id"),
            ("spot_check_case", "spot_check_id"),
        ):
            connection.execute(f"INSERT INTO main.{table} SELECT * FROM other.{table} WHERE {column} = ?", (apart,))
        connection.execute(
            "INSERT INTO main.spot_check_answer SELECT * FROM other.spot_check_answer WHERE case_id IN"
            " (SELECT id FROM other.spot_check_case WHERE spot_check_id = ?)",
            (apart,),
        )
        connection.commit()
    merged = Document.open(document.path)
    assert alterations(merged.session) == []
    third = signed_record(merged, LATER, later)
    assert set(known_of(merged, third)) == {here, apart}
    assert first in known_of(merged, here)
    assert first in known_of(merged, apart)
    assert alterations(merged.session) == []
    merged.close()


# Corrections ---------------------------------------------------------------------------------------------------------
def test_a_correction_is_an_addition_that_says_what_why_and_by_whom(document: Document) -> None:
    record = queries.get(document.session, SpotCheck, signed_record(document, NOW))
    before = record.signed_content
    made = correct(document, record.id)
    (correction,) = record.corrections
    assert (correction.id, correction.place, correction.text) == (made, "Ärende 1, kommentar", "Handlingen finns.")
    assert (correction.reason, correction.made_by) == ("Den låg i en annan akt.", "Kerstin Alm")
    assert correction.made_at == "2027-09-22T13:42:10+02:00"
    assert record.signed_content == before
    assert verify(record) == []
    assert verify_correction(correction) == []
    assert known_in_text(correction) == {record.id: record.fingerprint}


def known_in_text(correction: SpotCheckCorrection) -> dict[str, str]:
    known: dict[str, str] = json.loads(correction.signed_content)["known"]
    return known


def test_a_correction_is_locked_and_can_not_be_undone(document: Document) -> None:
    record = signed_record(document, NOW)
    made = correct(document, record)
    before = rows(document)
    with pytest.raises(NotUndoable):
        document.undo()

    def changing(field: str) -> Callable[[Session], None]:
        return lambda session: setattr(queries.get(session, SpotCheckCorrection, made), field, "Annat")

    for field in ("place", "text", "reason", "made_by"):
        with pytest.raises(InputError, match="låst"):
            document.do("Ändra", changing(field))
    with pytest.raises(InputError, match="låst"):
        document.do(
            "Ta bort", lambda session: session.delete(queries.get(session, SpotCheckCorrection, made)), barrier=True
        )
    assert rows(document) == before


@pytest.mark.parametrize("empty", range(4))
def test_a_correction_without_place_words_reason_or_name_is_refused(document: Document, empty: int) -> None:
    record = signed_record(document, NOW)
    given = ["Ärende 1", "Annat", "Fel nummer", "Kerstin Alm"]
    given[empty] = "  "
    with pytest.raises(InputError, match="Skriv v"):
        document.do(
            "Rätta",
            lambda session: corrections.add_correction(session, record, given[0], given[1], given[2], given[3], NOW),
            barrier=True,
        )


def test_a_category_that_is_removed_from_the_plan_leaves_its_title_in_signed_records(document: Document) -> None:
    record = queries.get(document.session, SpotCheck, signed_record(document, NOW))
    title, category = record.category_title, record.category
    document.do("Ta bort", lambda session: session.delete(category))
    assert category_key(document, record.id) is None
    assert (record.category_title, verify(record)) == (title, [])
    document.undo()
    assert category_key(document, record.id) is not None
    assert verify(record) == []


def category_key(document: Document, record_id: str) -> str | None:
    return queries.get(document.session, SpotCheck, record_id).category_id


# Draws ---------------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def drawn_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed file with two draws for a meeting, a case left out of the second, and the record signed that used it."""
    made = new_document(tmp_path_factory.mktemp("draget") / "prov.scnplan")
    made_draw(made, cases(9, first=100))
    record = begun(made)
    used = made_draw(made, cases(12))
    made.do("Fyll", lambda session: draws.use_draw(session, record.id, used.id))
    left_out = str(record.cases[0].draw_item_id)
    made.do("Hoppa över", lambda session: draws.omit(session, used.id, left_out, "Jäv.", "K", NOW), barrier=True)

    def fill(session: Session) -> None:
        for case in record.cases:
            for question in record.questions:
                spot_checks.set_answer(session, case.id, question.id, "yes")
            spot_checks.set_case_assessment(session, case.id, "no_remark")
        spot_checks.set_field(session, record.id, "presenter", "enhetschef Olle Brandt")
        spot_checks.set_assessment(session, record.id, "no_remark")

    made.do("Fyll i", fill)
    made.do("Signera", lambda session: spot_checks.sign(session, record.id, "Kerstin Alm", NOW), barrier=True)
    made.close()
    return made.path


UNUSED = "(SELECT id FROM draw WHERE id NOT IN (SELECT draw_id FROM spot_check))"


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (f"DELETE FROM draw_item WHERE draw_id = {UNUSED}; DELETE FROM draw WHERE id = {UNUSED}", "Sammanträdets"),
        ("UPDATE draw SET made_by = 'Annan'", "Sammanträdets dragningar"),
        ("UPDATE draw SET made_at = '2027-09-01T08:00:00+02:00'", "Sammanträdets dragningar"),
        ("UPDATE draw SET wanted = 4", "Sammanträdets dragningar"),
        ("UPDATE draw_omission SET reason = 'Annat.'", "De överhoppade ärendena"),
        ("DELETE FROM draw_omission", "De överhoppade ärendena"),
    ],
)
def test_a_draw_that_is_hidden_or_changed_after_the_signature_is_told(
    statements: str, named: str, drawn_file: Path, tmp_path: Path
) -> None:
    opened = changed_outside(Path(shutil.copy(drawn_file, tmp_path / "annan.scnplan")), statements)
    try:
        told = [name for each in alterations(opened.session) for name in each.fields]
        assert any(name.startswith(named) for name in told), told
    finally:
        opened.close()


def test_drawing_more_for_the_meeting_leaves_the_signed_record_whole(drawn_file: Path, tmp_path: Path) -> None:
    opened = Document.open(Path(shutil.copy(drawn_file, tmp_path / "samma.scnplan")))
    made_draw(opened, cases(7, first=200))
    assert len(meeting(opened).draws) == 3
    assert alterations(opened.session) == []
    opened.close()


def test_a_signed_record_with_its_draws_is_whole_out_and_in_again(drawn_file: Path, tmp_path: Path) -> None:
    opened = Document.open(Path(shutil.copy(drawn_file, tmp_path / "samma.scnplan")))
    text = export_json(opened.session)
    opened.close()
    again = import_json(text, tmp_path / "igen.scnplan")
    assert alterations(again.session) == []
    again.close()
