"""How the cases of a stickprov were chosen, in words for the screen and for both papers."""

from __future__ import annotations

from typing import Final

from scn_desktop.models.draw import Draw, DrawOmission
from scn_desktop.models.draw_rules import (
    drawn_cases,
    outcome,
    place_among,
    taken_away,
    unused,
    verify_draw,
    verify_selection,
)
from scn_desktop.models.spot_check import Meeting, SpotCheck
from scn_desktop.models.spot_check_rules import listed
from scn_desktop.models.spot_check_seal import short_code
from scn_desktop.models.spot_check_words import clock, counted, sentence
from scn_desktop.swedish import HARD_SPACE, format_date, plural

SMALL: Final = 5
"""A list shorter than this is not counted for the public: a case could be told from it."""
GROUP: Final = 8


def title(draw: Draw) -> str:
    """ "Dragning 2 av 3: Särskilda kostnader"."""
    place, count = place_among(draw)
    name = f"Dragning {place} av {count}"
    return f"{name}: {draw.category_title}" if draw.category_title else name


def selection_words(record: SpotCheck) -> str:
    """How the cases were chosen, in a sentence or two; empty for a record that doesn't tell."""
    if record.selection == "by_hand":
        return f"Ärendena är valda för hand, inte dragna av programmet.{_unused_words(record)}"
    if record.selection != "drawn" or record.draw is None:
        return ""
    drawn, place = drawn_cases(record), place_among(record.draw)
    cases = plural(len(record.draw.items), "ärende", "ärenden")
    who = counted(drawn).capitalize() + (" är draget" if drawn == 1 else " är dragna")
    said = f"{who} av programmet ur en lista med {cases} (dragning{HARD_SPACE}{place[0]} av{HARD_SPACE}{place[1]})."
    wrong = verify_selection(record)
    if wrong:
        said += f" {listed(wrong)} är inte som dragningen gav: det är ändrat utanför programmet."
    gone = taken_away(record)
    if gone:
        said += f" {counted(gone).partition(' ')[0].capitalize()} av de dragna ärendena är inte med."
    others = sum(bool(case.reference) and case.draw_item_id is None for case in record.cases)
    if others:
        chosen = counted(others).capitalize()
        said += f" {chosen} är valt för hand." if others == 1 else f" {chosen} är valda för hand."
    return said


def public_words(record: SpotCheck) -> str:
    """What the public is told of it: never a reference, nor how long a very short list was."""
    if record.selection != "drawn" or record.draw is None:
        return f"Ärendena är valda för hand.{_unused_words(record)}" if record.selection == "by_hand" else ""
    count = len(record.draw.items)
    among = f" med {plural(count, 'ärende', 'ärenden')}" if count >= SMALL else ""
    all_drawn = drawn_cases(record) == len(record.cases)
    gone = " Alla som drogs är inte med." if taken_away(record) else ""
    who = "Ärendena är dragna" if all_drawn else "Alla ärenden utom de som är valda för hand är dragna"
    made = plural(len(record.meeting.draws), "dragning", "dragningar")
    return f"{who} av programmet ur en lista{among}.{gone} För sammanträdet gjordes {made}."


def _unused_words(record: SpotCheck) -> str:
    """That draws were made for the meeting which no stickprov rests on; empty where none was."""
    count = len(unused(record.meeting))
    made = plural(count, "dragning", "dragningar")
    return f" {made} som gjordes för sammanträdet är inte {'använd' if count == 1 else 'använda'}." if count else ""


def draw_facts(draw: Draw) -> list[tuple[str, str]]:
    """What repeats the draw, and what became of it, as labels and values. Covered by secrecy."""
    found = outcome(draw)
    facts = [
        ("Gjord", f"{moment(draw.made_at)} av {draw.made_by}"),
        ("Ärenden i listan", str(len(draw.items))),
        ("Att dra", f"{plural(draw.wanted, 'ärende', 'ärenden')} och {plural(draw.reserves, 'reserv', 'reserver')}"),
        ("Metod", draw.rule),
        ("Frö", grouped(draw.seed)),
        ("Salt", grouped(draw.salt)),
        ("Listans fingeravtryck", grouped(draw.list_fingerprint)),
        ("Dragna", ", ".join(each.reference for each in found.drawn) or "inga"),
        ("Reserver kvar", ", ".join(each.reference for each in found.reserves) or "inga"),
    ]
    return facts + [("Överhoppat", omission_words(each)) for each in draw.omissions]


def omission_words(omission: DrawOmission) -> str:
    """ "IFO-2027-01432: jäv. Kerstin Alm, 8 september 2027, 13.02."."""
    said = sentence(omission.reason)
    return f"{omission.item.reference}: {said} {omission.made_by}, {moment(omission.made_at)}."


def short_words(draw: Draw) -> str:
    """A draw on one line, without any reference: when, by whom, how many, and the list's short code."""
    cases = plural(len(draw.items), "ärende", "ärenden")
    code = short_code(draw.list_fingerprint)
    return f"{moment(draw.made_at)} av {draw.made_by}, ur en lista med {cases}. Listans kod {code}"


def altered_words(meeting: Meeting) -> str:
    """Which of the meeting's draws were changed with another tool, and what in them; empty where none was."""
    altered = [(draw, verify_draw(draw)) for draw in meeting.draws]
    return " ".join(
        f"{title(draw)} är ändrad utanför programmet: {', '.join(fields).lower()}."
        for draw, fields in altered
        if fields
    )


def minutes_line(record: SpotCheck) -> str:
    """How the cases were drawn, with the code that ties the list to the minutes; empty where they were not."""
    if record.selection != "drawn" or record.draw is None:
        return ""
    return f"{selection_words(record)} Listans kod {short_code(record.draw.list_fingerprint)}."


def meeting_words(meeting: Meeting) -> str:
    """ "Utskott Norr, 8 september 2027"."""
    return f"{meeting.subcommittee.name}, {format_date(meeting.held_on) if meeting.held_on else 'utan datum'}"


def grouped(digits: str) -> str:
    """Hex digits eight at a time, to compare by eye; 64 of them break in the middle where a line is too short."""
    groups = [digits[at : at + GROUP] for at in range(0, len(digits), GROUP)]
    half = (len(groups) + 1) // 2
    return " ".join(HARD_SPACE.join(each) for each in (groups[:half], groups[half:]) if each)


def moment(stamp: str) -> str:
    """ "8 september 2027, 13.42", or the stamp itself where it is none."""
    try:
        return clock(stamp)
    except ValueError:
        return stamp
