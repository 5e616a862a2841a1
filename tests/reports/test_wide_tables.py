"""Tables that the page is too narrow for."""

from pathlib import Path

import pikepdf
import pytest

from scn_desktop.models import queries
from scn_desktop.models.base import new_id
from scn_desktop.models.blocks import Block, BlockColumn, TableCell
from scn_desktop.models.document.document import Document
from scn_desktop.models.document.snapshot import Snapshot
from scn_desktop.models.ordering import keys_for
from scn_desktop.reports.catalogue import render
from tests.reports.conftest import TODAY
from tests.reports.papers import assert_conforms, rows_of
from tests.reports.tag_reader import read_tags


def _widen(snapshot: Snapshot, count: int) -> Block:
    """Give the plan's first free table ``count`` columns of numbers more; in the snapshot only."""
    plan = queries.plan_of_year(snapshot.session)
    assert plan is not None
    paper = queries.paper_of_kind(plan, "operational_plan")
    assert paper is not None
    block = queries.blocks_of_kind(paper, "table")[0]
    for number, key in enumerate(keys_for(count)):
        column = BlockColumn(
            id=new_id(), order_key=f"z{key}", key="", heading=f"Utfall {2000 + number}", group="", width=0
        )
        block.columns.append(column)
        for place, row in enumerate(block.rows):
            row.cells.append(TableCell(id=new_id(), column_id=column.id, text=f"{number} {place:03}"))
    return block


@pytest.mark.parametrize(("count", "tables"), [(9, 1), (40, 3)])
def test_a_wide_table_is_turned_and_every_number_is_printed(
    count: int, tables: int, example: Document, tmp_path: Path
) -> None:
    with example.snapshot() as snapshot, snapshot.session.no_autoflush:
        block = _widen(snapshot, count)
        path = render("verksamhetsplan", snapshot, tmp_path / "bred.pdf", today=TODAY)
        headings = [column.heading for column in block.columns]
        expected = [row.text_of(block.columns[0]) for row in block.rows]
    assert_conforms(path)
    tags = read_tags(path)
    printed = [table for table in tags.find("Table") if rows_of(table)[0][0] == headings[0]]
    assert len(printed) == tables
    found = [heading for table in printed for heading in rows_of(table)[0][1:]]
    assert found == headings[1:]
    for table in printed:
        assert [row[0] for row in rows_of(table)[1:]] == expected
        numbers = [
            row[place] for row in rows_of(table)[1:] for place, head in enumerate(rows_of(table)[0]) if "Utfall" in head
        ]
        assert all(len(number.split()[-1]) == 3 for number in numbers)
    with pikepdf.open(path) as pdf:
        lying = {number for number, page in enumerate(pdf.pages) if page.MediaBox[2] > page.MediaBox[3]}
    assert set().union(*(table.all_pages for table in printed)) <= lying


def test_turning_a_page_leaves_no_empty_page(example: Document, tmp_path: Path) -> None:
    with example.snapshot() as snapshot, snapshot.session.no_autoflush:
        _widen(snapshot, 9)
        path = render("verksamhetsplan", snapshot, tmp_path / "bred.pdf", today=TODAY)
    used = read_tags(path).all_pages
    with pikepdf.open(path) as pdf:
        assert used == set(range(len(pdf.pages)))
