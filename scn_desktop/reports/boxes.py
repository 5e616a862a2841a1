"""What covers and records hold besides text and tables: boxes, pairs of label and value, signing lines."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from scn_desktop.reports.cells import cell_element
from scn_desktop.reports.flowables import PaperFlowable, TextBlock, unless_higher_than_a_page
from scn_desktop.reports.tagging import Element
from scn_desktop.reports.theme import CELL, INK, LABEL_COLUMN, META_LABEL, TextStyle
from scn_desktop.reports.typeset import Run


class Box(PaperFlowable):
    """Paragraphs in a ruled box as wide as the frame: the draft's mark in words, the rule of secrecy."""

    _SIDE, _ABOVE, _BELOW = 11.0, 6.0, 8.0
    _WEIGHT = 0.8

    def __init__(self, blocks: Sequence[TextBlock], *, after: float = 10.0) -> None:
        super().__init__()
        self._blocks = list(blocks)
        self._width = 0.0
        self.spaceAfter = after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._width = width
        return width, sum(self._heights()) + self._ABOVE + self._BELOW

    def split(self, width: float, height: float) -> list[Flowable]:
        return unless_higher_than_a_page(self, self._blocks, width)

    def _heights(self) -> list[float]:
        return [block.wrap(self._width - 2 * self._SIDE, 1e6)[1] for block in self._blocks]

    def draw(self) -> None:
        canvas, heights = self.canv, self._heights()
        total = sum(heights) + self._ABOVE + self._BELOW
        with canvas.artifact():
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(self._WEIGHT)
            canvas.rect(0, 0, self._width, total)
        top = total - self._ABOVE
        for block, height in zip(self._blocks, heights, strict=True):
            block.draw_in(canvas, (self._SIDE, top, self._width - 2 * self._SIDE))
            top -= height


class Pairs(PaperFlowable):
    """Labels and what they say, without rules: a Table in the tags, the label a row's header."""

    def __init__(
        self,
        pairs: Sequence[tuple[str, str]],
        *,
        label_width: float = LABEL_COLUMN,
        style: TextStyle = CELL,
        gap: float = 2.0,
    ) -> None:
        super().__init__()
        self._label_width, self._gap = label_width, gap
        self._width = 0.0
        self._element = Element("Table")
        self._rows: list[tuple[TextBlock, TextBlock]] = []
        self.spaceAfter = 8.0
        for label, value in pairs:
            row = Element("TR", self._element)
            head, data = cell_element("Row"), cell_element()
            head.parent = data.parent = row
            self._rows.append(
                (
                    TextBlock([Run(label, META_LABEL.face)], META_LABEL, element=head),
                    TextBlock([Run(value, style.face)], style, element=data),
                )
            )

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._width = width
        return width, max(sum(self._heights()) + self._gap * (len(self._rows) - 1), 0.0)

    def split(self, width: float, height: float) -> list[Flowable]:
        return unless_higher_than_a_page(self, [block for row in self._rows for block in row], width)

    def _heights(self) -> list[float]:
        return [
            max(label.wrap(self._label_width - 6, 1e6)[1], value.wrap(self._width - self._label_width, 1e6)[1])
            for label, value in self._rows
        ]

    def draw(self) -> None:
        heights = self._heights()
        top = sum(heights) + self._gap * (len(self._rows) - 1)
        for (label, value), height in zip(self._rows, heights, strict=True):
            for cell in (label, value):
                if cell.element is not None:
                    self.canv.join(cell.element)
            label.draw_in(self.canv, (0.0, top, self._label_width - 6))
            value.draw_in(self.canv, (self._label_width, top, self._width - self._label_width))
            top -= height + self._gap


class SigningLines(PaperFlowable):
    """Place, date and 14 mm to sign in, side by side, above who signs."""

    _COLUMN_GAP = 8 * mm
    _SIGNING = 14 * mm
    _LABEL_ROOM = 26 * mm

    def __init__(self, signers: Sequence[str]) -> None:
        super().__init__()
        self._place = [TextBlock([Run("Ort och datum", META_LABEL.face)], META_LABEL) for _ in signers]
        self._names = [TextBlock([Run(name, CELL.face)], CELL) for name in signers]
        self._width = 0.0
        self.spaceBefore, self.spaceAfter = 10.0, 6.0

    def _column(self) -> float:
        return (self._width - self._COLUMN_GAP) / 2

    def _name_height(self) -> float:
        return max(name.wrap(self._column(), 1e6)[1] for name in self._names)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._width = width
        return width, META_LABEL.leading + self._SIGNING + 4.0 + self._name_height()

    def split(self, width: float, height: float) -> list[Flowable]:
        return unless_higher_than_a_page(self, self._names, width)

    def draw(self) -> None:
        canvas, column = self.canv, self._column()
        top = META_LABEL.leading + self._SIGNING + 4.0 + self._name_height()
        for number, (place, name) in enumerate(zip(self._place, self._names, strict=True)):
            left = number * (column + self._COLUMN_GAP)
            place.draw_in(canvas, (left, top, column))
            line = top - META_LABEL.leading
            signing = line - self._SIGNING
            with canvas.artifact():
                canvas.setStrokeColor(INK)
                canvas.setLineWidth(0.75)
                canvas.line(left + self._LABEL_ROOM, line, left + column, line)
                canvas.line(left, signing, left + column, signing)
            name.draw_in(canvas, (left, signing - 4.0, column))
