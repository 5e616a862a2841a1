"""What a story is made of, besides tables: paragraphs, list items, headings. All draw themselves with their tags."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from itertools import pairwise

from reportlab.platypus.doctemplate import ActionFlowable
from reportlab.platypus.flowables import CondPageBreak, Flowable

from scn_desktop.reports.inline import Note
from scn_desktop.reports.marks import raised
from scn_desktop.reports.pen import draw_lines
from scn_desktop.reports.signs import Sign
from scn_desktop.reports.tagging import Element, MeasuringCanvas, TaggedCanvas
from scn_desktop.reports.theme import H1, H2, H3, H4, LABEL, LABEL_COLUMN, LABEL_WIDTH, LANDSCAPE, NOTE, Face, TextStyle
from scn_desktop.reports.typeset import Line, Run, prepared, set_lines

_SHORT_LAST_LINE = 0.25
_LONGEST_LABEL = 80
_LONGEST_NAME = 300
_MARK_ROOM, _LONG_MARK_ROOM = 13.0, 19.0
_FITS = 0.05
"""Points by which a thing may exceed its room; sums of lengths are not exact."""


class PaperFlowable(Flowable):
    """Base of all: drawn in the second pass only, since the first needs just sizes and page numbers."""

    spaceBefore = 0.0
    spaceAfter = 0.0
    canv: TaggedCanvas
    keeps_next = False
    """Never last on a page: headings, and what belongs to them."""
    bookmark = ""
    """The place's name for links, where something refers to it."""

    def drawOn(self, canvas: TaggedCanvas | MeasuringCanvas, x: float, y: float, _sW: float = 0) -> None:
        if isinstance(canvas, TaggedCanvas):
            super().drawOn(canvas, x, y, _sW)
        else:
            self.measured(canvas)

    def measured(self, canvas: MeasuringCanvas) -> None:
        """Called instead of ``draw`` in the first pass."""
        if self.bookmark:
            canvas.headings[self.bookmark] = canvas.getPageNumber()

    def page_notes(self, width: float) -> Sequence[Note]:
        """The footnotes that must begin at the foot of the page where the flowable stands."""
        return ()

    def least_height(self, width: float) -> float:
        """Height (points) that must be free for the flowable to begin on a page, without its space before."""
        height: float = self.wrap(width, 1e6)[1]
        return height


