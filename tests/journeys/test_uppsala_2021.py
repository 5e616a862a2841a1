"""A published plan, written in the program and printed: every heading, paragraph and cell is found, in order.

The text is read from ``../shared/seeds``; where that is missing the journey is skipped. No sentence of it is kept here.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.budget_sums import table_view
from scn_desktop.models.compiled_indicators import indicator_tables
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import measures, plans
from scn_desktop.reports.catalogue import render
from tests.journeys.author import BODY, FURNITURE, Author, paper_of
from tests.journeys.printed import (
    Differences,
    Finder,
    Unit,
    compared,
    differences,
    holds,
    parts_of,
    thin_pages,
    units,
)
from tests.journeys.seed_reader import MISSING, Seed, marks, squash, table_kind
from tests.reports.papers import assert_conforms

SEED = Seed("000_c05418bab853fe72.txt")

_GROUP = re.compile("(?:Nämndmål|Uppdrag|Grunduppdrag): ")

pytestmark = pytest.mark.skipif(not SEED.is_there, reason=MISSING)

MEMO = marks("""
17 chapter
24 chapter
30 chapter
34 chapter
48 attachments
57 signature
""")
ATTACHED = {
    "Verksamhetsplan och budget 2021": "operational_plan",
    "Bilaga 4 Internkontrollplan 2021": "internal_control_plan",
}
"""What the published list of attachments calls the plan's own papers; the program calls them by their titles."""
PLAN = marks("""
112 chapter        # Inledning
114 subsection
118 subsection
142 subsection
152 subsection
160 subsection
172 chapter        # Inriktningsmål
174 goal
176 assignment
184 assignment
192 core_mission
198 committee_goal
213 label
215 body
225 goal+
229 assignment
266 core_mission
286 label
288 body
295 furniture
297 tail
309 goal
311 assignment
318 core_mission
322 goal
324 assignment
334 assignment
353 core_mission
375 committee_goal
386 label
388 body
399 goal
401 assignment
408 core_mission
412 committee_goal
420 label
422 body
428 goal+
432 assignment
439 assignment
450 core_mission
454 committee_goal
463 label
465 body
472 goal
474 core_mission
495 goal
497 assignment
508 core_mission
516 label
518 body
524 furniture
526 tail
554 goal
556 assignment
563 label
565 table-title
567 tail
574 core_mission
580 committee_goal
594 label
596 body
601 furniture
603 tail
607 committee_goal
621 chapter        # Budget 2021
649 budget-note
651 table-title
653 body
658 appendix
662 steering       # the list of bilaga 1, compiled
684 appendix
686 subsection
690 subsection
692 subheading
696 subheading
700 label
704 label
708 label
712 label
716 label
720 subheading
726 subheading
734 subheading
738 subheading
750 subheading
754 subheading
758 subheading
769 appendix
771 indicators     # bilaga 3, compiled
""")

CONTROL_PLAN = marks("""
903 chapter
917 chapter
921 subsection
931 assessment     # a paragraph for each of the five areas
941 chapter
945 chapter
953 chapter
""")


def write_memo(document: Document) -> None:
    """Tjänsteskrivelse, with what it says of itself at the top and who signs at the end."""
    author = Author(document, paper_of(document, "cover_memo"))
    author.do("Förvaltning", plans.set_committee_field, "administration", SEED.line(3))
    author.facts(
        recipient=SEED.line(4).partition(" till ")[2],
        dated=SEED.line(7),
        registry_number=SEED.line(10),
        officers=SEED.line(13),
        title=SEED.line(15),
    )
    author.others = {
        "attachments": lambda stretch: author.attachments(stretch, ATTACHED),
        "signature": author.signature,
    }
    author.write(SEED.stretches(MEMO, 60))


def write_plan(document: Document) -> None:
    """Verksamhetsplan och budget, by the program's own edits and pastes."""
    author = Author(document, paper_of(document, "operational_plan"))
    author.facts(
        document_kind=SEED.line(62),
        decided_by=SEED.line(65),
        document_owner=SEED.line(68),
        dated=SEED.line(71),
        registry_number=SEED.line(74),
        title=SEED.line(76),
        subtitle="",
    )
    author.others = {
        "table-title": author.entitle_next,
        "tail": author.tail,
        "budget-note": lambda stretch: author.budget_note(stretch.title),
        "steering": lambda stretch: author.keep("steering_documents"),
        "indicators": lambda stretch: author.keep("all_indicators"),
    }
    author.write(SEED.stretches(PLAN, 875))
    merge_spellings(document)


def merge_spellings(document: Document) -> None:
    """Make one of the steering documents whose titles the tables spell twice: with a line's hyphen, without a comma."""
    kept = {squash(piece.text): piece.text for piece in SEED.pieces(662, 683)}
    register = {each.title: each.id for each in queries.steering_documents(document.session)}

    def merge(title: str) -> Callable[[Session], None]:
        return lambda s: measures.merge_steering_document(s, register[title], register[kept[squash(title)]])

    for title in [each for each in register if kept.get(squash(each), each) != each]:
        document.do("Slå ihop styrdokument", merge(title))


