"""What the renderers of one paper share: its plan, its labels, and the running numbers of its tables and notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from scn_desktop.models.blocks import Block
from scn_desktop.models.committee import Committee
from scn_desktop.models.numbering import Label, labels
from scn_desktop.models.plan import Paper, Plan, Section
from scn_desktop.models.references import References
from scn_desktop.models.table_numbers import TABLE, Numbered, table_numbers
from scn_desktop.reports.cells import CELL_PADDING, Cell, Row, cell_element, head_cell, number_cell, text_cell
from scn_desktop.reports.prose import Prose
from scn_desktop.reports.text import cell as cell_text
from scn_desktop.reports.theme import CELL, LABEL_COLUMN, NUMBER, PORTRAIT, PageFormat, TextStyle
from scn_desktop.swedish import MINUS

MISSING = "\u2013"
"""Printed for a value that is missing; 0 is a value."""

_NUMBER = re.compile(r"[-+\u2212]?\d[\d \u00a0]*(?:[.,]\d+)?(?:[ \u00a0]?%)?\Z")
_NOTHING = ("", "-", MISSING, "\u2014")
_UNKNOWN = (".", "..")
"""Signs of official statistics for a value that is not known or cannot be given."""


@dataclass
class Printing:
    """The state of one walk over a paper. ``layout`` and ``level``: the page format and heading it has come to.

    ``bare_kind``: the kind of a chapter of which only the heading is printed so far, "" elsewhere. ``prefix`` begins
    the names of the paper's elements where several papers are one file.
    """

    plan: Plan
    paper: Paper | None
    today: date
    layout: PageFormat = PORTRAIT
    level: int = 1
    bare_kind: str = ""
    prefix: str = ""
    labels: dict[str, Label] = field(init=False)
    prose: Prose = field(init=False)
    _numbers: dict[str, Numbered] = field(init=False)
    _block: Block | None = field(default=None, init=False)
    _titles: int = field(default=0, init=False)
    _identifiers: Iterator[int] = field(default_factory=lambda: count(1), init=False)

    def __post_init__(self) -> None:
        self.labels = labels(self.paper) if self.paper else {}
        self._numbers = table_numbers(self.paper) if self.paper else {}
        references = References(self.plan)
        self.prose = Prose(references, is_draft=not self.is_decided, identifier=self.identifier)

    @property
    def committee(self) -> Committee:
        return self.plan.committee

    @property
    def is_decided(self) -> bool:
        return self.paper is not None and self.paper.status == "decided"

    @property
    def indent(self) -> float:
        """Where running text begins: after the label column in portrait, at the left edge in landscape."""
        return LABEL_COLUMN if self.layout is PORTRAIT else 0.0

    @property
    def level_below(self) -> int:
        """The level of a heading inside the section that the walk has come to."""
        return min(self.level + 1, 4)

    def begin_block(self, block: Block) -> None:
        """The walk has come to a block."""
        self._block, self._titles = block, 0
        self.prose.begin_table()

    def table_title(self, title: str) -> str:
        """ "Tabell 7. Indikatorer för uppdrag 2.2", with the number that references to the block's table say.

        What is printed without a paper of the plan's has no numbers: nothing refers to its tables.
        """
        if self.paper is None:
            self.prose.begin_table()
            return title
        numbered = self._numbers.get(self._block.id) if self._block is not None else None
        if numbered is None or self._titles >= numbered.count:
            raise ValueError(f"no number for a table of a block of {self._block.kind if self._block else 'nothing'}")
        self._titles += 1
        if self._titles > 1:
            self.prose.begin_table()
        return f"{TABLE} {numbered.first + self._titles - 1}. {title}"

    def figure_title(self, title: str) -> str:
        """ "Figur 2. Organisation"."""
        numbered = self._numbers.get(self._block.id) if self._block is not None else None
        return f"{numbered.name}. {title}" if numbered is not None else title

    def cell(self, content: str, style: TextStyle = CELL) -> Cell:
        """A cell of text as it was typed, with its footnotes and references; a dash where there is none."""
        element = cell_element()
        return Cell(cell_text(content if content.strip() else MISSING, element, style, self.prose), element)

    def number_cell(self, content: str, style: TextStyle = NUMBER) -> Cell:
        """A cell of a number as it was typed; its stars and the marks of its footnotes hang outside the digits."""
        text, stars = without_stars(self.prose.seen(content))
        return number_cell(number_text(text), style, mark=stars, notes=self.prose.notes(content))

    def seen(self, content: str) -> str:
        """What is seen of a cell's text on paper, without footnotes."""
        return self.prose.seen(content)

    def identifier(self, kind: str) -> str:
        """A name that no other element of the file has."""
        return f"{self.prefix}{kind}{next(self._identifiers):05}"

    def label_of(self, section: Section) -> str:
        """ "Uppdrag 1.1"; empty where the kind isn't numbered."""
        return self.labels[section.id].text

    def place_of(self, section: Section) -> str:
        """How a table names the section it stands in: "uppdrag 1.1", or as its heading does, inside a sentence."""
        label = self.labels[section.id]
        name = label.text or (label.heading if label.is_whole else section.title)
        is_short_form = name[1:2].isupper()
        return name if is_short_form else name[:1].lower() + name[1:]


