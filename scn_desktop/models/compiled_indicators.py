"""What is compiled of a paper's indicators: bilaga 3 with every table once more, and the källförteckning."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block, BlockColumn
from scn_desktop.models.indicator import Indicator, IndicatorPart, with_decimals
from scn_desktop.models.numbering import Label, labels
from scn_desktop.models.plan import Paper, Section

NAME_KEY = "indicator"


@dataclass(frozen=True)
class CompiledRow:
    """``kind``: the heading of a group, the name over an indicator's parts, a part, or a whole indicator.

    ``below`` is the small line under the first cell: earlier years.
    """

    kind: Literal["group", "name", "part", "whole"]
    cells: tuple[str, ...]
    below: str = ""


@dataclass(frozen=True)
class CompiledTable:
    """An indicator table of the plan, with the section it stands in and the block that it is."""

    block: Block
    title: str
    columns: tuple[BlockColumn, ...]
    rows: tuple[CompiledRow, ...]
    notes: tuple[str, ...]


def indicator_tables(paper: Paper) -> list[CompiledTable]:
    """Every indicator table of the paper that has an indicator, in reading order."""
    found = labels(paper)
    return [
        CompiledTable(
            block,
            block.title or titled(section, found),
            tuple(block.columns),
            tuple(_rows(block)),
            tuple(_notes(block)),
        )
        for section in queries.walk(paper)
        for block in section.blocks
        if block.kind == "indicators" and block.indicator_placements and block.columns
    ]


def titled(section: Section, found: dict[str, Label]) -> str:
    """A section by its number and title, "Uppdrag 2.1: Fler i arbete"; as its heading where that is one whole."""
    if found[section.id].is_whole and section.title:
        return found[section.id].heading
    label = found[section.id].text
    if not label or label == section.title:
        return section.title or section.kind.singular
    return f"{label}: {section.title}" if section.title and section.title not in label else label


def _rows(block: Block) -> list[CompiledRow]:
    rows: list[CompiledRow] = []
    group = ""
    empty = ("",) * (len(block.columns) - 1)
    shown = [column.key for column in block.columns]
    for placement in block.indicator_placements:
        if placement.group != group:
            group = placement.group
            rows.append(CompiledRow("group", (group or "Övriga", *empty)))
        indicator = placement.indicator
        if not indicator.divided:
            part = indicator.parts[0]
            rows.append(CompiledRow("whole", _cells(indicator.full_name, part, block), part.earlier_line(shown)))
            continue
        rows.append(CompiledRow("name", (indicator.full_name, *empty)))
        rows += [
            CompiledRow("part", _cells(f"{part.letter}) {part.label}", part, block), part.earlier_line(shown))
            for part in indicator.parts
        ]
    return rows


def _cells(name: str, part: IndicatorPart, block: Block) -> tuple[str, ...]:
    decimals = part.indicator.decimals
    return tuple(
        name if column.key == NAME_KEY else with_decimals(part.value_of(column.key), decimals)
        for column in block.columns
    )


def _notes(block: Block) -> list[str]:
    indicators = [placement.indicator for placement in block.indicator_placements]
    own = [f"{each.name}: {' '.join(each.note.split())}" for each in indicators if each.note.strip()]
    return [*own, *(line.strip() for line in block.note.splitlines() if line.strip())]


@dataclass(frozen=True)
class SourceRow:
    """An indicator with its source; ``above`` and ``section`` are empty where they are those of the row above."""

    above: str
    section: str
    indicator: str
    source: str


@dataclass(frozen=True)
class SourceList:
    """The källförteckning: what the first two columns are called, and the rows."""

    above: str
    section: str
    rows: tuple[SourceRow, ...]


def source_list(paper: Paper) -> SourceList:
    """Every indicator of the paper with its source, under its section and the one that stands over it."""
    placed: list[tuple[Section, Indicator]] = [
        (section, placement.indicator)
        for section in queries.walk(paper)
        for block in section.blocks
        for placement in block.indicator_placements
    ]
    above_kinds = list(dict.fromkeys(s.parent.kind.singular for s, _ in placed if s.parent is not None))
    kinds = list(dict.fromkeys(section.kind.singular for section, _ in placed))
    rows: list[SourceRow] = []
    for _, members in groupby(placed, key=lambda pair: pair[0].id):
        for number, (section, indicator) in enumerate(members):
            above = section.parent.title if section.parent is not None else ""
            first = number == 0
            rows.append(
                SourceRow(
                    above if first else "", section.title if first else "", indicator.full_name, source_text(indicator)
                )
            )
    return SourceList(" / ".join(above_kinds[:2]), " / ".join(kinds[:2]), tuple(rows))


def source_text(indicator: Indicator) -> str:
    """The source with the key figure's number in Kolada: "Kolada U33461", "Egen uppföljning"; empty for none."""
    return with_keys(indicator.source.strip().rstrip("."), [indicator.kolada_id.strip()])


def with_keys(source: str, keys: list[str]) -> str:
    """A source with numbers in Kolada that it does not name itself: "Kolada U33461, U33409, oktober 2026"."""
    missing = [key for key in dict.fromkeys(keys) if key and key not in source]
    kolada = f"Kolada {', '.join(missing)}" if missing else ""
    if kolada and "Kolada" in source:
        return source.replace("Kolada", kolada, 1)
    return ", ".join(part for part in (source, kolada) if part)
