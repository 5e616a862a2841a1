"""Where words stand in a paper, and the paper's texts with other words there.

Pure but for reading entities; ``models.edits.replacing`` is the edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from scn_desktop.models import queries, running_text
from scn_desktop.models.base import Base
from scn_desktop.models.blocks import Block, TableCell
from scn_desktop.models.paper_texts import CELLS, RUNNING, block_texts
from scn_desktop.models.plan import Paper, Section
from scn_desktop.models.shown_letters import NOWHERE, Grammar, Strand, strands

AROUND: Final = 40
"""Letters of context on each side."""
PLAIN: Final[dict[str, tuple[str, ...]]] = {
    "section": ("title", "partners"),
    "block": ("title", "alternative"),
    "block_column": ("group", "heading"),
    "measure": ("period", "partners", "responsible"),
    "indicator": ("unit", "source"),
    "indicator_placement": ("group",),
    "budget_table": ("title",),
    "budget_row": ("label",),
    "budget_column": ("heading",),
    "attachment": ("title",),
    "signature": ("name", "title"),
    "assessment_area": ("title", "comment"),
    "assessment_criterion": ("text",),
    "control": ("activity", "method", "minimum_sample", "reporting", "responsible"),
    "risk": ("description", "process"),
}
"""Columns of a paper that hold words without any grammar, besides those of ``paper_texts``."""
_EQUAL: Final = {"\u00a0": " ", "\u202f": " ", "\u2011": "-"}
"""Signs that look as others do and are found as them."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for. ``case``: as it is written; ``whole``: as a word of its own."""

    text: str
    case: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Hit:
    """One place. ``number``: which of the field's hits; ``strand`` and ``start``: where among the field's letters.

    ``block_id`` is "" for a section's own title. ``in_note``: in a footnote. ``can_replace``: not spread over marks
    that can't be told apart from it.
    """

    section_id: str
    block_id: str
    table: str
    row_id: str
    column: str
    number: int
    strand: int
    start: int
    before: str
    found: str
    after: str
    in_note: bool = False

    @property
    def field(self) -> tuple[str, str, str]:
        """The row and column that it stands in."""
        return self.table, self.row_id, self.column

    @property
    def key(self) -> str:
        """The same as long as the field's text is."""
        return f"{self.table}/{self.row_id}/{self.column}/{self.number}"


def find_in_paper(paper: Paper, wanted: Wanted) -> list[Hit]:
    """Every place in the paper, in reading order; what is printed twice is found once."""
    if not wanted.text.strip():
        return []
    hits: list[Hit] = []
    for (table, row_id, column), (row, section, block) in fields(paper).items():
        text: str = getattr(row, column) or ""
        if not text:
            continue
        found = in_strands(strands(text, grammar_of(row, column)), wanted)
        hits += [
            Hit(section.id, block.id if block is not None else "", table, row_id, column, number, *place)
            for number, place in enumerate(found)
        ]
    return hits


Found = tuple[int, int, str, str, str, bool]
Fields = dict[tuple[str, str, str], tuple[Base, Section, Block | None]]


def fields(paper: Paper) -> Fields:
    """Every field of words that the paper prints and a user has typed, with the section and block it stands in."""
    found: Fields = {}
    for section in queries.walk(paper):
        _add(found, section, section, None)
        for block in section.blocks:
            for row in _rows(block):
                _add(found, row, section, block)
            for cell in _cells(block):
                found.setdefault((cell.__tablename__, cell.id, "text"), (cell, section, block))
            for each in block_texts(section, block):
                found.setdefault((each.row.__tablename__, each.row.id, each.column), (each.row, section, block))
            note = (block.__tablename__, block.id, "note")  # which prints under the table
            if note in found:
                found[note] = found.pop(note)
    return found


def _cells(block: Block) -> Iterator[TableCell]:
    """The cells of a free table in their order."""
    places = {column.id: place for place, column in enumerate(block.columns)}
    for row in block.rows:
        yield from sorted(row.cells, key=lambda cell: places.get(cell.column_id, 0))


def grammar_of(row: Base, column: str) -> Grammar:
    """How a field's words are written."""
    if column in RUNNING.get(type(row), ()):
        return "running"
    return "cell" if column in CELLS.get(type(row), ()) else "plain"


def _add(found: Fields, row: Base, section: Section, block: Block | None) -> None:
    for column in PLAIN.get(row.__tablename__, ()):
        if getattr(row, column):
            found.setdefault((row.__tablename__, row.id, column), (row, section, block))


