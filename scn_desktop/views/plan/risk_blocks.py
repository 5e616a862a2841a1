"""The risk matrix and the risk register as blocks of a paper show them: compiled, and edited in their own tab."""

from __future__ import annotations

from scn_desktop.views.control.pages import PagePlace
from scn_desktop.views.plan.block_table import smallest_width
from scn_desktop.views.plan.compiled_block import ShownBlock, ShownTable
from scn_desktop.views.translate import tr


class RiskMatrixBlock(ShownBlock):
    """Each cell with its riskindex, its class and the numbers of its risks."""

    def title(self) -> str:
        return tr("Riskmatris")

    def empty_text(self) -> str:
        return tr("Här visas riskerna efter sannolikhet och konsekvens. Ingen risk är inlagd än.")

    def link(self) -> str | None:
        return tr("Öppna Riskmatris")

    def follow_link(self) -> None:
        self.bridge.go_to("control", PagePlace("matrix"))

    def shown(self) -> ShownTable:
        from scn_desktop.models.risk_matrix import RiskMatrix

        if not self.bridge.plan.risks:
            return ShownTable((), (), ())
        matrix = RiskMatrix.of(self.bridge.plan)
        titles = (tr("Sannolikhet"), *(cell.consequence.text for cell in matrix.rows[0]))
        rows = [
            (
                cells[0].probability.text,
                *(f"{cell.index_text}\n{', '.join(str(each.number) for each in cell.risks) or '–'}" for cell in cells),
            )
            for cells in matrix.rows
        ]
        minimum = (smallest_width(titles[0]), *(smallest_width(title) for title in titles[1:]))
        return ShownTable(titles, rows, (3, *(2 for _ in titles[1:])), minimum=minimum)

    def refresh(self) -> None:
        super().refresh()
        count = len(self.bridge.plan.risks)
        self.show_heading(self.block.title or self.title(), count or None, self.mark_text())


class RiskRegisterBlock(ShownBlock):
    """Every risk by number."""

    def title(self) -> str:
        return tr("Riskregister")

    def empty_text(self) -> str:
        return tr("Här samlas planens risker. Ingen är inlagd än.")

    def link(self) -> str | None:
        return tr("Öppna Risker")

    def follow_link(self) -> None:
        self.bridge.go_to("control", PagePlace("risks"))

    def shown(self) -> ShownTable:
        from scn_desktop.models.risk_register import TREATMENT_WORDS, area_of, risk_numbers
        from scn_desktop.views.control.control_table import index_text

        plan = self.bridge.plan
        numbers = risk_numbers(plan)
        rows = [
            (
                str(numbers[risk.id]),
                risk.description,
                area.title if (area := area_of(risk)) is not None else "",
                index_text(plan, risk.index),
                tr(TREATMENT_WORDS[risk.treatment]) if risk.treatment else "",
            )
            for risk in plan.risks
        ]
        titles = (tr("Nr"), tr("Risk"), tr("Område"), tr("Riskindex"), tr("Hantering"))
        return ShownTable(titles, rows, (0, 6, 2, 0, 0), minimum=(48, 120, 90, 130, 110))
