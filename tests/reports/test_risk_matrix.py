"""The risk matrix and the risk register on paper, read back cell by cell."""

from __future__ import annotations

from itertools import pairwise

import pytest
from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, carried_risks, controls, plans, risk_scale, risks, sections
from scn_desktop.models.edits.controls import NewControl
from scn_desktop.models.measure import Measure
from scn_desktop.models.plan import Plan
from scn_desktop.reports.control_table import summary
from scn_desktop.reports.theme import GROUNDS
from tests.reports.conftest import Printer
from tests.reports.papers import rows_of
from tests.reports.tag_reader import Node, read_tags

SHARED = "Ärenden avslutas utan tydligt skäl"


def plan_of(document: Document, year: int | None = None) -> Plan:
    found = queries.plan_of_year(document.session, year)
    assert found is not None
    return found


def add_block(document: Document, kind: str, year: int | None = None) -> None:
    """A chapter of the verksamhetsplan with that block alone."""
    plan = plan_of(document, year)
    paper = queries.paper_of_kind(plan, "operational_plan")
    assert paper is not None
    paper_id = paper.id
    chapter = next(kind.key for kind in plan.model.kinds if kind.may_stand_under(None))

    def add(session: Session) -> None:
        section = sections.add(session, paper_id, None, 0, chapter, "Riskbild")
        blocks.add(session, section, 0, kind)

    document.do("Riskbild", add)


def fill(document: Document) -> list[str]:
    """Three risks: 2 × 4 with a control, a stated 12 that nothing meets, and 1 × 1 that a measure meets."""
    plan = plan_of(document)
    area = plan.model.areas[0].id
    row = NewControl(area, SHARED, "Stickprov", probability=2, consequence=4)

    def add(session: Session) -> list[str]:
        controls.append_controls(session, plan.id, [row])
        session.flush()
        stated, small = (risks.add_risk(session, plan.id) for _ in range(2))
        risks.set_risk_field(session, stated, "description", "Fakturor betalas utan avtal")
        risks.set_stated_index(session, stated, 12)
        risks.set_risk_field(session, small, "description", "Lokalerna räcker inte")
        risks.set_factors(session, small, 1, 1)
        for field, text in (("cause", "Fler anställda"), ("effect", "trängsel"), ("responsible", "Enhetschef")):
            risks.set_risk_field(session, small, field, text)  # type: ignore[arg-type]
        risks.set_process(session, small, "Lokaler > Planering")
        risks.set_treatment(session, small, "accept")
        measure = Measure(plan_id=plan.id, text="Hyr två rum")
        session.add(measure)
        session.flush()
        risks.link_measure(session, small, measure.id)
        return [risk.id for risk in plan.risks]

    return document.do("Risker", add)


def table(tags: Node, title: str) -> list[list[str]]:
    """The rows of the table with that caption."""
    (found,) = [rows_of(each) for each in tags.find("Table") if title in each.words]
    return found


@pytest.fixture
def printed(empty: Document, print_paper: Printer) -> Node:
    fill(empty)
    add_block(empty, "risk_matrix")
    return read_tags(print_paper("verksamhetsplan", empty))


def test_the_matrix_is_a_table_with_words_and_numbers_in_every_cell(printed: Node, empty: Document) -> None:
    rows = table(printed, "Riskmatris 2027")
    steps = [level.wording for level in plan_of(empty).model.scale if level.axis == "consequence"]
    assert rows[0] == ["Sannolikhet", "Konsekvens"]
    assert rows[1] == [f"{value} {word}" for value, word in enumerate(steps, start=1)]
    labels = [row[0] for row in rows[2:]]
    assert [label[0] for label in labels] == ["4", "3", "2", "1"]
    classes = plan_of(empty).model
    for up, row in zip((4, 3, 2, 1), rows[2:], strict=True):
        for across, cell in enumerate(row[1:], start=1):
            found = classes.class_of(up * across)
            assert found is not None
            assert cell.startswith(f"{up * across} {found.wording} ")
    assert rows[4][4].endswith("1")
    assert rows[5][1].endswith("3")
    assert rows[2][1].endswith("–")


def test_every_cell_of_the_matrix_has_its_headers(printed: Node) -> None:
    (found,) = [each for each in printed.find("Table") if "Riskmatris 2027" in each.words]
    assert len(list(found.find("TH"))) == 2 + 4 + 4
    assert len(list(found.find("TD"))) == 16


def test_a_risk_without_factors_is_told_in_words_and_never_placed(printed: Node) -> None:
    told = [each.words for each in printed.find("Note") if each.words.startswith("Inte i matrisen")]
    assert told == [
        "Inte i matrisen, för att sannolikhet och konsekvens inte är bedömda: "
        "2 Fakturor betalas utan avtal (riskindex 12, angivet utan bedömning)."
    ]
    cells = [cell for row in table(printed, "Riskmatris 2027")[2:] for cell in row[1:]]
    assert not any(cell.endswith("2") for cell in cells if not cell.endswith("12"))


