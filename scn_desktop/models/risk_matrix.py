"""The risk matrix: the plan's risks by probability and consequence, beside where they stood the year before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from scn_desktop.models.control import Risk
from scn_desktop.models.plan import Plan
from scn_desktop.models.planning_model import PlanningModel, RiskClass
from scn_desktop.models.risk_register import EarlierRisks, has_moved, is_assessed, risk_numbers

DEGREES: Final = 4
"""How many grounds a cell may have, from the lightest (0) to the darkest (3), however many classes the plan has."""


class NumberedRisk(NamedTuple):
    """A risk with its number in the register."""

    number: int
    risk: Risk


class Step(NamedTuple):
    """A step of a scale: "3 Kännbar"."""

    value: int
    wording: str

    @property
    def text(self) -> str:
        return f"{self.value} {self.wording}".strip()


@dataclass(frozen=True)
class Cell:
    """Where a probability and a consequence meet. ``left``: those that stood here the year before and have moved.

    ``degree``: 0–3, by the place of the class among the plan's. ``is_above``: the riskindex reaches the threshold.
    """

    probability: Step
    consequence: Step
    wording: str
    degree: int
    is_above: bool
    risks: tuple[NumberedRisk, ...]
    left: tuple[NumberedRisk, ...] = ()

    @property
    def index(self) -> int:
        return self.probability.value * self.consequence.value

    @property
    def index_text(self) -> str:
        """ "8 Hög"."""
        return f"{self.index} {self.wording}".strip()


@dataclass(frozen=True)
class RiskMatrix:
    """``rows``: from the highest probability; each cell from the lowest consequence. ``unplaced``: the risks without
    factors, by number. ``year``: of the earlier plan that ``left`` tells of, None without one.
    """

    rows: tuple[tuple[Cell, ...], ...]
    unplaced: tuple[NumberedRisk, ...]
    year: int | None

    @classmethod
    def of(cls, plan: Plan, earlier: EarlierRisks | None = None) -> RiskMatrix:
        """The matrix of a plan; ``earlier`` where it is read already."""
        earlier = EarlierRisks.of(plan) if earlier is None else earlier
        model = plan.model
        numbers = risk_numbers(plan)
        here: dict[tuple[int, int], list[NumberedRisk]] = {}
        left: dict[tuple[int, int], list[NumberedRisk]] = {}
        unplaced = []
        highest = model.highest("probability"), model.highest("consequence")
        for risk in plan.risks:
            numbered = NumberedRisk(numbers[risk.id], risk)
            place = (risk.probability or 0, risk.consequence or 0)
            if not is_assessed(risk) or place[0] > highest[0] or place[1] > highest[1]:
                unplaced.append(numbered)
                continue
            here.setdefault(place, []).append(numbered)
            before = earlier.risk(risk)
            if before is not None and has_moved(risk, before):
                left.setdefault((before.probability or 0, before.consequence or 0), []).append(numbered)
        rows = [
            tuple(
                _cell(model, up, across, here.get((up.value, across.value), []), left.get((up.value, across.value), []))
                for across in steps(model, "consequence")
            )
            for up in reversed(steps(model, "probability"))
        ]
        return cls(tuple(rows), tuple(unplaced), earlier.plan.year if earlier.plan is not None else None)

    def place_of(self, risk_id: str) -> tuple[int, int] | None:
        """The row and column that a risk stands in; None where it has no place."""
        for row, cells in enumerate(self.rows):
            for column, cell in enumerate(cells):
                if any(each.risk.id == risk_id for each in cell.risks):
                    return row, column
        return None

    @property
    def moved(self) -> list[NumberedRisk]:
        """The risks that have come from another cell, by number."""
        return sorted((each for row in self.rows for cell in row for each in cell.left), key=lambda each: each.number)


def steps(model: PlanningModel, axis: str) -> list[Step]:
    """Every step of a scale from 1, also one that has no words."""
    wordings = {level.value: level.wording for level in model.scale if level.axis == axis}
    return [Step(value, wordings.get(value, "")) for value in range(1, model.highest(axis) + 1)]


def _cell(model: PlanningModel, up: Step, across: Step, here: list[NumberedRisk], left: list[NumberedRisk]) -> Cell:
    index = up.value * across.value
    found = model.class_of(index)
    return Cell(
        up,
        across,
        found.wording if found is not None else "",
        degree_of(model, found),
        index >= model.risk_threshold,
        tuple(here),
        tuple(left),
    )


def degree_of(model: PlanningModel, found: RiskClass | None) -> int:
    """How dark the ground of a class is, 0–3: the lowest class is the lightest, the highest the darkest."""
    if found is None:
        return 0
    lowest = sorted(each.lowest for each in model.classes)
    return round(lowest.index(found.lowest) * (DEGREES - 1) / max(1, len(lowest) - 1))


def class_spans(model: PlanningModel) -> list[tuple[str, int, int]]:
    """Each class with the lowest and highest riskindex that it takes: ("Hög", 8, 11), from the lowest class."""
    ordered = sorted(model.classes, key=lambda each: each.lowest)
    top = model.highest("probability") * model.highest("consequence")
    ends = [*(each.lowest - 1 for each in ordered[1:]), top]
    return [(each.wording, each.lowest, end) for each, end in zip(ordered, ends, strict=True)]
