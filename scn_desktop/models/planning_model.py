"""The planning model (styrmodell) as rows of the document: what levels, columns, areas and scales a plan has.

It comes from a TOML file (``planning_model_file``) when the plan is created and is the plan's own from then on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import Base, Ordered, bounded, owned, owner, prose, whole, word
from scn_desktop.models.blocks import BLOCK_KINDS, MEASURE_SHAPES

if TYPE_CHECKING:
    from scn_desktop.models.plan import Plan

NUMBERINGS = ("none", "paper", "parent", "own")
TABLE_KINDS = ("measures", "indicators", "controls")
AXES = ("probability", "consequence")
RESULT_KINDS = ("none", "minor", "remark")


class PlanningModel(Base):
    """A styrmodell in use by one plan."""

    __tablename__ = "planning_model"

    plan_id: Mapped[str] = owner("plan")
    identifier: Mapped[str] = prose()
    name: Mapped[str] = prose()
    grant_word: Mapped[str] = prose()
    measure_singular: Mapped[str] = prose("Åtgärd")
    measure_plural: Mapped[str] = prose("Åtgärder")
    measure_shape: Mapped[str] = word("measure_shape", MEASURE_SHAPES, "table")
    risk_threshold: Mapped[int] = whole()

    plan: Mapped[Plan] = relationship(back_populates="models")
    kinds: Mapped[list[SectionKind]] = owned("SectionKind", "model")
    columns: Mapped[list[ModelColumn]] = owned("ModelColumn", "model")
    areas: Mapped[list[ControlArea]] = owned("ControlArea", "model")
    scale: Mapped[list[RiskLevel]] = owned("RiskLevel", "model")
    classes: Mapped[list[RiskClass]] = owned("RiskClass", "model")
    categories: Mapped[list[SpotCheckCategory]] = owned("SpotCheckCategory", "model")
    standard_texts: Mapped[list[StandardText]] = owned("StandardText", "model")
    follow_up_periods: Mapped[list[FollowUpPeriod]] = owned("FollowUpPeriod", "model")
    assessment_steps: Mapped[list[AssessmentStep]] = owned("AssessmentStep", "model")
    results: Mapped[list[ResultLevel]] = owned("ResultLevel", "model")
    comment_phrases: Mapped[list[CommentPhrase]] = owned("CommentPhrase", "model")

    def kind(self, key: str) -> SectionKind:
        """The kind of section with that key. Raises KeyError."""
        for kind in self.kinds:
            if kind.key == key:
                return kind
        raise KeyError(key)

    def columns_of(self, table: str) -> list[ModelColumn]:
        """The columns a new table of that kind starts with: measures, indicators or controls."""
        return [column for column in self.columns if column.table == table]

    def class_of(self, index: int | None) -> RiskClass | None:
        """The class ("Hög") that a riskindex falls in: the one with the highest ``lowest`` not above it."""
        if index is None:
            return None
        return max((each for each in self.classes if each.lowest <= index), key=lambda each: each.lowest, default=None)

    def highest(self, axis: str) -> int:
        """The highest step of a scale; 1 where the model has none."""
        return max((level.value for level in self.scale if level.axis == axis), default=1)


class SectionKind(Ordered, Base):
    """A level of the plan. ``label`` is a pattern with {n}, {parent} and {title}; ``level`` is the heading's in print
    (1–3). ``under`` holds keys parted by spaces. Kinds numbered "own" bear numbers that the user types.
    """

    __tablename__ = "section_kind"

    model_id: Mapped[str] = owner("planning_model")
    key: Mapped[str] = prose()
    singular: Mapped[str] = prose()
    plural: Mapped[str] = prose()
    label: Mapped[str] = prose()
    numbering: Mapped[str] = word("numbering", NUMBERINGS, "none")
    counter: Mapped[str] = prose()
    level: Mapped[int] = bounded("level", 1, 3, 1)
    under: Mapped[str] = prose()

    model: Mapped[PlanningModel] = relationship(back_populates="kinds")
    starting_blocks: Mapped[list[StartingBlock]] = owned("StartingBlock", "section_kind")

    def may_stand_under(self, parent: SectionKind | None) -> bool:
        """Whether a section of this kind may stand under one of ``parent``'s; None is the paper itself."""
        return ("paper" if parent is None else parent.key) in self.under.split()


