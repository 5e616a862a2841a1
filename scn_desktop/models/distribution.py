"""Dividing an amount so that the parts are whole and add up to it exactly (largest remainder)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def distribute(total: int, weights: Sequence[int], size: int = 1) -> list[int]:
    """``total`` öre in parts proportional to the weights, each a multiple of ``size`` öre as far as that goes.

    What the rounded parts leave over goes, a ``size`` at a time, to those that lost most by rounding; earlier ones
    first where they lost alike. What is no multiple of ``size`` itself goes to the heaviest. Weights are taken without
    sign; where all are zero the parts are alike. Returns as many parts as weights, [] for none; they add up to total.
    """
    if not weights:
        return []
    sizes = [abs(weight) for weight in weights] if any(weights) else [1] * len(weights)
    sign = -1 if total < 0 else 1
    steps, odd = divmod(abs(total), size)
    exact = [Fraction(steps * each, sum(sizes)) for each in sizes]
    parts = [int(each) for each in exact]
    most_lost = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in most_lost[: steps - sum(parts)]:
        parts[place] += 1
    amounts = [part * size for part in parts]
    amounts[sizes.index(max(sizes))] += odd
    return [sign * amount for amount in amounts]


def raised(ore: int, hundredths: int, size: int) -> int:
    """An amount raised by ``hundredths`` of a percent, as a multiple of ``size`` öre, half away from zero."""
    exact = Fraction(ore * (10_000 + hundredths), 10_000 * size)
    whole = int(abs(exact) + Fraction(1, 2))
    return (-whole if exact < 0 else whole) * size
