"""How far the true amount can lie from one that was rounded, through sums, differences, quotients and percent.

Bounds are whole öre where amounts are added, fractions where they are divided; ends count.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from scn_desktop.models.money import Figure, Number

Judgement = Literal["", "exact", "display", "rounding", "mismatch"]
"""Of a sum: as stated; only its printed rows give another number; explained by rounding; *går inte ihop*."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An amount in öre, the bounds that the true one lies within, and the coarsest precision it was made of."""

    ore: Number
    low: Number
    high: Number
    precision: int = 0

    def __add__(self, other: Interval) -> Interval:
        precision = max(self.precision, other.precision)
        return Interval(self.ore + other.ore, self.low + other.low, self.high + other.high, precision)

    def __neg__(self) -> Interval:
        return Interval(-self.ore, -self.high, -self.low, self.precision)

    def times(self, factor: int) -> Interval:
        """The amount taken ``factor`` times; a positive number."""
        return Interval(self.ore * factor, self.low * factor, self.high * factor, self.precision)

    def over(self, divisor: Interval) -> Interval | None:
        """The quotient; None where the divisor can be zero."""
        if divisor.low <= 0 <= divisor.high or not divisor.ore:
            return None
        bounds = (divisor.low, divisor.high)
        corners = [Fraction(one) / Fraction(other) for one in (self.low, self.high) for other in bounds]
        return Interval(Fraction(self.ore) / Fraction(divisor.ore), min(corners), max(corners), 0)

    def meets(self, other: Interval) -> bool:
        """Whether some amount lies in both."""
        return self.low <= other.high and other.low <= self.high


def around(ore: int, slack: int = 0, precision: int = 0) -> Interval:
    """Everything that lies at most ``slack`` öre from an amount."""
    return Interval(ore, ore - slack, ore + slack, precision)


def interval_of(figure: Figure) -> Interval:
    """Everything that a given amount may stand for."""
    return around(figure.ore, figure.slack, figure.precision)


def judge(stated: Figure, computed: Interval, *, is_money: bool = True) -> Judgement:
    """Whether a stated amount can be what was computed, rounded.

    Money that is given in kronor is exact; a plain number or a percentage that divides others is always rounded.
    """
    if stated.ore == computed.ore:
        return "exact"
    slack = stated.slack if is_money else (stated.precision + 1) // 2
    return "rounding" if around(stated.ore, slack).meets(computed) else "mismatch"
