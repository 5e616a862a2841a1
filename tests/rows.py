"""Every row of a document outside the change log, to compare before and after."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scn_desktop.models.document.document import Document
from scn_desktop.models.entities import Base

Rows = dict[str, dict[str, dict[str, Any]]]


def all_rows(document: Document) -> Rows:
    """The rows by table and key, straight from the file."""
    connection = document.session.connection()
    return {
        table.name: {row.id: dict(row._mapping) for row in connection.execute(select(table))}
        for table in Base.metadata.sorted_tables
    }


def entity_rows(document: Document) -> Rows:
    """The same as the session's entities see it, to tell whether they kept step with the file."""
    found: Rows = {}
    for mapper in Base.registry.mappers:
        columns = [column.key for column in mapper.column_attrs]
        rows = document.session.scalars(select(mapper.class_))
        found[str(mapper.local_table.name)] = {row.id: {name: getattr(row, name) for name in columns} for row in rows}  # type: ignore[attr-defined]
    return found


def tree(session: Session) -> dict[tuple[str, str, str], list[str]]:
    """The members of every collection of every row, in their order, as the session holds them."""
    return {
        (str(mapper.local_table.name), row.id, relation.key): [member.id for member in getattr(row, relation.key)]  # type: ignore[attr-defined]
        for mapper in Base.registry.mappers
        for row in session.scalars(select(mapper.class_))
        for relation in mapper.relationships
        if relation.info.get("owned")
    }


def fresh_tree(document: Document) -> dict[tuple[str, str, str], list[str]]:
    """The same read anew."""
    with document.snapshot() as snapshot:
        return tree(snapshot.session)
