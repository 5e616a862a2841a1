"""Slow work is done off the GUI thread and comes back to it."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from scn_desktop.errors import ReportError, ScnError
from scn_desktop.views.tasks import Progress, Tasks

pytestmark = pytest.mark.usefixtures("application")


def test_the_result_arrives_in_the_gui_thread(qtbot: QtBot) -> None:
    tasks = Tasks()
    worked: list[int] = []
    arrived: list[tuple[str, bool]] = []

    def work(progress: Progress) -> str:
        worked.append(threading.get_ident())
        return "klart"

    application = QApplication.instance()
    assert application is not None
    tasks.run("Arbete", work, lambda result: arrived.append((result, QThread.isMainThread())))
    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == [("klart", True)]
    assert worked[0] != threading.get_ident()
    assert not tasks.busy()


def test_a_failure_of_the_world_is_told(qtbot: QtBot) -> None:
    tasks = Tasks()
    failed: list[ScnError] = []

    def work(progress: Progress) -> None:
        raise ReportError("Det finns inget att skriva ut.")

    tasks.run("Arbete", work, lambda result: None, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert str(failed[0]) == "Det finns inget att skriva ut."


def test_a_bug_is_raised_in_the_gui_thread(qtbot: QtBot) -> None:
    tasks = Tasks()

    def work(progress: Progress) -> None:
        raise KeyError("bugg")

    with capture_exceptions() as caught:
        tasks.run("Arbete", work, lambda result: None)
        qtbot.waitUntil(lambda: not tasks.busy())
    assert caught[0][0] is KeyError


def test_work_that_takes_long_is_shown_and_can_be_cancelled(qtbot: QtBot) -> None:
    tasks = Tasks()
    going_on = threading.Event()
    results: list[object] = []

    def work(progress: Progress) -> str:
        step = 0
        while not going_on.wait(0.01):
            step += 1
            progress.step(step, 1000)
        return "klart"

    with qtbot.waitSignal(tasks.shown) as shown:
        tasks.run("Gör sidor", work, results.append)
    assert shown.args is not None
    assert shown.args[0] == "Gör sidor"
    with qtbot.waitSignal(tasks.hidden):
        tasks.cancel()
    assert tasks.wait()
    qtbot.waitUntil(lambda: not tasks.busy())
    assert results == []
