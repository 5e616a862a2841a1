"""What the signature of a stickprov covers, and whether a signed one still says it.

The signed content is a canonical JSON text that is kept with the record, and its SHA-256 is the fingerprint. It shows
that something was changed; it is no electronic signature in law.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from scn_desktop.models.draw import Draw
from scn_desktop.models.spot_check import SpotCheck, SpotCheckCase, SpotCheckCorrection

CONTENT_VERSION: Final = 2
"""Version 1 had neither jäv, draws, kind of meeting and keys nor what was signed before."""

FIELD_NAMES: Final = {
    "id": "stickprovets nyckel",
    "meeting": "sammanträde",
    "meeting_kind": "sammanträdets slag",
    "subcommittee": "utskott",
    "held_on": "sammanträdets datum",
    "category": "vad som kontrolleras",
    "category_id": "nyckeln till vad som kontrolleras",
    "verifier": "justerare",
    "recused": "jävig justerare",
    "recusal": "skäl till jäv",
    "presenter": "föredragande",
    "assessment": "samlad bedömning",
    "conclusion": "slutsats",
    "fewer_reason": "skäl till färre än tre ärenden",
    "selection": "hur ärendena valdes",
    "draw": "dragningen",
    "draws": "sammanträdets dragningar",
    "omissions": "de överhoppade ärendena",
    "questions": "frågorna",
    "question_ids": "frågornas nycklar",
    "signed_at": "tid för signering",
    "signed_by": "vem som signerade",
}
CASE_FIELD_NAMES: Final = {
    "id": "ärendets nyckel",
    "reference": "ärendenummer",
    "comment": "kommentar",
    "assessment": "bedömning",
    "draw_item": "plats i dragningens lista",
}
CHECKSUM: Final = "Kontrollsumman"


def content_of(record: SpotCheck, signed_at: str, signed_by: str, version: int = CONTENT_VERSION) -> dict[str, Any]:
    """All that a signature covers, as that version of the content has it, but for what was signed before."""
    meeting = record.meeting
    content = {
        "version": version,
        "id": record.id,
        "meeting": meeting.id,
        "subcommittee": meeting.subcommittee_id,
        "subcommittee_name": meeting.subcommittee.name,
        "held_on": meeting.held_on,
        "category": record.category_title,
        "verifier": record.verifier,
        "presenter": record.presenter,
        "assessment": record.assessment,
        "conclusion": record.conclusion,
        "fewer_reason": record.fewer_reason,
        "questions": [question.text for question in record.questions],
        "cases": [_case(record, case, version) for case in record.cases],
        "signed_at": signed_at,
        "signed_by": signed_by,
    }
    if version > 1:
        content |= {
            "meeting_kind": meeting.kind,
            "category_id": record.category_id,
            "recused": record.recused,
            "recusal": record.recusal,
            "selection": record.selection,
            "draw": _draw(record),
            "draws": [_made(each) for each in sorted(meeting.draws, key=lambda each: each.id)],
            "omissions": _omissions(record),
            "question_ids": [question.id for question in record.questions],
        }
    return content


def _case(record: SpotCheck, case: SpotCheckCase, version: int) -> dict[str, Any]:
    content = {
        "reference": case.reference,
        "answers": [case.answer_to(question) for question in record.questions],
        "comment": case.comment,
        "assessment": case.assessment,
    }
    return content if version == 1 else content | {"id": case.id, "draw_item": case.draw_item_id}


def _draw(record: SpotCheck) -> dict[str, str] | None:
    """The draw that the cases come from, with what is needed to make it again from its list."""
    draw = record.draw
    if draw is None:
        return None
    return {"id": draw.id, "rule": draw.rule, "seed": draw.seed, "list_fingerprint": draw.list_fingerprint}


def _made(draw: Draw) -> dict[str, Any]:
    """Any draw of the meeting, used or not, but for what is left out of it."""
    content = ("id", "category_title", "made_at", "made_by", "rule", "seed", "salt", "list_fingerprint")
    return {name: getattr(draw, name) for name in (*content, "wanted", "reserves")}


def _omissions(record: SpotCheck) -> list[dict[str, str]]:
    """The cases that were left out of the record's draw, and why; none can be once it is signed."""
    made = record.draw.omissions if record.draw is not None else []
    names = ("item_id", "reason", "made_by", "made_at")
    return [{name: getattr(each, name) for name in names} for each in sorted(made, key=lambda each: each.item_id)]


