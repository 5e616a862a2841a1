"""A plan's styrmodell saved as TOML: what is read again is the same model, and the next plan by it the same plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scn_desktop.exchange.planning_model_toml import as_toml, write_model
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, sections
from scn_desktop.models.edits.plans import create_committee, create_plan
from scn_desktop.models.plan import Plan
from scn_desktop.models.planning_model_file import PlanningModelFile, SectionFile, read_model, shipped_model
from scn_desktop.models.planning_model_save import model_file

SHIPPED = ("enkel", "huddinge-2021", "solna-2020", "uppsala-2020", "uppsala-2021", "uppsala-2024")
SAME = (
    *("outlook_years", "grant_word", "measure_singular", "measure_plural", "measure_shape", "kinds", "columns"),
    *("areas", "risk", "categories", "standard_texts", "follow_up_periods", "assessment", "comment_phrases"),
)


def plan_by(model: PlanningModelFile, path: Path, year: int) -> tuple[Document, Plan]:
    """A new file with one plan."""

    def first(session: Session) -> None:
        committee = create_committee(session, name="Socialnämnden", municipality="Exempelköpings kommun")
        create_plan(session, committee, year, model)

    document = Document.new(path, first)
    plan = queries.plan_of_year(document.session)
    assert plan is not None
    return document, plan


def with_keys(found: Sequence[SectionFile], keys: dict[str, str]) -> None:
    """Let blocks name the budget tables as the saved file does."""
    for section in found:
        for block in section.blocks:
            block.budget_table = keys.get(block.budget_table, "")
        with_keys(section.sections, keys)


@pytest.mark.parametrize("identifier", SHIPPED)
def test_a_shipped_model_comes_back_from_a_plan_made_by_it(identifier: str, tmp_path: Path) -> None:
    shipped = shipped_model(identifier)
    document, plan = plan_by(shipped, tmp_path / "a.scnplan", 2027)
    saved = model_file(plan, description=shipped.description)
    document.close()

    assert {name: getattr(saved, name) for name in SAME} == {name: getattr(shipped, name) for name in SAME}
    assert [len(table.rows) for table in saved.budget_tables] == [len(table.rows) for table in shipped.budget_tables]
    keys = {table.key: own.key for table, own in zip(shipped.budget_tables, saved.budget_tables, strict=True)}
    for paper in shipped.papers:
        with_keys(paper.sections, keys)
    assert saved.papers == shipped.papers


@pytest.mark.parametrize("identifier", SHIPPED)
def test_the_next_years_plan_by_a_saved_model_is_as_by_the_shipped(identifier: str, tmp_path: Path) -> None:
    shipped = shipped_model(identifier)
    document, plan = plan_by(shipped, tmp_path / "a.scnplan", 2027)
    target = tmp_path / "egen.toml"
    write_model(model_file(plan), target)
    document.close()
    found = []
    for place, model in enumerate((read_model(target), shipped)):
        other, next_plan = plan_by(model, tmp_path / f"{place}.scnplan", 2031)
        found.append(as_toml(model_file(next_plan, identifier="egen", name="Egen", description="Egen")))
        other.close()
    assert found[0] == found[1]


@pytest.mark.parametrize("identifier", SHIPPED)
def test_what_is_written_is_read_as_the_same_model(identifier: str, tmp_path: Path) -> None:
    shipped = shipped_model(identifier)
    write_model(shipped, tmp_path / "egen.toml")
    assert read_model(tmp_path / "egen.toml") == shipped
    assert [each.name for each in tmp_path.iterdir()] == ["egen.toml"]


def test_texts_with_quotation_marks_lines_and_signs_are_kept(tmp_path: Path) -> None:
    model = shipped_model("enkel")
    hard = 'Citat "så" och """tre""", snedstreck \\ tabb\toch\nny rad\n\n- punkt\x01'
    model.description = hard
    model.papers[0].sections[0].blocks[0].text = hard
    write_model(model, tmp_path / "egen.toml")
    assert read_model(tmp_path / "egen.toml") == model


def test_years_and_names_follow_the_plan_but_a_distant_year_stands(tmp_path: Path) -> None:
    document, plan = plan_by(shipped_model("enkel"), tmp_path / "a.scnplan", 2027)
    section = plan.papers[0].sections[0].id
    title = "Socialnämnden 2027, 2026, 2024 och 2040 (dnr 120270)"
    document.do("Rubrik", lambda session: sections.set_field(session, section, "title", title))
    saved = model_file(plan)
    document.close()
    assert saved.papers[0].sections[0].title == "{committee} {year}, {last_year}, {year-3} och 2040 (dnr 120270)"


def test_a_model_without_texts_keeps_headings_and_tables(tmp_path: Path) -> None:
    document, plan = plan_by(shipped_model("uppsala-2021"), tmp_path / "a.scnplan", 2027)
    saved = model_file(plan, with_texts=False)
    document.close()
    concepts = next(each for each in saved.papers[0].sections if each.title.startswith("Begrepp"))
    assert concepts.blocks[0].columns == ["Begrepp", "Betydelse"]
    assert concepts.blocks[0].rows == []
    assert not [block.text for each in saved.papers[0].sections for block in each.blocks if block.text]


def test_references_become_words_and_braces_harmless(tmp_path: Path) -> None:
    document, plan = plan_by(shipped_model("enkel"), tmp_path / "a.scnplan", 2027)
    section = plan.papers[0].sections[0]
    text = f"Se [kapitel 1](scn:section/{section.id}), {{så}} skrivet."
    document.do("Skriv", lambda session: blocks.set_field(session, section.blocks[0].id, "text", text))
    write_model(model_file(plan), tmp_path / "egen.toml")
    document.close()
    saved = read_model(tmp_path / "egen.toml")
    assert saved.papers[0].sections[0].blocks[0].text == "Se kapitel 1, (så) skrivet."
    assert "enligt {attachment_2}" in saved.papers[-1].sections[0].blocks[0].text
