"""A money table as bars, this year's over the year before, with its words as text alternative."""

from __future__ import annotations

from reportlab.platypus import Flowable

from scn_desktop.models.blocks import Block
from scn_desktop.models.budget_bars import Bar, Bars
from scn_desktop.models.plan import Section
from scn_desktop.models.table_numbers import bars_in
from scn_desktop.reports.flowables import PaperFlowable, TextBlock
from scn_desktop.reports.printing import Printing
from scn_desktop.reports.tagging import Element, TaggedCanvas
from scn_desktop.reports.theme import (
    CELL,
    CELL_BOLD,
    INK,
    NOTE,
    RULE,
    TABLE_TITLE,
    Face,
    PageFormat,
    characters,
    text_width,
)
from scn_desktop.reports.typeset import Run, is_seen

_AROUND, _CAPTION_GAP = 12.0, 6.0
_LEGEND, _ROW = 22.0, 40.0
_STRIP, _GAP = 7.0, 2.0
_STAND_IN = "?"
_LEAST = 2.0
"""Points that an amount which isn't zero is seen by."""


def chart(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The bars of the table that the block shows; nothing where it has none, or too few amounts to compare."""
    bars = bars_in(block)
    if bars is None:
        return []
    title = block.title if is_seen(block.title) else bars.title
    described = block.alternative if is_seen(block.alternative) else bars.words
    caption = printing.figure_title(" ".join(title.split()))
    return [BarChart(bars, " ".join(described.split()), caption, printing.layout, printing.indent)]


class BarChart(PaperFlowable):
    """Bars in the text column over their caption; never broken over pages."""

    def __init__(self, bars: Bars, alternative: str, caption: str, layout: PageFormat, indent: float) -> None:
        super().__init__()
        self._bars = bars
        self._left = indent
        self._frame_width = layout.frame_width
        self._width = layout.frame_width - indent
        style = TABLE_TITLE
        self._caption = TextBlock([Run(caption, style.face)], style, element=Element("P"), indent=indent)
        self._caption_height = self._caption.wrap(layout.frame_width, 1e6)[1] + _CAPTION_GAP
        self._height = _LEGEND + _ROW * len(bars.bars)
        self._element = Element("Figure", alternative=alternative)
        self.spaceBefore = self.spaceAfter = _AROUND

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self._frame_width, self._height + self._caption_height

    def draw(self) -> None:
        canvas, bottom = self.canv, self._caption_height
        if self.bookmark:
            canvas.bookmarkHorizontal(self.bookmark, 0, bottom + self._height + 6)
        left, low = canvas.absolutePosition(self._left, bottom)
        right, high = left + self._width, low + self._height
        box = f"[{left:.2f} {low:.2f} {right:.2f} {high:.2f}]"
        self._element.attributes = {"O": "/Layout", "Placement": "/Block", "BBox": box}
        canvas.saveState()
        with canvas.content(self._element):
            self._draw_legend(canvas, bottom + self._height)
            most = max(max(bar.later, bar.earlier or 0) for bar in self._bars.bars)
            for place, bar in enumerate(self._bars.bars):
                self._draw_bar(canvas, bar, bottom + self._height - _LEGEND - _ROW * place, most)
        canvas.restoreState()
        self._caption.draw_in(canvas, (0.0, bottom - _CAPTION_GAP, self._frame_width))

    def _draw_legend(self, canvas: TaggedCanvas, top: float) -> None:
        place = self._left
        for year, is_later in zip(self._bars.years, (True, False), strict=False):
            self._strip(canvas, place, top - 11, 9.0, is_later=is_later)
            place = self._write(canvas, year, place + 13, top - 10, NOTE.face) + 14
        unit = self._bars.unit
        self._write(canvas, unit, self._left + self._width - text_width(unit, NOTE.face), top - 10, NOTE.face)

    def _draw_bar(self, canvas: TaggedCanvas, bar: Bar, top: float, most: int) -> None:
        amount_width = text_width(bar.text, CELL_BOLD.face)
        room = self._width - amount_width - 10
        label = drawable(bar.label, CELL.face)
        while text_width(label, CELL.face) > room and len(label) > 1:
            label = label[:-2].rstrip() + "…"
        self._write(canvas, label, self._left, top - 11, CELL.face)
        self._write(canvas, bar.text, self._left + self._width - amount_width, top - 11, CELL_BOLD.face)
        for amount, is_later, below in ((bar.later, True, 15.0), (bar.earlier, False, 15.0 + _STRIP + _GAP)):
            if amount:
                width = max(_LEAST, self._width * amount / most)
                self._strip(canvas, self._left, top - below - _STRIP, width, is_later=is_later)

    def _strip(self, canvas: TaggedCanvas, left: float, bottom: float, width: float, *, is_later: bool) -> None:
        """The later year filled, the earlier only framed, so that they are told apart without colour."""
        canvas.setFillColor(INK)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.75)
        canvas.rect(left, bottom, width, _STRIP, stroke=0 if is_later else 1, fill=1 if is_later else 0)

    @staticmethod
    def _write(canvas: TaggedCanvas, words: str, left: float, baseline: float, face: Face) -> float:
        """Draw a line of words; where it ends."""
        canvas.setFillColor(INK)
        canvas.setFont(face.font, face.size)
        canvas.drawString(left, baseline, words)
        return left + text_width(words, face)


def drawable(text: str, face: Face) -> str:
    """The text with a stand-in for what the font lacks: an empty glyph is not allowed in an archived paper."""
    known = characters(face.font)
    return "".join(character if ord(character) in known else _STAND_IN for character in " ".join(text.split()))
