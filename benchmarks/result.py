"""A measurement beside its yardstick, as one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Result:
    """Samples of one thing done by us and by the yardstick, in ``unit``; ``aim`` bounds the ratio of the medians."""

    what: str
    ours: Sequence[float]
    yardstick_name: str
    yardstick: Sequence[float]
    unit: str
    aim: float | None = None
    faster_by: bool = False

    @property
    def ratio(self) -> float:
        """Ours over the yardstick's; the other way round where the aim is to be faster by it."""
        ours, other = median(self.ours), median(self.yardstick)
        return other / ours if self.faster_by else ours / other

    def __str__(self) -> str:
        verdict = ""
        if self.aim is not None:
            met = self.ratio >= self.aim if self.faster_by else self.ratio <= self.aim
            verdict = f"  aim {'≥' if self.faster_by else '≤'} {self.aim:g}: {'met' if met else 'NOT MET'}"
        ours, other = spread(self.ours, self.unit), spread(self.yardstick, self.unit)
        return f"{self.what}: {ours}  |  {self.yardstick_name}: {other}  |  ratio {self.ratio:.2f}{verdict}"


def spread(samples: Sequence[float], unit: str) -> str:
    """The median with the least and the greatest."""
    return f"{median(samples):.4g} {unit} ({min(samples):.4g}–{max(samples):.4g}, n={len(samples)})"
