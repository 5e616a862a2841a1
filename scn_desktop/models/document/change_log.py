"""The change log inside the file: what each action changed, field by field, caught by TEMP triggers.

The triggers are generated from the mapping when a file is opened, so cascades, link tables and bulk statements are
caught too, and the file itself holds none. An insert or delete is one row with the whole row as JSON; an update is one
row per field. Long values are compressed.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from scn_desktop.models.base import Base
from scn_desktop.models.document.engine import LONGEST_VALUE

Operation = Literal["insert", "update", "delete"]
Origin = Literal["do", "undo", "redo", "barrier"]

LONG: Final = 600
"""Values from this many characters on are compressed in the log."""


@dataclass(frozen=True)
class LoggedChange:
    """One line of the log. ``column`` is empty for inserts and deletes, whose ``old`` or ``new`` is the row as JSON."""

    table: str
    row_id: str
    operation: Operation
    column: str
    old: Any
    new: Any

    def row(self) -> dict[str, Any]:
        """The whole row of an insert or delete."""
        values: dict[str, Any] = json.loads(self.new if self.operation == "insert" else self.old)
        return values


@dataclass(frozen=True)
class Change:
    """What became of one row: which columns changed in an update; none are named for inserts and deletes."""

    table: str
    row_id: str
    operation: Operation
    columns: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ChangeSet:
    """What one action, undo or redo did to the document."""

    label: str
    origin: Origin
    changes: tuple[Change, ...]

    def tables(self) -> frozenset[str]:
        """The tables with any change."""
        return frozenset(change.table for change in self.changes)

    def rows(self, table: str) -> frozenset[str]:
        """The keys of the changed rows of one table."""
        return frozenset(change.row_id for change in self.changes if change.table == table)


def trigger_statements() -> list[str]:
    """The TEMP triggers that write the log; ``change`` is unqualified so that they may write to the file."""
    into = "INSERT INTO change (table_name, row_id, op, column_name, old, new)"
    statements = []
    for table in Base.metadata.sorted_tables:
        name = table.name
        columns = [column.name for column in table.columns]
        new_row = ", ".join(f"'{column}', NEW.\"{column}\"" for column in columns)
        old_row = new_row.replace("NEW.", "OLD.")
        updates = " ".join(
            f"{into} SELECT '{name}', NEW.id, 'update', '{column}', OLD.\"{column}\", NEW.\"{column}\" "
            f'WHERE OLD."{column}" IS NOT NEW."{column}";'
            for column in columns
            if column != "id"
        )
        statements += [
            f'CREATE TEMP TRIGGER log_{name}_insert AFTER INSERT ON main."{name}" BEGIN '
            f"{into} VALUES ('{name}', NEW.id, 'insert', '', NULL, json_object({new_row})); END",
            f'CREATE TEMP TRIGGER log_{name}_delete AFTER DELETE ON main."{name}" BEGIN '
            f"{into} VALUES ('{name}', OLD.id, 'delete', '', json_object({old_row}), NULL); END",
            f'CREATE TEMP TRIGGER log_{name}_update AFTER UPDATE ON main."{name}" BEGIN {updates} END',
        ]
    return statements


def last_change(connection: sqlite3.Connection) -> int:
    """The number of the newest line of the log; 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0])


def read_changes(connection: sqlite3.Connection, first: int, last: int) -> list[LoggedChange]:
    """Those lines of the log, both counted, in the order it happened. Raises ValueError or zlib.error where damaged."""
    rows = connection.execute(
        "SELECT table_name, row_id, op, column_name, old, new FROM change WHERE seq BETWEEN ? AND ? ORDER BY seq",
        (first, last),
    )
    return [LoggedChange(table, row, op, column, expand(old), expand(new)) for table, row, op, column, old, new in rows]


def compress_long(connection: sqlite3.Connection, first: int, logged: Iterable[LoggedChange]) -> None:
    """Pack the long values of lines that were just written, the first of which has that number."""
    for seq, change in enumerate(logged, start=first):
        old, new = pack(change.old), pack(change.new)
        if old is not change.old or new is not change.new:
            connection.execute("UPDATE change SET old = ?, new = ? WHERE seq = ?", (old, new, seq))


def pack(value: Any) -> Any:
    """A long text as compressed bytes; anything else as it is."""
    return zlib.compress(value.encode(), 6) if isinstance(value, str) and len(value) >= LONG else value


def expand(value: Any) -> Any:
    """The opposite of ``pack``. Raises ValueError or zlib.error where damaged, or larger than any text may be."""
    if not isinstance(value, bytes):
        return value
    packed = zlib.decompressobj()
    text = packed.decompress(value, LONGEST_VALUE)
    if not packed.eof:
        raise ValueError("a packed value is cut off or too large")
    return text.decode()


def revert(connection: sqlite3.Connection, changes: Iterable[LoggedChange]) -> None:
    """Apply the inverse of ``changes``, last first. The caller holds the transaction."""
    for change in reversed(list(changes)):
        if change.operation == "insert":
            connection.execute(f'DELETE FROM "{known(change.table)}" WHERE id = ?', (change.row_id,))
        elif change.operation == "delete":
            insert_row(connection, change.table, change.row())
        else:
            set_field(connection, change, change.old)


def apply(connection: sqlite3.Connection, changes: Iterable[LoggedChange]) -> None:
    """Apply ``changes`` again, first first. The caller holds the transaction."""
    for change in changes:
        if change.operation == "insert":
            insert_row(connection, change.table, change.row())
        elif change.operation == "delete":
            connection.execute(f'DELETE FROM "{known(change.table)}" WHERE id = ?', (change.row_id,))
        else:
            set_field(connection, change, change.new)


def insert_row(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    """Put a whole row back."""
    columns = ", ".join(f'"{known(table, column)}"' for column in row)
    marks = ", ".join("?" for _ in row)
    connection.execute(f'INSERT INTO "{known(table)}" ({columns}) VALUES ({marks})', tuple(row.values()))


def set_field(connection: sqlite3.Connection, change: LoggedChange, value: Any) -> None:
    """Give one field one value."""
    column = known(change.table, change.column)
    connection.execute(f'UPDATE "{change.table}" SET "{column}" = ? WHERE id = ?', (value, change.row_id))


def known(table: str, column: str | None = None) -> str:
    """The name, if the mapping has it: the log comes out of a file and is not trusted. Raises ValueError."""
    found = Base.metadata.tables.get(table)
    if found is None or (column is not None and column not in found.columns):
        raise ValueError(f"{table}.{column} is not in the mapping")
    return table if column is None else column


def summary(logged: Iterable[LoggedChange]) -> tuple[Change, ...]:
    """The log of one action as one change per row."""
    operations: dict[tuple[str, str], Operation] = {}
    columns: dict[tuple[str, str], set[str]] = {}
    for line in logged:
        key = (line.table, line.row_id)
        columns.setdefault(key, set())
        if line.operation != "update":
            operations[key] = line.operation
        else:
            operations.setdefault(key, "update")
            columns[key].add(line.column)
    return tuple(
        Change(table, row, operation, frozenset(columns[table, row]) if operation == "update" else frozenset())
        for (table, row), operation in operations.items()
    )
