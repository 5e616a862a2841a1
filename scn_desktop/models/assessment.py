"""The nämnd's yearly self-assessment of its internal control: areas with criteria, each placed on a scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import Base, Ordered, optional_whole, origin, owned, owner, prose

if TYPE_CHECKING:
    from scn_desktop.models.plan import Plan


class AssessmentArea(Ordered, Base):
    """An area ("Kontrollmiljö") with the text that sums it up."""

    __tablename__ = "assessment_area"

    plan_id: Mapped[str] = owner("plan")
    title: Mapped[str] = prose()
    comment: Mapped[str] = prose()
    origin_id: Mapped[str | None] = origin()

    plan: Mapped[Plan] = relationship(back_populates="assessment_areas")
    criteria: Mapped[list[AssessmentCriterion]] = owned("AssessmentCriterion", "area")


class AssessmentCriterion(Ordered, Base):
    """What an area is judged by; ``grade`` is the value of a step of the planning model's scale, None until chosen."""

    __tablename__ = "assessment_criterion"

    area_id: Mapped[str] = owner("assessment_area")
    text: Mapped[str] = prose()
    grade: Mapped[int | None] = optional_whole()
    origin_id: Mapped[str | None] = origin()

    area: Mapped[AssessmentArea] = relationship(back_populates="criteria")
