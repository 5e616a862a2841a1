"""A document that is exported and imported again is the same document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, Table, insert, select
from sqlalchemy.orm import Session

from scn_desktop.exchange.example import create_example
from scn_desktop.exchange.json_export import export_json
from scn_desktop.exchange.json_fields import read_amount, written_amount
from scn_desktop.exchange.json_import import import_json
from scn_desktop.models import queries
from scn_desktop.models.base import Base
from scn_desktop.models.document.document import Document
from scn_desktop.models.entities import DrawItem, Plan, SpotCheck
from scn_desktop.models.money import Figure
from scn_desktop.models.spot_check_seal import verify

CHAINS: Final = 2
"""Plans with all that belongs to them, so that nothing can be mistaken for its like in another year."""
SINGLE: Final = {"committee": 1, "plan": 1, "planning_model": 1}
LINKS: Final = {
    "table_cell": ("row_id", "column_id"),
    "budget_amount": ("row_id", "column_id"),
    "spot_check_answer": ("case_id", "question_id"),
    "indicator_value": ("part_id", "key"),
    "steering_link": ("measure_id", "steering_document_id"),
    "measure_placement": ("block_id", "measure_id"),
    "indicator_placement": ("block_id", "indicator_id"),
    "budget_text": ("row_id", "column_id"),
    "budget_check_column": ("check_id", "column_id"),
    "risk_goal": ("risk_id", "section_id"),
    "risk_measure": ("risk_id", "measure_id"),
    "control_period": ("control_id", "period_id"),
}
"""Rows without an identity of their own in the file: told apart by what they join."""
CROSSED: Final = ("column_id", "question_id")
"""What a row meets once at most."""

Rows = dict[str, list[dict[str, Any]]]


def key(table: str, chain: int, number: int) -> str:
    """A made up row key."""
    place = sorted(Base.metadata.tables).index(table)
    return f"{place:08x}{chain:08x}{number:016x}"


def value(table: Table, column: Column[Any], chain: int, number: int) -> Any:
    """Something else than the column's default, and its own in each row where it can be."""
    if column.name == "id":
        return key(table.name, chain, number)
    if column.name == "order_key":
        return f"a{number}"
    if column.foreign_keys:
        target = next(iter(column.foreign_keys)).column.table.name
        if target == table.name and number == 0:
            return None
        return key(target, 0 if target == "committee" else chain, number if column.name in CROSSED else 0)
    if "words" in column.info:
        others = [word for word in column.info["words"] if word != getattr(column.default, "arg", None)]
        return others[number % len(others)]
    if column.info.get("day"):
        return f"20{27 + chain}-03-1{number}"
    if column.info.get("origin"):
        return key(table.name, 9, number)
    if isinstance(column.type, Integer):
        lowest, highest = column.info.get("bounds", (1, 10_000))
        return 2027 + chain if lowest == 1900 else min(lowest + 1 + number, highest)
    return f"{table.name} {column.name} {chain} {number}"


def everything() -> Rows:
    """Rows of every table in which every column has another value than its default."""
    rows: Rows = defaultdict(list)
    for table in Base.metadata.sorted_tables:
        for chain in range(1 if table.name == "committee" else CHAINS):
            for number in range(SINGLE.get(table.name, 2)):
                row = {column.name: value(table, column, chain, number) for column in table.columns}
                rows[table.name].append(row)
    return rows


def fill(session: Session) -> None:
    """A document with everything."""
    rows = everything()
    for table in Base.metadata.sorted_tables:
        session.execute(insert(table), rows[table.name])


def stored(session: Session) -> dict[str, Any]:
    """Every row of the document by its identity, without its place in an order."""
    found: dict[str, Any] = {}
    for table in Base.metadata.sorted_tables:
        made = []
        for row in session.execute(select(table)).mappings():
            fields = dict(row)
            fields.pop("order_key", None)
            if table.name in LINKS:
                del fields["id"]
            made.append(sorted(fields.items(), key=lambda pair: pair[0]))
        found[table.name] = sorted(made, key=str)
    return found


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Document]:
    document = Document.new(tmp_path / "allt.scnplan", fill)
    yield document
    document.close()


