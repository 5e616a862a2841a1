"""Where in the plan a changed row stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.models.plan import Paper, Section


def _sections(placements: list[Any]) -> list[Section]:
    """Where a measure or an indicator stands, in reading order."""
    from scn_desktop.models.measure_list import in_reading_order

    return in_reading_order([placement.block.section for placement in placements])


def _section_with(papers: list[Paper], kind: str) -> list[Section]:
    """Where the first block of that kind stands in the papers."""
    from scn_desktop.models import queries

    blocks = [block for paper in papers for block in queries.blocks_of_kind(paper, kind)]
    return [blocks[0].section] if blocks else []


# Table: from a row to its sections.
_SECTIONS_OF: Final[dict[str, Callable[[Any], list[Any]]]] = {
    "section": lambda row: [row],
    "block": lambda row: [row.section],
    "block_column": lambda row: [row.block.section],
    "table_row": lambda row: [row.block.section],
    "table_cell": lambda row: [row.row.block.section],
    "measure": lambda row: _sections(row.placements),
    "measure_placement": lambda row: [row.block.section],
    "steering_link": lambda row: _sections(row.measure.placements),
    "indicator": lambda row: _sections(row.placements),
    "indicator_part": lambda row: _sections(row.indicator.placements),
    "indicator_value": lambda row: _sections(row.part.indicator.placements),
    "indicator_placement": lambda row: [row.block.section],
    "attachment": lambda row: _section_with([row.paper], "attachments"),
    "signature": lambda row: _section_with([row.paper], "signatures"),
    "assessment_area": lambda row: _section_with(row.plan.papers, "self_assessment"),
    "assessment_criterion": lambda row: _section_with(row.area.plan.papers, "self_assessment"),
}
TABLES: Final = frozenset(_SECTIONS_OF) | {"paper", "steering_document", "committee"}


def sections_of(session: Any, change_set: ChangeSet) -> list[Section]:
    """The sections that the change set touched and that are still there, each once."""
    from scn_desktop.models import entities, queries

    by_table = {entity.__tablename__: entity for entity in entities.Base.__subclasses__()}
    found: dict[str, Section] = {}
    for change in change_set.changes:
        find_sections = _SECTIONS_OF.get(change.table)
        if find_sections is None or change.operation == "delete":
            continue
        row = queries.find(session, by_table[change.table], change.row_id)
        found |= {section.id: section for section in (find_sections(row) if row is not None else ())}
    return list(found.values())
