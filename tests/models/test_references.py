"""Live fields and cross-references: what they say, that they follow the plan, and that broken ones are seen."""

import pytest
from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, budgets, indicators, measures, papers, sections
from scn_desktop.models.edits.plans import create_plan
from scn_desktop.models.entities import Block, BudgetTable, Paper, Plan, Section
from scn_desktop.models.planning_model_file import shipped_model
from scn_desktop.models.references import References, begins_sentence, broken_references
from scn_desktop.models.running_text import Reference, read_address, reference_source


@pytest.fixture
def plan(document: Document) -> Plan:
    found = queries.plan_of_year(document.session)
    assert found is not None
    return found


@pytest.fixture
def paper(plan: Plan) -> Paper:
    found = queries.paper_of_kind(plan, "operational_plan")
    assert found is not None
    return found


@pytest.fixture
def table(document: Document, plan: Plan) -> BudgetTable:
    """Grants: 573 and 18,4 mnkr, costs −902 mnkr and 123 456 789 kr, and their sum."""
    rows = (("Kommunbidrag", "573"), ("Avgifter", "18,4"), ("Kostnader", "-902"), ("Hyror", "-123 456 789 kr"))

    def make(session: Session) -> str:
        key = budgets.add_table(session, plan.id, "Resultatbudget")
        column = budgets.add_column(session, key, "Budget 2027")
        for label, amount in rows:
            budgets.set_amount(session, budgets.add_row(session, key, label), column, amount)
        budgets.add_row(session, key, "Resultat", "balance")
        return key

    return queries.get(document.session, BudgetTable, document.do("Tabell", make))


def _amount(table: BudgetTable, label: str, form: str = "") -> Reference:
    row = next(row for row in table.rows if row.label == label)
    column = next(column for column in table.columns if column.heading == "Budget 2027")
    return Reference("amount", row.id, column.id, form)


def _say(plan: Plan, reference: Reference, description: str = "") -> str:
    return References(plan).say(reference, description).words.replace("\u00a0", " ")


def _goal(document: Document, paper: Paper, title: str, index: int = 99) -> Section:
    key = document.do("Nytt", lambda session: sections.add(session, paper.id, None, index, "goal", title))
    return queries.get(document.session, Section, key)


def _block(document: Document, section: Section, kind: str) -> str:
    return document.do("Block", lambda session: blocks.add(session, section.id, 99, kind))


def test_a_field_says_the_tables_figure_and_follows_it(document: Document, plan: Plan, table: BudgetTable) -> None:
    grant = _amount(table, "Kommunbidrag")
    assert _say(plan, grant) == "573 miljoner kronor"
    assert References(plan).describe(grant) == "Kommunbidrag, budget 2027"
    document.do("Belopp", lambda session: budgets.set_amount(session, grant.id, grant.column, "573,25"))
    assert _say(plan, grant) == "573,25 miljoner kronor"


def test_a_cost_can_be_said_without_its_sign(plan: Plan, table: BudgetTable) -> None:
    assert _say(plan, _amount(table, "Kostnader")) == "−902 miljoner kronor"
    assert _say(plan, _amount(table, "Kostnader", "absolute")) == "902 miljoner kronor"
    assert _say(plan, _amount(table, "Hyror", "kr-absolute")) == "123 456 789 kronor"
    assert _say(plan, _amount(table, "Hyror", "absolute")) == "123,5 miljoner kronor"


def test_a_sum_that_the_table_computes_is_said_and_so_is_a_stated_one(
    document: Document, plan: Plan, table: BudgetTable
) -> None:
    result = _amount(table, "Resultat")
    assert _say(plan, result) == "−434,1 miljoner kronor"
    document.do("Ange", lambda session: budgets.set_amount(session, result.id, result.column, "-434"))
    assert _say(plan, result) == "−434 miljoner kronor"


def test_a_field_may_say_an_amount_of_another_year(document: Document, plan: Plan, table: BudgetTable) -> None:
    file = shipped_model("enkel")
    key = document.do("År", lambda session: create_plan(session, plan.committee, 2028, file).id)
    following = queries.get(document.session, Plan, key)
    assert _say(following, _amount(table, "Kommunbidrag")) == "573 miljoner kronor"
    assert References(following).say(Reference("section", plan.papers[0].sections[0].id), "").is_broken


def test_a_field_whose_row_is_gone_is_broken_until_the_row_is_back(
    document: Document, plan: Plan, paper: Paper, table: BudgetTable
) -> None:
    grant = _amount(table, "Kommunbidrag")
    section = _goal(document, paper, "Mål")
    block = _block(document, section, "text")
    source = f"Nämnden får {reference_source(grant, 'Kommunbidrag, budget 2027')} i bidrag."
    document.do("Skriv", lambda session: blocks.set_field(session, block, "text", source))
    assert broken_references(paper) == []

    document.do("Ta bort rad", lambda session: budgets.delete_rows(session, [grant.id]))
    (broken,) = broken_references(paper)
    assert broken.place.row is queries.get(document.session, Block, block)
    assert _say(plan, grant, "Kommunbidrag, budget 2027") == "[hänvisningen saknar mål: Kommunbidrag, budget 2027]"
    document.undo()
    assert broken_references(paper) == []
    assert _say(plan, grant) == "573 miljoner kronor"


