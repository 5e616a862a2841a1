"""Footnotes, live fields and cross-references are written where they stand, and say what the plan says now."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scn_desktop.models import queries, running_text
from scn_desktop.models.blocks import Block
from scn_desktop.models.edits import blocks, budgets, sections
from scn_desktop.models.running_text import Reference, reference_source
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.block_editor import BlockEditor
from scn_desktop.views.plan.choose_target import FieldDialog, ReferenceDialog, TargetDialog
from scn_desktop.views.plan.running_text import RunningText
from scn_desktop.views.plan.tab import PlanTab
from scn_desktop.views.plan.text_block import TextBlock

Show = Callable[[str], BlockEditor]
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
END = QTextCursor.MoveOperation.End


@pytest.fixture
def text(show: Show, window: MainWindow) -> TextBlock:
    """The first text of the plan, with focus."""
    block = show("text")
    assert isinstance(block, TextBlock)
    window.activateWindow()
    block.editor.setFocus()
    return block


@pytest.fixture
def grant(bridge: Bridge) -> Reference:
    """A live field: the first amount of the first budget table that was typed."""
    table = bridge.plan.budget_tables[0]
    amount = next(row.amounts[0] for row in table.rows if row.amounts and row.kind == "amount")
    return Reference("amount", amount.row_id, amount.column_id)


def put(text: TextBlock, markdown: str) -> None:
    """Let the block hold this text."""
    text.bridge.do("Ändra text", lambda session: blocks.set_field(session, text.block.id, "text", markdown))
    text.editor.moveCursor(END)


def dialog(kind: type[TargetDialog]) -> TargetDialog:
    (shown,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
    return shown


# Live fields and cross-references ------------------------------------------------------------------------------------
def test_a_field_says_what_the_table_says_also_when_it_changes_and_the_cursor_stays(
    text: TextBlock, bridge: Bridge, grant: Reference
) -> None:
    put(text, f"Det blir {reference_source(grant, 'Bidrag')} i år.")
    before = text.editor.shown_words()
    text.editor.moveCursor(QTextCursor.MoveOperation.Start)
    text.editor.moveCursor(QTextCursor.MoveOperation.NextWord)
    place = text.editor.textCursor().position()
    bridge.do("Ändra belopp", lambda session: budgets.set_amount(session, grant.id, grant.column, "1234,5"))
    assert before != text.editor.shown_words() == ["1\u00a0234,5\u00a0miljoner kronor"]
    assert text.editor.textCursor().position() == place
    assert not text.editor.document().isUndoAvailable()
    assert text.editor.accessibleDescription().startswith("Fält: ")


def test_a_reference_follows_its_section_and_is_seen_to_be_broken_when_that_goes(
    text: TextBlock, bridge: Bridge, window: MainWindow
) -> None:
    target = next(each for each in queries.walk(text.block.section.paper) if each.id != text.block.section_id)
    put(text, f"Som står under {reference_source(Reference('section', target.id, form='title'), 'Mål')}.")
    assert text.editor.shown_words() == [target.title]
    bridge.do("Byt rubrik", lambda session: sections.set_field(session, target.id, "title", "Ett nytt namn"))
    assert text.editor.shown_words() == ["Ett nytt namn"]
    bridge.do("Ta bort", lambda session: sections.delete(session, target.id))
    (shown,) = text.editor.shown_words()
    assert "saknar mål" in shown
    window.undo()
    assert text.editor.shown_words() == ["Ett nytt namn"]


def test_a_broken_reference_is_pointed_at_another_section_with_the_keyboard(
    qtbot: QtBot, text: TextBlock, bridge: Bridge
) -> None:
    put(text, "Se [Uppdrag 4.2](scn:section/borta).")
    goal = next(each for each in queries.walk(text.block.section.paper) if each.blocks and each.parent)
    text.editor.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(3):
        text.editor.moveCursor(QTextCursor.MoveOperation.Right)
    QTest.keyClick(text.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    asked = dialog(ReferenceDialog)
    asked.filter.setText(goal.title)
    QTest.keyClick(asked.filter, Qt.Key.Key_Return)
    (found,) = running_text.references_in(text.block.text)
    assert found.reference == Reference("section", goal.id)
    assert text.block.text.startswith("Se [")
    assert text.block.text.endswith(").")


def test_a_field_is_chosen_by_typing_some_of_its_row_and_column(text: TextBlock, bridge: Bridge) -> None:
    put(text, "Kostar ")
    QTest.keyClicks(text.editor, "Nettot ar ")
    QTest.keyClick(text.editor, Qt.Key.Key_F, CONTROL_SHIFT)
    asked = dialog(FieldDialog)
    table = bridge.plan.budget_tables[0]
    asked.filter.setText(f"{table.columns[0].heading} {table.title}")
    first = asked.reference()
    QTest.keyClick(asked.filter, Qt.Key.Key_Down)
    second = asked.reference()
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert first.column == second.column == table.columns[0].id
    assert asked.preview.text().endswith(("kronor", "krona"))
    QTest.keyClick(asked.filter, Qt.Key.Key_Return)
    (found,) = running_text.references_in(text.block.text)
    assert found.reference == second
    assert QApplication.focusWidget() is text.editor


def test_nothing_that_fits_can_not_be_inserted(text: TextBlock) -> None:
    put(text, "Text")
    QTest.keyClick(text.editor, Qt.Key.Key_H, CONTROL_SHIFT)
    asked = dialog(ReferenceDialog)
    QTest.keyClicks(asked.filter, "finns inte alls")
    assert asked.reference() is None
    assert not asked.insert_button.isEnabled()
    QTest.keyClick(asked.filter, Qt.Key.Key_Return)
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert text.block.text == "Text"


# Footnotes -----------------------------------------------------------------------------------------------------------
def test_a_footnote_is_written_below_the_text_and_enter_goes_on_after_its_mark(text: TextBlock) -> None:
    put(text, "Ett ord till.")
    for _ in range(6):
        text.editor.moveCursor(QTextCursor.MoveOperation.Left)
    QTest.keyClick(text.editor, Qt.Key.Key_N, CONTROL_SHIFT)
    note = text.notes.fields[0]
    assert QApplication.focusWidget() is note
    QTest.keyClicks(note, "Enligt [Kolada].")
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert text.block.text == "Ett ord^[Enligt [Kolada].] till."
    assert QApplication.focusWidget() is text.editor
    QTest.keyClicks(text.editor, "et")
    assert text.editor.commit()
    assert text.block.text == "Ett ord^[Enligt [Kolada].]et till."


def test_a_footnote_to_what_is_selected_stands_after_it(text: TextBlock) -> None:
    put(text, "Ett ord")
    text.editor.selectAll()
    QTest.keyClick(text.editor, Qt.Key.Key_N, CONTROL_SHIFT)
    QTest.keyClicks(text.notes.fields[0], "Not.")
    QTest.keyClick(text.notes.fields[0], Qt.Key.Key_Return)
    assert text.block.text == "Ett ord^[Not.]"


def test_a_footnote_left_without_words_goes_and_backspace_takes_a_whole_one(text: TextBlock) -> None:
    put(text, "Ett ord")
    QTest.keyClick(text.editor, Qt.Key.Key_N, CONTROL_SHIFT)
    QTest.keyClick(text.notes.fields[0], Qt.Key.Key_Escape)
    assert text.block.text == "Ett ord"
    assert not text.notes.isVisible()
    put(text, "Ett ord^[En not.]")
    assert [field.toPlainText() for field in text.notes.fields] == ["En not."]
    QTest.keyClick(text.editor, Qt.Key.Key_Backspace)
    assert text.editor.commit()
    assert text.block.text == "Ett ord"
    assert not text.notes.fields


def test_a_changed_note_is_in_the_file_and_escape_puts_the_old_words_back(text: TextBlock, window: MainWindow) -> None:
    put(text, "Ett ord^[En not.] till")
    text.notes.edit(text.editor.objects.notes()[0].position)
    note = text.notes.fields[0]
    QTest.keyClicks(note, " Mer.")
    assert note.commit()
    assert text.block.text == "Ett ord^[En not. Mer.] till"
    QTest.keyClick(note, Qt.Key.Key_Escape)
    assert text.block.text == "Ett ord^[En not.] till"
    assert QApplication.focusWidget() is text.editor


def test_footnotes_are_numbered_through_the_paper_as_they_are_typed(text: TextBlock, tab: PlanTab) -> None:
    put(text, "Ett^[A.] två^[B.]")
    paper = text.block.section.paper
    later: Block = queries.blocks_of_kind(paper, "text")[1]
    text.bridge.do("Ändra", lambda session: blocks.set_field(session, later.id, "text", "Tre^[C.]"))
    text.editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(text.editor, Qt.Key.Key_N, CONTROL_SHIFT)
    assert text.editor.shown_words() == ["1", "2", "3"]
    QTest.keyClicks(text.notes.fields[0], "Ny.")
    QTest.keyClick(text.notes.fields[0], Qt.Key.Key_Return)
    tab.show_place(later.section.id)
    shown = tab.section.editor_of(later.id)
    assert isinstance(shown, TextBlock)
    assert shown.editor.shown_words() == ["4"]


def test_a_personal_number_in_a_note_is_refused_and_said(text: TextBlock) -> None:
    put(text, "Ett ord^[En not.] till")
    text.notes.edit(text.editor.objects.notes()[0].position)
    QTest.keyClicks(text.notes.fields[0], " 191212121212")
    text.finish_edits()
    assert "1912" not in text.block.text
    assert text.error_text()
    QTest.keyClick(text.notes.fields[0], Qt.Key.Key_Escape)
    assert not text.error_text()
    assert text.block.text == "Ett ord^[En not.] till"


# Copy, paste and the rest --------------------------------------------------------------------------------------------
def test_what_is_copied_keeps_its_objects_here_and_is_words_elsewhere(text: TextBlock, grant: Reference) -> None:
    field = reference_source(grant, "Bidrag")
    put(text, f"Det är **{field}**^[Enligt *beslut*.] i år")
    words = text.editor.shown_words()[0].replace("\u00a0", " ")
    text.editor.selectAll()
    text.editor.copy()
    assert QGuiApplication.clipboard().text() == f"Det är {words} (Enligt *beslut*.) i år"
    text.editor.moveCursor(END)
    text.editor.paste()
    assert text.editor.commit()
    assert text.block.text == 2 * f"Det är **{field}**^[Enligt *beslut*.] i år"


def test_copied_words_keep_the_spaces_around_them(text: TextBlock) -> None:
    put(text, "ett två tre")
    cursor = text.editor.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(8, QTextCursor.MoveMode.KeepAnchor)
    text.editor.setTextCursor(cursor)
    text.editor.copy()
    text.editor.moveCursor(END)
    text.editor.paste()
    assert text.editor.markdown() == "ett två tre två"
    assert text.editor.toPlainText().endswith("tre två ")


def test_the_tools_stay_in_sight_while_a_long_text_scrolls(qtbot: QtBot, text: TextBlock, tab: PlanTab) -> None:
    put(text, "\n\n".join(["Ett stycke som är långt nog."] * 80))
    view = tab.section.viewport()
    bar = tab.section.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1000)
    for value in (0, bar.maximum() // 3, bar.maximum() // 2):
        bar.setValue(value)
        assert text.tools.isVisible()
        assert text.tools.parent() is view
        assert view.rect().contains(text.tools.geometry())
    cursor = text.editor.textCursor()
    cursor.setPosition(text.editor.cursorForPosition(text.editor.viewport().mapFrom(view, text.tools.pos())).position())
    text.editor.setTextCursor(cursor)
    qtbot.waitUntil(lambda: not over(text, text.editor))


def over(text: TextBlock, field: RunningText) -> bool:
    """Whether the tools cover the cursor's line."""
    page = text.tools.parentWidget()
    assert page is not None
    top = field.viewport().mapTo(page, field.cursorRect().topLeft()).y()
    return bool(top < text.tools.geometry().bottom())


