"""Merged cells in print: tagged with their spans, never parted by a page, and every text there."""

from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, merged_cells, tables
from scn_desktop.models.table_layout import TableLayout
from scn_desktop.reports.catalogue import render
from scn_desktop.reports.cells import Cell, Column, Row
from scn_desktop.reports.row_spans import open_spans
from scn_desktop.reports.tables import Table
from tests.reports.conftest import TODAY
from tests.reports.papers import assert_conforms, cell, printed, rows_of, table
from tests.reports.tag_reader import Node, read_tags


def spanned(text: str, columns: int = 1, rows: int = 1) -> Cell:
    made = cell(text)
    made.take(columns, rows)
    return made


def body(*rows: list[Cell]) -> Table:
    return Table("Tabell 1. Sammanslaget", (Column(60), Column(44), Column(56)), [], [Row(each) for each in rows])


def spans_of(node: Node) -> list[list[tuple[str, str, str]]]:
    return [
        [
            (one.words, one.attributes.get("ColSpan", ""), one.attributes.get("RowSpan", ""))
            for one in row.find("TH", "TD")
        ]
        for row in node.find("TR")
    ]


def test_spans_are_tagged_and_conform(tmp_path: Path) -> None:
    made = body(
        [spanned("Stöd", 1, 3), spanned("Båda åren", 2)],
        [cell("2026"), spanned("över två", 1, 2)],
        [cell("2027")],
    )
    (found,) = read_tags(printed([made], tmp_path)).find("Table")
    assert spans_of(found) == [
        [("Stöd", "", "3"), ("Båda åren", "2", "")],
        [("2026", "", ""), ("över två", "", "2")],
        [("2027", "", "")],
    ]


def test_rules_leave_a_merged_cell_alone_and_its_text_gets_room(tmp_path: Path) -> None:
    long = "En lång text som tar många rader i sin smala ruta. " * 6
    plain = body([cell("a"), cell("b"), cell("c")], [cell("d"), cell("e"), cell("f")])
    made = body([spanned(long, 1, 2), cell("b"), cell("c")], [cell("e"), cell("f")])
    assert made.wrap(0, 0)[1] > plain.wrap(0, 0)[1] + 60
    second = made._rows[1]
    assert [round(left) for left, _ in open_spans(second, 1000)] == [170]
    assert open_spans(made._rows[0], 1000) == [(0.0, 1000)]
    printed([made], tmp_path)


def test_rows_that_a_cell_holds_together_stand_on_one_page(tmp_path: Path) -> None:
    rows = []
    for number in range(40):
        rows.append([spanned(f"Grupp {number}", 1, 3), cell("ett"), cell("text " * 20)])
        rows += [[cell("två"), cell("b")], [cell("tre"), cell("c")]]
    (found,) = read_tags(printed([body(*rows)], tmp_path)).find("Table")
    lines = list(found.find("TR"))
    groups = [lines[place : place + 3] for place in range(0, 120, 3)]
    assert all(len(set().union(*(line.all_pages for line in group))) == 1 for group in groups)
    assert len(found.all_pages) > 2


def test_what_is_too_high_for_a_page_is_parted_and_every_text_is_there(tmp_path: Path) -> None:
    rows = [[spanned("Allt", 1, 90), cell("rad 0"), cell("x")]]
    rows += [[cell(f"rad {number}"), cell("x")] for number in range(1, 90)]
    (found,) = read_tags(printed([body(*rows)], tmp_path)).find("Table")
    assert [row[1] for row in rows_of(found)] == [f"rad {number}" for number in range(90)]
    assert {len(row) for row in rows_of(found)} == {3}
    assert not any("RowSpan" in one.attributes for one in found.find("TD"))


SHAPE = st.lists(st.tuples(st.integers(1, 2), st.integers(1, 4), st.integers(0, 60)), min_size=1, max_size=25)


@given(SHAPE)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_merged_cells_print_whole(tmp_path: Path, shape: list[tuple[int, int, int]]) -> None:
    held = [0, 0, 0]
    rows: list[list[Cell]] = []
    texts: list[str] = []
    for number, (across, down, words) in enumerate(shape):
        line: list[Cell] = []
        column = 0
        held = [max(0, each - 1) for each in held]
        while column < 3:
            if held[column]:
                column += 1
                continue
            wide = 1
            while wide < across and column + wide < 3 and not held[column + wide]:
                wide += 1
            high = min(down, len(shape) - number) if column != 2 else 1
            text = f"r{number}k{column} " + "ord " * words
            texts.append(text.split()[0])
            line.append(spanned(text, wide, high))
            held[column : column + wide] = [high] * wide
            column += wide
        rows.append(line)
    if not all(rows):
        return
    (found,) = read_tags(printed([body(*rows)], tmp_path)).find("Table")
    seen = [one.words.split()[0] for one in found.find("TD") if one.words]
    assert sorted(seen) == sorted(texts)


@pytest.mark.parametrize("wide", [False, True])
def test_a_free_table_of_the_plan_prints_as_it_is_merged(example: Document, tmp_path: Path, wide: bool) -> None:
    plan = queries.plan_of_year(example.session)
    assert plan is not None
    paper = queries.paper_of_kind(plan, "operational_plan")
    assert paper is not None
    section = paper.sections[0].id

    def fill(session: Session) -> str:
        block_id = blocks.add(session, section, 0, "table", title="Sammanslagen")
        block = queries.get(session, Block, block_id)
        for place, column in enumerate(block.columns):
            tables.set_heading(session, column.id, f"Kolumn {place}")
        for place in range(2, 24 if wide else 3):
            session.expire(block, ["columns"])
            tables.add_column(session, block_id, f"Kolumn {place}")
        session.expire(block, ["columns"])
        texts = [[f"ruta{row}x{place}" for place in range(len(block.columns))] for row in range(3)]
        added = tables.append_rows(session, block, texts)
        session.flush()
        session.expire_all()
        merged_cells.merge_cells(session, block_id, added[:2], [block.columns[0].id])
        merged_cells.merge_cells(session, block_id, added[2:], [block.columns[1].id, block.columns[2].id])
        return block_id

    block_id = example.do("Tabell", fill)
    block = queries.get(example.session, Block, block_id)
    assert len(list(TableLayout(block).merged())) == 2
    with example.snapshot() as snapshot:
        path = render("verksamhetsplan", snapshot, tmp_path / "plan.pdf", today=TODAY)
    assert_conforms(path)
    found = [each for each in read_tags(path).find("Table") if "ruta0x0" in each.words]
    assert len(found) >= (2 if wide else 1)
    words = " ".join(each.words for each in found)
    assert all(f"ruta{row}x{place}" in words for row in range(3) for place in range(len(block.columns)))
    first = found[0]
    assert ("ruta0x0 ruta1x0", "", "2") in spans_of(first)[1]
    assert ("ruta2x1 ruta2x2", "2", "") in spans_of(first)[3]
    assert ("ruta1x0", "", "") not in spans_of(first)[2]


def test_a_table_without_merged_cells_is_as_before(tmp_path: Path) -> None:
    made = table([["a", "b", "c"]] * 3)
    assert all(row.held == [] for row in made._rows)
    with pikepdf.open(printed([made], tmp_path)) as pdf:
        assert len(pdf.pages) == 1
