"""Search over everything in a file but the stickprov, as quick as typing.

Each year is indexed when it is first searched, or in a quiet moment before (``prepare``), and anew after a change in
it. Nothing of what the stickprov hold is read: ``search_rows.SEARCHED`` names all that is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.document.loading import plan_of
from scn_desktop.models.search_entries import Entry, PlanEntries, Target, register_entries
from scn_desktop.models.search_rows import PlanRows, read_register, tables
from scn_desktop.models.search_text import Marks, Query, Snippet, marks_in, query_of, snippet

if TYPE_CHECKING:
    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.models.plan import Plan

MOST: Final = 50
"""Hits that are shown; the rest are counted."""
BETWEEN: Final = " › "


@dataclass(frozen=True)
class Hit:
    """A place that was found: its title and a snippet, with what was found in them, the way to it, and where it is."""

    title: str
    title_marks: Marks
    snippet: Snippet
    place: str
    target: Target


@dataclass(frozen=True)
class Answer:
    """The best hits, the chosen year's first, and how many there are in that year and in others.

    ``asked``: the query was long enough to be searched for. ``whole``: every year was searched.
    """

    hits: tuple[Hit, ...] = ()
    in_year: int = 0
    in_others: int = 0
    asked: bool = True
    whole: bool = True


@dataclass(frozen=True)
class YearIndex:
    """One year's places, and the keys of the rows that they were made of."""

    entries: tuple[Entry, ...]
    ids: frozenset[str]


class SearchIndex:
    """The searchable places of one open file. Tell it of every change set (``forget``)."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._years: dict[str, YearIndex] = {}
        self._register: tuple[Entry, ...] | None = None

    # Keeping up ------------------------------------------------------------------------------------------------------
    def forget(self, change_set: ChangeSet) -> None:
        """Index anew, when next asked, the years that a change touched."""
        touched = change_set.tables()
        if "plan" in touched:
            self._years.clear()
        if "steering_document" in touched:
            self._register = None
            self._years.clear()
        for change in change_set.changes:
            if not self._years:
                return
            if change.table in tables():
                self._forget_row(change.table, change.row_id)

    def _forget_row(self, table: str, row_id: str) -> None:
        known = next((plan for plan, index in self._years.items() if row_id in index.ids), None)
        self._years.pop(known or plan_of(self._session, table, row_id) or "", None)

    def prepare(self, year: int | None = None) -> bool:
        """Index one more year, the chosen one first; False where all are."""
        for plan in self._in_order(year):
            if plan.id not in self._years:
                self._index(plan)
                return True
        return False

    def _in_order(self, year: int | None) -> list[Plan]:
        return sorted(queries.plans(self._session), key=lambda plan: (plan.year != year, -plan.year))

    def _index(self, plan: Plan) -> YearIndex:
        found = self._years.get(plan.id)
        if found is None:
            rows = PlanRows(self._session, plan.id)
            titles = {entry.target.row_id: entry.title for entry in self._register_entries()}
            entries = tuple(PlanEntries(rows, plan.year, titles).all())
            found = self._years[plan.id] = YearIndex(entries, frozenset(rows.ids()))
        return found

    def _register_entries(self) -> tuple[Entry, ...]:
        if self._register is None:
            self._register = tuple(register_entries(read_register(self._session)))
        return self._register

    # Asking ----------------------------------------------------------------------------------------------------------
    def search(self, typed: str, year: int | None = None, *, at_once: bool = False) -> Answer:
        """Where all words that were typed stand: the chosen year's places, then the register's, then other years'.

        Within each, what is called by the words goes before what holds them, then reading order counts. ``at_once``:
        other years that are not indexed yet are left out, and the answer says that it is not whole.
        """
        asked = query_of(typed)
        if asked is None:
            return Answer(asked=False)
        here: list[Entry] = []
        others: list[Entry] = []
        whole = True
        for plan in self._in_order(year):
            if at_once and plan.year != year and plan.id not in self._years:
                whole = False
            else:
                (here if plan.year == year else others).extend(best_first(self._index(plan).entries, asked))
        here += best_first(self._register_entries(), asked)
        shown = (here + others)[:MOST]
        return Answer(tuple(hit_of(entry, asked) for entry in shown), len(here), len(others), whole=whole)


def best_first(entries: Iterable[Entry], query: Query) -> list[Entry]:
    """The entries that hold every word, the best answers first, and then in their order."""
    first, *rest = query.words
    found = [entry for entry in entries if first in entry.folded]
    if rest:
        found = [entry for entry in found if query.is_in(entry.folded)]
    return sorted(found, key=lambda entry: query.rank(entry.folded_title, entry.folded))


def hit_of(entry: Entry, query: Query) -> Hit:
    """An entry as it is shown."""
    missing = [word for word in query.words if word not in entry.folded_title]
    shown = snippet(entry.text, missing) if missing else Snippet()
    marks = marks_in(entry.title, query.words) if entry.is_named else ()
    return Hit(entry.title, marks, shown, BETWEEN.join(entry.trail), entry.target)
