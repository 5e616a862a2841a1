"""Intern kontroll has pages, and what is searched for, undone or clicked comes to the right one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from scn_desktop.models.edits import risks
from scn_desktop.settings import Settings
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.controls_page import ControlsPage
from scn_desktop.views.control.risks_page import RisksPage
from scn_desktop.views.control.tab import ControlTab
from scn_desktop.views.dialogs.choose_row import ChooseRowDialog
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.row_place import RowPlace
from tests.views.control.control_window import focused


@pytest.fixture
def tab(window: MainWindow) -> ControlTab:
    window.show_tab(window.tab_keys.index("control"))
    assert isinstance(window.current_tab, ControlTab)
    return window.current_tab


def test_the_pages_are_chosen_with_the_keyboard_and_shown_at_the_first_visit(tab: ControlTab) -> None:
    tab.switch.button("controls").setFocus()
    while tab.switch.key() != "risks":
        QTest.keyClick(focused(), Qt.Key.Key_Right)
    assert isinstance(tab.current_page, RisksPage)
    assert focused() is tab.switch.button("risks")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert tab.current_page.table.hasFocus()


def test_a_risk_without_a_control_is_found_on_the_page_of_risks(tab: ControlTab, bridge: Bridge) -> None:
    plan_id = bridge.plan.id
    made = bridge.do("Ny risk", lambda session: risks.add_risk(session, plan_id))
    bridge.go_to("control", RowPlace("risk", made))
    page = tab.current_page
    assert isinstance(page, RisksPage)
    assert page.form.risk_id == made


def test_undo_shows_the_page_where_the_change_was_made(window: MainWindow, tab: ControlTab, bridge: Bridge) -> None:
    tab.show_page("risks")
    page = tab.current_page
    assert isinstance(page, RisksPage)
    alone = bridge.plan.risks[3]
    bridge.do("Orsak", lambda session: risks.set_risk_field(session, alone.id, "cause", "Oklart vem som svarar"))
    window.undo()
    assert tab.current_page is page
    assert page.form.risk_id == alone.id
    tab.show_page("controls")
    window.redo()
    assert tab.current_key == "controls"


def test_the_page_is_the_same_after_the_text_size_has_changed(window: MainWindow, tab: ControlTab) -> None:
    tab.show_page("risks")
    page = tab.current_page
    assert isinstance(page, RisksPage)
    page.show_place(page.table_model.ids[2])
    chosen = page.form.risk_id
    window.set_text_size(125)
    rebuilt = window.current_tab
    assert isinstance(rebuilt, ControlTab)
    again = rebuilt.current_page
    assert isinstance(again, RisksPage)
    assert again.form.risk_id == chosen


def test_the_width_of_a_page_that_is_built_later_is_remembered_too(
    window: MainWindow, tab: ControlTab, settings: Settings
) -> None:
    tab.show_page("risks")
    page = tab.current_page
    assert isinstance(page, RisksPage)
    page._splitter.splitterMoved.emit(700, 1)
    assert settings.numbers("splitter/control/risks") == page._splitter.sizes()


def test_goals_and_measures_are_chosen_from_the_plan_and_linked(tab: ControlTab, bridge: Bridge) -> None:
    tab.show_page("risks")
    page = tab.current_page
    assert isinstance(page, RisksPage)
    form = page.form
    goal = next(s for paper in bridge.plan.papers for s in paper.all_sections if s.kind.key != "chapter" and s.title)
    form.choose_goal()
    dialog = page.window().findChild(ChooseRowDialog)
    assert dialog is not None
    dialog.filter.setText(goal.title)
    dialog.choose()
    assert [goal.title in name for name in form.goals.names()] == [True]
    measure = bridge.plan.measures[0]
    form.choose_measure()
    dialog = page.window().findChildren(ChooseRowDialog)[-1]
    dialog.filter.setText(measure.text)
    dialog.choose()
    assert len(form.measures.names()) == 1
    crosses = [each for each in form.goals.findChildren(QToolButton) if goal.title in each.accessibleName()]
    crosses[0].click()
    assert form.goals.names() == []


def test_a_finding_leads_to_the_risk_or_to_the_area_that_it_is_about(tab: ControlTab, bridge: Bridge) -> None:
    plan_id = bridge.plan.id
    made = bridge.do("Ny risk", lambda session: risks.add_risk(session, plan_id))
    bridge.go_to("control", made)
    page = tab.current_page
    assert isinstance(page, RisksPage)
    assert page.form.risk_id == made
    area = bridge.plan.model.areas[1].id
    bridge.go_to("control", area)
    controls_page = tab.current_page
    assert isinstance(controls_page, ControlsPage)
    assert controls_page.table_model.row_id(controls_page.table.currentIndex().row()) == area
