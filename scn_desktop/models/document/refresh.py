"""Keeps the session's entities in step with the file after triggers, cascades, undo and redo have changed rows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Mapper, RelationshipDirection, Session

from scn_desktop.models.base import Base
from scn_desktop.models.document.change_log import LoggedChange


@cache
def mappers() -> dict[str, Mapper[Any]]:
    """The mapper of each table."""
    return {str(mapper.local_table.key): mapper for mapper in Base.registry.mappers}  # type: ignore[attr-defined]


@cache
def links(table: str) -> dict[str, tuple[list[str], list[tuple[Mapper[Any], str]]]]:
    """For each foreign key column: the attributes of the row that follow it, and the collections it puts the row in."""
    found: dict[str, tuple[list[str], list[tuple[Mapper[Any], str]]]] = {}
    mapper = mappers()[table]
    for key in mapper.local_table.foreign_keys:
        found[key.parent.name] = ([], [])
    for relation in mapper.relationships:
        if relation.direction is RelationshipDirection.MANYTOONE:
            for column in relation.local_columns:
                found[column.name][0].append(relation.key)
    for other in mappers().values():
        for relation in other.relationships:
            if relation.direction is RelationshipDirection.ONETOMANY and relation.mapper is mapper:
                for _, remote in relation.local_remote_pairs or ():
                    found[remote.name][1].append((other, relation.key))
    return found


def refresh(session: Session, logged: Iterable[LoggedChange]) -> None:
    """Expire what the session holds of the changed rows and of the collections they stand in: it is read again."""
    for change in logged:
        mapper = mappers()[change.table]
        instance = held(session, mapper, change.row_id)
        if change.operation == "update":
            refresh_field(session, change, instance)
            continue
        row = change.row()
        for column, (_, collections) in links(change.table).items():
            expire_collections(session, collections, row[column])
        if instance is not None and change.operation == "delete" and instance in session:
            session.expunge(instance)
        elif instance is not None:
            session.expire(instance)


def refresh_field(session: Session, change: LoggedChange, instance: Any) -> None:
    """One updated field: its value, what follows it, and the collections that are ordered or filled by it."""
    if instance is not None and inspect(instance).dict.get(change.column) != change.new:
        session.expire(instance, [change.column])
    table_links = links(change.table)
    if change.column in table_links:
        followers, collections = table_links[change.column]
        if instance is not None and followers:
            session.expire(instance, followers)
        expire_collections(session, collections, change.old)
        expire_collections(session, collections, change.new)
    elif change.column in ("order_key", "year", "held_on") and instance is not None:
        for column, (_, collections) in table_links.items():
            expire_collections(session, collections, getattr(instance, column))


def held(session: Session, mapper: Mapper[Any], row_id: str) -> Any:
    """The session's instance of a row, or None; asks the file nothing."""
    return session.identity_map.get(mapper.identity_key_from_primary_key((row_id,)))


def expire_collections(session: Session, collections: list[tuple[Mapper[Any], str]], parent_id: str | None) -> None:
    """Make the parent, where the session holds it, read those collections again."""
    if parent_id is None:
        return
    for mapper, name in collections:
        parent = held(session, mapper, parent_id)
        if parent is not None:
            session.expire(parent, [name])
