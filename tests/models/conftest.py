"""A small real plan file for the tests of the domain."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's document lies."""
    return tmp_path / "plan.scnplan"


@pytest.fixture
def document(path: Path) -> Iterator[Document]:
    """A new plan for 2027 by the model Uppsala 2021."""
    made = create_document(
        path, municipality="Exempelköpings kommun", committee="Socialnämnden", year=2027, model="uppsala-2021"
    )
    yield made
    made.close()
