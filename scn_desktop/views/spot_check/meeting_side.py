"""Beside a signed stickprov: the utskott's meetings with what became of each, and what can be done for them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QListView, QPushButton, QScroller, QVBoxLayout, QWidget

from scn_desktop.views.spot_check.meeting_list import MeetingDelegate, MeetingListModel, MeetingRole
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox, button

if TYPE_CHECKING:
    from scn_desktop.models.spot_check import Subcommittee
    from scn_desktop.models.spot_check_rules import Sitting


class MeetingSide(QWidget):
    """`walked_to(key)` follows the arrows to a sitting, `chosen(key)` Enter or a press on it.

    `subcommittee_chosen(key)`: another utskott's meetings are wanted.
    """

    subcommittee_chosen = Signal(str)
    walked_to = Signal(str)
    chosen = Signal(str)
    register_wanted = Signal()
    month_wanted = Signal()
    compilation_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.subcommittee = ComboBox(touch=True)
        self.subcommittee.setAccessibleName(tr("Utskott"))
        self.model = MeetingListModel(self)
        self.meetings = QListView()
        self.meetings.setAccessibleName(tr("Sammanträden"))
        self.meetings.setModel(self.model)
        self.meetings.setItemDelegate(MeetingDelegate(self.meetings))
        self.meetings.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.meetings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.grabGesture(self.meetings.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.setFocusProxy(self.meetings)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(14), px(12), px(12))
        column.setSpacing(px(10))
        column.addWidget(self.subcommittee)
        column.addWidget(self.meetings, 1)
        links = QVBoxLayout()
        links.setSpacing(0)
        self.register_link = _link(tr("Utskott och sammanträden…"), self.register_wanted.emit)
        self.month_link = _link(tr("Skriv ut månadslista…"), self.month_wanted.emit)
        self.compilation_link = _link(tr("Skriv ut sammanställning…"), self.compilation_wanted.emit)
        for link in (self.register_link, self.month_link, self.compilation_link):
            links.addWidget(link)
        column.addLayout(links)
        self.subcommittee.activated.connect(self._subcommittee_activated)
        self.meetings.clicked.connect(self._activated)
        self.meetings.activated.connect(self._activated)
        self.meetings.selectionModel().currentChanged.connect(self._walked)

    def show_meetings(self, subcommittees: Sequence[Subcommittee], mine: Sequence[Sitting], shown: Sitting) -> None:
        """The utskott to choose among, and the sittings of the one whose `shown` is chosen: the latest first."""
        self.subcommittee.blockSignals(True)
        self.subcommittee.clear()
        for each in subcommittees:
            self.subcommittee.addItem(each.name, each.id)
        self.subcommittee.blockSignals(False)
        self.subcommittee.choose(shown.meeting.subcommittee_id)
        self.meetings.selectionModel().blockSignals(True)
        self.model.show_sittings(sorted(mine, key=lambda each: each.meeting.held_on or "", reverse=True))
        index = self.model.index(self.model.row_of(shown.key))
        self.meetings.setCurrentIndex(index)
        self.meetings.selectionModel().blockSignals(False)
        if not self.isVisible():
            self.meetings.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
            QTimer.singleShot(0, self, self._scroll_to_current)  # the list has its height only when it is shown
        self.meetings.viewport().update()

    @Slot()
    def _scroll_to_current(self) -> None:
        self.meetings.scrollTo(self.meetings.currentIndex())

    @Slot()
    def _subcommittee_activated(self) -> None:
        self.subcommittee_chosen.emit(str(self.subcommittee.currentData()))

    @Slot(QModelIndex)
    def _walked(self, index: QModelIndex) -> None:
        self.walked_to.emit(str(index.data(MeetingRole.KEY) or ""))

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        self.chosen.emit(str(index.data(MeetingRole.KEY) or ""))


def _link(text: str, action: Callable[[], object]) -> QPushButton:
    """A link as large as a finger."""
    made = button(text, action, role="link")
    made.setProperty("finger", "true")
    return made
