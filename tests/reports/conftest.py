"""The documents that the papers are printed from."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from scn_desktop.exchange.example import create_example
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.reports.catalogue import KINDS, render
from tests.reports.papers import assert_conforms

TODAY = date(2026, 11, 20)

Printer = Callable[..., Path]


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as a file, made once; tests open copies of it."""
    path = tmp_path_factory.mktemp("exempel") / "exempel.scnplan"
    create_example(path).close()
    return path


@pytest.fixture
def example(example_file: Path, tmp_path: Path) -> Iterator[Document]:
    """The example, to change."""
    path = tmp_path / "exempel.scnplan"
    shutil.copyfile(example_file, path)
    document = Document.open(path)
    yield document
    document.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Document]:
    """A plan that was just created and nothing written in it."""
    document = create_document(
        tmp_path / "tom.scnplan",
        municipality="Exempelköpings kommun",
        committee="Socialnämnden",
        year=2027,
        model="uppsala-2021",
    )
    yield document
    document.close()


@pytest.fixture(scope="session")
def example_papers(example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The example's papers, as they are printed, by kind; "stickprov-publikt" is the public variant."""
    folder = tmp_path_factory.mktemp("handlingar")
    document = Document.open(example_file, writable=False)
    papers = {}
    with document.snapshot() as snapshot:
        for kind in KINDS:
            papers[kind] = render(kind, snapshot, folder / f"{kind}.pdf", today=TODAY)
        papers["stickprov-publikt"] = render("stickprov", snapshot, folder / "publikt.pdf", public=True, today=TODAY)
    document.close()
    return papers


@pytest.fixture
def print_paper(tmp_path: Path) -> Printer:
    """Prints a paper of a document, and sees that it conforms."""

    def print_it(kind: str, document: Document, **options: object) -> Path:
        options.setdefault("today", TODAY)
        path = render(kind, document, tmp_path / f"{kind}.pdf", **options)  # type: ignore[arg-type]
        assert_conforms(path)
        return path

    return print_it
