"""Another planning year in the same file, made as the one that is shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.form_dialog import FormDialog
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import CheckBox, ComboBox

YEARS: Final = 6
"""How many years to choose among."""


class NewYearDialog(FormDialog):
    """`made` is the year that was added; None until one is."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        plan = bridge.plan
        lead = tr(
            "Nivåer, handlingar, tabeller, kontrollområden, skalor och frågor blir som i planen för {year}. "
            "Belopp, åtgärder, indikatorer, risker och kontroller följer inte med."
        )
        super().__init__(tr("Nytt planeringsår"), lead.format(year=plan.year), tr("Skapa planen"), self._add, parent)
        self._bridge = bridge
        self._plan_id = plan.id
        self.made: int | None = None
        taken = {each.year for each in plan.committee.plans}
        self.year = ComboBox()
        free = [year for year in range(min(taken) - 2, max(taken) + YEARS) if year not in taken]
        for year in free:
            self.year.addItem(str(year), year)
        self.year.choose(next(year for year in free if year > plan.year))
        self.add_field(tr("År"), self.year)
        self.texts = CheckBox(tr("Ta med de löpande texterna"))
        self.texts.setChecked(True)
        self.content.addWidget(self.texts)

    def _add(self) -> None:
        from scn_desktop.models.edits import plans

        year, plan_id, with_texts = int(self.year.currentData()), self._plan_id, self.texts.isChecked()
        self._bridge.do(
            tr("Nytt planeringsår"),
            lambda session: plans.add_year(session, plan_id, year, with_texts=with_texts),
            tr("Planen för {year} är skapad.").format(year=year),
        )
        self.made = year
