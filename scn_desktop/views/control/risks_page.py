"""The page *Risker*: the register of risks, and the form at its right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from scn_desktop.swedish import plural
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.control_view import IndexDelegate
from scn_desktop.views.control.risk_form import RiskForm
from scn_desktop.views.control.risk_table import Column, RiskTableModel
from scn_desktop.views.control.table_page import TablePage
from scn_desktop.views.print_choices import RISKS
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import EmptyState
from scn_desktop.views.widgets.controls import SegmentedControl, button
from scn_desktop.views.widgets.wrap_table import WrapTable

if TYPE_CHECKING:
    from scn_desktop.models.control import Risk
    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.models.risk_register import EarlierRisks

_TABLES = frozenset(
    {"risk", "control", "control_area", "planning_model", "risk_level", "risk_class", "risk_goal", "risk_measure"}
    | {"section", "measure"}
)


class RiskDelegate(IndexDelegate):
    index_column = int(Column.INDEX)


class RiskView(WrapTable):
    """Whole rows are chosen. `form_requested`: Enter on a risk."""

    delegate_class = RiskDelegate
    form_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Risker"), parent=parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.set_columns((0, 3, 1, 1, 0, 0, 1), (40, 168, 160, 116, 126, 86, 148))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.form_requested.emit()
        else:
            super().keyPressEvent(event)


class RisksPage(TablePage):
    """Chooses, adds, moves and removes risks; the form follows the chosen one."""

    def __init__(self, bridge: Bridge) -> None:
        self.table_model = RiskTableModel(bridge)
        self.table = RiskView()
        self.table.setModel(self.table_model)
        self.form = RiskForm(bridge)
        self._earlier: EarlierRisks | None = None
        new = button(tr("Ny risk"), self.add_risk, role="main", sign="plus")
        empty = EmptyState(tr("Inga risker än."), (tr("Ny risk"), self.add_risk))
        super().__init__(bridge, "risks", self.table, self.form, empty, new)
        self.table_model.setParent(self)
        self.order = SegmentedControl([("number", tr("Nummer")), ("index", tr("Riskindex"))], tr("Ordna efter"))
        self.order.choose("number")
        self.order.chosen.connect(self._sort)
        self.bar.insertWidget(1, self.order)
        self.carry_button = button("", self.carry_over, role="link", sign="plus")
        self.below.addWidget(self.carry_button)
        self.below.addStretch(1)
        self._connect()
        self._follow()

    def _connect(self) -> None:
        self._bridge.changed.connect(self._document_changed)
        self.filter.setAccessibleName(tr("Filtrera riskerna"))
        self.filter.textChanged.connect(self.table_model.set_filter)
        self.table.new_row_requested.connect(self.add_risk)
        self.table.rows_delete_requested.connect(self.delete)
        self.table.row_move_requested.connect(self.move_risk)
        self.table.form_requested.connect(self._enter_form)

    # What the tab asks -----------------------------------------------------------------------------------------------
    def row_count(self) -> int:
        return self.table_model.row_count()

    def show_in_form(self) -> bool:
        risk = self._current()
        if risk is not None:
            self.form.show_risk(risk, self.table_model.number(risk), self.earlier.risk(risk))
        return risk is not None

    def undo_target(self, change_set: ChangeSet) -> bool:
        """Choose the risk that was changed; where it is gone, stay."""
        from scn_desktop.models import queries
        from scn_desktop.models.control import RiskGoal, RiskMeasure

        touched = set(change_set.rows("risk"))
        for table, entity in (("risk_goal", RiskGoal), ("risk_measure", RiskMeasure)):
            links: list[Any] = [queries.find(self._bridge.session, entity, row) for row in change_set.rows(table)]
            touched |= {link.risk_id for link in links if link is not None}
        found = next((risk.id for risk in self._bridge.plan.risks if risk.id in touched), None)
        if found is None and not self.isVisible():
            return False
        if found is not None:
            self.select(found)
        self.focus_first()
        return True

    def report(self) -> tuple[str, object] | None:
        """The matrix and the register; the tab's usual paper where there are no risks."""
        return (RISKS, {}) if self._bridge.plan.risks else None

    def keys(self) -> Sequence[tuple[str, str]]:
        """The page's own keys."""
        return (
            (tr("Insert, Ctrl+Enter"), tr("Ny risk efter den valda")),
            (tr("Delete"), tr("Ta bort de valda riskerna och kontrollerna som möter dem")),
            (tr("Alt+↑ Alt+↓"), tr("Flytta risken i registret")),
            (tr("F2 eller skriv"), tr("Ändra i tabellen; Riskindex skrivs 2×4")),
            (tr("Enter"), tr("Till formuläret; Esc tillbaka till tabellen")),
        )

    def menu_actions(self, menu: str) -> Sequence[QAction]:
        """*Infoga*: a risk, those of an earlier year."""
        if menu != "insert" or self._bridge.read_only:
            return ()
        new = QAction(tr("Ny risk"), self)
        new.triggered.connect(lambda: self.add_risk())
        carry = QAction(self.carry_button.text(), self)
        carry.triggered.connect(self.carry_over)
        return (new, carry) if self.earlier.plan is not None else (new,)

    # Following the document ------------------------------------------------------------------------------------------
    @property
    def earlier(self) -> EarlierRisks:
        """What the risks were in the nearest earlier year, as the file is now."""
        from scn_desktop.models.risk_register import EarlierRisks

        if self._earlier is None:
            self._earlier = EarlierRisks.of(self._bridge.plan)
        return self._earlier

    @Slot(object)
    def _document_changed(self, change_set: ChangeSet) -> None:
        if change_set.tables() & _TABLES or "plan" in change_set.tables():
            self._earlier = None
            shown = self.form.risk_id
            self.table_model.refresh()
            if shown in self.table_model.ids and self.table_model.ids.index(shown) != self.table.currentIndex().row():
                self.select(shown)
            self._follow()

    def _follow(self) -> None:
        self._show_empty()
        if not self.table.currentIndex().isValid() and self.table_model.ids:
            self.table.setCurrentIndex(self.table_model.index(0, Column.RISK))
        before = self.earlier.plan
        self.carry_button.setVisible(before is not None and not self._bridge.read_only)
        if before is not None:
            self.carry_button.setText(tr("Hämta risker från {year}…").format(year=before.year))
        self._show_form()

    def _current(self) -> Risk | None:
        return self.table_model.risk(self.table.currentIndex().row())

    def select(self, risk_id: str, edit: bool = False) -> None:
        if risk_id not in self.table_model.ids:
            self.filter.clear()
        if risk_id not in self.table_model.ids:
            return
        index = self.table_model.index(self.table_model.ids.index(risk_id), Column.RISK)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        if edit:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.edit(index)

    # Actions ---------------------------------------------------------------------------------------------------------
    @Slot(str)
    def _sort(self, key: str) -> None:
        shown = self.form.risk_id
        self.table_model.sort_by_index(key == "index")
        self.select(shown)

    def add_risk(self, after: int | None = None) -> None:
        """A new risk after a row, or after the chosen one, ready to be worded."""
        from scn_desktop.models.edits import risks

        if self._bridge.read_only:
            return
        self.finish_edits()
        plan = self._bridge.plan
        here = self.table_model.risk(self.table.currentIndex().row() if after is None else after)
        index = plan.risks.index(here) + 1 if here is not None and self.table_model.keeps_order else None
        area_id, plan_id = here.area_id if here is not None else None, plan.id
        made = self._bridge.attempt(tr("Ny risk"), lambda session: risks.add_risk(session, plan_id, area_id, index))
        if made is not None:
            self.select(made, edit=True)

    @Slot(list)
    def delete(self, rows: list[int]) -> None:
        """Remove risks, and say how many controls went with them."""
        from scn_desktop.models.edits import risks

        gone = [risk for row in rows if (risk := self.table_model.risk(row)) is not None]
        if not gone or self._bridge.read_only:
            return
        self.form.finish_edits()
        ids, met = [risk.id for risk in gone], sum(len(risk.controls) for risk in gone)
        one = tr("Risken togs bort.") if not met else tr("Risken togs bort, och med den {controls}.")
        many = tr("Riskerna togs bort.") if not met else tr("Riskerna togs bort, och med dem {controls}.")
        said = (one if len(ids) == 1 else many).format(controls=plural(met, tr("kontroll"), tr("kontroller")))
        self._bridge.attempt(tr("Ta bort risk"), lambda session: risks.delete_risks(session, ids), said)
        left = len(self.table_model.ids)
        if left:
            self.table.setCurrentIndex(self.table_model.index(min(rows[0], left - 1), Column.RISK))

    @Slot(int, int)
    def move_risk(self, row: int, step: int) -> None:
        """Up or down in the register, while it is shown in its own order."""
        from scn_desktop.models.edits import risks

        risk = self.table_model.risk(row)
        if risk is None or self._bridge.read_only:
            return
        if not self.table_model.keeps_order:
            self._bridge.say(tr("Riskerna flyttas när alla visas i nummerordning."))
            return
        if 0 <= row + step < len(self.table_model.ids):
            moved = risk.id
            self._bridge.attempt(tr("Flytta risk"), lambda session: risks.move_risk(session, moved, row + step))
            self.select(moved)

    @Slot()
    def carry_over(self) -> None:
        """Ask whether the controls come too, and copy the risks of the earlier year."""
        from scn_desktop.views.control.carry_over_dialog import CarryOverDialog

        self.finish_edits()
        if self.earlier.plan is not None:
            dialog = CarryOverDialog(self._bridge, self.window())
            dialog.carried.connect(self.select)
            dialog.open()
