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

from scn_desktop.errors import ImportFailed
from scn_desktop.exchange import paste_budget, paste_controls, paste_free, paste_indicators, paste_measures
from scn_desktop.exchange.clipboard import parse_cells
from scn_desktop.exchange.pasted import (
    EmptyFirst,
    Field,
    Pasted,
    grouped_rows,
    header_height,
    map_columns,
    repeated_header,
    same_but_year,
)
from scn_desktop.exchange.portions import Step, in_portions
from scn_desktop.exchange.word_pieces import PastedTable
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.edits import blocks, indicators, measures, tables
from scn_desktop.models.plan import Paper
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

NEW_COLUMN: Final = "+"
"""What a pasted column becomes that is added to a budget or free table."""
REQUIRED: Final[dict[TargetKind, str]] = {"measures": "measure", "indicators": "indicator", "budget": "label"}
"""The field that no row can do without."""

_REMOVE: Final = {"measures": measures.delete, "indicators": indicators.delete, "table": tables.delete_rows}
"""How a row that gives way to the pasted ones is removed."""


@dataclass(frozen=True)
class Target:
    """Where a table is pasted: a block by its key, a budget table by its key, or a plan's controls by the plan's.

    A block of controls, by its key, makes its rows controls of its own kind, read by its own columns.
    ``index`` is the row to paste before; None pastes last. ``blank`` is the key of a row without content that gives
    way to the pasted ones; "" where there is none.
    """

    kind: TargetKind
    row_id: str
    index: int | None = None
    blank: str = ""


@dataclass(frozen=True)
class Proposal:
    """How the cells are to be read. Every field may be changed before ``preview`` or ``apply``.

    ``spans``: the merged cells among ``cells``, as row, column, and how many columns and rows each takes. ``mapping``
    holds for each pasted column the key of its field, NEW_COLUMN, or None where it isn't pasted. ``unit``
    is what the amounts of a budget are read in; empty: as the head says, else the table's own.
    """

    target: Target
    cells: tuple[tuple[str, ...], ...]
    fields: tuple[Field, ...]
    title: str
    header_rows: int
    mapping: tuple[str | None, ...]
    empty_first: EmptyFirst
    split_steering: bool = True
    unit: str = ""
    spans: tuple[tuple[int, int, int, int], ...] = ()

    def merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The merged cells among the rows that are added to a free table: (row, column) to (columns, rows).

        One whose columns don't come to stand beside each other is no longer merged across them.
        """
        if self.target.kind != "table" or self.empty_first == "above":
            return {}
        header = self.cells[: self.header_rows]
        kept = [row for row in range(self.header_rows, len(self.cells)) if not repeated_header(self.cells[row], header)]
        rows = {row: place for place, row in enumerate(kept)}
        places = self.places()
        found = {}
        for row, column, across, down in self.spans:
            first = places[column]
            if row not in rows or first is None:
                continue
            while across > 1 and places[column : column + across] != list(range(first, first + across)):
                across -= 1
            down = sum(row + each in rows for each in range(down))
            if across > 1 or down > 1:
                found[rows[row], first] = (across, down)
        return found

    def pasted(self) -> Pasted:
        """The rows below the header with their columns' meaning; those of a budget or free table in its own order.

        Raises ImportFailed where no column is pasted, or none that the rows can't do without.
        """
        if not any(self.mapping):
            raise ImportFailed("Ingen kolumn klistras in. Välj vad minst en kolumn ska bli.")
        required = next((each for each in self.fields if each.key == REQUIRED.get(self.target.kind)), None)
        if required is not None and required.key not in self.mapping:
            raise ImportFailed(f"Välj vilken kolumn som är ”{required.heading}”.")
        header = self.cells[: self.header_rows]
        body = [row for row in self.cells[self.header_rows :] if not repeated_header(row, header)]
        mapping = list(self.mapping)
        if self.target.kind == "indicators":
            rows, groups = grouped_rows(self.cells[self.header_rows :], header, self.title)
            return Pasted("" if groups else self.title, [list(row) for row in header], rows, mapping, groups)
        if self.target.kind not in ("budget", "table"):
            return Pasted(self.title, [list(row) for row in header], [list(row) for row in body], mapping)
        order = self.order()
        return Pasted(
            self.title,
            [in_order(row, order) for row in header],
            [in_order(row, order) for row in body],
            [NEW_COLUMN if column is None else mapping[column] for column in order],
        )

    def order(self) -> list[int | None]:
        """The pasted column that each column of a budget or free table gets, those that are added last; None: none."""
        own = [self.mapping.index(each.key) if each.key in self.mapping else None for each in self.fields]
        return [*own, *(column for column, key in enumerate(self.mapping) if key == NEW_COLUMN)]

    def places(self) -> list[int | None]:
        """For each pasted column the column of the preview that it becomes, or None."""
        keys = [each.key for each in self.fields]
        if self.target.kind in ("budget", "table"):
            order = self.order()
            return [order.index(column) if column in order else None for column in range(len(self.mapping))]
        return [keys.index(key) if key in keys else None for key in self.mapping]


@dataclass(frozen=True)
class Preview:
    """What the document will hold: headings, rows of cells, and in a sentence how much of what.

    ``title`` is the one that the table gets from the paste, ``unit`` what a budget's amounts are read in; both may be
    empty. ``fills`` tells that the rows take the place of those that wait for amounts.
    """

    headings: list[str]
    rows: list[list[str]]
    summary: str
    warnings: list[str] = field(default_factory=list)
    title: str = ""
    unit: str = ""
    fills: bool = False


def in_order(row: Sequence[str], order: Sequence[int | None]) -> list[str]:
    """The row's cells in another order, empty where there is none."""
    return ["" if column is None else row[column] for column in order]


