"""What every block editor has: a heading with a count, the block's menu, and a way to be shown anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_note import BlockNote
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import tool_button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.document.change_log import ChangeSet

INSET = 10
"""Pixels that a table begins to the left of the texts around it, so that its cells' texts stand under them."""


class BlockEditor(QWidget):
    """Layout and menu of one block. Subclasses add their content to `content` and refresh it."""

    def __init__(self, bridge: Bridge, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.block = block
        self.note: BlockNote | None = None
        px = theme().px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(px(INSET), 0, 0, 0)
        self._head.setSpacing(px(8))
        self.heading = label("", "h2")
        self.count = label("", "secondary")
        self.mark = label("", "caption")
        self.menu_button = self._menu_button()
        self._head.addWidget(self.heading)
        self._head.addWidget(self.count)
        self._head.addWidget(self.mark)
        self._head.addStretch(1)
        self._head.addWidget(self.menu_button)
        outer.addLayout(self._head)
        self.content = QVBoxLayout()
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(px(4))
        outer.addLayout(self.content)

    # What subclasses give --------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Show the block as it stands in the document."""

    def finish_edits(self) -> None:
        """Commit what is typed."""

    def focus_editor(self) -> bool:
        """Take focus; False when there is nothing to edit."""
        return False

    def tab_stops(self) -> list[QWidget]:
        """Everything in the block that Tab can come to, from the top; what is in a table's cells is the table's own."""
        return [
            each
            for each in self.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and each.focusProxy() is None
            and each.window() is self.window()  # not what stands in a dialog over the block
            and not _is_in_table(each)
        ]

    def own_actions(self) -> Sequence[QAction]:
        """Actions of this kind of block, first in its menu."""
        return ()

    def show_row(self, change_set: ChangeSet) -> bool:
        """Select what an undo changed, if it is in this block."""
        return False

    def add_note(self) -> None:
        """Give the block a place for what is printed under its table."""
        self.note = BlockNote(self.bridge, self.block, self)
        self.note.setContentsMargins(theme().px(INSET), theme().px(4), 0, theme().px(4))
        self.content.addWidget(self.note)

    # Heading and menu ------------------------------------------------------------------------------------------------
    def show_heading(self, text: str, count: int | None = None, mark: str = "") -> None:
        self.heading.setText(text)
        self.count.setText(str(count) if count else "")
        self.mark.setText(mark)

    def _menu_button(self) -> QToolButton:
        made = tool_button("ellipsis", tr("Mer om den här delen"))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it comes and goes with the focus; its actions are in Plan too
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        keeps_place = made.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        made.setSizePolicy(keeps_place)
        menu = QMenu(made)
        menu.aboutToShow.connect(lambda: self._fill_menu(menu))
        made.setMenu(menu)
        made.setVisible(False)
        return made

    def _fill_menu(self, menu: QMenu) -> None:
        menu.clear()
        own = list(self.own_actions())
        menu.addActions(own)
        if own:
            menu.addSeparator()
        menu.addActions(self.block_actions())

    def block_actions(self) -> list[QAction]:
        """Move and delete, for the block's menu and the window's."""
        place = self._place()
        up = self._action(tr("Flytta delen uppåt"), lambda: self.move_by(-1))
        up.setEnabled(place > 0)
        down = self._action(tr("Flytta delen nedåt"), lambda: self.move_by(1))
        down.setEnabled(place < len(self.block.section.blocks) - 1)
        rename = [] if self.heading.isHidden() else [self._action(tr("Ändra rubriken"), self.rename)]
        note = [self._action(tr("Anmärkning under tabellen"), self.note.ask)] if self.note is not None else []
        return [*rename, *note, up, down, self._action(tr("Ta bort delen"), self.delete)]

    def _action(self, text: str, do: object) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(do)
        action.setEnabled(not self.bridge.read_only)
        return action

    def rename(self) -> None:
        """Type the block's own heading where it stands; Enter or leaving keeps it, an empty one is the usual."""
        if self.bridge.read_only:
            return
        field = HeadingField(self.heading.text(), self._write_title, self)
        field.setAccessibleName(tr("Delens rubrik"))
        area = self.heading.geometry()
        width = max(area.width() + theme().px(60), theme().px(320))
        field.setGeometry(area.x() - theme().px(INSET), 0, width, area.bottom() + theme().px(6))
        field.show()
        field.setFocus()
        field.selectAll()

    def _write_title(self, text: str) -> None:
        from scn_desktop.models.edits import blocks

        if text != self.heading.text():
            block_id = self.block.id
            label_ = tr("Byt rubrik på delen")
            self.bridge.attempt(label_, lambda session: blocks.set_field(session, block_id, "title", text))

    def _place(self) -> int:
        return [each.id for each in self.block.section.blocks].index(self.block.id)

    def move_by(self, steps: int) -> None:
        """Move the block among its section's blocks."""
        from scn_desktop.models.edits import blocks

        self.finish_edits()
        block_id, place = self.block.id, self._place() + steps
        self.bridge.attempt(tr("Flytta delen"), lambda session: blocks.move(session, block_id, place))

    def delete(self) -> None:
        from scn_desktop.models.edits import blocks

        self.finish_edits()
        block_id = self.block.id
        message = tr("Delen togs bort.")
        self.bridge.attempt(tr("Ta bort delen"), lambda session: blocks.delete(session, block_id), message)

    def contains_focus(self) -> bool:
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.menu_button.setVisible(not self.bridge.read_only)

    def leaveEvent(self, event: QEvent) -> None:
        self.menu_button.setVisible(self.contains_focus() and not self.bridge.read_only)

    def show_focus(self, has_focus: bool) -> None:
        """Show the menu button while the block has focus."""
        self.menu_button.setVisible((has_focus or self.underMouse()) and not self.bridge.read_only)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ContextMenu and not self.bridge.read_only:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._fill_menu(menu)
            menu.popup(self.mapToGlobal(self.rect().topRight()) if self.menu_button.isHidden() else self.cursor().pos())
            return True
        return super().event(event)


def _is_in_table(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QAbstractItemView):
        above = above.parentWidget()
    return above is not None


class HeadingField(QLineEdit):
    """A heading being typed over the one that is shown. `finish(text)` unless it was left with Esc."""

    def __init__(self, text: str, finish: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(text, parent)
        self._finish = finish
        self._done = False
        self.editingFinished.connect(self._finished)

    def _finished(self) -> None:
        if not self._done:
            self._done = True
            self._finish(self.text().strip())
            self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._done = True
            self.deleteLater()
        else:
            super().keyPressEvent(event)
