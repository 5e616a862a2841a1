"""Lines of text: breaking them at a width and drawing them with their tags.

Used instead of reportlab's Paragraph, which drops the space at each line break (words run together when read aloud) and
reads its text as XML; see docs/decisions/0011.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from reportlab.pdfgen.textobject import PDFTextObject

from scn_desktop.reports.inline import LINK, REFERENCE, Inside, Spoken
from scn_desktop.reports.tagging import Element, TaggedCanvas
from scn_desktop.reports.theme import INK, SANS, Face, TextStyle, characters, text_width
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
_BOX_WEIGHT = 0.6
_SHIFT = {"left": 0.0, "center": 0.5, "right": 1.0}


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


_remembered_width = lru_cache(maxsize=60_000)(text_width)


def _width(text: str, face: Face) -> float:
    return _remembered_width(text, face) if len(text) < 40 else text_width(text, face)


def prepared(runs: Iterable[Run], style: TextStyle) -> list[Run]:
    """The runs with hard spaces and soft hyphens put in, and characters that the font lacks in a face that has them."""
    result = []
    for run in runs:
        text = run.text.translate(_CLEANED)
        text = with_hard_spaces(text)
        result += _with_known_characters(replace(run, text=breakable(text, style.break_from)))
    return result


def is_seen(text: str) -> bool:
    """Whether anything of the text is seen on paper."""
    return bool(text.translate(_CLEANED).replace(SOFT_HYPHEN, "").strip())


def _with_known_characters(run: Run) -> list[Run]:
    known = characters(run.face.font)
    if all(ord(character) in known or character in "\n\u00ad" for character in run.text):
        return [run]
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

    def __init__(self, width: float) -> None:
        self.width = width
        self.lines: list[Line] = []
        self._pieces: list[Piece] = []
        self._x = 0.0

    def add(self, word: _Word, space: float, space_face: Face, *, is_glued: bool = False) -> None:
        """Set a word after a space of so many points; ``is_glued``: it goes on where the last one ended."""
        spoken: Spoken | None = None
        while True:
            gap = space if self._pieces else 0.0
            room = self.width - self._x - gap
            if word.width <= room + _TOLERANCE:
                self._put(word, gap, space_face, spoken)
                return
            split = word.split(room, anywhere=False)
            if split is None and self._pieces:
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
                last = self._pieces[-1]
                self._piece("-", last.face, last.inside, None, is_hyphen=True)
            self.end_line(joined=True)
            word = tail

    def _put(self, word: _Word, gap: float, face: Face, spoken: Spoken | None) -> None:
        if gap:
            inside = self._pieces[-1].inside
            self._piece(" ", face, inside if inside is word.parts[0][1].inside else None, None)
        for text, run in word.parts:
            stand_in = Spoken(run.instead) if run.instead else None
            read = None if _is_mark(run) else spoken or stand_in
            self._piece(text.replace(SOFT_HYPHEN, ""), run.face, run.inside, read)

    def _piece(
        self, text: str, face: Face, inside: Inside | None, spoken: Spoken | None, *, is_hyphen: bool = False
    ) -> None:
        if not text:
            return
        last = self._pieces[-1] if self._pieces else None
        if last and (last.face, last.inside, last.spoken, last.is_hyphen) == (face, inside, spoken, is_hyphen):
            self._pieces[-1] = last._replace(text=last.text + text)
        else:
            self._pieces.append(Piece(text, face, self._x, inside, spoken, is_hyphen))
        self._x += _width(text, face)

    def end_line(self, *, joined: bool = False, last: bool = False) -> None:
        self.lines.append(Line(tuple(self._pieces), self._x, joined, last))
        self._pieces, self._x = [], 0.0


def set_lines(runs: Sequence[Run], width: float) -> list[Line]:
    """Break prepared runs into lines of at most ``width`` points; at least one line, nothing left out."""
    setter = _Setter(max(width, 1.0))
    word: list[tuple[str, Run]] = []
    space, space_face = 0.0, runs[0].face if runs else Face(SANS, 10)
    for run in runs:
        for token in _TOKENS.findall(run.text):
            if token[0] not in " \n":
                word.append((token, run))
                if len(token) == _LONGEST_TOKEN:
                    setter.add(_Word(word), space, space_face, is_glued=space == 0.0)
                    word, space = [], 0.0
                continue
            if word:
                setter.add(_Word(word), space, space_face, is_glued=space == 0.0)
                word = []
            space, space_face = _width(" ", run.face), run.face
            if token == "\n":
                setter.end_line()
    if word:
        setter.add(_Word(word), space, space_face, is_glued=space == 0.0)
    setter.end_line(last=True)
    return setter.lines


def draw_lines(
    canvas: TaggedCanvas,
    lines: Sequence[Line],
    style: TextStyle,
    place: tuple[float, float, float],
    element: Element | None,
    *,
    artifact: str = "Layout",
) -> None:
    """Draw lines from ``place`` = (left, top, width) downwards, as content of ``element``; None: as an artifact."""
    text = canvas.beginText(0, 0)
    pen = _Pen(canvas, text, element, artifact)
    left, baseline, width = place[0], place[1] - style.face.size, place[2]
    around: list[tuple[Inside, float, float, float]] = []
    for number, line in enumerate(lines):
        shift = _SHIFT[style.align] * (width - line.width)
        for piece in line.pieces:
            text.setTextOrigin(left + shift + piece.x, baseline)
            pen.show(piece)
            if piece.inside is not None and element is not None:
                start = left + shift + piece.x
                around.append((piece.inside, start, start + _width(piece.text, piece.face), baseline))
        if not line.joined and not line.last and number < len(lines):
            # Unseen at the end of the line; without it the words on both sides are read as one.
            pen.space()
        baseline -= style.leading
    pen.finish()
    canvas.drawText(text)
    if around:
        _draw_around(canvas, around, style)


def _draw_around(canvas: TaggedCanvas, pieces: Sequence[tuple[Inside, float, float, float]], style: TextStyle) -> None:
    """The links and boxes of pieces given as (part, left, right, baseline); one for each stretch of a line."""
    stretches: list[tuple[Inside, float, float, float]] = []
    for inside, left, right, baseline in pieces:
        last = stretches[-1] if stretches else None
        if last is not None and last[0] is inside and last[3] == baseline:
            stretches[-1] = (inside, last[1], right, baseline)
        else:
            stretches.append((inside, left, right, baseline))
    size = style.face.size
    for inside, left, right, baseline in stretches:
        if inside.kind == LINK and inside.element is not None and inside.key in canvas.headings:
            said = f"{inside.spoken}, sida {canvas.headings[inside.key]}"
            canvas.link(inside.element, inside.key, said, (left, baseline - 0.3 * size, right, baseline + size))
        elif inside.is_boxed:
            with canvas.artifact():
                canvas.setStrokeColor(INK)
                canvas.setLineWidth(_BOX_WEIGHT)
                canvas.rect(left - 1.0, baseline - 0.28 * size, right - left + 2.0, 1.2 * size)


class _Pen:
    """Writes pieces into a text object: changes of face, and the marked content of the element that owns each piece."""

    def __init__(self, canvas: TaggedCanvas, text: PDFTextObject, element: Element | None, artifact: str) -> None:
        self._canvas = canvas
        self._text = text
        self._element = element
        self._artifact = artifact
        self._face: Face | None = None
        self._owner: tuple[Inside | None, Spoken | None, bool] | None = None
        self._open = ExitStack()

    def show(self, piece: Piece) -> None:
        self._write_for((piece.inside, piece.spoken, piece.is_hyphen))
        self._change_face(piece.face)
        self._text._textOut(piece.text)

    def space(self) -> None:
        if self._face is not None and self._owner is not None:
            inside = self._owner[0]
            # What is read in place of a footnote's mark is read in place of a space with it, too.
            self._write_for((None if inside is not None and inside.kind == REFERENCE else inside, None, False))
            self._text._textOut(" ")

    def finish(self) -> None:
        self._open.close()
        if self._face is not None and self._face.rise:
            self._text.setRise(0)

    def _write_for(self, owner: tuple[Inside | None, Spoken | None, bool]) -> None:
        if owner == self._owner:
            return
        if self._element is None and self._owner is not None:
            return
        self._open.close()
        self._owner = owner
        inside, spoken, is_hyphen = owner
        if self._element is None or is_hyphen:
            # A hyphen that only the line's end asked for is no part of the word.
            self._open.enter_context(self._canvas.artifact(self._text, self._artifact))
            return
        element = self._part(inside, self._element) if inside is not None else self._element
        if spoken:
            spoken.element = spoken.element or Element("Span", element, actual=spoken.text)
            element = spoken.element
        self._open.enter_context(self._canvas.content(element, self._text))

    def _part(self, inside: Inside, paragraph: Element) -> Element:
        """The part's own element; the paragraph's for a part that is none, as a link to what isn't in this paper."""
        if not inside.kind or (inside.kind == LINK and inside.key not in self._canvas.headings):
            return paragraph
        if inside.element is None:
            actual = inside.spoken if inside.kind == REFERENCE else ""
            inside.element = Element(inside.kind, paragraph, actual=actual)
        return inside.element

    def _change_face(self, face: Face) -> None:
        before = self._face
        if face is before:
            return
        if before is None or (before.font, before.size) != (face.font, face.size):
            self._text.setFont(face.font, face.size)
        if before is None or before.colour != face.colour:
            self._text.setFillColor(self._canvas.shown(face.colour))
        if (before.rise if before else 0.0) != face.rise:
            self._text.setRise(face.rise)
        self._face = face
