"""What the interface calls the kinds of papers, and one of them among others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.plan import Paper

PAPER_NAMES: Final = {
    "cover_memo": "Tjänsteskrivelse",
    "operational_plan": "Verksamhetsplan",
    "internal_control_plan": "Internkontrollplan",
}
PAPER_REPORTS: Final = {
    "cover_memo": "tjansteskrivelse",
    "operational_plan": "verksamhetsplan",
    "internal_control_plan": "internkontrollplan",
}
"""The report that prints each kind."""


def paper_name(paper: Paper) -> str:
    """A paper in a list of papers: a tjänsteskrivelse is mostly called as what it proposes."""
    return tr("Tjänsteskrivelse: {title}").format(title=paper.title) if paper.kind == "cover_memo" else paper.title
