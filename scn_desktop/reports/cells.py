"""Rows and cells of a printed table: their sizes, how a high one is split, how they are drawn and tagged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from reportlab.lib.units import mm

from scn_desktop.reports.flowables import TextBlock
from scn_desktop.reports.inline import REFERENCE, Inside, Note
from scn_desktop.reports.marks import raised
from scn_desktop.reports.pen import draw_lines
from scn_desktop.reports.tagging import Element, TaggedCanvas
from scn_desktop.reports.theme import CELL, HEAD, INK, MARK_WIDTH, NUMBER, RULE, Colour, TextStyle, text_width
from scn_desktop.reports.typeset import Run, set_lines

CELL_PADDING = (4.5, 6.5)
BUDGET_PADDING = (2.0, 3.6)
NARROW = 5.0
WIDE = 10.0
PART_INDENT, LETTER_AT = 16.0, 3.0
_LONGEST_LETTER = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column's width in millimetres, and the points kept free at its right, where a number's mark hangs."""

    width: float
    is_number: bool = False
    padding: float = WIDE
    mark: float = MARK_WIDTH

    @property
    def right(self) -> float:
        return self.mark if self.is_number else self.padding


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies behind a cell that has edges: its colour, and the weight in points of the frame inside them."""

    colour: Colour
    frame: float


class Cell:
    """What stands where a row and some columns meet. ``scope``: "Column" or "Row" for a header cell, "" for data.

    ``blocks`` must have ``element`` as their element or its parent. ``mark``: a note's mark, right of a number.
    ``notes``: the footnotes of marks that stand outside the blocks' text.
    """

    def __init__(
        self,
        blocks: Sequence[TextBlock],
        element: Element,
        *,
        span: int = 1,
        row_span: int = 1,
        mark: str = "",
        notes: Sequence[Note] = (),
        ground: Ground | None = None,
    ) -> None:
        self.blocks = list(blocks)
        self.element = element
        self.span = span
        self.row_span = row_span
        self.mark = ", ".join((*(note.mark for note in notes), *([mark] if mark else [])))
        self.own_mark = mark
        self.outside_notes = notes
        self.ground = ground
        self.width = 0.0
        self.left = 0.0
        self.reach = 0.0
        """From the cell's left edge to its right, what is kept free there included."""

    def notes(self) -> list[Note]:
        """The footnotes whose marks are drawn in the cell or beside it."""
        inside = [note for block in self.blocks if block.has_notes for note in block.page_notes(self.width)]
        return [*inside, *self.outside_notes]

    def take(self, columns: int, rows: int) -> None:
        """Reach over that many columns and rows, also in the tags."""
        self.span, self.row_span = columns, rows
        spans = {name: str(count) for name, count in (("ColSpan", columns), ("RowSpan", rows)) if count > 1}
        if spans:
            self.element.attributes = {"O": "/Table", **self.element.attributes, **spans}

    def height(self) -> float:
        """Height in points of the content at the cell's width."""
        total, previous = 0.0, 0.0
        for place, block in enumerate(self.blocks):
            total += (max(previous, block.spaceBefore) if place else 0.0) + block.wrap(self.width, 1e6)[1]
            previous = block.spaceAfter
        return total

    def split(self, room: float) -> "tuple[Cell, Cell]":
        """The cell as two: what fits in ``room`` points, and the rest; either may be empty."""
        head: list[TextBlock] = []
        rest = list(self.blocks)
        used, previous = 0.0, 0.0
        while rest:
            block = rest[0]
            space = max(previous, block.spaceBefore) if head else 0.0
            height = block.wrap(self.width, 1e6)[1]
            if used + space + height <= room + 0.05:
                head.append(rest.pop(0))
                used += space + height
                previous = block.spaceAfter
                continue
            kept = int((room - used - space + 0.05) / block.style.leading)
            if 0 < kept < len(block.lines(self.width)):
                head_part, rest[0] = block.parts(self.width, kept)
                head.append(head_part)
            break
        return self._with(head), self._with(rest)

    def _with(self, blocks: list[TextBlock]) -> "Cell":
        part = Cell(blocks, self.element, span=self.span, row_span=self.row_span, ground=self.ground)
        if blocks:
            part.mark, part.own_mark, part.outside_notes = self.mark, self.own_mark, self.outside_notes
        part.width, part.left, part.reach = self.width, self.left, self.reach
        return part

    def draw(self, canvas: TaggedCanvas, left: float, top: float, *, is_repeated: bool) -> None:
        if not is_repeated:
            canvas.join(self.element)
        previous = 0.0
        for place, block in enumerate(self.blocks):
            if place:
                top -= max(previous, block.spaceBefore)
            height = block.wrap(self.width, 1e6)[1]
            block.draw_in(canvas, (left, top, self.width), is_artifact=is_repeated)
            top -= height
            previous = block.spaceAfter
            if self.mark and place == len(self.blocks) - 1:
                self._draw_mark(canvas, left + self.width + 1.0, top + block.style.leading, block, is_repeated)

    def draw_ground(self, canvas: TaggedCanvas, top: float, height: float) -> None:
        """Colour the cell's part of its row, and frame it inside its edges."""
        if self.ground is None:
            return
        inset = self.ground.frame / 2
        with canvas.artifact():
            canvas.setFillColor(self.ground.colour)
            canvas.rect(self.left, top - height, self.reach, height, stroke=0, fill=1)
            canvas.setStrokeColor(INK if self.ground.frame > 1 else RULE)
            canvas.setLineWidth(self.ground.frame)
            canvas.rect(
                self.left + inset, top - height + inset, self.reach - 2 * inset, height - 2 * inset, stroke=1, fill=0
            )

    def _draw_mark(self, canvas: TaggedCanvas, left: float, top: float, block: TextBlock, is_repeated: bool) -> None:
        face = block.style.face
        sign, mark = raised(self.mark, face)
        # The space is unseen; without it the mark is read as one more digit.
        line = set_lines([Run(f"\u00a0{sign}", mark)], 1e6)
        left -= text_width(" ", mark)
        style = replace(block.style, face=mark, align="left")
        element = None if is_repeated else Element("Reference", self.element)
        draw_lines(canvas, line, style, (left, top - face.size + mark.size, 1e6), element)


