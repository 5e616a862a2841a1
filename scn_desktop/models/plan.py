"""A planning year, its papers (handlingar), and the tree of sections with blocks that each paper is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import (
    Base,
    Ordered,
    bounded,
    day,
    firm_reference,
    optional_owner,
    optional_prose,
    optional_reference,
    origin,
    owned,
    owner,
    prose,
    word,
)

if TYPE_CHECKING:
    from scn_desktop.models.assessment import AssessmentArea
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.budget import BudgetCheck, BudgetTable
    from scn_desktop.models.committee import Committee
    from scn_desktop.models.control import Control, Risk
    from scn_desktop.models.indicator import Indicator
    from scn_desktop.models.measure import Measure
    from scn_desktop.models.planning_model import PlanningModel, SectionKind

PAPER_KINDS = ("operational_plan", "internal_control_plan", "cover_memo")
PAPER_STATUSES = ("draft", "proposed", "decided")
ORIENTATIONS = ("automatic", "portrait", "landscape")


class Plan(Base):
    """One planning year of the nämnd."""

    __tablename__ = "plan"

    committee_id: Mapped[str] = owner("committee")
    year: Mapped[int] = bounded("year", 1900, 2300, 2000)
    outlook_to: Mapped[int] = bounded("outlook_to", 1900, 2300, 2000)

    committee: Mapped[Committee] = relationship(back_populates="plans")
    models: Mapped[list[PlanningModel]] = owned("PlanningModel", "plan", order="id")
    measures: Mapped[list[Measure]] = owned("Measure", "plan", order="id")
    indicators: Mapped[list[Indicator]] = owned("Indicator", "plan", order="id")
    budget_tables: Mapped[list[BudgetTable]] = owned("BudgetTable", "plan")
    budget_checks: Mapped[list[BudgetCheck]] = owned("BudgetCheck", "plan")
    risks: Mapped[list[Risk]] = owned("Risk", "plan")
    controls: Mapped[list[Control]] = owned("Control", "plan")
    papers: Mapped[list[Paper]] = owned("Paper", "plan")
    assessment_areas: Mapped[list[AssessmentArea]] = owned("AssessmentArea", "plan")

    @property
    def model(self) -> PlanningModel:
        """The styrmodell this year is planned by; every plan is created with exactly one."""
        return self.models[0]


class Paper(Ordered, Base):
    """A handling: what is printed, decided and archived as one.

    An aktiverande styrdokument has ``document_kind``, ``decided_by`` (beslutsfattare), ``document_owner``
    (dokumentansvarig) and ``considered_on`` (when the nämnd treats it) on its cover; a tjänsteskrivelse has a
    ``recipient``, ``attachments`` and ``signatures``.
    """

    __tablename__ = "paper"

    plan_id: Mapped[str] = owner("plan")
    kind: Mapped[str] = word("kind", PAPER_KINDS, "operational_plan")
    title: Mapped[str] = prose()
    subtitle: Mapped[str] = prose()
    registry_number: Mapped[str] = prose()
    status: Mapped[str] = word("status", PAPER_STATUSES, "draft")
    version: Mapped[str] = prose()
    dated: Mapped[str | None] = day("dated")
    decided_on: Mapped[str | None] = day("decided_on")
    paragraph: Mapped[str] = prose()
    officers: Mapped[str] = prose()
    replaces: Mapped[str] = prose()
    recipient: Mapped[str] = prose()
    document_kind: Mapped[str] = prose()
    decided_by: Mapped[str] = prose()
    document_owner: Mapped[str] = prose()
    considered_on: Mapped[str | None] = day("considered_on")

    plan: Mapped[Plan] = relationship(back_populates="papers")
    all_sections: Mapped[list[Section]] = owned("Section", "paper")
    attachments: Mapped[list[Attachment]] = owned("Attachment", "paper", key="paper_id")
    signatures: Mapped[list[Signature]] = owned("Signature", "paper")

    @property
    def sections(self) -> list[Section]:
        """The sections at the top, in order; each holds its own."""
        return [section for section in self.all_sections if section.parent_id is None]


class Section(Ordered, Base):
    """A chapter, goal, assignment, … with its blocks; what kinds exist is the planning model's."""

    __tablename__ = "section"

    paper_id: Mapped[str] = owner("paper")
    parent_id: Mapped[str | None] = optional_owner("section")
    kind_id: Mapped[str] = firm_reference("section_kind")
    number: Mapped[str | None] = optional_prose()
    title: Mapped[str] = prose()
    partners: Mapped[str] = prose()
    orientation: Mapped[str] = word("orientation", ORIENTATIONS, "automatic")
    origin_id: Mapped[str | None] = origin()

    paper: Mapped[Paper] = relationship(back_populates="all_sections")
    kind: Mapped[SectionKind] = relationship(lazy="joined", innerjoin=True)
    parent: Mapped[Section | None] = relationship(back_populates="sections", remote_side="Section.id")
    sections: Mapped[list[Section]] = owned("Section", "parent")
    blocks: Mapped[list[Block]] = owned("Block", "section")


class Attachment(Ordered, Base):
    """A bilaga of a tjänsteskrivelse: a paper of the file, whose title it follows, or a title of its own."""

    __tablename__ = "attachment"

    paper_id: Mapped[str] = owner("paper")
    attached_paper_id: Mapped[str | None] = optional_reference("paper")
    title: Mapped[str] = prose()
    registry_number: Mapped[str] = prose()

    paper: Mapped[Paper] = relationship(back_populates="attachments", foreign_keys="Attachment.paper_id")
    attached_paper: Mapped[Paper | None] = relationship(foreign_keys="Attachment.attached_paper_id")


class Signature(Ordered, Base):
    """Who signs a tjänsteskrivelse: a name, and the title under it."""

    __tablename__ = "signature"

    paper_id: Mapped[str] = owner("paper")
    name: Mapped[str] = prose()
    title: Mapped[str] = prose()

    paper: Mapped[Paper] = relationship(back_populates="signatures")
