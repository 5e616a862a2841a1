"""A published plan of another kommun, written in the program and printed: every heading, paragraph and cell is found.

The text is read from ``../shared/seeds``; where that is missing the journey is skipped. No sentence of it is kept here.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scn_desktop.models import queries
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.plan import Paper
from scn_desktop.reports.catalogue import render
from tests.journeys.author import BODY, CAPTION, FURNITURE, Author
from tests.journeys.printed import Finder, units
from tests.journeys.seed_reader import MISSING, Seed, marks
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


def write_plan(document: Document) -> None:
    """The whole plan, by the program's own edits and pastes."""
    author = Author(document, paper_of(document), SEED.notes)
    author.others = {
        "goes-on": author.go_on,
        "sources": lambda stretch: author.keep("sources"),
    }
    author.write(SEED.stretches(PLAN, LAST))


def look_for_plan(finder: Finder) -> None:
    """The published plan in the printed one, by the same map; what is compiled is compared elsewhere."""
    for stretch in SEED.stretches(PLAN, LAST):
        pieces, role = stretch.pieces, stretch.role
        if role in (FURNITURE, CAPTION, "sources"):
            continue
        if role in (BODY, "goes-on"):
            finder.body(pieces)
        else:
            finder.heading(pieces[0].text, stretch.line)
            finder.body(pieces[1:])


def paper_of(document: Document) -> Paper:
    """The verksamhetsplan."""
    paper = queries.paper_of_kind(queries.plans(document.session)[0], "operational_plan")
    assert paper is not None
    return paper


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
    finder = Finder(units(path))
    look_for_plan(finder)
    assert (finder.missing, finder.misplaced) == ([], [])
