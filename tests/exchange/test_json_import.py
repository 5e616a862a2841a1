"""JSON that a person writes, and what is said about JSON that is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.errors import ImportFailed, ScnError
from scn_desktop.exchange.json_export import export_json
from scn_desktop.exchange.json_import import import_json, read_rows
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document

Import = Callable[[Any], Document]
PERSONAL_NUMBER = "19121212-1212"


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Import]:
    opened: list[Document] = []

    def read(content: Any) -> Document:
        text = content if isinstance(content, str) else json.dumps(content)
        opened.append(import_json(text, tmp_path / f"{len(opened)}.scnplan"))
        return opened[-1]

    yield read
    for document in opened:
        document.close()


def content(plan: dict[str, Any] | None = None, **committee: Any) -> dict[str, Any]:
    """The least that a file can hold: a nämnd, and a plan if one is given."""
    named = {"name": "Socialnämnden", "municipality": "Exempelköpings kommun"}
    plans = [] if plan is None else [{"year": 2027, "planning_model": "enkel", **plan}]
    return {"format": "scn-plan", "version": 1, "committee": {**named, "plans": plans, **committee}}


def with_blocks(*blocks: dict[str, Any], **plan: Any) -> dict[str, Any]:
    """A file with one chapter that holds the blocks."""
    section = {"kind": "chapter", "title": "Budget", "blocks": list(blocks)}
    return content({"papers": [{"title": "Verksamhetsplan", "sections": [section]}], **plan})


def test_a_nämnd_and_nothing_else_is_a_file(make: Import) -> None:
    document = make(content())

    assert queries.committee(document.session).name == "Socialnämnden"
    assert queries.plans(document.session) == []


def test_a_plan_by_hand_takes_its_model_from_the_program(make: Import) -> None:
    plan = queries.plan_of_year(make(content({})).session)

    assert plan is not None
    assert (plan.year, plan.outlook_to) == (2027, 2027)
    assert plan.model.name == "Enkel plan"
    assert [column.heading for column in plan.model.columns_of("measures")] == [
        "Åtgärd",
        "Styrdokument",
        "Förväntad effekt",
    ]
    assert plan.papers == []


def test_a_measure_by_hand_names_its_steering_document(make: Import) -> None:
    measure = {"text": "Öppna en mottagning", "steering_documents": ["Barnprogrammet"], "effect": "Fler får hjälp"}
    source = with_blocks({"measures": [measure]})
    source["committee"]["steering_documents"] = ["Barnprogrammet", {"title": "Annat", "valid_to": 2030}]

    plan = queries.plan_of_year(make(source).session)

    assert plan is not None
    block = plan.papers[0].sections[0].blocks[0]
    assert block.kind == "measures"
    assert [column.key for column in block.columns] == ["measure", "steering", "effect"]
    placed = block.measure_placements[0].measure
    assert [document.title for document in placed.steering_documents] == ["Barnprogrammet"]


def test_a_measure_may_stand_in_two_places(make: Import) -> None:
    source = with_blocks({"measures": [{"id": "m1", "text": "Öppna"}]}, {"kind": "measures", "measures": ["m1"]})

    plan = queries.plan_of_year(make(source).session)

    assert plan is not None
    assert len(plan.measures) == 1
    first, second = plan.papers[0].sections[0].blocks
    assert first.measure_placements[0].measure is second.measure_placements[0].measure


def test_an_indicator_without_parts_gets_the_one_it_must_have(make: Import) -> None:
    plan = queries.plan_of_year(make(with_blocks({"indicators": [{"name": "Väntetid"}]})).session)

    assert plan is not None
    assert [(part.letter, part.label) for part in plan.indicators[0].parts] == [("", "")]


def test_amounts_by_hand_are_read_in_the_tables_unit(make: Import) -> None:
    table = {
        "id": "b",
        "unit": "tkr",
        "columns": ["2026", "2027"],
        "rows": [{"label": "Bidrag", "amounts": ["1 234,5", "−18"]}, {"label": "Övrigt", "amounts": [None, "14 mnkr"]}],
    }
    plan = queries.plan_of_year(make(with_blocks({"budget_table": "b"}, budget_tables=[table])).session)

    assert plan is not None
    shown = plan.papers[0].sections[0].blocks[0].budget_table
    assert shown is not None
    rows = [[row.amount_of(column) for column in shown.columns] for row in shown.rows]
    assert [[each and (each.ore, each.precision) for each in row] for row in rows] == [
        [(123_450_000, 10_000), (-1_800_000, 100_000)],
        [None, (1_400_000_000, 100_000_000)],
    ]


def test_a_stickprov_takes_the_category_of_its_year(make: Import) -> None:
    record = {
        "category": "Fakturor",
        "questions": ["Rätt pris?", "Rätt attest?"],
        "cases": [{"reference": "F-17", "answers": ["yes", "not_applicable"]}],
    }
    utskott = {
        "name": "Norr",
        "verifiers": ["Kerstin Alm"],
        "meetings": [{"held_on": "2028-03-10", "spot_checks": [record]}],
    }
    plans = [{"year": year, "planning_model": "enkel"} for year in (2027, 2028)]

    session = make(content(subcommittees=[utskott], plans=plans)).session

    (found,) = queries.spot_checks(session)
    assert found.category is not None
    assert found.category.model.plan.year == 2028
    assert found.category_title == "Fakturor"
    assert [found.cases[0].answer_to(question) for question in found.questions] == ["yes", "not_applicable"]


def test_the_same_text_gives_the_same_file(make: Import) -> None:
    source = with_blocks({"text": "En text."}, {"measures": [{"text": "Öppna"}]})

    assert export_json(make(source).session) == export_json(make(source).session)


def section(depth: int) -> dict[str, Any]:
    return {"kind": "chapter", "sections": [section(depth - 1)] if depth else []}


WRONG = [
    ("", "JSON-filen är inte giltig JSON: fel på rad 1, tecken 1."),
    ("[]", "på första nivån: här ska stå ett objekt"),
    ('{"format": "annat"}', "ska vara ”scn-plan”"),
    ('{"format": "scn-plan", "version": 4, "committee": {}}', "nyare version"),
    ('{"format": "scn-plan", "version": 1}', "fältet ”committee” saknas"),
    ('{"format": "scn-plan", "format": "scn-plan"}', "”format” två gånger"),
    ('{"format": NaN}', "NaN"),
    ("{" + ",".join(f'"{name}":0' for name in range(50_000)) + ',"49999":0}', "”49999” två gånger"),
    ('{"a":' * 100_000, "för många nivåer"),
    ('{"format": ' + "9" * 5000 + "}", "för stort"),
    (content(nam="x"), "vid committee: fältet ”nam” är okänt, menas ”name”"),
    (content(name=7), "vid committee.name: här ska stå en text"),
    (content(name=None), "vid committee.name: värdet får inte vara null"),
    (content(name="a\u0000b"), "ett tecken som inte kan sparas"),
    (content(name="\ud800"), "ett halvt tecken"),
    (content(name=f"Anna {PERSONAL_NUMBER}"), "vid committee.name: texten innehåller ett personnummer"),
    (content(plans={}), "vid committee.plans: här ska stå en lista"),
    (content(plans=[{}]), "vid committee.plans[0]: fältet ”year” saknas"),
    (content({"year": "2027"}), "vid committee.plans[0].year: här ska stå ett heltal"),
    (content({"year": True}), "här ska stå ett heltal"),
    (content({"year": 27}), "27 är utanför det tillåtna, 1900 till 2300"),
    (content({"planning_model": "solna"}), "styrmodellen ”solna” finns inte, välj någon av: enkel"),
    (
        content({"papers": [{"kind": "plan"}]}),
        "papers[0].kind: ”plan” är inte tillåtet. Välj någon av: operational_plan",
    ),
    (content({"papers": [{"dated": "2027-02-30"}]}), "papers[0].dated: ”2027-02-30” är inget datum"),
    (content({"papers": [{"sections": [{"title": "A"}]}]}), "sections[0]: fältet ”kind” saknas"),
    (content({"papers": [{"sections": [{"kind": "mål"}]}]}), "sections[0].kind: nivån ”mål” finns inte i filen"),
    (content({"papers": [{"sections": [section(25)]}]}), "fler än 20 nivåer"),
    (content({"controls": [{"activity": "Räkna"}]}), "controls[0]: fältet ”risk” saknas"),
    (content({"controls": [{"risk": "r9"}]}), "controls[0].risk: risken ”r9” finns inte i filen"),
    (content({"controls": [{"risk": {}, "area": "Luft"}]}), "controls[0].area: kontrollområdet ”Luft” finns inte"),
    (content({"risks": [{"id": "a"}, {"id": "a"}]}), "risks[1].id: ”a” är redan id för ett annat objekt"),
    (content({"risks": [{"origin": "förra"}]}), "risks[0].origin: här ska stå id:t"),
    (with_blocks({"text": 5}), "blocks[0].text: här ska stå en text"),
    (with_blocks({"measures": ["m4"]}), "blocks[0].measures[0]: åtgärden ”m4” finns inte i filen"),
    (with_blocks({"measures": [{"txt": "A"}]}), "measures[0]: fältet ”txt” är okänt, menas ”text”"),
    (
        with_blocks({"measures": [{"steering_documents": ["X"]}]}),
        "steering_documents[0]: styrdokumentet ”X” finns inte",
    ),
    (
        with_blocks({"columns": ["A"], "rows": [{"cells": ["1", "2"]}]}),
        "rows[0].cells: raden har 2 celler men tabellen 1",
    ),
    (with_blocks({"budget_table": "b"}), "blocks[0].budget_table: budgettabellen ”b” finns inte"),
    (content({"budget_tables": [{"decimals": 3}]}), "budget_tables[0].decimals: 3 är utanför det tillåtna, 0 till 2"),
    (
        content({"budget_tables": [{"columns": ["A"], "rows": [{"amounts": ["många"]}]}]}),
        "rows[0].amounts[0]: ”många” är inget belopp",
    ),
    (content({"budget_tables": [{"columns": ["A"], "rows": [{"amounts": [4]}]}]}), "Skriv beloppet som text".lower()),
    (
        content(subcommittees=[{"meetings": [{"spot_checks": [{"cases": [{"answers": ["yes"]}]}]}]}]),
        "cases[0].answers: det finns 1 svar men 0 frågor",
    ),
    (
        content(
            subcommittees=[{"meetings": [{"spot_checks": [{"questions": ["A?"], "cases": [{"answers": ["ja"]}]}]}]}]
        ),
        "answers[0]: svaret ska vara någon av",
    ),
]


@pytest.mark.parametrize(("source", "said"), WRONG, ids=[said[:50] for _, said in WRONG])
def test_what_is_wrong_is_told_with_its_place(source: Any, said: str, tmp_path: Path) -> None:
    text = source if isinstance(source, str) else json.dumps(source)
    path = tmp_path / "ny.scnplan"

    with pytest.raises(ImportFailed) as failure:
        import_json(text, path)

    message = str(failure.value)
    assert said.lower() in message.lower()
    assert message.endswith(".")
    assert "\n" not in message
    assert PERSONAL_NUMBER not in message
    assert list(tmp_path.iterdir()) == []


def test_a_failed_import_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "plan.scnplan"
    import_json(json.dumps(content()), path).close()
    before = path.read_bytes()

    with pytest.raises(ImportFailed):
        import_json(json.dumps(content(nam="x")), path)

    assert path.read_bytes() == before


def test_a_file_saved_by_notepad_is_read(make: Import) -> None:
    assert queries.committee(make("\ufeff" + json.dumps(content())).session).municipality == "Exempelköpings kommun"


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "plans", "papers", "sections", "blocks", "kind", "year", "rows", "cells", "measures"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(junk=ANY_JSON, place=st.sampled_from(["committee", "plans", "papers", "sections", "blocks", "measures", "x"]))
def test_whatever_stands_somewhere_is_read_or_told_about(junk: Any, place: str) -> None:
    source = with_blocks({"measures": [{"text": "A"}]})
    spot: Any = source
    for step in ("committee", "plans", "papers", "sections", "blocks", "measures"):
        inner = spot[0] if isinstance(spot, list) else spot
        if step == place:
            inner[step] = junk
            break
        spot = inner[step]
    else:
        source["x"] = junk
    said = "."
    try:
        read_rows(json.dumps(source))
    except ScnError as error:
        said = str(error)
    assert said.endswith(".")
