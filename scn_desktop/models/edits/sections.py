"""The outline of a paper: adding, renaming, moving and deleting sections."""

from __future__ import annotations

from typing import Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.edits import pictures, tables
from scn_desktop.models.edits.blocks import delete_placed
from scn_desktop.models.ordering import keys_at, put_at
from scn_desktop.models.plan import Paper, Section
from scn_desktop.models.planning_model import SectionKind


def siblings(paper: Paper, parent: Section | None) -> list[Section]:
    """The sections directly under ``parent``, or at the top of the paper."""
    return list(parent.sections) if parent is not None else paper.sections


def kinds_allowed(paper: Paper, parent: Section | None) -> list[SectionKind]:
    """What may be added under ``parent``, or at the top."""
    above = parent.kind if parent is not None else None
    return [kind for kind in paper.plan.model.kinds if kind.may_stand_under(above)]


def add(session: Session, paper_id: str, parent_id: str | None, index: int, kind_key: str, title: str = "") -> str:
    """A section as number ``index`` under its parent, with the blocks its kind starts with; its key.

    Raises InputError where that kind may not stand there.
    """
    paper = queries.get(session, Paper, paper_id)
    parent = queries.get(session, Section, parent_id) if parent_id else None
    kind = paper.plan.model.kind(kind_key)
    require_place(kind, parent)
    section = Section(
        paper_id=paper_id,
        parent_id=parent_id,
        order_key=keys_at(siblings(paper, parent), index)[0],
        kind=kind,
        title=title,
    )
    session.add(section)
    session.flush()
    for start in kind.starting_blocks:
        block = Block(section=section, order_key=start.order_key, kind=start.kind, title=start.title, text=start.text)
        if start.kind == "measures":
            block.shape = paper.plan.model.measure_shape
        session.add(block)
        tables.give_columns(block, paper.plan.model, start.columns.split("\n") if start.columns else [])
    session.flush()
    return section.id


def require_place(kind: SectionKind, parent: Section | None) -> None:
    """Raises InputError where a section of that kind may not stand under ``parent``."""
    if not kind.may_stand_under(parent.kind if parent is not None else None):
        where = f"under {parent.kind.singular.lower()}" if parent is not None else "överst i handlingen"
        raise InputError(f"{kind.singular} kan inte stå {where} i den här styrmodellen.")


def set_field(
    session: Session, section_id: str, field: Literal["title", "partners", "number"], value: str | None
) -> None:
    """Change a section's title, the nämnder that share it, or its own number (None counts it automatically)."""
    setattr(queries.get(session, Section, section_id), field, value)


def set_orientation(
    session: Session, section_id: str, orientation: Literal["automatic", "portrait", "landscape"]
) -> None:
    """Print a section on upright or landscape pages, or as its tables need (automatic)."""
    queries.get(session, Section, section_id).orientation = orientation


def move(session: Session, section_id: str, parent_id: str | None, index: int) -> None:
    """Put a section, with all under it, as number ``index`` under another parent (counted without itself).

    Raises InputError where it may not stand there, or would stand under itself.
    """
    section = queries.get(session, Section, section_id)
    parent = queries.get(session, Section, parent_id) if parent_id else None
    above = parent
    while above is not None:
        if above is section:
            raise InputError("Ett avsnitt kan inte flyttas in under sig självt.")
        above = above.parent
    require_place(section.kind, parent)
    put_at(section, siblings(section.paper, parent), index)
    section.parent_id = parent_id


def delete(session: Session, section_id: str) -> None:
    """Remove a section with everything in and under it; measures and indicators that stand nowhere else go too."""
    section = queries.get(session, Section, section_id)
    paper = section.paper
    inside = [section]
    for each in inside:
        inside.extend(each.sections)
    placed = [block for each in inside for block in each.blocks]
    for block in placed:
        delete_placed(session, block)
    session.flush()
    session.delete(section)
    session.flush()
    for block in placed:
        pictures.remove_unused(session, block.picture_id)
    session.expire(paper, ["all_sections"])
