"""Indicators in groups, with columns and headings of the table's own, and what they gave in earlier years."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from scn_desktop.models import queries
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.all_indicators_block import AllIndicatorsBlock
from scn_desktop.views.plan.block_editor import BlockEditor
from scn_desktop.views.plan.details_dialog import IndicatorDetails
from scn_desktop.views.plan.indicators_block import IndicatorsBlock
from scn_desktop.views.plan.tab import PlanTab
from scn_desktop.views.plan.table_columns import ColumnMenu
from scn_desktop.views.widgets.edit_table import Role
from scn_desktop.views.widgets.wrap_delegate import CellEditor

Show = Callable[[str], BlockEditor]


@pytest.fixture
def block(tab: PlanTab, bridge: Bridge) -> IndicatorsBlock:
    """The longest table, without the groups that the example gives it."""
    found = max(queries.blocks_of_kind(bridge.plan.papers[0], "indicators"), key=lambda b: len(b.indicator_placements))
    tab.show_place(found.section_id)
    editor = tab.section.editor_of(found.id)
    assert isinstance(editor, IndicatorsBlock)
    for row in range(len(editor.model.ids)):
        if row < len(editor.model.ids) and editor.model.is_heading(row):
            editor.model.dissolve_group(row)
    while (row := next((r for r in range(len(editor.model.ids)) if editor.model.is_heading(r)), -1)) >= 0:
        editor.model.dissolve_group(row)
    QAbstractItemModelTester(editor.model, QAbstractItemModelTester.FailureReportingMode.Fatal, editor)
    return editor


def headings(block: IndicatorsBlock) -> list[str]:
    return [block.model.text(row, 0) for row in range(len(block.model.ids)) if block.model.is_heading(row)]


def groups(block: IndicatorsBlock) -> list[str]:
    return [each.group for each in block.block.indicator_placements]


def first_row(block: IndicatorsBlock, number: int) -> int:
    """The first row of an indicator's parts."""
    placement = block.block.indicator_placements[number]
    return next(
        row
        for row, row_id in enumerate(block.model.ids)
        if row_id.startswith(placement.id) and not block.model.is_heading(row)
    )


# Groups --------------------------------------------------------------------------------------------------------------
def test_a_group_is_made_named_renamed_and_taken_away(block: IndicatorsBlock, window: MainWindow, qtbot: QtBot) -> None:
    count = len(block.block.indicator_placements)
    block.begin_group(first_row(block, 1))
    field = QApplication.focusWidget()
    assert isinstance(field, CellEditor)
    QTest.keyClicks(field, "Barn och unga")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert headings(block) == ["Barn och unga"]
    assert groups(block) == ["", *["Barn och unga"] * (count - 1)]
    row = block.model.ids.index(next(each for each in block.model.ids if each.endswith("/heading")))
    assert block.table.columnSpan(row, 0) == len(block.model.keys)
    assert block.model.setData(block.model.index(row, 0), "Unga")
    assert headings(block) == ["Unga"]
    block.delete_rows([row])
    assert headings(block) == []
    assert len(block.block.indicator_placements) == count
    for _ in range(4):
        window.undo()
    assert groups(block) == [""] * count


def test_ungrouped_indicators_after_a_group_stand_under_a_heading_too(block: IndicatorsBlock) -> None:
    block.model.begin_group(first_row(block, 0), "Barn")
    block.model.begin_group(first_row(block, 2), "")
    assert headings(block) == ["Barn", ""]
    row = block.model.ids.index([each for each in block.model.ids if each.endswith("/heading")][1])
    assert block.model.index(row, 0).data(Role.PLACEHOLDER) == "Övriga"


