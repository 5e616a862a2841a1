"""Every area must have a control, and a grave risk something that meets it, before the plan is decided."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scn_desktop.checks.finding import Finding
from scn_desktop.checks.paper import findings
from scn_desktop.models import queries
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, controls, papers, risks, sections
from scn_desktop.models.measure import Measure
from scn_desktop.models.plan import Paper, Plan


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    path = tmp_path / "plan.scnplan"
    made = create_document(path, municipality="Exempelköping", committee="Socialnämnden", year=2027, model="enkel")
    yield made
    made.close()


def plan_of(document: Document) -> Plan:
    return queries.plans(document.session)[0]


def control_plan(document: Document) -> Paper:
    """The year's internkontrollplan, made where the model has none."""
    plan = plan_of(document)
    found = queries.paper_of_kind(plan, "internal_control_plan")
    if found is None:
        document.do("Ny", lambda session: papers.add(session, plan.id, "internal_control_plan"))
        found = queries.paper_of_kind(plan, "internal_control_plan")
    assert found is not None
    return found


def told(paper: Paper) -> list[Finding]:
    return [finding for finding in findings(paper) if finding.tab == "control"]


def add_risk(document: Document, text: str, probability: int, consequence: int) -> str:
    plan_id = plan_of(document).id

    def add(session: Session) -> str:
        made = risks.add_risk(session, plan_id)
        risks.set_risk_field(session, made, "description", text)
        risks.set_factors(session, made, probability, consequence)
        return made

    return document.do("Ny risk", add)


def test_an_area_without_a_control_is_told_until_it_has_one(document: Document) -> None:
    paper = control_plan(document)
    areas = plan_of(document).model.areas
    assert [finding.place for finding in told(paper)] == [area.id for area in areas]
    assert told(paper)[0].text == f"Kontrollområdet ”{areas[0].title}” har ingen kontroll."
    for area in list(areas):
        document.do("Ny", partial(controls.add_control, plan_id=plan_of(document).id, area_id=area.id))
    assert told(paper) == []


def test_a_grave_risk_is_told_until_a_control_or_a_measure_meets_it(document: Document) -> None:
    paper = control_plan(document)
    first, second = add_risk(document, "Barn blir utan skydd", 4, 4), add_risk(document, "Avtal saknas", 2, 4)
    add_risk(document, "Liten risk", 1, 1)
    found = [finding for finding in told(paper) if finding.text.startswith("Risk")]
    assert [finding.place for finding in found] == [first, second]
    assert found[0].text == "Risk 1, ”Barn blir utan skydd”, har riskindex 16 men ingen kontroll eller åtgärd."
    assert {finding.severity for finding in found} == {"warning"}
    document.do("Kontroll", lambda session: risks.add_control_for(session, first))

    def measure(session: Session) -> None:
        made = Measure(plan_id=plan_of(document).id, text="Skriv avtal")
        session.add(made)
        session.flush()
        risks.link_measure(session, second, made.id)

    document.do("Åtgärd", measure)
    assert not [finding for finding in told(paper) if finding.text.startswith("Risk")]


def test_a_stated_riskindex_at_the_threshold_counts_too(document: Document) -> None:
    paper = control_plan(document)
    stated = add_risk(document, "Fakturor betalas utan avtal", 1, 1)
    document.do("Ange", lambda session: risks.set_stated_index(session, stated, 12))
    assert any("har riskindex 12" in finding.text for finding in told(paper))


def test_the_verksamhetsplan_is_asked_only_where_the_controls_stand_in_it(document: Document) -> None:
    plan = plan_of(document)
    main = queries.paper_of_kind(plan, "operational_plan")
    assert main is not None
    for paper in [each for each in plan.papers if each.kind == "internal_control_plan"]:
        document.do("Bort", partial(papers.delete, paper_id=paper.id))
    for block in queries.blocks_of_kind(main, "controls"):
        document.do("Bort", partial(blocks.delete, block_id=block.id))
    assert told(main) == []
    chapter = next(kind.key for kind in plan.model.kinds if kind.may_stand_under(None))
    section = document.do(
        "Kapitel", lambda session: sections.add(session, main.id, None, 0, chapter, "Intern kontroll")
    )
    document.do("Tabell", lambda session: blocks.add(session, section, 0, "controls"))
    assert len(told(main)) == len(plan.model.areas)
