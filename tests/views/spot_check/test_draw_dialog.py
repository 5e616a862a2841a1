"""Drawing the cases from a list in the tab: by keyboard and by finger, from the clipboard and from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from scn_desktop.models import queries
from scn_desktop.models.draw import Draw
from scn_desktop.models.draw_rules import in_order, outcome, verify_draw
from scn_desktop.models.edits import spot_checks
from scn_desktop.views.spot_check.draw_dialog import DrawDialog
from scn_desktop.views.spot_check.draws_dialog import DrawsDialog
from scn_desktop.views.spot_check.omit_dialog import OmitDialog
from scn_desktop.views.spot_check.selection_links import SelectionLinks
from tests.models.drawing import CATEGORY, OTHER, cases
from tests.views.spot_check.spot_check_window import SpotCheckWindow, focused

T = TypeVar("T", bound=QDialog)
NUMBER = "19811218-9876"


def listed(count: int = 12, other: int = 0) -> str:
    """A list as Excel puts it on the clipboard."""
    rows = [*cases(count, CATEGORY), *cases(other, OTHER, first=500)]
    head = "Ärendenummer\tÄrendetyp\tBeslutsdatum\tEnhet\n"
    return head + "".join(f"{each.reference}\t{each.category}\t{each.dated}\t{each.unit}\n" for each in rows)


def opened(kind: type[T]) -> T:
    """The dialog of that kind that is open."""
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


@pytest.fixture
def begun(window: SpotCheckWindow) -> SpotCheckWindow:
    """A stickprov whose three cases are empty, with its justerare."""
    window.begin()
    window.document.do(
        "Justerare", lambda session: spot_checks.set_field(session, window.record.id, "verifier", "Kerstin Alm")
    )
    return window


def links(window: SpotCheckWindow) -> SelectionLinks:
    return window.recording.foot.selection


def paste(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def drawing(window: SpotCheckWindow, text: str) -> DrawDialog:
    """The dialog with the list reviewed, at the step before the draw."""
    paste(text)
    links(window).draw.click()
    dialog = opened(DrawDialog)
    dialog.source.paste_button.click()
    dialog.main.click()
    return dialog


def drawn_record(window: SpotCheckWindow) -> Draw:
    """Draw among twelve cases with a click on each step."""
    dialog = drawing(window, listed())
    dialog.main.click()
    dialog.main.click()
    found = window.record.draw
    assert found is not None
    return found


def test_the_cards_are_filled_with_what_was_drawn_and_the_draw_is_logged(begun: SpotCheckWindow) -> None:
    dialog = drawing(begun, listed())
    assert dialog.main.text() == "Dra och logga"
    dialog.main.click()
    draw = begun.record.draw
    assert draw is not None
    assert dialog.outcome is not None
    assert [case.reference for case in begun.record.cases] == in_order(draw.seed, [c.reference for c in cases()])[:3]
    assert (draw.made_by, draw.made_at) == ("Kerstin Alm", "2027-09-06T13:42:00+02:00")
    assert verify_draw(draw) == []
    dialog.main.click()
    assert begun.card.reference.text() == begun.record.cases[0].reference
    assert links(begun).draw.isHidden()
    assert not links(begun).draws.isHidden()
    assert begun.document.undo_label is None


def test_a_double_click_on_the_step_before_draws_nothing(begun: SpotCheckWindow) -> None:
    paste(listed())
    links(begun).draw.click()
    dialog = opened(DrawDialog)
    dialog.source.paste_button.click()
    QTest.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(dialog.main, Qt.MouseButton.LeftButton)  # the second press alone
    QTest.mouseRelease(dialog.main, Qt.MouseButton.LeftButton)
    assert dialog.main.text() == "Dra och logga"
    assert not begun.record.meeting.draws
    QTest.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert begun.record.draw is not None


def test_with_the_keyboard_alone(begun: SpotCheckWindow, qtbot: QtBot) -> None:
    paste(listed())
    links(begun).draw.setFocus()
    begun.press(Qt.Key.Key_Return)
    dialog = opened(DrawDialog)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.source.paste_button)
    QTest.keyClick(focused(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert dialog.review is not None
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert dialog.amount is not None
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    assert dialog.amount.amounts() == (4, 2)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert not begun.record.meeting.draws, "Enter draws nothing"
    for _ in range(12):
        if dialog.focusWidget() is dialog.main:
            break
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.main
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert len(begun.record.cases) == 4
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_giving_up_on_any_step_leaves_no_draw(begun: SpotCheckWindow) -> None:
    dialog = drawing(begun, listed())
    dialog.back.click()
    dialog.back.click()
    dialog.cancel.click()
    assert not begun.record.meeting.draws
    assert not links(begun).draw.isHidden()


def test_the_way_back_keeps_the_name_of_who_draws(begun: SpotCheckWindow) -> None:
    dialog = drawing(begun, listed())
    assert dialog.amount is not None
    dialog.amount.by.editor.setText("Olle Brandt")
    dialog.back.click()
    dialog.main.click()
    assert dialog.amount.by.text() == "Olle Brandt"


def test_a_list_that_holds_a_personnummer_cannot_be_drawn_from(begun: SpotCheckWindow) -> None:
    paste(f"{listed(3)}IFO-2027-00999\t{CATEGORY}\t2027-08-01\t{NUMBER}\n")
    links(begun).draw.click()
    dialog = opened(DrawDialog)
    dialog.source.paste_button.click()
    assert dialog.review is not None
    assert not dialog.main.isEnabled()
    assert dialog.review.messages.texts()[0].startswith("Rad 5, kolumnen Enhet")
    shown = dialog.review.table.preview
    texts = [shown.text(row, column) for row in range(shown.rowCount()) for column in range(shown.columnCount())]
    assert not any(NUMBER in each for each in texts)
    box = dialog.review.columns.boxes[3]
    box.setCurrentIndex(box.findData(""))
    box.activated.emit(box.currentIndex())
    assert dialog.main.isEnabled()
    dialog.reject()


def test_what_is_no_list_is_told_where_it_was_asked_for(begun: SpotCheckWindow, tmp_path: Path) -> None:
    paste("")
    links(begun).draw.click()
    dialog = opened(DrawDialog)
    dialog.source.paste_button.click()
    assert "tom" in dialog.source.refused.text()
    path = tmp_path / "lista.xlsx"
    path.write_bytes(b"PK\x03\x04")
    dialog.source.open(path)
    assert "arbetsbok" in dialog.source.refused.text()
    path = tmp_path / "lista.csv"
    path.write_bytes(listed().replace("\t", ";").encode("cp1252"))
    dialog.source.open(path)
    assert dialog.review is not None
    assert dialog.review.counts.text().replace("\u00a0", " ") == f"12 ärenden: 12 {CATEGORY}"
    dialog.reject()


def test_only_the_stickprovs_own_category_is_drawn_from_unless_asked(begun: SpotCheckWindow) -> None:
    dialog = drawing(begun, listed(8, other=9))
    dialog.main.click()
    (draw,) = begun.record.meeting.draws
    assert (draw.category_title, len(draw.items)) == (CATEGORY, 8)


def test_each_category_by_itself_in_one_step(begun: SpotCheckWindow) -> None:
    dialog = drawing(begun, listed(8, other=9))
    assert dialog.amount is not None
    dialog.amount.among.button("each").click()
    dialog.main.click()
    made = begun.record.meeting.draws
    assert {each.category_title: len(each.items) for each in made} == {CATEGORY: 8, OTHER: 9}
    assert begun.record.draw is not None
    assert begun.record.draw.category_title == CATEGORY
    assert dialog.outcome is not None
    assert len(dialog.outcome.omit_buttons) == 3
    dialog.reject()


def test_a_draw_that_no_stickprov_uses_is_offered_before_another(begun: SpotCheckWindow) -> None:
    drawn_record(begun)
    references = [case.reference for case in begun.record.cases]
    begun.document.do("Ta bort", lambda session: spot_checks.delete_record(session, begun.record.id))
    begun.begin()
    links(begun).draw.click()
    dialog = opened(DrawDialog)
    assert dialog.source.buttons[0].text() == "Använd dragningen"
    dialog.source.buttons[0].click()
    assert [case.reference for case in begun.record.cases] == references
    assert len(begun.record.meeting.draws) == 1


def test_an_earlier_draw_is_told_of_before_the_next(begun: SpotCheckWindow) -> None:
    drawn_record(begun)
    begun.document.do("Ärende", lambda session: spot_checks.add_case(session, begun.record.id))
    dialog = drawing(begun, listed(9))
    assert dialog.amount is not None
    (said,) = dialog.amount.messages.texts()
    assert said.startswith("För sammanträdet finns redan 1 dragning. ")
    dialog.reject()


def test_a_case_is_left_out_from_its_card_with_a_reason(begun: SpotCheckWindow) -> None:
    draw = drawn_record(begun)
    reserve = outcome(draw).reserves[0].reference
    begun.recording.open_case(begun.record.cases[1].id)
    gone = begun.record.cases[1].reference
    links(begun).omit.click()
    dialog = opened(OmitDialog)
    dialog.do_button.click()
    assert dialog.isVisible(), "a reason is needed"
    assert not draw.omissions
    dialog.choices[0].click()
    QTest.keyClick(dialog.by.editor, Qt.Key.Key_Return)
    assert not draw.omissions, "Enter leaves nothing out"
    dialog.do_button.click()
    assert begun.record.cases[1].reference == reserve
    assert draw.omissions[0].item.reference == gone
    assert draw.omissions[0].reason == "Justeraren är jävig."
    assert begun.card.reference.text() == reserve


def test_a_personnummer_in_the_reason_is_refused_there(begun: SpotCheckWindow) -> None:
    draw = drawn_record(begun)
    links(begun).omit.click()
    dialog = opened(OmitDialog)
    dialog.reason.editor.setPlainText(f"Känner {NUMBER}")  # type: ignore[union-attr]
    dialog.do_button.click()
    assert "personnummer" in dialog.refused.accessibleName()
    assert not draw.omissions
    dialog.reject()


def test_the_result_follows_what_is_left_out_there(begun: SpotCheckWindow) -> None:
    dialog = drawing(begun, listed())
    dialog.main.click()
    assert dialog.outcome is not None
    before = [case.reference for case in begun.record.cases]
    dialog.outcome.omit_buttons[2].click()
    asked = opened(OmitDialog)
    asked.choices[1].click()
    asked.do_button.click()
    assert dialog.outcome.omit_buttons[2].accessibleName() != f"Hoppa över {before[2]}…"
    dialog.main.click()


def test_a_drawn_case_has_no_button_to_remove_it(begun: SpotCheckWindow) -> None:
    drawn_record(begun)
    assert begun.card._remove.isHidden()
    assert not links(begun).omit.isHidden()


def test_choosing_by_hand_is_said_and_goes_to_the_first_case(begun: SpotCheckWindow) -> None:
    links(begun).by_hand.click()
    assert begun.record.selection == "by_hand"
    assert focused() is begun.card.reference.editor
    assert links(begun).by_hand.isHidden()
    assert not links(begun).draw.isHidden()


def test_every_draw_is_shown_with_the_signed_record_and_in_the_register(begun: SpotCheckWindow) -> None:
    drawn_record(begun)

    def fill(session: object) -> None:
        for case in begun.record.cases:
            for question in begun.record.questions:
                spot_checks.set_answer(session, case.id, question.id, "yes")  # type: ignore[arg-type]
            spot_checks.set_case_assessment(session, case.id, "no_remark")  # type: ignore[arg-type]
        spot_checks.set_field(session, begun.record.id, "presenter", "enhetschef")  # type: ignore[arg-type]
        spot_checks.set_assessment(session, begun.record.id, "no_remark")  # type: ignore[arg-type]

    begun.document.do("Fyll i", fill)
    now = begun.tab._now()
    begun.document.do(
        "Signera", lambda session: spot_checks.sign(session, begun.record.id, "Kerstin Alm", now), barrier=True
    )
    assert begun.tab.record_view is not None
    begun.tab.record_view.draws.click()
    dialog = opened(DrawsDialog)
    assert dialog.outcome.omit_buttons == []
    dialog.outcome.copy_buttons[0].click()
    assert sorted(QGuiApplication.clipboard().text().split("\n")) == [each.reference for each in cases()]
    dialog.close_button.click()
    begun.tab.show_register()
    (card,) = begun.tab.register.cards.values()
    assert not card.draws.isHidden()
    card.draws.click()
    opened(DrawsDialog).close_button.click()
    assert queries.meetings(begun.document.session)[0].draws


def test_links_never_stand_outside_the_window(begun: SpotCheckWindow) -> None:
    for width in (1366, 1180, 1024, 900):
        begun.tab.resize(width, 586)
        QTest.qWait(20)
        foot = begun.recording.foot
        for link in (*foot.selection.stops(), *foot.links):
            if link.isVisible():
                left = link.mapTo(foot, link.rect().topLeft()).x()
                assert left >= 0
                assert left + link.width() <= foot.width()
                assert link.height() >= link.sizeHint().height()


def test_who_draws_must_be_told_and_is_asked_for_at_its_place(begun: SpotCheckWindow) -> None:
    dialog = drawing(begun, listed())
    assert dialog.amount is not None
    dialog.amount.by.editor.setText("  ")
    dialog.main.click()
    assert dialog.amount.by.error() == "Skriv vem som drar."
    assert not begun.record.meeting.draws
    dialog.amount.by.editor.setText("Olle Brandt")
    dialog.main.click()
    assert begun.record.meeting.draws[0].made_by == "Olle Brandt"


def test_a_list_of_another_category_than_the_stickprovs_is_questioned(begun: SpotCheckWindow) -> None:
    dialog = drawing(begun, listed(0, other=9))
    assert dialog.amount is not None
    assert dialog.amount.doubt == f"Inget ärende i listan har kategorin {CATEGORY}, som stickprovet gäller."
    dialog.back.click()
    dialog.back.click()
    paste("IFO-1\nIFO-2\nIFO-3\nIFO-4")
    dialog.source.paste_button.click()
    dialog.main.click()
    assert dialog.amount.doubt == ""
    dialog.reject()
