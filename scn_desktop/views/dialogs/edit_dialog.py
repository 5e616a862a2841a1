"""A dialog in which the document is edited: each change is in the file at once, and can be undone where it was made."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.titled_dialog import TitledDialog
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label


class EditDialog(TitledDialog):
    """Heading, `content`, and a foot with what happened, *Ångra* and *Stäng*. Subclasses fill and refresh the content.

    It is modal to its window, whose own undo is then out of reach: Ctrl+Z and Ctrl+Y are the dialog's.
    """

    def __init__(self, bridge: Bridge, title: str, lead: str, parent: QWidget) -> None:
        super().__init__(title, lead, parent)
        self.bridge = bridge
        self._refused_once = False
        self._left = False
        foot = QHBoxLayout()
        foot.setSpacing(theme().px(8))
        self.said = label("", "secondary", wrap=True)
        self.undo_button = button(tr("Ångra"), self.undo, role="link")
        self.undo_button.hide()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.undo_button)
        self.close_button = button(tr("Stäng"), self.accept)
        foot.addWidget(self.close_button)
        self.foot_buttons = [self.undo_button, self.close_button]
        self.page.addLayout(foot)
        for keys, do in (("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo), ("Ctrl+Shift+Z", self.redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(do)
        bridge.changed.connect(self._changed)
        bridge.message.connect(self._heard)
        bridge.refused.connect(self.tell)

    # What subclasses give --------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Show what the document holds now."""

    def finish_edits(self) -> bool:
        """Commit what is typed; False when something was refused."""
        return True

    # Undo ------------------------------------------------------------------------------------------------------------
    @Slot()
    def undo(self) -> None:
        """Take back the last change, as the window's own Ångra does."""
        self.finish_edits()
        done = self.bridge.undo()
        if done is not None:
            self.tell(tr("Ångrat: {label}").format(label=done.label))

    @Slot()
    def redo(self) -> None:
        self.finish_edits()
        done = self.bridge.redo()
        if done is not None:
            self.tell(tr("Gjort om: {label}").format(label=done.label))

    @Slot(str, bool)
    def _heard(self, text: str, offer_undo: bool) -> None:
        """What was removed here is said here; what the window has to say by the way is said in the window."""
        if offer_undo or not text:
            self.tell(text, offer_undo)

    @Slot(str)
    def tell(self, text: str, offer_undo: bool = False) -> None:
        """Say what happened at the foot of the dialog."""
        self.said.setText(text)
        self.undo_button.setVisible(offer_undo)

    @Slot()
    def _changed(self) -> None:
        self.refresh()

    # Close -----------------------------------------------------------------------------------------------------------
    def done(self, result: int) -> None:
        """Close; a text that was refused is shown once before it is let go of."""
        if self._left:
            return
        if not self.finish_edits() and not self._refused_once:
            self._refused_once = True
            self.tell(tr("Det som är rött är inte sparat. Rätta det, eller stäng igen och låt det vara."))
            return
        self._left = True
        self.bridge.changed.disconnect(self._changed)
        self.bridge.message.disconnect(self._heard)
        self.bridge.refused.disconnect(self.tell)
        super().done(result)
