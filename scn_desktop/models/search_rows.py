"""The texts of a year's plan that can be searched, read narrowly: columns, not entities.

Nothing of the stickprov is here: their texts are covered by secrecy and are searched by nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from scn_desktop.models.document.links import mappers
from scn_desktop.models.document.loading import owner_of, within_plan

SEARCHED: Final = {
    "paper": (
        *("title", "subtitle", "registry_number", "officers", "replaces"),
        *("recipient", "document_kind", "decided_by", "document_owner"),
    ),
    "attachment": ("title", "registry_number"),
    "signature": ("name", "title"),
    "section": ("title", "partners"),
    "block": ("title", "text", "note", "alternative"),
    "block_column": ("heading", "group"),
    "table_cell": ("text",),
    "measure": ("text", "description", "period", "partners", "responsible", "effect"),
    "indicator_placement": ("group",),
    "indicator": ("name", "unit", "source", "kolada_id", "note"),
    "indicator_part": ("letter", "label"),
    "indicator_value": ("text",),
    "budget_table": ("title", "note"),
    "budget_column": ("heading",),
    "budget_row": ("label", "code", "footnote", "note"),
    "budget_text": ("text",),
    "budget_check": ("name", "reason"),
    "risk": ("description", "process", "routine", "cause", "effect", "responsible", "treatment_text"),
    "control": ("activity", "method", "minimum_sample", "frequency", "reporting", "responsible"),
    "control_question": ("text",),
    "control_execution": (
        *("carried_out_by", "drawn", "comment"),
        *("action", "action_responsible", "action_follow_up"),
    ),
    "execution_point": ("text",),
    "assessment_area": ("title", "comment"),
    "assessment_criterion": ("text",),
    "steering_document": ("title", "decided_by", "group"),
}
"""The columns that are searched, by table."""

PLACED_BY: Final = {
    "planning_model": ("measure_plural",),
    "section": ("parent_id", "kind_id", "number"),
    "section_kind": ("key", "singular", "label", "numbering", "counter"),
    "block": ("kind",),
    "table_row": (),
    "table_cell": ("column_id",),
    "measure_placement": ("measure_id",),
    "steering_link": ("steering_document_id",),
    "indicator_placement": ("indicator_id",),
    "budget_check": ("left_row_id", "right_row_id"),
    "control": ("area_id", "risk_id"),
    "risk": ("area_id",),
    "control_area": ("title",),
}
"""The columns that tell where a searched row stands, by table, besides its owner and its place among its siblings."""


def tables() -> frozenset[str]:
    """Every table that the search reads."""
    return frozenset(SEARCHED) | frozenset(PLACED_BY)


class PlanRows:
    """The rows of one year's plan, to be looked up by key and walked from owner to owned."""

    def __init__(self, session: Session, plan_id: str) -> None:
        self.plan_id = plan_id
        self._by_id: dict[str, dict[str, Any]] = {}
        self._owned: dict[str, dict[str, list[Any]]] = {}
        for name in sorted(tables() - {"steering_document"}):
            self._read(session, name)

    def _read(self, session: Session, name: str) -> None:
        columns = mappers()[name].local_table.c
        owner, _ = owner_of(name) or ("", "")
        wanted = ("id", owner, *SEARCHED.get(name, ()), *PLACED_BY.get(name, ()))
        order = (columns.order_key, columns.id) if "order_key" in columns else (columns.id,)
        statement = select(*(columns[each] for each in wanted)).where(text(within_plan(name))).order_by(*order)
        by_id = self._by_id[name] = {}
        owned = self._owned[name] = defaultdict(list)
        for row in session.connection().execute(statement, {"plan": self.plan_id}):
            by_id[row[0]] = row
            owned[row[1]].append(row)

    def get(self, name: str, row_id: str | None) -> Any:
        """The row of that table with that key, or None."""
        return self._by_id[name].get(row_id) if row_id else None

    def of(self, name: str, owner_id: str) -> list[Any]:
        """The rows of that table that belong to that owner, in order."""
        return self._owned[name].get(owner_id, [])

    def all(self, name: str) -> Iterable[Any]:
        """The rows of that table, whoever owns them."""
        return self._by_id[name].values()

    def ids(self) -> Iterator[str]:
        """The keys of all rows."""
        for rows in self._by_id.values():
            yield from rows


def read_register(session: Session) -> list[Any]:
    """The steering documents: id, title, decided_by, group."""
    columns = mappers()["steering_document"].local_table.c
    return list(
        session.connection().execute(select(columns.id, *(columns[each] for each in SEARCHED["steering_document"])))
    )
