"""Notices what looks like a person in a text about a case; only the writer knows whether it is one."""

from __future__ import annotations

import re
from typing import Final

_PHONE: Final = re.compile(r"(?<![\d-])(?:\+46[\s-]?|0)\d{1,3}[\s-]?\d{2,3}(?:[\s-]?\d{2,3}){1,2}(?![\d-])")
_WORD: Final = r"[A-ZÅÄÖÉ][a-zåäöéèü]+(?:-[A-ZÅÄÖÉ][a-zåäöéèü]+)?"
_NAME: Final = re.compile(rf"(?<!\w)({_WORD})\s({_WORD})(?!\w)")
_BODIES: Final = ("utskott", "utskottet", "enhet", "enheten", "nämnd", "nämnden", "tjänst", "tjänsten", "team")


def likely_person(text: str) -> str:
    """What looks like a phone number or a person's first name and surname, as it stands; empty for nothing."""
    phone = _PHONE.search(text)
    if phone is not None:
        return phone.group()
    for name in _NAME.finditer(text):
        if not name.group(1).lower().endswith(_BODIES):
            return name.group()
    return ""
