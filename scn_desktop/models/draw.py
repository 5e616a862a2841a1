"""The draw of a stickprov: the list that was drawn from, and what anyone with the list needs to draw again.

A draw is never changed or removed: ``guards`` refuses it. Everything in it is covered by secrecy (OSL 26 kap.).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import Base, Ordered, derived, owned, owner, prose, reference, whole

if TYPE_CHECKING:
    from scn_desktop.models.spot_check import Meeting


class Draw(Base):
    """A draw among the cases of a list, made for a meeting.

    ``rule`` names the published method, ``seed`` and ``salt`` are hex digits, ``list_fingerprint`` is the list's salted
    SHA-256. ``wanted`` cases are drawn, and ``reserves`` after them. ``category_title`` is empty for a draw among all.
    """

    __tablename__ = "draw"

    meeting_id: Mapped[str] = owner("meeting")
    category_title: Mapped[str] = prose()
    made_at: Mapped[str] = derived()
    made_by: Mapped[str] = prose()
    rule: Mapped[str] = derived()
    seed: Mapped[str] = derived()
    salt: Mapped[str] = derived()
    list_fingerprint: Mapped[str] = derived()
    wanted: Mapped[int] = whole(3)
    reserves: Mapped[int] = whole(2)

    meeting: Mapped[Meeting] = relationship(back_populates="draws")
    items: Mapped[list[DrawItem]] = owned("DrawItem", "draw")
    omissions: Mapped[list[DrawOmission]] = owned("DrawOmission", "draw", order="made_at")


class DrawItem(Ordered, Base):
    """A case of the list: its registry reference, category, date and unit as they were pasted."""

    __tablename__ = "draw_item"

    draw_id: Mapped[str] = owner("draw")
    reference: Mapped[str] = prose()
    category: Mapped[str] = prose()
    dated: Mapped[str] = prose()
    unit: Mapped[str] = prose()

    draw: Mapped[Draw] = relationship(back_populates="items")


class DrawOmission(Base):
    """A drawn case that was left out, and why; the next reserve takes its place."""

    __tablename__ = "draw_omission"

    draw_id: Mapped[str] = owner("draw")
    item_id: Mapped[str] = reference("draw_item")
    reason: Mapped[str] = prose()
    made_by: Mapped[str] = prose()
    made_at: Mapped[str] = derived()

    draw: Mapped[Draw] = relationship(back_populates="omissions")
    item: Mapped[DrawItem] = relationship()
