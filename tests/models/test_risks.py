"""The risk register: every action on it, what a risk continues, and risks carried over from the year before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries, risk_register
from scn_desktop.models.control import Control, ControlPeriod, ControlQuestion, Risk
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import carried_risks, controls, risks
from scn_desktop.models.edits.controls import NewControl
from scn_desktop.models.edits.risks import RiskField, Treatment
from scn_desktop.models.measure import Measure
from scn_desktop.models.ordering import keys_for
from scn_desktop.models.plan import Paper, Plan, Section
from scn_desktop.models.planning_model import (
    ControlArea,
    FollowUpPeriod,
    PlanningModel,
    RiskLevel,
    SectionKind,
)
from tests.models.planned import do_undo_redo, new_document


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    opened = new_document(tmp_path / "prov.scnplan")
    yield opened
    opened.close()


def plan_of(document: Document, year: int | None = None) -> Plan:
    found = queries.plan_of_year(document.session, year)
    assert found is not None
    return found


def three_risks(document: Document) -> list[str]:
    """The first has two controls, the second one and a stated index, the third none at all."""
    plan = plan_of(document)
    area = plan.model.areas[0].id
    rows = [
        NewControl(area, "Barn blir utan skydd", "Stickprov", probability=2, consequence=4),
        NewControl(area, "Barn blir utan skydd", "Kollegial granskning"),
        NewControl(area, "Fakturor betalas utan avtal", "Granska tio fakturor", stated_index=12),
    ]
    document.do("Klistra in", lambda session: controls.append_controls(session, plan.id, rows))
    alone = document.do("Ny risk", lambda session: risks.add_risk(session, plan.id))
    document.do("Text", lambda session: risks.set_risk_field(session, alone, "description", "Nyckelpersoner slutar"))
    return [risk.id for risk in plan.risks]


def risk(document: Document, risk_id: str) -> Risk:
    return queries.get(document.session, Risk, risk_id)


def goal_of(document: Document) -> str:
    """A goal of the plan's, made for the purpose."""
    plan = plan_of(document)

    def add(session: Session) -> str:
        kind = SectionKind(model_id=plan.model.id, key="goal", singular="Mål", plural="Mål", under="paper")
        paper = Paper(plan_id=plan.id, title="Verksamhetsplan")
        session.add_all([kind, paper])
        session.flush()
        section = Section(paper_id=paper.id, kind_id=kind.id, title="Trygga barn")
        session.add(section)
        session.flush()
        return section.id

    return document.do("Mål", add)


def measure_of(document: Document, plan_id: str, text: str = "Utbilda handläggare") -> str:
    def add(session: Session) -> str:
        measure = Measure(plan_id=plan_id, text=text)
        session.add(measure)
        session.flush()
        return measure.id

    return document.do("Åtgärd", add)


# The register --------------------------------------------------------------------------------------------------------


def test_risks_are_numbered_by_their_place_and_a_new_one_stands_where_asked(document: Document) -> None:
    ids = three_risks(document)
    assert list(risk_register.risk_numbers(plan_of(document)).items()) == [(ids[0], 1), (ids[1], 2), (ids[2], 3)]
    plan_id = plan_of(document).id
    made = do_undo_redo(document, lambda session: risks.add_risk(session, plan_id, None, 1))
    assert [each.id for each in plan_of(document).risks] == [ids[0], made, ids[1], ids[2]]
    assert risk(document, made).controls == []


def test_a_risk_moves_in_the_register(document: Document) -> None:
    ids = three_risks(document)
    do_undo_redo(document, lambda session: risks.move_risk(session, ids[2], 0))
    assert [each.id for each in plan_of(document).risks] == [ids[2], ids[0], ids[1]]


@pytest.mark.parametrize("field", ["description", "routine", "cause", "effect", "responsible", "treatment_text"])
def test_each_text_of_a_risk_is_changed(document: Document, field: RiskField) -> None:
    first = three_risks(document)[0]
    do_undo_redo(document, lambda session: risks.set_risk_field(session, first, field, "Något annat"))
    assert getattr(risk(document, first), field) == "Något annat"


@pytest.mark.parametrize("treatment", ["accept", "reduce", "transfer", "avoid"])
def test_how_a_risk_is_met_is_said(document: Document, treatment: Treatment) -> None:
    first = three_risks(document)[0]
    do_undo_redo(document, lambda session: risks.set_treatment(session, first, treatment))
    assert risk(document, first).treatment == treatment


