"""A window on a copy of the example, in a theme of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scn_desktop.app import Desktop, make_application
from scn_desktop.exchange.example import create_example
from scn_desktop.settings import Settings
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.theme import Appearance, theme


@pytest.fixture(scope="session")
def example_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, made once; never opened by a test."""
    path = tmp_path_factory.mktemp("example") / "exempel.scnplan"
    create_example(path).close()
    return path


@pytest.fixture
def example_file(example_original: Path, tmp_path: Path) -> Path:
    """A copy of the example to work on."""
    return Path(shutil.copy(example_original, tmp_path / "plan.scnplan"))


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    """The application with fonts, words and tokens; the light theme at 100 % before and after."""
    make_application()
    theme().apply(Appearance.LIGHT, 100)
    yield qapp
    theme().apply(Appearance.LIGHT, 100)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "settings.json")
    made.put("appearance", Appearance.LIGHT.value)
    return made


@pytest.fixture
def desktop(application: QApplication, settings: Settings) -> Desktop:
    return Desktop(application, settings)


@pytest.fixture
def window(qtbot: QtBot, desktop: Desktop, example_file: Path) -> Iterator[MainWindow]:
    """The program's window with the example open."""
    shown = desktop.show_window(example_file)
    shown.resize(1366, 688)
    qtbot.waitUntil(lambda: shown.bridge is not None, timeout=10_000)
    yield shown
    shown.close()
    qtbot.waitUntil(lambda: shown.bridge is None)


@pytest.fixture
def bridge(window: MainWindow) -> Bridge:
    assert window.bridge is not None
    return window.bridge
