"""What the program says of the numbers of a control."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.control import Control
from scn_desktop.models.control_execution import ControlExecution
from scn_desktop.models.control_results import (
    Count,
    counted,
    current_period,
    in_order_words,
    is_due,
    percent_in_order,
    period_called,
    reported,
)
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import control_details, controls, executions, spot_checks
from scn_desktop.models.edits.controls import NewControl
from scn_desktop.models.ordering import keys_for
from scn_desktop.models.planning_model import FollowUpPeriod, ResultLevel
from tests.models.planned import do_undo_redo, new_document
from tests.models.signing import signed_record

LATE = date(2027, 12, 31)
NOW = datetime(2027, 9, 8, 13, 42, 10, tzinfo=timezone(timedelta(hours=2)))


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    """A plan with two follow-ups, the usual results and two controls of one risk."""
    opened = new_document(tmp_path / "plan.scnplan")
    opened.do("Modell", fill)
    yield opened
    opened.close()


def fill(session: Session) -> None:
    plan = queries.plans(session)[0]
    for (title, month), key in zip((("Per april", 4), ("Per augusti", 8)), keys_for(2), strict=True):
        session.add(FollowUpPeriod(model_id=plan.model.id, order_key=key, title=title, month=month))
    words = (("Utan anmärkning", "none"), ("Mindre anmärkning", "minor"), ("Anmärkning", "remark"))
    for (wording, kind), key in zip(words, keys_for(3), strict=True):
        session.add(ResultLevel(model_id=plan.model.id, order_key=key, wording=wording, kind=kind))
    area = plan.model.areas[0].id
    rows = [NewControl(area, "Fel arvode", "Granska arvoden"), NewControl(area, "Fel arvode", "Jämför avtal")]
    controls.append_controls(session, plan.id, rows)


@pytest.fixture
def control(document: Document) -> Control:
    return queries.plans(document.session)[0].controls[0]


@pytest.fixture
def april(document: Document) -> FollowUpPeriod:
    return queries.plans(document.session)[0].model.follow_up_periods[0]


def begun(document: Document, control: Control, period: FollowUpPeriod) -> ControlExecution:
    key = document.do("Börja", lambda s: executions.begin(s, control.id, period.id))
    return queries.get(document.session, ControlExecution, key)


def number(document: Document, execution: ControlExecution, **numbers: int | None) -> None:
    for field, value in numbers.items():
        document.do("Antal", lambda s, f=field, v=value: executions.set_number(s, execution.id, f, v))  # type: ignore[misc]


# Percent -------------------------------------------------------------------------------------------------------------
@given(st.integers(1, 10_000).flatmap(lambda checks: st.tuples(st.just(checks), st.integers(0, checks))))
def test_a_percent_never_says_all_or_nothing_where_that_is_not_so(numbers: tuple[int, int]) -> None:
    count = Count(*numbers)
    said = percent_in_order(count).replace("\u00a0", " ")
    match = re.fullmatch(r"(mer än |mindre än )?(\d+) %", said)
    assert match is not None
    shown, share = int(match[2]), (count.checks - count.remarks) * 100 / count.checks
    assert (said == "100 %") == (count.remarks == 0)
    assert (said == "0 %") == (count.remarks == count.checks)
    if match[1] == "mer än ":
        assert shown < share < 100
    elif match[1] == "mindre än ":
        assert 0 < share < shown
    else:
        assert abs(shown - share) <= 0.5


def test_the_percent_is_told_in_words_at_its_ends() -> None:
    assert in_order_words(Count(15, 0)) == "alla utan anmärkning"
    assert in_order_words(Count(15, 15)) == "ingen utan anmärkning"
    assert in_order_words(Count(1000, 1)) == "mer än 99\u00a0% utan anmärkning"
    assert in_order_words(Count(120, 12)) == "90\u00a0% utan anmärkning"
    assert in_order_words(Count(200, 1)) == "mer än 99\u00a0% utan anmärkning"


def test_twenty_cases_in_six_points_with_twelve_remarks_are_ninety_percent(
    document: Document, control: Control, april: FollowUpPeriod
) -> None:
    for point in range(6):
        document.do("Punkt", lambda s, n=point: control_details.add_question(s, control.id, f"Punkt {n}"))  # type: ignore[misc]
    execution = begun(document, control, april)
    number(document, execution, checked=20)
    for place, remarks in enumerate((5, 3, 2, 1, 1, 0)):
        document.do("Punkt", lambda s, p=place, r=remarks: executions.set_point_remarks(s, execution.id, p, r))  # type: ignore[misc]
    (row, _) = reported(control.plan, april, [], LATE)
    assert row.words() == ["20 granskade × 6 punkter: 120 kontroller, 90\u00a0% utan anmärkning."]
    assert counted(execution) == Count(120, 12)
    document.do("Punkt", lambda s: executions.set_point_checked(s, execution.id, 5, 10))
    assert row.words() == ["110 kontroller, 89\u00a0% utan anmärkning."]


# Volume --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "size", "population", "checked", "said"),
    [
        ("number", 10, None, 3, "För få: 3 av minst 10 är kontrollerade."),
        ("number", 10, None, 10, ""),
        ("number", 10, 3, 3, ""),
        ("percent", 10, 1320, 131, "För få: 131 är kontrollerade, 10\u00a0% av 1\u00a0320 är 132."),
        ("percent", 10, 1320, 132, ""),
        ("percent", 10, 1321, 132, "För få: 132 är kontrollerade, 10\u00a0% av 1\u00a0321 är 133."),
        ("percent", 10, None, 132, ""),
        ("all", None, 40, 39, "39 av 40 är kontrollerade. Alla ska vara det."),
        ("all", None, 40, 40, ""),
        ("", None, 40, 1, ""),
    ],
)
def test_a_volume_that_is_too_small_is_told(
    document: Document,
    control: Control,
    april: FollowUpPeriod,
    kind: str,
    size: int | None,
    population: int | None,
    checked: int,
    said: str,
) -> None:
    document.do("Volym", lambda s: control_details.set_sample(s, control.id, kind, size)) if kind else None
    execution = begun(document, control, april)
    number(document, execution, population=population, checked=checked, remarks=0)
    (row, _) = reported(control.plan, april, [], LATE)
    assert row.words()[1:] == ([said] if said else [])


def test_numbers_that_contradict_each_other_are_told_and_not_counted(
    document: Document, control: Control, april: FollowUpPeriod
) -> None:
    execution = begun(document, control, april)
    number(document, execution, population=4, checked=5, remarks=6)
    (row, _) = reported(control.plan, april, [], LATE)
    assert row.words() == ["Fler anmärkningar än kontrollerade.", "Fler kontrollerade än det fanns att välja bland."]
    assert row.suggested() is None


@pytest.mark.parametrize(
    ("checked", "remarks", "wording"),
    [(20, 0, "Utan anmärkning"), (20, 2, "Mindre anmärkning"), (20, 3, "Anmärkning"), (0, 0, None)],
)
def test_a_result_is_suggested_and_never_chosen(
    document: Document, control: Control, april: FollowUpPeriod, checked: int, remarks: int, wording: str | None
) -> None:
    execution = begun(document, control, april)
    number(document, execution, checked=checked, remarks=remarks)
    (row, _) = reported(control.plan, april, [], LATE)
    suggested = row.suggested()
    assert (suggested.wording if suggested is not None else None) == wording
    assert execution.result is None
    assert row.progress == "begun"


# When ----------------------------------------------------------------------------------------------------------------
def test_a_control_without_periods_is_due_in_every_one(
    document: Document, control: Control, april: FollowUpPeriod
) -> None:
    august = control.plan.model.follow_up_periods[1]
    assert is_due(control, april)
    assert is_due(control, august)
    document.do("Perioder", lambda s: control_details.set_periods(s, control.id, [august.id]))
    assert not is_due(control, april)
    assert [row.progress for row in reported(control.plan, august, [], LATE)] == ["due", "due"]
    assert [row.control.activity for row in reported(control.plan, april, [], LATE)] == ["Jämför avtal"]
    assert len(reported(control.plan, april, [], LATE, everything=True)) == 2


def test_a_measure_is_not_due_unless_it_names_the_period(
    document: Document, control: Control, april: FollowUpPeriod
) -> None:
    document.do("Slag", lambda s: control_details.set_choice(s, control.id, "kind", "measure"))
    assert not is_due(control, april)
    document.do("Perioder", lambda s: control_details.set_periods(s, control.id, [april.id]))
    assert is_due(control, april)


@pytest.mark.parametrize(
    ("today", "month"), [(date(2027, 2, 1), 4), (date(2027, 4, 30), 4), (date(2027, 9, 1), 8), (date(2028, 1, 9), 8)]
)
def test_the_follow_up_at_hand_is_the_last_whose_month_is_over(document: Document, today: date, month: int) -> None:
    found = current_period(queries.plans(document.session)[0], today)
    assert found is not None
    assert found.month == month


def test_a_follow_up_is_found_by_its_month_or_its_title(document: Document) -> None:
    plan = queries.plans(document.session)[0]
    found = [period_called(plan, wanted) for wanted in ("augusti", "per april", "december", "")]
    assert [each.month if each is not None else None for each in found] == [8, 4, None, None]


# The utskott's stickprov ---------------------------------------------------------------------------------------------
@pytest.fixture
def with_spot_checks(document: Document, control: Control) -> Document:
    """Three meetings to August with a signed stickprov in one, and one in autumn; the first control takes them."""
    where = queries.committee(document.session).subcommittees[0].id
    days = ["2027-01-13", "2027-02-10", "2027-04-14"]
    document.do("Möten", lambda session: spot_checks.add_meetings(session, where, days))
    keys = {each.held_on: each.id for each in queries.meetings(document.session)}
    signed_record(document, NOW, keys["2027-01-13"], category=0, cases=6, remarks=1)
    signed_record(document, NOW, keys["2027-09-08"], category=0, remarks=0)
    document.do("Källa", lambda s: control_details.set_choice(s, control.id, "source", "spot_checks"))
    return document


def test_the_signed_stickprov_of_the_period_are_the_numbers(
    with_spot_checks: Document, control: Control, april: FollowUpPeriod
) -> None:
    meetings = queries.meetings(with_spot_checks.session)
    (row, _) = reported(control.plan, april, meetings, LATE)
    assert row.words() == [
        "1 signerat stickprov: 6 ärenden kontrollerade, 1 med anmärkning.",
        "2 av 3 ordinarie sammanträden saknar signerat stickprov.",
    ]
    assert row.words(hides_small=True)[0] == (
        "1 signerat stickprov: 6 ärenden kontrollerade, färre än 5 med anmärkning."
    )
    suggested = row.suggested()
    assert suggested is not None
    assert suggested.kind == "remark"
    (row, _) = reported(control.plan, control.plan.model.follow_up_periods[1], meetings, LATE)
    assert row.numbers is not None
    assert row.numbers.cases == 6


def test_the_numbers_of_stickprov_are_never_typed(
    with_spot_checks: Document, control: Control, april: FollowUpPeriod
) -> None:
    execution = begun(with_spot_checks, control, april)
    with pytest.raises(InputError, match="räknas ut"):
        number(with_spot_checks, execution, checked=3)
    assert execution.checked is None


def test_a_period_without_meetings_says_so(with_spot_checks: Document, control: Control, april: FollowUpPeriod) -> None:
    (row, _) = reported(control.plan, april, [], LATE)
    assert row.words() == ["Inget sammanträde har hållits i perioden."]
    assert row.suggested() is None


# Edits ---------------------------------------------------------------------------------------------------------------
def test_every_edit_of_an_execution_can_be_undone(document: Document, control: Control, april: FollowUpPeriod) -> None:
    result = control.plan.model.results[0].id
    do_undo_redo(document, lambda s: control_details.add_question(s, control.id, "Finns avtal?"))
    key = do_undo_redo(document, lambda s: executions.begin(s, control.id, april.id))
    do_undo_redo(document, lambda s: executions.set_text(s, key, "comment", "Två avtal saknas."))
    do_undo_redo(document, lambda s: executions.set_number(s, key, "checked", 20))
    do_undo_redo(document, lambda s: executions.set_day(s, key, "carried_out_on", "12 april"))
    do_undo_redo(document, lambda s: executions.set_result(s, key, result))
    do_undo_redo(document, lambda s: executions.set_action_status(s, key, "decided"))
    do_undo_redo(document, lambda s: executions.set_point_remarks(s, key, 0, 2))
    do_undo_redo(document, lambda s: executions.set_point_checked(s, key, 0, 18))
    do_undo_redo(document, lambda s: executions.set_point_text(s, key, 0, "Finns ett giltigt avtal?"))
    do_undo_redo(document, lambda s: executions.add_point(s, key, "Är det signerat?"))
    do_undo_redo(document, lambda s: executions.delete_point(s, key, 1))
    do_undo_redo(document, lambda s: executions.delete(s, key))
    assert control.executions == []


def test_every_edit_of_a_control_s_details_can_be_undone(
    document: Document, control: Control, april: FollowUpPeriod
) -> None:
    do_undo_redo(document, lambda s: control_details.set_choice(s, control.id, "nature", "detecting"))
    do_undo_redo(document, lambda s: control_details.set_sample(s, control.id, "percent", 10))
    do_undo_redo(document, lambda s: controls.set_field(s, control.id, "frequency", "Varje månad"))
    do_undo_redo(document, lambda s: control_details.set_periods(s, control.id, [april.id]))
    first = do_undo_redo(document, lambda s: control_details.add_question(s, control.id, "Finns avtal?"))
    second = do_undo_redo(document, lambda s: control_details.add_question(s, control.id, "Rätt belopp?", 0))
    assert [question.id for question in control.questions] == [second, first]
    do_undo_redo(document, lambda s: control_details.set_question(s, first, "Finns ett avtal?"))
    do_undo_redo(document, lambda s: control_details.move_question(s, first, 0))
    assert [question.id for question in control.questions] == [first, second]
    do_undo_redo(document, lambda s: control_details.delete_question(s, second))
    do_undo_redo(document, lambda s: control_details.set_periods(s, control.id, []))
    assert control.periods == []
    begun(document, control, april)
    do_undo_redo(document, lambda s: controls.delete_controls(s, [control.id]))


def test_an_execution_keeps_the_points_that_it_began_with(
    document: Document, control: Control, april: FollowUpPeriod
) -> None:
    key = document.do("Fråga", lambda s: control_details.add_question(s, control.id, "Finns avtal?"))
    execution = begun(document, control, april)
    document.do("Fråga", lambda s: control_details.set_question(s, key, "Finns ett avtal i akten?"))
    document.do("Fråga", lambda s: control_details.delete_question(s, key))
    assert [point.text for point in execution.points] == ["Finns avtal?"]
    assert begun(document, control, april) is execution


@pytest.mark.parametrize(
    ("kind", "size"), [("percent", 0), ("percent", 101), ("number", 0), ("number", -1), ("some", 3)]
)
def test_a_smallest_volume_that_is_none_is_refused(document: Document, control: Control, kind: str, size: int) -> None:
    with pytest.raises(InputError):
        document.do("Volym", lambda s: control_details.set_sample(s, control.id, kind, size))
    assert (control.sample_kind, control.sample_size) == ("", None)


@pytest.mark.parametrize("text", ["igår", "31 februari", "2027-13-01"])
def test_a_day_that_is_none_is_refused(document: Document, control: Control, april: FollowUpPeriod, text: str) -> None:
    execution = begun(document, control, april)
    with pytest.raises(InputError, match="ingen dag"):
        document.do("Dag", lambda s: executions.set_day(s, execution.id, "action_due", text))


def test_a_number_below_nothing_is_refused(document: Document, control: Control, april: FollowUpPeriod) -> None:
    execution = begun(document, control, april)
    with pytest.raises(InputError):
        number(document, execution, checked=-1)
