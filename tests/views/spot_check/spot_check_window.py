"""The tab Stickprov and what a justerare does in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import spot_checks
from scn_desktop.models.entities import SpotCheck
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.spot_check.case_card import CaseCard
from scn_desktop.views.spot_check.recording import RecordingView
from scn_desktop.views.spot_check.tab import SpotCheckTab
from scn_desktop.views.theme import Appearance, load_fonts, theme
from tests.models.planned import new_document

NOW = datetime(2027, 9, 6, 13, 42, tzinfo=timezone(timedelta(hours=2)))
SMALL_SCREEN = (1366, 586)
"""What a tab has of a screen of 1366 × 768."""


class SpotCheckWindow:
    """The tab on the small plan: Utskott Norr meets on 8 September 2027; it is two days before."""

    def __init__(self, path: Path, *, with_register: bool = True, writable: bool = True) -> None:
        load_fonts()
        theme().apply(Appearance.LIGHT, 100)
        self.document = new_document(path) if writable else Document.open(path, writable=False)
        if not with_register:
            only = queries.committee(self.document.session).subcommittees[0].id
            self.document.do("Tom", lambda session: spot_checks.delete_subcommittee(session, only))
        self.bridge = Bridge(self.document)
        self.said: list[str] = []
        self.bridge.message.connect(lambda text, _undo: self.said.append(text) if text else None)
        self.bridge.refused.connect(self.said.append)
        self.tab = SpotCheckTab(self.bridge, now=lambda: NOW)

    def show(self, qtbot: QtBot) -> None:
        """Show the tab as on a small screen, with focus where it begins."""
        self.tab.resize(*SMALL_SCREEN)
        with qtbot.waitActive(self.tab):
            self.tab.show()
        self.tab.focus_first()

    def close(self) -> None:
        """Let go of tab and file."""
        self.tab.finish_edits()
        shiboken6.delete(self.tab)  # at once: a tab must not outlive its file
        self.bridge.close()

    # What is there ---------------------------------------------------------------------------------------------------
    @property
    def recording(self) -> RecordingView:
        return self.tab.recording

    @property
    def record(self) -> SpotCheck:
        """The only record of the file."""
        return queries.spot_checks(self.document.session)[0]

    @property
    def card(self) -> CaseCard:
        """The open card."""
        return next(card for card in self.recording.deck.open_cards.values() if card.isVisible())

    def remaining(self) -> list[str]:
        """What *Återstår* says of each part, in order."""
        panel = self.recording.panel
        return [
            panel.button(place).accessibleName().removeprefix(f"{part.title}, ")
            for place, part in enumerate(self.recording.parts)
        ]

    # What is done ----------------------------------------------------------------------------------------------------
    def begin(self) -> None:
        """Choose the first category."""
        assert self.recording.deck.choice is not None
        self.recording.deck.choice.buttons[0].click()

    def type(self, text: str) -> None:
        """Press the keys of a text, each where focus then is."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # QTest's own knows ASCII only
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(focused(), event)

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1
    ) -> None:
        """Press a key where focus is."""
        for _ in range(times):
            QTest.keyClick(focused(), key, modifier)

    def fill_by_click(self) -> None:
        """Fill in all of the record with clicks and typed references."""
        for number in range(3):
            self.recording.panel.button(number + 1).click()
            card = self.card
            card.reference.setFocus()
            self.type(f"2027-{1184 + number}")
            for row in card.rows.values():
                row.answers.button("yes").click()
            card.assessment.button("no_remark").click()
        self.recording.fields.verifier.combo.setFocus()
        self.type("Kerstin Alm")
        self.recording.fields.presenter.combo.setFocus()
        self.type("enhetschef")
        self.recording.panel.button(5).click()
        assert self.recording.deck.assessment_card is not None
        self.recording.deck.assessment_card.assessment.button("no_remark").click()


def focused() -> QWidget:
    """The widget that has focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def answer_question(answer: Callable[[QMessageBox], None]) -> list[str]:
    """Answer the next modal question; the texts of the questions asked end up in the list."""
    asked: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, look)
            return
        asked.append(f"{box.text()} {box.informativeText()}")
        try:
            answer(box)
        finally:
            box.reject()

    QTimer.singleShot(20, look)
    return asked


def press_enter(box: QMessageBox) -> None:
    """What happens by mistake."""
    QTest.keyClick(box, Qt.Key.Key_Return)


def choose_to_sign(box: QMessageBox) -> None:
    """Go to the button that signs with the keyboard and press it."""
    button = next(each for each in box.buttons() if each.text() == "Signera och lås")
    for _ in range(5):
        here = box.focusWidget()
        if here is button or here is None:
            break
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert box.focusWidget() is button
    QTest.keyClick(button, Qt.Key.Key_Space)
