"""What the controls have shown is reported with the keyboard alone, control by control."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.control import Control
from scn_desktop.models.control_execution import ControlExecution
from scn_desktop.models.edits import control_details, executions
from scn_desktop.models.ordering import keys_for
from scn_desktop.models.plan import Plan
from scn_desktop.models.planning_model import FollowUpPeriod, ResultLevel
from scn_desktop.views.control.result_list import Column, ResultListModel
from scn_desktop.views.control.results_page import ResultsPage
from scn_desktop.views.widgets.edit_table import Role
from scn_desktop.views.widgets.labels import Status
from tests.views.control.control_window import ControlWindow, focused

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class ResultsWindow(ControlWindow):
    """The page *Resultat*: follow-ups in April and August, the third control has two points.

    Rows: 0 Handläggning, 1–3 its controls, 4 Ekonomi, 5 its control, which takes the utskott's stickprov.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        shiboken6.delete(self.tab)
        self.document.do("Modell", self._fill_model)
        self.page = ResultsPage(self.bridge)
        self.tab = self.page  # type: ignore[assignment]

    def _fill_model(self, session: Session) -> None:
        plan = queries.plans(session)[0]
        for (title, month), key in zip((("Per april", 4), ("Per augusti", 8)), keys_for(2), strict=True):
            session.add(FollowUpPeriod(model_id=plan.model.id, order_key=key, title=title, month=month))
        words = (("Utan anmärkning", "none"), ("Mindre anmärkning", "minor"), ("Anmärkning", "remark"))
        for (wording, kind), key in zip(words, keys_for(3), strict=True):
            session.add(ResultLevel(model_id=plan.model.id, order_key=key, wording=wording, kind=kind))
        first, _, third, fourth = in_order(plan)
        for text in ("Är samtalet antecknat?", "Är barnets ord med?"):
            control_details.add_question(session, third.id, text)
        control_details.set_choice(session, fourth.id, "source", "spot_checks")
        control_details.set_sample(session, first.id, "number", 10)

    def results(self) -> list[str]:
        """What stands last in each row, the headings with what stands beside them."""
        model = self.page.table_model
        found = []
        for row in range(model.row_count()):
            index = model.index(row, Column.RESULT if model.row(row) is not None else Column.NUMBER)
            beside = f" {index.data(Role.SECONDARY)}" if index.data(Role.GROUP) else ""
            found.append(f"{index.data()}{beside}")
        return found

    def execution(self, place: int) -> ControlExecution:
        """The only execution of a control."""
        (found,) = self.reported(place).executions
        return found

    def reported(self, place: int) -> Control:
        return in_order(self.plan)[place]

    def enter_form(self, row: int) -> None:
        """Come from the list into the form with the keyboard."""
        self.page.table.select(row)
        self.page.table.setFocus()
        self.press(Qt.Key.Key_Return)


def in_order(plan: Plan) -> list[Control]:
    """The controls as they stand in the list."""
    return [control for _, controls in queries.controls_by_area(plan) for control in controls]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[ResultsWindow]:
    made = ResultsWindow(tmp_path / "plan.scnplan")
    made.page.resize(1366, 586)
    with qtbot.waitActive(made.page):
        made.page.show()
    made.page.focus_first()
    yield made
    made.close()


def test_the_list_tells_what_remains_to_be_reported(window: ResultsWindow) -> None:
    assert window.results() == [
        "Handläggning 0 av 3 har resultat",
        *["Ska rapporteras"] * 3,
        "Ekonomi 0 av 1 har resultat",
        "Ska rapporteras",
    ]
    assert window.page.period.currentText() == "Per april"
    assert window.page.table.currentIndex().row() == 1
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Down)
    assert window.page.table.currentIndex().row() == 5  # the heading is passed over


def test_numbers_are_typed_judged_and_get_a_result_with_the_keyboard(window: ResultsWindow) -> None:
    window.enter_form(1)
    form = window.page.form
    window.type("12")
    window.press(Qt.Key.Key_Tab)
    window.type("2")
    window.press(Qt.Key.Key_Tab)
    assert form.words.text() == "12 kontrollerade, 83\u00a0% utan anmärkning."
    assert form.suggestion.text() == "Antalen talar för ”Anmärkning”. Välj det"
    assert window.results()[1] == "Påbörjad"
    while focused() is not form.suggestion:
        window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Return)
    execution = window.execution(0)
    assert (execution.checked, execution.remarks) == (12, 2)
    assert execution.result is not None
    assert window.results()[:2] == ["Handläggning 1 av 3 har resultat", "Anmärkning"]
    pill = window.page.table_model.index(1, Column.RESULT)
    assert (Status(pill.data(Role.PILL)), pill.data(Role.SIGN)) == (Status.ERROR, "octagon-alert")


