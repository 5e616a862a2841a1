"""Copies that the program keeps by itself, a few generations per document, readable by this user only."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from scn_desktop.errors import DocumentError, WriteFailed
from scn_desktop.models.document.engine import connect
from scn_desktop.models.document.lock import DocumentLock, real_path
from scn_desktop.models.document.safety import journal_of, read_header
from scn_desktop.paths import backup_dir

GENERATIONS: Final = 5
_STAMP: Final = "%Y%m%dT%H%M%S%f"


@dataclass(frozen=True)
class KeptCopy:
    """A kept copy and what it tells of itself; times are local, without zone.

    ``last_change`` is the label of the newest revision, ``last_kind`` what it was (do, undo, redo, barrier).
    """

    path: Path
    kept_at: datetime
    size: int
    committee: str
    municipality: str
    years: tuple[int, ...]
    last_change: str
    last_kind: str
    changed_by: str
    changed_at: datetime | None


def keep_backup(connection: sqlite3.Connection, file_id: str, revision: str) -> Path | None:
    """Copy the document into the user's data folder if it has changed since the newest copy; None where it has not.

    ``revision`` is the id of the file's last revision. Raises OSError where the folder can't be written.
    """
    folder = backup_dir() / file_id
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):
        folder.chmod(0o700)
    mark = revision[:12] or "ny"
    kept = backups_of(file_id)
    if kept and kept[-1].stem.endswith(f"-{mark}"):
        return None
    for left in folder.glob(".*.part*"):  # of a copy that a crash interrupted
        with contextlib.suppress(OSError):
            left.unlink()
    target = folder / f"{datetime.now().strftime(_STAMP)}-{mark}.scnplan"
    copy_database(connection, target, mode=0o600)
    others = [copy for copy in backups_of(file_id) if copy != target]
    for old in others[: len(others) + 1 - GENERATIONS] if len(others) >= GENERATIONS else []:
        # On Windows one that is open in a window can't be removed; it goes the next time.
        with contextlib.suppress(OSError):
            old.unlink()
    return target


def backups_of(file_id: str) -> list[Path]:
    """The kept copies of one document, oldest first; before those, any that a wrong clock dated in the future."""
    now = datetime.now().strftime(_STAMP)
    return sorted((backup_dir() / file_id).glob("*.scnplan"), key=lambda copy: (copy.name <= f"{now}~", copy.name))


def is_kept_copy(path: Path) -> bool:
    """Whether the file is one of the program's own copies, which nobody may change."""
    return path.absolute().parent.parent == backup_dir().absolute()


def kept_copies(file_id: str = "") -> list[KeptCopy]:
    """The copies of one document, or of all, newest first. One that can't be read is left out."""
    folders = [backup_dir() / file_id] if file_id else sorted(backup_dir().iterdir())
    found = [read_kept_copy(path) for folder in folders for path in folder.glob("*.scnplan")]
    return sorted((each for each in found if each is not None), key=lambda each: each.kept_at, reverse=True)


def read_kept_copy(path: Path) -> KeptCopy | None:
    """What a copy tells, read as any foreign file is; None where it can't be read or is no kept copy."""
    if not is_kept_copy(path):
        return None
    try:
        read_header(path)
        with closing(connect(path, writable=False)) as connection:
            committee, municipality = connection.execute("SELECT name, municipality FROM committee").fetchone()
            years = tuple(int(year) for (year,) in connection.execute("SELECT year FROM plan ORDER BY year"))
            last = connection.execute(
                "SELECT label, kind, author, at FROM revision ORDER BY seq DESC LIMIT 1"
            ).fetchone()
        label, kind, author, at = (str(value) for value in last or ("", "", "", ""))
        changed_at = datetime.fromisoformat(at).astimezone().replace(tzinfo=None) if at else None
        return KeptCopy(
            *(path, _kept_at(path), path.stat().st_size, str(committee), str(municipality), years),
            *(label, kind, author, changed_at),
        )
    except (DocumentError, OSError, sqlite3.Error, UnicodeDecodeError, OverflowError, ValueError, TypeError):
        return None


def _kept_at(path: Path) -> datetime:
    """When the copy was made, as its name tells; the time of the file where the name was changed."""
    try:
        return datetime.strptime(path.stem.partition("-")[0], _STAMP)
    except ValueError:
        return datetime.fromtimestamp(path.stat().st_mtime)


def restore_copy(copy: Path, target: Path) -> None:
    """Write a kept copy to ``target`` as a file of its own; the copy stays. Raises WriteFailed, also where it is gone.

    A file that someone has open is never replaced.
    """
    try:
        with not_open_elsewhere(target), closing(connect(copy, writable=False)) as connection:
            copy_database(connection, target)
    except (OSError, sqlite3.Error) as error:
        raise WriteFailed(
            f"Säkerhetskopian kunde inte återställas på ”{target.parent}”. Välj en annan plats."
        ) from error


@contextlib.contextmanager
def not_open_elsewhere(target: Path) -> Iterator[None]:
    """Hold the right to replace a file, if there is one. Raises WriteFailed where someone has it open, OSError."""
    if not target.exists():
        yield
        return
    lock = DocumentLock(real_path(target))
    if lock.acquire() is not None:
        raise WriteFailed(f"”{target.name}” är öppen i ett fönster. Välj ett annat namn.")
    try:
        yield
    finally:
        lock.release()


def copy_database(connection: sqlite3.Connection, target: Path, *, mode: int = 0o666) -> None:
    """Write a consistent copy through SQLite, beside the target and then moved into place. Raises OSError.

    ``mode`` is what the file's rights are at most; the user's own settings take from it.
    """
    target = real_path(target)
    beside = free_beside(target)
    try:
        beside.touch(mode=mode)
        with closing(sqlite3.connect(beside, isolation_level=None)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        put_in_place(beside, target)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    finally:
        beside.unlink(missing_ok=True)


def free_beside(target: Path) -> Path:
    """Where to make a file that takes ``target``'s place; what a crash left there is removed. Raises OSError."""
    beside = target.with_name(f".{target.name}.part")
    for left in (journal_of(beside), beside):
        left.unlink(missing_ok=True)
    return beside


def put_in_place(made: Path, target: Path) -> None:
    """Let a finished file take another's place. Raises OSError.

    The journal of an edit of that other, interrupted by a crash, would be played back into the new one.
    """
    journal_of(target).unlink(missing_ok=True)
    made.replace(target)
