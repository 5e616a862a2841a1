"""Merged cells of free tables: they hold together when rows and columns come and go, and never hide a text."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block, TableCell
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, merged_cells, tables
from scn_desktop.models.table_layout import TableLayout


class FreeTable:
    """A table of three columns and four rows, a1 to c4, open for edits."""

    def __init__(self, document: Document) -> None:
        self.document = document
        section = queries.plans(document.session)[0].papers[0].sections[0].id
        self.id = document.do("Ny", lambda s: blocks.add(s, section, 0, "table"))
        document.do("Kolumn", lambda s: tables.add_column(s, self.id, "C"))
        texts = [[f"{letter}{row}" for letter in "abc"] for row in range(1, 5)]
        document.do("Rader", lambda s: tables.append_rows(s, self.block, texts))

    @property
    def block(self) -> Block:
        return queries.get(self.document.session, Block, self.id)

    def do(self, edit: Callable[[Session], Any]) -> Any:
        return self.document.do("Prov", edit)

    def merge(self, rows: list[int], columns: list[int]) -> None:
        row_ids = [self.block.rows[row].id for row in rows]
        column_ids = [self.block.columns[column].id for column in columns]
        self.do(lambda s: merged_cells.merge_cells(s, self.id, row_ids, column_ids))

    def spans(self) -> list[tuple[str, int, int]]:
        return [(cell.text, cell.column_span, cell.row_span) for cell in TableLayout(self.block).merged()]

    def texts(self) -> list[list[str | None]]:
        layout = TableLayout(self.block)
        return [
            [cell.text if (cell := layout.seen(row, column)) else None for column in range(layout.width)]
            for row in range(len(self.block.rows))
        ]


@pytest.fixture
def table(document: Document) -> FreeTable:
    return FreeTable(document)


def test_merged_cells_keep_every_text_and_can_be_split(table: FreeTable) -> None:
    table.merge([1, 2], [0, 1])
    assert table.texts()[1:3] == [["a2\nb2\na3\nb3", None, "c2"], [None, None, "c3"]]
    assert table.spans() == [("a2\nb2\na3\nb3", 2, 2)]
    row, column = table.block.rows[2].id, table.block.columns[1].id
    table.do(lambda s: merged_cells.split_cell(s, row, column))
    assert table.texts()[1:3] == [["a2\nb2\na3\nb3", "", "c2"], ["", "", "c3"]]
    with pytest.raises(InputError, match="inte sammanslagen"):
        table.do(lambda s: merged_cells.split_cell(s, row, column))


def test_a_merged_cell_that_is_touched_is_taken_in_whole(table: FreeTable) -> None:
    table.merge([0, 1], [0])
    table.merge([1, 2], [0, 1])
    assert table.spans() == [("a1\na2\nb1\nb2\na3\nb3", 2, 3)]


def test_one_cell_or_a_heading_row_cannot_be_merged(table: FreeTable) -> None:
    with pytest.raises(InputError, match="minst två"):
        table.merge([0], [0])
    heading = table.block.rows[1].id
    table.do(lambda s: tables.set_row_kind(s, heading, "heading"))
    with pytest.raises(InputError, match="rubrikrad"):
        table.merge([0, 1], [0])


def test_a_row_that_comes_into_a_merged_cell_makes_it_taller(table: FreeTable) -> None:
    table.merge([0, 1], [0])
    table.do(lambda s: tables.add_row(s, table.id, 1))
    assert table.spans() == [("a1\na2", 1, 3)]
    table.do(lambda s: tables.add_row(s, table.id, 0))
    table.do(lambda s: tables.add_row(s, table.id, 4))
    assert table.spans() == [("a1\na2", 1, 3)]


def test_a_row_that_goes_makes_it_shorter_and_leaves_it_its_text(table: FreeTable) -> None:
    table.merge([0, 1, 2], [0])
    rows = [row.id for row in table.block.rows]
    table.do(lambda s: tables.delete_rows(s, [rows[1]]))
    assert table.spans() == [("a1\na2\na3", 1, 2)]
    table.do(lambda s: tables.delete_rows(s, [rows[0]]))
    assert table.spans() == []
    assert table.texts()[0] == ["a1\na2\na3", "b3", "c3"]
    table.document.undo()
    table.document.undo()
    assert table.spans() == [("a1\na2\na3", 1, 3)]


def test_the_first_row_and_column_that_go_leave_the_rest_merged(table: FreeTable) -> None:
    table.merge([0, 1, 2], [0, 1, 2])
    text = table.spans()[0][0]
    first_row, first_column = table.block.rows[0].id, table.block.columns[0].id
    table.do(lambda s: tables.delete_rows(s, [first_row]))
    table.do(lambda s: tables.delete_column(s, first_column))
    assert table.spans() == [(text, 2, 2)]
    assert table.texts() == [[text, None], [None, None], ["b4", "c4"]]
    table.document.undo()
    table.document.undo()
    assert table.spans() == [(text, 3, 3)]


def test_a_merged_cell_over_places_without_cells_goes_on_too(table: FreeTable) -> None:
    texts = [["stor", "", "c"], ["", "", "c"], ["", "", "c"]]
    table.do(lambda s: tables.append_rows(s, table.block, texts, 0, {(0, 0): (2, 3)}))
    assert table.spans() == [("stor", 2, 3)]
    first = table.block.rows[0].id
    table.do(lambda s: tables.delete_rows(s, [first]))
    assert table.spans() == [("stor", 2, 2)]
    table.document.undo()
    assert table.spans() == [("stor", 2, 3)]


def test_a_row_that_moves_leaves_the_merged_cell(table: FreeTable) -> None:
    table.merge([0, 1, 2], [0])
    rows = [row.id for row in table.block.rows]
    table.do(lambda s: tables.move_row(s, rows[1], 3))
    assert table.spans() == [("a1\na2\na3", 1, 2)]
    table.do(lambda s: tables.move_row(s, rows[0], 3))
    assert table.spans() == []


def test_columns_are_followed_as_rows_are(table: FreeTable) -> None:
    table.merge([0], [0, 1])
    columns = [column.id for column in table.block.columns]
    table.do(lambda s: tables.add_column(s, table.id, "Ny", 1))
    assert table.spans() == [("a1\nb1", 3, 1)]
    table.do(lambda s: tables.delete_column(s, columns[1]))
    assert table.spans() == [("a1\nb1", 2, 1)]
    table.do(lambda s: tables.move_column(s, columns[0], 2))
    assert table.spans() == []
    assert [len(row) for row in table.texts()] == [3, 3, 3, 3]


def test_a_text_under_a_merged_cell_cuts_it_short(table: FreeTable) -> None:
    """As after a merge of two copies of the file, one with the cells merged and one with a text written in them."""
    table.merge([0, 1, 2], [0, 1])
    row, column = table.block.rows[2].id, table.block.columns[1].id
    table.do(lambda s: tables.set_cell(s, row, column, "skrivet i den andra kopian"))
    assert table.spans() == [("a1\nb1\na2\nb2\na3\nb3", 2, 2)]
    assert table.texts()[2] == ["", "skrivet i den andra kopian", "c3"]


SPAN = st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(1, 9), st.integers(1, 9), st.booleans())


@given(st.lists(SPAN, max_size=8), st.sets(st.integers(0, 3), max_size=2))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_stored_every_place_is_seen_once(
    document: Document, spans: list[tuple[int, int, int, int, bool]], headings: set[int]
) -> None:
    table = FreeTable(document)

    def store(session: Session) -> None:
        for place, row in enumerate(table.block.rows):
            row.kind = "heading" if place in headings else "row"
        for row_place, column, across, down, empty in spans:
            cell: TableCell = next(
                each for each in table.block.rows[row_place].cells if each.column_id == table.block.columns[column].id
            )
            cell.column_span, cell.row_span = across, down
            cell.text = "" if empty else cell.text

    table.do(store)
    layout = TableLayout(table.block)
    held = 0
    for row in range(4):
        for column in range(3):
            cell = layout.seen(row, column)
            held += cell.column_span * cell.row_span if cell else 0
            assert layout.over(row, column).row <= row
    assert held == 12
    stored = {cell.text for row in table.block.rows for cell in row.cells if cell.text}
    assert {text for line in table.texts() for text in line if text} == stored
