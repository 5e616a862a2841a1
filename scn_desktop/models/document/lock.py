"""Who has the document open for writing: a small file beside it, held by an operating-system lock.

The system lets go of the lock when the process ends, however it ends, so a crash never shuts anyone out.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout


@dataclass(frozen=True)
class Holder:
    """Who holds a document, and since when."""

    name: str
    machine: str
    since: datetime | None

    def __str__(self) -> str:
        """As in "Öppen hos Karin Lund sedan 9.12"."""
        who = self.name or "någon annan"
        if self.since is None:
            return f"Öppen hos {who}"
        when = f"{self.since.hour}.{self.since.minute:02}"
        if self.since.date() != datetime.now().astimezone().date():
            when = f"{self.since.date().isoformat()} {when}"
        return f"Öppen hos {who} sedan {when}"


def login() -> str:
    """The name of the user's account, empty where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def real_path(path: Path) -> Path:
    """The file itself where ``path`` is a link to it: its lock and journal lie beside the file, not the link."""
    return path.resolve() if path.is_symlink() else path.absolute()


class DocumentLock:
    """The right to write to one file. ``acquire`` tells who has it instead, or None on success."""

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path.with_name(f".~{path.name}.lock"), timeout=0, thread_local=False)
        self._card = path.with_name(f".~{path.name}.who")

    def acquire(self, author: str = "") -> Holder | None:
        """Take the lock and leave a card with the holder's name. Raises OSError where the folder can't be written."""
        try:
            self._lock.acquire()
        except Timeout:
            return self._read_card()
        card = {
            "name": author or login(),
            "machine": platform.node(),
            "since": datetime.now().astimezone().isoformat(timespec="seconds"),
        }
        with contextlib.suppress(OSError):  # a full disk: the lock holds without a card
            self._card.write_text(json.dumps(card), encoding="utf-8")
        return None

    def release(self) -> None:
        """Let go and leave nothing behind."""
        if not self._lock.is_locked:
            return
        with contextlib.suppress(OSError):
            self._card.unlink(missing_ok=True)
        # Removed while it is held, where the system allows it: removed afterwards, it could be another's by then.
        with contextlib.suppress(OSError):
            Path(self._lock.lock_file).unlink()
        self._lock.release()
        if os.name == "nt":
            with contextlib.suppress(OSError):
                Path(self._lock.lock_file).unlink()

    def _read_card(self) -> Holder:
        try:
            card = json.loads(self._card.read_text(encoding="utf-8"))
            return Holder(str(card["name"]), str(card["machine"]), datetime.fromisoformat(card["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Holder("", "", None)
