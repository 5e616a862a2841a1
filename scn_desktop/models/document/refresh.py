"""Keeps the session's entities in step with the file.

What ``loading`` has read is never read again: triggers, cascades, undo and redo are followed row by row, and loaded
collections get and lose members in their order, so that an edit never makes the program read much.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, Final

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Mapper, Session, UOWTransaction
from sqlalchemy.orm.attributes import set_committed_value

from scn_desktop.models.document.change_log import LoggedChange
from scn_desktop.models.document.links import Collection, links, mappers, table_of

ORDERING: Final = ("order_key", "year", "held_on")
"""Columns that decide a row's place among its siblings."""
CHUNK: Final = 500


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
