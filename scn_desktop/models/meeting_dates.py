"""Reads the days of meetings as people write and paste them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from scn_desktop.swedish import MONTHS

_ISO: Final = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_SLASHED: Final = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:[-/ ](?P<year>\d{4}))?")
_WORDS: Final = re.compile(r"(?P<day>\d{1,2})\.?\s+(?P<word>[a-zåäö]{3,9})\.?(?:\s+(?P<year>\d{4}))?", re.IGNORECASE)
_WEEKDAY: Final = re.compile(r"\b(mån|tis|ons|tors|fre|lör|sön)(dag|dagen)?\b\.?", re.IGNORECASE)


def read_days(text: str, year: int) -> tuple[list[str], list[str]]:
    """The days (YYYY-MM-DD) in a text with one or more of them, and the pieces that are no day.

    They are parted by line breaks, tabs, commas or semicolons; a day without a year is in ``year``. "2027-09-08",
    "8/9", "8 september", "onsdag 8 sep. 2027".
    """
    days, unread = [], []
    for piece in re.split(r"[\n\t,;]+", text):
        words = _WEEKDAY.sub("", piece).strip()
        if not words:
            continue
        found = one_day(words, year)
        if found is None:
            unread.append(piece.strip())
        else:
            days.append(found.isoformat())
    return days, unread


def one_day(words: str, year: int) -> date | None:
    """The day that the words mean, or None."""
    match = _ISO.fullmatch(words) or _SLASHED.fullmatch(words) or _WORDS.fullmatch(words)
    if match is None:
        return None
    parts = match.groupdict()
    if parts.get("word"):
        named = [place for place, name in enumerate(MONTHS, start=1) if name.startswith(parts["word"].lower())]
        month = named[0] if named else 0
    else:
        month = int(parts["month"])
    try:
        return date(int(parts["year"] or year), month, int(parts["day"]))
    except ValueError:
        return None
