"""The list that the cases of a stickprov are drawn from: pasted or read from a file, its columns, what is wrong in it.

Nothing that a cell says is ever repeated in what is told about it: only its row and column.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from scn_desktop.errors import ImportFailed
from scn_desktop.exchange.clipboard import MOST_CELLS, clean, drop_empty_edges
from scn_desktop.exchange.pasted import folded
from scn_desktop.models.draw_rules import ListedCase, normal, same
from scn_desktop.models.likely_person import likely_person
from scn_desktop.models.personal_number import find_personal_number
from scn_desktop.swedish import plural

MOST_BYTES: Final = 10_000_000
NAMED_ROWS: Final = 3
"""Rows that are named in a sentence; of the rest the number is told."""

COLUMNS: Final = {"reference": "Ärendenummer", "category": "Kategori", "dated": "Datum", "unit": "Enhet"}
"""What a column can be, by the name of the field of a ListedCase."""
WORDS: Final = {
    "reference": ("ärendenummer", "diarienummer", "dnr", "ärende", "beteckning", "aktnummer", "referens", "nummer"),
    "category": ("kategori", "ärendetyp", "beslutstyp", "typ", "slag", "beslut", "avser"),
    "dated": ("datum", "beslutsdatum", "dag", "tid"),
    "unit": ("enhet", "avdelning", "team", "grupp", "mottagning"),
}
DAY: Final = re.compile(r"(?:19|20)\d\d-?[01]\d-?[0-3]\d(?:[ T]\d.*)?|[0-3]?\d[./][01]?\d[./](?:20)?\d\d")


@dataclass(frozen=True)
class CaseTable:
    """The cells as they came, all rows equally long; whether the first row is headings; what each column is.

    ``mapping`` has a key of COLUMNS for each column, or "" for one that is not read.
    """

    cells: tuple[tuple[str, ...], ...]
    has_header: bool
    mapping: tuple[str, ...]

    @property
    def first(self) -> int:
        """The place of the first row below the headings."""
        return 1 if self.has_header else 0

    def heading(self, column: int) -> str:
        """What stands above a column."""
        above = self.cells[0][column] if self.has_header else ""
        return above or f"Kolumn {column + 1}"


@dataclass(frozen=True)
class CaseList:
    """What was read. With ``errors`` nothing may be drawn; ``warnings`` and ``told`` are for the reader to judge.

    ``refused`` are the cells (row, column) that hold a personnummer, counted from 0 with the headings.
    """

    cases: tuple[ListedCase, ...]
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    told: tuple[str, ...]
    refused: frozenset[tuple[int, int]]

    @property
    def categories(self) -> dict[str, int]:
        """How many cases each category has, by its name as it is first written, in order; "" where none is given."""
        names: dict[str, str] = {}
        counted: Counter[str] = Counter(names.setdefault(same(c.category), c.category) for c in self.cases)
        return dict(counted)


# Cells


def read_file(path: Path) -> str:
    """The text of a list that was saved as CSV or plain text. Raises ImportFailed."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ImportFailed("Filen är för stor för att vara en lista över periodens ärenden.")
        content = path.read_bytes()
    except OSError as error:
        raise ImportFailed("Filen kan inte läsas. Kontrollera att den finns kvar och inte är öppen.") from error
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise ImportFailed(
            "Det är en arbetsbok. Öppna den i Excel, markera listan och kopiera, och klistra in den här. "
            "Det går också att spara listan som CSV och öppna den filen."
        )
    return decoded(content)


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 where it says so or fits, else as Windows writes in Sweden."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_cells(text: str) -> list[list[str]]:
    """Cells of tab, semicolon or comma separated text, each line a row, also empty ones. Raises ImportFailed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if not text.strip():
        raise ImportFailed("Listan är tom. Kopiera den i Excel eller verksamhetssystemet och klistra in igen.")
    if "\x00" in text:
        raise ImportFailed("Det är ingen text som kan läsas som en lista. Kopiera listan och klistra in den i stället.")
    is_quoted = text.count('"') % 2 == 0
    try:
        rows = list(
            csv.reader(
                io.StringIO(text),
                delimiter=delimiter_of(text),
                quoting=csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE,
            )
        )
    except csv.Error as error:
        raise ImportFailed("Listan kan inte läsas: en cell är för lång.") from error
    width = max(map(len, rows))
    if width * len(rows) > MOST_CELLS:
        raise ImportFailed("Listan är för stor. Ta bara med de kolumner som behövs, eller dela upp den.")
    return drop_empty_edges([[clean(cell) for cell in row] + [""] * (width - len(row)) for row in rows])


def delimiter_of(text: str) -> str:
    """What parts the cells of a line: a tab where there is any, else the sign that nearly all lines have as often."""
    lines = [line for line in text.split("\n") if line.strip()]
    if any("\t" in line for line in lines):
        return "\t"
    for sign in (";", ","):
        often, lines_with = Counter(line.count(sign) for line in lines).most_common(1)[0]
        if often and lines_with >= 0.8 * len(lines):
            return sign
    return "\t"


# Columns


def propose(text: str) -> CaseTable:
    """The cells of a list, with a guess at its headings and columns. Raises ImportFailed."""
    cells = tuple(tuple(row) for row in read_cells(text))
    return with_header(CaseTable(cells, False, ()), is_header(cells[0]))


def with_header(table: CaseTable, has_header: bool) -> CaseTable:
    """The table with the first row as headings, or as a case; the columns are guessed anew."""
    known = replace(table, has_header=has_header)
    return replace(known, mapping=guessed(known))


def with_column(table: CaseTable, column: int, key: str) -> CaseTable:
    """The table with another meaning of a column; another that had that meaning is no longer read."""
    mapping = ["" if key and each == key else each for each in table.mapping]
    mapping[column] = key
    return replace(table, mapping=tuple(mapping))


def is_header(row: Sequence[str]) -> bool:
    """Whether a row is headings: words without figures, one of them a known one."""
    words = [folded(cell) for cell in row]
    known = any(meaning(each) for each in words)
    return known and not any(character.isdigit() for cell in row for character in cell)


def meaning(heading: str) -> str:
    """What a column with that heading is; "" where it is none of what is read."""
    for key, words in WORDS.items():
        if heading in words:
            return key
    parts = heading.split()
    for key, words in WORDS.items():
        if any(part in words or part.endswith(words[:2]) for part in parts):
            return key
    return ""


def guessed(table: CaseTable) -> tuple[str, ...]:
    """What the columns are, by their headings, else by what stands in them."""
    columns = range(len(table.cells[0]))
    mapping = ["" for _ in columns]
    if table.has_header:
        for column in columns:
            key = meaning(folded(table.cells[0][column]))
            if key and key not in mapping:
                mapping[column] = key
    body = table.cells[table.first :]
    for column in columns:
        texts = [row[column] for row in body if row[column]]
        if not mapping[column] and "dated" not in mapping and texts and all(DAY.fullmatch(each) for each in texts):
            mapping[column] = "dated"
    if "reference" not in mapping:
        free = [column for column in columns if not mapping[column]]
        numbered = [column for column in free if is_numbered([row[column] for row in body if row[column]])]
        if numbered:
            mapping[numbered[0]] = "reference"
    return tuple(mapping)


def is_numbered(texts: Sequence[str]) -> bool:
    """Whether a column's texts may be registry references: figures in each, nearly all different, no personnummer."""
    if not texts or any(find_personal_number(each) for each in texts):
        return False
    return all(any(map(str.isdigit, each)) for each in texts) and len(set(texts)) >= 0.6 * len(texts)


