"""Measures in the tables they stand in, and the register of steering documents they are connected to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block, MeasurePlacement
from scn_desktop.models.committee import SteeringDocument
from scn_desktop.models.edits import placements
from scn_desktop.models.measure import Measure, SteeringLink
from scn_desktop.models.ordering import keys_at, keys_for
from scn_desktop.models.similar_titles import folded

MeasureField = Literal["text", "description", "period", "partners", "responsible", "effect"]
SteeringField = Literal["title", "decided_by", "valid_from", "valid_to", "group"]


@dataclass(frozen=True)
class NewMeasure:
    """A measure to add, its steering documents by title."""

    text: str = ""
    effect: str = ""
    steering_titles: Sequence[str] = field(default=())
    period: str = ""
    partners: str = ""
    responsible: str = ""
    description: str = ""


def add(session: Session, block_id: str, index: int | None = None, text: str = "") -> str:
    """A new measure before placement ``index`` of a table, or last; the key of its placement."""
    return append(session, block_id, [NewMeasure(text)], index)[0]


def append(session: Session, block_id: str, measures: Sequence[NewMeasure], index: int | None = None) -> list[str]:
    """New measures before placement ``index``, or last, with steering documents as needed; their placements' keys."""
    block = queries.get(session, Block, block_id)
    plan = block.section.paper.plan
    place = len(block.measure_placements) if index is None else index
    added = []
    register = {folded(document.title): document for document in queries.committee(session).steering_documents}
    keys = keys_at(block.measure_placements, place, len(measures)) if measures else []
    for new, key in zip(measures, keys, strict=True):
        measure = Measure(
            plan_id=plan.id,
            text=new.text,
            description=new.description,
            effect=new.effect,
            period=new.period,
            partners=new.partners,
            responsible=new.responsible,
        )
        session.add(measure)
        session.flush()
        placement = MeasurePlacement(block_id=block_id, measure_id=measure.id, order_key=key)
        session.add(placement)
        link(session, measure.id, [in_register(session, register, title).id for title in new.steering_titles])
        session.flush()
        added.append(placement.id)
    return added


def place(session: Session, block_id: str, measure_id: str, index: int | None = None) -> str:
    """Let a measure of the plan stand in one more table, before placement ``index`` or last; its placement's key.

    Raises InputError where it stands in that table already.
    """
    block = queries.get(session, Block, block_id)
    measure = queries.get(session, Measure, measure_id)
    if measure.plan_id != block.section.paper.plan_id:
        raise InputError("Åtgärden hör till ett annat års plan.")
    if any(each.measure_id == measure_id for each in block.measure_placements):
        raise InputError("Åtgärden står redan i den här tabellen.")
    at = len(block.measure_placements) if index is None else index
    placement = MeasurePlacement(
        block_id=block_id, measure_id=measure_id, order_key=keys_at(block.measure_placements, at)[0]
    )
    session.add(placement)
    session.flush()
    return placement.id


def set_field(session: Session, measure_id: str, name: MeasureField, value: str) -> None:
    """Change one field of a measure, wherever it stands."""
    setattr(queries.get(session, Measure, measure_id), name, value)


def set_steering(session: Session, measure_id: str, titles: Sequence[str]) -> list[str]:
    """Connect a measure to exactly these steering documents, in this order; new titles are added to the register.

    The keys of the documents that were added.
    """
    measure = queries.get(session, Measure, measure_id)
    register = {folded(document.title): document for document in queries.committee(session).steering_documents}
    known = {document.id for document in register.values()}
    wanted = [in_register(session, register, title).id for title in titles if title.strip()]
    if wanted != [each.steering_document_id for each in measure.steering_links]:
        for old in list(measure.steering_links):
            session.delete(old)
        session.flush()
        link(session, measure_id, wanted)
    return [each for each in dict.fromkeys(wanted) if each not in known]


def link(session: Session, measure_id: str, document_ids: Sequence[str]) -> None:
    """Connect a measure that has no connections yet; a document given twice is connected once."""
    unique = list(dict.fromkeys(document_ids))
    for document_id, key in zip(unique, keys_for(len(unique)), strict=True):
        session.add(SteeringLink(measure_id=measure_id, steering_document_id=document_id, order_key=key))


def move(session: Session, placement_id: str, index: int, block_id: str | None = None) -> None:
    """Put a placement at ``index`` of its table, or of another, counted without itself."""
    placement = queries.get(session, MeasurePlacement, placement_id)
    block = queries.get(session, Block, block_id or placement.block_id)
    placements.move(placement, block.measure_placements, index, block.id)


def delete(session: Session, placement_ids: Sequence[str]) -> None:
    """Take measures out of a table; one that then stands nowhere is removed from the plan."""
    placements.remove(session, [queries.get(session, MeasurePlacement, each) for each in placement_ids])


def delete_loose(session: Session, measure_ids: Sequence[str]) -> None:
    """Remove measures that stand in no table, as an imported file may have them. Others are left."""
    for measure_id in measure_ids:
        measure = queries.get(session, Measure, measure_id)
        if not measure.placements:
            session.delete(measure)


def in_register(session: Session, register: dict[str, SteeringDocument], title: str) -> SteeringDocument:
    """The steering document with that title, added to the register (and to ``register``) where it is new."""
    clean = " ".join(title.split())
    found = register.get(folded(clean))
    if found is None:
        found = SteeringDocument(committee_id=queries.committee(session).id, title=clean)
        session.add(found)
        session.flush()
        register[folded(clean)] = found
    return found


def add_steering_document(session: Session, title: str) -> str:
    """A steering document in the register, or the one already there; its key."""
    register = {folded(document.title): document for document in queries.committee(session).steering_documents}
    return in_register(session, register, title).id


def set_steering_field(session: Session, document_id: str, name: SteeringField, value: str | int | None) -> None:
    """Change one field of a steering document; the years are whole numbers or None.

    Raises InputError for a title that is empty, or that another document has: measures are connected by title.
    """
    if name == "title":
        others = [each for each in queries.committee(session).steering_documents if each.id != document_id]
        if not str(value or "").strip():
            raise InputError("Ett styrdokument måste ha en titel. Ta bort raden om det inte ska finnas kvar.")
        if folded(str(value)) in {folded(each.title) for each in others}:
            raise InputError("Ett annat styrdokument i registret har redan den titeln.")
    setattr(queries.get(session, SteeringDocument, document_id), name, value)


def merge_steering_document(session: Session, document_id: str, kept_id: str) -> None:
    """Let every measure that is connected to a document be connected to another instead, and remove the first."""
    if document_id == kept_id:
        raise InputError("Välj ett annat styrdokument.")
    document, kept = (queries.get(session, SteeringDocument, each) for each in (document_id, kept_id))
    for plan in queries.plans(session):
        for measure in plan.measures:
            found = {each.steering_document_id: each for each in measure.steering_links}
            if document_id in found and kept_id in found:
                session.delete(found[document_id])
            elif document_id in found:
                found[document_id].steering_document_id = kept.id
    session.flush()
    session.delete(document)


def delete_steering_document(session: Session, document_id: str) -> None:
    """Remove a steering document from the register and from every measure."""
    session.delete(queries.get(session, SteeringDocument, document_id))
