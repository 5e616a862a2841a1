"""Lägg till rättelse…: what in a signed stickprov is corrected, what holds instead, why and by whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from scn_desktop.errors import InputError
from scn_desktop.models.personal_number import refuse_personal_number
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.form_dialog import FormDialog
from scn_desktop.views.spot_check.persons import person_warning
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from scn_desktop.models.spot_check import SpotCheck


class CorrectionDialog(FormDialog):
    """The record stays as it was signed; the correction stands beside it, locked as it is made."""

    def __init__(self, bridge: Bridge, record: SpotCheck, now: Callable[[], datetime], parent: QWidget) -> None:
        from scn_desktop.models.correction_places import place_groups

        lead = tr(
            "Det som är signerat står kvar. Rättelsen läggs bredvid och låses: den kan varken ändras, tas bort eller "
            "ångras, och inte heller det som gjordes i filen före den."
        )
        super().__init__(tr("Lägg till rättelse"), lead, tr("Lägg till och lås"), self._add, parent)
        self._bridge = bridge
        self._record_id = record.id
        self._now = now
        self._groups = place_groups(record)
        self.group = ComboBox(touch=True)
        for group, case in zip(self._groups, [None, *record.cases], strict=True):
            self.group.addItem(f"{group.name}, {case.reference}" if case is not None else group.name, group)
        self.group.setAccessibleName(tr("Stickprovet eller ärendet"))
        self.place = ComboBox(touch=True)
        self.place.setAccessibleName(tr("Uppgift"))
        for combo in (self.group, self.place):
            combo.setMinimumContentsLength(12)
            combo.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.add_field(tr("Vad som rättas"), self.group, self.place)
        self.says = label("", "secondary", wrap=True)
        self.content.addWidget(self.says)
        self.text = self._field(tr("Vad som gäller i stället"))
        self.reason = self._field(tr("Varför det rättas"))
        self.by = FieldEdit(tr("Vem som rättar"), refuse_personal_number, touch=True)
        self.by.set_text(bridge.document.author or record.verifier)
        self.content.addWidget(self.by)
        for pressed in self.foot_buttons:
            pressed.setProperty("touch", "true")
        self.do_button.setDefault(False)  # Enter never chooses what can't be undone
        self.group.currentIndexChanged.connect(self._show_places)
        self.place.currentIndexChanged.connect(self._show_says)
        self._show_places()
        self.resize(theme().px(620), self.sizeHint().height())

    def _field(self, name: str) -> FieldEdit:
        made = FieldEdit(name, refuse_personal_number, multiline=True, touch=True, warn=person_warning)
        self.content.addWidget(made)
        return made

    @Slot()
    def _show_places(self) -> None:
        """What can be corrected in the chosen part; what says nothing can be too."""
        self.place.clear()
        for place in self._groups[self.group.currentIndex()].places:
            self.place.addItem(place.name, place)
        self._show_says()

    @Slot()
    def _show_says(self) -> None:
        place = self.place.currentData()
        if place is None:
            return
        said = " ".join(place.says.split())
        self.says.setText(tr("Signerat: {said}").format(said=said) if said else tr("Signerat: inget ifyllt"))

    def _add(self) -> None:
        from scn_desktop.models.edits import corrections

        kept = [field.commit() for field in (self.text, self.reason, self.by)]
        if not all(kept):
            raise InputError(tr("Något av det skrivna kunde inte tas emot. Rätta det först."))
        place, record, now = self.place.currentData().title, self._record_id, self._now()
        text, reason, by = self.text.text(), self.reason.text(), self.by.text()
        self._bridge.do(
            tr("Lägg till rättelse"),
            lambda session: corrections.add_correction(session, record, place, text, reason, by, now),
            barrier=True,
        )
        self._bridge.say(tr("Rättelsen är tillagd och låst."))
