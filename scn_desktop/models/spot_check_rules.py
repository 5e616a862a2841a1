"""What a stickprov must hold before it is signed, and where its meeting stands among the others."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scn_desktop.models.recusals import still_recused
from scn_desktop.models.spot_check import MINIMUM_CASES, Meeting, SpotCheck, SpotCheckCase
from scn_desktop.swedish import plural

PartKind = Literal["selection", "case", "presenter", "assessment"]
Standing = Literal["signed", "altered", "begun", "missing", "next", "later"]


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
    elif still_recused(record):
        missing.append("Justeraren är jävig. Vem tar stickprovet i stället?")
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
