"""Corrections (rättelser) of signed stickprov: additions that say what holds instead, locked as they are made."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.base import new_id
from scn_desktop.models.spot_check import SpotCheck, SpotCheckCorrection
from scn_desktop.models.spot_check_chain import KNOWN, heads, seals
from scn_desktop.models.spot_check_seal import canonical, correction_content, fingerprint_of


def add_correction(session: Session, record_id: str, place: str, text: str, reason: str, by: str, now: datetime) -> str:
    """Say what in a signed record is corrected, what holds instead, why and by whom; the correction's key.

    Run it with ``Document.do(..., barrier=True)``, for it can't be undone. ``now`` carries its time zone. Raises
    InputError where something is missing or the record is not signed.
    """
    record = queries.get(session, SpotCheck, record_id)
    if not record.signed:
        raise InputError("Stickprovet är inte signerat. Ändra det direkt.")
    for given, missing in (
        (place, "vad som rättas"),
        (text, "vad som gäller i stället"),
        (reason, "varför det rättas"),
        (by, "vem som rättar"),
    ):
        if not given.strip():
            raise InputError(f"Skriv {missing}.")
    correction = SpotCheckCorrection(
        id=new_id(),
        spot_check_id=record_id,
        place=place.strip(),
        text=text.strip(),
        reason=reason.strip(),
        made_by=by.strip(),
        made_at=now.isoformat(timespec="seconds"),
    )
    correction.signed_content = canonical(
        correction_content(correction) | {"record_fingerprint": record.fingerprint, KNOWN: heads(seals(session))}
    )
    correction.fingerprint = fingerprint_of(correction.signed_content)
    session.add(correction)
    session.flush()
    return correction.id
