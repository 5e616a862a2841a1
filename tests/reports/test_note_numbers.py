"""The editor counts footnotes as the printed paper does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, indicators, measures, tables
from scn_desktop.models.note_numbers import note_numbers
from scn_desktop.models.plan import Paper
from scn_desktop.reports.catalogue import render
from tests.reports.tag_reader import read_tags


@pytest.fixture
def paper(example: Document) -> Paper:
    found = queries.plan_of_year(example.session)
    assert found is not None
    shown = queries.paper_of_kind(found, "operational_plan")
    assert shown is not None
    return shown


def first_block(paper: Paper, kind: str) -> Block:
    return queries.blocks_of_kind(paper, kind)[0]


def write_notes(document: Document, paper: Paper) -> dict[str, int]:
    """Put notes NOTxx in texts and tables; the numbers that the editor gives each, by its words."""
    session = document.session
    texts = [block.id for block in queries.blocks_of_kind(paper, "text")][:2]
    table = first_block(paper, "measures")
    first, second = [placement.measure for placement in table.measure_placements][:2]
    shown = first_block(paper, "indicators").indicator_placements[0].indicator
    free = first_block(paper, "table")
    cells = [(free.rows[row].id, free.columns[column].id) for row in (0, 1) for column in (0, 1)]

    def write(_: object) -> None:
        for place, block_id in enumerate(texts):
            blocks.set_field(session, block_id, "text", f"Text^[NOTa{place}.] och^[NOTb{place}.]")
        measures.set_field(session, first.id, "text", "Göra^[NOTc.] mer")
        measures.set_field(session, first.id, "effect", "Bra^[NOTd.]")
        measures.set_field(session, second.id, "text", "Också^[NOTe.]")
        measures.set_field(session, second.id, "effect", "Igen^[NOTd.]")
        indicators.set_field(session, shown.id, "note", "NOTf.")
        for row, column in cells:
            tables.set_cell(session, row, column, "Ord^[NOTg.]")

    document.do("Skriv noter", write)
    numbers = note_numbers(paper)
    found: dict[str, int] = {}
    for place, block_id in enumerate(texts):
        found |= {f"NOTa{place}": numbers.first[block_id], f"NOTb{place}": numbers.first[block_id] + 1}
    for block in (table, first_block(paper, "indicators"), free):
        found |= {source.rstrip("."): number for source, number in numbers.in_tables[block.id].items()}
    return found


def test_each_footnote_has_the_number_in_the_editor_that_it_has_on_paper(
    example: Document, paper: Paper, tmp_path: Path
) -> None:
    counted = write_notes(example, paper)
    target = tmp_path / "plan.pdf"
    with example.snapshot() as snapshot:
        render("verksamhetsplan", snapshot, target)
    on_paper: dict[str, set[int]] = {}
    for note in read_tags(target).find("Note"):
        said = re.match(r"(\d+)\W*(NOT[a-g]\d?)\.", note.words)
        if said is not None:
            on_paper.setdefault(said[2], set()).add(int(said[1]))
    assert {words: min(numbers) for words, numbers in on_paper.items()} == counted
