"""Replacing words in a whole paper, as one step."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.find_replace import Wanted, fields, find_in_paper, grammar_of, replaced
from scn_desktop.models.plan import Paper

DECIDED = "Handlingen är beslutad. Gör den till utkast igen för att ersätta i den."


@dataclass(frozen=True)
class Replaced:
    """How many places were replaced, were left since marks stand among their letters, and stand in decided papers."""

    done: int
    left: int
    decided: int


def replace(
    session: Session, paper_id: str, wanted: Wanted, new: str, chosen: Collection[str] | None = None
) -> Replaced:
    """Put ``new`` where ``wanted`` stands in a paper: in the places chosen by ``Hit.key``, or in all.

    What another paper that is decided prints too is left as it is. Raises InputError where this one is decided.
    """
    paper = queries.get(session, Paper, paper_id)
    if paper.status == "decided":
        raise InputError(DECIDED)
    if any(sign in new for sign in "\n\r\x00"):
        raise InputError("Det nya får inte innehålla radbrytningar.")
    fixed = {
        field
        for other in paper.plan.papers
        if other is not paper and other.status == "decided"
        for field in fields(other)
    }
    numbers: dict[tuple[str, str, str], list[int]] = {}
    decided = 0
    for hit in find_in_paper(paper, wanted):
        if chosen is not None and hit.key not in chosen:
            continue
        if hit.field in fixed:
            decided += 1
        else:
            numbers.setdefault(hit.field, []).append(hit.number)
    done = 0
    rows = fields(paper)
    for field, places in numbers.items():
        row, column = rows[field][0], field[2]
        text, count = replaced(getattr(row, column), grammar_of(row, column), wanted, new, places)
        setattr(row, column, text)
        done += count
    return Replaced(done, sum(map(len, numbers.values())) - done, decided)