def propose(session: Session, text: str, target: Target, *, title_row: bool | None = None) -> Proposal:
    """Read a pasted table and guess what is what. Raises ImportFailed for something that is no table.

    A first row that ``may_be_title`` is the table's title where headings follow; ``title_row`` decides it instead.
    """
    return propose_cells(session, parse_cells(text), target, title_row=title_row)


def propose_table(session: Session, table: PastedTable, target: Target, *, title_row: bool | None = None) -> Proposal:
    """As ``propose``, of a table with merged cells, which a free table keeps."""
    proposal = propose_cells(session, table.texts(), target, title_row=title_row)
    shift = len(table.rows) - len(proposal.cells)
    spans = tuple(
        (row - shift, column, cell.column_span, cell.row_span)
        for row, cells in enumerate(table.rows)
        for column, cell in enumerate(cells)
        if cell is not None and row >= shift and (cell.column_span > 1 or cell.row_span > 1)
    )
    return replace(proposal, spans=spans)


def propose_cells(
    session: Session, cells: list[list[str]], target: Target, *, title_row: bool | None = None
) -> Proposal:
    """As ``propose``, of rows of equal length."""
    fields = target_fields(session, target)
    title = ""
    if may_be_title(cells):
        headed = target.kind == "table" or header_height(cells[1:], fields, target.kind) > 0
        if headed if title_row is None else title_row:
            title, cells = cells[0][0], cells[1:]
    height = header_height(cells, fields, target.kind)
    mapping = guess_mapping(cells[:height], fields, len(cells[0]), target.kind)
    return Proposal(
        target=target,
        cells=tuple(tuple(row) for row in cells),
        fields=tuple(fields),
        title=title,
        header_rows=height,
        mapping=tuple(mapping),
        empty_first="above" if target.kind == "controls" else "same" if target.kind == "measures" else "own",
    )


def may_be_title(cells: Sequence[Sequence[str]]) -> bool:
    """Whether the first row has text in its first cell only."""
    return len(cells) > 1 and len(cells[0]) > 1 and bool(cells[0][0]) and not any(cells[0][1:])


def guess_mapping(
    header: Sequence[Sequence[str]], fields: Sequence[Field], width: int, kind: TargetKind
) -> list[str | None]:
    """What each pasted column becomes; those that a budget or free table has no column for are added to it."""
    mapping = map_columns(header, fields, width, kind)
    return [key or NEW_COLUMN for key in mapping] if kind in ("budget", "table") else mapping


