"""Merged cells of a pasted table come into a free table, wherever its columns and rows are put."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scn_desktop.exchange import paste
from scn_desktop.exchange.paste import Target
from scn_desktop.exchange.word_html import read_document
from scn_desktop.exchange.word_pieces import PastedTable
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks
from scn_desktop.models.table_layout import TableLayout

HTML = (
    "<table><tr><th>Insats</th><th>2025</th><th>2026</th></tr>"
    "<tr><td rowspan=2>Öppenvård i hela kommunen</td><td colspan=2>båda åren</td></tr>"
    "<tr><td>12</td><td>14</td></tr><tr><td>Råd</td><td>1</td><td>2</td></tr></table>"
)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    path: Path = tmp_path_factory.mktemp("new") / "plan.scnplan"
    opened = create_document(
        path, municipality="Exempelköpings kommun", committee="Socialnämnden", year=2027, model="enkel"
    )
    yield opened
    opened.close()


def new_block(document: Document) -> Block:
    section = queries.plans(document.session)[0].papers[0].sections[0].id
    return queries.get(document.session, Block, document.do("Ny", lambda s: blocks.add(s, section, 0, "table")))


def table(html: str = HTML) -> PastedTable:
    (piece,) = read_document(html).pieces
    assert isinstance(piece, PastedTable)
    return piece


def spans(block: Block) -> list[tuple[int, int, str, int, int]]:
    return [(each.row, each.column, each.text, each.column_span, each.row_span) for each in TableLayout(block).merged()]


def test_merged_cells_stand_below_the_headings(document: Document) -> None:
    block = new_block(document)
    proposal = paste.propose_table(document.session, table(), Target("table", block.id))
    assert proposal.header_rows == 1
    document.do("Klistra in", lambda s: paste.apply(s, proposal))
    assert spans(block) == [(0, 0, "Öppenvård i hela kommunen", 1, 2), (0, 1, "båda åren", 2, 1)]
    again = paste.propose_table(document.session, table(), Target("table", block.id, 1))
    document.do("Klistra in", lambda s: paste.apply(s, again))
    assert spans(block) == [  # rows with text in the middle of a merged cell end it
        (0, 1, "båda åren", 2, 1),
        (1, 0, "Öppenvård i hela kommunen", 1, 2),
        (1, 1, "båda åren", 2, 1),
    ]
    assert [cell.row_span for cell in block.rows[0].cells if cell.text.startswith("Öppen")] == [1]


def test_a_column_that_is_left_out_parts_what_was_merged_over_it(document: Document) -> None:
    block = new_block(document)
    proposal = paste.propose_table(document.session, table(), Target("table", block.id))
    without = paste.change_mapping(proposal, 2, None)
    document.do("Klistra in", lambda s: paste.apply(s, without))
    assert spans(block) == [(0, 0, "Öppenvård i hela kommunen", 1, 2)]
    assert len(block.columns) == 2


def test_what_is_filled_from_above_is_no_longer_merged(document: Document) -> None:
    block = new_block(document)
    proposal = paste.propose_table(document.session, table(), Target("table", block.id))
    document.do("Klistra in", lambda s: paste.apply(s, replace(proposal, empty_first="above")))
    assert spans(block) == []
    assert block.rows[1].text_of(block.columns[0]) == "Öppenvård i hela kommunen"


CELL = st.tuples(st.integers(1, 3), st.integers(1, 3), st.booleans())


@given(st.lists(st.lists(CELL, min_size=1, max_size=3), min_size=2, max_size=5), st.integers(0, 2), st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_merged_table_is_pasted_whole(
    document: Document, shape: list[list[tuple[int, int, bool]]], header: int, data: st.DataObject
) -> None:
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td colspan={across} rowspan={down}>{f'r{row}c{place}' if filled else ''}</td>"
            for place, (across, down, filled) in enumerate(cells)
        )
        + "</tr>"
        for row, cells in enumerate(shape)
    )
    pieces = read_document(f"<table>{rows}</table>").pieces
    if len(pieces) != 1 or not isinstance(pieces[0], PastedTable):
        return
    block = new_block(document)
    proposal = paste.propose_table(document.session, pieces[0], Target("table", block.id), title_row=False)
    proposal = paste.change_header(proposal, min(header, len(proposal.cells) - 1))
    if len(proposal.mapping) > 1:
        left_out = data.draw(st.sampled_from([None, *range(len(proposal.mapping))]))
        if left_out is not None:
            proposal = paste.change_mapping(proposal, left_out, None)
    document.do("Klistra in", lambda s: paste.apply(s, proposal))
    layout = TableLayout(block)
    held = sum(
        cell.column_span * cell.row_span
        for row in range(len(block.rows))
        for column in range(layout.width)
        if (cell := layout.seen(row, column)) is not None
    )
    assert held == len(block.rows) * layout.width
    expected = [cell for row in proposal.pasted().rows for cell in row if cell]
    assert sorted(cell.text for row in block.rows for cell in row.cells if cell.text) == sorted(expected)
