"""Chapters on paper: where pages begin."""

from pathlib import Path

from scn_desktop.models import queries
from scn_desktop.models.document.create import create_document
from scn_desktop.models.edits import sections
from scn_desktop.reports.catalogue import render
from tests.reports.tag_reader import read_tags


def test_a_chapter_that_only_names_what_follows_shares_its_page(tmp_path: Path) -> None:
    document = create_document(
        tmp_path / "plan.scnplan", municipality="Kommunen", committee="Nämnden", year=2027, model="uppsala-2021"
    )
    paper = queries.paper_of_kind(queries.plans(document.session)[0], "operational_plan")
    assert paper is not None
    document.do("Nytt", lambda s: sections.add(s, paper.id, None, 0, "chapter", "Målen"))
    document.do("Nytt", lambda s: sections.add(s, paper.id, None, 1, "goal", "Trygga barn"))
    document.do("Nytt", lambda s: sections.add(s, paper.id, None, 2, "goal", "Korta köer"))
    path = render("verksamhetsplan", document, tmp_path / "plan.pdf")
    pages = {heading.words: heading.pages[0] for heading in read_tags(path).find("H1")}
    first, second = (pages[f"Kommunfullmäktiges inriktningsmål {each}"] for each in ("1 Trygga barn", "2 Korta köer"))
    assert (pages["Målen"], pages["Målen"] + 1) == (first, second)
    document.close()
