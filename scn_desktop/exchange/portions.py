"""Adding many rows some at a time, so that a large paste can tell how far it is and be given up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.edits import tables

T = TypeVar("T")
Step = Callable[[int, int], None]
"""Told how many of how many are done; it may raise to give the rest up."""
PORTION: Final = 200
"""Rows that are added at a time."""


def in_portions(
    session: Session,
    block_id: str,
    index: int | None,
    collection: str,
    things: Sequence[T],
    add: Callable[[Session, str, Sequence[T], int | None], list[str]],
    step: Step | None,
) -> list[str]:
    """Add things to a block before ``index``, or last, as its ``collection`` grows; the keys of the new."""
    block = queries.get(session, Block, block_id)
    added: list[str] = []
    for start in range(0, len(things), PORTION) or [0]:
        if step is not None:
            step(start, len(things))
        place = None if index is None else index + start
        added += add(session, block_id, things[start : start + PORTION], place)
        if start + PORTION < len(things):
            session.flush()
            session.expire(block, [collection])
    if step is not None:
        step(len(things), len(things))
    return added


def append_rows(
    session: Session,
    block_id: str,
    index: int | None,
    rows: Sequence[Sequence[str]],
    spans: tables.Spans,
    step: Step | None = None,
) -> list[str]:
    """Add rows with their merged cells to a free table; the keys of the new rows."""
    block = queries.get(session, Block, block_id)

    def add(session: Session, _: str, some: Sequence[tuple[int, Sequence[str]]], place: int | None) -> list[str]:
        first = some[0][0] if some else 0
        own = {(row - first, column): span for (row, column), span in spans.items()}
        return tables.append_rows(session, block, [cells for _, cells in some], place, own)

    return in_portions(session, block_id, index, "rows", list(enumerate(rows)), add, step)
