"""What a control says in a column of a table, for screen, paper and clipboard alike."""

from __future__ import annotations

from scn_desktop.models.control import Control


def column_text(control: Control, key: str) -> str:
    """The text under a column's key, the smallest volume below the method; empty for a key that controls don't have."""
    parts = {
        "area": [control.area.title if control.area else ""],
        "process": [control.risk.process],
        "risk": [control.risk.description],
        "index": ["" if control.risk.index is None else str(control.risk.index)],
        "activity": [control.activity],
        "method": [control.method, control.minimum_sample],
        "reporting": [control.reporting],
        "responsible": [control.responsible],
    }.get(key, [])
    return "\n".join(part for part in parts if part.strip())
