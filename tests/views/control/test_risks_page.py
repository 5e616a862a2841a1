"""A handläggare keeps the risk register in its table and in the form beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from scn_desktop.models.control import Risk
from scn_desktop.models.edits import controls, risks
from scn_desktop.models.plan import Plan
from scn_desktop.models.planning_model import ControlArea, PlanningModel, RiskLevel
from scn_desktop.models.risk_register import controls_of
from scn_desktop.views.control.carry_over_dialog import CarryOverDialog
from scn_desktop.views.control.risk_table import Column, RiskTableModel
from scn_desktop.views.control.risks_page import RisksPage
from scn_desktop.views.widgets.edit_table import Role
from scn_desktop.views.widgets.labels import Status
from tests.views.control.control_window import SHARED, ControlWindow

ALT = Qt.KeyboardModifier.AltModifier


class RisksWindow(ControlWindow):
    """The page *Risker* of the plan with three risks: 8 with two controls, 12 with one, 6 stated with one."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.page = RisksPage(self.bridge)
        self.places: list[tuple[str, object]] = []
        self.bridge.place_requested.connect(lambda tab, place: self.places.append((tab, place)))

    def close(self) -> None:
        self.page.finish_edits()
        shiboken6.delete(self.page)
        super().close()

    def cells(self, column: Column) -> list[str]:
        """What stands in a column."""
        model = self.page.table_model
        return [model.text(row, column) for row in range(model.row_count())]

    def risk(self, row: int) -> Risk:
        found = self.page.table_model.risk(row)
        assert found is not None
        return found

    def choose(self, row: int, column: Column = Column.RISK) -> None:
        self.page.table.setCurrentIndex(self.page.table_model.index(row, column))
        self.page.table.setFocus()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[RisksWindow]:
    made = RisksWindow(tmp_path / "plan.scnplan")
    made.page.resize(1366, 586)
    with qtbot.waitActive(made.page):
        made.page.show()
    made.page.focus_first()
    yield made
    made.close()


def test_the_register_tells_number_area_index_and_controls(window: RisksWindow) -> None:
    assert window.cells(Column.NUMBER) == ["1", "2", "3"]
    assert window.cells(Column.AREA) == ["Handläggning", "Handläggning", "Ekonomi"]
    assert window.cells(Column.INDEX) == ["8 Hög", "12 Mycket hög", "6 Måttlig"]
    assert window.cells(Column.CONTROLS) == ["2", "1", "1"]


def test_a_grave_risk_that_nothing_meets_says_so(window: RisksWindow) -> None:
    plan_id = window.plan.id
    made = window.bridge.do("Ny", lambda session: risks.add_risk(session, plan_id))
    assert window.cells(Column.CONTROLS)[-1] == ""
    window.bridge.do("Bedöm", lambda session: risks.set_factors(session, made, 2, 4))
    cell = window.page.table_model.index(3, Column.CONTROLS)
    assert (cell.data(), Status(cell.data(Role.PILL))) == ("Saknas", Status.WARNING)
    window.choose(3)
    window.page.form.add_control()
    assert window.cells(Column.CONTROLS)[-1] == "1"
    tab, place = window.places[-1]
    assert (tab, getattr(place, "page", "")) == ("control", "controls")


def test_a_new_risk_comes_after_the_chosen_one_ready_to_be_worded(window: RisksWindow) -> None:
    window.choose(0)
    window.press(Qt.Key.Key_Insert)
    window.type("Nyckelpersoner slutar")
    window.press(Qt.Key.Key_Return)
    assert window.cells(Column.RISK)[:2] == [SHARED, "Nyckelpersoner slutar"]
    assert window.cells(Column.NUMBER) == ["1", "2", "3", "4"]


def test_deleting_a_risk_tells_how_many_controls_went_with_it(window: RisksWindow) -> None:
    window.choose(0)
    window.press(Qt.Key.Key_Delete)
    assert window.said[-1] == ("Risken togs bort, och med den 2 kontroller.", True)
    assert len(window.plan.controls) == 2
    window.bridge.undo()
    assert window.cells(Column.RISK)[0] == SHARED
    assert len(window.plan.controls) == 4