def test_a_risk_has_an_area_of_its_own_or_that_of_its_controls(document: Document) -> None:
    ids = three_risks(document)
    first, second, _ = plan_of(document).model.areas
    do_undo_redo(document, lambda session: risks.set_area(session, ids[0], second.id))
    assert risk_register.area_of(risk(document, ids[0])) is second
    do_undo_redo(document, lambda session: risks.set_area(session, ids[0], None))
    assert risk_register.area_of(risk(document, ids[0])) is first
    assert risk_register.area_of(risk(document, ids[2])) is None


def test_a_risk_is_judged_and_a_stated_index_gives_way_to_factors(document: Document) -> None:
    ids = three_risks(document)
    do_undo_redo(document, lambda session: risks.set_factors(session, ids[1], 3, 3))
    assert (risk(document, ids[1]).stated_index, risk(document, ids[1]).index) == (None, 9)
    do_undo_redo(document, lambda session: risks.set_stated_index(session, ids[1], 12))
    assert (risk(document, ids[1]).probability, risk(document, ids[1]).index) == (None, 12)


def test_no_factors_are_made_up_for_a_stated_index_of_twelve(document: Document) -> None:
    stated = risk(document, three_risks(document)[1])
    assert (stated.probability, stated.consequence, stated.index) == (None, None, 12)
    assert not risk_register.is_assessed(stated)
    assert risk_register.factors_words(stated) == "12, angivet utan bedömning"


def test_deleting_a_risk_takes_its_controls_along(document: Document) -> None:
    ids = three_risks(document)
    do_undo_redo(document, lambda session: risks.delete_risks(session, ids[:2]))
    assert [each.id for each in plan_of(document).risks] == ids[2:]
    assert plan_of(document).controls == []


def test_a_risk_that_the_register_says_more_of_stays_when_its_last_control_goes(document: Document) -> None:
    ids = three_risks(document)
    document.do("Orsak", lambda session: risks.set_risk_field(session, ids[1], "cause", "Avtalen är svåra att hitta"))
    last = risk(document, ids[1]).controls[0].id
    do_undo_redo(document, lambda session: controls.delete_controls(session, [last]))
    assert risk(document, ids[1]).controls == []


def test_a_new_control_for_a_risk_stands_last_in_its_area(document: Document) -> None:
    ids = three_risks(document)
    made = do_undo_redo(document, lambda session: risks.add_control_for(session, ids[0]))
    control = queries.get(document.session, Control, made)
    assert control.risk_id == ids[0]
    assert queries.controls_by_area(plan_of(document))[0][1][-1] is control


def test_a_risk_that_one_control_meets_goes_with_it_into_another_area(document: Document) -> None:
    ids = three_risks(document)
    area = plan_of(document).model.areas[2].id
    alone, shared = risk(document, ids[1]).controls[0].id, risk(document, ids[0]).controls[0].id
    do_undo_redo(document, lambda session: controls.move_control(session, alone, area))
    assert risk(document, ids[1]).area_id == area
    do_undo_redo(document, lambda session: controls.move_control(session, shared, area))
    assert risk(document, ids[0]).area_id != area


def test_goals_and_measures_are_linked_once_and_unlinked(document: Document) -> None:
    first = three_risks(document)[2]
    goal, measure = goal_of(document), measure_of(document, plan_of(document).id)
    do_undo_redo(document, lambda session: risks.link_goal(session, first, goal))
    do_undo_redo(document, lambda session: risks.link_measure(session, first, measure))
    document.do("Igen", lambda session: risks.link_goal(session, first, goal))
    document.do("Igen", lambda session: risks.link_measure(session, first, measure))
    assert [each.section.title for each in risk(document, first).goals] == ["Trygga barn"]
    assert [each.measure.text for each in risk(document, first).measures] == ["Utbilda handläggare"]
    do_undo_redo(document, lambda session: risks.unlink_goal(session, first, goal))
    do_undo_redo(document, lambda session: risks.unlink_measure(session, first, measure))
    assert risk(document, first).goals == []
    assert risk(document, first).measures == []


