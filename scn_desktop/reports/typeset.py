"""Lines of text: breaking them at a width.

Used instead of reportlab's Paragraph, which drops the space at each line break (words run together when read aloud) and
reads its text as XML; see docs/decisions/0011.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from scn_desktop.reports.inline import REFERENCE, Inside, Spoken
from scn_desktop.reports.theme import SANS, Face, TextStyle, characters, text_width
from scn_desktop.reports.words import SOFT_HYPHEN, breakable, syllables, with_hard_spaces

_TOLERANCE = 0.01
_LONGEST_TOKEN = 400
"""Letters. A longer stretch without a space is set in parts, or its setting would take time by the square."""
_TOKENS = re.compile(rf"\n| +|[^ \n]{{1,{_LONGEST_TOKEN}}}")
# Other white space and control characters have no meaning on paper.
_ODD_SPACES = dict.fromkeys((9, 11, 12, 13, 133, 5760, *range(8192, 8203), 8232, 8233, 8287, 12288), " ")
_ODD_SPACES |= dict.fromkeys((8239,), "\xa0")
_DROPPED = dict.fromkeys((*range(9), *range(14, 32), *range(127, 160), 8203, 8204, 8205, 65279))
_CLEANED = {**_ODD_SPACES, **_DROPPED}
_LONGEST_SPOKEN = 1000
"""Letters; PDF/A allows no string of more than 32,767 bytes."""
_STAND_IN = "\u25a1"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one face. ``inside``: the part of the paragraph that it belongs to, None for the paragraph itself."""

    text: str
    face: Face
    inside: Inside | None = None
    instead: str = ""
    """What is read in place of the drawn text."""


class Piece(NamedTuple):
    """A stretch of one line: drawn text, its face, where it begins (points), and what it is in the tags."""

    text: str
    face: Face
    x: float
    inside: Inside | None = None
    spoken: Spoken | None = None
    is_hyphen: bool = False


class Line(NamedTuple):
    """A set line. ``joined``: its last word goes on in the next line. ``last``: the paragraph ends here."""

    pieces: tuple[Piece, ...]
    width: float
    joined: bool
    last: bool


_LONGEST_REMEMBERED, _MOST_REMEMBERED = 40, 20_000


@lru_cache(maxsize=100)
def _widths(face: Face) -> dict[str, float]:
    """The widths of words in a face that have been asked for."""
    return {}


def _width(text: str, face: Face) -> float:
    return _remembered(text, face, _widths(face))


def _remembered(text: str, face: Face, widths: dict[str, float]) -> float:
    width = widths.get(text)
    if width is None:
        width = text_width(text, face)
        if len(text) < _LONGEST_REMEMBERED:
            if len(widths) >= _MOST_REMEMBERED:
                widths.clear()
            widths[text] = width
    return width


def prepared(runs: Iterable[Run], style: TextStyle) -> list[Run]:
    """The runs with hard spaces and soft hyphens put in, and characters that the font lacks in a face that has them."""
    result = []
    for run in runs:
        text = run.text.translate(_CLEANED)
        text = breakable(with_hard_spaces(text), style.break_from)
        result += _with_known_characters(Run(text, run.face, run.inside, run.instead))
    return result


def is_seen(text: str) -> bool:
    """Whether anything of the text is seen on paper."""
    return bool(text.translate(_CLEANED).replace(SOFT_HYPHEN, "").strip())


@cache
def _settable(font: str) -> frozenset[str]:
    """What is set as it stands: characters that the font can draw, line breaks and soft hyphens."""
    return frozenset({*map(chr, characters(font)), "\n", SOFT_HYPHEN})


def _with_known_characters(run: Run) -> list[Run]:
    if _settable(run.face.font).issuperset(run.text):
        return [run]
    known = characters(run.face.font)
    pieces: list[Run] = []
    for character in run.text:
        piece = replace(run, text=character)
        if ord(character) not in known and character not in "\n\u00ad":
            piece = replace(piece, face=replace(run.face, font=SANS))
            if ord(character) not in characters(SANS):
                piece = replace(piece, text=_STAND_IN, instead=character)
        last = pieces[-1] if pieces else None
        if last and last.face == piece.face and not last.instead and not piece.instead:
            pieces[-1] = replace(last, text=last.text + piece.text)
        else:
            pieces.append(piece)
    return pieces


