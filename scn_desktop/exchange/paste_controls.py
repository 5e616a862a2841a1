"""Pasted control tables: areas by name, risks that several controls share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.exchange.pasted import EmptyFirst, Pasted, folded
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block, BlockColumn
from scn_desktop.models.edits import controls as edits
from scn_desktop.models.edits.controls import NewControl
from scn_desktop.models.ordering import last_key
from scn_desktop.models.plan import Plan
from scn_desktop.models.planning_model import ControlArea, ModelColumn

INDEX: Final = re.compile(r"\s*(\d{1,4})(?:\s*[x×*·]\s*(\d{1,4}))?", re.IGNORECASE)
OWN: Final = ("activity", "method", "reporting", "responsible")
"""What each control of a risk has of its own."""


@dataclass
class PastedControl:
    """A row of a control table, the area by name."""

    area: str
    process: str
    index: str
    risk: str
    activity: str
    method: str
    reporting: str
    responsible: str


def read(pasted: Pasted, empty_first: EmptyFirst) -> list[PastedControl]:
    """The controls of a pasted table. With ``above`` an empty area, process or risk is the one of the row above."""
    found: list[PastedControl] = []
    for row in pasted.rows:
        new = PastedControl(**{each.name: pasted.cell(row, each.name) for each in fields(PastedControl)})
        above = found[-1] if found else None
        if above is not None and empty_first == "above" and not new.area:
            new.area = above.area
            new.process = new.process or above.process
            if not new.risk:
                new.risk, new.index = above.risk, new.index or above.index
        if above is not None and empty_first == "same" and not new.area and not new.risk:
            for name in OWN:
                setattr(above, name, "\n".join(filter(None, (getattr(above, name), getattr(new, name)))))
        else:
            found.append(new)
    return found


def judged(text: str) -> tuple[int | None, int | None, int | None]:
    """Probability, consequence and riskindex as they are written: "2×4", "8" or "8 Hög". Raises InputError."""
    if not text.strip():
        return None, None, None
    match = INDEX.match(text)
    if match is None:
        raise InputError(f"Riskindex ”{text.strip()[:30]}” är inte ett tal. Skriv till exempel 8 eller 2×4.")
    if match[2]:
        return int(match[1]), int(match[2]), None
    return None, None, int(match[1])


def unknown_areas(controls: Sequence[PastedControl], areas: Sequence[str]) -> list[str]:
    """Areas that the planning model lacks, each once, in order."""
    known = {folded(area) for area in areas}
    return list({folded(c.area): c.area for c in controls if c.area and folded(c.area) not in known}.values())


def place_of(session: Session, row_id: str) -> tuple[Plan, Block | None]:
    """The plan whose controls are pasted, by its key or that of a block of controls; and the block."""
    block = queries.find(session, Block, row_id)
    return (block.section.paper.plan, block) if block is not None else (queries.get(session, Plan, row_id), None)


def columns_of(plan: Plan, block: Block | None) -> Sequence[BlockColumn | ModelColumn]:
    """The columns that a pasted table is read by: the block's own, or the planning model's."""
    return block.columns if block is not None and block.columns else plan.model.columns_of("controls")


def apply(
    session: Session, plan_id: str, controls: Sequence[PastedControl], index: int | None, kind: str = "control"
) -> list[str]:
    """Add the controls to their areas, adding areas that the model lacks; the keys of the new controls.

    Where the model has a single area, controls that name none stand in it. ``kind``: what they all are.

    Raises InputError for a riskindex that is no number or not on the plan's scales.
    """
    model = queries.get(session, Plan, plan_id).model
    areas = {folded(area.title): area for area in model.areas}
    for title in unknown_areas(controls, [area.title for area in model.areas]):
        area = ControlArea(model_id=model.id, order_key=last_key(list(areas.values())), title=title)
        session.add(area)
        session.flush()
        areas[folded(title)] = area
    session.expire(model, ["areas"])
    only = next(iter(areas.values())).id if len(areas) == 1 else None
    rows = []
    for control in controls:
        probability, consequence, stated = judged(control.index)
        new = NewControl(
            area_id=areas[folded(control.area)].id if control.area else only,
            risk=control.risk,
            process=control.process,
            activity=control.activity,
            method=control.method,
            reporting=control.reporting,
            responsible=control.responsible,
            probability=probability,
            consequence=consequence,
            stated_index=stated,
            kind=kind,
        )
        rows.append(new)
    return edits.append_controls(session, plan_id, rows, index)
