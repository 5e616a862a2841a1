"""Texts and pictures of a paper: references that lead nowhere, pictures that some can't see."""

from __future__ import annotations

from collections.abc import Iterator

from scn_desktop.checks.finding import Finding
from scn_desktop.models import queries
from scn_desktop.models.plan import Paper
from scn_desktop.models.references import broken_references


def dead_references(paper: Paper) -> Iterator[Finding]:
    """Live fields and cross-references whose target is gone."""
    for broken in broken_references(paper):
        text = f"Hänvisningen ”{broken.found.description}” leder ingenstans: {broken.problem}"
        yield Finding(text.rstrip(".") + ".", "warning", "plan", broken.place.section.id)


def pictures_without_words(paper: Paper) -> Iterator[Finding]:
    """Pictures that say nothing to who can't see them; a published paper must tell them."""
    for block in queries.blocks_of_kind(paper, "image"):
        if block.picture is not None and not block.alternative.strip():
            name = block.title.strip() or block.section.title
            text = f"Bilden ”{name}” saknar beskrivning för den som inte ser den."
            yield Finding(text, "warning", "plan", block.section_id)
