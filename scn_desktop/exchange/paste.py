"""Pasted tables: what the cells are, how they will look, and putting them into the document.

``propose`` guesses; the preview (or the command line) may change the proposal; ``preview`` shows it; ``apply`` is the
edit. One module per kind of table knows its rows: ``paste_measures``, ``paste_indicators``, ``paste_budget``,
``paste_controls``; free tables take the cells as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from sqlalchemy.orm import Session

from scn_desktop.exchange import paste_budget, paste_controls, paste_indicators, paste_measures
from scn_desktop.exchange.clipboard import parse_cells
from scn_desktop.exchange.pasted import EmptyFirst, Field, Pasted, header_height, map_columns, repeated_header
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.edits import blocks, tables
from scn_desktop.models.plan import Paper, Plan
from scn_desktop.swedish import plural

TargetKind = Literal["measures", "indicators", "table", "budget", "controls"]
KINDS: Final[tuple[TargetKind, ...]] = ("measures", "indicators", "table", "budget", "controls")

LABELS: Final[dict[TargetKind, str]] = {
    "measures": "Klistra in åtgärder",
    "indicators": "Klistra in indikatorer",
    "table": "Klistra in tabell",
    "budget": "Klistra in budget",
    "controls": "Klistra in kontroller",
}
"""The name of the undo step."""


@dataclass(frozen=True)
class Target:
    """Where a table is pasted: a block by its key, a budget table by its key, or a plan's control table by the plan's.

    ``index`` is the row to paste before; None pastes last.
    """

    kind: TargetKind
    row_id: str
    index: int | None = None


@dataclass(frozen=True)
class Proposal:
    """How the cells are to be read. Every field may be changed before ``preview`` or ``apply``."""

    target: Target
    cells: tuple[tuple[str, ...], ...]
    fields: tuple[Field, ...]
    title: str
    header_rows: int
    mapping: tuple[str | None, ...]
    empty_first: EmptyFirst
    split_steering: bool = True

    def pasted(self) -> Pasted:
        """The rows below the header with their columns' meaning."""
        header = self.cells[: self.header_rows]
        body = [row for row in self.cells[self.header_rows :] if not repeated_header(row, header)]
        return Pasted(self.title, [list(row) for row in header], [list(row) for row in body], list(self.mapping))


@dataclass(frozen=True)
class Preview:
    """What the document will hold: headings, rows of cells, and in a sentence how much of what."""

    headings: list[str]
    rows: list[list[str]]
    summary: str
    warnings: list[str] = field(default_factory=list)


def propose(session: Session, text: str, target: Target) -> Proposal:
    """Read a pasted table and guess what is what. Raises ImportFailed for something that is no table."""
    cells = parse_cells(text)
    title = ""
    if len(cells) > 1 and len(cells[0]) > 1 and cells[0][0] and not any(cells[0][1:]):
        title, cells = cells[0][0], cells[1:]
    fields = target_fields(session, target)
    height = header_height(cells, fields, target.kind)
    mapping = map_columns(cells[:height], fields, len(cells[0]), target.kind)
    return Proposal(
        target=target,
        cells=tuple(tuple(row) for row in cells),
        fields=tuple(fields),
        title=title,
        header_rows=height,
        mapping=tuple(mapping),
        empty_first="above" if target.kind == "controls" else "same" if target.kind == "measures" else "own",
    )


def target_fields(session: Session, target: Target) -> list[Field]:
    """The columns that pasted ones can become."""
    if target.kind == "controls":
        model = queries.get(session, Plan, target.row_id).model
        return [Field(column.key, column.heading, column.group) for column in model.columns_of("controls")]
    if target.kind == "budget":
        table = queries.get(session, BudgetTable, target.row_id)
        return [Field("label", "Rad")] + [Field(column.id, column.heading) for column in table.columns]
    block = queries.get(session, Block, target.row_id)
    if target.kind == "table":
        return [Field(column.id, column.heading) for column in block.columns]
    return [Field(column.key, column.heading, column.group) for column in block.columns]


def preview(session: Session, proposal: Proposal) -> Preview:
    """What ``apply`` will put into the document. Raises ImportFailed where it can't."""
    pasted, kind = proposal.pasted(), proposal.target.kind
    headings = [each.heading for each in proposal.fields]
    warnings = unused_columns(proposal)
    if kind == "measures":
        known = [document.title for document in queries.committee(session).steering_documents]
        measures = paste_measures.read(pasted, proposal.empty_first, known, proposal.split_steering)
        new = paste_measures.new_titles(measures, known)
        rows = paste_measures.as_cells(measures, [each.key for each in proposal.fields])
        summary = plural(len(measures), "åtgärd", "åtgärder")
        if new:
            warnings.append(
                f"{plural(len(new), 'styrdokument', 'styrdokument')} läggs till i registret: {'; '.join(new)}"
            )
    elif kind == "indicators":
        indicators = paste_indicators.read(pasted, proposal.empty_first)
        rows = paste_indicators.as_cells(indicators, [each.key for each in proposal.fields])
        summary = plural(len(indicators), "indikator", "indikatorer")
    elif kind == "controls":
        areas = [area.title for area in queries.get(session, Plan, proposal.target.row_id).model.areas]
        controls = paste_controls.read(pasted, proposal.empty_first)
        rows = [[getattr(control, each.key) for each in proposal.fields] for control in controls]
        summary = plural(len(controls), "kontroll", "kontroller")
        unknown = paste_controls.unknown_areas(controls, areas)
        if unknown:
            warnings.append(f"Kontrollområden som läggs till: {'; '.join(unknown)}")
    elif kind == "budget":
        table = queries.get(session, BudgetTable, proposal.target.row_id)
        budget = paste_budget.read(pasted, table)
        headings, rows = paste_budget.as_cells(budget)
        summary = f"{plural(len(budget.rows), 'rad', 'rader')}, belopp i {budget.unit}"
        warnings += budget.warnings
    else:
        rows = free_rows(proposal, pasted)
        headings = free_headings(session, proposal, pasted)
        summary = plural(len(rows), "rad", "rader")
    return Preview(headings, rows, summary, warnings)


