"""What all pasted tables have in common: a title, a header of one or more rows, and columns that mean something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

EmptyFirst = Literal["own", "above", "same"]
"""What an empty first cell means: a row of its own, the text above again, or more of the row above."""

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "measure": ("åtgärd", "aktivitet", "insats", "vad"),
    "steering": ("styrdokument", "koppling"),
    "description": ("beskrivning", "hur"),
    "effect": ("effekt", "beskrivning", "resultat", "hur"),
    "indicator": ("indikator", "mått", "nyckeltal"),
    "total": ("totalt", "nuvärde", "alla", "utfall"),
    "women": ("kvinnor", "flickor"),
    "men": ("män", "pojkar"),
    "comparison": ("jämför",),
    "target": ("mål",),
    "trend": ("trend",),
    "outcome": ("utfall", "resultat"),
    "milestone": ("etappmål", "delmål"),
    "goal_value": ("målvärde", "mål"),
    "area": ("kontrollområde", "område", "kategori"),
    "process": ("process", "rutin"),
    "index": ("riskindex", "index", "riskvärde"),
    "risk": ("risk",),
    "activity": ("kontrollmoment", "moment", "kontroll"),
    "method": ("metod", "hur"),
    "reporting": ("tidpunkt", "rapport", "när"),
    "responsible": ("ansvar", "kontrollansvar"),
    "period": ("period", "tid"),
    "partners": ("samverka", "tillsammans"),
}
"""Words in a heading that tell what a column is, whatever the municipality calls it exactly."""

HEADINGS: Final = (
    "aktör", "ansvar", "antal", "avser", "avtal", "bakgrund", "begrepp", "belopp", "beskrivning", "beslut", "betydelse",
    "datum", "deklaration", "diarienummer", "enhet", "förklaring", "förvaltning", "gäller", "kategori", "kommentar",
    "kvalitet", "metod", "mål", "målgrupp", "namn", "nämnd", "omfattning", "område", "ord", "period", "process", "roll",
    "rutin", "slag", "status", "syfte", "system", "tid", "titel", "typ", "uppdrag", "utförare", "verksamhet", "år",
)  # fmt: skip
"""Words that headings of free tables often begin with."""

YEAR: Final = re.compile(r"(19|20|21)\d\d")
NUMBER: Final = re.compile(r"[-\u2212\u2013(]?\s*\d[\d\s\u00a0.,]*\)?\s*%?")


@dataclass(frozen=True)
class Field:
    """A column of the table that is pasted into. ``group`` is the heading that stands over several.

    ``any_year``: a heading with another year names it too, as the table is empty and will take the heading over.
    """

    key: str
    heading: str
    group: str = ""
    any_year: bool = False


@dataclass
class Pasted:
    """The rows below the header, and for each of their columns the key of its field, or None."""

    title: str
    header: list[list[str]]
    rows: list[list[str]]
    mapping: list[str | None]
    groups: list[str] = field(default_factory=list)
    """What each row's group is called, where the table has groups."""

    def headings(self) -> list[str]:
        """One heading per column: the header rows read downwards."""
        width = len(self.mapping)
        return [" ".join(row[column] for row in self.header if row[column]) for column in range(width)]

    def cell(self, row: Sequence[str], key: str) -> str:
        """The row's text under a field; empty where no column is mapped to it."""
        return next((text for text, mapped in zip(row, self.mapping, strict=True) if mapped == key), "")

    def filled_from_above(self) -> list[list[str]]:
        """The rows with each empty first cell taken from the row above."""
        filled: list[list[str]] = []
        for row in self.rows:
            first = row[0] or (filled[-1][0] if filled else "")
            filled.append([first, *row[1:]])
        return filled


def is_number(text: str) -> bool:
    """Whether a cell holds a number and nothing else; "–" is none."""
    return bool(NUMBER.fullmatch(text.strip()))


def folded(text: str) -> str:
    """A heading as it is compared."""
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()


def header_height(cells: Sequence[Sequence[str]], fields: Sequence[Field], kind: str) -> int:
    """How many of the first rows are headings."""
    if kind == "budget":
        height = budget_header_height(cells)
        while height > 1 and cells[height - 1][0] and not any(cells[height - 1][1:]):
            height -= 1  # "Intäkter" above the first amounts is a row of the table
        return height
    height = 0
    if cells and (looks_like_header(cells[0], fields) or (kind == "table" and header_by_shape(cells))):
        height = 1
        if len(cells) > 1 and not cells[1][0] and second_header(cells[1]):
            height = 2
    return height


def budget_header_height(cells: Sequence[Sequence[str]]) -> int:
    """How many rows stand above the first amount; years are headings."""
    for height, row in enumerate(cells[:5]):
        if any(is_number(cell) and not YEAR.fullmatch(cell) for cell in row[1:]):
            return height
        if height and any(is_number(cell) for cell in row[1:]) and any(cells[height - 1][1:]):
            return height
    return 1 if cells and any(YEAR.fullmatch(cell) for cell in cells[0][1:]) else 0


