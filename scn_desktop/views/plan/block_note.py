"""What is printed under a table: a text that is there when somebody has written it, or asks to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.field_edit import FieldEdit, GrowingText
from scn_desktop.views.widgets.page_scroll import show_on_page

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block


class BlockNote(FieldEdit):
    """The note of a block; each line is a paragraph. Left without words it goes away again."""

    def __init__(self, bridge: Bridge, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(tr("Anmärkning under tabellen"), self._keep, multiline=True, parent=parent)
        self._bridge = bridge
        self._block = block
        self._asked = False
        self.set_read_only(bridge.read_only)
        self.left.connect(self._leave)
        if isinstance(self.editor, GrowingText):
            self.editor.height_wanted.connect(self._follow)
        self.show_note()

    def show_note(self) -> None:
        """Show the note as it stands in the document."""
        self.set_text(self._block.note)
        self.setVisible(self._asked or bool(self._block.note) or bool(self.error()))

    def ask(self) -> None:
        """Let the note be typed."""
        self._asked = True
        self.show_note()
        self.setFocus()
        show_on_page(self, self.rect())

    @Slot(int)
    def _follow(self, height: int) -> None:
        """Keep a note that grows in sight."""
        if self.editor.hasFocus():
            show_on_page(self, self.rect())

    @Slot()
    def _leave(self) -> None:
        self._asked = False
        self.show_note()

    def _keep(self, text: str) -> None:
        from scn_desktop.models.edits import blocks

        block_id = self._block.id
        self._bridge.do(tr("Ändra anmärkning"), lambda session: blocks.set_field(session, block_id, "note", text))
