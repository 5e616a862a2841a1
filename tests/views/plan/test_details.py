"""Detaljer…: what a measure or an indicator has besides its columns is written in a dialog, field by field."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scn_desktop.models.indicator import is_kolada_id
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.block_editor import BlockEditor
from scn_desktop.views.plan.block_table import TableBlock
from scn_desktop.views.plan.details_dialog import KOLADA_HINT, DetailsDialog, IndicatorDetails, MeasureDetails

Show = Callable[[str], BlockEditor]


@pytest.fixture
def open_details(qtbot: QtBot, window: MainWindow, show: Show) -> Callable[[str], DetailsDialog]:
    """The details of the first row of the first table of that kind, asked for with the key."""

    def go(kind: str) -> DetailsDialog:
        block = show(kind)
        assert isinstance(block, TableBlock)
        block.table.setFocus()
        block.table.setCurrentIndex(block.model.index(0, 0))
        QTest.keyClick(block.table, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, DetailsDialog)
        qtbot.waitUntil(shown.isActiveWindow)
        return shown

    return go


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("measures", "period", "2026–2028"),
        ("measures", "partners", "Utbildningsnämnden"),
        ("measures", "responsible", "Barn och unga"),
        ("indicators", "unit", "procent"),
        ("indicators", "source", "Egen uppföljning"),
        ("indicators", "kolada_id", "N12345"),
        ("indicators", "note", "Nytt sätt att räkna från 2026."),
    ],
)
def test_each_field_is_one_undo_step(
    open_details: Callable[[str], DetailsDialog], bridge: Bridge, kind: str, name: str, text: str
) -> None:
    dialog = open_details(kind)
    before = getattr(dialog.owner, name)
    field = dialog.fields[name]
    field.editor.setFocus()
    field.editor.setText(text)
    dialog.close_button.setFocus()
    assert getattr(dialog.owner, name) == text != before
    dialog.undo()
    assert getattr(dialog.owner, name) == field.text() == before
    dialog.redo()
    assert getattr(dialog.owner, name) == field.text() == text
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_the_period_stands_after_the_text_in_the_table(
    open_details: Callable[[str], DetailsDialog], show: Show
) -> None:
    dialog = open_details("measures")
    assert isinstance(dialog, MeasureDetails)
    dialog.fields["period"].editor.setText("2026–2028")
    dialog.fields["period"].commit()
    block = show("measures")
    assert isinstance(block, TableBlock)
    assert block.model.text(0, 0) == f"{dialog.owner.text} (2026–2028)"
    text = dialog.owner.text
    assert block.model.setData(block.model.index(0, 0), f"{text} nu (2026–2028)")
    assert (dialog.owner.text, dialog.owner.period) == (f"{text} nu", "2026–2028")


def test_a_personnummer_is_refused_under_its_field(open_details: Callable[[str], DetailsDialog]) -> None:
    dialog = open_details("measures")
    field = dialog.fields["responsible"]
    before = dialog.owner.responsible
    field.editor.setText("Ansvarig 19121212-1212")
    dialog.close_button.click()
    assert dialog.isVisible()
    assert "personnummer" in field.error()
    assert dialog.owner.responsible == before
    QTest.keyClick(field.editor, Qt.Key.Key_Escape)
    assert field.text() == before
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_a_kolada_id_of_another_form_is_kept_and_pointed_out(open_details: Callable[[str], DetailsDialog]) -> None:
    dialog = open_details("indicators")
    assert isinstance(dialog, IndicatorDetails)
    field = dialog.fields["kolada_id"]
    field.editor.setText("U334")
    assert field.commit()
    assert dialog.owner.kolada_id == "U334"
    assert dialog.hint.texts() == [KOLADA_HINT]
    field.editor.setText("u33461")
    assert field.commit()
    assert dialog.owner.kolada_id == field.text() == "U33461"
    assert dialog.hint.texts() == []


@pytest.mark.parametrize(
    ("text", "has_form"), [("U33461", True), ("N0100", False), ("U334611", False), ("33461", False), ("U 33461", False)]
)
def test_the_form_of_a_kolada_id(text: str, has_form: bool) -> None:
    assert is_kolada_id(text) is has_form


def test_details_are_in_the_menu_and_under_the_table_where_rows_have_them(show: Show) -> None:
    for kind in ("measures", "indicators"):
        block = show(kind)
        assert isinstance(block, TableBlock)
        block.table.setCurrentIndex(block.model.index(0, 0))
        assert "Detaljer…" in [action.text() for action in block.own_actions()]
        assert not block.details_button.isHidden()
    block = show("table")
    assert isinstance(block, TableBlock)
    assert block.details_button.isHidden()


def test_undoing_the_row_itself_closes_its_details(window: MainWindow, show: Show, bridge: Bridge) -> None:
    block = show("measures")
    assert isinstance(block, TableBlock)
    block.add_row()
    block.finish_edits()
    block.show_details()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MeasureDetails)
    dialog.undo()
    assert QApplication.activeModalWidget() is None
