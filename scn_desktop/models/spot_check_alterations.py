"""Which signed stickprov no longer say what was signed: told when a file is opened and in the list of meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.spot_check_rules import listed, verify
from scn_desktop.swedish import format_date, plural

_NAMED: Final = 3
"""Fields that are named; the signed record's own page names them all."""


@dataclass(frozen=True)
class Alteration:
    """A signed record that was changed with another tool. ``fields`` name what differs, never what it says."""

    record_id: str
    meeting_id: str
    meeting: str
    fields: tuple[str, ...]

    @property
    def words(self) -> str:
        """ "Utskott Norr, 8 september 2027 (Ärende 1, kommentar)"."""
        named, more = self.fields[:_NAMED], len(self.fields) - _NAMED
        told = [*named, f"{more} till"] if more > 0 else [*named]
        return f"{self.meeting} ({listed(told)})" if more > 0 else f"{self.meeting} ({'; '.join(told)})"


def alterations(session: Session) -> list[Alteration]:
    """Every signed record of the file that ``verify`` finds changed, in the order of the meetings."""
    found = []
    for record in queries.spot_checks(session):
        fields = verify(record) if record.signed else []
        if fields:
            held_on = record.meeting.held_on
            where = f"{record.meeting.subcommittee.name}, {format_date(held_on) if held_on else 'utan datum'}"
            found.append(Alteration(record.id, record.meeting_id, where, tuple(fields)))
    return found


def warning(found: Sequence[Alteration]) -> str:
    """What to say when the file is opened: how many, and which record and field comes first."""
    many = plural(len(found), "signerat stickprov har ändrats", "signerade stickprov har ändrats")
    first = f"{found[0].words}." if len(found) == 1 else f"Först {found[0].words}."
    return f"{many} utanför programmet: {first[:1].upper()}{first[1:]}"
