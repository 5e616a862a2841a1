"""A real file of every version that was ever written opens, keeps what stood in it, and can be gone on with.

The files in ``tests/data`` are never made anew: a new version adds one.
"""

import shutil
from pathlib import Path

import pytest

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.document.schema import SCHEMA_VERSION

DATA = Path(__file__).parents[2] / "data"


def test_there_is_a_file_of_every_version() -> None:
    assert {path.stem for path in DATA.glob("version-*.scnplan")} == {
        f"version-{number}" for number in range(1, SCHEMA_VERSION + 1)
    }


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_an_old_file_opens_and_its_last_steps_can_be_taken_back(version: int, tmp_path: Path) -> None:
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
    assert document.redo_label == "Ändra rubrik"
    document.redo()
    assert goal.title == "Trygga barn"
    document.undo()
    document.undo()
    assert goal.sections[0].blocks[0].text == ""
    document.close()
