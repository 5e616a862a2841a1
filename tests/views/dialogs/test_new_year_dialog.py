"""Another planning year is added to the open file, shown, and taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.edits import plans
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.new_year_dialog import NewYearDialog
from scn_desktop.views.main_window import MainWindow


def dialog_of(window: MainWindow) -> NewYearDialog:
    window.menus.new_year.trigger()
    return window.findChildren(NewYearDialog)[-1]


def test_a_year_is_added_with_the_keyboard_and_shown(qtbot: QtBot, window: MainWindow, bridge: Bridge) -> None:
    before = bridge.plan
    dialog = dialog_of(window)
    qtbot.waitUntil(dialog.isVisible)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bridge.plan.year == before.year + 1)
    made = bridge.plan
    assert [area.title for area in made.model.areas] == [area.title for area in before.model.areas]
    assert [[q.text for q in each.questions] for each in made.model.categories] == [
        [q.text for q in each.questions] for each in before.model.categories
    ]
    assert [paper.kind for paper in made.papers] == [paper.kind for paper in before.papers]
    assert not made.controls
    assert not made.risks
    for position in range(len(window.tab_keys)):
        window.show_tab(position)


def test_the_year_before_is_shown_when_the_new_one_is_undone(qtbot: QtBot, window: MainWindow, bridge: Bridge) -> None:
    before, years = bridge.plan.year, [plan.year for plan in queries.plans(bridge.session)]
    dialog = dialog_of(window)
    qtbot.waitUntil(dialog.isVisible)
    for position in range(len(window.tab_keys)):
        window.show_tab(position)
    dialog.do()
    assert bridge.plan.year == before + 1
    window.show_tab(0)
    bridge.undo()
    qtbot.waitUntil(lambda: window.current_tab is not None and bridge.plan.year == before)
    assert [plan.year for plan in queries.plans(bridge.session)] == years
    bridge.redo()
    assert [plan.year for plan in queries.plans(bridge.session)] == [*years, before + 1]


def test_a_year_that_has_a_plan_is_not_offered_and_is_refused(window: MainWindow, bridge: Bridge) -> None:
    plan = bridge.plan
    dialog = NewYearDialog(bridge, window)
    assert dialog.year.findData(plan.year) == -1
    assert dialog.year.currentData() == plan.year + 1
    with pytest.raises(InputError, match="redan en plan"):
        bridge.do("Nytt", lambda session: plans.add_year(session, plan.id, plan.year))
    dialog.close()


def test_running_texts_stay_behind_where_they_are_not_wanted(bridge: Bridge) -> None:
    plan = bridge.plan
    texts = [block.text for paper in plan.papers for block in queries.blocks_of_kind(paper, "text") if block.text]
    assert texts
    bridge.do("Nytt", lambda session: plans.add_year(session, plan.id, plan.year + 1, with_texts=False))
    bridge.choose_year(plan.year + 1)
    found = [block.text for paper in bridge.plan.papers for block in queries.blocks_of_kind(paper, "text")]
    assert not any(found)
