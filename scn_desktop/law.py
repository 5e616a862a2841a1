"""The law as it is cited on screen and paper, all from one file: ``resources/law/citations.toml``."""

from __future__ import annotations

import tomllib
from functools import cache

from scn_desktop.paths import resource


def citation(name: str) -> str:
    """How a rule is cited: ``citation("verification")`` is "5 kap. 69 § kommunallagen". Raises KeyError."""
    return _texts()[name]


@cache
def _texts() -> dict[str, str]:
    entries = tomllib.loads(resource("law", "citations.toml").read_text(encoding="utf-8"))
    return {name: str(entry["text"]) for name, entry in entries.items()}
