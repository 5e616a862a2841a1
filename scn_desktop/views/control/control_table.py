"""The controls as a table with a heading row for each area."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from scn_desktop.errors import InputError
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import EditTableModel, Role
from scn_desktop.views.widgets.labels import Status

if TYPE_CHECKING:
    from scn_desktop.models.control import Control, Risk
    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.models.plan import Plan
    from scn_desktop.models.planning_model import ControlArea

Index = QModelIndex | QPersistentModelIndex
NO_AREA: Final = "no-area"
KINDS: Final = ("control", "measure", "audit")
_FACTORS = re.compile(r"\s*(\d+)\s*[x×*·]\s*(\d+)\s*", re.IGNORECASE)


class Column(IntEnum):
    """The columns from the left."""

    NUMBER = 0
    RISK = 1
    ACTIVITY = 2
    INDEX = 3
    LAST = 4


TITLES: Final = ("Nr", "Risk", "Kontrollmoment", "Riskindex")


def last_key(plan: Plan) -> str:
    """What the last column shows: when the control is reported, or the process where the model reports nothing."""
    keys = {column.key for column in plan.model.columns_of("controls")}
    return "process" if "process" in keys and "reporting" not in keys else "reporting"


@dataclass
class Group:
    """The heading row of an area; `area` is None for controls that stand in none."""

    area: ControlArea | None
    count: int
    is_open: bool

    @property
    def id(self) -> str:
        return self.area.id if self.area is not None else NO_AREA

    @property
    def title(self) -> str:
        return self.area.title if self.area is not None else tr("Utan område")


class ControlTableModel(EditTableModel):
    """Rows are groups and the controls of the open ones; a filter leaves the controls that hold a text."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        self.last = last_key(bridge.plan)
        last = tr("Rapporteras") if self.last == "reporting" else tr("Process")
        super().__init__([*(tr(title) for title in TITLES), last], parent)
        self._bridge = bridge
        self.plan: Plan = bridge.plan
        self._folded: set[str] = set()
        self._filter = ""
        self._kind = ""
        self._numbers: dict[str, str] = {}
        self.read_only = bridge.read_only
        self._rows: list[Group | Control] = []
        self._rows = self._read()

    # Rows ------------------------------------------------------------------------------------------------------------
    def _read(self) -> list[Group | Control]:
        from scn_desktop.models import queries

        self._numbers = queries.control_numbers(self.plan)
        found: list[Group | Control] = []
        for area, controls in queries.controls_by_area(self.plan):
            shown = [control for control in controls if self._matches(control)]
            if self._is_filtered and not shown:
                continue
            group = Group(area, len(shown), True)
            group.is_open = self._is_filtered or group.id not in self._folded
            found.append(group)
            if group.is_open:
                found += shown
        return found

    @property
    def _is_filtered(self) -> bool:
        return bool(self._filter or self._kind)

    def _matches(self, control: Control) -> bool:
        if self._kind not in ("", control.kind):
            return False
        texts = (
            control.risk.process, control.risk.description, control.activity, control.method, control.minimum_sample,
            control.reporting, control.responsible, self._numbers.get(control.id, ""),
        )  # fmt: skip
        return not self._filter or self._filter in "\n".join(texts).casefold()

    def refresh(self, change_set: ChangeSet | None = None) -> None:
        """Follow a change of the document: rows come and go where they do, and changed ones are drawn anew."""
        old = [(row.id, isinstance(row, Group)) for row in self._rows]
        rows = self._read()
        new = [(row.id, isinstance(row, Group)) for row in rows]
        start = _common(old, new)
        end = _common(old[start:][::-1], new[start:][::-1])
        if len(old) - end > start:
            self.beginRemoveRows(QModelIndex(), start, len(old) - end - 1)
            del self._rows[start : len(old) - end]
            self.endRemoveRows()
        if len(new) - end > start:
            self.beginInsertRows(QModelIndex(), start, len(new) - end - 1)
            self._rows[start:start] = rows[start : len(new) - end]
            self.endInsertRows()
        self._rows = rows
        self._tell_changed(change_set)

    def _tell_changed(self, change_set: ChangeSet | None) -> None:
        controls = change_set.rows("control") if change_set is not None else frozenset()
        risks = change_set.rows("risk") if change_set is not None else frozenset()
        for place, row in enumerate(self._rows):
            changed = isinstance(row, Group) or row.id in controls or row.risk_id in risks or change_set is None
            last = Column.LAST if changed else Column.NUMBER
            self.dataChanged.emit(self.index(place, 0), self.index(place, last))

    def set_filter(self, text: str) -> None:
        """Show only controls that hold the text."""
        self._filter = text.strip().casefold()
        self.refresh()

    def set_kind(self, kind: str) -> None:
        """Show only controls of one kind; "": all."""
        self._kind = kind
        self.refresh()

    def kinds(self) -> list[str]:
        """The kinds that the plan has controls of."""
        return [kind for kind in KINDS if any(control.kind == kind for control in self.plan.controls)]

    def toggle(self, row: int) -> None:
        """Fold or unfold the group in that row."""
        group = self._rows[row]
        if isinstance(group, Group) and not self._is_filtered:
            self._folded ^= {group.id}
            self.refresh()

    def unfold(self, area_id: str | None) -> None:
        """Show the controls of an area."""
        self._folded.discard(area_id or NO_AREA)
        self.refresh()

    def control(self, row: int) -> Control | None:
        """The control in that row; None for a group or no row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return None if found is None or isinstance(found, Group) else found

    def group_of(self, row: int) -> Group | None:
        """The group that the row stands in."""
        return next((each for each in reversed(self._rows[: row + 1]) if isinstance(each, Group)), None)

    def groups(self) -> list[int]:
        """The rows that are headings."""
        return [place for place, row in enumerate(self._rows) if isinstance(row, Group)]

    def row_of(self, control_id: str) -> int:
        """The row of a control or group, -1 where it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.id == control_id), -1)

    def number(self, control: Control) -> str:
        """The control's number in its area ("2.1")."""
        return self._numbers.get(control.id, "")

    # Cells -----------------------------------------------------------------------------------------------------------
    def row_count(self) -> int:
        return len(self._rows)

    def row_id(self, row: int) -> str:
        return self._rows[row].id

    def text(self, row: int, column: int) -> str:
        found = self._rows[row]
        if isinstance(found, Group):
            return found.title if column == Column.NUMBER else ""
        match column:
            case Column.NUMBER:
                return self.number(found)
            case Column.RISK:
                return found.risk.description
            case Column.ACTIVITY:
                return found.activity
            case Column.INDEX:
                return index_text(self.plan, found.risk.index)
            case _:
                return found.risk.process if self.last == "process" else found.reporting

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and index.isValid() and index.column() == Column.INDEX:
            control = self.control(index.row())
            refused = self._refused.get((self.row_id(index.row()), int(Column.INDEX)))
            return refused[0] if refused else factor_text(control.risk) if control is not None else ""
        return super().data(index, role)

    def is_editable(self, row: int, column: int) -> bool:
        return column != Column.NUMBER and self.control(row) is not None

    def write(self, row: int, column: int, text: str) -> None:
        from scn_desktop.models.edits import controls

        control = self.control(row)
        if control is None:
            return
        control_id = control.id
        if column == Column.RISK:
            self._bridge.do(tr("Ändra risk"), lambda session: controls.set_risk_description(session, control_id, text))
        elif column == Column.INDEX:
            self._bridge.do(tr("Ändra riskindex"), typed_index(control.risk, text))
        elif column == Column.LAST and self.last == "process":
            self._bridge.do(tr("Ändra risk"), lambda session: controls.set_risk_process(session, control_id, text))
        else:
            field: controls.ControlField = "activity" if column == Column.ACTIVITY else "reporting"
            self._bridge.do(tr("Ändra kontroll"), lambda session: controls.set_field(session, control_id, field, text))

    def extra(self, row: int, column: int, role: int) -> Any:
        found = self._rows[row]
        if isinstance(found, Group):
            return self._group_extra(found, role)
        if role == Role.PILL and column == Column.INDEX and found.risk.index is not None:
            return index_status(self.plan, found.risk.index)
        if role == Role.COLOUR and column == Column.NUMBER:
            return "text2"
        if role == Role.PLACEHOLDER and column == Column.RISK:
            return tr("Vad kan gå fel?")
        return None

    def _group_extra(self, group: Group, role: int) -> Any:
        if role == Role.GROUP:
            return True
        if role == Role.SECONDARY and group.count:
            return str(group.count)
        if role == Role.PILL and not group.count:
            return Status.WARNING
        if role == Role.SIGN:
            return "chevron-down" if group.is_open else "chevron-right"
        return None

    def _accessible(self, row: int, column: int, index: Index) -> str:
        found = self._rows[row]
        if not isinstance(found, Group):
            return super()._accessible(row, column, index)
        count = tr("{count} kontroller").format(count=found.count) if found.count else tr("Ingen kontroll ännu")
        return ", ".join((found.title, count, tr("öppen") if found.is_open else tr("hopfälld")))


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    """How many elements two sequences begin with in common."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def index_text(plan: Plan, index: int | None) -> str:
    """ "8 Hög", by the plan's classes; empty where there is no riskindex."""
    found = plan.model.class_of(index)
    return "" if index is None else f"{index} {found.wording}" if found is not None else str(index)


