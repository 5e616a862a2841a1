"""Keeps the session's entities in step with the file.

Everything is read once, one SELECT a table (``load``, ``load_stickprov``). From then on triggers, cascades, undo and
redo are followed row by row: loaded collections get and lose members in their order, so that an edit never makes the
program read much again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Mapper, RelationshipDirection, Session, UOWTransaction
from sqlalchemy.orm.attributes import set_committed_value

from scn_desktop.models.document.change_log import LoggedChange
from scn_desktop.models.entities import Base

ORDERING: Final = ("order_key", "year", "held_on")
"""Columns that decide a row's place among its siblings."""
CHUNK: Final = 500
STICKPROV: Final = {
    "subcommittee",
    "verifier",
    "meeting",
    "spot_check",
    "spot_check_question",
    "spot_check_case",
    "spot_check_answer",
}
"""Tables that only the stickprov need: read when first asked for, so that a plan opens sooner."""


class Collection(NamedTuple):
    """A relationship that rows stand in: whose it is, its name, and the columns that order it."""

    owner: Mapper[Any]
    name: str
    order: tuple[str, ...]

    def key(self) -> Callable[[Any], tuple[Any, ...]]:
        """What sorts the members, as the file's own ORDER BY does; None comes first."""
        return lambda row: tuple((getattr(row, name) is not None, getattr(row, name)) for name in self.order)


class Link(NamedTuple):
    """What hangs on a foreign key column: attributes of the row that follow it, and collections that it puts it in."""

    followers: list[str]
    collections: list[Collection]


@cache
def mappers() -> dict[str, Mapper[Any]]:
    """The mapper of each table."""
    return {table_of(mapper): mapper for mapper in Base.registry.mappers}


def table_of(mapper: Mapper[Any]) -> str:
    """The name of a mapper's table."""
    return str(getattr(mapper.local_table, "name", ""))


@cache
def links(table: str) -> dict[str, Link]:
    """The links of each foreign key column of a table."""
    mapper = mappers()[table]
    found = {key.parent.name: Link([], []) for key in mapper.local_table.foreign_keys}
    for relation in mapper.relationships:
        if relation.direction is RelationshipDirection.MANYTOONE:
            for column in relation.local_columns:
                found[column.name].followers.append(relation.key)
    for other in mappers().values():
        for relation in other.relationships:
            if relation.direction is RelationshipDirection.ONETOMANY and relation.mapper is mapper:
                order = tuple(str(getattr(column, "key", "")) for column in relation.order_by or ()) or ("id",)
                for _, remote in relation.local_remote_pairs or ():
                    found[remote.name].collections.append(Collection(other, relation.key, order))
    return found


def load(session: Session) -> None:
    """Read the plans into the session, and the stickprov where they have been asked for.

    The session holds it all through the nämnd, on which everything else hangs.
    """
    wanted = set(mappers()) if session.info.get("stickprov") else set(mappers()) - STICKPROV
    rows = {table: list(session.scalars(select(mappers()[table].class_))) for table in sorted(wanted)}
    connect_rows(rows)
    session.info["committee"] = next(iter(rows["committee"]), None)


def load_stickprov(session: Session) -> None:
    """Read the utskott and all that hangs on them, the first time they are asked for."""
    if session.info.get("stickprov") or session.info.get("committee") is None:
        return
    session.info["stickprov"] = True
    rows = {table: list(session.scalars(select(mappers()[table].class_))) for table in sorted(STICKPROV)}
    connect_rows(rows | {"committee": [session.info["committee"]]})


def connect_rows(rows: dict[str, list[Any]]) -> None:
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


def refresh(session: Session, logged: Sequence[LoggedChange]) -> None:
    """Bring the session up to what the log says was changed."""
    fetched = fetch_inserted(session, logged)
    for change in logged:
        mapper = mappers()[change.table]
        instance = held(session, mapper, change.row_id)
        if change.operation == "update":
            refresh_field(session, change, instance)
            continue
        row = change.row()
        for column, link in links(change.table).items():
            for collection in link.collections:
                owner = held(session, collection.owner, row[column])
                leave(owner, collection, change.row_id, instance)
                if change.operation == "insert" and instance is not None and getattr(instance, column) == row[column]:
                    join(owner, collection, instance)
        if change.operation == "delete" and instance is not None and instance in session:
            session.expunge(instance)
    del fetched


