"""A published plan, pasted table by table and printed: every cell is found in its own table, row and column.

The text is read from ``../shared/seeds``; where that is missing the journey is skipped. No sentence of it is kept here.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scn_desktop.exchange import paste
from scn_desktop.models import queries
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.budget_sums import table_view
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, budgets, sections
from scn_desktop.models.plan import Section
from scn_desktop.reports.catalogue import render
from tests.reports.papers import assert_conforms
from tests.reports.tag_reader import Node, read_tags

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "000_c05418bab853fe72.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="../shared/seeds is not beside the project")

HEADINGS = (
    ("goal", re.compile(r"Kommunfullmäktiges inriktning\w+ (\d)\b\s*(.*)")),
    ("assignment", re.compile(r"Uppdrag: (.*)")),
    ("core_mission", re.compile(r"(Nämndens grunduppdrag)$")),
    ("committee_goal", re.compile(r"Nämndmål: (.*)")),
)


@dataclass
class SeedTable:
    """A table of the published text as it would lie on the clipboard, and where it stood."""

    kind: str
    section: str
    cells: list[list[str]]

    @property
    def text(self) -> str:
        return "\n".join("\t".join(row) for row in self.cells)


@dataclass
class Place:
    """A heading of the published text."""

    kind: str
    title: str
    tables: list[SeedTable] = field(default_factory=list)
    below: list["Place"] = field(default_factory=list)


def clean(cell: str) -> str:
    """A cell without the marks of the text's own making."""
    cell = re.sub(r"<br\s*/?>|</p>|</li>", " ", cell)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", cell)).replace("*", "").split())


def squash(text: str) -> str:
    """Letters and figures only: the same words whatever the spacing, hyphens and bullets."""
    return re.sub(r"[\W_]+", "", text.replace("\u00ad", "")).lower()


def kind_of(cells: list[list[str]]) -> str | None:
    """What kind of table it is, by its head."""
    if "Kontrollmetod" in cells[0]:
        return "controls"
    head = " ".join(" ".join(row) for row in cells[:3])
    for word, kind in (
        ("Nämndens åtgärd", "measures"),
        ("Indikator", "indicators"),
        ("Belopp i", "budget"),
        ("Mnkr", "budget"),
    ):
        if word in head:
            return kind
    return None


def seed_places() -> tuple[list[Place], list[SeedTable]]:
    """The goals with what stands under them, and the tables outside goals (budget and controls)."""
    goals: list[Place] = []
    loose: list[SeedTable] = []
    here: Place | None = None
    rows: list[list[str]] = []
    compiled = False
    for line in [*SEED.read_text(encoding="utf-8").split("\n"), ""]:
        if "\t" in line:
            rows.append([clean(cell) for cell in line.split("\t")])
            continue
        if rows:
            kind = kind_of(rows)
            if kind in ("measures", "indicators") and here is not None and not compiled:
                here.tables.append(SeedTable(kind, here.title, rows))
            elif kind in ("budget", "controls"):
                loose.append(SeedTable(kind, "", rows))
            rows = []
        text = line.strip()
        compiled = compiled or (text == "Bilaga 3 Nämndens indikatorer" and bool(goals))
        for kind, pattern in HEADINGS:
            found = pattern.fullmatch(text)
            if found and "....." not in text and not compiled:
                here = place_named(goals, kind, found[found.lastindex or 1])
    return goals, loose


def place_named(goals: list[Place], kind: str, title: str) -> Place:
    """The heading's place: a new one, or the one it repeats as the caption of an indicator table."""
    if kind == "goal":
        goals.append(Place(kind, title))
        return goals[-1]
    below = goals[-1].below
    for place in below:
        if place.kind == kind and squash(place.title)[:60] == squash(title)[:60]:
            return place
    below.append(Place(kind, title))
    return below[-1]


def build(path: Path) -> tuple[Document, list[SeedTable]]:
    """The plan through the program's own edits and pastes; and the tables that were pasted."""
    document = create_document(
        path, municipality="Uppsala kommun", committee="Socialnämnden", year=2021, model="uppsala-2021"
    )
    goals, loose = seed_places()
    pasted: list[SeedTable] = []
    paper = queries.plans(document.session)[0].papers[0]
    for goal in goals:
        at = next(place for place, each in enumerate(paper.sections) if each.title.startswith("Budget"))
        goal_id = add_section(document, paper.id, None, at, goal)
        for order, part in enumerate(goal.below):
            section_id = add_section(document, paper.id, goal_id, order, part)
            for table in part.tables:
                paste_table(document, section_id, table)
                pasted.append(table)
    plan_id = paper.plan_id
    shown = [block.budget_table_id for block in queries.blocks_of_kind(paper, "budget")]
    for table in loose:
        if table.kind == "controls":
            target = paste.Target("controls", plan_id)
        else:
            target = paste.Target("budget", str(shown.pop(0)))
            empty_budget(document, target.row_id)
        paste_into(document, target, table)
        pasted.append(table)
    return document, pasted


def add_section(document: Document, paper_id: str, parent_id: str | None, index: int, place: Place) -> str:
    """A section for a heading of the published text; its key."""
    return document.do(
        "Nytt avsnitt",
        lambda s: sections.add(s, paper_id, parent_id, index, place.kind, place.title or "Mål"),
    )


