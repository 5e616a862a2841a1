"""The labels and headings of a paper's sections ("Uppdrag 1.1", "Bilaga 2"), counted from the tree and never stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scn_desktop.models.plan import Paper, Section
from scn_desktop.models.planning_model import SectionKind

LONGEST: Final = 10
"""Digits from which a section's own number is a word to the count: Python reads no number of thousands of them."""
AROUND: Final = " .,:;()–-"
"""What a pattern may have around its number, and a label not."""


@dataclass(frozen=True)
class Label:
    """How a section is called.

    ``number`` is "1.1", empty where there is none. ``text`` is "Uppdrag 1.1", what a reference says and what stands
    beside the title; empty where the kind has neither number nor word. ``heading`` is the whole heading in one line:
    "Uppdrag 1.1: Korta köerna" where the pattern holds {title}, else the text and the title after it.
    ``is_whole``: the pattern holds the title, so the heading is printed as one and the text not beside it.
    """

    number: str
    text: str
    heading: str
    is_whole: bool = False


def labels(paper: Paper) -> dict[str, Label]:
    """The label of every section of the paper by its key.

    A section's own ``number`` goes before the counted one, and the count goes on from it where it is a whole number.
    Kinds with the same ``counter`` count together: the assignments and goals of a nämnd under one council goal.
    Kinds numbered "own" have the number that was typed, or none.
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
        own = (section.number or "").strip() or None
        if own is not None:
            number = own
            if number.isdecimal() and len(number) < LONGEST:
                counts[counter] = int(number)
        elif kind.numbering in ("paper", "parent"):
            counts[counter] += 1
            number = str(counts[counter])
        full, above = number, parent
        if "{parent}" in kind.label and number:
            if "." in number:
                above, _, number = number.rpartition(".")  # written whole: "4.13" under another goal's number
            elif parent:
                full = f"{parent}.{number}"
        found[section.id] = label_of(kind, section.title, number, above, full)
        number_under(section.sections, full or parent, across, found)


def label_of(kind: SectionKind, title: str, number: str, parent: str, full: str) -> Label:
    """The kind's pattern filled in. A number that is missing takes the space before it along."""
    pattern = kind.label
    for name, value in (("{n}", number), ("{parent}", parent)):
        if not value:
            pattern = pattern.replace(f" {name}", name)
        pattern = pattern.replace(name, value)
    title = " ".join(title.split())
    if "{title}" not in kind.label:
        text = pattern.strip(AROUND)
        return Label(full, text, f"{text} {title}".strip())
    is_numbered = "{n}" in kind.label and bool(number)
    text = pattern.replace("{title}", "").strip(AROUND) if is_numbered else ""
    heading = pattern.replace("{title}", title).strip(AROUND if not title else " ") or kind.singular
    return Label(full, text, heading, is_whole=True)


def label_words(kind: SectionKind) -> str:
    """The words of a kind's label without number and title: "Uppdrag", "Nämndens mål"."""
    words = kind.label
    for name in ("{parent}", "{n}", "{title}"):
        words = words.replace(name, "")
    return words.strip(AROUND)
