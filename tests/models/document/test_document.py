"""The document file: what is typed is in it, can be taken back, and can be found again."""

import sqlite3
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scn_desktop.errors import (
    InputError,
    NotUndoable,
    PersonalNumberError,
    ReadOnlyDocument,
    WriteFailed,
)
from scn_desktop.models import queries
from scn_desktop.models.document.backup import GENERATIONS, backups_of
from scn_desktop.models.document.change_log import Change, ChangeSet
from scn_desktop.models.document.document import Document
from scn_desktop.models.document.migrations import migrate
from scn_desktop.models.document.schema import SCHEMA_VERSION, generated_schema, schema_text
from scn_desktop.models.edits import measures, plans, sections
from scn_desktop.models.numbering import labels
from scn_desktop.models.plan import Paper, Section
from tests.rows import all_rows, entity_rows


def plan_paper(document: Document) -> Paper:
    """The verksamhetsplan of the only year."""
    return queries.plans(document.session)[0].papers[0]


def add_goal(document: Document, title: str = "Trygga barn") -> str:
    """A goal at the end of the paper."""
    return document.do("Nytt mål", lambda s: sections.add(s, plan_paper(document).id, None, 99, "goal", title))


def test_the_shipped_schema_is_what_the_mapping_asks_for() -> None:
    assert generated_schema() == schema_text()


def test_an_edit_is_in_the_file_when_do_returns(document: Document, path: Path) -> None:
    goal = add_goal(document)
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as other:
        assert other.execute("SELECT title FROM section WHERE id = ?", (goal,)).fetchone() == ("Trygga barn",)
    other.close()


def test_undo_and_redo_work_after_a_restart(document: Document, path: Path) -> None:
    before = all_rows(document)
    add_goal(document)
    after = all_rows(document)
    document.close()
    again = Document.open(path)
    assert again.undo_label == "Nytt mål"
    again.undo()
    assert all_rows(again) == before
    again.close()
    third = Document.open(path)
    assert (third.undo_label, third.redo_label) == (None, "Nytt mål")
    third.redo()
    assert all_rows(third) == after
    third.close()


def test_entities_follow_deletions_that_the_file_cascades(document: Document) -> None:
    goal = add_goal(document)
    child = document.do("Nytt uppdrag", lambda s: sections.add(s, plan_paper(document).id, goal, 0, "assignment", "A"))
    block = next(b for b in queries.get(document.session, Section, child).blocks if b.kind == "measures")
    document.do("Ny åtgärd", lambda s: measures.add(s, block.id, None, "Öppna en mottagning"))
    plan = plan_paper(document).plan
    document.do("Ta bort mål", lambda s: sections.delete(s, goal))
    assert plan.measures == []
    assert goal not in [section.id for section in plan_paper(document).sections]
    assert entity_rows(document) == all_rows(document)
    document.undo()
    assert [measure.text for measure in plan.measures] == ["Öppna en mottagning"]
    assert entity_rows(document) == all_rows(document)


def test_typing_on_in_one_field_is_one_step(document: Document) -> None:
    goal = add_goal(document)
    before = all_rows(document)
    for title in ("T", "Tr", "Trygg", "Trygga unga"):
        document.do("Ändra rubrik", partial(sections.set_field, section_id=goal, field="title", value=title))
    document.undo()
    assert all_rows(document) == before
    document.redo()
    assert queries.get(document.session, Section, goal).title == "Trygga unga"


def test_typing_something_and_taking_it_back_by_hand_leaves_no_step(document: Document, path: Path) -> None:
    goal = add_goal(document)
    for title in ("Trygga unga", "Trygga barn"):
        document.do("Ändra rubrik", partial(sections.set_field, section_id=goal, field="title", value=title))
    assert document.undo_label == "Nytt mål"
    document.close()
    again = Document.open(path)
    assert again.undo_label == "Nytt mål"
    again.undo()
    assert goal not in [section.id for section in plan_paper(again).sections]
    again.close()


