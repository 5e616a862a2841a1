"""Pasted rows of a free table: taken as they are, with columns and headings for all of them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from scn_desktop.exchange.pasted import EmptyFirst, Pasted
from scn_desktop.exchange.portions import Step, append_rows
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.edits import tables


def read(pasted: Pasted, empty_first: EmptyFirst) -> list[list[str]]:
    """The rows, empty first cells filled from above where asked for."""
    return pasted.filled_from_above() if empty_first == "above" else pasted.rows


def headings(session: Session, block_id: str, pasted: Pasted) -> list[str]:
    """The headings the table will have: its own where it has any, else the pasted ones."""
    block = queries.get(session, Block, block_id)
    own = [column.heading for column in block.columns]
    if any(own) or block.rows:
        return own + pasted.headings()[len(own) :]
    return pasted.headings()


def apply(
    session: Session,
    block_id: str,
    pasted: Pasted,
    rows: list[list[str]],
    index: int | None,
    spans: tables.Spans,
    step: Step | None,
) -> list[str]:
    """Add the rows, with columns for all of them and headings where the table had none; their keys."""
    block = queries.get(session, Block, block_id)
    wanted = headings(session, block_id, pasted)
    for column, heading in zip(block.columns, wanted, strict=False):
        if column.heading != heading:
            tables.set_heading(session, column.id, heading)
    for heading in wanted[len(block.columns) :]:
        tables.add_column(session, block_id, heading, len(block.columns))
        session.expire(block, ["columns"])
    return append_rows(session, block_id, index, rows, spans, step)
