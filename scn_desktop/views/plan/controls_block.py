"""The internkontrollplan's controls as a block shows them: of one kind or all, edited in their own tab."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from scn_desktop.views.control.words import kind_words
from scn_desktop.views.plan.block_table import smallest_width
from scn_desktop.views.plan.compiled_block import ShownBlock, ShownTable
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.control import Control
    from scn_desktop.models.planning_model import ControlArea

KINDS = ("", "control", "measure", "audit")


class ControlsBlock(ShownBlock):
    """What is typed on the tab Intern kontroll, in the columns that print where the block has its own."""

    def title(self) -> str:
        return kind_words(self.block.control_kind)

    def empty_text(self) -> str:
        return {
            "measure": tr("Inga riskreducerande åtgärder än."),
            "audit": tr("Inga åtgärder efter granskning än."),
        }.get(self.block.control_kind, tr("Inga kontroller än."))

    def mark_text(self) -> str:
        return tr("ändras på fliken Intern kontroll")

    def link(self) -> str | None:
        return tr("Öppna Intern kontroll")

    def follow_link(self) -> None:
        first = next((control.id for _, found in self._found() for control in found), None)
        self.bridge.go_to("control", first)

    def own_actions(self) -> Sequence[QAction]:
        """Which kind of controls is shown."""
        choose = QMenu(tr("Visa"), self)
        for kind in KINDS:
            action = choose.addAction(kind_words(kind) if kind else tr("Alla slag"))
            action.setCheckable(True)
            action.setChecked(kind == self.block.control_kind)
            action.triggered.connect(lambda _checked=False, chosen=kind: self._show_kind(chosen))
        return [choose.menuAction()]

    def _show_kind(self, kind: str) -> None:
        from scn_desktop.models.edits import blocks

        block_id = self.block.id
        self.bridge.attempt(
            tr("Byt slag av kontroller"), lambda session: blocks.set_control_kind(session, block_id, kind)
        )

    def _found(self) -> list[tuple[ControlArea | None, list[Control]]]:
        from scn_desktop.models import queries

        kind = self.block.control_kind
        return [
            (area, [each for each in controls if kind in ("", each.kind)])
            for area, controls in queries.controls_by_area(self.bridge.plan)
        ]

    def shown(self) -> ShownTable:
        from scn_desktop.models import queries
        from scn_desktop.models.control_words import column_text

        if self.block.columns:
            keys = [column.key for column in self.block.columns]
            own = [tuple(column_text(each, key) for key in keys) for _, found in self._found() for each in found]
            headings = [column.heading for column in self.block.columns]
            shares = [column.width or 1 for column in self.block.columns]
            return ShownTable(headings, own, shares, minimum=[smallest_width(heading) for heading in headings])
        rows: list[tuple[str, str, str]] = []
        bold = set()
        numbers = queries.control_numbers(self.bridge.plan)
        for area, controls in self._found():
            if not controls:
                continue
            bold.add(len(rows))
            rows.append(("", area.title if area is not None else tr("Utan område"), ""))
            rows += [(numbers[each.id], each.risk.description, each.activity) for each in controls]
        titles = (tr("Nr"), tr("Risk"), tr("Kontrollmoment"))
        return ShownTable(titles, rows, (0, 4, 5), frozenset(bold), frozenset(), (56, 0, 0))

    def refresh(self) -> None:
        super().refresh()
        count = sum(len(found) for _, found in self._found())
        self.show_heading(self.block.title or self.title(), count or None, self.mark_text())
