"""A small real plan file for the tests of the domain."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document


@pytest.fixture(scope="session")
def new_plan(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a new plan for 2027 by the model Uppsala 2021."""
    path = tmp_path_factory.mktemp("new") / "plan.scnplan"
    create_document(
        path, municipality="Exempelköpings kommun", committee="Socialnämnden", year=2027, model="uppsala-2021"
    ).close()
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's document lies."""
    return tmp_path / "plan.scnplan"


@pytest.fixture
def document(path: Path, new_plan: bytes) -> Iterator[Document]:
    """A new plan, open."""
    path.write_bytes(new_plan)
    opened = Document.open(path)
    yield opened
    opened.close()
