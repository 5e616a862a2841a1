"""Every action on controls can be done, undone and redone, and risks follow their controls."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError, PersonalNumberError
from scn_desktop.models import queries
from scn_desktop.models.control import Control
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import controls
from scn_desktop.models.edits.controls import NewControl
from scn_desktop.models.plan import Plan
from tests.models.planned import do_undo_redo, new_document, rows


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    opened = new_document(tmp_path / "prov.scnplan")
    yield opened
    opened.close()


def plan_of(document: Document) -> Plan:
    found = queries.plan_of_year(document.session)
    assert found is not None
    return found


def area_ids(document: Document) -> list[str]:
    return [area.id for area in plan_of(document).model.areas]


def three_controls(document: Document) -> list[str]:
    """Two controls that share a risk and one of its own, in the first area."""
    first = area_ids(document)[0]
    added = [
        NewControl(first, "Ärenden avslutas utan tydligt skäl", "Stickprov inför möten", probability=2, consequence=4),
        NewControl(first, "Ärenden avslutas  utan tydligt skäl", "Kollegial granskning"),
        NewControl(first, "Fakturor betalas utan avtal", "Granska tio fakturor", stated_index=6),
    ]
    plan_id = plan_of(document).id
    return document.do("Klistra in", lambda session: controls.append_controls(session, plan_id, added))


def control(document: Document, control_id: str) -> Control:
    return queries.get(document.session, Control, control_id)


def order(document: Document) -> list[tuple[str | None, list[str]]]:
    grouped = queries.controls_by_area(plan_of(document))
    return [(area.title if area else None, [each.activity for each in found]) for area, found in grouped]


def test_a_new_control_has_an_empty_risk_of_its_own_and_stands_where_asked(document: Document) -> None:
    ids = three_controls(document)
    plan_id, area = plan_of(document).id, area_ids(document)[0]
    made = do_undo_redo(document, lambda session: controls.add_control(session, plan_id, area, 1))
    assert [each.id for each in queries.controls_by_area(plan_of(document))[0][1]] == [ids[0], made, *ids[1:]]
    assert control(document, made).risk.description == ""
    assert control(document, made).risk.index is None
    assert [each.id for each in control(document, made).risk.controls] == [made]


def test_pasted_controls_with_the_same_risk_text_share_one_risk(document: Document) -> None:
    ids = three_controls(document)
    assert control(document, ids[0]).risk is control(document, ids[1]).risk
    assert len(plan_of(document).risks) == 2
    first = area_ids(document)[1]
    plan_id = plan_of(document).id
    again = [
        NewControl(first, "Fakturor betalas utan avtal", "Jämför med avtal"),
        NewControl(first, "Ärenden avslutas utan tydligt skäl", "Annan nivå", probability=4, consequence=4),
    ]
    more = do_undo_redo(document, lambda session: controls.append_controls(session, plan_id, again))
    assert control(document, more[0]).risk_id == control(document, ids[2]).risk_id
    assert control(document, more[1]).risk_id != control(document, ids[0]).risk_id
    assert control(document, more[1]).risk.index == 16


def test_a_riskindex_outside_the_matrix_is_refused_and_nothing_is_added(document: Document) -> None:
    plan_id = plan_of(document).id
    before = rows(document)
    with pytest.raises(InputError, match="1 till 16"):
        document.do(
            "Klistra in", lambda session: controls.append_controls(session, plan_id, [NewControl(stated_index=17)])
        )
    assert rows(document) == before


@pytest.mark.parametrize("field", ["activity", "method", "minimum_sample", "reporting", "responsible"])
def test_each_text_of_a_control_is_changed(document: Document, field: controls.ControlField) -> None:
    first = three_controls(document)[0]
    do_undo_redo(document, lambda session: controls.set_field(session, first, field, "Tjugo ärenden"))
    assert getattr(control(document, first), field) == "Tjugo ärenden"


def test_a_shared_risk_changes_for_all_its_controls(document: Document) -> None:
    ids = three_controls(document)
    do_undo_redo(document, lambda session: controls.set_risk_description(session, ids[0], "Barn blir utan skydd"))
    do_undo_redo(document, lambda session: controls.set_factors(session, ids[0], 3, 4))
    assert control(document, ids[1]).risk.description == "Barn blir utan skydd"
    assert control(document, ids[1]).risk.index == 12


def test_a_detached_risk_changes_alone(document: Document) -> None:
    ids = three_controls(document)
    do_undo_redo(document, lambda session: controls.detach_risk(session, ids[1]))
    document.do("Ändra", lambda session: controls.set_risk_description(session, ids[1], "Något annat"))
    assert control(document, ids[0]).risk.description == "Ärenden avslutas utan tydligt skäl"
    assert [each.id for each in control(document, ids[0]).risk.controls] == [ids[0]]


def test_factors_replace_a_stated_riskindex_and_it_them(document: Document) -> None:
    alone = three_controls(document)[2]
    do_undo_redo(document, lambda session: controls.set_factors(session, alone, 3, 3))
    assert (control(document, alone).risk.stated_index, control(document, alone).risk.index) == (None, 9)
    do_undo_redo(document, lambda session: controls.set_stated_index(session, alone, 12))
    assert (control(document, alone).risk.probability, control(document, alone).risk.index) == (None, 12)


def test_a_stated_riskindex_stands_until_both_factors_are_given(document: Document) -> None:
    alone = three_controls(document)[2]
    do_undo_redo(document, lambda session: controls.set_factors(session, alone, 3, None))
    assert control(document, alone).risk.index == 6
    with pytest.raises(InputError, match="1 till 4"):
        document.do("Ändra", lambda session: controls.set_factors(session, alone, 5, 1))


def test_a_control_moves_within_and_between_areas(document: Document) -> None:
    ids = three_controls(document)
    first, second, _ = area_ids(document)
    do_undo_redo(document, lambda session: controls.move_control(session, ids[2], first, 0))
    assert order(document)[0][1] == ["Granska tio fakturor", "Stickprov inför möten", "Kollegial granskning"]
    do_undo_redo(document, lambda session: controls.move_control(session, ids[0], second))
    assert order(document)[0][1] == ["Granska tio fakturor", "Kollegial granskning"]
    assert order(document)[1][1] == ["Stickprov inför möten"]
    do_undo_redo(document, lambda session: controls.move_control(session, ids[0], None))
    assert order(document)[-1] == (None, ["Stickprov inför möten"])


def test_a_risk_goes_with_its_last_control(document: Document) -> None:
    ids = three_controls(document)
    do_undo_redo(document, lambda session: controls.delete_controls(session, ids[:1]))
    assert len(plan_of(document).risks) == 2
    do_undo_redo(document, lambda session: controls.delete_controls(session, ids[1:]))
    assert plan_of(document).risks == []
    assert plan_of(document).controls == []


def test_a_personnummer_in_a_risk_is_refused(document: Document) -> None:
    first = three_controls(document)[0]
    with pytest.raises(PersonalNumberError):
        document.do("Ändra", lambda session: controls.set_risk_description(session, first, "Gäller 19900101-2385"))
    assert control(document, first).risk.description == "Ärenden avslutas utan tydligt skäl"


def test_a_plan_with_five_steps_takes_a_five(document: Document) -> None:
    control_id = three_controls(document)[0]
    with pytest.raises(InputError, match="från 1 till 4"):
        document.do("Bedöm", lambda session: controls.set_factors(session, control_id, 5, 4))
    level = next(each for each in plan_of(document).model.scale if (each.axis, each.value) == ("probability", 4))

    def widen(_session: Session) -> None:
        level.value = 5

    document.do("Ändra skalan", widen)
    document.do("Bedöm", lambda session: controls.set_factors(session, control_id, 5, 4))
    assert control(document, control_id).risk.index == 20


def test_risks_in_different_processes_are_two_though_worded_alike(document: Document) -> None:
    plan_id, area = plan_of(document).id, plan_of(document).model.areas[0].id
    rows = [NewControl(area, risk="Fel beslut", process=process) for process in ("Ansökan", "Ansökan", "Utbetalning")]
    document.do("Klistra in", lambda session: controls.append_controls(session, plan_id, rows))
    assert sorted(risk.process for risk in plan_of(document).risks) == ["Ansökan", "Utbetalning"]


def test_the_process_of_a_risk_is_changed_for_all_its_controls(document: Document) -> None:
    plan_id, area = plan_of(document).id, plan_of(document).model.areas[0].id
    rows = [NewControl(area, risk="Fel beslut", activity=activity) for activity in ("Stickprov", "Utbildning")]
    first, second = document.do("Klistra in", lambda session: controls.append_controls(session, plan_id, rows))
    do_undo_redo(document, lambda session: controls.set_risk_process(session, first, "Ansökan"))
    assert queries.get(document.session, Control, second).risk.process == "Ansökan"
