"""Who is writing: asked quietly at the first change, kept with Enter, changed with one click."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from scn_desktop.models.edits import sections
from scn_desktop.settings import Settings
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow


def change_something(bridge: Bridge) -> None:
    section = bridge.plan.papers[0].sections[0].id
    title = f"{bridge.plan.papers[0].sections[0].title} igen"
    bridge.do("Rubrik", lambda s: sections.set_field(s, section, "title", title))


def test_the_first_change_asks_without_taking_the_focus(window: MainWindow, bridge: Bridge) -> None:
    focused = window.focusWidget()
    change_something(bridge)
    assert window.author.isVisible()
    assert window.focusWidget() is focused
    assert not window.author.field.hasFocus()


def test_enter_keeps_the_name_here_and_for_the_next_time(
    window: MainWindow, bridge: Bridge, settings: Settings
) -> None:
    change_something(bridge)
    window.author.field.setFocus()
    QTest.keyClicks(window.author.field, " Karin  Lund ")
    QTest.keyClick(window.author.field, Qt.Key.Key_Return)
    assert not window.author.isVisible()
    assert bridge.document.author == settings.text("author") == "Karin Lund"
    change_something(bridge)
    assert not window.author.isVisible()


def test_the_question_stays_until_it_is_answered(window: MainWindow, bridge: Bridge) -> None:
    change_something(bridge)
    window.author.field.setFocus()
    QTest.keyClick(window.author.field, Qt.Key.Key_Return)
    assert window.author.reason() == "Skriv ditt namn."
    QTest.keyClick(window.author.field, Qt.Key.Key_Escape)
    assert window.author.isVisible()
    assert not window.author.field.hasFocus()
    change_something(bridge)
    assert window.author.isVisible()


def test_one_click_on_the_name_changes_it(window: MainWindow, bridge: Bridge) -> None:
    bridge.document.author = "Karin Lund"
    window._show_owner()
    name = next(each for each in window.status.findChildren(QPushButton) if each.text() == "Karin Lund")
    name.click()
    assert window.author.field.hasFocus()
    QTest.keyClicks(window.author.field, "Olle Brandt")
    QTest.keyClick(window.author.field, Qt.Key.Key_Return)
    assert bridge.document.author == "Olle Brandt"
    assert name.text() == "Olle Brandt"
    assert not window.author.isVisible()


def test_escape_keeps_the_name_there_was_and_goes_back(window: MainWindow, bridge: Bridge) -> None:
    bridge.document.author = "Karin Lund"
    window.header.tabs.setFocus()
    window.menus.author.trigger()
    QTest.keyClicks(window.author.field, "Ol")
    QTest.keyClick(window.author.field, Qt.Key.Key_Escape)
    assert not window.author.isVisible()
    assert bridge.document.author == "Karin Lund"
    assert window.header.tabs.hasFocus()
