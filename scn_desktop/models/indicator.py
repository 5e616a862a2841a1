"""Indicators: what is measured, its parts (a barn, b ungdomar, c vuxna) and the values under each column."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import Base, Ordered, optional_whole, origin, owned, owner, prose

if TYPE_CHECKING:
    from scn_desktop.models.blocks import IndicatorPlacement
    from scn_desktop.models.plan import Plan


_KOLADA_ID = re.compile(r"[A-Z][0-9]{5}")
_YEAR = re.compile(r"(19|20|21)[0-9]{2}")
_NUMBER = re.compile(r"([-+\u2212]?)(\d[\d \u00a0]*)(?:[.,](\d+))?((?:[ \u00a0]?%)?)")


def is_kolada_id(text: str) -> bool:
    """Whether a text has the form of a key figure's number in Kolada: a letter and five digits, "U33461"."""
    return _KOLADA_ID.fullmatch(text) is not None


def is_year(key: str) -> bool:
    """Whether the key of a value is an earlier year."""
    return _YEAR.fullmatch(key) is not None


def with_decimals(text: str, decimals: int | None) -> str:
    """A value that is a number, written with so many decimals; words, and any value where None is given, as they are.

    A half is rounded away from zero, as in school and in the published plans.
    """
    found = _NUMBER.fullmatch(text.strip())
    if decimals is None or found is None:
        return text
    sign, whole, fraction, unit = found.groups()
    digits = "".join(letter for letter in whole if letter.isdigit())
    number = Decimal(f"{digits}.{fraction or 0}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    written = f"{number:,f}".replace(",", "\u00a0").replace(".", ",")
    return f"{sign}{written}{unit}"


class Indicator(Base):
    """A measured value. It always has at least one part; an undivided indicator's part has no letter and no label."""

    __tablename__ = "indicator"

    plan_id: Mapped[str] = owner("plan")
    name: Mapped[str] = prose()
    unit: Mapped[str] = prose()
    decimals: Mapped[int | None] = optional_whole()
    source: Mapped[str] = prose()
    kolada_id: Mapped[str] = prose()
    note: Mapped[str] = prose()
    origin_id: Mapped[str | None] = origin()

    plan: Mapped[Plan] = relationship(back_populates="indicators")
    placements: Mapped[list[IndicatorPlacement]] = relationship(
        back_populates="indicator", passive_deletes="all", lazy="select"
    )
    parts: Mapped[list[IndicatorPart]] = owned("IndicatorPart", "indicator")

    @property
    def full_name(self) -> str:
        """The name with its unit, as it prints: "Ej återaktualiserade, procent"; a unit in the name is not repeated."""
        unit = self.unit.strip()
        return f"{self.name}, {unit}" if unit and unit.casefold() not in self.name.casefold() else self.name

    @property
    def divided(self) -> bool:
        """Whether it prints as a group line with lettered parts."""
        return any(part.letter or part.label for part in self.parts)


class IndicatorPart(Ordered, Base):
    """One line of an indicator: "a", "barn 0–12 år"."""

    __tablename__ = "indicator_part"

    indicator_id: Mapped[str] = owner("indicator")
    letter: Mapped[str] = prose()
    label: Mapped[str] = prose()

    indicator: Mapped[Indicator] = relationship(back_populates="parts")
    values: Mapped[list[IndicatorValue]] = owned("IndicatorValue", "part", order="id")

    def value_of(self, key: str) -> str:
        """The value under the column with that key as it was written; empty where there is none."""
        return next((value.text for value in self.values if value.key == key), "")

    def earlier(self, shown: Collection[str] = ()) -> list[tuple[str, str]]:
        """Earlier years with their values, oldest first; not those that have a column of their own in ``shown``."""
        found = {value.key: value.text for value in self.values if is_year(value.key) and value.text.strip()}
        return sorted((key, text) for key, text in found.items() if key not in shown)

    def earlier_line(self, shown: Collection[str] = ()) -> str:
        """The earlier years as the small line under the name: "2018: 55 · 2019: 57"."""
        decimals = self.indicator.decimals
        return " \u00b7 ".join(f"{year}:\u00a0{with_decimals(text, decimals)}" for year, text in self.earlier(shown))


class IndicatorValue(Base):
    """A value as written: a number ("58,7") or words ("Topp tre i länet", "–"), under a column's ``key``.

    The keys are those of the planning model's indicator table (total, women, men, comparison, target, trend), or a
    year ("2019") for what it was earlier.
    """

    __tablename__ = "indicator_value"

    part_id: Mapped[str] = owner("indicator_part")
    key: Mapped[str] = prose()
    text: Mapped[str] = prose()

    part: Mapped[IndicatorPart] = relationship(back_populates="values")
