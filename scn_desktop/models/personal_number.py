"""Refuses personnummer and samordningsnummer before they are in the file."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

from personnummer import personnummer

from scn_desktop.errors import PersonalNumberError

_SIGN: Final = "[-+\u2010-\u2015\u2212]"
CANDIDATES: Final = (
    re.compile(rf"(?<!\d)(\d\d)?\s?(\d{{6}})(?:\s{{0,3}}({_SIGN}){{1,2}}\s{{0,3}}|\s)?(\d{{4}})(?!\d)"),
    re.compile(r"(?<![\d-])(\d\d)?(\d\d-\d\d-\d\d)([-+])(\d{4})(?![\d-])"),
)
FORMATTING: Final = re.compile(r"[*_`~\\]|</?[A-Za-z]+>")
"""Marks of CommonMark and HTML that may stand inside a number without being seen in print."""


def find_personal_number(text: str) -> str | None:
    """The first valid personnummer or samordningsnummer in the text as it is read in print, or None.

    Valid means a real date (samordningsnummer: day plus 60) and the right control digit, after
    Skatteverket's SKV 704 and SKV 707. The keys in addresses of references are no text.
    """
    if "scn:" in text:
        from scn_desktop.models.running_text import without_keys

        text = without_keys(text)
    for reading in dict.fromkeys((text, as_printed(text))):
        for candidate in CANDIDATES:
            for match in candidate.finditer(reading):
                century, birth, sign, last = match.groups()
                digits = f"{century or ''}{birth.replace('-', '')}{'+' if sign == '+' else '-'}{last}"
                if personnummer.valid(digits):
                    return match.group().strip()
    return None


def as_printed(text: str) -> str:
    """The text without formatting and characters that are not seen: soft hyphens, zero-width spaces."""
    plain = FORMATTING.sub("", html.unescape(text))
    return plain if plain.isascii() else "".join(each for each in plain if unicodedata.category(each) != "Cf")


def refuse_personal_number(text: str) -> None:
    """Raises PersonalNumberError, whose message never repeats the number, if the text holds one."""
    if find_personal_number(text) is not None:
        raise PersonalNumberError(
            "Texten innehåller ett personnummer eller samordningsnummer. Det får inte finnas i filen. "
            "Ta bort numret; resten av texten är kvar."
        )
