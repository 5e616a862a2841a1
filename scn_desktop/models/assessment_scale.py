"""The scale that the internal control is assessed on: the planning model's, or the program's where it has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scn_desktop.models.plan import Plan


@dataclass(frozen=True)
class Step:
    """A step of the scale: "4 Tillfredsställande"."""

    value: int
    wording: str

    @property
    def text(self) -> str:
        """Number and words, as the step is chosen and printed."""
        return f"{self.value} {self.wording}".strip()


USUAL: Final = (
    Step(5, "Ett gott exempel för andra"),
    Step(4, "Tillfredsställande"),
    Step(3, "Kan förbättras"),
    Step(2, "Behöver ses över"),
    Step(1, "Underlag saknas för en bedömning"),
)


def steps_of(plan: Plan) -> list[Step]:
    """The steps, the highest value first."""
    own = [Step(step.value, step.wording) for step in plan.model.assessment_steps]
    return sorted(own or USUAL, key=lambda step: -step.value)


def step_of(plan: Plan, grade: int | None) -> Step | None:
    """The step with that value; the bare number where the scale has lost it, None where nothing is chosen."""
    if grade is None:
        return None
    return next((step for step in steps_of(plan) if step.value == grade), Step(grade, ""))