def test_the_user_decides_another_result_than_the_numbers_speak_for(window: ResultsWindow) -> None:
    window.enter_form(1)
    window.type("12")
    window.press(Qt.Key.Key_Tab)
    window.type("2")
    form = window.page.form
    form.result.setFocus()
    window.press(Qt.Key.Key_Down)
    result = window.execution(0).result
    assert result is not None
    assert result.wording == "Utan anmärkning"
    assert form.suggestion.isVisible()


def test_a_volume_that_is_too_small_is_told_beside_the_numbers(window: ResultsWindow) -> None:
    window.enter_form(1)
    window.type("3")
    window.press(Qt.Key.Key_Tab)
    assert window.page.form.words.text() == "För få: 3 av minst 10 är kontrollerade."


def test_points_are_filled_in_cell_by_cell(window: ResultsWindow) -> None:
    window.enter_form(3)
    form = window.page.form
    assert [form.points.text(row, 0) for row in range(2)] == ["Är samtalet antecknat?", "Är barnets ord med?"]
    assert not form.numbers["remarks"].isVisible()
    window.type("20")
    window.press(Qt.Key.Key_Tab)
    assert form.point_table.hasFocus()
    for row, remarks in enumerate(("1", "3")):
        form.point_table.setCurrentIndex(form.points.index(row, 2))
        window.type(remarks)
        window.press(Qt.Key.Key_Return)
    assert [point.remarks for point in window.execution(2).points] == [1, 3]
    assert form.words.text() == "20 granskade × 2 punkter: 40 kontroller, 90\u00a0% utan anmärkning."


def test_a_point_of_this_time_alone_is_added_and_removed(window: ResultsWindow) -> None:
    window.enter_form(3)
    form = window.page.form
    form.point_table.setFocus()
    window.press(Qt.Key.Key_Insert)
    window.type("Är samtalet i enrum?")
    window.press(Qt.Key.Key_Return)
    texts = [point.text for point in window.execution(2).points]
    assert texts == ["Är samtalet antecknat?", "Är barnets ord med?", "Är samtalet i enrum?"]
    assert len(window.reported(2).questions) == 2
    form.point_table.setCurrentIndex(form.points.index(0, 0))
    window.press(Qt.Key.Key_Delete, CONTROL)
    assert [point.text for point in window.execution(2).points] == texts[1:]
    window.bridge.undo()
    assert [point.text for point in window.execution(2).points] == texts


def test_a_word_for_a_number_stays_to_be_mended(window: ResultsWindow) -> None:
    window.enter_form(1)
    field = window.page.form.numbers["checked"]
    window.type("tolv")
    window.press(Qt.Key.Key_Tab)
    assert "helt tal" in field.error()
    assert field.text() == "tolv"
    assert window.reported(0).executions == []


def test_the_next_control_is_taken_without_leaving_the_form(window: ResultsWindow) -> None:
    window.enter_form(1)
    window.type("12")
    window.press(Qt.Key.Key_Return, CONTROL)
    form = window.page.form
    assert window.execution(0).checked == 12
    assert form.heading.text() == "Kontroll 1.2"
    assert focused() is form.numbers["checked"].editor
    assert form.numbers["checked"].text() == ""
    window.press(Qt.Key.Key_Escape)
    assert window.page.table.hasFocus()


def test_an_action_asks_for_who_and_when_once_it_is_written(window: ResultsWindow) -> None:
    window.enter_form(1)
    form = window.page.form
    assert not form.days["action_due"].isVisible()
    form.texts["action"].setFocus()
    window.type("Checklista införs")
    form.finish_edits()
    assert form.days["action_due"].isVisible()
    form.days["action_due"].setFocus()
    window.type("1 juni")
    window.press(Qt.Key.Key_Tab)
    assert window.execution(0).action_due == "2027-06-01"
    assert form.days["action_due"].text() == "1 juni 2027"
    assert focused() is form.action.status
    window.press(Qt.Key.Key_Down)
    assert window.execution(0).action_status == "decided"


def test_tab_goes_from_the_follow_up_over_the_list_into_the_form(window: ResultsWindow) -> None:
    page = window.page
    page.period.setFocus()
    passed = []
    for _ in range(6):
        window.press(Qt.Key.Key_Tab)
        passed.append(focused())
    assert passed[:4] == [page.filter, page.new_button, page.table, page.everything]
    assert passed[5] is page.form.numbers["population"].editor


def test_the_numbers_of_stickprov_are_shown_and_not_typed(window: ResultsWindow) -> None:
    window.enter_form(5)
    form = window.page.form
    assert not any(field.isVisible() for field in form.numbers.values())
    assert not form.new_point.isVisible()
    assert form.to_stickprov.isVisible()
    assert form.words.text() == "Inget sammanträde har hållits i perioden."
    assert focused() is form.result


