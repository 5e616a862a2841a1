"""From the start of the process to the first painted window, and to an example that can be edited, with memory.

The yardstick is a process that shows an empty QMainWindow with PySide6 and nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.result import Result

RUNS = 9

EMPTY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)

def painted():
    print("painted", flush=True)
    sys.stdin.readline()
    app.exit()

app = QApplication(sys.argv)
window = Window()
window.resize(1366, 688)
window.show()
app.exec()
"""

OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from scn_desktop import app as program

application = program.make_application()
from scn_desktop.settings import Settings

desktop = program.Desktop(application, Settings())
path = Path(sys.argv[1]) if len(sys.argv) > 1 else None
window = desktop.show_window(path)

def say(word):
    print(word, flush=True)

window.first_painted.connect(lambda: say("painted"))

def editable():
    if window.shown_path is None:
        QTimer.singleShot(1, editable)
        return
    window.repaint()
    say("editable")
    sys.stdin.readline()
    application.exit()

if path is None:
    window.first_painted.connect(lambda: QTimer.singleShot(0, lambda: (sys.stdin.readline(), application.exit())))
else:
    window.first_painted.connect(lambda: QTimer.singleShot(0, editable))
application.exec()
"""


def run_once(script: str, word: str, *arguments: str) -> tuple[float, float]:
    """Seconds from the start of the process until it says ``word``, and its resident memory in MiB then."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"SCN_DESKTOP_HOME": home}
        begun = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-c", script, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        ) as process:
            assert process.stdout is not None
            assert process.stdin is not None
            for line in process.stdout:
                if line.strip() == word:
                    break
            else:
                raise RuntimeError(f"the process ended before it said {word}")
            seconds = time.perf_counter() - begun
            memory = resident(process.pid)
            process.stdin.write("\n")
            process.stdin.flush()
            process.communicate()
    return seconds, memory


def resident(pid: int) -> float:
    """MiB in memory; 0 where the system doesn't tell by a file."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def measure() -> Iterator[Result]:
    """The first painted window and the editable example, each against the empty window."""
    with tempfile.TemporaryDirectory() as folder:
        example = Path(folder, "exempel.scnplan")
        subprocess.run([sys.executable, "-m", "scn_desktop", "example", str(example)], check=True)
        samples: dict[str, list[tuple[float, float]]] = {"empty": [], "painted": [], "editable": []}
        for _ in range(RUNS):
            samples["empty"].append(run_once(EMPTY, "painted"))
            samples["painted"].append(run_once(OURS, "painted"))
            samples["editable"].append(run_once(OURS, "editable", str(example)))
    seconds = {name: [each[0] for each in runs] for name, runs in samples.items()}
    memory = {name: [each[1] for each in runs] for name, runs in samples.items()}
    yield Result("first painted window", seconds["painted"], "empty PySide6 window", seconds["empty"], "s", 1.3)
    yield Result("example editable", seconds["editable"], "empty PySide6 window", seconds["empty"], "s", 3.8)
    yield Result("memory, example open", memory["editable"], "empty PySide6 window", memory["empty"], "MiB")
