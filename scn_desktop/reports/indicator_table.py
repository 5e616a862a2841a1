"""Indicators with their values: whole, or divided into lettered parts under a group line; and their sources."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus import Flowable

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block, BlockColumn
from scn_desktop.models.compiled_indicators import source_list, titled, with_keys
from scn_desktop.models.indicator import Indicator, IndicatorPart, with_decimals
from scn_desktop.models.plan import Section
from scn_desktop.reports.cells import CELL_PADDING, PART_INDENT, Cell, Row, cell_element, text_cell
from scn_desktop.reports.flowables import TextBlock
from scn_desktop.reports.printing import MISSING, Printing, head_rows, holds_numbers, is_missing, number_text
from scn_desktop.reports.signs import Sign
from scn_desktop.reports.spread import Part, spread
from scn_desktop.reports.table_widths import Demand, fit
from scn_desktop.reports.tables import NO_RULE, Table, TableNote, note, table_story
from scn_desktop.reports.tagging import Element
from scn_desktop.reports.text_blocks import block_notes, paragraph
from scn_desktop.reports.theme import CELL, CELL_BOLD, NOTE
from scn_desktop.reports.typeset import Run

_NAME = "indicator"
_MEASURED = ("total", "women", "men", "comparison")
_ARROWS = {"öka": Sign("up"), "minska": Sign("down"), "oförändra": Sign("right"), "stabil": Sign("right")}
_ARROW_ROOM = 14.0
_EMPTY = 1.0
"""Millimetres asked for by a column without a value; it gets what its heading needs."""
_GROUP_PADDING = (CELL_PADDING[0], 1.5)
_GROUP_SPACE = 9.0
_PART_PADDING = (1.5, 2.5)
_LAST_PADDING = (1.5, CELL_PADDING[1])
_DASH_NOTE = f"{MISSING} betyder att värdet saknas eller inte går att dela upp."


def indicators(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The indicator table of a section; nothing where no indicator is placed in it."""
    found = [placement.indicator for placement in block.indicator_placements]
    if not found or not block.columns:
        return []
    title = printing.table_title(block.title or f"Indikatorer för {printing.place_of(section)}")
    return _Writer(block, found, printing).story(title)


