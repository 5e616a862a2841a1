"""The page *Kontroller*: the table of controls, and the form at its right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.clipboard import copy_as_table
from scn_desktop.views.control.control_form import ControlForm
from scn_desktop.views.control.control_table import Column, ControlTableModel
from scn_desktop.views.control.control_view import ControlView
from scn_desktop.views.control.judgement import narrow_combo
from scn_desktop.views.control.table_page import TablePage
from scn_desktop.views.control.words import kind_words
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import EmptyState
from scn_desktop.views.widgets.controls import button

if TYPE_CHECKING:
    from scn_desktop.models.control import Control
    from scn_desktop.models.document.change_log import ChangeSet

_TABLES = frozenset(
    {"control", "risk", "control_area", "control_question", "control_period", "planning_model", "risk_level"}
    | {"risk_class", "follow_up_period"}
)


class ControlsPage(TablePage):
    """Chooses, adds, moves and removes controls; the form follows the chosen one."""

    def __init__(self, bridge: Bridge) -> None:
        self.table_model = ControlTableModel(bridge)
        self.table = ControlView()
        self.table.setModel(self.table_model)
        self.form = ControlForm(bridge)
        new = button(tr("Ny kontroll"), self.add_control, role="main", sign="plus")
        empty = EmptyState(tr("Inga kontroller än."), (tr("Ny kontroll"), self.add_control))
        self.kind = narrow_combo(tr("Slag av kontroller"))
        super().__init__(bridge, "control", self.table, self.form, empty, new, self.kind)
        self.table_model.setParent(self)
        self._offer_kinds()
        self._connect()
        self.table.span_groups()
        self._show_empty()
        self._select_first()

    def _connect(self) -> None:
        self._bridge.changed.connect(self._document_changed)
        for signal in (self.table_model.rowsInserted, self.table_model.rowsRemoved, self.table_model.modelReset):
            signal.connect(self.table.span_groups)
        self.filter.setAccessibleName(tr("Filtrera kontrollerna"))
        self.filter.textChanged.connect(self.table_model.set_filter)
        self.kind.activated.connect(self._show_kind)
        table = self.table
        table.new_row_requested.connect(self.add_control)
        table.rows_delete_requested.connect(self._delete)
        table.row_move_requested.connect(self._move)
        table.copy_requested.connect(self._copy)
        table.paste_requested.connect(self.paste)
        table.form_requested.connect(self._enter_form)

    def row_count(self) -> int:
        return self.table_model.row_count()

    def show_in_form(self) -> bool:
        control = self._current()
        if control is not None:
            self.form.show_control(control, self.table_model.number(control))
        return control is not None

    # What the tab asks -----------------------------------------------------------------------------------------------
    def undo_target(self, change_set: ChangeSet) -> bool:
        """Choose the control that was changed."""
        if not change_set.tables() & {"control", "risk", "control_question", "control_period"}:
            return False
        risks, details = (
            change_set.rows("risk"),
            change_set.rows("control_question") | change_set.rows("control_period"),
        )
        changed = [
            control.id
            for control in self._bridge.plan.controls
            if control.id in change_set.rows("control")
            or control.risk_id in risks
            or any(each.id in details for each in (*control.questions, *control.periods))
        ]
        if changed:
            self.select(changed[0])
        elif not change_set.tables() & {"control", "control_question", "control_period"}:
            return False
        self.focus_first()
        return True

    def keys(self) -> Sequence[tuple[str, str]]:
        """The tab's own keys."""
        return (
            (tr("Insert, Ctrl+Enter"), tr("Ny kontroll efter den valda")),
            (tr("Delete"), tr("Ta bort de valda kontrollerna")),
            (tr("Alt+↑ Alt+↓"), tr("Flytta kontrollen, också till nästa område")),
            (tr("F2 eller skriv"), tr("Ändra i tabellen; Riskindex skrivs 2×4")),
            (tr("Enter"), tr("Till formuläret; Esc tillbaka till tabellen")),
            (tr("← →"), tr("Fäll ihop och öppna ett område")),
            (tr("Ctrl+C, Ctrl+V"), tr("Kopiera och klistra in kontroller som tabell")),
        )

    def menu_actions(self, menu: str) -> Sequence[QAction]:
        """*Infoga*: a control, a table of controls."""
        if menu != "insert" or self._bridge.read_only:
            return ()
        new = QAction(tr("Ny kontroll"), self)
        new.triggered.connect(lambda: self.add_control())
        paste = QAction(tr("Klistra in kontroller…"), self)
        paste.triggered.connect(self.paste)
        return (new, paste)

    # Following the document ------------------------------------------------------------------------------------------
    @Slot(object)
    def _document_changed(self, change_set: ChangeSet) -> None:
        if not change_set.tables() & _TABLES:
            return
        shown = self.form.control_id
        self._offer_kinds()
        self.table_model.set_kind(str(self.kind.currentData()))
        self.table_model.refresh(change_set)
        self._show_empty()
        row = self.table_model.row_of(shown)
        if row >= 0 and self.table.currentIndex().row() != row:
            self.table.select([row], max(0, self.table.currentIndex().column()))
        self._show_form()

    def _offer_kinds(self) -> None:
        """Let the kinds that are used be chosen, where there is more than one."""
        chosen, kinds = str(self.kind.currentData() or ""), self.table_model.kinds()
        self.kind.clear()
        for kind in ("", *kinds):
            self.kind.addItem(kind_words(kind), kind)
        self.kind.choose(chosen if chosen in kinds else "")
        self.kind.setVisible(len(kinds) > 1)

    @Slot()
    def _show_kind(self) -> None:
        self.table_model.set_kind(str(self.kind.currentData()))
        self._show_form()

    def _show_all(self) -> None:
        """Take away what leaves controls out."""
        self.filter.clear()
        self.kind.choose("")
        self._show_kind()

    def _select_first(self) -> None:
        rows = range(self.table_model.row_count())
        first = next((row for row in rows if self.table_model.control(row) is not None), -1)
        if first >= 0:
            self.table.select([first])
        self._show_form()

    def select(self, control_id: str, edit: bool = False) -> None:
        from scn_desktop.models import queries
        from scn_desktop.models.control import Control

        control = queries.find(self._bridge.session, Control, control_id)
        if control is not None:
            self.table_model.unfold(control.area_id)
        if self.table_model.row_of(control_id) < 0:
            self._show_all()
        row = self.table_model.row_of(control_id)
        if row < 0:
            return
        self.table.select([row])
        if edit:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.edit(self.table_model.index(row, Column.RISK))

    # The form --------------------------------------------------------------------------------------------------------
    def _current(self) -> Control | None:
        return self.table_model.control(self.table.currentIndex().row())

    # Actions ---------------------------------------------------------------------------------------------------------
    def add_control(self, after: int | None = None) -> None:
        """A new control after a row, or after the chosen one, ready for its risk to be typed."""
        from scn_desktop.models.edits import controls

        if self._bridge.read_only:
            return
        self.finish_edits()
        row = self.table.currentIndex().row() if after is None else after
        group = self.table_model.group_of(row)
        areas = self.table_model.plan.model.areas
        area = group.area if group is not None else areas[0] if areas else None
        area_id = area.id if area is not None else None
        here = self.table_model.control(row)
        siblings = controls.controls_in(self.table_model.plan, area_id)
        index = siblings.index(here) + 1 if here in siblings else 0 if group is not None else None
        plan_id = self.table_model.plan.id
        kind = str(self.kind.currentData() or "control")
        made = self._bridge.attempt(
            tr("Ny kontroll"), lambda session: controls.add_control(session, plan_id, area_id, index, kind)
        )
        if made is not None:
            self.filter.clear()
            self.select(made, edit=True)

    @Slot(list)
    def _delete(self, rows: list[int]) -> None:
        from scn_desktop.models.edits import controls

        gone = [found.id for row in rows if (found := self.table_model.control(row)) is not None]
        if not gone or self._bridge.read_only:
            return
        message = tr("Kontrollen togs bort.") if len(gone) == 1 else tr("Kontrollerna togs bort.")
        self._bridge.attempt(tr("Ta bort kontroll"), lambda session: controls.delete_controls(session, gone), message)
        self.table.select([min(rows[0], self.table_model.row_count() - 1)] if self.table_model.row_count() else [])

    @Slot(int, int)
    def _move(self, row: int, step: int) -> None:
        """Up or down in its area, and from its ends into the next area."""
        from scn_desktop.models.edits import controls

        control, group = self.table_model.control(row), self.table_model.group_of(row)
        if control is None or group is None or self._bridge.read_only or self.filter.text() or self.kind.currentData():
            return
        siblings = controls.controls_in(self.table_model.plan, control.area_id)
        index: int | None = siblings.index(control) + step
        area_id, moved = control.area_id, control.id
        if index is not None and not 0 <= index < len(siblings):
            areas = [area.id for area in self.table_model.plan.model.areas]
            place = (areas.index(area_id) if area_id in areas else len(areas)) + step
            if not 0 <= place < len(areas):
                return
            area_id, index = areas[place], 0 if step > 0 else None
        self._bridge.attempt(
            tr("Flytta kontroll"), lambda session: controls.move_control(session, moved, area_id, index)
        )
        self.select(moved)

    @Slot(list)
    def _copy(self, rows: list[int]) -> None:
        """The chosen controls as a table with the planning model's columns and headings."""
        chosen = [found for row in rows if (found := self.table_model.control(row)) is not None]
        if not chosen:
            return
        columns = self.table_model.plan.model.columns_of("controls")
        lines = [[copied_text(control, column.key) for column in columns] for control in chosen]
        copy_as_table([[column.heading for column in columns], *lines], header_rows=1)

    @Slot()
    def paste(self) -> None:
        """Preview the table on the clipboard and add its controls to their areas."""
        from scn_desktop.exchange.paste import Target
        from scn_desktop.views.dialogs.paste_preview import open_paste_preview

        if self._bridge.read_only:
            return
        self.finish_edits()
        added = open_paste_preview(self, self._bridge, Target("controls", self.table_model.plan.id))
        if added:
            self.select(added[0])


def copied_text(control: Control, key: str) -> str:
    """What a control says in a column of the planning model."""
    if key == "area":
        return control.area.title if control.area is not None else ""
    if key == "risk":
        return control.risk.description
    return str(getattr(control, key, ""))
