"""Below the cards: how the cases are chosen, by lot or by hand, and what was drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button

if TYPE_CHECKING:
    from scn_desktop.models.spot_check import SpotCheck, SpotCheckCase
    from scn_desktop.models.spot_check_rules import Part


class SelectionLinks(QWidget):
    """Shows what can be done about the selection of the record and its open case, and does it.

    `finish_edits` commits what is typed, `go_on` goes to what is to be filled in next.
    """

    def __init__(
        self, bridge: Bridge, now: Callable[[], datetime], finish_edits: Callable[[], object],
        go_on: Callable[[], object], parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._bridge, self._now, self._finish_edits, self._go_on = bridge, now, finish_edits, go_on
        self._record: SpotCheck | None = None
        self._case: SpotCheckCase | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(4))
        self.draw = button(tr("Dra ärenden ur en lista…"), self.open_draw, role="link")
        self.by_hand = button(tr("Välj ärenden själv"), self.pick_by_hand, role="link")
        self.draws = button(tr("Dragningen…"), self.open_draws, role="link")
        self.omit = button(tr("Hoppa över ärendet…"), self.open_omit, role="link")
        for link in self.stops():
            link.setProperty("finger", "true")
            row.addWidget(link)

    def stops(self) -> list[QWidget]:
        """What Tab comes to, in order."""
        return [self.draw, self.by_hand, self.draws, self.omit]

    def show_record(self, record: SpotCheck | None, parts: Sequence[Part], place: str) -> None:
        """Follow the record and which case is open."""
        from scn_desktop.models.draw_words import selection_words

        writable = record is not None and not self._bridge.read_only
        empty = record is not None and any(part.untouched for part in parts)
        self._record = record
        self._case = next((each for each in record.cases if each.id == place), None) if record is not None else None
        self.draw.setVisible(writable and empty)
        self.by_hand.setVisible(writable and empty and record is not None and not record.selection)
        self.draws.setVisible(record is not None and bool(record.meeting.draws))
        self.draws.setToolTip(selection_words(record) if record is not None else "")
        self.omit.setVisible(writable and self._case is not None and self._case.draw_item_id is not None)

    def room(self) -> int:
        """Pixels that the links in sight take."""
        return sum(each.sizeHint().width() + theme().px(4) for each in self.stops() if not each.isHidden())

    # What they do ----------------------------------------------------------------------------------------------------
    def open_draw(self) -> None:
        """Draw from a list."""
        from scn_desktop.views.spot_check.draw_dialog import DrawDialog

        self._finish_edits()
        if self._record is not None:
            dialog = DrawDialog(self._bridge, self._record, self._now, self.window())
            dialog.finished.connect(lambda _result: self._go_on())
            dialog.open()

    def pick_by_hand(self) -> None:
        """Let the record say that its cases are picked by hand, and go to the first."""
        from scn_desktop.models.edits import draws

        self._finish_edits()
        record = self._record
        if record is not None:
            self._bridge.attempt(
                tr("Välj ärenden själv"),
                lambda session: draws.pick_by_hand(session, record.id),
                tr("Stickprovet säger nu att ärendena är valda för hand."),
            )
            self._go_on()

    def open_draws(self) -> None:
        """Show every draw of the meeting."""
        from scn_desktop.views.spot_check.draws_dialog import DrawsDialog

        self._finish_edits()
        record = self._record
        if record is not None:
            DrawsDialog(self._bridge, [record.meeting], self.window(), record, self._now).open()

    def open_omit(self) -> None:
        """Leave out the open case, with a reason."""
        from scn_desktop.views.spot_check.omit_dialog import OmitDialog

        self._finish_edits()
        record, case = self._record, self._case
        if record is not None and case is not None and case.draw_item is not None:
            dialog = OmitDialog(self._bridge, record, case.draw_item, self._now, self.window())
            dialog.finished.connect(lambda _result: self._go_on())
            dialog.open()