def cell_element(
    scope: str = "", *, span: int = 1, row_span: int = 1, identifier: str = "", headers: Sequence[str] = ()
) -> Element:
    """The element of a cell: TH with its scope, or TD; with its spans and the identifiers of its header cells."""
    attributes = {}
    if scope:
        attributes["Scope"] = f"/{scope}"
    if span > 1:
        attributes["ColSpan"] = str(span)
    if row_span > 1:
        attributes["RowSpan"] = str(row_span)
    if headers:
        attributes["Headers"] = f"[{' '.join(f'({name})' for name in headers)}]"
    if attributes:
        attributes = {"O": "/Table", **attributes}
    return Element("TH" if scope else "TD", attributes=attributes, identifier=identifier)


def text_cell(
    text: str | Sequence[Run],
    style: TextStyle = CELL,
    *,
    scope: str = "",
    span: int = 1,
    row_span: int = 1,
    mark: str = "",
    notes: Sequence[Note] = (),
    inline_notes: Sequence[Note] = (),
    inline_mark: str = "",
    indent: float = 0.0,
    letter: str = "",
    identifier: str = "",
    headers: Sequence[str] = (),
) -> Cell:
    """A cell of one paragraph of ``text``, or of runs.

    ``inline_mark`` and the marks of ``inline_notes`` follow the text; ``mark`` and those of ``notes`` hang outside it.
    ``letter`` stands before an indented part.
    """
    element = cell_element(scope, span=span, row_span=row_span, identifier=identifier, headers=headers)
    runs = ([Run(text, style.face)] if text else []) if isinstance(text, str) else list(text)
    if len(letter) > _LONGEST_LETTER:
        runs, letter = [Run(f"{letter} ", style.face), *runs], ""
    marks: list[tuple[str, Note | None]] = [(note.mark, note) for note in inline_notes]
    for sign, of_note in [*marks, *([(inline_mark, None)] if inline_mark else [])]:
        shown, face = raised(sign, style.face)
        runs.append(Run("\u00a0" + shown, face, Inside(REFERENCE, note=of_note)))
    label = (Run(letter, style.face.bold()), LETTER_AT, element) if letter else None
    block = TextBlock(runs, replace(style, before=0.0, after=0.0), element=element, indent=indent, label=label)
    return Cell([block] if runs or letter else [], element, span=span, row_span=row_span, mark=mark, notes=notes)


def number_cell(
    text: str,
    style: TextStyle = NUMBER,
    *,
    mark: str = "",
    notes: Sequence[Note] = (),
    scope: str = "",
    headers: Sequence[str] = (),
) -> Cell:
    """A right-aligned cell; its marks hang outside the digits."""
    return text_cell(text, style.aligned("right"), mark=mark, notes=notes, scope=scope, headers=headers)


