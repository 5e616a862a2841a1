"""The template of every paper: page formats, running lines, marks, contents, and the two passes that make it.

A report module gives a ``Paper`` and a story; it never touches a canvas.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Any
from uuid import uuid4

from reportlab.platypus import BaseDocTemplate, Flowable, PageBreakIfNotEmpty, PageTemplate

from scn_desktop.errors import ReportError
from scn_desktop.reports.flowables import Heading, PaperFlowable, Room, with_room
from scn_desktop.reports.page_foot import LastNotes, PageFoot, PaperFrame
from scn_desktop.reports.pen import draw_lines
from scn_desktop.reports.tagging import Element, MeasuringCanvas, Metadata, TaggedCanvas
from scn_desktop.reports.theme import (
    ACCENT,
    BOX,
    CONTENTS,
    CONTENTS_CHAPTER,
    GREY,
    INK,
    LABEL,
    LABEL_COLUMN,
    LANDSCAPE,
    PORTRAIT,
    RULE,
    RUNNING,
    Colour,
    PageFormat,
    TextStyle,
    text_width,
)
from scn_desktop.reports.typeset import Line, Run, prepared, set_lines

_BOX_PADDING = 7.0
_LEAST_GAP = 12.0
_LONGEST_LINE = 400
"""Letters of a title in the table of contents; the heading itself is always whole."""


@dataclass(frozen=True)
class Paper:
    """What stands in the running lines of every page, and what the file says about itself.

    ``mark``: boxed in the header, e.g. "UTKAST 2026-11-20" or "SEKRETESS"; "" for a decided, public paper.
    ``decision``: for a decided paper, "§ 112, 2026-12-16", in the header in the mark's place, not boxed.
    """

    title: str
    sender: str
    registry_number: str
    metadata: Metadata
    mark: str = ""
    decision: str = ""
    first_format: PageFormat = PORTRAIT
    has_cover: bool = False
    accent: Colour = ACCENT


class _Template(BaseDocTemplate):
    """One pass over a story."""

    def __init__(self, target: object, paper: Paper, *, has_late_cover: bool) -> None:
        super().__init__(target, pagesize=(paper.first_format.width, paper.first_format.height))
        self.paper = paper
        self.footer_title = paper.title
        self.foot = foot = PageFoot()
        cover = _page_template(_COVER, PORTRAIT, foot, running=False)
        templates = [cover] if paper.has_cover else []
        formats = [paper.first_format, *(one for one in (PORTRAIT, LANDSCAPE) if one is not paper.first_format)]
        templates += [_page_template(one.name, one, foot, running=True) for one in formats]
        self.addPageTemplates([*templates, cover] if has_late_cover and not paper.has_cover else templates)
        self._edits: list[tuple[Any, ...]] = []
        self._multiBuildEdits = self._edits.append

    def undo_edits(self) -> None:
        """Take back the marks that reportlab put on the flowables, so that the next pass meets them as this one did."""
        for action, *arguments in self._edits:
            if action is not delattr or hasattr(arguments[0], str(arguments[1])):
                action(*arguments)


_COVER = "cover"


def next_paper(paper: Paper, name: str, key: str) -> list[Flowable]:
    """Begin another paper of the same file on a page of its own, when the notes of the one before are placed.

    ``name`` is its bookmark's.
    """
    template = _COVER if paper.has_cover else paper.first_format.name
    return [LastNotes(), PageBreakIfNotEmpty(template), NextPaper(paper, name, key)]


def _page_template(name: str, layout: PageFormat, foot: PageFoot, *, running: bool) -> PageTemplate:
    bottom = layout.height - layout.top - layout.frame_height
    note_indent = LABEL_COLUMN if layout is PORTRAIT else 0.0
    frame = PaperFrame((layout.left, bottom), (layout.frame_width, layout.frame_height), foot, note_indent, name)

    def end(canvas: TaggedCanvas | MeasuringCanvas, template: _Template) -> None:
        if isinstance(canvas, TaggedCanvas):
            foot.draw(canvas, (layout.left, bottom), layout.frame_width, note_indent)
            if running:
                _draw_running_lines(canvas, template, layout)

    return PageTemplate(id=name, frames=[frame], pagesize=(layout.width, layout.height), onPageEnd=end)


def _draw_running_lines(canvas: TaggedCanvas, template: _Template, layout: PageFormat) -> None:
    paper = template.paper
    header, footer = layout.height - layout.header, layout.footer
    number = f"Sida {canvas.getPageNumber()} ({canvas.page_total})"
    number_left = _draw_running(canvas, number, layout, footer, layout.frame_width, align="right")
    _draw_running(canvas, template.footer_title, layout, footer, number_left - _LEAST_GAP)
    registry_left = _draw_running(canvas, paper.registry_number, layout, header, layout.frame_width / 2, align="right")
    mark = paper.mark or paper.decision
    mark_width = text_width(mark, BOX.face) + 2 * _BOX_PADDING if mark else 0.0
    room = registry_left - mark_width - 2 * _LEAST_GAP
    sender_right = _draw_running(canvas, paper.sender, layout, header, room)
    if mark:
        centre = layout.left + (sender_right + registry_left) / 2
        _draw_mark(canvas, mark, centre, header, is_boxed=bool(paper.mark))


def _draw_running(
    canvas: TaggedCanvas, text: str, layout: PageFormat, baseline: float, room: float, *, align: str = "left"
) -> float:
    """Draw a running text within ``room`` points; where it ends (or begins, if at the right), from the frame's left.

    One too long for a line grows upwards in the header and footer alike, away from the paper's edge in the footer.
    """
    lines = set_lines(prepared([Run(text, RUNNING.face)], RUNNING), room)
    top = baseline + RUNNING.face.size + (len(lines) - 1) * RUNNING.leading
    style = RUNNING.aligned(align)
    draw_lines(canvas, lines, style, (layout.left, top, layout.frame_width), None, artifact="Pagination")
    width = max(line.width for line in lines)
    return width if align == "left" else layout.frame_width - width


def _draw_mark(canvas: TaggedCanvas, text: str, centre: float, baseline: float, *, is_boxed: bool) -> None:
    """The draft's or secrecy's mark in its box, or the decision without one."""
    style = BOX if is_boxed else RUNNING
    lines = set_lines(prepared([Run(text, style.face)], style), 1e6)
    width = lines[0].width
    if is_boxed:
        with canvas.artifact(kind="Pagination"):
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.8)
            canvas.rect(centre - width / 2 - _BOX_PADDING, baseline - 5.2, width + 2 * _BOX_PADDING, 17)
    place = (centre - width / 2, baseline + style.face.size, width)
    draw_lines(canvas, lines, style, place, None, artifact="Pagination")


class NextPaper(PaperFlowable):
    """From this page on, another paper of the same file: its running lines, and its bookmark over those that follow."""

    _ZEROSIZE = True
    _SPACETRANSFER = True

    def __init__(self, paper: Paper, name: str, key: str) -> None:
        super().__init__()
        self.paper = paper
        self._name, self._key = name, key

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        canvas, template = self.canv, self.canv._doctemplate
        template.paper, template.footer_title = self.paper, self.paper.title
        canvas.bookmarkHorizontal(self._key, 0, 0)
        canvas.addOutlineEntry(self._name, self._key, 0)
        canvas.papers_above = 1


class FooterTitle(PaperFlowable):
    """Changes what the footer says from this page on, e.g. "Bilaga 4. Internkontrollplan 2027"."""

    _ZEROSIZE = True
    _SPACETRANSFER = True

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv._doctemplate.footer_title = self._title


def new_page(layout: PageFormat) -> list[Flowable]:
    """Go on at the top of a new page of this format; where a page is just begun, that one is used."""
    return [PageBreakIfNotEmpty(layout.name)]


@dataclass
class Contents:
    """Where the table of contents goes in a story; ``build`` fills it with the story's headings."""

    title: str = "Innehåll"
    deepest: int = 2
    key: str = "innehall"


