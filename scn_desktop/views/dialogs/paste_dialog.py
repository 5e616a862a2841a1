"""What the dialogs that paste have in common: a sentence, messages, how far it is, *Avbryt* and *Klistra in*."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.errors import ScnError
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.choice_row import ChoiceRow
from scn_desktop.views.dialogs.message_list import MessageList
from scn_desktop.views.dialogs.paste_progress import PasteProgress
from scn_desktop.views.tasks import Cancelled
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label

T = TypeVar("T")


class PasteDialog(QDialog):
    """Subclasses add choices and what is pasted to ``page``, then the foot, and put it in with ``put_in``."""

    def __init__(self, bridge: Bridge, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._pasting = False
        self.setWindowTitle(title)
        px = theme().px
        self.page = QVBoxLayout(self)
        self.page.setContentsMargins(px(24), px(16), px(24), px(20))
        self.page.setSpacing(px(12))
        self.choices = ChoiceRow()
        self.messages = MessageList()
        self.sentence = label("", "bold", wrap=True)
        self.progress = PasteProgress()
        self.cancel = button(tr("Avbryt"), self.reject)
        self.cancel.setAutoDefault(True)  # else Enter on it would paste
        self.main = button(tr("Klistra in"), self.paste, role="main")
        self.main.setDefault(True)

    def add_foot(self) -> None:
        """The messages, and the last row, below what was added to ``page``."""
        self.page.addWidget(self.messages)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(self.sentence, 1)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.main)
        self.page.addLayout(row)

    def take_size(self, width: int, height: int) -> None:
        """As large as helps (pixels at 100 %), within the screen."""
        room = self.screen().availableGeometry()
        px = theme().px
        self.resize(min(px(width), room.width() - px(32)), min(px(height), room.height() - px(56)))

    def show_words(self, failure: str = "") -> None:
        """Say what will be done. ``failure``: why pasting did not succeed although nothing stood in its way."""
        raise NotImplementedError

    @Slot()
    def paste(self) -> None:
        """Put it into the document as one undo step; what is refused is said here, and nothing is changed."""
        raise NotImplementedError

    def resting(self) -> Sequence[QWidget]:
        """What can't be pressed while rows are added."""
        raise NotImplementedError

    def put_in(self, label: str, action: Callable[[Any], T], done: str) -> T | None:
        """Do it and close; None where it was given up or refused, which is then said."""
        self._begin_pasting(True)
        try:
            added = self._bridge.do(label, action, done)
        except Cancelled:
            self._begin_pasting(False)
            self.sentence.setText(tr("Avbrutet. Inget är inklistrat."))
            return None
        except ScnError as error:
            self._begin_pasting(False)
            self.show_words(tr("{error} Inget är inklistrat.").format(error=error))
            return None
        self._begin_pasting(False)
        self.accept()
        return added

    def _begin_pasting(self, pasting: bool) -> None:
        self._pasting = pasting
        for widget in self.resting():
            widget.setEnabled(not pasting)
        self.progress.begin()
        if pasting:
            self.cancel.setFocus()

    def reject(self) -> None:
        """Leave the dialog, or give up what is being pasted."""
        if self._pasting:
            self.progress.cancel()
        else:
            super().reject()
