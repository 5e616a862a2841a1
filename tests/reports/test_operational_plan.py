"""Verksamhetsplan och budget, from the example and from a plan where nothing is written."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pikepdf
import pytest

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.budget_sums import table_view
from scn_desktop.models.document.document import Document
from scn_desktop.models.note_numbers import note_numbers
from scn_desktop.models.numbering import labels
from scn_desktop.models.plan import Paper, Plan
from scn_desktop.models.running_text import notes_in
from tests.reports.conftest import Printer
from tests.reports.papers import assert_conforms, rows_of
from tests.reports.tag_reader import Node, artifact_texts, plain_figures, read_tags


@pytest.fixture(scope="module")
def tags(example_papers: dict[str, Path]) -> Node:
    return read_tags(example_papers["verksamhetsplan"])


def _plan(document: Document) -> Plan:
    plan = queries.plan_of_year(document.session)
    assert plan is not None
    return plan


def _paper(document: Document) -> Paper:
    paper = queries.paper_of_kind(_plan(document), "operational_plan")
    assert paper is not None
    return paper


def _blocks(document: Document, kind: str) -> list[Block]:
    return queries.blocks_of_kind(_paper(document), kind)


def _printed(text: str, notes: Mapping[str, int] = MappingProxyType({})) -> str:
    """A typed text as it is read back: spaces as one, footnotes as their marks."""
    for found in reversed(notes_in(text, in_cell=True)):
        text = f"{text[: found.start]} {notes[found.source]}{text[found.end :]}"
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return " ".join(" ".join(lines).split()) or "–"


def _tables_with_head(tags: Node, *heads: str) -> Iterator[list[list[str]]]:
    for table in tags.find("Table"):
        rows = rows_of(table)
        if rows and all(head in rows[0] for head in heads):
            yield rows


def test_it_conforms(example_papers: dict[str, Path]) -> None:
    assert_conforms(example_papers["verksamhetsplan"])


def test_every_section_has_its_heading_in_order(tags: Node, example: Document) -> None:
    names = labels(_paper(example))
    expected = [" ".join(names[section.id].heading.split()) for section in queries.walk(_paper(example))]
    found = [one.words for one in tags.find("H1", "H2", "H3")]
    assert [one for one in found if one in set(expected)] == expected


def test_the_contents_list_chapters_and_assignments_with_their_pages(tags: Node) -> None:
    pages = [(one.words, min(one.all_pages) + 1) for one in tags.find("H1", "H2")]
    lines = [one.words for one in tags.find("TOCI")]
    assert len(lines) > 40
    assert lines == [f"{name} {page}" for name, page in pages[1:] if f"{name} {page}" in set(lines)]


def test_every_measure_stands_in_its_own_table_row_and_column(tags: Node, example: Document) -> None:
    printed = list(_tables_with_head(tags, "Nämndens åtgärd"))
    blocks = [block for block in _blocks(example, "measures") if block.measure_placements]
    assert len(printed) == len(blocks)
    numbers = note_numbers(_paper(example)).in_tables
    for rows, block in zip(printed, blocks, strict=True):
        for row, placement in zip(rows[1:], block.measure_placements, strict=True):
            measure = placement.measure
            documents = " ".join(document.title for document in measure.steering_documents)
            notes = numbers.get(block.id, {})
            assert [plain_figures(one) for one in row] == [
                _printed(measure.full_text, notes),
                _printed(documents),
                _printed(measure.effect, notes),
            ]


def test_every_value_of_every_indicator_stands_in_its_own_column(tags: Node, example: Document) -> None:
    blocks = [block for block in _blocks(example, "indicators") if block.indicator_placements]
    printed = [rows[2:] for rows in _tables_with_head(tags, "Indikator", "Trend")]
    # Once where it belongs and once in the appendix that compiles them.
    assert len(printed) == 2 * len(blocks)
    for place, block in enumerate(blocks):
        keys = [column.key for column in block.columns if column.key != "indicator"]
        expected = []
        for placement in block.indicator_placements:
            for part in placement.indicator.parts:
                expected.append([part.value_of(key).strip() or "–" for key in keys])
        for rows in (printed[place], printed[place + len(blocks)]):
            values = [[one.replace("−", "-") for one in row[1:]] for row in rows if len(row) > 1]
            assert values == [[one.replace("−", "-").replace("\u00a0", " ") for one in row] for row in expected]


def test_a_budget_prints_its_sums_and_says_what_is_rounded(tags: Node, example: Document) -> None:
    (block,) = [
        block for block in _blocks(example, "budget") if block.budget_table and "esultat" in block.budget_table.title
    ]
    assert block.budget_table is not None
    view = table_view(block.budget_table)
    (printed,) = [rows for rows in _tables_with_head(tags, "Miljoner kronor") if len(rows) > 15]
    for row, expected in zip(printed[1:], view.rows, strict=True):
        if expected.kind == "heading":
            continue
        numbers = [one.split(" a")[0].split(" b")[0] for one in row[1:]]
        assert numbers == [cell.text.replace("\u00a0", " ") or "–" for cell in expected.cells]
    notes = [one.words for one in tags.find("Note")]
    assert any("avrundade var för sig" in one for one in notes)
    assert [one for one in notes if "Går inte ihop" in one] == [
        "a Går inte ihop, visas bara i utkast. Raderna ger 130, tabellen anger 124. Skillnaden, −6, är inte avrundning."
    ]


def test_the_register_of_steering_documents_is_compiled_from_the_measures(tags: Node, example: Document) -> None:
    (rows,) = _tables_with_head(tags, "Styrdokument", "Beslutat av")
    printed = {row[0] for row in rows[1:] if len(row) == 4}
    assert printed == {document.title for document in queries.used_steering_documents(_plan(example))}


def test_every_control_stands_in_its_own_row(tags: Node, example: Document) -> None:
    rows = [row for found in _tables_with_head(tags, "Nr", "Riskindex") for row in found[1:]]
    numbers = queries.control_numbers(_plan(example))
    controls = {numbers[control.id]: control for control in _plan(example).controls}
    assert [row[0] for row in rows] == list(controls)
    for row in rows:
        control = controls[row[0]]
        assert row[1] == _printed(control.risk.description)
        assert row[2].startswith(str(control.risk.index))
        assert _printed(control.method) in row[4]
        assert _printed(control.minimum_sample) in row[4]


def test_a_draft_says_so_on_every_page(example_papers: dict[str, Path]) -> None:
    pages = artifact_texts(example_papers["verksamhetsplan"])
    assert all("UTKAST 2026-11-20" in "".join(texts) for texts in pages[1:])
    with pikepdf.open(example_papers["verksamhetsplan"]) as pdf:
        assert "utkast 2026-11-20" in str(pdf.docinfo.Title)
        assert all(page.MediaBox[3] > page.MediaBox[2] for page in list(pdf.pages)[:50])
        assert pdf.pages[-1].MediaBox[2] > pdf.pages[-1].MediaBox[3]


def test_a_decided_plan_has_its_paragraph_and_no_draft_marks(example: Document, print_paper: Printer) -> None:
    def decide(_: object) -> None:
        paper = _paper(example)
        paper.status, paper.decided_on, paper.paragraph = "decided", "2026-12-16", "112"

    example.do("Besluta", decide)
    path = print_paper("verksamhetsplan", example)
    tags = read_tags(path)
    assert "Beslutad av socialnämnden den 16 december 2026, § 112" in tags.words
    assert not any("Går inte ihop" in one.words for one in tags.find("Note"))
    pages = ["".join(texts) for texts in artifact_texts(path)]
    assert all("§ 112, 2026-12-16" in drawn for drawn in pages[1:])
    assert not any("UTKAST" in drawn for drawn in pages)


def test_a_plan_where_nothing_is_written_is_printed(empty: Document, print_paper: Printer) -> None:
    tags = read_tags(print_paper("verksamhetsplan", empty))
    assert "Ingen åtgärd i planen är kopplad till något styrdokument." in tags.words
    assert "Planen har inga indikatorer." in tags.words
    assert "Planen har inga kontroller." in tags.words


def test_html_in_titles_and_cells_is_printed_as_typed(example: Document, print_paper: Printer) -> None:
    typed = "Mål <b>1</b> & <para>2</para>"

    def retype(_: object) -> None:
        paper = _paper(example)
        paper.title = typed
        paper.sections[0].title = typed
        _plan(example).measures[0].text = typed

    example.do("Skriv", retype)
    tags = read_tags(print_paper("verksamhetsplan", example))
    assert typed in [one.words for one in tags.find("H1")]
    assert any(typed in one.words for one in tags.find("TD"))
