"""Pasted control tables: areas by name, risks that several controls share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from scn_desktop.exchange.pasted import EmptyFirst, Pasted, folded
from scn_desktop.models import queries
from scn_desktop.models.edits import controls as edits
from scn_desktop.models.edits.controls import NewControl
from scn_desktop.models.ordering import last_key
from scn_desktop.models.plan import Plan
from scn_desktop.models.planning_model import ControlArea


@dataclass
class PastedControl:
    """A row of a control table, the area by name."""

    area: str
    risk: str
    activity: str
    method: str
    reporting: str
    responsible: str


def read(pasted: Pasted, empty_first: EmptyFirst) -> list[PastedControl]:
    """The controls of a pasted table. With ``above`` an empty area or risk is the one of the row above."""
    found: list[PastedControl] = []
    for row in pasted.rows:
        area, risk, activity, method, reporting, responsible = (
            pasted.cell(row, key) for key in ("area", "risk", "activity", "method", "reporting", "responsible")
        )
        above = found[-1] if found else None
        if above is not None and empty_first == "above":
            risk = risk or (above.risk if not area else "")
            area = area or above.area
        if above is not None and empty_first == "same" and not area and not risk:
            above.activity = "\n".join(filter(None, (above.activity, activity)))
            above.method = "\n".join(filter(None, (above.method, method)))
            above.reporting = "\n".join(filter(None, (above.reporting, reporting)))
            above.responsible = "\n".join(filter(None, (above.responsible, responsible)))
        else:
            found.append(PastedControl(area, risk, activity, method, reporting, responsible))
    return found


def unknown_areas(controls: Sequence[PastedControl], areas: Sequence[str]) -> list[str]:
    """Areas that the planning model lacks, each once, in order."""
    known = {folded(area) for area in areas}
    return list({folded(c.area): c.area for c in controls if c.area and folded(c.area) not in known}.values())


def apply(session: Session, plan_id: str, controls: Sequence[PastedControl], index: int | None) -> list[str]:
    """Add the controls to their areas, adding areas that the model lacks; the keys of the new controls."""
    model = queries.get(session, Plan, plan_id).model
    areas = {folded(area.title): area for area in model.areas}
    for title in unknown_areas(controls, [area.title for area in model.areas]):
        area = ControlArea(model_id=model.id, order_key=last_key(list(areas.values())), title=title)
        session.add(area)
        session.flush()
        areas[folded(title)] = area
    session.expire(model, ["areas"])
    rows = [
        NewControl(
            area_id=areas[folded(control.area)].id if control.area else None,
            risk=control.risk,
            activity=control.activity,
            method=control.method,
            reporting=control.reporting,
            responsible=control.responsible,
        )
        for control in controls
    ]
    return edits.append_controls(session, plan_id, rows, index)