class TextBlock(PaperFlowable):
    """A paragraph. Lines break once per width; a part that a page break makes shares the whole's ``element``.

    ``indent``: points from the frame's left edge. ``label``: what stands before the first line (a bullet, a letter),
    where, and its element (None: a sign that is not read). ``widest``: how far lines may reach, in points.
    """

    def __init__(
        self,
        runs: Sequence[Run],
        style: TextStyle,
        *,
        element: Element | None = None,
        indent: float = 0.0,
        label: "tuple[Run | Sign, float, Element | None] | None" = None,
        is_artifact: bool = False,
    ) -> None:
        super().__init__()
        self.runs = prepared(runs, style)
        self.style = style
        self.spaceBefore, self.spaceAfter = style.before, style.after
        self.element = None if is_artifact else element or Element("P")
        self.indent = indent
        self.label = label
        self.widest = 1e6
        self.has_notes = any(run.inside is not None and run.inside.note is not None for run in self.runs)
        self._lines: dict[float, list[Line]] = {}
        self._parts: dict[tuple[float, int], list[TextBlock]] = {}
        self._width = 0.0

    def lines(self, width: float) -> list[Line]:
        """The lines in a frame or cell of ``width`` points."""
        room = min(width, self.widest) - self.indent
        found = self._lines.get(room)
        if found is None:
            found = self._lines[room] = set_lines(self.runs, room)
        return found

    def page_notes(self, width: float) -> Sequence[Note]:
        return notes_of(self.lines(width)) if self.has_notes else ()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._width = width
        return width, len(self.lines(width)) * self.style.leading

    def least_height(self, width: float) -> float:
        """Two lines, or all three: a paragraph of three is not split, since one line would be alone."""
        lines = self.lines(width)
        lines = lines if len(lines) <= 3 else lines[:2]
        foot = least_foot(notes_of(lines), width, self.indent) if self.has_notes else 0.0
        return len(lines) * self.style.leading + foot

    def split(self, width: float, height: float) -> "list[TextBlock]":
        lines = self.lines(width)
        kept = int((height + _FITS) / self.style.leading)
        kept = min(kept, len(lines) - 2)
        if self.has_notes:
            # The page holds the notes of the lines that stay on it, at the cost of lines.
            frame = self._frame
            while kept >= 2 and kept * self.style.leading + frame.lacking(notes_of(lines[:kept])) > height + _FITS:
                kept -= 1
            if kept < 2 <= len(lines) - 2 and frame._atTop:
                kept = 2
        return self.parts(width, kept) if kept >= 2 else []

    def parts(self, width: float, kept: int) -> "list[TextBlock]":
        """The paragraph as two: its first ``kept`` lines in a frame of ``width`` points, and the rest."""
        key = (width, kept)
        if key not in self._parts:
            lines = self.lines(width)
            first, second = self._part(lines[:kept], width), self._part(lines[kept:], width)
            first.spaceAfter = 0.0
            second.spaceBefore = 0.0
            first.label, second.label = self.label, None
            self._parts[key] = [first, second]
        return self._parts[key]

    def _part(self, lines: list[Line], width: float) -> "TextBlock":
        part = TextBlock((), self.style, element=self.element, indent=self.indent, is_artifact=self.element is None)
        part.spaceBefore, part.spaceAfter = self.spaceBefore, self.spaceAfter
        part.widest = self.widest
        part._lines = {min(width, self.widest) - self.indent: lines}
        part.has_notes = self.has_notes and bool(notes_of(lines))
        return part

    def draw(self) -> None:
        self.draw_in(self.canv, (0.0, len(self.lines(self._width)) * self.style.leading, self._width))
        self._join_notes()

    def _join_notes(self) -> None:
        """The notes are read after the paragraph of their marks, though they stand at the foot of the page."""
        for note in self.page_notes(self._width):
            self.canv.join(note.element)

    def draw_in(self, canvas: TaggedCanvas, place: tuple[float, float, float], *, is_artifact: bool = False) -> None:
        """Draw from ``place`` = (left, top, width) downwards; ``is_artifact``: a repetition, not read again."""
        left, top, width = place
        if self.label:
            sign, label_left, element = self.label
            if isinstance(sign, Sign):
                sign.draw(canvas, left + label_left, top - self.style.face.size)
            else:
                line = set_lines(prepared([sign], self.style), 1e6)[0]._replace(last=element is not self.element)
                owner = None if is_artifact else element
                draw_lines(canvas, [line], self.style.aligned("left"), (left + label_left, top, 1e6), owner)
        owner = None if is_artifact else self.element
        draw_lines(canvas, self.lines(width), self.style, (left + self.indent, top, width - self.indent), owner)


def notes_of(lines: Sequence[Line]) -> list[Note]:
    """The footnotes whose marks stand in these lines."""
    found = [piece.inside.note for line in lines for piece in line.pieces if piece.inside is not None]
    return [note for note in dict.fromkeys(found) if note is not None]


def note_block(note: Note, indent: float) -> TextBlock:
    """A footnote as a paragraph with its mark before it; "" is a general note without one."""
    if not note.mark:
        return TextBlock(note.runs, _NOTE_STYLE, element=note.element, indent=indent)
    room = _MARK_ROOM if len(note.mark) <= 2 else _LONG_MARK_ROOM
    sign, face = raised(note.mark, NOTE.face) if note.mark.isdecimal() else (note.mark, NOTE.face)
    label = (Run(sign, face), indent, note.element)
    return TextBlock(note.runs, _NOTE_STYLE, element=note.element, indent=indent + room, label=label)


