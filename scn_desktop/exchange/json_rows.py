"""Makes checked rows of a JSON file's objects: ids, fields, places in an order, and references once all are known."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import insert
from sqlalchemy.orm import Session

from scn_desktop.exchange.json_fields import Field, fields_of
from scn_desktop.exchange.json_nodes import MISSING, Node, failed
from scn_desktop.models.base import Base, Ordered
from scn_desktop.models.entities import (
    Attachment,
    Block,
    BudgetColumn,
    BudgetRow,
    BudgetTable,
    Control,
    ControlArea,
    Draw,
    DrawItem,
    FollowUpPeriod,
    Indicator,
    Measure,
    Paper,
    Picture,
    ResultLevel,
    Risk,
    Section,
    SectionKind,
    SpotCheck,
    SpotCheckCategory,
    SteeringDocument,
)
from scn_desktop.models.ordering import keys_for
from scn_desktop.models.paper_texts import CELLS, RUNNING
from scn_desktop.models.running_text import AMOUNT, ATTACHMENT, BLOCK, SECTION, with_ids

Row = dict[str, Any]

NAMESPACE: Final = UUID("6f1a3a52-6d0b-4f43-9f0c-2b7a3f8f5c1e")
OWN_ID: Final = re.compile(r"[0-9a-f]{32}")
LONGEST_ID: Final = 200

NAMED_BY: Final[dict[type[Base], str]] = {
    SteeringDocument: "title",
    ControlArea: "title",
    SpotCheckCategory: "title",
    BudgetTable: "title",
    SectionKind: "key",
    FollowUpPeriod: "title",
    ResultLevel: "wording",
}
"""What else than the id a reference may name a row by."""

CALLED: Final[dict[type[Base], str]] = {
    SteeringDocument: "styrdokumentet",
    ControlArea: "kontrollområdet",
    SpotCheckCategory: "kategorin",
    BudgetTable: "budgettabellen",
    BudgetColumn: "budgetkolumnen",
    BudgetRow: "budgetraden",
    SectionKind: "nivån",
    Risk: "risken",
    Measure: "åtgärden",
    Indicator: "indikatorn",
    Paper: "handlingen",
    Picture: "bilden",
    Section: "avsnittet",
    FollowUpPeriod: "uppföljningen",
    ResultLevel: "kontrollresultatet",
    Draw: "dragningen",
    DrawItem: "ärendet i dragningens lista",
}
LEFT_TO_CALLER: Final[frozenset[tuple[type[Base], str]]] = frozenset({(Control, "risk"), (SpotCheck, "category")})
"""References with more ways to be written than an id or a title."""
IN_TEXTS: Final[dict[str, type[Base]]] = {
    AMOUNT: BudgetRow,
    "column": BudgetColumn,
    SECTION: Section,
    BLOCK: Block,
    ATTACHMENT: Attachment,
}
"""What the ids in the references of a text belong to."""
TARGETS: Final = {str(entity.__tablename__): entity for entity in CALLED}


class RowMaker:
    """Collects rows. ``scope`` is the key of the plan that is being read; empty outside one."""

    def __init__(self, text: str) -> None:
        self.scope = ""
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._ids: dict[tuple[type[Base], str], str] = {}
        self._names: dict[tuple[type[Base], str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._later: list[Callable[[], None]] = []
        self._own_namespace = uuid5(NAMESPACE, hashlib.sha256(text.encode(errors="replace")).hexdigest())

    def add(self, entity: type[Base], node: Node, **own: str | None) -> Row:
        """The row of an object. ``own`` gives its owner and place; LEFT_TO_CALLER stay at their defaults.

        Raises ImportFailed. References are filled in by ``resolve_all``.
        """
        row: Row = {"id": self._id(entity, node), **own}
        for field in fields_of(entity):
            if (entity, field.name) in LEFT_TO_CALLER:
                row[field.column] = field.default
            elif field.kind == "reference":
                self._refer(entity, row, field, node)
            elif field.kind == "origin":
                self._take_origin(entity, row, field, node)
            else:
                row[field.column] = node.take(field.name, field.default)
                problem = field.problem(row[field.column])
                if problem:
                    node.fail(problem, field.name)
        self._rows[str(entity.__tablename__)].append(row)
        if entity in NAMED_BY:
            self._names[entity, row[NAMED_BY[entity]]][self.scope].append(row["id"])
        return row

    def add_all(self, entity: type[Base], nodes: Sequence[Node], **own: str) -> list[Row]:
        """The rows of objects that own no others."""
        made = []
        for node, key in placed(nodes):
            row = self.add(entity, node, **own)
            if issubclass(entity, Ordered):
                row["order_key"] = key
            node.finish()
            made.append(row)
        return made

    def link(self, entity: type[Base], *identity: str, **values: Any) -> Row:
        """A row that has no object of its own; its key follows from what identifies it."""
        row: Row = {"id": uuid5(NAMESPACE, "/".join((str(entity.__tablename__), *identity))).hex, **values}
        self._rows[str(entity.__tablename__)].append(row)
        return row

    def later(self, action: Callable[[], None]) -> None:
        """Do something when every row has been read."""
        self._later.append(action)

    def resolve_all(self) -> None:
        """Fill in every reference. Raises ImportFailed for one that leads nowhere, but for those inside texts."""
        for action in self._later:
            action()
        for columns, in_cell in ((RUNNING, False), (CELLS, True)):
            for entity, names in columns.items():
                for row in self._rows[str(entity.__tablename__)]:
                    for name in names:
                        row[name] = with_ids(row[name], self._id_in_text, in_cell=in_cell)

    def resolve(self, entity: type[Base], given: Any, place: str, scope: str) -> str:
        """The key of the row that ``given`` names by its id, or by its title in the plan ``scope``; else anywhere.

        Raises ImportFailed.
        """
        if not isinstance(given, str):
            raise failed(place, "här ska stå ett id inom citattecken")
        found = self._ids.get((entity, given))
        if found is not None:
            return found
        named = self._names.get((entity, given), {})
        ids = named.get(scope) or [each for several in named.values() for each in several]
        if len(ids) == 1:
            return ids[0]
        problem = "finns inte i filen" if not ids else "finns flera gånger; ange dess id"
        raise failed(place, f"{CALLED[entity]} ”{given[:60]}” {problem}")

    def knows(self, entity: type[Base], given: Any) -> bool:
        """Whether an object with that id has been read."""
        return (entity, given) in self._ids

    def insert_all(self, session: Session) -> None:
        """Write the rows, owners before what they own."""
        for table in Base.metadata.sorted_tables:
            if self._rows[table.name]:
                session.execute(insert(table), self._rows[table.name])

    def _id_in_text(self, kind: str, given: str) -> str | None:
        return self._ids.get((IN_TEXTS[kind], given))

    def _id(self, entity: type[Base], node: Node) -> str:
        given = node.take("id", MISSING)
        if given is MISSING:
            return uuid5(self._own_namespace, f"{entity.__tablename__} {node.place}").hex
        if not isinstance(given, str) or not 0 < len(given) <= LONGEST_ID:
            node.fail(f"här ska stå en text med 1 till {LONGEST_ID} tecken", "id")
        if (entity, given) in self._ids:
            node.fail(f"”{given[:60]}” är redan id för ett annat objekt av samma slag", "id")
        if OWN_ID.fullmatch(given):
            made = given
        else:
            made = uuid5(NAMESPACE, f"{entity.__tablename__} {given.encode('utf-8', 'replace').decode()}").hex
        self._ids[entity, given] = made
        return made

    def _refer(self, entity: type[Base], row: Row, field: Field, node: Node) -> None:
        given, place, scope = node.take(field.name), node.at(field.name), self.scope
        row[field.column] = None
        if given is None:
            if not field.nullable:
                node.fail(f"fältet ”{field.name}” saknas")
            return
        target = TARGETS[next(iter(entity.__table__.columns[field.column].foreign_keys)).column.table.name]
        self.later(lambda: row.update({field.column: self.resolve(target, given, place, scope)}))

    def _take_origin(self, entity: type[Base], row: Row, field: Field, node: Node) -> None:
        """Last year's row, by an id of this file or of another."""
        given, place = node.take(field.name), node.at(field.name)
        row[field.column] = None
        if given is None:
            return

        def fill() -> None:
            found = self._ids.get((entity, given)) if isinstance(given, str) else None
            if found is None and not (isinstance(given, str) and OWN_ID.fullmatch(given)):
                raise failed(place, "här ska stå id:t för förra årets motsvarighet")
            row[field.column] = found or given

        self.later(fill)


def placed(nodes: Sequence[Node]) -> Iterable[tuple[Node, str]]:
    """The nodes, each with the key of its place in the user's order."""
    return zip(nodes, keys_for(len(nodes)), strict=True)
