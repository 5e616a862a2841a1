"""The controls of a follow-up as a list by area, each with how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.words import result_pill
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import EditTableModel, Role
from scn_desktop.views.widgets.wrap_table import WrapTable

if TYPE_CHECKING:
    from scn_desktop.models.control_results import Reported
    from scn_desktop.models.planning_model import ControlArea, FollowUpPeriod

Index = QModelIndex | QPersistentModelIndex
LOOSE: Final = "no-area"


class Column(IntEnum):
    """The columns from the left."""

    NUMBER = 0
    ACTIVITY = 1
    CHECKED = 2
    RESULT = 3


TITLES: Final = ("Nr", "Kontrollmoment", "Kontrollerat", "Resultat")


@dataclass(frozen=True)
class Group:
    """The heading of an area; `area` is None for controls that stand in none."""

    area: ControlArea | None
    done: int
    count: int

    @property
    def id(self) -> str:
        return self.area.id if self.area is not None else LOOSE

    @property
    def title(self) -> str:
        return self.area.title if self.area is not None else tr("Utan område")


class ResultListModel(EditTableModel):
    """Rows are areas and, under them, what is reported; nothing is typed here."""

    def __init__(self, bridge: Bridge, period: FollowUpPeriod | None, parent: QObject | None = None) -> None:
        super().__init__([tr(title) for title in TITLES], parent)
        self._bridge = bridge
        self.read_only = True
        self.period = period
        self.everything = False
        self._filter = ""
        self._numbers: dict[str, str] = {}
        self._rows: dict[str, Group | Reported] = {}
        self.reported: Sequence[Reported] = ()
        self.refresh()

    # Rows ------------------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Read the period anew; rows come and go where they do."""
        from scn_desktop.models import queries
        from scn_desktop.models.control_results import needs_meetings, reported

        plan = self._bridge.plan
        numbers = queries.control_numbers(plan)
        self._numbers = numbers | self._numbers  # a row keeps its number until all have their places
        self.reported = ()
        if self.period is not None:
            meetings = queries.meetings(self._bridge.session, plan.year) if needs_meetings(plan) else []
            self.reported = reported(plan, self.period, meetings, date.today(), everything=self.everything)
        rows: dict[str, Group | Reported] = {}
        for area in (*plan.model.areas, None):
            area_id = area.id if area is not None else None
            here = [row for row in self.reported if row.control.area_id == area_id and self._matches(row)]
            if here:
                counted = [row for row in here if row.is_due or row.execution is not None]
                group = Group(area, sum(row.progress == "done" for row in counted), len(counted))
                rows[group.id] = group
                rows |= {row.key: row for row in here}
        self._rows |= rows
        self.sync(list(rows))
        self._rows, self._numbers = rows, numbers
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))

    def _matches(self, row: Reported) -> bool:
        control = row.control
        texts = (control.risk.description, control.activity, control.method, control.responsible, self.number(row))
        return not self._filter or self._filter in "\n".join(texts).casefold()

    def set_period(self, period: FollowUpPeriod) -> None:
        """Show another follow-up."""
        self.period = period
        self.refresh()

    def set_everything(self, everything: bool) -> None:
        """Show the controls that are reported in other follow-ups too."""
        self.everything = everything
        self.refresh()

    def set_filter(self, text: str) -> None:
        """Show only controls that hold the text."""
        self._filter = text.strip().casefold()
        self.refresh()

    def row(self, row: int) -> Reported | None:
        """What is reported in that row; None for a heading or no row."""
        found = self._rows[self.ids[row]] if 0 <= row < len(self.ids) else None
        return None if found is None or isinstance(found, Group) else found

    def row_of(self, key: str) -> int:
        """The row of a control's key, -1 where it is not shown."""
        return self.ids.index(key) if key in self.ids else -1

    def groups(self) -> list[int]:
        """The rows that are headings."""
        return [place for place, key in enumerate(self.ids) if isinstance(self._rows[key], Group)]

    def number(self, row: Reported) -> str:
        """The control's number in its area ("2.1")."""
        return self._numbers.get(row.control.id, "")

    # Cells -----------------------------------------------------------------------------------------------------------
    def text(self, row: int, column: int) -> str:
        found = self._rows[self.ids[row]]
        if isinstance(found, Group):
            return found.title if column == Column.NUMBER else ""
        match column:
            case Column.NUMBER:
                return self.number(found)
            case Column.ACTIVITY:
                return found.control.activity or found.control.risk.description
            case Column.CHECKED:
                return " ".join(found.words())
            case _:
                return result_pill(found)[0]

    def is_editable(self, row: int, column: int) -> bool:
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The arrows pass over headings."""
        if index.isValid() and self.row(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def extra(self, row: int, column: int, role: int) -> Any:
        found = self._rows[self.ids[row]]
        if isinstance(found, Group):
            if role == Role.SECONDARY:
                return tr("{done} av {count} har resultat").format(done=found.done, count=found.count)
            return True if role == Role.GROUP else None
        if column == Column.RESULT and role == Role.PILL:
            return result_pill(found)[1]
        if column == Column.RESULT and role == Role.SIGN:
            return result_pill(found)[2]
        if role == Role.COLOUR and column in (Column.NUMBER, Column.CHECKED):
            return "text2"
        return None


class ResultView(WrapTable):
    """Whole rows are chosen. `form_requested`: Enter on a control."""

    form_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Kontroller att rapportera"), parent=parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.set_columns((0, 3, 2, 0), (52, 160, 130, 176))

    def span_groups(self) -> None:
        """Let the headings span the table; called when rows have come or gone."""
        model = self.model()
        assert isinstance(model, ResultListModel)
        self.clearSpans()
        for row in model.groups():
            self.setSpan(row, 0, 1, len(Column))
        self.fit_rows()

    def select(self, row: int) -> None:
        """Choose a row and show it."""
        index = self.model().index(row, Column.ACTIVITY)
        flags = self.selectionModel().SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.form_requested.emit()
        else:
            super().keyPressEvent(event)
