"""What is decided because of a control: the action, who answers for it, when, how far it has come, what it led to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from scn_desktop.views.control.judgement import narrow_combo, titled
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.field_edit import FieldEdit

if TYPE_CHECKING:
    from scn_desktop.models.edits.executions import DayField, TextField

STATUSES: Final = {"": "Inte angiven", "decided": "Beslutad", "done": "Genomförd"}


class ActionFields(QWidget):
    """Only the action itself until something is written in it."""

    def __init__(
        self,
        text: Callable[[TextField, str, int], FieldEdit],
        day: Callable[[DayField, str], FieldEdit],
        set_status: Callable[[str], object],
    ) -> None:
        """`text`, `day` make the form's fields; `set_status` keeps the chosen status."""
        super().__init__()
        self._set_status = set_status
        self.action = text("action", tr("Beslutad åtgärd"), 1)
        self.status = narrow_combo(tr("Åtgärdens status"))
        for key, word in STATUSES.items():
            self.status.addItem(tr(word), key)
        self.status.activated.connect(self._chosen)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addWidget(self.action)
        self._more = QWidget()
        grid = QGridLayout(self._more)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(10))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(text("action_responsible", tr("Ansvarig för åtgärden"), 0), 0, 0, 1, 2)
        grid.addWidget(day("action_due", tr("Klar senast")), 1, 0)
        grid.addWidget(titled(tr("Status"), self.status), 1, 1)
        grid.addWidget(text("action_follow_up", tr("Uppföljning av åtgärden"), 1), 2, 0, 1, 2)
        layout.addWidget(self._more)

    def show_status(self, status: str) -> None:
        """Show how far the action has come, and the rest where there is an action."""
        self.status.choose(status)
        self._more.setVisible(bool(self.action.text().strip()))

    @Slot()
    def _chosen(self) -> None:
        self._set_status(str(self.status.currentData()))
