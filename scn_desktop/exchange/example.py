"""The example that ships with the program: a fictional socialnämnd with everything filled in."""

from __future__ import annotations

from pathlib import Path

from scn_desktop.exchange.json_import import import_json
from scn_desktop.models.document.document import Document
from scn_desktop.paths import resource


def create_example(path: Path) -> Document:
    """Write the example to a new file and open it. Raises WriteFailed."""
    return import_json(resource("example", "exempelkoping.json").read_text(encoding="utf-8"), path)
