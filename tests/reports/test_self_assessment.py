"""The self-assessment of the internal control on paper."""

from pathlib import Path

from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import assessments, plans
from tests.reports.conftest import Printer
from tests.reports.papers import rows_of
from tests.reports.tag_reader import read_tags


def test_every_criterion_stands_under_its_area_with_its_step(
    example_papers: dict[str, Path], example: Document
) -> None:
    plan = queries.plan_of_year(example.session)
    assert plan is not None
    words = {step.value: f"{step.value} {step.wording}" for step in plan.model.assessment_steps}
    before = queries.plan_of_year(example.session, plan.year - 1)
    assert before is not None
    earlier = {each.text: words[each.grade or 0] for area in before.assessment_areas for each in area.criteria}
    expected = []
    for area in plan.assessment_areas:
        expected.append([area.title])
        expected += [[each.text, words[each.grade or 0], earlier[each.text]] for each in area.criteria]
    tags = read_tags(example_papers["internkontrollplan"])
    (printed,) = [rows for rows in map(rows_of, tags.find("Table")) if rows[0][:2] == ["Kriterium", "Bedömning"]]
    assert printed[1:] == expected
    (scale,) = [one.words for one in tags.find("Note") if one.words.startswith("Skala:")]
    assert all(step in scale for step in words.values())


def test_the_text_of_each_area_stands_under_its_name(example_papers: dict[str, Path], example: Document) -> None:
    plan = queries.plan_of_year(example.session)
    assert plan is not None
    tags = read_tags(example_papers["internkontrollplan"])
    names = [one.words for one in tags.find("H3", "H4")]
    assert [name for name in names if name in {area.title for area in plan.assessment_areas}] == [
        area.title for area in plan.assessment_areas
    ]
    assert all(area.comment in tags.words for area in plan.assessment_areas)


def test_what_is_not_judged_prints_a_dash_and_an_empty_assessment_a_sentence(
    example: Document, print_paper: Printer
) -> None:
    plan = queries.plan_of_year(example.session)
    assert plan is not None
    criterion = plan.assessment_areas[0].criteria[0]
    example.do("Ta bort bedömningen", lambda session: assessments.set_grade(session, criterion.id, None))
    tags = read_tags(print_paper("internkontrollplan", example))
    assert [criterion.text, "–"] in [row[:2] for table in tags.find("Table") for row in rows_of(table)]

    def empty(session: Session) -> None:
        for area in list(plan.assessment_areas):
            assessments.delete_area(session, area.id)

    example.do("Töm", empty)
    assert "Den interna kontrollen är inte självskattad." in read_tags(print_paper("internkontrollplan", example)).words


def test_last_years_steps_are_printed_beside_this_years(example: Document, print_paper: Printer) -> None:
    before = queries.plan_of_year(example.session)
    assert before is not None
    example.do("Nytt år", lambda session: plans.add_year(session, before.id, before.year + 1))
    plan = queries.plan_of_year(example.session)
    assert plan is not None
    assert plan.year == before.year + 1
    first, second = plan.assessment_areas[0].criteria[:2]
    example.do("Bedöm", lambda session: assessments.set_grade(session, first.id, 5))
    example.do("Ny", lambda session: assessments.set_criterion_text(session, second.id, "Något nytt."))
    words = {step.value: f"{step.value} {step.wording}" for step in plan.model.assessment_steps}
    tags = read_tags(print_paper("internkontrollplan", example))
    heads = ["Kriterium", "Bedömning", f"Bedömning {before.year}"]
    (printed,) = [rows for rows in map(rows_of, tags.find("Table")) if rows[0] == heads]
    assert printed[2:4] == [[first.text, words[5], words[4]], ["Något nytt.", "–", "–"]]
    expected = [each.grade or 0 for area in before.assessment_areas for each in area.criteria]
    assert [row[2] for row in printed[1:] if len(row) == 3][2:] == [words[grade] for grade in expected[2:]]
