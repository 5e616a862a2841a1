"""The published kontrollresultat of augusti 2024, entered in the program and printed: every cell is found again.

The text is read from ``../shared/seeds``; where that is missing the journey is skipped. No sentence of it is kept here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from scn_desktop.exchange import paste
from scn_desktop.models import queries
from scn_desktop.models.control import Control
from scn_desktop.models.control_results import current_period
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import control_details, executions, spot_checks
from scn_desktop.reports.catalogue import render
from tests.journeys.printed import Unit, compared, units
from tests.journeys.seed_reader import MISSING, Piece, Seed, squash
from tests.models.signing import signed_record
from tests.reports.papers import assert_conforms

SEED = Seed("003_2ed63b26c6aacf5d.txt")
FIRST, LAST = 204, 219
AFTER = date(2024, 9, 20)
AT = datetime(2024, 8, 21, 10, 5, 0, tzinfo=timezone(timedelta(hours=2)))
POINTS = (4, 3, 2, 2, 1, 0)
"""How the twelve remarks of the control of arvoden may lie on its six points; the paper tells only their sum."""
CHECKED = {0: (15, 0), 2: (10, 0), 3: (12, None), 8: (5, 0)}
"""How many the published rows say were checked, and with how many remarks where they do."""
FEES, UTSKOTT = 1, 7

pytestmark = pytest.mark.skipif(not SEED.is_there, reason=MISSING)


def published() -> list[tuple[str, ...]]:
    """The nine rows: area, risk, control, method, result, comment; their table broke over four pages."""
    tables = [piece.cells for piece in SEED.pieces(FIRST, LAST) if piece.kind == "table"]
    return [row for cells in tables for row in cells if row != tables[0][0]]


def head() -> tuple[str, ...]:
    return next(piece for piece in SEED.pieces(FIRST, LAST) if piece.kind == "table").cells[0]


def enter_controls(document: Document) -> list[Control]:
    """The table without what was found, pasted into the plan's controls; its rows in the published order."""
    plan = queries.plans(document.session)[0]
    rows = tuple(row[:4] for row in (head(), *published()))
    proposal = paste.propose(document.session, Piece("table", FIRST, cells=rows).tsv, paste.Target("controls", plan.id))
    keys = document.do(paste.LABELS["controls"], lambda session: paste.apply(session, proposal))
    return [queries.get(document.session, Control, key) for key in keys]


def report(document: Document, place: int, control: Control, result: str, comment: str) -> None:
    """What one published row says was found."""
    plan = queries.plans(document.session)[0]
    period = current_period(plan, AFTER)
    assert period is not None
    if place == UTSKOTT:
        document.do("Källa", lambda s: control_details.set_choice(s, control.id, "source", "spot_checks"))
    if place == FEES:
        document.do("Volym", lambda s: control_details.set_sample(s, control.id, "number", 20))
        for number in range(len(POINTS)):
            text = f"Område {number + 1}"
            document.do("Fråga", lambda s, t=text: control_details.add_question(s, control.id, t))  # type: ignore[misc]
    key = document.do("Börja", lambda s: executions.begin(s, control.id, period.id))
    if place == FEES:
        document.do("Antal", lambda s: executions.set_number(s, key, "checked", 20))
        for number, remarks in enumerate(POINTS):
            document.do("Punkt", lambda s, n=number, r=remarks: executions.set_point_remarks(s, key, n, r))  # type: ignore[misc]
    checked, remarks_told = CHECKED.get(place, (None, None))
    if checked is not None:
        document.do("Antal", lambda s: executions.set_number(s, key, "checked", checked))
        document.do("Antal", lambda s: executions.set_number(s, key, "remarks", remarks_told))
    level = next(each for each in plan.model.results if squash(each.wording) == squash(result))
    document.do("Resultat", lambda s: executions.set_result(s, key, level.id))
    document.do("Kommentar", lambda s: executions.set_text(s, key, "comment", comment))


def hold_a_meeting(document: Document) -> None:
    """A stickprov of three cases without a remark, signed in August."""
    utskott = document.do("Utskott", lambda s: spot_checks.add_subcommittee(s, "Individutskott A"))
    meeting = document.do("Möte", lambda s: spot_checks.add_meeting(s, utskott, "2024-08-21"))
    signed_record(document, AT, meeting)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Document, Path]]:
    folder = tmp_path_factory.mktemp("uppsala-2024")
    document = create_document(
        folder / "plan.scnplan",
        municipality="Uppsala kommun",
        committee="Socialnämnden",
        year=2024,
        model="uppsala-2024",
    )
    hold_a_meeting(document)
    for place, control in enumerate(enter_controls(document)):
        report(document, place, control, *published()[place][4:])
    yield document, folder
    document.close()


@pytest.fixture(scope="module")
def printed(built: tuple[Document, Path]) -> list[Unit]:
    document, folder = built
    path = render("kontrollresultat", document, folder / "resultat.pdf", period="augusti", today=AFTER)
    assert_conforms(path)
    return units(path)


def test_every_published_cell_is_printed_in_its_column(printed: list[Unit]) -> None:
    rows = [unit.texts for unit in printed if unit.kind == "TR"]
    assert rows[0] == tuple(map(squash, head()))
    assert len(rows) == 1 + 9
    found = []
    for row in published():
        cells = tuple(map(compared, row))
        (place,) = [place for place, texts in enumerate(rows) if texts[:5] == cells[:5] and cells[5] in texts[5]]
        found.append(place)
    assert sorted(found) == list(range(1, 10))


def test_the_controls_stand_area_by_area_as_the_plan_has_them(
    built: tuple[Document, Path], printed: list[Unit]
) -> None:
    document, _ = built
    areas = [squash(area.title) for area in queries.plans(document.session)[0].model.areas]
    in_print = [areas.index(unit.texts[0]) for unit in printed if unit.kind == "TR" and unit.texts[0] in areas]
    assert len(in_print) == 9
    assert in_print == sorted(in_print)


def test_the_program_works_out_what_the_published_comments_say(printed: list[Unit]) -> None:
    comments = {unit.texts[2]: unit.texts[5] for unit in printed if unit.kind == "TR"}
    fees = comments[squash(published()[FEES][2])]
    assert fees.startswith(squash("20 granskade × 6 punkter: 120 kontroller, 90 % utan anmärkning."))
    utskott = comments[squash(published()[UTSKOTT][2])]
    assert utskott.startswith(squash("1 signerat stickprov: 3 ärenden kontrollerade, inget med anmärkning."))


def test_the_summary_counts_as_the_published_memo_does(printed: list[Unit]) -> None:
    said = next(unit.text for unit in printed if unit.kind == "P" and unit.text.startswith("sammanställningenomfattar"))
    assert said == squash(
        "Sammanställningen omfattar 9 kontrollmoment. 8 har resultatet ”utan anmärkning” och 1 har resultatet "
        "”mindre anmärkning”."
    )


def test_a_control_that_was_not_carried_out_is_told_and_makes_the_paper_a_draft(
    built: tuple[Document, Path],
) -> None:
    document, folder = built
    path = render("kontrollresultat", document, folder / "april.pdf", period="april", today=AFTER)
    assert_conforms(path)
    found = units(path)
    rows = [unit.texts for unit in found if unit.kind == "TR"][1:]
    assert [row[4] for row in rows] == [squash("Resultat saknas")] * 9
    assert any(squash("9 kontrollmoment saknar resultat.") in unit.text for unit in found)
