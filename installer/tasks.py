"""What each task does, in the order a newcomer meets them."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from installer import environment, system_libraries
from installer.environment import ROOT
from installer.steps import StepFailed, call, run, run_quietly, say

BUILD = ROOT / "build"
EXAMPLE = BUILD / "exempel.scnplan"
_PROGRAM = ["-m", "scn_desktop"]
_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
_PAPERS = ("verksamhetsplan", "internkontrollplan", "stickprov")


def run_program(arguments: list[str]) -> int:
    """Open the file given, or else the example; without a display, draw the example's papers and screens."""
    on_screen = system_libraries.has_display()
    system_libraries.ensure(on_screen)
    python = environment.ensure(environment.RUN_LOCK)
    if arguments:
        return call([python, *_PROGRAM, *arguments])
    BUILD.mkdir(exist_ok=True)
    if not EXAMPLE.exists():
        _make_example(python, EXAMPLE)
    if on_screen:
        return call([python, *_PROGRAM, str(EXAMPLE)])
    _draw_example(python)
    return 0


def test(arguments: list[str]) -> int:
    """Run the test-suite, or the part of it that the arguments name, without a display."""
    python = _development_python()
    return call([python, "-m", "pytest", *(arguments or ["-n", "2"])], _OFFSCREEN)


def check(_: list[str]) -> int:
    """Style, types and the rule that imports point down only."""
    python = environment.ensure(environment.DEVELOPMENT_LOCK)
    import_linter = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    for command in (
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
        ["-c", import_linter],
    ):
        code = call([python, *command])
        if code != 0:
            return code
    return 0


def format_code(_: list[str]) -> int:
    """Lay out the code as ``check`` wants it."""
    python = environment.ensure(environment.DEVELOPMENT_LOCK)
    return call([python, "-m", "ruff", "check", "--fix", "."]) or call([python, "-m", "ruff", "format", "."])


def bench(arguments: list[str]) -> int:
    """Measure speed and memory, each beside its yardstick."""
    return call([_development_python(), "-m", "benchmarks", *arguments], _OFFSCREEN)


def shots(_: list[str]) -> int:
    """Take the manual's pictures anew, from a fresh example."""
    python = _development_python()
    with tempfile.TemporaryDirectory() as folder:
        example = Path(folder) / EXAMPLE.name
        _make_example(python, example)
        for picture in _take_screenshots(python, example, ROOT / "docs" / "images"):
            say(f"  {picture.relative_to(ROOT)}")
    return 0


def bundle(_: list[str]) -> int:
    """Build the folder that runs without Python, in dist/."""
    python = _development_python()
    command = [python, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "--workpath", str(BUILD / "pyinstaller")]
    return call([*command, str(ROOT / "installer" / "scn-desktop.spec")])


def lock(_: list[str]) -> int:
    """Choose versions anew for every system and Python, and write both lock files. Needs uv."""
    uv = shutil.which("uv")
    if uv is None:
        raise StepFailed("uv saknas. Installera det: python3 -m pip install uv")
    command = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--no-header", "--no-emit-index-url", "--upgrade", "pyproject.toml"]
    failure = "Versionerna kunde inte väljas; se felet ovan."
    run([*command, "-o", "requirements-dev.txt", "--group", "dev"], failure)
    # The program is tested with the very versions that it runs with.
    run([*command, "-o", "requirements.txt", "--constraint", "requirements-dev.txt"], failure)
    return 0


def clean(_: list[str]) -> int:
    """Remove everything that the other tasks made, except plans in build/."""
    for name in (".venv", "dist", "build/pyinstaller", ".mypy_cache", ".pytest_cache", ".ruff_cache"):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    return 0


def _development_python() -> str:
    system_libraries.ensure(on_screen=False)
    return environment.ensure(environment.DEVELOPMENT_LOCK)


def _make_example(python: str, target: Path) -> None:
    say("Skapar exempelplanen …")
    run([python, *_PROGRAM, "example", str(target)], "Exempelplanen kunde inte skapas.")


def _draw_example(python: str) -> None:
    say("Ingen skärm hittades, så handlingar och skärmbilder görs i stället:")
    for paper in _PAPERS:
        target = BUILD / f"exempel-{paper}.pdf"
        command = [python, *_PROGRAM, "report", paper, str(EXAMPLE), "-o", str(target)]
        run(command, f"Handlingen {paper} kunde inte skapas.")
        say(f"  {target.relative_to(ROOT)}")
    for picture in _take_screenshots(python, EXAMPLE, BUILD / "skarmbilder"):
        say(f"  {picture.relative_to(ROOT)}")


def _take_screenshots(python: str, file: Path, folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    command = [python, "-m", "scn_desktop.screenshots", str(file), str(folder)]
    run_quietly(command, "Skärmbilderna kunde inte tas.", _OFFSCREEN)
    return sorted(folder.glob("*.png"))


TASKS: dict[str, Callable[[list[str]], int]] = {
    "run": run_program,
    "test": test,
    "check": check,
    "format": format_code,
    "bench": bench,
    "shots": shots,
    "bundle": bundle,
    "lock": lock,
    "clean": clean,
}
