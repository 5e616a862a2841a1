"""What is printed under a table is written under it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_editor import BlockEditor

Show = Callable[[str], BlockEditor]


@pytest.mark.parametrize("kind", ["table", "measures", "indicators", "steering_documents"])
def test_a_note_is_asked_for_written_and_undone(kind: str, show: Show, bridge: Bridge) -> None:
    block = show(kind)
    assert block.note is not None
    before = block.block.note
    assert block.note.isHidden() is not bool(before)
    ask = next(action for action in block.block_actions() if action.text() == "Anmärkning under tabellen")
    ask.trigger()
    assert block.note.editor.hasFocus()
    block.note.editor.selectAll()
    QTest.keyClicks(block.note.editor, "*I augusti.")
    block.finish_edits()
    assert block.block.note == "*I augusti."
    bridge.document.undo()
    assert block.block.note == before


def test_a_note_left_without_words_goes_away(show: Show, bridge: Bridge) -> None:
    block = show("table")
    assert block.note is not None
    block.note.ask()
    QTest.keyClicks(block.note.editor, "Text")
    QTest.keyClick(block.note.editor, Qt.Key.Key_Escape)
    block.focus_editor()
    assert block.note.isHidden()
    assert block.block.note == ""