def index_status(plan: Plan, index: int) -> Status:
    """How a riskindex is coloured: from the model's threshold up it is a warning, in the highest class an error."""
    model = plan.model
    if index < model.risk_threshold:
        return Status.NEUTRAL
    highest = max((each.lowest for each in model.classes), default=0)
    return Status.ERROR if index >= highest else Status.WARNING


def factor_text(risk: Risk) -> str:
    """What is typed to give the riskindex: "2×4", or "6" where the factors are not known."""
    if risk.probability is not None and risk.consequence is not None:
        return f"{risk.probability}×{risk.consequence}"
    return "" if risk.stated_index is None else str(risk.stated_index)


def typed_index(risk: Risk, text: str) -> Callable[[Any], None]:
    """The edit that takes "2×4", a riskindex alone, or nothing.

    Raises InputError where the text is neither, or contradicts the factors.
    """
    from scn_desktop.models.edits import risks

    risk_id = risk.id
    factors = _FACTORS.fullmatch(text)
    if factors:
        one, other = int(factors[1]), int(factors[2])
        return lambda session: risks.set_factors(session, risk_id, one, other)
    if not text.strip():
        return lambda session: risks.set_stated_index(session, risk_id, None)
    if not text.strip().isdecimal():
        raise InputError(tr("Skriv sannolikhet gånger konsekvens, till exempel 2×4, eller bara riskindex."))
    if risk.probability is None or risk.consequence is None:
        return lambda session: risks.set_stated_index(session, risk_id, int(text))
    if int(text) != risk.index:
        raise InputError(tr("Riskindex räknas ut av sannolikhet och konsekvens. Skriv till exempel 2×4."))
    return lambda _session: None
