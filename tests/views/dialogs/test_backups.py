"""Säkerhetskopior: found from the menu and from a damaged file, looked at, restored beside what is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from scn_desktop.app import Desktop
from scn_desktop.models.document.backup import KeptCopy, kept_copies
from scn_desktop.models.document.create import create_document
from scn_desktop.models.edits import sections
from scn_desktop.settings import Settings
from scn_desktop.views import prompts
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.backups import BackupsDialog, Wish, change_words, owner_words, size_words
from scn_desktop.views.files import Files
from scn_desktop.views.main_window import MainWindow

Answer = Callable[[BackupsDialog], None]


def when_shown(answer: Answer) -> None:
    """Do this with the dialog that opens next."""

    def find() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BackupsDialog)
        answer(dialog)

    QTimer.singleShot(0, find)


def place_chosen(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    """What the system's file dialog answers."""
    monkeypatch.setattr(prompts, "ask_restore_place", lambda _parent, _suggestion: target)


def window_besides(desktop: Desktop, window: MainWindow) -> MainWindow:
    return next(each for each in desktop._windows if each is not window)


def test_the_list_follows_the_rules_of_item_models(window: MainWindow, qtmodeltester: ModelTester) -> None:
    dialog = BackupsDialog("", window)
    assert dialog.model.rowCount() == 1
    qtmodeltester.check(dialog.model)  # type: ignore[no-untyped-call]
    dialog.close()


def test_a_copy_says_whose_it_is_what_was_done_and_how_large(bridge: Bridge) -> None:
    copy = kept_copies(bridge.document.file_id)[0]
    assert (
        owner_words(copy) == f"{copy.committee}, {copy.municipality}, planer för {copy.years[0]} och {copy.years[-1]}"
    )
    assert change_words(copy).startswith(f"Senaste ändring: {copy.last_change}, ")
    assert size_words(412_300) == "413\N{NO-BREAK SPACE}kB"
    assert size_words(1_260_000) == "1,3\N{NO-BREAK SPACE}MB"


def test_enter_looks_at_the_newest_copy_read_only_in_a_window_of_its_own(
    qtbot: QtBot, desktop: Desktop, window: MainWindow, bridge: Bridge, settings: Settings
) -> None:
    recent = settings.recent_files()
    section = bridge.plan.papers[0].sections[0]
    before = section.title
    bridge.do("Byt rubrik", lambda session: sections.set_field(session, section.id, "title", "Ny rubrik"))
    when_shown(lambda dialog: QTest.keyClick(dialog.list, Qt.Key.Key_Return))
    window.menus.backups.trigger()
    other = window_besides(desktop, window)
    qtbot.waitUntil(lambda: other.bridge is not None, timeout=10_000)
    assert other.bridge is not None
    assert other.bridge.read_only
    assert other.bridge.plan.papers[0].sections[0].title == before
    assert other.windowTitle().startswith("Säkerhetskopia ")
    assert "Säkerhetskopia från" in other.saving.read_only.accessibleName()
    assert settings.recent_files() == recent
    assert bridge.plan.papers[0].sections[0].title == "Ny rubrik"
    other.close()


def test_a_copy_is_restored_as_a_new_file_and_opened(
    qtbot: QtBot, desktop: Desktop, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "återställd.scnplan"
    place_chosen(monkeypatch, target)
    when_shown(lambda dialog: QTest.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton))
    window.menus.backups.trigger()
    other = window_besides(desktop, window)
    qtbot.waitUntil(lambda: other.shown_path == target, timeout=10_000)
    assert other.bridge is not None
    assert not other.bridge.read_only
    other.close()


