"""Kolumner: which columns one table of measures or indicators shows, in what order, and what stands over them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scn_desktop.models.blocks import Block, BlockColumn
    from scn_desktop.models.plan import Plan
    from scn_desktop.views.plan.block_table import TableBlock

FIRST_KEYS: Final = {"measures": "measure", "indicators": "indicator"}
"""The column that names the rows, in each kind of table: it is always shown."""
_USUAL: Final = {
    "measures": (
        ("description", "Beskrivning", ""),
        ("steering", "Koppling till styrdokument", ""),
        ("effect", "Förväntad effekt", ""),
        ("period", "Period", ""),
        ("partners", "I samverkan med", ""),
        ("responsible", "Ansvarig", ""),
    ),
    "indicators": (
        ("total", "Totalt", "Nuvärde"),
        ("women", "Kvinnor", "Nuvärde"),
        ("men", "Män", "Nuvärde"),
        ("comparison", "Jämförvärde", ""),
        ("target", "Målsättning", ""),
        ("trend", "Trend", ""),
    ),
}
"""What every table of the kind can show, whatever the planning model has: key, heading, heading over several."""


@dataclass(frozen=True)
class Offered:
    """A column that a table can show."""

    key: str
    heading: str
    group: str = ""
    width: int = 0

    @property
    def name(self) -> str:
        """What the menu calls it."""
        return f"{self.group}, {self.heading}" if self.group else self.heading


def offered(block: Block, plan: Plan) -> list[Offered]:
    """The columns that a table has or can have: its own, the model's, those of the plan's other tables, the usual."""
    found: dict[str, Offered] = {}
    for column in _known(block, plan):
        found.setdefault(column.key, column)
    return list(found.values())


def _known(block: Block, plan: Plan) -> Iterator[Offered]:
    from scn_desktop.models import queries

    for own in block.columns:
        yield Offered(own.key, own.heading, own.group, own.width)
    for given in plan.model.columns_of(block.kind):
        yield Offered(given.key, given.heading, given.group, given.width)
    for key, heading, group in _USUAL[block.kind]:
        yield Offered(key, tr(heading), tr(group) if group else "")
    if block.kind != "indicators":
        return
    for other in queries.blocks_of_kind(block.section.paper, block.kind):
        for column in other.columns:
            yield Offered(column.key, column.heading, column.group, column.width)
    values = (v for p in block.indicator_placements for part in p.indicator.parts for v in part.values)
    for year in sorted({value.key for value in values if value.key.isdecimal()}):
        yield Offered(year, year)


class ColumnMenu:
    """Makes the actions of the columns of a table block."""

    def __init__(self, table: TableBlock) -> None:
        self._table = table

    def actions(self) -> list[QAction]:
        """*Kolumner*, with what can be done with the column of the current cell."""
        menu = QMenu(tr("Kolumner"), self._table)
        shown = self._table.model.columns()
        current = self._table.table.currentIndex().column()
        for each in offered(self._table.block, self._table.bridge.plan):
            menu.addAction(self._shows(each))
        if self._table.block.kind == "indicators":
            menu.addAction(self._action(tr("Ny egen kolumn"), self.add_own))
        if 0 <= current < len(shown):
            menu.addSeparator()
            menu.addActions(self._of_column(current, shown[current], len(shown)))
        menu.setEnabled(not self._table.bridge.read_only)
        return [menu.menuAction()]

    def _action(self, text: str, do: object) -> QAction:
        action = QAction(text, self._table)
        action.triggered.connect(do)
        action.setEnabled(not self._table.bridge.read_only)
        return action

    def _shows(self, each: Offered) -> QAction:
        own = next((column for column in self._table.block.columns if column.key == each.key), None)
        action = self._action(each.name, partial(self.toggle, each))
        action.setCheckable(True)
        action.setChecked(own is not None)
        if each.key == FIRST_KEYS[self._table.block.kind]:
            action.setEnabled(False)
        return action

    def _of_column(self, place: int, column: BlockColumn, count: int) -> list[QAction]:
        rename = self._action(tr("Ändra kolumnrubriken"), partial(self._table.edit_heading, place))
        over = self._action(tr("Ändra rubriken över kolumnen"), partial(self.edit_group, place))
        left = self._action(tr("Flytta kolumnen åt vänster"), partial(self.move, place, -1))
        right = self._action(tr("Flytta kolumnen åt höger"), partial(self.move, place, 1))
        remove = self._action(tr("Ta bort kolumnen"), partial(self.remove, place))
        is_first = column.key == FIRST_KEYS[self._table.block.kind]
        least = 1 if self._table.block.kind == "indicators" else 0  # what names an indicator stands first
        left.setEnabled(left.isEnabled() and place > least)
        right.setEnabled(right.isEnabled() and least <= place < count - 1)
        remove.setEnabled(remove.isEnabled() and not is_first)
        return [rename, over, left, right, remove]

    # What they do ----------------------------------------------------------------------------------------------------
    def toggle(self, each: Offered, _checked: bool = False) -> None:
        """Show a column that is not shown, as the last; take away one that is."""
        from scn_desktop.models.edits import tables

        block = self._table.block
        columns = self._table.model.columns()
        place = next((place for place, column in enumerate(columns) if column.key == each.key), None)
        if place is not None:
            self.remove(place)
            return
        block_id, index = block.id, self._place_of(each)

        def add(session: Any) -> None:
            tables.add_column(session, block_id, each.heading, index, key=each.key, group=each.group, width=each.width)

        self._table.finish_edits()
        self._table.bridge.attempt(tr("Visa kolumn"), add)

    def _place_of(self, each: Offered) -> int:
        """Beside the columns of its group, else where the model has it, else last."""
        columns = list(self._table.block.columns)
        same = [place for place, column in enumerate(columns) if each.group and column.group == each.group]
        if same:
            return same[-1] + 1
        model = [column.key for column in self._table.bridge.plan.model.columns_of(self._table.block.kind)]
        if each.key not in model:
            return len(columns)
        before = set(model[: model.index(each.key)])
        return max((place for place, column in enumerate(columns) if column.key in before), default=-1) + 1

    def add_own(self, _checked: bool = False) -> None:
        """A column of values with a key of its own, its heading open for typing."""
        from scn_desktop.models.base import new_id
        from scn_desktop.models.edits import tables

        table = self._table
        current = table.table.currentIndex().column()
        place = current + 1 if current >= 0 else len(table.block.columns)
        block_id, key, heading = table.block.id, f"own-{new_id()[:8]}", tr("Ny kolumn")
        table.finish_edits()
        added = table.bridge.attempt(
            tr("Ny kolumn"), lambda session: tables.add_column(session, block_id, heading, place, key=key)
        )
        if added is not None:
            table.edit_heading(place)

    def remove(self, place: int, _checked: bool = False) -> None:
        """Take a column away; what stands in it is kept and comes back with the column."""
        from scn_desktop.models.edits import tables

        self._table.finish_edits()
        column_id = self._table.model.columns()[place].id
        said = tr("Kolumnen visas inte längre. Det som står i den finns kvar.")
        self._table.bridge.attempt(tr("Ta bort kolumn"), lambda session: tables.delete_column(session, column_id), said)

    def move(self, place: int, steps: int, _checked: bool = False) -> None:
        """Move a column; the current cell follows it."""
        from scn_desktop.models.edits import tables

        table = self._table
        table.finish_edits()
        row = max(0, table.table.currentIndex().row())
        column_id = table.model.columns()[place].id
        table.bridge.attempt(tr("Flytta kolumn"), lambda session: tables.move_column(session, column_id, place + steps))
        table.table.setCurrentIndex(table.model.index(row, place + steps))

    def edit_group(self, place: int, _checked: bool = False) -> None:
        """Type what stands over this column and its neighbours; emptied, it no longer stands over this one."""
        columns = list(self._table.model.columns())
        group = columns[place].group
        first = last = place
        while group and first > 0 and columns[first - 1].group == group:
            first -= 1
        while group and last < len(columns) - 1 and columns[last + 1].group == group:
            last += 1
        together = [column.id for column in columns[first : last + 1]]
        name = tr("Rubrik över kolumnen")
        finish = partial(self._write_group, columns[place].id, together, group)
        self._table.type_heading(place, group, name, finish)

    def _write_group(self, column_id: str, together: list[str], before: str, text: str) -> None:
        from scn_desktop.models.edits import tables

        if text == before:
            return
        changed = together if text else [column_id]

        def write(session: Any) -> None:
            for each in changed:
                tables.set_column_group(session, each, text)

        self._table.bridge.attempt(tr("Ändra rubriken över kolumner"), write)
