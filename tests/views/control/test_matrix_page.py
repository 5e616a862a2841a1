"""A handläggare looks at the risks in the matrix and re-assesses them there, by drag and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.control import Risk
from scn_desktop.models.edits import risk_scale, risks
from scn_desktop.models.plan import Paper
from scn_desktop.views.control.matrix_cells import circles_in
from scn_desktop.views.control.matrix_page import MatrixPage
from scn_desktop.views.control.matrix_table import MatrixTableModel
from scn_desktop.views.control.scale_dialog import ScaleDialog
from scn_desktop.views.row_place import RowPlace
from scn_desktop.views.widgets.labels import SignLabel
from tests.views.control.control_window import ControlWindow
from tests.views.control.test_risks_page import add_earlier_year

ALT = Qt.KeyboardModifier.AltModifier


class MatrixWindow(ControlWindow):
    """The matrix of the plan with risk 1 in 2 × 4, risk 2 in 3 × 4, and risk 3 with a stated index of 6."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.page = MatrixPage(self.bridge)
        self.places: list[object] = []
        self.bridge.place_requested.connect(lambda _tab, place: self.places.append(place))

    def close(self) -> None:
        shiboken6.delete(self.page)
        super().close()

    def risk(self, number: int) -> Risk:
        return self.plan.risks[number - 1]

    def factors(self, number: int) -> tuple[int | None, int | None]:
        risk = self.risk(number)
        return risk.probability, risk.consequence

    def circle(self, number: int) -> QPoint:
        """The middle of a risk's circle."""
        view, place = self.page.view, self.page.table_model.matrix.place_of(self.risk(number).id)
        assert place is not None
        found = view.circles(self.page.table_model.index(*place))
        return next(each.area.center().toPoint() for each in found if each.text == str(number) and not each.is_left)

    def middle(self, row: int, column: int) -> QPoint:
        return self.page.view.visualRect(self.page.table_model.index(row, column)).center()

    def current(self) -> tuple[int, int]:
        index = self.page.view.currentIndex()
        return index.row(), index.column()

    def said_of(self, row: int, column: int) -> str:
        return str(self.page.table_model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MatrixWindow]:
    made = MatrixWindow(tmp_path / "plan.scnplan")
    made.page.resize(1366, 586)
    with qtbot.waitActive(made.page):
        made.page.show()
    made.page.focus_first()
    yield made
    made.close()


def test_each_cell_says_all_that_stands_in_it(window: MatrixWindow) -> None:
    assert window.said_of(2, 3) == "Sannolikhet 2 Mindre trolig, konsekvens 4 Allvarlig, riskindex 8 Hög, en risk: 1"
    assert window.said_of(0, 0).endswith("riskindex 4 Måttlig, inga risker")
    plan_id = window.plan.id
    made = window.bridge.do("Ny", lambda session: risks.add_risk(session, plan_id))
    window.bridge.do("Bedöm", lambda session: risks.set_factors(session, made, 2, 4))
    assert window.said_of(2, 3).endswith("två risker: 1, 4")


def test_it_begins_with_the_gravest_risk_and_tells_what_has_no_place(window: MatrixWindow) -> None:
    assert window.current() == (1, 3)
    assert [card.risk_id for card in window.page.panel.cards] == [window.risk(2).id]
    unplaced = [each.number for each in window.page.table_model.matrix.unplaced]
    assert unplaced == [3]


def test_arrows_choose_cells_and_enter_goes_to_their_risks(window: MatrixWindow) -> None:
    window.press(Qt.Key.Key_Down)
    assert window.current() == (2, 3)
    window.press(Qt.Key.Key_Return)
    card = window.page.panel.cards[0]
    assert card.hasFocus()
    assert card.accessibleName().startswith("Risk 1. Ärenden avslutas utan tydligt skäl")
    window.press(Qt.Key.Key_Return)
    assert [getattr(place, "place", "") for place in window.places] == [window.risk(1).id]
    window.press(Qt.Key.Key_Escape)
    assert window.page.view.hasFocus()


