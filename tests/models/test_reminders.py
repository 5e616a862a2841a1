"""What is to be done: in the order of days, each leading to its place, and nothing of a case in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.control_execution import ControlExecution
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import controls, spot_checks
from scn_desktop.models.entities import Base, ControlPeriod, FollowUpPeriod, Paper, Plan, ResultLevel
from scn_desktop.models.ordering import keys_for
from scn_desktop.models.overview import (
    control_progress,
    goal_measures,
    shown_period,
    spot_check_year,
    year_of_spot_checks,
)
from scn_desktop.models.reminders import Reminder, open_period, reminders, severity_of
from tests.models.planned import new_document
from tests.models.signing import signed_record

NOW = datetime(2027, 9, 8, 13, 42, 10, tzinfo=timezone(timedelta(hours=2)))
TODAY = date(2027, 9, 6)
MONTHS = {"April": 4, "Augusti": 8, "Årsbokslut": 12}
DAYS = ("2027-06-16", "2027-08-11", "2027-09-22")


def add_controls(session: Session) -> None:
    """Three follow-ups, three results, and five controls: four for April, the first and the last for August too."""
    plan = plan_of(session)
    places = keys_for(3)
    for (title, month), key in zip(MONTHS.items(), places, strict=True):
        session.add(FollowUpPeriod(model_id=plan.model.id, order_key=key, title=title, month=month))
    levels = (("Utan anmärkning", "none"), ("Mindre anmärkning", "minor"), ("Anmärkning", "remark"))
    for (wording, kind), key in zip(levels, places, strict=True):
        session.add(ResultLevel(model_id=plan.model.id, order_key=key, wording=wording, kind=kind))
    session.flush()
    area = plan.model.areas[0].id
    ids = [controls.add_control(session, plan.id, area) for _ in range(5)]
    april, august, _ = plan.model.follow_up_periods
    for control_id in ids[:4]:
        session.add(ControlPeriod(control_id=control_id, period_id=april.id))
    for control_id in (ids[0], ids[4]):
        session.add(ControlPeriod(control_id=control_id, period_id=august.id))
    session.flush()


def plan_of(session: Session) -> Plan:
    found = queries.plan_of_year(session)
    assert found is not None
    return found


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    """Utskott Norr meets in June, August and twice in September; it is 6 September 2027."""
    opened = new_document(tmp_path / "prov.scnplan")
    where = queries.committee(opened.session).subcommittees[0].id
    opened.do("Möten", lambda session: spot_checks.add_meetings(session, where, list(DAYS)))
    opened.do("Kontroller", add_controls)
    yield opened
    opened.close()


def found(document: Document, *kinds: str, today: date = TODAY) -> list[Reminder]:
    told = reminders(document.session, plan_of(document.session), today)
    return [each for each in told if not kinds or each.kind in kinds]


def meeting(document: Document, held_on: str) -> str:
    return next(each.id for each in queries.meetings(document.session) if each.held_on == held_on)


def execute(document: Document, number: int, period: str, **fields: Any) -> None:
    """Report a control in a follow-up."""
    plan = plan_of(document.session)
    period_id = next(each.id for each in plan.model.follow_up_periods if each.title == period)
    control_id = plan.controls[number].id
    document.do(
        "Redovisa",
        lambda session: session.add(ControlExecution(control_id=control_id, period_id=period_id, **fields)),
    )


def change_paper(document: Document, **fields: Any) -> str:
    plan_id = plan_of(document.session).id

    def add(session: Session) -> str:
        paper = Paper(plan_id=plan_id, title="Verksamhetsplan 2027", **fields)
        session.add(paper)
        session.flush()
        return paper.id

    return document.do("Ny handling", add)


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        ("2027-09-05", "late"),
        ("2027-09-06", "now"),
        ("2027-09-13", "now"),
        ("2027-09-14", "soon"),
        ("2027-10-07", "soon"),
        ("2027-10-08", "later"),
    ],
)
def test_how_near_a_day_is_has_four_steps(day: str, severity: str) -> None:
    assert severity_of(day, TODAY) == severity


def test_a_meeting_of_the_past_without_stickprov_is_late_and_leads_to_it(document: Document) -> None:
    missing = found(document, "missing")
    assert [(each.date, each.words, each.detail, each.severity) for each in missing] == [
        ("2027-06-16", "Stickprov saknas", "Utskott Norr", "late"),
        ("2027-08-11", "Stickprov saknas", "Utskott Norr", "late"),
    ]
    assert [each.place.row_id for each in missing] == [meeting(document, day) for day in DAYS[:2]]


def test_the_next_ordinary_meeting_asks_for_its_stickprov_until_it_is_signed(document: Document) -> None:
    (due,) = found(document, "spot_check", "meeting")
    assert (due.words, due.date, due.severity) == ("Stickprov ska göras", "2027-09-08", "now")
    signed_record(document, NOW, meeting(document, "2027-09-08"))
    told = found(document, "spot_check", "meeting")
    assert [(each.date, each.words, each.severity) for each in told] == [
        ("2027-09-08", "Sammanträde", "now"),
        ("2027-09-22", "Stickprov ska göras", "soon"),
    ]


def test_an_extra_meeting_comes_next_without_asking_for_a_stickprov(document: Document) -> None:
    where = queries.committee(document.session).subcommittees[0].id
    document.do("Extra", lambda session: spot_checks.add_meeting(session, where, "2027-09-07", "extra"))
    assert [each.words for each in found(document, "meeting")] == ["Extra sammanträde"]
    assert [each.date for each in found(document, "missing", today=date(2027, 9, 8))] == ["2027-06-16", "2027-08-11"]


def test_a_stickprov_that_is_begun_but_not_signed_is_told_after_its_meeting(document: Document) -> None:
    category = plan_of(document.session).model.categories[0].id
    where = meeting(document, "2027-08-11")
    document.do("Börja", lambda session: spot_checks.begin(session, where, category))
    assert [each.words for each in found(document, "begun")] == ["Stickprovet är inte signerat"]
    assert [each.date for each in found(document, "missing")] == ["2027-06-16"]
    signed_record(document, NOW, meeting(document, "2027-06-16"))
    assert not found(document, "missing")


def test_many_meetings_without_stickprov_are_told_as_one_with_their_number(document: Document) -> None:
    where = queries.committee(document.session).subcommittees[0].id
    document.do("Fler", lambda session: spot_checks.add_meetings(session, where, ["2027-01-13", "2027-01-27"]))
    (told,) = found(document, "missing")
    assert (told.words, told.count, told.date) == ("Stickprov saknas för 4 sammanträden", 4, "2027-01-13")


def test_the_first_meeting_of_next_year_is_told_when_this_year_has_no_more(document: Document) -> None:
    where = queries.committee(document.session).subcommittees[0].id
    document.do("2028", lambda session: spot_checks.add_meeting(session, where, "2028-01-12"))
    (due,) = found(document, "spot_check", today=date(2027, 12, 20))
    assert due.date == "2028-01-12"
    late = found(document, "missing", today=date(2028, 2, 28))
    assert sum(each.count for each in late) == 5, "what last year lacks is told until the annual accounts"
    assert [each.date for each in found(document, "missing", today=date(2028, 3, 1))] == ["2028-01-12"]


@pytest.mark.parametrize(
    ("today", "title"),
    [
        (date(2027, 1, 1), "April"),
        (date(2027, 4, 30), "April"),
        (date(2027, 5, 1), "Augusti"),
        (date(2027, 12, 31), "Årsbokslut"),
        (date(2026, 12, 31), None),
        (date(2028, 1, 1), None),
    ],
)
def test_a_follow_up_is_open_from_the_month_after_the_one_before_it(
    document: Document, today: date, title: str | None
) -> None:
    period = open_period(plan_of(document.session), today)
    assert (period.title if period is not None else None) == title


def test_controls_are_due_in_the_open_follow_up_and_late_after_it(document: Document) -> None:
    (april,) = found(document, "control", today=date(2027, 4, 2))
    assert (april.words, april.detail, april.date) == ("4 kontroller att redovisa", "April", "2027-04-30")
    execute(document, 0, "April")
    told = found(document, "control", today=date(2027, 5, 3))
    assert [(each.words, each.severity) for each in told] == [
        ("Kontroll 1.2 är inte redovisad", "late"),
        ("Kontroll 1.3 är inte redovisad", "late"),
        ("Kontroll 1.4 är inte redovisad", "late"),
        ("Kontroll 1.1 att redovisa", "later"),
        ("Kontroll 1.5 att redovisa", "later"),
    ]
    for number in (1, 2, 3):
        execute(document, number, "April")
    for number in (0, 4):
        execute(document, number, "Augusti")
    assert not found(document, "control", today=date(2027, 12, 31))


def test_what_the_stickprov_report_by_themselves_is_asked_of_nobody(document: Document) -> None:
    control_id = plan_of(document.session).controls[4].id

    def from_spot_checks(session: Session) -> None:
        control = next(each for each in plan_of(session).controls if each.id == control_id)
        control.source = "spot_checks"

    document.do("Källa", from_spot_checks)
    execute(document, 0, "Augusti")
    told = found(document, "control", today=date(2027, 8, 1))
    assert {each.detail for each in told} == {"April"}


def test_an_action_is_told_until_it_is_done(document: Document) -> None:
    execute(document, 1, "April", action="Utbilda", action_responsible="Enhetschef", action_status="decided",
            action_due="2027-09-01")  # fmt: skip
    execute(document, 2, "April", action="Klar", action_status="done", action_due="2027-09-01")
    (told,) = found(document, "action")
    assert (told.words, told.detail, told.severity) == ("Åtgärd efter kontroll 1.2", "Enhetschef", "late")
    assert told.place.row_id == plan_of(document.session).controls[1].id


def test_an_action_without_a_status_is_told_too(document: Document) -> None:
    execute(document, 1, "April", action="Utbilda", action_due="2027-09-01")
    (told,) = found(document, "action")
    assert told.words == "Åtgärd efter kontroll 1.2"


def test_an_action_whose_words_are_taken_away_is_told_no_more(document: Document) -> None:
    execute(document, 1, "April", action=" ", action_status="decided", action_due="2027-09-01")
    assert not found(document, "action")


def test_a_paper_to_be_decided_is_told_before_its_day_and_late_after_it(document: Document) -> None:
    paper = change_paper(document, status="proposed", considered_on="2027-09-15")
    change_paper(document, status="decided", considered_on="2027-01-15")
    change_paper(document, status="draft", considered_on="2027-01-15")
    change_paper(document, status="proposed")
    (before,) = found(document, "paper")
    assert (before.words, before.severity) == ("Verksamhetsplan 2027 till beslut", "soon")
    (after,) = found(document, "paper", today=date(2027, 9, 16))
    assert (after.words, after.severity) == ("Verksamhetsplan 2027: beslut är inte infört", "late")
    assert after.place.row_id == paper


def test_a_plan_of_a_year_long_past_has_nothing_left_to_do(document: Document) -> None:
    assert found(document, "control", today=date(2028, 12, 1))
    assert not found(document, "control", "paper", "action", today=date(2029, 1, 2))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(today=st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_reminders_stand_in_the_order_of_their_days_and_each_leads_to_a_row_of_the_file(
    document: Document, today: date
) -> None:
    if not queries.spot_checks(document.session):
        category = plan_of(document.session).model.categories[0].id
        where = meeting(document, "2027-08-11")
        record = document.do("Börja", lambda session: spot_checks.begin(session, where, category))
        case = next(each for each in queries.spot_checks(document.session) if each.id == record).cases[0].id
        document.do("Ärende", lambda session: spot_checks.set_reference(session, case, "2027-1184"))
        execute(document, 1, "April", action="Utbilda", action_status="decided", action_due="2027-10-01")
        change_paper(document, status="proposed", considered_on="2027-09-15")
    told = found(document, today=today)
    tables = {entity.__tablename__: entity for entity in Base.__subclasses__()}
    assert [each.date for each in told] == sorted(each.date for each in told)
    for each in told:
        assert queries.find(document.session, tables[each.place.table], each.place.row_id) is not None
        assert each.severity == severity_of(each.date, today)
        assert "2027-1184" not in f"{each.words} {each.detail}"


# The cards -----------------------------------------------------------------------------------------------------------
def test_each_month_counts_its_ordinary_meetings_and_leads_to_the_one_that_lacks(document: Document) -> None:
    signed_record(document, NOW, meeting(document, "2027-08-11"))
    where = queries.committee(document.session).subcommittees[0].id
    document.do("Fler", lambda session: spot_checks.add_meeting(session, where, "2027-08-25"))
    meetings = queries.meetings(document.session, 2027)
    (body,) = spot_check_year(queries.subcommittees(document.session), meetings, TODAY)
    june, august, september = (body.months[number - 1] for number in (6, 8, 9))
    assert (june.held, june.signed, june.lacking) == (1, 0, 1)
    assert (august.held, august.signed, august.meeting_id) == (2, 1, meeting(document, "2027-08-25"))
    assert (september.held, september.planned, september.meeting_id) == (0, 2, meeting(document, "2027-09-08"))
    assert body.months[0].meeting_id == ""


def test_a_stickprov_signed_before_its_meeting_counts_at_once(document: Document) -> None:
    signed_record(document, NOW, meeting(document, "2027-09-22"))
    meetings = queries.meetings(document.session, 2027)
    (body,) = spot_check_year(queries.subcommittees(document.session), meetings, TODAY)
    assert (body.months[8].held, body.months[8].signed, body.months[8].planned) == (1, 1, 1)


def test_the_stickprov_of_the_running_year_are_shown_beside_next_years_plan(document: Document) -> None:
    plan = plan_of(document.session)
    assert [year_of_spot_checks(plan, date(year, 5, 1)) for year in (2026, 2027, 2028)] == [2026, 2027, 2027]


def test_the_controls_of_the_open_follow_up_are_counted_by_result(document: Document) -> None:
    plan = plan_of(document.session)
    minor = plan.model.results[1].id
    execute(document, 0, "April", result_id=minor)
    execute(document, 1, "April")
    progress = control_progress(plan, date(2027, 3, 1))
    assert progress is not None
    assert (progress.title, progress.total, progress.last) == ("April", 4, "2027-04-30")
    assert [(each.words, each.kind, each.count) for each in progress.parts] == [
        ("Mindre anmärkning", "minor", 1),
        ("redovisade utan resultat", "unjudged", 1),
        ("återstår", "left", 2),
    ]
    assert control_progress(plan, date(2027, 12, 1)) is None, "none is to be reported at the end of the year"
    for today, title in ((date(2026, 5, 1), "April"), (date(2028, 5, 1), "Årsbokslut")):
        period = shown_period(plan, today)
        assert period is not None
        assert period.title == title


def test_a_plan_without_goals_counts_none(document: Document) -> None:
    assert goal_measures(plan_of(document.session)) == []
