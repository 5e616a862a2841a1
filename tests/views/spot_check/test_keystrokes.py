"""How many keys a case takes besides its number and comment: at most ten, with four questions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from scn_desktop.models import queries
from scn_desktop.models.edits import checklists
from tests.views.spot_check.spot_check_window import SpotCheckWindow, focused

MOST = 10


class CountedKeys:
    """Presses keys in the tab and counts them; what is typed as a text is not counted."""

    def __init__(self, window: SpotCheckWindow) -> None:
        self._window = window
        self.count = 0

    def press(self, key: Qt.Key) -> None:
        self._window.press(key)
        self.count += 1

    def answer(self, letters: str) -> None:
        self._window.type(letters)
        self.count += len(letters)


@pytest.fixture
def four(window: SpotCheckWindow) -> SpotCheckWindow:
    """A begun stickprov with four questions."""
    plan = queries.plan_of_year(window.document.session)
    assert plan is not None
    category = plan.model.categories[0].id
    window.document.do("Fråga", lambda session: checklists.add_question(session, category, "Är barnet hört?"))
    window.begin()
    assert len(window.record.questions) == 4
    return window


def test_a_case_without_remark_takes_seven_keys_and_leads_to_the_next(four: SpotCheckWindow) -> None:
    keys = CountedKeys(four)
    four.type("2027-1184")
    keys.press(Qt.Key.Key_Return)
    keys.answer("jjje")
    keys.press(Qt.Key.Key_Return)
    keys.answer("u")
    assert keys.count == 7 <= MOST
    case = four.record.cases[0]
    answers = [case.answer_to(question) for question in four.record.questions]
    assert answers == ["yes", "yes", "yes", "not_applicable"]
    assert case.assessment == "no_remark"
    assert focused() is four.card.reference.editor
    assert four.card.case_id == four.record.cases[1].id


def test_a_case_with_a_remark_takes_as_many_besides_its_comment(four: SpotCheckWindow) -> None:
    keys = CountedKeys(four)
    four.type("2027-1184")
    keys.press(Qt.Key.Key_Return)
    keys.answer("jjnj")
    assert focused() is four.card.comment.editor
    four.type("Skälet saknas.")
    keys.press(Qt.Key.Key_Return)
    keys.answer("a")
    assert keys.count == 7 <= MOST
    assert four.record.cases[0].comment == "Skälet saknas."


def test_three_cases_take_no_more_than_thirty_and_lead_to_who_presented(four: SpotCheckWindow) -> None:
    keys = CountedKeys(four)
    for number in range(3):
        four.type(f"2027-{1184 + number}")
        keys.press(Qt.Key.Key_Return)
        keys.answer("jjjj")
        keys.press(Qt.Key.Key_Return)
        keys.answer("u")
    assert keys.count == 21 <= 3 * MOST
    assert focused() is four.recording.fields.presenter.combo
