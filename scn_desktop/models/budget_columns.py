"""The sums down a column of a money table, and the columns that are computed from others.

A sum that is stated counts, as it is stated, in the sums below it, so that one wrong sub-total is one finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scn_desktop.models.intervals import Interval, around, interval_of
from scn_desktop.models.money import Figure, digit_size, round_to

SUMS: Final = ("subtotal", "total", "balance", "group")
DEEPEST_ROW: Final = 6
ONE: Final = 100
"""How a plain 1 is kept: numbers that are no money are kept as if they were kronor."""
_STOPS: Final[dict[str, tuple[str, ...]]] = {
    "subtotal": ("heading", *SUMS),
    "total": ("total", "balance"),
    "balance": (),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the sums see it. ``terms``: the places of the rows it is made of, each with its role.

    ``is_number``: no money, and outside every sum. ``decimals``: its own, else the table's.
    """

    kind: str
    level: int = 0
    is_number: bool = False
    decimals: int | None = None
    terms: tuple[tuple[int, str], ...] = ()

    @property
    def is_sum(self) -> bool:
        """Whether its amounts are added up from other rows."""
        return self.kind in SUMS

    @property
    def is_computed(self) -> bool:
        """Whether its amounts follow from other rows."""
        return self.kind in SUMS or self.kind == "quotient"


@dataclass(frozen=True, slots=True)
class Sum:
    """What the rows give a computed row: the amount, and the sum of the rows as they are printed one by one."""

    interval: Interval | None
    printed: int


@dataclass(frozen=True, slots=True)
class Scale:
    """How a column prints."""

    unit: str
    decimals: int

    def of(self, line: Line) -> Scale:
        """How a row prints in it: a plain number as if it were kronor."""
        decimals = self.decimals if line.decimals is None else line.decimals
        if line.is_number:
            return Scale("kr", line.decimals or 0)
        return Scale(self.unit, decimals)

    def shown(self, amount: Interval) -> int:
        """The amount in öre as it is printed."""
        return round_to(amount.ore, digit_size(self.unit, self.decimals))


@dataclass(slots=True)
class Entry:
    """An amount or a sum that waits to be added to a sum further down, as it is and as it is printed."""

    kind: str
    interval: Interval | None
    printed: int


class Stack:
    """What the rows so far have left to add, for one column."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def push(self, kind: str, interval: Interval | None, printed: int) -> None:
        """A row that sums below may add; headings too, for they begin a group."""
        self._entries.append(Entry(kind, interval, printed))

    def take(self, kind: str) -> Sum:
        """Remove what a sum of that kind adds, and add it."""
        start = self._start(kind)
        taken, self._entries = self._entries[start:], self._entries[:start]
        total: Interval | None = None
        printed = 0
        for entry in taken:
            if entry.interval is not None:
                total = entry.interval if total is None else total + entry.interval
                printed += entry.printed
        return Sum(total, printed)

    def peek(self, kind: str) -> Interval | None:
        """What ``take`` would give."""
        kept = list(self._entries)
        total = self.take(kind).interval
        self._entries = kept
        return total

    def waiting(self, kind: str) -> int:
        """How many amounts a sum of that kind would add."""
        return sum(entry.interval is not None for entry in self._entries[self._start(kind) :])

    def _start(self, kind: str) -> int:
        stops = _STOPS[kind]
        for place in range(len(self._entries), 0, -1):
            if self._entries[place - 1].kind in stops:
                return place
        return 0


class ColumnSums:
    """Adds up one column. ``values``: what stands in each row, on computed rows what is stated; None for nothing.

    ``found`` holds a Sum for each computed row, None for the others.
    """

    def __init__(self, lines: Sequence[Line], values: Sequence[Interval | None], scale: Scale) -> None:
        self.found: list[Sum | None] = [None] * len(lines)
        self._lines = lines
        self._values = values
        self._scale = scale
        self._known: list[Interval | None] = list(values)
        self._add(0, len(lines), Stack())
        # A row may be made of rows below it: what they came to is known now.
        for _ in range(sum(any(place > own for place, _ in line.terms) for own, line in enumerate(lines))):
            self._add(0, len(lines), Stack())

    def _add(self, start: int, stop: int, stack: Stack) -> None:
        place = start
        while place < stop:
            line = self._lines[place]
            after = place + 1
            if line.kind == "heading":
                stack.push("heading", None, 0)
            elif line.kind == "group":
                after = group_end(self._lines, place, stop)
                inner = Stack()
                self._add(place + 1, after, inner)
                self._settle(place, inner.take("balance"), stack, "amount")
            elif line.kind == "quotient":
                self._settle(place, Sum(self._quotient(line), 0), None, "")
            elif line.is_sum:
                default = stack.take(line.kind)
                self._settle(place, self._terms(line) if line.terms else default, stack, line.kind)
            elif line.kind == "amount" and not line.is_number:
                self._push(place, stack, "amount")
            place = after

    def _settle(self, place: int, found: Sum, stack: Stack | None, kind: str) -> None:
        self.found[place] = found
        stated = self._values[place]
        self._known[place] = found.interval if stated is None else stated
        if stack is not None and not self._lines[place].is_number:
            self._push(place, stack, kind)

    def _push(self, place: int, stack: Stack, kind: str) -> None:
        known = self._known[place]
        shown = self._scale.of(self._lines[place]).shown(known) if known is not None else 0
        if known is not None or kind != "amount":
            stack.push(kind, known, shown)

    def _terms(self, line: Line) -> Sum:
        total: Interval | None = None
        printed = 0
        for place, role in line.terms:
            known = self._known[place]
            if known is None or role == "divisor":
                continue
            sign = -1 if role == "minus" else 1
            term = known if sign > 0 else -known
            total = term if total is None else total + term
            printed += sign * self._scale.of(self._lines[place]).shown(known)
        return Sum(total, printed)

    def _quotient(self, line: Line) -> Interval | None:
        above, below = (
            next((self._known[place] for place, role in line.terms if (role == "divisor") is divides), None)
            for divides in (False, True)
        )
        return above.times(ONE).over(below) if above is not None and below is not None else None

    def known(self, place: int) -> Interval | None:
        """What stands in a row in the end: stated, else computed."""
        return self._known[place]


def group_end(lines: Sequence[Line], place: int, stop: int) -> int:
    """The place after the last row that belongs to the one at ``place``: the first that lies no deeper."""
    level = lines[place].level
    after = place + 1
    while after < stop and lines[after].level > level:
        after += 1
    return after


def values_of(figures: Sequence[Figure | None]) -> list[Interval | None]:
    """What given amounts stand for."""
    return [None if figure is None else interval_of(figure) for figure in figures]


def across(terms: Sequence[tuple[Interval | None, str]]) -> Interval | None:
    """The terms of a row added with their signs; None where nothing stands in any."""
    total: Interval | None = None
    for term, sign in terms:
        if term is not None:
            signed = -term if sign == "minus" else term
            total = signed if total is None else total + signed
    return total


def percent_over(new: Interval | None, old: Interval | None) -> Interval | None:
    """How much ``new`` is over ``old`` in percent of what ``old`` is without its sign; None where that may be zero."""
    if new is None or old is None:
        return None
    quotient = new.times(100 * ONE).over(old)
    if quotient is None:
        return None
    change = quotient + around(-100 * ONE)
    return change if old.ore > 0 else -change


def share_of(part: Interval | None, whole: Interval | None) -> Interval | None:
    """A part in percent of the whole; None where that may be zero."""
    return part.times(100 * ONE).over(whole) if part is not None and whole is not None else None
