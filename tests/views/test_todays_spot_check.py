"""*Dagens stickprov*: a justerare who has one thing to do sees that thing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from scn_desktop.app import Desktop
from scn_desktop.settings import Settings
from scn_desktop.views import prompts
from scn_desktop.views.files import Files
from scn_desktop.views.main_window import MainWindow

STICKPROV = 4


@pytest.fixture
def todays(qtbot: QtBot, desktop: Desktop, settings: Settings, example_file: Path) -> Iterator[MainWindow]:
    """The window after *Dagens stickprov* was chosen; the latest file is the example."""
    settings.add_recent_file(example_file)
    window = desktop.show_window(None)
    qtbot.waitUntil(lambda: window.findChild(Files) is not None, timeout=10_000)
    window.start.spot_check_requested.emit()
    qtbot.waitUntil(lambda: window.bridge is not None, timeout=10_000)
    yield window
    window.close()


def shown_tabs(window: MainWindow) -> list[str]:
    tabs = window.header.tabs
    return [tabs.tabText(place) for place in range(tabs.count()) if tabs.isTabVisible(place)]


def test_only_the_stickprov_are_shown(todays: MainWindow) -> None:
    assert shown_tabs(todays) == ["Stickprov"]
    assert todays.current_key == "spot_check"


def test_the_other_tabs_are_one_click_away(todays: MainWindow) -> None:
    todays.header.all_tabs.click()
    assert shown_tabs(todays) == ["Översikt", "Verksamhetsplan", "Budget", "Intern kontroll", "Stickprov"]
    assert todays.current_key == "spot_check"
    assert not todays.header.all_tabs.isVisible()


def test_a_menu_that_leads_to_another_tab_shows_them_all(todays: MainWindow) -> None:
    todays.menus.tabs[2].trigger()
    assert todays.current_key == "budget"
    assert len(shown_tabs(todays)) == STICKPROV + 1


def test_the_next_file_begins_with_all_tabs(todays: MainWindow) -> None:
    todays.close_document()
    assert len(shown_tabs(todays)) == STICKPROV + 1


def test_the_question_for_the_file_says_that_it_is_for_the_stickprov(
    qtbot: QtBot, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(prompts, "ask_open_file", lambda _parent, _folder, title="": asked.append(title))
    window = desktop.show_window(None)
    qtbot.waitUntil(lambda: window.findChild(Files) is not None, timeout=10_000)
    window.start.spot_check_requested.emit()
    assert asked == ["I vilken fil finns stickproven?"]
    window.close()