def test_a_risk_at_the_threshold_is_met_by_a_control_or_by_a_measure(document: Document) -> None:
    alone = three_risks(document)[2]
    document.do("Bedöm", lambda session: risks.set_factors(session, alone, 1, 4))
    assert not risk_register.is_unmet(risk(document, alone))
    document.do("Bedöm", lambda session: risks.set_factors(session, alone, 2, 4))
    assert risk_register.is_unmet(risk(document, alone))
    measure = measure_of(document, plan_of(document).id)
    document.do("Koppla", lambda session: risks.link_measure(session, alone, measure))
    assert not risk_register.is_unmet(risk(document, alone))


# Processes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Barn och unga > Utredning>Avslut", "Barn och unga › Utredning › Avslut"),
        ("  Ekonomi ›  Inköp ", "Ekonomi › Inköp"),
        ("Ekonomi >", "Ekonomi"),
        ("", ""),
    ],
)
def test_a_process_is_kept_with_one_sign_between_its_levels(document: Document, typed: str, kept: str) -> None:
    first = three_risks(document)[0]
    document.do("Process", lambda session: risks.set_process(session, first, "Något annat"))
    document.do("Orsak", lambda session: risks.set_risk_field(session, first, "cause", "Något emellan"))
    do_undo_redo(document, lambda session: risks.set_process(session, first, typed))
    assert risk(document, first).process == kept


def test_a_process_of_four_levels_is_refused(document: Document) -> None:
    first = three_risks(document)[0]
    with pytest.raises(InputError, match="högst 3 nivåer"):
        document.do("Process", lambda session: risks.set_process(session, first, "A > B > C > D"))


@given(st.lists(st.text("abcå 1\n", min_size=1).filter(str.strip), min_size=1, max_size=3))
def test_a_kept_process_is_kept_the_same_again(levels: list[str]) -> None:
    kept = risk_register.process_path(" > ".join(levels))
    assert risk_register.process_path(kept) == kept
    assert risk_register.process_levels(kept) == [level.strip() for level in levels]


# Over the years ------------------------------------------------------------------------------------------------------


def next_year(document: Document, steps: int = 4) -> str:
    """A plan for 2028 with areas of the same names, but one; its key."""

    def add(session: Session) -> str:
        plan = Plan(committee=queries.committee(session), year=2028, outlook_to=2030)
        model = PlanningModel(plan=plan, identifier="test", name="Test", grant_word="kommunbidrag", risk_threshold=8)
        model.areas = [
            ControlArea(order_key=key, title=title)
            for title, key in zip(("handläggning", "Avtal"), keys_for(2), strict=True)
        ]
        model.follow_up_periods = [FollowUpPeriod(title="Årsbokslut", month=12)]
        for axis in ("probability", "consequence"):
            model.scale += [
                RiskLevel(axis=axis, order_key=key, value=value, wording=f"Steg {value}")
                for value, key in enumerate(keys_for(steps), start=1)
            ]
        session.add(plan)
        session.flush()
        return plan.id

    return document.do("Nytt år", add)


def carried(document: Document, *, with_controls: bool, steps: int = 4) -> list[Risk]:
    plan_id = next_year(document, steps)
    do_undo_redo(document, lambda session: carried_risks.carry_over(session, plan_id, with_controls=with_controls))
    return list(plan_of(document, 2028).risks)


def test_risks_are_carried_over_with_their_assessment_and_say_what_they_continue(document: Document) -> None:
    before = [risk(document, each) for each in three_risks(document)]
    after = carried(document, with_controls=False)
    assert [each.description for each in after] == [each.description for each in before]
    assert [each.index for each in after] == [8, 12, None]
    assert [each.area.title if each.area else "" for each in after] == ["handläggning", "handläggning", ""]
    assert [risk_register.earlier_risk(each) for each in after] == before
    assert plan_of(document, 2028).controls == []


