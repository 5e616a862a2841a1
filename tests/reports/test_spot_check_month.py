"""The list of a month's stickprov, read back cell by cell; a public one names no case and no small count."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pytest

from scn_desktop.errors import ReportError
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import corrections, spot_checks
from scn_desktop.models.spot_check_seal import short_code
from scn_desktop.reports.catalogue import render
from tests.models.planned import new_document
from tests.models.signing import signed_record
from tests.reports.conftest import Printer
from tests.reports.papers import rows_of
from tests.reports.tag_reader import Node, artifact_texts, read_tags

NOW = datetime(2027, 9, 8, 13, 42, 10, tzinfo=timezone(timedelta(hours=2)))
AFTER = date(2027, 10, 1)
KIND = "stickprov-manad"


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    """September: two signed stickprov, the second with six cases and corrected, and a meeting without."""
    opened = new_document(tmp_path / "prov.scnplan")
    where = queries.committee(opened.session).subcommittees[0].id
    opened.do("Möten", lambda session: spot_checks.add_meetings(session, where, ["2027-09-15", "2027-09-22"]))
    keys = {each.held_on: each.id for each in queries.meetings(opened.session)}
    signed_record(opened, NOW, keys["2027-09-08"], remarks=1)
    made = signed_record(opened, NOW, keys["2027-09-15"], category=1, cases=6)
    opened.do(
        "Rätta",
        lambda session: corrections.add_correction(session, made, "Slutsats", "Ny", "Fel", "Kerstin Alm", NOW),
        barrier=True,
    )
    yield opened
    opened.close()


def table_of(tags: Node) -> list[list[str]]:
    (table,) = tags.find("Table")
    return rows_of(table)


def test_each_meeting_stands_with_its_cases_remarks_justerare_and_code(
    document: Document, print_paper: Printer
) -> None:
    path = print_paper(KIND, document, year=2027, period="september", today=AFTER)
    tags = read_tags(path)
    first, second = (short_code(each.fingerprint) for each in queries.spot_checks(document.session))
    references = [f"2027-{number}" for number in range(1184, 1190)]
    assert table_of(tags) == [
        ["Dag", "Vad som kontrollerats", "Ärenden", "Med anmärkning", "Justerare", "Kontrollsumma"],
        ["8 september", f"Beslut att inte inleda utredning {' '.join(references[:3])}", "3", "1", "Kerstin Alm", first],
        [
            "15 september",
            f"Särskilda kostnader {' '.join(references)}",
            "6",
            "0",
            "Kerstin Alm",
            f"{second}, 1 rättelse",
        ],
        ["22 september", "Stickprov saknas", "–", "–", "–", "–"],
        ["Summa", "", "9", "1", "", ""],
    ]
    assert "Ordinarie sammanträden utan signerat stickprov: 22 september 2027." in tags.words
    assert "26 kap. 1 § offentlighets- och sekretesslagen" in tags.words.replace("\u00a0", " ")
    assert all("SEKRETESS" in "".join(texts) for texts in artifact_texts(path))


def test_a_public_list_holds_no_case_and_no_small_count(document: Document, print_paper: Printer) -> None:
    path = print_paper(KIND, document, year=2027, period="9", today=AFTER, public=True)
    tags = read_tags(path)
    rows = table_of(tags)
    assert [row[2:4] for row in rows[1:]] == [
        ["färre än 5", "färre än 5"],
        ["6", "0"],
        ["–", "–"],
        ["visas inte", "färre än 5"],
    ]
    with pikepdf.open(path) as pdf:
        everything = tags.words + str(pdf.docinfo.Title) + pdf.Root.Metadata.read_bytes().decode()
    for record in queries.spot_checks(document.session):
        assert not any(case.reference in everything for case in record.cases)
    assert not any("SEKRETESS" in "".join(texts) for texts in artifact_texts(path))


def test_no_case_is_in_title_or_metadata_of_the_secret_list(document: Document, print_paper: Printer) -> None:
    with pikepdf.open(print_paper(KIND, document, year=2027, period="9", today=AFTER)) as pdf:
        told = str(pdf.docinfo.Title) + str(pdf.docinfo.Subject) + pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.docinfo.Title) == "Stickprov i september 2027, utskott Norr (sekretess)"
    assert "2027-1184" not in told


def test_the_latest_month_with_a_meeting_is_printed_where_none_is_asked_for(
    document: Document, print_paper: Printer
) -> None:
    assert "september 2027" in read_tags(print_paper(KIND, document, today=AFTER)).words
    september = read_tags(print_paper(KIND, document, today=date(2027, 9, 10))).words
    assert "Räknat till och med den 10 september 2027." in september
    assert "Stickprov saknas" not in september


def test_a_month_that_can_not_be_read_or_has_no_meetings_is_refused(document: Document, tmp_path: Path) -> None:
    for period in ("mars", "hösten"):
        with pytest.raises(ReportError, match="Skriv en månad"):
            render(KIND, document, tmp_path / "ut.pdf", period=period, today=AFTER)
    with pytest.raises(ReportError, match="inga sammanträden"):
        render(KIND, document, tmp_path / "ut.pdf", subcommittee="Utskott Öst", today=AFTER)


def test_a_month_of_one_utskott_in_the_example_is_one_page(example: Document, print_paper: Printer) -> None:
    path = print_paper(
        KIND, example, year=2026, period="11", subcommittee="individutskott norr", today=date(2026, 11, 29)
    )
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1
    assert "Söder" not in read_tags(path).words
