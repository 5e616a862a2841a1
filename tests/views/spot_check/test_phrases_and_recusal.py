"""While recording: ready phrases for the comment, jäv, new questions from the plan, justerare chosen beforehand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scn_desktop.models import queries
from scn_desktop.models.comment_phrases import PHRASES
from scn_desktop.models.edits import checklists, meeting_verifiers, spot_checks
from scn_desktop.models.planning_model import PlanningModel
from scn_desktop.models.recusals import REASONS
from scn_desktop.views.spot_check.checklist_dialog import ChecklistDialog
from scn_desktop.views.spot_check.recusal_card import RecusalCard
from tests.views.spot_check.spot_check_window import SpotCheckWindow, focused

ENTER = Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def model(window: SpotCheckWindow) -> PlanningModel:
    plan = queries.plan_of_year(window.document.session)
    assert plan is not None
    return plan.model


def recusal_card(window: SpotCheckWindow) -> RecusalCard:
    """The card of jäv, opened with its link."""
    window.recording.foot.recusal.click()
    card = window.recording.deck.recusal_card
    assert card is not None
    return card


@pytest.fixture
def begun(window: SpotCheckWindow) -> SpotCheckWindow:
    window.begin()
    window.recording.fields.verifier.combo.setFocus()
    window.type("Kerstin Alm")
    window.press(ENTER)
    return window


# Ready phrases


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_Space, CONTROL), (Qt.Key.Key_Down, ALT)])
def test_a_phrase_is_put_in_the_comment_from_the_keyboard(
    begun: SpotCheckWindow, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    comment = begun.card.comment
    comment.setFocus()
    begun.type("Se journalen.")
    begun.press(key, modifier)
    menu = comment.menu
    assert menu is not None
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, ENTER)
    assert not menu.isVisible()
    assert begun.record.cases[0].comment == f"Se journalen. {PHRASES[1]}"
    assert focused() is comment.editor
    begun.press(ENTER)
    assert begun.card.assessment.has_focus()


def test_the_list_of_phrases_is_opened_with_a_finger_and_its_lines_are_as_large(begun: SpotCheckWindow) -> None:
    comment = begun.card.comment
    assert comment.list_button.height() >= 48
    assert comment.list_button.width() >= 44
    QTest.mouseClick(comment.list_button, Qt.MouseButton.LeftButton)
    menu = comment.menu
    assert menu is not None
    for action in menu.actions()[:-2]:
        assert menu.actionGeometry(action).height() >= 48
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[2]).center())
    assert begun.record.cases[0].comment == PHRASES[2]


def test_the_plans_own_phrases_are_offered_in_place_of_the_programs(begun: SpotCheckWindow) -> None:
    own = model(begun).id
    begun.document.do("Fras", lambda session: checklists.add_phrase(session, own, "Allt & lite till."))
    begun.card.comment.open_phrases()
    menu = begun.card.comment.menu
    assert menu is not None
    assert [each.text() for each in menu.actions()] == ["Allt && lite till.", "", "Ändra färdiga kommentarer…"]
    menu.close()
    begun.card.comment.insert("Allt & lite till.")
    assert begun.record.cases[0].comment == "Allt & lite till."


# Jäv


def test_a_justerare_who_is_javig_is_noted_and_the_ersattare_of_the_meeting_steps_in(begun: SpotCheckWindow) -> None:
    meeting = begun.record.meeting.id
    begun.document.do(
        "Ersättare", lambda session: meeting_verifiers.set_for_meeting(session, meeting, "substitute", "Bo Lind")
    )
    card = recusal_card(begun)
    assert focused() is card.choices[0]
    begun.press(ENTER)
    assert card.instead.text() == "Bo Lind"
    begun.press(ENTER)
    record = begun.record
    assert (record.recused, record.recusal, record.verifier) == ("Kerstin Alm", REASONS[0], "Bo Lind")
    assert begun.recording.fields.verifier.text() == "Bo Lind"
    assert begun.recording.foot.recusal.text() == "Jäv antecknat…"
    assert begun.recording.deck.recusal_card is None
    begun.bridge.undo()
    assert begun.record.recused == ""


def test_what_remains_says_that_another_must_take_the_stickprov(begun: SpotCheckWindow) -> None:
    card = recusal_card(begun)
    card.choices[1].click()
    card.instead.combo.setEditText("Kerstin Alm")
    begun.press(ENTER)
    assert begun.remaining()[0] == "återstår: Justeraren är jävig. Vem tar stickprovet i stället?"
    begun.recording.panel.button(0).click()
    assert focused() is begun.recording.fields.verifier.combo


def test_jav_can_be_taken_back(begun: SpotCheckWindow) -> None:
    card = recusal_card(begun)
    card.choices[0].click()
    begun.press(ENTER)
    card = recusal_card(begun)
    assert card.reason.text() == REASONS[0]
    next(each for each in card.findChildren(type(card.choices[0])) if each.text() == "Inte jävig").click()
    assert (begun.record.recused, begun.record.verifier) == ("", "Kerstin Alm")


def test_a_reason_that_is_missing_or_holds_a_personnummer_is_refused_where_it_stands(begun: SpotCheckWindow) -> None:
    card = recusal_card(begun)
    card.instead.setFocus()
    begun.press(ENTER)
    assert "allmänna ord" in card.reason.error()
    begun.type("Släkt med 19121212-1212")
    card.instead.setFocus()
    begun.press(ENTER)
    assert "personnummer" in card.reason.error()
    assert card.reason.text() == "Släkt med 19121212-1212"
    assert begun.record.recused == ""


def test_a_reason_that_is_typed_is_there_when_the_card_is_opened_again(begun: SpotCheckWindow) -> None:
    card = recusal_card(begun)
    card.reason.setFocus()
    begun.type("Tidigare uppdrag")
    begun.recording.panel.button(1).click()
    assert not card.isVisible()
    assert recusal_card(begun).reason.text() == "Tidigare uppdrag"


def test_a_likely_name_in_the_reason_is_questioned(begun: SpotCheckWindow) -> None:
    card = recusal_card(begun)
    card.reason.setFocus()
    begun.type("Granne till Anna Svensson")
    card.instead.setFocus()
    assert card.reason.warning() == "Ser ut som namn eller telefonnummer."


def test_everything_to_press_about_jav_is_as_large_as_a_finger_and_in_sight(begun: SpotCheckWindow) -> None:
    card = recusal_card(begun)
    QTest.qWait(10)
    for pressed in (*card.choices, *card.tab_stops()[-2:], begun.recording.foot.recusal):
        assert pressed.height() >= 48
        assert not pressed.visibleRegion().isEmpty()


# New questions


def test_changed_questions_are_told_quietly_and_fetched_with_answers_that_still_hold(
    begun: SpotCheckWindow,
) -> None:
    card = begun.card
    first = next(iter(card.rows.values()))
    first.answers.button("yes").click()
    assert not begun.recording.notice.isVisible()
    category = model(begun).categories[0].id
    begun.document.do("Ny fråga", lambda session: checklists.add_question(session, category, "Är barnet hört?"))
    assert begun.recording.notice.isVisible()
    assert len(begun.record.questions) == 3
    assert begun.recording.notice.take_button.height() >= 48
    begun.recording.notice.take_button.click()
    assert [each.text for each in begun.record.questions][-1] == "Är barnet hört?"
    assert begun.record.cases[0].answer_to(begun.record.questions[0]) == "yes"
    assert len(begun.card.rows) == 4
    assert not begun.recording.notice.isVisible()
    begun.bridge.undo()
    assert begun.recording.notice.isVisible()


def test_it_is_said_how_many_answers_would_go_with_the_old_questions(begun: SpotCheckWindow) -> None:
    next(iter(begun.card.rows.values())).answers.button("yes").click()
    question = model(begun).categories[0].questions[0].id
    begun.document.do("Ändra", lambda session: checklists.set_question(session, question, "Är skälet klart?"))
    assert begun.recording.notice.said.text() == "Planens frågor är ändrade. En besvarad fråga utgår."


# The checklists


@pytest.fixture
def dialog(window: SpotCheckWindow, qtbot: QtBot) -> ChecklistDialog:
    """The dialog, opened from the register."""
    window.tab.show_register()
    window.tab.register.checklists.click()
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, ChecklistDialog))


def test_questions_are_added_edited_moved_and_removed_in_place(
    window: SpotCheckWindow, dialog: ChecklistDialog
) -> None:
    category = model(window).categories[0]
    card = dialog.cards[category.id]
    card.add_question.setFocus()
    window.type("Är barnet hört?")
    window.press(ENTER)
    assert [each.text for each in category.questions][-1] == "Är barnet hört?"
    assert card.add_question.field.text() == ""
    added = card.questions.rows[category.questions[-1].id]
    added.field.setFocus()
    window.press(Qt.Key.Key_Up, ALT, times=3)
    assert category.questions[0].text == "Är barnet hört?"
    assert focused() is added.field.editor
    window.type(" Hur?")
    assert added.commit()
    assert "Hur?" in category.questions[0].text
    added.remove.click()
    assert len(category.questions) == 3
    assert dialog.undo_button.isVisible()
    dialog.undo()
    assert len(category.questions) == 4
    dialog.accept()


def test_what_is_refused_in_a_question_stays_with_the_reason_below(
    window: SpotCheckWindow, dialog: ChecklistDialog
) -> None:
    category = model(window).categories[0]
    row = next(iter(dialog.cards[category.id].questions.rows.values()))
    row.field.setFocus()
    row.field.editor.selectAll()
    window.type("Gäller det 19121212-1212?")
    assert not row.commit()
    assert "personnummer" in row.field.error()
    assert row.field.text() == "Gäller det 19121212-1212?"
    dialog.done(0)
    assert dialog.isVisible()
    dialog.done(0)
    assert not dialog.isVisible()


def test_a_category_is_added_renamed_and_removed_and_the_phrases_are_the_plans(
    window: SpotCheckWindow, dialog: ChecklistDialog
) -> None:
    own = model(window)
    dialog.add_category.setFocus()
    window.type("Fakturor")
    window.press(ENTER)
    made = own.categories[-1]
    assert made.title == "Fakturor"
    dialog.cards[made.id].title.remove.click()
    assert [each.title for each in own.categories] == ["Beslut att inte inleda utredning", "Särskilda kostnader"]
    dialog.take_own.click()
    assert [each.text for each in own.comment_phrases] == list(PHRASES)
    assert not dialog.take_own.isVisible()
    dialog.add_phrase.setFocus()
    window.type("Anna Svensson är hörd.")
    window.press(ENTER)
    assert own.comment_phrases[-1].text == "Anna Svensson är hörd."
    assert dialog.phrases.rows[own.comment_phrases[-1].id].field.warning() == "Ser ut som namn eller telefonnummer."
    dialog.accept()


# Justerare beforehand


def test_the_justerare_chosen_for_the_meeting_is_there_when_the_stickprov_begins(window: SpotCheckWindow) -> None:
    meeting = queries.meetings(window.document.session)[0].id
    window.document.do(
        "Justerare", lambda session: meeting_verifiers.set_for_meeting(session, meeting, "verifier", "Ida Ek")
    )
    assert window.recording.fields.verifier.text() == "Ida Ek"
    window.begin()
    assert window.record.verifier == "Ida Ek"


def test_justerare_are_chosen_in_the_register_and_given_to_all_the_meetings_to_come(window: SpotCheckWindow) -> None:
    where = queries.committee(window.document.session).subcommittees[0].id
    days = ["2027-09-22", "2027-10-06"]
    window.document.do("Möten", lambda session: spot_checks.add_meetings(session, where, days))
    window.tab.show_register()
    rows = list(window.tab.register.cards[where].meetings.rows.values())
    assert not rows[0].same.isVisible()
    rows[0].verifier.setFocus()
    window.type("Kerstin Alm")
    QTest.keyClick(QApplication.activePopupWidget() or focused(), Qt.Key.Key_Tab)  # the names that fit are offered
    assert focused() is rows[0].substitute.combo
    window.type("Olle Brandt")
    window.press(ENTER)
    assert rows[0].same.isVisible()
    rows[0].same.click()
    meetings = queries.meetings(window.document.session)
    assert {(each.verifier, each.substitute) for each in meetings} == {("Kerstin Alm", "Olle Brandt")}
    assert window.said[-1] == "2 sammanträden har nu samma justerare och ersättare."
    assert not rows[-1].same.isVisible()


def test_the_register_of_a_file_open_for_reading_takes_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "plan.scnplan"
    SpotCheckWindow(path).close()
    reading = SpotCheckWindow(path, writable=False)
    reading.show(qtbot)
    reading.tab.show_register()
    card = next(iter(reading.tab.register.cards.values()))
    row = next(iter(card.meetings.rows.values()))
    assert not row.verifier.combo.isEnabled()
    reading.close()
