"""What a paper lacks: headings with nothing under them, facts that stand on its first page, names under it."""

from __future__ import annotations

from collections.abc import Iterator

from scn_desktop.checks.finding import Finding
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.numbering import labels
from scn_desktop.models.plan import Paper


def empty_sections(paper: Paper) -> Iterator[Finding]:
    """Headings that would be printed with nothing under them."""
    found = labels(paper)
    for section in queries.walk(paper):
        if not section.sections and not any(holds_something(block) for block in section.blocks):
            name = found[section.id].heading.strip() or section.kind.singular
            yield Finding(f"”{name}” är tomt: rubriken skrivs ut utan text.", "warning", "plan", section.id)


def holds_something(block: Block) -> bool:
    """Whether a block prints anything of its own; what is compiled or edited elsewhere counts as something."""
    if block.kind == "text":
        return bool(block.text.strip())
    if block.kind == "measures":
        return bool(block.measure_placements)
    if block.kind == "indicators":
        return bool(block.indicator_placements)
    if block.kind == "table":
        return any(cell.text.strip() for row in block.rows for cell in row.cells)
    return block.kind != "page_break"


def missing_facts(paper: Paper) -> Iterator[Finding]:
    """A paper without diarienummer, and a tjänsteskrivelse that nobody signs by name."""
    first = paper.sections[0].id if paper.sections else ""
    if not paper.registry_number.strip():
        yield Finding("Handlingen har inget diarienummer.", "warning", "plan", first)
    if any(not signature.name.strip() for signature in paper.signatures):
        yield Finding("En underskrift saknar namn.", "warning", "plan", signed_in(paper) or first)


def signed_in(paper: Paper) -> str:
    """The key of the section with the signatures."""
    return next((block.section_id for block in queries.blocks_of_kind(paper, "signatures")), "")
