"""The papers that can be printed, by the names that the command line and the window use."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, Protocol

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from scn_desktop.errors import ReportError
from scn_desktop.models import queries
from scn_desktop.models.control_results import current_period, needs_meetings, period_called, periods_of, reported
from scn_desktop.models.plan import Paper as PaperEntity
from scn_desktop.models.plan import Plan
from scn_desktop.models.spot_check import Meeting, SpotCheck
from scn_desktop.models.spot_check_compilation import Period, compile_period
from scn_desktop.models.spot_check_month import list_month, month_number, months_with_meetings
from scn_desktop.models.spot_check_rules import listed
from scn_desktop.reports import cover_memo
from scn_desktop.reports import internal_control_plan as control_plan
from scn_desktop.reports import operational_plan as plan_paper
from scn_desktop.reports.control_results import KIND as RESULTS
from scn_desktop.reports.control_results import results_paper
from scn_desktop.reports.cover import cover, running_paper
from scn_desktop.reports.meeting_papers import Part, meeting_papers
from scn_desktop.reports.memory import collector_paused
from scn_desktop.reports.page import Contents, Paper, build
from scn_desktop.reports.printing import Printing
from scn_desktop.reports.risks_paper import KIND as RISKS
from scn_desktop.reports.risks_paper import risks_paper
from scn_desktop.reports.spot_check import spot_check_paper
from scn_desktop.reports.spot_check_compilation import KIND as COMPILATION
from scn_desktop.reports.spot_check_compilation import compilation_paper
from scn_desktop.reports.spot_check_month import KIND as MONTH
from scn_desktop.reports.spot_check_month import month_paper

KINDS: Final = (
    "tjansteskrivelse",
    "verksamhetsplan",
    "internkontrollplan",
    "sammantradeshandlingar",
    "stickprov",
    MONTH,
    COMPILATION,
    RISKS,
    RESULTS,
)
PAPER_KINDS: Final = {
    "tjansteskrivelse": cover_memo.KIND,
    "verksamhetsplan": plan_paper.KIND,
    "internkontrollplan": control_plan.KIND,
}
"""What the plan calls the papers that are its own."""

Story = tuple[Paper, list[Flowable | Contents]]
_STORIES: Final[dict[str, Callable[[Printing, PaperEntity], Story]]] = {
    cover_memo.KIND: cover_memo.cover_memo,
    plan_paper.KIND: plan_paper.operational_plan,
    control_plan.KIND: control_plan.internal_control_plan,
}


class Source(Protocol):
    """A document or a snapshot of one."""

    @property
    def session(self) -> Session: ...


@collector_paused()
def render(
    kind: str,
    source: Source | Session,
    target: Path,
    *,
    year: int | None = None,
    meeting: str | None = None,
    subcommittee: str | None = None,
    public: bool = False,
    period: str = "",
    paper_id: str | None = None,
    today: date | None = None,
) -> Path:
    """Write a paper as PDF/UA-1 and PDF/A-2a to ``target``. Reads only, so a worker thread may run it on a snapshot.

    ``year``: the plan, the latest if None. ``paper_id``: one of several papers of the kind. For stickprov ``meeting``
    is the date ("2027-03-10") or key of a meeting, or a record's key, the latest with a record if None;
    ``subcommittee`` the name of the utskott; ``public``: counts only. For their compilation ``year`` is the calendar
    year, this one if None, ``period`` "april" or all of it; ``public`` hides small counts. For their list of a month
    ``period`` is the month, "9" or "september", the latest with a meeting if "". For what the controls have
    shown ``period`` is a follow-up of the plan's, by its key, month or title, the latest that is due if "".

    Raises ReportError when there is nothing to print or nowhere to write it.
    """
    session = source if isinstance(source, Session) else source.session
    today = today or date.today()
    if kind == "stickprov":
        records = _records(session, year, meeting, subcommittee)
        paper, story = spot_check_paper(records, queries.committee(session), is_public=public, today=today)
    elif kind == COMPILATION:
        whole: Period = "april" if period == "april" else "year"
        paper, story = _compilation(session, year or today.year, whole, today, is_public=public)
    elif kind == MONTH:
        paper, story = _month(session, year, period, subcommittee, today, is_public=public)
    elif kind == RESULTS:
        paper, story = _results(session, year, period, today, is_public=public)
    elif kind == RISKS:
        plan, _ = _chosen(session, "", year, None)
        paper, story = risks_paper(Printing(plan, None, today))
    elif kind == "sammantradeshandlingar":
        paper, story = _meeting_papers(session, year, paper_id, today)
    elif kind in KINDS:
        paper, story = _plan_story(kind, session, year, paper_id, today)
    else:
        raise ReportError(f"Det finns ingen handling som heter {kind}. Välj {', '.join(KINDS[:-1])} eller {KINDS[-1]}.")
    return build(paper, story, target)


def _meeting_papers(session: Session, year: int | None, paper_id: str | None, today: date) -> Story:
    """A tjänsteskrivelse and the papers that are its attachments; every paper of the plan where it has none."""
    plan, memo = _chosen(session, cover_memo.KIND, year, paper_id)
    papers = list(plan.papers)
    if memo is not None and memo.kind == cover_memo.KIND:
        attached = (each.attached_paper for each in memo.attachments)
        papers = [memo, *dict.fromkeys(each for each in attached if each is not None and each is not memo)]
    if not papers:
        raise ReportError(f"Planen för {plan.year} har inga handlingar att skriva ut.")
    parts: list[Part] = []
    for place, entity in enumerate(papers, start=1):
        printing = Printing(entity.plan, entity, today, prefix=f"h{place}-")
        paper, story = _STORIES[entity.kind](printing, entity)
        name = f"Tjänsteskrivelse: {paper.title}" if entity.kind == cover_memo.KIND else paper.title
        parts.append(Part(paper, story, f"h{place}", name))
    return meeting_papers(parts)


def render_cover(source: Source | Session, target: Path, *, year: int | None = None, today: date | None = None) -> Path:
    """Write the cover alone of a year's plan, to see how the papers look. Raises ReportError as ``render`` does."""
    session = source if isinstance(source, Session) else source.session
    plan, paper = _chosen(session, plan_paper.KIND, year, None)
    printing = Printing(plan, paper or plan.papers[0], today or date.today())
    title = plan_paper.title_of(printing)
    return build(running_paper(printing, title, has_cover=True), cover(printing, title), target)