def fetch_inserted(session: Session, logged: Iterable[LoggedChange]) -> list[Any]:
    """Read the inserted rows that the session doesn't hold, many at a time; hold on to them until they are placed."""
    missing: dict[str, list[str]] = defaultdict(list)
    for change in logged:
        if change.operation == "insert" and held(session, mappers()[change.table], change.row_id) is None:
            missing[change.table].append(change.row_id)
    fetched: list[Any] = []
    for table, ids in missing.items():
        entity = mappers()[table].class_
        for start in range(0, len(ids), CHUNK):
            fetched.extend(session.scalars(select(entity).where(entity.id.in_(ids[start : start + CHUNK]))))
    return fetched


def refresh_field(session: Session, change: LoggedChange, instance: Any) -> None:
    """One updated field: its value, what follows it, and the collections that are ordered or filled by it."""
    if instance is None:
        return
    if inspect(instance).dict.get(change.column) != change.new:
        set_committed_value(instance, change.column, change.new)
    table_links = links(change.table)
    if change.column in table_links:
        link = table_links[change.column]
        if link.followers:
            session.expire(instance, link.followers)
        for collection in link.collections:
            leave(held(session, collection.owner, change.old), collection, change.row_id, instance)
            join(held(session, collection.owner, change.new), collection, instance)
    elif change.column in ORDERING:
        for column, link in table_links.items():
            for collection in link.collections:
                join(held(session, collection.owner, getattr(instance, column)), collection, instance)


def held(session: Session, mapper: Mapper[Any], row_id: str | None) -> Any:
    """The session's instance of a row, or None; asks the file nothing."""
    return session.identity_map.get(mapper.identity_key_from_primary_key((row_id,))) if row_id else None


def members_of(owner: Any, collection: Collection) -> list[Any] | None:
    """The collection, if the owner is held and has it loaded."""
    return None if owner is None else inspect(owner).dict.get(collection.name)


def leave(owner: Any, collection: Collection, row_id: str, instance: Any) -> None:
    """Take a row out of a loaded collection, past the ORM's own bookkeeping: the file has already done it.

    ``instance`` is the session's of that row, or None where it holds none.
    """
    members = members_of(owner, collection)
    if instance is not None:
        remove(members or [], instance)
        return
    for place, member in enumerate(members or ()):
        if inspect(member).identity == (row_id,):
            list.pop(members or [], place)
            return


def remove(members: list[Any], instance: Any) -> None:
    """Take an instance out of a list at the list's own speed: a paste does it thousands of times."""
    with suppress(ValueError):
        list.remove(members, instance)


def join(owner: Any, collection: Collection, instance: Any) -> None:
    """Put a row in its place in a loaded collection, or move it there."""
    members = members_of(owner, collection)
    if members is None:
        return
    remove(members, instance)
    key = collection.key()
    list.insert(members, bisect_right(members, key(instance), key=key), instance)


def follow_flushes(session: Session) -> None:
    """Keep collections in step within an action too: its later parts see the rows that its earlier ones made."""
    moves: list[tuple[Collection, str | None, str | None, Any]] = []

    def note(session: Session, _: UOWTransaction) -> None:
        for instance in (*session.new, *session.deleted, *session.dirty):
            state = inspect(instance)
            attributes = state.mapper.column_attrs
            reordered = any(name in attributes and state.attrs[name].history.has_changes() for name in ORDERING)
            for column, link in links(table_of(state.mapper)).items():
                history = state.attrs[column].history
                if reordered or instance not in session.dirty or history.has_changes():
                    now = state.dict.get(column)
                    before = history.deleted[0] if history.deleted else now
                    after = None if instance in session.deleted else now
                    moves.extend((collection, before, after, instance) for collection in link.collections)

    def follow(session: Session, _: UOWTransaction) -> None:
        for collection, before, after, instance in moves:
            leave(held(session, collection.owner, before), collection, instance.id, instance)
            if after is not None:
                join(held(session, collection.owner, after), collection, instance)
        moves.clear()

    event.listen(session, "after_flush", note)
    event.listen(session, "after_flush_postexec", follow)