def test_the_risks_that_reach_the_threshold_are_listed_the_gravest_first(printed: Node) -> None:
    rows = table(printed, "Risker med riskindex 8 och högre")
    assert [[row[0], row[1], row[2], row[3]] for row in rows[1:]] == [
        ["2", "Fakturor betalas utan avtal", "–", "–"],
        ["1", SHARED, "2", "4"],
    ]


def test_the_matrix_says_what_has_moved_since_the_year_before(empty: Document, print_paper: Printer) -> None:
    fill(empty)
    plan_id = plan_of(empty).id

    def next_year(session: Session) -> None:
        later = plans.add_year(session, plan_id, 2028)
        first, stated, _ = carried_risks.carry_over(session, later, with_controls=False)
        risks.set_factors(session, first, 3, 3)
        risks.set_stated_index(session, stated, 9)
        new = risks.add_risk(session, later)
        risks.set_risk_field(session, new, "description", "Ett nytt hot")
        risks.set_factors(session, new, 4, 4)

    empty.do("Nästa år", next_year)
    add_block(empty, "risk_matrix", 2028)
    tags = read_tags(print_paper("verksamhetsplan", empty, year=2028))
    rows = table(tags, "Riskmatris 2028")
    assert rows[3][3].endswith(" 1 (8)")
    moved = next(each.words for each in tags.find("Note") if each.words.startswith("Flyttade sedan 2027"))
    assert moved == f"Flyttade sedan 2027: 1 {SHARED}, från 2 × 4 till 3 × 3."
    listed = table(tags, "Risker med riskindex 8 och högre")
    assert listed[0][-1] == "Jämfört med 2027"
    assert [(row[0], row[-1]) for row in listed[1:]] == [("4", "Ny"), ("1", "Högre, var 8"), ("2", "Lägre, var 12")]


def test_a_matrix_of_five_steps_has_five_rows(empty: Document, print_paper: Printer) -> None:
    fill(empty)
    plan_id = plan_of(empty).id
    empty.do("Skala", lambda session: risk_scale.set_steps(session, plan_id, 5))
    add_block(empty, "risk_matrix")
    rows = table(read_tags(print_paper("verksamhetsplan", empty)), "Riskmatris 2027")
    assert [len(row) for row in rows[2:]] == [6] * 5
    assert rows[2][5].startswith("25")
    assert "Riskindex är sannolikhet (1–5) gånger konsekvens (1–5)." in summary(plan_of(empty))


def test_a_cell_with_very_many_risks_loses_none_on_paper(empty: Document, print_paper: Printer) -> None:
    plan_id = plan_of(empty).id

    def many(session: Session) -> None:
        for _ in range(400):
            risks.set_factors(session, risks.add_risk(session, plan_id), 2, 2)

    empty.do("Många", many)
    add_block(empty, "risk_matrix")
    rows = table(read_tags(print_paper("verksamhetsplan", empty)), "Riskmatris 2027")
    numbers = [each.strip() for each in rows[4][2].split(" ") if each.isdecimal()]
    assert numbers == ["4", *(str(number) for number in range(1, 401))]


def test_the_grounds_of_the_cells_are_grey_and_told_apart() -> None:
    lightness = [sum(colour) / 3 for colour in GROUNDS]
    assert all(max(colour) - min(colour) < 0.02 for colour in GROUNDS)
    assert all(light - dark > 0.03 for light, dark in pairwise(lightness))


def test_the_register_tells_cause_process_treatment_and_what_meets_each_risk(
    empty: Document, print_paper: Printer
) -> None:
    fill(empty)
    add_block(empty, "risk_register")
    rows = table(read_tags(print_paper("verksamhetsplan", empty)), "Riskregister 2027")
    assert rows[0] == ["Nr", "Risk", "Område och process", "Riskindex", "Hantering", "Möts av"]
    assert rows[1][0] == "1"
    assert rows[1][5] == "Kontroll 1.1"
    assert rows[2][5] == "–"
    small = [" ".join(cell.split()) for cell in rows[3]]
    assert small[1] == "Lokalerna räcker inte Orsak: Fler anställda Kan leda till: trängsel"
    assert small[2] == "Lokaler › Planering"
    assert small[4] == "Accepteras Ansvarig: Enhetschef"
    assert small[5] == "Åtgärd: Hyr två rum"


def test_a_plan_without_risks_says_so_in_a_sentence(empty: Document, print_paper: Printer) -> None:
    add_block(empty, "risk_matrix")
    add_block(empty, "risk_register")
    tags = read_tags(print_paper("verksamhetsplan", empty))
    assert tags.words.count("Planen har inga risker.") == 2