def test_a_risk_moves_with_the_keyboard_while_the_register_stands_in_its_own_order(window: RisksWindow) -> None:
    window.choose(0)
    window.press(Qt.Key.Key_Down, ALT)
    assert window.cells(Column.RISK)[1] == SHARED
    assert window.page.table.currentIndex().row() == 1
    window.page.order.button("index").click()
    assert window.cells(Column.INDEX) == ["12 Mycket hög", "8 Hög", "6 Måttlig"]
    window.choose(0)
    window.press(Qt.Key.Key_Down, ALT)
    assert window.said[-1] == ("Riskerna flyttas när alla visas i nummerordning.", False)


def test_a_riskindex_is_typed_in_the_register_as_among_the_controls(window: RisksWindow) -> None:
    model = window.page.table_model
    cell = model.index(2, Column.INDEX)
    assert cell.data(Qt.ItemDataRole.EditRole) == "6"
    assert model.setData(cell, "12")
    assert (window.risk(2).probability, window.risk(2).index) == (None, 12)
    assert model.setData(cell, "3x3")
    assert (window.risk(2).probability, window.risk(2).index) == (3, 9)
    assert not model.setData(cell, "5×1")
    assert "1 till 4" in str(cell.data(Role.ERROR))


def test_the_filter_finds_risks_in_all_their_texts(window: RisksWindow) -> None:
    second = window.risk(1).id
    window.bridge.do("Orsak", lambda session: risks.set_risk_field(session, second, "cause", "Barnet får inte frågan"))
    window.page.filter.setText("inte FRÅGAN")
    assert window.cells(Column.NUMBER) == ["2"]
    window.page.filter.clear()
    assert len(window.cells(Column.NUMBER)) == 3


def test_a_process_of_too_many_levels_is_refused_in_its_field_and_stays_there(window: RisksWindow) -> None:
    process = window.page.form.process
    process.editor.setFocus()
    window.type("Barn > Utredning > Avslut > Beslut")
    assert not process.commit()
    assert "högst 3 nivåer" in process.error()
    assert process.text() == "Barn > Utredning > Avslut > Beslut"


def test_a_sign_between_levels_is_left_alone_while_it_is_typed(window: RisksWindow) -> None:
    process = window.page.form.process
    process.editor.setFocus()
    window.type("Barn > ")
    process.commit()
    assert process.text() == "Barn > "
    window.type("Utredning")
    window.press(Qt.Key.Key_Tab)
    assert window.risk(0).process == "Barn › Utredning"
    assert process.text() == "Barn › Utredning"


def test_the_form_writes_every_field_of_a_risk(window: RisksWindow) -> None:
    form = window.page.form
    window.choose(1)
    for name in ("routine", "cause", "effect", "responsible", "treatment_text"):
        form.field(name).editor.setFocus()
        window.type(f"Om {name}")
        form.field(name).commit()
    form.treatment.setCurrentIndex(form.treatment.findText("Minskas"))
    form.treatment.activated.emit(form.treatment.currentIndex())
    form.area.setCurrentIndex(form.area.findText("Avtal"))
    form.area.activated.emit(form.area.currentIndex())
    risk = window.risk(1)
    assert (risk.routine, risk.cause, risk.effect) == ("Om routine", "Om cause", "Om effect")
    assert (risk.responsible, risk.treatment, risk.treatment_text) == ("Om responsible", "reduce", "Om treatment_text")
    assert risk.area is not None
    assert risk.area.title == "Avtal"


def test_a_stated_index_is_offered_only_where_the_factors_are_unknown(window: RisksWindow) -> None:
    form = window.page.form
    assert form.stated.isHidden()
    window.choose(2)
    assert not form.stated.isHidden()
    assert (form.stated.text(), form.judgement.words()) == ("6", "Riskindex, angivet utan bedömning:")
    form.stated.editor.setFocus()
    window.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    window.type("sex")
    assert not form.stated.commit()
    assert form.stated.error() == "Skriv riskindex som ett tal."
    for combo, value in ((form.judgement.probability, 2), (form.judgement.consequence, 3)):
        combo.setCurrentIndex(combo.findData(value))
        combo.activated.emit(combo.currentIndex())
    assert (window.risk(2).index, window.risk(2).stated_index) == (6, None)
    assert form.stated.isHidden()


