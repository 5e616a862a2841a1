"""The page *Resultat*: what the controls have shown in a follow-up, control by control."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSizePolicy

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.execution_form import ExecutionForm
from scn_desktop.views.control.pages import PagePlace
from scn_desktop.views.control.result_list import ResultListModel, ResultView
from scn_desktop.views.control.table_page import TablePage
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import EmptyState
from scn_desktop.views.widgets.controls import CheckBox, ComboBox, button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.control_results import Reported
    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.models.planning_model import FollowUpPeriod

REPORT: Final = "kontrollresultat"
TABLES: Final = frozenset({"control_execution", "execution_point"})
_READ: Final = TABLES | {
    *("control", "control_area", "control_period", "control_question", "risk", "result_level", "follow_up_period"),
    *("meeting", "spot_check", "spot_check_case"),
}


class ResultsPage(TablePage):
    """Chooses a follow-up and a control in it; the form at the right takes what was found."""

    def __init__(self, bridge: Bridge) -> None:
        from scn_desktop.models.control_results import current_period

        self.table_model = ResultListModel(bridge, current_period(bridge.plan, date.today()))
        self.table = ResultView()
        self.table.setModel(self.table_model)
        self.form = ExecutionForm(bridge)
        self.period = ComboBox()
        self.everything = CheckBox(tr("Visa också kontroller som inte rapporteras nu"))
        self._summary = label("", "secondary")
        out = button(tr("Skriv ut…"), self.print, role="main", sign="printer")
        empty = EmptyState(
            tr("Inga kontroller rapporteras i den här uppföljningen."), (tr("Ny kontroll"), self._to_controls)
        )
        super().__init__(bridge, "control_results", self.table, self.form, empty, out, self.period)
        self.table_model.setParent(self)
        out.setEnabled(self.table_model.period is not None)
        self._add_choices()
        self._connect()
        self.table.span_groups()
        self._show_counts()
        self._select_first()

    def _add_choices(self) -> None:
        from scn_desktop.models.control_results import periods_of

        self.period.setAccessibleName(tr("Uppföljning"))
        self.period.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.period.setMinimumContentsLength(12)
        self.period.setMinimumWidth(theme().px(150))
        self.period.setMaximumWidth(theme().px(280))
        self.period.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for each in periods_of(self._bridge.plan):
            self.period.addItem(each.title, each.id)
        if self.table_model.period is not None:
            self.period.choose(self.table_model.period.id)
        self.below.addWidget(self._summary)
        self.below.addStretch(1)
        self.below.addWidget(self.everything)
        self.setTabOrder(self.table, self.everything)

    def _connect(self) -> None:
        self._bridge.changed.connect(self._document_changed)
        for signal in (self.table_model.rowsInserted, self.table_model.rowsRemoved, self.table_model.rowsMoved):
            signal.connect(self.table.span_groups)
        self.filter.setAccessibleName(tr("Filtrera kontrollerna"))
        self.filter.textChanged.connect(self._filter)
        self.period.activated.connect(self._period_chosen)
        self.everything.toggled.connect(self._show_everything)
        self.table.form_requested.connect(self._enter_form)
        self.form.next_requested.connect(self.go_on)
        self.form.stickprov_requested.connect(lambda: self._bridge.go_to("spot_check"))

    # What the page gives ---------------------------------------------------------------------------------------------
    def row_count(self) -> int:
        return self.table_model.row_count()

    def show_in_form(self) -> bool:
        row, period = self._current(), self.table_model.period
        if row is None or period is None:
            return False
        self.form.show_reported(row, self.table_model.number(row), period.id)
        return True

    def _current(self) -> Reported | None:
        return self.table_model.row(self.table.currentIndex().row())

    def report(self) -> tuple[str, object]:
        """The compiled result of the follow-up that is shown."""
        period = self.table_model.period
        return REPORT, {"period": period.id} if period is not None else {}

    def print(self) -> None:
        """Open the print preview of the follow-up that is shown."""
        self.finish_edits()
        self._bridge.print(*self.report())

    def keys(self) -> Sequence[tuple[str, str]]:
        """The page's own keys."""
        return (
            (tr("Enter"), tr("Till formuläret; Esc tillbaka till listan")),
            (tr("Ctrl+Enter"), tr("Nästa kontroll")),
            (tr("Tab"), tr("Nästa fält; i punkterna nästa ruta")),
            (tr("Insert"), tr("Ny punkt efter de andra, när en punkt är vald")),
            (tr("Ctrl+Delete"), tr("Ta bort punkten")),
        )

    # Places ----------------------------------------------------------------------------------------------------------
    def place(self) -> object:
        """The follow-up and the control in it."""
        period, row = self.table_model.period, self._current()
        return " ".join(filter(None, (period.id if period else "", row.key if row else "")))

    def select(self, row_id: str, edit: bool = False) -> None:
        """Choose a follow-up, a control, or both, by their keys with a space between."""
        periods = {each.id: each for each in self._bridge.plan.model.follow_up_periods}
        for key in row_id.split():
            if key in periods:
                self._set_period(periods[key])
            else:
                self._choose(key)

    def _choose(self, key: str) -> None:
        if self.table_model.row_of(key) < 0:
            self.filter.clear()
        if self.table_model.row_of(key) < 0 and any(each.id == key for each in self._bridge.plan.controls):
            self.everything.setChecked(True)
        row = self.table_model.row_of(key)
        if row >= 0:
            self.table.select(row)

    def undo_target(self, change_set: ChangeSet) -> bool:
        """Show the control whose execution was changed; one that is gone again leaves the choice as it is."""
        if not change_set.tables() & TABLES:
            return False
        executions, points = change_set.rows("control_execution"), change_set.rows("execution_point")
        for control in self._bridge.plan.controls:
            for execution in control.executions:
                if execution.id in executions or any(point.id in points for point in execution.points):
                    self.select(f"{execution.period_id or ''} {control.id}")
        self.focus_first()
        return True

    # Following the document ------------------------------------------------------------------------------------------
    @Slot(object)
    def _document_changed(self, change_set: ChangeSet) -> None:
        if change_set.tables() & _READ:
            self._refresh()

    def _refresh(self) -> None:
        shown = self._current()
        self.table_model.refresh()
        self._show_counts()
        row = self.table_model.row_of(shown.key) if shown is not None else -1
        if row >= 0 and self.table.currentIndex().row() != row:
            self.table.select(row)
        elif row < 0:
            self._select_first()
        self._show_form()

    def _select_first(self) -> None:
        """The first that remains to be reported, or the first of all."""
        rows = [place for place in range(self.row_count()) if self.table_model.row(place) is not None]
        left = [place for place in rows if self._progress(place) != "done"]
        if rows:
            self.table.select((left or rows)[0])
        self._show_form()

    def _progress(self, place: int) -> str:
        row = self.table_model.row(place)
        return row.progress if row is not None else ""

    def _show_counts(self) -> None:
        rows = [row for row in self.table_model.reported if row.execution is not None or row.is_due]
        counts = [sum(row.progress == each for row in rows) for each in ("done", "begun", "due")]
        words = (tr("{n} med resultat"), tr("{n} påbörjade"), tr("{n} ska rapporteras"))
        said = ", ".join(word.format(n=count) for word, count in zip(words, counts, strict=True))
        self._summary.setText(said if rows else "")
        self._show_empty()

    # Choosing --------------------------------------------------------------------------------------------------------
    @Slot()
    def _period_chosen(self) -> None:
        self.select(str(self.period.currentData()))

    def _set_period(self, period: FollowUpPeriod) -> None:
        self.form.finish_edits()
        self.period.choose(period.id)
        if self.table_model.period is not period:
            self.table_model.set_period(period)
            self._show_counts()
            self._select_first()

    @Slot(bool)
    def _show_everything(self, everything: bool) -> None:
        self.form.finish_edits()
        self.table_model.set_everything(everything)
        self._refresh()

    @Slot(str)
    def _filter(self, text: str) -> None:
        self.table_model.set_filter(text)
        self._refresh()

    def _to_controls(self) -> None:
        self._bridge.go_to("control", PagePlace("controls"))

    @Slot()
    def go_on(self) -> None:
        """Keep what is typed and take the next control; after the last one the list."""
        self.finish_edits()
        here = self.table.currentIndex().row()
        following = [place for place in range(here + 1, self.row_count()) if self.table_model.row(place) is not None]
        if following:
            self.table.select(following[0])
            self.form.focus_first()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
