"""Finding a section by the way to it, as a person would write it: "Inriktningsmål 2/Uppdrag 2.1"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from sqlalchemy.orm import Session

from scn_desktop.errors import ImportFailed
from scn_desktop.exchange.pasted import folded
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.edits import blocks, budgets
from scn_desktop.models.numbering import Label, labels
from scn_desktop.models.plan import Paper, Section


def section_at(paper: Paper, path: Sequence[str]) -> Section:
    """The section at the end of the way; each part is a label, a number, a title, or the beginning of a title.

    Raises ImportFailed that names the part that isn't there, with what there is instead.
    """
    known = labels(paper)
    here: Section | None = None
    for part in path:
        choices = here.sections if here is not None else paper.sections
        found = best_match(choices, known, part)
        if found is None:
            below = f"under ”{here.title}”" if here is not None else f"i ”{paper.title}”"
            names = "; ".join(name_of(section, known) for section in choices) or "inga avsnitt"
            raise ImportFailed(f"Avsnittet ”{part}” finns inte {below}. Där finns: {names}.")
        here = found
    if here is None:
        raise ImportFailed("Ange vägen till ett avsnitt, till exempel ”Inriktningsmål 1/Uppdrag 1.1”.")
    return here


def best_match(sections: Sequence[Section], known: dict[str, Label], wanted: str) -> Section | None:
    """The section that is called so: by its label or number first, then by its title, then by how the title begins.

    The end of a label will do: "Inriktningsmål 2" for "Kommunfullmäktiges inriktningsmål 2".
    """
    text = folded(wanted)
    if not text:
        return None
    by_label = (each for each in sections if is_called(known[each.id], text))
    by_title = (each for each in sections if folded(each.title) == text)
    by_beginning = (each for each in sections if folded(each.title).startswith(text))
    return next(chain(by_label, by_title, by_beginning), None)


def is_called(label: Label, text: str) -> bool:
    """Whether the folded text is the label, its number, or its last words."""
    names = (folded(label.text), folded(label.number), folded(label.heading))
    return text in names or names[0].endswith(f" {text}")


def name_of(section: Section, known: dict[str, Label]) -> str:
    """A section as it is called in a message."""
    return known[section.id].heading or section.title


def table_block(session: Session, section: Section, kind: str, *, new: bool) -> str:
    """The key to paste into: the section's first table of that kind, made where missing; for a budget its table's.

    Controls are the plan's: a section without a table of them gives the plan's key.
    """
    present = [block for block in section.blocks if block.kind == kind]
    if kind == "controls" and not present:
        return section.paper.plan_id
    if present and not new:
        return table_of(present[0]) if kind == "budget" else present[0].id
    if kind != "budget":
        return blocks.add(session, section.id, len(section.blocks), kind)
    plan = section.paper.plan
    table_id = budgets.add_table(session, plan.id, section.title)
    block_id = blocks.add(session, section.id, len(section.blocks), "budget", budget_table_id=table_id)
    return table_of(queries.get(session, Block, block_id))


def table_of(block: Block) -> str:
    """The key of the budget table that a block shows. Raises ImportFailed where it was removed."""
    if block.budget_table_id is None:
        raise ImportFailed("Budgettabellen som avsnittet ska visa är borttagen.")
    return block.budget_table_id
