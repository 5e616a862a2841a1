"""Over a section's blocks: its own number, the words of its level, and the model's standard texts under Nytt block."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from scn_desktop.app import Desktop
from scn_desktop.models import queries
from scn_desktop.models.document.create import create_document
from scn_desktop.models.edits import sections
from scn_desktop.models.numbering import labels
from scn_desktop.models.plan import Section
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.tab import PlanTab


@pytest.fixture
def window(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> Iterator[MainWindow]:
    """A plan whose uppdrag bear the council's own numbers."""
    path = tmp_path / "plan.scnplan"
    made = create_document(
        path, municipality="Exempelköpings kommun", committee="Socialnämnden", year=2027, model="uppsala-2020"
    )
    paper = queries.plans(made.session)[0].papers[0]
    goal = made.do("Mål", lambda s: sections.add(s, paper.id, None, 0, "goal", "Trygga barn"))
    made.do("Uppdrag", lambda s: sections.add(s, paper.id, goal, 0, "assignment", "Tidigt stöd"))
    made.close()
    shown = desktop.show_window(path)
    shown.resize(1366, 688)
    qtbot.waitUntil(lambda: shown.bridge is not None, timeout=10_000)
    yield shown
    shown.close()
    qtbot.waitUntil(lambda: shown.bridge is None)


def go_to(tab: PlanTab, kind: str) -> Section:
    """Show the first section of a level."""
    paper = tab.outline.model.paper
    assert paper is not None
    found = next(section for section in queries.walk(paper) if section.kind.key == kind)
    tab.show_place(found.id)
    return found


def label_of(section: Section) -> str:
    return labels(section.paper)[section.id].heading


def words(tab: PlanTab) -> list[str]:
    return [each.text() for each in tab.section.head.findChildren(QLabel) if each.isVisible() and each.text()]


def test_the_councils_number_is_written_beside_the_title_and_undone(tab: PlanTab, window: MainWindow) -> None:
    section = go_to(tab, "assignment")
    number = tab.section.head.number
    assert number.isVisible()
    assert "Uppdrag" in words(tab)
    number.setFocus()
    QTest.keyClicks(number, "4.13")
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert (section.number, label_of(section)) == ("4.13", "Uppdrag 4.13: Tidigt stöd")
    assert tab.section.title.hasFocus()
    window.undo()
    assert section.number is None
    assert number.toPlainText() == ""


def test_an_emptied_number_is_counted_again(tab: PlanTab, window: MainWindow) -> None:
    section = go_to(tab, "goal")
    number = tab.section.head.number
    assert not number.isVisible()
    tab.section.edit_number()
    assert number.hasFocus()
    QTest.keyClicks(number, "7")
    tab.section.finish_edits()
    assert label_of(section) == "Kommunfullmäktiges inriktningsmål 7 Trygga barn"
    number.setFocus()
    number.selectAll()
    QTest.keyClick(number, Qt.Key.Key_Delete)
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert section.number is None
    assert label_of(section) == "Kommunfullmäktiges inriktningsmål 1 Trygga barn"


def test_a_number_is_offered_only_where_the_heading_has_one(tab: PlanTab) -> None:
    go_to(tab, "chapter")
    assert "Eget nummer" not in [action.text() for action in tab.outline.section_actions()]
    go_to(tab, "goal")
    asked = next(action for action in tab.outline.section_actions() if action.text() == "Eget nummer")
    asked.trigger()
    assert tab.section.head.number.isVisible()


def test_a_standard_text_is_inserted_and_undone(tab: PlanTab, window: MainWindow) -> None:
    section = go_to(tab, "assignment")
    before = [block.kind for block in section.blocks]
    texts = next(action for action in tab.section.add_actions() if action.text() == "Standardtext")
    menu = texts.menu()
    assert menu is not None
    chosen = next(action for action in menu.actions() if action.text() == "Uppdelning på kön")  # type: ignore[attr-defined]
    chosen.trigger()
    assert [block.kind for block in section.blocks] == [*before, "text"]
    assert section.blocks[-1].text.startswith("Resultatet redovisas för kvinnor och män")
    window.undo()
    assert [block.kind for block in section.blocks] == before
