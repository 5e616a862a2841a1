"""The nämnd's self-assessment of its internal control: areas, criteria, and the step that each is placed on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import ImportFailed, InputError
from scn_desktop.models import queries
from scn_desktop.models.assessment import AssessmentArea, AssessmentCriterion
from scn_desktop.models.assessment_scale import steps_of
from scn_desktop.models.earlier_assessment import plan_to_start_from
from scn_desktop.models.edits import plan_rows
from scn_desktop.models.ordering import keys_at, keys_for, put_at
from scn_desktop.models.plan import Plan
from scn_desktop.models.planning_model_file import filled, shipped_model

AreaField = Literal["title", "comment"]

STARTING: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "Kontrollmiljö",
        (
            "Ansvaret för den interna kontrollen är fördelat och känt.",
            "Nämnden och ledningen frågar efter resultatet av kontrollerna.",
        ),
    ),
    (
        "Riskhantering",
        (
            "Riskerna gås igenom varje år av dem som arbetar i verksamheten.",
            "De risker som bedöms störst har en kontroll.",
        ),
    ),
    (
        "Kontrollmoment",
        (
            "Kontrollerna görs så som planen säger.",
            "Kontrollerna hittar de fel som de ska hitta.",
        ),
    ),
    (
        "Resultat, uppföljning och åtgärder",
        (
            "Resultatet redovisas för nämnden i tid.",
            "Brister leder till åtgärder som följs upp.",
        ),
    ),
    ("Helhetsbedömning", ("Den interna kontrollen är tillräcklig.",)),
)
"""Five areas with criteria to begin with, in words of the program's own."""


def start(session: Session, plan_id: str) -> list[str]:
    """Give a plan the areas and criteria to begin with, after those it has; the keys of the new areas.

    They are the planning model's where the program ships it with such, else the program's own.
    """
    plan = queries.get(session, Plan, plan_id)
    starting = _starting(plan)
    places = keys_at(plan.assessment_areas, len(plan.assessment_areas), len(starting))
    added = []
    for (title, texts), key in zip(starting, places, strict=True):
        criteria = [
            AssessmentCriterion(order_key=place, text=text)
            for text, place in zip(texts, keys_for(len(texts)), strict=True)
        ]
        area = AssessmentArea(plan_id=plan_id, order_key=key, title=title, criteria=criteria)
        session.add(area)
        session.flush()
        added.append(area.id)
    return added


def start_from(session: Session, plan_id: str, earlier_id: str) -> list[str]:
    """Give a plan another year's areas and criteria, unjudged, after those it has; the keys of the new areas.

    Each is tied to the one it continues, so that the years can be read side by side. They take the place of areas that
    the plan began with and nobody has written in.
    """
    plan, earlier = queries.get(session, Plan, plan_id), queries.get(session, Plan, earlier_id)
    begun_with = _begun_with(plan)
    for area in [each for each in plan.assessment_areas if _is_untouched(each, begun_with)]:
        session.delete(area)
    session.flush()
    session.expire(plan, ["assessment_areas"])
    areas = list(earlier.assessment_areas)
    added = []
    for area, key in zip(areas, keys_at(plan.assessment_areas, len(plan.assessment_areas), len(areas)), strict=True):
        criteria = [
            AssessmentCriterion(order_key=place, text=each.text, origin_id=each.id)
            for each, place in zip(area.criteria, keys_for(len(area.criteria)), strict=True)
        ]
        copy = AssessmentArea(plan_id=plan_id, order_key=key, title=area.title, origin_id=area.id, criteria=criteria)
        session.add(copy)
        session.flush()
        added.append(copy.id)
    return added


def is_untouched(plan: Plan) -> bool:
    """Whether nobody has written anything in the plan's areas since it began; also where it has none."""
    begun_with = _begun_with(plan)
    return all(_is_untouched(area, begun_with) for area in plan.assessment_areas)


def _begun_with(plan: Plan) -> set[tuple[str, ...]]:
    """The areas that the plan may have been made with: its model's, or those of the year before."""
    earlier = plan_to_start_from(plan)
    areas = earlier.assessment_areas if earlier is not None else ()
    last_year = {(area.title, *(each.text for each in area.criteria)) for area in areas}
    return last_year | {(title, *texts) for title, texts in _starting(plan)}


def _is_untouched(area: AssessmentArea, begun_with: set[tuple[str, ...]]) -> bool:
    is_blank = not area.comment and area.origin_id is None and all(each.grade is None for each in area.criteria)
    return is_blank and (area.title, *(each.text for each in area.criteria)) in begun_with


def _starting(plan: Plan) -> Sequence[tuple[str, Sequence[str]]]:
    try:
        areas = shipped_model(plan.model.identifier).assessment.areas
    except ImportFailed:
        areas = []
    values = plan_rows.values_of(plan.committee, plan)
    return [
        (filled(area.title, values), [filled(text, values) for text in area.criteria]) for area in areas
    ] or STARTING


def add_area(session: Session, plan_id: str, title: str, index: int | None = None) -> str:
    """An area before number ``index``, or last; its key."""
    plan = queries.get(session, Plan, plan_id)
    place = len(plan.assessment_areas) if index is None else index
    area = AssessmentArea(plan_id=plan_id, order_key=keys_at(plan.assessment_areas, place)[0], title=title)
    session.add(area)
    session.flush()
    return area.id


def set_area_field(session: Session, area_id: str, field: AreaField, value: str) -> None:
    """Change an area's title, or the text that sums it up."""
    setattr(queries.get(session, AssessmentArea, area_id), field, value)


def move_area(session: Session, area_id: str, index: int) -> None:
    """Put an area as number ``index`` of the plan's, counted without itself."""
    area = queries.get(session, AssessmentArea, area_id)
    put_at(area, area.plan.assessment_areas, index)


def delete_area(session: Session, area_id: str) -> None:
    """Remove an area with its criteria and text."""
    session.delete(queries.get(session, AssessmentArea, area_id))


def add_criterion(session: Session, area_id: str, text: str, index: int | None = None) -> str:
    """A criterion of an area before number ``index``, or last; its key."""
    area = queries.get(session, AssessmentArea, area_id)
    place = len(area.criteria) if index is None else index
    criterion = AssessmentCriterion(area_id=area_id, order_key=keys_at(area.criteria, place)[0], text=text)
    session.add(criterion)
    session.flush()
    return criterion.id


def set_criterion_text(session: Session, criterion_id: str, text: str) -> None:
    """Change what is judged."""
    queries.get(session, AssessmentCriterion, criterion_id).text = text


def set_grade(session: Session, criterion_id: str, grade: int | None) -> None:
    """Place a criterion on a step of the plan's scale, or on none.

    Raises InputError for a value that the scale does not have.
    """
    criterion = queries.get(session, AssessmentCriterion, criterion_id)
    values = [step.value for step in steps_of(criterion.area.plan)]
    if grade is not None and grade not in values:
        raise InputError(f"Skriv ett steg på skalan: {', '.join(str(value) for value in sorted(values))}.")
    criterion.grade = grade


def move_criterion(session: Session, criterion_id: str, index: int) -> None:
    """Put a criterion as number ``index`` of its area's, counted without itself."""
    criterion = queries.get(session, AssessmentCriterion, criterion_id)
    put_at(criterion, criterion.area.criteria, index)


def delete_criteria(session: Session, criterion_ids: Sequence[str]) -> None:
    """Remove criteria."""
    for criterion_id in criterion_ids:
        session.delete(queries.get(session, AssessmentCriterion, criterion_id))
