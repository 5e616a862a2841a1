"""What a stickprov must hold before it is signed, and whether a signed one still says what was signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from scn_desktop.models.spot_check import MINIMUM_CASES, Meeting, SpotCheck, SpotCheckCase
from scn_desktop.swedish import plural

CONTENT_VERSION: Final = 1
PartKind = Literal["selection", "case", "presenter", "assessment"]
Standing = Literal["signed", "altered", "begun", "missing", "next", "later"]

FIELD_NAMES: Final = {
    "meeting": "sammanträde",
    "subcommittee": "utskott",
    "held_on": "sammanträdets datum",
    "category": "vad som kontrolleras",
    "verifier": "justerare",
    "presenter": "föredragande",
    "assessment": "samlad bedömning",
    "conclusion": "slutsats",
    "fewer_reason": "skäl till färre än tre ärenden",
    "questions": "frågorna",
    "signed_at": "tid för signering",
    "signed_by": "vem som signerade",
}
CASE_FIELD_NAMES: Final = {
    "reference": "ärendenummer",
    "comment": "kommentar",
    "assessment": "bedömning",
}


@dataclass(frozen=True)
class Part:
    """A part of the record to fill in. ``missing`` says in words what is left and is empty when it is done."""

    kind: PartKind
    title: str
    missing: str
    case_id: str = ""
    untouched: bool = False

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return not self.missing


def remaining(record: SpotCheck) -> list[Part]:
    """The parts of a record in order, each with what is missing: selection, the cases, who presented, assessment."""
    parts = [Part("selection", "Möte, justerare och urval", "; ".join(missing_in_selection(record)))]
    for number, case in enumerate(record.cases, start=1):
        words, untouched = missing_in_case(record, case, record.cases[: number - 1])
        parts.append(Part("case", f"Ärende {number}", words, case.id, untouched))
    shown = record.presenter.strip() or not record.cases
    parts.append(Part("presenter", "Föredragande", "" if shown else "Vem visade ärendena?"))
    judged = record.assessment or not record.cases
    parts.append(Part("assessment", "Samlad bedömning", "" if judged else "Utan anmärkning eller anmärkning?"))
    return parts


def missing_in_selection(record: SpotCheck) -> list[str]:
    """What is left of meeting, category, verifier and number of cases."""
    missing = []
    if not record.category_title.strip():
        missing.append("Vad kontrolleras?")
    if not record.verifier.strip():
        missing.append("Vem är justerare?")
    if len(record.cases) < MINIMUM_CASES and not record.fewer_reason.strip():
        missing.append("Varför färre än tre ärenden?")
    return missing


def missing_in_case(record: SpotCheck, case: SpotCheckCase, earlier: Sequence[SpotCheckCase]) -> tuple[str, bool]:
    """What is left of a case ("2 frågor och bedömning"), and whether nothing at all is filled in."""
    answers = [case.answer_to(question) for question in record.questions]
    reference = case.reference.strip()
    if not (reference or any(answers) or case.comment.strip() or case.assessment):
        return "Allt", True
    missing = []
    if not reference:
        missing.append("ärendenummer")
    elif any(reference.casefold() == other.reference.strip().casefold() for other in earlier):
        missing.append("ett annat ärendenummer")
    if answers.count(""):
        missing.append(plural(answers.count(""), "fråga", "frågor"))
    if not case.assessment:
        missing.append("bedömning")
    elif case.assessment == "remark" and not case.comment.strip():
        missing.append("kommentar till anmärkningen")
    return listed(missing).capitalize() if missing else "", False


def listed(words: Sequence[str]) -> str:
    """ "a, b och c"."""
    return " och ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def content_of(record: SpotCheck, signed_at: str, signed_by: str) -> dict[str, Any]:
    """All that a signature covers."""
    meeting = record.meeting
    return {
        "version": CONTENT_VERSION,
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
        "cases": [
            {
                "reference": case.reference,
                "answers": [case.answer_to(question) for question in record.questions],
                "comment": case.comment,
                "assessment": case.assessment,
            }
            for case in record.cases
        ],
        "signed_at": signed_at,
        "signed_by": signed_by,
    }


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

    The utskott may change its name; the record then still belongs to it.
    """
    text = record.signed_content or ""
    if fingerprint_of(text) != record.fingerprint:
        return ["Kontrollsumman"]
    try:
        signed = json.loads(text)
        now = content_of(record, record.signed_at or "", record.signed_by)
        return differences(signed, now)
    except (ValueError, KeyError, TypeError, AttributeError):
        return ["Det signerade innehållet"]


