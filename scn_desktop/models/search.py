"""Search over everything in a file but the stickprov, as quick as typing.

Each year is indexed when it is first searched, or in a quiet moment before (``prepare``), and anew after a change in
it. Nothing of what the stickprov hold is read: ``search_rows.SEARCHED`` names all that is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
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


class Places:
    """Places in reading order, with the keys of the rows that they were made of."""

    def __init__(self, entries: Iterable[Entry], ids: Iterable[str] = ()) -> None:
        self.ids = frozenset(ids)
        self.entries = tuple(entries)
        self._all = "\0".join(entry.folded for entry in self.entries)
        self._ends = list(accumulate(len(entry.folded) + 1 for entry in self.entries))

    def holding(self, query: Query) -> list[Entry]:
        """Those that hold every word: all texts are searched at once for the longest, and the finds for the others."""
        first, *rest = query.words
        found: list[Entry] = []
        place = self._all.find(first)
        while place >= 0:
            number = bisect_right(self._ends, place)
            if not rest or query.is_in(self.entries[number].folded):
                found.append(self.entries[number])
            place = self._all.find(first, self._ends[number])
        return found


class SearchIndex:
    """The searchable places of one open file. Tell it of every change set (``forget``)."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._years: dict[str, Places] = {}
        self._register: Places | None = None

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

    def _index(self, plan: Plan) -> Places:
        found = self._years.get(plan.id)
        if found is None:
            rows = PlanRows(self._session, plan.id)
            titles = {entry.target.row_id: entry.title for entry in self._in_register().entries}
            found = self._years[plan.id] = Places(PlanEntries(rows, plan.year, titles).all(), rows.ids())
        return found

    def _in_register(self) -> Places:
        if self._register is None:
            self._register = Places(register_entries(read_register(self._session)))
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
            if plan.year == year:
                here += best_first(self._index(plan).holding(asked), asked)
            elif at_once and plan.id not in self._years:
                whole = False
            else:
                found = self._index(plan).holding(asked)
                others += best_first(found, asked) if len(here) + len(others) < MOST else found
        here += best_first(self._in_register().holding(asked), asked)
        shown = (here + others)[:MOST]
        return Answer(tuple(hit_of(entry, asked) for entry in shown), len(here), len(others), whole=whole)


def best_first(entries: Iterable[Entry], query: Query) -> list[Entry]:
    """The best answers first, and then in their order."""
    return sorted(entries, key=lambda entry: query.rank(entry.folded_title, entry.folded))


def hit_of(entry: Entry, query: Query) -> Hit:
    """An entry as it is shown."""
    missing = [word for word in query.words if word not in entry.folded_title]
    shown = snippet(entry.text, missing) if missing else Snippet()
    marks = marks_in(entry.title, query.words) if entry.is_named else ()
    return Hit(entry.title, marks, shown, BETWEEN.join(entry.trail), entry.target)
