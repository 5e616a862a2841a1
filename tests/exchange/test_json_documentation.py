"""docs/file-format.md says what is so: its example imports, its model loads, and no field is left out."""

from __future__ import annotations

import re
from pathlib import Path

from scn_desktop.exchange.json_export import export_json
from scn_desktop.exchange.json_fields import fields_of
from scn_desktop.exchange.json_import import import_json
from scn_desktop.models import queries
from scn_desktop.models.document.engine import APPLICATION_ID
from scn_desktop.models.entities import Base
from scn_desktop.models.planning_model_file import read_model
from scn_desktop.models.planning_model_rules import PLACEHOLDERS

PAGE = Path(__file__).parents[2].joinpath("docs", "file-format.md").read_text(encoding="utf-8")

WITHOUT_OBJECT = (
    "table_cell",
    "budget_amount",
    "budget_text",
    "budget_check_column",
    "spot_check_answer",
    "indicator_value",
    "steering_link",
    "measure_placement",
    "indicator_placement",
    "risk_goal",
    "risk_measure",
    "control_period",
)
"""Written inside the objects they join, as texts and ids."""


def fenced(language: str) -> str:
    """The page's only block of code in that language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)
    return str(found)


def test_the_example_imports_and_holds_what_it_says(tmp_path: Path) -> None:
    document = import_json(fenced("json"), tmp_path / "exempel.scnplan")
    plan = queries.plan_of_year(document.session, 2027)

    assert plan is not None
    assert len(plan.measures) == 1
    assert len(plan.measures[0].placements) == 2
    assert {control.risk.id for control in plan.controls} == {plan.risks[0].id}
    kinds = [block.kind for section in queries.walk(plan.papers[0]) for block in section.blocks]
    assert kinds == ["text", "measures", "indicators", "measures", "table", "budget", "steering_documents"]
    (table,) = plan.budget_tables
    stored = [[row.amount_of(column) for column in table.columns] for row in table.rows]
    assert [[each and (each.ore, each.precision) for each in row] for row in stored] == [
        [(10_400_000_000, 100_000_000), (6_194_000_000, 100)],
        [(-11_800_000_000, 100_000_000), (-9_750_000_000, 10_000_000)],
        [(-1_300_000_000, 100_000_000), None],
    ]
    (record,) = queries.spot_checks(document.session)
    assert record.category in plan.model.categories
    document.close()


def test_the_example_survives_the_round(tmp_path: Path) -> None:
    first = import_json(fenced("json"), tmp_path / "exempel.scnplan")
    text = export_json(first.session)
    second = import_json(text, tmp_path / "igen.scnplan")

    assert export_json(second.session) == text
    first.close()
    second.close()


def test_the_example_of_a_planning_model_is_one(tmp_path: Path) -> None:
    path = tmp_path / "solköping-2027.toml"
    path.write_text(fenced("toml"), encoding="utf-8")

    assert read_model(path).name == "Solköping 2027"


def test_every_field_and_every_word_is_documented() -> None:
    for mapper in Base.registry.mappers:
        entity: type[Base] = mapper.class_
        for field in fields_of(entity) if entity.__tablename__ not in WITHOUT_OBJECT else ():
            assert f"`{field.name}`" in PAGE, (entity, field.name)
            for word in field.words:
                assert f"`{word}`" in PAGE or not word, (entity, field.name, word)


def test_what_texts_of_a_model_may_hold_is_documented() -> None:
    assert all(f"`{{{name}}}`" in PAGE for name in PLACEHOLDERS)


def test_the_files_mark_is_documented() -> None:
    assert f"0x{APPLICATION_ID:X}" in PAGE
