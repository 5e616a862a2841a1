"""Every entity of the document, imported together so that the mapping is whole."""

from scn_desktop.models.assessment import AssessmentArea, AssessmentCriterion
from scn_desktop.models.base import Base
from scn_desktop.models.blocks import (
    Block,
    BlockColumn,
    IndicatorPlacement,
    MeasurePlacement,
    TableCell,
    TableRow,
)
from scn_desktop.models.budget import BudgetAmount, BudgetColumn, BudgetRow, BudgetTable
from scn_desktop.models.committee import Committee, Picture, SteeringDocument
from scn_desktop.models.control import Control, Risk
from scn_desktop.models.indicator import Indicator, IndicatorPart, IndicatorValue
from scn_desktop.models.measure import Measure, SteeringLink
from scn_desktop.models.plan import Attachment, Paper, Plan, Section, Signature
from scn_desktop.models.planning_model import (
    AssessmentStep,
    ChecklistQuestion,
    ControlArea,
    FollowUpPeriod,
    ModelColumn,
    PlanningModel,
    RiskClass,
    RiskLevel,
    SectionKind,
    SpotCheckCategory,
    StandardText,
    StartingBlock,
)
from scn_desktop.models.spot_check import (
    Meeting,
    SpotCheck,
    SpotCheckAnswer,
    SpotCheckCase,
    SpotCheckQuestion,
    Subcommittee,
    Verifier,
)

__all__ = [
    "AssessmentArea",
    "AssessmentCriterion",
    "AssessmentStep",
    "Attachment",
    "Base",
    "Block",
    "BlockColumn",
    "BudgetAmount",
    "BudgetColumn",
    "BudgetRow",
    "BudgetTable",
    "ChecklistQuestion",
    "Committee",
    "Control",
    "ControlArea",
    "FollowUpPeriod",
    "Indicator",
    "IndicatorPart",
    "IndicatorPlacement",
    "IndicatorValue",
    "Measure",
    "MeasurePlacement",
    "Meeting",
    "ModelColumn",
    "Paper",
    "Picture",
    "Plan",
    "PlanningModel",
    "Risk",
    "RiskClass",
    "RiskLevel",
    "Section",
    "SectionKind",
    "Signature",
    "SpotCheck",
    "SpotCheckAnswer",
    "SpotCheckCase",
    "SpotCheckCategory",
    "SpotCheckQuestion",
    "StandardText",
    "StartingBlock",
    "SteeringDocument",
    "SteeringLink",
    "Subcommittee",
    "TableCell",
    "TableRow",
    "Verifier",
]
