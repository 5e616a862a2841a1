"""Measures (åtgärder) and the steering documents they carry out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import (
    Base,
    Ordered,
    origin,
    owned,
    owner,
    prose,
    reference,
)

if TYPE_CHECKING:
    from scn_desktop.models.blocks import MeasurePlacement
    from scn_desktop.models.committee import SteeringDocument
    from scn_desktop.models.plan import Plan


class Measure(Base):
    """What the nämnd will do. ``period`` ("2020–2022") prints in parentheses after the text."""

    __tablename__ = "measure"

    plan_id: Mapped[str] = owner("plan")
    text: Mapped[str] = prose()
    description: Mapped[str] = prose()
    period: Mapped[str] = prose()
    partners: Mapped[str] = prose()
    responsible: Mapped[str] = prose()
    effect: Mapped[str] = prose()
    origin_id: Mapped[str | None] = origin()

    plan: Mapped[Plan] = relationship(back_populates="measures")
    placements: Mapped[list[MeasurePlacement]] = relationship(
        back_populates="measure", passive_deletes="all", lazy="select"
    )
    steering_links: Mapped[list[SteeringLink]] = owned("SteeringLink", "measure")

    @property
    def steering_documents(self) -> list[SteeringDocument]:
        """The styrdokument it is connected to, in the order they were given."""
        return [link.steering_document for link in self.steering_links]

    @property
    def full_text(self) -> str:
        """The text with its period, as it prints."""
        return f"{self.text} ({self.period})" if self.period else self.text


class SteeringLink(Ordered, Base):
    """A measure's connection to a steering document."""

    __tablename__ = "steering_link"

    measure_id: Mapped[str] = owner("measure")
    steering_document_id: Mapped[str] = reference("steering_document")

    measure: Mapped[Measure] = relationship(back_populates="steering_links")
    steering_document: Mapped[SteeringDocument] = relationship()
