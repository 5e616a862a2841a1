"""Only the year that is shown is read when a file is opened; the rest is there when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.document.loading import (
    CALENDAR,
    REGISTER,
    STICKPROV,
    load_plan,
    load_plans,
    load_stickprov,
    plan_of,
    plan_tables,
    shared_tables,
)
from scn_desktop.models.edits import sections, spot_checks
from scn_desktop.models.edits.plans import create_plan
from scn_desktop.models.entities import Base, Measure, Plan, Section, SpotCheck, SpotCheckCase, Subcommittee
from scn_desktop.models.planning_model_file import shipped_model
from scn_desktop.models.spot_check_seal import verify
from tests.models.planned import new_document
from tests.models.signing import signed_record
from tests.rows import all_rows, entity_rows, fresh_tree, tree


@pytest.fixture
def two_years(document: Document, path: Path) -> Iterator[Document]:
    """A file with plans for 2027 and 2028, opened anew."""

    def next_year(session: Session) -> None:
        create_plan(session, queries.committee(session), 2028, shipped_model("uppsala-2021"))

    document.do("Ny plan", next_year)
    document.close()
    opened = Document.open(path)
    yield opened
    opened.close()


@contextmanager
def statements(document: Document) -> Iterator[list[str]]:
    """The statements that the entities sent to the file meanwhile."""
    sent: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = document.session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def held(document: Document, entity: type[Base]) -> set[str]:
    """The keys of the rows that the session holds."""
    return {row.id for row in document.session.identity_map.values() if isinstance(row, entity)}


def add_first(document: Document, paper: str) -> None:
    """A chapter before all others."""
    document.do("Nytt avsnitt", lambda session: sections.add(session, paper, None, 0, "chapter", "Först"))


def test_every_table_is_read_with_the_file_a_plan_or_the_stickprov() -> None:
    assert not plan_tables() & shared_tables()
    assert shared_tables() == {"committee", "plan", "steering_document", "picture"}


def test_opening_reads_no_year(two_years: Document) -> None:
    assert len(queries.plans(two_years.session)) == 2
    assert not held(two_years, Section)


def test_the_year_that_is_shown_is_read_with_one_statement_a_table(two_years: Document) -> None:
    with statements(two_years) as sent:
        plan = queries.plan_of_year(two_years.session, 2028)
        assert plan is not None
        found = [block.id for paper in plan.papers for each in queries.walk(paper) for block in each.blocks]
    assert found
    assert len(sent) == len(plan_tables())
    with statements(two_years) as sent:
        assert queries.plan_of_year(two_years.session, 2028) is plan
        assert [each.kind.singular for paper in plan.papers for each in queries.walk(paper)]
    assert sent == []
    sections_here = {each.id for paper in plan.papers for each in paper.all_sections}
    assert held(two_years, Section) == sections_here


def test_a_year_that_was_not_read_is_there_all_the_same(two_years: Document) -> None:
    other = queries.plans(two_years.session)[0]
    assert [each.title for each in other.papers[0].sections]
    assert tree(two_years.session) == fresh_tree(two_years)


def test_a_year_is_kept_in_step_whether_it_was_read_or_not(two_years: Document) -> None:
    shown = queries.plan_of_year(two_years.session, 2028)
    hidden = queries.plans(two_years.session)[0]
    assert shown is not None
    for plan in (shown, hidden):
        add_first(two_years, plan.papers[0].id)
        two_years.undo()
        two_years.redo()
    load_plans(two_years.session)
    assert entity_rows(two_years) == all_rows(two_years)
    assert tree(two_years.session) == fresh_tree(two_years)


def test_what_was_read_is_read_anew_after_a_refusal(two_years: Document) -> None:
    shown = queries.plan_of_year(two_years.session, 2028)
    assert shown is not None
    first = shown.papers[0].sections[0]
    title = first.title

    def refused(session: Session) -> None:
        queries.get(session, Section, first.id).title = "Nytt"
        session.flush()
        raise InputError("Nej")

    with pytest.raises(InputError):
        two_years.do("Rubrik", refused)
    with statements(two_years) as sent:
        assert first.title == title
    assert sent == []
    assert tree(two_years.session) == fresh_tree(two_years)


def test_a_plan_that_is_gone_is_not_waited_for(two_years: Document) -> None:
    load_plan(two_years.session, "0" * 32)
    assert not held(two_years, Measure)


def test_the_plan_of_a_row_is_found_through_its_owners(two_years: Document) -> None:
    session = two_years.session
    for plan in queries.plans(session):
        block = plan.papers[0].sections[0].blocks[0]
        assert plan_of(session, "block", block.id) == plan.id
        assert plan_of(session, "paper", plan.papers[0].id) == plan.id
    assert plan_of(session, "block", "0" * 32) is None
    assert plan_of(session, "steering_document", "0" * 32) is None
    assert isinstance(queries.plans(session)[0], Plan)


# The stickprov -------------------------------------------------------------------------------------------------------
NOW = datetime(2027, 9, 8, 13, 42, 10, tzinfo=UTC)
YEARS = (2026, 2027)


@pytest.fixture
def two_calendars(tmp_path: Path) -> Iterator[Document]:
    """A file with a signed stickprov in 2026 and one in 2027, opened anew."""
    made = new_document(tmp_path / "prov.scnplan")
    where = queries.subcommittees(made.session)[0].id
    early = made.do("Möte", lambda session: spot_checks.add_meeting(session, where, "2026-09-09"))
    signed_record(made, NOW, early)
    signed_record(made, NOW, next(each.id for each in queries.meetings(made.session, 2027)))
    made.close()
    opened = Document.open(tmp_path / "prov.scnplan")
    yield opened
    opened.close()


def test_a_years_stickprov_are_read_with_one_statement_a_table_and_no_other_years(two_calendars: Document) -> None:
    session = two_calendars.session
    with statements(two_calendars) as sent:
        (meeting,) = queries.meetings(session, 2027)
        (record,) = meeting.spot_checks
        assert record.signed_content
        assert [[case.answer_to(each) for each in record.questions] for case in record.cases]
        assert meeting.subcommittee.name == "Utskott Norr"
        assert not meeting.draws
        assert not record.corrections
    assert len(sent) == len(STICKPROV) + 1, "one a table, and which meetings the year has"
    assert {each.meeting_id for each in (record,)} == {meeting.id}
    assert held(two_calendars, SpotCheck) == {record.id}


def test_the_calendar_of_every_year_reads_nothing_of_the_cases(two_calendars: Document) -> None:
    with statements(two_calendars) as sent:
        found = queries.meetings(two_calendars.session)
        assert [each.held_on for each in found] == ["2026-09-09", "2027-09-08"]
        assert all(record.signed for each in found for record in each.spot_checks)
    assert len(sent) == len(REGISTER) + len(CALENDAR)
    assert not held(two_calendars, SpotCheckCase)
    record = found[0].spot_checks[0]
    assert len(record.cases) == 3, "what was not read is fetched where it is asked for"
    assert verify(record) == []


@pytest.mark.parametrize("asked", list(permutations(("year", "other year", "calendar", "everything"))))
def test_in_whatever_order_years_are_read_the_entities_are_the_files(
    two_calendars: Document, asked: tuple[str, ...]
) -> None:
    session = two_calendars.session
    reading: dict[str, Callable[[], object]] = {
        "year": lambda: queries.meetings(session, 2027),
        "other year": lambda: queries.meetings(session, 2026),
        "calendar": lambda: queries.meetings(session),
        "everything": lambda: load_stickprov(session),
    }
    for each in asked:
        reading[each]()
    load_plans(session)
    assert entity_rows(two_calendars) == all_rows(two_calendars)
    assert tree(session) == fresh_tree(two_calendars)
    assert [len(queries.meetings(session, year)) for year in YEARS] == [1, 1]


@pytest.mark.parametrize("read", [(), (2026,), (2027,), YEARS])
def test_stickprov_are_kept_in_step_whether_their_year_was_read_or_not(
    two_calendars: Document, read: tuple[int, ...]
) -> None:
    session = two_calendars.session
    for year in read:
        queries.meetings(session, year)
    where, category = queries.subcommittees(session)[0].id, queries.plans(session)[0].model.categories[0].id
    for day in ("2026-10-07", "2027-10-06", "2028-01-12"):
        added = two_calendars.do("Möte", partial(spot_checks.add_meeting, subcommittee_id=where, held_on=day))
        record = two_calendars.do("Börja", partial(spot_checks.begin, meeting_id=added, category_id=category))
        case = queries.get(session, SpotCheck, record).cases[0].id
        two_calendars.do("Ärende", partial(spot_checks.set_reference, case_id=case, reference="2027-1"))
        for step in (two_calendars.undo, two_calendars.redo, two_calendars.undo, two_calendars.undo):
            step()
        assert not [each for each in queries.meetings(session, int(day[:4])) if each.id == added and each.spot_checks]
        two_calendars.redo()
        two_calendars.redo()
        moved = f"{int(day[:4]) - 1}{day[4:]}"
        two_calendars.do("Flytta", partial(spot_checks.set_meeting, meeting_id=added, held_on=moved, kind="extra"))
        assert added in {each.id for each in queries.meetings(session, int(moved[:4]))}
        assert added not in {each.id for each in queries.meetings(session, int(day[:4]))}
        two_calendars.do("Ta bort", partial(spot_checks.delete_meeting, meeting_id=added))
        assert added not in {each.id for each in queries.meetings(session, int(moved[:4]))}
        two_calendars.undo()
    load_plans(session)
    load_stickprov(session)
    assert entity_rows(two_calendars) == all_rows(two_calendars)
    assert tree(session) == fresh_tree(two_calendars)


def test_a_years_stickprov_are_read_anew_after_a_refusal(two_calendars: Document) -> None:
    session = two_calendars.session
    where = queries.subcommittees(session)[0].id
    (meeting,) = queries.meetings(session, 2027)

    def refused(session: Session) -> None:
        queries.get(session, Subcommittee, where).name = "Nytt"
        spot_checks.add_meeting(session, where, "2027-12-01")
        raise InputError("Nej")

    with pytest.raises(InputError):
        two_calendars.do("Möte", refused)
    assert queries.meetings(session, 2027) == [meeting]
    assert meeting.subcommittee.name == "Utskott Norr"
    assert verify(meeting.spot_checks[0]) == []
    assert tree(session) == fresh_tree(two_calendars)


def test_the_stickprov_last_written_in_is_found_without_reading_a_year(two_calendars: Document) -> None:
    session = two_calendars.session
    where, category = queries.subcommittees(session)[0].id, queries.plans(session)[0].model.categories[0].id
    added = two_calendars.do("Möte", lambda session: spot_checks.add_meeting(session, where, "2027-10-06"))
    record = two_calendars.do("Börja", lambda session: spot_checks.begin(session, added, category))
    case = queries.get(session, SpotCheck, record).cases[0]
    assert case.answers == []
    question = case.spot_check.questions[0].id
    two_calendars.do("Svara", lambda session: spot_checks.set_answer(session, case.id, question, "yes"))
    found = queries.last_edited_spot_check(session)
    assert found is not None
    assert found.id == record
    assert queries.presenters(session) == ["enhetschef Olle Brandt"]