def test_controls_come_along_where_wished_without_their_results(document: Document) -> None:
    ids = three_risks(document)
    plan = plan_of(document)

    def ask(session: Session) -> None:
        period = FollowUpPeriod(model_id=plan.model.id, title="Årsbokslut", month=12)
        control = risk_register.controls_of(risk(document, ids[0]))[0]
        session.add(period)
        session.flush()
        session.add(ControlPeriod(control_id=control.id, period_id=period.id))
        session.add(ControlQuestion(control_id=control.id, text="Är skälet tydligt?"))

    document.do("Fråga", ask)
    after = carried(document, with_controls=True)
    assert [[each.activity for each in risk_register.controls_of(found)] for found in after] == [
        ["Stickprov", "Kollegial granskning"],
        ["Granska tio fakturor"],
        [],
    ]
    first = risk_register.controls_of(after[0])[0]
    assert [each.text for each in first.questions] == ["Är skälet tydligt?"]
    assert [each.period.title for each in first.periods] == ["Årsbokslut"]
    assert first.origin_id == risk_register.controls_of(risk(document, ids[0]))[0].id
    assert first.area is not None
    assert first.area.title == "handläggning"


def test_what_was_carried_over_before_is_not_carried_over_again(document: Document) -> None:
    ids = three_risks(document)
    after = carried(document, with_controls=False)
    plan_id = plan_of(document, 2028).id
    reworded, removed = after[0].id, after[2].id
    document.do("Ändra", lambda session: risks.set_risk_field(session, reworded, "description", "Omskriven"))
    document.do("Ta bort", lambda session: risks.delete_risks(session, [removed]))
    again = document.do("Hämta", lambda session: carried_risks.carry_over(session, plan_id, with_controls=True))
    assert [risk(document, each).origin_id for each in again] == [ids[2]]
    assert carried_risks.risks_to_carry(plan_of(document, 2028)) == []


def test_linked_goals_and_measures_are_those_that_continue_the_old_ones(document: Document) -> None:
    first = three_risks(document)[0]
    old = measure_of(document, plan_of(document).id)
    document.do("Koppla", lambda session: risks.link_measure(session, first, old))
    plan_id = next_year(document)
    new = measure_of(document, plan_id, "Utbilda alla")
    other = measure_of(document, plan_id, "Något nytt")
    document.do("Ursprung", lambda session: setattr(queries.get(session, Measure, new), "origin_id", old))
    document.do("Hämta", lambda session: carried_risks.carry_over(session, plan_id, with_controls=False))
    linked = [link.measure_id for each in plan_of(document, 2028).risks for link in each.measures]
    assert linked == [new]
    assert other not in linked


def test_risks_come_unassessed_into_a_scale_with_more_steps(document: Document) -> None:
    before = [risk(document, each) for each in three_risks(document)]
    after = carried(document, with_controls=False, steps=5)
    assert [each.index for each in after] == [None, None, None]
    assert risk_register.factors_words(before[0]) == "2 × 4 = 8"
    assert risk_register.change_words(after[0], before[0]) == ""


def test_a_risk_worded_as_last_year_continues_it_though_nobody_said_so(document: Document) -> None:
    ids = three_risks(document)
    plan_id = next_year(document)
    made = document.do("Ny", lambda session: risks.add_risk(session, plan_id))
    document.do("Text", lambda s: risks.set_risk_field(s, made, "description", "Barn  blir utan\nSKYDD"))
    found = risk_register.earlier_risk(risk(document, made))
    assert found is not None
    assert found.id == ids[0]
    assert risk_register.earlier_risk(risk(document, ids[0])) is None


Judge = Callable[[Session, Risk], Any]


@pytest.mark.parametrize(
    ("factors", "words", "moved"),
    [
        ((2, 4), "Samma bedömning som 2027.", False),
        ((1, 4), "Sannolikheten har sänkts.", True),
        ((3, 3), "Sannolikheten har höjts. Konsekvensen har sänkts.", True),
    ],
)
def test_what_became_of_the_assessment_is_said_in_words(
    document: Document, factors: tuple[int, int], words: str, moved: bool
) -> None:
    before = risk(document, three_risks(document)[0])
    after = carried(document, with_controls=False)[0]
    document.do("Bedöm", lambda session: risks.set_factors(session, after.id, *factors))
    assert risk_register.change_words(after, before) == words
    assert risk_register.has_moved(after, before) is moved


def test_a_stated_index_is_compared_as_an_index_and_never_moves_in_the_matrix(document: Document) -> None:
    before = risk(document, three_risks(document)[1])
    after = carried(document, with_controls=False)[1]
    document.do("Ange", lambda session: risks.set_stated_index(session, after.id, 9))
    assert risk_register.change_words(after, before) == "Riskindex har sänkts."
    assert not risk_register.has_moved(after, before)