class StartingBlock(Ordered, Base):
    """A block that new sections of a kind begin with; ``columns`` are a free table's headings, one on each line."""

    __tablename__ = "starting_block"

    kind_id: Mapped[str] = owner("section_kind")
    kind: Mapped[str] = word("kind", BLOCK_KINDS, "text")
    title: Mapped[str] = prose()
    text: Mapped[str] = prose()
    columns: Mapped[str] = prose()

    section_kind: Mapped[SectionKind] = relationship(back_populates="starting_blocks")


class ModelColumn(Ordered, Base):
    """A column that new tables of one kind start with; ``width`` in mm on paper."""

    __tablename__ = "model_column"

    model_id: Mapped[str] = owner("planning_model")
    table: Mapped[str] = word("table", TABLE_KINDS, "measures")
    key: Mapped[str] = prose()
    heading: Mapped[str] = prose()
    group: Mapped[str] = prose()
    width: Mapped[int] = whole()

    model: Mapped[PlanningModel] = relationship(back_populates="columns")


class ControlArea(Ordered, Base):
    """A kontrollområde or kategori; every one must have a control."""

    __tablename__ = "control_area"

    model_id: Mapped[str] = owner("planning_model")
    title: Mapped[str] = prose()

    model: Mapped[PlanningModel] = relationship(back_populates="areas")


class RiskLevel(Ordered, Base):
    """A step of the scale: "3 Kännbar" on the consequence axis."""

    __tablename__ = "risk_level"

    model_id: Mapped[str] = owner("planning_model")
    axis: Mapped[str] = word("axis", AXES, "probability")
    value: Mapped[int] = whole(1)
    wording: Mapped[str] = prose()

    model: Mapped[PlanningModel] = relationship(back_populates="scale")


class RiskClass(Ordered, Base):
    """A class of riskindex from ``lowest`` and up: "Hög" from 8."""

    __tablename__ = "risk_class"

    model_id: Mapped[str] = owner("planning_model")
    wording: Mapped[str] = prose()
    lowest: Mapped[int] = whole(1)

    model: Mapped[PlanningModel] = relationship(back_populates="classes")


class SpotCheckCategory(Ordered, Base):
    """What a stickprov may concern, with the checklist that new records copy."""

    __tablename__ = "spot_check_category"

    model_id: Mapped[str] = owner("planning_model")
    title: Mapped[str] = prose()

    model: Mapped[PlanningModel] = relationship(back_populates="categories")
    questions: Mapped[list[ChecklistQuestion]] = owned("ChecklistQuestion", "category")


class ChecklistQuestion(Ordered, Base):
    """A question of a category's checklist, answered ja, nej or ej aktuellt for each case."""

    __tablename__ = "checklist_question"

    category_id: Mapped[str] = owner("spot_check_category")
    text: Mapped[str] = prose()

    category: Mapped[SpotCheckCategory] = relationship(back_populates="questions")


class StandardText(Ordered, Base):
    """A text that is written the same way in many places, to insert under its ``title``."""

    __tablename__ = "standard_text"

    model_id: Mapped[str] = owner("planning_model")
    title: Mapped[str] = prose()
    text: Mapped[str] = prose()

    model: Mapped[PlanningModel] = relationship(back_populates="standard_texts")


class FollowUpPeriod(Ordered, Base):
    """When the plan is followed up: "Delårsbokslut per augusti", after the month with that number."""

    __tablename__ = "follow_up_period"

    model_id: Mapped[str] = owner("planning_model")
    title: Mapped[str] = prose()
    month: Mapped[int] = bounded("month", 1, 12, 12)

    model: Mapped[PlanningModel] = relationship(back_populates="follow_up_periods")


class AssessmentStep(Ordered, Base):
    """A step of the scale that the internal control is assessed on: "4 Till stor del"."""

    __tablename__ = "assessment_step"

    model_id: Mapped[str] = owner("planning_model")
    value: Mapped[int] = whole(1)
    wording: Mapped[str] = prose()

    model: Mapped[PlanningModel] = relationship(back_populates="assessment_steps")


class ResultLevel(Ordered, Base):
    """A result that a control may have: "Mindre anmärkning". ``kind`` says how serious it is."""

    __tablename__ = "result_level"

    model_id: Mapped[str] = owner("planning_model")
    wording: Mapped[str] = prose()
    kind: Mapped[str] = word("kind", RESULT_KINDS, "none")

    model: Mapped[PlanningModel] = relationship(back_populates="results")


class CommentPhrase(Ordered, Base):
    """A ready phrase for the comment on a case."""

    __tablename__ = "comment_phrase"

    model_id: Mapped[str] = owner("planning_model")
    text: Mapped[str] = prose()

    model: Mapped[PlanningModel] = relationship(back_populates="comment_phrases")
