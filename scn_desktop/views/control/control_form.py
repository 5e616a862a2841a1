"""The form beside the table: all that a control says, with room for long texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from scn_desktop.swedish import sort_key
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.checklist import Checklist
from scn_desktop.views.control.control_more import MoreFields
from scn_desktop.views.control.control_sample import PeriodChoice, SampleField
from scn_desktop.views.control.control_table import NO_AREA
from scn_desktop.views.control.form_panel import FormPanel
from scn_desktop.views.control.judgement import RiskJudgement, narrow_combo, titled
from scn_desktop.views.control.process_field import ProcessField
from scn_desktop.views.control.words import one_of_kind
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox, button
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label, line

if TYPE_CHECKING:
    from scn_desktop.models.control import Control
    from scn_desktop.models.edits.controls import ControlField


class ControlForm(FormPanel):
    """Shows one control and changes it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._fields: dict[ControlField, FieldEdit] = {}
        self.risk = FieldEdit(tr("Risk"), self._set_risk, multiline=True, minimum_lines=2)
        self.process = ProcessField(self._heading_of("process", tr("Process eller rutin")), self._set_process)
        self._shared = QWidget()
        self._shared_text = label("", "caption", wrap=True)
        self._judgement = RiskJudgement()
        self._judgement.judged.connect(self._judge)
        self._area = narrow_combo(tr("Område"))
        self._area.activated.connect(self._move)
        self.sample = SampleField(bridge)
        reporting = self._short_field("reporting", tr("Rapporteras"))
        self.periods = PeriodChoice(bridge, reporting.editor)
        self.checklist = Checklist(bridge)
        self.more = MoreFields(bridge)
        self._lay_out()
        self._set_read_only(bridge.read_only)

    # Layout ----------------------------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        px = theme().px
        layout = self.fields
        layout.addWidget(self.process)
        layout.addWidget(self.risk)
        layout.addWidget(self._sharing())
        layout.addWidget(self._text_field("activity", tr("Kontrollmoment"), 2))
        layout.addWidget(self._text_field("method", tr("Kontrollmetod"), 2))
        layout.addWidget(self._judgement)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._text_field("minimum_sample", tr("Minsta volym"), 1), 2, 0, 1, 2)
        grid.addWidget(self.sample, 3, 0, 1, 2)
        grid.addWidget(self._short_field("responsible", tr("Ansvarig")), 4, 0, 1, 2)
        grid.addWidget(self._fields["reporting"], 5, 0, 1, 2)
        grid.addWidget(self.periods, 6, 0, 1, 2)
        grid.addWidget(titled(tr("Område"), self._area), 7, 0, 1, 2)
        layout.addLayout(grid)
        layout.addWidget(line())
        layout.addWidget(self.checklist)
        layout.addWidget(line())
        layout.addWidget(self.more)
        layout.addStretch(1)

    def _sharing(self) -> QWidget:
        row = QHBoxLayout(self._shared)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._shared_text, 1)
        self.detach_button = button(tr("Ändra bara här"), self._detach, role="caption-link")
        row.addWidget(self.detach_button)
        return self._shared

    def _text_field(self, field: ControlField, name: str, lines: int) -> FieldEdit:
        made = FieldEdit(name, lambda text: self._set(field, text), multiline=True, minimum_lines=lines)
        self._fields[field] = made
        return made

    def _short_field(self, field: ControlField, name: str) -> FieldEdit:
        made = FieldEdit(name, lambda text: self._set(field, text))
        self._fields[field] = made
        return made

    def _set_read_only(self, read_only: bool) -> None:
        for field in (self.process, self.risk, *self._fields.values()):
            field.set_read_only(read_only)
        self._judgement.set_read_only(read_only)
        self._area.setEnabled(not read_only)
        self.sample.set_read_only(read_only)
        self.periods.set_read_only(read_only)
        self.more.set_read_only(read_only)

    # Showing ---------------------------------------------------------------------------------------------------------
    @property
    def control_id(self) -> str:
        """The control that is shown; empty where there is none."""
        return self.shown_id

    def field(self, name: ControlField) -> FieldEdit:
        """The field of one of the control's own texts."""
        return self._fields[name]

    def factors(self) -> tuple[ComboBox, ComboBox]:
        """Sannolikhet and konsekvens."""
        return self._judgement.probability, self._judgement.consequence

    def judgement(self) -> str:
        """What stands before the riskindex."""
        return self._judgement.words()

    def sharing(self) -> str:
        """How many other controls share the risk; empty where none does."""
        return "" if self._shared.isHidden() else self._shared_text.text()

    def show_control(self, control: Control, number: str) -> None:
        """Show a control, also the same again after a change."""
        if control.id != self.shown_id:
            self.finish_edits()
            self.shown_id = control.id
        plan = control.plan
        self.where.setText(control.area.title if control.area is not None else tr("Utan område"))
        self.heading.setText(f"{one_of_kind(control.kind)} {number}")
        self.process.show_path(control.risk.process)
        self.risk.set_text(control.risk.description)
        others = len(control.risk.controls) - 1
        self._shared.setVisible(others > 0 and not self._bridge.read_only)
        self._shared_text.setText(
            tr("Risken delas med en kontroll till.")
            if others == 1
            else tr("Risken delas med {count} kontroller till.").format(count=others)
        )
        for name, field in self._fields.items():
            field.set_text(getattr(control, name))
        for single in (self.process, *self._fields.values()):
            if isinstance(single.editor, QLineEdit) and not single.editor.hasFocus():
                single.editor.setCursorPosition(0)
        self._show_fields(control)
        self.sample.show_control(control)
        self.periods.show_control(control)
        self.checklist.show_control(control)
        self.more.show_control(control)
        periods = {period.title for period in plan.model.follow_up_periods}
        self._suggest("responsible", {each.responsible for each in plan.controls})
        self._suggest("reporting", {each.reporting for each in plan.controls} | periods)
        self._judgement.show_risk(control.risk)
        self._area.blockSignals(True)
        self._area.clear()
        for area in plan.model.areas:
            self._area.addItem(area.title, area.id)
        if control.area_id is None:
            self._area.addItem(tr("Utan område"), NO_AREA)
        self._area.blockSignals(False)
        self._area.choose(control.area_id or NO_AREA)

    def _show_fields(self, control: Control) -> None:
        """Show what the planning model has a column for, and whatever is filled in."""
        keys = {column.key for column in control.plan.model.columns_of("controls")}
        if "reporting" in keys:
            keys.add("responsible")  # it is printed there too
        is_control = control.kind == "control"
        self.sample.setVisible(is_control)
        self.checklist.setVisible(is_control or bool(control.questions))
        self.process.setVisible("process" in keys or bool(control.risk.process))
        for name, field in self._fields.items():
            column = "method" if name == "minimum_sample" else name
            field.setVisible(not keys or column in keys or bool(getattr(control, name)))

    def _heading_of(self, key: str, usual: str) -> str:
        columns = self._bridge.plan.model.columns_of("controls")
        return next((column.heading for column in columns if column.key == key and column.heading), usual)

    def _suggest(self, name: ControlField, known: set[str]) -> None:
        """Complete what the other controls say in the same field, or the planning model's own words for it."""
        editor = self._fields[name].editor
        words = sorted(filter(None, known), key=sort_key)
        if not isinstance(editor, QLineEdit) or editor.hasFocus():
            return
        completer = QCompleter(words, editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        if popup is not None:
            popup.setObjectName("completions")
        editor.setCompleter(completer)

    def focus_first(self) -> None:
        """Begin with the risk, or with what stands over it."""
        first = self.process if not self.process.isHidden() else self.risk
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # Changing --------------------------------------------------------------------------------------------------------
    def finish_edits(self) -> None:
        """Commit what is typed."""
        for field in (self.process, self.risk, *self._fields.values()):
            field.commit()
        self.sample.finish_edits()
        self.checklist.finish_edits()
        self.more.finish_edits()

    def _set(self, field: ControlField, text: str) -> None:
        from scn_desktop.models.edits import controls

        shown = self.shown_id
        self._bridge.do(tr("Ändra kontroll"), lambda session: controls.set_field(session, shown, field, text))

    def _set_risk(self, text: str) -> None:
        from scn_desktop.models.edits import controls

        shown = self.shown_id
        self._bridge.do(tr("Ändra risk"), lambda session: controls.set_risk_description(session, shown, text))

    def _set_process(self, text: str) -> None:
        from scn_desktop.models.edits import controls

        shown = self.shown_id
        self._bridge.do(tr("Ändra risk"), lambda session: controls.set_risk_process(session, shown, text))

    def _detach(self) -> None:
        from scn_desktop.models.edits import controls

        shown = self.shown_id
        self._bridge.attempt(
            tr("Skilj risken från de andra"),
            lambda session: controls.detach_risk(session, shown),
            tr("Risken gäller nu bara den här kontrollen."),
        )
        self.risk.setFocus()

    @Slot(object, object)
    def _judge(self, probability: int | None, consequence: int | None) -> None:
        from scn_desktop.models.edits import controls

        shown = self.shown_id
        self._bridge.attempt(
            tr("Bedöm risk"), lambda session: controls.set_factors(session, shown, probability, consequence)
        )

    @Slot()
    def _move(self) -> None:
        from scn_desktop.models.edits import controls

        shown, chosen = self.shown_id, self._area.currentData()
        area = None if chosen == NO_AREA else str(chosen)
        self._bridge.attempt(
            tr("Flytta kontroll"),
            lambda session: controls.move_control(session, shown, area),
            tr("Kontrollen flyttades."),
        )
