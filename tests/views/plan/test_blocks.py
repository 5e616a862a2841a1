"""Blocks are written where they stand; each action is one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.paste_preview import PastePreview
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.block_editor import BlockEditor
from scn_desktop.views.plan.block_table import smallest_width
from scn_desktop.views.plan.blocks import FreeTableBlock
from scn_desktop.views.plan.compiled_block import BudgetBlock, ShownBlock
from scn_desktop.views.plan.indicators_block import IndicatorsBlock
from scn_desktop.views.plan.measures_block import MeasuresBlock
from scn_desktop.views.plan.running_text import RunningText
from scn_desktop.views.plan.tab import PlanTab
from scn_desktop.views.plan.text_block import TextBlock
from scn_desktop.views.theme import theme
from scn_desktop.views.widgets.edit_table import Role
from scn_desktop.views.widgets.wrap_delegate import CellEditor
from scn_desktop.views.widgets.wrap_table import WrapTable

Show = Callable[[str], BlockEditor]
PERSONAL_NUMBER = "19121212-1212"


def open_cell() -> CellEditor:
    field = QApplication.focusWidget()
    assert isinstance(field, CellEditor)
    return field


# Running text --------------------------------------------------------------------------------------------------------
def test_typed_text_is_in_the_file_after_a_pause(qtbot: QtBot, show: Show, bridge: Bridge) -> None:
    block = show("text")
    assert isinstance(block, TextBlock)
    block.editor.setFocus()
    block.editor.moveCursor(block.editor.textCursor().MoveOperation.End)
    with qtbot.waitSignal(bridge.changed, timeout=3000):
        QTest.keyClicks(block.editor, " Slut.")
    assert block.block.text.endswith(" Slut.")
    reader = Document.open(bridge.document.path, writable=False)
    stored = queries.get(reader.session, type(block.block), block.block.id)
    assert stored.text.endswith(" Slut.")
    reader.close()


def test_a_text_that_is_only_looked_at_is_not_rewritten(show: Show, bridge: Bridge, tab: PlanTab) -> None:
    for paper in bridge.plan.papers:
        for section in queries.walk(paper):
            tab.show_place(section.id)
            tab.finish_edits()
    assert bridge.document.undo_label is None


def test_bold_and_lists_are_stored_as_commonmark(qtbot: QtBot, show: Show) -> None:
    block = show("text")
    assert isinstance(block, TextBlock)
    block.editor.selectAll()
    block.editor.insertPlainText("viktigt")
    block.editor.selectAll()
    block.editor.toggle_bold()
    block.editor.toggle_bullets()
    assert block.editor.commit()
    assert block.block.text == "- **viktigt**"
    block.editor.toggle_heading()
    assert block.editor.commit()
    assert block.block.text == "### viktigt"


def test_a_dash_or_a_number_first_begins_a_list_and_the_distances_stay(show: Show) -> None:
    block = show("text")
    assert isinstance(block, TextBlock)
    field = block.editor
    field.set_markdown("")
    for line in ("Detta:", "- ett", "tva", "", "Sedan:", "1. forst", ""):
        QTest.keyClicks(field, line)
        QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return)  # Enter in an empty paragraph
    field.toggle_heading()
    QTest.keyClicks(field, "Rubrik")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "Slut.")
    assert field.markdown() == "Detta:\n\n- ett\n- tva\n\nSedan:\n\n1. forst\n\n### Rubrik\n\nSlut."
    typed = distances(field)
    field._load(field.markdown())  # as when the section is shown again
    assert distances(field) == typed
    assert min(typed) > 0


def distances(field: RunningText) -> list[float]:
    """Pixels between the paragraphs."""
    layout = field.document().documentLayout()
    number = range(field.document().blockCount())
    areas = [layout.blockBoundingRect(field.document().findBlockByNumber(each)) for each in number]
    return [below.top() - above.bottom() for above, below in pairwise(areas)]


def test_formatted_text_from_word_keeps_what_the_plan_can_hold(qtbot: QtBot, show: Show) -> None:
    block = show("text")
    assert isinstance(block, TextBlock)
    data = QMimeData()
    data.setHtml("<p style='color:red'>Ett <b>fett</b> ord</p><ul><li>en punkt</li></ul>")
    block.editor.selectAll()
    block.editor.insertFromMimeData(data)
    assert block.editor.markdown() == "Ett **fett** ord\n\n- en punkt"


def test_a_personal_number_is_refused_before_it_is_in_the_file(qtbot: QtBot, show: Show) -> None:
    block = show("text")
    assert isinstance(block, TextBlock)
    before = block.block.text
    block.editor.setFocus()
    block.editor.moveCursor(block.editor.textCursor().MoveOperation.End)
    block.editor.insertPlainText(f" {PERSONAL_NUMBER}")
    assert not block.editor.commit()
    assert block.block.text == before
    assert block.error_text()
    assert PERSONAL_NUMBER in block.editor.toPlainText()
    QTest.keyClick(block.editor, Qt.Key.Key_Escape)
    assert PERSONAL_NUMBER not in block.editor.toPlainText()
    assert not block.error_text()


# Measures ------------------------------------------------------------------------------------------------------------
def test_a_new_measure_is_typed_in_its_own_row_and_undone(qtbot: QtBot, show: Show, window: MainWindow) -> None:
    block = show("measures")
    assert isinstance(block, MeasuresBlock)
    before = [placement.measure.text for placement in block.block.measure_placements]
    block.add_row()
    QTest.keyClicks(open_cell(), "Prova ett nytt satt")
    QTest.keyClick(open_cell(), Qt.Key.Key_Return)
    now = [placement.measure.text for placement in block.block.measure_placements]
    assert now == [*before, "Prova ett nytt satt"]
    window.undo()
    window.undo()
    assert [placement.measure.text for placement in block.block.measure_placements] == before
    window.redo()
    window.redo()
    assert [placement.measure.text for placement in block.block.measure_placements] == now


def test_a_steering_document_not_in_the_register_is_created(qtbot: QtBot, show: Show, bridge: Bridge) -> None:
    block = show("measures")
    assert isinstance(block, MeasuresBlock)
    column = block.model.keys.index("steering")
    cell = block.model.index(0, column)
    register = [document.title for document in queries.steering_documents(bridge.session)]
    assert register[0] in cell.data(Role.CHOICES)
    assert block.model.setData(cell, f"{register[0]}\nPlan för prov")
    assert cell.data() == f"{register[0]}\nPlan för prov"
    assert "Plan för prov" in [document.title for document in queries.steering_documents(bridge.session)]


def test_a_period_is_typed_as_it_prints(show: Show) -> None:
    block = show("measures")
    assert isinstance(block, MeasuresBlock)
    measure = block.block.measure_placements[0].measure
    cell = block.model.index(0, block.model.keys.index("measure"))
    with_period = next((each.measure for each in block.block.measure_placements if each.measure.period), None)
    if with_period is not None:
        row = next(row for row, each in enumerate(block.block.measure_placements) if each.measure is with_period)
        own = block.model.index(row, cell.column())
        period = with_period.period
        assert block.model.setData(own, f"Annan text ({period})")
        assert (with_period.text, with_period.period) == ("Annan text", period)
    assert block.model.setData(cell, "Text utan period")
    assert measure.full_text == "Text utan period"


def test_a_refused_cell_leaves_the_file_as_it_was(show: Show, bridge: Bridge) -> None:
    block = show("measures")
    assert isinstance(block, MeasuresBlock)
    cell = block.model.index(0, 0)
    before = block.block.measure_placements[0].measure.text
    assert not block.model.setData(cell, f"Ring {PERSONAL_NUMBER}")
    assert block.block.measure_placements[0].measure.text == before
    assert cell.data(Role.ERROR)
    assert bridge.document.undo_label is None


def test_measures_are_moved_and_deleted_with_the_keyboard(qtbot: QtBot, show: Show, window: MainWindow) -> None:
    block = show("measures")
    assert isinstance(block, MeasuresBlock)
    block.model.add(0)  # the example's own first measure stands in another section too
    before = list(block.model.ids)
    block.table.setFocus()
    block.table.setCurrentIndex(block.model.index(0, 0))
    QTest.keyClick(block.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert block.model.ids[:2] == [before[1], before[0]]
    window.undo()
    assert block.model.ids == before
    block.table.setCurrentIndex(block.model.index(0, 0))
    QTest.keyClick(block.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert block.model.ids == before[1:]
    assert window.status.message() == "Åtgärden togs bort."
    window.undo()
    assert block.model.ids == before


@pytest.mark.parametrize("kind", ["measures", "indicators", "table"])
def test_the_models_of_the_tables_keep_qts_rules(show: Show, bridge: Bridge, kind: str, tab: PlanTab) -> None:
    if kind == "table":
        tab.section.add_block("table")
        block: BlockEditor = tab.section.editors()[-1]
    else:
        block = show(kind)
    assert isinstance(block, MeasuresBlock | IndicatorsBlock | FreeTableBlock)
    QAbstractItemModelTester(block.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    block.model.add(0)
    block.model.delete([block.model.ids[0]])


# Indicators and free tables ------------------------------------------------------------------------------------------
def test_an_indicator_is_divided_into_lettered_parts(show: Show, window: MainWindow) -> None:
    block = show("indicators")
    assert isinstance(block, IndicatorsBlock)
    row = next(row for row in range(len(block.model.ids)) if not block.model.indicator(row).divided)
    name = block.model.indicator(row).name
    rows = len(block.model.ids)
    block.model.add_part(row)
    assert len(block.model.ids) == rows + 1
    assert block.model.index(row, 0).data() == f"a) {block.model.indicator(row).full_name}"
    assert block.model.setData(block.model.index(row, 0), f"{name}\nbarn 0–12 år")
    assert str(block.model.index(row, 0).data(Role.SECONDARY)).split("\n")[0] == "barn 0–12 år"
    window.undo()
    window.undo()
    assert block.model.index(row, 0).data() == block.model.indicator(row).full_name


def test_the_parts_of_a_divided_indicator_are_named_as_they_are_made(qtbot: QtBot, show: Show) -> None:
    block = show("indicators")
    assert isinstance(block, IndicatorsBlock)
    row = next(row for row in range(len(block.model.ids)) if not block.model.indicator(row).divided)
    name = block.model.indicator(row).name
    block.add_part(row)
    QTest.keyClicks(open_cell(), "flickor")
    QTest.keyClick(open_cell(), Qt.Key.Key_Return)
    QTest.keyClicks(block.table, "p")
    QTest.keyClicks(open_cell(), "ojkar")
    QTest.keyClick(open_cell(), Qt.Key.Key_Return)
    assert [block.model.part(each).label for each in (row, row + 1)] == ["flickor", "pojkar"]
    assert block.model.indicator(row).name == name
    assert block.model.setData(block.model.index(row, 0), "Nytt namn")  # a named part keeps its name
    assert (block.model.indicator(row).name, block.model.part(row).label) == ("Nytt namn", "flickor")


def test_an_indicators_values_are_kept_as_written(show: Show) -> None:
    block = show("indicators")
    assert isinstance(block, IndicatorsBlock)
    cell = block.model.index(0, block.model.keys.index("target"))
    assert block.model.setData(cell, "Topp tre i länet")
    assert cell.data() == "Topp tre i länet"
    trend = block.model.index(0, block.model.keys.index("trend"))
    assert block.model.setData(trend, "Minskar")
    assert trend.data(Role.SIGN) == "trending-down"


def test_a_free_table_gets_rows_columns_and_headings_of_its_own(
    qtbot: QtBot, tab: PlanTab, bridge: Bridge, window: MainWindow
) -> None:
    tab.show_place(bridge.plan.papers[0].sections[0].id)
    tab.section.add_block("table")
    block = tab.section.editors()[-1]
    assert isinstance(block, FreeTableBlock)
    block.model.add_column(0)
    assert block.model.titles[0] == "Ny kolumn"
    block.add_row()
    QTest.keyClicks(open_cell(), "ett")
    QTest.keyClick(open_cell(), Qt.Key.Key_Tab)
    assert block.model.index(0, 0).data() == "ett"
    assert block.count.text() == "1 rad"
    block.model.set_kind([0], "heading")
    assert block.model.index(0, 0).data(Role.BOLD) is True
    window.undo()
    assert block.model.index(0, 0).data(Role.BOLD) is False


# Blocks as such ------------------------------------------------------------------------------------------------------
def test_a_block_is_added_moved_and_deleted_with_undo(tab: PlanTab, bridge: Bridge, window: MainWindow) -> None:
    section = bridge.plan.papers[0].sections[0]
    tab.show_place(section.id)
    before = [block.id for block in section.blocks]
    tab.section.add_block("measures")
    added = tab.section.editors()[-1]
    assert [block.id for block in section.blocks] == [*before, added.block.id]
    added.move_by(-1)
    assert tab.section.editors()[-2] is added
    added.delete()
    assert [block.id for block in section.blocks] == before
    window.undo()
    window.undo()
    window.undo()
    assert [block.id for block in section.blocks] == before


def test_compiled_blocks_follow_what_is_written_elsewhere(show: Show, tab: PlanTab) -> None:
    measures = show("measures")
    assert isinstance(measures, MeasuresBlock)
    cell = measures.model.index(0, measures.model.keys.index("steering"))
    assert measures.model.setData(cell, "Alldeles ny plan")
    compiled = show("steering_documents")
    assert isinstance(compiled, ShownBlock)
    titles = [compiled.model.index(row, 0).data() for row in range(compiled.model.rowCount())]
    assert "Alldeles ny plan" in titles


def test_the_budget_table_links_to_where_it_is_edited(qtbot: QtBot, show: Show, window: MainWindow) -> None:
    block = show("budget")
    assert isinstance(block, BudgetBlock)
    assert "Summa intäkter" in [block.model.index(row, 0).data() for row in range(block.model.rowCount())]
    block.follow_link()
    assert window.current_key == "budget"


def test_undo_from_another_tab_returns_to_the_place_in_the_plan(
    show: Show, tab: PlanTab, window: MainWindow, bridge: Bridge
) -> None:
    block = show("measures")
    assert isinstance(block, MeasuresBlock)
    section = block.block.section
    before = block.model.index(0, 0).data()
    assert block.model.setData(block.model.index(0, 0), "Ändrad")
    tab.show_place(bridge.plan.papers[0].sections[0].id)
    window.show_tab(window.tab_keys.index("budget"))
    window.undo()
    assert window.current_key == "plan"
    assert tab.outline.current() is section
    shown = tab.section.editor_of(block.block.id)
    assert isinstance(shown, MeasuresBlock)
    assert shown.model.index(0, 0).data() == before


def test_nothing_can_be_changed_in_a_read_only_file(
    qtbot: QtBot, desktop: object, bridge: Bridge, window: MainWindow
) -> None:
    from scn_desktop.app import Desktop

    assert isinstance(desktop, Desktop)
    copy = bridge.document.path.with_name("kopia.scnplan")
    bridge.document.save_copy(copy)
    holder = Document.open(copy, author="Karin Lund")
    other = desktop.show_window(copy)
    qtbot.waitUntil(lambda: other.bridge is not None, timeout=10_000)
    assert other.bridge is not None
    tab = other.current_tab
    assert isinstance(tab, PlanTab)
    assert tab.outline.add_actions() == []
    table = next(block for paper in other.bridge.plan.papers for block in queries.blocks_of_kind(paper, "measures"))
    tab.show_place(table.section.id)
    shown = tab.section.editor_of(table.id)
    assert isinstance(shown, MeasuresBlock)
    assert not shown.model.index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable
    text = next(editor for editor in tab.section.editors() if isinstance(editor, TextBlock))
    assert text.editor.isReadOnly()
    other.close()
    holder.close()


def test_a_block_gets_a_heading_of_its_own(qtbot: QtBot, show: Show, window: MainWindow) -> None:
    block = show("measures")
    before = block.heading.text()
    block.rename()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Egna satsningar")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert block.block.title == "Egna satsningar"
    assert block.heading.text() == "Egna satsningar"
    window.undo()
    assert block.heading.text() == before


# The page ------------------------------------------------------------------------------------------------------------
def test_the_page_follows_the_current_cell(qtbot: QtBot, show: Show, tab: PlanTab) -> None:
    block = show("measures")
    assert isinstance(block, MeasuresBlock)
    for _ in range(40):
        block.model.add(len(block.model.ids))
    block.table.setFocus()
    for row, key in ((0, Qt.Key.Key_Down), (len(block.model.ids) - 1, Qt.Key.Key_Up)):
        block.table.setCurrentIndex(block.model.index(row, 0))
        for _ in range(len(block.model.ids) - 1):
            QTest.keyClick(block.table, key)
        qtbot.waitUntil(lambda: in_sight(block.table, tab))


def in_sight(table: WrapTable, tab: PlanTab) -> bool:
    cell = table.visualRect(table.currentIndex())
    page = tab.section.viewport()
    return page.rect().contains(table.viewport().mapTo(page, cell.center()))


def test_the_page_follows_what_is_typed(qtbot: QtBot, show: Show, tab: PlanTab) -> None:
    block = show("text")
    assert isinstance(block, TextBlock)
    block.editor.setFocus()
    for _ in range(60):
        QTest.keyClicks(block.editor, "rad")
        QTest.keyClick(block.editor, Qt.Key.Key_Return)
    page = tab.section.viewport()
    field = block.editor
    qtbot.waitUntil(lambda: page.rect().contains(field.viewport().mapTo(page, field.cursorRect().center())))


# Pasting -------------------------------------------------------------------------------------------------------------
TABLE = "Åtgärd\tKoppling till styrdokument\tFörväntad effekt\nÖppna en mottagning\t\tFler söker hjälp\n"


def accept_preview(qtbot: QtBot) -> list[str]:
    """Press the main button of the paste preview when it is shown; what the button said."""
    said: list[str] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PastePreview):
            QTimer.singleShot(20, press)
            return
        said.append(dialog.main.text())
        dialog.main.click()

    QTimer.singleShot(0, press)
    return said


def test_a_new_table_is_in_sight_has_focus_and_takes_a_pasted_table(qtbot: QtBot, show: Show, tab: PlanTab) -> None:
    show("measures")
    tab.section.add_block("measures")
    block = tab.section.editors()[-1]
    assert isinstance(block, MeasuresBlock)
    qtbot.waitUntil(lambda: not block.visibleRegion().isEmpty())
    focused = QApplication.focusWidget()
    assert focused is not None
    assert block.isAncestorOf(focused)
    QApplication.clipboard().setText(TABLE)
    said = accept_preview(qtbot)
    QTest.keyClick(focused, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert said == ["Klistra in 1 åtgärd"]
    assert [block.model.text(row, 0) for row in range(len(block.model.ids))] == ["Öppna en mottagning"]


def test_a_table_pasted_into_a_new_row_becomes_rows_not_the_text_of_a_cell(
    qtbot: QtBot, show: Show, window: MainWindow
) -> None:
    block = show("measures")
    assert isinstance(block, MeasuresBlock)
    before = [block.model.text(row, 0) for row in range(len(block.model.ids))]
    block.add_row()
    QApplication.clipboard().setText(TABLE)
    said = accept_preview(qtbot)
    QTest.keyClick(open_cell(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(said) == 1)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert [block.model.text(row, 0) for row in range(len(block.model.ids))] == [*before, "Öppna en mottagning"]
    window.menus.undo.trigger()  # the row that gave way is back
    assert [block.model.text(row, 0) for row in range(len(block.model.ids))] == [*before, ""]


def test_headings_of_amounts_are_whole_at_large_text(show: Show) -> None:
    theme().apply(percent=150)
    block = show("budget")
    assert isinstance(block, BudgetBlock)
    headings = list(block.model.titles)
    assert len(headings) > 2
    for column, heading in enumerate(headings[1:], start=1):
        assert block.table.columnWidth(column) >= theme().px(smallest_width(heading)) - 1, heading
