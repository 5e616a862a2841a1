"""Which columns of an entity stand in the JSON file, under what names, and what they may hold.

Read from the mapping, so that a new column is in the format by being declared. ``docs/file-format.md`` describes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final, Literal

from sqlalchemy import Column, Integer

from scn_desktop.errors import InputError
from scn_desktop.models.base import Base
from scn_desktop.models.money import LARGEST, Figure, amount_text, parse_amount
from scn_desktop.models.personal_number import find_personal_number
from scn_desktop.swedish import HARD_SPACE, MINUS

FORMAT: Final = "scn-plan"
VERSION: Final = 3

FieldKind = Literal["text", "whole", "day", "reference", "origin"]

ALWAYS: Final = frozenset({("block", "kind"), ("paper", "kind"), ("plan", "year"), ("plan", "outlook_to")})
"""Fields that are written also when they have their default, because a reader looks for them."""

BIGGEST: Final = 2**63 - 1
"""The file's whole numbers have 64 bits."""


@dataclass(frozen=True)
class Field:
    """A column of an entity as it stands in the file."""

    name: str
    column: str
    kind: FieldKind
    default: Any
    nullable: bool
    words: tuple[str, ...]
    lowest: int
    highest: int
    prose: bool
    always: bool

    def is_written(self, value: Any) -> bool:
        """Whether the value stands in the file; a default is left out."""
        return self.always or value != self.default

    def problem(self, value: Any) -> str:
        """What is wrong with a value as a Swedish clause that ends the sentence "Vid …:"; empty where nothing is."""
        if value is None:
            return "" if self.nullable else "värdet får inte vara null"
        if self.kind == "whole":
            if not isinstance(value, int) or isinstance(value, bool):
                return "här ska stå ett heltal utan citattecken"
            if not self.lowest <= value <= self.highest:
                return f"{value} är utanför det tillåtna, {self.lowest} till {self.highest}"
            return ""
        problem = text_problem(value, prose=self.prose)
        if problem:
            return problem
        if self.words and value not in self.words:
            return f"”{value[:40]}” är inte tillåtet. Välj någon av: {', '.join(each or '””' for each in self.words)}"
        if self.kind == "day" and not is_day(value):
            return f"”{value[:40]}” är inget datum. Skriv som 2027-03-10"
        return ""


@cache
def fields_of(entity: type[Base]) -> tuple[Field, ...]:
    """The entity's own fields in declared order; ids, owners and places in an order are told by where a row stands."""
    table = Base.metadata.tables[entity.__tablename__]
    return tuple(
        as_field(table.name, column)
        for column in table.columns
        if column.name not in ("id", "order_key") and not column.info.get("owner")
    )


def as_field(table: str, column: Column[Any]) -> Field:
    """A column as a field of the file."""
    lowest, highest = column.info.get("bounds", (-BIGGEST, BIGGEST))
    kind: FieldKind = "text"
    if column.foreign_keys:
        kind = "reference"
    elif column.info.get("origin"):
        kind = "origin"
    elif column.info.get("day"):
        kind = "day"
    elif isinstance(column.type, Integer):
        kind = "whole"
    return Field(
        name=column.name.removesuffix("_id") if kind in ("reference", "origin") else column.name,
        column=column.name,
        kind=kind,
        default=getattr(column.default, "arg", None),
        nullable=bool(column.nullable),
        words=column.info.get("words", ()),
        lowest=lowest,
        highest=highest,
        prose=bool(column.info.get("prose")),
        always=(table, column.name) in ALWAYS,
    )


def text_problem(value: Any, *, prose: bool = True) -> str:
    """What is wrong with a text; empty where nothing is. A personnummer is never repeated."""
    if not isinstance(value, str):
        return "här ska stå en text inom citattecken"
    if "\x00" in value:
        return "texten innehåller ett tecken som inte kan sparas"
    try:
        value.encode()
    except UnicodeEncodeError:
        return "texten innehåller ett halvt tecken (\\ud800–\\udfff)"
    if prose and find_personal_number(value) is not None:
        return "texten innehåller ett personnummer eller samordningsnummer, som inte får finnas i filen"
    return ""


def is_day(text: str) -> bool:
    """Whether the text is a date of the calendar as YYYY-MM-DD."""
    try:
        return bool(re.fullmatch(r"[12]\d{3}-\d\d-\d\d", text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def written_amount(ore: int, precision: int) -> str | dict[str, int]:
    """An amount as in "103 812 400 kr"; öre and precision apart where no such text says the same."""
    figure = Figure(ore, precision)
    text = amount_text(figure).replace(HARD_SPACE, " ").replace(MINUS, "-")
    return text if abs(ore) < LARGEST and parse_amount(text, "kr") == figure else {"ore": ore, "precision": precision}


def read_amount(value: Any, unit: str) -> Figure | None:
    """The amount that ``written_amount`` wrote, or one typed in a table of ``unit``; None for none.

    Raises InputError.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return parse_amount(value, unit)
    if isinstance(value, dict) and set(value) == {"ore", "precision"}:
        ore, precision = value["ore"], value["precision"]
        whole = all(isinstance(each, int) and not isinstance(each, bool) for each in (ore, precision))
        if whole and abs(ore) <= BIGGEST and 1 <= precision <= 100_000_000:
            return Figure(ore, precision)
    raise InputError("Skriv beloppet som text, till exempel ”14 mnkr”, eller null.")
