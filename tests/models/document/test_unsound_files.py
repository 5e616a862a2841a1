"""Whatever can't be opened is met with a plain message and left untouched byte for byte."""

import hashlib
import os
import random
import sqlite3
import stat
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from scn_desktop.errors import DamagedFile, DocumentError, ForeignSchema, NewerFile, NotOurFile, NotUndoable
from scn_desktop.models import queries
from scn_desktop.models.document import safety
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.document.engine import LONGEST_VALUE
from scn_desktop.models.edits import sections
from scn_desktop.models.entities import Base
from scn_desktop.models.numbering import labels

MUTATIONS = 300


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a sound file with some history."""
    path = tmp_path_factory.mktemp("whole") / "plan.scnplan"
    made = create_document(
        path, municipality="Exempelköping", committee="Socialnämnden", year=2027, model="uppsala-2021"
    )
    paper = queries.plans(made.session)[0].papers[0]
    goal = made.do("Nytt mål", lambda s: sections.add(s, paper.id, None, 9, "goal", "Trygga barn"))
    made.do("Nytt uppdrag", lambda s: sections.add(s, paper.id, goal, 0, "assignment", "Tidigt stöd"))
    made.undo()
    made.close()
    return path.read_bytes()


def opened_or_refused(path: Path) -> str:
    """Open, walk through and close a file; the message where it was refused. The bytes stay as they were."""
    before = path.read_bytes()
    try:
        document = Document.open(path)
    except DocumentError as error:
        message = str(error)
    else:
        message = ""
        for plan in queries.plans(document.session):
            for paper in plan.papers:
                found = labels(paper)
                assert all(section.id in found for section in queries.walk(paper))
            queries.controls_by_area(plan)
        document.close()
    assert path.read_bytes() == before
    return message


def mutate(data: bytes, seed: int) -> bytes:
    """One way to spoil a file: cut it, flip bytes, fill a stretch, swap pages, or add to it."""
    choice = random.Random(seed)
    spoiled = bytearray(data)
    kind = seed % 6
    if kind == 0:
        return bytes(spoiled[: choice.randrange(len(spoiled))])
    if kind == 1:
        for _ in range(choice.choice((1, 2, 20, 500))):
            spoiled[choice.randrange(len(spoiled))] = choice.randrange(256)
    elif kind == 2:
        start = choice.randrange(len(spoiled))
        spoiled[start : start + choice.randrange(1, 5000)] = bytes([choice.choice((0, 255, 65))]) * choice.randrange(
            1, 5000
        )
    elif kind == 3:
        pages = len(spoiled) // 4096
        one, two = choice.randrange(pages), choice.randrange(pages)
        held = spoiled[one * 4096 : one * 4096 + 4096]
        spoiled[one * 4096 : one * 4096 + 4096] = spoiled[two * 4096 : two * 4096 + 4096]
        spoiled[two * 4096 : two * 4096 + 4096] = held
    elif kind == 4:
        spoiled[choice.randrange(100)] = choice.randrange(256)
    else:
        spoiled += choice.randbytes(choice.randrange(1, 9000))
    return bytes(spoiled)


def test_three_hundred_spoiled_files_open_intact_or_meet_a_message(whole: bytes, tmp_path: Path) -> None:
    refused = 0
    for seed in range(MUTATIONS):
        path = tmp_path / f"spoiled-{seed}.scnplan"
        path.write_bytes(mutate(whole, seed))
        message = opened_or_refused(path)
        if message:
            refused += 1
            assert path.name in message
            assert message.endswith(".")
    assert refused > MUTATIONS / 2


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"SQLite format 3\x00", b"%PDF-1.7\n" + b"x" * 4000, b"Verksamhetsplan" * 500, b"\x00" * 8192],
)
def test_other_files_are_told_apart(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "brev.scnplan"
    path.write_bytes(content)
    with pytest.raises(NotOurFile, match="inte en plan från SCN Desktop"):
        Document.open(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "annan.scnplan"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE t (a)")
    before = path.read_bytes()
    with pytest.raises(NotOurFile):
        Document.open(path)
    assert path.read_bytes() == before


def test_a_missing_file_and_a_folder_have_messages(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="finns inte längre"):
        Document.open(tmp_path / "borta.scnplan")
    with pytest.raises(DocumentError):
        Document.open(tmp_path)


def test_a_newer_file_is_refused_politely(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "ny.scnplan"
    path.write_bytes(whole[:60] + (99).to_bytes(4, "big") + whole[64:])
    before = path.read_bytes()
    with pytest.raises(NewerFile, match="nyare version"):
        Document.open(path)
    assert path.read_bytes() == before


def change(path: Path, *statements: str) -> None:
    """Alter a file with another tool."""
    with closing(sqlite3.connect(path, isolation_level=None)) as tool:
        for statement in statements:
            tool.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE egen (a)",
        "CREATE VIEW vy AS SELECT * FROM plan",
        "CREATE TRIGGER t AFTER UPDATE ON plan BEGIN DELETE FROM paper; END",
        "CREATE INDEX i ON plan (year)",
        "ALTER TABLE plan ADD COLUMN extra TEXT",
        "DROP TABLE verifier",
    ],
)
def test_a_file_with_another_schema_is_refused(whole: bytes, tmp_path: Path, statement: str) -> None:
    path = tmp_path / "frammande.scnplan"
    path.write_bytes(whole)
    change(path, statement)
    before = path.read_bytes()
    with pytest.raises(ForeignSchema):
        Document.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE section SET parent_id = id WHERE id = (SELECT id FROM section LIMIT 1)",
        "DELETE FROM committee",
        "INSERT INTO committee SELECT name, code, municipality, administration, accent, 'ny' FROM committee",
        "DELETE FROM planning_model",
        "UPDATE paper SET dated = '2027-02-31'",
        "UPDATE paper SET considered_on = '2027-19-01'",
        "UPDATE section SET title = CAST(x'ff' AS TEXT) WHERE id = (SELECT id FROM section LIMIT 1)",
        "UPDATE block SET section_id = 'ingenstans'",
        "UPDATE file_info SET value = '../../någon annans mapp' WHERE key = 'file_id'",
        "UPDATE revision SET id = '/../../' || id",
        "UPDATE section SET order_key = ''",
        "UPDATE section SET order_key = 'a0!'",
        "UPDATE section SET order_key = 'a00'",
        "PRAGMA journal_mode = WAL",
        "PRAGMA user_version = 0",
    ],
)
def test_impossible_values_are_refused(whole: bytes, tmp_path: Path, statement: str) -> None:
    path = tmp_path / "omojlig.scnplan"
    path.write_bytes(whole)
    change(path, "PRAGMA ignore_check_constraints = ON", statement)
    before = path.read_bytes()
    with pytest.raises(DocumentError, match=r"omojlig\.scnplan"):
        Document.open(path)
    assert path.read_bytes() == before


def test_a_damaged_history_costs_undo_and_nothing_else(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "historik.scnplan"
    path.write_bytes(whole)
    change(path, "UPDATE change SET new = x'00ff', old = x'00ff', table_name = 'sqlite_master'")
    document = Document.open(path)
    before = [section.id for section in queries.plans(document.session)[0].papers[0].all_sections]
    with pytest.raises(NotUndoable):
        document.undo()
    with pytest.raises(NotUndoable):
        document.redo()
    assert [section.id for section in queries.plans(document.session)[0].papers[0].all_sections] == before
    document.close()


def test_a_history_that_unpacks_to_more_than_any_text_is_not_unpacked(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bomb.scnplan"
    path.write_bytes(whole)
    bomb = zlib.compress(bytes(LONGEST_VALUE + 1), 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as tool:
        tool.execute("UPDATE change SET new = ?", (bomb,))
    document = Document.open(path)
    with pytest.raises(NotUndoable):
        document.undo()
    document.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_write_protected_file_opens_for_reading(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "skyddad.scnplan"
    path.write_bytes(whole)
    path.chmod(stat.S_IREAD)
    document = Document.open(path)
    assert "skrivskyddad" in document.read_only_reason
    document.close()
    assert path.read_bytes() == whole


def test_a_file_that_may_not_be_written_opens_for_reading(
    whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "skyddad.scnplan"
    path.write_bytes(whole)
    allowed: Callable[..., bool] = os.access
    monkeypatch.setattr(os, "access", lambda where, mode: mode != os.W_OK and allowed(where, mode))
    document = Document.open(path)
    assert "skrivskyddad" in document.read_only_reason
    document.close()
    assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(whole).digest()


def test_a_truncated_file_is_said_to_be_incomplete(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "halv.scnplan"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedFile, match="inte hel"):
        Document.open(path)


def test_circles_and_endless_depths_are_found() -> None:
    assert not safety.is_forest({"a": "b", "b": "c", "c": "a"})
    assert not safety.is_forest({str(row): str(row + 1) for row in range(safety.DEEPEST + 1)})
    assert not safety.is_forest({str(row): str(row - 1) if row else None for row in range(safety.DEEPEST + 1)})
    assert safety.is_forest({str(row): str(row - 1) if row else None for row in range(safety.DEEPEST)})
    assert safety.is_forest({"a": None, "b": "a", "c": "b", "d": "b"})


def test_every_date_of_the_file_is_looked_at() -> None:
    columns = [column for table in Base.metadata.tables.values() for column in table.columns]
    mapped = {(column.table.name, column.name) for column in columns if column.info.get("day")}
    assert set(safety.DAYS) == mapped
