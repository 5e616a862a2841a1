"""Tjänsteskrivelse: who writes to whom, what is proposed, the matter, what is attached, who signs."""

import re
from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from scn_desktop.models.plan import Paper as PaperEntity
from scn_desktop.reports.boxes import Pairs
from scn_desktop.reports.cover import marked_date, running_paper
from scn_desktop.reports.emblem import emblem
from scn_desktop.reports.flowables import Heading, PaperFlowable, TextBlock, height_of
from scn_desktop.reports.page import Contents, Paper
from scn_desktop.reports.printing import Printing
from scn_desktop.reports.sections import section_story
from scn_desktop.reports.theme import CELL, CELL_BOLD, LABEL_COLUMN, META_LABEL
from scn_desktop.reports.typeset import Run, is_seen
from scn_desktop.swedish import lower_first

KIND = "cover_memo"

_FACTS_AT, _FACTS_LABEL = 84 * mm, 30 * mm
_EMBLEM = 15 * mm
_BEFORE_HEADING = 8.0
_LOWERED = 2
"""Chapters of a tjänsteskrivelse have small headings and begin no page."""
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|\n|\boch\b)\s*")


def cover_memo(printing: Printing, entity: PaperEntity) -> tuple[Paper, list[Flowable | Contents]]:
    """The paper's running lines, and its story."""
    title = entity.title.strip() if is_seen(entity.title) else f"Tjänsteskrivelse {printing.plan.year}"
    recipient = lower_first(entity.recipient.strip() or printing.committee.name or "nämnden")
    kicker = TextBlock([Run(f"Tjänsteskrivelse till {recipient}", META_LABEL.face)], META_LABEL, indent=LABEL_COLUMN)
    kicker.spaceBefore, kicker.spaceAfter = 21.5, 2.0
    kicker.keeps_next = True
    heading = Heading(title, 1, f"{printing.prefix}titel", in_contents=False)
    heading.spaceAfter = 0.0
    story: list[Flowable | Contents] = [_head(printing, entity), kicker, heading]
    for section in entity.sections:
        story += section_story(section, printing, lowered=_LOWERED)
    for one in story:
        if isinstance(one, Heading) and one is not heading:
            one.spaceBefore = min(one.spaceBefore, _BEFORE_HEADING)
            one.level -= 1  # in the tags: a section stands one below the title, though it looks two below
    return running_paper(printing, title), story


def _head(printing: Printing, entity: PaperEntity) -> PaperFlowable:
    """The sender at the left, date, registry number and officers at the right."""
    committee = printing.committee
    names = [name for name in (committee.municipality, committee.administration or committee.name) if name.strip()]
    sender: list[PaperFlowable] = [*emblem(committee, _EMBLEM)]
    for name, style in zip(names, (CELL_BOLD, CELL), strict=False):
        sender.append(TextBlock([Run(name, style.face)], style))
    officers = [name for name in _BETWEEN_NAMES.split(entity.officers.strip()) if name]
    facts = [
        ("Datum", marked_date(printing).isoformat()),
        ("Diarienummer", entity.registry_number.strip()),
        ("Handläggare", "\n".join(officers)),
    ]
    shown = [(label, value) for label, value in facts if value]
    return Beside(sender, Pairs(shown, label_width=_FACTS_LABEL, gap=1.0), _FACTS_AT)


class Beside(PaperFlowable):
    """Flowables under each other at the left, and one thing at the right, from ``right_at`` points; never broken."""

    _GAP = 12.0

    def __init__(self, left: Sequence[PaperFlowable], right: PaperFlowable, right_at: float) -> None:
        super().__init__()
        self._left, self._right, self._right_at = list(left), right, right_at
        self._width = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._width = width
        right = self._right.wrap(width - self._right_at, 1e6)[1]
        return width, max(height_of(self._left, self._right_at - self._GAP), right)

    def draw(self) -> None:
        room = self._right_at - self._GAP
        top = self.wrap(self._width, 1e6)[1]
        below = top
        previous = 0.0
        for place, one in enumerate(self._left):
            below -= (max(previous, one.getSpaceBefore()) if place else 0.0) + one.wrap(room, 1e6)[1]
            one.drawOn(self.canv, 0, below)
            previous = one.getSpaceAfter()
        height = self._right.wrap(self._width - self._right_at, 1e6)[1]
        self._right.drawOn(self.canv, self._right_at, top - height)