def build(paper: Paper, story: Sequence[Flowable | Contents], target: Path) -> Path:
    """Write the paper to ``target``, by way of a file beside it. Raises ReportError when it can't be written there."""
    flowables = [*with_room(_with_contents(story)), LastNotes()]
    has_late_cover = any(isinstance(item, NextPaper) and item.paper.has_cover for item in story)
    measuring = _Template(None, paper, has_late_cover=has_late_cover)
    canvases: list[MeasuringCanvas] = []

    def measuring_canvas(filename: object, **options: object) -> MeasuringCanvas:
        canvases.append(MeasuringCanvas(filename, **options))
        return canvases[-1]

    measuring.build(list(flowables), canvasmaker=measuring_canvas)
    measuring.undo_edits()
    total = len(canvases[0]._doc.Pages.pages)

    def tagged_canvas(filename: object, **options: object) -> TaggedCanvas:
        return TaggedCanvas(
            filename,
            metadata=paper.metadata,
            headings=canvases[0].headings,
            page_total=total,
            accent=paper.accent,
            **options,
        )

    beside = target.with_name(f".{target.name}.{uuid4().hex[:8]}.part")
    try:
        with beside.open("xb") as stream:
            _Template(stream, paper, has_late_cover=has_late_cover).build(list(flowables), canvasmaker=tagged_canvas)
        beside.replace(target)
    except OSError as error:
        raise ReportError(
            f"Det går inte att skriva {target.name} i {target.parent}. Filen kan vara öppen i ett annat program, mappen"
            " skrivskyddad eller disken full. Ingenting har ändrats. Stäng filen eller välj en annan mapp."
        ) from error
    finally:
        beside.unlink(missing_ok=True)
    return target


