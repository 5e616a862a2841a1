"""Only the year that is shown is read when a file is opened; the rest is there when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.document.loading import load_plan, load_plans, plan_of, plan_tables, shared_tables
from scn_desktop.models.edits import sections
from scn_desktop.models.edits.plans import create_plan
from scn_desktop.models.entities import Base, Measure, Plan, Section
from scn_desktop.models.planning_model_file import shipped_model
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
