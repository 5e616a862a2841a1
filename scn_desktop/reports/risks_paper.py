"""The risk matrix and the risk register by themselves, for those who assess the risks together."""

from typing import Final

from reportlab.platypus import Flowable

from scn_desktop.errors import ReportError
from scn_desktop.reports.cover import running_paper
from scn_desktop.reports.flowables import Heading
from scn_desktop.reports.page import Contents, Paper
from scn_desktop.reports.printing import Printing
from scn_desktop.reports.risk_matrix import matrix_story
from scn_desktop.reports.risk_register import register_story
from scn_desktop.reports.theme import LANDSCAPE

KIND: Final = "riskmatris"


def risks_paper(printing: Printing) -> tuple[Paper, list[Flowable | Contents]]:
    """The paper's running lines, and its story. Raises ReportError where the plan has no risks."""
    year = printing.plan.year
    if not printing.plan.risks:
        raise ReportError(f"Planen för {year} har inga risker att skriva ut.")
    printing.layout = LANDSCAPE
    title = f"Riskmatris och riskregister {year}"
    heading = Heading(title, 1, f"{printing.prefix}titel", indent=0.0)
    story: list[Flowable | Contents] = [heading, *matrix_story(printing), *register_story(printing)]
    return running_paper(printing, title, layout=LANDSCAPE), story