def test_each_follow_up_has_its_own_results(window: ResultsWindow) -> None:
    window.enter_form(1)
    window.type("12")
    window.press(Qt.Key.Key_Tab)
    window.page.period.setFocus()
    window.press(Qt.Key.Key_Down)
    assert window.page.period.currentText() == "Per augusti"
    assert window.results()[1] == "Ska rapporteras"
    window.enter_form(1)
    assert window.page.form.numbers["checked"].text() == ""
    assert window.page.report() == ("kontrollresultat", {"period": window.plan.model.follow_up_periods[1].id})


def test_a_control_of_another_follow_up_is_shown_when_it_is_asked_for(window: ResultsWindow) -> None:
    august, control = window.plan.model.follow_up_periods[1].id, window.reported(0).id
    window.document.do("Period", lambda s: control_details.set_periods(s, control, [august]))
    assert window.results()[0] == "Handläggning 0 av 2 har resultat"
    window.page.everything.setFocus()
    window.press(Qt.Key.Key_Space)
    assert window.results()[:2] == ["Handläggning 0 av 2 har resultat", "Inte den här gången"]
    window.page.everything.setChecked(False)
    window.page.select(f"{august} {control}")
    assert window.page.period.currentText() == "Per augusti"
    assert window.page.form.heading.text() == "Kontroll 1.1"
    assert window.page.place() == f"{august} {control}"


def test_undo_comes_back_to_the_control_and_its_follow_up(window: ResultsWindow) -> None:
    window.enter_form(2)
    window.type("12")
    window.press(Qt.Key.Key_Tab)
    window.type("1")
    window.press(Qt.Key.Key_Tab)
    window.page.select(window.plan.model.follow_up_periods[1].id)
    change_set = window.bridge.undo()
    assert change_set is not None
    assert window.page.undo_target(change_set)
    assert window.page.period.currentText() == "Per april"
    assert window.page.form.heading.text() == "Kontroll 1.2"
    assert window.page.form.numbers["remarks"].text() == ""
    change_set = window.bridge.undo()
    assert change_set is not None
    assert window.page.undo_target(change_set)
    assert window.reported(1).executions == []
    assert window.page.form.numbers["checked"].text() == ""


def test_what_was_filled_in_is_taken_away_with_an_offer_to_undo(window: ResultsWindow) -> None:
    window.enter_form(1)
    window.type("12")
    window.press(Qt.Key.Key_Tab)
    form = window.page.form
    form.remove.setFocus()
    window.press(Qt.Key.Key_Return)
    assert window.said[-1] == ("Det som var ifyllt togs bort.", True)
    assert window.results()[1] == "Ska rapporteras"
    assert form.numbers["checked"].text() == ""
    window.bridge.undo()
    assert form.numbers["checked"].text() == "12"


def test_the_filter_leaves_the_controls_that_hold_the_word(window: ResultsWindow) -> None:
    window.page.filter.setFocus()
    window.type("faktur")
    assert window.results() == ["Ekonomi 0 av 1 har resultat", "Ska rapporteras"]
    window.press(Qt.Key.Key_Escape)
    assert len(window.results()) == 6


def test_a_personnummer_in_the_comment_is_refused(window: ResultsWindow) -> None:
    window.enter_form(1)
    comment = window.page.form.texts["comment"]
    comment.setFocus()
    window.type("Gäller 19900101-2385")
    window.page.form.finish_edits()
    assert "personnummer" in comment.error()
    assert window.reported(0).executions == []


def test_the_list_of_results_is_a_sound_model(window: ResultsWindow) -> None:
    model = ResultListModel(window.bridge, window.plan.model.follow_up_periods[0])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    april = window.plan.model.follow_up_periods[0].id
    for control in in_order(window.plan)[:2]:
        window.document.do("Börja", lambda s, key=control.id: executions.begin(s, key, april))  # type: ignore[misc]
        model.refresh()
    model.set_filter("faktur")
    model.set_filter("")
    model.set_period(window.plan.model.follow_up_periods[1])
    assert tester.model() is model
    assert model.row_count() == 6


def test_the_form_of_a_file_that_is_read_only_takes_nothing(qtbot: QtBot, window: ResultsWindow) -> None:
    window.document.read_only_reason = "Öppen hos Karin"
    page = ResultsPage(window.bridge)
    qtbot.addWidget(page)
    form = page.form
    assert form.numbers["checked"].editor.isReadOnly()
    assert not form.result.isEnabled()
    assert form.new_point.isHidden()
    assert page.new_button.isEnabled()  # to print is still allowed


def test_the_clipboard_gets_what_the_list_says(window: ResultsWindow) -> None:
    window.page.table.select(1)
    window.page.table.setFocus()
    window.press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().split("\t")[1] == "Stickprov inför möten"
    assert QApplication.focusWidget() is window.page.table
