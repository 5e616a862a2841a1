"""The panel that a form beside a table stands in: where one is, a heading, a cross, and fields that scroll."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import tool_button
from scn_desktop.views.widgets.labels import label

WIDTH = 400


class FormPanel(QFrame):
    """Subclasses add their fields to `fields`. `closed` follows the cross; `shown_id`: the key of what is shown."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown_id = ""
        self.setObjectName("detail")
        self.setAutoFillBackground(True)
        self.setMinimumWidth(theme().px(320))
        self.where = label("", "secondary", wrap=True)
        self.heading = label("", "h2", wrap=True)
        px = theme().px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(area)
        page = QWidget()
        area.setWidget(page)
        self.fields = QVBoxLayout(page)
        self.fields.setContentsMargins(px(22), px(14), px(22), px(24))
        self.fields.setSpacing(px(10))
        head = QHBoxLayout()
        head.addWidget(self.where, 1)
        head.addWidget(tool_button("x", tr("Stäng formuläret"), self.closed.emit), 0, Qt.AlignmentFlag.AlignTop)
        self.fields.addLayout(head)
        self.fields.addWidget(self.heading)

    def scroll_to_top(self) -> None:
        """Show the beginning, as another row is shown."""
        self._scroll.verticalScrollBar().setValue(0)

    def finish_edits(self) -> None:
        """Commit what is typed."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Begin with the first field."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, 1, self.height(), theme().colour("line"))