def target_fields(session: Session, target: Target) -> list[Field]:
    """The columns that pasted ones can become. An empty budget or free table takes all its columns from the paste."""
    if target.kind == "controls":
        columns = paste_controls.columns_of(*paste_controls.place_of(session, target.row_id))
        return [Field(column.key, column.heading, column.group) for column in columns]
    if target.kind == "budget":
        table = queries.get(session, BudgetTable, target.row_id)
        own = [Field(column.id, column.heading) for column in table.columns] if table.rows else []
        return [Field("label", "Rad"), *own]
    block = queries.get(session, Block, target.row_id)
    if target.kind == "table":
        kept = block.rows or any(column.heading for column in block.columns)
        return [Field(column.id, column.heading) for column in block.columns] if kept else []
    is_empty = target.kind == "indicators" and not block.indicator_placements
    return [Field(column.key, column.heading, column.group, any_year=is_empty) for column in block.columns]


def preview(session: Session, proposal: Proposal) -> Preview:
    """What ``apply`` will put into the document. Raises ImportFailed where it can't."""
    pasted, kind = proposal.pasted(), proposal.target.kind
    headings = [each.heading for each in proposal.fields]
    warnings = unused_columns(proposal)
    title = unit = ""
    fills = False
    if kind == "measures":
        known = [document.title for document in queries.committee(session).steering_documents]
        read = paste_measures.read(pasted, proposal.empty_first, known, proposal.split_steering)
        new = paste_measures.new_titles(read, known)
        rows = paste_measures.as_cells(read, [each.key for each in proposal.fields])
        summary = plural(len(read), "åtgärd", "åtgärder")
        if new:
            warnings.append(
                f"{plural(len(new), 'styrdokument', 'styrdokument')} läggs till i registret: {'; '.join(new)}"
            )
    elif kind == "indicators":
        found = paste_indicators.read(pasted, proposal.empty_first)
        rows = paste_indicators.as_cells(found, [each.key for each in proposal.fields])
        years = headings_of_other_years(proposal)
        headings = [years.get(each.key, each.heading) for each in proposal.fields]
        summary = plural(len(found), "indikator", "indikatorer")
        title = title_given(session, proposal)
    elif kind == "controls":
        plan, _ = paste_controls.place_of(session, proposal.target.row_id)
        controls = paste_controls.read(pasted, proposal.empty_first)
        rows = [[getattr(control, each.key) for each in proposal.fields] for control in controls]
        summary = plural(len(controls), "kontroll", "kontroller")
        unknown = paste_controls.unknown_areas(controls, [area.title for area in plan.model.areas])
        if unknown:
            warnings.append(f"Kontrollområden som läggs till: {'; '.join(unknown)}")
    elif kind == "budget":
        table = queries.get(session, BudgetTable, proposal.target.row_id)
        budget = paste_budget.read(pasted, table, proposal.unit)
        new_headings, rows = paste_budget.as_cells(budget)
        headings += new_headings[len(headings) :]
        title, unit = "" if table.rows else budget.title, budget.unit
        summary = f"{plural(len(budget.rows), 'rad', 'rader')}, belopp i {budget.unit}"
        warnings += budget.warnings
        fills = paste_budget.waits_for_amounts(table)
    else:
        rows = paste_free.read(pasted, proposal.empty_first)
        headings = paste_free.headings(session, proposal.target.row_id, pasted)
        summary = plural(len(rows), "rad", "rader")
        title = title_given(session, proposal)
    return Preview(headings, rows, summary, warnings, title, unit, fills)


def apply(session: Session, proposal: Proposal, step: Step | None = None) -> list[str]:
    """Put the rows into the document; the keys of what was added. Raises ImportFailed where there is nothing to add.

    ``step`` is told now and then how many of how many rows are done, and may raise to give it up.
    """
    added = add_rows(session, proposal, step)
    if blank := proposal.target.blank:
        session.flush()
        _REMOVE[proposal.target.kind](session, [blank])
    return added


