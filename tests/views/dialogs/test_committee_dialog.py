"""Verktyg › Nämnden…: names, emblem and colour are set once, and the cover shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scn_desktop.models.committee import Committee
from scn_desktop.views import prompts
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.committee_dialog import CommitteeDialog
from scn_desktop.views.main_window import MainWindow


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> CommitteeDialog:
    qtbot.waitUntil(lambda: window.current_tab is not None, timeout=10_000)
    window.menus.committee.trigger()
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, CommitteeDialog)
    return shown


@pytest.fixture
def committee(bridge: Bridge) -> Committee:
    return bridge.plan.committee


def colours(dialog: CommitteeDialog) -> set[str]:
    image = dialog.cover.pixmap().toImage()
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}


def wait_for_cover(qtbot: QtBot, dialog: CommitteeDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.cover.pixmap().isNull(), timeout=30_000)


def test_a_name_is_written_and_undone_in_the_dialog(dialog: CommitteeDialog, committee: Committee) -> None:
    field = dialog.fields["name"]
    field.editor.setText("Individ- och familjenämnden")
    assert field.commit()
    assert committee.name == "Individ- och familjenämnden"
    dialog.undo()
    assert (committee.name, field.text()) == ("Socialnämnden", "Socialnämnden")


def test_the_cover_follows_the_colour(qtbot: QtBot, dialog: CommitteeDialog, committee: Committee) -> None:
    wait_for_cover(qtbot, dialog)
    assert "#7a1f2b" not in colours(dialog)
    dialog.accent.editor.setText("7a1f2b")
    assert dialog.accent.commit()
    assert (committee.accent, dialog.accent.text()) == ("#7A1F2B", "#7A1F2B")
    assert dialog.contrast.text().startswith("Kontrast 10,2")
    qtbot.waitUntil(lambda: "#7a1f2b" in colours(dialog), timeout=30_000)
    dialog.undo()
    assert committee.accent == ""
    assert dialog.contrast.text().startswith("Programmets egen färg.")


def test_a_colour_that_is_too_light_is_refused_with_the_reason(
    dialog: CommitteeDialog, committee: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_colour", lambda parent, title, colour: "#ffcc00")
    dialog.colour_button.click()
    assert committee.accent == ""
    assert "kontrasten är 1,5" in dialog.accent.error()
    dialog.close_button.click()
    assert dialog.isVisible()
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_an_emblem_is_chosen_replaced_and_removed(
    dialog: CommitteeDialog, committee: Committee, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "vapen.png"
    Image.new("RGBA", (60, 72), (122, 31, 43, 255)).save(path)
    monkeypatch.setattr(prompts, "ask_picture_file", lambda parent: path)
    assert dialog.emblem.text() == "Inget emblem"
    assert dialog.remove_button.isHidden()
    dialog.choose_button.click()
    first = committee.emblem
    assert first is not None
    assert not dialog.emblem.pixmap().isNull()
    Image.new("RGB", (90, 30), (0, 90, 40)).save(path)
    dialog.choose_button.click()
    assert committee.emblem is first
    assert len(committee.pictures) == 1
    dialog.remove_button.click()
    assert not [picture for picture in committee.pictures if picture.use == "emblem"]
    assert dialog.emblem.text() == "Inget emblem"
    dialog.undo_button.click()
    assert committee.emblem is not None


@pytest.mark.parametrize(("name", "words"), [("trasig.png", "kan inte läsas"), ("saknas.png", "Finns den kvar?")])
def test_a_file_that_is_no_picture_is_refused(
    dialog: CommitteeDialog,
    committee: Committee,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    words: str,
) -> None:
    (tmp_path / "trasig.png").write_bytes(b"ingen bild")
    monkeypatch.setattr(prompts, "ask_picture_file", lambda parent: tmp_path / name)
    dialog.choose_button.click()
    assert committee.emblem is None
    assert words in dialog.said.text()


def test_nothing_is_left_behind_when_it_closes(qtbot: QtBot, dialog: CommitteeDialog) -> None:
    wait_for_cover(qtbot, dialog)
    folder = dialog.folder
    assert folder.exists()
    dialog.close_button.click()
    assert not folder.exists()
