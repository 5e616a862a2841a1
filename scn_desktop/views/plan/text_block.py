"""Running text in a section, with its tools beside it while it has focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QTextListFormat
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_editor import INSET, BlockEditor
from scn_desktop.views.plan.running_text import RunningText
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import tool_button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block


class TextBlock(BlockEditor):
    def __init__(self, bridge: Bridge, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(bridge, block, parent)
        px = theme().px
        self.editor = RunningText(tr("Skriv text här"), self._write)
        self.editor.setReadOnly(bridge.read_only)
        self._error = label("", "error", wrap=True)
        self._error.setContentsMargins(px(INSET), 0, 0, 0)
        self._error.hide()
        self._tools = self._make_tools()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        row.addWidget(self.editor, 1000)
        row.addStretch(1)
        self._head.removeWidget(self.menu_button)
        row.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(row)
        self.content.addWidget(self._error)
        self.heading.hide()
        self.count.hide()
        self.mark.hide()
        self.editor.refused.connect(self._show_error)
        self.editor.focus_changed.connect(self._show_tools)
        self.editor.cursorPositionChanged.connect(self._refresh_tools)
        self.editor.currentCharFormatChanged.connect(self._refresh_tools)
        self.refresh()

    def _make_tools(self) -> QFrame:
        """The tools float: they take no room, so nothing jumps when they appear."""
        tools = QFrame(self)
        tools.setProperty("role", "tools")
        layout = QHBoxLayout(tools)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        self._bold = self._tool("bold", tr("Fet (Ctrl+B)"), lambda: self.editor.toggle_bold())
        self._italic = self._tool("italic", tr("Kursiv (Ctrl+I)"), lambda: self.editor.toggle_italic())
        self._bullets = self._tool("list", tr("Punktlista"), lambda: self.editor.toggle_bullets())
        self._numbers = self._tool("list-ordered", tr("Numrerad lista"), lambda: self.editor.toggle_numbers())
        self._heading_tool = self._tool("heading", tr("Underrubrik"), lambda: self.editor.toggle_heading())
        for tool in (self._bold, self._italic, self._bullets, self._numbers, self._heading_tool):
            layout.addWidget(tool)
        tools.hide()
        return tools

    def _tool(self, sign: str, name: str, do: Callable[[], object]) -> QToolButton:
        made = tool_button(sign, name, do)
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the text keeps focus while its tools are pressed
        made.clicked.connect(self._refresh_tools)
        return made

    def _write(self, text: str) -> None:
        from scn_desktop.models.edits import blocks

        block_id = self.block.id
        self.bridge.do(tr("Ändra text"), lambda session: blocks.set_field(session, block_id, "text", text))

    def refresh(self) -> None:
        self.editor.set_markdown(self.block.text)

    def finish_edits(self) -> None:
        self.editor.commit()

    def focus_editor(self) -> bool:
        self.editor.setFocus()
        return True

    def error_text(self) -> str:
        """Why the typed text was refused, as it stands under the text."""
        return self._error.text()

    @Slot(str)
    def _show_error(self, reason: str) -> None:
        self._error.setText(reason)
        self._error.setVisible(bool(reason))

    @Slot(bool)
    def _show_tools(self, has_focus: bool) -> None:
        self._tools.setVisible(has_focus and not self.bridge.read_only)
        self._place_tools()
        self.show_focus(has_focus)
        self._refresh_tools()

    def _place_tools(self) -> None:
        """Beside the text where there is room, else above its right end."""
        page = self.parentWidget()
        if page is None or self._tools.isHidden():
            return
        self._tools.setParent(page)
        self._tools.adjustSize()
        corner = self.editor.mapTo(page, QPoint(self.editor.width() + theme().px(6), 0))
        if corner.x() + self._tools.width() > page.width() - self.menu_button.width():
            corner -= QPoint(self._tools.width() + theme().px(6), self._tools.height())
        self._tools.move(corner.x(), max(0, corner.y()))
        self._tools.show()
        self._tools.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_tools()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tools.hide()
        self._tools.setParent(self)  # back from the page, so that they go when the block does

    @Slot()
    def _refresh_tools(self) -> None:
        style = self.editor.list_style()
        self._bold.setChecked(self.editor.is_bold())
        self._italic.setChecked(self.editor.fontItalic())
        self._bullets.setChecked(style is QTextListFormat.Style.ListDisc)
        self._numbers.setChecked(style is QTextListFormat.Style.ListDecimal)
        self._heading_tool.setChecked(self.editor.is_heading())
