"""What an amount of a money table has been: who changed it, when, from what and to what."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scn_desktop.models.document.change_log import expand
from scn_desktop.models.money import Figure


@dataclass(frozen=True)
class AmountChange:
    """One revision that changed the amount. ``at`` is ISO 8601 in UTC; None for no amount."""

    at: str
    author: str
    label: str
    before: Figure | None
    after: Figure | None


Line = tuple[int, str, str, Any, Any]
"""Of the change log: its number, operation, column, old and new."""


def amount_history(connection: sqlite3.Connection, row_id: str, column_id: str) -> list[AmountChange]:
    """The changes of the amount in that row and column, the latest first. A new file's first content is not logged."""
    changes: list[AmountChange] = []
    after = current(connection, row_id, column_id)
    for revision, lines in by_revision(connection, list(lines_of(connection, row_id, column_id))):
        before = undone(after, lines)
        if before != after:
            changes.append(AmountChange(*revision, before, after))
        after = before
    return changes


def current(connection: sqlite3.Connection, row_id: str, column_id: str) -> Figure | None:
    """The amount that stands there now."""
    found = connection.execute(
        "SELECT ore, precision FROM budget_amount WHERE row_id = ? AND column_id = ?", (row_id, column_id)
    ).fetchone()
    return Figure(*found) if found else None


def lines_of(connection: sqlite3.Connection, row_id: str, column_id: str) -> Iterator[Line]:
    """Every line of the log about an amount that stood there, the latest first."""
    ids = {
        str(key)
        for (key,) in connection.execute(
            "SELECT id FROM budget_amount WHERE row_id = ? AND column_id = ?", (row_id, column_id)
        )
    }
    log = (
        "SELECT seq, row_id, op, column_name, old, new FROM change WHERE table_name = 'budget_amount' ORDER BY seq DESC"
    )
    lines = connection.execute(log).fetchall()
    for _, key, operation, _, old, new in lines:
        if operation != "update":
            row = json.loads(expand(new if operation == "insert" else old))
            if (row["row_id"], row["column_id"]) == (row_id, column_id):
                ids.add(key)
    yield from ((seq, op, column, old, new) for seq, key, op, column, old, new in lines if key in ids)


def by_revision(connection: sqlite3.Connection, lines: list[Line]) -> Iterator[tuple[tuple[str, str, str], list[Line]]]:
    """The lines together that one revision wrote, with when, by whom and under what label."""
    gathered: list[Line] = []
    for place, line in enumerate(lines):
        gathered.append(line)
        found = connection.execute(
            "SELECT seq, at, author, label, kind FROM revision WHERE ? BETWEEN first_change AND last_change", (line[0],)
        ).fetchone()
        following = lines[place + 1][0] if place + 1 < len(lines) else 0
        goes_on = connection.execute(
            "SELECT 1 FROM revision WHERE ? BETWEEN first_change AND last_change AND seq = ?",
            (following, found[0] if found else 0),
        ).fetchone()
        if goes_on is None:
            _, at, author, label, kind = found or (0, "", "", "", "do")
            yield (at, author, f"Ångra {label}" if kind == "undo" else label), gathered
            gathered = []


def undone(after: Figure | None, lines: list[Line]) -> Figure | None:
    """What the amount was before the lines, which are the latest first."""
    figure = after
    for _, operation, column, old, _ in lines:
        if operation == "insert":
            figure = None
        elif operation == "delete":
            row = json.loads(expand(old))
            figure = Figure(row["ore"], row["precision"])
        elif figure is not None and column in ("ore", "precision"):
            figure = figure._replace(**{column: old})
    return figure
