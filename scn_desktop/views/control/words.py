"""What the interface calls the kinds of controls, how a result is shown, and numbers of cases as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scn_desktop.errors import InputError
from scn_desktop.swedish import format_whole
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
    if not row.is_due:
        return tr("Inte den här gången"), Status.NEUTRAL, "minus"
    return tr("Ska rapporteras"), Status.NEUTRAL, "circle-dashed"


def read_count(text: str) -> int | None:
    """A typed number of cases; None where nothing is typed. Raises InputError for what is no whole number."""
    typed = "".join(text.split())
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
        raise InputError(tr("Skriv ett helt tal, till exempel 20."))
    return int(typed)


def shown_count(number: int | None) -> str:
    """A number as it stands in its field; empty where it is not told."""
    return "" if number is None else format_whole(number)
