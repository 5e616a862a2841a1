"""A justerare records a stickprov by keyboard or finger, signs it, and reads it afterwards."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QScrollArea, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import spot_checks
from scn_desktop.models.entities import ChecklistQuestion
from scn_desktop.models.spot_check_seal import verify
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.spot_check.meeting_list import MeetingListModel, MeetingRole
from scn_desktop.views.spot_check.register_view import RegisterView
from scn_desktop.views.spot_check.tab import SpotCheckTab
from tests.views.spot_check.spot_check_window import (
    NOW,
    SpotCheckWindow,
    answer_question,
    choose_to_sign,
    focused,
    press_enter,
)

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
ENTER = Qt.Key.Key_Return


def sign(window: SpotCheckWindow) -> None:
    window.fill_by_click()
    answer_question(choose_to_sign)
    window.recording.panel.sign_button.click()


# Recording


def test_three_cases_are_recorded_and_signed_with_the_keyboard_alone(window: SpotCheckWindow) -> None:
    window.press(Qt.Key.Key_Space)
    for number in range(3):
        window.type(f"2027-{1184 + number}")
        window.press(ENTER)
        window.type("jnE" if number == 0 else "jjj")
        if number == 0:
            window.type("Delegationen saknades.")
        window.press(ENTER)
        window.type("a" if number == 0 else "u")
    assert focused() is window.recording.fields.presenter.combo
    window.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    window.type("Kerstin Alm")
    window.press(ENTER)
    window.type("enhetschef Olle Brandt")
    window.press(ENTER)
    window.type("a")
    window.type("Rutinen rättas.")
    window.press(ENTER)
    assert focused() is window.recording.panel.sign_button
    asked = answer_question(choose_to_sign)
    window.press(ENTER, CONTROL)
    record = window.record
    assert record.signed
    assert "kan ingen ändra" in asked[0]
    assert "5 kap. 69 §" in asked[0]
    assert [case.reference for case in record.cases] == ["2027-1184", "2027-1185", "2027-1186"]
    first = [record.cases[0].answer_to(question) for question in record.questions]
    assert first == ["yes", "no", "not_applicable"]
    assert (record.cases[0].comment, record.cases[0].assessment) == ("Delegationen saknades.", "remark")
    assert (record.verifier, record.presenter) == ("Kerstin Alm", "enhetschef Olle Brandt")
    assert (record.assessment, record.conclusion) == ("remark", "Rutinen rättas.")
    assert (record.signed_by, verify(record)) == ("Kerstin Alm", [])


def test_a_case_is_recorded_with_clicks_alone_but_for_its_number(window: SpotCheckWindow) -> None:
    window.begin()
    window.fill_by_click()
    assert window.remaining() == ["klart"] * 6
    assert window.recording.panel.sign_button.isEnabled()


def test_what_remains_is_said_in_words_and_leads_there(window: SpotCheckWindow) -> None:
    window.begin()
    assert window.remaining() == [
        "återstår: Vem är justerare?",
        "återstår: Allt",
        "återstår: Allt",
        "återstår: Allt",
        "återstår: Vem visade ärendena?",
        "återstår: Utan anmärkning eller anmärkning?",
    ]
    assert not window.recording.panel.sign_button.isEnabled()
    window.recording.panel.button(2).click()
    assert window.card.accessibleName() == "Ärende 2"
    assert focused() is window.card.reference.editor
    window.recording.panel.button(4).click()
    assert focused() is window.recording.fields.presenter.combo
    window.recording.panel.button(0).click()
    assert focused() is window.recording.fields.verifier.combo


def test_alt_and_a_number_opens_a_case(window: SpotCheckWindow) -> None:
    window.begin()
    window.press(Qt.Key.Key_3, ALT)
    assert window.card.accessibleName() == "Ärende 3"
    window.press(Qt.Key.Key_9, ALT)
    assert window.card.accessibleName() == "Ärende 3"


def test_a_folded_card_opens_when_it_is_pressed(window: SpotCheckWindow) -> None:
    window.begin()
    window.card.reference.setFocus()
    window.type("2027-1184")
    last = list(window.recording.deck.folded.values())[2]
    QTest.mouseClick(last, Qt.MouseButton.LeftButton)
    assert window.card.accessibleName() == "Ärende 3"
    first = next(iter(window.recording.deck.folded.values()))
    assert first.accessibleName() == "Ärende 1, 2027-1184, återstår: 3 frågor och bedömning"


def test_a_typed_reason_is_kept_when_something_else_is_opened(window: SpotCheckWindow) -> None:
    window.begin()
    window.recording.foot.fewer.click()
    assert window.recording.deck.fewer_card is not None
    window.recording.deck.fewer_card.reason.setFocus()
    window.type("Ett möte ställdes in.")
    window.recording.panel.button(0).click()
    window.tab.finish_edits()
    assert window.record.fewer_reason == "Ett möte ställdes in."


def test_letters_answer_only_where_an_answer_has_focus(window: SpotCheckWindow) -> None:
    window.begin()
    window.card.comment.setFocus()
    window.type("jne")
    assert window.card.comment.text() == "jne"
    assert window.remaining()[1] != "klart"
    assert all(row.answers.key() is None for row in window.card.rows.values())


def test_a_new_line_in_a_comment_takes_alt_and_enter(window: SpotCheckWindow) -> None:
    window.begin()
    window.card.comment.setFocus()
    window.type("ett")
    window.press(ENTER, ALT)
    window.type("två")
    window.press(ENTER)
    assert window.record.cases[0].comment == "ett\ntvå"
    assert window.card.assessment.has_focus()


def test_a_personnummer_is_refused_below_the_field_and_the_rest_is_kept(window: SpotCheckWindow) -> None:
    window.begin()
    card = window.card
    card.reference.setFocus()
    window.type("19900101-2385")
    window.press(ENTER)
    assert "personnummer" in card.reference.error()
    assert card.reference.text() == "19900101-2385"
    assert window.record.cases[0].reference == ""
    window.recording.fields.presenter.combo.setFocus()
    window.type("19900101-2385")
    window.press(ENTER)
    assert window.recording.fields.presenter.error() == "Personnummer får inte finnas i filen."
    assert window.recording.fields.presenter.text() == "19900101-2385"
    assert window.record.presenter == ""


def test_what_is_typed_in_another_case_stays_there_when_it_was_refused(window: SpotCheckWindow) -> None:
    window.begin()
    window.card.comment.setFocus()
    window.type("Gäller 19900101-2385")
    window.press(Qt.Key.Key_2, ALT)
    assert window.card.comment.text() == ""
    window.press(Qt.Key.Key_1, ALT)
    assert window.card.comment.text() == "Gäller 19900101-2385"
    assert "personnummer" in window.card.comment.error()


def test_enter_never_signs(window: SpotCheckWindow) -> None:
    window.begin()
    window.fill_by_click()
    answer_question(press_enter)
    window.recording.panel.sign_button.click()
    assert not window.record.signed


def test_enter_on_an_assessment_that_is_not_chosen_stays_and_says_what_is_missing(window: SpotCheckWindow) -> None:
    window.begin()
    window.card.assessment.focus()
    here = focused()
    window.press(ENTER)
    assert focused() is here
    assert window.said[-1] == "Bedömningen är inte vald. Tryck U för utan anmärkning eller A för anmärkning."
    window.type("u")
    assert focused() is not here
    window.recording.panel.button(5).click()
    judged = window.recording.deck.assessment_card
    assert judged is not None
    judged.focus_first()
    here = focused()
    window.press(ENTER)
    assert focused() is here
    window.type("u")
    assert focused() is judged.conclusion.editor


def test_tab_comes_to_the_cases_before_the_signing(window: SpotCheckWindow) -> None:
    window.begin()
    window.fill_by_click()
    window.recording.panel.button(2).click()
    window.recording.fields.presenter.combo.setFocus()
    seen: list[QWidget] = []
    while focused() is not window.recording.panel.sign_button and len(seen) < 60:
        window.press(Qt.Key.Key_Tab)
        seen.append(focused())
    folded = list(window.recording.deck.folded.values())
    card = window.card
    wanted = [folded[0], card.reference.editor, card.comment.editor, folded[2], window.recording.foot.new_case]
    wanted += [window.recording.panel.button(0), window.recording.panel.sign_button]
    assert [each for each in seen if each in wanted] == wanted


def test_a_likely_name_in_a_reason_is_questioned_too(window: SpotCheckWindow) -> None:
    window.begin()
    window.recording.foot.fewer.click()
    reason = window.recording.deck.fewer_card
    assert reason is not None
    reason.reason.setFocus()
    window.type("Kalle Karlsson ringde inte")
    reason.reason.commit()
    assert reason.reason.warning() == "Ser ut som namn eller telefonnummer."


def test_a_likely_name_in_a_case_number_is_questioned_in_words_that_fit(window: SpotCheckWindow) -> None:
    window.begin()
    reference = window.card.reference
    for typed, said in (
        ("Kalle Karlsson", "Ser ut som namn."),
        ("070-123 45 67", "Ser ut som telefon."),
        ("IFO-2027-02138", ""),
    ):
        reference.editor.clear()
        reference.setFocus()
        window.type(typed)
        reference.commit()
        assert reference.warning() == said


def test_the_keys_bring_the_next_thing_into_sight_where_the_card_scrolls(window: SpotCheckWindow) -> None:
    window.tab.resize(1366, 420)
    window.begin()
    card = window.card
    card.reference.setFocus()
    window.type("2027-1184")
    window.press(ENTER)
    for _ in card.rows:
        window.type("j")
    window.press(ENTER)
    assert focused() is card.assessment.button("no_remark")
    place = card.assessment.mapTo(card, card.assessment.rect().bottomLeft())
    assert place.y() <= card.height()


def test_signing_too_early_leads_to_what_is_missing(window: SpotCheckWindow) -> None:
    window.begin()
    window.recording.fields.verifier.combo.setFocus()
    window.type("Kerstin Alm")
    window.press(ENTER, CONTROL)
    assert not window.record.signed
    assert focused() is window.card.reference.editor


def test_fewer_than_three_cases_are_recorded_with_a_reason(window: SpotCheckWindow) -> None:
    window.begin()
    window.card.reference.setFocus()
    window.type("2027-1184")
    window.recording.foot.fewer.click()
    assert window.recording.deck.fewer_card is not None
    window.recording.deck.fewer_card.choices[1].click()
    assert window.record.fewer_reason == "Bara ett sådant beslut fattades under perioden."
    assert [case.reference for case in window.record.cases] == ["2027-1184"]
    assert len(window.recording.parts) == 4
    window.bridge.undo()
    assert len(window.record.cases) == 3


def test_a_case_is_added_and_removed_with_an_offer_to_undo(window: SpotCheckWindow) -> None:
    window.begin()
    window.recording.foot.new_case.click()
    assert window.card.accessibleName() == "Ärende 4"
    window.card.remove_clicked.emit()
    assert len(window.record.cases) == 3
    assert window.said[-1] == "Ärendet togs bort."


def test_the_category_changes_until_a_question_is_answered(window: SpotCheckWindow) -> None:
    window.begin()
    combo = window.recording.fields.category.combo
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert window.record.category_title == "Särskilda kostnader"
    assert len(window.card.rows) == 2
    next(iter(window.card.rows.values())).answers.button("yes").click()
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert "redan besvarade" in window.recording.fields.category.error()
    assert combo.currentText() == "Särskilda kostnader"


def test_undo_opens_the_case_that_it_changed(window: SpotCheckWindow) -> None:
    window.begin()
    next(iter(window.card.rows.values())).answers.button("no").click()
    window.press(Qt.Key.Key_3, ALT)
    change_set = window.bridge.undo()
    assert change_set is not None
    assert window.tab.undo_target(change_set)
    assert next(iter(window.card.rows.values())).answers.key() is None


def test_undoing_the_begin_shows_the_choice_again(window: SpotCheckWindow) -> None:
    window.begin()
    window.bridge.undo()
    QTest.qWait(10)
    assert window.recording.deck.choice is not None
    assert window.recording.deck.choice.isVisible()


# A finger, a small screen


def test_everything_to_press_is_as_large_as_a_finger(window: SpotCheckWindow) -> None:
    window.begin()
    window.recording.foot.new_case.click()
    QTest.qWait(10)
    for pressed in window.tab.findChildren(QAbstractButton):
        if pressed.isVisible() and not isinstance(pressed.parent(), QLineEdit):
            assert pressed.height() >= 40, pressed.accessibleName() or pressed.text()
            assert pressed.width() >= 40, pressed.accessibleName() or pressed.text()
    for kind in (QComboBox, QLineEdit):
        for field in window.recording.findChildren(kind):
            if field.isVisible() and not isinstance(field.parent(), QComboBox):
                assert field.height() >= 48
    answer = next(iter(window.card.rows.values())).answers.button("yes")
    assert answer.width() >= 86
    assert answer.height() >= 48


@pytest.mark.parametrize("count", [4, 5, 6])
def test_a_card_needs_no_scrolling_on_a_small_screen(window: SpotCheckWindow, count: int) -> None:
    plan = queries.plan_of_year(window.document.session)
    assert plan is not None
    category = plan.model.categories[0]

    def ask(session: object) -> None:
        for number in range(count - len(category.questions)):
            question = ChecklistQuestion(
                category_id=category.id, order_key=f"b{number}", text="Är beslutet fattat av rätt person?"
            )
            session.add(question)  # type: ignore[attr-defined]

    window.document.do("Frågor", ask)
    window.begin()
    QTest.qWait(20)
    assert len(window.card.rows) == count
    bars = [area.verticalScrollBar().maximum() for area in window.card.findChildren(QScrollArea)]
    assert bars == [0]


def test_on_a_wide_screen_all_cases_stand_open(window: SpotCheckWindow) -> None:
    window.tab.resize(1920, 900)
    window.begin()
    QTest.qWait(10)
    cards = list(window.recording.deck.open_cards.values())
    assert [card.isVisible() for card in cards] == [True, True, True]
    cards[2].comment.setFocus()
    assert [card.property("active") for card in cards] == ["false", "false", "true"]
    window.tab.resize(1366, 586)
    QTest.qWait(10)
    assert [card.isVisible() for card in cards] == [False, False, True]
    assert cards[2].comment.editor is focused()


def test_with_large_text_the_page_scrolls_and_nothing_is_cut_at_the_side(window: SpotCheckWindow, qtbot: QtBot) -> None:
    window.tab.resize(910, 360)  # what 150 % leaves of the small screen
    window.begin()
    QTest.qWait(20)
    card = window.card
    qtbot.waitUntil(lambda: card.minimumHeight() > 0)
    assert card.mapTo(window.tab, card.rect().topRight()).x() < window.recording.panel.x()
    for area in card.findChildren(QScrollArea):
        page = area.widget()
        assert page is not None
        assert page.width() <= area.viewport().width()
        assert area.verticalScrollBar().maximum() == 0
    window.press(Qt.Key.Key_Return)
    last = list(card.rows.values())[-1]
    window.tab.activateWindow()  # a window of another test may have come to the front
    qtbot.waitUntil(window.tab.isActiveWindow)
    last.answers.focus()
    qtbot.waitUntil(lambda: 0 < last.mapTo(window.tab, last.rect().center()).y() < window.tab.height())


def test_an_answer_is_as_wide_chosen_as_not(window: SpotCheckWindow) -> None:
    window.begin()
    row = next(iter(window.card.rows.values()))
    before = [row.answers.button(key).geometry() for key in ("yes", "no", "not_applicable")]
    row.answers.button("no").click()
    QTest.qWait(10)
    assert [row.answers.button(key).geometry() for key in ("yes", "no", "not_applicable")] == before


def test_a_file_open_for_reading_shows_the_record_and_takes_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    first = SpotCheckWindow(tmp_path / "plan.scnplan")
    first.show(qtbot)
    first.begin()
    first.card.reference.setFocus()
    first.type("2027-1184")
    first.close()
    window = SpotCheckWindow(tmp_path / "plan.scnplan", writable=False)
    window.show(qtbot)
    assert window.card.reference.text() == "2027-1184"
    answers = [row.answers.button("yes").isEnabled() for row in window.card.rows.values()]
    assert not any(answers)
    window.card.reference.setFocus()
    window.type("9")
    assert window.card.reference.text() == "2027-1184"
    assert not window.recording.foot.new_case.isVisible()
    assert not window.recording.panel.sign_button.isEnabled()
    window.close()


# Signed


def test_a_signed_record_shows_text_only_and_how_it_stands(window: SpotCheckWindow) -> None:
    window.begin()
    sign(window)
    view = window.tab.record_view
    assert view is not None
    assert view.isVisible()
    texts = [shown.text() for shown in view.findChildren(QLabel)]
    assert "Utskott Norr, 8 september 2027" in texts
    assert any("6 september 2027, 13.42" in text for text in texts)
    names = {shown.accessibleName() for shown in view.findChildren(QLabel)} | {
        shown.accessibleName() for shown in view.children() if hasattr(shown, "accessibleName")
    }
    assert not view.findChildren(QLineEdit)
    assert not view.findChildren(QTextEdit)
    assert not {"Ändrad efter signering"} & names
    assert window.document.undo_label is None


def test_the_text_for_the_minutes_is_marked_as_secret(window: SpotCheckWindow) -> None:
    window.begin()
    sign(window)
    assert window.tab.record_view is not None
    window.tab.record_view.copy_button.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("OMFATTAS AV SEKRETESS")
    assert "Ärende 2027-1184: utan anmärkning." in text
    assert "sekretess" in window.said[-1]


def test_the_report_of_the_meeting_is_asked_for(window: SpotCheckWindow, qtbot: QtBot) -> None:
    window.begin()
    sign(window)
    assert window.tab.record_view is not None
    with qtbot.waitSignal(window.bridge.print_requested) as asked:
        window.tab.record_view.print_button.click()
    assert asked.args == ["stickprov", {"meeting": window.record.meeting_id}]


def test_the_compilation_of_the_year_is_asked_for_from_the_list_and_the_register(
    window: SpotCheckWindow, qtbot: QtBot
) -> None:
    window.begin()
    sign(window)
    for press in (window.tab.side.compilation_link.click, window.tab.register.compilation.click):
        with qtbot.waitSignal(window.bridge.print_requested) as asked:
            press()
        assert asked.args == ["stickprovssammanstallning", {"year": "2027", "period": "year"}]
    named = [each.text() for each in window.tab.menu_actions("plan")]
    assert "Skriv ut sammanställning av stickprov…" in named


def test_a_record_changed_behind_the_programs_back_says_so(window: SpotCheckWindow) -> None:
    window.begin()
    sign(window)
    with sqlite3.connect(window.document.path) as connection:
        connection.execute("UPDATE spot_check_case SET comment = 'Annat' WHERE reference = '2027-1184'")
    connection.close()
    window.document.session.expire_all()
    other = window.tab._key
    window.tab._show(other)
    view = window.tab.record_view
    assert view is not None
    texts = [shown.text() for shown in view.findChildren(QLabel)]
    assert "Ändrat: Ärende 1, kommentar" in texts


def test_an_altered_record_is_told_in_the_list_of_meetings(window: SpotCheckWindow, qtbot: QtBot) -> None:
    window.begin()
    sign(window)
    model = window.tab.side.model
    assert [model.index(row).data(MeetingRole.WORD) for row in range(model.rowCount())] == ["Signerad"]
    with sqlite3.connect(window.document.path) as connection:
        connection.execute("UPDATE spot_check SET conclusion = 'Allt är bra'")
    connection.close()
    opened = Bridge(Document.open(window.document.path, writable=False))
    tab = SpotCheckTab(opened, now=lambda: NOW)
    qtbot.addWidget(tab)
    model = tab.side.model
    qtbot.waitUntil(lambda: model.index(0).data(MeetingRole.WORD) != "Signerad")  # the file is shown before it is known
    shown = [model.index(row).data(MeetingRole.WORD) for row in range(model.rowCount())]
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    opened.close()
    assert shown == ["Ändrad"]
    assert spoken == "8 september 2027, Ändrad"


def test_the_meetings_to_choose_from_stand_in_the_order_of_their_days(window: SpotCheckWindow) -> None:
    where = queries.committee(window.document.session).subcommittees[0].id
    days = ["2027-10-06", "2027-08-25", "2027-09-22"]
    window.document.do("Möten", lambda session: spot_checks.add_meetings(session, where, days))
    combo = window.recording.fields.meeting.combo
    assert [combo.itemText(place).partition(", ")[2] for place in range(combo.count())] == [
        "ons 25 augusti 2027", "ons 8 september 2027", "ons 22 september 2027", "ons 6 oktober 2027",
    ]  # fmt: skip
    assert combo.currentIndex() == 1


def test_the_meetings_say_in_words_what_became_of_them(window: SpotCheckWindow) -> None:
    where = queries.committee(window.document.session).subcommittees[0].id
    days = ["2027-08-25", "2027-09-22", "2027-10-06"]
    window.document.do("Möten", lambda session: spot_checks.add_meetings(session, where, days))
    window.document.do("Möte", lambda session: spot_checks.add_meeting(session, where, "2027-08-30", "extra"))
    window.begin()
    sign(window)
    model = window.tab.side.model
    rows = [(model.index(row).data(), model.index(row).data(MeetingRole.WORD)) for row in range(model.rowCount())]
    assert rows == [
        ("6 oktober 2027", ""),
        ("22 september 2027", "Nästa"),
        ("8 september 2027", "Signerad"),
        ("30 augusti 2027 (extra)", ""),
        ("25 augusti 2027", "Saknas"),
    ]
    window.tab.activateWindow()  # there is no window manager to do it after the question
    assert QTest.qWaitForWindowActive(window.tab)
    window.tab.side.meetings.setFocus()
    window.press(Qt.Key.Key_Down, times=2)
    texts = [shown.text() for shown in window.tab.findChildren(QLabel) if shown.isVisible()]
    assert "Utskott Norr, 25 augusti 2027" in texts
    assert "Inget stickprov än." in texts
    assert focused() is window.tab.side.meetings
    window.press(ENTER)
    assert window.recording.isVisible()
    assert window.recording.record is None


def test_the_list_of_meetings_is_a_sound_model(window: SpotCheckWindow) -> None:
    model = MeetingListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_sittings(window.tab._shown.listed())
    model.show_sittings([])
    assert isinstance(tester.model(), QAbstractItemModel)


# The register


def test_a_file_without_meetings_asks_for_them_in_place(empty_window: SpotCheckWindow) -> None:
    window = empty_window
    register = window.tab.register
    assert isinstance(register, RegisterView)
    assert register.isVisible()
    assert not register.done_button.isVisible()
    window.type("Utskott Söder")
    window.press(ENTER)
    QTest.qWait(10)
    window.type("Ida Ek")
    window.press(ENTER)
    card = next(iter(register.cards.values()))
    card.add_meeting.setFocus()
    window.type("8 september, 22/9")
    window.press(ENTER)
    found = queries.committee(window.document.session).subcommittees[0]
    assert (found.name, [each.name for each in found.verifiers]) == ("Utskott Söder", ["Ida Ek"])
    assert [meeting.held_on for meeting in found.meetings] == ["2027-09-08", "2027-09-22"]
    register.done_button.click()
    assert window.recording.isVisible()
    assert window.recording.fields.meeting.combo.currentText().startswith("Utskott Söder, ons 8 september")


def test_an_unreadable_date_is_named_below_its_field(empty_window: SpotCheckWindow) -> None:
    window = empty_window
    window.type("Utskott Söder")
    window.press(ENTER)
    QTest.qWait(10)
    card = next(iter(window.tab.register.cards.values()))
    card.add_meeting.setFocus()
    window.type("8 september, sen")
    window.press(ENTER)
    assert "”sen”" in card.add_meeting.field.error()
    assert card.add_meeting.field.text() == "8 september, sen"
    assert queries.committee(window.document.session).subcommittees[0].meetings == []


def test_an_utskott_keeps_a_name(window: SpotCheckWindow) -> None:
    window.tab.show_register()
    card = next(iter(window.tab.register.cards.values()))
    card.name.setFocus()
    card.name.editor.selectAll()
    window.press(Qt.Key.Key_Delete)
    window.press(ENTER)
    assert "måste ha ett namn" in card.name.error()
    assert queries.committee(window.document.session).subcommittees[0].name == "Utskott Norr"


def test_secrecy_is_told_and_no_reference_leaves_the_tab(window: SpotCheckWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.bridge.detail) as told:
        window.tab.focus_first()
    assert "Skriv aldrig namn eller personnummer" in str(told.args)
    window.begin()
    window.card.reference.setFocus()
    window.type("2027-1184")
    window.press(ENTER)
    assert not any("2027-1184" in said for said in window.said)
    assert window.tab.size() == QSize(1366, 586)


def test_a_meeting_and_what_became_of_it_have_room_beside_each_other_in_the_list(window: SpotCheckWindow) -> None:
    combo = window.recording.fields.meeting.combo
    combo.setItemData(0, "Påbörjad", MeetingRole.WORD)
    combo.showPopup()
    words = combo.fontMetrics().horizontalAdvance(f"{combo.itemText(0)} Påbörjad")
    assert combo.view().viewport().width() >= words + 40
    combo.hidePopup()


def test_a_likely_name_in_a_comment_is_questioned_and_kept(window: SpotCheckWindow) -> None:
    window.begin()
    comment = window.card.comment
    comment.setFocus()
    window.type("Anna Svensson ringde.")
    window.press(ENTER)
    assert comment.warning() == "Ser ut som namn eller telefonnummer."
    assert window.record.cases[0].comment == "Anna Svensson ringde."
    comment.right.click()
    assert comment.warning() == ""


def test_one_more_stickprov_of_something_else_is_recorded_at_the_same_meeting(window: SpotCheckWindow) -> None:
    window.begin()
    sign(window)
    first = window.record
    window.tab.begin_another()
    choice = window.recording.deck.choice
    assert choice is not None
    assert window.tab.focusWidget() is choice.buttons[0]
    choice.buttons[1].click()
    meeting = queries.meetings(window.bridge.session)[0]
    (second,) = [record for record in meeting.spot_checks if record is not first]
    assert window.recording.record is second
    assert (second.signed, second.category_title) == (False, choice.buttons[1].text())
    assert window.tab.place() == f"{meeting.id}/{second.id}"
    window.bridge.undo()
    assert meeting.spot_checks == [first]


def test_one_more_stickprov_is_not_offered_where_none_is_begun(window: SpotCheckWindow) -> None:
    def offered() -> bool:
        actions = window.tab.menu_actions("plan")
        return next(each for each in actions if each.text() == "Nytt stickprov vid samma sammanträde").isEnabled()

    assert not offered()
    window.tab.begin_another()
    assert window.recording.record is None
    window.begin()
    assert offered()
