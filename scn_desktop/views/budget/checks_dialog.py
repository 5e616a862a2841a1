"""Checks between rows of money tables: what each compares and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidgetItem, QVBoxLayout, QWidget

from scn_desktop.errors import InputError
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.budget.check_words import in_words, wants_attention
from scn_desktop.views.dialogs.edit_dialog import EditDialog
from scn_desktop.views.dialogs.form_dialog import FormDialog
from scn_desktop.views.icons import icon
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import CheckBox, ComboBox, button
from scn_desktop.views.widgets.labels import label
from scn_desktop.views.widgets.list_box import ListBox

if TYPE_CHECKING:
    from scn_desktop.models.budget import BudgetCheck


class ChecksDialog(EditDialog):
    """The plan's checks, each with what it came to; Enter changes one, Delete removes it."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        lead = tr("En kontroll jämför två rader, eller en rad med en ram. Den görs om varje gång ett belopp ändras.")
        super().__init__(bridge, tr("Kontroller mellan rader"), lead, parent)
        self.list = ListBox(tr("Kontroller"))
        self.list.itemActivated.connect(lambda _item: self.edit())
        self.empty = label(tr("Inga kontroller än."), "secondary")
        self.content.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self.edit_button = button(tr("Ändra…"), self.edit)
        self.accept_button = button(tr("Godta skillnaden…"), self.accept_gap)
        self.delete_button = button(tr("Ta bort"), self.delete)
        row.addWidget(button(tr("Ny kontroll…"), self.add, sign="plus"))
        for each in (self.edit_button, self.accept_button, self.delete_button):
            row.addWidget(each)
        row.addStretch(1)
        self.content.addLayout(row)
        self.list.currentRowChanged.connect(self._enable)
        self.resize(theme().px(680), theme().px(460))
        self.refresh()
        self.list.setCurrentRow(0)

    def refresh(self) -> None:
        from scn_desktop.models.budget_checks import check_result

        row = self.list.currentRow()
        checks = self.bridge.plan.budget_checks
        self.list.clear()
        for check in checks:
            result = check_result(check)
            item = QListWidgetItem(f"{check.name or tr('Kontroll utan namn')}\n{in_words(result)}")
            item.setIcon(icon("octagon-alert", "error") if wants_attention(result) else icon("check", "ok"))
            if result.problem:
                item.setIcon(icon("info", "text2"))
            item.setData(Qt.ItemDataRole.UserRole, check.id)
            self.list.addItem(item)
        self.empty.setVisible(not checks)
        self.list.setVisible(bool(checks))
        self.list.setCurrentRow(min(max(row, 0), len(checks) - 1))
        self._enable()

    @Slot()
    def _enable(self) -> None:
        check, writable = self.current(), not self.bridge.read_only
        for each in (self.edit_button, self.accept_button, self.delete_button):
            each.setEnabled(check is not None and writable)

    def current(self) -> BudgetCheck | None:
        """The chosen check."""
        item = self.list.currentItem() if self.list.count() else None
        wanted = item.data(Qt.ItemDataRole.UserRole) if item is not None else ""
        return next((check for check in self.bridge.plan.budget_checks if check.id == wanted), None)

    def add(self) -> None:
        CheckDialog(self.bridge, None, self).open()

    def edit(self) -> None:
        check = self.current()
        if check is not None and not self.bridge.read_only:
            CheckDialog(self.bridge, check, self).open()

    def delete(self) -> None:
        from scn_desktop.models.edits import budget_checks

        check = self.current()
        if check is not None:
            key = check.id
            self.bridge.attempt(
                tr("Ta bort kontroll"), lambda session: budget_checks.delete(session, key), tr("Kontrollen togs bort.")
            )

    def accept_gap(self) -> None:
        """Say why the rows may differ; it is told with the check, and before the plan is proposed."""
        from scn_desktop.models.edits import budget_checks
        from scn_desktop.views.prompts import ask_text

        check = self.current()
        if check is None:
            return
        key, title = check.id, tr("Varför får raderna skilja sig?")
        said = tr("Skälet visas vid kontrollen. Ett tomt skäl tar tillbaka godtagandet.")
        reason = ask_text(self, title, said, check.reason, tr("Spara skälet"))
        if reason is not None:
            self.bridge.attempt(tr("Godta skillnad"), lambda session: budget_checks.accept(session, key, reason))


