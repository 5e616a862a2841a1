"""What can be printed from the open file, in the order that the print dialog lists it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scn_desktop.swedish import MONTHS, format_date, lower_first
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.paper_names import PAPER_REPORTS, paper_name
from scn_desktop.views.translate import tr

STICKPROV = "stickprov"
MONTH = "stickprov-manad"
COMPILATION = "stickprovssammanstallning"
RISKS = "riskmatris"
RESULTS = "kontrollresultat"
SMALL = frozenset({STICKPROV, MONTH, COMPILATION, RESULTS})
"""What can be printed for publication, with counts alone."""
TOGETHER = "sammantradeshandlingar"


@dataclass(frozen=True)
class Choice:
    """Something that can be printed: report kind, and the options that `render` takes."""

    kind: str
    title: str
    options: tuple[tuple[str, str], ...] = ()


def choices_of(bridge: Bridge) -> list[Choice]:
    """The papers of the chosen year, its internkontrollplan also without a paper, each stickprov of any year."""
    from scn_desktop.models import queries

    plan = bridge.plan
    found = [
        Choice(PAPER_REPORTS[paper.kind], paper_name(paper), (("paper_id", paper.id),))
        for paper in plan.papers
        if paper.kind in PAPER_REPORTS
    ]
    memos = [paper for paper in plan.papers if paper.kind == "cover_memo"]
    together = tr("Sammanträdeshandlingar: {title}")
    found += [
        Choice(TOGETHER, together.format(title=memo.title), (("paper_id", memo.id),))
        for memo in memos
        if any(each.attached_paper_id for each in memo.attachments)
    ]
    if plan.controls and not any(choice.kind == "internkontrollplan" for choice in found):
        found.append(Choice("internkontrollplan", tr("Internkontrollplan {year}").format(year=plan.year)))
    if plan.risks:
        found.append(Choice(RISKS, tr("Riskmatris och riskregister {year}").format(year=plan.year)))
    found += _results(bridge)
    meetings = [each for each in queries.meetings(bridge.session) if each.spot_checks]
    title = tr("Stickprov {subcommittee}, {day}")
    found += [
        Choice(
            STICKPROV,
            title.format(subcommittee=each.subcommittee.name, day=format_date(each.held_on or "")),
            (("meeting", each.id),),
        )
        for each in meetings
    ]
    return [*found, *_months(bridge), *_compilations(bridge)]


def _results(bridge: Bridge) -> list[Choice]:
    """What the controls of the chosen year have shown, for each of its follow-ups."""
    from scn_desktop.models.control_results import periods_of

    plan = bridge.plan
    title = tr("Kontrollresultat {year}, {period}")
    return [
        Choice(RESULTS, title.format(year=plan.year, period=lower_first(each.title)), (("period", each.id),))
        for each in (periods_of(plan) if plan.controls else ())
    ]


def _months(bridge: Bridge) -> list[Choice]:
    """Each month with meetings of the chosen year, of this one and of the one before: all utskott, then each."""
    from scn_desktop.models import queries
    from scn_desktop.models.spot_check_month import months_with_meetings

    today = date.today()
    years = {bridge.plan.year, today.year, today.year - 1}
    names = [each.name for each in queries.subcommittees(bridge.session)]
    title = tr("Stickprov {month} {year}, månadslista")
    found = []
    for year, month in months_with_meetings(queries.meetings(bridge.session), today):
        if year in years:
            words = title.format(month=MONTHS[month - 1], year=year)
            options = (("year", str(year)), ("period", str(month)))
            found.append(Choice(MONTH, words, options))
            if len(names) > 1:
                found += [Choice(MONTH, f"{words}, {name}", (*options, ("subcommittee", name))) for name in names]
    return found


def _compilations(bridge: Bridge) -> list[Choice]:
    """The stickprov of each year that has had meetings: to April, and the whole year."""
    from scn_desktop.models import queries

    today = date.today().isoformat()
    held = [each.held_on or "" for each in queries.meetings(bridge.session)]
    titles = (
        ("april", tr("Stickprov januari–april {year}, sammanställning")),
        ("year", tr("Stickprov hela {year}, sammanställning")),
    )
    return [
        Choice(COMPILATION, title.format(year=year), (("year", year), ("period", period)))
        for year in sorted({day[:4] for day in held if day <= today})
        for period, title in titles
    ]
