"""A file whose signed record was changed with another tool says so when it is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from scn_desktop.app import Desktop
from scn_desktop.views.main_window import MainWindow


def test_an_untouched_file_opens_without_a_word(qtbot: QtBot, window: MainWindow) -> None:
    window.altered.control()
    qtbot.waitUntil(lambda: not window.altered._tasks.busy(), timeout=20_000)
    assert not window.altered.isVisible()


def test_the_control_waits_for_a_large_paste_that_is_under_way(qtbot: QtBot, window: MainWindow) -> None:
    bridge = window.bridge
    assert bridge is not None
    busy: list[bool] = []

    def edit(_: object) -> None:
        window.altered.control()
        busy.append(window.altered._tasks.busy())

    bridge.do("Klistra in", edit)
    assert busy == [False]
    assert window.altered._soon.isActive()
    qtbot.waitUntil(lambda: not window.altered._soon.isActive() and not window.altered._tasks.busy(), timeout=20_000)


def test_an_altered_file_says_which_record_and_field_and_leads_there(
    qtbot: QtBot, desktop: Desktop, example_file: Path
) -> None:
    with sqlite3.connect(example_file) as connection:
        found = connection.execute("SELECT id FROM spot_check WHERE signed_at IS NOT NULL ORDER BY signed_at LIMIT 1")
        record = found.fetchone()[0]
        connection.execute("UPDATE spot_check SET conclusion = 'Något annat' WHERE id = ?", (record,))
    connection.close()
    window = desktop.show_window(example_file)
    qtbot.waitUntil(lambda: window.altered.isVisible(), timeout=20_000)
    said = window.altered.findChild(QLabel)
    assert said is not None
    assert "1 signerat stickprov har ändrats utanför programmet: " in window.altered.accessibleName()
    assert window.altered.accessibleName().endswith("(Slutsats).")
    show = next(each for each in window.altered.findChildren(QPushButton) if each.text() == "Visa")
    show.click()
    assert window.current_key == "spot_check"
    texts = [shown.text() for shown in window.findChildren(QLabel) if shown.isVisible()]
    assert "Ändrat: Slutsats" in texts
    window.close()
    qtbot.waitUntil(lambda: window.bridge is None)