def test_moving_past_a_heading_changes_the_group_and_nothing_else(block: IndicatorsBlock, window: MainWindow) -> None:
    block.model.begin_group(first_row(block, 0), "A")
    block.model.begin_group(first_row(block, 2), "B")
    order = [each.id for each in block.block.indicator_placements]
    row = first_row(block, 2)
    block.table.setFocus()
    block.table.setCurrentIndex(block.model.index(row, 0))
    QTest.keyClick(block.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert groups(block)[:4] == ["A", "A", "A", "B"]
    assert [each.id for each in block.block.indicator_placements] == order
    QTest.keyClick(block.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [each.id for each in block.block.indicator_placements][:3] == [order[0], order[2], order[1]]
    window.undo()
    window.undo()
    assert groups(block)[:4] == ["A", "A", "B", "B"]
    assert block.model.placement(block.table.currentIndex().row()).id == order[2]


def test_a_new_indicator_joins_the_group_above_it(block: IndicatorsBlock) -> None:
    block.model.begin_group(first_row(block, 0), "A")
    row = first_row(block, 1)
    added = block.model.add(row + 1)
    assert added is not None
    placement = block.block.indicator_placements[2]
    assert added.startswith(placement.id)
    assert placement.group == "A"


# Columns -------------------------------------------------------------------------------------------------------------
def test_a_column_of_the_tables_own_holds_values_of_its_own(block: IndicatorsBlock, window: MainWindow) -> None:
    before = list(block.model.keys)
    block.table.setCurrentIndex(block.model.index(0, 1))
    ColumnMenu(block).add_own()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Etappmal 2028")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert block.model.titles[2] == "Etappmal 2028"
    assert block.model.setData(block.model.index(0, 2), "Topp tre i länet")
    assert block.model.part(0).value_of(block.model.keys[2]) == "Topp tre i länet"
    for _ in range(3):
        window.undo()
    assert block.model.keys == before


def test_the_heading_over_several_columns_is_changed_for_all_of_them(block: IndicatorsBlock) -> None:
    grouped = [column.key for column in block.block.columns if column.group]
    assert len(grouped) == 3
    ColumnMenu(block).edit_group(block.model.keys.index(grouped[1]))
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Utfall 2025")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [column.group for column in block.block.columns if column.key in grouped] == ["Utfall 2025"] * 3
    assert block.model.titles[1].startswith("Utfall 2025 ")


def test_what_names_the_indicators_stays_first(block: IndicatorsBlock) -> None:
    block.table.setCurrentIndex(block.model.index(0, 1))
    [menu] = block.column_actions()
    shown = menu.menu()
    assert isinstance(shown, QMenu)
    actions = {action.text(): action for action in shown.actions()}
    assert not actions["Flytta kolumnen åt vänster"].isEnabled()
    assert actions["Flytta kolumnen åt höger"].isEnabled()
    assert not actions["Indikator"].isEnabled()


# Details -------------------------------------------------------------------------------------------------------------
@pytest.fixture
def details(block: IndicatorsBlock, qtbot: QtBot) -> IndicatorDetails:
    block.table.setCurrentIndex(block.model.index(0, 0))
    block.show_details()
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, IndicatorDetails)
    QAbstractItemModelTester(shown.years.model, QAbstractItemModelTester.FailureReportingMode.Fatal, shown)
    return shown


def clear_years(details: IndicatorDetails) -> None:
    if details.years.model.ids:
        details.years.model.delete(range(len(details.years.model.ids)))


def test_an_earlier_year_is_written_per_part_and_stands_under_the_name(
    details: IndicatorDetails, block: IndicatorsBlock
) -> None:
    clear_years(details)
    details.years.new_button.click()
    field = QApplication.focusWidget()
    assert isinstance(field, CellEditor)
    QTest.keyClicks(field, "55,25")
    details.years.finish_edits()
    model = details.years.model
    year = model.ids[0]
    assert details.owner.parts[0].value_of(year) == "55,25"
    assert model.setData(model.index(0, 0), "2019")
    assert details.owner.parts[0].earlier() == [("2019", "55,25")]
    details.fields["decimals"].editor.setText("1")
    assert details.fields["decimals"].commit()
    assert "2019:\u00a055,3" in block.model.index(0, 0).data(Role.SECONDARY)
    details.years.delete([0])
    assert details.owner.parts[0].earlier() == []
    details.undo()
    assert details.owner.parts[0].earlier() == [("2019", "55,25")]


@pytest.mark.parametrize("typed", ["19", "tvåtusen", "2019-01", ""])
def test_what_is_no_year_is_refused_at_its_cell(details: IndicatorDetails, typed: str) -> None:
    clear_years(details)
    details.years.new_button.click()
    details.years.finish_edits()
    cell = details.years.model.index(0, 0)
    assert not details.years.model.setData(cell, typed)
    assert cell.data(Role.ERROR) == "Skriv ett årtal."


@pytest.mark.parametrize("typed", ["en", "-1", "9"])
def test_decimals_are_a_small_number(details: IndicatorDetails, typed: str) -> None:
    field = details.fields["decimals"]
    before = details.owner.decimals
    field.editor.setText(typed)
    assert not field.commit()
    assert field.error()
    assert details.owner.decimals == before


def test_bilaga_3_shows_groups_parts_and_years(block: IndicatorsBlock, show: Show) -> None:
    block.model.begin_group(first_row(block, 0), "Barn och unga")
    section = block.block.section
    compiled = show("all_indicators")
    assert isinstance(compiled, AllIndicatorsBlock)
    shown = next(part for part in compiled.parts if section.title in part._title.text())
    names = [shown.model.text(row, 0) for row in range(len(shown.model.ids))]
    assert names[0] == "Barn och unga"
    assert shown.table.columnSpan(0, 0) == len(shown.model.titles)
    assert any(name.startswith("a) ") for name in names)


def test_undo_far_down_a_table_brings_the_row_into_sight(
    block: IndicatorsBlock, window: MainWindow, tab: PlanTab, qtbot: QtBot
) -> None:
    row = len(block.model.ids) - 1
    column = block.model.keys.index("target")
    assert block.model.setData(block.model.index(row, column), "Minst 99")
    tab.section.verticalScrollBar().setValue(0)
    block.table.setCurrentIndex(block.model.index(0, 0))
    window.undo()
    assert block.table.currentIndex().row() == row
    area = block.table.visualRect(block.model.index(row, column))

    def in_sight() -> bool:
        port = tab.section.viewport()
        top = block.table.viewport().mapTo(port, area.topLeft()).y()
        return 0 <= top < port.height()

    qtbot.waitUntil(in_sight, timeout=2000)
    qtbot.wait(100)
    assert in_sight()
