"""A real file of every version that was ever written opens, keeps what stood in it, and can be gone on with.

Upgrading is a barrier: what was done in an older version can't be undone, and the file can still be undone from there.

The files in ``tests/data`` are never made anew: a new version adds one.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.document.schema import SCHEMA_VERSION, expected_objects, found_objects
from scn_desktop.models.edits import sections

DATA = Path(__file__).parents[2] / "data"


def test_there_is_a_file_of_every_version() -> None:
    assert {path.stem for path in DATA.glob("version-*.scnplan")} == {
        f"version-{number}" for number in range(1, SCHEMA_VERSION + 1)
    }


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_an_old_file_opens_and_can_be_gone_on_with(version: int, tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / f"version-{version}.scnplan", tmp_path))
    document = Document.open(path)
    assert not document.read_only
    plan = queries.plans(document.session)[0]
    (goal,) = [section for section in plan.papers[0].sections if section.kind.key == "goal"]
    assert (plan.year, goal.title, goal.sections[0].title) == (
        2027,
        "Trygga barn och unga",
        "Tidigt stöd till familjer",
    )
    (measure,) = plan.measures
    assert [each.title for each in measure.steering_documents] == ["Program för barns bästa"]
    if version < SCHEMA_VERSION:
        assert not document.undo_label
        assert not document.redo_label
        document.do("Ändra rubrik", lambda session: sections.set_field(session, goal.id, "title", "Trygga barn"))
        document.undo()
    assert document.redo_label == "Ändra rubrik"
    document.redo()
    assert goal.title == "Trygga barn"
    document.undo()
    assert [block.kind for block in goal.sections[0].blocks][:2] == ["text", "measures"]
    starts = {kind.key: [block.kind for block in kind.starting_blocks] for kind in plan.model.kinds}
    assert starts["assignment"] == ["text", "measures"]
    document.close()


def test_an_old_file_can_be_looked_at_where_it_cannot_be_written(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / "version-1.scnplan", tmp_path))
    before = path.read_bytes()
    document = Document.open(path, writable=False)
    assert document.read_only
    assert [each.text for each in queries.plans(document.session)[0].measures] == ["Öppna en familjemottagning"]
    document.close()
    assert path.read_bytes() == before


def test_an_upgraded_file_is_what_a_new_one_is(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / "version-1.scnplan", tmp_path))
    first = Document.open(path)
    assert first.is_upgraded
    first.close()
    with closing(sqlite3.connect(path)) as connection:
        assert found_objects(connection) == expected_objects()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    again = Document.open(path)
    assert again.undo_label is None
    assert not again.is_upgraded
    again.close()


def test_a_risk_that_controls_share_comes_with_the_area_of_the_first_as_the_plan_shows_them(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / "version-2.scnplan", tmp_path))
    with closing(sqlite3.connect(path)) as connection:
        first, second = (key for (key,) in connection.execute("SELECT id FROM control_area ORDER BY order_key LIMIT 2"))
        (plan,) = connection.execute("SELECT id FROM plan").fetchone()
        shared, loose, met = "a" * 32, "b" * 32, "c" * 32
        risk = "INSERT INTO risk (id, plan_id, description, process) VALUES (?, ?, '', '')"
        connection.executemany(risk, [(each, plan) for each in (shared, loose, met)])
        connection.executemany(
            "INSERT INTO control (id, order_key, plan_id, area_id, risk_id, activity, method, minimum_sample,"
            " reporting, responsible) VALUES (?, ?, ?, ?, ?, '', '', '', '', '')",
            [
                ("1" * 32, "a0", plan, None, shared),
                ("2" * 32, "a1", plan, second, shared),
                ("3" * 32, "a2", plan, None, loose),
                ("4" * 32, "a3", plan, first, met),
            ],
        )
        connection.commit()
    document = Document.open(path)
    risks = queries.plans(document.session)[0].risks
    assert [(each.id, each.area_id) for each in risks] == [(met, first), (shared, second), (loose, None)]
    document.close()
