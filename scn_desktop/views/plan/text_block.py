"""Running text in a section: the text, its footnotes below it, and its tools while it has focus."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_editor import INSET, BlockEditor
from scn_desktop.views.plan.notes import NoteList
from scn_desktop.views.plan.running_text import RunningText
from scn_desktop.views.plan.text_commands import TextCommands
from scn_desktop.views.plan.text_context import BlockContext
from scn_desktop.views.plan.text_tools import TextTools
from scn_desktop.views.plan.word_paste import paste_into_text
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block


class TextBlock(BlockEditor):
    def __init__(self, bridge: Bridge, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(bridge, block, parent)
        px = theme().px
        context = BlockContext(bridge, block)
        self.commands = TextCommands(bridge, self)
        self.editor = RunningText(tr("Skriv text här"), self._write, context)
        self.editor.setReadOnly(bridge.read_only)
        self.commands.equip(self.editor)
        self.editor.paste_first = partial(paste_into_text, self)
        self.notes = NoteList(self.editor, context, self._prepare_note)
        self.commands.notes = self.notes
        self._error = label("", "error", wrap=True)
        self._error.setContentsMargins(px(INSET), 0, 0, 0)
        self._error.hide()
        self._tools: TextTools | None = None
        self._told = ""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        row.addWidget(self.editor, 1000)
        row.addStretch(1)
        self._head.removeWidget(self.menu_button)
        row.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(row)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, self.menu_button.sizeHint().width() + px(4), 0)  # as wide as the text
        below.addWidget(self.notes, 1000)
        below.addStretch(1)
        self.content.addLayout(below)
        self.content.addWidget(self._error)
        self.heading.hide()
        self.count.hide()
        self.mark.hide()
        self.editor.refused.connect(self._show_error)
        self.editor.focus_changed.connect(self._focus_moved)
        self.notes.focus_changed.connect(self._focus_moved)
        self._connect_tools(self.editor)
        self.refresh()

    def _prepare_note(self, field: RunningText) -> None:
        self.commands.equip(field, in_note=True)
        self._connect_tools(field)

    @Slot()
    def _tell_object(self) -> None:
        """Say in the status bar what the inline object beside the cursor is, as the pointer is told over it."""
        field = self._field()
        found = field.object_at_cursor() if field.hasFocus() else None
        told = field.tip_of(found) if found is not None else ""
        if told != self._told:
            self._told = told
            self.bridge.show_detail(told)

    def _connect_tools(self, field: RunningText) -> None:
        field.cursorPositionChanged.connect(self._tell_object)
        field.cursorPositionChanged.connect(self._refresh_tools)
        field.currentCharFormatChanged.connect(self._refresh_tools)

    def _write(self, text: str) -> None:
        from scn_desktop.models.edits import blocks

        block_id = self.block.id
        self.bridge.do(tr("Ändra text"), lambda session: blocks.set_field(session, block_id, "text", text))

    def refresh(self) -> None:
        self.editor.set_markdown(self.block.text)
        self.editor.refresh_objects()
        self.notes.sync()

    def finish_edits(self) -> None:
        self.notes.commit()
        self.editor.commit()

    def focus_editor(self) -> bool:
        self.editor.setFocus()
        return True

    def error_text(self) -> str:
        """Why the typed text was refused, as it stands under the text."""
        return self._error.text()

    def own_actions(self) -> Sequence[QAction]:
        return self.commands.actions(self.editor, self._field)

    def _field(self) -> RunningText:
        """The note that has focus, or the text."""
        return next((field for field in self.notes.fields if field.hasFocus()), self.editor)

    @Slot(str)
    def _show_error(self, reason: str) -> None:
        self._error.setText(reason)
        self._error.setVisible(bool(reason))

    # Tools -----------------------------------------------------------------------------------------------------------
    @property
    def tools(self) -> TextTools:
        """Made when the text is first written in."""
        if self._tools is None:
            self._tools = TextTools(self.commands, self.editor, self)
        return self._tools

    @Slot()
    def _focus_moved(self, *_: object) -> None:
        has_focus = self.editor.hasFocus() or self.notes.has_focus()
        if has_focus and not self.bridge.read_only:
            self.tools.show_for(self._field())
        elif self._tools is not None:
            self._tools.put_away()
        self._tell_object()
        self.show_focus(has_focus)

    @Slot()
    def _refresh_tools(self) -> None:
        if self._tools is not None and self._tools.isVisible():
            self._tools.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._tools is not None:
            self._tools.place()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._tools is not None:
            self._tools.put_away()
