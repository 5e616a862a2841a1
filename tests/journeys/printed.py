"""What a printed paper holds, read from its tags, and finding the published text in it, in order."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

import pikepdf

from tests.journeys.seed_reader import (
    Piece,
    budget_headings,
    clean,
    first_amounts,
    has_title,
    indicator_lines,
    is_note,
    squash,
    table_kind,
    without_label,
)
from tests.reports.tag_reader import Node, read_tags

_HEADINGS = ("H1", "H2", "H3", "H4")
_LETTER = re.compile(r"(?:^|[\s:])[a-e][:.]\s")
_TEXTS = ("P", *_HEADINGS, "Caption", "LBody", "Note", "TR")
_PASSED_OVER = ("TOC", "Artifact")
_APART = ("Note", "P", "L", "Table")


@dataclass(frozen=True)
class Unit:
    """A paragraph, heading, list item, caption, note, or the cells of a row; squashed."""

    kind: str
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.texts)


@dataclass
class Finder:
    """Looks for the published text among printed units, each after the one found before."""

    units: Sequence[Unit]
    at: int = 0
    found: int = 0
    missing: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)
    _head: tuple[str, ...] = ()

    def text(self, text: str, name: str, kinds: Sequence[str] = ()) -> None:
        """A heading or paragraph, whole in one unit (of these kinds)."""
        wanted = squash(text)
        hits = [
            place
            for place, unit in enumerate(self.units)
            if wanted in unit.text and unit.kind != "TR" and (not kinds or unit.kind in kinds)
        ]
        self._take(hits, name)

    def heading(self, text: str, line: int) -> None:
        """A heading, without what the program writes before it."""
        self.text(without_label(text), f"heading {line}", _HEADINGS)

    def body(self, pieces: Sequence[Piece]) -> None:
        """Paragraphs, list items and tables. The head of a table that broke over a page is looked for once."""
        for piece in pieces:
            if piece.kind != "table":
                self._head = ()
                self.text(clean(piece.text), f"{piece.kind} {piece.line}")
                continue
            if has_title(piece.cells):
                self.text(piece.cells[0][0], f"title {piece.line}", ("Caption",))
            for number, row in enumerate(rows_of(piece)):
                if is_note(row):
                    self.text(row[0], f"note {piece.line}", ("Note",))
                elif number or row != self._head:
                    self.row(row, f"row {piece.line}")
            self._head = rows_of(piece)[0]

    def tail(self, pieces: Sequence[Piece]) -> None:
        """The rest of an indicator table whose cells have become lines; its head may stand before them."""
        self.body([piece for piece in pieces if piece.kind == "table"])
        for line in indicator_lines([piece for piece in pieces if piece.kind != "table"]):
            for cell in parts_of(line):
                self.row([cell], f"row {pieces[0].line}")

    def row(self, cells: Sequence[str], name: str) -> None:
        """The cells of a row, each in a cell of its own, columns in order."""
        wanted = [compared(cell) for cell in cells if squash(cell)]
        self._take([place for place, unit in enumerate(self.units) if holds(unit.texts, wanted)], name)

    def _take(self, hits: Sequence[int], name: str) -> None:
        later = [hit for hit in hits if hit >= self.at]
        if later:
            self.at = later[0]
            self.found += 1
        elif hits:
            self.misplaced.append(name)
        else:
            self.missing.append(name)


def rows_of(piece: Piece) -> list[tuple[str, ...]]:
    """The rows of a published table as the program has them.

    A divided indicator's parts have rows of their own, and a row above the head is the table's title. A budget's head
    is one row without the unit, which the program words itself.
    """
    if table_kind(piece.cells) == "indicators":
        rows = piece.cells[1:] if has_title(piece.cells) else piece.cells
        return [(part, *row[1:]) for row in rows for part in parts_of(row[0]) or [""]]
    if table_kind(piece.cells) == "budget":
        return [("", *budget_headings(piece.cells)), *piece.cells[first_amounts(piece.cells) :]]
    return list(piece.cells)


def parts_of(cell: str) -> list[str]:
    """An indicator's name and the labels of its parts, without the letters."""
    return [part.strip(" :") for part in _LETTER.split(cell) if part.strip(" :")]


