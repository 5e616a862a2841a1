"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
"""An error needs a reason before the paper is laid before the nämnd; a warning is only told."""


@dataclass(frozen=True)
class Finding:
    """A sentence, where it is (which tab, and the key of a row or a row and column), and how serious."""

    text: str
    severity: Severity
    tab: str
    place: object
