"""A money table as bars on paper: a figure with its amounts in words, numbered with the pictures."""

from __future__ import annotations

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, budgets, pictures
from scn_desktop.models.table_numbers import bars_in
from tests.reports.conftest import Printer
from tests.reports.tag_reader import read_tags


def the_chart(document: Document) -> Block:
    """The example's chart, which shows the result budget."""
    paper = queries.plans(document.session)[-1].papers
    (found,) = [block for each in paper for block in queries.blocks_of_kind(each, "chart")]
    return found


def test_bars_are_a_figure_that_says_its_amounts(example: Document, print_paper: Printer) -> None:
    bars = bars_in(the_chart(example))
    assert bars is not None
    tags = read_tags(print_paper("verksamhetsplan", example))
    figures = [figure for figure in tags.find("Figure") if figure.alternative == bars.words]
    assert len(figures) == 1
    assert all(bar.text in figures[0].text for bar in bars.bars)
    assert any(one.words == "Figur 1. Kommunbidraget per verksamhet" for one in tags.find("P"))


def test_the_writer_may_say_it_better(example: Document, print_paper: Printer) -> None:
    key = the_chart(example).id
    example.do("Beskriv", lambda session: pictures.set_alternative(session, key, "Barn och unga får mest."))
    tags = read_tags(print_paper("verksamhetsplan", example))
    assert "Barn och unga får mest." in [figure.alternative for figure in tags.find("Figure")]


def test_a_table_without_amounts_prints_no_bars(example: Document, print_paper: Printer) -> None:
    key, table = the_chart(example).id, the_chart(example).budget_table
    assert table is not None
    cells = [(row.id, column.id) for row in table.rows for column in table.columns]
    example.do("Töm", lambda session: budgets.clear_amounts(session, cells))
    before = len(list(read_tags(print_paper("verksamhetsplan", example)).find("Figure")))
    example.do("Bort", lambda session: blocks.delete(session, key))
    assert len(list(read_tags(print_paper("verksamhetsplan", example)).find("Figure"))) == before
