"""The measures of one table block: åtgärd, styrdokument one to a line, effect, and the other columns of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

from PySide6.QtCore import QObject

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_table import BlockTableModel
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import Role

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block, MeasurePlacement
    from scn_desktop.models.measure import Measure

# Column key: the measure's field.
_FIELDS: Final = {
    "measure": "text",
    "effect": "effect",
    "period": "period",
    "partners": "partners",
    "responsible": "responsible",
}


class MeasureTableModel(BlockTableModel):
    """A row is a placement; `ids` are the placements' keys."""

    def __init__(self, bridge: Bridge, block: Block, parent: QObject | None = None) -> None:
        self._placements: dict[str, MeasurePlacement] = {}
        super().__init__(bridge, block, parent)

    def fetch(self) -> list[str]:
        self._placements = {each.id: each for each in self.block.measure_placements}
        return list(self._placements)

    def measure(self, row: int) -> Measure:
        return self._placements[self.ids[row]].measure

    def text(self, row: int, column: int) -> str:
        placement = self._placements.get(self.ids[row])
        if placement is None:
            return ""
        measure = placement.measure
        key = self.keys[column]
        if key == "steering":
            return "\n".join(document.title for document in measure.steering_documents)
        if key == "measure":
            return measure.text if "period" in self.keys else measure.full_text
        return str(getattr(measure, _FIELDS[key])) if key in _FIELDS else ""

    def is_editable(self, row: int, column: int) -> bool:
        return self.keys[column] == "steering" or self.keys[column] in _FIELDS

    def write(self, row: int, column: int, text: str) -> None:
        from scn_desktop.models.edits import measures

        measure = self._placements[self.ids[row]].measure
        key, measure_id, period = self.keys[column], measure.id, measure.period
        if key == "steering":
            titles = [line.strip() for line in text.split("\n") if line.strip()]
            self.bridge.do(tr("Ändra styrdokument"), lambda session: measures.set_steering(session, measure_id, titles))
            return
        name = next(name for name in get_args(measures.MeasureField) if name == _FIELDS[key])
        label = tr("Ändra åtgärd")
        if key != "measure" or "period" in self.keys or not period:
            self.bridge.do(label, lambda session: measures.set_field(session, measure_id, name, text))
            return

        ending = f"({period})"

        def write_both(session: Any) -> None:
            """The cell shows text and period as they print; a period that was taken away is taken away."""
            kept = text.rstrip().endswith(ending)
            own = text.rstrip().removesuffix(ending).rstrip() if kept else text
            measures.set_field(session, measure_id, "text", own)
            if not kept:
                measures.set_field(session, measure_id, "period", "")

        self.bridge.do(label, write_both)

    def extra(self, row: int, column: int, role: int) -> Any:
        if self.keys[column] != "steering":
            return None
        if role == Role.COLOUR:
            return "accent"
        if role == Role.PLACEHOLDER:
            return "–"
        if role == Role.CHOICES:
            from scn_desktop.models import queries

            return [document.title for document in queries.steering_documents(self.bridge.session)]
        return None

    # What the block's buttons and keys do ----------------------------------------------------------------------------
    def add(self, index: int) -> str | None:
        from scn_desktop.models.edits import measures

        block_id = self.block.id
        return self.bridge.attempt(tr("Ny åtgärd"), lambda session: measures.add(session, block_id, index))

    def delete(self, ids: list[str]) -> None:
        from scn_desktop.models.edits import measures

        one = len(ids) == 1
        message = tr("Åtgärden togs bort.") if one else tr("{n} åtgärder togs bort.").format(n=len(ids))
        label = tr("Ta bort åtgärd") if one else tr("Ta bort åtgärder")
        self.bridge.attempt(label, lambda session: measures.delete(session, ids), message)

    def move(self, row_id: str, index: int) -> None:
        from scn_desktop.models.edits import measures

        self.bridge.attempt(tr("Flytta åtgärd"), lambda session: measures.move(session, row_id, index))
