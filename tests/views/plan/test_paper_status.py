"""A paper goes from utkast to till beslut to beslutad by questions that say what then prints; each can be undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from scn_desktop.checks.acknowledge import acknowledge
from scn_desktop.checks.money import wrong_sums
from scn_desktop.views.budget.tab import BudgetTab
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.paper_status import DecisionDialog
from scn_desktop.views.plan.paper_view import PaperView
from scn_desktop.views.plan.propose_dialog import ProposeDialog
from scn_desktop.views.plan.tab import PlanTab


@pytest.fixture
def view(tab: PlanTab) -> PaperView:
    tab.show_paper()
    return tab.paper


def answer(verb: str) -> list[str]:
    """Press the button with that word in the next question; what the question said."""
    said: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, press)
            return
        said.append(box.informativeText())
        standard: QAbstractButton = box.defaultButton()
        said.append(standard.text())
        next(each for each in box.buttons() if each.text() == verb).click()

    QTimer.singleShot(0, press)
    return said


def decision(view: PaperView) -> DecisionDialog:
    view.status.decide_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DecisionDialog)
    return dialog


def accept_wrong_sum(window: MainWindow) -> None:
    """The example has a sum that does not go together; keep it."""
    assert window.bridge is not None
    found = wrong_sums(window.bridge.plan.papers[0])
    window.bridge.do("Behåll", lambda session: acknowledge(session, found, "Beslutat så."))


def test_what_is_wrong_stops_a_paper_until_it_is_mended_or_explained(window: MainWindow, view: PaperView) -> None:
    assert window.bridge is not None
    paper = window.bridge.plan.papers[0]
    view.status.propose_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ProposeDialog)
    assert "124" in dialog.list.item(0).text()
    dialog.do_button.click()
    assert dialog.refused.isVisible()
    assert paper.status == "draft"
    dialog.reason.set_text("Beloppet är fullmäktiges.")
    dialog.do_button.click()
    assert paper.status == "proposed"
    assert not list(wrong_sums(paper))
    assert any("fullmäktiges" in row.footnote for table in paper.plan.budget_tables for row in table.rows)
    window.bridge.undo()
    assert paper.status == "draft"
    assert len(list(wrong_sums(paper))) == 1


def test_a_finding_leads_to_its_place(window: MainWindow, view: PaperView) -> None:
    view.status.propose_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ProposeDialog)
    dialog.go()
    tab = window.current_tab
    assert isinstance(tab, BudgetTab)
    index = tab.grid.currentIndex()
    assert tab.model.cell(index.row(), index.column()).judgement == "mismatch"


def test_a_draft_is_laid_before_the_committee_and_taken_back(window: MainWindow, view: PaperView) -> None:
    paper = window.bridge.plan.papers[0] if window.bridge else None
    assert paper is not None
    assert (paper.status, view.status.pill.text()) == ("draft", "Utkast")
    accept_wrong_sum(window)
    said = answer("Avbryt")
    view.status.propose_button.click()
    assert paper.status == "draft"
    assert "FÖRSLAG" in said[0]
    assert said[1] == "Avbryt"
    answer("Lägg fram")
    view.status.propose_button.click()
    assert (paper.status, view.status.pill.text()) == ("proposed", "Till beslut")
    assert view.status.propose_button.isHidden()
    window.menus.undo.trigger()
    assert (paper.status, view.status.pill.text()) == ("draft", "Utkast")
    window.menus.redo.trigger()
    assert paper.status == "proposed"
    answer("Gör till utkast")
    view.status.back_button.click()
    assert (paper.status, view.status.pill.text()) == ("draft", "Utkast")


def test_a_decision_has_paragraph_and_date_and_can_be_undone(qtbot: QtBot, window: MainWindow, view: PaperView) -> None:
    paper = window.bridge.plan.papers[0] if window.bridge else None
    assert paper is not None
    before = (paper.status, paper.decided_on, paper.paragraph)
    dialog = decision(view)
    dialog.paragraph.editor.setText("112")
    dialog.day.editor.setText("2026-12-09")
    QTest.keyClick(dialog.day.editor, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert paper.status == before[0]
    dialog.main.click()
    assert not dialog.isVisible()
    assert (paper.status, paper.decided_on, paper.paragraph) == ("decided", "2026-12-09", "112")
    assert view.status.pill.text() == "Beslutad"
    assert view.status.words.text() == "Beslutad den 9 december 2026, § 112."
    window.menus.undo.trigger()
    assert (paper.status, paper.decided_on, paper.paragraph) == before
    window.menus.redo.trigger()
    assert paper.status == "decided"
    answer("Gör till utkast")
    view.status.back_button.click()
    assert (paper.status, paper.decided_on, paper.paragraph) == ("draft", None, "")


@pytest.mark.parametrize(
    ("paragraph", "day", "reason"),
    [
        ("", "2026-12-09", "nummer"),
        ("§ 112", "", "vilken dag"),
        ("§ 112", "9 december", "år-månad-dag"),
        ("§ 112, 19121212-1212", "2026-12-09", "personnummer"),
    ],
)
def test_what_is_missing_or_refused_is_told_under_its_field(
    window: MainWindow, view: PaperView, paragraph: str, day: str, reason: str
) -> None:
    paper = window.bridge.plan.papers[0] if window.bridge else None
    assert paper is not None
    dialog = decision(view)
    dialog.paragraph.editor.setText(paragraph)
    dialog.day.editor.setText(day)
    dialog.main.click()
    assert dialog.isVisible()
    assert reason in dialog.paragraph.error() + dialog.day.error()
    assert paper.status == "draft"
    dialog.reject()
