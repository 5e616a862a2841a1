"""Hämta risker från 2027…: the risks of an earlier year's plan come into this one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from scn_desktop.errors import InputError
from scn_desktop.swedish import plural
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.form_dialog import FormDialog
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import CheckBox
from scn_desktop.views.widgets.labels import label


class CarryOverDialog(FormDialog):
    """`carried(risk id)`: the first of the risks that came."""

    carried = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        from scn_desktop.models.edits.carried_risks import risks_to_carry
        from scn_desktop.models.risk_register import earlier_plan

        before = earlier_plan(bridge.plan)
        year = before.year if before is not None else bridge.plan.year - 1
        title = tr("Hämta risker från {year}").format(year=year)
        lead = tr("Riskerna kopieras sist i registret, med sin bedömning, och ändras här utan att {year} ändras.")
        super().__init__(title, lead.format(year=year), tr("Hämta risker"), self._carry, parent)
        self._bridge, self._year = bridge, year
        found = risks_to_carry(bridge.plan)
        count = plural(len(found), tr("risk"), tr("risker"))
        text = tr("{count} kan hämtas. De som redan finns här hoppas över.").format(count=count)
        none = tr("Alla risker från {year} finns redan här.").format(year=year)
        self.content.addWidget(label(text if found else none, wrap=True))
        met = sum(len(risk.controls) for risk in found)
        self.with_controls = CheckBox(
            tr("Hämta också {controls}, utan deras resultat").format(
                controls=plural(met, tr("kontroll"), tr("kontroller"))
            )
        )
        self.with_controls.setChecked(met > 0)
        self.with_controls.setVisible(met > 0)
        self.content.addWidget(self.with_controls)
        self.do_button.setEnabled(bool(found))

    def _carry(self) -> None:
        from scn_desktop.models.edits import carried_risks

        plan_id, with_controls = self._bridge.plan.id, self.with_controls.isChecked()
        carried = self._bridge.do(
            tr("Hämta risker från {year}").format(year=self._year),
            lambda session: carried_risks.carry_over(session, plan_id, with_controls=with_controls),
        )
        if not carried:
            raise InputError(tr("Det finns inga risker att hämta."))
        self._bridge.say(
            tr("{count} hämtades.").format(count=plural(len(carried), tr("risk"), tr("risker"))), offer_undo=True
        )
        self.carried.emit(carried[0])
