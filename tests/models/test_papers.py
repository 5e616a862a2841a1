"""A plan's papers: what a new one begins with, and what happens to attachments when a paper goes."""

from functools import partial

import pytest
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.assessment_scale import USUAL, step_of, steps_of
from scn_desktop.models.attachments import attachable, shown_registry_number, shown_title
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import assessments, papers, plans
from scn_desktop.models.plan import Paper, Plan
from scn_desktop.models.running_text import references_in


def plan_of(document: Document) -> Plan:
    return queries.plans(document.session)[0]


def new_memo(document: Document) -> Paper:
    key = document.do("Ny", lambda session: papers.add(session, plan_of(document).id, "cover_memo"))
    return queries.get(document.session, Paper, key)


def forget_model(session: Session) -> None:
    """As in a plan by a model that the program does not ship."""
    queries.plans(session)[0].model.identifier = "kommunens-egen"


def blocks_in(paper: Paper) -> list[str]:
    return [block.kind for section in queries.walk(paper) for block in section.blocks]


@pytest.mark.parametrize("is_shipped", [True, False])
def test_a_new_tjansteskrivelse_proposes_and_has_the_plans_papers_attached(
    document: Document, is_shipped: bool
) -> None:
    if not is_shipped:
        document.do("Egen modell", forget_model)
    memo = new_memo(document)
    titles = [section.title for section in memo.sections]
    assert titles[:3] == ["Förslag till beslut", "Ärendet", "Beredning"]
    assert "Konsekvenser för barn" in titles
    assert "**att**" in memo.sections[0].blocks[0].text
    assert "2027" in memo.sections[0].blocks[0].text
    assert memo.recipient == "Socialnämnden"
    assert blocks_in(memo)[-2:] == ["attachments", "signatures"]
    referred = [found.reference.id for found in references_in(memo.sections[0].blocks[0].text)]
    assert referred == [each.id for each in memo.attachments]
    kinds = [each.attached_paper.kind for each in memo.attachments if each.attached_paper is not None]
    assert kinds == ["operational_plan", "internal_control_plan"]


@pytest.mark.parametrize("is_shipped", [True, False])
def test_a_new_internkontrollplan_shows_the_controls(document: Document, is_shipped: bool) -> None:
    if not is_shipped:
        document.do("Egen modell", forget_model)
    plan = plan_of(document)
    key = document.do("Ny", lambda session: papers.add(session, plan.id, "internal_control_plan"))
    made = queries.get(document.session, Paper, key)
    assert made.title == "Internkontrollplan 2027"
    assert "controls" in blocks_in(made)


def test_a_kind_of_paper_that_is_not_there_is_refused(document: Document) -> None:
    plan = plan_of(document)
    with pytest.raises(InputError, match="cover_memo"):
        document.do("Ny", lambda session: papers.add(session, plan.id, "protokoll"))


def test_an_attached_paper_lends_its_title_and_leaves_it_behind(document: Document) -> None:
    memo = new_memo(document)
    first = memo.attachments[0]
    attached = first.attached_paper
    assert attached is not None

    def rename(session: Session) -> None:
        plans.set_paper_field(session, attached.id, "title", "Verksamhetsplan 2027 med budget")
        plans.set_paper_field(session, attached.id, "registry_number", "SN-2026-00398")

    document.do("Byt namn", rename)
    assert shown_title(first) == "Verksamhetsplan 2027 med budget"
    assert shown_registry_number(first) == "SN-2026-00398"
    document.do("Samma ärende", lambda s: plans.set_paper_field(s, memo.id, "registry_number", "SN-2026-00398"))
    assert shown_registry_number(first) == ""
    document.do("Ta bort", lambda session: papers.delete(session, attached.id))
    assert (first.attached_paper_id, shown_title(first)) == (None, "Verksamhetsplan 2027 med budget")
    document.undo()
    assert memo.attachments[0].attached_paper is not None


def test_the_plans_only_paper_stays(document: Document) -> None:
    plan = plan_of(document)
    for paper in list(plan.papers)[1:]:
        document.do("Ta bort", partial(papers.delete, paper_id=paper.id))
    (last,) = plan.papers
    with pytest.raises(InputError, match="minst en handling"):
        document.do("Ta bort", lambda session: papers.delete(session, last.id))


def test_a_paper_is_not_attached_to_itself(document: Document) -> None:
    memo = new_memo(document)
    assert memo not in attachable(memo)
    with pytest.raises(InputError, match="sig själv"):
        document.do("Bilägg", lambda s: papers.add_attachment(s, memo.id, attached_paper_id=memo.id))
    with pytest.raises(InputError, match="sig själv"):
        document.do("Bilägg", lambda s: papers.attach_paper(s, memo.attachments[0].id, memo.id))


def test_a_typed_title_follows_no_paper(document: Document) -> None:
    memo = new_memo(document)
    first = memo.attachments[0]
    document.do("Skriv", lambda s: papers.set_attachment_field(s, first.id, "title", "Yttrande"))
    assert (first.attached_paper_id, shown_title(first)) == (None, "Yttrande")


def test_a_criterion_is_placed_on_a_step_of_the_plans_scale(document: Document) -> None:
    plan = plan_of(document)
    assert [step.value for step in steps_of(plan)] == [5, 4, 3, 2, 1]
    document.do("Börja", lambda session: assessments.start(session, plan.id))
    criterion = plan.assessment_areas[0].criteria[0]
    document.do("Bedöm", lambda session: assessments.set_grade(session, criterion.id, 4))
    step = step_of(plan, criterion.grade)
    assert step is not None
    assert step.text.startswith("4 ")
    with pytest.raises(InputError, match="1, 2, 3, 4, 5"):
        document.do("Bedöm", lambda session: assessments.set_grade(session, criterion.id, 6))
    document.do("Ångra bedömningen", lambda session: assessments.set_grade(session, criterion.id, None))
    assert step_of(plan, criterion.grade) is None


def test_a_plan_without_a_scale_of_its_own_has_the_programs(document: Document) -> None:
    plan = plan_of(document)

    def empty(session: Session) -> None:
        forget_model(session)
        for step in list(plan.model.assessment_steps):
            session.delete(step)

    document.do("Utan skala", empty)
    assert steps_of(plan) == list(USUAL)
    before = len(plan.assessment_areas)
    document.do("Börja", lambda session: assessments.start(session, plan.id))
    assert [area.title for area in plan.assessment_areas][before:] == [title for title, _ in assessments.STARTING]
