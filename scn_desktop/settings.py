"""What the program remembers between sittings, in one small JSON file. Never anything of a plan's content."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

from scn_desktop import paths

Value = str | int | bool | list[str] | list[int]
RECENT_MAXIMUM: Final = 8


class Settings:
    """Named values. A missing or damaged file means that everything is at its default; a full disk is ignored."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path if path is not None else paths.user_config_dir() / "settings.json"
        self._values: dict[str, Value] = self._read()

    def _read(self) -> dict[str, Value]:
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def text(self, name: str, default: str = "") -> str:
        value = self._values.get(name)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: int) -> int:
        value = self._values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def numbers(self, name: str) -> list[int]:
        value = self._values.get(name)
        return [each for each in value if isinstance(each, int)] if isinstance(value, list) else []

    def texts(self, name: str) -> list[str]:
        value = self._values.get(name)
        return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []

    def put(self, name: str, value: Value) -> None:
        """Remember a value; written at once, beside the file and moved into place."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        try:
            beside.write_text(json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
            beside.replace(self._path)
        except OSError:
            beside.unlink(missing_ok=True)

    # Recent files ----------------------------------------------------------------------------------------------------
    def recent_files(self) -> list[Path]:
        """Latest first; files that are gone are left out."""
        return [path for path in map(Path, self.texts("recent_files")) if path.is_file()]

    def add_recent_file(self, path: Path) -> None:
        others = [text for text in self.texts("recent_files") if text != str(path)]
        self.put("recent_files", [str(path), *others][:RECENT_MAXIMUM])

    def forget_recent_files(self) -> None:
        self.put("recent_files", [])
