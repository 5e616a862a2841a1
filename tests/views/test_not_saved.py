"""What the user meets when an edit can't be written, and what is never written at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from scn_desktop.app import Desktop
from scn_desktop.errors import WriteFailed
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import sections
from scn_desktop.settings import Settings
from scn_desktop.views import prompts
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.controls_page import ControlsPage
from scn_desktop.views.control.tab import ControlTab
from scn_desktop.views.files import Files
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.running_text import RunningText
from scn_desktop.views.plan.tab import PlanTab
from scn_desktop.views.start_view import NewPlan
from scn_desktop.views.theme import theme
from scn_desktop.views.widgets.edit_table import Role
from scn_desktop.views.widgets.labels import SignLabel

LONG = "Nämnden följer upp varje kvartal. " * 3000


def fill_disk(bridge: Bridge) -> None:
    """No page more goes into the file."""
    connection = bridge.document._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")


def empty_disk(bridge: Bridge) -> None:
    bridge.document._connection.execute("PRAGMA max_page_count = 1000000")


def press(bar: QWidget, verb: str) -> None:
    button = next(each for each in bar.findChildren(QPushButton) if each.text() == verb and each.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def type_too_much(window: MainWindow, bridge: Bridge) -> RunningText:
    """A text that the disk has no room for, typed in the first section."""
    assert isinstance(window.current_tab, PlanTab)
    window.show_place("plan", bridge.plan.papers[0].sections[0].id)
    editor = next(each for each in window.current_tab.findChildren(RunningText) if each.isVisible())
    editor.setFocus()
    editor.textCursor().insertText(LONG)
    fill_disk(bridge)
    editor.commit()
    return editor


def first_text(document: Document) -> str:
    return queries.plans(document.session)[-1].papers[0].sections[0].blocks[0].text


def test_a_full_disk_is_told_and_trying_again_takes_both_bar_and_mark_away(
    qtbot: QtBot, window: MainWindow, bridge: Bridge
) -> None:
    editor = type_too_much(window, bridge)
    bar = window.saving.not_saved
    assert bar.isVisible()
    assert editor.property("wrong") == "true"
    assert LONG.strip() in editor.toPlainText()
    press(bar, "Försök igen")
    assert bar.isVisible()
    empty_disk(bridge)
    press(bar, "Försök igen")
    assert not bar.isVisible()
    assert editor.property("wrong") == "false"
    assert LONG.strip() in first_text(bridge.document)


def test_the_copy_saved_from_the_bar_has_what_could_not_be_written(
    window: MainWindow, bridge: Bridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_too_much(window, bridge)
    target = tmp_path / "räddad.scnplan"
    monkeypatch.setattr(prompts, "ask_copy_place", lambda _parent, _suggestion: target)
    press(window.saving.not_saved, "Spara en kopia…")
    copy = Document.open(target)
    assert LONG.strip() in first_text(copy)
    copy.close()
    assert LONG.strip() not in first_text(bridge.document)


def test_an_undo_that_could_not_be_written_can_be_tried_again(window: MainWindow, bridge: Bridge) -> None:
    section = bridge.plan.papers[0].sections[0]
    before = section.title
    bridge.do("Byt rubrik", lambda session: sections.set_field(session, section.id, "title", "Ny " * 9000))
    fill_disk(bridge)
    connection = bridge.document._connection
    connection.execute("PRAGMA query_only = ON")  # an undo may find room among the file's free pages
    window.undo()
    bar = window.saving.not_saved
    assert bar.isVisible()
    connection.execute("PRAGMA query_only = OFF")
    empty_disk(bridge)
    press(bar, "Försök igen")
    assert section.title == before
    assert not bar.isVisible()


def test_a_refused_cell_loses_its_mark_when_the_edit_is_written_after_all(window: MainWindow, bridge: Bridge) -> None:
    window.show_tab(window.tab_keys.index("control"))
    assert isinstance(window.current_tab, ControlTab)
    page = window.current_tab.current_page
    assert isinstance(page, ControlsPage)
    model = page.table_model
    index = next(
        each for row in range(model.rowCount()) if model.flags(each := model.index(row, 1)) & Qt.ItemFlag.ItemIsEditable
    )
    fill_disk(bridge)
    assert not model.setData(index, LONG.strip())
    assert index.data(Role.ERROR)
    empty_disk(bridge)
    press(window.saving.not_saved, "Försök igen")
    assert not index.data(Role.ERROR)
    assert index.data() == LONG.strip()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was told in a dialog."""
    said: list[str] = []
    monkeypatch.setattr(prompts, "tell", lambda _parent, _what, more="": said.append(more))
    return said


def files_of(qtbot: QtBot, window: MainWindow) -> Files:
    qtbot.waitUntil(lambda: window.findChild(Files) is not None)
    found = window.findChild(Files)
    assert found is not None
    return found


def test_a_personnummer_in_the_four_answers_is_refused_before_anything_is_written(
    qtbot: QtBot, desktop: Desktop, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desktop.show_window()
    monkeypatch.setattr(prompts, "ask_new_file", lambda *_: pytest.fail("no place is asked for"))
    files_of(qtbot, window).create(NewPlan("Exempelköpings kommun", "Nämnden 811218-9876", 2028, "enkel"))
    fields = window.start.findChildren(QLineEdit)
    assert any("personnummer" in field.accessibleDescription() for field in fields)
    assert settings.text("committee") == ""
    window.close()


def test_a_personnummer_is_no_name_of_the_one_who_writes(
    window: MainWindow, bridge: Bridge, settings: Settings
) -> None:
    window.menus.author.trigger()
    QTest.keyClicks(window.author.field, "811218-9876")
    QTest.keyClick(window.author.field, Qt.Key.Key_Return)
    assert window.author.isVisible()
    assert "personnummer" in window.author.reason()
    assert (bridge.document.author, settings.text("author")) == ("", "")


def test_a_new_plan_never_replaces_a_file_that_is_open(
    qtbot: QtBot, desktop: Desktop, window: MainWindow, bridge: Bridge, told: list[str]
) -> None:
    before = bridge.document.path.read_bytes()
    other = desktop.show_window()
    answers = NewPlan("Exempelköpings kommun", "Socialnämnden", 2028, "enkel")
    files_of(qtbot, other).create_at(bridge.document.path, answers)
    assert "är öppen" in told[0]
    assert bridge.document.path.read_bytes() == before
    with pytest.raises(WriteFailed):
        Document.new(bridge.document.path, lambda _session: None)
    other.close()


def test_the_bar_and_the_signs_of_the_header_grow_with_the_text(window: MainWindow, bridge: Bridge) -> None:
    type_too_much(window, bridge)
    bar = window.saving.not_saved

    def sign() -> int:
        return bar.findChildren(SignLabel)[-1].width()

    small = sign(), window.header.findChildren(QToolButton)[-1].iconSize().width()
    window.set_text_size(150)
    assert bar.isVisible()
    assert (sign(), window.header.findChildren(QToolButton)[-1].iconSize().width()) > small
    assert sign() == theme().px(20)
    empty_disk(bridge)
    press(bar, "Försök igen")
    assert not bar.isVisible()
