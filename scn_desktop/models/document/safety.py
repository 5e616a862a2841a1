"""Is this file ours, whole, and nothing more? Asked before anything else touches it; nothing here writes to it."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from fractional_indexing import FIError, validate_order_key

from scn_desktop.errors import DamagedFile, DocumentError, ForeignSchema, NewerFile, NotOurFile
from scn_desktop.models.document.engine import APPLICATION_ID, connect, harden
from scn_desktop.models.document.schema import SCHEMA_VERSION, expected_objects, found_objects

DEEPEST: Final = 100
"""Levels of sections. A plan has five."""
LARGEST_FILE: Final = 1024 * 1024 * 1024
MOST_LOOKS: Final = 50
"""At a file whose size and start don't agree, while they change."""
MAGIC: Final = b"SQLite format 3\x00"
NAME: Final = re.compile(r"[0-9a-f]{32}")
PLACE: Final = re.compile(r"[A-Za-z][0-9A-Za-z]+")
DAYS: Final = (
    ("paper", "dated"),
    ("paper", "decided_on"),
    ("paper", "considered_on"),
    ("meeting", "held_on"),
    ("control_execution", "carried_out_on"),
    ("control_execution", "action_due"),
)
"""Columns that hold a date; that it exists is more than the file itself can check."""
UNTOUCHED: Final = "Filen är inte ändrad."


@dataclass(frozen=True)
class Header:
    """What the first hundred bytes say."""

    page_size: int
    pages: int
    user_version: int


