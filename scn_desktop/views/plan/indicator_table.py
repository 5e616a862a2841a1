"""The indicators of one table block: a row is a part (a, b, c), or the whole of an undivided indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_table import BlockTableModel
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import Index, Role

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.indicator import Indicator, IndicatorPart

_NAME: Final = "indicator"
_TREND: Final = "trend"
_WORDS: Final = ("target", _TREND, _NAME)
_TREND_SIGNS: Final = {"ökar": "trending-up", "minskar": "trending-down", "oförändrad": "arrow-right"}


class IndicatorTableModel(BlockTableModel):
    """`ids` are placement and part, "…/…", for the same indicator may stand twice."""

    def __init__(self, bridge: Bridge, block: Block, parent: QObject | None = None) -> None:
        self._parts: dict[str, IndicatorPart] = {}
        super().__init__(bridge, block, parent)

    def fetch(self) -> list[str]:
        self._parts = {
            f"{placement.id}/{part.id}": part
            for placement in self.block.indicator_placements
            for part in placement.indicator.parts
        }
        return list(self._parts)

    def indicator(self, row: int) -> Indicator:
        return self._parts[self.ids[row]].indicator

    def part(self, row: int) -> IndicatorPart:
        return self._parts[self.ids[row]]

    def text(self, row: int, column: int) -> str:
        part = self._parts.get(self.ids[row])
        if part is None:
            return ""
        key = self.keys[column]
        if key == _NAME:
            return f"{part.letter}) {part.indicator.name}" if part.letter else part.indicator.name
        return part.value_of(key)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """In the editor the name is without its letter, and the part's own name stands on the second line."""
        if role == Qt.ItemDataRole.EditRole and index.isValid() and self.keys[index.column()] == _NAME:
            if super().data(index, Role.ERROR):
                return super().data(index, role)
            part = self._parts[self.ids[index.row()]]
            return f"{part.indicator.name}\n{part.label}" if part.indicator.divided else part.indicator.name
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if self.keys[index.column()] == _NAME and str(value) == str(self.data(index, Qt.ItemDataRole.EditRole)):
            return not self.data(index, Role.ERROR)
        return super().setData(index, value, role)

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignLeft if self.keys[column] in _WORDS else Qt.AlignmentFlag.AlignRight

    def extra(self, row: int, column: int, role: int) -> Any:
        part = self._parts.get(self.ids[row])
        key = self.keys[column]
        if part is None:
            return None
        if role == Role.SECONDARY and key == _NAME:
            return part.label or (tr("Vad mäter delen?") if part.letter else "")
        if role == Role.SIGN and key == _TREND:
            return _TREND_SIGNS.get(part.value_of(_TREND).strip().lower())
        if role == Role.CHOICES and key == _TREND:
            return [word.capitalize() for word in _TREND_SIGNS]
        return None

    def write(self, row: int, column: int, text: str) -> None:
        from scn_desktop.models.edits import indicators

        part = self._parts[self.ids[row]]
        part_id, indicator_id, key = part.id, part.indicator.id, self.keys[column]
        if key != _NAME:
            label = tr("Ändra indikatorvärde")
            self.bridge.do(label, lambda session: indicators.set_value(session, part_id, key, text.strip()))
            return
        name, part_label = self._names_in(part, text)

        def write_names(session: Any) -> None:
            indicators.set_field(session, indicator_id, "name", name.strip())
            indicators.set_part_label(session, part_id, part_label)

        self.bridge.do(tr("Ändra indikator"), write_names)

    @staticmethod
    def _names_in(part: IndicatorPart, text: str) -> tuple[str, str]:
        """The indicator's and the part's name in a typed text.

        One line typed over both is the name that a new part waits for, else the indicator's.
        """
        name, line_break, label = text.partition("\n")
        if not part.indicator.divided:
            return name, part.label
        if line_break or name == part.indicator.name:
            return name, " ".join(label.split())
        return (name, part.label) if part.label else (part.indicator.name, " ".join(name.split()))

    # What the block's buttons and keys do ----------------------------------------------------------------------------
    def add(self, index: int) -> str | None:
        from scn_desktop.models.edits import indicators

        block_id, before = self.block.id, self._placement_index(index)
        added = self.bridge.attempt(tr("Ny indikator"), lambda session: indicators.add(session, block_id, before))
        return next((each for each in self.ids if added and each.startswith(added)), None)

    def _placement_index(self, row: int) -> int:
        """The place among placements of the row before which something is put."""
        order = [placement.id for placement in self.block.indicator_placements]
        return order.index(self.ids[row].split("/")[0]) if row < len(self.ids) else len(order)

    def place_after(self, row: int) -> int:
        """After the whole indicator, whichever part of it the row is."""
        order = [placement.id for placement in self.block.indicator_placements]
        return order.index(self.ids[row].split("/")[0]) + 1

    def add_part(self, row: int) -> int:
        """Divide an indicator, or give it one more part after this row's; the first row that now lacks a name."""
        from scn_desktop.models.edits import indicators

        part = self.part(row)
        indicator_id = part.indicator.id
        place = [each.id for each in part.indicator.parts].index(part.id) + 1
        name = tr("Ny del av indikator")
        self.bridge.attempt(name, lambda session: indicators.add_part(session, indicator_id, place))
        return row if not self.part(row).label else row + 1

    def delete(self, ids: list[str]) -> None:
        """Remove parts; an indicator all of whose parts are chosen goes from the table."""
        from scn_desktop.models.edits import indicators

        chosen = set(ids)
        whole = [
            placement.id
            for placement in self.block.indicator_placements
            if all(f"{placement.id}/{part.id}" in chosen for part in placement.indicator.parts)
        ]
        parts = [self._parts[each].id for each in ids if each.split("/")[0] not in whole]

        def remove(session: Any) -> None:
            for part_id in parts:
                indicators.delete_part(session, part_id)
            indicators.delete(session, whole)

        one = len(whole) == 1 and not parts
        message = tr("Indikatorn togs bort.") if one else tr("{n} rader togs bort.").format(n=len(ids))
        self.bridge.attempt(tr("Ta bort indikator"), remove, message)

    def move(self, row_id: str, index: int) -> None:
        from scn_desktop.models.edits import indicators

        placement_id, target = row_id.split("/")[0], self._placement_index(index)
        self.bridge.attempt(tr("Flytta indikator"), lambda session: indicators.move(session, placement_id, target))
