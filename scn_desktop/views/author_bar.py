"""Who is writing, asked in a quiet bar over the status bar: nothing that is being typed moves or loses the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget
from shiboken6 import isValid

from scn_desktop.errors import ScnError
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label
from scn_desktop.views.widgets.name_delegate import mark_wrong


class AuthorBar(QFrame):
    """Stays until it is answered. Enter keeps the name; Esc goes back to where one was."""

    def __init__(self, keep: Callable[[str], None], parent: QWidget | None = None) -> None:
        """`keep` takes the name, or raises ScnError: then the reason stands in the bar."""
        super().__init__(parent)
        self._keep = keep
        self._before: QWidget | None = None
        self._known = ""
        self.setProperty("banner", "question")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._layout = QHBoxLayout(self)
        self._question = label(tr("Vem är du?"), "bold")
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Ditt namn"))
        self.field.setPlaceholderText(tr("Ditt namn"))
        self.field.textEdited.connect(lambda: self._show_error(""))
        self.field.returnPressed.connect(self._answer)
        self._save = button(tr("Spara namnet"), self._answer)
        self._reason = label("", "secondary", wrap=True)
        for widget in (self._question, self.field, self._save):
            self._layout.addWidget(widget)
        self._layout.addWidget(self._reason, 1)
        leave = QShortcut(QKeySequence("Esc"), self.field, self._leave)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)  # elsewhere Esc belongs to the field that is written in
        self.apply_theme()
        self._show_error("")
        self.hide()

    def apply_theme(self) -> None:
        """Take the sizes of the text size in force."""
        px = theme().px
        self._layout.setContentsMargins(px(16), px(6), px(16), px(6))
        self._layout.setSpacing(px(12))
        self.field.setFixedWidth(px(240))

    def ask(self, known: str = "", *, take_focus: bool = False) -> None:
        """Ask, with the name that is known so far. The focus is taken where the user chose to answer."""
        self._known = known
        if not self.isVisible():
            self.field.setText(known)
            self._show_error("")
        self.show()
        if take_focus and not self.field.hasFocus():
            self._before = QApplication.focusWidget()
            self.field.setFocus()
            self.field.selectAll()

    def reason(self) -> str:
        """What stands beside the field: why a name was refused, or what the name is for."""
        return self._reason.text()

    @Slot()
    def _answer(self) -> None:
        name = " ".join(self.field.text().split())
        if not name:
            self._show_error(tr("Skriv ditt namn."))
            return
        try:
            self._keep(name)
        except ScnError as error:
            self._show_error(str(error))
            return
        self._known = name
        self._leave()

    @Slot()
    def _leave(self) -> None:
        """Back to where one was; the question stays while no name is known."""
        if self._known:
            self.field.setText(self._known)
            self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self.field.clearFocus()

    def _show_error(self, reason: str) -> None:
        mark_wrong(self.field, bool(reason))
        usual = tr("Namnet står vid dina ändringar i filens historik. På en lånad dator byter du namn här.")
        role = "error" if reason else "secondary"
        if self._reason.property("role") != role:
            self._reason.setProperty("role", role)
            self._reason.style().unpolish(self._reason)
            self._reason.style().polish(self._reason)
        self._reason.setText(reason or usual)