# Cases


def read(table: CaseTable) -> CaseList:
    """The cases of the list, each once in its category, and what is to be said about them."""
    refused = frozenset(personal_numbers(table))
    errors = []
    if "reference" not in table.mapping:
        errors.append("Välj vilken kolumn som är ärendenumret.")
    errors += refusals(table, refused)
    rows = [(number, case_of(table, row)) for number, row in enumerate(table.cells, start=1) if number > table.first]
    empty = [number for number, _ in rows if not any(table.cells[number - 1])]
    unnumbered = [number for number, case in rows if not case.reference and number not in empty]
    seen: dict[tuple[str, str], ListedCase] = {}
    doubles = []
    for number, case in rows:
        key = (same(case.reference), same(case.category))
        if case.reference and key in seen:
            doubles.append(number)
        elif case.reference:
            seen[key] = case
    warnings = [*person_warnings(table, refused)]
    if "reference" in table.mapping and unnumbered:
        warnings.append(f"{rows_named(unnumbered)} har inget ärendenummer och kommer inte med.")
    told = []
    if empty:
        told.append(f"{plural(len(empty), 'tom rad', 'tomma rader')} hoppas över.")
    if doubles:
        told.append(f"{rows_named(doubles)} har ett ärende som redan står i listan. Varje ärende räknas en gång.")
    if not errors and not seen:
        errors.append("Listan har inga ärenden.")
    return CaseList(tuple(seen.values()), tuple(errors), tuple(warnings), tuple(told), refused)