def differences(signed: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """The names of the fields that differ between two contents. Raises KeyError where one is not a content."""
    found = [name.capitalize() for field, name in FIELD_NAMES.items() if signed[field] != now[field]]
    before, after = signed["cases"], now["cases"]
    if len(before) != len(after):
        found.append("Antal ärenden")
    for number, (old, new) in enumerate(zip(before, after, strict=False), start=1):
        found += [f"Ärende {number}, {name}" for field, name in CASE_FIELD_NAMES.items() if old[field] != new[field]]
        if len(old["answers"]) != len(new["answers"]):
            continue
        found += [
            f"Ärende {number}, fråga {place}"
            for place, (one, other) in enumerate(zip(old["answers"], new["answers"], strict=True), start=1)
            if one != other
        ]
    return found


@dataclass(frozen=True)
class Sitting:
    """A meeting and its stickprov, None where none is begun. ``standing`` is what a list says of it."""

    meeting: Meeting
    record: SpotCheck | None
    standing: Standing

    @property
    def key(self) -> str:
        """Names the sitting among all."""
        return f"{self.meeting.id}/{self.record.id if self.record is not None else ''}"


def sittings(meetings: Sequence[Meeting], today: date, altered: Container[str] = ()) -> list[Sitting]:
    """The meetings with their stickprov, in the order given; ``altered`` holds the keys of records that say it.

    Next is each utskott's first ordinary meeting from today on without a signed record; an ordinary meeting of the past
    without a record is missing one.
    """
    upcoming: dict[str, str] = {}
    for meeting in sorted(meetings, key=lambda each: each.held_on or ""):
        signed = any(record.signed for record in meeting.spot_checks)
        if meeting.kind == "ordinary" and not signed and (meeting.held_on or "") >= today.isoformat():
            upcoming.setdefault(meeting.subcommittee_id, meeting.id)
    return [
        Sitting(meeting, record, standing_of(meeting, record, today, altered, is_next=meeting.id in upcoming.values()))
        for meeting in meetings
        for record in records_of(meeting)
    ]


def preselected(found: Sequence[Sitting], today: date) -> Sitting | None:
    """Where work goes on, of sittings in the order of days: today's or the next that a stickprov is due for.

    With none to come, the latest that is not signed, else the latest; None where there is no sitting.
    """
    unsigned = [each for each in found if each.record is None or not each.record.signed]
    due = [each for each in unsigned if each.record is not None or each.meeting.kind == "ordinary"]
    coming = [each for each in due if (each.meeting.held_on or "") >= today.isoformat()]
    if coming:
        return coming[0]
    return next(reversed(due or unsigned or found), None)


def records_of(meeting: Meeting) -> list[SpotCheck | None]:
    """The meeting's records, or None alone where it has none."""
    return [*meeting.spot_checks] or [None]


def standing_of(
    meeting: Meeting, record: SpotCheck | None, today: date, altered: Container[str], *, is_next: bool
) -> Standing:
    """What a list says of a meeting and one of its records."""
    if record is not None and record.id in altered:
        return "altered"
    if record is not None:
        return "signed" if record.signed else "begun"
    if is_next:
        return "next"
    past = (meeting.held_on or "") < today.isoformat()
    return "missing" if past and meeting.kind == "ordinary" else "later"


def before_begun(presenter: str) -> list[Part]:
    """The parts of a record that is not begun: what is controlled is not chosen yet."""
    return [
        Part("selection", "Möte, justerare och urval", "Vad kontrolleras?"),
        *(Part("case", f"Ärende {number}", "Allt", untouched=True) for number in range(1, MINIMUM_CASES + 1)),
        Part("presenter", "Föredragande", "" if presenter.strip() else "Vem visade ärendena?"),
        Part("assessment", "Samlad bedömning", "Utan anmärkning eller anmärkning?"),
    ]
