"""The file's schema: one SQL text per version in ``resources/schema/``, frozen once released.

The current version's text is what the mapping generates (a test holds them together): opening a file compiles nothing.
"""

from __future__ import annotations

import re
import sqlite3
from typing import Final

from scn_desktop.paths import resource

SCHEMA_VERSION: Final = 3

CHANGE_LOG: Final = """
CREATE TABLE revision (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    parent TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_revision_kind CHECK (kind IN ('do', 'undo', 'redo', 'barrier')),
    target TEXT NOT NULL,
    label TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    first_change INTEGER NOT NULL,
    last_change INTEGER NOT NULL
) STRICT;
CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    op TEXT NOT NULL CONSTRAINT ck_change_op CHECK (op IN ('insert', 'update', 'delete')),
    column_name TEXT NOT NULL,
    old ANY,
    new ANY
) STRICT;
CREATE TABLE file_info (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
"""
"""Tables outside the mapping: revisions, their field-level changes, and what the file knows of itself.

A revision's changes are the rows from ``first_change`` to ``last_change``: they are written in one go, so no index is
needed, and an edit touches few pages.
"""


def schema_text(version: int = SCHEMA_VERSION) -> str:
    """The SQL that makes an empty file of that version."""
    return resource("schema", f"{version}.sql").read_text(encoding="utf-8")


def generated_schema() -> str:
    """The SQL that the mapping asks for; equals ``schema_text()`` while the version stands."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable

    from scn_desktop.models.entities import Base

    dialect = sqlite.dialect()
    statements = []
    for table in Base.metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            statements.append(str(CreateIndex(index).compile(dialect=dialect)).strip())
    text = ";\n".join(statements) + ";\n" + CHANGE_LOG.strip() + "\n"
    return re.sub(r"[ \t]+\n", "\n", text.replace("\t", "    "))


def normal(sql: str) -> str:
    """A statement with its white space folded, to compare."""
    return re.sub(r"\s+", " ", sql).strip()


def expected_objects(version: int = SCHEMA_VERSION) -> set[str]:
    """Every CREATE statement of that version, normalised."""
    return {normal(statement) for statement in schema_text(version).split(";") if statement.strip()}


def found_objects(connection: sqlite3.Connection) -> set[str]:
    """Every CREATE statement in the file, normalised; SQLite's own indexes have none."""
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {normal(str(sql)) for (sql,) in rows}
