"""One renderer for each kind of block, and nothing else: a new kind is one more line here."""

from collections.abc import Callable

from reportlab.platypus import Flowable

from scn_desktop.models.blocks import BLOCK_KINDS, Block
from scn_desktop.models.plan import Section
from scn_desktop.reports.budget_table import budget
from scn_desktop.reports.chart import chart
from scn_desktop.reports.control_table import controls
from scn_desktop.reports.figure import image
from scn_desktop.reports.flowables import Heading, PaperFlowable
from scn_desktop.reports.indicator_table import all_indicators, indicators, sources
from scn_desktop.reports.measure_table import measures, steering_documents
from scn_desktop.reports.paper_parts import attachments, signatures
from scn_desktop.reports.printing import Printing
from scn_desktop.reports.prose import block_key
from scn_desktop.reports.risk_matrix import risk_matrix
from scn_desktop.reports.risk_register import risk_register
from scn_desktop.reports.self_assessment import self_assessment
from scn_desktop.reports.text_blocks import free_table, page_break, running_text

Renderer = Callable[[Block, Section, Printing], list[Flowable]]

RENDERERS: dict[str, Renderer] = {
    "text": running_text,
    "measures": measures,
    "indicators": indicators,
    "table": free_table,
    "budget": budget,
    "controls": controls,
    "steering_documents": steering_documents,
    "all_indicators": all_indicators,
    "sources": sources,
    "page_break": page_break,
    "image": image,
    "chart": chart,
    "attachments": attachments,
    "signatures": signatures,
    "self_assessment": self_assessment,
    "risk_matrix": risk_matrix,
    "risk_register": risk_register,
}
assert set(RENDERERS) == set(BLOCK_KINDS)


def render_block(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """What a block prints, for the page format that ``printing`` has come to; nothing where the block is empty."""
    printing.begin_block(block)
    story = RENDERERS[block.kind](block, section, printing)
    first = next((flowable for flowable in story if isinstance(flowable, PaperFlowable)), None)
    if first is not None and not isinstance(first, Heading):
        first.bookmark = block_key(block.id)
    return story
