"""The form beside the list of results: what a control has shown in a follow-up, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from scn_desktop.swedish import format_date
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.action_fields import ActionFields
from scn_desktop.views.control.computed_words import ComputedWords
from scn_desktop.views.control.form_panel import FormPanel
from scn_desktop.views.control.judgement import narrow_combo, titled
from scn_desktop.views.control.points_table import PointsTableModel
from scn_desktop.views.control.words import read_count, shown_count
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label, line
from scn_desktop.views.widgets.wrap_table import WrapTable

if TYPE_CHECKING:
    from scn_desktop.models.control_execution import ControlExecution
    from scn_desktop.models.control_results import Reported
    from scn_desktop.models.edits.executions import DayField, NumberField, TextField

_NONE = ""


class ExecutionForm(FormPanel):
    """Shows one control in one follow-up and writes what was found. The first thing written begins the execution.

    `next_requested`: Ctrl+Enter, or the link at the foot. `stickprov_requested`: to the records that are counted.
    """

    next_requested = Signal()
    stickprov_requested = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._control_id = self._period_id = ""
        self._execution_id: str | None = None
        self._suggested = ""
        self._is_counted = False
        self.activity = label("", "body", wrap=True)
        self.method = label("", "caption", wrap=True)
        self.numbers: dict[NumberField, FieldEdit] = {}
        self.texts: dict[TextField, FieldEdit] = {}
        self.days: dict[DayField, FieldEdit] = {}
        self.points = PointsTableModel(self._change, self)
        self.point_table = WrapTable(tr("Punkter"), grow=True)
        self.point_table.setModel(self.points)
        self.point_table.set_columns((1, 0, 0), (120, 66, 60))
        self.point_table.new_row_requested.connect(lambda _row: self.add_point())
        self.point_table.rows_delete_requested.connect(self._delete_points)
        self.words = ComputedWords()
        self.result = narrow_combo(tr("Resultat"))
        self.result.activated.connect(self._set_result)
        self.suggestion = button("", self._take_suggestion, role="caption-link")
        self.action = ActionFields(self._text, self._day, self._set_status)
        self.new_point = button(tr("Ny punkt"), self.add_point, role="link", sign="plus")
        self.to_stickprov = button(
            tr("Öppna Stickprov"), self.stickprov_requested.emit, role="link", sign="arrow-right"
        )
        self.remove = button(tr("Ta bort det som är ifyllt"), self._remove, role="caption-link")
        self._lay_out()
        self._set_read_only(bridge.read_only)

    # Layout ----------------------------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        layout = self.fields
        layout.addWidget(self.activity)
        layout.addWidget(self.method)
        self._counts = _row(
            self._number("population", tr("Att välja bland")),
            self._number("checked", tr("Kontrollerade")),
            self._number("remarks", tr("Med anmärkning")),
        )
        layout.addWidget(self._counts)
        layout.addWidget(self.point_table)
        links = QHBoxLayout()
        links.addWidget(self.new_point)
        links.addWidget(self.to_stickprov)
        links.addStretch(1)
        layout.addLayout(links)
        layout.addWidget(self.words)
        layout.addWidget(titled(tr("Resultat"), self.result))
        layout.addWidget(self.suggestion, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._text("comment", tr("Kommentar"), 3))
        layout.addWidget(self.action)
        layout.addWidget(line())
        self._when = _row(
            self._day("carried_out_on", tr("Genomförd den")), self._text("carried_out_by", tr("Genomförd av"))
        )
        layout.addWidget(self._when)
        layout.addWidget(self._text("drawn", tr("Så valdes ärendena"), 1))
        foot = QHBoxLayout()
        foot.addWidget(button(tr("Nästa kontroll"), self.next_requested.emit, role="link", sign="arrow-right"))
        foot.addStretch(1)
        foot.addWidget(self.remove)
        layout.addLayout(foot)
        layout.addStretch(1)

    def _number(self, field: NumberField, name: str) -> FieldEdit:
        made = FieldEdit(name, lambda text: self._set_number(field, text))
        self.numbers[field] = made
        return made

    def _text(self, field: TextField, name: str, lines: int = 0) -> FieldEdit:
        """A text growing from ``lines`` lines; 0: on one line."""
        made = FieldEdit(
            name, lambda text: self._set_text(field, text), multiline=lines > 0, minimum_lines=max(1, lines)
        )
        self.texts[field] = made
        return made

    def _day(self, field: DayField, name: str) -> FieldEdit:
        made = FieldEdit(name, lambda text: self._set_day(field, text), placeholder=tr("12 april"))
        self.days[field] = made
        return made

    def _every_field(self) -> list[FieldEdit]:
        return [*self.numbers.values(), *self.texts.values(), *self.days.values()]

    def _set_read_only(self, read_only: bool) -> None:
        for field in self._every_field():
            field.set_read_only(read_only)
        self.points.read_only = read_only
        self.result.setEnabled(not read_only)
        self.action.status.setEnabled(not read_only)

    # Showing ---------------------------------------------------------------------------------------------------------
    def show_reported(self, row: Reported, number: str, period_id: str) -> None:
        """Show a control in a follow-up, also the same again after a change."""
        key = f"{row.key} {period_id}"
        if key != self.shown_id:
            self.finish_edits()
            self.shown_id = key
            self.scroll_to_top()
        self._control_id, self._period_id = row.control.id, period_id
        self._execution_id = row.execution.id if row.execution is not None else None
        self._show_control(row, number)
        self._show_execution(row.execution)
        self._show_judgement(row)

    def _show_control(self, row: Reported, number: str) -> None:
        control = row.control
        self._is_counted = row.numbers is not None
        self.where.setText(control.area.title if control.area is not None else tr("Utan område"))
        self.heading.setText(tr("Kontroll {number}").format(number=number))
        self.activity.setText(control.activity or control.risk.description)
        method = "\n".join(part for part in (control.method, control.minimum_sample) if part.strip())
        self.method.setText(method)
        self.method.setVisible(bool(method))
        self.points.show_points(control, row.execution, self.shown_id)
        has_points = bool(self.points.ids) and not self._is_counted
        self._counts.setVisible(not self._is_counted)
        self.numbers["remarks"].setVisible(not has_points)
        self.point_table.setVisible(has_points)
        self.new_point.setVisible(not self._is_counted and not self._bridge.read_only)
        self.to_stickprov.setVisible(self._is_counted)
        self._when.setVisible(not self._is_counted)
        self.texts["drawn"].setVisible(not self._is_counted)

    def _show_execution(self, execution: ControlExecution | None) -> None:
        for number, field in self.numbers.items():
            field.set_text(shown_count(getattr(execution, number, None)))
        for text, field in self.texts.items():
            field.set_text(getattr(execution, text, ""))
            if isinstance(field.editor, QLineEdit) and not field.editor.hasFocus():
                field.editor.setCursorPosition(0)
        for day, field in self.days.items():
            stored = getattr(execution, day, None)
            field.set_text(format_date(stored) if stored else "")
        self.action.show_status(execution.action_status if execution is not None else "")
        self.remove.setVisible(execution is not None and not self._bridge.read_only)

    def _show_judgement(self, row: Reported) -> None:
        from scn_desktop.models.control_results import population_hint

        model = row.control.plan.model
        self.result.blockSignals(True)
        self.result.clear()
        self.result.addItem(tr("Inget resultat än"), _NONE)
        for level in model.results:
            self.result.addItem(level.wording, level.id)
        self.result.blockSignals(False)
        chosen = row.execution.result_id if row.execution is not None else None
        self.result.choose(chosen or _NONE)
        suggested = row.suggested()
        self._suggested = suggested.id if suggested is not None and suggested.id != chosen else ""
        words = suggested.wording if suggested is not None else ""
        self.suggestion.setText(tr("Antalen talar för ”{words}”. Välj det").format(words=words))
        self.suggestion.setVisible(bool(self._suggested) and not self._bridge.read_only)
        hint = "" if self._is_counted else population_hint(row.control, row.execution)
        self.words.show_words(row.told(), row.lacking(), hint)

    def focus_first(self) -> None:
        """Begin with how many were checked; where stickprov are counted, with the result."""
        first = self.result if self._is_counted else self.numbers["checked"]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_requested.emit()
        else:
            super().keyPressEvent(event)

    # Changing --------------------------------------------------------------------------------------------------------
    def finish_edits(self) -> None:
        self.point_table.finish_edits()
        for field in self._every_field():
            field.commit()

    def _change(self, text: str, edit: Callable[[Any, str], object], message: str = "") -> None:
        """One undo step on the execution that is shown, begun in the same step where there is none."""
        from scn_desktop.models.edits import executions

        control_id, period_id, execution_id = self._control_id, self._period_id, self._execution_id

        def action(session: Any) -> None:
            edit(session, execution_id or executions.begin(session, control_id, period_id))

        self._bridge.do(text, action, message)

    def _set_number(self, field: NumberField, text: str) -> None:
        from scn_desktop.models.edits import executions

        number = read_count(text)
        self._change(tr("Ändra antal"), lambda session, key: executions.set_number(session, key, field, number))

    def _set_text(self, field: TextField, text: str) -> None:
        from scn_desktop.models.edits import executions

        self._change(tr("Skriv resultat"), lambda session, key: executions.set_text(session, key, field, text))

    def _set_day(self, field: DayField, text: str) -> None:
        from scn_desktop.models.edits import executions

        self._change(tr("Ändra dag"), lambda session, key: executions.set_day(session, key, field, text))

    @Slot()
    def _set_result(self) -> None:
        self._choose_result(self.result.currentData() or None)

    def _take_suggestion(self) -> None:
        self._choose_result(self._suggested)
        self.result.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_result(self, result_id: str | None) -> None:
        from scn_desktop.models.edits import executions

        self._change(tr("Välj resultat"), lambda session, key: executions.set_result(session, key, result_id))

    def _set_status(self, status: str) -> None:
        from scn_desktop.models.edits import executions

        self._change(tr("Ändra status"), lambda session, key: executions.set_action_status(session, key, status))

    def add_point(self) -> None:
        """A point in this execution alone, ready to be worded."""
        from scn_desktop.models.edits import executions

        if self._bridge.read_only:
            return
        self.finish_edits()
        self._change(tr("Ny punkt"), lambda session, key: executions.add_point(session, key, ""))
        last = self.points.index(self.points.row_count() - 1, 0)
        self.point_table.setCurrentIndex(last)
        self.point_table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.point_table.edit(last)

    @Slot(list)
    def _delete_points(self, rows: list[int]) -> None:
        from scn_desktop.models.edits import executions

        def delete(session: Any, key: str) -> None:
            for row in reversed(rows):
                executions.delete_point(session, key, row)

        if not self._bridge.read_only:
            self._change(tr("Ta bort punkt"), delete, tr("Punkten togs bort."))

    def _remove(self) -> None:
        from scn_desktop.models.edits import executions

        execution_id = self._execution_id
        if execution_id is not None:
            self._bridge.attempt(
                tr("Ta bort resultat"),
                lambda session: executions.delete(session, execution_id),
                tr("Det som var ifyllt togs bort."),
            )


def _row(*fields: QWidget) -> QWidget:
    """Fields beside each other."""
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().px(10))
    for field in fields:
        layout.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return made
