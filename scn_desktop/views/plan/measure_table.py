"""The measures of one block: åtgärd, styrdokument one to a line, effect and the other columns; or bullets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, get_args

from PySide6.QtCore import QObject, Signal

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_table import BlockTableModel, Change
from scn_desktop.views.plan.measure_words import MeasureWords, measure_words
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import Role

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block, BlockColumn, MeasurePlacement
    from scn_desktop.models.measure import Measure

FIELDS: Final = {
    "measure": "text",
    "description": "description",
    "effect": "effect",
    "period": "period",
    "partners": "partners",
    "responsible": "responsible",
}
"""Column key: the measure's field."""
STEERING: Final = "steering"


def measure_text(measure: Measure, key: str, keys: Sequence[str]) -> str:
    """What stands under a column; the text bears its period where no column of its own does."""
    if key == STEERING:
        return "\n".join(document.title for document in measure.steering_documents)
    if key == "measure" and "period" not in keys:
        return measure.full_text
    return str(getattr(measure, FIELDS[key])) if key in FIELDS else ""


def measure_change(measure: Measure, key: str, text: str, keys: Sequence[str], words: MeasureWords) -> Change:
    """The edit that puts a text typed under a column into a measure."""
    from scn_desktop.models.edits import measures

    measure_id, period = measure.id, measure.period
    if key == STEERING:
        titles = [line.strip() for line in text.split("\n") if line.strip()]
        return tr("Ändra styrdokument"), lambda session: measures.set_steering(session, measure_id, titles)
    name = next(name for name in get_args(measures.MeasureField) if name == FIELDS[key])
    if key != "measure" or "period" in keys or not period:
        return words.change(), lambda session: measures.set_field(session, measure_id, name, text)
    ending = f"({period})"

    def write_both(session: Any) -> None:
        """The cell shows text and period as they print; a period that was taken away is taken away."""
        kept = text.rstrip().endswith(ending)
        own = text.rstrip().removesuffix(ending).rstrip() if kept else text
        measures.set_field(session, measure_id, "text", own)
        if not kept:
            measures.set_field(session, measure_id, "period", "")

    return words.change(), write_both


class MeasureTableModel(BlockTableModel):
    """A row is a placement; `ids` are the placements' keys. As bullets only the measures' texts are shown."""

    steering_added = Signal(list)  # keys of documents that a typed title put into the register

    def __init__(self, bridge: Bridge, block: Block, parent: QObject | None = None) -> None:
        self._placements: dict[str, MeasurePlacement] = {}
        self._also: dict[str, str] = {}
        self.words = measure_words(bridge.plan.model)
        super().__init__(bridge, block, parent)

    @property
    def are_bullets(self) -> bool:
        return self.block.shape == "bullets"

    def columns(self) -> Sequence[BlockColumn]:
        if self.are_bullets:
            return [column for column in self.block.columns if column.key == "measure"]
        return self.block.columns

    def fetch(self) -> list[str]:
        self._placements = {each.id: each for each in self.block.measure_placements}
        self._also = {
            key: _stands_also(placement)
            for key, placement in self._placements.items()
            if len(placement.measure.placements) > 1
        }
        return list(self._placements)

    def measure(self, row: int) -> Measure:
        return self._placements[self.ids[row]].measure

    def placement(self, row: int) -> MeasurePlacement:
        return self._placements[self.ids[row]]

    def text(self, row: int, column: int) -> str:
        placement = self._placements.get(self.ids[row])
        return measure_text(placement.measure, self.keys[column], self.keys) if placement is not None else ""

    def is_editable(self, row: int, column: int) -> bool:
        return self.keys[column] == STEERING or self.keys[column] in FIELDS

    def change(self, row: int, column: int, text: str) -> Change:
        return measure_change(self.measure(row), self.keys[column], text, self.keys, self.words)

    def write(self, row: int, column: int, text: str) -> None:
        label, edit = self.change(row, column, text)
        added = self.bridge.do(label, edit)
        if self.keys[column] == STEERING and added:
            self.steering_added.emit(added)

    def extra(self, row: int, column: int, role: int) -> Any:
        if self.keys[column] == STEERING:
            return steering_extra(self.bridge, role)
        if self.keys[column] != "measure":
            return None
        if role == Role.SECONDARY:
            return self._also.get(self.ids[row], "")
        if role == Role.SIGN:
            return "minus" if self.are_bullets else ("copy" if self._also.get(self.ids[row]) else None)
        return None

    # What the block's buttons and keys do ----------------------------------------------------------------------------
    def add(self, index: int) -> str | None:
        from scn_desktop.models.edits import measures

        block_id = self.block.id
        return self.bridge.attempt(self.words.new, lambda session: measures.add(session, block_id, index))

    def place(self, measure_id: str, index: int) -> str | None:
        """Let a measure that stands elsewhere stand here too; its placement's key."""
        from scn_desktop.models.edits import measures

        block_id, label = self.block.id, tr("Lägg till befintlig {word}").format(word=self.words.singular.lower())
        return self.bridge.attempt(label, lambda session: measures.place(session, block_id, measure_id, index))

    def delete(self, ids: list[str]) -> None:
        """Take measures out of the table, and say what is left of one that stands elsewhere too."""
        from scn_desktop.models.edits import measures

        one = len(ids) == 1
        message = tr("{what} togs bort.").format(what=self.words.definite if one else self.words.count(len(ids)))
        if one and (also := self._also.get(ids[0])):
            message = tr("{what} togs bort härifrån. {also}.").format(
                what=self.words.definite, also=also.replace(tr("Står också"), tr("Den står kvar"), 1)
            )
        label = tr("Ta bort {words}").format(words=(self.words.singular if one else self.words.plural).lower())
        self.bridge.attempt(label, lambda session: measures.delete(session, ids), message)

    def move(self, row_id: str, index: int) -> None:
        from scn_desktop.models.edits import measures

        label = tr("Flytta {word}").format(word=self.words.singular.lower())
        self.bridge.attempt(label, lambda session: measures.move(session, row_id, index))


def _stands_also(placement: MeasurePlacement) -> str:
    """Where else a measure stands than in this place."""
    from scn_desktop.models.measure_list import elsewhere

    names = [name for name, _ in elsewhere(placement)]
    return tr("Står också under {places}").format(places=", ".join(names)) if names else ""


def steering_extra(bridge: Bridge, role: int) -> Any:
    """How a cell of steering documents looks, and what completes a title that is typed in it."""
    if role == Role.COLOUR:
        return "accent"
    if role == Role.PLACEHOLDER:
        return "–"
    if role == Role.CHOICES:
        from scn_desktop.models import queries

        return [document.title for document in queries.steering_documents(bridge.session)]
    return None
