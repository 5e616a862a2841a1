"""The published way to draw cases by lot: anyone with the list and what the record prints comes to the same cases.

``docs/dragning.md`` describes it for those who repeat a draw; a change of anything here needs a rule of another name.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from scn_desktop.models.draw import Draw, DrawItem
from scn_desktop.models.spot_check import Meeting, SpotCheck

RULE: Final = "scn-dragning-1"
SECRET_BYTES: Final = 32
SECRET: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class ListedCase:
    """A case of the list to draw from; all but the registry reference may be empty."""

    reference: str
    category: str = ""
    dated: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a draw gives: the drawn cases and the reserves that are left, both in the order of the draw."""

    drawn: tuple[DrawItem, ...]
    reserves: tuple[DrawItem, ...]


def new_secret() -> str:
    """A seed or salt that nobody can foresee: 32 bytes as 64 hex digits."""
    return secrets.token_hex(SECRET_BYTES)


# The method


def normal(reference: str) -> str:
    """A registry reference as it is drawn: Unicode NFC, each run of white space one space, none around it."""
    return " ".join(unicodedata.normalize("NFC", reference).split())


def list_text(references: Iterable[str]) -> str:
    """The list's one text: a line per case, in the order of the lines' bytes in UTF-8, none after the last."""
    return "\n".join(sorted(normal(each) for each in references))  # by code point, which is by byte in UTF-8


def list_fingerprint(salt: str, references: Iterable[str]) -> str:
    """SHA-256 of salt, newline and the list's text: 64 hex digits. The salt keeps short lists from being guessed."""
    return digest(f"{salt}\n{list_text(references)}")


def lot(seed: str, reference: str) -> str:
    """The case's lot: SHA-256 of seed, newline and reference, as 64 hex digits. The lowest is drawn first."""
    return digest(f"{seed}\n{normal(reference)}")


def in_order(seed: str, references: Iterable[str]) -> list[str]:
    """All cases of the list as they are drawn: first those wanted, then the reserves, then the rest."""
    return sorted((normal(each) for each in references), key=lambda each: (lot(seed, each), each))


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, as hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def same(text: str) -> str:
    """What two ways of writing one reference or category have in common."""
    return normal(text).casefold()


def repeated(references: Iterable[str]) -> list[str]:
    """The references that the list has more than once, each once, in order; also where only capitals differ."""
    counted: dict[str, int] = {}
    for each in references:
        counted[same(each)] = counted.get(same(each), 0) + 1
    return [each for each, count in counted.items() if count > 1]


def merged(cases: Iterable[ListedCase]) -> list[ListedCase]:
    """The list with each case once, as it stands first: one that stands twice would be drawn twice as often."""
    first: dict[str, ListedCase] = {}
    for each in cases:
        first.setdefault(same(each.reference), each)
    return list(first.values())


def by_category(cases: Iterable[ListedCase]) -> dict[str, list[ListedCase]]:
    """The cases of each category, by its name as it is first written; a case that stands twice in one is there once."""
    names: dict[str, str] = {}
    grouped: dict[str, list[ListedCase]] = {}
    for each in cases:
        name = names.setdefault(same(each.category), normal(each.category))
        grouped.setdefault(name, []).append(each)
    return {name: merged(found) for name, found in grouped.items()}


# A draw that was made


def outcome(draw: Draw) -> Outcome:
    """What the draw gives now: a case that was left out has been replaced by the next reserve."""
    left_out = {each.item_id for each in draw.omissions}
    standing = [each for each in draw.items[: draw.wanted + draw.reserves] if each.id not in left_out]
    return Outcome(tuple(standing[: draw.wanted]), tuple(standing[draw.wanted :]))


def place_among(draw: Draw) -> tuple[int, int]:
    """Which of the meeting's draws it is, and how many they are: (2, 3)."""
    made = [each.id for each in draw.meeting.draws]
    return made.index(draw.id) + 1, len(made)


def unused(meeting: Meeting) -> list[Draw]:
    """The meeting's draws that no stickprov rests on: they are taken into use before another is made."""
    used = {record.draw_id for record in meeting.spot_checks}
    return [each for each in meeting.draws if each.id not in used]


def drawn_cases(record: SpotCheck) -> int:
    """How many of the record's cases still are as they were drawn."""
    return sum(case.draw_item_id is not None for case in record.cases)


def taken_away(record: SpotCheck) -> int:
    """How many of the drawn cases the record no longer has, though nobody left them out with a reason."""
    if record.draw is None:
        return 0
    standing = {case.draw_item_id for case in record.cases}
    return sum(each.id not in standing for each in outcome(record.draw).drawn)


def verify_draw(draw: Draw) -> list[str]:
    """What in a draw is not as it was when it was made ("Listan", "Fröet"); empty where all holds."""
    if draw.rule != RULE:
        return ["Metoden"]
    found = []
    references = [each.reference for each in draw.items]
    if list_fingerprint(draw.salt, references) != draw.list_fingerprint or repeated(references):
        found.append("Listan, saltet eller listans fingeravtryck")
    if SECRET.fullmatch(draw.seed) is None or in_order(draw.seed, references) != references:
        found.append("Fröet eller listans ordning")
    if draw.category_title and any(same(each.category) != same(draw.category_title) for each in draw.items):
        found.append("Kategorin")
    if draw.wanted < 1 or draw.reserves < 0:
        found.append("Antalet att dra")
    return found + wrong_omissions(draw)


def wrong_omissions(draw: Draw) -> list[str]:
    """Whether someone was left out who was never drawn, or without a reason."""
    could_be = {each.id for each in draw.items[: draw.wanted + draw.reserves]}
    right = all(each.item_id in could_be and each.reason.strip() for each in draw.omissions)
    return [] if right else ["Ett överhoppat ärende"]


def verify_selection(record: SpotCheck) -> list[str]:
    """What in a drawn record is not as its draw gave it ("Ärende 1"); empty where it was not drawn."""
    if record.draw is None:
        return []
    given = {each.id: each.reference for each in outcome(record.draw).drawn}
    return [
        f"Ärende {number}"
        for number, case in enumerate(record.cases, start=1)
        if case.draw_item_id is not None and given.get(case.draw_item_id) != case.reference
    ]


def next_reserve(draw: Draw) -> DrawItem | None:
    """Who takes the place of a case that is left out; None when the reserves are used up."""
    return next(iter(outcome(draw).reserves), None)
