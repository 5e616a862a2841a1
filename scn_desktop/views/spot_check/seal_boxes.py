"""The boxes of a signed record that say who locked it, and each correction that was added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from scn_desktop.views.icons import paint_icon
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.labels import SignLabel, label

if TYPE_CHECKING:
    from scn_desktop.models.spot_check import SpotCheckCorrection


class SignatureBox(QFrame):
    """A frame with a sign at its left, the one of a signature where no other is given."""

    def __init__(self, sign: str = "signature", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self.setProperty("role", "card")
        self.setProperty("tone", "quiet")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px = theme().px
        paint_icon(QPainter(self), self._sign, QRect(px(16), 0, px(26), self.height()), "accent", px(24))


class CorrectionBox(SignatureBox):
    """A correction: what it is about, what holds, why and by whom, and whether it still says what was locked."""

    def __init__(self, correction: SpotCheckCorrection, number: int, parent: QWidget | None = None) -> None:
        from scn_desktop.models.spot_check_minutes import correction_words
        from scn_desktop.models.spot_check_seal import verify_correction

        super().__init__("pen-line", parent)
        px = theme().px
        changed = verify_correction(correction)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(56), px(9), px(16), px(9))
        column = QVBoxLayout()
        column.setSpacing(px(2))
        title = tr("Rättelse {number}. {place}").format(number=number, place=correction.place)
        column.addWidget(selectable(label(title, "bold", wrap=True)))
        column.addWidget(selectable(label(correction_words(correction), "body", wrap=True)))
        if changed:
            column.addWidget(label(tr("Ändrat: {fields}").format(fields=", ".join(changed)), "error", wrap=True))
        row.addLayout(column, 1)
        said, sign, colour = (
            (tr("Ändrad efteråt"), "octagon-alert", "error") if changed else (tr("Oförändrad"), "shield-check", "ok")
        )
        row.addWidget(SignLabel(said, sign, colour, "body_bold"))


def selectable(shown: QLabel) -> QLabel:
    """A text that can be marked and copied."""
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return shown
