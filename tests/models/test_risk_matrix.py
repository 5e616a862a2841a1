"""The risk matrix of a plan, and its own scale, which is frozen once it is decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import risk_scale, risks
from scn_desktop.models.plan import Paper, Plan
from scn_desktop.models.planning_model import PlanningModel, RiskClass
from scn_desktop.models.risk_matrix import RiskMatrix, class_spans, degree_of
from tests.models.planned import do_undo_redo, new_document


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    opened = new_document(tmp_path / "prov.scnplan")
    yield opened
    opened.close()


def plan_of(document: Document) -> Plan:
    found = queries.plan_of_year(document.session)
    assert found is not None
    return found


def a_risk(document: Document, probability: int | None, consequence: int | None, stated: int | None = None) -> str:
    plan_id = plan_of(document).id

    def add(session: Session) -> str:
        made = risks.add_risk(session, plan_id)
        risks.set_factors(session, made, probability, consequence)
        if stated is not None:
            risks.set_stated_index(session, made, stated)
        return made

    return document.do("Ny risk", add)


def a_paper(document: Document, kind: str, status: str, title: str) -> None:
    plan_id = plan_of(document).id
    document.do("Handling", lambda s: s.add(Paper(plan_id=plan_id, kind=kind, status=status, title=title)))


def test_each_risk_stands_in_the_cell_of_its_factors_with_its_number(document: Document) -> None:
    a_risk(document, 2, 4)
    a_risk(document, 4, 1)
    third = a_risk(document, 2, 4)
    matrix = RiskMatrix.of(plan_of(document))
    assert [[cell.index for cell in row] for row in matrix.rows] == [
        [4, 8, 12, 16],
        [3, 6, 9, 12],
        [2, 4, 6, 8],
        [1, 2, 3, 4],
    ]
    assert [each.number for each in matrix.rows[2][3].risks] == [1, 3]
    assert matrix.rows[2][3].index_text == "8 Hög"
    assert matrix.place_of(third) == (2, 3)
    assert [cell.is_above for cell in matrix.rows[0]] == [False, True, True, True]
    assert [cell.degree for cell in matrix.rows[0]] == [1, 2, 3, 3]


def test_a_stated_riskindex_of_twelve_has_no_place_in_the_matrix(document: Document) -> None:
    stated = a_risk(document, None, None, stated=12)
    half = a_risk(document, 3, None)
    matrix = RiskMatrix.of(plan_of(document))
    assert [each.risk.id for each in matrix.unplaced] == [stated, half]
    assert not any(cell.risks for row in matrix.rows for cell in row)
    assert matrix.place_of(stated) is None


def test_a_scale_of_five_steps_gives_five_rows_and_columns(document: Document) -> None:
    plan_id = plan_of(document).id
    do_undo_redo(document, lambda session: risk_scale.set_steps(session, plan_id, 5))
    a_risk(document, 5, 5)
    matrix = RiskMatrix.of(plan_of(document))
    assert [len(row) for row in matrix.rows] == [5] * 5
    assert matrix.rows[0][4].index_text == "25 Mycket hög"
    assert [each.number for each in matrix.rows[0][4].risks] == [1]
    assert [row[0].probability.text for row in matrix.rows][:2] == ["5 Nästan säker", "4 Trolig"]
    assert class_spans(plan_of(document).model)[-1] == ("Mycket hög", 12, 25)


def test_a_scale_is_not_made_shorter_than_its_risks_which_are_named(document: Document) -> None:
    plan_id = plan_of(document).id
    document.do("Skala", lambda session: risk_scale.set_steps(session, plan_id, 5))
    a_risk(document, 1, 1)
    high = a_risk(document, 5, 2)
    a_risk(document, None, None, stated=20)
    with pytest.raises(InputError, match="Riskerna 2 och 3 är bedömda högre än 4"):
        document.do("Skala", lambda session: risk_scale.set_steps(session, plan_id, 4))
    document.do("Ta bort", lambda session: risks.delete_risks(session, [plan_of(document).risks[2].id]))
    with pytest.raises(InputError, match="Risk 2 är bedömd högre än 4"):
        document.do("Skala", lambda session: risk_scale.set_steps(session, plan_id, 4))
    document.do("Bedöm", lambda session: risks.set_factors(session, high, 4, 2))
    do_undo_redo(document, lambda session: risk_scale.set_steps(session, plan_id, 4))
    assert plan_of(document).model.highest("probability") == 4


def test_the_words_classes_and_threshold_of_the_scale_are_the_plans_own(document: Document) -> None:
    plan = plan_of(document)
    level, first, second = plan.model.scale[0].id, plan.model.classes[0].id, plan.model.classes[1].id
    do_undo_redo(document, lambda session: risk_scale.set_level_wording(session, level, " Ytterst  liten "))
    do_undo_redo(document, lambda session: risk_scale.set_class_wording(session, first, "Liten"))
    do_undo_redo(document, lambda session: risk_scale.set_class_lowest(session, second, 3))
    do_undo_redo(document, lambda session: risk_scale.set_threshold(session, plan.id, 9))
    assert plan.model.scale[0].wording == "Ytterst liten"
    assert class_spans(plan.model)[:2] == [("Liten", 1, 2), ("Måttlig", 3, 7)]
    assert plan.model.risk_threshold == 9


def test_classes_keep_the_order_of_their_riskindex(document: Document) -> None:
    plan = plan_of(document)
    low = plan.model.classes[0].id
    do_undo_redo(document, lambda session: risk_scale.set_class_lowest(session, low, 10))
    assert [each.wording for each in plan.model.classes] == ["Måttlig", "Hög", "Låg", "Mycket hög"]


def test_a_class_is_added_above_the_others_and_removed_again(document: Document) -> None:
    plan = plan_of(document)
    made = do_undo_redo(document, lambda session: risk_scale.add_class(session, plan.id))
    assert plan.model.classes[-1].lowest == 13
    do_undo_redo(document, lambda session: risk_scale.delete_class(session, made))
    lowest = plan.model.classes[0].id
    do_undo_redo(document, lambda session: risk_scale.delete_class(session, lowest))
    assert class_spans(plan.model)[0] == ("Måttlig", 1, 7)


@pytest.mark.parametrize("index", [0, 17])
def test_a_threshold_outside_the_scale_is_refused(document: Document, index: int) -> None:
    plan = plan_of(document)
    with pytest.raises(InputError, match="från 1 till 16"):
        document.do("Skala", lambda session: risk_scale.set_threshold(session, plan.id, index))


def test_two_classes_do_not_begin_at_the_same_riskindex(document: Document) -> None:
    second = plan_of(document).model.classes[1].id
    with pytest.raises(InputError, match="börjar redan vid 8"):
        document.do("Skala", lambda session: risk_scale.set_class_lowest(session, second, 8))


def test_a_scale_that_is_decided_is_frozen_and_says_by_what(document: Document) -> None:
    plan = plan_of(document)
    a_paper(document, "operational_plan", "decided", "Verksamhetsplan 2027")
    level, found = plan.model.scale[0].id, plan.model.classes[1].id
    for edit in (
        lambda s: risk_scale.set_level_wording(s, level, "Nytt"),
        lambda s: risk_scale.set_class_wording(s, found, "Nytt"),
        lambda s: risk_scale.set_class_lowest(s, found, 5),
        lambda s: risk_scale.set_threshold(s, plan.id, 9),
        lambda s: risk_scale.set_steps(s, plan.id, 5),
        lambda s: risk_scale.add_class(s, plan.id),
        lambda s: risk_scale.delete_class(s, found),
    ):
        with pytest.raises(InputError, match="Verksamhetsplan 2027 är beslutad"):
            document.do("Skala", edit)


def test_the_internkontrollplan_freezes_the_scale_where_the_year_has_one(document: Document) -> None:
    plan = plan_of(document)
    a_paper(document, "operational_plan", "decided", "Verksamhetsplan 2027")
    a_paper(document, "internal_control_plan", "draft", "Internkontrollplan 2027")
    document.do("Skala", lambda session: risk_scale.set_threshold(session, plan.id, 9))
    assert plan.model.risk_threshold == 9


@given(st.sets(st.integers(1, 25), min_size=1, max_size=8))
def test_a_higher_class_never_has_a_lighter_ground(lowest: set[int]) -> None:
    model = PlanningModel(classes=[RiskClass(wording=str(each), lowest=each) for each in lowest])
    degrees = [degree_of(model, each) for each in sorted(model.classes, key=lambda each: each.lowest)]
    assert degrees == sorted(degrees)
    assert degrees[0] == 0
    assert len(lowest) == 1 or degrees[-1] == 3
