"""What the interface calls the kinds of controls, and how a result is shown."""

from __future__ import annotations

from typing import Final

from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.labels import Status

KIND_WORDS: Final = {
    "": "Kontroller och åtgärder",
    "control": "Kontroller",
    "measure": "Riskreducerande åtgärder",
    "audit": "Åtgärder efter granskning",
}
RESULT_STATUS: Final = {"none": Status.OK, "minor": Status.WARNING, "remark": Status.ERROR}


def kind_words(kind: str) -> str:
    """A kind of controls, in the plural."""
    return tr(KIND_WORDS[kind])


def one_of_kind(kind: str) -> str:
    """One of the kind: "Kontroll"."""
    return {
        "measure": tr("Riskreducerande åtgärd"),
        "audit": tr("Åtgärd efter granskning"),
    }.get(kind, tr("Kontroll"))
