"""The blocks of a section: adding, moving, deleting, and the running text in them."""

from __future__ import annotations

from typing import Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.blocks import BLOCK_CONTROL_KINDS, BLOCK_KINDS, Block
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.edits import pictures, placements, tables
from scn_desktop.models.ordering import keys_at
from scn_desktop.models.plan import Section
from scn_desktop.models.planning_model import StandardText


def add(
    session: Session, section_id: str, index: int, kind: str, *, title: str = "", budget_table_id: str | None = None
) -> str:
    """A block as number ``index`` of its section, with the columns its kind starts with; its key.

    A budget block shows a table that the Budget tab edits. Raises InputError for an unknown kind or a missing table.
    """
    if kind not in BLOCK_KINDS:
        raise InputError(f"Blocktypen ”{kind}” finns inte. Välj någon av: {', '.join(BLOCK_KINDS)}.")
    section = queries.get(session, Section, section_id)
    has_table = budget_table_id is not None and queries.find(session, BudgetTable, budget_table_id) is not None
    if kind in ("budget", "chart") and not has_table:
        raise InputError("Välj vilken budgettabell som ska visas. Nya tabeller läggs till på fliken Budget.")
    block = Block(
        section_id=section_id,
        order_key=keys_at(section.blocks, index)[0],
        kind=kind,
        title=title,
        budget_table_id=budget_table_id,
    )
    tables.give_columns(block, section.paper.plan.model)
    session.add(block)
    session.flush()
    return block.id


def add_standard_text(session: Session, section_id: str, index: int, standard_text_id: str) -> str:
    """A block of running text as number ``index`` of its section, beginning as one of the model's texts; its key."""
    text = queries.get(session, StandardText, standard_text_id).text
    block_id = add(session, section_id, index, "text")
    set_field(session, block_id, "text", text)
    return block_id


def set_field(session: Session, block_id: str, field: Literal["title", "text", "note"], value: str) -> None:
    """Change a block's title, its running text (CommonMark) or the note under it."""
    setattr(queries.get(session, Block, block_id), field, value)


def set_budget_table(session: Session, block_id: str, budget_table_id: str) -> None:
    """Show another budget table in a budget block."""
    queries.get(session, Block, block_id).budget_table_id = budget_table_id


def set_control_kind(session: Session, block_id: str, kind: str) -> None:
    """Which controls a block of them shows: those of one kind, or all where it is "". Raises InputError."""
    if kind not in BLOCK_CONTROL_KINDS:
        raise InputError(f"”{kind}” går inte att visa.")
    queries.get(session, Block, block_id).control_kind = kind


def set_shape(session: Session, block_id: str, shape: Literal["table", "bullets"]) -> None:
    """Whether the measures of a block stand as a table or as bullets."""
    queries.get(session, Block, block_id).shape = shape


def move(session: Session, block_id: str, index: int, section_id: str | None = None) -> None:
    """Put a block as number ``index`` of its section, or of another, counted without itself."""
    block = queries.get(session, Block, block_id)
    section = queries.get(session, Section, section_id or block.section_id)
    block.order_key = keys_at([each for each in section.blocks if each is not block], index)[0]
    block.section_id = section.id


def delete(session: Session, block_id: str) -> None:
    """Remove a block; measures and indicators that stand nowhere else go too. A budget table stays."""
    block = queries.get(session, Block, block_id)
    delete_placed(session, block)
    session.flush()
    session.delete(block)
    session.flush()
    pictures.remove_unused(session, block.picture_id)


def delete_placed(session: Session, block: Block) -> None:
    """Remove the measures and indicators that stand in this block, and from the plan those that stood only here."""
    placements.remove(session, [*block.measure_placements, *block.indicator_placements])
