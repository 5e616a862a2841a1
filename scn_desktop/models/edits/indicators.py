"""Indicators in the tables they stand in: their parts and values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Final, Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block, IndicatorPlacement
from scn_desktop.models.edits import placements
from scn_desktop.models.indicator import Indicator, IndicatorPart, IndicatorValue
from scn_desktop.models.ordering import keys_at, keys_for

IndicatorField = Literal["name", "unit", "source", "kolada_id", "note"]
MOST_DECIMALS: Final = 6


@dataclass(frozen=True)
class NewPart:
    """A part to add, its values by column key."""

    letter: str = ""
    label: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class NewIndicator:
    """An indicator to add; without parts it gets the one that an undivided indicator has."""

    name: str = ""
    parts: Sequence[NewPart] = ()
    group: str = ""


def add(session: Session, block_id: str, index: int | None = None, name: str = "", group: str = "") -> str:
    """A new undivided indicator before placement ``index`` of a table, or last; the key of its placement."""
    return append(session, block_id, [NewIndicator(name, group=group)], index)[0]


def append(session: Session, block_id: str, indicators: Sequence[NewIndicator], index: int | None = None) -> list[str]:
    """New indicators before placement ``index``, or last; their placements' keys."""
    block = queries.get(session, Block, block_id)
    place = len(block.indicator_placements) if index is None else index
    keys = keys_at(block.indicator_placements, place, len(indicators)) if indicators else []
    added = []
    for new, key in zip(indicators, keys, strict=True):
        indicator = Indicator(plan_id=block.section.paper.plan_id, name=new.name)
        session.add(indicator)
        session.flush()
        add_parts(session, indicator.id, list(new.parts) or [NewPart()])
        placement = IndicatorPlacement(block_id=block_id, indicator_id=indicator.id, order_key=key, group=new.group)
        session.add(placement)
        session.flush()
        added.append(placement.id)
    return added


def add_parts(session: Session, indicator_id: str, parts: Sequence[NewPart]) -> None:
    """The first parts of an indicator."""
    for new, key in zip(parts, keys_for(len(parts)), strict=True):
        part = IndicatorPart(indicator_id=indicator_id, order_key=key, letter=new.letter, label=new.label)
        session.add(part)
        session.flush()
        for column, text in new.values.items():
            if text:
                session.add(IndicatorValue(part_id=part.id, key=column, text=text))


def set_field(session: Session, indicator_id: str, name: IndicatorField, value: str) -> None:
    """Change one field of an indicator, wherever it stands."""
    setattr(queries.get(session, Indicator, indicator_id), name, value)


def set_decimals(session: Session, indicator_id: str, decimals: int | None) -> None:
    """With how many decimals an indicator's numbers print; None as they were written. Raises InputError."""
    if decimals is not None and not 0 <= decimals <= MOST_DECIMALS:
        raise InputError(f"Antalet decimaler är ett tal från 0 till {MOST_DECIMALS}.")
    queries.get(session, Indicator, indicator_id).decimals = decimals


def set_value(session: Session, part_id: str, key: str, text: str) -> None:
    """The value of a part under a column, as written."""
    part = queries.get(session, IndicatorPart, part_id)
    value = next((each for each in part.values if each.key == key), None)
    if value is not None:
        value.text = text
    elif text:
        session.add(IndicatorValue(part_id=part_id, key=key, text=text))


def move_year(session: Session, part_id: str, year: str, to: str) -> None:
    """Let the value of an earlier year stand under another year. Raises InputError where that year has one."""
    part = queries.get(session, IndicatorPart, part_id)
    if part.value_of(to):
        raise InputError(f"Det finns redan ett värde för {to}.")
    text = part.value_of(year)
    set_value(session, part_id, year, "")
    set_value(session, part_id, to, text)


def set_part_label(session: Session, part_id: str, label: str) -> None:
    """What a part is called: "barn 0–12 år"."""
    queries.get(session, IndicatorPart, part_id).label = label


def add_part(session: Session, indicator_id: str, index: int | None = None, label: str = "") -> str:
    """A part before part ``index``, or last; dividing an undivided indicator makes its only part a. The part's key."""
    indicator = queries.get(session, Indicator, indicator_id)
    place = len(indicator.parts) if index is None else index
    part = IndicatorPart(indicator_id=indicator_id, order_key=keys_at(indicator.parts, place)[0], label=label)
    session.add(part)
    session.flush()
    session.expire(indicator, ["parts"])
    letter_parts(indicator)
    return part.id


def delete_part(session: Session, part_id: str) -> None:
    """Remove a part; the last one left makes the indicator undivided again."""
    part = queries.get(session, IndicatorPart, part_id)
    indicator = part.indicator
    if len(indicator.parts) == 1:
        part.letter = part.label = ""
        return
    session.delete(part)
    session.flush()
    session.expire(indicator, ["parts"])
    letter_parts(indicator)


def set_group(session: Session, placement_ids: Sequence[str], name: str) -> None:
    """Let placements stand in the group with that name; "" takes them out of theirs."""
    for placement_id in placement_ids:
        queries.get(session, IndicatorPlacement, placement_id).group = name


def letter_parts(indicator: Indicator) -> None:
    """Letter the parts a, b, c … in their order; a single unnamed part has no letter."""
    parts = indicator.parts
    if len(parts) == 1 and not parts[0].label:
        parts[0].letter = ""
        return
    for part, letter in zip(parts, ascii_lowercase, strict=False):
        part.letter = letter


def move(session: Session, placement_id: str, index: int, block_id: str | None = None) -> None:
    """Put a placement at ``index`` of its table, or of another, counted without itself."""
    placement = queries.get(session, IndicatorPlacement, placement_id)
    block = queries.get(session, Block, block_id or placement.block_id)
    placements.move(placement, block.indicator_placements, index, block.id)


def delete(session: Session, placement_ids: Sequence[str]) -> None:
    """Take indicators out of a table; one that then stands nowhere is removed from the plan."""
    placements.remove(session, [queries.get(session, IndicatorPlacement, each) for each in placement_ids])
