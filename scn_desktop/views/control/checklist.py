"""A control's own checklist (kontrollfrågor), edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.edit_table import EditTableModel, Role
from scn_desktop.views.widgets.labels import label
from scn_desktop.views.widgets.wrap_table import WrapTable

if TYPE_CHECKING:
    from scn_desktop.models.control import Control


class ChecklistModel(EditTableModel):
    """A row for each question."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__([tr("Nr"), tr("Fråga")], parent)
        self._bridge = bridge
        self._texts: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self.read_only = bridge.read_only

    def show_control(self, control: Control) -> None:
        """Show the questions of a control."""
        texts = {each.id: each.text for each in control.questions}
        numbers = {key: f"{number}." for number, key in enumerate(texts, start=1)}
        self._texts |= texts
        self._numbers = numbers | self._numbers  # a row keeps its number until all have their places
        self.sync(list(texts))
        self._texts, self._numbers = texts, numbers
        if texts:
            self.dataChanged.emit(self.index(0, 0), self.index(len(texts) - 1, 0))

    def text(self, row: int, column: int) -> str:
        return (self._texts if column else self._numbers)[self.ids[row]]

    def is_editable(self, row: int, column: int) -> bool:
        return column == 1

    def extra(self, row: int, column: int, role: int) -> Any:
        if role == Role.COLOUR and not column:
            return "text2"
        if role == Role.PLACEHOLDER and column:
            return tr("Vad kontrolleras i varje ärende?")
        return None

    def write(self, row: int, column: int, text: str) -> None:
        from scn_desktop.models.edits import control_details

        question = self.ids[row]
        self._bridge.do(
            tr("Ändra kontrollfråga"), lambda session: control_details.set_question(session, question, text)
        )


class Checklist(QWidget):
    """The heading with how many there are, the questions, and the link that makes one more."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._control_id = ""
        self.model = ChecklistModel(bridge, self)
        self.table = WrapTable(tr("Kontrollfrågor"), grow=True)
        self.table.setModel(self.model)
        self.table.set_columns((0, 1), (40, 200))
        self.table.horizontalHeader().hide()
        self.table.new_row_requested.connect(self._add_after)
        self.table.rows_delete_requested.connect(self._delete)
        self.table.row_move_requested.connect(self._move)
        self._count = label("", "secondary")
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(label(tr("Kontrollfrågor"), "bold"))
        head.addWidget(self._count)
        head.addStretch(1)
        self.new_button = button(tr("Ny fråga"), self.add, role="link", sign="plus")
        head.addWidget(self.new_button)
        layout.addLayout(head)
        layout.addWidget(self.table)
        self.new_button.setVisible(not bridge.read_only)

    def finish_edits(self) -> None:
        """Commit what is typed."""
        self.table.finish_edits()

    def show_control(self, control: Control) -> None:
        """Show the checklist of a control."""
        if control.id != self._control_id:
            self.finish_edits()
            self._control_id = control.id
        self.model.show_control(control)
        self._count.setText(str(len(self.model.ids)) if self.model.ids else "")
        self.table.setVisible(bool(self.model.ids))

    def add(self) -> None:
        """A question after the last one, ready to be typed."""
        self._add_after(len(self.model.ids) - 1)

    @Slot(int)
    def _add_after(self, row: int) -> None:
        from scn_desktop.models.edits import control_details

        if self._bridge.read_only:
            return
        self.finish_edits()
        shown, place = self._control_id, row + 1
        made = self._bridge.attempt(
            tr("Ny kontrollfråga"), lambda session: control_details.add_question(session, shown, "", place)
        )
        if made is not None:
            index = self.model.index(self.model.ids.index(made), 1)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.setCurrentIndex(index)
            self.table.edit(index)

    @Slot(list)
    def _delete(self, rows: list[int]) -> None:
        from scn_desktop.models.edits import control_details

        gone = [self.model.ids[row] for row in rows]

        def delete(session: Any) -> None:
            for question in gone:
                control_details.delete_question(session, question)

        if gone and not self._bridge.read_only:
            self._bridge.attempt(tr("Ta bort kontrollfråga"), delete, tr("Frågan togs bort."))

    @Slot(int, int)
    def _move(self, row: int, step: int) -> None:
        from scn_desktop.models.edits import control_details

        if not 0 <= row + step < len(self.model.ids) or self._bridge.read_only:
            return
        moved = self.model.ids[row]
        self._bridge.attempt(
            tr("Flytta kontrollfråga"), lambda session: control_details.move_question(session, moved, row + step)
        )
        self.table.setCurrentIndex(self.model.index(row + step, 1))
