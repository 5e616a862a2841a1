"""Filling a column from another by percent, and dividing a frame over rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from scn_desktop.errors import InputError
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.form_dialog import FormDialog
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox, SegmentedControl

if TYPE_CHECKING:
    from scn_desktop.models.budget import BudgetColumn


def hundredths_in(text: str) -> int:
    """A percentage as it was typed ("2,5", "-1 %") in hundredths. Raises InputError."""
    from scn_desktop.models.money import parse_amount

    figure = parse_amount(text.replace("%", ""), "kr")
    if figure is None:
        raise InputError("Skriv hur många procent, till exempel 2,5.")
    return figure.ore


class PercentDialog(FormDialog):
    """Fills a column from another one, raised by a percentage."""

    def __init__(self, bridge: Bridge, column: BudgetColumn, row_ids: Sequence[str], parent: QWidget) -> None:
        title = tr("Fyll ”{heading}” från en annan kolumn").format(heading=column.heading)
        lead = tr("Summorna räknas som vanligt. Det som står i kolumnen ersätts; Ångra ger det tillbaka.")
        super().__init__(title, lead, tr("Fyll"), self._fill, parent)
        self._bridge, self._column_id, self._row_ids = bridge, column.id, list(row_ids)
        self.source = ComboBox()
        for each in column.table.columns:
            if each is not column and each.kind != "text":
                self.source.addItem(each.heading or tr("utan namn"), each.id)
        self.add_field(tr("Hämta belopp från"), self.source)
        self.percent = QLineEdit("0")
        self.percent.selectAll()
        self.add_field(tr("Räkna upp med, procent (minus räknar ner)"), self.percent)
        self.rows = SegmentedControl([("all", tr("Alla rader")), ("selected", tr("Valda rader"))], tr("Rader"))
        self.rows.choose("selected" if len(self._row_ids) > 1 else "all")
        self.add_field(tr("Fyll"), self.rows)
        self.percent.setFocus()

    def _fill(self) -> None:
        from scn_desktop.models.edits import budget_fill

        source, target, percent = self.source.currentData(), self._column_id, hundredths_in(self.percent.text())
        rows = self._row_ids if self.rows.key() == "selected" else []
        if source is None:
            raise InputError("Det finns ingen annan kolumn att hämta från.")
        filled = self._bridge.do(
            tr("Fyll kolumn"), lambda session: budget_fill.fill_by_percent(session, source, target, percent, rows)
        )
        self._bridge.say(tr("{count} belopp fylldes i.").format(count=filled), offer_undo=True)


class FrameDialog(FormDialog):
    """Divides a frame over the selected rows of a column so that not an öre is lost."""

    def __init__(self, bridge: Bridge, column: BudgetColumn, row_ids: Sequence[str], parent: QWidget) -> None:
        title = tr("Fördela en ram i ”{heading}”").format(heading=column.heading)
        lead = tr("Ramen fördelas på de valda raderna så att de tillsammans blir exakt ramen.")
        super().__init__(title, lead, tr("Fördela"), self._divide, parent)
        self._bridge, self._column_id, self._row_ids = bridge, column.id, list(row_ids)
        self._unit = column.table.unit
        self.frame = QLineEdit()
        self.frame.setPlaceholderText(tr("till exempel 811 eller 811 432 500 kr"))
        self.add_field(tr("Ram i {unit}").format(unit=self._unit), self.frame)
        self.by = ComboBox()
        self.by.addItem(tr("Lika på alla rader"), None)
        for each in column.table.columns:
            if each is not column and each.kind != "text":
                self.by.addItem(tr("Efter ”{heading}”").format(heading=each.heading), each.id)
        self.add_field(tr("Fördelas"), self.by)
        self.frame.setFocus()

    def _divide(self) -> None:
        from scn_desktop.models.arithmetic import read_amount
        from scn_desktop.models.edits import budget_fill

        frame = read_amount(self.frame.text(), self._unit)
        if frame is None:
            raise InputError("Skriv hur stor ramen är.")
        column_id, rows, by = self._column_id, self._row_ids, self.by.currentData()
        self._bridge.do(
            tr("Fördela ram"), lambda session: budget_fill.distribute_frame(session, column_id, rows, frame, by)
        )
        self._bridge.say(tr("Ramen är fördelad på {count} rader.").format(count=len(rows)), offer_undo=True)
