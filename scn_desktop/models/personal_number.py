"""Refuses personnummer and samordningsnummer before they are in the file."""

from __future__ import annotations

import re

from personnummer import personnummer

from scn_desktop.errors import PersonalNumberError

CANDIDATE = re.compile(r"(?<![\d-])(\d{2})?(\d{6})(?:\s?([-+\u2010-\u2015\u2212])\s?|\s)?(\d{4})(?![\d-])")


def find_personal_number(text: str) -> str | None:
    """The first valid personnummer or samordningsnummer in the text as it was written, or None.

    Valid means a real date (samordningsnummer: day plus 60) and the right control digit, after
    Skatteverket's SKV 704 and SKV 707.
    """
    for match in CANDIDATE.finditer(text):
        century, birth, sign, last = match.groups()
        if personnummer.valid(f"{century or ''}{birth}{'+' if sign == '+' else '-'}{last}"):
            return match.group().strip()
    return None


def refuse_personal_number(text: str) -> None:
    """Raises PersonalNumberError, whose message never repeats the number, if the text holds one."""
    if find_personal_number(text) is not None:
        raise PersonalNumberError(
            "Texten innehåller ett personnummer eller samordningsnummer. Det får inte finnas i filen. "
            "Ta bort numret; resten av texten är kvar."
        )
