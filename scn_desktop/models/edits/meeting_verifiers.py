"""Who verifies the minutes of a meeting and takes its stickprov, and who steps in (justerare and ersättare)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.edits.spot_checks import Role
from scn_desktop.models.entities import Meeting


def set_for_meeting(session: Session, meeting_id: str, role: Role, name: str) -> None:
    """Choose who it is at one meeting; empty where nobody is chosen. A record that is begun keeps its own name."""
    setattr(queries.get(session, Meeting, meeting_id), role, " ".join(name.split()))


def same_from(session: Session, meeting_id: str) -> int:
    """Let the meetings of the utskott after this one have its justerare and ersättare; how many there are.

    Those that have a stickprov are left as they are.
    """
    meeting = queries.get(session, Meeting, meeting_id)
    later = [
        each
        for each in meeting.subcommittee.meetings
        if (each.held_on or "") > (meeting.held_on or "") and not each.spot_checks
    ]
    for each in later:
        each.verifier, each.substitute = meeting.verifier, meeting.substitute
    return len(later)
