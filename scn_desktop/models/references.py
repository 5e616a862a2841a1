"""What the references of a plan's texts say: figures and section numbers as words, and those whose target is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from scn_desktop.models import queries
from scn_desktop.models.attachments import shown_title
from scn_desktop.models.blocks import Block
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.budget_sums import table_view
from scn_desktop.models.budget_view import TableView
from scn_desktop.models.live_fields import amount_name, cell_in, cell_words
from scn_desktop.models.numbering import Label, labels
from scn_desktop.models.paper_texts import PaperText, paper_texts
from scn_desktop.models.plan import Attachment, Paper, Plan, Section
from scn_desktop.models.running_text import AMOUNT, ATTACHMENT, BLOCK, SECTION, FoundReference, Reference, references_in
from scn_desktop.models.table_numbers import Numbered, table_numbers
from scn_desktop.swedish import lower_first

_NO_TARGET: Final = "hänvisningen saknar mål"
_NO_AMOUNT: Final = "beloppet saknas"
_ENDS: Final = ".!?:…"
_CLOSING: Final = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Said:
    """What a reference prints as. ``problem``: why it is broken, "" while it is not.

    ``section`` or ``block``: the key of the place it leads to in a paper, "" for none.
    """

    words: str
    problem: str = ""
    section: str = ""
    block: str = ""

    @property
    def is_broken(self) -> bool:
        return bool(self.problem)


@dataclass(frozen=True, slots=True)
class BrokenReference:
    """A reference that says nothing: the text it stands in, the reference, and why it is broken."""

    place: PaperText
    found: FoundReference
    problem: str


class References:
    """Answers what references say, for one plan as it is now; make a new one when anything has changed.

    Sections and tables are those of the plan's papers; amounts those of every year.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._labels: dict[str, dict[str, Label]] = {}
        self._numbers: dict[str, dict[str, Numbered]] = {}
        self._views: dict[str, TableView] = {}

    def say(self, reference: Reference, description: str, *, begins_sentence: bool = False) -> Said:
        """What the reference prints as, inside a sentence or as its first word; its description where it is broken."""
        if reference.kind == AMOUNT:
            return self._amount(reference, description)
        name, place = self._name(reference), self._place(reference)
        if not name or place is None:
            return _broken(_NO_TARGET, description)
        words = name[:1].upper() + name[1:] if begins_sentence else name
        return place if not words else Said(words, section=place.section, block=place.block)

    def describe(self, reference: Reference) -> str:
        """The description for a new reference: "Kommunbidrag, budget 2027", "Uppdrag 4.2", "Tabell 7"; "" if broken."""
        if reference.kind == AMOUNT:
            table = self._table(reference.id)
            return amount_name(self._view(table), reference.id, reference.column) if table is not None else ""
        name = self._name(reference)
        return name[:1].upper() + name[1:]

    def label(self, section: Section) -> Label:
        """The section's label, in whatever paper it stands."""
        paper = section.paper
        if paper.id not in self._labels:
            self._labels[paper.id] = labels(paper)
        return self._labels[paper.id][section.id]

    # Amounts -------------------------------------------------------------------------------------------------------

    def _amount(self, reference: Reference, description: str) -> Said:
        table = self._table(reference.id)
        cell = cell_in(self._view(table), reference.id, reference.column) if table is not None else None
        if cell is None:
            has_place = table is not None and any(column.id == reference.column for column in table.columns)
            return _broken(_NO_AMOUNT if has_place else _NO_TARGET, description)
        return Said(cell_words(cell, reference.form))

    def _view(self, table: BudgetTable) -> TableView:
        if table.id not in self._views:
            self._views[table.id] = table_view(table)
        return self._views[table.id]

    def _table(self, row_id: str) -> BudgetTable | None:
        """The table that a row of amounts stands in. Other years are read only when it is none of this year's."""
        return self._own_tables.get(row_id) or self._other_tables.get(row_id)

    @cached_property
    def _own_tables(self) -> dict[str, BudgetTable]:
        return {row.id: table for table in self._plan.budget_tables for row in table.rows}

    @cached_property
    def _other_tables(self) -> dict[str, BudgetTable]:
        others = [plan for plan in self._plan.committee.plans if plan is not self._plan]
        return {row.id: table for plan in others for table in plan.budget_tables for row in table.rows}

    # Sections and tables -------------------------------------------------------------------------------------------

    def _place(self, reference: Reference) -> Said | None:
        if reference.kind == SECTION and reference.id in self._sections:
            return Said("", section=reference.id)
        if reference.kind == BLOCK and reference.id in self._blocks:
            return Said("", block=reference.id)
        return Said("") if reference.kind == ATTACHMENT and reference.id in self._attachments else None

    def _name(self, reference: Reference) -> str:
        """As it stands inside a sentence; "" where the target is gone or has no name."""
        if reference.kind == SECTION:
            section = self._sections.get(reference.id)
            return self._section_name(section, reference.form) if section is not None else ""
        if reference.kind == ATTACHMENT:
            attachment = self._attachments.get(reference.id)
            return _attachment_name(attachment, reference.form) if attachment is not None else ""
        block = self._blocks.get(reference.id)
        return self._block_name(block) if block is not None else ""

    def _section_name(self, section: Section, form: str) -> str:
        label, title = self.label(section), " ".join(section.title.split())
        number = lower_first(label.text)
        if form == "title":
            return title or number
        if form == "both":
            return lower_first(label.heading) if number else title
        if number or not title:
            return number
        # Where the pattern names the level, as "Uppdrag: {title}", the level is known by its name.
        return f"{lower_first(section.kind.singular) if label.is_whole else 'avsnittet'} ”{title}”"

    def _block_name(self, block: Block) -> str:
        paper = block.section.paper
        if paper.id not in self._numbers:
            self._numbers[paper.id] = table_numbers(paper)
        numbered = self._numbers[paper.id].get(block.id)
        if numbered is not None:
            return numbered.name.lower()
        return f"”{' '.join(block.title.split())}”" if block.title.strip() else ""

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {section.id: section for paper in self._plan.papers for section in queries.walk(paper)}

    @cached_property
    def _blocks(self) -> dict[str, Block]:
        return {block.id: block for section in self._sections.values() for block in section.blocks}

    @cached_property
    def _attachments(self) -> dict[str, Attachment]:
        return {each.id: each for paper in self._plan.papers for each in paper.attachments}