_NOTE_STYLE = replace(NOTE, after=0.0)
FOOT_GAP, NOTE_GAP = 16.0, 3.0
"""Points: from the text to the first footnote, with the rule between them, and from one to the next."""
WHOLE_NOTE, LEAST_LINES = 150.0, 3
"""A footnote of at most so many points stands whole on the page of its mark; of a longer one so many lines do."""


def least_foot(notes: Sequence[Note], width: float, indent: float) -> float:
    """Height in points that the notes need where no other notes stand at the foot of the page."""
    heights = [note_block(note, indent).wrap(width, 1e6)[1] for note in notes]
    least = [height if height <= WHOLE_NOTE else LEAST_LINES * NOTE.leading for height in heights]
    return sum(least) + NOTE_GAP * (len(least) - 1) + FOOT_GAP if least else 0.0


def heading_face(level: int) -> Face:
    """The face of a heading of that level."""
    return (H1, H2, H3, H4)[level - 1].face


class Heading(TextBlock):
    """A heading of level 1–4 with its bookmark; its number stands in the label column, or above where too wide.

    ``key`` names the place for links. ``in_contents`` False leaves it out of the table of contents. ``runs`` are drawn
    in place of the text, in the heading's faces.
    """

    keeps_next = True
    _STYLES = (H1, H2, H3, H4)

    def __init__(
        self,
        text: str,
        level: int,
        key: str,
        *,
        label: str = "",
        indent: float = LABEL_COLUMN,
        in_contents: bool = True,
        runs: Sequence[Run] | None = None,
    ) -> None:
        style = self._STYLES[level - 1]
        if len(label) > _LONGEST_LABEL:
            text, label = f"{label} {text}", ""
        drawn = [Run(text, style.face)] if runs is None else runs
        super().__init__(drawn, style, element=Element(f"H{level}"), indent=indent)
        self.text = text
        self.level = level
        self.key = key
        self.label_text = label
        self.in_contents = in_contents
        self._label_runs = prepared([Run(label, LABEL.face)], LABEL)
        self._is_label_above = not indent or any(line.width > LABEL_WIDTH for line in set_lines(self._label_runs, 1e6))
        self._halves: list[TextBlock] = []

    def lines(self, width: float) -> list[Line]:
        """The lines, evened out where the last would be a short word by itself."""
        room = min(width, self.widest) - self.indent
        if room not in self._lines:
            best = set_lines(self.runs, room)
            for share in (0.9, 0.8, 0.7, 0.6):
                if len(best) == 1 or best[-1].width >= _SHORT_LAST_LINE * room:
                    break
                narrower = set_lines(self.runs, room * share)
                best = narrower if len(narrower) == len(best) else best
            self._lines[room] = best
        return self._lines[room]

    @property
    def name(self) -> str:
        """Label and title, for bookmarks and links; a title of unreasonable length is cut there."""
        full = f"{self.label_text} {self.text}".strip()
        return full if len(full) <= _LONGEST_NAME else f"{full[:_LONGEST_NAME]} …"

    def come_after(self, level: int) -> None:
        """Lower the level in tags and bookmarks to at most one below the heading before: levels never skip."""
        self.level = min(self.level, level + 1)
        self.element = Element(f"H{self.level}")

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, super().wrap(width, height)[1] + self._above(width)

    def _label_lines(self, width: float) -> list[Line]:
        if not self.label_text:
            return []
        lines = set_lines(self._label_runs, width - self.indent if self._is_label_above else 1e6)
        # The title follows in the same element: a space must end the label.
        return [line._replace(last=False) for line in lines]

    def _above(self, width: float) -> float:
        return len(self._label_lines(width)) * LABEL.leading if self._is_label_above else 0.0

    def least_height(self, width: float) -> float:
        return min(self.wrap(width, 1e6)[1], LANDSCAPE.frame_height)

    def split(self, width: float, height: float) -> list[TextBlock]:
        """Only a heading higher than any page is broken: whatever was typed there is printed whole."""
        lines = self.lines(width)
        kept = int((height - self._above(width) + _FITS) / self.style.leading)
        if self.wrap(width, height)[1] <= LANDSCAPE.frame_height or not 0 < kept < len(lines):
            return []
        if not self._halves:
            first = copy(self)
            first._lines = dict.fromkeys(self._lines, lines[:kept])
            first.spaceAfter = 0.0
            self._halves = [first, self._part(lines[kept:], width)]
        return self._halves

    def measured(self, canvas: MeasuringCanvas) -> None:
        canvas.headings[self.key] = canvas.getPageNumber()

    def draw(self) -> None:
        canvas, lines = self.canv, self.lines(self._width)
        top = len(lines) * self.style.leading
        above = self._above(self._width)
        canvas.bookmarkHorizontal(self.key, 0, top + above + 6)
        canvas.addOutlineEntry(self.name, self.key, self.level - 1 + canvas.papers_above, closed=self.level > 1)
        label = self._label_lines(self._width)
        if label:
            # On the baseline of the title's first line, which is set in a larger size; or above it.
            label_top = top + above if self._is_label_above else top - self.style.face.size + LABEL.face.size
            left = self.indent if self._is_label_above else 0.0
            draw_lines(canvas, label, LABEL, (left, label_top, 1e6), self.element)
        draw_lines(canvas, lines, self.style, (self.indent, top, self._width - self.indent), self.element)
        self._join_notes()


