"""One function per schema version: ``MIGRATIONS[n]`` takes a file from version n to n + 1 in an open transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from scn_desktop.models.document.migrations import to_2, to_3
from scn_desktop.models.document.revisions import enter_barrier

Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: Mapping[int, Migration] = {1: to_2.migrate, 2: to_3.migrate}


def migrate(connection: sqlite3.Connection, start: int, goal: int, steps: Mapping[int, Migration] = MIGRATIONS) -> None:
    """Bring a file from version ``start`` to ``goal`` in one exclusive transaction, or leave it as it was.

    The caller has made a backup. It is a barrier: what was done before can't be undone, since the log of it names the
    old version's columns. Raises KeyError where a step is missing, and whatever a step raises.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA legacy_alter_table = ON")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        for version in range(start, goal):
            steps[version](connection)
        enter_barrier(connection, "Filen uppgraderades")
        connection.execute(f"PRAGMA user_version = {goal}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA legacy_alter_table = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
