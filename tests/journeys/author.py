"""Writes a published paper in the program as its user would: sections, running text and pasted tables, edit by edit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from scn_desktop.exchange import paste
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import assessments, blocks, budget_formulas, budgets, papers, plans, sections, tables
from scn_desktop.models.plan import Paper, Section
from tests.journeys.seed_reader import (
    Piece,
    Stretch,
    budget_headings,
    clean,
    first_amounts,
    has_title,
    indicator_lines,
    is_note,
    squash,
    table_kind,
    with_footnotes,
    without_label,
)

FURNITURE = "furniture"
"""Lines that are no part of the text: contents, pictures, addresses."""
LABEL = "label"
"""A heading inside running text, here above a table of indicators."""
BODY = "body"
"""Text and tables that go on in the section above."""


def paper_of(document: Document, kind: str = "operational_plan") -> Paper:
    """The first year's paper of that kind."""
    paper = queries.paper_of_kind(queries.plans(document.session)[0], kind)
    assert paper is not None
    return paper


class Author:
    """Fills one paper. Sections that the planning model laid out are used where the published paper has them."""

    def __init__(self, document: Document, paper: Paper, notes: dict[str, str] | None = None) -> None:
        self._document = document
        self._paper = paper
        self._notes = notes or {}
        self._open: list[str] = []
        self._written: list[str] = []
        self._title = ""
        self.others: dict[str, Callable[[Stretch], None]] = {}
        """What is done with a mark that is no kind of section."""

    def do(self, label: str, edit: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """One undo step of the program's."""
        return self._document.do(label, lambda s: edit(s, *arguments, **named))

    @property
    def plan_id(self) -> str:
        return self._paper.plan_id

    @property
    def section(self) -> Section:
        """The section being written."""
        return queries.get(self._document.session, Section, self._open[-1])

    def write(self, stretches: Iterable[Stretch]) -> None:
        """Write the text by its map, then remove what the planning model laid out and the paper does not have."""
        for stretch in stretches:
            role = stretch.role
            if role == FURNITURE:
                continue
            if role in self.others:
                self.others[role](stretch)
            elif role == LABEL:
                self.text([Piece("heading", stretch.line, stretch.pieces[0].text), *stretch.pieces[1:]])
            elif role == BODY:
                self.body(stretch.pieces)
            else:
                kind, titles = role.rstrip("+"), 1 + role.count("+")
                self.begin(kind, " ".join(piece.text for piece in stretch.pieces[:titles]))
                self.body(stretch.pieces[titles:])
        self.clear()

    def facts(self, **values: str) -> None:
        """What the paper says of itself, each field by its name."""
        for field, value in values.items():
            self.do("Ändra uppgift", plans.set_paper_field, self._paper.id, field, value)

    def begin(self, kind: str, heading: str) -> None:
        """Open a section below the deepest open one that it may stand under."""
        wanted = self._paper.plan.model.kind(kind)
        while self._open and not wanted.may_stand_under(self.section.kind):
            self._open.pop()
        parent_id = self._open[-1] if self._open else None
        siblings = sections.siblings(self._paper, self.section if self._open else None)
        title = without_label(heading) if wanted.label else heading
        place = max((at for at, each in enumerate(siblings) if each.id in self._written), default=-1) + 1
        standing = [
            each for each in siblings[place:] if each.kind.key == kind and squash(each.title)[:40] == squash(title)[:40]
        ]
        if standing:
            section_id = standing[0].id
            if standing[0].title != title:
                self.do("Byt rubrik", sections.set_field, section_id, "title", title)
            before = siblings.index(standing[0])
            if before != place:
                self.do("Flytta avsnitt", sections.move, section_id, parent_id, place)
        else:
            section_id = self.do("Nytt avsnitt", sections.add, self._paper.id, parent_id, place, kind, title)
        self._open.append(section_id)
        self._written.append(section_id)

    def body(self, pieces: Sequence[Piece]) -> None:
        """Running text and tables in the open section."""
        running: list[Piece] = []
        for piece in pieces:
            if piece.kind != "table":
                running.append(piece)
                continue
            self.text(running)
            running = []
            self.table(piece)
        self.text(running)

    def text(self, pieces: Sequence[Piece]) -> None:
        """Running text as CommonMark; what follows on text goes on in the same block."""
        if not pieces:
            return
        content = with_footnotes(as_commonmark(pieces), self._notes)
        last = [each for each in self.section.blocks if each.id in self._written][-1:]
        if last and last[0].kind == "text":
            block_id, content = last[0].id, f"{last[0].text}\n\n{content}"
        else:
            block_id = self.block("text")
        self.do("Skriv text", blocks.set_field, block_id, "text", content)

    def table(self, piece: Piece) -> None:
        """A table of the kind that its head shows; the rest of one that broke over a page goes on in the same."""
        if any(is_note(row) for row in piece.cells):
            self.starred(piece)
            return
        kind = table_kind(piece.cells)
        text = with_footnotes(piece.tsv, self._notes)
        if kind == "controls":
            if not any(each.kind == "controls" and each.id in self._written for each in self.section.blocks):
                self.block("controls")
            block = self.last_block("controls")
            self.paste(paste.Target("controls", block.id if block.columns else self.plan_id), text)
        elif kind == "budget":
            self.budget(piece, text)
        elif kind == "indicators":
            self.indicators(piece)
        else:
            self.paste(paste.Target(kind, self._table_block(kind, piece)), text)  # type: ignore[arg-type]

    def indicators(self, piece: Piece) -> None:
        """An indicator table; a row above the head becomes its title, and headings of its own are kept."""
        rows = list(piece.cells)
        if self._title:
            rows.insert(0, (self._title, *[""] * (len(rows[0]) - 1)))
            self._title = ""
        block_id = self._table_block("indicators", piece)
        table = Piece("table", piece.line, cells=tuple(rows))
        self.paste(paste.Target("indicators", block_id), with_footnotes(table.tsv, self._notes))
        head = rows[1] if has_title(rows) else rows[0]
        self._headings(queries.get(self._document.session, Block, block_id), head)

    def _headings(self, block: Block, head: Sequence[str]) -> None:
        """Call the columns what the published table calls them: "Jämförelsevärde", "Utfall 2018"."""
        for heading in head:
            near = [
                column
                for column in block.columns
                if heading and column.heading != heading and squash(column.heading)[:4] == squash(heading)[:4]
            ]
            if near and heading not in [column.heading for column in block.columns]:
                column_id = near[0].id
                self.do("Byt kolumnrubrik", tables.set_heading, column_id, heading)

    def starred(self, piece: Piece) -> None:
        """A free table whose last rows explain its stars: they stand as the note below it."""
        notes = [row[0] for row in piece.cells if is_note(row)]
        self.table(Piece("table", piece.line, cells=tuple(row for row in piece.cells if not is_note(row))))
        block_id = self.last_block("table").id
        self.do("Skriv not", blocks.set_field, block_id, "note", "\n".join(notes))

    def attachments(self, stretch: Stretch, attached: Mapping[str, str]) -> None:
        """The list of attachments, numbered by the program. ``attached``: the kinds of those that are papers."""
        self.begin("chapter", stretch.pieces[0].text)
        self.keep("attachments", "signatures")
        standing = [each.id for each in self._paper.attachments]
        self.do("Ta bort bilagor", papers.delete_attachments, standing)
        for piece in stretch.pieces[1:]:
            paper = queries.paper_of_kind(self._paper.plan, attached.get(piece.text, ""))
            what = {"title": piece.text} if paper is None else {"attached_paper_id": paper.id}
            self.do("Ny bilaga", papers.add_attachment, self._paper.id, **what)

    def signature(self, stretch: Stretch) -> None:
        """Who signs: the sender, which stands at the top of the paper, a name, and a title."""
        _, name, title = (piece.text for piece in stretch.pieces)
        standing = [each.id for each in self._paper.signatures]
        self.do("Ta bort underskrifter", papers.delete_signatures, standing)
        self.do("Ny underskrift", papers.add_signature, self._paper.id, name=name, title=title)

    def assessment(self, stretch: Stretch) -> None:
        """The self-assessment: a paragraph for each of the plan's areas. The criteria were not published."""
        self.keep("self_assessment")
        plan = self._paper.plan
        if not plan.assessment_areas:
            self.do("Börja självskattning", assessments.start, plan.id)
        for area, piece in zip(plan.assessment_areas, stretch.pieces, strict=True):
            gone = [criterion.id for criterion in area.criteria]
            self.do("Ta bort kriterier", assessments.delete_criteria, gone)
            text = clean(piece.text)
            self.do("Skriv text", assessments.set_area_field, area.id, "comment", text)

    def entitle_next(self, stretch: Stretch) -> None:
        """What the next table of indicators or amounts is called."""
        self._title = stretch.title

    def tail(self, stretch: Stretch) -> None:
        """The rest of an indicator table, whose cells have become lines; a head may stand before them."""
        head = [row for piece in stretch.pieces if piece.kind == "table" for row in piece.cells]
        lines = indicator_lines([piece for piece in stretch.pieces if piece.kind != "table"])
        rows = [*head, *((line, *[""] * (len(head[0]) - 1 if head else 0)) for line in lines)]
        self.indicators(Piece("table", stretch.line, cells=tuple(rows)))

    def _table_block(self, kind: str, piece: Piece) -> str:
        last = [each for each in self.section.blocks if each.id in self._written][-1:]
        if last and last[0].kind == kind:
            heads = [squash(column.heading) for column in last[0].columns]
            goes_on = kind == "measures" or (kind == "indicators" and not any(piece.cells[0][1:]))
            if goes_on or heads == [squash(cell) for cell in piece.cells[0]]:
                return last[0].id
        return self.block(kind)

    def budget(self, piece: Piece, text: str) -> None:
        """A budget table: the model's that waits for amounts where the section shows one, else a new one."""
        at = self._place()
        waiting = [each for each in self.section.blocks[at:] if each.kind == "budget" and each.budget_table_id]
        if waiting:
            self._written.append(waiting[0].id)
            table_id = str(waiting[0].budget_table_id)
        else:
            table_id = self.do("Ny budgettabell", budgets.add_table, self.plan_id, self.section.title)
            self.block("budget", budget_table_id=table_id)
        self.paste(paste.Target("budget", table_id), text)
        self._amount_headings(table_id, piece)
        for row in queries.get(self._document.session, BudgetTable, table_id).rows:
            if row.footnote:
                self.do("Ta bort fotnot", budgets.set_footnote, row.id, "")
        if self._title:
            block_id, title, self._title = self.last_block("budget").id, self._title, ""
            self.do("Byt rubrik", blocks.set_field, block_id, "title", title)

    def _amount_headings(self, table_id: str, piece: Piece) -> None:
        """Call the columns what the published table calls them, and show their amounts with as many decimals."""
        table = queries.get(self._document.session, BudgetTable, table_id)
        amounts = zip(*piece.cells[first_amounts(piece.cells) :], strict=True)
        published = zip(budget_headings(piece.cells), list(amounts)[1:], strict=True)
        for column, (heading, cells) in zip(table.columns, published, strict=True):
            if column.heading != heading:
                self.do("Byt kolumnrubrik", budgets.set_heading, column.id, heading)
            decimals = max(len(cell.partition(",")[2]) for cell in cells)
            if decimals != table.decimals:
                self.do("Ändra decimaler", budget_formulas.set_column_decimals, column.id, decimals)

    def paste(self, target: paste.Target, text: str) -> None:
        """The same code as the clipboard's."""
        proposal = paste.propose(self._document.session, text, target)
        self.do(paste.LABELS[target.kind], paste.apply, proposal)

    def go_on(self, stretch: Stretch) -> None:
        """The rest of a paragraph that broke over a page without a sign of it."""
        block_id, text = self.last_block("text").id, f"{self.last_block('text').text} {stretch.title}"
        self.do("Skriv text", blocks.set_field, block_id, "text", text)

    def budget_note(self, text: str) -> None:
        """The note below the budget table that was written last."""
        table_id = str(self.last_block("budget").budget_table_id)
        self.do("Skriv not", budgets.set_note, table_id, text)

    def block(self, kind: str, *, budget_table_id: str | None = None) -> str:
        """The next block of that kind: one that the model laid out, or a new one; its key."""
        section, at = self.section, self._place()
        standing = [] if kind == "budget" else [each for each in section.blocks[at:] if each.kind == kind]
        if standing:
            block_id = standing[0].id
            rows = [row.id for row in standing[0].rows]
            if rows:
                self.do("Töm tabellen", tables.delete_rows, rows)
        else:
            block_id = self.do("Nytt block", blocks.add, section.id, at, kind, budget_table_id=budget_table_id)
        self._written.append(block_id)
        return block_id

    def _place(self) -> int:
        written = (at for at, each in enumerate(self.section.blocks) if each.id in self._written)
        return max(written, default=-1) + 1

    def last_block(self, kind: str) -> Block:
        """The block of that kind that was written last in the open section."""
        return [each for each in self.section.blocks if each.kind == kind and each.id in self._written][-1]

    def keep(self, *kinds: str) -> None:
        """Let the open section's compiled blocks of these kinds stand; one is made where the model laid out none."""
        for kind in kinds:
            self.block(kind)

    def clear(self) -> None:
        """Remove the sections and blocks that the model laid out and the published paper lacks."""
        for section in [each for each in queries.walk(self._paper) if each.id not in self._written]:
            if queries.find(self._document.session, Section, section.id) is not None:
                self.do("Ta bort avsnitt", sections.delete, section.id)
        for section in list(queries.walk(self._paper)):
            for block in [each for each in section.blocks if each.id not in self._written]:
                self.do("Ta bort block", blocks.delete, block.id)


def as_commonmark(pieces: Sequence[Piece]) -> str:
    """Paragraphs and lists as they would be written; items of a list stand close together."""
    parts: list[str] = []
    number = 0
    before = ""
    for piece in pieces:
        number = number + 1 if piece.kind == "number" else 0
        sign = {"bullet": "- ", "number": f"{number}. ", "heading": "### "}.get(piece.kind, "")
        gap = "\n" if piece.kind == before and piece.kind in ("bullet", "number") else "\n\n"
        parts.append(f"{gap if parts else ''}{sign}{piece.text}")
        before = piece.kind
    return "".join(parts)