def _plan_story(kind: str, session: Session, year: int | None, paper_id: str | None, today: date) -> Story:
    plan, paper = _chosen(session, PAPER_KINDS[kind], year, paper_id)
    if paper is not None:
        return _STORIES[PAPER_KINDS[kind]](Printing(plan, paper, today), paper)
    if kind != "internkontrollplan":
        missing = "tjänsteskrivelse" if kind == "tjansteskrivelse" else "verksamhetsplan"
        raise ReportError(f"Planen för {plan.year} har ingen {missing} att skriva ut.")
    if not plan.controls:
        raise ReportError(f"Planen för {plan.year} har ingen internkontrollplan och inga kontroller att skriva ut.")
    return control_plan.internal_control_plan(Printing(plan, None, today), None)


def _chosen(session: Session, kind: str, year: int | None, paper_id: str | None) -> tuple[Plan, PaperEntity | None]:
    if paper_id is not None:
        paper = queries.find(session, PaperEntity, paper_id)
        if paper is None:
            raise ReportError("Handlingen finns inte längre i filen. Ingenting skrevs ut.")
        return paper.plan, paper
    plan = queries.plan_of_year(session, year)
    if plan is None:
        missing = f"någon plan för {year}" if year is not None else "någon plan"
        raise ReportError(f"Filen har inte {missing}. Skapa planen först.")
    return plan, queries.paper_of_kind(plan, kind)


