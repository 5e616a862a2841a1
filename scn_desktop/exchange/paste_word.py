"""Puts what was copied from a word processor into a section: as blocks in it, or its headings as sections under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.exchange import paste
from scn_desktop.exchange.pasted import Field, header_height, heading_score
from scn_desktop.exchange.portions import Step, append_rows
from scn_desktop.exchange.word_pieces import (
    PastedDocument,
    PastedHeading,
    PastedPicture,
    PastedTable,
    PastedText,
)
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block, BlockColumn
from scn_desktop.models.edits import blocks, pictures, sections, tables
from scn_desktop.models.ordering import keys_for
from scn_desktop.models.pictures import ReadyPicture, read_picture
from scn_desktop.models.plan import Section
from scn_desktop.models.planning_model import SectionKind

TableKind = Literal["table", "measures", "indicators"]
SUB_HEADING: Final = "### "
_TYPED_NUMBER: Final = re.compile(r"(?:\d+\.)+\d*\s+")
LABEL: Final = "Klistra in"


@dataclass(frozen=True)
class ReadyImage:
    """A picture that was read and may be kept, with its description."""

    picture: ReadyPicture
    alternative: str


Ready = PastedText | PastedHeading | PastedTable | ReadyImage


@dataclass(frozen=True)
class Content:
    """What will be put in: the pieces, what each table becomes (by the piece's place), and what could not be read."""

    pieces: tuple[Ready, ...]
    kinds: tuple[tuple[int, TableKind], ...] = ()
    warnings: tuple[str, ...] = ()

    def kind_of(self, place: int) -> TableKind:
        """What the table at that place becomes."""
        return dict(self.kinds).get(place, "table")

    def with_kind(self, place: int, kind: TableKind) -> Content:
        """The same with one table as another kind."""
        return replace(self, kinds=tuple({**dict(self.kinds), place: kind}.items()))

    def has_headings(self) -> bool:
        """Whether any piece is a heading."""
        return any(isinstance(piece, PastedHeading) for piece in self.pieces)

    def is_text(self) -> bool:
        """Whether it is text and sub-headings only, which fit in a running text."""
        return all(isinstance(piece, (PastedText, PastedHeading)) for piece in self.pieces)

    def as_text(self) -> str:
        """The text and sub-headings as running text."""
        return joined_text([piece for piece in self.pieces if isinstance(piece, (PastedText, PastedHeading))])


@dataclass(frozen=True)
class Split:
    """A running text that is pasted into: its block, and its CommonMark before and after the place."""

    block_id: str
    before: str
    after: str


def prepare(document: PastedDocument, section: Section) -> Content:
    """Read the pictures and guess what the tables are. What can't be read is left out with a warning."""
    pieces: list[Ready] = []
    warnings: list[str] = []
    kinds: list[tuple[int, TableKind]] = []
    for piece in document.pieces:
        if isinstance(piece, PastedPicture):
            try:
                pieces.append(ReadyImage(read_picture(piece.data), piece.alternative))
            except InputError as error:
                warnings.append(f"En bild kommer inte med. {error}")
            continue
        if isinstance(piece, PastedTable) and (kind := guess_kind(piece, section)) != "table":
            kinds.append((len(pieces), kind))
        pieces.append(piece)
    if document.pictures_left_out:
        what = "En bild" if document.pictures_left_out == 1 else f"{document.pictures_left_out} bilder"
        warnings.append(
            f"{what} kommer inte med: i urklippet står bara var den ligger. Kopiera bilden för sig, eller spara den "
            "och infoga den från fil."
        )
    return Content(tuple(pieces), tuple(kinds), tuple(warnings))


def guess_kind(table: PastedTable, section: Section) -> TableKind:
    """Measures or indicators where the headings are those of the planning model's table; else a free table."""
    model = section.paper.plan.model
    texts = table.texts()
    for kind in ("measures", "indicators"):
        fields = [Field(column.key, column.heading, column.group) for column in model.columns_of(kind)]
        height = header_height(texts, fields, kind)
        if not height or not fields:
            continue
        headings = {cell for row in texts[:height] for cell in row if cell}
        named = {each.key for each in fields if any(heading_score(cell, each) >= 1 for cell in headings)}
        if len(named) >= 2 and fields[0].key in named:
            return "measures" if kind == "measures" else "indicators"
    return "table"


# As blocks -----------------------------------------------------------------------------------------------------------
def insert_blocks(
    session: Session,
    section_id: str,
    index: int,
    content: Content,
    split: Split | None = None,
    step: Step | None = None,
) -> list[str]:
    """Put the pieces as blocks from number ``index`` of the section, or into a running text; the keys of new blocks.

    ``step`` is told how many rows of each table are done, and may raise to give it up.
    """
    pieces = list(content.pieces)
    kinds = [content.kind_of(place) for place in range(len(pieces))]
    if split is None:
        return _add_blocks(session, section_id, index, pieces, kinds, step)
    section = queries.get(session, Section, section_id)
    place = [block.id for block in section.blocks].index(split.block_id)
    first = 0
    while first < len(pieces) and isinstance(pieces[first], (PastedText, PastedHeading)):
        first += 1
    leading = [split.before, joined_text(_texts(pieces[:first]))]
    blocks.set_field(session, split.block_id, "text", "\n\n".join(part for part in leading if part.strip()))
    rest: list[Ready] = [*pieces[first:]]
    if split.after.strip():
        rest.append(PastedText(split.after))
        kinds.append("table")
    return _add_blocks(session, section_id, place + 1, rest, kinds[first:], step)


def _add_blocks(
    session: Session,
    section_id: str,
    index: int,
    pieces: Sequence[Ready],
    kinds: Sequence[TableKind],
    step: Step | None,
) -> list[str]:
    added: list[str] = []
    waiting: list[PastedText | PastedHeading] = []

    def add_text() -> None:
        if waiting:
            block_id = blocks.add(session, section_id, index + len(added), "text")
            blocks.set_field(session, block_id, "text", joined_text(waiting))
            added.append(block_id)
            waiting.clear()
            _read_anew(session, section_id)

    for piece, kind in zip(pieces, kinds, strict=True):
        if isinstance(piece, (PastedText, PastedHeading)):
            waiting.append(piece)
            continue
        add_text()
        if isinstance(piece, PastedTable):
            added.append(add_table(session, section_id, index + len(added), piece, kind, step))
        else:
            added.append(
                pictures.insert(session, section_id, index + len(added), piece.picture, alternative=piece.alternative)
            )
        _read_anew(session, section_id)
    add_text()
    return added


def _read_anew(session: Session, section_id: str) -> None:
    session.flush()
    session.expire(queries.get(session, Section, section_id), ["blocks"])


def _texts(pieces: Sequence[Ready]) -> list[PastedText | PastedHeading]:
    return [piece for piece in pieces if isinstance(piece, (PastedText, PastedHeading))]


def joined_text(pieces: Sequence[PastedText | PastedHeading]) -> str:
    """Text and sub-headings as one running text."""
    parts = [piece.text if isinstance(piece, PastedText) else sub_heading(piece.text) for piece in pieces]
    return "\n\n".join(part for part in parts if part.strip())


def sub_heading(words: str) -> str:
    """A heading in running text."""
    from scn_desktop.exchange.commonmark_writer import Run, written

    return SUB_HEADING + re.sub(r"(#+)$", r"\\\1", written([Run(words)]))


def add_table(
    session: Session,
    section_id: str,
    index: int,
    table: PastedTable,
    kind: TableKind,
    step: Step | None = None,
) -> str:
    """A table block of that kind with the pasted rows; its key."""
    block_id = blocks.add(session, section_id, index, kind, title=table.title)
    session.flush()
    if kind != "table":
        target = paste.Target(kind, block_id)
        paste.apply(session, paste.propose_cells(session, table.texts(), target, title_row=False), step)
        return block_id
    block = queries.get(session, Block, block_id)
    for column in list(block.columns):
        session.delete(column)
    session.flush()
    for (group, heading), key in zip(column_headings(table), keys_for(table.width), strict=True):
        session.add(BlockColumn(block_id=block_id, order_key=key, key="", heading=heading, group=group, width=0))
    session.flush()
    session.expire(block, ["columns"])
    body = table.rows[table.header_rows :]
    spans = {
        (row, column): (cell.column_span, cell.row_span)
        for row, cells in enumerate(body)
        for column, cell in enumerate(cells)
        if cell is not None and (cell.column_span > 1 or cell.row_span > 1)
    }
    texts = table.texts()[table.header_rows :]
    added = append_rows(session, block_id, None, texts, spans, step)
    session.flush()
    session.expire(block, ["rows"])
    for place in heading_rows(body):
        tables.set_row_kind(session, added[place], "heading")
    return block_id


def column_headings(table: PastedTable) -> list[tuple[str, str]]:
    """For each column what stands over several, and its own heading."""
    heads = table.rows[: table.header_rows]
    result: list[tuple[str, str]] = []
    for column in range(table.width):
        group, own = "", []
        for cells in heads:
            left = next(place for place in range(column, -1, -1) if cells[place] is not None or place == 0)
            cell = cells[left]
            if cell is None or left + cell.column_span <= column:
                continue
            words = " ".join(cell.text.split())
            if cell.column_span > 1 and table.header_rows > 1:
                group = words
            elif left == column and words:
                own.append(words)
        result.append((group, " ".join(own)))
    return result


def heading_rows(body: Sequence[Sequence[object]]) -> list[int]:
    """Rows of one cell over the whole width, but for one at the end: they are headings over the rows below."""
    return [
        place
        for place, cells in enumerate(body[:-1])
        if len(cells) > 1 and cells[0] is not None and all(cell is None for cell in cells[1:])
    ]


# As sections ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class NewSection:
    """A heading that becomes a section: its place among the pieces, its kind, and how deep below the chosen one."""

    place: int
    kind_key: str
    kind_name: str
    title: str
    depth: int


def plan_sections(content: Content, section: Section) -> list[NewSection]:
    """Which headings become sections under ``section``: those for which the planning model has a kind that may.

    The others stay sub-headings in the text.
    """
    found: list[NewSection] = []
    open_kinds: list[tuple[int, SectionKind]] = [(0, section.kind)]
    kinds = section.paper.plan.model.kinds
    for place, piece in enumerate(content.pieces):
        if not isinstance(piece, PastedHeading):
            continue
        around = [each for each in open_kinds if each[0] < piece.level]
        kind = kind_under(kinds, around[-1][1])
        if kind is None:
            continue
        open_kinds = [*around, (piece.level, kind)]
        title = _TYPED_NUMBER.sub("", piece.text, count=1) or piece.text
        found.append(NewSection(place, kind.key, kind.singular, title, len(open_kinds) - 1))
    return found


def kind_under(kinds: Sequence[SectionKind], above: SectionKind) -> SectionKind | None:
    """What a pasted heading becomes: the kind of the section above where it may, else the first with text alone."""
    allowed = [kind for kind in kinds if kind.may_stand_under(above)]
    same = next((kind for kind in allowed if kind is above), None)
    plain = next((kind for kind in allowed if all(start.kind == "text" for start in kind.starting_blocks)), None)
    return same or plain or next(iter(allowed), None)


def insert_sections(
    session: Session, section_id: str, index: int, content: Content, step: Step | None = None
) -> list[str]:
    """Put what stands before the first new section as blocks into this one, and the rest as sections last under it.

    The keys of the new sections.
    """
    section = queries.get(session, Section, section_id)
    planned = plan_sections(content, section)
    starts = [each.place for each in planned]
    kinds = [content.kind_of(place) for place in range(len(content.pieces))]
    ends = [*starts[1:], len(content.pieces)]
    first = starts[0] if starts else len(content.pieces)
    _add_blocks(session, section_id, index, content.pieces[:first], kinds[:first], step)
    parents = [section_id]
    added: list[str] = []
    for new, end in zip(planned, ends, strict=True):
        del parents[new.depth :]
        parent = queries.get(session, Section, parents[-1])
        made = sections.add(session, parent.paper_id, parent.id, len(parent.sections), new.kind_key, new.title)
        session.expire(parent, ["sections"])
        own = slice(new.place + 1, end)
        if content.pieces[own]:
            for block in list(queries.get(session, Section, made).blocks):
                blocks.delete(session, block.id)
            _read_anew(session, made)
            _add_blocks(session, made, 0, content.pieces[own], kinds[own], step)
        parents.append(made)
        added.append(made)
    return added


def is_worth_asking(content: Content) -> bool:
    """Whether there is something to choose: tables, pictures, or headings that may become sections."""
    return not content.is_text() or content.has_headings() or bool(content.warnings)
