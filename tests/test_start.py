"""What starting the program brings along: a command line without Qt, a window without the entities."""

import subprocess
import sys
from pathlib import Path

_WITHOUT_QT = """
import sys

sys.modules["PySide6"] = None  # an import of it, or of anything in it, now fails
from scn_desktop import cli

plan, folder = sys.argv[1:]
commands = [["example", plan], ["export", plan, "-o", folder + "/plan.json"]]
commands += [["report", kind, plan, "-o", f"{folder}/{kind}.pdf"] for kind in ("internkontrollplan", "stickprov")]
sys.exit(max(cli.main(command) for command in commands))
"""

_WINDOW = """
import sys

import scn_desktop.app

heavy = {"sqlalchemy", "reportlab", "babel", "markdown_it", "msgspec", "PIL", "personnummer", "PySide6.QtPdf"}
print(sorted(heavy & sys.modules.keys()))
"""


def _python(code: str, *arguments: str) -> str:
    finished = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (finished.returncode, finished.stderr) == (0, "")
    return finished.stdout.strip()


def test_commands_work_on_a_machine_where_qt_cannot_be_loaded(tmp_path: Path) -> None:
    _python(_WITHOUT_QT, str(tmp_path / "plan.scnplan"), str(tmp_path))
    made = {file.name for file in tmp_path.iterdir() if file.stat().st_size > 0}
    assert {"plan.json", "internkontrollplan.pdf", "stickprov.pdf"} <= made


def test_the_window_is_built_before_heavy_libraries_are_imported() -> None:
    assert _python(_WINDOW) == "[]"
