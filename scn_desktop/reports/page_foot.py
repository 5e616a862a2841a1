"""Footnotes at the foot of the page where their marks stand.

A frame gives up room at its bottom for the notes of what is placed in it. A note that is long, or that no page has
room for beside its mark, goes on at the foot of the next page. No note is lost and none lies over the text.
"""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Frame
from reportlab.platypus.doctemplate import ActionFlowable, BaseDocTemplate

from scn_desktop.reports.flowables import (
    FOOT_GAP,
    LEAST_LINES,
    NOTE_GAP,
    WHOLE_NOTE,
    Heading,
    PaperFlowable,
    TextBlock,
    note_block,
)
from scn_desktop.reports.inline import Note
from scn_desktop.reports.tagging import TaggedCanvas
from scn_desktop.reports.theme import INK, NOTE

_RULE_LENGTH, _RULE_WEIGHT, _RULE_ABOVE = 40 * mm, 0.5, 7.0
_CARRIED_SHARE = 0.5
"""Of a page that notes from the page before may take."""


class PageFoot:
    """The notes of the page that is being filled, in points of a frame ``width``, and those that wait for the next."""

    def __init__(self) -> None:
        self.height = 0.0
        self.waiting: list[TextBlock] = []
        self._blocks: list[TextBlock] = []
        self._begun: list[TextBlock] = []

    def begin(self, width: float, room: float) -> None:
        """A new page: what waits is placed first, in at most ``room`` points."""
        self._begun, self.waiting = self.waiting, []
        self._blocks, self.height = [], 0.0
        self._place(self._begun, width, room, least=0)

    def put_off(self) -> bool:
        """Let what came from the page before wait once more, for what needs all of the page; False if nothing came."""
        if not self._begun:
            return False
        self._blocks, self.height = [], 0.0
        self._begun, self.waiting = [], self._begun
        return True

    def lacking(self, blocks: Sequence[TextBlock], width: float) -> float:
        """The least height in points that these notes would add."""
        return sum(_least(block, width) for block in blocks) + self._gaps(len(blocks))

    def take(self, blocks: Sequence[TextBlock], width: float, room: float, *, must: bool) -> bool:
        """Place notes, or what ``room`` points hold of long ones. ``must``: whatever does not fit waits."""
        if self.lacking(blocks, width) > room and not must:
            return False
        self._place(blocks, width, room, least=0 if must else LEAST_LINES)
        return True

    def draw(self, canvas: TaggedCanvas, place: tuple[float, float], width: float, indent: float) -> None:
        """Draw the page's notes upon ``place`` = (left, bottom), under a short rule that begins at ``indent``."""
        if not self._blocks:
            return
        left, top = place[0], place[1] + self.height - FOOT_GAP
        with canvas.artifact():
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(_RULE_WEIGHT)
            start = left + indent
            canvas.line(start, top + _RULE_ABOVE, start + _RULE_LENGTH, top + _RULE_ABOVE)
        for block in self._blocks:
            block.draw_in(canvas, (left, top, width))
            top -= block.wrap(width, 1e6)[1] + NOTE_GAP

    def _gaps(self, count: int) -> float:
        return count * NOTE_GAP + (0.0 if self._blocks else FOOT_GAP - NOTE_GAP) if count else 0.0

    def _place(self, blocks: Sequence[TextBlock], width: float, room: float, *, least: int) -> None:
        """Each note as far as there is room while those after it keep their least; with ``least`` 0 they have none."""
        needed = self.lacking(blocks, width) if least else 0.0
        for block in blocks:
            gap = self._gaps(1)
            needed -= gap + _least(block, width) if least else 0.0
            count = len(block.lines(width))
            kept = min(int((room - needed - gap) / NOTE.leading + 0.01), count)
            if kept < 1 or (self.waiting and not least):
                self.waiting.append(block)
                continue
            if kept < count:
                block, rest = block.parts(width, kept)
                self.waiting.append(rest)
            self._blocks.append(block)
            self.height += gap + kept * NOTE.leading
            room -= gap + kept * NOTE.leading


def _least(block: TextBlock, width: float) -> float:
    height: float = block.wrap(width, 1e6)[1]
    return height if height <= WHOLE_NOTE else LEAST_LINES * NOTE.leading


class PaperFrame(Frame):
    """A page's frame, with room for footnotes at its bottom. ``note_indent``: where they begin, in points."""

    def __init__(
        self, place: tuple[float, float], size: tuple[float, float], foot: PageFoot, note_indent: float, name: str
    ) -> None:
        self.foot = foot
        self.note_indent = note_indent
        super().__init__(*place, *size, 0, 0, 0, 0, id=name)
        self._oASpace = 1

    def _reset(self) -> None:
        super()._reset()
        self._geom()
        self.foot.begin(self._aW, _CARRIED_SHARE * self._aH)
        self._y1p += self.foot.height

    def lacking(self, notes: Sequence[Note]) -> float:
        """The least height in points that the page must give up for these notes."""
        return self.foot.lacking(self._blocks(notes), self._aW)

    def _blocks(self, notes: Sequence[Note]) -> list[TextBlock]:
        return [note_block(note, self.note_indent) for note in notes]

    def _add(self, flowable: object, canv: object, trySplit: int = 0) -> int:
        notes = flowable.page_notes(self._aW) if isinstance(flowable, PaperFlowable) else ()
        if notes and isinstance(flowable, PaperFlowable):
            return self._add_with_notes(flowable, notes, canv, trySplit)
        placed: int = super()._add(flowable, canv, trySplit)
        if not placed and self._atTop and _is_whole(flowable) and self.foot.put_off():
            self._geom()
            placed = super()._add(flowable, canv, trySplit)
        return placed

    add = _add

    def _add_with_notes(self, flowable: PaperFlowable, notes: Sequence[Note], canv: object, trySplit: int) -> int:
        before = 0.0 if self._atTop else max(flowable.getSpaceBefore() - self._prevASpace, 0.0)
        height: float = flowable.wrap(self._aW, 1e6)[1]
        if height > self._y - self._y1p and self._atTop and _is_whole(flowable) and self.foot.put_off():
            self._geom()
        room = self._y - self._y1p - before - height
        if room < 0 or not self.foot.take(self._blocks(notes), self._aW, room, must=bool(self._atTop)):
            return 0
        self._geom()
        self._y1p += self.foot.height
        placed: int = super()._add(flowable, canv, trySplit)
        return placed


def _is_whole(flowable: object) -> bool:
    """Whether it may need all of a page: a paragraph never does."""
    return isinstance(flowable, Heading) or not isinstance(flowable, TextBlock)


class LastNotes(ActionFlowable):
    """Last in a story: notes that still wait get pages of their own."""

    def apply(self, template: BaseDocTemplate) -> None:
        """End pages until nothing waits."""
        while template.foot.waiting:
            template._curPageFlowableCount = 1
            template.handle_pageBreak()
            template.clean_hanging()
