"""Every entity of the document, imported together so that the mapping is whole."""

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
from scn_desktop.models.committee import Committee, SteeringDocument
from scn_desktop.models.control import Control, Risk
from scn_desktop.models.indicator import Indicator, IndicatorPart, IndicatorValue
from scn_desktop.models.measure import Measure, SteeringLink
from scn_desktop.models.plan import Paper, Plan, Section
from scn_desktop.models.planning_model import (
    ChecklistQuestion,
    ControlArea,
    ModelColumn,
    PlanningModel,
    RiskClass,
    RiskLevel,
    SectionKind,
    SpotCheckCategory,
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
    "Indicator",
    "IndicatorPart",
    "IndicatorPlacement",
    "IndicatorValue",
    "Measure",
    "MeasurePlacement",
    "Meeting",
    "ModelColumn",
    "Paper",
    "Plan",
    "PlanningModel",
    "Risk",
    "RiskClass",
    "RiskLevel",
    "Section",
    "SectionKind",
    "SpotCheck",
    "SpotCheckAnswer",
    "SpotCheckCase",
    "SpotCheckCategory",
    "SpotCheckQuestion",
    "SteeringDocument",
    "SteeringLink",
    "Subcommittee",
    "TableCell",
    "TableRow",
    "Verifier",
]
