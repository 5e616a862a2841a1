"""A justerare records today's stickprov in the whole program, by keys alone or by finger, with a picture of each step.

What is pressed goes to the program as a user's own keys and touches do; nothing of it is called from the side.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtWidgets import QWidget

    from scn_desktop.views.main_window import MainWindow

VERIFIER: Final = "Gunnel Tallroth"
PRESENTER: Final = "Enhetschef Peter Sandgärde"
REFERENCES: Final = ("IFO-2026-02215", "IFO-2026-02231", "IFO-2026-02248")
CONCLUSION: Final = "Ett beslut saknar skäl. Enheten återkommer vid nästa sammanträde."
CONTROLLED: Final = 1
"""Which of the plan's categories is controlled, counted from 0."""
READY_WITHIN: Final = 60.0

Shoot = Callable[[str, "QWidget"], None]


def prepared(file: Path) -> str:
    """Make the file one in which nothing is begun, and choose the justerare of a meeting; the meeting's key.

    It is not the one that the program chooses by itself.
    """
    from scn_desktop.models import queries
    from scn_desktop.models.document.document import Document
    from scn_desktop.models.edits import meeting_verifiers, spot_checks

    document = Document.open(file, author="Karin Lund")
    try:
        records = queries.spot_checks(document.session)
        last = max((each.meeting.held_on or "" for each in records if each.signed), default="")
        free = [each for each in queries.meetings(document.session) if not each.spot_checks and each.kind == "ordinary"]
        later = [each.id for each in free if (each.held_on or "") > last]
        meeting = later[2]

        def prepare(session: Any) -> None:
            for record in records:
                if not record.signed:
                    spot_checks.delete_record(session, record.id)
            meeting_verifiers.set_for_meeting(session, meeting, "verifier", VERIFIER)

        document.do("Förbered", prepare)
    finally:
        document.close()
    return meeting


@dataclass
class Hand:
    """What both ways share: typing, waiting, pictures. ``typed`` counts letters."""

    window: MainWindow
    shoot: Shoot
    name: str
    typed: int = 0
    pictures: int = 0

    def settle(self) -> None:
        """Let everything that waits be done."""
        from PySide6.QtWidgets import QApplication

        for _ in range(12):
            QApplication.processEvents()

    def wait(self, ready: Callable[[], bool]) -> None:
        """Until something is so. Raises TimeoutError."""
        until = time.monotonic() + READY_WITHIN
        while not ready():
            if time.monotonic() > until:
                raise TimeoutError(self.name)
            self.settle()
            time.sleep(0.01)
        self.settle()

    def picture(self, widget: QWidget | None = None) -> None:
        """The next picture: the window, with what lies over it."""
        self.pictures += 1
        self.settle()
        self.shoot(f"{self.name}_{self.pictures}", widget or self.window)

    def type(self, text: str) -> None:
        """Letters, each to what then has the keyboard."""
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent
        from PySide6.QtWidgets import QApplication

        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(has_keyboard(), event)
            self.typed += 1
        self.settle()

    def answer_modal(self, answer: Callable[[Any], None]) -> None:
        """Do something with the next question that is asked, when it is there."""
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        def look() -> None:
            asked = QApplication.activeModalWidget()
            if asked is None or not asked.isVisible():
                QTimer.singleShot(20, look)
                return
            answer(asked)

        QTimer.singleShot(20, look)


def has_keyboard() -> QWidget:
    """What a key goes to: an open list or menu, else what has focus."""
    from PySide6.QtWidgets import QApplication

    found = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert found is not None  # the window is active
    return found


