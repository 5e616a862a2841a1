"""A block of measures, as a table or as bullets: what its buttons, keys and menu do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtGui import QAction, QActionGroup

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_table import TableBlock, TableWords, in_sentence
from scn_desktop.views.plan.measure_table import FIELDS, STEERING, MeasureTableModel
from scn_desktop.views.plan.measure_words import measure_words
from scn_desktop.views.plan.new_steering import NewSteeringLine
from scn_desktop.views.plan.table_columns import ColumnMenu
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.document.change_log import ChangeSet

_SHAPES: Final[tuple[tuple[Literal["table", "bullets"], str], ...]] = (
    ("table", "Visa som tabell"),
    ("bullets", "Visa som punktlista"),
)
_MEASURE_WIDTH: Final = 150
"""Pixels at 100 %."""


class MeasuresBlock(TableBlock):
    model: MeasureTableModel
    has_details = True

    def __init__(self, bridge: Bridge, block: Block) -> None:
        self._measure_words = measure_words(bridge.plan.model)
        names = self._measure_words
        remove = tr("Ta bort {word}").format(word=in_sentence(names.definite))
        words = TableWords(names.plural, names.new, names.none, remove, "measures")
        model = MeasureTableModel(bridge, block)
        super().__init__(bridge, block, model, words)
        self.new_steering = NewSteeringLine(bridge)
        self.content.insertWidget(self.content.indexOf(self.table) + 1, self.new_steering)
        model.steering_added.connect(self.new_steering.show_added)

    def refresh(self) -> None:
        super().refresh()
        self.table.horizontalHeader().setVisible(not self.model.are_bullets)
        self.table.fit_rows()

    def column_widths(self) -> tuple[Sequence[float], Sequence[int]]:
        """The measure itself is the longest text: at large text its words are not broken for the others' headings."""
        shares, smallest = super().column_widths()
        wide = zip(self.model.keys, smallest, strict=True)
        return shares, [max(_MEASURE_WIDTH, width) if key == "measure" else width for key, width in wide]

    # Menu ------------------------------------------------------------------------------------------------------------
    def own_actions(self) -> Sequence[QAction]:
        actions = list(super().own_actions())
        word = self._measure_words.singular.lower()
        existing = self._action(tr("Lägg till befintlig {word}…").format(word=word), self.add_existing)
        actions.insert(1, existing)
        row = self.table.currentIndex().row()
        if row >= 0:
            from scn_desktop.models.measure_list import elsewhere

            for name, section in elsewhere(self.model.placement(row)):
                text = tr("Gå till {place}, där {word} också står").format(
                    place=in_sentence(name), word=in_sentence(self._measure_words.definite)
                )
                jump = QAction(text, self)
                jump.triggered.connect(partial(self._go_to, section.id))
                actions.append(jump)
        return [*actions, *self._shape_actions()]

    def column_actions(self) -> Sequence[QAction]:
        return [] if self.model.are_bullets else ColumnMenu(self).actions()

    def _shape_actions(self) -> list[QAction]:
        """How the measures stand, in the editor and in print."""
        group = QActionGroup(self)
        actions = []
        for shape, text in _SHAPES:
            action = self._action(tr(text), partial(self.set_shape, shape))
            action.setCheckable(True)
            action.setChecked(self.block.shape == shape)
            group.addAction(action)
            actions.append(action)
        return actions

    def _go_to(self, section_id: str, _checked: bool = False) -> None:
        self.finish_edits()
        self.bridge.go_to("plan", section_id)

    def set_shape(self, shape: Literal["table", "bullets"], _checked: bool = False) -> None:
        """Show the measures as a table or as bullets."""
        from scn_desktop.models.edits import blocks

        if shape == self.block.shape:
            return
        self.finish_edits()
        block_id = self.block.id
        self.bridge.attempt(
            tr("Byt mellan tabell och punktlista"), lambda session: blocks.set_shape(session, block_id, shape)
        )

    def add_existing(self) -> None:
        """Choose a measure of the plan that is to stand here too."""
        if self.bridge.read_only:
            return
        from scn_desktop.views.plan.existing_measure import ExistingMeasureDialog

        self.finish_edits()
        dialog = ExistingMeasureDialog(self.bridge, self.block, self.window())
        dialog.chosen.connect(self.place)
        dialog.open()

    def place(self, measure_id: str) -> None:
        """Put a measure that stands elsewhere after the current row, and go to it."""
        current = self.table.currentIndex().row()
        added = self.model.place(measure_id, current + 1 if current >= 0 else len(self.model.ids))
        if added is not None and added in self.model.ids:
            self.table.setCurrentIndex(self.model.index(self.model.ids.index(added), 0))
            self.table.setFocus()

    def open_details(self, row: int) -> None:
        from scn_desktop.views.plan.details_dialog import MeasureDetails

        MeasureDetails(self.bridge, self.model.measure(row), self.window()).open()

    # Undo ------------------------------------------------------------------------------------------------------------
    def row_of(self, change_set: ChangeSet) -> tuple[int, int] | None:
        changed = {change.row_id for change in change_set.changes}
        for row, placement_id in enumerate(self.model.ids):
            measure = self.model.measure(row)
            links = {link.id for link in measure.steering_links}
            if changed & ({placement_id, measure.id} | links):
                return row, self._column_of(change_set, bool(changed & links))
        return super().row_of(change_set)

    def _column_of(self, change_set: ChangeSet, is_link: bool) -> int:
        keys = self.model.keys
        if is_link or "steering_link" in change_set.tables():
            return keys.index(STEERING) if STEERING in keys else 0
        columns = {column for change in change_set.changes for column in change.columns}
        return next((place for place, key in enumerate(keys) if FIELDS.get(key) in columns), 0)
