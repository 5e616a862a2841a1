"""Reads the file's rows into the session, many at a time: what every view needs, and a year's plan when it is shown.

The session holds what it has read through the nämnd, on which everything else hangs. What has not been read is fetched
by the ORM where it is asked for after all, row by row; so this is about speed only.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session, defer
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

REGISTER: Final = frozenset({"subcommittee", "verifier"})
"""Of them the utskott themselves, which are few."""

CALENDAR: Final = frozenset({"meeting", "spot_check", "draw"})
"""Of them those that lists of every year's meetings need; what hangs on the records is read a year at a time."""

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
    asked_for = [(name, session.info.pop(name, False)) for name in ("register", "calendar", "stickprov")]
    years: set[int] = session.info.pop("years", set())
    for (_, asked), read_again in zip(asked_for, (load_register, load_calendar, load_stickprov), strict=True):
        if asked:
            read_again(session)
    for year in years:
        load_year(session, year)


def load_plan(session: Session, plan_id: str) -> None:
    """Read all that hangs on a year's plan, the first time it is asked for."""
    loaded: set[str] = session.info.setdefault("plans", set())
    plan = [each for each in plans(session) if each.id == plan_id]
    if plan and plan_id not in loaded:
        loaded.add(plan_id)
        connect_rows(read(session, plan_tables(), within_plan, {"plan": plan_id}) | {"plan": plan})


def load_plans(session: Session) -> None:
    """Read all that hangs on every year's plan."""
    for plan in plans(session):
        load_plan(session, plan.id)


def plans(session: Session) -> list[Any]:
    """The years that the file is known to have; none while it is being made."""
    return list(getattr(session.info.get("committee"), "plans", ()))


def load_register(session: Session) -> bool:
    """Read the utskott, the first time they are asked for; False while the file is being made."""
    if session.info.get("committee") is None:
        return False
    if not session.info.get("register"):
        session.info["register"] = True
        connect_rows(read(session, REGISTER) | {"committee": [session.info["committee"]]})
    return True


def load_calendar(session: Session) -> None:
    """Read every year's meetings and records, the first time they are asked for, but not what hangs on the records.

    The bytes that were signed are left until they are asked for, or until their year is read: ten years' are large.
    """
    if not load_register(session) or session.info.get("calendar"):
        return
    session.info["calendar"] = True
    record = mappers()["spot_check"].class_
    rows = read(session, CALENDAR - {"spot_check"})
    rows["spot_check"] = list(session.scalars(select(record).options(defer(record.signed_content))))
    connect_rows(rows | {"subcommittee": list(session.info["committee"].subcommittees)})


def load_year(session: Session, year: int) -> None:
    """Read a year's meetings and all that hangs on them, the first time they are asked for."""
    if not load_register(session) or session.info.get("stickprov"):
        return
    loaded: set[int] = session.info.setdefault("years", set())
    if year not in loaded:
        loaded.add(year)
        rows = read(session, STICKPROV - REGISTER, within_year, {"year": f"{year:04}-%"})
        connect_rows(rows)
        hold(session, year, rows["meeting"])


def meetings_of(session: Session, year: int) -> list[Any]:
    """The meetings of a year. The file is asked which they are, unless every year's are read."""
    if session.info.get("calendar"):
        of_all = (each for one in session.info["committee"].subcommittees for each in one.meetings)
        return [each for each in of_all if (each.held_on or "").startswith(f"{year:04}-")]
    statement = select(mappers()["meeting"].class_).where(text(within_year("meeting")))
    found = list(session.scalars(statement, {"year": f"{year:04}-%"}))
    hold(session, year, found)
    return found


def hold(session: Session, year: int, meetings: list[Any]) -> None:
    """Keep what was read of a year: it hangs on the utskott only where every year's meetings are read."""
    session.info.setdefault("held", {})[year] = meetings


def load_stickprov(session: Session) -> None:
    """Read the utskott and all that hangs on them, of every year."""
    if session.info.get("committee") is None or session.info.get("stickprov"):
        return
    session.info.update(register=True, calendar=True, stickprov=True)
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
    return within(table, "plan", ":plan")


@cache
def within_year(table: str) -> str:
    """The SQL condition that a row of ``table`` is, or hangs on, a meeting on a day LIKE ``:year``."""
    if table == "meeting":
        return "meeting.held_on LIKE :year"
    return within(table, "meeting", "(SELECT id FROM meeting WHERE held_on LIKE :year)")


def within(table: str, top: str, keys: str) -> str:
    """The SQL condition that a row of ``table`` belongs, through its owners, to a row of ``top`` among ``keys``."""
    owner = owner_of(table)
    if owner is None:
        return ""
    column, above = owner
    if above == top:
        return f'"{table}"."{column}" {"=" if keys.startswith(":") else "IN"} {keys}'
    condition = within(above, top, keys)
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


def read(
    session: Session,
    tables: Iterable[str],
    condition: Callable[[str], str] | None = None,
    parameters: dict[str, str] | None = None,
) -> Rows:
    """The rows of those tables, one SELECT a table; those that answer its ``condition``, where one is given."""
    rows: Rows = {}
    with no_garbage():
        for table in sorted(tables):
            statement = select(mappers()[table].class_)
            if condition is not None:
                statement = statement.where(text(condition(table)))
            rows[table] = list(session.scalars(statement, parameters))
    return rows


@contextmanager
def no_garbage() -> Iterator[None]:
    """Don't look for garbage among thousands of rows that are all kept: it takes longer than to read them."""
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looks:
            gc.enable()


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
