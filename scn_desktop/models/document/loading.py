"""Reads the file's rows into the session, many at a time: what every view needs, and a year's plan when it is shown.

The session holds what it has read through the nämnd, on which everything else hangs. What has not been read is fetched
by the ORM where it is asked for after all, row by row; so this is about speed only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from scn_desktop.models.document.links import Collection, links, mappers, table_of

STICKPROV: Final = frozenset(
    {
        "subcommittee",
        "verifier",
        "meeting",
        "spot_check",
        "spot_check_question",
        "spot_check_case",
        "spot_check_answer",
        "spot_check_correction",
        "draw",
        "draw_omission",
    }
)
"""Tables that only the stickprov need: read when first asked for, so that a plan opens sooner."""

ON_DEMAND: Final = frozenset({"draw_item"})
"""Tables that are read a few rows at a time where they are asked for: the lists that were drawn from are long."""

Rows = dict[str, list[Any]]


def load(session: Session) -> None:
    """Read the nämnd, its register and its years, and anew what has been asked for of the rest."""
    rows = read(session, shared_tables())
    connect_rows(rows)
    session.info["committee"] = next(iter(rows["committee"]), None)
    for plan_id in session.info.pop("plans", set()):
        load_plan(session, plan_id)
    if session.info.pop("stickprov", False):
        load_stickprov(session)


def load_plan(session: Session, plan_id: str) -> None:
    """Read all that hangs on a year's plan, the first time it is asked for."""
    loaded: set[str] = session.info.setdefault("plans", set())
    plan = [each for each in plans(session) if each.id == plan_id]
    if plan and plan_id not in loaded:
        loaded.add(plan_id)
        connect_rows(read(session, plan_tables(), plan_id) | {"plan": plan})


def load_plans(session: Session) -> None:
    """Read all that hangs on every year's plan."""
    for plan in plans(session):
        load_plan(session, plan.id)


def plans(session: Session) -> list[Any]:
    """The years that the file is known to have; none while it is being made."""
    return list(getattr(session.info.get("committee"), "plans", ()))


def load_stickprov(session: Session) -> None:
    """Read the utskott and all that hangs on them, the first time they are asked for."""
    if session.info.get("stickprov") or session.info.get("committee") is None:
        return
    session.info["stickprov"] = True
    connect_rows(read(session, STICKPROV) | {"committee": [session.info["committee"]]})


@cache
def plan_tables() -> frozenset[str]:
    """The tables whose rows belong to one year's plan."""
    return frozenset(table for table in mappers() if within_plan(table))


def shared_tables() -> frozenset[str]:
    """The tables that belong to the nämnd itself, and the list of its years."""
    return frozenset(mappers()) - plan_tables() - STICKPROV - ON_DEMAND


@cache
def owner_of(table: str) -> tuple[str, str] | None:
    """The column that names the row's owner, and the owner's table; None where it has none."""
    for key in mappers()[table].local_table.foreign_keys:
        if key.parent.info.get("owner") and not key.parent.nullable:
            return str(key.parent.name), str(key.column.table.name)
    return None


@cache
def within_plan(table: str) -> str:
    """The SQL condition that a row of ``table`` belongs to the plan ``:plan``; empty where rows belong to none."""
    owner = owner_of(table)
    if owner is None:
        return ""
    column, above = owner
    if above == "plan":
        return f'"{table}"."{column}" = :plan'
    condition = within_plan(above)
    return condition and f'"{table}"."{column}" IN (SELECT id FROM "{above}" WHERE {condition})'


def plan_of(session: Session, table: str, row_id: str) -> str | None:
    """The plan that a row belongs to; None where it belongs to none, or is gone."""
    key = ":row"
    while (owner := owner_of(table)) is not None:
        column, above = owner
        key = f'(SELECT "{column}" FROM "{table}" WHERE id = {key})'
        if above == "plan":
            return session.connection().execute(text(f"SELECT {key}"), {"row": row_id}).scalar()
        table = above
    return None


def read(session: Session, tables: Iterable[str], plan_id: str = "") -> Rows:
    """The rows of those tables, one SELECT a table; of one plan where it is named."""
    rows: Rows = {}
    for table in sorted(tables):
        statement = select(mappers()[table].class_)
        if plan_id:
            statement = statement.where(text(within_plan(table)))
        rows[table] = list(session.scalars(statement, {"plan": plan_id}))
    return rows


def connect_rows(rows: Rows) -> None:
    """Fill the collections between those tables without asking the file."""
    for table, members in rows.items():
        for column, link in links(table).items():
            for collection in link.collections:
                fill(rows.get(table_of(collection.owner), []), collection, members, column)


def fill(owners: Sequence[Any], collection: Collection, members: Sequence[Any], column: str) -> None:
    """Give every owner its members, in order, without asking the file."""
    grouped: dict[str, list[Any]] = defaultdict(list)
    for member in sorted(members, key=collection.key()):
        grouped[getattr(member, column)].append(member)
    for owner in owners:
        set_committed_value(owner, collection.name, grouped.get(owner.id, []))