def case_of(table: CaseTable, row: Sequence[str]) -> ListedCase:
    """A row as a case."""
    texts = {key: normal(cell) for key, cell in zip(table.mapping, row, strict=True) if key}
    return ListedCase(**{key: texts.get(key, "") for key in COLUMNS})


def read_columns(table: CaseTable) -> list[int]:
    """The columns that are read."""
    return [column for column, key in enumerate(table.mapping) if key]


def personal_numbers(table: CaseTable) -> Iterable[tuple[int, int]]:
    """The cells that are read and hold a personnummer or samordningsnummer."""
    for row, cells in enumerate(table.cells):
        for column in read_columns(table):
            if row >= table.first and find_personal_number(cells[column]) is not None:
                yield row, column


def refusals(table: CaseTable, refused: Iterable[tuple[int, int]]) -> list[str]:
    """Where personnummer stand, and what to do, without repeating any."""
    said = []
    by_column: dict[int, list[int]] = {}
    for row, column in sorted(refused):
        by_column.setdefault(column, []).append(row + 1)
    for column, rows in by_column.items():
        named = rows_named(rows)
        said.append(
            f"{named}, {column_name(table, column)}: här står personnummer eller samordningsnummer. Det får inte "
            "finnas i filen. Läs inte in kolumnen, eller ta bort numren där listan kommer ifrån och kopiera igen."
        )
    return said


def person_warnings(table: CaseTable, refused: frozenset[tuple[int, int]]) -> list[str]:
    """Where something looks like a person, without repeating it."""
    said = []
    for column in read_columns(table):
        if table.mapping[column] == "dated":
            continue
        rows = [
            row + 1
            for row, cells in enumerate(table.cells)
            if row >= table.first and (row, column) not in refused and likely_person(cells[column])
        ]
        if rows:
            said.append(f"{rows_named(rows)}, {column_name(table, column)}: ser ut som namn eller telefonnummer.")
    return said


def column_name(table: CaseTable, column: int) -> str:
    """How a sentence names a column."""
    return f"kolumnen {table.heading(column)}" if table.has_header else table.heading(column).lower()


def rows_named(rows: Sequence[int]) -> str:
    """ "Rad 4", "Rad 4, 7 och 9", "Rad 4, 7, 9 och 12 till"."""
    named, more = [str(each) for each in rows[:NAMED_ROWS]], len(rows) - NAMED_ROWS
    if more > 0:
        return f"Rad {', '.join(named)} och {more} till"
    return f"Rad {' och '.join([', '.join(named[:-1]), named[-1]] if len(named) > 1 else named)}"
