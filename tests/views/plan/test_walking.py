"""Tab walks through a section as the eye does, and a new block is there to be written in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from scn_desktop.models import queries
from scn_desktop.models.plan import Section
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_editor import BlockEditor
from scn_desktop.views.plan.block_table import TableBlock
from scn_desktop.views.plan.tab import PlanTab
from scn_desktop.views.plan.text_block import TextBlock
from scn_desktop.views.widgets.wrap_delegate import CellEditor

Show = Callable[[str], BlockEditor]


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)


def section_with_table(bridge: Bridge) -> Section:
    """One with a table of measures, and a text."""
    return next(
        section
        for paper in bridge.plan.papers
        for section in queries.walk(paper)
        if {block.kind for block in section.blocks} >= {"text", "measures"}
    )


def walk(tab: PlanTab, key: Qt.Key) -> list[str]:
    """The places of the blocks that a key comes through, "title" and "add", until it leaves the section ("")."""
    found: list[str] = []
    for _ in range(500):
        press(key)
        here, name = tab.section.current_block(), ""
        if here is not None:
            name = str(tab.section.editors().index(here))
        elif focused() is tab.section.title:
            name = "title"
        elif isinstance(button := focused(), QAbstractButton) and button.text() == "Lägg till":
            name = "add"
        if found[-1:] != [name]:
            found.append(name)
        if name in ("", "title"):
            break
    return found


def test_tab_goes_from_the_title_through_the_blocks_in_their_order(tab: PlanTab, bridge: Bridge) -> None:
    tab.show_place(section_with_table(bridge).id)
    tab.section.add_block("text")
    tab.section.editors()[-1].move_by(-1)
    assert [each.block.kind for each in tab.section.editors()] == ["text", "text", "measures"]
    tab.section.title.setFocus()
    assert walk(tab, Qt.Key.Key_Tab) == ["0", "1", "2", "add", ""]
    tab.section.editors()[-1].focus_editor()
    assert walk(tab, Qt.Key.Key_Backtab) == ["1", "0", "title"]


def test_tab_goes_from_the_text_to_the_table_and_its_button(tab: PlanTab, bridge: Bridge) -> None:
    tab.show_place(section_with_table(bridge).id)
    text, table = (
        next(each for each in tab.section.editors() if isinstance(each, kind)) for kind in (TextBlock, TableBlock)
    )
    assert isinstance(table, TableBlock)
    text.focus_editor()
    press(Qt.Key.Key_Tab)
    assert focused() is table.table
    table.table.setCurrentIndex(table.model.index(len(table.model.ids) - 1, len(table.model.keys) - 1))
    press(Qt.Key.Key_Tab)
    button = focused()
    assert isinstance(button, QAbstractButton)
    assert button.text() == "Ny åtgärd"


@pytest.mark.parametrize(("kind", "new"), [("measures", "Ny åtgärd"), ("indicators", "Ny indikator")])
def test_what_is_typed_after_a_new_table_begins_its_first_row(
    kind: str, new: str, tab: PlanTab, bridge: Bridge
) -> None:
    tab.show_place(section_with_table(bridge).id)
    tab.section.add_block(kind)
    button = focused()
    assert isinstance(button, QAbstractButton)
    assert button.isVisible()
    assert button.text() == new
    for letter in "Oppet hus":
        QTest.keyClicks(focused(), letter)
    field = focused()
    assert isinstance(field, CellEditor)
    assert field.toPlainText() == "Oppet hus"
    block = tab.section.current_block()
    assert isinstance(block, TableBlock)
    tab.finish_edits()
    assert block.model.text(0, 0) == "Oppet hus"
