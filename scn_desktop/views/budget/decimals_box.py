"""How many decimals a row or column prints with, or as its table."""

from __future__ import annotations

from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox


def decimals_box(chosen: int | None) -> ComboBox:
    """The choices, with None for the table's own."""
    box = ComboBox()
    box.addItem(tr("Som tabellen"), None)
    for count, text in enumerate((tr("0 decimaler"), tr("1 decimal"), tr("2 decimaler"))):
        box.addItem(text, count)
    box.setCurrentIndex(0 if chosen is None else chosen + 1)
    return box
