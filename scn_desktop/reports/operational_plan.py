"""Verksamhetsplan och budget: cover, contents, every section with its blocks, appendices."""

from reportlab.platypus import Flowable

from scn_desktop.models.plan import Paper as PaperEntity
from scn_desktop.reports.cover import cover, running_paper
from scn_desktop.reports.page import Contents, Paper, new_page
from scn_desktop.reports.printing import Printing
from scn_desktop.reports.sections import section_story
from scn_desktop.reports.theme import PORTRAIT
from scn_desktop.reports.typeset import is_seen

KIND = "operational_plan"


def operational_plan(printing: Printing, entity: PaperEntity) -> tuple[Paper, list[Flowable | Contents]]:
    """The paper's running lines, and its story."""
    title = title_of(printing)
    story: list[Flowable | Contents] = [*cover(printing, title)]
    if entity.sections:
        story += [*new_page(PORTRAIT), Contents(key=f"{printing.prefix}innehall")]
    for section in entity.sections:
        story += section_story(section, printing)
    return running_paper(printing, title, has_cover=True), story


def title_of(printing: Printing) -> str:
    """The paper's title, or the usual one."""
    paper = printing.paper
    if paper is not None and is_seen(paper.title):
        return paper.title.strip()
    return f"Verksamhetsplan och budget {printing.plan.year}"
