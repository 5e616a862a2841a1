"""Which signed stickprov no longer say what was signed: told when a file is opened and in the list of meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session, object_session

from scn_desktop.models import queries
from scn_desktop.models.spot_check import SpotCheck
from scn_desktop.models.spot_check_chain import breaks, seals
from scn_desktop.models.spot_check_rules import listed
from scn_desktop.models.spot_check_seal import verify, verify_correction
from scn_desktop.swedish import format_date, plural

_NAMED: Final = 3
"""Fields that are named; the signed record's own page names them all."""
SIGNED_ANEW: Final = "Kontrollsumman är en annan än den som senare signeringar känner till"
UNSIGNED: Final = "Signeringen är borttagen"
REMOVED: Final = "Ett stickprov eller en rättelse som signerades tidigare är borttaget"


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
    """Every signed record of the file that no longer says what was signed, in the order of the meetings."""
    missed = _missed(session)
    found = []
    for record in queries.spot_checks(session):
        fields = [*altered_fields(record), *missed.get(record.id, ())]
        if fields:
            held_on = record.meeting.held_on
            where = f"{record.meeting.subcommittee.name}, {format_date(held_on) if held_on else 'utan datum'}"
            found.append(Alteration(record.id, record.meeting_id, where, tuple(fields)))
    return found


def altered_in_year(session: Session, year: int) -> list[str]:
    """The keys of a year's signed records that no longer say what was signed, by themselves or as later ones know."""
    missed = _missed(session)
    records = [record for meeting in queries.meetings(session, year) for record in meeting.spot_checks]
    return [record.id for record in records if altered_fields(record) or record.id in missed]


def altered_fields(record: SpotCheck) -> list[str]:
    """What in a record and its corrections differs from what was signed; nothing for one that is not signed."""
    fields = verify(record) if record.signed else []
    for number, correction in enumerate(record.corrections, start=1):
        fields += [f"Rättelse {number}, {_lowered(name)}" for name in verify_correction(correction)]
    return fields


def everything_altered(record: SpotCheck) -> list[str]:
    """As ``altered_fields``, with what later signatures of the file say of the record."""
    session = object_session(record)
    return altered_fields(record) + (_missed(session).get(record.id, []) if session is not None else [])


def _missed(session: Session) -> dict[str, list[str]]:
    """What later signatures say of earlier ones that are gone or are others now, by record."""
    told: dict[str, list[str]] = {}
    for each in breaks(seals(session)):
        unsigned = queries.find(session, SpotCheck, each.key) if each.record_id is None else None
        record_id = each.record_id or (unsigned.id if unsigned is not None else each.witness.record_id)
        words = SIGNED_ANEW if each.record_id else UNSIGNED if unsigned is not None else REMOVED
        told.setdefault(record_id, [])
        if words not in told[record_id]:
            told[record_id].append(words)
    return told


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


def warning(found: Sequence[Alteration]) -> str:
    """What to say when the file is opened: how many, and which record and field comes first."""
    many = plural(len(found), "signerat stickprov har ändrats", "signerade stickprov har ändrats")
    first = f"{found[0].words}." if len(found) == 1 else f"Först {found[0].words}."
    return f"{many} utanför programmet: {first[:1].upper()}{first[1:]}"
