"""The self-assessment is judged from the keyboard, one criterion after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from scn_desktop.models import queries
from scn_desktop.models.edits import plans
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.assessment_block import AreaEditor, AssessmentBlock
from scn_desktop.views.plan.block_editor import BlockEditor
from scn_desktop.views.plan.tab import PlanTab
from scn_desktop.views.widgets.edit_table import Role


@pytest.fixture
def block(show: Callable[[str], BlockEditor]) -> AssessmentBlock:
    editor = show("self_assessment")
    assert isinstance(editor, AssessmentBlock)
    return editor


@pytest.fixture
def area(block: AssessmentBlock) -> AreaEditor:
    first = next(iter(block.areas.values()))
    QAbstractItemModelTester(first.rows.model, QAbstractItemModelTester.FailureReportingMode.Fatal, first)
    return first


def titles(bridge: Bridge) -> list[str]:
    return [area.title for area in bridge.plan.assessment_areas]


def test_a_digit_judges_and_goes_on_to_the_next_criterion(window: MainWindow, area: AreaEditor) -> None:
    table, model = area.rows.table, area.rows.model
    table.setFocus()
    table.setCurrentIndex(model.index(0, 1))
    QTest.keyClick(table, Qt.Key.Key_2)
    assert area.area.criteria[0].grade == 2
    assert model.text(0, 1) == "2 Behöver ses över"
    assert table.currentIndex().row() == 1
    QTest.keyClick(table, Qt.Key.Key_0)
    assert area.area.criteria[1].grade is None
    assert model.index(1, 1).data(Role.PLACEHOLDER) == "Inte bedömt"
    window.undo()
    window.undo()
    assert [each.grade for each in area.area.criteria] == [4, 3]


@pytest.mark.parametrize(
    ("typed", "grade"), [("5", 5), ("tillfredsställande", 4), ("3 Förbättringsområde", 3), ("0", None), ("", None)]
)
def test_a_step_is_written_as_number_or_words(area: AreaEditor, typed: str, grade: int | None) -> None:
    assert area.rows.model.setData(area.rows.model.index(0, 1), typed)
    assert area.area.criteria[0].grade == grade


@pytest.mark.parametrize("typed", ["6", "bra", "-1"])
def test_what_is_no_step_stays_in_its_cell_with_the_reason(area: AreaEditor, typed: str) -> None:
    cell = area.rows.model.index(0, 1)
    assert not area.rows.model.setData(cell, typed)
    assert cell.data(Role.ERROR) == "Skriv 1–5."
    assert area.area.criteria[0].grade == 4


def test_the_heading_counts_what_is_judged(block: AssessmentBlock, area: AreaEditor) -> None:
    assert block.mark.text() == "10 av 10 bedömda"
    area.rows.model.setData(area.rows.model.index(0, 1), "")
    assert block.mark.text() == "9 av 10 bedömda"


def test_areas_are_added_named_moved_and_removed(window: MainWindow, block: AssessmentBlock, bridge: Bridge) -> None:
    before = titles(bridge)
    block.new_button.click()
    last = list(block.areas.values())[-1]
    assert last.title.editor.hasFocus()
    QTest.keyClicks(last.title.editor, "Insyn hos bolagen")
    last.title.commit()
    assert titles(bridge) == [*before, "Insyn hos bolagen"]
    up = next(action for action in block.own_actions() if action.text() == "Flytta området uppåt")
    up.trigger()
    assert titles(bridge)[-2] == "Insyn hos bolagen"
    last.title.setFocus()
    next(action for action in block.own_actions() if action.text() == "Ta bort området").trigger()
    assert titles(bridge) == before
    for _ in range(4):
        window.undo()
    assert titles(bridge) == before


def test_a_criterion_is_added_and_removed_and_the_area_summed_up(window: MainWindow, area: AreaEditor) -> None:
    area.rows.new_button.click()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "Alla nya medarbetare lotsas in.")
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert area.area.criteria[-1].text == "Alla nya medarbetare lotsas in."
    area.rows.delete_rows([2])
    assert len(area.area.criteria) == 2
    area.comment.editor.setPlainText("Ansvaret är känt.\nVikarier nås inte.")  # type: ignore[union-attr]
    assert area.comment.commit()
    assert area.area.comment == "Ansvaret är känt.\nVikarier nås inte."


def test_an_empty_assessment_begins_with_the_models_areas(block: AssessmentBlock, bridge: Bridge) -> None:
    from scn_desktop.models.edits import assessments

    for area in list(bridge.plan.assessment_areas):
        bridge.do("Ta bort", partial(assessments.delete_area, area_id=area.id))
    assert not block.empty.isHidden()
    assert block.areas == {}
    block.start()
    assert titles(bridge)[0] == "Kontrollmiljö"
    assert block.empty.isHidden()
    assert all(area.criteria for area in bridge.plan.assessment_areas)


@pytest.fixture
def next_year(window: MainWindow, bridge: Bridge) -> AssessmentBlock:
    """The self-assessment of the year after the example's, which is judged."""
    plan = bridge.plan
    bridge.do("Nytt år", lambda session: plans.add_year(session, plan.id, plan.year + 1))
    bridge.choose_year(plan.year + 1)
    block = next(each for paper in bridge.plan.papers for each in queries.blocks_of_kind(paper, "self_assessment"))
    window.show_place("plan", block.section_id)
    tab = window.current_tab
    assert isinstance(tab, PlanTab)
    editor = tab.section.editor_of(block.id)
    assert isinstance(editor, AssessmentBlock)
    return editor


def test_last_years_steps_and_texts_stand_beside_this_years(bridge: Bridge, next_year: AssessmentBlock) -> None:
    area = next(iter(next_year.areas.values()))
    model = area.rows.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, area)
    assert model.titles == ["Kriterium", "Bedömning", f"Bedömning {bridge.plan.year - 1}"]
    assert [model.text(row, 2) for row in (0, 1)] == ["4 Tillfredsställande", "3 Förbättringsområde"]
    assert model.index(0, 1).data(Role.PLACEHOLDER) == "Inte bedömt"
    assert not model.index(0, 2).flags() & Qt.ItemFlag.ItemIsEditable
    assert area.before.isVisible()
    assert area.before.text().startswith(f"{bridge.plan.year - 1}: ")
    table = area.rows.table
    table.setFocus()
    table.setCurrentIndex(model.index(0, 1))
    QTest.keyClick(table, Qt.Key.Key_5)
    assert area.area.criteria[0].grade == 5
    assert model.text(0, 2) == "4 Tillfredsställande"


def test_a_year_begins_with_last_years_areas_until_something_is_written(
    window: MainWindow, bridge: Bridge, next_year: AssessmentBlock
) -> None:
    assert next_year.from_earlier.isVisible()
    before = titles(bridge)
    next_year.from_earlier.click()
    assert titles(bridge) == before
    assert all(area.origin_id for area in bridge.plan.assessment_areas)
    assert not next_year.from_earlier.isVisible()
    window.undo()
    assert not any(area.origin_id for area in bridge.plan.assessment_areas)
    assert next_year.from_earlier.isVisible()
