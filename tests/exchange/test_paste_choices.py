"""What a user may choose about a pasted table: columns, header, title, unit."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scn_desktop.errors import ImportFailed
from scn_desktop.exchange import paste
from scn_desktop.exchange.clipboard import parse_cells
from scn_desktop.exchange.paste import NEW_COLUMN, Target, TargetKind
from scn_desktop.exchange.pasted import header_height
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, budgets, sections, tables
from scn_desktop.models.ordering import last_key
from scn_desktop.models.planning_model import ModelColumn

BUDGET = "Mnkr\tBudget 2026\tBudget 2027\nStatsbidrag\t94\t62\nFörsäljning\t14\t18\n"


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    made = create_document(
        tmp_path / "plan.scnplan",
        municipality="Exempelköpings kommun",
        committee="Socialnämnden",
        year=2027,
        model="uppsala-2021",
    )
    yield made
    made.close()


def new_table(document: Document, kind: TargetKind) -> Target:
    paper = queries.plans(document.session)[0].papers[0]
    if kind == "budget":
        return Target(kind, document.do("Ny tabell", lambda s: budgets.add_table(s, paper.plan_id, "Ny")))
    goal = document.do("Nytt mål", lambda s: sections.add(s, paper.id, None, 9, "goal", "Mål"))
    return Target(kind, document.do("Nytt block", lambda s: blocks.add(s, goal, 9, kind)))


def add_model_column(document: Document, kind: str, key: str, heading: str) -> None:
    def action(session: Session) -> None:
        model = queries.plans(session)[0].model
        place = last_key(model.columns_of(kind))
        session.add(ModelColumn(model_id=model.id, table=kind, key=key, heading=heading, group="", order_key=place))

    document.do("Ny kolumn", action)


def test_a_budget_column_can_be_left_out_and_the_others_keep_their_headings(document: Document) -> None:
    target = new_table(document, "budget")
    proposal = paste.propose(document.session, BUDGET, target)
    assert proposal.mapping == ("label", NEW_COLUMN, NEW_COLUMN)
    without = paste.change_mapping(proposal, 1, None)
    assert without.places() == [0, None, 1]
    shown = paste.preview(document.session, without)
    assert (shown.headings, shown.rows) == (["Rad", "Budget 2027"], [["Statsbidrag", "62"], ["Försäljning", "18"]])
    document.do("Klistra in", lambda s: paste.apply(s, without))
    table = queries.get(document.session, BudgetTable, target.row_id)
    assert [column.heading for column in table.columns] == ["Budget 2027"]


def test_amounts_go_to_the_chosen_column_of_a_table_that_has_rows(document: Document) -> None:
    target = new_table(document, "budget")
    document.do("Klistra in", lambda s: paste.apply(s, paste.propose(s, BUDGET, target)))
    table = queries.get(document.session, BudgetTable, target.row_id)
    last = table.columns[1]
    proposal = paste.propose(document.session, "Taxor\t3\n", target)
    moved = paste.change_mapping(proposal, 1, last.id)
    assert paste.preview(document.session, moved).rows == [["Taxor", "", "3"]]
    document.do("Klistra in", lambda s: paste.apply(s, moved))
    assert [row.label for row in table.rows] == ["Statsbidrag", "Försäljning", "Taxor"]
    assert table.rows[2].amount_of(table.columns[0]) is None
    assert (amount := table.rows[2].amount_of(last)) is not None
    assert amount.ore == 300_000_000


def test_the_unit_of_the_amounts_can_be_corrected(document: Document) -> None:
    target = new_table(document, "budget")
    proposal = paste.propose(document.session, BUDGET, target)
    assert paste.preview(document.session, proposal).unit == "mnkr"
    document.do("Klistra in", lambda s: paste.apply(s, replace(proposal, unit="tkr")))
    table = queries.get(document.session, BudgetTable, target.row_id)
    assert table.unit == "tkr"
    assert (amount := table.rows[0].amount_of(table.columns[0])) is not None
    assert amount.ore == 9_400_000


def test_columns_of_a_free_table_can_change_places(document: Document) -> None:
    target = new_table(document, "table")
    block = queries.get(document.session, Block, target.row_id)
    first, second = (column.id for column in block.columns)
    document.do("Rubrik", lambda s: tables.set_heading(s, first, "Begrepp"))
    document.do("Rubrik", lambda s: tables.set_heading(s, second, "Betydelse"))
    proposal = paste.propose(document.session, "Det som nås\tMål\tReglementet\n", target)
    assert proposal.mapping == (first, second, NEW_COLUMN)
    changed = paste.change_mapping(proposal, 0, second)
    changed = paste.change_mapping(changed, 1, first)
    assert changed.places() == [1, 0, 2]
    document.do("Klistra in", lambda s: paste.apply(s, changed))
    assert [[row.text_of(column) for column in block.columns] for row in block.rows] == [
        ["Mål", "Det som nås", "Reglementet"]
    ]


def test_a_first_row_without_headings_below_is_no_title_unless_asked(document: Document) -> None:
    text = "Öppna en mottagning\t\t\nSkriva avtal\tProgram för barn\tLägre kostnad\n"
    target = new_table(document, "measures")
    proposal = paste.propose(document.session, text, target)
    assert proposal.title == ""
    assert paste.preview(document.session, proposal).summary == "2 åtgärder"
    assert paste.propose(document.session, text, target, title_row=True).title == "Öppna en mottagning"


def test_a_title_goes_only_to_a_table_that_has_none(document: Document) -> None:
    target = new_table(document, "indicators")
    text = "Uppdrag: stöd\t\nIndikator\tTrend\nVäntetid\tMinskar\n"
    assert paste.preview(document.session, paste.propose(document.session, text, target)).title == "Uppdrag: stöd"
    document.do("Titel", lambda s: blocks.set_field(s, target.row_id, "title", "Egen"))
    assert paste.preview(document.session, paste.propose(document.session, text, target)).title == ""


def test_columns_that_no_row_can_do_without_are_asked_for(document: Document) -> None:
    proposal = paste.propose(document.session, "Öppna\tProgram för barn", new_table(document, "measures"))
    with pytest.raises(ImportFailed, match="Välj vilken kolumn som är ”Nämndens åtgärd”"):
        paste.preview(document.session, paste.change_mapping(proposal, 0, None))
    with pytest.raises(ImportFailed, match="Ingen kolumn klistras in"):
        paste.preview(document.session, replace(proposal, mapping=(None, None)))


def test_a_models_own_columns_are_pasted_too(document: Document) -> None:
    add_model_column(document, "measures", "responsible", "Ansvarig")
    add_model_column(document, "controls", "responsible", "Kontrollansvarig")
    target = new_table(document, "measures")
    text = "Åtgärd\tAnsvarig\nÖppna en mottagning\tEnhet Norr\n"
    document.do("Klistra in", lambda s: paste.apply(s, paste.propose(s, text, target)))
    block = queries.get(document.session, Block, target.row_id)
    assert block.measure_placements[0].measure.responsible == "Enhet Norr"
    plan = queries.plans(document.session)[0]
    text = "Kontrollområde\tKontrollmoment\tKontrollansvarig\nFinansiell kontroll\tGranska fakturor\tEkonomichef\n"
    proposal = paste.propose(document.session, text, Target("controls", plan.id))
    assert paste.preview(document.session, proposal).rows[0][-1] == "Ekonomichef"
    document.do("Klistra in", lambda s: paste.apply(s, proposal))
    assert [control.responsible for control in plan.controls] == ["Ekonomichef"]


@pytest.mark.parametrize(
    ("pasted", "height"),
    [
        ("Avtal\tDiarienummer\nFamiljehem\tSN-2027-14\nTolkar\tSN-2026-3\n", 1),
        ("Begrepp\tBetydelse\nBarn\tunder 18 år\nUng\t13–20 år\n", 1),
        ("Deklaration\tStatus\nHemtjänst\tGäller\nBoende\tNy\n", 1),
        ("Norr\tBibliotek\nSöder\tSkola\n", 0),
        ("Mål\tFullmäktiges\nUppdrag\tTill nämnden\n", 0),
        ("Norr\t12\nSöder\t14\n", 0),
    ],
)
def test_the_headings_of_a_table_of_short_words_are_told_from_its_rows(pasted: str, height: int) -> None:
    assert header_height(parse_cells(pasted), [], "table") == height
