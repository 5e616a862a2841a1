"""What a row is made of: the rows it adds and subtracts, or what a quotient divides; and how it prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.budget.decimals_box import decimals_box
from scn_desktop.views.budget.term_list import TermList
from scn_desktop.views.dialogs.form_dialog import FormDialog
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.budget import BudgetRow


class RowDialog(FormDialog):
    """For a sum with signs of its own, or a quotient; the edit is one undo step."""

    def __init__(self, bridge: Bridge, row: BudgetRow, parent: QWidget) -> None:
        title = tr("Så räknas ”{label}”").format(label=row.label or tr("raden"))
        lead = tr(
            "Rader som inte räknas påverkar inte beloppet. Utan val räknas raden som vanligt, från raderna ovanför."
        )
        if row.kind == "quotient":
            lead = tr("Kvoten är den första raden delad med den andra, till exempel nettokostnad per vårddygn.")
        super().__init__(title, lead, tr("Använd"), self._use, parent)
        self._bridge = bridge
        self._row_id = row.id
        self._is_quotient = row.kind == "quotient"
        others = [(each.id, each.label) for each in row.table.rows if each is not row and each.kind != "heading"]
        roles = {term.term_id: term.role for term in row.terms}
        self.terms = TermList(others, roles, tr("Rader som räknas"))
        self.above, self.below = ComboBox(), ComboBox()
        if self._is_quotient:
            for box, wanted in ((self.above, ("plus", "minus")), (self.below, ("divisor",))):
                for key, text in others:
                    box.addItem(text or tr("utan namn"), key)
                chosen = next((key for key, role in roles.items() if role in wanted), None)
                if chosen is not None:
                    box.choose(chosen)
            self.add_field(tr("Belopp"), self.above)
            self.add_field(tr("Delat med"), self.below)
        else:
            self.content.addWidget(self.terms)
            self.content.addWidget(label(tr("+ lägger till, − drar ifrån. Mellanslag eller klick byter."), "caption"))
        self.decimals = decimals_box(row.decimals)
        self.add_field(tr("Decimaler"), self.decimals)

    def _use(self) -> None:
        from scn_desktop.models.edits import budget_formulas

        row_id, decimals = self._row_id, self.decimals.currentData()
        terms = self.terms.terms()
        if self._is_quotient:
            boxes = ((self.above, "plus"), (self.below, "divisor"))
            terms = [(str(box.currentData()), role) for box, role in boxes if box.currentData()]

        def action(session: Any) -> None:
            budget_formulas.set_row_terms(session, row_id, terms)
            budget_formulas.set_row_decimals(session, row_id, decimals)

        self._bridge.do(tr("Ändra hur raden räknas"), action)
