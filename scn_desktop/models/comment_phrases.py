"""Ready phrases for the comment on a case: the plan's own, or the program's where the plan has none."""

from __future__ import annotations

from typing import Final

from scn_desktop.models.planning_model import PlanningModel

PHRASES: Final = (
    "Skälen för beslutet framgår och går att följa.",
    "Det framgår inte vilka skäl som ligger bakom beslutet.",
    "Det framgår inte hur barnets bästa har bedömts.",
    "Det framgår inte vad barnet har sagt, eller varför barnet inte har hörts.",
    "Beslutet fattades senare än det skulle.",
    "Beslutet är fattat av någon som saknar delegation.",
    "Den som beslutet gäller har inte underrättats.",
    "Enheten kompletterar akten och återkommer till utskottet.",
)


def phrases_of(model: PlanningModel) -> list[str]:
    """What the plan offers, in its order."""
    own = [each.text for each in model.comment_phrases if each.text.strip()]
    return own or [*PHRASES]


def appended(comment: str, phrase: str) -> str:
    """The comment with a phrase after it: on the same line, parted by a space."""
    parted = "" if not comment or comment[-1:].isspace() else " "
    return f"{comment}{parted}{phrase}"
