"""How far a large paste has come, with *Avbryt*: the rows are added here, between which the screen is kept alive."""

from __future__ import annotations

from time import monotonic
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QWidget

from scn_desktop.views.tasks import SHOW_AFTER, Cancelled
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.labels import label

_BETWEEN: Final = 0.05
"""Seconds between two looks at the screen and the keys."""


class PasteProgress(QWidget):
    """Stands in the place of the sentence while the rows are added; `step` raises Cancelled after `cancel`.

    The paste is one transaction on this thread, as every edit is. Only what the dialog lets be pressed is answered.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cancelled = False
        self._begun = self._looked = 0.0
        self.words = label("", "secondary")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme().px(220))
        self.bar.setAccessibleName(tr("Så långt har inklistringen kommit"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(12))
        layout.addWidget(self.bar)
        layout.addWidget(self.words, 1)
        self.hide()

    def begin(self) -> None:
        """Forget the last paste."""
        self._cancelled = False
        self._begun = self._looked = monotonic()
        self.hide()

    @Slot()
    def cancel(self) -> None:
        """Give up at the next step; nothing of what was added stays."""
        self._cancelled = True

    def step(self, done: int, total: int) -> None:
        """Show how far it is, and answer *Avbryt*. Raises Cancelled."""
        now = monotonic()
        if now - self._looked >= _BETWEEN:
            self._looked = now
            if now - self._begun >= SHOW_AFTER / 1000:
                self.bar.setRange(0, total)
                self.bar.setValue(done)
                self.words.setText(tr("{done} av {total} rader").format(done=done, total=total))
                self.show()
            QApplication.processEvents()
        if self._cancelled:
            raise Cancelled
