"""The revisions in the file: one for each action, undo and redo, and the steps that can be undone because of them."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, Literal

from scn_desktop.models.base import new_id
from scn_desktop.models.document import change_log
from scn_desktop.models.document.change_log import LoggedChange, Origin
from scn_desktop.models.document.schema import SCHEMA_VERSION

COALESCE_SECONDS: Final = 120
"""Edits of one field that follow each other within this time are one undo step."""


@dataclass(frozen=True)
class Step:
    """A revision that can be undone or redone, with the lines of the log that are its changes."""

    id: str
    label: str
    first: int
    last: int


@dataclass(frozen=True)
class Field:
    """The one field that a revision changed, and when (seconds of a monotonic clock)."""

    table: str
    row_id: str
    column: str
    line: int
    at: float

    def followed_by(self, later: Field) -> bool:
        """Whether ``later`` goes on with the same field soon enough to be one step with it."""
        same = (self.table, self.row_id, self.column) == (later.table, later.row_id, later.column)
        return same and later.at - self.at <= COALESCE_SECONDS


@dataclass
class Revision:
    """The revision being written, and the lines of the log that are its changes.

    ``target`` is what an undo or redo replays; ``effect`` whether it is a step of its own, an edit that went on with
    the step before and is one with it, or one that by that came back to where that step began.
    """

    id: str
    kind: Origin
    label: str
    target: str = ""
    first: int = 0
    last: int = 0
    effect: Literal["new", "added", "taken back"] = "new"


def enter(
    connection: sqlite3.Connection,
    revision: Revision,
    logged: Sequence[LoggedChange],
    before: Field | None,
    author: str,
) -> Field | None:
    """Enter the revision, or add it to the step before where that edited the same field, ``before``, a moment ago.

    The one field that it changed, or None. The caller holds the transaction.
    """
    line, field = logged[0], None
    if revision.kind == "do" and len(logged) == 1 and line.operation == "update":
        field = Field(line.table, line.row_id, line.column, revision.first, time.monotonic())
        if before is not None and before.followed_by(field):
            return add_to_last(connection, revision, line, replace(field, line=before.line))
    change_log.compress_long(connection, revision.first, logged)
    insert(connection, revision, author)
    return field


def enter_barrier(connection: sqlite3.Connection, label: str) -> None:
    """Enter a step that changed no rows and that nothing before it can be undone across."""
    after = change_log.last_change(connection)
    insert(connection, Revision(new_id(), "barrier", label, first=after + 1, last=after), author="")


def insert(connection: sqlite3.Connection, revision: Revision, author: str) -> None:
    """Write the revision itself, as the child of the one before."""
    values = (
        *(revision.id, revision.kind, revision.target, revision.label, author, now()),
        *(SCHEMA_VERSION, revision.first, revision.last),
    )
    connection.execute(
        "INSERT INTO revision "
        "(parent, id, kind, target, label, author, at, schema_version, first_change, last_change) VALUES "
        "(coalesce((SELECT id FROM revision ORDER BY seq DESC LIMIT 1), ''), ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values,
    )


def add_to_last(connection: sqlite3.Connection, revision: Revision, line: LoggedChange, field: Field) -> Field | None:
    """Make the edit one with the last revision, whose only line is ``field.line``; both may come to nothing."""
    connection.execute("DELETE FROM change WHERE seq = ?", (revision.first,))
    (first,) = change_log.read_changes(connection, field.line, field.line)
    if first.old == line.new:
        revision.effect = "taken back"
        connection.execute("DELETE FROM change WHERE seq = ?", (field.line,))
        connection.execute("DELETE FROM revision WHERE seq = (SELECT max(seq) FROM revision)")
        return None
    revision.effect = "added"
    connection.execute("UPDATE change SET new = ? WHERE seq = ?", (change_log.pack(line.new), field.line))
    connection.execute("UPDATE revision SET at = ? WHERE seq = (SELECT max(seq) FROM revision)", (now(),))
    return field


def read_steps(connection: sqlite3.Connection) -> tuple[list[Step], list[Step]]:
    """What can be undone and what can be redone since the last barrier, also from an earlier sitting; the next last."""
    undo: list[Step] = []
    redo: list[Step] = []
    rows = connection.execute(
        "SELECT id, kind, target, label, first_change, last_change FROM revision "
        "WHERE seq > coalesce((SELECT max(seq) FROM revision WHERE kind = 'barrier'), 0) ORDER BY seq"
    )
    for revision_id, kind, target, label, first, last in rows:
        if kind == "do":
            undo.append(Step(revision_id, label, first, last))
            redo.clear()
        elif kind == "undo" and undo and undo[-1].id == target:
            redo.append(undo.pop())
        elif kind == "redo" and redo and redo[-1].id == target:
            undo.append(redo.pop())
    return undo, redo


def now() -> str:
    """The time as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
