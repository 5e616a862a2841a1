"""Tables that break over pages: title and head repeated, no line lost, one Table in the tags."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace

from reportlab.lib.units import mm
from reportlab.platypus.doctemplate import FrameBreak
from reportlab.platypus.flowables import Flowable

from scn_desktop.reports.cells import Column, Row, Rule
from scn_desktop.reports.flowables import PaperFlowable, PutBack, TextBlock, note_block
from scn_desktop.reports.inline import Note
from scn_desktop.reports.row_spans import open_spans, place_rows
from scn_desktop.reports.tagging import Element, TaggedCanvas
from scn_desktop.reports.theme import INK, LONG_MARK_WIDTH, MARK_WIDTH, NOTE, PORTRAIT, RULE, TABLE_TITLE, PageFormat
from scn_desktop.reports.typeset import Run

THIN = Rule(0.35, RULE)
NO_RULE = Rule(0.0, RULE)
SUM_RULE = Rule(0.75, INK)
_TOP, _UNDER_HEAD, _END = Rule(1.0, INK), Rule(0.5, INK), Rule(0.75, INK)

_KEPT_WHOLE = 75 * mm
_LEAST = 60.0
_HIGH_ROW = 0.4
_WORTH_MOVING = 3
"""Rows that go to the next page for a break at the end of a group, not inside it."""
_HEAD_SHARE = 0.5
_NOTES_SHARE = 0.3
_NOTES_GAP = 9.0
_FITS = 0.05


@dataclass(frozen=True)
class TableNote:
    """A line under the table. ``mark`` "" is a general note, printed after the last row."""

    mark: str
    block: TextBlock
    identifier: str


def note(mark: str, runs: Sequence[Run], identifier: str) -> TableNote:
    """A note; ``identifier`` must be unique in the paper, in ASCII letters and digits."""
    return _table_note(Note(mark, runs, identifier))


def _table_note(note: Note) -> TableNote:
    return TableNote(note.mark, note_block(note, 0.0), note.element.identifier)


def _in_order(one: TableNote) -> tuple[int, int]:
    """Figures first, by number, then letters, then general notes; equal ones as they came."""
    return (0, int(one.mark)) if one.mark.isdecimal() else (1 if one.mark else 2, 0)


class _Shared:
    """What the parts of one table have in common."""

    def __init__(self, title: str, columns: Sequence[Column], layout: PageFormat) -> None:
        self.columns = columns
        self.layout = layout
        self.width = sum(column.width for column in columns) * mm
        self.element = Element("Table")
        self.is_head_drawn = False
        style = replace(TABLE_TITLE, before=0.0, after=0.0)
        self.title: TextBlock | None = None
        self.title_again: TextBlock | None = None
        if title:
            self.title = TextBlock([Run(title, style.face)], style, element=Element("Caption", self.element))
            plain = replace(style.face, font="SourceSans3-Regular")
            self.title_again = TextBlock([Run(f"{title},", style.face), Run(" forts.", plain)], style, is_artifact=True)


class Table(PaperFlowable):
    """A table of the paper's whole width, or one part of it after a page break."""

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        heads: Sequence[Row],
        rows: Sequence[Row],
        *,
        notes: Sequence[TableNote] = (),
        layout: PageFormat = PORTRAIT,
        group_rules: Sequence[tuple[int, int]] = (),
    ) -> None:
        """``group_rules``: first and last column of each heading that stands over several."""
        super().__init__()
        self._shared = _Shared(title, columns, layout)
        self._heads = list(heads)
        self._rows = list(rows)
        self._notes = list(notes)
        self._group_rules = group_rules
        self._is_continued = False
        self._goes_on = False
        self._parts: dict[float, list[Flowable]] = {}
        self._body: float | None = None
        self.spaceBefore, self.spaceAfter = TABLE_TITLE.before, 14.0
        taken: list[int] = []
        if any(len(cell.mark) > 1 for row in self._rows for cell in row.cells):
            columns = [replace(column, mark=column.mark + LONG_MARK_WIDTH - MARK_WIDTH) for column in columns]
        for row in self._heads:
            row.place(columns, taken)
            taken = [number for number in range(len(columns)) if _held_below(row, columns, number)]
        place_rows(self._rows, columns, _HIGH_ROW * layout.frame_height)
        for row in [*self._heads, *self._rows]:
            row.element.parent = self._shared.element
        found = dict.fromkeys(note for row in self._rows for note in row.notes)
        if found:
            self._notes = sorted([*map(_table_note, found), *self._notes], key=_in_order)
        self._head_heights = _head_heights(self._heads)

    # Sizes ---------------------------------------------------------------------------------------------------------

    def _title(self) -> TextBlock | None:
        return self._shared.title_again if self._is_continued else self._shared.title

    def _fixed(self) -> float:
        """Height of what every part begins with."""
        title = self._title()
        title_height = title.wrap(self._shared.width, 1e6)[1] + TABLE_TITLE.after if title else 0.0
        return title_height + sum(self._head_heights)

    def _rows_height(self) -> float:
        # Asked for several times of each part, and a part may hold thousands of rows that are to be split off.
        if self._body is None:
            self._body = sum(row.height for row in self._rows)
        return self._body

    def _notes_for(self, rows: Sequence[Row], *, is_last: bool) -> list[TableNote]:
        if not self._notes:
            return []
        marks = {mark for row in rows for mark in row.marks}
        every = {mark for row in self._rows for mark in row.marks}
        return [
            one
            for one in self._notes
            if one.mark in marks or (is_last and (not one.mark or (one.mark not in every and not self._is_continued)))
        ]

    def _notes_height(self, notes: Sequence[TableNote]) -> float:
        heights = sum(one.block.wrap(self._shared.width, 1e6)[1] + NOTE.after for one in notes)
        return heights + _NOTES_GAP if notes else 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        notes = self._notes_for(self._rows, is_last=not self._goes_on)
        total = self._fixed() + self._rows_height() + self._notes_height(notes)
        return self._shared.width, total

    def least_height(self, width: float) -> float:
        total = self.wrap(width, 1e6)[1]
        if total <= _KEPT_WHOLE or not self._rows:
            return total
        if self._rows[0].height > _HIGH_ROW * self._shared.layout.frame_height:
            return self._fixed() + _LEAST
        used = 0.0
        for place, row in enumerate(self._rows):
            used += row.height
            if self._may_break(place + 1, used):
                return (
                    self._fixed() + used + self._notes_height(self._notes_for(self._rows[: place + 1], is_last=False))
                )
        return total

    def _may_break(self, place: int, used: float) -> bool:
        """Whether a page may end before row ``place``, ``used`` points down the rows."""
        rows = self._rows
        if place >= len(rows) or rows[place].is_glued:
            return False
        return (place >= 2 or used >= _LEAST) and (len(rows) - place >= 2 or rows[-1].height >= _LEAST)

    # Breaking ------------------------------------------------------------------------------------------------------

    def split(self, width: float, height: float) -> list[Flowable]:
        key = round(height, 3)
        if key not in self._parts:
            self._parts[key] = self._split(height)
        return self._parts[key]

    def _split(self, height: float) -> list[Flowable]:
        frame = self._shared.layout.frame_height
        is_at_top = height >= frame - 1.0
        if not is_at_top and self.wrap(0, 0)[1] <= _KEPT_WHOLE:
            return []
        if self._fixed() > _HEAD_SHARE * frame:
            return self._without_head()
        room = height - self._fixed()
        place, fitting = self._best_break(room, may_break_anywhere=False)
        if fitting < len(self._rows) and self._rows[fitting].height > _HIGH_ROW * frame:
            parts = self._inside_row(fitting, room)
            if parts:
                return parts
        if not place and is_at_top:
            place = self._best_break(room, may_break_anywhere=True)[0]
            if not place:
                return self._inside_row(0, room, least=0.0) or self._without_head()
        if not place:
            return []
        return self._as_two(self._rows[:place], self._rows[place:])

    def _best_break(self, room: float, *, may_break_anywhere: bool) -> tuple[int, int]:
        """The row that a page had best end before (0: none), and the first row that does not fit at all."""
        used, last, best = 0.0, 0, 0
        for place, row in enumerate(self._rows):
            is_final = place == len(self._rows) - 1
            notes = self._notes_for(self._rows[: place + 1], is_last=is_final) if self._notes else []
            if used + row.height + self._notes_height(notes) > room + _FITS:
                return (best if best and last - best <= _WORTH_MOVING else last), place
            used += row.height
            if not is_final and (may_break_anywhere or self._may_break(place + 1, used)):
                last = place + 1
                if self._rows[last].before or row.rule is SUM_RULE:
                    best = last
        return (best if best and last - best <= _WORTH_MOVING else last), len(self._rows)

    def _inside_row(self, place: int, room: float, least: float = _LEAST) -> list[Flowable]:
        """The table broken inside one high row; nothing if too little of the row would stand before the break."""
        before = self._rows[:place]
        left = room - sum(row.height for row in before)
        left -= self._notes_height(self._notes_for(self._rows[: place + 1], is_last=False))
        if left < least:
            return []
        halves = self._rows[place].split(left)
        if halves is None:
            return []
        return self._as_two([*before, halves[0]], [halves[1], *self._rows[place + 1 :]])

    def _as_two(self, first: list[Row], second: list[Row]) -> list[Flowable]:
        head = self._part(first, goes_on=True, is_continued=self._is_continued)
        head.bookmark = self.bookmark
        tail = self._part(second, goes_on=self._goes_on, is_continued=True)
        tail.spaceAfter = self.spaceAfter
        head.spaceBefore = self.spaceBefore
        # The rest begins a page, also where the break was made before this one was full.
        return [head, FrameBreak, tail]

    def _part(self, rows: list[Row], *, goes_on: bool, is_continued: bool) -> "Table":
        part = Table.__new__(Table)
        PaperFlowable.__init__(part)
        part._shared, part._heads, part._head_heights = self._shared, self._heads, self._head_heights
        part._rows, part._notes, part._group_rules = rows, self._notes, self._group_rules
        part._goes_on, part._is_continued, part._parts = goes_on, is_continued, {}
        part._body = None
        part.spaceBefore = part.spaceAfter = 0.0
        return part

    def _without_head(self) -> list[Flowable]:
        """For a title and head so high that repeating them leaves no room: they are printed once and may be broken."""
        result: list[Flowable] = [PutBack()]
        title = self._title()
        if title and not self._is_continued:
            title.spaceBefore, title.spaceAfter = TABLE_TITLE.before, TABLE_TITLE.after
            result.append(title)
        for cell in (cell for row in self._heads for cell in row.cells):
            cell.row_span = 1
        body = self._part([*self._heads, *self._rows], goes_on=self._goes_on, is_continued=self._is_continued)
        for row in self._heads:
            row.measure()
        body._heads, body._head_heights = [], []
        body._shared = copy(self._shared)
        body._shared.title = body._shared.title_again = None
        body.spaceAfter = self.spaceAfter
        return [*result, body]

    # Drawing -------------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        canvas, shared = self.canv, self._shared
        top = self.wrap(0, 0)[1]
        if self.bookmark and not self._is_continued:
            canvas.bookmarkHorizontal(self.bookmark, 0, top + 6)
        canvas.join(shared.element)
        title = self._title()
        if title:
            height = title.wrap(shared.width, 1e6)[1]
            title.draw_in(canvas, (0.0, top, shared.width))
            top -= height + TABLE_TITLE.after
        _line(canvas, _TOP, top, 0.0, shared.width)
        top = self._draw_heads(top)
        for place, row in enumerate(self._rows):
            if place:
                rule = row.rule or THIN
                for left, right in open_spans(row, shared.width):
                    _line(canvas, rule, top - row.before, left, right)
            row.draw(canvas, top)
            top -= row.height
        _line(canvas, THIN if self._goes_on else _END, top, 0.0, shared.width)
        self._draw_notes(top)

    def _draw_heads(self, top: float) -> float:
        canvas, shared = self.canv, self._shared
        for place, row in enumerate(self._heads):
            row.draw(canvas, top, heads=self._head_heights[place:], is_repeated=shared.is_head_drawn)
            top -= self._head_heights[place]
            if place == 0:
                for first, last in self._group_rules:
                    left = sum(column.width for column in shared.columns[:first]) * mm
                    right = sum(column.width for column in shared.columns[: last + 1]) * mm
                    _line(canvas, _UNDER_HEAD, top, left, right)
        if self._heads:
            _line(canvas, _UNDER_HEAD, top, 0.0, shared.width)
            shared.is_head_drawn = True
        return top

    def _draw_notes(self, top: float) -> None:
        canvas, shared = self.canv, self._shared
        top -= _NOTES_GAP
        for one in self._notes_for(self._rows, is_last=not self._goes_on):
            height = one.block.wrap(shared.width, 1e6)[1]
            # Printed again where a mark comes back on a later page, but read once.
            element = one.block.element
            one.block.draw_in(canvas, (0.0, top, shared.width), is_artifact=element is not None and element.joined)
            top -= height + NOTE.after


