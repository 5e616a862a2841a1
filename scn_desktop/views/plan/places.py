"""Where in the plan a changed row stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.models.plan import Paper, Section


def _first_section(placements: list[Any]) -> Section | None:
    return placements[0].block.section if placements else None


def _section_with(papers: list[Paper], kind: str) -> Section | None:
    """Where the first block of that kind stands in the papers."""
    from scn_desktop.models import queries

    blocks = [block for paper in papers for block in queries.blocks_of_kind(paper, kind)]
    return blocks[0].section if blocks else None


# Table: from a row to its section.
_SECTION_OF: Final[dict[str, Callable[[Any], Any]]] = {
    "section": lambda row: row,
    "block": lambda row: row.section,
    "block_column": lambda row: row.block.section,
    "table_row": lambda row: row.block.section,
    "table_cell": lambda row: row.row.block.section,
    "measure": lambda row: _first_section(row.placements),
    "measure_placement": lambda row: row.block.section,
    "steering_link": lambda row: _first_section(row.measure.placements),
    "indicator": lambda row: _first_section(row.placements),
    "indicator_part": lambda row: _first_section(row.indicator.placements),
    "indicator_value": lambda row: _first_section(row.part.indicator.placements),
    "indicator_placement": lambda row: row.block.section,
    "attachment": lambda row: _section_with([row.paper], "attachments"),
    "signature": lambda row: _section_with([row.paper], "signatures"),
    "assessment_area": lambda row: _section_with(row.plan.papers, "self_assessment"),
    "assessment_criterion": lambda row: _section_with(row.area.plan.papers, "self_assessment"),
}
TABLES: Final = frozenset(_SECTION_OF) | {"paper", "steering_document", "committee"}


def sections_of(session: Any, change_set: ChangeSet) -> list[Section]:
    """The sections that the change set touched and that are still there, each once."""
    from scn_desktop.models import entities, queries

    by_table = {entity.__tablename__: entity for entity in entities.Base.__subclasses__()}
    found: dict[str, Section] = {}
    for change in change_set.changes:
        find_section = _SECTION_OF.get(change.table)
        if find_section is None or change.operation == "delete":
            continue
        row = queries.find(session, by_table[change.table], change.row_id)
        section = find_section(row) if row is not None else None
        if section is not None:
            found[section.id] = section
    return list(found.values())
