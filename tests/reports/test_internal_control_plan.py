"""Internkontrollplanen as a paper of its own."""

from pathlib import Path

import pikepdf

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.reports.catalogue import render
from tests.reports.conftest import TODAY, Printer
from tests.reports.papers import assert_conforms, rows_of
from tests.reports.tag_reader import artifact_texts, read_tags


def test_it_conforms_and_every_page_lies_down(example_papers: dict[str, Path]) -> None:
    path = example_papers["internkontrollplan"]
    assert_conforms(path)
    with pikepdf.open(path) as pdf:
        assert all(page.MediaBox[2] > page.MediaBox[3] for page in pdf.pages)


def test_every_area_has_its_table_with_all_its_controls(example_papers: dict[str, Path], example: Document) -> None:
    plan = queries.plan_of_year(example.session)
    assert plan is not None
    numbers = queries.control_numbers(plan)
    tags = read_tags(example_papers["internkontrollplan"])
    printed = {}
    for table in tags.find("Table"):
        caption = "".join(each.words for each in table.find("Caption"))
        if caption.startswith("Område"):
            printed[caption] = [row[0] for row in rows_of(table)[1:]]
    assert printed == {
        f"Område {place}. {area.title}": [numbers[control.id] for control in controls]
        for place, (area, controls) in enumerate(queries.controls_by_area(plan), start=1)
        if area is not None
    }
    assert sum(map(len, printed.values())) == 26


def test_a_table_that_goes_on_says_so_on_the_next_page(example_papers: dict[str, Path]) -> None:
    drawn = ["".join(texts) for texts in artifact_texts(example_papers["internkontrollplan"])]
    assert any(", forts." in page for page in drawn)
    assert all("Internkontrollplan 2027" in page and "UTKAST" in page for page in drawn)


def test_a_plan_without_controls_is_printed_with_its_text(empty: Document, print_paper: Printer) -> None:
    tags = read_tags(print_paper("internkontrollplan", empty))
    assert next(tags.find("H1")).words == "Internkontrollplan 2027"
    assert "Planen har inga kontroller." in tags.words


def test_a_plan_that_assesses_no_risks_has_no_column_for_them(example: Document, tmp_path: Path) -> None:
    with example.snapshot() as snapshot, snapshot.session.no_autoflush:
        plan = queries.plan_of_year(snapshot.session)
        assert plan is not None
        for risk in plan.risks:
            risk.probability = risk.consequence = risk.stated_index = None
        path = render("internkontrollplan", snapshot, tmp_path / "ut.pdf", today=TODAY)
    assert_conforms(path)
    tables = [one for one in read_tags(path).find("Table") if rows_of(one)[0][0] == "Nr"]
    assert tables
    assert all(len(row) == 5 for table in tables for row in rows_of(table))
