"""Brings a file's tables to the shape of a later version's SQL text."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from typing import Final

from scn_desktop.models.document.schema import normal, schema_text

_MADE: Final = re.compile(r'CREATE (TABLE|INDEX) "?(\w+)"?')


def rebuild(connection: sqlite3.Connection, version: int, added: Mapping[tuple[str, str], str]) -> None:
    """Make every table and index as that version's text has it, keeping what columns of the same name hold.

    ``added``: SQL values for new columns that can't be NULL, by table and column; "" where they are left out. Columns
    that the version lacks are dropped. Needs ``legacy_alter_table`` and no foreign keys, in an open transaction.
    """
    found = {str(name): normal(sql) for name, sql in connection.execute("SELECT name, sql FROM sqlite_master") if sql}
    statements = [statement.strip() for statement in schema_text(version).split(";") if statement.strip()]
    changed: set[str] = set()
    for statement in statements:
        made = _MADE.match(statement)
        if made is None:
            raise ValueError(f"no table or index: {statement[:40]}")
        kind, name = made.groups()
        if kind == "TABLE" and found.get(name) != normal(statement):
            remake_table(connection, name, statement, added, is_new=name not in found)
            changed.add(name)
    for statement in statements:
        on = re.match(r'CREATE INDEX \w+ ON "?(\w+)"?', statement)
        if on is not None and on[1] in changed:
            connection.execute(statement)


def remake_table(
    connection: sqlite3.Connection, name: str, statement: str, added: Mapping[tuple[str, str], str], *, is_new: bool
) -> None:
    """Make one table anew and fill it from what it was; its indexes go with the old one."""
    old = f"old_{name}"
    if not is_new:
        connection.execute(f'ALTER TABLE "{name}" RENAME TO "{old}"')
    connection.execute(statement)
    if is_new:
        return
    before = columns_of(connection, old)
    values = {
        column: f'"{column}"' if column in before else added.get((name, column), "''" if needed else "NULL")
        for column, needed in columns_of(connection, name).items()
    }
    listed = ", ".join(f'"{column}"' for column in values)
    connection.execute(f'INSERT INTO "{name}" ({listed}) SELECT {", ".join(values.values())} FROM "{old}"')
    connection.execute(f'DROP TABLE "{old}"')


def columns_of(connection: sqlite3.Connection, table: str) -> dict[str, bool]:
    """The table's columns, and whether each must hold something."""
    return {str(row[1]): bool(row[3]) for row in connection.execute(f'PRAGMA table_info("{table}")')}