def inspect(path: Path) -> Header:
    """Refuse whatever is not a whole plan file of a version that this program knows.

    Raises a DocumentError that says what is wrong; the file is untouched byte for byte.
    """
    header = read_header(path)
    try:
        with readable_copy(path) as whole_file, closing(connect(whole_file, writable=False)) as connection:
            check_structure(connection, header.user_version)
            check_values(connection)
    except (OSError, sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        if isinstance(error, OSError) or getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY:
            raise DocumentError(
                f"”{path.name}” kan inte läsas just nu: den används av ett annat program. {UNTOUCHED}"
            ) from error
        raise DamagedFile(
            f"”{path.name}” är skadad och kan inte läsas. {UNTOUCHED} Öppna en säkerhetskopia."
        ) from error
    except DocumentError as error:
        raise type(error)(f"”{path.name}”: {error} {UNTOUCHED}") from error
    return header


def read_header(path: Path) -> Header:
    """Judge the first hundred bytes without SQLite."""
    name = path.name
    size, head, whole = settled_start(path)
    if len(head) < 100 or head[:16] != MAGIC or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotOurFile(f"”{name}” är inte en plan från SCN Desktop. {UNTOUCHED}")
    version = int.from_bytes(head[60:64], "big")
    if version > SCHEMA_VERSION:
        raise NewerFile(f"”{name}” är sparad av en nyare version av SCN Desktop. Uppdatera programmet. {UNTOUCHED}")
    page_size = int.from_bytes(head[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    pages = int.from_bytes(head[28:32], "big")
    if version < 1 or head[18] != 1 or head[19] != 1 or int.from_bytes(head[56:60], "big") != 1:
        raise DamagedFile(f"”{name}” är skadad och kan inte läsas. {UNTOUCHED} Öppna en säkerhetskopia.")
    if page_size < 512 or not whole:
        raise DamagedFile(f"”{name}” är inte hel: en del av filen saknas. {UNTOUCHED} Hämta den igen.")
    if size > LARGEST_FILE:
        raise DamagedFile(f"”{name}” är för stor för att vara en plan. {UNTOUCHED}")
    return Header(page_size, pages, version)


def settled_start(path: Path) -> tuple[int, bytes, bool]:
    """The file's size and first hundred bytes, and whether they agree or an edit that is under way will make them.

    Looks again while they change: another window may be writing. Raises DocumentError.
    """
    size, head = start_of(path)
    for _ in range(MOST_LOOKS):
        if is_whole(size, head) or journal_of(path).exists():
            return size, head, True
        time.sleep(0.02)
        before, (size, head) = (size, head), start_of(path)
        if before == (size, head):
            break
    return size, head, False


def start_of(path: Path) -> tuple[int, bytes]:
    """The size and the first hundred bytes. Raises DocumentError."""
    try:
        if path.exists() and not path.is_file():
            raise NotOurFile(f"”{path.name}” är ingen fil.")
        with path.open("rb") as stream:
            return os.fstat(stream.fileno()).st_size, stream.read(100)
    except FileNotFoundError as error:
        raise DocumentError(f"”{path.name}” finns inte längre på den platsen.") from error
    except OSError as error:
        raise DocumentError(f"”{path.name}” kan inte läsas: {error.strerror}.") from error


def is_whole(size: int, head: bytes) -> bool:
    """Whether the file is as large as its start says."""
    page_size, pages = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
    return pages >= 1 and size == pages * (65536 if page_size == 1 else page_size)


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what it needs to take back an edit that a crash interrupted."""
    return path.with_name(path.name + "-journal")


@contextmanager
def readable_copy(path: Path) -> Iterator[Path]:
    """The file itself, or, where an interrupted edit must be taken back first, a private copy where that is done."""
    if not was_interrupted(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="scn-") as folder:
        copy = Path(folder, path.name)
        shutil.copyfile(path, copy)
        shutil.copyfile(journal_of(path), journal_of(copy))
        with closing(connect(copy, writable=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield copy


def was_interrupted(path: Path) -> bool:
    """Whether a crash interrupted an edit of the file. The journal of one that is being written is none to copy."""
    if not journal_of(path).exists():
        return False
    try:
        with closing(connect(path, writable=False)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK
    return False


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection to the file, or to a copy in memory where an interrupted edit must be taken back first.

    Raises sqlite3.Error, OSError.
    """
    with readable_copy(path) as whole_file:
        connection = connect(whole_file, writable=False)
        if whole_file == path:
            return connection
        with closing(connection):
            return in_memory(connection)


def in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A private copy of what the connection reads, to read."""
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    harden(memory)
    connection.backup(memory)
    memory.execute("PRAGMA query_only = ON")
    return memory


def check_structure(connection: sqlite3.Connection, version: int) -> None:
    """The file's own consistency, and its schema against ours."""
    if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise DamagedFile("Filen är skadad och kan inte läsas. Öppna en säkerhetskopia.")
    if found_objects(connection) != expected_objects(version):
        raise ForeignSchema("Filen innehåller annat än vad SCN Desktop skriver och öppnas därför inte.")
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise DamagedFile("Filens delar hänger inte ihop. Öppna en säkerhetskopia.")


def check_values(connection: sqlite3.Connection) -> None:
    """Every text can be read, every date exists, places can be put in between, and the trees are trees."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        if table not in ("change", "sqlite_sequence"):
            for _row in connection.execute(f'SELECT * FROM "{table}"'):
                pass
    damaged = DamagedFile("Filen har värden som programmet aldrig skriver. Öppna en säkerhetskopia.")
    for table, column in DAYS:
        if column not in columns_of(connection, table):
            continue  # of a version before there was one
        for (day,) in connection.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"):
            try:
                date.fromisoformat(day)
            except ValueError as error:
                raise damaged from error
    if not has_sound_names(connection) or not all(has_sound_places(connection, table) for table in tables):
        raise damaged
    parents = dict(connection.execute("SELECT id, parent_id FROM section").fetchall())
    if not is_forest(parents):
        raise damaged
    if connection.execute("SELECT count(*) FROM committee").fetchone() != (1,):
        raise damaged
    orphans = "SELECT 1 FROM plan WHERE id NOT IN (SELECT plan_id FROM planning_model)"
    if connection.execute(orphans).fetchone() is not None:
        raise damaged


def has_sound_names(connection: sqlite3.Connection) -> bool:
    """Whether the file's id and its revisions' are names and nothing more: they become folders and files of backups."""
    ids = connection.execute("SELECT value FROM file_info WHERE key = 'file_id' UNION ALL SELECT id FROM revision")
    return all(NAME.fullmatch(each) for (each,) in ids)


def has_sound_places(connection: sqlite3.Connection, table: str) -> bool:
    """Whether rows can be put before and after every row of the table."""
    if "order_key" not in columns_of(connection, table):
        return True
    for (key,) in connection.execute(f'SELECT DISTINCT order_key FROM "{table}"'):
        try:
            if not PLACE.fullmatch(key):
                return False
            validate_order_key(key)
        except FIError:
            return False
    return True


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """The names of a table's columns."""
    return [str(column[1]) for column in connection.execute(f'PRAGMA table_info("{table}")')]


def is_forest(parents: dict[str, str | None]) -> bool:
    """Whether every row comes to an end of its parents, and soon enough for a walk through the tree."""
    depths: dict[str | None, int] = {None: 0}
    for start in parents:
        trail: list[str] = []
        here: str | None = start
        while here not in depths:
            if here is None or len(trail) > DEEPEST:
                return False
            trail.append(here)
            here = parents.get(here)
        for depth, row in enumerate(reversed(trail), start=depths[here] + 1):
            depths[row] = depth
            if depth > DEEPEST:
                return False
    return True
