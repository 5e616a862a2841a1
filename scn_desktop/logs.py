"""The program's log: what happened, never what stood in a plan."""

from __future__ import annotations

import logging
import platform
import traceback
from types import TracebackType

from scn_desktop import __version__, paths

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def start_log() -> None:
    """Write warnings and errors to a small rotating file; a folder that can't be written is no reason to stop."""
    root = logging.getLogger("scn_desktop")
    if root.handlers:
        return
    # Late: it imports much that the first window does without.
    from logging.handlers import RotatingFileHandler

    try:
        handler = RotatingFileHandler(paths.log_dir() / "scn-desktop.log", maxBytes=200_000, backupCount=2, delay=True)
    except OSError:
        root.addHandler(logging.NullHandler())
        return
    handler.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    root.propagate = False


def report(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> str:
    """A crash report without content of the plan: versions, the kind of error, and the lines it passed through.

    The message of the error and the values of variables are left out, for they may quote what a user typed.
    """
    lines = [
        f"SCN Desktop {__version__}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
        *_library_versions(),
        "",
        f"{kind.__module__}.{kind.__qualname__}",
    ]
    cause: BaseException | None = error
    trace = where
    while cause is not None:
        if cause is not error:
            lines.append(f"orsakat av {type(cause).__module__}.{type(cause).__qualname__}")
            trace = cause.__traceback__
        lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)


def _library_versions() -> list[str]:
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for name in ("PySide6_Essentials", "SQLAlchemy", "reportlab"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return found
