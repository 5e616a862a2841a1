"""The form beside the register: all that is known of a risk, what it threatens, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from scn_desktop.errors import InputError
from scn_desktop.models.risk_register import TREATMENT_WORDS
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.control_table import NO_AREA
from scn_desktop.views.control.form_panel import FormPanel
from scn_desktop.views.control.judgement import RiskJudgement, narrow_combo, titled
from scn_desktop.views.control.pages import PagePlace
from scn_desktop.views.control.process_field import ProcessField
from scn_desktop.views.control.risk_links import Linked, LinkList, SectionsTableModel
from scn_desktop.views.control.risk_words import control_name, earlier_words
from scn_desktop.views.dialogs.choose_row import ChooseRowDialog, RowsTableModel
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label, line

if TYPE_CHECKING:
    from scn_desktop.models.control import Risk
    from scn_desktop.models.edits.risks import RiskField


class RiskForm(FormPanel):
    """Shows one risk and changes it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._fields: dict[RiskField, FieldEdit] = {}
        self.area = narrow_combo(tr("Område"))
        self.area.activated.connect(self._set_area)
        self.process = ProcessField(tr("Process (nivåer skiljs med ›)"), self._set_process)
        self.judgement = RiskJudgement()
        self.judgement.judged.connect(self._judge)
        self.stated = FieldEdit(tr("Angivet riskindex, om faktorerna inte är kända"), self._set_stated)
        self.earlier = label("", "secondary", wrap=True)
        self.treatment = narrow_combo(tr("Hantering"))
        for key, word in TREATMENT_WORDS.items():
            self.treatment.addItem(tr(word), key)
        self.treatment.activated.connect(self._set_treatment)
        self.controls = LinkList(tr("Kontroller som möter risken"))
        self.measures = LinkList(tr("Åtgärder mot risken"), self._unlink_measure)
        self.goals = LinkList(tr("Mål och uppdrag som risken hotar"), self._unlink_goal)
        self._lay_out()
        self._set_read_only(bridge.read_only)

    # Layout ----------------------------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        layout = self.fields
        self.description = self._field("description", tr("Risk"), 2)
        layout.addWidget(self.description)
        layout.addWidget(self.judgement)
        layout.addWidget(self.stated)
        layout.addWidget(self.earlier)
        self.controls.add_action(tr("Ny kontroll för risken"), self.add_control)
        layout.addWidget(self.controls)
        layout.addWidget(line())
        layout.addWidget(titled(tr("Område"), self.area))
        layout.addWidget(self.process)
        layout.addWidget(self._field("routine", tr("Rutin")))
        layout.addWidget(self._field("cause", tr("Orsak"), 1))
        layout.addWidget(self._field("effect", tr("Vad det kan leda till"), 1))
        layout.addWidget(self._field("responsible", tr("Ansvarig")))
        layout.addWidget(titled(tr("Hantering"), self.treatment))
        layout.addWidget(self._field("treatment_text", tr("Hur och varför"), 1))
        layout.addWidget(line())
        self.measures.add_action(tr("Koppla åtgärd…"), self.choose_measure)
        layout.addWidget(self.measures)
        self.goals.add_action(tr("Koppla mål…"), self.choose_goal)
        layout.addWidget(self.goals)
        layout.addStretch(1)

    def _field(self, field: RiskField, name: str, lines: int = 0) -> FieldEdit:
        """A text of the risk's own, growing from ``lines`` lines; 0: on one line."""
        made = FieldEdit(name, lambda text: self._set(field, text), multiline=lines > 0, minimum_lines=max(1, lines))
        self._fields[field] = made
        return made

    def _set_read_only(self, read_only: bool) -> None:
        for field in (self.process, self.stated, *self._fields.values()):
            field.set_read_only(read_only)
        self.judgement.set_read_only(read_only)
        for combo in (self.area, self.treatment):
            combo.setEnabled(not read_only)
        for links in (self.controls, self.measures, self.goals):
            links.finish_actions(read_only)

    # Showing ---------------------------------------------------------------------------------------------------------
    @property
    def risk_id(self) -> str:
        """The risk that is shown; empty where there is none."""
        return self.shown_id

    def field(self, name: RiskField) -> FieldEdit:
        """The field of one of the risk's texts."""
        return self._fields[name]

    def show_risk(self, risk: Risk, number: int, before: Risk | None) -> None:
        """Show a risk, also the same again after a change; `before`: what it was the year before."""
        from scn_desktop.models.risk_register import area_of, is_assessed

        if risk.id != self.shown_id:
            self.finish_edits()
            self.shown_id = risk.id
        area = area_of(risk)
        self.where.setText(area.title if area is not None else tr("Utan område"))
        self.heading.setText(tr("Risk {number}").format(number=number))
        for name, field in self._fields.items():
            field.set_text(getattr(risk, name))
        self.process.show_path(risk.process)
        for single in (self.process, *self._fields.values()):
            if isinstance(single.editor, QLineEdit) and not single.editor.hasFocus():
                single.editor.setCursorPosition(0)
        self.judgement.show_risk(risk)
        self.stated.setVisible(not is_assessed(risk))
        self.stated.set_text("" if risk.stated_index is None else str(risk.stated_index))
        self.earlier.setVisible(before is not None)
        self.earlier.setText(earlier_words(risk, before) if before is not None else "")
        self.treatment.choose(risk.treatment)
        self._show_area(risk)
        self._show_links(risk)

    def _show_area(self, risk: Risk) -> None:
        self.area.blockSignals(True)
        self.area.clear()
        for each in risk.plan.model.areas:
            self.area.addItem(each.title, each.id)
        self.area.addItem(tr("Kontrollens område") if risk.controls else tr("Utan område"), NO_AREA)
        self.area.blockSignals(False)
        self.area.choose(risk.area_id or NO_AREA)

    def _show_links(self, risk: Risk) -> None:
        from scn_desktop.models import queries
        from scn_desktop.models.references import References
        from scn_desktop.models.risk_register import controls_of
        from scn_desktop.views.plan.text_context import PlanTexts

        numbers = queries.control_numbers(risk.plan)
        self.controls.show_links(
            [Linked(each.id, control_name(each, numbers[each.id]), self._goer(each.id)) for each in controls_of(risk)]
        )
        references = References(risk.plan)
        self.goals.show_links(
            [
                Linked(goal.section_id, references.label(goal.section).heading, self._shower(goal.section_id))
                for goal in risk.goals
            ]
        )
        texts = PlanTexts.of(self._bridge)
        self.measures.show_links(
            [
                Linked(link.measure_id, texts.measure_words(link.measure), self._measure_shower(link.measure_id))
                for link in risk.measures
            ]
        )

    def _goer(self, control_id: str) -> Callable[[], None]:
        return lambda: self._bridge.go_to("control", PagePlace("controls", control_id))

    def _shower(self, section_id: str) -> Callable[[], None]:
        return lambda: self._bridge.go_to("plan", section_id)

    def _measure_shower(self, measure_id: str) -> Callable[[], None]:
        from scn_desktop.views.row_place import RowPlace

        return lambda: self._bridge.go_to("plan", RowPlace("measure", measure_id))

    def focus_first(self) -> None:
        self.description.setFocus(Qt.FocusReason.OtherFocusReason)

    # Changing --------------------------------------------------------------------------------------------------------
    def finish_edits(self) -> None:
        for field in (self.process, self.stated, *self._fields.values()):
            field.commit()

    def _set(self, field: RiskField, text: str) -> None:
        from scn_desktop.models.edits import risks

        shown = self.shown_id
        self._bridge.do(tr("Ändra risk"), lambda session: risks.set_risk_field(session, shown, field, text))

    def _set_process(self, text: str) -> None:
        from scn_desktop.models.edits import risks

        shown = self.shown_id
        self._bridge.do(tr("Ändra risk"), lambda session: risks.set_process(session, shown, text))

    def _set_stated(self, text: str) -> None:
        from scn_desktop.models.edits import risks

        typed = text.strip()
        if typed and not (typed.isascii() and typed.isdecimal()):
            raise InputError(tr("Skriv riskindex som ett tal."))
        shown, index = self.shown_id, int(typed) if typed else None
        self._bridge.do(tr("Ändra riskindex"), lambda session: risks.set_stated_index(session, shown, index))

    @Slot(object, object)
    def _judge(self, probability: int | None, consequence: int | None) -> None:
        from scn_desktop.models.edits import risks

        shown = self.shown_id
        self._bridge.attempt(
            tr("Bedöm risk"), lambda session: risks.set_factors(session, shown, probability, consequence)
        )

    @Slot()
    def _set_area(self) -> None:
        from scn_desktop.models.edits import risks

        shown, chosen = self.shown_id, self.area.currentData()
        area = None if chosen == NO_AREA else str(chosen)
        self._bridge.attempt(tr("Ändra risk"), lambda session: risks.set_area(session, shown, area))

    @Slot()
    def _set_treatment(self) -> None:
        from scn_desktop.models.edits import risks

        shown, chosen = self.shown_id, self.treatment.currentData()
        self._bridge.attempt(tr("Ändra risk"), lambda session: risks.set_treatment(session, shown, chosen))

    def add_control(self) -> None:
        """A new control that meets the risk, shown where its texts are written."""
        from scn_desktop.models.edits import risks

        self.finish_edits()
        shown = self.shown_id
        made = self._bridge.attempt(tr("Ny kontroll"), lambda session: risks.add_control_for(session, shown))
        if made is not None:
            self._bridge.go_to("control", PagePlace("controls", made))

    def choose_goal(self) -> None:
        """Link one more goal, chosen among the plan's sections."""
        risk = self._risk()
        model = SectionsTableModel(risk.plan, {goal.section_id for goal in risk.goals})
        lead = tr("Risken hotar målet eller uppdraget: det syns i registret och på papperet.")
        self._ask(tr("Koppla mål"), lead, tr("Skriv ett ord ur rubriken"), model, self._link_goal)

    def choose_measure(self) -> None:
        """Link one more measure, chosen among the plan's."""
        from scn_desktop.models.measure_list import listed_measures
        from scn_desktop.views.plan.existing_measure import ChoiceTableModel

        risk = self._risk()
        linked = {link.measure_id for link in risk.measures}
        listed = [each for each in listed_measures(risk.plan) if each.measure.id not in linked]
        titles = [risk.plan.model.measure_singular, tr("Står under")]
        model = ChoiceTableModel(self._bridge, titles, listed)
        lead = tr("Åtgärden minskar risken, och räknas då som att något görs åt den.")
        self._ask(tr("Koppla åtgärd"), lead, tr("Skriv ett ord ur åtgärden eller avsnittet"), model, self._link_measure)

    def _ask(self, title: str, lead: str, hint: str, model: RowsTableModel, take: Callable[[str], object]) -> None:
        self.finish_edits()
        dialog = ChooseRowDialog(title, lead, hint, tr("Koppla"), model, self.window())
        dialog.chosen.connect(take)
        dialog.open()

    def _risk(self) -> Risk:
        from scn_desktop.models import queries
        from scn_desktop.models.control import Risk

        return queries.get(self._bridge.session, Risk, self.shown_id)

    @Slot(str)
    def _link_goal(self, section_id: str) -> None:
        from scn_desktop.models.edits import risks

        shown = self.shown_id
        self._bridge.attempt(tr("Koppla mål"), lambda session: risks.link_goal(session, shown, section_id))

    @Slot(str)
    def _link_measure(self, measure_id: str) -> None:
        from scn_desktop.models.edits import risks

        shown = self.shown_id
        self._bridge.attempt(tr("Koppla åtgärd"), lambda session: risks.link_measure(session, shown, measure_id))

    def _unlink_goal(self, section_id: str) -> None:
        from scn_desktop.models.edits import risks

        shown = self.shown_id
        self._bridge.attempt(
            tr("Ta bort koppling"),
            lambda session: risks.unlink_goal(session, shown, section_id),
            tr("Kopplingen togs bort."),
        )

    def _unlink_measure(self, measure_id: str) -> None:
        from scn_desktop.models.edits import risks

        shown = self.shown_id
        self._bridge.attempt(
            tr("Ta bort koppling"),
            lambda session: risks.unlink_measure(session, shown, measure_id),
            tr("Kopplingen togs bort."),
        )