class CheckDialog(FormDialog):
    """What a check compares."""

    def __init__(self, bridge: Bridge, check: BudgetCheck | None, parent: QWidget) -> None:
        title = tr("Ny kontroll") if check is None else tr("Ändra kontroll")
        super().__init__(title, tr("Välj vad som ska stämma."), tr("Spara kontrollen"), self._keep, parent)
        self._bridge = bridge
        self._check_id = check.id if check is not None else ""
        self._rows = {row.id: row for table in bridge.plan.budget_tables for row in table.rows if row.kind != "heading"}
        self.name = QLineEdit(check.name if check is not None else "")
        self.name.setPlaceholderText(tr("till exempel Kommunbidraget täcker nettokostnaderna"))
        self.add_field(tr("Namn"), self.name)
        self.left, self.right = ComboBox(editable=True), ComboBox(editable=True)
        self.right.addItem(tr("En ram, som skrivs in"), None)
        for box in (self.left, self.right):
            for row in self._rows.values():
                box.addItem(tr("{row} ({table})").format(row=row.label, table=row.table.title), row.id)
        self.add_field(tr("Raden"), self.left)
        self.sign = ComboBox()
        self.sign.addItem(tr("ska vara lika med"), "plus")
        self.sign.addItem(tr("ska vara lika stor, med omvänt tecken, som"), "minus")
        self.add_field(tr("Hur"), self.sign)
        self.add_field(tr("Raden eller ramen"), self.right)
        self.frame = QLineEdit()
        self.frame.setPlaceholderText(tr("till exempel 811 mnkr"))
        self.add_field(tr("Ram"), self.frame)
        self._columns = QVBoxLayout()
        self._boxes: dict[str, CheckBox] = {}
        holder = QWidget()
        holder.setLayout(self._columns)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self.add_field(tr("Gäller kolumnerna (inget val är alla)"), holder)
        if check is not None:
            self._fill(check)
        self.left.currentIndexChanged.connect(self._show_columns)
        self.right.currentIndexChanged.connect(self._show_frame)
        self._show_columns()
        self._show_frame()
        if check is not None:
            for column in check.columns:
                if column.column_id in self._boxes:
                    self._boxes[column.column_id].setChecked(True)

    def _fill(self, check: BudgetCheck) -> None:
        from scn_desktop.models.money import Figure, amount_text

        if check.left_row_id:
            self.left.choose(check.left_row_id)
        self.right.choose(check.right_row_id)
        self.sign.choose(check.sign)
        if check.right_row_id is None and check.precision > 1:
            self.frame.setText(amount_text(Figure(check.ore, check.precision)))

    @Slot()
    def _show_columns(self) -> None:
        """The columns of the left row's table, to say which the check holds for."""
        for box in self._boxes.values():
            self._columns.removeWidget(box)
            box.deleteLater()
        self._boxes = {}
        row = self._rows.get(str(self.left.currentData()))
        for column in row.table.columns if row is not None else ():
            if column.kind != "text" and column.formula in ("none", "sum"):
                box = CheckBox(column.heading or tr("utan namn"))
                self._boxes[column.id] = box
                self._columns.addWidget(box)

    @Slot()
    def _show_frame(self) -> None:
        self.frame.setEnabled(self.right.currentData() is None)

    def _keep(self) -> None:
        from scn_desktop.models.arithmetic import read_amount
        from scn_desktop.models.edits import budget_checks

        left, right, sign = self.left.currentData(), self.right.currentData(), self.sign.currentData()
        columns = [key for key, box in self._boxes.items() if box.isChecked()]
        if left is None:
            raise InputError("Välj en rad att kontrollera. Finns ingen tabell, gör en på fliken Budget först.")
        frame = read_amount(self.frame.text(), self._rows[left].table.unit) if right is None else None
        if right is None and frame is None:
            raise InputError("Skriv hur stor ramen är, eller välj en rad att jämföra med.")
        plan_id, key, name = self._bridge.plan.id, self._check_id, self.name.text().strip()

        def action(session: Any) -> None:
            made = key or budget_checks.add(session, plan_id, name)
            budget_checks.rename(session, made, name)
            if right is not None:
                budget_checks.compare_rows(session, made, left, right, sign, columns)
            elif frame is not None:
                budget_checks.compare_frame(session, made, left, frame, sign, columns)

        self._bridge.do(tr("Ändra kontroll") if key else tr("Ny kontroll"), action)
