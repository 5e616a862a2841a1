"""What a check between rows came to, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.budget_checks import CheckResult


def wants_attention(result: CheckResult) -> bool:
    """Whether rows don't agree and nobody has said why they may."""
    return bool(result.failures) and not result.check.reason


def in_words(result: CheckResult) -> str:
    """ "Budget 2027: 811 mot 788, skillnad +23 mnkr", or that all is well."""
    if result.problem:
        return result.problem
    if not result.failures:
        count = len(result.comparisons)
        return tr("Stämmer i 1 kolumn.") if count == 1 else tr("Stämmer i {count} kolumner.").format(count=count)
    said = [
        tr("{column}: {left} mot {right}, skillnad {gap}").format(
            column=each.column.heading, left=each.left, right=each.right, gap=each.gap_text
        )
        for each in result.failures
    ]
    if result.check.reason:
        said.append(tr("Godtas: {reason}").format(reason=result.check.reason))
    return ". ".join(said)
