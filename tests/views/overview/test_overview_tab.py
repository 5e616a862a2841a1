"""Översikt: what is to be done and the year at a glance, each leading to its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from scn_desktop.app import Desktop
from scn_desktop.models import queries
from scn_desktop.models.control_execution import ControlExecution
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import control_details, controls, plans, spot_checks
from scn_desktop.models.planning_model_file import shipped_model
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.tab import ControlTab
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.overview.tab import OverviewTab
from scn_desktop.views.plan.tab import PlanTab
from scn_desktop.views.spot_check.tab import SpotCheckTab

TODAY = date(2026, 11, 29)
"""The example's stickprov of 2026 are done but for three meetings; its plan is for 2027."""


@pytest.fixture
def tab(window: MainWindow) -> OverviewTab:
    return shown(window)


def shown(window: MainWindow, today: date = TODAY) -> OverviewTab:
    """Översikt as it is on a day."""
    window.show_tab(window.tab_keys.index("overview"))
    found = window.current_tab
    assert isinstance(found, OverviewTab)
    found._today = lambda: today
    found.refresh()
    return found


@pytest.fixture
def empty(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a new plan."""

    def fill(session: Session) -> None:
        committee = plans.create_committee(session, name="Socialnämnden", municipality="Exempelköpings kommun")
        plans.create_plan(session, committee, 2027, shipped_model("uppsala-2021"))

    Document.new(tmp_path / "tom.scnplan", fill).close()
    made = desktop.show_window(tmp_path / "tom.scnplan")
    made.resize(1366, 688)
    qtbot.waitUntil(lambda: made.bridge is not None, timeout=10_000)
    yield made
    made.close()


def todo(tab: OverviewTab) -> list[tuple[str, str]]:
    return [(each.date, each.words) for each in tab.todo.places.rows]


def spoken(view: QAbstractItemView, row: int, column: int = 0) -> str:
    return str(view.model().index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_file_opens_at_the_plan_and_the_overview_is_built_when_it_is_chosen(window: MainWindow) -> None:
    assert window.current_key == "plan"
    assert list(window.tabs.built) == ["plan"]
    window.menus.tabs[0].trigger()
    assert window.current_key == "overview"


def test_what_is_to_be_done_stands_by_date_with_sign_and_word(tab: OverviewTab) -> None:
    assert todo(tab) == [
        ("2026-06-17", "Stickprov saknas"),
        ("2026-08-06", "Stickprov saknas"),
        ("2026-11-26", "Stickprovet är inte signerat"),
        ("2026-11-30", "Åtgärd efter kontroll 2.6"),
        ("2026-12-01", "Åtgärd efter kontroll 4.1"),
        ("2026-12-02", "Stickprov ska göras"),
        ("2026-12-10", "Stickprov ska göras"),
        ("2026-12-31", "16 kontroller att redovisa"),
        ("2027-03-31", "Åtgärd efter kontroll 2.2"),
        ("2027-05-31", "Åtgärd efter kontroll 1.2"),
    ]
    assert spoken(tab.todo, 0) == "Försenad, 17 juni, Stickprov saknas, Individutskott Norr"
    assert spoken(tab.todo, 5) == "Om 3 dagar, 2 dec, Stickprov ska göras, Individutskott Norr"
    assert tab.day.text() == "Söndag 29 november"


def test_enter_leads_to_the_meeting_that_lacks_its_stickprov(window: MainWindow, tab: OverviewTab) -> None:
    reminder = tab.todo.places.rows[1]
    assert tab.todo.hasFocus()
    QTest.keyClick(tab.todo, Qt.Key.Key_Down)
    QTest.keyClick(tab.todo, Qt.Key.Key_Return)
    assert isinstance(window.current_tab, SpotCheckTab)
    assert str(window.current_tab.place()).startswith(reminder.place.row_id)


def test_a_click_leads_there_too(window: MainWindow, tab: OverviewTab) -> None:
    centre = tab.todo.visualRect(tab.todo.places.index(2)).center()
    QTest.mouseClick(tab.todo.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert isinstance(window.current_tab, SpotCheckTab)
    assert str(window.current_tab.place()).startswith(tab.todo.places.rows[2].place.row_id)


def test_a_month_tells_how_many_have_theirs_and_leads_to_the_one_that_lacks(
    window: MainWindow, tab: OverviewTab
) -> None:
    months = tab.spot_checks.months
    june = months.year.index(0, 6)
    assert june.data() == "1/2"
    assert spoken(months, 0, 6) == "Individutskott Norr, juni: stickprov till 1 av 2 sammanträden, 1 saknas"
    assert spoken(months, 0, 7) == "Individutskott Norr, juli: inga ordinarie sammanträden"
    assert spoken(months, 1, 12) == "Individutskott Söder, december: 1 sammanträde kvar"
    months.setFocus()
    months.setCurrentIndex(june)
    QTest.keyClick(months, Qt.Key.Key_Return)
    assert isinstance(window.current_tab, SpotCheckTab)
    assert str(window.current_tab.place()).startswith(tab.todo.places.rows[0].place.row_id)


def test_the_lists_are_sound_item_models(tab: OverviewTab) -> None:
    for model in (tab.todo.places, tab.spot_checks.months.year, tab.goals.goals.places):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, tab)
    tab.todo.places.show_rows([], TODAY)
    tab.spot_checks.months.show_year([], 0)
    tab.goals.goals.places.show_rows([], ("åtgärd", "åtgärder"))


def test_goals_count_their_measures_and_lead_to_them(window: MainWindow, bridge: Bridge, tab: OverviewTab) -> None:
    goals = tab.goals.goals
    assert tab.goals.aside.text() == "59 åtgärder"
    assert spoken(goals, 1) == "Exempelköping ska vara tryggt och attraktivt att leva, verka och vistas i, 14 åtgärder"
    goals.setFocus()
    goals.setCurrentIndex(goals.places.index(1))
    QTest.keyClick(goals, Qt.Key.Key_Return)
    assert isinstance(window.current_tab, PlanTab)
    assert window.current_tab.place() == goals.places.rows[1].section_id


def test_the_budget_says_what_does_not_go_together_and_leads_to_it(window: MainWindow, tab: OverviewTab) -> None:
    assert tab.money.state.accessibleName() == "1 summa går inte ihop"
    tab.money.open_link.click()
    assert window.current_key == "budget"


def report(bridge: Bridge) -> None:
    """Three controls for the end of 2027, the first reported; what the example has reported is taken away."""
    plan = bridge.plan
    in_order = sorted(plan.model.follow_up_periods, key=lambda each: each.month)
    first, period = in_order[0].id, in_order[-1].id
    own = [each for each in plan.controls if each.source == "own"]
    ids = [each.id for each in own[:3]]

    def edit(session: Session) -> None:
        for control in plan.controls:
            for execution in control.executions:
                session.delete(execution)
            control_details.set_periods(session, control.id, [period if control.id in ids else first])
        session.add(
            ControlExecution(
                control_id=ids[0], period_id=period, action="Utbilda", action_status="decided", action_due="2027-11-30"
            )
        )

    bridge.do("Redovisa", edit)


def test_the_controls_of_the_open_follow_up_are_a_bar_that_leads_to_them(
    window: MainWindow, bridge: Bridge, tab: OverviewTab
) -> None:
    report(bridge)
    tab = shown(window, date(2027, 11, 29))
    assert tab.controls.aside.text() == "3 kontroller, Årsbokslut, senast 31 december"
    assert tab.controls.bar.accessibleDescription() == "1 redovisade utan resultat, 2 återstår"
    QTest.keyClick(tab.controls.bar, Qt.Key.Key_Return)
    assert window.current_key == "control"


def test_an_action_leads_to_its_control(window: MainWindow, bridge: Bridge, tab: OverviewTab) -> None:
    report(bridge)
    tab = shown(window, date(2027, 11, 29))
    shown_here = [each.kind == "action" and each.place.year is None for each in tab.todo.places.rows]
    row = shown_here.index(True)
    tab.todo.setCurrentIndex(tab.todo.places.index(row))
    QTest.keyClick(tab.todo, Qt.Key.Key_Return)
    assert isinstance(window.current_tab, ControlTab)
    own = [each for each in bridge.plan.controls if each.source == "own"]
    assert own[0].id in str(window.current_tab.place())


def test_what_another_years_plan_asks_for_says_so_and_shows_that_year(
    window: MainWindow, bridge: Bridge, tab: OverviewTab
) -> None:
    rows = tab.todo.places.rows
    (row,) = [place for place, each in enumerate(rows) if each.words == "16 kontroller att redovisa"]
    assert rows[row].detail == "Årsbokslut, plan 2026"
    assert bridge.plan.year == 2027
    tab.todo.setCurrentIndex(tab.todo.places.index(row))
    QTest.keyClick(tab.todo, Qt.Key.Key_Return)
    assert bridge.plan.year == 2026
    assert isinstance(window.current_tab, ControlTab)
    assert rows[row].place.row_id in str(window.current_tab.place())


def test_a_paper_without_its_decision_leads_to_the_paper(window: MainWindow, bridge: Bridge, tab: OverviewTab) -> None:
    paper = bridge.plan.papers[1].id

    def propose(session: Session) -> None:
        plans.set_paper_field(session, paper, "considered_on", "2026-11-20")
        plans.set_paper_status(session, paper, "proposed", None, "")

    bridge.do("Till beslut", propose)
    row = todo(tab).index(("2026-11-20", "Internkontrollplan 2027: beslut är inte infört"))
    tab.todo.setCurrentIndex(tab.todo.places.index(row))
    QTest.keyClick(tab.todo, Qt.Key.Key_Return)
    assert isinstance(window.current_tab, PlanTab)
    assert window.current_tab.outline.model.paper is bridge.plan.papers[1]


def test_it_follows_the_document_while_it_is_shown_and_when_it_is_shown_again(
    window: MainWindow, bridge: Bridge, tab: OverviewTab
) -> None:
    norr = queries.subcommittees(bridge.session)[0].id
    bridge.do("Möte", lambda session: spot_checks.add_meeting(session, norr, "2026-11-27"))
    assert ("2026-11-27", "Stickprov saknas") in todo(tab)
    window.undo()
    tab = shown(window)
    assert ("2026-11-27", "Stickprov saknas") not in todo(tab)
    window.show_tab(window.tab_keys.index("control"))
    bridge.do("Ta bort", lambda session: controls.delete_controls(session, [each.id for each in bridge.plan.controls]))
    tab = shown(window)
    assert tab.controls.missing.isVisible()


def test_a_new_plan_says_what_is_missing_and_where_to_begin(empty: MainWindow) -> None:
    tab = shown(empty)
    assert tab.nothing.isVisible()
    assert not tab.todo.isVisible()
    for card, sentence, key in (
        (tab.spot_checks, "Inga utskott än.", "spot_check"),
        (tab.controls, "Inga kontroller än.", "control"),
        (tab.goals, "Inga åtgärder än.", "plan"),
        (tab.money, "Inga belopp än.", "budget"),
    ):
        tab = shown(empty)
        assert not card.content().isVisible()
        assert sentence in [child.text() for child in card.missing.findChildren(type(card.title))]
        card.way_out.click()
        assert empty.current_key == key


def test_utskott_without_meetings_lead_to_the_register(empty: MainWindow) -> None:
    assert empty.bridge is not None
    empty.bridge.do("Utskott", lambda session: spot_checks.add_subcommittee(session, "Utskott Norr"))
    tab = shown(empty)
    tab.spot_checks.way_out.click()
    assert isinstance(empty.current_tab, SpotCheckTab)
    assert empty.current_tab.register.isVisible()


def test_in_a_small_window_the_goals_stand_over_the_money(window: MainWindow, tab: OverviewTab) -> None:
    assert tab.goals.y() == tab.money.y()
    window.resize(900, 600)
    QTest.qWait(0)
    assert tab.goals.geometry().bottom() < tab.money.y()
    assert tab.money.mapTo(tab, QPoint(tab.money.width(), 0)).x() <= tab.width()
