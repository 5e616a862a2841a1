"""Stickprov: the register of utskott, justerare and meetings, and the records up to the signature."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.draw_rules import outcome
from scn_desktop.models.entities import (
    Meeting,
    SpotCheck,
    SpotCheckAnswer,
    SpotCheckCase,
    SpotCheckCategory,
    SpotCheckQuestion,
    Subcommittee,
    Verifier,
)
from scn_desktop.models.ordering import keys_at, keys_for, last_key
from scn_desktop.models.spot_check import MINIMUM_CASES
from scn_desktop.models.spot_check_chain import KNOWN, heads, seals
from scn_desktop.models.spot_check_rules import remaining
from scn_desktop.models.spot_check_seal import canonical, content_of, fingerprint_of

RecordField = Literal["presenter", "verifier", "conclusion", "fewer_reason"]
Answer = Literal["", "yes", "no", "not_applicable"]
Assessment = Literal["", "no_remark", "remark"]
Role = Literal["verifier", "substitute"]
MeetingKind = Literal["ordinary", "extra"]


# The register


def add_subcommittee(session: Session, name: str) -> str:
    """A new individutskott, last; its key."""
    owner = queries.committee(session)
    made = Subcommittee(committee_id=owner.id, order_key=last_key(owner.subcommittees), name=name)
    session.add(made)
    session.flush()
    return made.id


def rename_subcommittee(session: Session, subcommittee_id: str, name: str) -> None:
    """Give an utskott another name; signed records keep what was signed."""
    queries.get(session, Subcommittee, subcommittee_id).name = name


def delete_subcommittee(session: Session, subcommittee_id: str) -> None:
    """Remove an utskott with all that is its; ``Document.do`` refuses it over a signed record, or a draw."""
    session.delete(queries.get(session, Subcommittee, subcommittee_id))


def add_verifier(session: Session, subcommittee_id: str, name: str, role: Role = "verifier") -> str:
    """Enter a justerare or ersättare in the utskott's register; the key."""
    siblings = queries.get(session, Subcommittee, subcommittee_id).verifiers
    made = Verifier(subcommittee_id=subcommittee_id, order_key=last_key(siblings), name=name, role=role)
    session.add(made)
    session.flush()
    return made.id


def set_verifier(session: Session, verifier_id: str, name: str, role: Role) -> None:
    """Change a name or role in the register; records keep the name they were made with."""
    verifier = queries.get(session, Verifier, verifier_id)
    verifier.name, verifier.role = name, role


def delete_verifier(session: Session, verifier_id: str) -> None:
    """Remove a name from the register; records keep it."""
    session.delete(queries.get(session, Verifier, verifier_id))


def add_meeting(session: Session, subcommittee_id: str, held_on: str, kind: MeetingKind = "ordinary") -> str:
    """A meeting on a day (YYYY-MM-DD); its key. Raises InputError where the utskott already meets that day."""
    return add_meetings(session, subcommittee_id, [held_on], kind, refuse_doubles=True)[0]


def add_meetings(
    session: Session,
    subcommittee_id: str,
    days: Iterable[str],
    kind: MeetingKind = "ordinary",
    *,
    refuse_doubles: bool = False,
) -> list[str]:
    """Meetings on several days (YYYY-MM-DD), leaving out days that the utskott already meets; the new keys.

    With ``refuse_doubles`` raises InputError instead of leaving out.
    """
    taken = {meeting.held_on for meeting in queries.get(session, Subcommittee, subcommittee_id).meetings}
    added = []
    for day in days:
        if day in taken and refuse_doubles:
            raise InputError("Utskottet har redan ett sammanträde den dagen.")
        if day in taken:
            continue
        taken.add(day)
        made = Meeting(subcommittee_id=subcommittee_id, held_on=day, kind=kind)
        session.add(made)
        session.flush()
        added.append(made.id)
    return added


def set_meeting(session: Session, meeting_id: str, held_on: str, kind: MeetingKind) -> None:
    """Move a meeting to another day or make it extra. Raises InputError where its stickprov is signed."""
    meeting = queries.get(session, Meeting, meeting_id)
    if any(record.signed for record in meeting.spot_checks):
        raise InputError("Mötets stickprov är signerat. Mötets datum kan inte ändras.")
    meeting.held_on, meeting.kind = held_on, kind


def delete_meeting(session: Session, meeting_id: str) -> None:
    """Remove a meeting with its unsigned record; ``Document.do`` refuses it over a signed one, or a draw."""
    session.delete(queries.get(session, Meeting, meeting_id))


# The record


def begin(session: Session, meeting_id: str, category_id: str, verifier: str = "") -> str:
    """Start a record with the category's questions and three empty cases; its key.

    Its justerare is the one chosen for the meeting where no other is given.
    """
    category = queries.get(session, SpotCheckCategory, category_id)
    record = SpotCheck(
        meeting_id=meeting_id,
        category_id=category_id,
        category_title=category.title,
        verifier=verifier or queries.get(session, Meeting, meeting_id).verifier,
    )
    session.add(record)
    session.flush()
    copy_questions(session, record, category)
    for key in keys_for(MINIMUM_CASES):
        session.add(SpotCheckCase(spot_check_id=record.id, order_key=key))
    session.flush()
    return record.id


def copy_questions(session: Session, record: SpotCheck, category: SpotCheckCategory) -> None:
    """The record's own copy of the checklist: later changes of the plan don't reach it."""
    for question in category.questions:
        session.add(SpotCheckQuestion(spot_check_id=record.id, order_key=question.order_key, text=question.text))


