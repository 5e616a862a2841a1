"""The virtual environment in .venv, with exactly the packages of a lock file."""

import hashlib
import sys
from pathlib import Path

from installer.steps import run, say, succeeds

ROOT = Path(__file__).resolve().parent.parent
RUN_LOCK = ROOT / "requirements.txt"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.txt"

_FOLDER = ROOT / ".venv"


def ensure(lock: Path) -> str:
    """Make .venv hold what the lock file names, if it does not already; return the path of its Python."""
    python = _FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = _FOLDER / f"{lock.stem}.installed"
    wanted = _fingerprint(lock)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted and succeeds([str(python), "-c", ""]):
        return str(python)
    # Made anew when its Python is gone, as after an upgrade of the system or when the folder was moved.
    if not succeeds([str(python), "-m", "pip", "--version"]):
        say("Skapar en virtuell miljö i .venv …")
        run([sys.executable, "-m", "venv", "--clear", str(_FOLDER)], "Den virtuella miljön kunde inte skapas.")
    say(f"Hämtar de paket som {lock.name} anger (första gången omkring 250 MB) …")
    install = ["install", "--quiet", "--disable-pip-version-check", "--no-input", "--only-binary=:all:"]
    run(
        [str(python), "-m", "pip", *install, "--require-hashes", "--no-deps", "-r", str(lock)],
        "Paketen kunde inte installeras. Se felet ovan; kontrollera nätet och försök igen.",
    )
    stamp.write_text(wanted, encoding="utf-8")
    return str(python)


def _fingerprint(lock: Path) -> str:
    """Changes when the lock file or the Python that made .venv does."""
    return f"{hashlib.sha256(lock.read_bytes()).hexdigest()} {sys.version}"
