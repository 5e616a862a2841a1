"""The labels of a paper's sections ("Uppdrag 1.1", "Bilaga 2"), counted from the tree and never stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scn_desktop.models.plan import Paper, Section

LONGEST: Final = 10
"""Digits from which a section's own number is a word to the count: Python reads no number of thousands of them."""


@dataclass(frozen=True)
class Label:
    """``number`` ("1.1", empty where the kind has none) and ``text`` ("Uppdrag 1.1", empty where there is none)."""

    number: str
    text: str


def labels(paper: Paper) -> dict[str, Label]:
    """The label of every section of the paper by its key.

    A section's own ``number`` goes before the counted one, and the count goes on from it where it is a whole number.
    Kinds with the same ``counter`` count together: the assignments and goals of a nämnd under one council goal.
    """
    found: dict[str, Label] = {}
    across: dict[str, int] = defaultdict(int)
    number_under(paper.sections, "", across, found)
    return found


def number_under(sections: Sequence[Section], parent: str, across: dict[str, int], found: dict[str, Label]) -> None:
    """Label ``sections`` and all below; ``parent`` is the number they stand under."""
    within: dict[str, int] = defaultdict(int)
    for section in sections:
        kind = section.kind
        counts = across if kind.numbering == "paper" else within
        counter = kind.counter or kind.key
        number = ""
        if section.number is not None:
            number = section.number
            if number.isdecimal() and len(number) < LONGEST:
                counts[counter] = int(number)
        elif kind.numbering != "none":
            counts[counter] += 1
            number = str(counts[counter])
        text = kind.label.replace("{n}", number).replace("{parent}", parent).strip(". ")
        full = number
        if "{parent}" in kind.label and parent and section.number is None:
            full = f"{parent}.{number}"
        found[section.id] = Label(full, text)
        number_under(section.sections, full or parent, across, found)
