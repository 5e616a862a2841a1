"""The planning models that ship, the plans they make, and what is said about a model that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scn_desktop.errors import ImportFailed
from scn_desktop.models import numbering, queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import sections
from scn_desktop.models.edits.plans import create_committee, create_plan
from scn_desktop.models.plan import Paper, Plan, Section
from scn_desktop.models.planning_model_file import read_model, shipped_model, shipped_models
from scn_desktop.paths import resource

SHIPPED = ("enkel", "huddinge-2021", "solna-2020", "uppsala-2020", "uppsala-2021", "uppsala-2024")


@pytest.fixture(params=SHIPPED)
def plan(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Plan]:
    """A plan for 2027 by each shipped model."""

    def first(session: Session) -> None:
        committee = create_committee(session, name="Socialnämnden", municipality="Exempelköpings kommun")
        create_plan(session, committee, 2027, shipped_model(request.param))

    document = Document.new(tmp_path / "plan.scnplan", first)
    made = queries.plan_of_year(document.session, 2027)
    assert made is not None
    yield made
    document.close()


def blocks(paper: Paper) -> list[Block]:
    return [block for section in queries.walk(paper) for block in section.blocks]


def test_the_simple_model_is_offered_first() -> None:
    assert [model.id for model in shipped_models()] == list(SHIPPED)


def test_an_unknown_model_is_met_with_those_there_are() -> None:
    with pytest.raises(ImportFailed, match=r"”solna” finns inte.+ enkel, huddinge-2021, solna-2020"):
        shipped_model("solna")


def test_a_new_plan_has_nothing_left_to_fill_in_its_texts(plan: Plan) -> None:
    written = [table.title for table in plan.budget_tables]
    written += [column.heading for table in plan.budget_tables for column in table.columns]
    for paper in plan.papers:
        written += [paper.title, paper.subtitle, *(section.title for section in queries.walk(paper))]
        written += [text for block in blocks(paper) for text in (block.title, block.text)]

    assert any("2027" in text for text in written)
    assert not [text for text in written if "{" in text]


def test_a_new_plan_prints_goals_budget_and_controls(plan: Plan) -> None:
    operational, *others = plan.papers
    kinds = {block.kind for paper in plan.papers for block in blocks(paper)}

    assert operational.kind == "operational_plan"
    assert others[-1].kind == "cover_memo"
    assert {"text", "budget", "controls", "attachments", "signatures"} <= kinds
    assert all(block.budget_table is not None for block in blocks(operational) if block.kind == "budget")
    for paper in plan.papers:
        for section in queries.walk(paper):
            assert section.kind.may_stand_under(section.parent.kind if section.parent else None)


def test_headings_never_skip_a_level(plan: Plan) -> None:
    for paper in plan.papers:
        for section in queries.walk(paper):
            above = section.parent.kind.level if section.parent else 0
            assert section.kind.level == above + 1


def test_every_risk_has_a_class_and_a_word(plan: Plan) -> None:
    model = plan.model
    assert all(level.wording for level in model.scale)
    for probability in range(1, 5):
        for consequence in range(1, 5):
            assert model.class_of(probability * consequence) is not None
    assert [model.class_of(index).wording for index in (3, 4, 8, 12)] == ["Låg", "Medel", "Hög", "Mycket hög"]  # type: ignore[union-attr]


def test_a_checklist_is_short_enough_to_answer_at_a_meeting(plan: Plan) -> None:
    for category in plan.model.categories:
        assert 5 <= len(category.questions) <= 6
        assert all("?" in question.text for question in category.questions)


def test_the_columns_of_measures_and_indicators_fill_the_page(plan: Plan) -> None:
    for table in ("measures", "indicators"):
        assert sum(column.width for column in plan.model.columns_of(table)) in (159, 160)


def test_the_uppsala_model_has_its_areas_appendices_and_budget() -> None:
    model = shipped_model("uppsala-2021")

    assert len(model.areas) == 5
    assert model.grant_word == "Kommunbidrag"
    assert [section.title for section in model.papers[0].sections if section.kind == "appendix"] == [
        "Styrdokument",
        "Uppföljningsplan",
        "Nämndens indikatorer",
        "Internkontrollplan {year}",
    ]
    result, investments = model.budget_tables
    assert [row.label for row in result.rows if row.kind in ("subtotal", "total", "balance")] == [
        "Summa intäkter",
        "Summa kostnader",
        "Summa nettokostnader",
        "Summa kommunbidrag",
        "Resultat",
    ]
    assert sum(row.kind == "amount" for row in result.rows) == 16
    assert [row.kind for row in investments.rows] == ["amount", "amount", "total"]


def test_uppdrag_and_nämndmål_under_a_goal_count_together() -> None:
    kinds = {kind.key: kind for kind in shipped_model("enkel").kinds}

    assert kinds["assignment"].counter == kinds["committee_goal"].counter
    assert kinds["assignment"].label.startswith("Uppdrag {parent}.")
    assert kinds["committee_goal"].under == ["goal"]


def test_appendices_are_numbered_in_order(tmp_path: Path) -> None:
    def first(session: Session) -> None:
        committee = create_committee(session, name="Socialnämnden", municipality="Exempelköpings kommun")
        create_plan(session, committee, 2027, shipped_model("uppsala-2021"))

    document = Document.new(tmp_path / "plan.scnplan", first)
    made = queries.plan_of_year(document.session)
    assert made is not None
    labels = [label.text for label in numbering.labels(made.papers[0]).values() if label.text]
    document.close()

    assert labels == ["Bilaga 1", "Bilaga 2", "Bilaga 3", "Bilaga 4"]


def test_a_second_year_is_one_step_that_can_be_undone(plan: Plan, tmp_path: Path) -> None:
    document = Document.new(
        tmp_path / "två.scnplan", lambda session: create_committee(session, name="Nämnden", municipality="Kommunen")
    )
    model = shipped_model(plan.model.identifier)
    document.do("Ny plan", lambda session: create_plan(session, queries.committee(session), 2028, model))
    assert [each.year for each in queries.plans(document.session)] == [2028]

    document.undo()

    assert queries.plans(document.session) == []
    document.close()


SIMPLE = resource("planning_models", "enkel.toml").read_text(encoding="utf-8")
WRONG = [
    ("id = ", "id = = ", "är inte giltig TOML: fel på rad 3, tecken 6."),
    ('name = "Enkel plan"', 'namn = "Enkel plan"', "fältet ”namn” är okänt"),
    ('name = "Enkel plan"', "", "på första nivån: fältet ”name” saknas"),
    ("outlook_years = 0", 'outlook_years = "0"', "vid outlook_years: väntade ett heltal men fann en text"),
    ("outlook_years = 0", "outlook_years = 99", "outlook_years är 99; tillåtet är 0–10"),
    ('under = ["paper"]', 'under = "paper"', "vid kinds[0].under: väntade en lista men fann en text"),
    ('under = ["paper"]', "under = []", "nivån ”chapter” står inte under något"),
    ('under = ["paper"]', 'under = ["book"]', "nivån ”chapter” ska stå under ”book”, som inte finns"),
    ('key = "goal"', 'key = "chapter"', "nivån ”chapter” finns två gånger"),
    ('key = "goal"', 'key = "Mål 1"', "nivån ”Mål 1” måste ha en nyckel"),
    ('label = "Mål {n}"', 'label = "Mål"', "nivån ”goal” numreras, men dess label saknar {n}"),
    ('label = "Mål {n}"', 'label = "Mål {n} {x}"', "nivån ”goal” har {x} i sin label"),
    ('numbering = "paper"', 'numbering = "roman"', "värdet ”roman” är inte tillåtet"),
    ("level = 2", "level = 4", "har rubriknivå 4; tillåtet är 1–3"),
    ('{ kind = "measures" }', '{ kind = "bild" }', "värdet ”bild” är inte tillåtet"),
    ('{ kind = "measures" }', '{ kind = "budget" }', "kan inte börja med ”budget”: det visar en viss tabell"),
    ('{ kind = "measures" }', '{ kind = "text", columns = ["A"] }', "har kolumner i ett startblock av slaget ”text”"),
    ("month = 8", "month = 13", "har månaden 13; tillåtet är 1–12"),
    ('["operational_plan", "internal_control_plan"]', '["cover_memo"]', "bilagan ”cover_memo” finns inte bland"),
    ('kind = "cover_memo"', 'kind = "operational_plan"', "bara en tjänsteskrivelse (cover_memo) har attachments"),
    ('key = "steering"', 'key = "styrning"', "columns.measures har kolumnen ”styrning”; tillåtna är measure"),
    ('key = "steering"', 'key = "effect"', "columns.measures: kolumnen ”effect” finns två gånger"),
    ('key = "indicator"', 'key = "name"', "columns.indicators saknar kolumnen ”indicator”"),
    ("width = 60", "width = 90", "columns.measures är 190 mm bred; papperet rymmer 160"),
    ("threshold = 8", "threshold = 17", "risk.threshold är 17"),
    ('{ value = 2, word = "Möjlig" },', "", "risk.probability ska ha stegen 1, 2, 3"),
    ("lowest = 12", "lowest = 8", "risk.classes ska börja med lowest = 1"),
    ('"Regler och beslut",', '"System och rutiner",', "kontrollområdet ”System och rutiner” finns två gånger"),
    ("decimals = 0", "decimals = 3", "budgettabellen ”result” har 3 decimaler"),
    ('budget_table = "result"', 'budget_table = "drift"', "visar budgettabellen ”drift”, som inte finns"),
    ('kind = "operational_plan"', 'kind = "internal_control_plan"', "”operational_plan” behövs"),
    ('kind = "committee_goal"\ntitle', 'kind = "subheading"\ntitle', "(subheading) får inte stå under ”goal”"),
    ('kind = "committee_goal"\ntitle', 'kind = "delmål"\ntitle', "har nivån ”delmål”, som inte finns"),
    ("under {year}.", "under {ar}.", "{ar} i ”Planen visar vad {committee} ska göra un” är okänt"),
]


@pytest.mark.parametrize(("before", "after", "said"), WRONG, ids=[said[:40] for _, _, said in WRONG])
def test_what_is_wrong_in_a_model_is_told_in_swedish(before: str, after: str, said: str, tmp_path: Path) -> None:
    assert before in SIMPLE
    path = tmp_path / "min.toml"
    path.write_text(SIMPLE.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(ImportFailed) as failure:
        read_model(path)

    message = str(failure.value)
    assert message.startswith("Styrmodellen ”min.toml”")
    assert said in message
    assert message.endswith(".")


def test_levels_that_stand_only_in_each_other_are_out_of_reach(tmp_path: Path) -> None:
    kind = '[[kinds]]\nkey = "{}"\nsingular = "A"\nplural = "A"\nunder = ["{}"]\n\n'
    path = tmp_path / "min.toml"
    circle = kind.format("a", "b") + kind.format("b", "a")
    path.write_text(SIMPLE.replace("[[kinds]]", circle + "[[kinds]]", 1), encoding="utf-8")

    with pytest.raises(ImportFailed, match="nivån ”a” går inte att nå från handlingen"):
        read_model(path)


def test_a_model_in_another_encoding_says_so(tmp_path: Path) -> None:
    path = tmp_path / "min.toml"
    path.write_bytes(SIMPLE.encode("latin-1", "replace"))

    with pytest.raises(ImportFailed, match="inte sparad som UTF-8"):
        read_model(path)


def test_a_model_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="kan inte läsas"):
        read_model(tmp_path / "borta.toml")


def test_a_model_that_breaks_off_says_so(tmp_path: Path) -> None:
    path = tmp_path / "min.toml"
    path.write_text('id = "enkel', encoding="utf-8")

    with pytest.raises(ImportFailed, match="inte giltig TOML: filen slutar mitt i"):
        read_model(path)


def test_no_row_of_a_budget_table_is_repeated_below_itself(plan: Plan) -> None:
    for table in plan.budget_tables:
        labels = [row.label for row in table.rows]
        assert not [label for label, below in pairwise(labels) if label == below]


def new_plan(identifier: str, path: Path) -> Document:
    def first(session: Session) -> None:
        committee = create_committee(session, name="Socialnämnden", municipality="Exempelköpings kommun")
        create_plan(session, committee, 2027, shipped_model(identifier))

    return Document.new(path, first)


def test_the_year_in_a_columns_heading_is_counted_from_the_plans(tmp_path: Path) -> None:
    document = new_plan("huddinge-2021", tmp_path / "a.scnplan")
    model = queries.plans(document.session)[0].model
    headings = [column.heading for column in model.columns_of("indicators")]
    document.close()
    assert headings == ["Indikatorer", "Utfall 2025", "Etappmål 2027", "Målvärde 2030"]


def test_a_new_section_begins_with_the_blocks_and_texts_of_its_level(tmp_path: Path) -> None:
    document = new_plan("uppsala-2020", tmp_path / "a.scnplan")
    paper = queries.plans(document.session)[0].papers[0]
    goal = document.do("Mål", lambda session: sections.add(session, paper.id, None, 0, "goal", "Trygga barn"))
    added = document.do("Uppdrag", lambda session: sections.add(session, paper.id, goal, 0, "assignment", "Stöd"))
    section = queries.get(document.session, Section, added)
    assert [block.kind for block in section.blocks] == ["text", "measures", "text"]
    assert section.blocks[-1].text.startswith("Uppdragets status bedöms")
    assert section.blocks[1].columns[0].heading == "Nämndens åtgärd"
    document.close()


def test_measures_stand_as_bullets_where_the_model_says_so(tmp_path: Path) -> None:
    document = new_plan("uppsala-2024", tmp_path / "a.scnplan")
    paper = queries.plans(document.session)[0].papers[0]
    goal = next(section for section in paper.sections if section.kind.key == "goal")
    added = document.do("Uppdrag", lambda session: sections.add(session, paper.id, goal.id, 0, "assignment"))
    shapes = {block.kind: block.shape for block in queries.get(document.session, Section, added).blocks}
    document.close()
    assert shapes["measures"] == "bullets"


def test_the_papers_of_a_plan_are_the_attachments_of_its_memo(tmp_path: Path) -> None:
    document = new_plan("uppsala-2021", tmp_path / "a.scnplan")
    operational, control, memo = queries.plans(document.session)[0].papers
    assert [each.attached_paper_id for each in memo.attachments] == [operational.id, control.id]
    assert (operational.document_kind, operational.decided_by) == ("Aktiverande styrdokument", "Socialnämnden")
    areas = queries.plans(document.session)[0].assessment_areas
    assert [len(area.criteria) for area in areas] == [4, 4, 3, 3, 3]
    document.close()
