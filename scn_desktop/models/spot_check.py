"""Individutskott, their meetings, and the stickprov that their justerare record.

Everything a case says is covered by secrecy (OSL 26 kap.): a registry reference, never a name or personnummer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import (
    Base,
    Ordered,
    day,
    derived,
    optional_derived,
    optional_reference,
    owned,
    owner,
    prose,
    reference,
    word,
)

if TYPE_CHECKING:
    from scn_desktop.models.committee import Committee
    from scn_desktop.models.draw import Draw, DrawItem
    from scn_desktop.models.planning_model import SpotCheckCategory

ANSWERS = ("", "yes", "no", "not_applicable")
ASSESSMENTS = ("", "no_remark", "remark")
SELECTIONS = ("", "drawn", "by_hand")
MINIMUM_CASES = 3


class Subcommittee(Ordered, Base):
    """An individutskott."""

    __tablename__ = "subcommittee"

    committee_id: Mapped[str] = owner("committee")
    name: Mapped[str] = prose()

    committee: Mapped[Committee] = relationship(back_populates="subcommittees")
    verifiers: Mapped[list[Verifier]] = owned("Verifier", "subcommittee")
    meetings: Mapped[list[Meeting]] = owned("Meeting", "subcommittee", order="held_on")


class Verifier(Ordered, Base):
    """An elected member who verifies the utskott's minutes and takes its stickprov (justerare)."""

    __tablename__ = "verifier"

    subcommittee_id: Mapped[str] = owner("subcommittee")
    name: Mapped[str] = prose()
    role: Mapped[str] = word("role", ("verifier", "substitute"), "verifier")

    subcommittee: Mapped[Subcommittee] = relationship(back_populates="verifiers")


class Meeting(Base):
    """A sammanträde of an utskott; stickprov are due before the ordinary ones.

    ``verifier`` and ``substitute``: who is chosen to verify its minutes, and who steps in.
    """

    __tablename__ = "meeting"

    subcommittee_id: Mapped[str] = owner("subcommittee")
    held_on: Mapped[str | None] = day("held_on")
    kind: Mapped[str] = word("kind", ("ordinary", "extra"), "ordinary")
    verifier: Mapped[str] = prose()
    substitute: Mapped[str] = prose()

    subcommittee: Mapped[Subcommittee] = relationship(back_populates="meetings")
    spot_checks: Mapped[list[SpotCheck]] = owned("SpotCheck", "meeting", order="id")
    draws: Mapped[list[Draw]] = owned("Draw", "meeting", order="made_at")


class SpotCheck(Base):
    """A stickprov: at least three cases of one category, drawn before a meeting.

    A signed one can't be edited; ``signed_content`` is the canonical JSON that was signed and ``fingerprint`` its
    SHA-256 in hex. ``recused`` is the justerare who could not take part for jäv, ``recusal`` why. ``selection`` says
    whether the cases were drawn by the program (``draw``) or picked by hand.
    """

    __tablename__ = "spot_check"

    meeting_id: Mapped[str] = owner("meeting")
    category_id: Mapped[str | None] = optional_reference("spot_check_category")
    category_title: Mapped[str] = prose()
    verifier: Mapped[str] = prose()
    recused: Mapped[str] = prose()
    recusal: Mapped[str] = prose()
    presenter: Mapped[str] = prose()
    assessment: Mapped[str] = word("assessment", ASSESSMENTS, "")
    conclusion: Mapped[str] = prose()
    fewer_reason: Mapped[str] = prose()
    selection: Mapped[str] = word("selection", SELECTIONS, "")
    draw_id: Mapped[str | None] = optional_reference("draw")
    signed_at: Mapped[str | None] = optional_derived()
    signed_by: Mapped[str] = prose()
    signed_content: Mapped[str | None] = optional_derived()
    fingerprint: Mapped[str] = derived()

    meeting: Mapped[Meeting] = relationship(back_populates="spot_checks")
    category: Mapped[SpotCheckCategory | None] = relationship()
    draw: Mapped[Draw | None] = relationship()
    questions: Mapped[list[SpotCheckQuestion]] = owned("SpotCheckQuestion", "spot_check")
    cases: Mapped[list[SpotCheckCase]] = owned("SpotCheckCase", "spot_check")
    corrections: Mapped[list[SpotCheckCorrection]] = owned("SpotCheckCorrection", "spot_check", order="made_at")

    @property
    def signed(self) -> bool:
        """Whether it is signed and locked; also where another tool took the time of the signature away."""
        return self.signed_at is not None or bool(self.fingerprint)


class SpotCheckQuestion(Ordered, Base):
    """A question of the checklist, copied from the plan when the record began: an old record keeps its questions."""

    __tablename__ = "spot_check_question"

    spot_check_id: Mapped[str] = owner("spot_check")
    text: Mapped[str] = prose()

    spot_check: Mapped[SpotCheck] = relationship(back_populates="questions")


class SpotCheckCase(Ordered, Base):
    """A drawn case: its registry reference, the answers, a comment and an assessment."""

    __tablename__ = "spot_check_case"

    spot_check_id: Mapped[str] = owner("spot_check")
    reference: Mapped[str] = prose()
    comment: Mapped[str] = prose()
    assessment: Mapped[str] = word("assessment", ASSESSMENTS, "")
    draw_item_id: Mapped[str | None] = optional_reference("draw_item")

    spot_check: Mapped[SpotCheck] = relationship(back_populates="cases")
    draw_item: Mapped[DrawItem | None] = relationship()
    answers: Mapped[list[SpotCheckAnswer]] = owned("SpotCheckAnswer", "case", order="id")

    def answer_to(self, question: SpotCheckQuestion) -> str:
        """One of ANSWERS; empty where the question is not answered yet."""
        return next((answer.answer for answer in self.answers if answer.question_id == question.id), "")


class SpotCheckAnswer(Base):
    """Ja, nej or ej aktuellt to one question about one case."""

    __tablename__ = "spot_check_answer"

    case_id: Mapped[str] = owner("spot_check_case")
    question_id: Mapped[str] = reference("spot_check_question")
    answer: Mapped[str] = word("answer", ANSWERS, "")

    case: Mapped[SpotCheckCase] = relationship(back_populates="answers")


class SpotCheckCorrection(Base):
    """A correction (rättelse) of a signed record: an addition beside it, locked as it is made.

    ``place`` names what is corrected ("Ärende 2, kommentar"), ``text`` says what holds instead. ``signed_content`` is
    the canonical JSON that was signed, with the record's fingerprint in it, and ``fingerprint`` its SHA-256 in hex.
    """

    __tablename__ = "spot_check_correction"

    spot_check_id: Mapped[str] = owner("spot_check")
    place: Mapped[str] = prose()
    text: Mapped[str] = prose()
    reason: Mapped[str] = prose()
    made_by: Mapped[str] = prose()
    made_at: Mapped[str] = derived()
    signed_content: Mapped[str] = derived()
    fingerprint: Mapped[str] = derived()

    spot_check: Mapped[SpotCheck] = relationship(back_populates="corrections")
