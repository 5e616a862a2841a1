"""How texts are compared in a search: case doesn't matter, å ä ö are letters of their own, every word must occur."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

SHORTEST: Final = 2
"""Letters from which a query is searched for: a single one stands everywhere."""
BEFORE: Final = 40
LONGEST: Final = 180
"""Letters of a snippet, and how many of them go before what was found."""

Marks = tuple[tuple[int, int], ...]
"""Where in a text the words stand: (start, end), in order and apart."""


@dataclass(frozen=True)
class Snippet:
    """A piece of a text around what was found in it."""

    text: str = ""
    marks: Marks = ()


def folded(text: str) -> str:
    """The text to compare, letter for letter as long as the text: å and a stay different."""
    same = text.casefold()
    if len(same) == len(text):
        return same
    return "".join(one if len(one) == 1 else letter for letter, one in ((each, each.casefold()) for each in text))


def composed(text: str) -> str:
    """Letters with their rings and dots in one piece, and no soft hyphens: how texts are searched and shown."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).replace("\u00ad", "")


@dataclass(frozen=True)
class Query:
    """What is searched for: the words that must all occur, folded, the longest first, and them as they were written."""

    words: tuple[str, ...]
    phrase: str

    def is_in(self, text: str) -> bool:
        """Whether every word occurs in a folded text."""
        return all(word in text for word in self.words)

    def rank(self, title: str, text: str) -> int:
        """How well a place answers, of its folded title and of all its folded text, which hold the words; 0 is best."""
        if self.phrase in title:
            if title.startswith(self.phrase):
                return 0 if title == self.phrase else 1
            return 2 if f" {self.phrase}" in title else 3
        if self.is_in(title):
            return 4
        return 5 if self.phrase in text else 6


def query_of(typed: str) -> Query | None:
    """The query that was typed; None where it is too short to be searched for."""
    found = folded(composed(typed)).split()
    if sum(map(len, found)) < SHORTEST:
        return None
    return Query(tuple(sorted(dict.fromkeys(found), key=lambda word: -len(word))), " ".join(found))


def marks_in(text: str, words: Iterable[str]) -> Marks:
    """Every place where one of the words stands in the text; places that meet are one."""
    comparable = folded(text)
    places = []
    for word in words:
        start = comparable.find(word)
        while start >= 0:
            places.append((start, start + len(word)))
            start = comparable.find(word, start + len(word))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def snippet(text: str, words: Sequence[str]) -> Snippet:
    """One line of the text from a little before the first of the words; empty where none occurs."""
    comparable = folded(text)
    places = [place for place in map(comparable.find, words) if place >= 0]
    if not places:
        return Snippet()
    found = min(places)
    first = text.rfind("\n", 0, found) + 1
    last = text.find("\n", found)
    start, end = max(first, found - BEFORE), len(text) if last < 0 else last
    if start > first:
        space = text.find(" ", start, found)
        start = space + 1 if space >= 0 else start
    piece = text[start : min(end, start + LONGEST)]
    line = ("… " if start > first else "") + piece + ("…" if start + LONGEST < end else "")
    return Snippet(line, marks_in(line, words))
