"""The risk register as a table: each risk with its number, riskindex, and how many controls meet it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from scn_desktop.models.risk_register import area_of, is_unmet
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.control_table import factor_text, index_status, index_text, typed_index
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import EditTableModel, Role
from scn_desktop.views.widgets.labels import Status

if TYPE_CHECKING:
    from scn_desktop.models.control import Risk

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns from the left."""

    NUMBER = 0
    RISK = 1
    AREA = 2
    PROCESS = 3
    INDEX = 4
    CONTROLS = 5
    RESPONSIBLE = 6


TITLES: Final = ("Nr", "Risk", "Område", "Process", "Riskindex", "Kontroller", "Ansvarig")
_WRITTEN: Final = (Column.RISK, Column.PROCESS, Column.INDEX, Column.RESPONSIBLE)


class RiskTableModel(EditTableModel):
    """`ids` are the risks' keys, in the order of the register or with the highest riskindex first."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__([tr(title) for title in TITLES], parent)
        self._bridge = bridge
        self.read_only = bridge.read_only
        self._risks: dict[str, Risk] = {}
        self._numbers: dict[str, int] = {}
        self._filter = ""
        self.by_index = False
        self.ids = self._fetch()

    def _fetch(self) -> list[str]:
        from scn_desktop.models.risk_register import risk_numbers

        plan = self._bridge.plan
        self._numbers = risk_numbers(plan)
        self._risks = {risk.id: risk for risk in plan.risks}
        shown = [risk for risk in plan.risks if self._matches(risk)]
        if self.by_index:
            shown.sort(key=lambda risk: -(risk.index or 0))
        return [risk.id for risk in shown]

    def _matches(self, risk: Risk) -> bool:
        area = area_of(risk)
        texts = (
            risk.description, risk.process, risk.routine, risk.cause, risk.effect, risk.responsible,
            risk.treatment_text, area.title if area is not None else "", str(self._numbers[risk.id]),
        )  # fmt: skip
        return not self._filter or self._filter in "\n".join(texts).casefold()

    def refresh(self) -> None:
        """Follow a change of the document."""
        self.sync(self._fetch())

    def set_filter(self, text: str) -> None:
        """Show only risks that hold the text."""
        self._filter = text.strip().casefold()
        self.refresh()

    def sort_by_index(self, by_index: bool) -> None:
        """Show the highest riskindex first, or the order of the register."""
        self.by_index = by_index
        self.refresh()

    @property
    def keeps_order(self) -> bool:
        """Whether the rows stand as in the register, so that they can be moved."""
        return not self.by_index and not self._filter

    def risk(self, row: int) -> Risk | None:
        """The risk in that row; None where there is no such row."""
        return self._risks.get(self.ids[row]) if 0 <= row < len(self.ids) else None

    def number(self, risk: Risk) -> int:
        """The risk's place in the register, from 1."""
        return self._numbers[risk.id]

    def text(self, row: int, column: int) -> str:
        risk = self.risk(row)
        if risk is None:
            return ""
        match column:
            case Column.NUMBER:
                return str(self._numbers[risk.id])
            case Column.RISK:
                return risk.description
            case Column.AREA:
                area = area_of(risk)
                return area.title if area is not None else ""
            case Column.PROCESS:
                return risk.process
            case Column.INDEX:
                return index_text(risk.plan, risk.index)
            case Column.CONTROLS:
                return tr("Saknas") if is_unmet(risk) else str(len(risk.controls) or "")
            case _:
                return risk.responsible

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and index.isValid() and index.column() == Column.INDEX:
            risk = self.risk(index.row())
            refused = self._refused.get((self.row_id(index.row()), int(Column.INDEX)))
            return refused[0] if refused else factor_text(risk) if risk is not None else ""
        return super().data(index, role)

    def is_editable(self, row: int, column: int) -> bool:
        return column in _WRITTEN

    def extra(self, row: int, column: int, role: int) -> Any:
        risk = self.risk(row)
        if risk is None:
            return None
        if role == Role.PILL:
            if column == Column.INDEX and risk.index is not None:
                return index_status(risk.plan, risk.index)
            if column == Column.CONTROLS and is_unmet(risk):
                return Status.WARNING
        if role == Role.COLOUR and column in (Column.NUMBER, Column.AREA, Column.PROCESS):
            return "text2"
        if role == Role.PLACEHOLDER and column == Column.RISK:
            return tr("Vad kan gå fel?")
        return None

    def write(self, row: int, column: int, text: str) -> None:
        """Raises ScnError for a riskindex that is none, and a process of too many levels."""
        from scn_desktop.models.edits import risks

        risk = self.risk(row)
        if risk is None:
            return
        risk_id, label = risk.id, tr("Ändra risk")
        if column == Column.PROCESS:
            self._bridge.do(label, lambda session: risks.set_process(session, risk_id, text))
        elif column == Column.INDEX:
            self._bridge.do(tr("Ändra riskindex"), typed_index(risk, text))
        else:
            field: risks.RiskField = "description" if column == Column.RISK else "responsible"
            self._bridge.do(label, lambda session: risks.set_risk_field(session, risk_id, field, text))