def test_the_open_file_is_never_restored_over(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = window.shown_path
    assert shown is not None
    before = shown.read_bytes()
    place_chosen(monkeypatch, shown)
    told: list[str] = []
    monkeypatch.setattr(prompts, "tell", lambda _parent, _what, more="": told.append(more))
    when_shown(lambda dialog: dialog.restore())
    window.menus.backups.trigger()
    assert "Välj ett annat namn" in told[0]
    assert shown.read_bytes() == before


def test_enter_presses_the_button_that_has_focus(window: MainWindow, bridge: Bridge) -> None:
    for name in ("restore_button", "close_button"):
        dialog = BackupsDialog(bridge.document.file_id, window)
        dialog.show()
        pressed: QPushButton = getattr(dialog, name)
        pressed.setFocus()
        QTest.keyClick(pressed, Qt.Key.Key_Return)
        assert dialog.wish == (Wish.RESTORE if name == "restore_button" else None)
        assert not dialog.isVisible()


def test_esc_leaves_everything_as_it_is(desktop: Desktop, window: MainWindow) -> None:
    when_shown(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    window.menus.backups.trigger()
    assert desktop._windows == [window]


def test_the_open_plan_comes_first_and_all_plans_are_a_click_away(window: MainWindow, tmp_path: Path) -> None:
    create_document(
        tmp_path / "annan.scnplan", municipality="Lillby kommun", committee="Lillnämnden", year=2028, model="enkel"
    ).close()
    listed: list[set[bool]] = []

    def compare(dialog: BackupsDialog) -> None:
        for scope in ("own", "all"):
            dialog.scope.button(scope).click()
            rows = range(dialog.model.rowCount())
            words = [str(dialog.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]
            listed.append({"Lillnämnden" in each for each in words})
        dialog.reject()

    when_shown(compare)
    window.menus.backups.trigger()
    assert listed == [{False}, {True, False}]


def test_without_copies_the_dialog_says_when_there_will_be_one(qtbot: QtBot, desktop: Desktop) -> None:
    window = desktop.show_window()
    qtbot.waitUntil(lambda: window.findChild(Files) is not None)
    seen: list[tuple[bool, bool, bool]] = []

    def look(dialog: BackupsDialog) -> None:
        seen.append((dialog.empty.isVisible(), dialog.look_button.isEnabled(), dialog.restore_button.isEnabled()))
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
        assert dialog.wish is None
        dialog.reject()

    when_shown(look)
    window.menus.backups.trigger()
    assert seen == [(True, False, False)]
    window.close()


def test_a_damaged_file_leads_to_its_copies(
    qtbot: QtBot, desktop: Desktop, example_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desktop.show_window(example_file)
    qtbot.waitUntil(lambda: first.bridge is not None, timeout=10_000)
    first.close()
    damaged = example_file.read_bytes()[:9000]
    example_file.write_bytes(damaged)
    place_chosen(monkeypatch, tmp_path / "räddad.scnplan")
    chosen: list[KeptCopy | None] = []

    def restore(dialog: BackupsDialog) -> None:
        chosen.append(dialog.chosen())
        dialog.restore()

    def take_the_way_out() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        way_out = next(each for each in box.findChildren(QPushButton) if each.text() == "Säkerhetskopior…")
        when_shown(restore)
        way_out.click()

    window = desktop.show_window()
    qtbot.waitUntil(lambda: window.findChild(Files) is not None)
    monkeypatch.setattr(prompts, "ask_open_file", lambda _parent, _folder: example_file)
    QTimer.singleShot(0, take_the_way_out)
    window.menus.open.trigger()
    assert chosen
    assert window.shown_path == tmp_path / "räddad.scnplan"
    assert example_file.read_bytes() == damaged
    window.close()


def test_a_copy_opened_by_its_file_is_still_read_only(qtbot: QtBot, desktop: Desktop, window: MainWindow) -> None:
    path = kept_copies()[0].path
    before = path.read_bytes()
    other = desktop.show_window(path)
    qtbot.waitUntil(lambda: other.bridge is not None, timeout=10_000)
    assert other.bridge is not None
    assert other.bridge.read_only
    other.close()
    assert path.read_bytes() == before
