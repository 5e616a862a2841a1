"""What a control says besides its texts: volume, follow-ups, checklist, and what is folded away."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.control import Control
from scn_desktop.models.edits import control_details
from scn_desktop.models.ordering import keys_for
from scn_desktop.models.planning_model import FollowUpPeriod
from scn_desktop.views.control.checklist import ChecklistModel
from scn_desktop.views.control.control_table import Column
from tests.views.control.control_window import ControlWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def with_periods(window: ControlWindow) -> list[str]:
    """Two follow-ups in the plan; their keys."""
    model = window.plan.model.id

    def add(session: Session) -> None:
        for (title, month), key in zip((("Per april", 4), ("Bokslut", 12)), keys_for(2), strict=True):
            session.add(FollowUpPeriod(model_id=model, order_key=key, title=title, month=month))

    window.document.do("Uppföljningar", add)
    return [each.id for each in window.plan.model.follow_up_periods]


def shown(window: ControlWindow, row: int = 1) -> Control:
    """The control in a row, in the form."""
    window.go(row)
    return window.control(row)


def stored(window: ControlWindow) -> tuple[str, int | None]:
    """The volume of the control that is shown, as the file has it."""
    control = queries.get(window.document.session, Control, window.tab.form.control_id)
    return control.sample_kind, control.sample_size


def test_the_smallest_volume_is_a_number_beside_the_words(window: ControlWindow) -> None:
    shown(window)
    sample = window.tab.form.sample
    assert not sample.number.isVisible()
    sample.kind.setFocus()
    window.press(Qt.Key.Key_Down)
    assert stored(window) == ("number", None)
    assert sample.number.isVisible()
    window.press(Qt.Key.Key_Tab)
    window.type("25")
    window.press(Qt.Key.Key_Tab)
    assert stored(window) == ("number", 25)
    sample.kind.setFocus()
    window.press(Qt.Key.Key_Down)
    assert stored(window) == ("percent", None)
    window.press(Qt.Key.Key_Tab)
    window.type("110")
    window.press(Qt.Key.Key_Tab)
    assert "1 till 100" in sample.percent.error()
    assert sample.percent.text() == "110"


def test_a_control_is_reported_in_the_chosen_follow_ups(window: ControlWindow) -> None:
    april, december = with_periods(window)
    control, periods = shown(window), window.tab.form.periods
    assert [box.text() for box in periods.boxes.values()] == ["April", "December"]
    assert periods.boxes[december].accessibleName() == "Redovisas i Bokslut"
    assert periods.nothing.isVisible()
    window.tab.form.field("reporting").setFocus()
    window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Tab)
    assert periods.boxes[december].hasFocus()
    window.press(Qt.Key.Key_Space)
    assert [each.period_id for each in control.periods] == [december]
    assert not periods.nothing.isVisible()
    assert control.reporting == "Varje månad"  # what prints is the user's own words
    periods.boxes[april].setFocus()
    window.press(Qt.Key.Key_Space)
    window.bridge.undo()
    assert not periods.boxes[april].isChecked()
    assert periods.boxes[december].isChecked()


def test_the_checklist_is_written_moved_and_mended_in_place(window: ControlWindow) -> None:
    control, checklist = shown(window), window.tab.form.checklist
    checklist.new_button.setFocus()
    window.press(Qt.Key.Key_Return)
    window.type("Finns beslut?")
    window.press(Qt.Key.Key_Return, CONTROL)
    window.type("Stämmer beloppet?")
    window.press(Qt.Key.Key_Return)
    assert [each.text for each in control.questions] == ["Finns beslut?", "Stämmer beloppet?"]
    checklist.table.setCurrentIndex(checklist.model.index(1, 1))
    window.press(Qt.Key.Key_Up, ALT)
    assert [each.text for each in control.questions] == ["Stämmer beloppet?", "Finns beslut?"]
    checklist.table.setCurrentIndex(checklist.model.index(0, 1))
    window.press(Qt.Key.Key_Delete, CONTROL)
    assert [each.text for each in control.questions] == ["Finns beslut?"]
    assert window.said[-1] == ("Frågan togs bort.", True)
    change_set = window.bridge.undo()
    assert change_set is not None
    assert window.tab.undo_target(change_set)
    assert len(checklist.model.ids) == 2


def test_the_checklist_is_a_sound_model(window: ControlWindow) -> None:
    control = shown(window)
    model = ChecklistModel(window.bridge)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    keys = [
        window.document.do("Fråga", lambda s, t=text: control_details.add_question(s, control.id, t))  # type: ignore[misc]
        for text in ("Ett", "Två", "Tre")
    ]
    model.show_control(control)
    window.document.do("Flytta", lambda s: control_details.move_question(s, keys[2], 0))
    model.show_control(control)
    window.document.do("Ta bort", lambda s: control_details.delete_question(s, keys[0]))
    model.show_control(control)
    model.show_control(window.control(2))
    assert isinstance(tester.model(), QAbstractItemModel)
    assert model.row_count() == 0


def test_what_is_seldom_said_is_folded_away_and_summed_up(window: ControlWindow) -> None:
    control, more = shown(window), window.tab.form.more
    assert not more.nature.isVisible()
    more.fold.setFocus()
    window.press(Qt.Key.Key_Return)
    assert more.nature.isVisible()
    window.press(Qt.Key.Key_Tab)
    window.type("Varje månad")
    window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Down)
    assert (control.frequency, control.nature) == ("Varje månad", "detecting")
    more.source.setFocus()
    window.press(Qt.Key.Key_Down)
    assert control.source == "spot_checks"
    more.fold.setFocus()
    window.press(Qt.Key.Key_Return)
    assert not more.nature.isVisible()
    assert more.summary.text() == "Varje månad · Upptäckande · Utskottens stickprov"


def test_kinds_are_chosen_among_once_there_are_several(window: ControlWindow) -> None:
    page = window.tab
    assert not page.kind.isVisible()
    first = window.control(1).id
    window.document.do("Slag", lambda s: control_details.set_choice(s, first, "kind", "measure"))
    assert page.kind.isVisible()
    assert [page.kind.itemText(row) for row in range(page.kind.count())] == [
        "Kontroller och åtgärder",
        "Kontroller",
        "Riskreducerande åtgärder",
    ]
    page.kind.setFocus()
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Down)
    assert window.column(Column.NUMBER) == ["[Handläggning]", "1.1"]
    page.new_button.click()
    assert [control.kind for control in window.plan.controls].count("measure") == 2
    other = next(control.id for control in window.plan.controls if control.kind == "control")
    page.select(other)
    assert page.kind.currentData() == ""
    assert page.form.control_id == other


def test_a_measure_asks_for_no_volume_and_no_checklist(window: ControlWindow) -> None:
    control, form = shown(window), window.tab.form
    assert form.sample.isVisible()
    window.document.do("Slag", lambda s: control_details.set_choice(s, control.id, "kind", "measure"))
    assert not form.sample.isVisible()
    assert not form.checklist.isVisible()
