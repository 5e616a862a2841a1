"""Words that all texts about stickprov share: counts, times, sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from scn_desktop.swedish import format_date

NUMBERS: Final = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def counted(count: int) -> str:
    """ "ett ärende", "tre ärenden", "14 ärenden"."""
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    if count == 0:
        return "inga ärenden"
    return f"{number} ärende" if count == 1 else f"{number} ärenden"


def clock(stamp: str) -> str:
    """ "8 september 2027, 13.42" of an ISO time, as the clock showed where it was signed. Raises ValueError."""
    at = datetime.fromisoformat(stamp)
    return f"{format_date(at.date().isoformat())}, {at:%H.%M}"


def sentence(text: str) -> str:
    """The text on one line, with a full stop at its end."""
    words = " ".join(text.split())
    return words if words[-1:] in (".", "!", "?", "") else f"{words}."
