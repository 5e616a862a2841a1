"""A paper of Solna's shape, with text of its own: every chapter and table is written, pasted, printed and found again.

``solna-shape.txt`` holds the paper: ``@kind title`` begins a section, ``|kind`` a table as it lies on the clipboard.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from scn_desktop.exchange import paste
from scn_desktop.models import queries
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, plans, sections
from scn_desktop.models.numbering import labels
from scn_desktop.models.plan import Paper, Section
from scn_desktop.reports.catalogue import render
from tests.journeys.printed import Finder, Unit, compared, units
from tests.reports.papers import assert_conforms
from tests.reports.tag_reader import Node, read_tags

CLASSES = {"4": "Medel", "6": "Medel", "8": "Hög", "9": "Hög", "12": "Mycket hög", "16": "Mycket hög"}
"""The word that the program prints after a riskindex."""
SOURCE = Path(__file__).with_name("solna-shape.txt")


@dataclass
class Part:
    """Running text, or a table (``kind`` names it) as the rows of cells that were pasted."""

    kind: str
    lines: list[str] = field(default_factory=list)

    @property
    def rows(self) -> list[list[str]]:
        return [line.split("\t") for line in self.lines]


@dataclass
class Chapter:
    """A section of the source, at whatever level."""

    kind: str
    title: str
    parts: list[Part] = field(default_factory=list)


def read_source() -> list[Chapter]:
    """The sections in order, each with its texts and tables in order."""
    found: list[Chapter] = []
    for line in SOURCE.read_text(encoding="utf-8").split("\n"):
        if line.startswith("@"):
            kind, _, title = line[1:].partition(" ")
            found.append(Chapter(kind, title))
        elif line.startswith("|"):
            found[-1].parts.append(Part(line[1:].split()[0]))
        else:
            parts = found[-1].parts
            if not parts or (parts[-1].kind != "text" and "\t" not in line):
                parts.append(Part("text"))
            parts[-1].lines.append(line)
    for chapter in found:
        chapter.parts = [part for part in chapter.parts if any(line.strip() for line in part.lines)]
    return found


class Writer:
    """Writes the source into the paper that the planning model laid out."""

    def __init__(self, document: Document, paper: Paper) -> None:
        self._document = document
        self._paper = paper
        self._used: set[str] = set()

    def write(self, chapters: Sequence[Chapter]) -> None:
        """All sections in order; those of the model's that the source lacks are removed."""
        here: Section | None = None
        for chapter in chapters:
            kind = self._paper.plan.model.kind(chapter.kind)
            while here is not None and not kind.may_stand_under(here.kind):
                here = here.parent
            here = self._section(chapter, here)
            for part in chapter.parts:
                self._part(here, part)
        for section in reversed([each for each in queries.walk(self._paper) if each.id not in self._used]):
            self.do("Ta bort avsnitt", sections.delete, section.id)

    def do(self, label: str, edit: Any, *arguments: Any, **named: Any) -> Any:
        """One step that could be undone."""
        return self._document.do(label, lambda session: edit(session, *arguments, **named))

    def _section(self, chapter: Chapter, parent: Section | None) -> Section:
        siblings = sections.siblings(self._paper, parent)
        standing = [each for each in siblings if each.title == chapter.title]
        if standing:
            self._used.add(standing[0].id)
            return standing[0]
        place = sum(each.id in self._used for each in siblings)
        parent_id = parent.id if parent else None
        key = self.do("Nytt avsnitt", sections.add, self._paper.id, parent_id, place, chapter.kind, chapter.title)
        self._used.add(key)
        return queries.get(self._document.session, Section, key)

    def _part(self, section: Section, part: Part) -> None:
        block_id = self._block(section, part.kind)
        if part.kind == "text":
            self.do("Skriv", blocks.set_field, block_id, "text", "\n".join(part.lines).strip())
            return
        block = next(each for each in section.blocks if each.id == block_id)
        target = {
            "budget": lambda: paste.Target("budget", str(block.budget_table_id)),
            "controls": lambda: paste.Target("controls", self._paper.plan_id),
            "measures": lambda: paste.Target("measures", block_id),
            "table": lambda: paste.Target("table", block_id),
        }[part.kind]()
        proposal = paste.propose(self._document.session, "\n".join(part.lines), target)
        self.do(paste.LABELS[target.kind], paste.apply, proposal)

    def _block(self, section: Section, kind: str) -> str:
        """The next block of that kind that stands unused in the section, or a new one after those used."""
        unused = [each for each in section.blocks if each.kind == kind and each.id not in self._used]
        place = sum(each.id in self._used for each in section.blocks)
        if unused:
            key = unused[0].id
            self.do("Flytta block", blocks.move, key, place)
        else:
            key = self.do("Nytt block", blocks.add, section.id, place, kind)
        self._used.add(key)
        return str(key)


@pytest.fixture(scope="module")
def chapters() -> list[Chapter]:
    return read_source()


