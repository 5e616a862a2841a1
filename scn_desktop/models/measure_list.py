"""The measures of a plan, each once however many tables it stands in, with the places where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from scn_desktop.models import queries
from scn_desktop.models.blocks import MeasurePlacement
from scn_desktop.models.measure import Measure
from scn_desktop.models.numbering import Label, labels
from scn_desktop.models.plan import Plan, Section


@dataclass(frozen=True)
class ListedMeasure:
    """A measure, and its placements as they come in reading; ``places`` are what their sections are called."""

    measure: Measure
    placements: tuple[MeasurePlacement, ...]
    places: tuple[str, ...]


def place_name(section: Section, found: dict[str, Label]) -> str:
    """What a section is called where it is only mentioned: "Uppdrag 2.1", or its title where it bears no number."""
    return found[section.id].text or section.title or section.kind.singular


def listed_measures(plan: Plan) -> list[ListedMeasure]:
    """Every measure in the order that it is first met in; those that stand nowhere come last."""
    placements: dict[str, list[MeasurePlacement]] = {}
    places: dict[str, list[str]] = {}
    for paper in plan.papers:
        found = labels(paper)
        for section in queries.walk(paper):
            for block in section.blocks:
                for placement in block.measure_placements:
                    placements.setdefault(placement.measure_id, []).append(placement)
                    places.setdefault(placement.measure_id, []).append(place_name(section, found))
    by_id = {measure.id: measure for measure in plan.measures}
    order = [*placements, *(measure_id for measure_id in by_id if measure_id not in placements)]
    return [ListedMeasure(by_id[each], tuple(placements.get(each, ())), tuple(places.get(each, ()))) for each in order]


def sections_with_measures(plan: Plan) -> list[tuple[int, str, Section]]:
    """The sections that have a measure in or below them, in reading order: depth, number and title, section."""
    found: list[tuple[int, str, Section]] = []

    def walk(sections: list[Section], depth: int, names: dict[str, Label]) -> None:
        for section in sections:
            place = len(found)
            walk(section.sections, depth + 1, names)
            if len(found) > place or any(block.measure_placements for block in section.blocks):
                found.insert(place, (depth, f"{names[section.id].text} {section.title}".strip(), section))

    for paper in plan.papers:
        walk(paper.sections, 0, labels(paper))
    return found


def standing(measure: Measure) -> list[tuple[str, Section]]:
    """The places where a measure stands: what each section is called, and the section."""
    return _places([each.block.section for each in measure.placements])


def elsewhere(placement: MeasurePlacement) -> list[tuple[str, Section]]:
    """The other places where a placement's measure stands."""
    return _places([each.block.section for each in placement.measure.placements if each is not placement])


def in_reading_order(sections: list[Section]) -> list[Section]:
    """The sections as they come in reading, each once."""
    unique = {section.id: section for section in sections}
    if len(unique) < 2:
        return list(unique.values())
    papers = {section.paper_id: section.paper for section in sections}
    order = {
        each.id: (paper.order_key, place) for paper in papers.values() for place, each in enumerate(queries.walk(paper))
    }
    return sorted(unique.values(), key=lambda section: order[section.id])


def _places(sections: list[Section]) -> list[tuple[str, Section]]:
    papers = {section.paper_id: labels(section.paper) for section in sections}
    return [(place_name(section, papers[section.paper_id]), section) for section in in_reading_order(sections)]
