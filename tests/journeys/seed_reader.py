"""Reads the published papers of ``../shared/seeds`` as a person reads them, by a map of which line is what.

The texts were taken from PDFs, and a reader meets what that left behind. Handled here, and nowhere else:

- a paragraph that broke over a page stands as two, the second beginning with a small letter: ``Seed.pieces`` joins them
- a heading's number and title may stand on lines of their own: a mark may cover both
- a table that broke over a page stands in parts, each with its head repeated: pasted one after the other, as it
  would be from a PDF, and compared row by row, so that a repeated head is looked for once
- a table's tail may have lost its columns: the cells stand as lines, a line that only goes on ("Kolada:") or a part
  ("a: Barn") belongs to the one above: ``indicator_lines``
- cells hold HTML and Markdown of the text's own making: ``clean``
- footnotes stand at the foot of the page that had their mark: ``notes`` and ``with_footnotes``
- page furniture (lines of contents, the picture of the hierarchy, addresses of the kommun) is passed over by the map

No sentence of the papers is kept in the project: a map names lines, and the text is read when the test runs.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

SEEDS: Final = Path(__file__).parents[3] / "shared" / "seeds"
MISSING: Final = "../shared/seeds is not beside the project"

PieceKind = Literal["text", "bullet", "number", "heading", "table"]

_BULLET = re.compile(r"\s*- +(?=\S)")
_NUMBERED = re.compile(r"\d+\. +(?=\S)")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_AMOUNT = re.compile(r"(?!(?:19|20)\d\d$)[-\u2212]?\s*\d[\d\s]*(?:,\d+)?")
_MARK = re.compile(f" ?([{_SUPERSCRIPTS}]+)")
_NOTE = re.compile(f"([{_SUPERSCRIPTS}]+) +(.*)")
_GOES_ON = re.compile(r"Kolada[:.]?|[a-h]: .*")

_LABEL = re.compile(
    r"(?:Kommunfullmäktiges )?(?:inriktnings+mål|Bilaga) \d+\s*|(?:Uppdrag|Nämndmål|Nämndens mål): ", re.IGNORECASE
)


@dataclass(frozen=True)
class Piece:
    """A paragraph, a list item or a table, and the first of its lines (counted from 1)."""

    kind: PieceKind
    line: int
    text: str = ""
    cells: tuple[tuple[str, ...], ...] = ()

    @property
    def tsv(self) -> str:
        """A table as it would lie on the clipboard."""
        return "\n".join("\t".join(quoted(cell) for cell in row) for row in self.cells)


@dataclass(frozen=True)
class Mark:
    """From this line on the text is of this kind, until the next mark: a kind of section, or a word of the map's."""

    line: int
    role: str


@dataclass
class Stretch:
    """The lines of one mark."""

    role: str
    line: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def title(self) -> str:
        """A heading, also one on two lines."""
        return " ".join(piece.text for piece in self.pieces)


class Seed:
    """One published paper."""

    def __init__(self, name: str) -> None:
        self.path = SEEDS / name

    @property
    def is_there(self) -> bool:
        return self.path.exists()

    @cached_property
    def lines(self) -> list[str]:
        return self.path.read_text(encoding="utf-8").split("\n")

    def line(self, number: int) -> str:
        """Line ``number``, counted from 1, without the white space around it."""
        return self.lines[number - 1].strip()

    def pieces(self, first: int, last: int) -> list[Piece]:
        """Paragraphs, list items and tables of the lines ``first`` to ``last``, both included."""
        found: list[Piece] = []
        rows: list[tuple[str, ...]] = []
        for number in range(first, last + 1):
            line = self.lines[number - 1]
            if "\t" in line:
                rows.append(tuple(clean(cell) for cell in line.split("\t")))
                continue
            if rows:
                found.append(Piece("table", number - len(rows), cells=tuple(rows)))
                rows = []
            if line.strip():
                found = with_line(found, line, number)
        if rows:
            found.append(Piece("table", last + 1 - len(rows), cells=tuple(rows)))
        return found

    def stretches(self, marks: Sequence[Mark], last: int) -> Iterator[Stretch]:
        """The text by the marks of a map, from the first mark to line ``last``."""
        ends = [*(mark.line - 1 for mark in marks[1:]), last]
        for mark, end in zip(marks, ends, strict=True):
            yield Stretch(mark.role, mark.line, self.pieces(mark.line, end))

    @cached_property
    def notes(self) -> dict[str, str]:
        """The footnotes by their marks ("¹²")."""
        found = (_NOTE.fullmatch(line.strip()) for line in self.lines)
        return {note[1]: note[2] for note in found if note}