@pytest.fixture(scope="module")
def document(chapters: list[Chapter], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    """The paper, written into a new plan by the shipped model."""
    made = create_document(
        tmp_path_factory.mktemp("solna") / "plan.scnplan",
        municipality="Exempelköpings kommun",
        committee="Socialnämnden",
        year=2020,
        model="solna-2020",
    )
    paper = queries.plans(made.session)[0].papers[0]
    writer = Writer(made, paper)
    writer.do("Diarienummer", plans.set_paper_field, paper.id, "registry_number", "SN 2019/0412")
    writer.write(chapters)
    yield made
    made.close()


@pytest.fixture(scope="module")
def printed(document: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("utskrift") / "plan.pdf"
    with document.snapshot() as snapshot:
        return render("verksamhetsplan", snapshot, target)


def test_the_source_has_every_chapter_and_table_of_the_shape(chapters: list[Chapter]) -> None:
    titles = [chapter.title for chapter in chapters]
    for wanted in (
        *("Löpande verksamhet enligt reglemente", "Framtida utmaningar", "Organisation", "Driftbudget nämnd"),
        *("Driftbudget per verksamhet", "Investeringsbudget", "Taxor och avgifter", "Medarbetare"),
        *("Verksamhetsutveckling", "Kvalitetsdeklarationer", "Tvärsektoriella frågor", "Konkurrensutsättning"),
        *("Nya upphandlingsbehov", "Intern kontroll"),
    ):
        assert wanted in titles
    heads = {tuple(part.rows[0]) for chapter in chapters for part in chapter.parts if part.kind != "text"}
    assert heads == {
        ("Aktiviteter", "Beskrivning"),
        ("mkr", "Budget 2020", "Budget 2019", "Förändring"),
        ("Taxor och avgifter", "Beslutad", "Status", "Datum för nytt beslut", "Gäller från och med"),
        ("Kvalitetsdeklarationer", "Beslutsdatum", "Status"),
        ("Avtalsbeteckning", "Diarienummer"),
        ("Nya upphandlingsbehov", "Planerad start"),
        ("Kategori", "Process/Rutin", "Riskindex", "Risker", "Kontrollmoment"),
    }


def test_everything_is_found_in_the_print_in_order(document: Document, chapters: list[Chapter], printed: Path) -> None:
    paper = queries.plans(document.session)[0].papers[0]
    headings = [labels(paper)[section.id].heading for section in queries.walk(paper)]
    finder = Finder(units(printed))
    for chapter, heading in zip(chapters, headings, strict=True):
        assert heading.endswith(chapter.title)
        finder.text(heading, heading, ("H1", "H2", "H3"))
        for part in chapter.parts:
            look_for(part, finder)
    assert (finder.missing, finder.misplaced) == ([], [])
    assert finder.found == 112


def look_for(part: Part, finder: Finder) -> None:
    """Every paragraph and list item, or every row of a table with its cells in their columns."""
    if part.kind == "text":
        for line in filter(None, (line.strip().lstrip("-0123456789. ") for line in part.lines)):
            finder.text(line, line)
        return
    head, *rows = part.rows
    finder.row(head[1:] if part.kind == "budget" else head, " ".join(head))
    if part.kind == "controls":
        rows = joined(rows)
    for row in rows:
        finder.row(row, " ".join(row))


def joined(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The control table as it prints: a row for each risk, its category and process said, its controls together."""
    found: list[list[str]] = []
    for row in rows:
        if row[3]:
            found.append([row[0] or found[-1][0], row[1], f"{row[2]} {CLASSES[row[2]]}", *row[3:]])
        else:
            found[-1][4] += row[4]
    return found


def test_a_risk_with_several_controls_stands_once(chapters: list[Chapter], printed: Path) -> None:
    controls = next(part for chapter in chapters for part in chapter.parts if part.kind == "controls")
    rows = [unit for unit in units(printed) if unit.kind == "TR" and len(unit.texts) == 5]
    risks = [row[3] for row in controls.rows[1:] if row[3]]
    table = rows[-len(risks) - 1 :]
    assert len(table) == len(risks) + 1
    assert [len(list(item.find("LI"))) for item in control_cells(read_tags(printed))] == [3, 0, 2, 0, 0, 2]
    assert Unit("TR", table[1].texts).texts[2].startswith("12mycket")


def test_a_riskindex_without_factors_is_printed_as_stated_and_no_factors_are_invented(
    document: Document, chapters: list[Chapter], printed: Path
) -> None:
    source = next(part for chapter in chapters for part in chapter.parts if part.kind == "controls")
    risks = queries.plans(document.session)[0].risks
    stated = sorted(int(row[2]) for row in source.rows[1:] if row[2])
    assert sorted(risk.stated_index or 0 for risk in risks) == stated
    assert {(risk.probability, risk.consequence) for risk in risks} == {(None, None)}
    rows = [unit.texts for unit in units(printed) if unit.kind == "TR" and len(unit.texts) == 5]
    wanted = [tuple(map(compared, row)) for row in joined(source.rows[1:])]
    assert [tuple(row) for row in rows[-len(wanted) :]] == wanted


def control_cells(tags: Node) -> list[Node]:
    """The last cell of each risk."""
    table = list(tags.find("Table"))[-1]
    return [list(row.find("TD"))[-1] for row in table.find("TR") if list(row.find("TD"))]


def test_the_print_conforms(printed: Path) -> None:
    assert_conforms(printed)


def test_undoing_every_step_leaves_the_plan_as_the_model_made_it(chapters: list[Chapter], tmp_path: Path) -> None:
    made = create_document(
        tmp_path / "a.scnplan", municipality="Exempelköping", committee="Nämnden", year=2020, model="solna-2020"
    )
    paper = queries.plans(made.session)[0].papers[0]
    before = [(section.title, len(section.blocks)) for section in queries.walk(paper)]
    Writer(made, paper).write(chapters[:7])
    assert [(section.title, len(section.blocks)) for section in queries.walk(paper)] != before
    while made.undo_label:
        made.undo()
    assert [(section.title, len(section.blocks)) for section in queries.walk(paper)] == before
    made.close()
