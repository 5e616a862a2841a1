"""The accent colour of the papers: how it is written, and whether it can be read on white."""

from __future__ import annotations

import re
from typing import Final

from scn_desktop.errors import InputError

OWN: Final = "#123F4A"
"""The program's own, where the municipality has not chosen."""
LEAST_CONTRAST: Final = 4.5
"""WCAG 2.1, 1.4.3, for text of ordinary size: labels and table titles are printed in the colour."""

_HEX: Final = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\Z")


def contrast_on_white(colour: str) -> float:
    """The contrast ratio, 1 to 21, of "#RRGGBB" on white paper, by WCAG's formula."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def read_accent(text: str) -> str:
    """A typed colour as "#RRGGBB"; "" for the program's own.

    Raises InputError for what is no colour, or is too light to be read on white.
    """
    typed = text.strip()
    if not typed:
        return ""
    found = _HEX.match(typed)
    if found is None:
        raise InputError("Skriv färgen som # och sex siffror eller bokstäver a–f, till exempel #123F4A.")
    digits = found[1] if len(found[1]) == 6 else "".join(2 * sign for sign in found[1])
    colour = f"#{digits.upper()}"
    ratio = contrast_on_white(colour)
    if ratio < LEAST_CONTRAST:
        shown = f"{int(ratio * 10) / 10:.1f}".replace(".", ",")
        raise InputError(
            f"Färgen är för ljus för text på vitt papper: kontrasten är {shown} och måste vara minst 4,5."
            " Välj en mörkare."
        )
    return colour