@dataclass
class Keyboard(Hand):
    """Nothing but keys. ``keys`` counts those that are no letters of a text, ``of_case`` them for each case."""

    keys: int = 0
    of_case: list[int] = field(default_factory=list)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None, times: int = 1) -> None:
        """A key, to what then has the keyboard."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        for _ in range(times):
            QTest.keyClick(has_keyboard(), key, modifier or Qt.KeyboardModifier.NoModifier)
            self.keys += 1
        self.settle()

    def letters(self, answers: str) -> None:
        """Answers by their letters: keys, not a text."""
        self.type(answers)
        self.typed -= len(answers)
        self.keys += len(answers)


@dataclass
class Finger(Hand):
    """Nothing but touches, and an on-screen keyboard for texts. ``touched``: what, how wide and how high."""

    touched: list[tuple[str, int, int]] = field(default_factory=list)

    def touch(self, widget: QWidget, at: QPoint | None = None, size: tuple[int, int] | None = None) -> None:
        """Press a widget in its middle, or a part of it. ``size``: of the part."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        wide, high = size or (widget.width(), widget.height())
        name = widget.accessibleName() or str(getattr(widget, "text", lambda: "")()) or type(widget).__name__
        self.touched.append((name, wide, high))
        QTest.mouseClick(
            widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or widget.rect().center()
        )
        self.settle()

    def choose(self, combo: Any, row: int) -> None:
        """Open a list and touch a row of it."""
        from PySide6.QtWidgets import QApplication

        interval = QApplication.doubleClickInterval()
        QApplication.setDoubleClickInterval(0)  # Qt takes no touch in a list so shortly after it was opened
        arrow = combo.rect().center()
        arrow.setX(combo.width() - 14)
        self.touch(combo, arrow)
        QApplication.setDoubleClickInterval(interval)
        view = combo.view()
        index = combo.model().index(row, combo.modelColumn(), combo.rootModelIndex())
        view.scrollTo(index)
        time.sleep(0.02)
        self.settle()
        shown = view.visualRect(index)
        self.touch(view.viewport(), shown.center(), (shown.width(), shown.height()))


