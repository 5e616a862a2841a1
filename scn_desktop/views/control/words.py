"""What the interface calls the kinds of controls, and how a result is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.labels import Status

if TYPE_CHECKING:
    from scn_desktop.models.control_results import Reported

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


def result_pill(row: Reported) -> tuple[str, Status, str]:
    """How far a control has come in a follow-up: words, status, and the sign's name."""
    if row.execution is not None and row.execution.result is not None:
        status = RESULT_STATUS[row.execution.result.kind]
        return row.execution.result.wording, status, status.sign
    if row.execution is not None:
        return tr("Påbörjad"), Status.INFORMATION, "circle-dot"
    return tr("Ska rapporteras"), Status.NEUTRAL, "circle-dashed"