def test_the_controls_of_a_risk_lead_to_their_page(window: RisksWindow) -> None:
    form = window.page.form
    assert form.controls.names() == ["1.1 Stickprov inför möten", "1.2 Kollegial granskning"]
    way = next(each for each in form.controls.findChildren(QPushButton) if each.accessibleName().startswith("1.2"))
    way.click()
    tab, place = window.places[-1]
    assert (tab, getattr(place, "place", "")) == ("control", controls_of(window.risk(0))[1].id)


def test_the_register_is_a_sound_item_model(window: RisksWindow) -> None:
    model = RiskTableModel(window.bridge)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert isinstance(model, QAbstractItemModel)
    plan_id = window.plan.id
    made = window.bridge.do("Ny", lambda session: risks.add_risk(session, plan_id, None, 1))
    model.refresh()
    assert model.ids[1] == made
    model.sort_by_index(True)
    window.bridge.do("Ta bort", lambda session: risks.delete_risks(session, [made]))
    model.refresh()
    assert made not in model.ids


# Over the years ------------------------------------------------------------------------------------------------------


def add_earlier_year(session: Session, plan: Plan) -> None:
    """2026 with the shared risk graver than now, and one risk that this year lacks."""
    earlier = Plan(committee=plan.committee, year=2026, outlook_to=2028)
    model = PlanningModel(plan=earlier, identifier="test", name="Test", grant_word="kommunbidrag", risk_threshold=8)
    model.areas = [ControlArea(title="Handläggning")]
    model.scale = [
        RiskLevel(axis=axis, value=value, order_key=f"a{value}", wording=f"Steg {value}")
        for axis in ("probability", "consequence")
        for value in range(1, 5)
    ]
    session.add(earlier)
    session.flush()
    rows = [
        controls.NewControl(model.areas[0].id, SHARED, "Stickprov", probability=3, consequence=4),
        controls.NewControl(model.areas[0].id, "Lokalerna räcker inte", "Rond", probability=2, consequence=2),
    ]
    controls.append_controls(session, earlier.id, rows)


def test_the_assessment_of_the_year_before_stands_in_the_form(window: RisksWindow) -> None:
    assert window.page.carry_button.isHidden()
    plan = window.plan
    window.bridge.do("Tidigare år", lambda session: add_earlier_year(session, plan))
    window.choose(0)
    assert window.page.form.earlier.text() == "2026: 3 × 4 = 12. Sannolikheten har sänkts."
    window.choose(1)
    assert window.page.form.earlier.isHidden()


def test_risks_of_the_year_before_are_fetched_with_their_controls_in_one_step(window: RisksWindow) -> None:
    plan = window.plan
    window.bridge.do("Tidigare år", lambda session: add_earlier_year(session, plan))
    assert window.page.carry_button.text() == "Hämta risker från 2026…"
    window.page.carry_button.click()
    dialog = window.page.findChild(CarryOverDialog)
    assert dialog is not None
    assert dialog.with_controls.text() == "Hämta också 1 kontroll, utan deras resultat"
    dialog.do()
    assert window.cells(Column.RISK)[-1] == "Lokalerna räcker inte"
    assert window.cells(Column.CONTROLS)[-1] == "1"
    assert window.page.form.risk_id == window.risk(3).id
    window.bridge.undo()
    assert len(window.cells(Column.RISK)) == 3
    assert len(window.plan.controls) == 4


def test_nothing_is_changed_in_a_file_that_is_only_read(window: RisksWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window.document, "read_only_reason", "Öppen hos Karin")
    page = RisksPage(window.bridge)
    assert not page.new_button.isEnabled()
    page.add_risk()
    page.delete([0])
    page.move_risk(0, 1)
    assert len(window.plan.risks) == 3
    shiboken6.delete(page)
