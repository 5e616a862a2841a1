"""Alla åtgärder as a table: each measure once, with its sections, sorted and filtered, edited where it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from scn_desktop.models.running_text import is_plain
from scn_desktop.swedish import sort_key
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_table import fill_cells
from scn_desktop.views.plan.measure_table import STEERING, measure_change, measure_text, steering_extra
from scn_desktop.views.plan.measure_words import measure_words
from scn_desktop.views.plan.text_context import PlanTexts
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import EditTableModel, Role

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.models.measure_list import ListedMeasure
    from scn_desktop.models.plan import Section
    from scn_desktop.views.plan.block_table import Change

PLACE: Final = "place"
KEYS: Final = (PLACE, "measure", "description", STEERING, "effect", "period", "partners", "responsible")
_LONGEST: Final = 44  # letters of a section's name
TABLES: Final = frozenset(
    {"measure", "measure_placement", "steering_link", "steering_document", "section", "block", "planning_model"}
)
"""What the list shows is made of these."""


@dataclass(frozen=True)
class Filter:
    """What a measure must have to be listed; empty fields ask for nothing. ``missing`` is the key of an empty column.

    ``section_id``: it stands there, or in a section below. ``steering_id``: a document it is connected to.
    """

    words: str = ""
    section_id: str = ""
    steering_id: str = ""
    responsible: str = ""
    missing: str = ""


class MeasureListTableModel(EditTableModel):
    """`ids` are the measures' keys, in the order and of the choice that is set. A row that is edited stays."""

    steering_added = Signal(list)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        self.words = measure_words(bridge.plan.model)
        self.headings = self._headings()
        self.keys = list(KEYS)
        super().__init__(self.headings, parent)
        self.bridge = bridge
        self.read_only = bridge.read_only
        self.filter = Filter()
        self.sorted_by: tuple[str, bool] | None = None  # key, from the end
        self._listed: dict[str, ListedMeasure] = {}
        self._shown: dict[str, tuple[str, ...]] = {}
        self._within: dict[str, set[str]] = {}
        self._read()
        self.ids = self._chosen()

    def _headings(self) -> list[str]:
        """Short ones, for all the columns stand beside each other."""
        return [
            tr("Avsnitt"),
            self.words.singular,
            tr("Beskrivning"),
            tr("Styrdokument"),
            tr("Effekt"),
            tr("Period"),
            tr("Samverkan"),
            tr("Ansvarig"),
        ]

    # Reading ---------------------------------------------------------------------------------------------------------
    def _read(self) -> None:
        from scn_desktop.models.measure_list import listed_measures

        self._listed = {each.measure.id: each for each in listed_measures(self.bridge.plan)}
        self._shown = {key: self._texts(each) for key, each in self._listed.items()}
        self._within = {key: self._sections_of(each) for key, each in self._listed.items()}

    def _texts(self, each: ListedMeasure) -> tuple[str, ...]:
        places = "\n".join(shortened(name) for name in dict.fromkeys(each.places))
        return tuple(places if key == PLACE else measure_text(each.measure, key, KEYS) for key in KEYS)

    @staticmethod
    def _sections_of(each: ListedMeasure) -> set[str]:
        """The sections that a measure stands in, and all above them."""
        found: set[str] = set()
        for placement in each.placements:
            section: Section | None = placement.block.section
            while section is not None and section.id not in found:
                found.add(section.id)
                section = section.parent
        return found

    def listed(self, row: int) -> ListedMeasure:
        """The measure of a row with its placements."""
        return self._listed[self.ids[row]]

    @property
    def total(self) -> int:
        """How many measures the plan has."""
        return len(self._listed)

    def responsible(self) -> list[str]:
        """Every unit that is responsible for something, sorted as in Sweden."""
        return sorted({each.measure.responsible for each in self._listed.values()} - {""}, key=sort_key)

    def used_keys(self) -> list[str]:
        """The columns in which some measure, of whatever choice, has a text; place and measure always."""
        return [
            key
            for place, key in enumerate(KEYS)
            if key in (PLACE, "measure") or any(texts[place] for texts in self._shown.values())
        ]

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns, in the list's own order."""
        chosen = [key for key in KEYS if key in keys]
        if chosen != self.keys:
            self.beginResetModel()
            self.keys = chosen
            self.titles = [self.headings[KEYS.index(key)] for key in chosen]
            self.endResetModel()

    def text(self, row: int, column: int) -> str:
        texts = self._shown.get(self.ids[row])
        return texts[KEYS.index(self.keys[column])] if texts is not None else ""

    def as_read(self, text: str) -> str:
        block = None if is_plain(text) else self._block_of(text)
        return text if block is None else PlanTexts.of(self.bridge).cell_words(text, block)

    def _block_of(self, text: str) -> Block | None:
        """The table that a text stands in, for the numbers of its footnotes; None where it stands in none."""
        placements = (each.placements for key, each in self._listed.items() if text in self._shown[key])
        return next((found[0].block for found in placements if found), None)

    def is_editable(self, row: int, column: int) -> bool:
        return self.keys[column] != PLACE

    def extra(self, row: int, column: int, role: int) -> Any:
        key = self.keys[column]
        if key == STEERING:
            return steering_extra(self.bridge, role)
        if key == PLACE:
            if role == Role.COLOUR:
                return "text2"
            if role == Qt.ItemDataRole.ToolTipRole:
                return "\n".join(dict.fromkeys(self.listed(row).places))
            if role == Role.SIGN:
                return "copy" if len(self.listed(row).placements) > 1 else None
            return tr("Inget avsnitt än") if role == Role.PLACEHOLDER else None
        if role == Role.CHOICES and key == "responsible" and not self.read_only:
            return self.responsible()
        return "–" if role == Role.PLACEHOLDER and key in ("effect", "responsible") else None

    # Choice and order ------------------------------------------------------------------------------------------------
    def choose(self, wanted: Filter) -> None:
        """List the measures that answer a filter."""
        self.filter = wanted
        self._show_again()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; -1 is the order of the plan. Empty cells come last either way."""
        reverse = order is Qt.SortOrder.DescendingOrder
        self.sorted_by = (self.keys[column], reverse) if column >= 0 else None
        self._show_again()

    def _show_again(self) -> None:
        chosen = self._chosen()
        if chosen != self.ids:
            self.beginResetModel()
            self.ids = chosen
            self.endResetModel()

    def _chosen(self) -> list[str]:
        found = [key for key in self._listed if self._answers(key)]
        if self.sorted_by is None or self.sorted_by[0] == PLACE:
            return found[::-1] if self.sorted_by is not None and self.sorted_by[1] else found
        column, reverse = KEYS.index(self.sorted_by[0]), self.sorted_by[1]
        filled = [key for key in found if self._shown[key][column]]
        empty = [key for key in found if not self._shown[key][column]]
        filled.sort(key=lambda key: sort_key(self._shown[key][column]), reverse=reverse)
        return filled + empty

    def _answers(self, key: str) -> bool:
        wanted, each, texts = self.filter, self._listed[key], self._shown[key]
        if wanted.section_id and wanted.section_id not in self._within[key]:
            return False
        links = each.measure.steering_links
        if wanted.steering_id and all(link.steering_document_id != wanted.steering_id for link in links):
            return False
        if wanted.responsible and each.measure.responsible != wanted.responsible:
            return False
        if wanted.missing and texts[KEYS.index(wanted.missing)].strip():
            return False
        searched = "\n".join(texts).casefold()
        return all(word in searched for word in wanted.words.casefold().split())

    def read_again(self) -> None:
        """Show the plan as it is now, chosen and ordered as before."""
        self.beginResetModel()
        self._read()
        self.ids = self._chosen()
        self.endResetModel()

    # Following the document ------------------------------------------------------------------------------------------
    def refresh(self, change_set: ChangeSet) -> None:
        """Show the rows that changed; one that no longer answers the filter stays until the choice is made anew."""
        if not change_set.tables() & TABLES:
            return
        before = self._shown
        self._read()
        gone = [row_id for row_id in self.ids if row_id not in self._listed]
        new = [key for key in self._chosen() if key not in before]
        for row in reversed([self.ids.index(row_id) for row_id in gone]):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self.ids[row]
            self.endRemoveRows()
        if new:
            self._insert(new)
        for row, row_id in enumerate(self.ids):
            if before.get(row_id) != self._shown[row_id]:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.keys) - 1))

    def _insert(self, new: Sequence[str]) -> None:
        """Put new rows where the order has them."""
        order = {key: place for place, key in enumerate(self._chosen())}
        for key in new:
            row = sum(order.get(each, -1) < order[key] for each in self.ids)
            self.beginInsertRows(QModelIndex(), row, row)
            self.ids.insert(row, key)
            self.endInsertRows()

    # Writing ---------------------------------------------------------------------------------------------------------
    def change(self, row: int, column: int, text: str) -> Change:
        """The edit that puts a typed text into the document."""
        return measure_change(self.listed(row).measure, self.keys[column], text, KEYS, self.words)

    def write(self, row: int, column: int, text: str) -> None:
        label, edit = self.change(row, column, text)
        added = self.bridge.do(label, edit)
        if self.keys[column] == STEERING and added:
            self.steering_added.emit(added)

    def fill(self, column: int, rows: Sequence[int]) -> None:
        """Give the cells of a column the first row's text, as one step to undo."""
        fill_cells(self.bridge, self, column, rows)

    def delete(self, rows: Sequence[int]) -> None:
        """Take measures out of every table they stand in."""
        from scn_desktop.models.edits import measures

        placements = [placement.id for row in rows for placement in self.listed(row).placements]
        loose = [self.ids[row] for row in rows if not self.listed(row).placements]
        one = len(rows) == 1
        message = tr("{what} togs bort.").format(what=self.words.definite if one else self.words.count(len(rows)))

        def remove(session: Any) -> None:
            measures.delete(session, placements)
            measures.delete_loose(session, loose)

        label = tr("Ta bort {words}").format(words=(self.words.singular if one else self.words.plural).lower())
        self.bridge.attempt(label, remove, message)


def shortened(name: str) -> str:
    """What a section is called in the narrow column: a long title is cut after a whole word."""
    if len(name) <= _LONGEST:
        return name
    return f"{name[:_LONGEST].rpartition(' ')[0] or name[:_LONGEST]}…"
