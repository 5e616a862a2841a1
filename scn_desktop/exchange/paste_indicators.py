"""Pasted indicators: parts a, b, c stand in rows of their own or all in the first cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from scn_desktop.exchange.pasted import EmptyFirst, Pasted
from scn_desktop.models.edits import indicators as edits
from scn_desktop.models.edits.indicators import NewIndicator, NewPart

PART_ROW: Final = re.compile(r"([a-h])(?:\s*[:)]\s*|\.\s+)(\S.*)", re.DOTALL)
PARTS_INSIDE: Final = re.compile(r"(?:^|[\s:])([a-h])(?:\s*[:)]|\.)\s+")


def read(pasted: Pasted, empty_first: EmptyFirst) -> list[NewIndicator]:
    """The indicators of a pasted table with their parts and values by column key."""
    found: list[tuple[str, list[NewPart], dict[str, str]]] = []
    groups: list[str] = []
    for row, group in zip(pasted.rows, pasted.groups or [""] * len(pasted.rows), strict=True):
        name = pasted.cell(row, "indicator")
        values = {
            key: text for key, text in zip(pasted.mapping, row, strict=True) if key and key != "indicator" and text
        }
        part = PART_ROW.fullmatch(name)
        if part and found:
            found[-1][1].append(NewPart(part[1], " ".join(part[2].split()), values))
        elif not name and found and empty_first == "same":
            found[-1][2].update({key: f"{found[-1][2].get(key, '')}\n{text}".strip() for key, text in values.items()})
        else:
            text, parts = name_and_parts(name or (found[-1][0] if found and empty_first == "above" else ""))
            found.append((text, spread(parts, values) if parts else [], {} if parts else values))
            groups.append(group)
    return [
        NewIndicator(name, parts if parts else [NewPart(values=values)], group)
        for (name, parts, values), group in zip(found, groups, strict=True)
    ]


def name_and_parts(cell: str) -> tuple[str, list[tuple[str, str]]]:
    """A first cell as name and lettered parts: "Antal …: a: Barn b: Ungdomar"; letters must come in order from a."""
    pieces = PARTS_INSIDE.split(cell)
    letters = pieces[1::2]
    if len(letters) < 2 or letters != list("abcdefgh"[: len(letters)]):
        return " ".join(cell.split()), []
    labels = [" ".join(text.split()) for text in pieces[2::2]]
    return " ".join(pieces[0].split()).rstrip(": "), list(zip(letters, labels, strict=True))


def spread(parts: Sequence[tuple[str, str]], values: dict[str, str]) -> list[NewPart]:
    """Parts from one cell; a value cell with as many lines as parts is shared out, any other goes to the first."""
    shared: list[dict[str, str]] = [{} for _ in parts]
    for key, text in values.items():
        lines = text.split("\n")
        if len(lines) == len(parts):
            for own, line in zip(shared, lines, strict=True):
                own[key] = line
        else:
            shared[0][key] = text
    return [NewPart(letter, label, own) for (letter, label), own in zip(parts, shared, strict=True)]


def as_cells(indicators: Sequence[NewIndicator], keys: Sequence[str]) -> list[list[str]]:
    """The indicators as the rows of their table: a line for a group or the name of a divided one, then its parts."""
    rows = []
    group = ""
    for indicator in indicators:
        if indicator.group != group:
            group = indicator.group
            rows.append([group if key == "indicator" else "" for key in keys])
        divided = any(part.letter for part in indicator.parts)
        if divided:
            rows.append([indicator.name if key == "indicator" else "" for key in keys])
        for part in indicator.parts:
            name = f"{part.letter}  {part.label}" if divided else indicator.name
            rows.append([name if key == "indicator" else part.values.get(key, "") for key in keys])
    return rows


def apply(session: Session, block_id: str, indicators: Sequence[NewIndicator], index: int | None) -> list[str]:
    """Add the indicators to a table."""
    return edits.append(session, block_id, indicators, index)
