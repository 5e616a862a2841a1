"""Kept copies: a few generations, told apart by what they hold, and restored without harm to anything open."""

import shutil
import stat
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scn_desktop.errors import WriteFailed
from scn_desktop.models import queries
from scn_desktop.models.document import backup
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import sections
from tests.rows import all_rows


def rename(document: Document, title: str, label: str = "Byt rubrik") -> None:
    """One edit of the plan."""
    section = queries.plans(document.session)[0].papers[0].sections[0]
    document.do(label, lambda session: sections.set_field(session, section.id, "title", title))


def reopened(path: Path) -> Document:
    """The file opened once more, which keeps a copy if it has changed."""
    Document.open(path).close()
    return Document.open(path)


def test_a_copy_tells_whose_plan_it_is_and_what_was_done_last(document: Document, path: Path) -> None:
    document.author = "Karin Lund"
    rename(document, "Vårt uppdrag")
    document.close()
    again = reopened(path)
    newest = backup.kept_copies(again.file_id)[0]
    again.close()
    assert (newest.committee, newest.municipality) == ("Socialnämnden", "Exempelköpings kommun")
    assert newest.years == (2027,)
    assert (newest.last_change, newest.last_kind, newest.changed_by) == ("Byt rubrik", "do", "Karin Lund")
    assert newest.size == newest.path.stat().st_size
    now = datetime.now()
    assert newest.changed_at is not None
    assert now - timedelta(minutes=5) < newest.changed_at <= newest.kept_at + timedelta(seconds=1)
    assert newest.kept_at <= now


def test_an_undone_edit_is_told_as_undone(document: Document, path: Path) -> None:
    rename(document, "Vårt uppdrag")
    document.undo()
    document.close()
    again = reopened(path)
    newest = backup.kept_copies(again.file_id)[0]
    again.close()
    assert (newest.last_change, newest.last_kind) == ("Byt rubrik", "undo")


def test_copies_are_listed_newest_first_and_a_few_only(document: Document, path: Path) -> None:
    file_id = document.file_id
    document.close()
    for number in range(backup.GENERATIONS + 2):
        opened = Document.open(path)
        rename(opened, f"Rubrik {number}", f"Steg {number}")
        opened.close()
    Document.open(path).close()
    labels = [each.last_change for each in backup.kept_copies(file_id)]
    assert labels == [f"Steg {number}" for number in reversed(range(2, backup.GENERATIONS + 2))]


def test_without_a_document_the_copies_of_all_are_listed(document: Document, tmp_path: Path) -> None:
    other = create_document(
        tmp_path / "annan.scnplan", municipality="Lillby kommun", committee="Nämnden", year=2028, model="enkel"
    )
    assert {each.committee for each in backup.kept_copies()} == {"Socialnämnden", "Nämnden"}
    assert {each.committee for each in backup.kept_copies(other.file_id)} == {"Nämnden"}
    assert backup.kept_copies("finns-inte") == []
    other.close()


def test_a_damaged_copy_is_left_out_and_does_not_hide_the_others(document: Document) -> None:
    whole = backup.backups_of(document.file_id)[0]
    (whole.parent / "20260101T080000000000-abc.scnplan").write_bytes(whole.read_bytes()[:5000])
    (whole.parent / "20260102T080000000000-abc.scnplan").write_bytes(b"")
    assert [each.path for each in backup.kept_copies()] == [whole]


def test_a_restored_copy_is_a_plan_as_it_was_then(document: Document, path: Path, tmp_path: Path) -> None:
    before = all_rows(document)
    copy = backup.backups_of(document.file_id)[0]
    rename(document, "Något helt annat")
    backup.restore_copy(copy, tmp_path / "återställd.scnplan")
    restored = Document.open(tmp_path / "återställd.scnplan")
    assert not restored.read_only
    assert all_rows(restored) == before
    rename(restored, "Vidare härifrån")
    restored.close()
    assert copy.is_file()


