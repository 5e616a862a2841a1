"""A title that is nearly another one: a slip of the pen, or a document that is meant to be new."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

from scn_desktop.swedish import sort_key

LEAST_ALIKE: Final = 0.82
"""Share of the letters that two titles have in common, from which one is asked about."""


def folded(title: str) -> str:
    """A title as it is compared: case, spacing and a final full stop don't tell two documents apart."""
    return sort_key(" ".join(title.split()).rstrip("."))[0]


def most_similar(title: str, known: Iterable[str]) -> str | None:
    """The known title that is most like a new one, or None where none is much alike.

    Titles that differ in their figures only ("… 2024", "… 2025") are documents of their own.
    """
    wanted = folded(title)
    best, found = LEAST_ALIKE, None
    for each in known:
        other = folded(each)
        if other == wanted or (_figures(other) != _figures(wanted) and _words(other) == _words(wanted)):
            continue
        matcher = SequenceMatcher(None, wanted, other, autojunk=False)
        if matcher.real_quick_ratio() < best or matcher.quick_ratio() < best:
            continue
        share = matcher.ratio()
        if share >= best:
            best, found = share, each
    return found


def _figures(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _words(text: str) -> str:
    return "".join(letter for letter in text if letter.isalpha())
