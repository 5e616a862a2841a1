"""Find and replace in the program's window: from hit to hit, one at a time or all, and back again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scn_desktop.models.edits import blocks, measures, plans, sections, tables
from scn_desktop.models.edits.measures import NewMeasure
from scn_desktop.models.plan import Paper, Section
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.blocks import FreeTableBlock
from scn_desktop.views.plan.find_bar import FindBar
from scn_desktop.views.plan.tab import PlanTab
from scn_desktop.views.plan.text_block import TextBlock


@pytest.fixture
def paper(bridge: Bridge) -> Paper:
    return bridge.plan.papers[0]


@pytest.fixture
def chapters(tab: PlanTab, bridge: Bridge, paper: Paper) -> list[Section]:
    """Two chapters where "kvist" stands four times: in a title, a text twice, and a cell."""
    ids = [
        bridge.do("Nytt", lambda s: sections.add(s, paper.id, None, 0, "chapter", "Kvistar")),
        bridge.do("Nytt", lambda s: sections.add(s, paper.id, None, 1, "chapter", "Tabeller")),
    ]
    text = bridge.do("Nytt", lambda s: blocks.add(s, ids[0], 0, "text"))
    bridge.do("Skriv", lambda s: blocks.set_field(s, text, "text", "En **kvist** brister.\n\n- Ännu en kvist."))
    table = bridge.do("Nytt", lambda s: blocks.add(s, ids[1], 0, "table"))
    found = [section for section in paper.sections if section.id in ids]
    block = next(each for each in found[1].blocks if each.id == table)
    bridge.do("Rad", lambda s: tables.append_rows(s, block, [["a", "b"], ["c", "Kvist i ruta"]]))
    return found


@pytest.fixture
def bar(window: MainWindow, tab: PlanTab, chapters: list[Section], qtbot: QtBot) -> FindBar:
    """The bar, opened with its key and looking for "kvist"."""
    window.activateWindow()
    tab.outline.tree.setFocus()
    QTest.keyClick(tab, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    shown = tab.find_bar
    qtbot.waitUntil(shown.isVisible)
    shown.sought.setText("kvist")
    shown.search()
    QApplication.processEvents()
    return shown


def test_hits_are_walked_through_in_order_with_their_place_shown(
    bar: FindBar, tab: PlanTab, chapters: list[Section]
) -> None:
    assert bar.count.text() == "1 av 4"
    assert "<b>Kvist</b>ar" in bar.where.text()
    seen = []
    for _ in range(4):
        QTest.keyClick(bar.sought, Qt.Key.Key_Return)
        QApplication.processEvents()
        assert tab.section.section is not None
        seen.append((bar.place, tab.section.section.title))
    assert seen == [(1, "Kvistar"), (2, "Kvistar"), (3, "Tabeller"), (0, "Kvistar")]
    QTest.keyClick(bar.sought, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.place == 3


def test_the_words_are_marked_in_the_text_and_the_cell_is_chosen(
    bar: FindBar, tab: PlanTab, chapters: list[Section], qtbot: QtBot
) -> None:
    bar.step(2)
    QApplication.processEvents()
    text = tab.section.editor_of(next(block.id for block in chapters[0].blocks if block.text))
    assert isinstance(text, TextBlock)
    (mark,) = text.editor.extraSelections()
    assert mark.cursor.selectedText() == "kvist"
    assert mark.cursor.block().text() == "Ännu en kvist."
    bar.step(1)
    QApplication.processEvents()
    table = tab.section.editor_of(next(block.id for block in chapters[1].blocks if block.kind == "table"))
    assert isinstance(table, FreeTableBlock)
    assert (table.table.currentIndex().row(), table.table.currentIndex().column()) == (1, 1)
    bar.step(-1)
    QApplication.processEvents()
    QTest.keyClick(bar.sought, Qt.Key.Key_Escape)
    assert bar.isHidden()
    again = tab.section.editor_of(next(block.id for block in chapters[0].blocks if block.text))
    assert isinstance(again, TextBlock)
    assert again.editor.extraSelections() == []


def test_words_in_a_footnote_are_marked_below_the_text(
    bar: FindBar, tab: PlanTab, chapters: list[Section], bridge: Bridge
) -> None:
    block = next(block for block in chapters[0].blocks if block.text)
    text = "En kvist^[Kvist ett.] här^[Två ord, sedan kvist.] och kvist."
    bridge.do("Skriv", lambda s: blocks.set_field(s, block.id, "text", text))
    bar.search()
    editor = tab.section.editor_of(block.id)
    assert isinstance(editor, TextBlock)
    marked = []
    for _ in range(4):
        bar.step(1)
        QApplication.processEvents()
        fields = [editor.editor, *editor.notes.fields]
        marked += [
            (place, mark.cursor.selectedText(), mark.cursor.selectionStart())
            for place, field in enumerate(fields)
            for mark in field.extraSelections()
        ]
    assert marked == [(0, "kvist", 3), (0, "kvist", 19), (1, "Kvist", 0), (2, "kvist", 15)]


def test_one_is_replaced_and_the_next_is_shown(bar: FindBar, chapters: list[Section], bridge: Bridge) -> None:
    bar.new.setText("gren")
    bar.step(1)
    bar.replace_one.click()
    assert bar.count.text() == "2 av 3"
    assert "En **gren** brister." in next(block.text for block in chapters[0].blocks if block.text)
    QTest.keyClick(bar.new, Qt.Key.Key_Return)
    assert bar.count.text() == "2 av 2"
    bridge.undo()  # what is changed in one text in one go is one step, as when it is typed
    assert bar.count.text().endswith("av 4")


def test_all_are_replaced_as_one_step_with_undo_offered(
    bar: FindBar, chapters: list[Section], bridge: Bridge, window: MainWindow
) -> None:
    said: list[tuple[str, bool]] = []
    bridge.message.connect(lambda text, undo: said.append((text, undo)))
    bar.new.setText("gren")
    bar.replace_every.click()
    assert said[-1] == ("4 ersattes.", True)
    assert bar.count.text() == "Inga träffar"
    assert chapters[0].title == "grenar"
    assert bridge.document.undo_label == "Ersätt alla"
    bridge.undo()
    assert chapters[0].title == "Kvistar"


def test_a_word_that_holds_itself_is_not_replaced_for_ever(bar: FindBar, chapters: list[Section]) -> None:
    bar.new.setText("kvistbit")
    for _ in range(4):
        bar.replace_one.click()
    assert chapters[0].title == "kvistbitar"
    assert "kvistbitbit" not in next(block.text for block in chapters[0].blocks if block.text)


def test_esc_leaves_from_a_button_and_gives_the_focus_back(bar: FindBar, tab: PlanTab, window: MainWindow) -> None:
    bar.whole.setFocus()
    QTest.keyClick(bar.whole, Qt.Key.Key_Escape)
    assert bar.isHidden()
    focused = window.focusWidget()
    assert focused is not None
    assert tab.section.isAncestorOf(focused)


def test_case_and_whole_words_narrow_the_search(bar: FindBar) -> None:
    bar.case.setChecked(True)
    assert bar.count.text() == "1 av 2"
    bar.case.setChecked(False)
    bar.whole.setChecked(True)
    assert bar.count.text() == "1 av 3"


def test_a_decided_paper_is_searched_but_not_changed(bar: FindBar, bridge: Bridge, paper: Paper) -> None:
    bridge.do("Besluta", lambda s: plans.set_paper_status(s, paper.id, "decided", "2026-12-09", "§ 112"))
    assert bar.count.text().endswith("av 4")
    assert not bar.replace_one.isEnabled()
    assert not bar.replace_every.isEnabled()
    assert "beslutad" in bar.where.text()


def test_what_is_typed_in_a_field_is_found_before_it_is_left(
    bar: FindBar, tab: PlanTab, chapters: list[Section], bridge: Bridge
) -> None:
    bar.step(1)
    QApplication.processEvents()
    text = tab.section.editor_of(next(block.id for block in chapters[0].blocks if block.text))
    assert isinstance(text, TextBlock)
    text.editor.setFocus()
    text.editor.insertPlainText("kvist ")
    bar.search()
    assert bar.count.text().endswith("av 5")


def test_a_measure_is_found_by_its_effect(bar: FindBar, tab: PlanTab, chapters: list[Section], bridge: Bridge) -> None:
    table = bridge.do("Nytt", lambda s: blocks.add(s, chapters[1].id, 1, "measures"))
    bridge.do("Rad", lambda s: measures.append(s, table, [NewMeasure("Åtgärd", "Färre kvistar")]))
    assert bar.count.text().endswith("av 5")
    bar.step(4)
    QApplication.processEvents()
    assert "Åtgärd: Färre <b>kvist</b>ar" in bar.where.text()
