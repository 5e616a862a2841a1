"""Drawing the cases of a stickprov by lot. What draws or leaves out runs with ``Document.do(..., barrier=True)``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.draw import Draw, DrawItem, DrawOmission
from scn_desktop.models.draw_rules import (
    RULE,
    ListedCase,
    by_category,
    in_order,
    list_fingerprint,
    merged,
    new_secret,
    next_reserve,
    normal,
    outcome,
    repeated,
    unused,
)
from scn_desktop.models.ordering import keys_for, last_key
from scn_desktop.models.spot_check import MINIMUM_CASES, Meeting, SpotCheck, SpotCheckCase
from scn_desktop.models.spot_check_rules import missing_in_case

MOST_CASES = 20_000


def make_draw(
    session: Session, meeting_id: str, cases: Sequence[ListedCase], category_title: str, wanted: int, reserves: int,
    by: str, now: datetime, secret: Callable[[], str] = new_secret,
) -> str:  # fmt: skip
    """Draw among the cases of a list and log it; the draw's key. It can't be undone, changed or removed.

    The list is fixed before ``secret`` is asked for salt and seed; ``now`` carries its time zone. Raises InputError
    where there is nothing to draw from, a case stands twice, or fewer than three are wanted of a list that has more.
    """
    refuse_list(cases, wanted, reserves, by)
    listed = {normal(each.reference): each for each in cases}
    salt = secret()
    fingerprint = list_fingerprint(salt, listed)
    seed = secret()
    made = Draw(
        meeting_id=queries.get(session, Meeting, meeting_id).id,
        category_title=normal(category_title),
        made_at=now.isoformat(timespec="seconds"),
        made_by=by.strip(),
        rule=RULE,
        seed=seed,
        salt=salt,
        list_fingerprint=fingerprint,
        wanted=wanted,
        reserves=reserves,
    )
    session.add(made)
    session.flush()
    for reference, key in zip(in_order(seed, listed), keys_for(len(listed)), strict=True):
        case = listed[reference]
        session.add(
            DrawItem(
                draw_id=made.id,
                order_key=key,
                reference=reference,
                category=normal(case.category),
                dated=normal(case.dated),
                unit=normal(case.unit),
            )
        )
    session.flush()
    return made.id


def refuse_list(cases: Sequence[ListedCase], wanted: int, reserves: int, by: str) -> None:
    """Raises InputError, which names no case, for what can't be drawn from."""
    if not cases or not all(normal(each.reference) for each in cases):
        raise InputError("Listan har inga ärenden att dra bland, eller ett ärende utan nummer.")
    if len(cases) > MOST_CASES:
        raise InputError("Listan är för lång. Dela upp den, till exempel per månad.")
    if repeated(each.reference for each in cases):
        raise InputError("Ett ärende står två gånger i listan. Ta bort det ena, så att alla har samma chans.")
    if wanted < min(MINIMUM_CASES, len(cases)) or reserves < 0:
        raise InputError("Minst tre ärenden ska dras.")
    if not by.strip():
        raise InputError("Skriv vem som drar.")


def make_draws(
    session: Session, meeting_id: str, cases: Sequence[ListedCase], wanted: int, reserves: int, by: str, now: datetime,
    *, per_category: bool = False, secret: Callable[[], str] = new_secret,
) -> list[str]:  # fmt: skip
    """One draw among all cases of the list, or one among those of each category; the keys, in order.

    A case that stands several times in what is drawn among is counted once.
    """
    groups = by_category(cases) if per_category else {"": merged(cases)}
    return [
        make_draw(session, meeting_id, found, category, wanted, reserves, by, now, secret)
        for category, found in groups.items()
    ]


def use_draw(session: Session, record_id: str, draw_id: str) -> None:
    """Let the drawn cases be the record's: they take its empty places, and new ones where those don't suffice.

    Raises InputError where the record is signed, or the draw is another meeting's or another record's.
    """
    record, draw = queries.get(session, SpotCheck, record_id), queries.get(session, Draw, draw_id)
    if record.signed:
        raise InputError("Stickprovet är signerat och låst. Det kan inte ändras.")
    if draw.meeting_id != record.meeting_id:
        raise InputError("Dragningen gjordes för ett annat sammanträde.")
    if draw not in unused(record.meeting):
        raise InputError("Dragningen är redan använd i ett stickprov.")
    free = [case for case in record.cases if is_empty(case)]
    drawn = outcome(draw).drawn
    for item, case in zip(drawn, free, strict=False):
        take_place(case, item)
    key = last_key(record.cases)
    for item in drawn[len(free) :]:
        session.add(
            SpotCheckCase(spot_check_id=record.id, order_key=key, reference=item.reference, draw_item_id=item.id)
        )
        session.flush()
        key = last_key(record.cases)
    record.selection, record.draw_id = "drawn", draw.id
    if len(record.cases) >= MINIMUM_CASES:
        record.fewer_reason = ""
    session.flush()


def take_place(case: SpotCheckCase, item: DrawItem | None) -> None:
    """Let the case be the drawn one, or no one."""
    case.reference = item.reference if item is not None else ""
    case.draw_item_id = item.id if item is not None else None


def is_empty(case: SpotCheckCase) -> bool:
    """Whether nothing is filled in about the case."""
    _, untouched = missing_in_case(case.spot_check, case, ())
    return untouched


def omit(session: Session, draw_id: str, item_id: str, reason: str, by: str, now: datetime) -> str | None:
    """Leave a drawn case out; the key of the reserve that takes its place, None when there is none left.

    What was answered about it goes with it. Raises InputError without a reason, for a case that is not among the drawn,
    or where the stickprov is signed.
    """
    draw = queries.get(session, Draw, draw_id)
    if not reason.strip():
        raise InputError("Skriv varför ärendet hoppas över. Skälet sparas tillsammans med dragningen.")
    if not by.strip():
        raise InputError("Skriv vem som hoppar över ärendet.")
    if item_id not in {each.id for each in outcome(draw).drawn}:
        raise InputError("Ärendet är inte ett av dem som är dragna.")
    records = [each for each in draw.meeting.spot_checks if each.draw_id == draw.id]
    if any(record.signed for record in records):
        raise InputError("Stickprovet är signerat och låst. Inget ärende kan hoppas över.")
    instead = next_reserve(draw)
    made = DrawOmission(
        draw_id=draw.id,
        item_id=item_id,
        reason=reason.strip(),
        made_by=by.strip(),
        made_at=now.isoformat(timespec="seconds"),
    )
    session.add(made)
    session.flush()
    for case in [case for record in records for case in record.cases if case.draw_item_id == item_id]:
        clear(session, case)
        take_place(case, instead)
    session.flush()
    return instead.id if instead is not None else None


def clear(session: Session, case: SpotCheckCase) -> None:
    """Take away what is said about a case that makes place for another."""
    for answer in list(case.answers):
        session.delete(answer)
    case.comment, case.assessment = "", ""


def pick_by_hand(session: Session, record_id: str) -> None:
    """Let the record say that its cases are picked by hand, not drawn."""
    record = queries.get(session, SpotCheck, record_id)
    record.selection, record.draw_id = "by_hand", None
    for case in record.cases:
        case.draw_item_id = None
