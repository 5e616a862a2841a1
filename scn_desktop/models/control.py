"""Internal control: risks and the controls that meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import (
    Base,
    Ordered,
    optional_reference,
    optional_whole,
    origin,
    owner,
    prose,
    reference,
)

if TYPE_CHECKING:
    from scn_desktop.models.plan import Plan
    from scn_desktop.models.planning_model import ControlArea


class Risk(Base):
    """What may go wrong. ``stated_index`` is kept where only the product is known; factors are never invented."""

    __tablename__ = "risk"

    plan_id: Mapped[str] = owner("plan")
    description: Mapped[str] = prose()
    process: Mapped[str] = prose()
    probability: Mapped[int | None] = optional_whole()
    consequence: Mapped[int | None] = optional_whole()
    stated_index: Mapped[int | None] = optional_whole()
    origin_id: Mapped[str | None] = origin()

    plan: Mapped[Plan] = relationship(back_populates="risks")
    controls: Mapped[list[Control]] = relationship(back_populates="risk", passive_deletes="all", lazy="select")

    @property
    def index(self) -> int | None:
        """Riskindex: probability × consequence, or what was stated; None where neither is known."""
        if self.probability is not None and self.consequence is not None:
            return self.probability * self.consequence
        return self.stated_index


class Control(Ordered, Base):
    """A kontrollmoment: how the risk is met, with what method and volume, and when it is reported.

    One risk may have several controls; they then share its description.
    """

    __tablename__ = "control"

    plan_id: Mapped[str] = owner("plan")
    area_id: Mapped[str | None] = optional_reference("control_area")
    risk_id: Mapped[str] = reference("risk")
    activity: Mapped[str] = prose()
    method: Mapped[str] = prose()
    minimum_sample: Mapped[str] = prose()
    reporting: Mapped[str] = prose()
    responsible: Mapped[str] = prose()
    origin_id: Mapped[str | None] = origin()

    plan: Mapped[Plan] = relationship(back_populates="controls")
    area: Mapped[ControlArea | None] = relationship()
    risk: Mapped[Risk] = relationship(back_populates="controls")