def _is_mark(run: Run) -> bool:
    return run.inside is not None and run.inside.kind == REFERENCE


class _Word:
    """A stretch without a breakable space: parts of runs, and where inside it a line may end."""

    __slots__ = ("parts", "width")

    def __init__(self, parts: list[tuple[str, Run]]) -> None:
        self.parts = parts
        self.width = sum(_width(text.replace(SOFT_HYPHEN, ""), run.face) for text, run in parts)

    def spoken(self) -> str:
        """The whole word as it is read, without the marks of footnotes, which are read by themselves."""
        return "".join(run.instead or text.replace(SOFT_HYPHEN, "") for text, run in self.parts if not _is_mark(run))

    def split(self, room: float, *, anywhere: bool) -> "tuple[_Word, bool, _Word] | None":
        """The head that fits in ``room`` points, whether it takes a hyphen, and the tail; None if no head does."""
        for index, place, hyphen in reversed(self._places()):
            head = self._head(index, place)
            text, run = self.parts[index]
            width = head.width + (_width("-", run.face) if hyphen else 0.0)
            if width <= room + _TOLERANCE:
                return head, hyphen, self._tail(index, place + (text[place : place + 1] == SOFT_HYPHEN))
        return self._split_anywhere(room) if anywhere else None

    def _split_anywhere(self, room: float) -> "tuple[_Word, bool, _Word]":
        """The last resort for a word wider than its column: between syllables, or else between any two characters."""
        best = (0, 1, False)
        before = 0.0
        for index, (text, run) in enumerate(self.parts):
            plain = syllables(text) if text.isalpha() else []
            hyphen_width = _width("-", run.face)
            for place in range(1, len(text) + (index < len(self.parts) - 1)):
                width = before + _width(text[:place].replace(SOFT_HYPHEN, ""), run.face)
                if width > room + _TOLERANCE:
                    return self._head(*best[:2]), best[2], self._tail(*best[:2])
                if place in plain and width + hyphen_width <= room + _TOLERANCE:
                    best = (index, place, True)
                elif not best[2]:
                    best = (index, place, False)
            before += _width(text.replace(SOFT_HYPHEN, ""), run.face)
        return self._head(*best[:2]), best[2], self._tail(*best[:2])

    def _places(self) -> list[tuple[int, int, bool]]:
        found = []
        for index, (text, _) in enumerate(self.parts):
            for place, character in enumerate(text):
                if character == SOFT_HYPHEN:
                    found.append((index, place, True))
                elif (
                    character in "-/"
                    and 2 <= place < len(text) - 2
                    and text[place - 1].isalpha()
                    and text[place + 1].isalpha()
                ):
                    found.append((index, place + 1, False))
        return found

    def _head(self, index: int, place: int) -> "_Word":
        text, run = self.parts[index]
        return _Word([*self.parts[:index], (text[:place], run)])

    def _tail(self, index: int, place: int) -> "_Word":
        text, run = self.parts[index]
        rest = [(text[place:], run)] if text[place:] else []
        return _Word([*rest, *self.parts[index + 1 :]])