def test_an_edit_after_one_that_could_not_be_saved_is_a_step_of_its_own(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = add_goal(document)
    before = all_rows(document)

    def disk_full() -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(document.session, "commit", disk_full)
        with pytest.raises(WriteFailed):
            document.do("Ändra", lambda s: sections.set_field(s, goal, "title", "Går inte"))
    document.do("Ändra", lambda s: sections.set_field(s, goal, "title", "Går"))
    document.undo()
    assert all_rows(document) == before


@pytest.mark.parametrize("text", ["halv emoji \ud83d", "tomt tecken \x00"])
def test_a_text_that_no_file_can_hold_is_refused_and_what_was_there_is_kept(document: Document, text: str) -> None:
    goal = add_goal(document)
    before = all_rows(document)
    with pytest.raises(InputError, match="tecken som inte kan sparas"):
        document.do("Ändra", lambda s: sections.set_field(s, goal, "title", text))
    assert all_rows(document) == before == entity_rows(document)


def test_a_section_number_may_be_of_any_length(document: Document) -> None:
    goal = add_goal(document)
    document.do("Ändra", lambda s: sections.set_field(s, goal, "number", "9" * 5000))
    assert labels(plan_paper(document))[goal].number == "9" * 5000


def test_a_long_text_comes_back_whole(document: Document) -> None:
    goal = add_goal(document)
    long = "å" * 5000
    document.do("Ändra", lambda s: sections.set_field(s, goal, "title", long))
    document.do("Ändra kort", lambda s: sections.set_field(s, goal, "partners", "UBN"))
    document.do("Ändra igen", lambda s: sections.set_field(s, goal, "title", "kort"))
    document.undo()
    assert queries.get(document.session, Section, goal).title == long


def test_a_new_edit_ends_redo(document: Document) -> None:
    add_goal(document)
    document.undo()
    add_goal(document, "Ett annat")
    assert document.redo_label is None
    with pytest.raises(NotUndoable):
        document.redo()


def test_an_action_that_changes_nothing_leaves_no_step(document: Document) -> None:
    goal = add_goal(document)
    seen: list[ChangeSet] = []
    document.changed.connect(seen.append)
    document.do("Ändra rubrik", lambda s: sections.set_field(s, goal, "title", "Trygga barn"))
    assert (document.undo_label, seen) == ("Nytt mål", [])


def test_changed_tells_which_rows(document: Document) -> None:
    seen: list[ChangeSet] = []
    document.changed.connect(seen.append)
    goal = add_goal(document)
    document.do("Ändra rubrik", lambda s: sections.set_field(s, goal, "title", "Nytt"))
    assert goal in seen[0].rows("section")
    (change,) = seen[1].changes
    assert change == Change("section", goal, "update", frozenset({"title"}))


def test_an_edit_that_fails_halfway_leaves_everything_as_it_was(document: Document) -> None:
    goal = add_goal(document)
    before = all_rows(document)

    def halfway(session: object) -> None:
        sections.set_field(document.session, goal, "title", "Halvt")
        raise InputError("Stopp.")

    with pytest.raises(InputError, match="Stopp"):
        document.do("Halvt", halfway)
    assert all_rows(document) == before
    assert entity_rows(document) == before


@pytest.mark.parametrize(
    "typed", ["19811228-9874", "811228-9874", "8112289874", "811228 9874", "811228−9874", "701063-2391", "121212+1212"]
)
def test_a_personal_number_never_reaches_the_file(document: Document, path: Path, typed: str) -> None:
    goal = add_goal(document)
    with pytest.raises(PersonalNumberError) as caught:
        document.do("Ändra", lambda s: sections.set_field(s, goal, "title", f"Samtal med {typed} i mars"))
    assert typed not in str(caught.value)
    assert queries.get(document.session, Section, goal).title == "Trygga barn"
    document.close()
    assert typed.encode() not in path.read_bytes()


def test_what_is_refused_was_never_on_the_disk_however_large_the_action(document: Document, path: Path) -> None:
    paper = plan_paper(document)

    def large(session: Session) -> None:
        for number in range(3000):
            sections.add(session, paper.id, None, number, "goal", f"Samtal med 19811228-9874 {'x' * 2000}")
        session.flush()
        assert b"19811228-9874" not in b"".join(each.read_bytes() for each in path.parent.iterdir())

    with pytest.raises(PersonalNumberError):
        document.do("Stor inklistring", large)


@pytest.mark.parametrize(
    "typed", ["SCN-2020-00608", "811228-9875", "2026-11-22", "070-123 45 67", "556016-0680", "1 234 567"]
)
def test_other_numbers_are_let_through(document: Document, typed: str) -> None:
    goal = add_goal(document)
    document.do("Ändra", lambda s: sections.set_field(s, goal, "title", typed))
    assert queries.get(document.session, Section, goal).title == typed


def test_nothing_but_do_can_write(document: Document) -> None:
    goal = queries.get(document.session, Section, add_goal(document))
    goal.title = "Förbi"
    with pytest.raises(RuntimeError, match="only through"):
        document.session.flush()
    document.session.rollback()


def test_a_barrier_cannot_be_undone_nor_what_was_before(document: Document) -> None:
    goal = add_goal(document)
    document.do("Besluta", lambda s: sections.set_field(s, goal, "title", "Beslutat"), barrier=True)
    assert document.undo_label is None
    with pytest.raises(NotUndoable):
        document.undo()


def test_a_second_opening_is_read_only_and_says_who(document: Document, path: Path) -> None:
    second = Document.open(path)
    assert second.read_only_reason.startswith("Öppen hos ")
    with pytest.raises(ReadOnlyDocument):
        second.do("Ändra", lambda s: plans.set_committee_field(s, "code", "X"))
    second.close()
    add_goal(document)


def test_what_a_crash_leaves_behind_shuts_nobody_out(new_plan: bytes, path: Path) -> None:
    path.write_bytes(new_plan)
    path.with_name(f".~{path.name}.lock").touch()
    path.with_name(f".~{path.name}.who").write_text('{"name": "Karin Lund"}', encoding="utf-8")
    document = Document.open(path)
    assert not document.read_only
    document.close()


def test_closing_leaves_only_the_file(document: Document, path: Path) -> None:
    document.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_copy_is_whole_and_independent(document: Document, tmp_path: Path) -> None:
    add_goal(document)
    copy_path = tmp_path / "kopia.scnplan"
    document.save_copy(copy_path)
    copy = Document.open(copy_path)
    assert all_rows(copy) == all_rows(document)
    assert copy.file_id == document.file_id
    copy.undo()
    assert all_rows(copy) != all_rows(document)
    copy.close()


def test_a_copy_onto_the_open_file_is_refused(document: Document, path: Path) -> None:
    with pytest.raises(WriteFailed, match="annat namn"):
        document.save_copy(path)


def test_a_copy_to_a_missing_folder_is_a_clear_error(document: Document, tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="Välj en annan plats"):
        document.save_copy(tmp_path / "saknas" / "kopia.scnplan")


def test_backups_are_kept_when_the_file_has_changed_and_only_a_few(document: Document, path: Path) -> None:
    file_id = document.file_id
    document.close()
    Document.open(path).close()
    assert len(backups_of(file_id)) == 1
    for number in range(GENERATIONS + 2):
        again = Document.open(path)
        add_goal(again, f"Mål {number}")
        again.close()
    assert len(backups_of(file_id)) == GENERATIONS
    newest = Document.open(backups_of(file_id)[-1])
    assert f"Mål {GENERATIONS}" in [section.title for section in plan_paper(newest).sections]
    newest.close()


def test_a_migration_is_all_or_nothing(document: Document, path: Path) -> None:
    document.close()
    connection = sqlite3.connect(path, isolation_level=None)

    def breaks(within: sqlite3.Connection) -> None:
        within.execute("UPDATE committee SET name = 'Halv'")
        raise RuntimeError("mitt i")

    with pytest.raises(RuntimeError):
        migrate(connection, SCHEMA_VERSION, SCHEMA_VERSION + 1, {SCHEMA_VERSION: breaks})
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert connection.execute("SELECT name FROM committee").fetchone() == ("Socialnämnden",)

    def renames(within: sqlite3.Connection) -> None:
        within.execute("UPDATE committee SET name = 'Ny'")

    migrate(connection, SCHEMA_VERSION, SCHEMA_VERSION + 1, {SCHEMA_VERSION: renames})
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION + 1,)
    connection.close()


def test_a_snapshot_is_a_copy_that_cannot_be_written(document: Document) -> None:
    with document.snapshot() as snapshot:
        add_goal(document, "Senare")
        paper = queries.plans(snapshot.session)[0].papers[0]
        assert "Senare" not in [section.title for section in paper.sections]


def test_no_snapshot_is_taken_within_an_edit_since_it_would_never_come(document: Document) -> None:
    with pytest.raises(RuntimeError):
        document.do("Nytt", lambda _: document.snapshot())
    document.snapshot().close()


def test_a_full_disk_is_met_with_a_message_and_nothing_is_lost(document: Document) -> None:
    add_goal(document)
    before = all_rows(document)
    pages = document._connection.execute("PRAGMA page_count").fetchone()[0]
    document._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(WriteFailed, match="disken är full"):
        document.do("Nytt", lambda s: plans.set_committee_field(s, "code", "långt " * 100_000))
    document._connection.execute("PRAGMA max_page_count = 1073741823")
    assert all_rows(document) == before
    add_goal(document, "Efter")
