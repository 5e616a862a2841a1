"""Last year's self-assessment beside this year's: what continues what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.earlier_assessment import EarlierAssessment, plan_to_start_from
from scn_desktop.models.edits import assessments
from scn_desktop.models.edits.plans import create_plan
from scn_desktop.models.plan import Plan
from scn_desktop.models.planning_model_file import shipped_model
from tests.models.planned import do_undo_redo, new_document

AREAS = {"Kontrollmiljö": ("Ansvaret är känt.", "Frågorna ställs."), "Riskhantering": ("Riskerna gås igenom.",)}


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    """2027 judged, with a text; 2028 and 2029 of a model without areas."""
    opened = new_document(tmp_path / "prov.scnplan")

    def fill(session: Session) -> None:
        committee = queries.committee(session)
        first = committee.plans[0]
        for title, texts in AREAS.items():
            area = assessments.add_area(session, first.id, title)
            for text in texts:
                assessments.set_grade(session, assessments.add_criterion(session, area, text), 4)
            assessments.set_area_field(session, area, "comment", f"{title} är god.")
        for year in (2028, 2029):
            create_plan(session, committee, year, shipped_model("enkel"))

    opened.do("Fyll i", fill)
    yield opened
    opened.close()


def plan_of(document: Document, year: int) -> Plan:
    found = queries.plan_of_year(document.session, year)
    assert found is not None
    return found


def start_from(document: Document, year: int) -> Plan:
    plan = plan_of(document, year)
    earlier = plan_to_start_from(plan)
    assert earlier is not None
    do_undo_redo(document, lambda session: assessments.start_from(session, plan.id, earlier.id))
    return plan


def test_last_years_areas_are_copied_without_grades_and_tied_to_their_origin(document: Document) -> None:
    before, plan = plan_of(document, 2027), start_from(document, 2028)
    assert [(area.title, area.comment) for area in plan.assessment_areas] == [(title, "") for title in AREAS]
    for old, new in zip(before.assessment_areas, plan.assessment_areas, strict=True):
        assert new.origin_id == old.id
        assert [(each.text, each.grade, each.origin_id) for each in new.criteria] == [
            (each.text, None, each.id) for each in old.criteria
        ]


def test_each_criterion_shows_the_step_it_stood_on_last_year(document: Document) -> None:
    plan = start_from(document, 2028)
    criterion, area = plan.assessment_areas[0].criteria[0], plan.assessment_areas[0]
    document.do("Nya ord", lambda session: assessments.set_criterion_text(session, criterion.id, "Alla vet."))
    earlier = EarlierAssessment.of(plan)
    assert earlier.year == 2027
    assert earlier.grade(criterion) == "4 Tillfredsställande"
    assert earlier.comment(area) == "Kontrollmiljö är god."


def test_the_same_words_are_enough_where_no_origin_is_known(document: Document) -> None:
    plan = plan_of(document, 2028)

    def fill(session: Session) -> str:
        area = assessments.add_area(session, plan.id, "kontrollmiljö ")
        assessments.add_criterion(session, area, "Ansvaret  är känt.")
        assessments.add_criterion(session, area, "Något nytt.")
        assessments.add_criterion(session, area, "")
        return area

    document.do("Egna", fill)
    (area,) = plan.assessment_areas
    earlier = EarlierAssessment.of(plan)
    assert [earlier.grade(each) for each in area.criteria] == ["4 Tillfredsställande", "", ""]
    assert earlier.comment(area) == "Kontrollmiljö är god."


def test_words_that_stand_in_several_areas_are_taken_from_the_same_one_or_from_none(document: Document) -> None:
    before, plan = plan_of(document, 2027), plan_of(document, 2028)

    def fill(session: Session) -> None:
        second = before.assessment_areas[1].id
        assessments.set_grade(session, assessments.add_criterion(session, second, "Ansvaret är känt."), 2)
        for title in ("Riskhantering", "En annan"):
            area = assessments.add_area(session, plan.id, title)
            assessments.add_criterion(session, area, "Ansvaret är känt.")

    document.do("Egna", fill)
    earlier = EarlierAssessment.of(plan)
    assert [earlier.grade(area.criteria[0]) for area in plan.assessment_areas] == ["2 Behöver ses över", ""]


def test_the_nearest_year_that_was_judged_stands_beside(document: Document) -> None:
    start_from(document, 2028)
    plan = start_from(document, 2029)
    assert plan.assessment_areas[0].origin_id == plan_of(document, 2028).assessment_areas[0].id
    assert EarlierAssessment.of(plan).year == 2027
    assert EarlierAssessment.of(plan).grade(plan.assessment_areas[0].criteria[0]) == "4 Tillfredsställande"
    criterion = plan_of(document, 2028).assessment_areas[0].criteria[0]
    document.do("Bedöm", lambda session: assessments.set_grade(session, criterion.id, 3))
    assert EarlierAssessment.of(plan).grade(plan.assessment_areas[0].criteria[0]) == "3 Kan förbättras"
    assert EarlierAssessment.of(plan).grade(plan.assessment_areas[0].criteria[1]) == ""


def test_areas_that_a_plan_began_with_give_way_to_last_years_but_never_what_someone_wrote(document: Document) -> None:
    plan = plan_of(document, 2028)
    document.do("Börja", lambda session: assessments.start(session, plan.id))
    assert assessments.is_untouched(plan)
    kept = plan.assessment_areas[1]
    document.do("Skriv", lambda session: assessments.set_area_field(session, kept.id, "comment", "Vårt."))
    assert not assessments.is_untouched(plan)
    start_from(document, 2028)
    assert [area.comment for area in plan.assessment_areas] == ["Vårt.", "", ""]
    assert [area.title for area in plan.assessment_areas[1:]] == list(AREAS)


def test_the_first_year_has_nothing_beside_it(document: Document) -> None:
    plan = plan_of(document, 2027)
    assert EarlierAssessment.of(plan).year is None
    assert plan_to_start_from(plan) is None
    assert EarlierAssessment.of(plan).grade(plan.assessment_areas[0].criteria[0]) == ""
