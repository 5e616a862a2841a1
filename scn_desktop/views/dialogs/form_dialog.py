"""A dialog that asks for what one action needs, does it, and closes; what was refused is told where it was asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.errors import ScnError
from scn_desktop.views.dialogs.titled_dialog import TitledDialog
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import SignLabel, label


class FormDialog(TitledDialog):
    """Heading, `content` and a foot with *Avbryt* and the button that does it. `do` raises ScnError to refuse."""

    def __init__(self, title: str, lead: str, verb: str, do: Callable[[], object], parent: QWidget) -> None:
        super().__init__(title, lead, parent)
        self._do = do
        self.refused = SignLabel("", "octagon-alert", "error")
        self.refused.hide()
        self.page.addWidget(self.refused)
        foot = QHBoxLayout()
        foot.setSpacing(theme().px(8))
        foot.addStretch(1)
        foot.addWidget(button(tr("Avbryt"), self.reject))
        self.do_button = button(verb, self.do, role="main")
        self.do_button.setDefault(True)
        foot.addWidget(self.do_button)
        self.page.addLayout(foot)
        self.setMinimumWidth(theme().px(460))

    def add_field(self, name: str, *widgets: QWidget) -> None:
        """Widgets side by side under their name."""
        column = QVBoxLayout()
        column.setSpacing(theme().px(4))
        column.addWidget(label(name, "field"))
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        for widget in widgets:
            if not widget.accessibleName():
                widget.setAccessibleName(name)
            row.addWidget(widget)
        column.addLayout(row)
        self.content.addLayout(column)

    @Slot()
    def do(self) -> None:
        """Do it and close, or say why not."""
        try:
            self._do()
        except ScnError as error:
            self.refused.set_content(str(error), "octagon-alert", "error")
            self.refused.show()
            return
        self.accept()