def add_rows(session: Session, proposal: Proposal, step: Step | None = None) -> list[str]:
    """Put the rows into the table that the target names."""
    pasted, target = proposal.pasted(), proposal.target
    if target.kind == "measures":
        known = [document.title for document in queries.committee(session).steering_documents]
        read = paste_measures.read(pasted, proposal.empty_first, known, proposal.split_steering)
        return in_portions(session, target.row_id, target.index, "measure_placements", read, paste_measures.apply, step)
    if target.kind == "indicators":
        set_title_once(session, proposal)
        set_years(session, proposal)
        found = paste_indicators.read(pasted, proposal.empty_first)
        add = paste_indicators.apply
        return in_portions(session, target.row_id, target.index, "indicator_placements", found, add, step)
    if target.kind == "controls":
        plan, block = paste_controls.place_of(session, target.row_id)
        kind = (block.control_kind if block is not None else "") or "control"
        read_controls = paste_controls.read(pasted, proposal.empty_first)
        return paste_controls.apply(session, plan.id, read_controls, target.index, kind)
    if target.kind == "budget":
        table = queries.get(session, BudgetTable, target.row_id)
        return paste_budget.apply(session, table, paste_budget.read(pasted, table, proposal.unit), target.index)
    set_title_once(session, proposal)
    rows = paste_free.read(pasted, proposal.empty_first)
    return paste_free.apply(session, target.row_id, pasted, rows, target.index, proposal.merged(), step)


def title_given(session: Session, proposal: Proposal) -> str:
    """The title that a block gets from the paste: the pasted title row, where it has none and that names no group."""
    return "" if queries.get(session, Block, proposal.target.row_id).title else proposal.pasted().title


def set_title_once(session: Session, proposal: Proposal) -> None:
    """Give the block its title from the paste."""
    if title := title_given(session, proposal):
        blocks.set_field(session, proposal.target.row_id, "title", title)


def headings_of_other_years(proposal: Proposal) -> dict[str, str]:
    """The headings that an empty table takes over, by key: "Utfall 2018" where its own says "Utfall 2019"."""
    head = proposal.cells[: proposal.header_rows][-1:]
    pasted = {key: heading for row in head for key, heading in zip(proposal.mapping, row, strict=True) if key}
    return {
        each.key: pasted[each.key]
        for each in proposal.fields
        if each.any_year and each.key in pasted and same_but_year(pasted[each.key], each.heading)
    }


def set_years(session: Session, proposal: Proposal) -> None:
    """Give an empty indicator table the years that the pasted one has in its headings."""
    years = headings_of_other_years(proposal)
    for column in queries.get(session, Block, proposal.target.row_id).columns:
        if column.key in years:
            tables.set_heading(session, column.id, years[column.key])


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


def change_mapping(proposal: Proposal, column: int, key: str | None) -> Proposal:
    """Let source column ``column`` become the field ``key``; a field that another column had is taken from it."""
    mapping = [None if old == key != NEW_COLUMN else old for old in proposal.mapping]
    mapping[column] = key
    return replace(proposal, mapping=tuple(mapping))


def change_header(proposal: Proposal, height: int) -> Proposal:
    """Take the first ``height`` rows as headings and guess the columns anew."""
    mapping = guess_mapping(proposal.cells[:height], proposal.fields, len(proposal.cells[0]), proposal.target.kind)
    return replace(proposal, header_rows=height, mapping=tuple(mapping))


def target_in(session: Session, paper: Paper, path: Sequence[str], kind: TargetKind, *, new: bool = False) -> Target:
    """The table to paste into, by the way to its section: labels, numbers or titles, outermost first.

    The section's first table of that kind is used; one is made where there is none, or where ``new`` asks for it.
    Raises ImportFailed that names the part of the way that isn't there.
    """
    from scn_desktop.exchange.places import section_at, table_block

    if kind == "controls" and not path:
        return Target(kind, paper.plan_id)
    section = section_at(paper, path)
    return Target(kind, table_block(session, section, kind, new=new))
