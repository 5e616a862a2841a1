"""What every entity shares: a UUID key, an ordering key, and how a column is meant.

Column kinds (they steer the JSON format, the personnummer guard and the change log, so that a new entity gets all three
by being declared):

- ``key_column`` / ``reference`` / ``owner``: 32 hex digits, never shown
- ``prose``: anything a user types; guarded against personnummer
- ``derived``: text that the program makes, of what was guarded when it was typed
- ``word``: one of a fixed set of names, checked by the file itself
- ``whole``: an integer
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Integer, MetaData, Text
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedColumn,
    mapped_column,
    relationship,
)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """A fresh row key: 32 hex digits."""
    return uuid4().hex


class Base(DeclarativeBase):
    """A row of the document with a key that is unique among all copies of the file."""

    metadata = MetaData(naming_convention=NAMING)
    __table_args__ = {"sqlite_strict": True}  # noqa: RUF012 - SQLAlchemy reads the plain class attribute

    id: Mapped[str] = mapped_column(Text, primary_key=True, default=new_id)


class Ordered:
    """Rows that stand in an order of the user's: sorted by (order_key, id), binary."""

    order_key: Mapped[str] = mapped_column(Text, default="a0", sort_order=-1)


def prose(default: str = "") -> MappedColumn[str]:
    """Text that a user types."""
    return mapped_column(Text, default=default, info={"prose": True})


def optional_prose() -> MappedColumn[str | None]:
    """Text that a user may type; None where the program decides."""
    return mapped_column(Text, default=None, nullable=True, info={"prose": True})


def derived() -> MappedColumn[str]:
    """Text that the program makes. Not guarded: ten digits in a row of a checksum are no personnummer."""
    return mapped_column(Text, default="")


def optional_derived() -> MappedColumn[str | None]:
    """Text that the program makes, or None where it has not."""
    return mapped_column(Text, default=None, nullable=True)


def word(name: str, values: tuple[str, ...], default: str) -> MappedColumn[str]:
    """One of ``values``; the file itself refuses anything else."""
    listed = ", ".join(f"'{value}'" for value in values)
    return mapped_column(
        Text, CheckConstraint(f'"{name}" IN ({listed})', name=name), default=default, info={"words": values}
    )


def whole(default: int = 0) -> MappedColumn[int]:
    """A whole number."""
    return mapped_column(Integer, default=default)


def bounded(name: str, lowest: int, highest: int, default: int) -> MappedColumn[int]:
    """A whole number that the file itself keeps between two bounds, both allowed."""
    within = CheckConstraint(f'"{name}" BETWEEN {lowest} AND {highest}', name=name)
    return mapped_column(Integer, within, default=default, info={"bounds": (lowest, highest)})


def optional_whole() -> MappedColumn[int | None]:
    """A whole number, or None where there is none."""
    return mapped_column(Integer, default=None, nullable=True)


def day(name: str) -> MappedColumn[str | None]:
    """A date as YYYY-MM-DD, or None."""
    pattern = "[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]"
    within = CheckConstraint(f"\"{name}\" GLOB '{pattern}'", name=name)
    return mapped_column(Text, within, default=None, nullable=True, info={"day": True})


def owner(target: str) -> MappedColumn[Any]:
    """The row this one belongs to and is deleted with."""
    return mapped_column(Text, ForeignKey(f"{target}.id", ondelete="CASCADE"), index=True, info={"owner": True})


def optional_owner(target: str) -> MappedColumn[Any]:
    """As ``owner``, where the row may also stand at the top."""
    return mapped_column(
        Text,
        ForeignKey(f"{target}.id", ondelete="CASCADE"),
        index=True,
        nullable=True,
        default=None,
        info={"owner": True},
    )


def reference(target: str) -> MappedColumn[Any]:
    """A row this one points at and can't be without."""
    return mapped_column(Text, ForeignKey(f"{target}.id", ondelete="CASCADE"), index=True)


def firm_reference(target: str) -> MappedColumn[Any]:
    """A row this one points at and that can't be deleted while it does."""
    return mapped_column(Text, ForeignKey(f"{target}.id"), index=True)


def optional_reference(target: str) -> MappedColumn[Any]:
    """A row this one points at; emptied when that row is deleted."""
    return mapped_column(Text, ForeignKey(f"{target}.id", ondelete="SET NULL"), index=True, nullable=True, default=None)


def origin() -> MappedColumn[str | None]:
    """The key of last year's row that this one continues; that row may be in another file."""
    return mapped_column(Text, default=None, nullable=True, info={"origin": True})


def owned(entity: str, back: str, order: str = "order_key", key: str = "") -> Any:
    """The rows that belong to this one, in order; the file deletes them with it.

    ``key`` names the column that says whose they are, where they also point at others of its table.
    """
    return relationship(
        entity,
        back_populates=back,
        foreign_keys=f"{entity}.{key}" if key else None,
        order_by=f"[{entity}.{order}, {entity}.id]" if order != "id" else f"{entity}.id",
        lazy="select",
        cascade="save-update, merge",
        passive_deletes="all",
        info={"owned": True},
    )
