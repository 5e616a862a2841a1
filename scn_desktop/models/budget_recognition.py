"""What kinds of rows a pasted money table has, by the words in its labels and confirmed by its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from scn_desktop.models.budget_columns import Stack
from scn_desktop.models.intervals import interval_of, judge
from scn_desktop.models.money import UNIT_ORE, Figure

SUMS: Final = ("subtotal", "total", "balance")
"""The sums that stand below what they add."""

FEWEST_TOLD: Final = 2
"""Columns with an amount that a sum without a word for it must fit."""
FEWEST_ADDED: Final = 3
"""Amounts that it must add in each of them."""
_SUM_WORDS: Final = re.compile(r"(?P<subtotal>del)?(summa|sum:?a?|s:a)\b|(?P<total>(?:.*\W)?total)", re.IGNORECASE)
_BALANCE_WORDS: Final = re.compile(r"resultat\b|netto|underskott", re.IGNORECASE)


def recognise_rows(labels: Sequence[str], values: Sequence[Sequence[int | None]]) -> list[str]:
    """The kinds of pasted rows, by the word in the label and confirmed by the numbers (öre, None for nothing).

    A row without amounts is a heading. A "Summa …" is the kind of sum that fits most columns; a "Resultat …" or
    "Netto…" that no sum fits is an amount.
    """
    unit = granularity(values)
    stacks = [Stack() for _ in range(max(map(len, values), default=0))]
    kinds = []
    for label, row in zip(labels, values, strict=True):
        kind = row_kind(label, row, stacks, unit)
        for stack, ore in zip(stacks, row, strict=False):
            if kind in SUMS:
                stack.take(kind)
            figure = None if ore is None else Figure(ore, unit)
            stack.push(kind, figure and interval_of(figure), 0)
        kinds.append(kind)
    return kinds


def row_kind(label: str, row: Sequence[int | None], stacks: Sequence[Stack], unit: int) -> str:
    """The kind of the next row of a pasted table, whose rows above lie on ``stacks``."""
    if all(ore is None for ore in row):
        return "heading"
    sum_word, balance_word = _SUM_WORDS.match(label.strip()), _BALANCE_WORDS.search(label)
    if not sum_word and not balance_word:
        return "subtotal" if adds_up(row, stacks) else "amount"
    order = ["balance", "total", "subtotal"] if not sum_word else ["subtotal", "total", "balance"]
    if sum_word and sum_word.lastgroup == "total":
        order = ["total", "subtotal", "balance"]
    fits = {kind: fitting(kind, row, stacks, unit) for kind in order}
    best = max(order, key=lambda kind: fits[kind])
    repeats = all(stack.waiting(best) < 2 for stack in stacks)  # says one sum again: "Budget, netto"
    if not sum_word and (fits[best] == 0 or repeats):
        return "amount"
    return best


def adds_up(row: Sequence[int | None], stacks: Sequence[Stack]) -> bool:
    """Whether a row that no word calls a sum is one all the same: to the öre, of several rows, in several columns."""
    pairs = [(ore, stack) for ore, stack in zip(row, stacks, strict=False) if ore is not None]
    told = [(ore, stack) for ore, stack in pairs if ore]
    if len(told) < FEWEST_TOLD or any(stack.waiting("subtotal") < FEWEST_ADDED for _, stack in told):
        return False
    sums = [stack.peek("subtotal") for _, stack in pairs]
    return all(found is not None and found.ore == ore for found, (ore, _) in zip(sums, pairs, strict=True))


def fitting(kind: str, row: Sequence[int | None], stacks: Sequence[Stack], unit: int) -> int:
    """In how many columns the row can be a sum of that kind."""
    count = 0
    for ore, stack in zip(row, stacks, strict=False):
        computed = stack.peek(kind)
        if ore is not None and computed is not None:
            count += judge(Figure(ore, unit), computed) != "mismatch"
    return count


def granularity(values: Sequence[Sequence[int | None]]) -> int:
    """The precision in öre that the amounts seem to be given in: the greatest that divides them all."""
    unit = max(UNIT_ORE.values())
    while unit > 1 and any(ore % unit for row in values for ore in row if ore is not None):
        unit //= 10
    return unit