class Room(CondPageBreak):
    """A new page unless the flowables that follow can begin here: a heading, and the first rows of its table."""

    # For the frame it is not there: the space before a heading still overlaps that after the paragraph above.
    _ZEROSIZE = True
    _SPACETRANSFER = True

    def __init__(self, following: Sequence[PaperFlowable]) -> None:
        super().__init__(0)
        self._following = following

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        *before, last = self._following
        previous = before[-1].getSpaceAfter() if before else 0.0
        least = max(previous, last.getSpaceBefore()) + last.least_height(width)
        self.height = height_of(before, width) + least - _FITS
        frame = self._doctemplateAttr("frame")
        if frame is not None and frame._atTop:
            return 0, 0
        if height < 0:
            # The space after what stands above has filled the page: the frame refuses this and begins a new one by
            # itself. A break of its own would leave that one empty.
            return 0, 0
        wrapped: tuple[float, float] = super().wrap(width, height)
        return wrapped


def height_of(story: Sequence[PaperFlowable], width: float) -> float:
    """Height in points of flowables under each other in a frame; space between two is the larger of theirs."""
    total, previous = 0.0, 0.0
    for flowable in story:
        total += max(previous, flowable.getSpaceBefore()) + flowable.wrap(width, 1e6)[1]
        previous = flowable.getSpaceAfter()
    return total


def with_room(story: Sequence[Flowable]) -> list[Flowable]:
    """The story with a ``Room`` before every heading, so that none stands alone at the foot of a page."""
    for before, after in pairwise(story):
        if getattr(after, "keeps_previous", False) and isinstance(before, TextBlock):
            before.keeps_next = True
    result: list[Flowable] = []
    place = 0
    while place < len(story):
        end = place
        while end < len(story) and getattr(story[end], "keeps_next", False):
            end += 1
        if end > place:
            result.append(Room([item for item in story[place : end + 1] if isinstance(item, PaperFlowable)]))
        result += story[place : end + 1]
        place = end + 1
    return result


class Gap(PaperFlowable):
    """White space of a height in points; nothing at the top of a page."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, min(self.height, max(height, 0.0))

    def draw(self) -> None:
        """Nothing to see."""


class PutBack(ActionFlowable):
    """First in what ``split`` returns: lets the rest be placed, and split again, as if it stood in the story."""

    def apply(self, template: object) -> None:
        """Nothing to do."""


def unless_higher_than_a_page(flowable: PaperFlowable, blocks: Sequence[TextBlock], width: float) -> list[Flowable]:
    """What ``split`` answers for a thing that is never broken: nothing, or its paragraphs if no page can hold it."""
    if flowable.wrap(width, 1e6)[1] <= LANDSCAPE.frame_height:
        return []
    return [PutBack(), *blocks]
