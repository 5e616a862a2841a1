"""Shows what was searched for in a block's text: chosen there, and in sight."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTextEdit, QWidget

from scn_desktop.views.widgets.page_scroll import show_on_page


def show_words(block: QWidget, words: Sequence[str]) -> bool:
    """Choose the first of the words that stands in a text of the block; False where none does."""
    for field in block.findChildren(QTextEdit):
        for word in words:
            found = field.document().find(word)
            if not found.isNull():
                field.setFocus()
                field.setTextCursor(found)
                QTimer.singleShot(0, field, partial(_show_chosen, field, tries=3))
                return True
    return False


def _show_chosen(field: QTextEdit, tries: int) -> None:
    """A text that has just been made gets its place when the page is laid out."""
    if not show_on_page(field, field.cursorRect()) and tries:
        QTimer.singleShot(0, field, partial(_show_chosen, field, tries - 1))
