"""Bilaga 1: the steering documents that a plan's measures are connected to, by group, with where they are used."""

from __future__ import annotations

from scn_desktop.models import queries
from scn_desktop.models.committee import SteeringDocument
from scn_desktop.models.measure_list import place_name
from scn_desktop.models.numbering import Label, labels
from scn_desktop.models.plan import Paper, Plan, Section
from scn_desktop.swedish import sort_key


def used_by_group(plan: Plan) -> list[tuple[str, list[SteeringDocument]]]:
    """The used documents, those without a group first, "Övrigt" last, sorted as in Sweden within each group."""
    used = queries.used_steering_documents(plan)
    names = {document.group.strip() for document in used}
    order = sorted(names, key=lambda name: (bool(name), name.casefold() == "övrigt", sort_key(name)))
    return [(name, [each for each in used if each.group.strip() == name]) for name in order]


def places_of_use(paper: Paper) -> dict[str, list[str]]:
    """Where the measures stand that are connected to each document, by its key, in reading order.

    A section is told by its number, or the number of the one it stands under; by its title where none has any.
    """
    found: dict[str, list[str]] = {}
    names = labels(paper)
    for section in queries.walk(paper):
        for block in section.blocks:
            for placement in block.measure_placements:
                for document in placement.measure.steering_documents:
                    places = found.setdefault(document.id, [])
                    name = place_name(numbered(section, names), names)
                    if name not in places:
                        places.append(name)
    return found


def numbered(section: Section, names: dict[str, Label]) -> Section:
    """The section itself or the nearest above it that bears a number; the section where none does."""
    above: Section | None = section
    while above is not None:
        if names[above.id].number:
            return above
        above = above.parent
    return section


def together(names: list[str]) -> str:
    """Places of one kind together: "Uppdrag 2.1, 5.1", each kind on a line of its own."""
    kinds: dict[str, list[str]] = {}
    for name in names:
        kind, _, number = name.rpartition(" ")
        if not number[:1].isdigit():
            kind, number = name, ""
        kinds.setdefault(kind, []).append(number)
    return "\n".join(f"{kind} {', '.join(numbers)}".strip() for kind, numbers in kinds.items())


def validity(document: SteeringDocument) -> str:
    """The years it applies, "2024–2027"; empty where none is given."""
    years = [str(year) for year in (document.valid_from, document.valid_to) if year is not None]
    return "\u2013".join(dict.fromkeys(years))
