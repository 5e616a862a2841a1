"""How the mark of a note is drawn: figures as the font's own raised ones, so that they stay raised in copied text."""

from dataclasses import replace
from typing import Final

from scn_desktop.reports.theme import Face

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_GROWN: Final = 1.15
"""The font's raised figures are drawn somewhat larger, to be as easy to read as the letters used as marks."""


def raised(mark: str, face: Face) -> tuple[str, Face]:
    """The mark as text, and the face to set it in beside a text of ``face``; letters and stars become smaller ones."""
    if mark.isascii() and mark.isdecimal():
        return mark.translate(_RAISED), replace(face, size=face.size * _GROWN)
    return mark, face.mark()
