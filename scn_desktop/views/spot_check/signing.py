"""Signera och lås: the question with its consequence, and the signature, which can't be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from scn_desktop.errors import ScnError
from scn_desktop.law import citation
from scn_desktop.views import prompts
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.spot_check import SpotCheck


def ask_and_sign(bridge: Bridge, record: SpotCheck, now: Callable[[], datetime], parent: QWidget) -> bool:
    """Ask, then sign and lock the record as its justerare; whether it was done. What was refused is told."""
    from scn_desktop.models.edits import spot_checks

    question = tr("Signera och lås stickprovet som {name}?").format(name=record.verifier)
    consequence = tr(
        "Efter signeringen kan ingen ändra stickprovet. Varken det eller tidigare ändringar i filen kan ångras. "
        "Signeringen ersätter inte justeringen av protokollet enligt {law}."
    ).format(law=citation("verification"))
    if not prompts.confirm(parent, question, consequence, tr("Signera och lås")):
        return False
    key, by, signed_at = record.id, record.verifier, now()
    try:
        bridge.do(tr("Signera stickprov"), lambda session: spot_checks.sign(session, key, by, signed_at), barrier=True)
    except ScnError as error:
        bridge.say(str(error))
        return False
    return True
