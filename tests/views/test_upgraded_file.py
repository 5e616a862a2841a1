"""A file of an older version says, when it is opened, that it was brought to this one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from scn_desktop.app import Desktop
from scn_desktop.views.files import UPGRADED

OLD = Path(__file__).parent.parent / "data" / "version-1.scnplan"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD, tmp_path))


def said_at_opening(qtbot: QtBot, desktop: Desktop, path: Path) -> str:
    window = desktop.show_window(path)
    window.resize(1366, 688)
    qtbot.waitUntil(lambda: window.bridge is not None, timeout=10_000)
    said = window.status.message()
    assert QFontMetrics(window.status.font()).horizontalAdvance(said) < window.status.width()
    assert not window.menus.undo.isEnabled()
    window.close()
    qtbot.waitUntil(lambda: window.bridge is None)
    return said


def test_an_upgrade_is_told_once_with_what_it_means(qtbot: QtBot, desktop: Desktop, path: Path) -> None:
    assert said_at_opening(qtbot, desktop, path) == UPGRADED
    assert said_at_opening(qtbot, desktop, path) == ""