def _rows(block: Block) -> Iterator[Base]:
    """What stands in a block besides its texts, from its title to what the program compiles into it."""
    yield block
    yield from block.columns
    for placement in block.measure_placements:
        yield placement.measure
    for shown in block.indicator_placements:
        yield shown
        yield shown.indicator
    if block.budget_table is not None:
        yield block.budget_table
        yield from block.budget_table.columns
        yield from block.budget_table.rows
    if block.kind == "attachments":
        yield from block.section.paper.attachments
    if block.kind == "signatures":
        yield from block.section.paper.signatures
    if block.kind == "self_assessment":
        for area in block.section.paper.plan.assessment_areas:
            yield area
            yield from area.criteria
    if block.kind == "controls":
        for _, controls in queries.controls_by_area(block.section.paper.plan):
            for control in controls:
                if control.risk is not None:
                    yield control.risk
                yield control


# Within a text -------------------------------------------------------------------------------------------------------
def in_strands(texts: Sequence[Strand], wanted: Wanted) -> list[Found]:
    """Each place: its strand, where it starts, what stands before it, what was found, what follows, if in a note."""
    sought = _comparable(wanted.text, wanted.case)
    found: list[Found] = []
    for number, strand in enumerate(texts):
        letters = strand.text
        compared = _comparable(letters, wanted.case)
        start = compared.find(sought)
        while start >= 0:
            end = start + len(sought)
            if not (wanted.whole and _inside_word(compared, start, end)):
                before = ("…" if start > AROUND else "") + letters[max(0, start - AROUND) : start]
                after = letters[end : end + AROUND] + ("…" if end + AROUND < len(letters) else "")
                found.append((number, start, before, letters[start:end], after, strand.is_note))
                start = compared.find(sought, end)
            else:
                start = compared.find(sought, start + 1)
    return found


def _comparable(text: str, case: bool) -> str:
    """As long as the text, letter for letter."""
    same = (_EQUAL.get(each, each) for each in text)
    if case:
        return "".join(same)
    return "".join(folded if len(folded := each.casefold()) == 1 else each for each in same)


def _inside_word(text: str, start: int, end: int) -> bool:
    begins = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return begins or (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())


def replaced(text: str, grammar: Grammar, wanted: Wanted, new: str, chosen: Sequence[int]) -> tuple[str, int]:
    """The text with the chosen places (by their number) replaced, and how many of them were.

    A place is left as it is where its words can't be told apart from the marks among them.
    """
    done = 0
    places = in_strands(strands(text, grammar), wanted)
    for number in sorted((each for each in chosen if each < len(places)), reverse=True):
        strand, start, _, found, *_ = places[number]
        changed = _with_one(text, grammar, strand, (start, start + len(found)), new)
        if changed is not None:
            text = changed
            done += 1
    return text, done


def _with_one(text: str, grammar: Grammar, number: int, area: tuple[int, int], new: str) -> str | None:
    """The text with other letters there, or None where no way to write them reads as it should."""
    now = strands(text, grammar)
    places = now[number].places[area[0] : area[1]]
    if NOWHERE in places:
        return None
    wanted = [_words("".join(strand.letters)) for strand in now]
    letters = now[number].letters
    wanted[number] = _words("".join([*letters[: area[0]], new, *letters[area[1] :]]))
    for tried in _ways(text, places, new if grammar != "running" else None, new):
        if [_words(strand.text) for strand in strands(tried, grammar)] == [each for each in wanted if each]:
            return tried
    return None


def _words(text: str) -> str:
    return " ".join(text.split())


def _ways(text: str, places: Sequence[tuple[int, int]], plain: str | None, new: str) -> Iterator[str]:
    """The replacement in the first of the pieces that the found letters stand in, in the last, or over all of them."""
    pieces: list[list[int]] = []
    for start, end in dict.fromkeys(places):
        if pieces and pieces[-1][1] == start:
            pieces[-1][1] = end
        else:
            pieces.append([start, end])
    for written in [plain] if plain is not None else [new, running_text.escaped(new), _referred(new)]:
        for keeper in dict.fromkeys((0, len(pieces) - 1)):
            changed = text
            for place in range(len(pieces) - 1, -1, -1):
                start, end = pieces[place]
                changed = changed[:start] + (written if place == keeper else "") + changed[end:]
            yield changed
            if not written and len(pieces) == 1:
                yield _without_empty_marks(text, *pieces[0])
        yield text[: pieces[0][0]] + written + text[pieces[-1][1] :]


def _referred(words: str) -> str:
    """Words whose first and last letters let marks beside them be marks."""
    if not words:
        return words
    first, last = f"&#{ord(words[0])};", f"&#{ord(words[-1])};"
    return first if len(words) == 1 else first + running_text.escaped(words[1:-1]) + last


def _without_empty_marks(text: str, start: int, end: int) -> str:
    """The text without those letters and the marks of emphasis that held nothing else."""
    while start and end < len(text) and text[start - 1] == text[end] and text[end] in "*_`":
        start, end = start - 1, end + 1
    return text[:start] + text[end:]