def apply(session: Session, proposal: Proposal) -> list[str]:
    """Put the rows into the document; the keys of what was added. Raises ImportFailed where there is nothing to add."""
    pasted, target = proposal.pasted(), proposal.target
    if target.kind == "measures":
        known = [document.title for document in queries.committee(session).steering_documents]
        measures = paste_measures.read(pasted, proposal.empty_first, known, proposal.split_steering)
        return paste_measures.apply(session, target.row_id, measures, target.index)
    if target.kind == "indicators":
        set_title_once(session, target.row_id, proposal.title)
        return paste_indicators.apply(
            session, target.row_id, paste_indicators.read(pasted, proposal.empty_first), target.index
        )
    if target.kind == "controls":
        return paste_controls.apply(
            session, target.row_id, paste_controls.read(pasted, proposal.empty_first), target.index
        )
    if target.kind == "budget":
        table = queries.get(session, BudgetTable, target.row_id)
        return paste_budget.apply(session, table, paste_budget.read(pasted, table), target.index)
    return apply_free(session, proposal, pasted)


def set_title_once(session: Session, block_id: str, title: str) -> None:
    """A pasted title row becomes the table's title where it has none."""
    if title and not queries.get(session, Block, block_id).title:
        blocks.set_field(session, block_id, "title", title)


def unused_columns(proposal: Proposal) -> list[str]:
    """A warning where a column that holds text leads nowhere."""
    if proposal.target.kind in ("budget", "table"):
        return []
    body = proposal.cells[proposal.header_rows :]
    loose = [
        number
        for number, key in enumerate(proposal.mapping, start=1)
        if key is None and any(row[number - 1] for row in body)
    ]
    if not loose:
        return []
    return [f"Kolumn {', '.join(map(str, loose))} har text men klistras inte in."]


def free_rows(proposal: Proposal, pasted: Pasted) -> list[list[str]]:
    """The rows of a free table, empty first cells filled from above where asked for."""
    return pasted.filled_from_above() if proposal.empty_first == "above" else pasted.rows


def free_headings(session: Session, proposal: Proposal, pasted: Pasted) -> list[str]:
    """The headings a free table will have: its own where it has any, else the pasted ones."""
    block = queries.get(session, Block, proposal.target.row_id)
    own = [column.heading for column in block.columns]
    if any(own) or block.rows:
        width = max(len(own), len(pasted.mapping))
        return own + [""] * (width - len(own))
    return pasted.headings()


def apply_free(session: Session, proposal: Proposal, pasted: Pasted) -> list[str]:
    """Add the rows to a free table, with columns for all of them and headings where it had none."""
    block_id = proposal.target.row_id
    set_title_once(session, block_id, proposal.title)
    block = queries.get(session, Block, block_id)
    headings = free_headings(session, proposal, pasted)
    for column, heading in zip(block.columns, headings, strict=False):
        if column.heading != heading:
            tables.set_heading(session, column.id, heading)
    for heading in headings[len(block.columns) :]:
        tables.add_column(session, block_id, heading, len(block.columns))
        session.expire(block, ["columns"])
    return tables.append_rows(session, block, free_rows(proposal, pasted), proposal.target.index)


def change_mapping(proposal: Proposal, column: int, key: str | None) -> Proposal:
    """Let source column ``column`` become the field ``key``; a field that another column had is taken from it."""
    mapping = [None if old == key else old for old in proposal.mapping]
    mapping[column] = key
    return replace(proposal, mapping=tuple(mapping))


def change_header(session: Session, proposal: Proposal, height: int) -> Proposal:
    """Take the first ``height`` rows as headings and guess the columns anew."""
    fields = list(proposal.fields)
    mapping = map_columns(
        [list(row) for row in proposal.cells[:height]], fields, len(proposal.cells[0]), proposal.target.kind
    )
    return replace(proposal, header_rows=height, mapping=tuple(mapping))


def target_in(session: Session, paper: Paper, path: Sequence[str], kind: TargetKind, *, new: bool = False) -> Target:
    """The table to paste into, by the way to its section: labels, numbers or titles, outermost first.

    The section's first table of that kind is used; one is made where there is none, or where ``new`` asks for it.
    Raises ImportFailed that names the part of the way that isn't there.
    """
    from scn_desktop.exchange.places import section_at, table_block

    if kind == "controls":
        return Target(kind, paper.plan_id)
    section = section_at(paper, path)
    return Target(kind, table_block(session, section, kind, new=new))