def header_by_shape(cells: Sequence[Sequence[str]]) -> bool:
    """A free table's first row is a header if its cells are short and filled and those below are numbers or longer."""
    first, rest = cells[0], cells[1:]
    figures = [cell for cell in first if is_number(cell) and not YEAR.fullmatch(cell)]
    if not rest or not all(first) or figures or max(map(len, first)) > 60:
        return False
    below = [cell for row in rest for cell in row[1:] if cell]
    if below and sum(map(is_number, below)) >= len(below) / 2:
        return True
    longest_below = max(max(map(len, row)) for row in rest)
    if longest_below > 2 * max(map(len, first)):
        return True
    named = sum(any(folded(cell).startswith(word) for word in HEADINGS) for cell in first)
    return named * 2 > len(first) or any(holds_references(cells, column) for column in range(len(first)))


def holds_references(cells: Sequence[Sequence[str]], column: int) -> bool:
    """Whether most cells below the first bear figures that it does not: dates, registry numbers."""
    below = [row[column] for row in cells[1:] if row[column]]
    figured = sum(any(letter.isdigit() for letter in cell) for cell in below)
    return bool(below) and not any(letter.isdigit() for letter in cells[0][column]) and figured * 2 > len(below)


def looks_like_header(row: Sequence[str], fields: Sequence[Field]) -> bool:
    """At least half of the filled cells are short and name a field of the table."""
    filled = [cell for cell in row if cell]
    named = [cell for cell in filled if len(cell) <= 60 and any(heading_score(cell, each) > 0 for each in fields)]
    return len(filled) >= 2 and len(named) * 2 >= len(filled) and not any(is_number(cell) for cell in filled)


def second_header(row: Sequence[str]) -> bool:
    """A row below the header that only divides its columns: Totalt, Kvinnor, Män."""
    filled = [folded(cell) for cell in row if cell]
    words = {word for key in ("total", "women", "men") for word in WORDS[key]}
    return bool(filled) and all(any(cell.startswith(word) for word in words) for cell in filled)


def heading_score(heading: str, wanted: Field) -> int:
    """How well a pasted heading names a field: 3 the same words, 2 nearly, 1 by its kind, 0 not at all."""
    text, own = folded(heading), folded(wanted.heading)
    if not text:
        return 0
    if own and text == own:
        return 3
    if own and (text in own or own in text):
        return 2
    if own and same_but_year(heading, wanted.heading):
        return 2 if wanted.any_year else 0
    words = text.split()
    return int(any(word.startswith(hint) for hint in WORDS.get(wanted.key, ()) for word in words))


def same_but_year(one: str, other: str) -> bool:
    """Whether two headings differ, and only in the year: "Utfall 2018" and "Utfall 2019"."""
    words = [YEAR.sub("", folded(heading)).strip() for heading in (one, other)]
    return folded(one) != folded(other) and words[0] == words[1] != ""


def map_columns(header: Sequence[Sequence[str]], fields: Sequence[Field], width: int, kind: str) -> list[str | None]:
    """Which field each pasted column is: by its heading where there is a header, else by its place."""
    if kind in ("budget", "table") or not header:
        return map_places(header, fields, width)
    headings = [[row[column] for row in header] for column in range(width)]
    scores = sorted(
        (
            (
                -max(
                    heading_score(part, wanted) * (len(parts) - depth + 1) for depth, part in enumerate(reversed(parts))
                ),
                column,
                place,
            )
            for column, parts in enumerate(headings)
            for place, wanted in enumerate(fields)
        ),
    )
    mapping: list[str | None] = [None] * width
    taken: set[int] = set()
    for score, column, place in scores:
        if score < 0 and mapping[column] is None and place not in taken:
            mapping[column] = fields[place].key
            taken.add(place)
    return mapping


def map_places(header: Sequence[Sequence[str]], fields: Sequence[Field], width: int) -> list[str | None]:
    """Each pasted column its own place's field, but for one that has the very heading of another: an amount headed
    "Budget 2026" never lands under "Bokslut 2025". The first column names the rows and stays first.
    """
    named = {folded(each.heading): place for place, each in reversed(list(enumerate(fields))) if place and each.heading}
    mapping: list[str | None] = [None] * width
    free = dict(enumerate(each.key for each in fields))
    for column in range(1, width):
        place = named.get(folded(" ".join(row[column] for row in header)), -1)
        mapping[column] = free.pop(place, None)
    for column in range(width):
        mapping[column] = mapping[column] or free.pop(column, None)
    return mapping


def grouped_rows(
    rows: Sequence[Sequence[str]], header: Sequence[Sequence[str]], title: str
) -> tuple[list[list[str]], list[str]]:
    """The rows of a table that names its parts, each name above a head of its own; and the name over each row.

    The title names the first part; without one a row above a repeated head is an indicator at the end of a page. No
    names where no part is named inside the table.
    """
    kept: list[list[str]] = []
    groups: list[str] = []
    group = title
    for place, row in enumerate(rows):
        following = rows[place + 1 : place + 2]
        if title and row[0] and not any(row[1:]) and following and repeated_header(following[0], header):
            group = row[0]
        elif not repeated_header(row, header):
            kept.append(list(row))
            groups.append(group)
    return kept, groups if len(set(groups)) > 1 else []


def repeated_header(row: Sequence[str], header: Sequence[Sequence[str]]) -> bool:
    """Whether a row below is the header again, as where a table broke over a page."""
    return any([folded(cell) for cell in row] == [folded(cell) for cell in line] for line in header)