def write_control_plan(document: Document) -> None:
    """Internkontrollplan."""
    author = Author(document, paper_of(document, "internal_control_plan"))
    kind, _, _decided = SEED.line(893).partition(" som ")
    author.facts(
        dated=SEED.line(879),
        registry_number=SEED.line(882),
        officers=SEED.line(885),
        title=SEED.line(887),
        subtitle=SEED.line(889),
        document_kind=kind,
    )
    author.others = {"assessment": author.assessment}
    author.write(SEED.stretches(CONTROL_PLAN, len(SEED.lines)))


def look_for_memo(document: Document, finder: Finder) -> None:
    """The published tjänsteskrivelse in the printed one; its names stand where the program has them."""
    titles = {name: paper_of(document, kind).title for name, kind in ATTACHED.items()}
    for stretch in SEED.stretches(MEMO, 60):
        if stretch.role == "signature":
            finder.text(" ".join(piece.text for piece in stretch.pieces[1:]), f"signature {stretch.line}")
        else:
            finder.heading(stretch.pieces[0].text, stretch.line)
            finder.body([replace(piece, text=titles.get(piece.text, piece.text)) for piece in stretch.pieces[1:]])


def look_for_plan(finder: Finder) -> None:
    """The published plan in the printed one, by the same map; what is compiled is compared elsewhere."""
    for stretch in SEED.stretches(PLAN, 875):
        pieces, role = stretch.pieces, stretch.role
        if role in (FURNITURE, "steering", "indicators"):
            continue
        if role == "table-title":
            finder.text(stretch.title, f"heading {stretch.line}", ("Caption",))
        elif role == "tail":
            finder.tail(pieces)
        elif role == "budget-note":
            finder.text(stretch.title, f"note {stretch.line}", ("Note",))
        elif role == BODY:
            finder.body(pieces)
        else:
            headings = 1 + role.count("+")
            finder.heading(" ".join(piece.text for piece in pieces[:headings]), stretch.line)
            finder.body(pieces[headings:])


def look_for_control_plan(finder: Finder) -> None:
    """The published internkontrollplan in the printed one. The controls stand area by area and are looked for alone."""
    for stretch in SEED.stretches(CONTROL_PLAN, len(SEED.lines)):
        if stretch.role == "assessment":
            finder.body(stretch.pieces)
            continue
        finder.heading(stretch.pieces[0].text, stretch.line)
        finder.body([piece for piece in stretch.pieces[1:] if table_kind(piece.cells) != "controls"])


def controls() -> list[tuple[str, ...]]:
    """The published controls: area, risk, control, method, when it is reported."""
    tables = [piece for piece in SEED.pieces(955, len(SEED.lines)) if piece.kind == "table"]
    return [row for piece in tables for row in piece.cells[1:]]


def published_groups() -> list[str]:
    """What the tables of bilaga 3 are called; a caption that the page repeated is told once."""
    cells = [row[0] for piece in SEED.pieces(771, 875) for row in piece.cells or ((piece.text,),)]
    return list(dict.fromkeys(cell for cell in cells if _GROUP.match(cell)))


def published_indicators() -> list[tuple[str, list[str]]]:
    """The names of bilaga 3 with the labels of their parts. Its tables broke in many places; the parts of one stand
    below a caption that the page repeated."""
    found: list[tuple[str, list[str]]] = []
    for piece in SEED.pieces(771, 875):
        for cell in (row[0] for row in piece.cells or ((piece.text,),)):
            if re.match("[a-h]: ", cell):
                found[-1][1].append(cell[3:])
            elif cell and cell != "Indikator" and not _GROUP.match(cell):
                name, *parts = parts_of(cell)
                found.append((name, parts))
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Document, Path]]:
    folder = tmp_path_factory.mktemp("uppsala")
    document = create_document(
        folder / "uppsala.scnplan",
        municipality="Uppsala kommun",
        committee="Socialnämnden",
        year=2021,
        model="uppsala-2021",
    )
    write_memo(document)
    write_plan(document)
    write_control_plan(document)
    yield document, folder
    document.close()


def test_the_published_cover_memo_is_printed_whole_and_in_order(built: tuple[Document, Path]) -> None:
    document, folder = built
    path = render("tjansteskrivelse", document, folder / "tjansteskrivelse.pdf")
    assert_conforms(path)
    printed = units(path)
    finder = Finder(printed)
    finder.text(SEED.line(4), "heading 4")
    finder.text(SEED.line(15), "heading 15", ("H1",))
    look_for_memo(document, finder)
    assert (finder.missing, finder.misplaced) == ([], [])
    assert facts_missing(printed, ((6, 7), (9, 10), (12, 13))) == []


