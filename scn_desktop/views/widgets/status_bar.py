"""The line at the bottom: state of saving, what just happened with its undo, work in progress, facts of the view."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import SignLabel, label


class StatusBar(QFrame):
    """`undo_clicked`, `cancel_clicked` and `author_clicked` tell what was pressed."""

    undo_clicked = Signal()
    cancel_clicked = Signal()
    author_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        px = theme().px
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(16), 0, px(16), 0)
        layout.setSpacing(px(20))
        self._state = SignLabel("", "check", "text2", "caption")
        self._committee = label("", "caption")
        self._author = button("", self.author_clicked.emit, role="caption-link")
        self._author.hide()
        self._message = label("", "caption")
        self._undo = button(tr("Ångra"), self.undo_clicked.emit, role="caption-link")
        self._undo.hide()
        self._work = label("", "caption")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(px(140))
        self._cancel = button(tr("Avbryt"), self.cancel_clicked.emit, role="caption-link")
        self._right_text = label("", "caption")
        self._right_strong = label("", "status-strong")
        layout.addWidget(self._state)
        layout.addWidget(self._committee)
        layout.addWidget(self._author)
        layout.addWidget(self._message)
        layout.addWidget(self._undo)
        layout.addStretch(1)
        layout.addWidget(self._work)
        layout.addWidget(self._progress)
        layout.addWidget(self._cancel)
        self.hide_work()
        layout.addWidget(self._right_text)
        layout.addWidget(self._right_strong)
        self.apply_theme()

    def apply_theme(self) -> None:
        self.setFixedHeight(theme().px(28))

    # State of saving -------------------------------------------------------------------------------------------------
    def show_information(self, text: str, sign: str = "lock") -> None:
        """A standing fact instead of the state of saving (no file open)."""
        self._state.set_content(text, sign, "text2")

    @Slot()
    def show_saving(self) -> None:
        self._state.set_content(tr("Sparar…"), "pen-line", "text2")

    def show_saved(self, at: datetime) -> None:
        self._state.set_content(tr("Sparat {time}").format(time=f"{at:%H.%M}"), "check", "text2")

    def show_not_saved(self) -> None:
        self._state.set_content(tr("Inte sparat"), "octagon-alert", "error")

    def show_owner(self, committee: str, author: str) -> None:
        """Whose plan it is, and who is writing."""
        self._committee.setText(committee)
        self._author.setText(author)
        self._author.setVisible(bool(author))
        self._author.setToolTip(tr("Den som skriver. Välj för att byta."))

    # What happened ---------------------------------------------------------------------------------------------------
    def show_message(self, text: str, offer_undo: bool = False) -> None:
        """Stays until the next change takes it away with ""."""
        self._message.setText(text)
        self._message.setVisible(bool(text))
        self._undo.setVisible(bool(text) and offer_undo)

    def message(self) -> str:
        return self._message.text()

    @property
    def undo_button(self) -> QPushButton:
        return self._undo

    # Work in progress ------------------------------------------------------------------------------------------------
    def show_work(self, name: str, done: int = 0, total: int = 0, can_cancel: bool = True) -> None:
        """Total 0: how far is not known."""
        self._work.setText(name)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.setAccessibleName(name)
        self._work.show()
        self._progress.show()
        self._cancel.setVisible(can_cancel)

    def hide_work(self) -> None:
        self._work.hide()
        self._progress.hide()
        self._cancel.hide()

    def show_detail(self, text: str, strong: str = "") -> None:
        """Facts of the view, at the right ("Statsbidrag, Budget 2028:", "62 mnkr, avrundat")."""
        self._right_text.setText(text)
        self._right_strong.setText(strong)
        self._right_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
