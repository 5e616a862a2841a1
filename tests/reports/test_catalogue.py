"""The way in: what can be printed, from where, and what is said when it can't."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from scn_desktop.errors import ReportError
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.reports.catalogue import KINDS, render
from tests.reports.conftest import TODAY


def test_a_worker_thread_prints_from_a_snapshot_the_same_bytes(
    example: Document, example_papers: dict[str, Path], tmp_path: Path
) -> None:
    with example.snapshot() as snapshot, ThreadPoolExecutor(1) as worker:
        path = worker.submit(render, "verksamhetsplan", snapshot, tmp_path / "plan.pdf", today=TODAY).result()
    assert path.read_bytes() == example_papers["verksamhetsplan"].read_bytes()


def test_printing_changes_nothing_in_the_file(example: Document, tmp_path: Path) -> None:
    before = example.path.read_bytes()
    for kind in KINDS:
        render(kind, example, tmp_path / f"{kind}.pdf")
    assert example.path.read_bytes() == before


def test_a_paper_is_chosen_by_its_key(example: Document, tmp_path: Path) -> None:
    plan = queries.plan_of_year(example.session)
    assert plan is not None
    paper = queries.paper_of_kind(plan, "internal_control_plan")
    assert paper is not None
    assert render("internkontrollplan", example, tmp_path / "a.pdf", paper_id=paper.id).exists()


@pytest.mark.parametrize(
    ("kind", "options", "words"),
    [
        ("protokoll", {}, "Det finns ingen handling som heter protokoll"),
        ("verksamhetsplan", {"year": 1999}, "någon plan för 1999"),
        ("verksamhetsplan", {"paper_id": "0" * 32}, "finns inte längre"),
        ("stickprov", {"meeting": "1999-01-01"}, "inget stickprov"),
        ("stickprov", {"year": 1999}, r"inget stickprov från 1999 att skriva ut\. Filen har stickprov från \d{4}"),
    ],
)
def test_what_cannot_be_printed_is_said_in_swedish(
    kind: str, options: dict[str, object], words: str, example: Document, tmp_path: Path
) -> None:
    target = tmp_path / "ut.pdf"
    with pytest.raises(ReportError, match=words):
        render(kind, example, target, **options)  # type: ignore[arg-type]
    assert not target.exists()


def test_a_plan_without_stickprov_says_where_to_make_one(empty: Document, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="fliken Stickprov"):
        render("stickprov", empty, tmp_path / "ut.pdf")


def test_a_folder_that_is_not_there_is_said_so(example: Document, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"ut\.pdf"):
        render("internkontrollplan", example, tmp_path / "saknas" / "ut.pdf")
