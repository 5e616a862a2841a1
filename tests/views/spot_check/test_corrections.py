"""A signed stickprov is corrected beside what was signed: what, what holds instead, why and by whom."""

from __future__ import annotations

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from scn_desktop.models import queries
from scn_desktop.models.entities import SpotCheck
from scn_desktop.models.spot_check_seal import short_code, verify
from scn_desktop.views.spot_check.correction_dialog import CorrectionDialog
from scn_desktop.views.spot_check.record_view import RecordView
from scn_desktop.views.widgets.labels import PillLabel, SignLabel
from tests.models.signing import signed_record
from tests.views.spot_check.spot_check_window import NOW, SpotCheckWindow, focused


@pytest.fixture
def signed(window: SpotCheckWindow) -> SpotCheckWindow:
    """The tab with its only stickprov signed and shown."""
    signed_record(window.document, NOW)
    window.tab.show_place(queries.meetings(window.document.session)[0].id)
    return window


def view(window: SpotCheckWindow) -> RecordView:
    shown = window.tab.record_view
    assert shown is not None
    return shown


def opened(window: SpotCheckWindow, qtbot: QtBot) -> CorrectionDialog:
    QApplication.processEvents()  # the tab is active before the dialog is
    view(window).correct_button.click()
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, CorrectionDialog) and each.isVisible()]
    QApplication.processEvents()
    with qtbot.waitActive(found[0]):
        found[0].activateWindow()
    return found[0]


def texts(window: SpotCheckWindow) -> str:
    return " ".join(each.text() for each in view(window).findChildren(QLabel))


def fill(window: SpotCheckWindow, dialog: CorrectionDialog, text: str = "Svaret är nej", why: str = "Fel ruta") -> None:
    """Choose the second question of the first case, and type the rest."""
    dialog.group.setCurrentIndex(1)
    dialog.place.setCurrentIndex(2)
    dialog.text.setFocus()
    window.type(text)
    dialog.reason.setFocus()
    window.type(why)


def test_a_correction_is_added_locked_and_shown_with_its_code(signed: SpotCheckWindow, qtbot: QtBot) -> None:
    dialog = opened(signed, qtbot)
    fill(signed, dialog)
    assert dialog.says.text() == "Signerat: Har barnets inställning dokumenterats? Ja"
    assert dialog.by.text() == (signed.document.author or "Kerstin Alm")
    assert focused() is dialog.reason.editor
    dialog.do_button.click()
    record: SpotCheck = signed.record
    (correction,) = record.corrections
    assert (correction.place, correction.text, correction.reason) == ("Ärende 1, fråga 2", "Svaret är nej", "Fel ruta")
    assert short_code(correction.fingerprint) in texts(signed)
    assert "Rättelse 1. Ärende 1, fråga 2" in texts(signed)
    assert [each.accessibleName() for each in view(signed).findChildren(PillLabel)] == ["1 rättelse", "Signerad"]
    assert [each.accessibleName() for each in view(signed).findChildren(SignLabel)].count("Oförändrad") == 2
    assert verify(record) == []
    assert signed.document.undo_label is None


def test_the_consequence_stands_in_the_dialog_and_enter_does_not_add(signed: SpotCheckWindow, qtbot: QtBot) -> None:
    dialog = opened(signed, qtbot)
    said = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "kan varken ändras, tas bort eller ångras" in said
    fill(signed, dialog)
    dialog.by.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert signed.record.corrections == []
    dialog.reject()


def test_what_is_missing_or_refused_is_told_and_what_is_typed_stays(signed: SpotCheckWindow, qtbot: QtBot) -> None:
    dialog = opened(signed, qtbot)
    dialog.do_button.click()
    assert dialog.refused.accessibleName() == "Skriv vad som gäller i stället."
    fill(signed, dialog, "Gäller 19121212-1212", "Enligt Anna Svensson")
    dialog.do_button.click()
    assert "personnummer" in dialog.text.error()
    assert dialog.text.text() == "Gäller 19121212-1212"
    assert dialog.reason.warning() == "Ser ut som namn eller telefonnummer."
    assert dialog.isVisible()
    assert signed.record.corrections == []
    dialog.reject()


def test_everything_to_press_is_as_large_as_a_finger(signed: SpotCheckWindow, qtbot: QtBot) -> None:
    dialog = opened(signed, qtbot)
    for pressed in (*dialog.foot_buttons, dialog.group, dialog.place, dialog.by.editor, view(signed).correct_button):
        assert pressed.height() >= 48
    dialog.reject()


def test_a_correction_that_was_changed_with_another_tool_says_so(signed: SpotCheckWindow, qtbot: QtBot) -> None:
    dialog = opened(signed, qtbot)
    fill(signed, dialog)
    dialog.do_button.click()
    with sqlite3.connect(signed.document.path) as connection:
        connection.execute("UPDATE spot_check_correction SET text = 'Något annat'")
    connection.close()
    signed.document.session.expire_all()
    signed.tab.show_place(signed.record.meeting_id)
    assert "Ändrat: Vad som gäller" in texts(signed)
    assert "Ändrad efteråt" in [each.accessibleName() for each in view(signed).findChildren(SignLabel)]
