"""The example that ships with the program: a fictional socialnämnd with everything filled in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from scn_desktop.exchange.json_import import import_json
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import spot_checks
from scn_desktop.models.spot_check_rules import remaining
from scn_desktop.paths import resource

SUMMER_TIME: Final = ("2026-03-29", "2026-10-25")


def create_example(path: Path) -> Document:
    """Write the example to a new file, its finished stickprov signed, and open it. Raises WriteFailed."""
    document = import_json(resource("example", "exempelkoping.json").read_text(encoding="utf-8"), path)
    document.do("Signera stickprov", sign_finished, barrier=True)
    return document


def sign_finished(session: Session) -> None:
    """Sign every stickprov that lacks nothing, in the morning of its meeting."""
    for record in queries.spot_checks(session):
        held_on = record.meeting.held_on
        if held_on is None or record.signed or any(not part.done for part in remaining(record)):
            continue
        zone = "+02:00" if SUMMER_TIME[0] <= held_on < SUMMER_TIME[1] else "+01:00"
        spot_checks.sign(session, record.id, record.verifier, datetime.fromisoformat(f"{held_on}T08:40:00{zone}"))
