"""The indicators of one block: a row is a part (a, b, c), the whole of an undivided indicator, or a group's heading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_table import BlockTableModel, Change
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import Index, Role

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block, IndicatorPlacement
    from scn_desktop.models.indicator import Indicator, IndicatorPart

_NAME: Final = "indicator"
_TREND: Final = "trend"
_WORDS: Final = ("target", _TREND, _NAME)
_TREND_SIGNS: Final = {"ökar": "trending-up", "minskar": "trending-down", "oförändrad": "arrow-right"}
_HEADING: Final = "heading"
"""Stands for the part in the key of a group's heading."""


class IndicatorTableModel(BlockTableModel):
    """`ids` are placement and part, "…/…", for the same indicator may stand twice; a heading's ends in "/heading".

    Indicators without a group that follow a group stand under a heading too, or they would seem to belong to it.
    """

    def __init__(self, bridge: Bridge, block: Block, parent: QObject | None = None) -> None:
        self._parts: dict[str, IndicatorPart] = {}
        self._groups: dict[str, str] = {}
        super().__init__(bridge, block, parent)

    def fetch(self) -> list[str]:
        self._parts, self._groups = {}, {}
        ids: list[str] = []
        group = ""
        for placement in self.block.indicator_placements:
            if placement.group != group:
                group = placement.group
                ids.append(f"{placement.id}/{_HEADING}")
                self._groups[ids[-1]] = group
            for part in placement.indicator.parts:
                ids.append(f"{placement.id}/{part.id}")
                self._parts[ids[-1]] = part
        return ids

    def is_heading(self, row: int) -> bool:
        """Whether a row is the heading of a group."""
        return self.ids[row] in self._groups

    def part(self, row: int) -> IndicatorPart:
        """The part in a row; under a heading's row, the first below it."""
        return self._parts[self.ids[row + 1] if self.is_heading(row) else self.ids[row]]

    def indicator(self, row: int) -> Indicator:
        return self.part(row).indicator

    def placement(self, row: int) -> IndicatorPlacement:
        """The placement whose row it is, or that a heading begins with."""
        wanted = self.ids[row].split("/")[0]
        return next(each for each in self.block.indicator_placements if each.id == wanted)

    def together(self, placement: IndicatorPlacement) -> list[IndicatorPlacement]:
        """A placement with its neighbours in the same group, in order."""
        placements = list(self.block.indicator_placements)
        first = last = placements.index(placement)
        while first > 0 and placements[first - 1].group == placement.group:
            first -= 1
        while last < len(placements) - 1 and placements[last + 1].group == placement.group:
            last += 1
        return placements[first : last + 1]

    # What stands in the cells ----------------------------------------------------------------------------------------
    def text(self, row: int, column: int) -> str:
        row_id = self.ids[row]
        if row_id in self._groups:
            return self._groups[row_id] if column == 0 else ""
        part = self._parts.get(row_id)
        if part is None:
            return ""
        key = self.keys[column]
        if key == _NAME:
            name = part.indicator.full_name
            return f"{part.letter}) {name}" if part.letter else name
        return part.value_of(key)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """In the editor the name is without letter and unit, and the part's own name stands on the second line."""
        named = role == Qt.ItemDataRole.EditRole and index.isValid() and self.keys[index.column()] == _NAME
        if named and not self.is_heading(index.row()) and not super().data(index, Role.ERROR):
            part = self._parts[self.ids[index.row()]]
            return f"{part.indicator.name}\n{part.label}" if part.indicator.divided else part.indicator.name
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if self.keys[index.column()] == _NAME and str(value) == str(self.data(index, Qt.ItemDataRole.EditRole)):
            return not self.data(index, Role.ERROR)
        return super().setData(index, value, role)

    def is_editable(self, row: int, column: int) -> bool:
        return column == 0 or not self.is_heading(row)

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignLeft if self.keys[column] in _WORDS else Qt.AlignmentFlag.AlignRight

    def extra(self, row: int, column: int, role: int) -> Any:
        if self.ids[row] in self._groups:
            if role == Role.PLACEHOLDER:
                return tr("Övriga")
            return True if role == Role.BOLD else None
        part = self._parts.get(self.ids[row])
        key = self.keys[column]
        if part is None:
            return None
        if role == Role.SECONDARY and key == _NAME:
            label = part.label or (tr("Vad mäter delen?") if part.letter else "")
            return "\n".join(line for line in (label, part.earlier_line(self.keys)) if line)
        if role == Role.SIGN and key == _TREND:
            return trend_sign(part.value_of(_TREND))
        if role == Role.CHOICES and key == _TREND:
            return [word.capitalize() for word in _TREND_SIGNS]
        return None

    def change(self, row: int, column: int, text: str) -> Change:
        from scn_desktop.models.edits import indicators

        if self.is_heading(row):
            members = [each.id for each in self.together(self.placement(row))]
            name = " ".join(text.split())
            return tr("Byt namn på grupp"), lambda session: indicators.set_group(session, members, name)
        part = self._parts[self.ids[row]]
        part_id, indicator_id, key = part.id, part.indicator.id, self.keys[column]
        if key != _NAME:
            label = tr("Ändra indikatorvärde")
            return label, lambda session: indicators.set_value(session, part_id, key, text.strip())
        name, part_label = self._names_in(part, text)

        def write_names(session: Any) -> None:
            indicators.set_field(session, indicator_id, "name", name.strip())
            indicators.set_part_label(session, part_id, part_label)

        return tr("Ändra indikator"), write_names

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
        """A new indicator before a row, in the group of the row above."""
        from scn_desktop.models.edits import indicators

        block_id, before = self.block.id, self.place_after(index - 1) if index else 0
        group = self.placement(index - 1).group if index else ""
        added = self.bridge.attempt(
            tr("Ny indikator"), lambda session: indicators.add(session, block_id, before, group=group)
        )
        rows = (row for row, each in enumerate(self.ids) if added and each.startswith(added))
        return next((self.ids[row] for row in rows if not self.is_heading(row)), None)

    def place_after(self, row: int) -> int:
        """After the whole indicator, whichever part of it the row is; under a heading, first."""
        order = [placement.id for placement in self.block.indicator_placements]
        return order.index(self.ids[row].split("/")[0]) + (0 if self.is_heading(row) else 1)

    def add_part(self, row: int) -> int:
        """Divide an indicator, or give it one more part after this row's; the first row that now lacks a name."""
        from scn_desktop.models.edits import indicators

        part = self.part(row)
        indicator_id = part.indicator.id
        place = [each.id for each in part.indicator.parts].index(part.id) + 1
        name = tr("Ny del av indikator")
        self.bridge.attempt(name, lambda session: indicators.add_part(session, indicator_id, place))
        return row if not self.part(row).label else row + 1

    def begin_group(self, row: int, name: str) -> int:
        """A group of this row's indicator and those that stand below it in the same group; the heading's row."""
        from scn_desktop.models.edits import indicators

        placement = self.placement(row)
        members = self.together(placement)
        ids = [each.id for each in members[members.index(placement) :]]
        self.bridge.attempt(tr("Ny grupp"), lambda session: indicators.set_group(session, ids, name))
        return next((at for at, row_id in enumerate(self.ids) if row_id == f"{placement.id}/{_HEADING}"), row)

    def dissolve_group(self, row: int) -> None:
        """Take away a group's heading; its indicators stay."""
        from scn_desktop.models.edits import indicators

        ids = [each.id for each in self.together(self.placement(row))]
        message = tr("Gruppens rubrik togs bort. Indikatorerna är kvar.")
        self.bridge.attempt(tr("Ta bort grupp"), lambda session: indicators.set_group(session, ids, ""), message)

    def delete(self, ids: list[str]) -> None:
        """Remove parts; an indicator whose parts are all chosen goes from the table. A heading alone is dissolved."""
        from scn_desktop.models.edits import indicators

        if len(ids) == 1 and ids[0] in self._groups:
            self.dissolve_group(self.ids.index(ids[0]))
            return
        ids = [each for each in ids if each not in self._groups]
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
        """One step up or down; past a heading the indicator goes into the next group, or out of the last."""
        from scn_desktop.models.edits import indicators

        row = self.ids.index(row_id)
        if self.is_heading(row):
            return
        placement = self.placement(row)
        placements = list(self.block.indicator_placements)
        place = placements.index(placement)
        step = 1 if index > row else -1
        beside = placements[place + step] if 0 <= place + step < len(placements) else None
        placement_id = placement.id
        if beside is None and not placement.group:
            return
        group = beside.group if beside is not None else ""

        def step_on(session: Any) -> None:
            if beside is not None and group == placement.group:
                indicators.move(session, placement_id, place + step)
            else:
                indicators.set_group(session, [placement_id], group)

        self.bridge.attempt(tr("Flytta indikator"), step_on)


def trend_sign(text: str) -> str | None:
    """The arrow before a trend's word, or None for other words."""
    return _TREND_SIGNS.get(text.strip().lower())