def head_cell(
    text: str,
    *,
    is_number: bool = False,
    span: int = 1,
    row_span: int = 1,
    identifier: str = "",
    headers: Sequence[str] = (),
) -> Cell:
    """The heading of a column, or centred over several."""
    align = "center" if span > 1 else "right" if is_number else "left"
    return text_cell(
        text, HEAD.aligned(align), scope="Column", span=span, row_span=row_span, identifier=identifier, headers=headers
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line: its weight in points, and its colour; weight 0 is no line."""

    weight: float
    colour: Colour


class Row:
    """A row. ``is_glued``: never parted from the row above. ``before``: white space above it, inside the table."""

    def __init__(
        self,
        cells: Sequence[Cell],
        *,
        padding: tuple[float, float] = CELL_PADDING,
        rule: Rule | None = None,
        is_glued: bool = False,
        before: float = 0.0,
        marks: Sequence[str] = (),
    ) -> None:
        self.cells = list(cells)
        self.padding = padding
        self.rule = rule
        self.is_glued = is_glued
        self.before = before
        self._given_marks = marks
        self.notes: list[Note] = []
        self.element = Element("TR")
        for cell in cells:
            cell.element.parent = self.element
        self.height = 0.0
        self.held: list[tuple[float, float]] = []
        """From where to where cells of rows above reach down, in points."""
        self._cell_heights: list[float] = []

    def place(self, columns: Sequence[Column], taken: Sequence[int] = ()) -> None:
        """Give the cells their places; ``taken`` columns are held by a cell of a row above. Sets ``height``."""
        starts = [0.0, *accumulate(column.width * mm for column in columns)]
        free = [number for number in range(len(columns)) if number not in taken]
        for cell in self.cells:
            first = free[0]
            last = free[cell.span - 1]
            free = free[cell.span :]
            cell.left = starts[first]
            right = 0.0 if last == len(columns) - 1 and not columns[last].is_number else columns[last].right
            cell.reach = starts[last + 1] - starts[first]
            cell.width = cell.reach - right
        self.measure()

    @property
    def marks(self) -> list[str]:
        """Every mark in the row, whose note must stand on its page."""
        own = [cell.own_mark for cell in self.cells if cell.own_mark]
        return [*self._given_marks, *own, *(note.mark for note in self.notes)]

    def measure(self) -> None:
        self.notes = [note for cell in self.cells for note in cell.notes()]
        self._cell_heights = [cell.height() for cell in self.cells]
        inside = max(
            (one for one, cell in zip(self._cell_heights, self.cells, strict=True) if cell.row_span == 1), default=0.0
        )
        self.height = self.before + self.padding[0] + inside + self.padding[1]

    def split(self, room: float) -> "tuple[Row, Row] | None":
        """The row as two in ``room`` points of height, sharing their tags; None if not a line of it fits."""
        inside = room - self.before - sum(self.padding)
        pairs = [cell.split(inside) for cell in self.cells]
        if not any(head.blocks for head, _ in pairs):
            return None
        return self._with([head for head, _ in pairs], self.before), self._with([rest for _, rest in pairs], 0.0)

    def _with(self, cells: list[Cell], before: float) -> "Row":
        part = Row(
            cells, padding=self.padding, rule=self.rule, is_glued=self.is_glued, before=before, marks=self._given_marks
        )
        part.element = self.element
        for cell in cells:
            cell.element.parent = self.element
        part.measure()
        return part

    def draw(
        self, canvas: TaggedCanvas, top: float, *, heads: "Sequence[float] | None" = None, is_repeated: bool = False
    ) -> None:
        """Draw from ``top`` downwards. Head rows get the heights from theirs on, and stand on their bottoms."""
        if not is_repeated:
            canvas.join(self.element)
        for cell in self.cells:
            cell.draw_ground(canvas, top - self.before, self.height - self.before)
        for cell, height in zip(self.cells, self._cell_heights, strict=True):
            cell_top = top - self.before - self.padding[0]
            if heads is not None:
                bottom = top - sum(heads[: cell.row_span])
                # A cell that reaches down stands on the last row's baseline, not on its own row's.
                below = self.padding[1] if cell.row_span == 1 else CELL_PADDING[1]
                cell_top = bottom + below + height
            cell.draw(canvas, cell.left, cell_top, is_repeated=is_repeated)