def holds(printed: Sequence[str], wanted: Sequence[str]) -> bool:
    """Every filled cell lies in a cell of its own, columns in order."""
    at = 0
    for cell in wanted:
        while at < len(printed) and cell not in printed[at]:
            at += 1
        if at == len(printed):
            return False
        at += 1
    return True


def units(path: Path) -> list[Unit]:
    """The units of a printed paper in reading order, without its table of contents."""
    return list(below(read_tags(path)))


def below(node: Node) -> Iterator[Unit]:
    """The units under an element. Notes and nested lists are units of their own, not part of what they stand in."""
    for part in node.parts:
        if isinstance(part, str) or part.kind in _PASSED_OVER:
            continue
        if part.kind == "TR":
            yield Unit("TR", tuple(cell_text(cell) for cell in part.find("TH", "TD")))
            yield from (Unit("Note", (squash(note.text),)) for note in part.find("Note"))
            continue
        if part.kind in _TEXTS and (text := squash(own_text(part))):
            yield Unit(part.kind, (text,))
        yield from below(part)


def cell_text(node: Node) -> str:
    """The text of a cell as it is compared; what marks a number is no part of it."""
    text = own_text(node, is_cell=True)
    marks = "".join(mark.text for mark in node.find("Reference"))
    number = compared(text.removesuffix(marks)) if marks else ""
    return number if number.startswith("=") else compared(text)


def compared(cell: str) -> str:
    """A cell as it is compared: a number by its sign and value, only with an equal one; words by their letters.

    The program prints a table's amounts with equally many decimals, so 0,5 and 0,50 are the same here.
    """
    number = re.fullmatch(r"\s*([-\u2212\u2013]?)\s*(\d[\d\s]*(?:,\d+)?)\s*", cell)
    if not number:
        return squash(cell)
    whole, _, decimals = "".join(number[2].split()).partition(",")
    return f"={'-' if number[1] else ''}{whole},{decimals.rstrip('0')}="


def own_text(node: Node, *, is_cell: bool = False) -> str:
    """The text of an element without the notes and, in running text, the lists and paragraphs inside it."""
    if node.actual:
        return node.actual
    apart = ("Note",) if is_cell else _APART
    kept = [part for part in node.parts if isinstance(part, str) or part.kind not in apart]
    return "".join(part if isinstance(part, str) else own_text(part, is_cell=is_cell) for part in kept)


def thin_pages(path: Path) -> list[int]:
    """The pages, from 1, that hold nothing, or a heading alone."""
    words: Counter[int] = Counter()
    for part in read_tags(path).parts:
        if isinstance(part, Node) and part.kind not in _HEADINGS:
            for page in part.all_pages:
                words[page] += 1
    with pikepdf.open(path) as pdf:
        return [page + 1 for page in range(len(pdf.pages)) if not words[page]]


@dataclass(frozen=True)
class Differences:
    """Where a compiled part differs from the published one, which was typed a second time."""

    only_compiled: list[str]
    only_published: list[str]
    moved: list[str]


def differences(compiled: Sequence[str], published: Sequence[str]) -> Differences:
    """Compare titles or names: what stands in one of the two only, and what stands in both but in another order."""
    ours, theirs = [squash(text) for text in compiled], [squash(text) for text in published]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    kept = {ours[match.a + place] for match in matcher.get_matching_blocks() for place in range(match.size)}
    return Differences(
        [text for text, key in zip(compiled, ours, strict=True) if key not in theirs],
        [text for text, key in zip(published, theirs, strict=True) if key not in ours],
        [text for text, key in zip(compiled, ours, strict=True) if key in theirs and key not in kept],
    )
