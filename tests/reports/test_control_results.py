"""The compiled kontrollresultat as a paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy.orm import Session

from scn_desktop.errors import ReportError
from scn_desktop.models import queries
from scn_desktop.models.control import Control
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import executions
from scn_desktop.reports.catalogue import render
from tests.reports.conftest import Printer
from tests.reports.papers import rows_of
from tests.reports.tag_reader import artifact_texts, read_tags

KIND = "kontrollresultat"
YEAR = 2026
AFTER = date(2026, 9, 20)


def rows(path: Path) -> list[list[str]]:
    (table,) = read_tags(path).find("Table")
    return rows_of(table)


def controls(document: Document) -> list[Control]:
    plan = queries.plan_of_year(document.session, YEAR)
    assert plan is not None
    return list(plan.controls)


def test_every_control_of_the_period_has_a_row_with_its_result(example: Document, print_paper: Printer) -> None:
    path = print_paper(KIND, example, year=YEAR, period="augusti", today=AFTER)
    found = rows(path)
    due = [each for each in controls(example) if "augusti" in each.reporting]
    assert [row[2].split()[:4] for row in found[1:]] == [each.activity.split()[:4] for each in due]
    visits = found[1]
    assert visits[4] == "Mindre anmärkning"
    assert visits[5].startswith("20 granskade × 6 punkter: 120 kontroller, 90 % utan anmärkning.")
    for said in ("Åtgärd: Vikarier får ansvar", "Klar senast den 31 maj 2027.", "Uppföljning: Kontrolleras"):
        assert said in visits[5]
    assert "Resultat saknas" not in [row[4] for row in found]
    with pikepdf.open(path) as pdf:
        assert all(page.MediaBox[2] > page.MediaBox[3] for page in pdf.pages)


def test_the_summary_counts_results_and_actions(example: Document, print_paper: Printer) -> None:
    words = read_tags(print_paper(KIND, example, year=YEAR, period="augusti", today=AFTER)).words
    assert "Sammanställningen omfattar 18 kontrollmoment." in words
    assert "11 har resultatet ”utan anmärkning”, 6 har resultatet ”mindre anmärkning” och 1 har" in words
    assert "4 åtgärder är beslutade, 1 av dem genomförd." in words


def test_a_sample_that_is_too_small_is_told_on_paper(example: Document, print_paper: Printer) -> None:
    (asked,) = [each for each in controls(example) if each.activity.startswith("Läsningar utanför")]
    example.do("Ta bort", lambda session: executions.set_result(session, asked.executions[0].id, None))
    found = rows(print_paper(KIND, example, year=YEAR, period="augusti", today=AFTER))
    (logs,) = [row for row in found if row[2].startswith("Läsningar utanför")]
    assert logs[4] == "Resultat saknas"
    assert "För få: 16 av minst 20 är kontrollerade." in logs[5]


def test_the_paper_is_a_draft_until_every_control_has_a_result(example: Document, print_paper: Printer) -> None:
    (first,) = [each for each in controls(example) if each.source == "spot_checks"]
    example.do("Ta bort", lambda session: executions.delete(session, first.executions[0].id))
    path = print_paper(KIND, example, year=YEAR, period="april", today=AFTER)
    assert all("UTKAST 2026-09-20" in "".join(page) for page in artifact_texts(path))
    assert "1 kontrollmoment saknar resultat." in read_tags(path).words
    april = first.periods[0].period if first.periods[0].period.month == 4 else first.periods[1].period

    def report(session: Session) -> None:
        key = executions.begin(session, first.id, april.id)
        executions.set_result(session, key, april.model.results[0].id)

    example.do("Redovisa", report)
    path = print_paper(KIND, example, year=YEAR, period="april", today=AFTER)
    assert not any("UTKAST" in "".join(page) for page in artifact_texts(path))
    with pikepdf.open(path) as pdf:
        assert "utkast" not in str(pdf.open_metadata())


def test_the_latest_follow_up_is_printed_where_none_is_named(example: Document, print_paper: Printer) -> None:
    heading = next(read_tags(print_paper(KIND, example, year=YEAR, today=AFTER)).find("H1")).words
    assert heading == "Sammanställda kontrollmoment, delårsbokslut per augusti 2026"


def test_the_latest_year_that_has_results_is_printed_where_none_is_named(
    example: Document, print_paper: Printer
) -> None:
    heading = next(read_tags(print_paper(KIND, example, period="april", today=AFTER)).find("H1")).words
    assert heading == "Sammanställda kontrollmoment, uppföljning per april 2026"


def test_a_period_that_the_plan_lacks_is_named_with_those_it_has(example: Document, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"”mars”. Välj ”Uppföljning per april”, ”Delårsbokslut"):
        render(KIND, example, tmp_path / "ut.pdf", period="mars")


def test_a_plan_without_controls_says_that_nothing_is_due(empty: Document, print_paper: Printer) -> None:
    path = print_paper(KIND, empty, period="april")
    assert "Inget kontrollmoment ska rapporteras i perioden." in read_tags(path).words
    assert not list(read_tags(path).find("Table"))