def test_the_full_document_has_something_in_every_column(full: Document) -> None:
    for table in Base.metadata.sorted_tables:
        rows = list(full.session.execute(select(table)).mappings())
        for column in table.columns:
            default = getattr(column.default, "arg", None)
            assert any(row[column.name] not in (default, None) for row in rows), f"{table.name}.{column.name}"


def test_every_row_survives_export_and_import(full: Document, tmp_path: Path) -> None:
    copy = import_json(export_json(full.session), tmp_path / "igen.scnplan")

    before, after = stored(full.session), stored(copy.session)
    for table in before:
        assert after[table] == before[table], table
    copy.close()


def test_exporting_what_was_imported_gives_the_same_text(full: Document, tmp_path: Path) -> None:
    first = export_json(full.session)
    copy = import_json(first, tmp_path / "igen.scnplan")

    assert export_json(copy.session) == first
    assert first.endswith("}\n")
    assert "order_key" not in first
    copy.close()


def test_lists_keep_the_users_order(full: Document, tmp_path: Path) -> None:
    def turn(session: Session) -> None:
        for entity in Base.__subclasses__():
            for row in session.scalars(select(entity)):
                if hasattr(row, "order_key") and entity is not DrawItem:  # a draw keeps its order
                    row.order_key = "a9" if row.order_key == "a0" else "a1"

    full.do("Vänd på allt", turn, barrier=True)
    copy = import_json(export_json(full.session), tmp_path / "igen.scnplan")

    assert export_json(copy.session) == export_json(full.session)
    for mine, its in zip(full.session.scalars(select(Plan)), copy.session.scalars(select(Plan)), strict=True):
        assert [paper.id for paper in its.papers] == [paper.id for paper in mine.papers]
        assert [control.id for control in its.controls] == [control.id for control in mine.controls]
    copy.close()


def test_a_signed_stickprov_survives_unchanged(full: Document, tmp_path: Path) -> None:
    copy = import_json(export_json(full.session), tmp_path / "igen.scnplan")

    for mine in full.session.scalars(select(SpotCheck)):
        its = copy.session.get_one(SpotCheck, mine.id)
        assert its.signed
        assert (its.signed_at, its.signed_by) == (mine.signed_at, mine.signed_by)
        assert (its.signed_content, its.fingerprint) == (mine.signed_content, mine.fingerprint)
    copy.close()


def test_what_was_signed_can_still_be_proved_after_the_round(tmp_path: Path) -> None:
    example = create_example(tmp_path / "exempel.scnplan")
    copy = import_json(export_json(example.session), tmp_path / "igen.scnplan")
    signed = [record for record in queries.spot_checks(copy.session) if record.signed]

    assert signed
    assert [verify(record) for record in signed] == [[] for _ in signed]
    assert export_json(copy.session) == export_json(example.session)
    example.close()
    copy.close()


def test_a_measure_shown_in_two_years_stays_with_its_own(full: Document, tmp_path: Path) -> None:
    block, measure = key("block", 0, 1), key("measure", 1, 1)
    table = Base.metadata.tables["measure_placement"]
    row = {"id": "f" * 32, "order_key": "a5", "block_id": block, "measure_id": measure}
    full.do("Visa också här", lambda session: session.execute(insert(table), [row]))

    copy = import_json(export_json(full.session), tmp_path / "igen.scnplan")

    assert stored(copy.session)["measure"] == stored(full.session)["measure"]
    assert stored(copy.session)["measure_placement"] == stored(full.session)["measure_placement"]
    copy.close()


@given(
    ore=st.integers(min_value=-(2**63) + 1, max_value=2**63 - 1)
    | st.integers(-(10**9), 10**9).map(lambda n: n * 10**6),
    precision=st.sampled_from([10**power for power in range(9)]) | st.integers(1, 100_000_000),
)
def test_every_amount_is_read_back_as_it_was_written(ore: int, precision: int) -> None:
    assert read_amount(written_amount(ore, precision), "tkr") == Figure(ore, precision)


@pytest.mark.parametrize(
    ("ore", "precision", "text"),
    [
        (400_000_000, 100_000_000, "4 mnkr"),
        (10_381_240_000, 100, "103 812 400 kr"),
        (-1_110_000_000, 10_000_000, "-11,1 mnkr"),
        (0, 100_000, "0 tkr"),
    ],
)
def test_amounts_are_written_as_a_person_would(ore: int, precision: int, text: str) -> None:
    assert written_amount(ore, precision) == text