def _records(session: Session, year: int | None, meeting: str | None, subcommittee: str | None) -> list[SpotCheck]:
    """The records of one meeting, or the one record whose key is given."""
    keyed = _keyed(session, meeting) if meeting is not None and year is None and subcommittee is None else []
    if keyed:
        return keyed
    records = [record for each in queries.meetings(session) for record in each.spot_checks]
    if year is not None:
        years = sorted({_year(record) for record in records if record.meeting.held_on})
        records = [record for record in records if _year(record) == f"{year:04}"]
        if not records and years:
            found = listed(years)
            raise ReportError(f"Det finns inget stickprov från {year} att skriva ut. Filen har stickprov från {found}.")
    if subcommittee is not None:
        wanted = subcommittee.strip().casefold()
        records = [record for record in records if record.meeting.subcommittee.name.casefold() == wanted]
    if meeting is not None:
        single = [record for record in records if record.id == meeting]
        if single:
            return single
        records = [record for record in records if meeting in (record.meeting_id, record.meeting.held_on)]
    if not records:
        raise ReportError(_NO_RECORDS if meeting is None else "Det sammanträdet har inget stickprov att skriva ut.")
    names = dict.fromkeys(record.meeting.subcommittee.name for record in records)
    if meeting is not None and len(names) > 1:
        raise ReportError(f"Flera utskott har stickprov {meeting}: {', '.join(names)}. Ange vilket utskott.")
    latest = records[-1].meeting_id
    return [record for record in records if record.meeting_id == latest]


def _keyed(session: Session, key: str) -> list[SpotCheck]:
    """The record with that key, or those of the meeting with it; no other is read."""
    record, meeting = queries.find(session, SpotCheck, key), queries.find(session, Meeting, key)
    return [record] if record is not None else list(meeting.spot_checks) if meeting is not None else []


def _compilation(session: Session, year: int, period: Period, today: date, *, is_public: bool) -> Story:
    """The meetings of a year's period; what the plan of that year has as categories is shown even where it is zero."""
    plan = queries.plan_of_year(session, year)
    titles = [each.title for each in plan.model.categories] if plan is not None else []
    found = compile_period(queries.meetings(session, year), year, period, today, titles)
    return compilation_paper(found, queries.committee(session), is_public=is_public, today=today)


def _results(session: Session, year: int | None, wanted: str, today: date, *, is_public: bool) -> Story:
    """What the controls of a plan have shown in one of its follow-ups."""
    plan, _ = _chosen(session, "", year or queries.latest_reported_year(session), None)
    period = period_called(plan, wanted) if wanted else current_period(plan, today)
    if period is None:
        titles = listed([f"”{each.title}”" for each in periods_of(plan)])
        raise ReportError(
            f"Planen för {plan.year} har ingen uppföljning som heter ”{wanted}”. Välj {titles}."
            if titles and wanted
            else f"Planen för {plan.year} har inga uppföljningar att redovisa kontroller i."
        )
    meetings = queries.meetings(session, plan.year) if needs_meetings(plan) else []
    rows = reported(plan, period, meetings, today)
    return results_paper(plan, period, rows, queries.committee(session), is_public=is_public, today=today)


def _month(
    session: Session, year: int | None, period: str, subcommittee: str | None, today: date, *, is_public: bool
) -> Story:
    """The meetings of a month, of one utskott or all."""
    meetings = queries.meetings(session, year)
    if subcommittee is not None:
        wanted = subcommittee.strip().casefold()
        meetings = [each for each in meetings if each.subcommittee.name.casefold() == wanted]
        if not meetings:
            raise ReportError(f"Utskottet ”{subcommittee}” har inga sammanträden att skriva ut.")
    held = months_with_meetings(meetings, today)
    number = month_number(period) if period else None
    chosen = [each for each in held if number in (None, each[1])]
    if period and (number is None or (not chosen and year is None)):
        raise ReportError(f"Det finns inga sammanträden i ”{period}”. Skriv en månad, till exempel september.")
    if not chosen and number is None:
        raise ReportError("Det finns inga sammanträden att skriva ut. Lägg in dem på fliken Stickprov först.")
    in_year, in_month = chosen[-1] if chosen else (year or today.year, number or 1)
    found = list_month(meetings, in_year, in_month, today)
    return month_paper(found, queries.committee(session), is_public=is_public, today=today)


def _year(record: SpotCheck) -> str:
    """The year of the meeting; "" while it has no day."""
    return (record.meeting.held_on or "")[:4]


_NO_RECORDS = "Det finns inget stickprov att skriva ut. Gör ett på fliken Stickprov först."
