"""What is controlled, its questions and the ready phrases are the plan's to change; records keep their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError, PersonalNumberError
from scn_desktop.models import queries
from scn_desktop.models.checklist_changes import has_changed, kept_questions, lost_answers
from scn_desktop.models.comment_phrases import PHRASES, appended, phrases_of
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import checklists, spot_checks
from scn_desktop.models.entities import PlanningModel, SpotCheck, SpotCheckQuestion
from scn_desktop.models.spot_check_seal import verify
from tests.models.planned import QUESTIONS, do_undo_redo, new_document
from tests.models.signing import signed_record

NOW = datetime(2027, 9, 8, 13, 42, 10, tzinfo=timezone(timedelta(hours=2)))


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    opened = new_document(tmp_path / "prov.scnplan")
    yield opened
    opened.close()


def model(document: Document) -> PlanningModel:
    plan = queries.plan_of_year(document.session)
    assert plan is not None
    return plan.model


def begun(document: Document) -> SpotCheck:
    """A record of the first category whose first case has an answer to each question."""
    meeting, category = queries.meetings(document.session)[0].id, model(document).categories[0].id
    made = document.do("Börja", lambda session: spot_checks.begin(session, meeting, category, "Kerstin Alm"))
    record = queries.get(document.session, SpotCheck, made)

    def answer(session: Session) -> None:
        for question in record.questions:
            spot_checks.set_answer(session, record.cases[0].id, question.id, "yes")

    document.do("Svara", answer)
    return record


def texts(record: SpotCheck) -> list[str]:
    return [question.text for question in record.questions]


def test_each_change_of_the_checklists_can_be_undone(document: Document) -> None:
    own = model(document).id
    first, second = (each.id for each in model(document).categories)
    question = model(document).categories[0].questions[0].id
    made = do_undo_redo(document, lambda session: checklists.add_category(session, own, " Fakturor "))
    do_undo_redo(document, lambda session: checklists.rename_category(session, first, "Beslut att  inte utreda"))
    do_undo_redo(document, lambda session: checklists.move_category(session, made, 0))
    do_undo_redo(document, lambda session: checklists.delete_category(session, second))
    assert [each.title for each in model(document).categories] == ["Fakturor", "Beslut att inte utreda"]
    added = do_undo_redo(document, lambda session: checklists.add_question(session, first, "Är barnet hört?"))
    do_undo_redo(document, lambda session: checklists.set_question(session, question, "Är skälet klart?"))
    do_undo_redo(document, lambda session: checklists.move_question(session, added, 0))
    do_undo_redo(document, lambda session: checklists.delete_question(session, question))
    asked = [each.text for each in model(document).categories[1].questions]
    assert asked == ["Är barnet hört?", *QUESTIONS[1:]]


def test_each_change_of_the_phrases_can_be_undone(document: Document) -> None:
    own = model(document).id
    made = do_undo_redo(document, lambda session: checklists.add_phrase(session, own, PHRASES[2]))
    do_undo_redo(document, lambda session: checklists.take_own_phrases(session, own))
    assert sorted(phrases_of(model(document))) == sorted(PHRASES)
    do_undo_redo(document, lambda session: checklists.set_phrase(session, made, "Barnets bästa saknas."))
    do_undo_redo(document, lambda session: checklists.move_phrase(session, made, 3))
    assert phrases_of(model(document))[3] == "Barnets bästa saknas."
    do_undo_redo(document, lambda session: checklists.delete_phrase(session, made))
    assert "Barnets bästa saknas." not in phrases_of(model(document))


def test_a_plan_without_phrases_offers_the_programs_own(document: Document) -> None:
    assert phrases_of(model(document)) == list(PHRASES)


def test_a_phrase_is_put_after_what_is_written() -> None:
    assert appended("", PHRASES[0]) == PHRASES[0]
    assert appended("Bra skrivet.", "Tack.") == "Bra skrivet. Tack."
    assert appended("Bra skrivet.\n", "Tack.") == "Bra skrivet.\nTack."


@pytest.mark.parametrize(
    "write",
    [
        lambda session, own, category: checklists.add_category(session, own, "  "),
        lambda session, own, category: checklists.rename_category(session, category, ""),
        lambda session, own, category: checklists.add_question(session, category, "\n"),
        lambda session, own, category: checklists.add_phrase(session, own, " "),
    ],
)
def test_an_empty_text_is_refused(document: Document, write: Callable[[Session, str, str], object]) -> None:
    own, category = model(document).id, model(document).categories[0].id
    with pytest.raises(InputError):
        document.do("Tomt", lambda session: write(session, own, category))
    assert [each.text for each in model(document).categories[0].questions] == list(QUESTIONS)


def test_a_personnummer_in_a_phrase_or_question_is_refused(document: Document) -> None:
    own, category = model(document).id, model(document).categories[0].id
    with pytest.raises(PersonalNumberError):
        document.do("Fras", lambda session: checklists.add_phrase(session, own, "Gäller 19121212-1212."))
    with pytest.raises(PersonalNumberError):
        document.do("Fråga", lambda session: checklists.add_question(session, category, "Gäller 121212-1212?"))


def test_a_begun_record_keeps_its_questions_until_it_takes_the_new_ones(document: Document) -> None:
    record = begun(document)
    category = model(document).categories[0]
    assert not has_changed(record)
    first = category.questions[0].id
    document.do("Ändra", lambda session: checklists.set_question(session, first, "Är skälet klart?"))
    document.do("Ny", lambda session: checklists.add_question(session, category.id, "Är barnet hört?"))
    document.do("Flytta", lambda session: checklists.move_question(session, category.questions[2].id, 0))
    assert has_changed(record)
    assert texts(record) == list(QUESTIONS)
    assert lost_answers(record) == 1
    do_undo_redo(document, lambda session: checklists.take_questions(session, record.id))
    assert texts(record) == [QUESTIONS[2], "Är skälet klart?", QUESTIONS[1], "Är barnet hört?"]
    assert [record.cases[0].answer_to(question) for question in record.questions] == ["yes", "", "yes", ""]
    assert not has_changed(record)


def test_a_signed_record_keeps_its_questions_and_is_never_told_of_new_ones(document: Document) -> None:
    record = queries.get(document.session, SpotCheck, signed_record(document, NOW))
    category = model(document).categories[0]
    document.do("Ändra", lambda session: checklists.set_question(session, category.questions[0].id, "Nytt?"))
    assert not has_changed(record)
    assert texts(record) == list(QUESTIONS)
    with pytest.raises(InputError):
        document.do("Hämta", lambda session: checklists.take_questions(session, record.id))
    assert verify(record) == []


def test_a_record_whose_category_is_deleted_keeps_its_title_and_questions(document: Document) -> None:
    record = begun(document)
    category = model(document).categories[0].id
    do_undo_redo(document, lambda session: checklists.delete_category(session, category))
    assert record.category_id is None
    assert record.category_title == "Beslut att inte inleda utredning"
    assert texts(record) == list(QUESTIONS)
    assert not has_changed(record)
    with pytest.raises(InputError, match="finns inte kvar"):
        document.do("Hämta", lambda session: checklists.take_questions(session, record.id))


def test_a_category_that_a_signed_record_used_can_be_deleted_and_the_record_is_as_it_was(document: Document) -> None:
    record = queries.get(document.session, SpotCheck, signed_record(document, NOW))
    category = model(document).categories[0].id
    do_undo_redo(document, lambda session: checklists.delete_category(session, category))
    assert (record.category_id, record.category_title) == (None, "Beslut att inte inleda utredning")
    assert verify(record) == []


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_a_question_that_is_still_asked_is_kept_and_none_is_asked_twice(asked: list[str], wanted: list[str]) -> None:
    questions = [SpotCheckQuestion(text=text) for text in asked]
    kept = kept_questions(questions, wanted)
    found = [each for each in kept if each is not None]
    assert len({id(each) for each in found}) == len(found)
    assert all(each is None or each.text == text for each, text in zip(kept, wanted, strict=True))
    for text in set(wanted):
        assert sum(each.text == text for each in found) == min(asked.count(text), wanted.count(text))
