"""Indicators: what is measured, its parts (a barn, b ungdomar, c vuxna) and the values under each column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import Base, Ordered, optional_whole, origin, owned, owner, prose

if TYPE_CHECKING:
    from scn_desktop.models.blocks import IndicatorPlacement
    from scn_desktop.models.plan import Plan


_KOLADA_ID = re.compile(r"[A-Z][0-9]{5}")


def is_kolada_id(text: str) -> bool:
    """Whether a text has the form of a key figure's number in Kolada: a letter and five digits, "U33461"."""
    return _KOLADA_ID.fullmatch(text) is not None


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
