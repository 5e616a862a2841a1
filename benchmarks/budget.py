"""A money table of 2,000 rows and 24 columns against one of 200 rows: an edit until its sums are painted, and a page.

The yardstick of an edit is a tenth of the table: ten times the rows may take ten times as long. A page of scrolling
is as quick in the large table as in the small.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session

from benchmarks.result import Result
from scn_desktop.models import queries
from scn_desktop.models.base import new_id
from scn_desktop.models.budget import BudgetAmount, BudgetColumn, BudgetRow, BudgetTable
from scn_desktop.models.document.create import create_document
from scn_desktop.models.ordering import keys_for, last_key

SIZES = (200, 2_000)
COLUMNS = 24
GROUP = 20

INSIDE = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from scn_desktop import app as program
from scn_desktop.settings import Settings

application = program.make_application()
window = program.Desktop(application, Settings()).show_window(Path(sys.argv[1]))
window.resize(1366, 688)
while window.shown_path is None:
    application.processEvents()
window.show_tab(window.tabs.keys.index("budget"))
tab = window.current_tab
tab.show_table(tab.table_ids[-1])
application.processEvents()
window.repaint()

from scn_desktop.models.edits import budgets
row_id, column_id = tab.model.row_id(1), tab.model.column_view(3).id

def timed(action):
    begun = time.perf_counter()
    action()
    application.processEvents()
    window.repaint()
    return (time.perf_counter() - begun) * 1000

for number in range(14):
    text = str(1000 + number)
    edit = timed(lambda: window.bridge.do("x", lambda s: budgets.set_amount(s, row_id, column_id, text)))
    print("edit", edit)
bar = tab.grid.verticalScrollBar()
bar.setValue(0)
application.processEvents()
for _ in range(14):
    print("page", timed(lambda: bar.setValue(bar.value() + bar.pageStep())))
window.close()
"""


def measure() -> Iterator[Result]:
    """Milliseconds of an edit and of a page, in the large table and in the small, in the program's window."""
    found: dict[int, dict[str, list[float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder, f"{size}.scnplan")
            make(path, size)
            found[size] = run(path, Path(folder))
    small, large = (found[size] for size in SIZES)
    growth = SIZES[1] / SIZES[0]
    ten = [growth * each for each in small["edit"]]
    yield Result("edit to repainted sums, 2,000 × 24", large["edit"], "ten times that of 200 × 24", ten, "ms", 1.0)
    yield Result("a page of scrolling, 2,000 × 24", large["page"], "200 × 24", small["page"], "ms", 1.2)


def run(path: Path, home: Path) -> dict[str, list[float]]:
    """The times that a program of its own took with a file."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SCN_DESKTOP_HOME": str(home / "home")}
    done = subprocess.run(
        [sys.executable, "-c", INSIDE, str(path)], env=environment, capture_output=True, text=True, check=True
    )
    times: dict[str, list[float]] = {"edit": [], "page": []}
    for line in done.stdout.splitlines():
        name, value = line.split()
        times[name].append(float(value))
    return {name: values[4:] for name, values in times.items()}


def make(path: Path, rows: int) -> None:
    """A plan with one table: groups of rows with a sub-total each, amounts to the krona in every column."""
    document = create_document(
        path, municipality="Exempelköpings kommun", committee="Socialnämnden", year=2027, model="enkel"
    )
    document.do("Stor tabell", lambda session: fill(session, rows), barrier=True)
    document.close()


def fill(session: Session, count: int) -> None:
    """The table's rows, by the thousand."""
    plan = queries.plans(session)[0]
    table = new_id()
    columns = [new_id() for _ in range(COLUMNS)]
    session.execute(
        insert(BudgetTable),
        [{"id": table, "plan_id": plan.id, "order_key": last_key(plan.budget_tables), "title": "Stor", "unit": "tkr"}],
    )
    session.execute(
        insert(BudgetColumn),
        [
            {"id": column, "table_id": table, "order_key": key, "heading": f"Kolumn {place}", "kind": "other"}
            for place, (column, key) in enumerate(zip(columns, keys_for(COLUMNS), strict=True))
        ],
    )
    rows, amounts = [], []
    for place, key in enumerate(keys_for(count)):
        kind = "subtotal" if place % GROUP == GROUP - 1 else "amount"
        row = new_id()
        rows.append({"id": row, "table_id": table, "order_key": key, "kind": kind, "label": f"Rad {place}"})
        if kind == "amount":
            amounts += [
                {
                    "id": new_id(),
                    "row_id": row,
                    "column_id": column,
                    "ore": (place * 37 + number) * 100_000,
                    "precision": 100,
                }
                for number, column in enumerate(columns)
            ]
    session.execute(insert(BudgetRow), rows)
    session.execute(insert(BudgetAmount), amounts)
