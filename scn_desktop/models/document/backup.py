"""Copies that the program keeps by itself, a few generations per document, readable by this user only."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from scn_desktop.paths import backup_dir

GENERATIONS: Final = 5


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
    target = folder / f"{datetime.now():%Y%m%dT%H%M%S%f}-{mark}.scnplan"
    copy_database(connection, target)
    for old in backups_of(file_id)[:-GENERATIONS]:
        old.unlink(missing_ok=True)
    return target


def backups_of(file_id: str) -> list[Path]:
    """The kept copies of one document, oldest first."""
    return sorted((backup_dir() / file_id).glob("*.scnplan"))


def copy_database(connection: sqlite3.Connection, target: Path) -> None:
    """Write a consistent copy through SQLite, beside the target and then moved into place. Raises OSError."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    beside.unlink(missing_ok=True)
    try:
        beside.touch(mode=0o600)
        with closing(sqlite3.connect(beside, isolation_level=None)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        beside.replace(target)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    finally:
        beside.unlink(missing_ok=True)
