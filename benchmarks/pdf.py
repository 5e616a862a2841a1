"""The example's plan as PDF, against LibreOffice converting a document of the same content; and ten times the pages.

LibreOffice (``soffice``) and python-docx are needed for the yardstick; without them its line is left out and said so.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from benchmarks.result import Result
from scn_desktop.exchange.example import create_example
from scn_desktop.exchange.json_export import export_json
from scn_desktop.exchange.json_import import import_json
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.document.document import Document
from scn_desktop.models.plan import Paper

KIND = "operational_plan"
RUNS = 5
TIMES = 10
SAME_STANDARDS = {
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}
"""Options that make LibreOffice write what we write: PDF/UA and PDF/A-2, with bookmarks."""

INSIDE = """
import sys, time
from pathlib import Path
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document

document = Document.open(Path(sys.argv[1]), writable=False)
queries.plan_of_year(document.session)  # its rows are read when the window shows it
begun = time.perf_counter()
from scn_desktop.reports.catalogue import render

render("verksamhetsplan", document, Path(sys.argv[2]))
print(time.perf_counter() - begun)
"""
"""What a user waits for in the open program the first time: reportlab's import and the paper."""


def measure() -> Iterator[Result]:
    """Seconds for whole processes, so that imports count on both sides."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        document = create_example(folder / "exempel.scnplan")
        long = ten_times(document, folder / "lang.scnplan")
        ours = [seconds_of_report(folder / "exempel.scnplan", folder / "ut.pdf") for _ in range(RUNS)]
        office = shutil.which("soffice")
        if office is None:
            print("LibreOffice (soffice) is not installed: the plan as PDF is not compared", file=sys.stderr)
        else:
            paper = queries.paper_of_kind(queries.plans(document.session)[-1], KIND)
            assert paper is not None
            write_docx(paper, folder / "exempel.docx")
            theirs = [seconds_of_office(office, folder) for _ in range(RUNS)]
            inside = [seconds_inside(folder / "exempel.scnplan", folder / "ut.pdf") for _ in range(RUNS)]
            other = "LibreOffice, same content and standards"
            yield Result("the plan as PDF, in the open program", inside, other, theirs, "s", 2.5, faster_by=True)
            yield Result("the plan as PDF, whole process", ours, other, theirs, "s", 2.5, faster_by=True)
        long_runs = [seconds_of_report(folder / "lang.scnplan", folder / "lang.pdf") for _ in range(RUNS)]
        pages = page_count(folder / "lang.pdf") / page_count(folder / "ut.pdf")
        yield Result(f"{pages:.1f} times the pages", long_runs, "the example", ours, "s", 1.05 * pages)
        document.close()
        long.close()


def page_count(path: Path) -> int:
    """The pages of a PDF."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def ten_times(document: Document, path: Path) -> Document:
    """The example with every section of its plan ten times over, but the appendices, which compile the rest, once."""
    content = json.loads(export_json(document.session))
    plan = content["committee"]["plans"][-1]
    paper = next(paper for paper in plan["papers"] if paper["kind"] == KIND)
    copies = [json.loads(renamed(json.dumps(paper["sections"]), number)) for number in range(TIMES)]
    paper["sections"] = [
        section
        for number, copy in enumerate(copies)
        for section in copy
        if number == 0 or section["kind"] != "appendix"
    ]
    return import_json(json.dumps(content), path)


def renamed(text: str, number: int) -> str:
    """Fresh keys for a copy; the first keeps its own. References to rows outside the text stay."""
    if number == 0:
        return text
    own = {key: uuid5(NAMESPACE_OID, f"{number}{key}").hex for key in re.findall(r'"id": "([0-9a-f]{32})"', text)}
    return re.sub(r"[0-9a-f]{32}", lambda found: own.get(found.group(), found.group()), text)


def seconds_of_report(source: Path, target: Path) -> float:
    """The command line's report, from start to end."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "scn_desktop", "report", "verksamhetsplan", str(source), "-o", str(target)], check=True
    )
    return time.perf_counter() - begun


def seconds_inside(source: Path, target: Path) -> float:
    """The first report of a program that has the file open."""
    done = subprocess.run(
        [sys.executable, "-c", INSIDE, str(source), str(target)], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def seconds_of_office(office: str, folder: Path) -> float:
    """LibreOffice's own conversion of the document that lies ready."""
    begun = time.perf_counter()
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            f"pdf:writer_pdf_Export:{json.dumps(SAME_STANDARDS)}",
            "--outdir",
            str(folder / "office"),
            str(folder / "exempel.docx"),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - begun


def write_docx(paper: Paper, target: Path) -> None:
    """The paper's headings, texts and tables as a Word document."""
    import docx

    document = docx.Document()
    for section in queries.walk(paper):
        document.add_heading(section.title, min(section.kind.level, 9))
        for block in section.blocks:
            for paragraph in filter(None, block.text.split("\n\n")):
                document.add_paragraph(paragraph)
            rows = cells_of(block)
            if rows:
                table = document.add_table(len(rows), len(rows[0]))
                for row, cells in zip(table.rows, rows, strict=True):
                    for cell, text in zip(row.cells, cells, strict=True):
                        cell.text = text
    document.save(str(target))


def cells_of(block: Block) -> list[list[str]]:
    """The texts of a block's table, row by row."""
    if block.kind == "measures":
        return [
            [p.measure.full_text, "\n".join(d.title for d in p.measure.steering_documents), p.measure.effect]
            for p in block.measure_placements
        ]
    if block.kind == "indicators":
        keys = [column.key for column in block.columns if column.key != "indicator"]
        return [
            [f"{p.indicator.name} {part.letter} {part.label}", *(part.value_of(key) for key in keys)]
            for p in block.indicator_placements
            for part in p.indicator.parts
        ]
    if block.kind == "table":
        return [[row.text_of(column) for column in block.columns] for row in block.rows]
    if block.kind == "controls":
        return [[c.risk.description, c.activity, c.method, c.reporting] for c in block.section.paper.plan.controls]
    if block.kind == "budget" and block.budget_table is not None:
        columns = block.budget_table.columns
        return [
            [row.label, *(str(amount.ore) if (amount := row.amount_of(column)) else "" for column in columns)]
            for row in block.budget_table.rows
        ]
    return []
