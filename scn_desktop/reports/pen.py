"""Drawing set lines with their tags: text, the marks and links inside it, and what is boxed."""

from collections.abc import Sequence
from contextlib import ExitStack

from reportlab.pdfgen.textobject import PDFTextObject

from scn_desktop.reports.inline import LINK, REFERENCE, Inside, Spoken
from scn_desktop.reports.tagging import Element, TaggedCanvas
from scn_desktop.reports.theme import INK, Face, TextStyle, text_width
from scn_desktop.reports.typeset import Line, Piece

_BOX_WEIGHT = 0.6
_SHIFT = {"left": 0.0, "center": 0.5, "right": 1.0}


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
                around.append((piece.inside, start, start + text_width(piece.text, piece.face), baseline))
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
                canvas.rect(left - 0.6, baseline - 0.28 * size, right - left + 1.2, 1.2 * size)


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