def set_category(session: Session, record_id: str, category_id: str) -> None:
    """Control something else, with that checklist. Raises InputError once a question is answered."""
    record = queries.get(session, SpotCheck, record_id)
    if record.category_id == category_id:
        return
    if any(answer.answer for case in record.cases for answer in case.answers):
        raise InputError(
            "Frågor är redan besvarade, så det går inte att byta vad som kontrolleras. "
            "Ta bort stickprovet och börja om."
        )
    category = queries.get(session, SpotCheckCategory, category_id)
    for question in record.questions:
        session.delete(question)
    record.category_id, record.category_title = category_id, category.title
    session.flush()
    copy_questions(session, record, category)


def set_field(session: Session, record_id: str, field: RecordField, text: str) -> None:
    """Change one of the record's own texts."""
    setattr(queries.get(session, SpotCheck, record_id), field, text)


def set_assessment(session: Session, record_id: str, assessment: Assessment) -> None:
    """The assessment of the whole stickprov."""
    queries.get(session, SpotCheck, record_id).assessment = assessment


def delete_record(session: Session, record_id: str) -> None:
    """Remove an unsigned record with its cases; ``Document.do`` refuses it over a signed one."""
    session.delete(queries.get(session, SpotCheck, record_id))


def add_case(session: Session, record_id: str) -> str:
    """Another case, last; its key. A reason for fewer than three goes when there are three."""
    record = queries.get(session, SpotCheck, record_id)
    case = SpotCheckCase(spot_check_id=record_id, order_key=last_key(record.cases))
    if len(record.cases) + 1 >= MINIMUM_CASES:
        record.fewer_reason = ""
    session.add(case)
    session.flush()
    return case.id


def remove_case(session: Session, case_id: str) -> None:
    """Remove a case with its answers. Raises InputError for a drawn one, which is left out with a reason instead."""
    case = queries.get(session, SpotCheckCase, case_id)
    if case.draw_item_id is not None:
        raise InputError("Ärendet är draget. Det kan inte tas bort, men hoppas över med ett skäl.")
    session.delete(case)


def set_reference(session: Session, case_id: str, reference: str) -> None:
    """The case's registry reference; never a name or personnummer.

    One that is typed is picked by hand, not drawn, unless it is what the draw gave and no other case has.
    """
    case = queries.get(session, SpotCheckCase, case_id)
    if case.reference == reference.strip():
        return
    record = case.spot_check
    case.reference, case.draw_item_id = reference.strip(), given_by_draw(record, reference.strip())
    if case.reference and not any(each.draw_item_id for each in record.cases):
        record.selection, record.draw_id = "by_hand", None


def given_by_draw(record: SpotCheck, reference: str) -> str | None:
    """The drawn case with that reference that no case of the record stands for; its key, or None."""
    taken = {case.draw_item_id for case in record.cases}
    drawn = outcome(record.draw).drawn if record.draw is not None else ()
    return next((each.id for each in drawn if each.reference == reference and each.id not in taken), None)


def set_comment(session: Session, case_id: str, comment: str) -> None:
    """What the justerare has to say about a case."""
    queries.get(session, SpotCheckCase, case_id).comment = comment


def set_case_assessment(session: Session, case_id: str, assessment: Assessment) -> None:
    """Whether the case gives cause for a remark."""
    queries.get(session, SpotCheckCase, case_id).assessment = assessment


def set_answer(session: Session, case_id: str, question_id: str, answer: Answer) -> None:
    """Answer one question about one case; empty takes the answer back."""
    case = queries.get(session, SpotCheckCase, case_id)
    given = next((each for each in case.answers if each.question_id == question_id), None)
    if given is not None:
        given.answer = answer
    elif answer:
        session.add(SpotCheckAnswer(case_id=case_id, question_id=question_id, answer=answer))


def set_fewer_reason(session: Session, record_id: str, reason: str) -> None:
    """Say why fewer than three cases are checked; the cases where nothing is filled in are then removed.

    An empty reason gives the missing cases back.
    """
    record = queries.get(session, SpotCheck, record_id)
    record.fewer_reason = reason.strip()
    if record.fewer_reason:
        for part in remaining(record):
            if part.untouched:
                remove_case(session, part.case_id)
        return
    missing = MINIMUM_CASES - len(record.cases)
    for key in keys_at(record.cases, len(record.cases), missing) if missing > 0 else []:
        session.add(SpotCheckCase(spot_check_id=record_id, order_key=key))


def sign(session: Session, record_id: str, by: str, now: datetime) -> None:
    """Sign and lock a record; run it with ``Document.do(..., barrier=True)``, for it can't be undone.

    ``now`` carries its time zone. Raises InputError where something is missing or the record is signed already.
    """
    record = queries.get(session, SpotCheck, record_id)
    if record.signed:
        raise InputError("Stickprovet är redan signerat och låst.")
    left = [f"{part.title}: {part.missing}" for part in remaining(record) if not part.done]
    if left:
        raise InputError(f"Stickprovet kan inte signeras än. {'. '.join(left)}")
    if not by.strip():
        raise InputError("Stickprovet kan inte signeras utan namn på den som signerar.")
    record.signed_at = now.isoformat(timespec="seconds")
    record.signed_by = by.strip()
    content = content_of(record, record.signed_at, record.signed_by)
    record.signed_content = canonical(content | {KNOWN: heads(seals(session))})
    record.fingerprint = fingerprint_of(record.signed_content)
