"""Pasted measures: several steering documents in one cell are told apart by the register and by each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy.orm import Session

from scn_desktop.exchange.pasted import EmptyFirst, Pasted
from scn_desktop.models.edits import measures as edits
from scn_desktop.models.edits.measures import NewMeasure
from scn_desktop.models.similar_titles import folded

OTHERS: Final = ("description", "effect", "period", "partners", "responsible")
"""The fields of a measure that are taken as they stand."""
SHORTEST_TITLE: Final = 8
"""A known title with fewer characters is not looked for inside others."""
FIRST_WORD: Final = re.compile(
    r"(?<!\S)(?:(?:[A-ZÅÄÖ]\w*- och \w*|[A-ZÅÄÖ]\w*)(?:program|plan|policy|strategi|riktlinje|överenskommelse)\w*"
    r"|Program|Plan|Policy|Strategi|Riktlinjer?|Reglemente|Överenskommelse|Avtal)(?=\s)"
)
"""What the title of a steering document often begins with."""
OPEN_WORDS: Final = frozenset(("av", "för", "i", "inom", "med", "mot", "och", "om", "på", "till", "vid"))
"""No title ends with one of these: "Handlingsplan för Program för jämställdhet" is one title."""


def read(pasted: Pasted, empty_first: EmptyFirst, register: Sequence[str], split: bool) -> list[NewMeasure]:
    """The measures of a pasted table; ``register`` holds the titles already known."""
    rows: list[tuple[str, list[str], dict[str, str]]] = []
    for row in pasted.rows:
        text, steering = pasted.cell(row, "measure"), pasted.cell(row, "steering")
        others = {key: pasted.cell(row, key) for key in OTHERS}
        if not text and rows and empty_first == "same":
            _, cells_above, others_above = rows[-1]
            cells_above.append(steering)
            for key, more in others.items():
                others_above[key] = "\n".join(filter(None, (others_above[key], more)))
        else:
            text = text or (rows[-1][0] if rows and empty_first == "above" else "")
            rows.append((text, [steering], others))
    cells = [cell for _, steering_cells, _ in rows for cell in steering_cells if cell]
    known = known_titles(register, cells) if split else []
    whole = {folded(title) for title in register} if split else None
    return [
        NewMeasure(
            text=text,
            steering_titles=tuple(title for cell in steering_cells for title in titles_in(cell, known, whole)),
            **others,
        )
        for text, steering_cells, others in rows
    ]


def known_titles(register: Iterable[str], cells: Iterable[str]) -> list[str]:
    """Titles to look for in the cells, longest first: the register's, and those that stand alone in a cell."""
    unique = {folded(title): " ".join(title.split()) for cell in cells for title in cell.split("\n")}
    unique |= {folded(title): title for title in register}
    return sorted((title for title in unique.values() if title), key=len, reverse=True)


def titles_in(cell: str, known: Sequence[str], whole: set[str] | None) -> list[str]:
    """The titles in one cell: each line is at least one. Titles in ``whole`` stay so; None splits no line."""
    found: list[str] = []
    for line in cell.split("\n"):
        text = " ".join(line.split()).strip("–").strip()
        if text:
            found.extend([text] if whole is None or folded(text) in whole else split_line(text, known))
    return found


def split_line(text: str, known: Sequence[str]) -> list[str]:
    """A line taken apart at the known titles in it, else where a second word stands that titles begin with."""
    lowered = text.casefold()
    for title in known:
        if title.rstrip(".").casefold() not in lowered or folded(title) == folded(text):
            continue
        match = re.search(rf"(?<!\w){re.escape(title.rstrip('.'))}(?!\w)", text, re.IGNORECASE)
        if match and len(title) >= SHORTEST_TITLE:
            before, after = text[: match.start()].strip(" ,;"), text[match.end() :].strip(" ,;.")
            if starts_a_title(before) and not is_open(before) and starts_a_title(after):
                return [part for piece in (before, title, after) if piece for part in split_at_words(piece)]
    return split_at_words(text)


def split_at_words(text: str) -> list[str]:
    """A line with two titles and no sign between them: "Policy för inköp Handlingsplan för näringsliv"."""
    starts = [match.start() for match in FIRST_WORD.finditer(text)]
    for start in starts[1:]:
        if FIRST_WORD.search(text[:start]) and not is_open(text[:start]):
            return [text[:start].strip(" ,;"), *split_at_words(text[start:])]
    return [text]


def starts_a_title(text: str) -> bool:
    """Whether what is left could be a title: nothing, or a capital first."""
    rest = text.strip(". ")
    return not rest or rest[0].isupper()


def is_open(text: str) -> bool:
    """Whether a title must go on after these words."""
    words = text.split()
    return bool(words) and words[-1].casefold() in OPEN_WORDS


def new_titles(measures: Sequence[NewMeasure], register: Iterable[str]) -> list[str]:
    """The steering documents that the register lacks, each once."""
    known = {folded(title) for title in register}
    return list({folded(t): t for m in measures for t in m.steering_titles if folded(t) not in known}.values())


def as_cells(measures: Sequence[NewMeasure], keys: Sequence[str]) -> list[list[str]]:
    """The measures as the rows of their table."""
    rows = []
    for measure in measures:
        cells = {"measure": measure.text, "steering": "\n".join(measure.steering_titles)}
        cells |= {key: getattr(measure, key) for key in OTHERS}
        rows.append([cells.get(key, "") for key in keys])
    return rows


def apply(session: Session, block_id: str, measures: Sequence[NewMeasure], index: int | None) -> list[str]:
    """Add the measures to a table."""
    return edits.append(session, block_id, measures, index)
