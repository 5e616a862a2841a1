"""Keeping what a check found wrong, with the reason why."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from scn_desktop.checks.finding import Finding
from scn_desktop.checks.money import FailedCheck, WrongSum
from scn_desktop.models.edits import budget_checks, budgets


def acknowledge(session: Session, found: Iterable[Finding], reason: str) -> None:
    """Keep each sum and accept each check, for the same reason; warnings need none. Runs inside an edit."""
    accepted: set[str] = set()
    for finding in found:
        if isinstance(finding, WrongSum):
            budgets.keep_stated(session, finding.row_id, finding.column_id, reason)
        elif isinstance(finding, FailedCheck) and finding.check_id not in accepted:
            accepted.add(finding.check_id)
            budget_checks.accept(session, finding.check_id, reason)
