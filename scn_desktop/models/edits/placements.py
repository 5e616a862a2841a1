"""Measures and indicators where they stand: what is the same for both."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from scn_desktop.models.blocks import IndicatorPlacement, MeasurePlacement
from scn_desktop.models.ordering import put_at

Placement = MeasurePlacement | IndicatorPlacement


def remove(session: Session, placements: Sequence[Placement]) -> None:
    """Take things out of their tables; one that then stands nowhere is removed from the plan."""
    for placement in list(placements):
        thing = placement.measure if isinstance(placement, MeasurePlacement) else placement.indicator
        session.delete(placement)
        session.flush()
        if not thing.placements:
            session.delete(thing)


def move(placement: Placement, siblings: Sequence[Placement], index: int, block_id: str) -> None:
    """Put a placement at ``index`` among the placements of a block, counted without itself."""
    put_at(placement, siblings, index)
    placement.block_id = block_id
