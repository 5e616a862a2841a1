"""What the self-assessment of the internal control said the last time: the year before's beside this year's."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from scn_desktop.models.assessment import AssessmentArea, AssessmentCriterion
from scn_desktop.models.assessment_scale import step_of
from scn_desktop.models.plan import Plan
from scn_desktop.models.risk_register import risk_words


def earlier_plans(plan: Plan) -> list[Plan]:
    """The plans of the years before, the nearest first; their rows are read only where they are asked for."""
    return sorted((each for each in plan.committee.plans if each.year < plan.year), key=lambda each: -each.year)


def plan_to_start_from(plan: Plan) -> Plan | None:
    """The nearest earlier plan whose areas can be copied; None where none has any."""
    return next((each for each in earlier_plans(plan) if each.assessment_areas), None)


def is_judged(plan: Plan) -> bool:
    """Whether some criterion of the plan has been placed on the scale."""
    return any(criterion.grade is not None for area in plan.assessment_areas for criterion in area.criteria)


@dataclass
class EarlierAssessment:
    """The nearest earlier year's plan in the file that was judged, and what in it this year's rows continue.

    ``plan`` is None where there is none; everything is then empty. Made anew when anything has changed.
    """

    plan: Plan | None
    _by_id: dict[str, AssessmentArea | AssessmentCriterion] = field(default_factory=dict)
    _areas: dict[str, AssessmentArea] = field(default_factory=dict)
    _criteria: dict[str, list[AssessmentCriterion]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, plan: Plan) -> EarlierAssessment:
        """Read the earlier year once, for any number of areas and criteria."""
        found = cls(next((each for each in earlier_plans(plan) if is_judged(each)), None))
        for area in found.plan.assessment_areas if found.plan is not None else ():
            found._by_id[area.id] = area
            found._areas.setdefault(risk_words(area.title), area)
            for criterion in area.criteria:
                found._by_id[criterion.id] = criterion
                found._criteria[risk_words(criterion.text)].append(criterion)
        return found

    @property
    def year(self) -> int | None:
        """The year that it is about."""
        return self.plan.year if self.plan is not None else None

    def area(self, area: AssessmentArea) -> AssessmentArea | None:
        """The area that this one continues: its origin, else one with the same name."""
        origin = self._by_id.get(area.origin_id or "")
        if isinstance(origin, AssessmentArea):
            return origin
        return self._areas.get(risk_words(area.title)) if area.title.strip() else None

    def criterion(self, criterion: AssessmentCriterion) -> AssessmentCriterion | None:
        """The criterion that this one continues: its origin, else the same words, first of all in the same area.

        The same words in several other areas tell nothing.
        """
        origin = self._by_id.get(criterion.origin_id or "")
        if isinstance(origin, AssessmentCriterion):
            return origin
        alike = self._criteria.get(risk_words(criterion.text), []) if criterion.text.strip() else []
        area = self.area(criterion.area)
        mine = [each for each in alike if area is not None and each.area_id == area.id]
        return mine[0] if mine else alike[0] if len(alike) == 1 else None

    def grade(self, criterion: AssessmentCriterion) -> str:
        """The step in number and words of its own year's scale; empty where it was not judged or did not exist."""
        before = self.criterion(criterion)
        step = step_of(self.plan, before.grade) if before is not None and self.plan is not None else None
        return step.text if step is not None else ""

    def comment(self, area: AssessmentArea) -> str:
        """What was said of the area; empty where nothing was."""
        before = self.area(area)
        return before.comment.strip() if before is not None else ""
