"""A page with a table at the left and a form for the chosen row at its right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.form_panel import WIDTH, FormPanel
from scn_desktop.views.control.pages import SURFACE_MARGINS, ControlPage
from scn_desktop.views.icons import icon
from scn_desktop.views.row_place import RowPlace
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import EmptyState
from scn_desktop.views.widgets.wrap_table import WrapTable

if TYPE_CHECKING:
    from scn_desktop.models.document.change_log import ChangeSet

NARROW = 1280


class TablePage(ControlPage):
    """Lays out table, form and the bar over the table, and opens and closes the form.

    In a narrow window the form lies over the table's right edge, and is opened by a click or Enter.
    """

    def __init__(
        self,
        bridge: Bridge,
        name: str,
        table: WrapTable,
        form: FormPanel,
        empty: EmptyState,
        new_button: QPushButton,
        lead: QWidget | None = None,
    ) -> None:
        """`name`: of the splitter, whose place is remembered. `lead`: a choice of what is shown, first in the bar."""
        super().__init__()
        self._bridge = bridge
        self._form_open = True
        self._overlaid = False
        self._table = table
        self._form = form
        self._empty = empty
        self.new_button = new_button
        self._lead = lead
        self.filter = QLineEdit()
        self.bar = QHBoxLayout()
        self.below = QHBoxLayout()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setObjectName(name)
        self._lay_out()
        self.filter.installEventFilter(self)
        form.installEventFilter(self)
        form.closed.connect(self.close_form)
        table.selectionModel().currentRowChanged.connect(self._current_changed)
        table.clicked.connect(lambda _index: self._open_form())
        new_button.setEnabled(not bridge.read_only)

    # What a subclass gives -------------------------------------------------------------------------------------------
    def row_count(self) -> int:
        """How many rows the table shows."""
        raise NotImplementedError

    def show_in_form(self) -> bool:
        """Show the current row in the form; False where it is none that has one."""
        raise NotImplementedError

    def select(self, row_id: str, edit: bool = False) -> None:
        """Choose the row with that key, and open its text where it is to be edited; a key that is gone is nothing."""
        raise NotImplementedError

    def undo_target(self, change_set: ChangeSet) -> bool:
        """Choose the row that was changed; False where the page has none of it."""
        raise NotImplementedError

    # Layout ----------------------------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        px = theme().px
        self._surface = surface = QFrame()
        surface.setProperty("role", "surface")
        layout = QVBoxLayout(surface)
        layout.setContentsMargins(*(px(margin) for margin in SURFACE_MARGINS))
        layout.setSpacing(px(6))
        self.bar.setSpacing(px(10))
        if self._lead is not None:
            self.bar.addWidget(self._lead, 4)
        self.bar.addStretch(1)
        self.filter.setPlaceholderText(tr("Filtrera"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(px(200))
        self.filter.setMinimumWidth(px(110))
        self.filter.addAction(icon("filter", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self.bar.addWidget(self.filter, 1)
        self.bar.addWidget(self.new_button)
        layout.addLayout(self.bar)
        layout.addWidget(self._empty)
        layout.addWidget(self._table, 1)
        layout.addLayout(self.below)
        layout.addStretch(0)  # takes the room that a hidden table leaves
        self._splitter.addWidget(surface)
        self._splitter.addWidget(self._form)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setCollapsible(0, False)
        self._splitter.setCollapsible(1, False)
        self._splitter.setSizes([theme().px(966), theme().px(WIDTH)])
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._splitter)

    # What the tab asks -----------------------------------------------------------------------------------------------
    def finish_edits(self) -> None:
        """Commit what is being typed."""
        self._table.finish_edits()
        self._form.finish_edits()

    def focus_first(self) -> None:
        """Work begins in the table, or where the first row is made."""
        (self._empty if self._table.isHidden() else self._table).setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> object:
        """The chosen row's key."""
        return self._form.shown_id

    def show_place(self, place: object) -> None:
        """Choose a row by its key."""
        if isinstance(place, RowPlace):
            self.undo_target(place.as_changed())
        else:
            self.select(str(place))

    # The form --------------------------------------------------------------------------------------------------------
    @Slot()
    def _current_changed(self) -> None:
        self._show_form()

    def _show_form(self) -> None:
        self._form.setVisible(self.show_in_form() and self._form_open)
        self._place_overlay()

    def _show_empty(self) -> None:
        nothing = self.row_count() == 0 and not self.filter.text()
        self._empty.setVisible(nothing)
        self._table.setVisible(not nothing)

    @Slot()
    def close_form(self) -> None:
        """Give the table all the width until a row is clicked or Enter is pressed."""
        self._form.finish_edits()
        self._form_open = False
        self._show_form()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_form(self) -> None:
        if not self._form_open:
            self._form_open = True
            self._show_form()

    @Slot()
    def _enter_form(self) -> None:
        self._open_form()
        self._form.focus_first()

    def minimumSizeHint(self) -> QSize:
        """A window too narrow for both has the form over the table."""
        return QSize(self._surface.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(NARROW)
        if narrow != self._overlaid:
            self._overlaid = narrow
            if narrow:
                self._form.setParent(self)
                self._form_open = False
            else:
                self._splitter.addWidget(self._form)
                self._form_open = True
                self._splitter.setSizes([self.width() - theme().px(WIDTH), theme().px(WIDTH)])
            self._show_form()
        self._place_overlay()

    def _place_overlay(self) -> None:
        if self._overlaid:
            width = min(theme().px(WIDTH), self.width() - theme().px(80))
            self._form.setGeometry(self.width() - width, 0, width, self.height())
            self._form.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if watched is self.filter and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.focus_first()
                return True
            if watched is self.filter and event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
            if watched is self._form and event.key() == Qt.Key.Key_Escape:
                if self._overlaid:
                    self.close_form()
                else:
                    self.focus_first()
                return True
        return super().eventFilter(watched, event)
