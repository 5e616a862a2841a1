"""Which kind of money table to insert: what each is for, and the rows and columns it begins with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.form_dialog import FormDialog
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.labels import label
from scn_desktop.views.widgets.list_box import ListBox

if TYPE_CHECKING:
    from scn_desktop.models.budget_table_file import ReadyTable


class NewTableDialog(FormDialog):
    """`made` gets the key of the table that was inserted, when the dialog is gone."""

    def __init__(self, bridge: Bridge, place: int | None, made: Callable[[str], object], parent: QWidget) -> None:
        from scn_desktop.models.budget_table_file import ready_tables

        lead = tr("Rader och kolumner går att ändra, lägga till och ta bort efteråt.")
        super().__init__(tr("Ny tabell"), lead, tr("Infoga"), self._insert, parent)
        self._bridge, self._place, self._inserted = bridge, place, ""
        self.accepted.connect(lambda: made(self._inserted))
        self._ready = ready_tables()
        px = theme().px
        self.list = ListBox(tr("Slag av tabell"))
        self.list.setFixedWidth(px(270))
        self.list.addItem(QListWidgetItem(tr("Tom tabell")))
        for ready in self._ready:
            self.list.addItem(QListWidgetItem(self._filled(ready.table.title)))
        self.list.itemActivated.connect(lambda _item: self.do())
        self.description = label("", "body", wrap=True)
        self.columns = label("", "secondary", wrap=True)
        self.rows = label("", "secondary", wrap=True)
        self.rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(px(4), 0, px(4), 0)
        column.setSpacing(px(6))
        column.addWidget(self.description)
        for name, text in ((tr("Kolumner"), self.columns), (tr("Rader"), self.rows)):
            column.addWidget(label(name, "field"))
            column.addWidget(text)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(right)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(self.list)
        row.addWidget(area, 1)
        self.content.addLayout(row, 1)
        self.list.currentRowChanged.connect(self._describe)
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self.resize(px(760), px(590))

    def chosen(self) -> ReadyTable | None:
        """The kind that is chosen; None for an empty table."""
        row = self.list.currentRow()
        return self._ready[row - 1] if row > 0 else None

    def _filled(self, text: str) -> str:
        from scn_desktop.models.planning_model_file import filled

        year = self._bridge.plan.year
        return filled(text, {"year": year, "last_year": year - 1, "next_year": year + 1})

    @Slot()
    def _describe(self) -> None:
        ready = self.chosen()
        if ready is None:
            self.description.setText(tr("Två kolumner, förra årets budget och årets, och inga rader."))
            year = self._bridge.plan.year
            self.columns.setText(tr("Budget {last} · Budget {year}").format(last=year - 1, year=year))
            self.rows.setText(tr("inga"))
            return
        self.description.setText(ready.description)
        self.columns.setText(" · ".join(self._filled(column.heading) for column in ready.table.columns))
        indents = ["\u2003" * row.level for row in ready.table.rows]
        self.rows.setText("\n".join(indent + row.label for indent, row in zip(indents, ready.table.rows, strict=True)))

    def _insert(self) -> None:
        from scn_desktop.models.edits import budget_formulas, budgets

        plan, year, place, ready = self._bridge.plan.id, self._bridge.plan.year, self._place, self.chosen()
        headings = [tr("Budget {year}").format(year=each) for each in (year - 1, year)]

        def action(session: Any) -> str:
            if ready is not None:
                return budget_formulas.insert_ready(session, plan, ready.table, place)
            return budgets.add_table(session, plan, tr("Ny tabell"), place, headings=headings)

        self._inserted = self._bridge.do(tr("Ny tabell"), action)