def test_tab_goes_to_the_risks_of_the_cell_and_then_to_those_without_one(window: MatrixWindow) -> None:
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Tab)
    assert window.page.panel.cards[0].hasFocus()
    window.press(Qt.Key.Key_Tab)
    unplaced = window.page.panel.stops[-1]
    assert unplaced.hasFocus()
    assert unplaced.accessibleName() == "3 Fakturor betalas utan avtal, riskindex 6, angivet utan bedömning"
    window.press(Qt.Key.Key_Backtab)
    window.press(Qt.Key.Key_Backtab)
    assert window.page.view.hasFocus()


def test_a_risk_that_has_no_cell_is_not_looked_for_in_the_matrix(window: MatrixWindow) -> None:
    third = window.risk(3).id
    assert not window.page.undo_target(RowPlace("risk", third).as_changed())
    assert window.page.undo_target(RowPlace("risk", window.risk(1).id).as_changed())


def test_alt_and_an_arrow_re_assess_the_risk_in_one_step_that_can_be_undone(window: MatrixWindow) -> None:
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Left, ALT)
    assert window.factors(1) == (2, 3)
    assert window.current() == (2, 2)
    assert window.said[-1] == ("Risk 1 bedömdes om: 2 × 3 = 6.", True)
    window.press(Qt.Key.Key_Up, ALT)
    assert window.factors(1) == (3, 3)
    window.bridge.undo()
    assert window.factors(1) == (2, 3)
    assert window.current() == (2, 2)
    window.bridge.undo()
    assert window.factors(1) == (2, 4)
    window.bridge.redo()
    assert window.factors(1) == (2, 3)


def test_a_risk_stays_within_the_scale(window: MatrixWindow) -> None:
    window.press(Qt.Key.Key_Right, ALT)
    assert window.factors(2) == (3, 4)


def test_a_risk_is_re_assessed_from_its_card_which_keeps_the_focus(window: MatrixWindow) -> None:
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_Down, ALT)
    assert window.factors(2) == (2, 4)
    assert [card.risk_id for card in window.page.panel.cards if card.hasFocus()] == [window.risk(2).id]


def test_a_circle_is_dragged_to_another_cell(window: MatrixWindow) -> None:
    port, start, end = window.page.view.viewport(), window.circle(1), window.middle(3, 0)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    assert window.factors(1) == (1, 1)
    assert window.current() == (3, 0)
    window.bridge.undo()
    assert window.factors(1) == (2, 4)


def test_a_circle_that_is_dropped_where_it_was_or_let_go_of_stays(window: MatrixWindow) -> None:
    port, start = window.page.view.viewport(), window.circle(1)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, start + QPoint(30, 0))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(30, 0))
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, window.middle(0, 0))
    window.press(Qt.Key.Key_Escape)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=window.middle(0, 0))
    assert window.factors(1) == (2, 4)
    assert window.bridge.document.undo_label == "Kontroller"


def test_a_click_on_a_circle_chooses_its_risk(window: MatrixWindow) -> None:
    first, second = window.risk(1).id, window.risk(2).id
    window.bridge.do("Bedöm", lambda session: risks.set_factors(session, second, 2, 4))
    QTest.mouseClick(window.page.view.viewport(), Qt.MouseButton.LeftButton, pos=window.circle(1))
    assert window.page.place() == first
    assert [card.property("active") for card in window.page.panel.cards] == ["true", "false"]


def test_many_risks_in_one_cell_wrap_and_the_last_circle_tells_how_many_more(window: MatrixWindow) -> None:
    plan_id = window.plan.id

    def many(session: Session) -> None:
        for _ in range(40):
            risks.set_factors(session, risks.add_risk(session, plan_id), 2, 4)

    window.bridge.do("Många", many)
    index = window.page.table_model.index(2, 3)
    cell = window.page.table_model.cell(index)
    assert cell is not None
    found = circles_in(window.page.view.visualRect(index), cell, show_left=False)
    assert found[-1].text == f"+{41 - len(found) + 1}"
    assert len({each.area.top() for each in found}) > 1
    ground = window.page.view.visualRect(index)
    assert all(ground.contains(each.area.toRect()) for each in found)
    for one, other in pairwise(found):
        assert not one.area.intersects(other.area)