def is_number(text: str) -> bool:
    """Whether a cell's text is a number as people write them, in Swedish or English."""
    return bool(_NUMBER.match(text.strip()))


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no value: nothing, or a dash of any kind."""
    return text.strip() in _NOTHING


def number_text(text: str) -> str:
    """A typed number as printed: real minus sign, a dash for a missing value."""
    text = text.strip()
    if is_missing(text):
        return MISSING
    return MINUS + text[1:] if text[0] == "-" and is_number(text) else text


def holds_numbers(texts: Sequence[str]) -> bool:
    """Whether a column of these texts is set as numbers, starred or not: at least one is, and the rest are missing."""
    plain = [without_stars(text)[0] for text in texts]
    return any(map(is_number, plain)) and all(
        is_number(text) or is_missing(text) or text.strip() in _UNKNOWN for text in plain
    )


def without_stars(text: str) -> tuple[str, str]:
    """A number and the stars after it, which a note below the table explains: "61*", "4 200 **"."""
    plain = text.rstrip().rstrip("*")
    stars = text.rstrip()[len(plain) :]
    plain = plain.rstrip()
    return (plain, stars) if stars and (is_number(plain) or plain in _UNKNOWN) else (text, "")


def head_rows(headings: Sequence[tuple[str, str, bool]], printing: Printing) -> tuple[list[Row], list[tuple[int, int]]]:
    """Head rows of columns given as (heading, group, is_number), and the columns that each group's rule lies under.

    Neighbours with the same group get a heading over them in a row of its own.
    """
    if not any(group for _, group, _ in headings):
        return [Row([_head(text, is_number) for text, _, is_number in headings])], []
    upper: list[Cell] = []
    lower: list[Cell] = []
    rules: list[tuple[int, int]] = []
    position = 0
    while position < len(headings):
        text, group, is_number = headings[position]
        if not group:
            upper.append(_head(text, is_number, row_span=2))
            position += 1
            continue
        end = position
        while end < len(headings) and headings[end][1] == group:
            end += 1
        identifier = printing.identifier("rubrik")
        upper.append(head_cell(group, span=end - position, identifier=identifier))
        lower += [head_cell(name, is_number=number, headers=[identifier]) for name, _, number in headings[position:end]]
        rules.append((position, end - 1))
        position = end
    top, bottom = CELL_PADDING
    return [Row(upper, padding=(top, bottom - 2)), Row(lower, padding=(top - 1, bottom))], rules


def _head(text: str, is_number: bool, row_span: int = 1) -> Cell:
    # A header cell must not be empty, or it names nothing when it is read.
    if not text:
        return text_cell("", row_span=row_span)
    return head_cell(text, is_number=is_number, row_span=row_span)
