"""A field and its button, to add to a list above it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scn_desktop.errors import ScnError
from scn_desktop.views.theme import theme
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.field_edit import FieldEdit


class AddLine(QWidget):
    """A field and its button: what is typed is added and the field emptied for the next."""

    def __init__(
        self,
        name: str,
        verb: str,
        placeholder: str,
        add: Callable[[str], object],
        touch: bool = True,
        warn: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._add = add
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        self.field = FieldEdit(name, touch=touch, placeholder=placeholder, show_label=False, warn=warn)
        self.field.editor.setToolTip(name)
        row.addWidget(self.field, 1)
        self.button = button(verb, self.take, touch=touch)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.field.editor.returnPressed.connect(self.take)  # type: ignore[union-attr]  # a single line field
        self.setFocusProxy(self.field)

    def take(self) -> None:
        """Add what is typed; a refusal stands below the field."""
        text = self.field.text().strip()
        if not text:
            self.field.setFocus()
            return
        try:
            self._add(text)
        except ScnError as error:
            self.field.show_error(str(error))
            return
        self.field.set_text("")
        self.field.show_error("")
        self.field.editor.clear()
        self.field.setFocus()
