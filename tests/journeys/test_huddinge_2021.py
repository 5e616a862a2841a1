"""A published plan of another kommun, written in the program and printed: every heading, paragraph and cell is found.

The text is read from ``../shared/seeds``; where that is missing the journey is skipped. No sentence of it is kept here.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scn_desktop.models import queries
from scn_desktop.models.budget_sums import table_view
from scn_desktop.models.compiled_indicators import source_list
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import indicators, sections
from scn_desktop.models.indicator import Indicator, is_kolada_id
from scn_desktop.reports.catalogue import render
from tests.journeys.author import BODY, FURNITURE, Author, paper_of
from tests.journeys.printed import Differences, Finder, compared, differences, thin_pages, units
from tests.journeys.seed_reader import MISSING, Seed, marks, squash, without_notes
from tests.reports.papers import assert_conforms

SEED = Seed("001_225193cedd830e8c.txt")

pytestmark = pytest.mark.skipif(not SEED.is_there, reason=MISSING)

PLAN = marks("""
21 chapter
31 chapter
33 subsection
43 subsection
47 subheading
51 subheading
57 subheading
61 subheading
67 subheading
71 chapter          # Nämndens tolkning av målområdena
77 target_area
79 council_goal
85 committee_goal
90 council_goal
96 furniture        # footnotes 1 and 2
100 committee_goal
105 target_area
107 council_goal
115 committee_goal
120 council_goal
126 furniture        # footnotes 3 and 4
130 committee_goal
137 committee_goal
145 target_area
147 council_goal
151 committee_goal
156 furniture        # footnotes 5 to 12
172 chapter          # Drift- och investeringsbudget
174 subsection
208 goes-on
210 body
247 subsection
262 subsection
272 subsection
283 chapter          # Plan för internkontroll
285 subsection
293 subsection
298 furniture        # footnote 13
300 body
303 subsection
322 subsection
327 chapter          # Plan för uppföljning och insyn
329 subsection
335 subsection
343 subsection
349 chapter          # Verksamhetsstatistik
379 chapter          # Källförteckning
381 sources
""")
LAST = 392
AUDITS = "Åtgärder efter revision och annan granskning"
"""What the planning model calls the section that the published plan has another heading for."""
TABLES = (295, 300, 319, 324)
"""Where the tables of the internal control begin; the second is the rest of the first."""


def write_plan(document: Document) -> None:
    """The whole plan, by the program's own edits and pastes."""
    author = Author(document, paper_of(document), SEED.notes)
    author.others = {
        "goes-on": author.go_on,
        "sources": lambda stretch: author.keep("sources"),
    }
    author.facts(title=SEED.line(5))
    audits = next(each for each in queries.walk(paper_of(document)) if each.title == AUDITS)
    author.do("Byt rubrik", sections.set_field, audits.id, "title", SEED.line(303))
    author.write(SEED.stretches(PLAN, LAST))
    write_sources(document)


def write_sources(document: Document) -> None:
    """What each indicator is taken from, as the published list of sources says: in its details, with its Kolada-ID."""
    published = [row for piece in SEED.pieces(381, LAST) for row in piece.cells[1:]]
    for indicator, (*_, source) in zip(indicators_of(document), published, strict=True):
        name, _, key = source.partition(" - ")
        edits = {"source": name, "kolada_id": key} if is_kolada_id(key) else {"source": source}
        for field, value in edits.items():
            write_detail(document, indicator.id, field, value)


def write_detail(document: Document, indicator_id: str, field: str, value: str) -> None:
    """One field of an indicator's details."""
    document.do("Skriv källa", lambda s: indicators.set_field(s, indicator_id, field, value))  # type: ignore[arg-type]


def indicators_of(document: Document) -> list[Indicator]:
    """The plan's indicators as they come in reading."""
    placed = [block.indicator_placements for block in queries.blocks_of_kind(paper_of(document), "indicators")]
    return [placement.indicator for placements in placed for placement in placements]


