"""What in a signed stickprov a correction may be about, in the words that ``verify`` uses, with what stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scn_desktop.models.spot_check import SpotCheck, SpotCheckCase

ANSWERS: Final = {"yes": "Ja", "no": "Nej", "not_applicable": "Ej aktuellt", "": ""}
ASSESSMENTS: Final = {"no_remark": "Utan anmärkning", "remark": "Anmärkning", "": ""}


@dataclass(frozen=True)
class Place:
    """``name`` ("Kommentar") within its group, ``title`` in full ("Ärende 2, kommentar"), ``says`` as it was signed."""

    name: str
    title: str
    says: str


@dataclass(frozen=True)
class PlaceGroup:
    """The whole stickprov or one case, with its places."""

    name: str
    places: tuple[Place, ...]


def place_groups(record: SpotCheck) -> list[PlaceGroup]:
    """The stickprov as a whole, then each of its cases."""
    whole = (
        ("Vad som kontrolleras", record.category_title),
        ("Justerare", record.verifier),
        ("Jäv", record.recusal),
        ("Föredragande", record.presenter),
        ("Skäl till färre än tre ärenden", record.fewer_reason),
        ("Samlad bedömning", ASSESSMENTS[record.assessment]),
        ("Slutsats", record.conclusion),
        ("Något annat", ""),
    )
    cases = [_case(record, case, number) for number, case in enumerate(record.cases, start=1)]
    return [PlaceGroup("Hela stickprovet", tuple(Place(name, name, says) for name, says in whole)), *cases]


def _case(record: SpotCheck, case: SpotCheckCase, number: int) -> PlaceGroup:
    said = [("Ärendenummer", case.reference)]
    said += [
        (f"Fråga {place}", f"{question.text} {ANSWERS[case.answer_to(question)]}".strip())
        for place, question in enumerate(record.questions, start=1)
    ]
    said += [("Kommentar", case.comment), ("Bedömning", ASSESSMENTS[case.assessment])]
    group = f"Ärende {number}"
    return PlaceGroup(group, tuple(Place(name, f"{group}, {name[:1].lower()}{name[1:]}", says) for name, says in said))
