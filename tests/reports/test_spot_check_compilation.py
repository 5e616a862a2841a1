"""The compilation of stickprov: read back cell by cell; a public one tells no small count, and neither tells a case."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pytest

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import spot_checks
from scn_desktop.models.entities import Meeting
from tests.models.planned import new_document
from tests.models.signing import signed_record
from tests.reports.conftest import Printer
from tests.reports.papers import rows_of
from tests.reports.tag_reader import read_tags

NOW = datetime(2027, 9, 8, 13, 42, 10, tzinfo=timezone(timedelta(hours=2)))
KIND = "stickprovssammanstallning"


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    """Two stickprov in spring with 3 and 6 cases, a meeting without one, and one in autumn."""
    opened = new_document(tmp_path / "prov.scnplan")
    where = queries.committee(opened.session).subcommittees[0].id
    days = ["2027-01-13", "2027-02-10", "2027-04-14"]
    opened.do("Möten", lambda session: spot_checks.add_meetings(session, where, days))
    keys = {each.held_on: each.id for each in queries.meetings(opened.session)}
    signed_record(opened, NOW, keys["2027-01-13"], category=0, remarks=2)
    signed_record(opened, NOW, keys["2027-04-14"], category=0, cases=6, remarks=5)
    signed_record(opened, NOW, keys["2027-09-08"], category=1, remarks=0)
    yield opened
    opened.close()


def titles(document: Document) -> list[str]:
    plan = queries.plan_of_year(document.session)
    assert plan is not None
    return [each.title for each in plan.model.categories]


def test_the_year_is_told_in_numbers_with_the_meetings_that_had_none(document: Document, print_paper: Printer) -> None:
    tags = read_tags(print_paper(KIND, document, year=2027, today=date(2027, 12, 31)))
    meetings, cases = (rows_of(table) for table in tags.find("Table"))
    assert meetings[1] == ["Utskott Norr", "4", "3", "1", "0"]
    assert meetings[2] == ["Alla utskott", "4", "3", "1", "0"]
    assert cases[1] == ["Utskott Norr", "3", "12", "12", "7"]
    assert cases[2] == [titles(document)[0], "2", "9", "9", "7"]
    assert cases[3] == [titles(document)[1], "1", "3", "3", "0"]
    assert cases[-1] == ["Alla utskott", "3", "12", "12", "7"]
    assert "Utskott Norr: 10 februari 2027." in tags.words
    assert "Räknat till" not in tags.words
    (figure,) = tags.find("Figure")
    assert "februari 1 sammanträde, 0 med stickprov; mars 0 sammanträden" in figure.alternative


def test_the_compilation_to_april_leaves_out_the_autumn(document: Document, print_paper: Printer) -> None:
    tags = read_tags(print_paper(KIND, document, year=2027, period="april", today=date(2027, 12, 31)))
    meetings, cases = (rows_of(table) for table in tags.find("Table"))
    assert meetings[1] == ["Utskott Norr", "3", "2", "1", "0"]
    assert cases[-1] == ["Alla utskott", "2", "9", "9", "7"]
    assert "januari–april 2027" in tags.words


def test_a_public_compilation_hides_small_counts_and_sums_that_would_tell_them(
    document: Document, print_paper: Printer
) -> None:
    tags = read_tags(print_paper(KIND, document, year=2027, public=True, today=date(2027, 12, 31)))
    _, cases = (rows_of(table) for table in tags.find("Table"))
    assert cases[1] == ["Utskott Norr", "3", "visas inte", "visas inte", "7"]
    assert cases[2] == [titles(document)[0], "2", "9", "9", "7"]
    assert cases[3] == [titles(document)[1], "1", "färre än 5", "färre än 5", "0"]
    assert cases[-1] == ["Alla utskott", "3", "visas inte", "visas inte", "7"]


@pytest.mark.parametrize("public", [False, True])
def test_nothing_of_a_case_is_in_the_compilation_or_its_metadata(
    document: Document, print_paper: Printer, public: bool
) -> None:
    path = print_paper(KIND, document, year=2027, public=public, today=date(2027, 12, 31))
    with pikepdf.open(path) as pdf:
        about = f"{dict(pdf.docinfo.items())} {pdf.open_metadata()}"
    said = f"{read_tags(path).words} {about} {path.name}"
    for secret in ("2027-11", "Handlingen saknas", "Kerstin", "Alm", "Brandt"):
        assert secret not in said
    assert ("ej för publicering" in about) is not public


def test_the_compilation_of_the_example_is_one_page(example: Document, print_paper: Printer) -> None:
    for public in (False, True):
        with pikepdf.open(print_paper(KIND, example, year=2026, public=public)) as pdf:
            assert len(pdf.pages) == 1


def test_a_year_without_meetings_says_so(document: Document, print_paper: Printer) -> None:
    tags = read_tags(print_paper(KIND, document, year=2019))
    assert "Inget utskott har haft sammanträde till och med den 31 december 2019." in tags.words
    assert not list(tags.find("Table"))


def test_an_utskott_that_began_a_stickprov_without_signing_is_told(document: Document, print_paper: Printer) -> None:
    (lacking,) = [each.id for each in queries.meetings(document.session) if each.held_on == "2027-02-10"]
    plan = queries.plan_of_year(document.session)
    assert plan is not None
    category = plan.model.categories[0].id
    document.do("Börja", lambda session: spot_checks.begin(session, lacking, category))
    assert queries.get(document.session, Meeting, lacking).spot_checks
    words = read_tags(print_paper(KIND, document, year=2027, today=date(2027, 12, 31))).words
    assert "10 februari 2027 (påbörjat, inte signerat)." in words
    assert "1 stickprov är inte signerat." in words