def look_for_plan(finder: Finder) -> None:
    """The published plan in the printed one, by the same map; what is compiled is compared elsewhere."""
    for stretch in SEED.stretches(PLAN, LAST):
        pieces, role = stretch.pieces, stretch.role
        if role in (FURNITURE, "sources"):
            continue
        if role in (BODY, "goes-on"):
            finder.body(pieces)
        else:
            finder.heading(pieces[0].text, stretch.line)
            finder.body(pieces[1:])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Document, Path]]:
    folder = tmp_path_factory.mktemp("huddinge")
    path = folder / "huddinge.scnplan"
    document = create_document(
        path, municipality="Huddinge kommun", committee="Socialnämnden", year=2021, model="huddinge-2021"
    )
    write_plan(document)
    yield document, folder
    document.close()


def test_the_published_plan_is_printed_whole_and_in_order(built: tuple[Document, Path]) -> None:
    document, folder = built
    path = render("verksamhetsplan", document, folder / "plan.pdf")
    assert_conforms(path)
    printed = units(path)
    finder = Finder(printed)
    look_for_plan(finder)
    assert (finder.missing, finder.misplaced) == ([], [])
    assert thin_pages(path) == []
    # The thirteen footnotes, some from cells, with the numbers that they have in the published plan.
    numbered = [squash(mark + text) for mark, text in SEED.notes.items()]
    assert len(numbered) == 13
    assert [unit.text for unit in printed if unit.kind == "Note" and unit.text in numbered] == numbered


def test_three_tables_of_the_internal_control_are_shapes_of_the_same_data(built: tuple[Document, Path]) -> None:
    document, folder = built
    controls = queries.plans(document.session)[0].controls
    assert [control.kind for control in controls] == ["measure", "measure", "audit", "control"]
    assert {control.area.title for control in controls if control.area} == {"Intern kontroll"}
    path = render("verksamhetsplan", document, folder / "controls.pdf")
    rows = [unit.texts for unit in units(path) if unit.kind == "TR"]
    published = [[compared(cell) for cell in row] for line in TABLES for row in table_at(line)]
    assert len(published) == 4 + 3  # a row for each, and the three heads
    for row in published:
        assert rows.count(tuple(row)) == 1
    at = [rows.index(tuple(row)) for row in published]
    assert at == sorted(at)


def table_at(line: int) -> list[tuple[str, ...]]:
    """The rows of the published table that begins there; one that went on after a page break without its head."""
    (piece,) = [each for each in SEED.pieces(line, line + 1) if each.kind == "table"]
    return list(piece.cells[1:] if line == TABLES[1] else piece.cells)


def test_the_compiled_sources_differ_from_the_published_only_in_two_names(built: tuple[Document, Path]) -> None:
    document, _ = built
    published = [row for piece in SEED.pieces(381, LAST) for row in piece.cells[1:]]
    compiled = source_list(paper_of(document)).rows
    pairs = list(zip(compiled, published, strict=True))
    names = differences([without_notes(ours.indicator) for ours, _ in pairs], [theirs[2] for _, theirs in pairs])
    sources = differences([ours.source for ours, _ in pairs], [theirs[3] for _, theirs in pairs])
    print("Namn:", names, "Källor:", sources, sep="\n")
    assert [(squash(ours.above), squash(ours.section)) for ours, _ in pairs] == [
        (squash(theirs[0]), squash(theirs[1])) for _, theirs in pairs
    ]
    # The list calls two indicators otherwise than the plan's tables do.
    assert [len(names.only_compiled), len(names.only_published), len(names.moved)] == [2, 2, 0]
    assert sources == Differences([], [], [])


def test_the_published_accounts_go_together(built: tuple[Document, Path]) -> None:
    document, _ = built
    plan = queries.plans(document.session)[0]
    judged = [
        (row.label, column.heading, cell.judgement)
        for table in plan.budget_tables
        for view in [table_view(table)]
        for row in view.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell.judgement
    ]
    assert len(judged) > 40
    assert [each for each in judged if each[2] != "exact"] == []
