"""The nämnd that owns the file, and its register of steering documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import Base, optional_whole, owned, owner, prose

if TYPE_CHECKING:
    from scn_desktop.models.plan import Plan
    from scn_desktop.models.spot_check import Subcommittee


class Committee(Base):
    """The nämnd; a file holds exactly one."""

    __tablename__ = "committee"

    name: Mapped[str] = prose()
    code: Mapped[str] = prose()
    municipality: Mapped[str] = prose()
    administration: Mapped[str] = prose()

    steering_documents: Mapped[list[SteeringDocument]] = owned("SteeringDocument", "committee", order="id")
    subcommittees: Mapped[list[Subcommittee]] = owned("Subcommittee", "committee")
    plans: Mapped[list[Plan]] = owned("Plan", "committee", order="year")


class SteeringDocument(Base):
    """A politically decided programme or plan that measures refer to (styrdokument)."""

    __tablename__ = "steering_document"

    committee_id: Mapped[str] = owner("committee")
    title: Mapped[str] = prose()
    decided_by: Mapped[str] = prose()
    valid_from: Mapped[int | None] = optional_whole()
    valid_to: Mapped[int | None] = optional_whole()
    group: Mapped[str] = prose()

    committee: Mapped[Committee] = relationship(back_populates="steering_documents")
