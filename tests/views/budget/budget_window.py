"""A plan with one budget table, and the tab that shows it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from sqlalchemy.orm import Session

from scn_desktop.exchange.paste import Target
from scn_desktop.models import queries
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.edits import budgets
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.budget.new_table_dialog import NewTableDialog
from scn_desktop.views.budget.tab import BudgetTab
from scn_desktop.views.theme import load_fonts, theme
from tests.models.planned import new_document

ROWS = (
    ("Intäkter", "heading", ("", "", "")),
    ("Taxor", "amount", ("4", "4", "4")),
    ("Statsbidrag", "amount", ("94", "104", "62")),
    ("Försäljning", "amount", ("14", "16", "18")),
    ("Kommuninterna intäkter", "amount", ("4", "6", "4")),
    ("Summa intäkter", "subtotal", ("115", "124", "")),
    ("Kommunbidrag", "heading", ("", "", "")),
    ("Vuxna (571)", "amount", ("204", "204", "205")),
    ("Barn och unga (573)", "amount", ("545", "545", "573")),
    ("Summa kommunbidrag", "subtotal", ("749", "749", "")),
    ("Resultat", "balance", ("", "", "")),
)
HEADINGS = ("Budget 2026", "Prognos 2026", "Budget 2027")


class BudgetWindow:
    """The tab with what a test does in it. Columns of amounts are 1, 2, 3."""

    def __init__(self, path: Path, *, with_table: bool = True) -> None:
        load_fonts()
        theme()
        document = new_document(path)
        if with_table:
            document.do("Tabell", self._fill)
        self.bridge = Bridge(document)
        self.pasted: list[Target] = []
        self.tab = BudgetTab(self.bridge, self._preview)
        self.details: list[tuple[str, str]] = []
        self.bridge.detail.connect(lambda text, strong: self.details.append((text, strong)))
        self.messages: list[str] = []
        self.bridge.message.connect(lambda text, _undo: self.messages.append(text))
        self.tab.resize(1366, 588)

    def _fill(self, session: Session) -> None:
        plan = queries.plans(session)[0]
        plan.model.grant_word = "kommunbidrag"
        table_id = budgets.add_table(session, plan.id, "Resultatbudget", headings=HEADINGS)
        table = queries.get(session, BudgetTable, table_id)
        columns = [column.id for column in table.columns]
        for label, kind, texts in ROWS:
            row = budgets.add_row(session, table_id, label, kind)  # type: ignore[arg-type]
            session.expire(table, ["rows"])
            for column, text in zip(columns, texts, strict=True):
                if text:
                    budgets.set_amount(session, row, column, text)

    def _preview(self, parent: QWidget, bridge: Bridge, target: Target) -> list[str]:
        self.pasted.append(target)
        return []

    def new_table(self, kind: int = 0) -> None:
        """Choose *Ny tabell…* and the kind at that place; the first is the empty one."""
        self.tab.new_table.click()
        dialog = self.tab.window().findChildren(NewTableDialog)[-1]
        dialog.list.setCurrentRow(kind)
        self.tab.activateWindow()
        dialog.do_button.click()

    def go(self, row: int, column: int) -> None:
        self.tab.grid.setCurrentIndex(self.tab.model.index(row, column))
        self.tab.grid.setFocus()

    def text(self, row: int, column: int) -> str:
        return str(self.tab.model.index(row, column).data())

    def texts(self, column: int) -> list[str]:
        return [self.text(row, column) for row in range(self.tab.model.rowCount())]

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.tab.grid, key, modifiers)

    def type_in(self, text: str) -> None:
        """Type over the current cell; the first letter opens the editor."""
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or self.tab.grid, letter)

    def copy(self, text: str) -> None:
        """Something else put this on the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def button(self, text: str) -> QPushButton:
        return next(each for each in self.tab.findChildren(QPushButton) if each.text() == text)

    def close(self) -> None:
        self.tab.finish_edits()
        self.tab.deleteLater()
        self.bridge.close()
