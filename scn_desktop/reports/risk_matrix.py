"""The risk matrix and the risk register on paper."""

from reportlab.platypus import Flowable

from scn_desktop.models.blocks import Block
from scn_desktop.models.plan import Section
from scn_desktop.reports.printing import Printing


def risk_matrix(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The plan's risks by probability and consequence."""
    return []


def risk_register(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The plan's risks as a table."""
    return []