def _attachment_name(attachment: Attachment, form: str) -> str:
    """ "bilaga 2", counted as the list of attachments prints."""
    number = f"bilaga {attachment.paper.attachments.index(attachment) + 1}"
    title = " ".join(shown_title(attachment).split())
    if form == "title":
        return title or number
    return f"{number}, {title}" if form == "both" and title else number


def _broken(problem: str, description: str) -> Said:
    words = " ".join(description.split())
    return Said(f"[{problem}: {words}]" if words else f"[{problem}]", problem)


def begins_sentence(before: str) -> bool:
    """Whether a word after this text of a paragraph is the first of a sentence."""
    core = before.rstrip().rstrip(_CLOSING)
    # "jfr. uppdrag 4" would be one too many; "t.ex." and "bl.a." are abbreviations.
    last = core.rsplit(None, 1)[-1] if core else ""
    is_abbreviation = (
        last.endswith(".") and ("." in last[:-1] or last.lower() in _ABBREVIATIONS) and not last[0].isdigit()
    )
    return not core or (core[-1] in _ENDS and core[-1] != ":" and not is_abbreviation)


_ABBREVIATIONS: Final = ("jfr.", "jmf.", "enl.", "resp.", "inkl.", "exkl.", "ca.", "kap.", "nr.", "s.", "se.")


def broken_references(paper: Paper, references: References | None = None) -> list[BrokenReference]:
    """Every reference of the paper whose target is gone or empty, in reading order: to mend before it is decided."""
    return list(_broken_in(paper, references or References(paper.plan)))


def _broken_in(paper: Paper, references: References) -> Iterator[BrokenReference]:
    for place in paper_texts(paper):
        for found in references_in(place.text, in_cell=place.in_cell):
            said = references.say(found.reference, found.description)
            if said.is_broken:
                yield BrokenReference(place, found, said.problem)
