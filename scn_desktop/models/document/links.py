"""How tables hang together: which collections of which owners a row stands in, and what follows its foreign keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy.orm import Mapper, RelationshipDirection

from scn_desktop.models.entities import Base


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
