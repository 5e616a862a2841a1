"""A file with ten years' plans against one with a single plan: opening, searching, scrolling, memory.

The plans are the example's own, nine times more under other years and keys. Each run takes both files in turn.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from benchmarks.result import Result
from scn_desktop.exchange.example import create_example
from scn_desktop.exchange.json_export import export_json
from scn_desktop.exchange.json_import import import_json

RUNS = 5
YEARS = 10
AIM = 1.2

INSIDE = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from scn_desktop import app as program
from scn_desktop.settings import Settings

application = program.make_application()
window = program.Desktop(application, Settings()).show_window(Path(sys.argv[1]))
while window.shown_path is None:
    application.processEvents()
window.repaint()
print("editable", flush=True)

from scn_desktop.models import queries
from scn_desktop.views.files import Files

files = window.findChild(Files)
found = {"open": [], "index": [], "key": [], "scroll": []}

def timed(name, action):
    begun = time.process_time()
    action()
    application.processEvents()
    window.repaint()
    found[name].append((time.process_time() - begun) * 1000)

def settle():
    until = time.perf_counter() + 0.6
    while time.perf_counter() < until:
        application.processEvents()

path = window.shown_path
for _ in range(3):
    settle()
    window.close_document()
    settle()
    timed("open", lambda: files.open(path))

settle()
field = window.header.search
timed("index", window.search.open)
settle()
for word in ("barn", "riktlinje", "uppdrag 3", "xyzzy"):
    field.clear()
    for letter in word:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            if kind is QEvent.Type.KeyPress:
                timed("key", lambda: application.sendEvent(field, event))
            else:
                application.sendEvent(field, event)
window.search._go_back()

plan = window.bridge.plan
def length(section):
    return sum(len(block.text) + 200 * len(block.measure_placements) for block in section.blocks)
longest = max((each for paper in plan.papers for each in queries.walk(paper)), key=length)
window.show_place("plan", longest.id)
settle()
bar = window.current_tab.section.verticalScrollBar()
for _ in range(3):
    bar.setValue(0)
    settle()
    while bar.value() < bar.maximum():
        timed("scroll", lambda: bar.setValue(bar.value() + bar.pageStep() // 4))

lines = Path("/proc/self/status")
if lines.exists():
    found["memory"] = [int(line.split()[1]) / 1024 for line in lines.read_text().splitlines() if "VmRSS" in line]
print(json.dumps(found), flush=True)
"""
"""What a user does in the open program, in milliseconds of the processor: what else the machine does is not counted.
Memory in MiB at the end."""


def measure() -> Iterator[Result]:
    """Each thing once a run for both files; medians over all runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, ten = folder / "one.scnplan", folder / "ten.scnplan"
        write_years(one, ten)
        samples: dict[Path, dict[str, list[float]]] = {one: defaultdict(list), ten: defaultdict(list)}
        for _ in range(RUNS):
            for path in (one, ten):
                for what, values in run_once(path).items():
                    samples[path][what] += values
    for what, said, unit, aim in (
        ("start", "ten plans: from start to editable", "s", AIM),
        ("open", "ten plans: Ctrl+O to shown, in the open program", "CPU ms", AIM),
        ("index", "ten plans: Ctrl+F to a field that takes letters", "CPU ms", AIM),
        ("key", "ten plans: a letter typed in the search to hits on the screen", "CPU ms", AIM),
        ("scroll", "ten plans: a step of the longest section on the screen", "CPU ms", AIM),
        ("memory", "ten plans: memory, opened, searched and scrolled", "MiB", None),
    ):
        yield Result(said, samples[ten][what], "one plan", samples[one][what], unit, aim)


def write_years(one: Path, ten: Path) -> None:
    """The example, and a file with its plan under ten years."""
    with closing(create_example(one)) as document:
        content = json.loads(export_json(document.session))
    plans = content["committee"]["plans"]
    last = plans[-1]
    for number in range(1, YEARS):
        copy = json.loads(renamed(json.dumps(last), number))
        copy["year"] = last["year"] - number
        copy["outlook_to"] = last["outlook_to"] - number
        plans.insert(0, copy)
    import_json(json.dumps(content), ten).close()


def renamed(text: str, number: int) -> str:
    """A plan with keys of its own; references to what stands outside it stay."""
    own = {key: uuid5(NAMESPACE_OID, f"{number}{key}").hex for key in re.findall(r'"id": "([0-9a-f]{32})"', text)}
    return re.sub(r"[0-9a-f]{32}", lambda found: own.get(found.group(), found.group()), text)


def run_once(path: Path) -> dict[str, list[float]]:
    """The samples of one process, with its seconds from start to editable."""
    with tempfile.TemporaryDirectory() as home:
        begun = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-c", INSIDE, str(path)],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"SCN_DESKTOP_HOME": home},
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if line.strip() == "editable":
                    break
            else:
                raise RuntimeError("the process ended before the file could be edited")
            seconds = time.perf_counter() - begun
            found: dict[str, list[float]] = json.loads(process.stdout.read())
    return found | {"start": [seconds]}
