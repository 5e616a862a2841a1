"""Sammanställda kontrollmoment: what the controls have shown in a period, on landscape pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from reportlab.platypus import Flowable

from scn_desktop.models.committee import Committee
from scn_desktop.models.control_execution import ControlExecution
from scn_desktop.models.control_results import Reported
from scn_desktop.models.control_words import column_text
from scn_desktop.models.plan import Plan
from scn_desktop.models.planning_model import FollowUpPeriod, ResultLevel
from scn_desktop.models.spot_check_rules import listed
from scn_desktop.reports.cells import Cell, Column, Row, cell_element, head_cell
from scn_desktop.reports.control_table import typed_cell
from scn_desktop.reports.flowables import Heading, PaperFlowable, TextBlock
from scn_desktop.reports.page import Contents, Paper, metadata
from scn_desktop.reports.signs import Sign
from scn_desktop.reports.tables import Table, table_story
from scn_desktop.reports.theme import BODY, CELL, LANDSCAPE, NOTE, TextStyle, accent_of
from scn_desktop.reports.typeset import Run
from scn_desktop.swedish import format_date, lower_first, plural

KIND: Final = "kontrollresultat"
NO_RESULT: Final = "Resultat saknas"
_COLUMNS: Final = (
    ("area", "Kontrollområde", 30.0),
    ("risk", "Riskbeskrivning", 42.0),
    ("activity", "Kontrollmoment", 42.0),
    ("method", "Kontrollmetod och minsta volym", 44.0),
    ("result", "Resultat", 30.0),
    ("comment", "Kommentar", 65.0),
)
_SIGNS: Final = {"none": Sign("disc"), "minor": Sign("triangle"), "remark": Sign("cross")}
_SIGN_WIDTH = 14.0
_STATUS_WORDS: Final = {"decided": "beslutad", "done": "genomförd"}


def results_paper(
    plan: Plan,
    period: FollowUpPeriod,
    rows: Sequence[Reported],
    committee: Committee,
    *,
    is_public: bool,
    today: date,
) -> tuple[Paper, list[Flowable | Contents]]:
    """The paper's running lines, and its story; a draft until every control has a result.

    ``is_public`` hides the small counts of the utskott's stickprov.
    """
    title = f"Sammanställda kontrollmoment, {lower_first(period.title)} {plan.year}"
    sender = " \u00b7 ".join(part for part in (committee.municipality, committee.name) if part)
    is_draft = any(row.progress != "done" for row in rows)
    said = f" (utkast {today.isoformat()})" if is_draft else ""
    about = metadata(f"{title}{said}", committee.name or committee.municipality, sender, today)
    mark = f"UTKAST {today.isoformat()}" if is_draft else ""
    paper = Paper(title, sender, "", about, mark=mark, first_format=LANDSCAPE, accent=accent_of(committee.accent))
    story: list[PaperFlowable] = [Heading(title, 1, "kontrollresultat", indent=0.0)]
    story += [_paragraph(line) for line in summary(plan, rows)]
    if rows:
        story += _table(rows, is_public=is_public)
    if is_public and any(row.numbers is not None for row in rows):
        story.append(_paragraph("Antal ärenden i stickproven som är 1\u20134 skrivs som ”färre än 5”.", NOTE))
    return paper, [*story]


def summary(plan: Plan, rows: Sequence[Reported]) -> list[str]:
    """How many controls are compiled, how many have each result, and what was decided of them."""
    if not rows:
        return ["Inget kontrollmoment ska rapporteras i perioden."]
    counted = Counter(row.execution.result_id for row in rows if row.execution is not None and row.execution.result)
    parts = [
        f"{counted[each.id]} har resultatet ”{lower_first(each.wording)}”"
        for each in plan.model.results
        if counted[each.id]
    ]
    lines = [f"Sammanställningen omfattar {plural(len(rows), 'kontrollmoment', 'kontrollmoment')}."]
    if parts:
        lines[0] += f" {listed(parts)}."
    lacking = sum(row.progress != "done" for row in rows)
    if lacking:
        lines.append(f"{plural(lacking, 'kontrollmoment', 'kontrollmoment')} saknar resultat.")
    actions = [row.execution for row in rows if row.execution is not None and row.execution.action.strip()]
    if actions:
        done = sum(each.action_status == "done" for each in actions)
        decided = plural(len(actions), "åtgärd är beslutad", "åtgärder är beslutade")
        lines.append(f"{decided}, {done} av dem genomförd{'a' if done != 1 else ''}.")
    return [" ".join(lines)]


def _table(rows: Sequence[Reported], *, is_public: bool) -> list[Flowable]:
    processes = not any(row.control.risk.description.strip() for row in rows)
    heads = [Row([head_cell(_heading(key, heading, rows, processes=processes)) for key, heading, _ in _COLUMNS])]
    body = [Row([_cell(key, row, is_public=is_public, processes=processes) for key, _, _ in _COLUMNS]) for row in rows]
    columns = [Column(width, padding=7.0) for _, _, width in _COLUMNS]
    return table_story(Table("Kontrollmoment och resultat", columns, heads, body, layout=LANDSCAPE))


def _heading(key: str, usual: str, rows: Sequence[Reported], *, processes: bool) -> str:
    """What the planning model calls the column."""
    own = {column.key: column.heading for column in rows[0].control.plan.model.columns_of("controls")}
    if key == "risk" and processes:
        return own.get("process") or "Process"
    return own.get(key) or usual


def _cell(key: str, row: Reported, *, is_public: bool, processes: bool) -> Cell:
    if key == "result":
        return _result_cell(row.execution.result if row.execution is not None else None)
    if key == "comment":
        return typed_cell("\n".join(_comment(row, is_public=is_public)))
    return typed_cell(column_text(row.control, "process" if key == "risk" and processes else key))


def _result_cell(result: ResultLevel | None) -> Cell:
    """A sign that is seen, not read, and the word."""
    element = cell_element()
    sign = _SIGNS[result.kind] if result is not None else Sign("ring")
    wording = result.wording if result is not None else NO_RESULT
    block = TextBlock([Run(wording, CELL.face)], CELL, element=element, indent=_SIGN_WIDTH, label=(sign, 0.0, None))
    return Cell([block], element)


def _comment(row: Reported, *, is_public: bool) -> list[str]:
    """What the program works out, what is written, and what is done about it."""
    lines = [" ".join(row.words(hides_small=is_public))]
    if row.execution is not None:
        execution = row.execution
        lines += [execution.comment.strip(), _carried_out(execution), *_action(execution)]
    return [line for line in lines if line]


def _carried_out(execution: ControlExecution) -> str:
    """When and by whom, and how the cases were chosen."""
    when = f"den {format_date(execution.carried_out_on)}" if execution.carried_out_on else ""
    who = f"av {execution.carried_out_by.strip()}" if execution.carried_out_by.strip() else ""
    done = " ".join(filter(None, (when, who)))
    drawn = execution.drawn.strip().rstrip(".")
    parts = (f"Genomförd {done}." if done else "", f"Urval: {drawn}." if drawn else "")
    return " ".join(filter(None, parts))


def _action(execution: ControlExecution) -> list[str]:
    if not execution.action.strip():
        return []
    said = [f"Åtgärd: {_sentence(execution.action)}"]
    if execution.action_responsible.strip():
        said.append(f"Ansvarig: {_sentence(execution.action_responsible)}")
    if execution.action_due:
        said.append(f"Klar senast den {format_date(execution.action_due)}.")
    if execution.action_status:
        said.append(f"Åtgärden är {_STATUS_WORDS[execution.action_status]}.")
    follow_up = execution.action_follow_up.strip()
    return [" ".join(said), *([f"Uppföljning: {_sentence(follow_up)}"] if follow_up else [])]


def _sentence(words: str) -> str:
    """The words with a full stop after them, in the lines that they were written in."""
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _paragraph(words: str, style: TextStyle = BODY) -> TextBlock:
    return TextBlock([Run(words, style.face)], style)