def paste_table(document: Document, section_id: str, table: SeedTable) -> None:
    """Into the section's table of that kind; one that broke over a page goes on in the same."""
    section = queries.get(document.session, Section, section_id)
    found = [block for block in section.blocks if block.kind == table.kind]
    block_id = (
        found[-1].id
        if found
        else document.do("Ny tabell", lambda s: blocks.add(s, section_id, len(section.blocks), table.kind))
    )
    assert table.kind in ("measures", "indicators")
    paste_into(document, paste.Target(table.kind, block_id), table)  # type: ignore[arg-type]  # narrowed above


def paste_into(document: Document, target: paste.Target, table: SeedTable) -> None:
    """The same code as the clipboard's."""
    proposal = paste.propose(document.session, table.text, target)
    document.do(paste.LABELS[target.kind], lambda s: paste.apply(s, proposal))


def empty_budget(document: Document, table_id: str) -> None:
    """Take the model's own rows away, to paste into an empty table."""
    rows = [row.id for row in queries.get(document.session, BudgetTable, table_id).rows]
    document.do("Töm tabellen", lambda s: budgets.delete_rows(s, rows))


def printed_tables(document: Document, path: Path) -> list[list[list[str]]]:
    """Every table of the printed plan: rows of cells, squashed."""
    render("verksamhetsplan", document, path)
    assert_conforms(path)
    return [list(rows(table)) for table in read_tags(path).find("Table")]


def rows(table: Node) -> Iterator[list[str]]:
    """The rows of a Table element."""
    for row in table.find("TR"):
        yield [squash(cell.text) for cell in row.find("TH", "TD")]


def body_rows(table: SeedTable) -> list[list[str]]:
    """The rows below the head and title, squashed; a divided indicator's first cell as one row per part."""
    found = []
    for row in table.cells:
        cells = [squash(cell) for cell in row]
        filled = [cell for cell in cells if cell]
        is_head = (
            cells[0] in ("nämndensåtgärd", "kontrollområde", "indikator", "mnkr", "beloppimiljonerkronor")
            or not cells[0]
        )
        if len(filled) == 1 and row is table.cells[0]:
            continue
        if is_head and not (table.kind == "measures" and any(cells[1:]) and cells[0] == "" and len(row) == 3):
            continue
        if table.kind == "indicators":
            pieces = re.split(r"(?:^|[\s:])([a-e]):\s", row[0])
            found += [[squash(piece), *cells[1:]] for piece in pieces[::2] if squash(piece)]
        else:
            found.append(cells)
    return found


def holds(printed: list[str], wanted: list[str]) -> bool:
    """Every filled cell lies in a cell of its own, columns in order."""
    at = 0
    for cell in (cell for cell in wanted if cell):
        while at < len(printed) and cell not in printed[at]:
            at += 1
        if at == len(printed):
            return False
        at += 1
    return True


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Document, list[SeedTable], Path]]:
    folder = tmp_path_factory.mktemp("uppsala")
    document, pasted = build(folder / "uppsala.scnplan")
    yield document, pasted, folder
    document.close()


def test_the_published_plan_is_all_there(built: tuple[Document, list[SeedTable], Path]) -> None:
    document, pasted, _ = built
    plan = queries.plans(document.session)[0]
    kinds = [section.kind.key for section in queries.walk(plan.papers[0])]
    assert (kinds.count("goal"), kinds.count("assignment"), kinds.count("committee_goal")) == (9, 11, 6)
    assert sum(table.kind == "measures" for table in pasted) == 23
    assert (
        len([block for block in queries.blocks_of_kind(plan.papers[0], "measures") if block.measure_placements]) == 20
    )
    assert len(plan.measures) == 59
    assert len(plan.controls) == 26


def test_every_pasted_cell_is_in_its_own_table_row_and_column_on_paper(
    built: tuple[Document, list[SeedTable], Path],
) -> None:
    document, pasted, folder = built
    tables = printed_tables(document, folder / "uppsala.pdf")
    missing = []
    for table in pasted:
        if table.kind == "controls":
            continue
        wanted = body_rows(table)
        if not any(all(any(holds(row, cells) for row in printed) for cells in wanted) for printed in tables):
            missing.append((table.kind, wanted[0][0][:60] if wanted else ""))
    assert missing == []


def test_every_control_is_on_paper_under_its_area(built: tuple[Document, list[SeedTable], Path]) -> None:
    document, pasted, folder = built
    path = render("internkontrollplan", document, folder / "kontroll.pdf")
    assert_conforms(path)
    printed = [[squash(table.text), *rows(table)] for table in read_tags(path).find("Table")]
    for table in pasted:
        if table.kind == "controls":
            for area, *cells in body_rows(table):
                assert any(
                    area in str(title) and any(holds(row, cells) for row in body if isinstance(row, list))
                    for title, *body in printed
                ), cells[1][:60]


def test_the_published_budget_has_exactly_one_sum_that_no_rounding_explains(
    built: tuple[Document, list[SeedTable], Path],
) -> None:
    document, _, _ = built
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
