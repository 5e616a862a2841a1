"""Reads a published paper whose layout is lost by a map: which words are what, line range by line range.

``uppsala-2020.txt`` is such a map. Each of its lines is a role and its cells: ``row 226-228 | - | 231-233``. A cell is
a range of lines; ``223:6-224:2`` is from the sixth word of line 223 to the second of line 224, ``3030-3033+3049-3050``
goes on after a page break, and ``-`` is an empty cell. What follows a ``#`` explains.

Handled here, as a reader of the page would: a word divided at the end of a line is one word, a line of white space
inside a cell begins a new line in it, unless it goes on with a small letter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.journeys.seed_reader import Piece, Seed, Stretch

TABLES: Final = ("measures", "controls", "budget", "indicators", "table")
"""Roles that begin a table, most of them with its head, ``indicators`` with its title."""
ROWS: Final = ("row", "control", "head", "amounts", "indicator")
TEXTS: Final = ("text", "bullet")
PASSED_OVER: Final = ("furniture", "repeated")
"""Lines that stand in the middle of something: the foot of a page, the head of a table that a page repeats."""
COMPOUND: Final = "compound"
"""A line that ends with the hyphen of a compound, not of a divided word; no part of the text."""

_SPAN = re.compile(r"(\d+)(?::(\d+))?(?:-(\d+)(?::(\d+))?)?")


@dataclass(frozen=True)
class Span:
    """From word ``first_word`` (from 1) of line ``first`` to ``last_word`` of line ``last``; None is the last word."""

    first: int
    first_word: int
    last: int
    last_word: int | None

    def words(self, seed: Seed, number: int) -> list[tuple[int, int, str]]:
        """The words of one line that belong to it, with line and place."""
        found = list(enumerate(seed.line(number).split(), start=1))
        return [
            (number, at, word)
            for at, word in found
            if (number > self.first or at >= self.first_word)
            and (number < self.last or self.last_word is None or at <= self.last_word)
        ]


Cell = tuple[Span, ...]


@dataclass(frozen=True)
class Entry:
    """One line of the map."""

    role: str
    cells: tuple[Cell, ...]

    @property
    def line(self) -> int:
        """The first line that it covers; 0 where it covers none."""
        return next((cell[0].first for cell in self.cells if cell), 0)


def span(text: str) -> Span:
    """``226-228``, ``357:1`` or ``223:6-224:2``."""
    found = _SPAN.fullmatch(text)
    assert found, f"no range of lines: {text}"
    first, word, last, last_word = (int(group) if group else None for group in found.groups())
    assert first is not None
    if last is None:
        return Span(first, word or 1, first, word)
    return Span(first, word or 1, last, last_word)


def entries(path: Path) -> list[Entry]:
    """The map's lines."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        role, _, cells = line.partition("#")[0].strip().partition(" ")
        if role:
            found.append(Entry(role, tuple(cell_spans(cell) for cell in cells.split("|")) if cells else ()))
    return found


def cell_spans(text: str) -> Cell:
    """The ranges of one cell."""
    return () if text.strip() == "-" else tuple(span(part) for part in text.strip().split("+"))


class MappedSeed:
    """A published paper and its map."""

    def __init__(self, seed: Seed, path: Path) -> None:
        self.seed = seed
        known = entries(path)
        self.entries = [entry for entry in known if entry.role != COMPOUND]
        self._compounds = {entry.line for entry in known if entry.role == COMPOUND}

    def words(self) -> Iterator[tuple[int, int]]:
        """Every word that the map covers, as line and place; twice where it covers one twice."""
        for entry in self.entries:
            for each in (each for cell in entry.cells for each in cell):
                for number in range(each.first, each.last + 1):
                    yield from ((line, at) for line, at, _ in each.words(self.seed, number))

    def text(self, cell: Cell) -> str:
        """What stands in a cell."""
        found, before, is_gap = "", 0, False
        for place, each in enumerate(cell):
            is_gap = is_gap and not place
            for number in range(each.first, each.last + 1):
                line = " ".join(word for _, _, word in each.words(self.seed, number))
                if not line:
                    is_gap = True
                    continue
                found = self._with_line(found, line, before, is_gap=is_gap)
                before, is_gap = number, False
        return found

    def _with_line(self, found: str, line: str, before: int, *, is_gap: bool) -> str:
        if not found:
            return line
        is_divided = self.seed.lines[before - 1].endswith("-") and found[-2].islower() and line[0].islower()
        if is_divided and before not in self._compounds:
            return found[:-1] + line
        if line.startswith("- ") or (is_gap and not line[0].islower()):
            return f"{found}\n{line}"
        return f"{found}{line}" if self.seed.lines[before - 1][-1:] in ("-", "–") else f"{found} {line}"

    def texts(self, entry: Entry) -> list[str]:
        """The cells of an entry."""
        return [self.text(cell) for cell in entry.cells]

    def stretches(self, first: str, last: str = "") -> Iterator[Stretch]:
        """The part of the paper from the entry with role ``first`` on, up to the one with role ``last``."""
        roles = [entry.role for entry in self.entries]
        start = roles.index(first)
        end = roles.index(last, start) if last else len(roles)
        stretch: Stretch | None = None
        table: list[list[str]] = []
        began = 0
        for entry in self.entries[start:end]:
            if entry.role in PASSED_OVER:
                continue
            if table and entry.role not in ROWS:
                assert stretch is not None
                stretch.pieces.append(as_table(table, began))
                table = []
            if entry.role in TABLES:
                table, began = [self.texts(entry)] if entry.cells else [], entry.line
            elif entry.role in ROWS:
                table.append(self.indicator(entry) if entry.role == "indicator" else self.texts(entry))
            elif entry.role in TEXTS:
                assert stretch is not None
                stretch.pieces.append(Piece(entry.role, entry.line, self.texts(entry)[0]))  # type: ignore[arg-type]
            else:
                if stretch is not None:
                    yield stretch
                stretch = Stretch(
                    entry.role, entry.line, [Piece("text", entry.line, each) for each in self.texts(entry)]
                )
        assert stretch is not None
        if table:
            stretch.pieces.append(as_table(table, began))
        yield stretch

    def indicator(self, entry: Entry) -> list[str]:
        """An indicator and its parts as they stand together in the first cell."""
        return ["\n".join(self.texts(entry))]


def as_table(rows: Sequence[Sequence[str]], line: int) -> Piece:
    """Rows made equally long."""
    width = max(map(len, rows))
    return Piece("table", line, cells=tuple((*row, *[""] * (width - len(row))) for row in rows))
