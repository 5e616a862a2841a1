"""The nämnd that owns the file, and its register of steering documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import Base, derived, optional_whole, owned, owner, prose, word

if TYPE_CHECKING:
    from scn_desktop.models.plan import Plan
    from scn_desktop.models.spot_check import Subcommittee


PICTURE_USES = ("figure", "emblem")
MEDIA_TYPES = ("image/png", "image/jpeg")


class Committee(Base):
    """The nämnd; a file holds exactly one."""

    __tablename__ = "committee"

    name: Mapped[str] = prose()
    code: Mapped[str] = prose()
    municipality: Mapped[str] = prose()
    administration: Mapped[str] = prose()
    accent: Mapped[str] = prose()
    """The colour of the papers' labels as "#123F4A"; empty for the program's own."""

    steering_documents: Mapped[list[SteeringDocument]] = owned("SteeringDocument", "committee", order="id")
    subcommittees: Mapped[list[Subcommittee]] = owned("Subcommittee", "committee")
    plans: Mapped[list[Plan]] = owned("Plan", "committee", order="year")
    pictures: Mapped[list[Picture]] = owned("Picture", "committee", order="id")

    @property
    def emblem(self) -> Picture | None:
        """The municipality's emblem, which stands on every paper."""
        return next((picture for picture in self.pictures if picture.use == "emblem"), None)


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


class Picture(Base):
    """A picture that image blocks show, or the municipality's emblem. ``data``: the picture's file in base64.

    Text, since the change log keeps whole rows as JSON, which holds no bytes.
    """

    __tablename__ = "picture"

    committee_id: Mapped[str] = owner("committee")
    use: Mapped[str] = word("use", PICTURE_USES, "figure")
    media_type: Mapped[str] = word("media_type", MEDIA_TYPES, "image/png")
    data: Mapped[str] = derived()

    committee: Mapped[Committee] = relationship(back_populates="pictures")
