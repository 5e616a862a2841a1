"""The letters of a text as they are read, each with its place in the text's source.

So that a search finds words and not marks or addresses, and a replacement leaves both alone. A reference is one sign,
OBJECT, whose words are not the text's own; a footnote's words are a strand of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Final, Literal

from markdown_it.token import Token

from scn_desktop.models import running_text

Grammar = Literal["running", "cell", "plain"]
Place = tuple[int, int]

OBJECT: Final = "\ufffc"
NOWHERE: Final = (-1, -1)
_LINE_ENDS: Final = re.compile(r"\r\n?|\n")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w+);")
_MARKS: Final = frozenset("*_` \t\n#")
"""What may stand between the letters of a text beside links, notes and escapes."""


@dataclass
class Strand:
    """Letters that are read one after the other, with the place of each in the source; NOWHERE: can't be replaced."""

    letters: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    is_note: bool = False

    @property
    def text(self) -> str:
        """All of them."""
        return "".join(self.letters)

    def add(self, letters: str, place: Place) -> None:
        """More letters, all of the same place."""
        self.letters.extend(letters)
        self.places.extend([place] * len(letters))


def strands(text: str, grammar: Grammar) -> list[Strand]:
    """The strands of a text: its paragraphs, items and headings in order, each followed by its footnotes."""
    if grammar == "plain":
        return [Strand(list(text), [(place, place + 1) for place in range(len(text))])] if text else []
    if grammar == "cell":
        return _Aligner(text, lambda place: place, escapes=False).strands(running_text.parse_cell(text))
    starts = [0, *(match.end() for match in _LINE_ENDS.finditer(text))]
    lines = _LINE_ENDS.split(text)
    found: list[Strand] = []
    for token in running_text.parse(text):
        if token.type == "inline" and token.map is not None:
            aligner = _Aligner(token.content, running_text.places_in_whole(token, starts, lines), escapes=True)
            found += aligner.strands(token.children or [])
        elif token.type == "fence" and token.map is not None:
            found += _fenced(token, starts, lines)
    return found


def _fenced(fence: Token, starts: Sequence[int], lines: Sequence[str]) -> list[Strand]:
    first = (fence.map or [0])[0] + 1
    found = []
    for number, line in enumerate(fence.content.split("\n")):
        if line and first + number < len(lines) and line in lines[first + number]:
            start = starts[first + number] + lines[first + number].rfind(line)
            found.append(Strand(list(line), [(start + place, start + place + 1) for place in range(len(line))]))
    return found


class _Aligner:
    """Walks the tokens of a block and its source side by side."""

    def __init__(self, source: str, place: Callable[[int], int], *, escapes: bool) -> None:
        self._source = source
        self._place = place
        self._escapes = escapes
        self._at = 0

    def strands(self, tokens: Sequence[Token]) -> list[Strand]:
        strand = Strand()
        notes: list[Strand] = []
        self._walk(tokens, strand, notes)
        return [each for each in (strand, *notes) if each.letters]

    def _walk(self, tokens: Sequence[Token], strand: Strand, notes: list[Strand]) -> None:
        inside_reference = False
        for token in tokens:
            if inside_reference:
                inside_reference = token.type != "link_close"
            elif running_text.reference_of(token) is not None and "end" in token.meta:
                inside_reference = True
                strand.add(OBJECT, NOWHERE)
                self._at = token.meta["end"]
            elif token.type == "footnote_ref" and "end" in token.meta:
                note = Strand(is_note=True)
                self._at = token.meta["start"] + 2
                self._walk(token.children or [], note, notes)
                notes.append(note)
                self._at = token.meta["end"]
            elif token.type == "link_open":
                self._at = max(self._at, self._source.find("[", self._at) + 1)
            elif token.type == "link_close":
                self._at = self._after_link()
            elif token.type in ("softbreak", "hardbreak"):
                self._break(token, strand)
            elif token.content:
                self._letters(token.content, strand, verbatim=token.type == "code_inline")

    def _letters(self, content: str, strand: Strand, *, verbatim: bool) -> None:
        waiting = content
        while waiting:
            sign = waiting[0]
            start = self._at
            taken = 1
            if start >= len(self._source):
                strand.add(waiting, NOWHERE)
                return
            here = self._source[start]
            entity = _ENTITY.match(self._source, start) if here == "&" and self._escapes and not verbatim else None
            if entity is not None and waiting.startswith(unescape(entity[0])):
                taken = len(unescape(entity[0]))
                self._at = entity.end()
            elif here == "\\" and self._escapes and not verbatim and self._source[start + 1 : start + 2] == sign:
                self._at += 2
            elif here == sign or (here == "\n" and sign == " ") or (here == "\0" and sign == "\ufffd"):
                self._at += 1
            elif here in _MARKS:
                self._at += 1
                continue
            else:
                strand.add(waiting, NOWHERE)
                return
            strand.add(waiting[:taken], (self._place(start), self._place(self._at - 1) + 1))
            waiting = waiting[taken:]

    def _break(self, token: Token, strand: Strand) -> None:
        end = self._source.find("\n", self._at)
        if end < 0:
            strand.add(" ", NOWHERE)
            return
        # A break that is asked for parts the words; one that only fits the line does not.
        is_hard = token.type == "hardbreak"
        strand.add("\n" if is_hard else " ", NOWHERE if is_hard else (self._place(end), self._place(end) + 1))
        self._at = end + 1

    def _after_link(self) -> int:
        """Behind the address of the link whose words end here."""
        source = self._source
        end = source.find("]", self._at)
        if end < 0:
            return self._at
        if source[end + 1 : end + 2] == "[":
            return max(end + 1, source.find("]", end + 2) + 1)
        if source[end + 1 : end + 2] != "(":
            return end + 1
        at, depth, quote = end + 2, 1, ""
        while at < len(source):
            sign = source[at]
            if sign == "\\":
                at += 1
            elif quote:
                quote = "" if sign == quote else quote
            elif sign == "<" and at == end + 2:
                quote = ">"
            elif sign in "\"'" and source[at - 1].isspace():
                quote = sign
            elif sign in "()":
                depth += 1 if sign == "(" else -1
                if not depth:
                    return at + 1
            at += 1
        return end + 1