def _with_contents(story: Sequence[Flowable | Contents]) -> list[Flowable]:
    """The story with its contents filled in; each of several papers has its own."""
    begins = [place for place, item in enumerate(story) if isinstance(item, NextPaper)]
    places = [0, *begins, len(story)]
    return [item for start, end in pairwise(places) for item in _with_own_contents(story[start:end])]


def _with_own_contents(story: Sequence[Flowable | Contents]) -> list[Flowable]:
    level = 0
    for heading in (item for item in story if isinstance(item, Heading)):
        heading.come_after(level)
        level = heading.level
    headings = [item for item in story if isinstance(item, Heading) and item.in_contents]
    result: list[Flowable] = []
    for item in story:
        if isinstance(item, Contents):
            result.append(Heading(item.title, 1, item.key, in_contents=False))
            result += _contents_lines([heading for heading in headings if heading.level <= item.deepest])
        else:
            result.append(item)
    return result


def _contents_lines(headings: Iterable[Heading]) -> list[Flowable]:
    root = Element("TOC")
    lines = [ContentsLine(heading, root) for heading in headings]
    result: list[Flowable] = []
    for place, line in enumerate(lines):
        if line.is_chapter:
            # A chapter does not end a page of contents while its sections begin the next.
            result.append(Room(lines[place : place + 2]))
        result.append(line)
    return result


class ContentsLine(PaperFlowable):
    """One line of the table of contents: label, title, leader, page number; all of it a link."""

    _NUMBER_ROOM = 30.0

    def __init__(self, heading: Heading, root: Element) -> None:
        super().__init__()
        self._heading = heading
        self.is_chapter = heading.level == 1
        self._style: TextStyle = CONTENTS_CHAPTER if self.is_chapter else CONTENTS
        title = heading.text if len(heading.text) <= _LONGEST_LINE else f"{heading.text[:_LONGEST_LINE]} …"
        self._runs = prepared([Run(title, self._style.face)], self._style)
        self._label = prepared([Run(heading.label_text, LABEL.face if self.is_chapter else CONTENTS.face)], LABEL)
        self._item = Element("TOCI", root)
        self.spaceBefore = 10.0 if self.is_chapter else 2.0
        self.spaceAfter = 2.0
        self._width = 0.0

    def _lines(self, width: float) -> tuple[list[Line], list[Line]]:
        label = set_lines(self._label, LABEL_COLUMN - 6) if self._heading.label_text else []
        return label, set_lines(self._runs, width - LABEL_COLUMN - self._NUMBER_ROOM)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._width = width
        return width, max(len(part) for part in self._lines(width)) * self._style.leading

    def draw(self) -> None:
        canvas, style = self.canv, self._style
        label, title = self._lines(self._width)
        top = max(len(label), len(title)) * style.leading
        bottom = top - len(title) * style.leading
        number = str(canvas.headings[self._heading.key])
        reference = Element("Reference", self._item)
        link = Element("Link", reference)
        if label:
            draw_lines(
                canvas,
                [line._replace(last=False) for line in label],
                self._label_style(),
                (0, top - self._drop(), 1e6),
                link,
            )
        lines = [*title[:-1], title[-1]._replace(last=False)]
        draw_lines(canvas, lines, style, (LABEL_COLUMN, top, 1e6), link)
        baseline = top - style.face.size - (len(title) - 1) * style.leading
        number_width = text_width(number, style.face)
        self._draw_leader(LABEL_COLUMN + title[-1].width + 6, self._width - max(number_width, 11.0) - 5, baseline)
        number_lines = set_lines([Run(number, style.face)], 1e6)
        draw_lines(canvas, number_lines, style.aligned("right"), (0, baseline + style.face.size, self._width), link)
        full = f"{self._heading.name}, sida {number}"
        canvas.link(link, self._heading.key, full, (0, bottom, self._width, top))

    def _label_style(self) -> TextStyle:
        return LABEL if self.is_chapter else CONTENTS

    def _drop(self) -> float:
        """How far the label's smaller letters stand below the title's, for one baseline."""
        return self._style.face.size - LABEL.face.size

    def _draw_leader(self, left: float, right: float, baseline: float) -> None:
        canvas = self.canv
        if right - left < 8:
            return
        with canvas.artifact():
            canvas.setStrokeColor(RULE if not self.is_chapter else GREY)
            canvas.setLineWidth(0.8)
            canvas.setLineCap(1)
            canvas.setDash(0, 4)
            # Dots of all lines stand under each other when counted from the right edge.
            right = self._width - 4 * ceil((self._width - right) / 4)
            canvas.line(right - int((right - left) / 4) * 4, baseline, right, baseline)
            canvas.setDash()


def metadata(title: str, author: str, subject: str, moment: date | datetime) -> Metadata:
    """What the file says about itself; a date without time becomes its midnight."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)
    return Metadata(title, author, subject, moment.replace(microsecond=0))
