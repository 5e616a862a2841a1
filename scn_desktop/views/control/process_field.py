"""The field for a process of up to three levels, which ">" parts as well as "›"."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from scn_desktop.models.risk_register import process_levels
from scn_desktop.views.widgets.field_edit import Commit, FieldEdit


class ProcessField(FieldEdit):
    """What is typed is left as it is until the field is left: a ">" that has nothing after it yet is not taken away."""

    def __init__(self, name: str, commit: Commit, parent: QWidget | None = None) -> None:
        super().__init__(name, commit, parent=parent)
        self._path = ""
        self.left.connect(self._show)

    def show_path(self, path: str) -> None:
        """Show the process as it is kept."""
        self._path = path
        if not (self.editor.hasFocus() and process_levels(self.text()) == process_levels(path)):
            self.set_text(path)

    @Slot()
    def _show(self) -> None:
        if not self.error():
            self.set_text(self._path)
