"""What the interface calls a risk and its controls, and how it says what a risk was judged as the year before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.control import Control, Risk


def risk_name(risk: Risk) -> str:
    """The first line of what may go wrong, or that nothing is said."""
    return next(iter(risk.description.strip().splitlines()), "") or tr("Risk utan beskrivning")


def control_name(control: Control, number: str) -> str:
    """ "2.1 Stickprov inför möten"."""
    activity = next(iter(control.activity.strip().splitlines()), "") or tr("Kontroll utan beskrivning")
    return f"{number} {activity}".strip()


def earlier_words(risk: Risk, before: Risk) -> str:
    """ "2027: 3 × 4 = 12. Sannolikheten har sänkts." """
    from scn_desktop.models.risk_register import change_words, factors_words

    return f"{before.plan.year}: {factors_words(before)}. {change_words(risk, before)}".strip()