def marks(text: str) -> list[Mark]:
    """A map written one mark a line: ``176 assignment``. What follows a ``#`` explains."""
    lines = (line.partition("#")[0].split() for line in text.strip().splitlines())
    return [Mark(int(words[0]), words[1]) for words in lines if words]


def with_line(found: list[Piece], line: str, number: int) -> list[Piece]:
    """The pieces with one more line of running text."""
    text = line.strip()
    bullet, numbered = _BULLET.match(line), _NUMBERED.match(line)
    if bullet:
        return [*found, Piece("bullet", number, line[bullet.end() :].strip())]
    if numbered:
        return [*found, Piece("number", number, line[numbered.end() :].strip())]
    if found and found[-1].kind == "text" and text[0].islower() and not re.match(r"[a-h]: ", text):
        return [*found[:-1], Piece("text", found[-1].line, f"{found[-1].text} {text}")]
    return [*found, Piece("text", number, text)]


def table_kind(cells: Sequence[Sequence[str]]) -> str:
    """What kind of table it is, by its head."""
    head = " ".join(" ".join(row) for row in cells[:3])
    for word, kind in (
        ("Kontrollmetod", "controls"),
        ("Systematisk kontroll", "controls"),
        ("Mål / process Risk", "controls"),
        ("Revision/Granskning", "controls"),
        ("Nämndens åtgärd", "measures"),
        ("Indikator", "indicators"),
        ("Belopp i", "budget"),
        ("Mnkr", "budget"),
        (" mnkr", "budget"),
        ("(tkr)", "budget"),
    ):
        if word in head:
            return kind
    return "table"


def without_label(heading: str) -> str:
    """A published heading without what the program writes before it: "Uppdrag: …", "Bilaga 2 …", "… mål 3 …"."""
    found = _LABEL.match(heading)
    return heading[found.end() :] if found else heading


def has_title(rows: Sequence[Sequence[str]]) -> bool:
    """Whether an indicator table's first row only says what they are called together."""
    return len(rows) > 1 and not any(rows[0][1:]) and rows[1][0].startswith("Indikator")


def first_amounts(cells: Sequence[Sequence[str]]) -> int:
    """The number of rows above the first amounts of a budget; years stand in headings."""
    return next(at for at, row in enumerate(cells) if any(_AMOUNT.fullmatch(cell) for cell in row[1:]))


def budget_headings(cells: Sequence[Sequence[str]]) -> list[str]:
    """What a budget's columns of amounts are called, read downwards where the head has two rows."""
    heads = [row[1:] for row in cells[: first_amounts(cells)]]
    return [" ".join(filter(None, parts)) for parts in zip(*heads, strict=True)]


def is_note(row: Sequence[str]) -> bool:
    """Whether a table's row explains a star in it."""
    return row[0].startswith("*") and not any(row[1:])


def clean(cell: str) -> str:
    """A cell as a person reads it: HTML's paragraphs and lists as lines, everything else of HTML and Markdown gone."""
    cell = re.sub(r"\s*(?:<br\s*/?>|</p>\s*<p>|</li>)\s*", "\n", cell)
    listed = "<ul" in cell or ": - " in cell
    cell = html.unescape(re.sub(r"<[^>]+>", "", cell))
    cell = re.sub(r"(\*{1,2})(?=\S)([^*]+)(?<=\S)\1", r"\2", cell)
    if listed:
        cell = re.sub(r"\s+- ", "\n- ", cell)
    return "\n".join(" ".join(line.split()) for line in cell.split("\n") if line.strip())


def quoted(cell: str) -> str:
    """A cell as spreadsheets put it on the clipboard."""
    return '"' + cell.replace('"', '""') + '"' if "\n" in cell else cell


def indicator_lines(pieces: Sequence[Piece]) -> list[str]:
    """The first cells of an indicator table that lost its columns; each part ("a: Barn") a line of its own."""
    found: list[str] = []
    for piece in pieces:
        text = clean(piece.text)
        goes_on = _GOES_ON.fullmatch(text)
        if goes_on and not re.match("[a-h]: ", text):
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
    return found


def with_footnotes(text: str, notes: Mapping[str, str]) -> str:
    """The text with each mark replaced by its footnote, as the program writes them: ``^[…]``."""
    return _MARK.sub(lambda mark: f"^[{notes[mark[1]]}]" if mark[1] in notes else mark[0], text)


def without_notes(text: str) -> str:
    """The text as the program keeps it, without its footnotes."""
    return re.sub(r"\^\[[^\]]*\]", "", text)


def squash(text: str) -> str:
    """Letters and figures only: the same words whatever the spacing, hyphens, bullets and raised figures."""
    plain = unicodedata.normalize("NFKC", text.replace("\u00ad", ""))
    return re.sub(r"[\W_]+", "", plain).casefold()
