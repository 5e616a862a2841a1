"""A plan with controls, and the tab that shows them."""

from __future__ import annotations

from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.control import Control
from scn_desktop.models.edits import controls
from scn_desktop.models.edits.controls import NewControl
from scn_desktop.models.ordering import keys_for
from scn_desktop.models.plan import Plan
from scn_desktop.models.planning_model import ModelColumn
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.control_table import Column
from scn_desktop.views.control.controls_page import ControlsPage
from scn_desktop.views.theme import Appearance, load_fonts, theme
from tests.models.planned import new_document

COLUMNS = (
    ("area", "Kontrollområde"),
    ("risk", "Riskbeskrivning"),
    ("activity", "Kontrollmoment"),
    ("method", "Kontrollmetod"),
    ("reporting", "Rapporteras"),
)
SHARED = "Ärenden avslutas utan tydligt skäl"


class ControlWindow:
    """The tab with what a handläggare does in it.

    Rows: 0 Handläggning, 1–3 its controls (1 and 2 share their risk), 4 Ekonomi, 5 its control, 6 Avtal without any.
    """

    def __init__(self, path: Path) -> None:
        load_fonts()
        theme().apply(Appearance.LIGHT, 100)
        self.document = new_document(path)
        self.document.do("Kontroller", self._fill)
        self.bridge = Bridge(self.document)
        self.said: list[tuple[str, bool]] = []
        self.bridge.message.connect(lambda text, undo: self.said.append((text, undo)) if text else None)
        self.tab = ControlsPage(self.bridge)

    def _fill(self, session: Session) -> None:
        plan = queries.plan_of_year(session)
        assert plan is not None
        first, second, _ = (area.id for area in plan.model.areas)
        for (key, heading), place in zip(COLUMNS, keys_for(len(COLUMNS)), strict=True):
            column = ModelColumn(
                model_id=plan.model.id, table="controls", order_key=place, key=key, heading=heading, group=""
            )
            session.add(column)
        rows = [
            NewControl(first, SHARED, "Stickprov inför möten", reporting="Varje månad", probability=2, consequence=4),
            NewControl(first, SHARED, "Kollegial granskning", reporting="Augusti"),
            NewControl(first, "Barnsamtal dokumenteras inte", "Granska 20 utredningar", probability=3, consequence=4),
            NewControl(second, "Fakturor betalas utan avtal", "Granska tio fakturor", stated_index=6),
        ]
        controls.append_controls(session, plan.id, rows)

    def close(self) -> None:
        """Let go of tab and file."""
        self.tab.finish_edits()
        shiboken6.delete(self.tab)  # at once: a tab must not outlive its file
        self.bridge.close()

    # What is there ---------------------------------------------------------------------------------------------------
    @property
    def plan(self) -> Plan:
        return self.bridge.plan

    def column(self, column: Column) -> list[str]:
        """What stands in a column, the headings of areas with what stands beside them."""
        model = self.tab.table_model
        found = []
        for row in range(model.row_count()):
            control = model.control(row)
            if control is None:
                found.append(f"[{model.text(row, 0)}]")
            else:
                found.append(model.text(row, column))
        return found

    def control(self, row: int) -> Control:
        """The control in a row."""
        found = self.tab.table_model.control(row)
        assert found is not None
        return found

    # What is done ----------------------------------------------------------------------------------------------------
    def go(self, row: int, column: Column = Column.RISK) -> None:
        """Choose a row."""
        self.tab.table.select([row], column)
        self.tab.table.setFocus()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where focus is."""
        QTest.keyClick(focused(), key, modifier)

    def type(self, text: str) -> None:
        """Press the keys of a text, each where focus then is."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # QTest's own knows ASCII only
                QApplication.sendEvent(focused(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def focused() -> QWidget:
    """The widget that has focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found
