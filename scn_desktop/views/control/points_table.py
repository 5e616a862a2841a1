"""The points that each case is checked for, with how many were checked and gave cause for a remark."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt

from scn_desktop.views.control.words import read_count, shown_count
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import EditTableModel, Index, Role

if TYPE_CHECKING:
    from scn_desktop.models.control import Control
    from scn_desktop.models.control_execution import ControlExecution

Change = Callable[[str, Callable[[Any, str], object]], object]
"""Runs an edit of the execution that is shown, which is begun where there is none: label, edit(session, its key)."""


class Column(IntEnum):
    """The columns from the left."""

    TEXT = 0
    CHECKED = 1
    REMARKS = 2


TITLES: Final = ("Punkt", "Kontr.", "Anm.")


class PointsTableModel(EditTableModel):
    """Rows are the execution's points, or the control's checklist where nothing is begun."""

    def __init__(self, change: Change, parent: QObject | None = None) -> None:
        super().__init__([tr(title) for title in TITLES], parent)
        self._change = change
        self._texts: list[str] = []
        self._checked: list[int | None] = []
        self._remarks: list[int | None] = []
        self._cases: int | None = None
        self._shown = ""

    def show_points(self, control: Control, execution: ControlExecution | None, key: str) -> None:
        """Show what is written; `key` tells one control's points from another's."""
        if key != self._shown:
            self._shown = key
            self._refused.clear()
        if execution is not None:
            points = execution.points
            self._texts = [point.text for point in points]
            self._checked = [point.checked for point in points]
            self._remarks = [point.remarks for point in points]
        else:
            self._texts = [each.text for each in control.questions if each.text.strip()]
            self._checked = self._remarks = [None] * len(self._texts)
        self._cases = execution.checked if execution is not None else None
        self.sync([f"{key} {place}" for place in range(len(self._texts))])

    def text(self, row: int, column: int) -> str:
        if row >= len(self._texts):  # while rows go
            return ""
        if column == Column.TEXT:
            return self._texts[row]
        return shown_count((self._checked if column == Column.CHECKED else self._remarks)[row])

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignLeft if column == Column.TEXT else Qt.AlignmentFlag.AlignRight

    def extra(self, row: int, column: int, role: int) -> Any:
        if role == Role.PLACEHOLDER and column == Column.CHECKED:
            return shown_count(self._cases)
        if role == Role.PLACEHOLDER and column == Column.TEXT:
            return tr("Vad kontrolleras?")
        return None

    def _accessible(self, row: int, column: int, index: Index) -> str:
        """The headings are too short to be read aloud."""
        names = (tr("Punkt"), tr("Kontrollerade"), tr("Med anmärkning"))
        return super()._accessible(row, column, index).replace(self.titles[column], names[column], 1)

    def write(self, row: int, column: int, text: str) -> None:
        from scn_desktop.models.edits import executions

        if column == Column.TEXT:
            self._change(tr("Ändra punkt"), lambda session, key: executions.set_point_text(session, key, row, text))
            return
        number = read_count(text)
        if column == Column.CHECKED:
            self._change(
                tr("Ändra antal"), lambda session, key: executions.set_point_checked(session, key, row, number)
            )
        else:
            self._change(
                tr("Ändra antal"), lambda session, key: executions.set_point_remarks(session, key, row, number)
            )
