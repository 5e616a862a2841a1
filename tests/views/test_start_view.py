"""The first start: four questions, six planning models, and what is said at the field where something is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from scn_desktop.app import Desktop
from scn_desktop.models import queries
from scn_desktop.models.planning_model_file import read_model, shipped_model
from scn_desktop.paths import resource
from scn_desktop.views import prompts
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.start_view import StartView
from scn_desktop.views.widgets.controls import ComboBox


@pytest.fixture
def window(qtbot: QtBot, desktop: Desktop) -> Iterator[MainWindow]:
    """The program as it opens without a file."""
    shown = desktop.show_window(None)
    shown.resize(1366, 688)
    qtbot.waitUntil(lambda: shown.findChild(StartView) is not None, timeout=10_000)
    yield shown
    shown.close()
    qtbot.waitUntil(lambda: shown.bridge is None)


def models(window: MainWindow) -> ComboBox:
    return next(box for box in window.start.findChildren(ComboBox) if box.accessibleName() == "Styrmodell")


def line(window: MainWindow, name: str) -> QLineEdit:
    return next(field for field in window.start.findChildren(QLineEdit) if field.accessibleName() == name)


def errors(window: MainWindow) -> list[QLabel]:
    return [each for each in window.start.findChildren(QLabel) if each.property("role") == "error" and each.text()]


def test_six_models_can_be_chosen_each_with_what_it_is_like(window: MainWindow) -> None:
    box = models(window)
    names = [box.itemText(row) for row in range(box.count())]
    assert names == ["Enkel plan", "Huddinge 2021", "Solna 2020", "Uppsala 2020", "Uppsala 2021", "Uppsala 2024"]
    box.setCurrentIndex(2)
    assert any("aktiviteter" in each.text() for each in window.start.findChildren(QLabel))


def test_a_new_plan_beside_an_open_one_begins_with_the_questions(
    qtbot: QtBot, desktop: Desktop, example_file: Path
) -> None:
    first = desktop.show_window(example_file)
    qtbot.waitUntil(lambda: first.bridge is not None, timeout=10_000)
    first.menus.new.trigger()
    other = next(each for each in desktop._windows if each is not first)
    qtbot.waitUntil(lambda: isinstance(other.focusWidget(), QLineEdit), timeout=10_000)
    assert models(other).count() == 6
    for each in (other, first):
        each.close()
    qtbot.waitUntil(lambda: not desktop._windows)


def test_what_is_missing_is_said_under_its_field_until_it_is_written(window: MainWindow) -> None:
    committee = line(window, "Nämnd")
    line(window, "Kommun").setText("Exempelköpings kommun")
    committee.clear()
    committee.returnPressed.emit()

    (error,) = errors(window)
    assert error.text() == "Skriv nämndens namn."
    assert committee.geometry().bottom() <= error.geometry().top() < committee.geometry().bottom() + 24
    assert committee.hasFocus()
    assert committee.accessibleDescription() == error.text()
    QTest.keyClicks(committee, "S")
    assert errors(window) == []


def test_a_personal_number_is_refused_at_its_field(window: MainWindow) -> None:
    line(window, "Kommun").setText("Exempelköpings kommun")
    line(window, "Nämnd").setText("Nämnden 19121212-1212")
    line(window, "Nämnd").returnPressed.emit()
    (error,) = errors(window)
    assert "personnummer" in error.text()


def test_a_model_of_ones_own_is_read_from_a_file(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, target = tmp_path / "egen.toml", tmp_path / "ny.scnplan"
    text = resource("planning_models", "enkel.toml").read_text(encoding="utf-8")
    own.write_text(text.replace('name = "Enkel plan"', 'name = "Vår egen"'), encoding="utf-8")
    monkeypatch.setattr(prompts, "ask_model_file", lambda *_: own)
    monkeypatch.setattr(prompts, "ask_new_file", lambda *_: target)

    window.start.model_file_requested.emit()
    assert models(window).currentText() == "Vår egen"
    line(window, "Kommun").setText("Exempelköpings kommun")
    line(window, "Nämnd").setText("Kulturnämnden")
    line(window, "Nämnd").returnPressed.emit()

    qtbot.waitUntil(lambda: window.bridge is not None)
    assert window.bridge is not None
    plan = queries.plan_of_year(window.bridge.session)
    assert plan is not None
    assert plan.model.name == "Vår egen"


def test_the_planning_model_of_a_plan_is_saved_from_the_menu(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not window.menus.save_model.isEnabled()
    monkeypatch.setattr(prompts, "ask_new_file", lambda *_: tmp_path / "ny.scnplan")
    monkeypatch.setattr(prompts, "ask_model_place", lambda *_: tmp_path / "Vår kommun.toml")
    line(window, "Kommun").setText("Exempelköpings kommun")
    line(window, "Nämnd").setText("Kulturnämnden")
    line(window, "Nämnd").returnPressed.emit()
    qtbot.waitUntil(lambda: window.bridge is not None)

    window.menus.save_model.trigger()
    saved = read_model(tmp_path / "Vår kommun.toml")
    assert (saved.name, saved.kinds) == ("Vår kommun", shipped_model("enkel").kinds)
    assert "Vår kommun.toml" in window.status.message()