class _Setter:
    """Collects words into lines of a width."""

    def __init__(self, width: float, face: Face) -> None:
        self.width = width
        self.lines: list[Line] = []
        self._x = 0.0
        # The piece that is being written, and those before it in the line.
        self._pieces: list[Piece] = []
        self._texts: list[str] = []
        self._start = 0.0
        self._face = face
        self._inside: Inside | None = None
        self._spoken: Spoken | None = None
        self._is_hyphen = False
        self._measured = face
        self._widths = _widths(face)

    def add_whole(self, token: str, run: Run, space: float, space_face: Face) -> bool:
        """Set a word of one run after a space, where it fits in the line; False where it does not."""
        text = token.replace(SOFT_HYPHEN, "") if SOFT_HYPHEN in token else token
        face, width = run.face, self._width(text, run.face)
        gap = space if self._texts else 0.0
        if run.instead or width > self.width - self._x - gap + _TOLERANCE:
            return False
        if gap and face is self._face is space_face and run.inside is self._inside and self._spoken is None:
            self._texts.append(f" {text}")
            self._x += gap + width
            return True
        if gap:
            self._piece(" ", space_face, self._inside if self._inside is run.inside else None, None)
        self._piece(text, run.face, run.inside, None)
        return True

    def add(self, word: _Word, space: float, space_face: Face, *, is_glued: bool = False) -> None:
        """Set a word after a space of so many points; ``is_glued``: it goes on where the last one ended."""
        spoken: Spoken | None = None
        while True:
            gap = space if self._texts else 0.0
            room = self.width - self._x - gap
            if word.width <= room + _TOLERANCE:
                self._put(word, gap, space_face, spoken)
                return
            split = word.split(room, anywhere=False)
            if split is None and self._texts:
                self.end_line(joined=is_glued)
                continue
            split = split or word.split(self.width, anywhere=True)
            if split is None or not split[2].parts:
                self._put(word, gap, space_face, spoken)
                return
            head, hyphen, tail = split
            if hyphen and spoken is None and len(head.spoken()) + len(tail.spoken()) <= _LONGEST_SPOKEN:
                spoken = Spoken(word.spoken())
            self._put(head, gap, space_face, spoken)
            if hyphen:
                self._piece("-", self._face, self._inside, None, is_hyphen=True)
            self.end_line(joined=True)
            word = tail

    def _put(self, word: _Word, gap: float, face: Face, spoken: Spoken | None) -> None:
        if gap:
            self._piece(" ", face, self._inside if self._inside is word.parts[0][1].inside else None, None)
        for text, run in word.parts:
            stand_in = Spoken(run.instead) if run.instead else None
            read = None if _is_mark(run) else spoken or stand_in
            self._piece(text.replace(SOFT_HYPHEN, ""), run.face, run.inside, read)

    def _piece(
        self, text: str, face: Face, inside: Inside | None, spoken: Spoken | None, *, is_hyphen: bool = False
    ) -> None:
        if not text:
            return
        if not (
            self._texts
            and inside is self._inside
            and spoken is self._spoken
            and is_hyphen is self._is_hyphen
            and (face is self._face or face == self._face)
        ):
            self._end_piece()
            self._start, self._face, self._inside = self._x, face, inside
            self._spoken, self._is_hyphen = spoken, is_hyphen
        self._texts.append(text)
        self._x += self._width(text, face)

    def _end_piece(self) -> None:
        if self._texts:
            text = "".join(self._texts)
            self._pieces.append(Piece(text, self._face, self._start, self._inside, self._spoken, self._is_hyphen))
            self._texts = []

    def _width(self, text: str, face: Face) -> float:
        if face is not self._measured:
            self._measured, self._widths = face, _widths(face)
        return _remembered(text, face, self._widths)

    def end_line(self, *, joined: bool = False, last: bool = False) -> None:
        self._end_piece()
        self.lines.append(Line(tuple(self._pieces), self._x, joined, last))
        self._pieces, self._x = [], 0.0


def set_lines(runs: Sequence[Run], width: float) -> list[Line]:
    """Break prepared runs into lines of at most ``width`` points; at least one line, nothing left out."""
    space, space_face = 0.0, runs[0].face if runs else Face(SANS, 10)
    setter = _Setter(max(width, 1.0), space_face)
    word: list[tuple[str, Run]] = []

    def end_word() -> None:
        if len(word) > 1 or not setter.add_whole(*word[0], space, space_face):
            setter.add(_Word(word.copy()), space, space_face, is_glued=space == 0.0)
        word.clear()

    for run in runs:
        for token in _TOKENS.findall(run.text):
            if token[0] not in " \n":
                word.append((token, run))
                if len(token) == _LONGEST_TOKEN:
                    end_word()
                    space = 0.0
                continue
            if word:
                end_word()
            space, space_face = _width(" ", run.face), run.face
            if token == "\n":
                setter.end_line()
    if word:
        end_word()
    setter.end_line(last=True)
    return setter.lines
