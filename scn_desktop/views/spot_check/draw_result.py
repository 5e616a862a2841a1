"""What a draw gave: the drawn cases in order, the reserves, and the short code of the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.spot_check.page_area import PageArea
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import PillLabel, Status, label

if TYPE_CHECKING:
    from scn_desktop.models.draw import Draw, DrawItem
    from scn_desktop.models.spot_check import SpotCheck


class ResultPage(QWidget):
    """The draws of one or several categories, or all that were made for a meeting. Follows what is left out."""

    def __init__(
        self, bridge: Bridge, draws: Sequence[Draw], record: SpotCheck | None = None,
        now: Callable[[], datetime] | None = None, meetings: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`record`: the unsigned stickprov that the cases were drawn for, in which one may be left out.

        `meetings`: which meeting each draw was made for, by its key, where it is not plain from elsewhere.
        """
        super().__init__(parent)
        self._bridge, self._draws, self._record, self._now = bridge, list(draws), record, now
        self._meetings = meetings or {}
        self.omit_buttons: list[QPushButton] = []
        self.copy_buttons: list[QPushButton] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._held = QWidget()
        self._column = QVBoxLayout(self._held)
        self._column.setContentsMargins(0, theme().px(4), theme().px(12), 0)
        self._column.setSpacing(theme().px(12))
        outer.addWidget(PageArea(self._held))
        self.refresh()

    def refresh(self) -> None:
        """Build it as the draws are now."""
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.omit_buttons, self.copy_buttons = [], []
        for draw in self._draws:
            self._column.addWidget(self._card(draw))
        self._column.addStretch(1)

    def focus_first(self) -> None:
        """Nothing on the page asks for anything."""

    def _card(self, draw: Draw) -> QFrame:
        from scn_desktop.models.draw_rules import outcome, verify_draw
        from scn_desktop.models.draw_words import omission_words, short_words, title

        px = theme().px
        card = QFrame()
        card.setProperty("role", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(px(20), px(12), px(20), px(14))
        layout.setSpacing(px(6))
        head = QHBoxLayout()
        head.addWidget(label(title(draw), "h2", wrap=True), 1)
        altered = verify_draw(draw)
        if altered:
            head.addWidget(PillLabel(tr("Ändrad"), Status.ERROR))
        else:
            head.addWidget(PillLabel(tr("Oförändrad"), Status.OK, "shield-check"))
        layout.addLayout(head)
        if draw.id in self._meetings:
            layout.addWidget(label(self._meetings[draw.id], "bold", wrap=True))
        layout.addWidget(label(f"{short_words(draw)}.", "secondary", wrap=True))
        if altered:
            words = tr("Ändrat utanför programmet: {fields}.").format(fields=", ".join(altered).lower())
            layout.addWidget(label(words, "error", wrap=True))
        found = outcome(draw)
        for place, item in enumerate(found.drawn, start=1):
            layout.addLayout(self._drawn(draw, place, item))
        reserves = ", ".join(each.reference for each in found.reserves) or tr("inga kvar")
        layout.addWidget(
            label(tr("Reserver i tur och ordning: {cases}").format(cases=reserves), "secondary", wrap=True)
        )
        for each in draw.omissions:
            layout.addWidget(label(tr("Överhoppat: {what}").format(what=omission_words(each)), "body", wrap=True))
        copy = button(tr("Kopiera listan"), partial(self._copy, draw), role="link", sign="copy")
        copy.setProperty("finger", "true")
        copy.setToolTip(tr("Kopiera listan, ett ärende på varje rad, för den som vill dra om"))
        layout.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.copy_buttons.append(copy)
        return card

    def _drawn(self, draw: Draw, place: int, item: DrawItem) -> QHBoxLayout:
        """A drawn case, and the way to leave it out."""
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        number = label(f"{place}.", "touch")
        number.setFixedWidth(theme().px(28))
        row.addWidget(number)
        row.addWidget(label(item.reference, "touch", wrap=True), 2)
        about = ", ".join(filter(None, (item.category, item.dated, item.unit)))
        row.addWidget(label(about, "secondary", wrap=True), 3)
        if self._may_omit(draw):
            omit = button(tr("Hoppa över…"), partial(self._omit, draw, item), touch=True)
            omit.setAccessibleName(tr("Hoppa över {case}…").format(case=item.reference))
            row.addWidget(omit)
            self.omit_buttons.append(omit)
        return row

    def _may_omit(self, draw: Draw) -> bool:
        record = self._record
        can = record is not None and self._now is not None and not self._bridge.read_only
        return can and record is not None and not record.signed and record.draw_id == draw.id

    def _omit(self, draw: Draw, item: DrawItem) -> None:
        from scn_desktop.views.spot_check.omit_dialog import OmitDialog

        assert self._record is not None and self._now is not None  # noqa: PT018 - else there is no button
        dialog = OmitDialog(self._bridge, self._record, item, self._now, self)
        dialog.accepted.connect(self.refresh)
        dialog.open()

    def _copy(self, draw: Draw) -> None:
        from scn_desktop.models.draw_rules import list_text

        QGuiApplication.clipboard().setText(list_text(each.reference for each in draw.items))
        self._bridge.say(tr("Listan är kopierad. Den omfattas av sekretess."))