def canonical(content: dict[str, Any]) -> str:
    """The one JSON text of a content: sorted keys, no spaces, letters as themselves."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint_of(text: str) -> str:
    """SHA-256 of the text in UTF-8: 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def short_code(fingerprint: str) -> str:
    """The first 12 hex digits in groups of four, to compare by eye: "7F3A 91C0 D24E"."""
    digits = fingerprint[:12].upper()
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def verify(record: SpotCheck) -> list[str]:
    """What in a signed record differs from what was signed ("Ärende 1, kommentar"); empty when it is unchanged.

    The utskott may change its name; the record then still belongs to it. A category that is gone leaves its title. More
    may be drawn for the meeting afterwards.
    """
    text = record.signed_content or ""
    if fingerprint_of(text) != record.fingerprint:
        return [CHECKSUM]
    try:
        signed = json.loads(text)
        now = content_of(record, record.signed_at or "", record.signed_by, signed["version"])
        if record.category_id is None:
            now["category_id"] = signed.get("category_id")
        known = {each["id"] for each in signed.get("draws", ())}
        now["draws"] = [each for each in now.get("draws", ()) if each["id"] in known]
        return differences(signed, now)
    except (ValueError, KeyError, TypeError, AttributeError):
        return ["Det signerade innehållet"]


def differences(signed: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """The names of the fields that differ between two contents. Raises KeyError where one is not a content."""
    named = [(field, name) for field, name in FIELD_NAMES.items() if field in signed]
    found = [name.capitalize() for field, name in named if signed[field] != now[field]]
    before, after = signed["cases"], now["cases"]
    if len(before) != len(after):
        found.append("Antal ärenden")
    for number, (old, new) in enumerate(zip(before, after, strict=False), start=1):
        found += [
            f"Ärende {number}, {name}"
            for field, name in CASE_FIELD_NAMES.items()
            if field in old and old[field] != new[field]
        ]
        if len(old["answers"]) != len(new["answers"]):
            continue
        found += [
            f"Ärende {number}, fråga {place}"
            for place, (one, other) in enumerate(zip(old["answers"], new["answers"], strict=True), start=1)
            if one != other
        ]
    return found


# Corrections ---------------------------------------------------------------------------------------------------------

CORRECTION_FIELD_NAMES: Final = {
    "id": "rättelsens nyckel",
    "record": "vilket stickprov som rättas",
    "place": "vad som rättas",
    "text": "vad som gäller",
    "reason": "skäl",
    "made_by": "vem som rättade",
    "made_at": "tid för rättelsen",
}


def correction_content(correction: SpotCheckCorrection) -> dict[str, Any]:
    """All that the lock of a correction covers, but for what was signed before."""
    return {
        "version": 1,
        "kind": "correction",
        "id": correction.id,
        "record": correction.spot_check_id,
        "place": correction.place,
        "text": correction.text,
        "reason": correction.reason,
        "made_by": correction.made_by,
        "made_at": correction.made_at,
    }


def verify_correction(correction: SpotCheckCorrection) -> list[str]:
    """What in a correction differs from what was locked ("Skäl"); empty when it is unchanged."""
    if fingerprint_of(correction.signed_content) != correction.fingerprint:
        return [CHECKSUM]
    try:
        signed, now = json.loads(correction.signed_content), correction_content(correction)
        return [name.capitalize() for field, name in CORRECTION_FIELD_NAMES.items() if signed[field] != now[field]]
    except (ValueError, KeyError, TypeError):
        return ["Det signerade innehållet"]
