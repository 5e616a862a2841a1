"""What stands in a column: amounts that are typed, words, or what is computed from other columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.budget.decimals_box import decimals_box
from scn_desktop.views.budget.term_list import TermList
from scn_desktop.views.dialogs.form_dialog import FormDialog
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.budget import BudgetColumn

KINDS: Final = (
    ("none", "Belopp som skrivs in"),
    ("sum", "Summa eller skillnad av kolumner"),
    ("percent", "Förändring i procent"),
    ("share", "Andel i procent av en rad"),
    ("text", "Text, till exempel en kommentar"),
)


class ColumnDialog(FormDialog):
    """Asks how a column is computed; the edit is one undo step."""

    def __init__(self, bridge: Bridge, column: BudgetColumn, parent: QWidget) -> None:
        lead = tr("Ett belopp som skrivs i en kolumn som räknas fram behålls som angivet och bedöms.")
        super().__init__(
            tr("Kolumnen ”{heading}”").format(heading=column.heading), lead, tr("Använd"), self._use, parent
        )
        self._bridge = bridge
        self._column_id = column.id
        amounts = [each for each in column.table.columns if each is not column and each.kind != "text"]
        self._choices = [(each.id, each.heading) for each in amounts]
        signs = {term.term_id: term.sign for term in column.terms}
        first = [term.term_id for term in column.terms]
        self.kind = ComboBox()
        for key, text in KINDS:
            self.kind.addItem(tr(text), key)
        self.kind.choose("text" if column.kind == "text" else column.formula)
        self.kind.currentIndexChanged.connect(self._show_page)
        self.add_field(tr("I kolumnen står"), self.kind)
        self.terms = TermList(self._choices, signs, tr("Kolumner som räknas"))
        self.new = self._columns(first[:1])
        self.old = self._columns(first[1:2])
        self.part = self._columns(first[:1])
        self.whole = ComboBox()
        for row in column.table.rows:
            if row.kind != "heading":
                self.whole.addItem(row.label or tr("utan namn"), row.id)
        if column.share_row_id:
            self.whole.choose(column.share_row_id)
        self._pages = QStackedWidget()
        hint = label(tr("+ lägger till, − drar ifrån. Mellanslag eller klick byter."), "caption", wrap=True)
        empty = QWidget()
        self._page_of = {
            "none": self._pages.addWidget(empty),
            "sum": self._page(self.terms, hint),
            "percent": self._page(
                self._named(tr("Det nya beloppet"), self.new), self._named(tr("Jämfört med"), self.old)
            ),
            "share": self._page(self._named(tr("Belopp i"), self.part), self._named(tr("Andel av raden"), self.whole)),
        }
        self._page_of["text"] = self._page_of["none"]
        self.content.addWidget(self._pages)
        self.decimals = decimals_box(column.decimals)
        self.add_field(tr("Decimaler"), self.decimals)
        self._show_page()

    def _columns(self, chosen: list[str]) -> ComboBox:
        box = ComboBox()
        for key, text in self._choices:
            box.addItem(text or tr("utan namn"), key)
        if chosen:
            box.choose(chosen[0])
        return box

    def _named(self, name: str, box: ComboBox) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(label(name, "field"))
        box.setAccessibleName(name)
        column.addWidget(box)
        return made

    def _page(self, *widgets: QWidget) -> int:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        return self._pages.addWidget(page)

    @Slot()
    def _show_page(self) -> None:
        kind = str(self.kind.currentData())
        self._pages.setCurrentIndex(self._page_of[kind])
        self._pages.setVisible(kind in ("sum", "percent", "share"))
        self.adjustSize()

    def chosen_terms(self) -> list[tuple[str, str]]:
        """The columns that the chosen kind is made of."""
        kind = self.kind.currentData()
        if kind == "sum":
            return self.terms.terms()
        boxes = {"percent": (self.new, self.old), "share": (self.part,)}.get(str(kind), ())
        return [(str(box.currentData()), "plus") for box in boxes if box.currentData()]

    def _use(self) -> None:
        from scn_desktop.models.edits import budget_formulas

        column_id, kind, terms = self._column_id, self.kind.currentData(), self.chosen_terms()
        whole, decimals = self.whole.currentData(), self.decimals.currentData()

        def action(session: Any) -> None:
            budget_formulas.set_words(session, column_id, kind == "text")
            formula: Any = "none" if kind == "text" else kind
            share_row = whole if kind == "share" else None
            budget_formulas.set_formula(session, column_id, formula, terms, share_row)
            budget_formulas.set_column_decimals(session, column_id, decimals)

        self._bridge.do(tr("Ändra vad kolumnen är"), action)