def test_a_move_since_the_year_before_is_said_and_shown(window: MatrixWindow) -> None:
    assert window.page.moves.isHidden()
    plan = window.plan
    window.bridge.do("Tidigare år", lambda session: add_earlier_year(session, plan))
    assert window.page.moves.text() == "Visa flytt sedan 2026"
    assert window.said_of(1, 3).endswith("en risk: 2, härifrån har 1 flyttat")
    window.page.moves.setChecked(True)
    left = [each for each in window.page.view.circles(window.page.table_model.index(1, 3)) if each.is_left]
    assert [each.text for each in left] == ["1"]
    window.page.select(window.risk(1).id)
    assert "2026: 3 × 4 = 12. Sannolikheten har sänkts." in window.page.panel.cards[0].accessibleName()
    picture = window.page.grab()
    assert not picture.isNull()


def test_the_matrix_is_a_sound_item_model_also_when_the_scale_grows(window: MatrixWindow) -> None:
    model = MatrixTableModel(window.bridge)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    plan_id = window.plan.id
    window.bridge.do("Skala", lambda session: risk_scale.set_steps(session, plan_id, 5))
    model.refresh()
    assert (model.rowCount(), model.columnCount()) == (5, 5)
    assert model.headerData(0, Qt.Orientation.Vertical) == "5 Nästan säker"
    assert window.page.view.currentIndex().isValid()
    window.press(Qt.Key.Key_Up, ALT)
    window.press(Qt.Key.Key_Up, ALT)
    assert window.factors(2) == (5, 4)


def test_a_matrix_without_risks_leads_to_the_register(window: MatrixWindow) -> None:
    gone = [risk.id for risk in window.plan.risks]
    window.bridge.do("Ta bort", lambda session: risks.delete_risks(session, gone))
    way = next(each for each in window.page.panel.findChildren(QPushButton) if each.text() == "Lägg till i registret")
    way.click()
    assert [getattr(place, "page", "") for place in window.places] == ["risks"]


# The scale -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def dialog(window: MatrixWindow) -> ScaleDialog:
    window.page.open_scale()
    found = window.page.findChild(ScaleDialog)
    assert found is not None
    return found


def test_the_scale_is_edited_in_its_dialog_and_the_matrix_follows(window: MatrixWindow, dialog: ScaleDialog) -> None:
    level = next(each for each in window.plan.model.scale if (each.axis, each.value) == ("consequence", 4))
    dialog.field(level.id).editor.setFocus()
    dialog.field(level.id).editor.selectAll()
    window.type("Katastrofal")
    dialog.field("threshold").editor.setFocus()
    dialog.field("threshold").editor.selectAll()
    window.type("10")
    assert dialog.finish_edits()
    assert window.page.table_model.headerData(3, Qt.Orientation.Horizontal) == "4 Katastrofal"
    assert window.plan.model.risk_threshold == 10
    dialog.steps.button("5").click()
    assert window.page.table_model.rowCount() == 5
    dialog.undo()
    assert window.page.table_model.rowCount() == 4


def test_a_scale_shorter_than_its_risks_is_refused_where_it_was_asked(
    window: MatrixWindow, dialog: ScaleDialog
) -> None:
    first = window.risk(1).id
    dialog.steps.button("5").click()
    window.bridge.do("Bedöm", lambda session: risks.set_factors(session, first, 5, 5))
    dialog.steps.button("4").click()
    assert dialog.said.text() == "Risk 1 är bedömd högre än 4. Bedöm om först, så kan skalan bli kortare."
    assert dialog.steps.key() == "5"


def test_a_class_that_begins_where_another_does_is_refused_in_its_field(
    window: MatrixWindow, dialog: ScaleDialog
) -> None:
    second = dialog.field(f"{window.plan.model.classes[1].id}.lowest")
    second.editor.setFocus()
    second.editor.selectAll()
    window.type("8")
    assert not second.commit()
    assert second.error() == "En annan klass börjar redan vid 8."


def test_a_decided_scale_is_shown_and_not_changed(window: MatrixWindow, dialog: ScaleDialog) -> None:
    plan_id = window.plan.id
    paper = Paper(plan_id=plan_id, kind="internal_control_plan", status="decided", title="Internkontrollplan 2027")
    window.bridge.do("Beslut", lambda session: session.add(paper))
    dialog.refresh()
    assert isinstance(dialog.frozen, SignLabel)
    assert dialog.frozen.accessibleName() == "Internkontrollplan 2027 är beslutad, och skalan med den."
    assert not dialog.steps.isEnabled()
    assert dialog.field("threshold").editor.isReadOnly()
    assert queries.paper_of_kind(window.plan, "internal_control_plan") is not None