def _head_heights(heads: Sequence[Row]) -> list[float]:
    heights = [row.height for row in heads]
    for place, row in enumerate(heads):
        for cell in row.cells:
            if cell.row_span > 1:
                needed = cell.height() + sum(row.padding)
                lacking = needed - sum(heights[place : place + cell.row_span])
                heights[place + cell.row_span - 1] += max(lacking, 0.0)
    return heights


def _held_below(row: Row, columns: Sequence[Column], number: int) -> bool:
    """Whether a cell of the row reaches down over column ``number`` of the next."""
    start = sum(column.width for column in columns[:number]) * mm
    return any(cell.row_span > 1 and cell.left <= start + 0.01 < cell.left + cell.width + 0.02 for cell in row.cells)


def _line(canvas: TaggedCanvas, rule: Rule, y: float, left: float, right: float) -> None:
    if not rule.weight:
        return
    with canvas.artifact():
        canvas.setStrokeColor(rule.colour)
        canvas.setLineWidth(rule.weight)
        canvas.line(left, y, right, y)


def table_story(table: Table) -> list[Flowable]:
    """The table for a story; notes too high to be kept with a row of it follow it as paragraphs."""
    if not table._notes:
        return [table]
    heights = {one.mark: one.block.wrap(table._shared.width, 1e6)[1] for one in table._notes if one.mark}
    general = sum(one.block.wrap(table._shared.width, 1e6)[1] for one in table._notes if not one.mark)
    highest = max((sum(heights.get(mark, 0.0) for mark in row.marks) for row in table._rows), default=0.0)
    if general + highest <= _NOTES_SHARE * table._shared.layout.frame_height:
        return [table]
    notes, table._notes = [one.block for one in table._notes], []
    return [table, *notes]
