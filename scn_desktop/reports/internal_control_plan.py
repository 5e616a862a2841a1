"""Internkontrollplan: landscape, one table for each control area."""

from reportlab.platypus import Flowable

from scn_desktop.models.plan import Paper as PaperEntity
from scn_desktop.reports.boxes import Pairs
from scn_desktop.reports.control_table import control_story, summary
from scn_desktop.reports.cover import facts_of, running_paper
from scn_desktop.reports.flowables import Heading
from scn_desktop.reports.page import Contents, Paper
from scn_desktop.reports.printing import Printing
from scn_desktop.reports.sections import section_story
from scn_desktop.reports.text_blocks import paragraph
from scn_desktop.reports.theme import LANDSCAPE
from scn_desktop.reports.typeset import is_seen

KIND = "internal_control_plan"


def internal_control_plan(printing: Printing, entity: PaperEntity | None) -> tuple[Paper, list[Flowable | Contents]]:
    """The paper's running lines, and its story; a plan without the paper prints its control tables all the same."""
    printing.layout = LANDSCAPE
    title = f"Internkontrollplan {printing.plan.year}"
    if entity is not None and is_seen(entity.title):
        title = entity.title.strip()
    story: list[Flowable | Contents] = [Heading(title, 1, f"{printing.prefix}titel", indent=0.0)]
    if entity is not None:
        story += _head(entity, printing)
    sections = entity.sections if entity else []
    if printing.plan.controls and not sections:
        story.append(paragraph(summary(printing.plan), printing))
    for section in sections:
        story += section_story(section, printing, lowered=1, keeps_format=True)
    if not any(
        block.kind == "controls" for section in (entity.all_sections if entity else []) for block in section.blocks
    ):
        story += control_story(printing.plan, printing)
    return running_paper(printing, title, layout=LANDSCAPE), story


def _head(entity: PaperEntity, printing: Printing) -> list[Flowable]:
    """What a cover would say: the paper has none."""
    subtitle = [paragraph(entity.subtitle.strip(), printing)] if is_seen(entity.subtitle) else []
    return [*subtitle, Pairs(facts_of(printing))]
