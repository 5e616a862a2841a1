"""A money table as bars on paper: a figure with its amounts in words, numbered with the pictures."""

from __future__ import annotations

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, budgets, pictures
from scn_desktop.models.table_numbers import bars_in
from tests.reports.conftest import Printer
from tests.reports.tag_reader import read_tags


def with_chart(document: Document) -> str:
    """A chart of the result budget, first in the first chapter; its key."""
    paper = queries.plans(document.session)[0].papers[0]
    table = next(table for table in paper.plan.budget_tables if "esultat" in table.title)
    section = paper.sections[0].id
    return document.do("Diagram", lambda session: blocks.add(session, section, 0, "chart", budget_table_id=table.id))


def test_bars_are_a_figure_that_says_its_amounts(example: Document, print_paper: Printer) -> None:
    key = with_chart(example)
    block = queries.get(example.session, blocks.Block, key)
    bars = bars_in(block)
    assert bars is not None
    tags = read_tags(print_paper("verksamhetsplan", example))
    figures = [figure for figure in tags.find("Figure") if figure.alternative == bars.words]
    assert len(figures) == 1
    assert all(bar.text in figures[0].text for bar in bars.bars)
    assert any(one.words.endswith(bars.title) and one.words.startswith("Figur 1.") for one in tags.find("P"))


def test_the_writer_may_say_it_better(example: Document, print_paper: Printer) -> None:
    key = with_chart(example)
    example.do("Beskriv", lambda session: pictures.set_alternative(session, key, "Barn och unga får mest."))
    tags = read_tags(print_paper("verksamhetsplan", example))
    assert "Barn och unga får mest." in [figure.alternative for figure in tags.find("Figure")]


def test_a_table_without_amounts_prints_no_bars(example: Document, print_paper: Printer) -> None:
    key = with_chart(example)
    table = queries.get(example.session, blocks.Block, key).budget_table
    assert table is not None
    cells = [(row.id, column.id) for row in table.rows for column in table.columns]
    example.do("Töm", lambda session: budgets.clear_amounts(session, cells))
    before = len(list(read_tags(print_paper("verksamhetsplan", example)).find("Figure")))
    example.do("Bort", lambda session: blocks.delete(session, key))
    assert len(list(read_tags(print_paper("verksamhetsplan", example)).find("Figure"))) == before
