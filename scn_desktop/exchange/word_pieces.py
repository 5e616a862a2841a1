"""What is pasted from a word processor: text, headings, tables and pictures, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST_CELLS: Final = 200_000


@dataclass(frozen=True)
class PastedText:
    """Running text as CommonMark, without headings."""

    text: str


@dataclass(frozen=True)
class PastedHeading:
    """A heading in one line; level 1 is the highest."""

    level: int
    text: str


@dataclass(frozen=True)
class PastedCell:
    """A cell's text, lines apart, and how many columns and rows it takes."""

    text: str
    column_span: int = 1
    row_span: int = 1


@dataclass(frozen=True)
class PastedTable:
    """Rows of equal length; None where a cell reaches from the left or from above. ``header_rows``: how many lead."""

    rows: tuple[tuple[PastedCell | None, ...], ...]
    header_rows: int
    title: str = ""

    @property
    def width(self) -> int:
        """How many columns."""
        return len(self.rows[0]) if self.rows else 0

    def texts(self) -> list[list[str]]:
        """The cells' texts, empty where a cell reaches over."""
        return [[cell.text if cell is not None else "" for cell in row] for row in self.rows]


@dataclass(frozen=True)
class PastedPicture:
    """The bytes of a picture file, with its description where it came with one."""

    data: bytes
    alternative: str = ""


Piece = PastedText | PastedHeading | PastedTable | PastedPicture


@dataclass(frozen=True)
class PastedDocument:
    """What was read, and how many pictures did not come along since the clipboard only says where they lie."""

    pieces: tuple[Piece, ...]
    pictures_left_out: int = 0