# The two ways --------------------------------------------------------------------------------------------------------
def by_keyboard(window: MainWindow, shoot: Shoot, meeting: str) -> Keyboard:
    """From the program's first window to the printed redovisning, by keys alone; ``window`` shows its start."""
    from PySide6.QtCore import Qt

    key, hand = Qt.Key, Keyboard(window, shoot, "justerare")
    while has_keyboard().accessibleName() != "Dagens stickprov":
        hand.press(key.Key_Down)
    hand.picture()
    hand.press(key.Key_Return)
    tab = _opened(hand)
    combo = tab.recording.fields.meeting.combo
    while not str(combo.currentData()).startswith(meeting):
        while has_keyboard() is not combo:
            hand.press(key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        hand.press(key.Key_Down)
    hand.press(key.Key_Tab, times=CONTROLLED)
    hand.picture()
    hand.press(key.Key_Space)
    for number, reference in enumerate(REFERENCES):
        before = hand.keys
        _case_by_keyboard(hand, tab, number, reference)
        hand.of_case.append(hand.keys - before)
    hand.type(PRESENTER)
    hand.press(key.Key_Return)
    hand.letters("a")
    hand.type(CONCLUSION)
    hand.press(key.Key_Return)
    hand.picture()

    def answer(box: QWidget) -> None:
        hand.picture(box)
        hand.press(key.Key_Left)
        hand.press(key.Key_Return)

    hand.answer_modal(answer)
    hand.press(key.Key_Return)
    _signed(hand, tab)
    hand.answer_modal(lambda dialog: _preview(hand, dialog, lambda: hand.press(key.Key_Escape)))
    hand.press(key.Key_Return)
    return hand


def _case_by_keyboard(hand: Keyboard, tab: Any, number: int, reference: str) -> None:
    """A case: its number, its answers, in the second a no with a ready phrase, and its assessment."""
    from PySide6.QtCore import Qt

    key, questions = Qt.Key, len(tab.recording.record.questions)
    hand.type(reference)
    hand.press(key.Key_Return)
    if number != 1:
        hand.letters("j" * questions)
        hand.press(key.Key_Return)
        if number == 0:
            hand.picture()
        hand.letters("u")
        return
    hand.letters("n" + "j" * (questions - 1))
    hand.press(key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    card = next(each for each in tab.recording.deck.open_cards.values() if each.isVisible())
    hand.picture(card.comment.menu)
    hand.press(key.Key_Down)
    hand.press(key.Key_Return)
    hand.picture()
    hand.press(key.Key_Return)
    hand.letters("a")


def by_finger(window: MainWindow, shoot: Shoot, meeting: str) -> Finger:
    """The same with touches alone, but for the texts."""
    hand = Finger(window, shoot, "finger")
    start = window.start
    choice: Any = next(
        each for each in start.findChildren(type(start.focusWidget())) if each.accessibleName() == "Dagens stickprov"
    )
    hand.touch(choice)
    tab = _opened(hand)
    fields = tab.recording.fields
    combo = fields.meeting.combo
    hand.choose(combo, next(row for row in range(combo.count()) if str(combo.itemData(row)).startswith(meeting)))
    hand.picture()
    hand.touch(tab.recording.deck.choice.buttons[CONTROLLED])
    for number, reference in enumerate(REFERENCES):
        _case_by_finger(hand, tab, number, reference)
    presenter = fields.presenter.combo
    hand.choose(presenter, presenter.findText(PRESENTER))
    hand.touch(tab.recording.panel.button(5))
    card = tab.recording.deck.assessment_card
    hand.touch(card.assessment.button("remark"))
    hand.touch(
        card.conclusion.editor.viewport(), size=(card.conclusion.editor.width(), card.conclusion.editor.height())
    )
    hand.type(CONCLUSION)
    hand.picture()

    def answer(box: Any) -> None:
        hand.picture(box)
        hand.touch(next(each for each in box.buttons() if each.text() == "Signera och lås"))

    tab.recording.finish_edits()
    hand.answer_modal(answer)
    hand.touch(tab.recording.panel.sign_button)
    _signed(hand, tab)
    hand.answer_modal(lambda dialog: _preview(hand, dialog, lambda: hand.touch(dialog.close_button)))
    hand.touch(tab.record_view.print_button)
    return hand


def _case_by_finger(hand: Finger, tab: Any, number: int, reference: str) -> None:
    """A case: in the second the first answer is no, with a ready phrase."""
    if number:
        hand.touch(tab.recording.deck.folded[tab.recording.record.cases[number].id])
    card = next(each for each in tab.recording.deck.open_cards.values() if each.isVisible())
    hand.touch(card.reference.editor)
    hand.type(reference)
    for place, row in enumerate(card.rows.values()):
        hand.touch(row.answers.button("no" if number == 1 and not place else "yes"))
    if number == 1:
        hand.touch(card.comment.list_button)
        menu = card.comment.menu
        line = menu.actionGeometry(menu.actions()[1])
        hand.picture(menu)
        hand.touch(menu, line.center(), (line.width(), line.height()))
        hand.picture()
    hand.touch(card.assessment.button("remark" if number == 1 else "no_remark"))


def _opened(hand: Hand) -> Any:
    """The tab Stickprov, when the file is open."""
    hand.wait(lambda: hand.window.bridge is not None and hand.window.current_key == "spot_check")
    hand.wait(lambda: hand.window.current_tab is not None and hand.window.current_tab.isVisible())
    return hand.window.current_tab


def _signed(hand: Hand, tab: Any) -> None:
    """The record as it was signed, with the window active again as the system makes it after a question."""
    from PySide6.QtWidgets import QApplication

    hand.wait(lambda: tab.record_view is not None and QApplication.activeModalWidget() is None)
    hand.window.activateWindow()
    hand.wait(hand.window.isActiveWindow)
    hand.picture()


def _preview(hand: Hand, dialog: Any, close: Callable[[], None]) -> None:
    """The print dialog with its page, then closed."""
    hand.wait(dialog.save_button.isEnabled)
    for _ in range(10):  # pages are drawn by a thread of Qt's own
        hand.settle()
        time.sleep(0.05)
    hand.picture(dialog)
    close()
