"""Small papers for tests, and what every paper must pass."""

import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import page as page_validation
from reportlab.platypus import Flowable

from scn_desktop.reports import text
from scn_desktop.reports.cells import Cell, Column, Row, cell_element, head_cell, text_cell
from scn_desktop.reports.page import Contents, Paper, build, metadata
from scn_desktop.reports.tables import Table
from scn_desktop.reports.theme import PORTRAIT, PageFormat
from tests.reports.tag_reader import Node, read_tags

MOMENT = datetime(2026, 11, 20)
COLUMNS = (Column(60), Column(44), Column(56))


def small_paper(*, mark: str = "UTKAST 2026-11-20", layout: PageFormat = PORTRAIT) -> Paper:
    """A paper's running lines."""
    return Paper(
        title="Provplan 2027",
        sender="Exempelköpings kommun · Socialnämnden",
        registry_number="SN-2026-00417",
        metadata=metadata("Provplan 2027 (utkast)", "Socialnämnden", "Exempelköpings kommun", MOMENT),
        mark=mark,
        first_format=layout,
    )


def printed(story: Sequence[Flowable | Contents], folder: Path, name: str = "prov.pdf") -> Path:
    """The story as a paper that passes both standards."""
    path = build(small_paper(), story, folder / name)
    assert_conforms(path)
    return path


def tags_of(story: Sequence[Flowable | Contents], folder: Path) -> Node:
    return read_tags(printed(story, folder))


def assert_conforms(path: Path) -> None:
    """PDF/UA-1 and PDF/A-2a, by page-validation; and embedded fonts only, by poppler where it is installed."""
    for profile in ("ua1", "2a"):
        report = page_validation.validate_pdf(str(path), profile=profile)
        assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]
    if shutil.which("pdffonts"):
        listed = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout
        fonts = [line.split() for line in listed.splitlines()[2:]]
        assert fonts
        # The columns emb, sub and uni stand before the object's two numbers.
        assert all(font[-5:-2] == ["yes", "yes", "yes"] for font in fonts), listed


def table(rows: Sequence[Sequence[str]], *, title: str = "Tabell 1. Åtgärder", layout: PageFormat = PORTRAIT) -> Table:
    """A table of three text columns."""
    heads = [Row([head_cell(heading) for heading in ("Åtgärd", "Styrdokument", "Effekt")])]
    return Table(title, COLUMNS, heads, [Row([cell(one) for one in row]) for row in rows], layout=layout)


def cell(content: str) -> Cell:
    """A cell of text as typed."""
    if "\n" not in content:
        return text_cell(content)
    element = cell_element()
    return Cell(text.cell(content, element), element)


def rows_of(node: Node) -> list[list[str]]:
    """The words of every cell of a Table element, row by row."""
    return [[one.words for one in row.find("TH", "TD")] for row in node.find("TR")]