def facts_missing(printed: Sequence[Unit], lines: Sequence[tuple[int, int]]) -> list[str]:
    """Which of the published facts, given as the lines of label and value, are not printed as label and value."""
    return [
        SEED.line(label)
        for label, value in lines
        if not any(holds(unit.texts, [compared(SEED.line(label)), compared(SEED.line(value))]) for unit in printed)
    ]


def test_the_published_plan_is_printed_whole_and_in_order(built: tuple[Document, Path]) -> None:
    document, folder = built
    path = render("verksamhetsplan", document, folder / "plan.pdf")
    assert_conforms(path)
    printed = units(path)
    finder = Finder(printed)
    look_for_plan(finder)
    assert (finder.missing, finder.misplaced) == ([], [])
    assert facts_missing(printed, ((64, 65), (67, 68), (73, 74))) == []
    assert thin_pages(path) == []


def test_what_is_compiled_differs_from_the_published_only_where_that_was_typed_otherwise(
    built: tuple[Document, Path],
) -> None:
    document, _ = built
    plan = queries.plans(document.session)[0]
    used = [each.title for each in queries.used_steering_documents(plan)]
    steering = differences(used, [piece.text for piece in SEED.pieces(662, 683)])
    placed = [
        placement.indicator
        for block in queries.blocks_of_kind(paper_of(document, "operational_plan"), "indicators")
        for placement in block.indicator_placements
    ]
    published = published_indicators()
    measured = differences([each.name for each in placed], [name for name, _ in published])
    titles = [table.title for table in indicator_tables(paper_of(document, "operational_plan"))]
    groups = differences(titles, published_groups())
    print("Bilaga 1:", steering, "Bilaga 3:", groups, measured, sep="\n")
    assert groups == Differences([], [], [])
    # The same eleven titles; the published list is not quite in order.
    assert steering == Differences([], [], ["Handlingsplan för ökad trygghet i Gränby och Kvarngärdet 2020–2021"])
    # The same 32 indicators; two names are spelled otherwise than in the plan.
    assert [len(placed), *map(len, (measured.only_compiled, measured.only_published, measured.moved))] == [32, 2, 2, 0]
    assert [len(each.parts) > 1 for each in placed] == [bool(parts) for _, parts in published]


def test_the_published_control_plan_is_printed_whole_and_in_order(built: tuple[Document, Path]) -> None:
    document, folder = built
    path = render("internkontrollplan", document, folder / "kontroll.pdf")
    assert_conforms(path)
    printed = units(path)
    finder = Finder(printed)
    look_for_control_plan(finder)
    assert (finder.missing, finder.misplaced) == ([], [])
    # Every cell of the 26 controls, each in a cell of its own and none twice, in its area and in the published order.
    areas = control_rows(printed)
    rows = controls()
    assert len(rows) == 26
    for area in dict.fromkeys(first for first, *_ in rows):
        theirs = [[compared(cell) for cell in cells] for first, *cells in rows if first == area]
        ours = [row for row in areas[squash(area)] if not any("kontrollmetod" in text for text in row)]
        assert len(ours) == len(theirs)
        assert all(holds(row, wanted) for row, wanted in zip(ours, theirs, strict=True)), area


def control_rows(printed: Sequence[Unit]) -> dict[str, list[tuple[str, ...]]]:
    """The rows of the printed control tables by their area."""
    found: dict[str, list[tuple[str, ...]]] = {}
    area = ""
    for unit in printed:
        if unit.kind == "Caption":
            area = re.sub(r"^område\d+", "", unit.text)
        elif unit.kind == "TR":
            found.setdefault(area, []).append(unit.texts)
    return found


def test_everything_prints_in_the_order_of_the_published_papers_as_one_pdf(built: tuple[Document, Path]) -> None:
    document, folder = built
    path = render("sammantradeshandlingar", document, folder / "sammantradeshandlingar.pdf")
    assert_conforms(path)
    finder = Finder(units(path))
    look_for_memo(document, finder)
    look_for_plan(finder)
    look_for_control_plan(finder)
    assert (finder.missing, finder.misplaced) == ([], [])
    assert thin_pages(path) == []


def test_the_published_plan_is_all_there(built: tuple[Document, Path]) -> None:
    document, _ = built
    plan = queries.plans(document.session)[0]
    paper = paper_of(document, "operational_plan")
    kinds = [section.kind.key for section in queries.walk(paper)]
    assert (kinds.count("goal"), kinds.count("assignment"), kinds.count("committee_goal")) == (9, 11, 6)
    assert len([block for block in queries.blocks_of_kind(paper, "measures") if block.measure_placements]) == 20
    assert len(plan.measures) == 59
    assert len(plan.controls) == 26


def test_the_published_budget_has_exactly_one_sum_that_no_rounding_explains(built: tuple[Document, Path]) -> None:
    document, _ = built
    plan = queries.plans(document.session)[0]
    wrong = [
        (row.label, column.heading)
        for table in plan.budget_tables
        for view in [table_view(table)]
        for row in view.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell.judgement == "mismatch"
    ]
    assert wrong == [("Summa intäkter", "Prognos 2020")]
