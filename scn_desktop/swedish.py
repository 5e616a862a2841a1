"""Swedish numbers, dates and sorting, for screen and paper alike."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

HARD_SPACE: Final = "\u00a0"
MINUS: Final = "\u2212"
MONTHS: Final = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS: Final = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_LAST_LETTERS: Final = str.maketrans({"å": "z{", "ä": "z|", "ö": "z}", "é": "e", "è": "e", "ü": "u", "à": "a"})


def sort_key(text: str) -> tuple[str, str]:
    """Sorts å, ä, ö last and ignores case."""
    return text.casefold().translate(_LAST_LETTERS), text


def format_whole(number: int) -> str:
    """1 234 567 with hard spaces and a real minus sign."""
    return f"{number:,}".replace(",", HARD_SPACE).replace("-", MINUS)


def format_date(iso: str, *, weekday: bool = False) -> str:
    """ "8 september 2027", or "onsdag 8 september 2027", of an ISO date. Raises ValueError."""
    day = date.fromisoformat(iso)
    text = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {text}" if weekday else text


def day_and_month(iso: str) -> str:
    """ "8 september" of an ISO date. Raises ValueError."""
    return format_date(iso).rpartition(" ")[0]


def format_moment(moment: datetime) -> str:
    """ "8 september 2027, 14.32"."""
    return f"{format_date(moment.date().isoformat())}, {moment:%H.%M}"


def plural(count: int, one: str, many: str) -> str:
    """ "1 åtgärd", "3 åtgärder"."""
    return f"{format_whole(count)} {one if count == 1 else many}"


def lower_first(text: str) -> str:
    """A name as it stands inside a sentence: "socialnämnden"; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
