"""Everything to mend in a paper before it is laid before the nämnd, errors first."""

from __future__ import annotations

from scn_desktop.checks.completeness import empty_sections, missing_facts
from scn_desktop.checks.finding import Finding
from scn_desktop.checks.internal_control import areas_without_controls, unmet_risks
from scn_desktop.checks.money import failed_checks, wrong_sums
from scn_desktop.checks.texts import dead_references, pictures_without_words
from scn_desktop.models.plan import Paper

CHECKS = (
    *(wrong_sums, failed_checks, dead_references, pictures_without_words),
    *(areas_without_controls, unmet_risks, empty_sections, missing_facts),
)


def findings(paper: Paper) -> list[Finding]:
    """What the checks find, in their order."""
    return [finding for check in CHECKS for finding in check(paper)]