def test_a_file_that_is_open_is_never_restored_over(document: Document, path: Path) -> None:
    rename(document, "Det senaste")
    before = path.read_bytes()
    with pytest.raises(WriteFailed, match="är öppen"):
        backup.restore_copy(backup.backups_of(document.file_id)[0], path)
    assert path.read_bytes() == before


def test_a_copy_is_not_saved_over_a_file_that_another_window_has_open(document: Document, tmp_path: Path) -> None:
    other = create_document(
        tmp_path / "annan.scnplan", municipality="Lillby kommun", committee="Nämnden", year=2028, model="enkel"
    )
    before = other.path.read_bytes()
    with pytest.raises(WriteFailed, match="är öppen"):
        document.save_copy(other.path)
    assert other.path.read_bytes() == before
    other.close()
    document.save_copy(other.path)
    copy = Document.open(other.path)
    assert copy.file_id == document.file_id
    copy.close()


def test_a_copy_is_never_saved_over_the_open_file_by_another_way_to_it(document: Document, tmp_path: Path) -> None:
    before = document.path.read_bytes()
    link = tmp_path / "länk.scnplan"
    try:
        link.symlink_to(document.path)
    except OSError:
        pytest.skip("this system lets no user make a link")
    with pytest.raises(WriteFailed, match="är öppen"):
        document.save_copy(link)
    assert document.path.read_bytes() == before


def test_a_closed_file_may_be_replaced_when_the_user_says_so(document: Document, tmp_path: Path) -> None:
    target = tmp_path / "gammal.scnplan"
    document.save_copy(target)
    backup.restore_copy(backup.backups_of(document.file_id)[0], target)
    assert [each.name for each in tmp_path.glob(".~*")] == [".~plan.scnplan.lock", ".~plan.scnplan.who"]


def test_restoring_where_nothing_can_be_written_is_explained(document: Document, tmp_path: Path) -> None:
    missing = tmp_path / "finns" / "inte" / "plan.scnplan"
    with pytest.raises(WriteFailed, match="Välj en annan plats"):
        backup.restore_copy(backup.backups_of(document.file_id)[0], missing)
    with pytest.raises(WriteFailed):
        backup.restore_copy(tmp_path / "borta.scnplan", tmp_path / "ny.scnplan")
    assert not (tmp_path / "ny.scnplan").exists()


def test_a_copy_is_known_by_its_place(document: Document, path: Path) -> None:
    assert backup.is_kept_copy(backup.backups_of(document.file_id)[0])
    assert not backup.is_kept_copy(path)
    assert backup.read_kept_copy(path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="the user's profile protects the folder on Windows")
def test_copies_are_for_this_user_only(document: Document) -> None:
    copy = backup.backups_of(document.file_id)[0]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


def test_copies_from_a_day_when_the_clock_was_wrong_never_push_out_the_newest(document: Document, path: Path) -> None:
    file_id = document.file_id
    document.close()
    folder = backup.backups_of(file_id)[0].parent
    for copy in backup.backups_of(file_id):
        copy.unlink()
    for number in range(backup.GENERATIONS):
        shutil.copyfile(path, folder / f"20990101T00000{number}000000-{number:012}.scnplan")
    for number in range(2):
        again = Document.open(path)
        rename(again, f"Nämnden {number}")
        again.close()
    left = [copy.name[:4] for copy in backup.backups_of(file_id)]
    assert left == ["2099"] * (backup.GENERATIONS - 2) + [f"{datetime.now():%Y}"] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="rights are inherited from the folder on Windows")
def test_a_copy_among_colleagues_has_the_rights_of_any_new_file(document: Document, tmp_path: Path) -> None:
    (tmp_path / "vanlig").touch()
    document.save_copy(tmp_path / "kopia.scnplan")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("vanlig", "kopia.scnplan")]
    assert modes[0] == modes[1]
