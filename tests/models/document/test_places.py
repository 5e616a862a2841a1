"""The file among others: links to it, shared folders, what a crash leaves beside it, what becomes of it while open."""

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from scn_desktop.errors import DocumentError, WriteFailed
from scn_desktop.models import queries
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.document.engine import uri_of
from scn_desktop.models.document.safety import read_header
from scn_desktop.models.edits import plans


def set_code(document: Document, code: str) -> None:
    """One edit."""
    document.do("Ändra", lambda s: plans.set_committee_field(s, "code", code))


def code(document: Document) -> str:
    """What the last edit left."""
    return queries.committee(document.session).code


def new_at(path: Path) -> None:
    """A new plan at a place, perhaps over another."""
    create_document(path, municipality="Lillby", committee="Nämnden", year=2028, model="enkel").close()


@pytest.fixture
def interrupted(new_plan: bytes, path: Path, tmp_path: Path) -> Path:
    """A file as a power cut leaves it: half of an edit in it, and the journal that takes it back."""
    path.write_bytes(new_plan)
    target = tmp_path / "avbruten å#?%.scnplan"
    with closing(sqlite3.connect(path, isolation_level=None)) as tool:
        tool.execute("PRAGMA cache_size = 1")
        tool.execute("BEGIN IMMEDIATE")
        tool.execute("UPDATE committee SET code = 'halv'")
        tool.execute("UPDATE section SET title = hex(zeroblob(9000))")
        shutil.copyfile(path, target)
        shutil.copyfile(f"{path}-journal", f"{target}-journal")
        tool.execute("ROLLBACK")
    assert target.read_bytes() != new_plan
    return target


@pytest.mark.parametrize("writable", [True, False])
def test_an_interrupted_edit_is_taken_back_also_where_nothing_may_be_written(interrupted: Path, writable: bool) -> None:
    before = interrupted.read_bytes()
    document = Document.open(interrupted, writable=writable)
    assert code(document) == ""
    document.close()
    assert writable or interrupted.read_bytes() == before


def test_a_file_that_replaces_an_interrupted_one_is_not_spoiled_by_its_journal(
    interrupted: Path, tmp_path: Path
) -> None:
    crashed = tmp_path / "annan.scnplan"
    shutil.copyfile(interrupted, crashed)
    shutil.copyfile(f"{interrupted}-journal", f"{crashed}-journal")
    new_at(interrupted)
    fresh = Document.open(interrupted)
    set_code(fresh, "kopia")
    fresh.save_copy(crashed)
    fresh.close()
    copy = Document.open(crashed)
    assert code(copy) == "kopia"
    copy.close()


def test_what_a_crash_left_of_a_half_made_file_is_neither_used_nor_kept(
    document: Document, interrupted: Path, tmp_path: Path
) -> None:
    set_code(document, "kopia")
    for made in ("kopia.scnplan", "ny.scnplan"):
        for ending in ("", "-journal"):
            shutil.copyfile(f"{interrupted}{ending}", tmp_path / f".{made}.part{ending}")
    document.save_copy(tmp_path / "kopia.scnplan")
    new_at(tmp_path / "ny.scnplan")
    copy = Document.open(tmp_path / "kopia.scnplan")
    assert code(copy) == "kopia"
    copy.close()
    assert not list(tmp_path.glob(".*.part*"))


def test_a_file_that_is_being_written_can_be_opened_for_reading(document: Document, path: Path) -> None:
    def while_writing(session: object) -> None:
        plans.set_committee_field(document.session, "code", "på väg")
        document.session.flush()
        assert path.with_name(f"{path.name}-journal").exists()
        reader = Document.open(path, writable=False)
        assert code(reader) == ""
        reader.close()

    document.do("Ändra", while_writing)
    assert code(document) == "på väg"


def test_a_file_that_another_window_makes_longer_is_never_called_truncated(new_plan: bytes, path: Path) -> None:
    path.write_bytes(new_plan)
    done = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=20)) as other:
            other.execute("PRAGMA synchronous = OFF")
            for number in range(300):
                other.execute("INSERT INTO file_info VALUES (?, ?)", (f"prov {number}", "x" * 20_000))
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not done.is_set():
        read_header(path)
    writer.join()


def test_a_link_is_the_file_it_leads_to(document: Document, path: Path, tmp_path: Path) -> None:
    (tmp_path / "mapp").mkdir()
    link = tmp_path / "mapp" / "länk.scnplan"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system lets no user make a link")
    second = Document.open(link)
    assert second.read_only_reason.startswith("Öppen hos ")
    second.close()
    with pytest.raises(WriteFailed, match="är öppen"):
        new_at(link)


def test_a_new_plan_never_replaces_one_that_is_open(document: Document, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(WriteFailed, match="är öppen"):
        new_at(path)
    assert path.read_bytes() == before
    set_code(document, "kvar")


@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows lets nobody remove a file that is open")
@pytest.mark.parametrize("remove", [Path.unlink, lambda path: path.rename(path.with_name("flyttad.scnplan")), new_at])
def test_a_file_that_goes_away_is_told_and_can_be_saved_elsewhere(
    document: Document, path: Path, tmp_path: Path, remove: object
) -> None:
    set_code(document, "före")
    if remove is new_at:
        new_at(tmp_path / "ny.scnplan")
        (tmp_path / "ny.scnplan").replace(path)
    else:
        remove(path)  # type: ignore[operator]
    with pytest.raises(WriteFailed, match="flyttad, borttagen eller ersatt"):
        set_code(document, "efter")
    assert code(document) == "före"
    document.save_copy(tmp_path / "räddad.scnplan")
    rescued = Document.open(tmp_path / "räddad.scnplan")
    assert code(rescued) == "före"
    rescued.close()


def test_a_file_that_another_program_holds_is_not_called_damaged(new_plan: bytes, path: Path) -> None:
    path.write_bytes(new_plan)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DocumentError, match="annat program"):
            Document.open(path)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PureWindowsPath(r"\\server\Nämnd\plan #1.scnplan"), "file:////server/N%C3%A4mnd/plan%20%231.scnplan"),
        (PureWindowsPath(r"C:\Mina dokument\50 %?.scnplan"), "file:///C:/Mina%20dokument/50%20%25%3F.scnplan"),
        (PurePosixPath("/hem/å/plan.scnplan"), "file:///hem/%C3%A5/plan.scnplan"),
    ],
)
def test_shared_folders_and_all_letters_are_places_for_a_file(path: PureWindowsPath, uri: str) -> None:
    assert uri_of(path) == uri
