"""The SQLite connection under a document, and the SQLAlchemy session on top of it.

The connection is in SQLite's autocommit mode: reading takes no lock that lasts, and only ``Document`` begins a
transaction. Outside one the session refuses to write (``query_only`` would do that too, but switching it makes SQLite
compile every statement anew, which doubles the time of an edit).
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path, PurePath
from typing import Final
from urllib.parse import quote_from_bytes

from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

APPLICATION_ID: Final = 0x53434E50
"""The file's mark in SQLite's header: the letters SCNP."""

LONGEST_VALUE: Final = 64 * 1024 * 1024
"""No text or row of the document may be larger, in bytes."""


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """Open an existing file with what an untrusted one needs. Raises sqlite3.Error."""
    mode = "rw" if writable else "ro"
    connection = sqlite3.connect(
        f"{uri_of(path.absolute())}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False, timeout=2.0
    )
    harden(connection)
    if writable:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        # What an action is refused for must not have been on the disk, however large the action is.
        connection.execute("PRAGMA cache_spill = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")
    else:
        connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    return connection


def uri_of(path: PurePath) -> str:
    """An absolute path as SQLite wants it. ``as_uri`` puts the server of a shared folder where SQLite takes none."""
    name = path.as_posix()
    return "file://" + ("" if name.startswith("/") else "/") + quote_from_bytes(os.fsencode(name), safe="/:")


def harden(connection: sqlite3.Connection) -> None:
    """Trust nothing that the file brings along."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)


def session_over(connection: sqlite3.Connection) -> Session:
    """The one session of a connection. It never flushes or begins by itself, and writes only while a ``do`` runs."""
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    session = Session(engine, autoflush=False, expire_on_commit=False)

    def only_inside_do(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if not session.info.get("writing") and not statement.startswith("SELECT"):
            raise RuntimeError("the document is written only through Document.do")

    event.listen(engine, "before_cursor_execute", only_inside_do)
    return session
