"""The internal control in a paper: areas without a control, and grave risks that nothing meets."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten
from typing import Final

from scn_desktop.checks.finding import Finding
from scn_desktop.models import queries
from scn_desktop.models.plan import Paper
from scn_desktop.models.risk_register import is_unmet, risk_numbers

_LONGEST: Final = 70
"""Letters of a risk that a finding quotes."""


def holds_control_plan(paper: Paper) -> bool:
    """Whether the paper is the internkontrollplan, or holds its tables where the year has none of its own."""
    if paper.kind == "internal_control_plan":
        return True
    own = queries.paper_of_kind(paper.plan, "internal_control_plan")
    return own is None and bool(queries.blocks_of_kind(paper, "controls"))


def areas_without_controls(paper: Paper) -> Iterator[Finding]:
    """Every area of the planning model must have a control."""
    if holds_control_plan(paper):
        for area, controls in queries.controls_by_area(paper.plan):
            if area is not None and not controls:
                yield Finding(f"Kontrollområdet ”{area.title}” har ingen kontroll.", "warning", "control", area.id)


def unmet_risks(paper: Paper) -> Iterator[Finding]:
    """Risks at or above the threshold that neither a control nor a linked measure meets."""
    if holds_control_plan(paper):
        numbers = risk_numbers(paper.plan)
        for risk in paper.plan.risks:
            if is_unmet(risk):
                name = shorten(risk.description, _LONGEST, placeholder=" …") or "utan beskrivning"
                text = f"Risk {numbers[risk.id]}, ”{name}”, har riskindex {risk.index} men ingen kontroll eller åtgärd."
                yield Finding(text, "warning", "control", risk.id)
