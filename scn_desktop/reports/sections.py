"""The walk over a paper's sections and blocks that both plans share: headings, pages turned and turned back."""

from reportlab.platypus import Flowable

from scn_desktop.models.plan import Section
from scn_desktop.reports.blocks import render_block
from scn_desktop.reports.control_table import is_narrow
from scn_desktop.reports.flowables import Heading, TextBlock
from scn_desktop.reports.page import FooterTitle, new_page
from scn_desktop.reports.printing import Printing
from scn_desktop.reports.theme import LANDSCAPE, NOTE, PORTRAIT, PageFormat
from scn_desktop.reports.typeset import Run, is_seen

_APPENDIX = "appendix"


def section_story(
    section: Section, printing: Printing, *, lowered: int = 0, keeps_format: bool = False
) -> list[Flowable]:
    """A section and all below it. ``lowered``: levels that its headings stand below their kind's.

    A chapter begins a page. A section with control tables or a risk register stands on landscape pages where nothing
    else is chosen for it, unless ``keeps_format``.
    """
    level = min(section.kind.level + lowered, 3)
    layout = printing.layout if keeps_format else _layout(section)
    # A chapter that only bears the name of what follows, "Inriktningsmål", shares the page with the first of them.
    follows_name = printing.bare_kind not in ("", section.kind.key)
    starts_page = (level == 1 and not follows_name) or layout is not printing.layout
    story: list[Flowable] = new_page(layout) if starts_page else []
    printing.layout, printing.level = layout, level
    if level == 1 and not lowered:
        story.append(FooterTitle(_footer(section, printing)))
    name, label = _heading(section, printing)
    story.append(Heading(name, level, f"avsnitt-{section.id}", label=label, indent=printing.indent))
    printing.bare_kind = section.kind.key if level == 1 and not section.kind.label else ""
    if is_seen(section.partners):
        story.append(_partners(section.partners, printing))
    for block in section.blocks:
        printed = render_block(block, section, printing)
        if printed:
            printing.bare_kind = ""
        story += printed
    for below in section.sections:
        story += section_story(below, printing, lowered=lowered, keeps_format=keeps_format)
    return story


def _heading(section: Section, printing: Printing) -> tuple[str, str]:
    """The heading and the label beside it, which is empty where the planning model writes both as one."""
    label = printing.labels[section.id]
    title = section.title if is_seen(section.title) else ""
    if label.is_whole:
        return label.heading if is_seen(label.heading) else section.kind.singular or "Avsnitt", ""
    return title or label.text or section.kind.singular or "Avsnitt", label.text if title else ""


def _layout(section: Section) -> PageFormat:
    """As chosen for the section or one it stands under; else by what stands in it."""
    above: Section | None = section
    while above is not None:
        if above.orientation != "automatic":
            return LANDSCAPE if above.orientation == "landscape" else PORTRAIT
        above = above.parent
    wide = any(block.kind == "controls" and not is_narrow(block) for block in section.blocks)
    return LANDSCAPE if wide or any(block.kind == "risk_register" for block in section.blocks) else PORTRAIT


def _footer(section: Section, printing: Printing) -> str:
    """An appendix is named in the footer; elsewhere the paper is."""
    if section.kind.key != _APPENDIX:
        return printing.paper.title if printing.paper else ""
    label = printing.labels[section.id]
    return label.heading if label.is_whole else ". ".join(part for part in (label.text, section.title) if part)


def _partners(partners: str, printing: Printing) -> TextBlock:
    block = TextBlock([Run(f"Delas av {partners.strip()}", NOTE.face)], NOTE, indent=printing.indent)
    block.spaceAfter = 6.0
    block.keeps_next = True
    return block