def test_items_that_are_made_one_by_one_are_one_list(text: TextBlock) -> None:
    put(text, "Ett\n\nTva\n\nTre")
    for place in (2, 0, 1):
        cursor = text.editor.textCursor()
        cursor.setPosition(text.editor.document().findBlockByNumber(place).position())
        text.editor.setTextCursor(cursor)
        text.editor.toggle_numbers()
    assert text.editor.commit()
    assert text.block.text == "1. Ett\n2. Tva\n3. Tre"


def test_a_standard_text_is_put_in_at_the_cursor(text: TextBlock, bridge: Bridge) -> None:
    put(text, "")
    standard = text.commands.standard_texts()
    if not standard:
        assert not text.commands.standard_menu(text.editor).menuAction().isEnabled()
        return
    text.commands.standard_menu(text.editor).actions()[0].trigger()
    assert text.block.text == text.editor._normal(standard[0].text)


def test_in_a_file_that_can_only_be_read_nothing_is_inserted(text: TextBlock) -> None:
    put(text, "Text^[Not.]")
    text.editor.setReadOnly(True)
    text.notes.sync()
    for key in (Qt.Key.Key_N, Qt.Key.Key_F, Qt.Key.Key_H):
        QTest.keyClick(text.editor, key, CONTROL_SHIFT)
    assert text.editor.markdown() == "Text^[Not.]"
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, TargetDialog) and each.isVisible()]
    assert text.notes.fields[0].isReadOnly()
