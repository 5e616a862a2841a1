"""The first page of a plan, and what the running lines of a paper say."""

import re
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from scn_desktop.models.plan import Paper as PaperEntity
from scn_desktop.reports.boxes import Box, Pairs
from scn_desktop.reports.emblem import emblem
from scn_desktop.reports.flowables import Gap, PaperFlowable, TextBlock
from scn_desktop.reports.page import Paper, metadata
from scn_desktop.reports.printing import Printing
from scn_desktop.reports.theme import (
    CELL,
    CELL_BOLD,
    COVER_LINE,
    COVER_TITLE,
    COVER_YEAR,
    PORTRAIT,
    PageFormat,
    TextStyle,
    accent_of,
)
from scn_desktop.reports.typeset import Run
from scn_desktop.swedish import format_date

_YEAR_TOP, _BOX_TOP = 48.5 * mm, 176 * mm
"""Down from the frame's top: where the year and the draft's box begin on a cover whose title has two lines."""
_TITLE_WIDTH = 118 * mm
_EMBLEM = 20 * mm
_STATUS_WORDS = {"draft": "Utkast", "proposed": "Förslag till beslut"}
_MARKS = {"draft": "UTKAST", "proposed": "FÖRSLAG"}
UNMARKED = ("cover_memo",)
"""Papers that are finished when they are laid before the nämnd: a tjänsteskrivelse proposes, and says so itself."""


def marked_date(printing: Printing) -> date:
    """The date of a draft: the paper's own, or today."""
    dated = printing.paper.dated if printing.paper else None
    return date.fromisoformat(dated) if dated else printing.today


def running_paper(printing: Printing, title: str, *, layout: PageFormat = PORTRAIT, has_cover: bool = False) -> Paper:
    """The template of a plan's paper: sender, registry number, and the mark of a draft or the decision."""
    committee, paper = printing.committee, printing.paper
    sender = " \u00b7 ".join(part for part in (committee.municipality, committee.name) if part)
    day = marked_date(printing)
    mark, decision, said = "", "", ""
    if paper is not None and paper.status == "decided":
        decision = _decision(paper)
        day = date.fromisoformat(paper.decided_on) if paper.decided_on else day
    elif paper is None or paper.kind not in UNMARKED or paper.status == "draft":
        status = paper.status if paper is not None else "draft"
        mark = f"{_MARKS[status]} {day.isoformat()}"
        said = f" ({_STATUS_WORDS[status].lower()} {day.isoformat()})"
    return Paper(
        title=title,
        sender=sender,
        registry_number=paper.registry_number if paper else "",
        metadata=metadata(f"{title}{said}", committee.name or committee.municipality, sender, day),
        mark=mark,
        decision=decision,
        first_format=layout,
        has_cover=has_cover,
        accent=accent_of(committee.accent),
    )


def _decision(paper: PaperEntity) -> str:
    paragraph = paper.paragraph.strip()
    if paragraph and not paragraph.startswith("§"):
        paragraph = f"§\u00a0{paragraph}"
    return ", ".join(part for part in (paragraph, paper.decided_on or "") if part)


def cover(printing: Printing, title: str) -> list[Flowable]:
    """The cover: who, the year, what, whether it is decided, and the facts of the matter."""
    paper, plan, committee = printing.paper, printing.plan, printing.committee
    assert paper is not None
    bold = TextStyle(CELL_BOLD.face, 18)
    story: list[PaperFlowable] = [
        *emblem(committee, _EMBLEM),
        _line(committee.municipality, TextStyle(bold.face, 14)),
        _line(committee.name, TextStyle(CELL.face, 14)),
    ]
    short = re.sub(rf"\s*{plan.year}$", "", title)
    story.append(Gap(max(_YEAR_TOP - _height(story), 0.0)))
    story.append(_line(str(plan.year), COVER_YEAR))
    story.append(Gap(22))
    name = _line(short, COVER_TITLE)
    name.widest = _TITLE_WIDTH
    story.append(name)
    if paper.subtitle:
        story += [Gap(10), _line(paper.subtitle, COVER_LINE)]
    facts = facts_of(printing)
    status = _status(printing)
    below = _height([*status, Gap(18), Pairs(facts)]) if facts else _height(status)
    room = PORTRAIT.frame_height - _height(story) - below
    story.append(Gap(max(min(_BOX_TOP - _height(story), room - 1.0), 14.0)))
    story += status
    if facts:
        story += [Gap(18), Pairs(facts)]
    return list(story)


def _line(text: str, style: TextStyle) -> TextBlock:
    return TextBlock([Run(text, style.face)], style)


def _height(story: list[PaperFlowable]) -> float:
    return sum(one.wrap(PORTRAIT.frame_width, 1e6)[1] + one.getSpaceAfter() for one in story)


def _status(printing: Printing) -> list[PaperFlowable]:
    paper = printing.paper
    assert paper is not None
    committee = printing.committee.name or "nämnden"
    if paper.status == "decided":
        when = f" den {format_date(paper.decided_on)}" if paper.decided_on else ""
        paragraph = paper.paragraph.strip()
        place = f", {paragraph if paragraph.startswith('§') else '§ ' + paragraph}" if paragraph else ""
        return [_line(f"Beslutad av {committee.lower()}{when}{place}", CELL_BOLD)]
    head = f"{_STATUS_WORDS[paper.status]} den {format_date(marked_date(printing).isoformat())}"
    plain = "Förvaltningens förslag. Nämnden har inte beslutat om planen."
    return [Box([_line(head, CELL_BOLD), _line(plain, CELL)], after=0.0)]


def facts_of(printing: Printing) -> list[tuple[str, str]]:
    """The matter's facts as label and value, without those that nobody has written."""
    paper, plan = printing.paper, printing.plan
    assert paper is not None
    decided = ""
    if paper.decided_on and paper.status != "decided":
        decided = f"{printing.committee.name} den {format_date(paper.decided_on)}"
    considered = ""
    if paper.considered_on:
        considered = f"{printing.committee.name} den {format_date(paper.considered_on)}"
    facts = [
        ("Dokumenttyp", paper.document_kind),
        ("Datum", (paper.dated or "") if paper.status == "decided" else ""),  # a draft's stands in its box
        ("Diarienummer", paper.registry_number),
        ("Beslutsfattare", paper.decided_by),
        ("Beslutas av", decided),
        ("Nämndbehandlad" if paper.status == "decided" else "Nämndbehandlas", considered),
        ("Dokumentansvarig", paper.document_owner),
        ("Gäller", f"1 januari\u201331 december {plan.year}"),
        ("Version", paper.version),
        ("Handläggare", paper.officers),
        ("Ersätter", paper.replaces),
    ]
    return [(label, value.strip()) for label, value in facts if value.strip()]