def test_a_field_whose_amount_is_not_given_yet_is_broken(document: Document, plan: Plan, table: BudgetTable) -> None:
    grant = _amount(table, "Kommunbidrag")
    document.do("Töm", lambda session: budgets.clear_amounts(session, [(grant.id, grant.column)]))
    assert _say(plan, grant, "Kommunbidrag") == "[beloppet saknas: Kommunbidrag]"


def test_a_cross_reference_follows_renumbering(document: Document, plan: Plan, paper: Paper) -> None:
    first, second = _goal(document, paper, "Första"), _goal(document, paper, "Andra")
    before = {section.id: References(plan).label(section).text for section in (first, second)}
    reference = Reference("section", second.id)
    said = References(plan).say(reference, "")
    assert said.words == before[second.id][0].lower() + before[second.id][1:]
    assert said.section == second.id
    assert References(plan).say(reference, "", begins_sentence=True).words == before[second.id]
    document.do("Flytta", lambda session: sections.move(session, second.id, None, 0))
    assert _say(plan, reference) != said.words
    assert _say(plan, reference).endswith(" 1")


def test_a_cross_reference_says_number_title_or_both(document: Document, plan: Plan, paper: Paper) -> None:
    section = _goal(document, paper, "Korta köerna")
    number = _say(plan, Reference("section", section.id))
    assert _say(plan, Reference("section", section.id, form="title")) == "Korta köerna"
    assert _say(plan, Reference("section", section.id, form="both")) == f"{number} Korta köerna"


def test_a_chapter_without_a_number_is_named_by_its_title(plan: Plan, paper: Paper) -> None:
    chapter = next(section for section in paper.sections if not References(plan).label(section).text)
    assert _say(plan, Reference("section", chapter.id)) == f"avsnittet ”{chapter.title}”"


def test_a_reference_to_a_deleted_section_is_broken_until_undo(document: Document, plan: Plan, paper: Paper) -> None:
    target, source = _goal(document, paper, "Mål A"), _goal(document, paper, "Mål B")
    block = _block(document, source, "measures")
    document.do("Åtgärd", lambda session: measures.add(session, block, text="Något"))
    placed = queries.get(document.session, Block, block).measure_placements[0].measure
    text = f"Följ upp, {reference_source(Reference('section', target.id), 'Uppdrag 1.1', in_cell=True)}"
    document.do("Skriv", lambda session: measures.set_field(session, placed.id, "effect", text))
    document.do("Ta bort", lambda session: sections.delete(session, target.id))
    (broken,) = broken_references(paper)
    assert (broken.found.description, broken.problem) == ("Uppdrag 1.1", "hänvisningen saknar mål")
    assert (broken.place.section, broken.place.column) == (source, "effect")
    document.undo()
    assert broken_references(paper) == []


def test_a_reference_to_a_table_says_the_number_that_prints(document: Document, plan: Plan, paper: Paper) -> None:
    section = _goal(document, paper, "Mål", 0)
    first = _block(document, section, "indicators")
    second = _block(document, section, "measures")
    document.do("Åtgärd", lambda session: measures.add(session, second, text="Något"))
    assert References(plan).say(Reference("block", first), "Tabell").is_broken
    alone = _say(plan, Reference("block", second))
    document.do("Indikator", lambda session: indicators.add(session, first, name="Andel"))
    assert alone.startswith("tabell ")
    assert _say(plan, Reference("block", first)) == alone
    assert _say(plan, Reference("block", second)) == f"tabell {int(alone.split()[1]) + 1}"


@pytest.mark.parametrize("address", ["scn:section/borta", "scn:block/borta", "scn:amount/borta/borta"])
def test_an_id_that_was_never_there_is_broken(plan: Plan, address: str) -> None:
    reference = read_address(address)
    assert reference is not None
    said = References(plan).say(reference, "Mål 1")
    assert said.is_broken
    assert said.words == "[hänvisningen saknar mål: Mål 1]"
    assert References(plan).describe(reference) == ""


@pytest.mark.parametrize("before", ["", "  ", "Först. ", "Varför? ", "Det sade hon.” ", "(Så var det.) ", "År 2027. "])
def test_the_first_word_of_a_sentence(before: str) -> None:
    assert begins_sentence(before)


@pytest.mark.parametrize("before", ["Se ", "bl.a. ", "jfr. ", "i 26 kap. ", "så här: ", "("])
def test_a_word_inside_a_sentence(before: str) -> None:
    assert not begins_sentence(before) or before == "("


def test_a_reference_to_an_attachment_follows_its_number_and_title(document: Document, plan: Plan) -> None:
    memo = queries.paper_of_kind(plan, "cover_memo")
    assert memo is not None
    second = memo.attachments[1]
    assert second.attached_paper is not None
    title = second.attached_paper.title
    assert _say(plan, Reference("attachment", second.id)) == "bilaga 2"
    assert _say(plan, Reference("attachment", second.id, form="title")) == title
    assert _say(plan, Reference("attachment", second.id, form="both")) == f"bilaga 2, {title}"
    assert References(plan).describe(Reference("attachment", second.id)) == "Bilaga 2"
    document.do("Flytta", lambda session: papers.move_attachment(session, second.id, 0))
    assert _say(plan, Reference("attachment", second.id)) == "bilaga 1"
    document.do("Ta bort", lambda session: papers.delete_attachments(session, [second.id]))
    assert References(plan).say(Reference("attachment", second.id), "Bilaga 2").is_broken
