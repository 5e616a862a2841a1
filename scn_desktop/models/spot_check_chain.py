"""What was signed before: each signature names those that no signature yet named, and so, through them, all of them.

Naming every earlier fingerprint in each would make the file grow with the square of the stickprov: 32 MB in ten years.
A record that is removed, unsigned or signed anew with another tool is missed by those that were signed after it. Two
copies may sign apart: the next signature in a file that has both names both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from scn_desktop.models.spot_check import SpotCheck, SpotCheckCorrection

KNOWN: Final = "known"
"""The field of a signed content that names what was signed before: fingerprints by the keys of records."""


@dataclass(frozen=True)
class Seal:
    """What is known of a signed record or correction without reading it. ``record_id``: the record it belongs to."""

    id: str
    record_id: str
    fingerprint: str
    known: dict[str, str]


@dataclass(frozen=True)
class Break:
    """A signature that an other one, ``witness``, knows, and that the file doesn't have as it was.

    ``record_id`` is None where the file has nothing with that key.
    """

    witness: Seal
    key: str
    record_id: str | None


def seals(session: Session) -> list[Seal]:
    """Every signature of the file. SQLite takes out what each knows: the signed texts themselves are long."""
    records = select(SpotCheck.id, SpotCheck.id, SpotCheck.fingerprint, _known(SpotCheck.signed_content))
    corrections = select(
        SpotCheckCorrection.id,
        SpotCheckCorrection.spot_check_id,
        SpotCheckCorrection.fingerprint,
        _known(SpotCheckCorrection.signed_content),
    )
    rows = [*session.execute(records.where(SpotCheck.fingerprint != "")), *session.execute(corrections)]
    return [Seal(key, record, fingerprint, known_in(text)) for key, record, fingerprint, text in rows]


def _known(content: Any) -> Any:
    """In SQL: the object that a signed content has under KNOWN, as JSON; NULL where it is no JSON."""
    return case((func.json_valid(content) == 1, func.json_extract(content, f"$.{KNOWN}")))


def known_in(text: str | None) -> dict[str, str]:
    """The earlier signatures that a signature names, of their JSON; none where it is another thing.

    What is wrong with a signed content ``verify`` tells.
    """
    try:
        known: Any = json.loads(text or "{}")
        return {str(key): str(fingerprint) for key, fingerprint in known.items()}
    except (ValueError, AttributeError):
        return {}


def heads(found: Sequence[Seal]) -> dict[str, str]:
    """The signatures that no other names: fingerprints by key, for the next one to name."""
    named = {key for seal in found for key in seal.known}
    return {seal.id: seal.fingerprint for seal in sorted(found, key=lambda each: each.id) if seal.id not in named}


def breaks(found: Iterable[Seal]) -> list[Break]:
    """Signatures that were known and are gone or are others now."""
    seals_by_key = {seal.id: seal for seal in found}
    broken = []
    for witness in seals_by_key.values():
        for key, fingerprint in witness.known.items():
            seal = seals_by_key.get(key)
            if seal is None or seal.fingerprint != fingerprint:
                broken.append(Break(witness, key, seal.record_id if seal is not None else None))
    return broken
