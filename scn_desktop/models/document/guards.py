"""What no edit may do, asked of the log of each action before it is committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from scn_desktop.errors import InputError
from scn_desktop.models.base import Base
from scn_desktop.models.document.change_log import LoggedChange, Origin
from scn_desktop.models.personal_number import refuse_personal_number

SIGNED_PARTS: Final = {
    "spot_check": "SELECT ?",
    "spot_check_case": "SELECT spot_check_id FROM spot_check_case WHERE id = ?",
    "spot_check_question": "SELECT spot_check_id FROM spot_check_question WHERE id = ?",
    "spot_check_answer": "SELECT spot_check_id FROM spot_check_case WHERE id = "
    "(SELECT case_id FROM spot_check_answer WHERE id = ?)",
}
"""How to come from a row to the record it is a part of."""

DRAW_KEPT: Final = "Varje dragning av ärenden bevaras. Varken den eller dess sammanträde kan tas bort."

IS_SIGNED: Final = "SELECT signed_at IS NOT NULL OR fingerprint <> '' FROM spot_check WHERE id = ?"

UNWRITABLE: Final = "Texten innehåller ett tecken som inte kan sparas. Skriv om stället, eller ta bort det."


@cache
def prose_columns(table: str) -> frozenset[str]:
    """The columns of a table that a user types in."""
    return frozenset(column.name for column in Base.metadata.tables[table].columns if column.info.get("prose"))


def guard(connection: sqlite3.Connection, logged: Iterable[LoggedChange], origin: Origin) -> None:
    """Raises InputError if the action would put a personnummer or NUL in the file, or change what is locked."""
    for change in logged:
        for text in typed_texts(change):
            if "\x00" in text:
                raise InputError(UNWRITABLE)
            refuse_personal_number(text)
        refuse_change(change, origin)
        if change.table in SIGNED_PARTS:
            refuse_signed(connection, change, origin)


def typed_texts(change: LoggedChange) -> list[str]:
    """The texts that the change brings into the file."""
    prose = prose_columns(change.table)
    if change.operation == "insert":
        return [value for column, value in change.row().items() if column in prose and isinstance(value, str)]
    if change.operation == "update" and change.column in prose and isinstance(change.new, str):
        return [change.new]
    return []


ONLY_ADDED: Final = {
    "spot_check_correction": "En rättelse är låst och kan varken ändras eller tas bort. Lägg till en ny.",
    "draw": DRAW_KEPT,
    "draw_item": DRAW_KEPT,
    "draw_omission": DRAW_KEPT,
}
"""Rows that are made in a barrier and are never changed or removed after it, with what to say."""


def refuse_change(change: LoggedChange, origin: Origin) -> None:
    """What is only added stays, and can't be undone."""
    if change.table in ONLY_ADDED and not (origin == "barrier" and change.operation == "insert"):
        raise InputError(ONLY_ADDED[change.table])


def refuse_signed(connection: sqlite3.Connection, change: LoggedChange, origin: Origin) -> None:
    """A signed stickprov stays as it was signed; signing itself, a barrier, is what sets ``signed_at``."""
    if change.operation == "delete":
        row = change.row()
        if change.table == "spot_check" and (row.get("signed_at") or row.get("fingerprint")):
            raise InputError("Stickprovet är signerat och låst. Det kan inte tas bort.")
        record = row.get("spot_check_id") or record_of_case(connection, row.get("case_id"))
    else:
        found = connection.execute(SIGNED_PARTS[change.table], (change.row_id,)).fetchone()
        record = found[0] if found else None
    if record is None or origin == "barrier" or loses_category(change, origin):
        return
    signed: Any = connection.execute(IS_SIGNED, (record,)).fetchone()
    if signed and signed[0]:
        raise InputError("Stickprovet är signerat och låst. Det kan inte ändras.")


def loses_category(change: LoggedChange, origin: Origin) -> bool:
    """Whether the plan's category was removed, which leaves its title in the record, or came back by undo."""
    is_category = change.operation == "update" and (change.table, change.column) == ("spot_check", "category_id")
    return is_category and (change.new is None or origin in ("undo", "redo"))


def record_of_case(connection: sqlite3.Connection, case_id: Any) -> str | None:
    """The record that a case stands in, or None where there is no such case."""
    found = connection.execute("SELECT spot_check_id FROM spot_check_case WHERE id = ?", (case_id,)).fetchone()
    return str(found[0]) if found else None
