"""Meetings from a rule are seen before they are added, and are one step to undo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scn_desktop.models import queries
from scn_desktop.views.spot_check.meeting_rule_dialog import MeetingRuleDialog
from tests.views.spot_check.spot_check_window import SpotCheckWindow


def opened(window: SpotCheckWindow) -> MeetingRuleDialog:
    """The dialog of the only utskott, opened where its meetings are entered."""
    window.tab.show_register()
    (card,) = window.tab.register.cards.values()
    card.by_rule.click()
    (dialog,) = card.findChildren(MeetingRuleDialog)
    return dialog


def held(window: SpotCheckWindow) -> list[str | None]:
    return [each.held_on for each in queries.meetings(window.document.session)]


def test_every_other_wednesday_is_previewed_and_added_in_one_step(window: SpotCheckWindow) -> None:
    dialog = opened(window)
    dialog.first.setText("1 september 2027")
    dialog.last.setText("2027-10-10")
    assert [dialog.days.item(row).text() for row in range(dialog.days.count())] == [
        "onsdag 1 september 2027",
        "onsdag 15 september 2027",
        "onsdag 29 september 2027",
    ]
    assert dialog.do_button.text() == "Lägg till 3 sammanträden"
    before = held(window)
    dialog.do_button.click()
    assert held(window) == ["2027-09-01", "2027-09-08", "2027-09-15", "2027-09-29"]
    assert {each.kind for each in queries.meetings(window.document.session)} == {"ordinary"}
    window.bridge.undo()
    assert held(window) == before
    window.bridge.redo()
    assert len(held(window)) == 4


def test_a_holiday_is_left_out_with_a_key_and_taken_back_with_a_click(window: SpotCheckWindow) -> None:
    dialog = opened(window)
    dialog.first.setText("1 september 2027")
    dialog.last.setText("30 september 2027")
    dialog.days.setCurrentRow(1)
    QTest.keyClick(dialog.days, Qt.Key.Key_Space)
    assert dialog.days.item(1).text() == "onsdag 15 september 2027 – läggs inte till"
    assert dialog.days.days() == ["2027-09-01", "2027-09-29"]
    assert dialog.do_button.text() == "Lägg till 2 sammanträden"
    dialog.days.itemClicked.emit(dialog.days.item(1))
    assert dialog.days.days() == ["2027-09-01", "2027-09-15", "2027-09-29"]
    dialog.reject()


def test_a_day_that_has_a_meeting_already_is_told_and_not_added(window: SpotCheckWindow) -> None:
    dialog = opened(window)
    dialog.often.setCurrentIndex(dialog.often.findText("Den andra i månaden"))
    dialog.first.setText("1 september 2027")
    dialog.last.setText("31 oktober 2027")
    assert dialog.days.item(0).text() == "onsdag 8 september 2027 – finns redan"
    dialog.days.turn(dialog.days.item(0))
    assert dialog.days.days() == ["2027-10-13"]
    assert dialog.do_button.text() == "Lägg till 1 sammanträde"
    dialog.reject()


def test_a_span_that_can_not_be_read_is_told_and_nothing_can_be_added(window: SpotCheckWindow) -> None:
    dialog = opened(window)
    dialog.last.setText("31 februari")
    assert dialog.refused.accessibleName().startswith("”31 februari” går inte att läsa som datum.")
    assert not dialog.refused.isHidden()
    assert not dialog.do_button.isEnabled()
    dialog.last.setText("1 mars 2020")
    assert dialog.refused.accessibleName() == "Den sista dagen är före den första."
    dialog.last.setText("1 juni 2027")
    assert dialog.refused.isHidden()
    assert dialog.do_button.isEnabled()
    dialog.reject()
