"""Search as a user meets it: Ctrl+F, type, arrows, Enter to the place, Esc back."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import delete

from scn_desktop.models import queries
from scn_desktop.models.blocks import MeasurePlacement
from scn_desktop.models.edits import blocks, budgets, controls, measures, sections
from scn_desktop.models.edits.plans import create_plan
from scn_desktop.models.planning_model_file import shipped_model
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.budget.tab import BudgetTab
from scn_desktop.views.control.controls_page import ControlsPage
from scn_desktop.views.control.tab import ControlTab
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.steering_dialog import SteeringDialog
from scn_desktop.views.plan.tab import PlanTab
from scn_desktop.views.search.panel import SearchPanel
from scn_desktop.views.search.search import PAUSE


def panel(window: MainWindow) -> SearchPanel:
    """The panel with the hits, which must be open."""
    shown = [each for each in window.findChildren(SearchPanel) if each.isVisible()]
    assert len(shown) == 1
    return shown[0]


def is_open(window: MainWindow) -> bool:
    return any(each.isVisible() for each in window.findChildren(SearchPanel))


def ask(window: MainWindow, typed: str) -> SearchPanel:
    """Press Ctrl+F and type; every year is searched when it returns."""
    window.menus.search.trigger()
    QTest.keyClicks(window.header.search, typed)
    for _ in range(100):
        QApplication.processEvents()
        if panel(window).is_whole:
            break
        QTest.qWait(PAUSE)
    return panel(window)


def go(window: MainWindow) -> None:
    QTest.keyClick(window.header.search, Qt.Key.Key_Return)
    for _ in range(5):
        QApplication.processEvents()


def plan_tab(window: MainWindow) -> PlanTab:
    return cast(PlanTab, window.tabs.tab("plan"))


def test_hits_come_while_one_types_and_enter_goes_to_the_row(window: MainWindow, bridge: Bridge) -> None:
    placement = bridge.plan.measures[5].placements[0]
    bridge.do("Text", lambda s: measures.set_field(s, placement.measure_id, "text", "Bygg ett quaggastall"))
    shown = ask(window, "quaggast")
    assert [hit.target.row_id for hit in shown.hits.hits] == [placement.id]
    assert shown.summary.text() == "1 träff i 2027"
    QAbstractItemModelTester(shown.hits, QAbstractItemModelTester.FailureReportingMode.Fatal)
    go(window)
    assert not is_open(window)
    section = plan_tab(window).section.section
    assert section is not None
    assert section.id == placement.block.section_id
    focused = QApplication.focusWidget()
    assert focused is not None
    assert plan_tab(window).section.editor_of(placement.block_id).isAncestorOf(focused)


def test_words_in_a_text_are_chosen_there(window: MainWindow, bridge: Bridge) -> None:
    section = bridge.plan.papers[0].sections[-1].id
    block = bridge.do("Text", lambda s: blocks.add(s, section, 0, "text"))
    text = "Ett stycke.\n\n" * 80 + "Här bor **quaggan** i skogen."
    bridge.do("Text", lambda s: blocks.set_field(s, block, "text", text))
    ask(window, "QUAGGAN")
    go(window)
    field = QApplication.focusWidget()
    assert isinstance(field, QTextEdit)
    assert field.textCursor().selectedText() == "quaggan"
    page = plan_tab(window).section
    place = field.mapTo(page.viewport(), field.cursorRect().center()).y()
    assert 0 <= place < page.viewport().height()


def test_a_budget_row_and_a_control_are_shown_in_their_tabs(window: MainWindow, bridge: Bridge) -> None:
    row, control = bridge.plan.budget_tables[0].rows[3].id, bridge.plan.controls[4].id
    bridge.do("Rad", lambda s: budgets.set_label(s, row, "Quaggaskatt"))
    bridge.do("Kontroll", lambda s: controls.set_field(s, control, "method", "Granska zebrorna"))
    ask(window, "quaggaskatt")
    go(window)
    budget = window.current_tab
    assert isinstance(budget, BudgetTab)
    assert budget.model.ids[budget.grid.currentIndex().row()] == row
    ask(window, "zebrorna")
    go(window)
    assert isinstance(window.current_tab, ControlTab)
    page = window.current_tab.current_page
    assert isinstance(page, ControlsPage)
    assert page.form.control_id == control


def test_a_measure_that_stands_in_no_paper_is_shown_in_the_list_of_all(window: MainWindow, bridge: Bridge) -> None:
    measure = bridge.plan.measures[3]
    bridge.do("Text", lambda s: measures.set_field(s, measure.id, "text", "Bygg ett quaggastall"))
    keys = {each.id for each in measure.placements}
    bridge.do("Ta bort", lambda s: s.execute(delete(MeasurePlacement).where(MeasurePlacement.id.in_(keys))))
    ask(window, "quaggastall")
    go(window)
    listed = plan_tab(window).measures
    assert listed is not None
    assert listed.isVisible()
    assert listed.model.ids[listed.table.currentIndex().row()] == measure.id


def test_a_steering_document_is_chosen_in_the_register(window: MainWindow, bridge: Bridge) -> None:
    added = bridge.do("Register", lambda s: measures.add_steering_document(s, "Program quagga"))
    ask(window, "quagga")
    go(window)
    register = window.findChild(SteeringDialog)
    assert register is not None
    assert register.model.ids[register.table.currentIndex().row()] == added
    register.close()


def test_a_hit_in_another_year_changes_the_year(window: MainWindow, bridge: Bridge) -> None:
    def next_year(session: object) -> None:
        create_plan(bridge.session, queries.committee(bridge.session), 2028, shipped_model("uppsala-2021"))

    bridge.do("Ny plan", next_year)
    bridge.choose_year(2027)
    later = next(plan for plan in queries.plans(bridge.session) if plan.year == 2028)
    section = later.papers[0].sections[1].id
    bridge.do("Rubrik", lambda s: sections.set_field(s, section, "title", "Quaggornas kapitel"))
    shown = ask(window, "quaggornas")
    assert shown.summary.text() == "0 träffar i 2027, 1 i andra år"
    go(window)
    assert bridge.plan.year == 2028
    current = plan_tab(window).outline.current()
    assert current is not None
    assert current.id == section


def test_escape_goes_back_to_where_one_was(window: MainWindow) -> None:
    tree = plan_tab(window).outline.tree
    tree.setFocus()
    ask(window, "barn")
    QTest.keyClick(window.header.search, Qt.Key.Key_Escape)
    assert not is_open(window)
    assert tree.hasFocus()


def test_arrows_choose_and_a_click_goes_there(window: MainWindow, qtbot: QtBot) -> None:
    shown = ask(window, "barn")
    QTest.keyClick(window.header.search, Qt.Key.Key_Down)
    QTest.keyClick(window.header.search, Qt.Key.Key_Down)
    QTest.keyClick(window.header.search, Qt.Key.Key_Up)
    assert shown.list.currentIndex().row() == 1
    assert window.header.search.hasFocus()
    assert shown.hits.hits[1].title in window.header.search.accessibleDescription()
    with qtbot.waitSignal(shown.chosen):
        place = shown.list.visualRect(shown.hits.index(0)).center()
        QTest.mouseClick(shown.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not is_open(window)


def test_no_hits_are_told_in_words_with_what_is_not_searched(window: MainWindow) -> None:
    shown = ask(window, "quaggazebra")
    assert shown.summary.text() == "Inget ställe innehåller ”quaggazebra”."
    assert "Stickproven söks inte igenom" in shown.foot.text()
    assert not shown.list.isVisible()
    assert "Inget ställe" in window.header.search.accessibleDescription()


def test_a_single_letter_asks_for_more(window: MainWindow) -> None:
    assert ask(window, "b").summary.text() == "Skriv minst två bokstäver."


def test_leaving_the_field_puts_the_hits_away(window: MainWindow) -> None:
    ask(window, "barn")
    plan_tab(window).outline.tree.setFocus()
    assert not is_open(window)


def test_the_hits_follow_what_is_written(window: MainWindow, bridge: Bridge) -> None:
    ask(window, "quaggastall")
    QTest.keyClick(window.header.search, Qt.Key.Key_Escape)
    measure = bridge.plan.measures[0].id
    bridge.do("Text", lambda s: measures.set_field(s, measure, "text", "Bygg ett quaggastall"))
    window.menus.search.trigger()
    QApplication.processEvents()
    assert len(panel(window).hits.hits) == 1  # the words are still in the field
    assert window.header.search.selectedText() == "quaggastall"


def test_a_file_that_can_only_be_read_is_searched_too(window: MainWindow, bridge: Bridge) -> None:
    bridge.document.read_only_reason = "Öppen hos Karin"
    window.rebuild_tabs()
    assert ask(window, "barn").hits.hits
    go(window)
    assert not is_open(window)


def test_a_stickprov_is_not_found_by_the_names_in_it(window: MainWindow, bridge: Bridge) -> None:
    verifier = queries.subcommittees(bridge.session)[0].verifiers[0].name
    assert not ask(window, verifier.encode("ascii", "ignore").decode()).hits.hits


def test_closing_the_file_empties_the_field(window: MainWindow) -> None:
    ask(window, "barn")
    window.close_document()
    assert window.header.search.text() == ""
    assert not is_open(window)
    assert not window.menus.search.isEnabled()


@pytest.mark.parametrize("typed", ["barn", "en", "quagga"])
def test_the_panel_stays_inside_the_window(window: MainWindow, typed: str) -> None:
    window.resize(900, 560)
    shown = ask(window, typed)
    assert window.rect().contains(shown.geometry())