def all_indicators(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """Every indicator table of the paper once more, with the section it belongs to: compiled, never typed."""
    story: list[Flowable] = []
    for other in queries.walk(printing.paper) if printing.paper else ():
        for source in other.blocks:
            if source.kind == "indicators" and source.indicator_placements and source.columns:
                found = [placement.indicator for placement in source.indicator_placements]
                name = source.title or titled(other, printing.labels)
                story += _Writer(source, found, printing).story(printing.table_title(name))
    return story or [paragraph("Planen har inga indikatorer.", printing)]


def sources(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The källförteckning: every indicator of the paper with its source, compiled."""
    listed = source_list(printing.paper) if printing.paper is not None else None
    if listed is None or not listed.rows:
        return [paragraph("Planen har inga indikatorer.", printing)]
    headings = [listed.above, listed.section, "Indikator", "Källa, nyckel i Kolada"]
    first = 0 if listed.above else 1
    heads, _ = head_rows([(heading, "", False) for heading in headings[first:]], printing)
    rows = []
    for one in listed.rows:
        texts = [one.above, one.section, printing.seen(one.indicator), one.source or MISSING][first:]
        rows.append(Row([text_cell(content) for content in texts], rule=None if one.section else NO_RULE))
    given = [(42.0, 38.0, 48.0, 32.0), (48.0, 72.0, 40.0)][first]
    columns = fit([Demand(False, width, "", []) for width in given]).columns[0]
    title = printing.table_title(block.title or "Källor till indikatorerna")
    notes = block_notes(block.note, printing)
    return table_story(Table(title, columns, heads, rows, notes=notes, layout=printing.layout))


class _Writer:
    """One indicator table."""

    def __init__(self, block: Block, indicators: Sequence[Indicator], printing: Printing) -> None:
        self._block = block
        self._indicators = indicators
        self._printing = printing
        self._columns = list(block.columns)
        self._values = [
            [printing.seen(self._value(part, column)) for part in self._parts()] for column in self._columns
        ]
        self._is_empty = [
            column.key != _NAME and all(map(is_missing, values))
            for column, values in zip(self._columns, self._values, strict=True)
        ]
        self._is_number = [
            column.key != _NAME and (holds_numbers(values) or (column.key in _MEASURED and is_empty))
            for column, values, is_empty in zip(self._columns, self._values, self._is_empty, strict=True)
        ]

    def _parts(self) -> list[IndicatorPart]:
        return [part for indicator in self._indicators for part in indicator.parts]

    def _value(self, part: IndicatorPart, column: BlockColumn) -> str:
        return "" if column.key == _NAME else with_decimals(part.value_of(column.key), part.indicator.decimals)

    def story(self, title: str) -> list[Flowable]:
        return spread(fit(self._demands(), self._printing.layout), title, self._printing, self._table)

    def _demands(self) -> list[Demand]:
        asked = zip(self._columns, self._widths(), self._values, self._is_number, strict=True)
        return [
            Demand(is_number, width, column.heading, [number_text(text) for text in values])
            for column, width, values, is_number in asked
        ]

    def _widths(self) -> list[float]:
        """Millimetres asked for: a column without a value needs its heading's width, and leaves the names the rest."""
        free = sum(column.width for column, is_empty in zip(self._columns, self._is_empty, strict=True) if is_empty)
        return [
            float(column.width + free if column.key == _NAME and column.width else _EMPTY if is_empty else column.width)
            for column, is_empty in zip(self._columns, self._is_empty, strict=True)
        ]

    def _table(self, part: Part) -> Table:
        headings = [
            (self._columns[index].heading, self._columns[index].group, self._is_number[index]) for index in part.indexes
        ]
        heads, rules = head_rows(headings, self._printing)
        rows = self._all_rows(part.indexes)
        notes = self._general_notes()
        return Table(part.title, part.columns, heads, rows, notes=notes, layout=part.layout, group_rules=rules)

    def _all_rows(self, indexes: Sequence[int]) -> list[Row]:
        """The indicators' rows with the headings of the groups, each kept with the row below it."""
        rows: list[Row] = []
        group = ""
        for placement in self._block.indicator_placements:
            below = self._rows(placement.indicator, indexes)
            if placement.group != group:
                group = placement.group
                heading = text_cell(group or "Övriga", CELL_BOLD, scope="Row", span=len(indexes))
                rows.append(Row([heading], before=_GROUP_SPACE if rows else 0.0))
                below[0].is_glued = True
            rows += below
        return rows

    def _rows(self, indicator: Indicator, indexes: Sequence[int]) -> list[Row]:
        face = CELL_BOLD.face if indicator.divided else CELL.face
        name = self._printing.prose.cell_runs(indicator.full_name, face)
        notes = [self._printing.prose.note(indicator.note)] if indicator.note.strip() else []
        if not indicator.divided:
            part = indicator.parts[0] if indicator.parts else None
            first = self._with_years(text_cell(name, scope="Row", inline_notes=notes), part)
            return [Row([first, *self._cells(part, indexes)])]
        group = text_cell(name, CELL_BOLD, scope="Row", span=len(indexes), inline_notes=notes)
        rows = [Row([group], padding=_GROUP_PADDING)]
        for number, part in enumerate(indicator.parts):
            is_last = number == len(indicator.parts) - 1
            label = self._printing.prose.cell_runs(part.label, CELL.face)
            name_cell = text_cell(label, scope="Row", indent=PART_INDENT, letter=part.letter)
            first = self._with_years(name_cell, part, PART_INDENT)
            rows.append(
                Row(
                    [first, *self._cells(part, indexes)],
                    padding=_LAST_PADDING if is_last else _PART_PADDING,
                    rule=NO_RULE,
                    is_glued=True,
                )
            )
        return rows

    def _with_years(self, cell: Cell, part: IndicatorPart | None, indent: float = 0.0) -> Cell:
        """The name with what the earlier years gave, those without a column of their own, on a small line under it."""
        line = part.earlier_line([column.key for column in self._columns]) if part is not None else ""
        if line:
            for block in cell.blocks:
                block.element = Element("P", cell.element)
            style = replace(NOTE, before=0.0, after=0.0)
            years = TextBlock([Run(line, style.face)], style, element=Element("P", cell.element), indent=indent)
            cell.blocks.append(years)
        return cell

    def _cells(self, part: IndicatorPart | None, indexes: Sequence[int]) -> list[Cell]:
        cells = []
        for index in indexes[1:]:
            content = self._value(part, self._columns[index]) if part else ""
            if self._is_number[index]:
                cells.append(self._printing.number_cell(content))
            elif self._columns[index].key == "trend":
                cells.append(_trend_cell(content, self._printing))
            else:
                cells.append(text_cell(self._printing.prose.cell_runs(number_text(content), CELL.face)))
        return cells

    def _general_notes(self) -> list[TableNote]:
        notes = block_notes(self._block.note, self._printing)
        texts = []
        explained = any(line.lstrip()[:1] in ("-", MISSING) for line in self._block.note.splitlines())
        if not explained and any(is_missing(text) for values in self._values[1:] for text in values):
            texts.append(_DASH_NOTE)
        sources = _sources(self._indicators)
        if sources:
            texts.append(f"{'Källa' if len(sources) == 1 else 'Källor'}: {'; '.join(sources)}.")
        return notes + [note("", [Run(text, NOTE.face)], self._printing.identifier("not")) for text in texts]


def _sources(indicators: Sequence[Indicator]) -> list[str]:
    """Each source once, with the keys of all its measures in Kolada: "Kolada U33461, U33409, oktober 2026"."""
    keys: dict[str, list[str]] = {}
    for indicator in indicators:
        found = keys.setdefault(indicator.source.strip().rstrip("."), [])
        key = indicator.kolada_id.strip()
        if key and key not in indicator.source and key not in found:
            found.append(key)
    written = [with_keys(source, found) for source, found in keys.items()]
    return [source for source in written if source]


def _trend_cell(content: str, printing: Printing) -> Cell:
    """The trend's word after an arrow; the arrow is a sign that is seen, not read."""
    arrow = next((sign for word, sign in _ARROWS.items() if content.strip().casefold().startswith(word)), None)
    if arrow is None:
        return text_cell(printing.prose.cell_runs(content.strip() or MISSING, CELL.face))
    element = cell_element()
    runs = printing.prose.cell_runs(content.strip(), CELL.face)
    block = TextBlock(runs, CELL, element=element, indent=_ARROW_ROOM, label=(arrow, 0.0, None))
    return Cell([block], element)
