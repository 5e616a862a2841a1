"""Redovisning av stickprov, with the cases and without them."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import corrections, recusals, spot_checks
from scn_desktop.models.recusals import REASONS
from scn_desktop.models.spot_check import SpotCheck
from scn_desktop.models.spot_check_seal import short_code
from scn_desktop.reports.catalogue import render
from tests.reports.conftest import TODAY, Printer
from tests.reports.papers import assert_conforms, rows_of
from tests.reports.tag_reader import artifact_texts, read_tags


def _signed(document: Document) -> SpotCheck:
    """A record in which something was remarked on, signed."""
    records = queries.spot_checks(document.session)
    record = next(one for one in records if any(case.assessment == "remark" for case in one.cases))
    if not record.signed:
        now = datetime(2026, 11, 20, 15, 42, tzinfo=UTC)
        document.do("Signera", lambda session: spot_checks.sign(session, record.id, "Birgitta Ek", now), barrier=True)
    return record


def test_both_variants_conform(example_papers: dict[str, Path]) -> None:
    assert_conforms(example_papers["stickprov"])
    assert_conforms(example_papers["stickprov-publikt"])


def test_the_record_of_every_meeting_in_the_example_is_one_page(example: Document, tmp_path: Path) -> None:
    _signed(example)
    for record in queries.spot_checks(example.session):
        for public in (False, True):
            path = render("stickprov", example, tmp_path / "ut.pdf", meeting=record.id, public=public, today=TODAY)
            with pikepdf.open(path) as pdf:
                assert len(pdf.pages) == 1


def test_a_signed_record_says_by_whom_and_that_it_is_not_the_justering_of_minutes(
    example: Document, print_paper: Printer
) -> None:
    record = _signed(example)
    words = read_tags(print_paper("stickprov", example, meeting=record.id)).words.replace("\u00a0", " ")
    assert f"av {record.signed_by}. Kontrollsumma {short_code(record.fingerprint)}." in words
    assert "Detta är inte justering av protokoll enligt 5 kap. 69 § kommunallagen." in words


def test_the_secret_variant_shows_every_case_with_its_answers(example: Document, print_paper: Printer) -> None:
    record = _signed(example)
    path = print_paper("stickprov", example, meeting=record.id)
    tags = read_tags(path)
    (table,) = [one for one in tags.find("Table") if rows_of(one)[0][0] == "Fråga"]
    rows = rows_of(table)
    assert rows[0][1:] == [f"Ärende {number} {case.reference}" for number, case in enumerate(record.cases, start=1)]
    words = {"yes": "Ja", "no": "Nej", "not_applicable": "Ej aktuellt", "": "–"}
    for row, question in zip(rows[1:-1], record.questions, strict=True):
        assert row == [question.text, *(words[case.answer_to(question)] for case in record.cases)]
    assert "26 kap. 1 § offentlighets- och sekretesslagen" in tags.words.replace("\u00a0", " ")
    assert all(case.comment.split()[0] in tags.words for case in record.cases if case.comment)
    assert all("SEKRETESS" in "".join(texts) for texts in artifact_texts(path))


def test_the_public_variant_holds_no_case_anywhere_in_the_file(example: Document, print_paper: Printer) -> None:
    record = _signed(example)
    path = print_paper("stickprov", example, meeting=record.id, public=True)
    words = read_tags(path).words
    with pikepdf.open(path) as pdf:
        everything = words + str(pdf.docinfo.Title) + str(pdf.docinfo.Subject) + pdf.Root.Metadata.read_bytes().decode()
    for case in record.cases:
        assert case.reference not in everything
        assert not case.comment or case.comment[:20] not in everything
    assert not any("SEKRETESS" in "".join(texts) for texts in artifact_texts(path))


def test_the_public_variant_counts_the_answers(example: Document, print_paper: Printer) -> None:
    record = _signed(example)
    tags = read_tags(print_paper("stickprov", example, meeting=record.id, public=True))
    (table,) = [one for one in tags.find("Table") if rows_of(one)[0][0] == "Fråga"]
    rows = rows_of(table)
    for row, question in zip(rows[1:-1], record.questions, strict=True):
        answers = [case.answer_to(question) for case in record.cases]
        assert row[1:4] == [str(answers.count(key)) for key in ("yes", "no", "not_applicable")]
    assert rows[-1][0] == "Summa"


def test_a_conclusion_that_names_a_case_is_kept_back_from_the_public(example: Document, print_paper: Printer) -> None:
    record = next(one for one in queries.spot_checks(example.session) if not one.signed and one.cases[0].reference)
    reference = record.cases[0].reference

    def conclude(_: object) -> None:
        record.conclusion = f"Brist i {reference.replace('-', ' ')} som rättas."

    example.do("Skriv slutsats", conclude)
    public = read_tags(print_paper("stickprov", example, meeting=record.id, public=True)).words
    assert "som rättas" not in public
    assert "finns i den handling som omfattas av sekretess" in public
    assert "som rättas" in read_tags(print_paper("stickprov", example, meeting=record.id)).words


def _with_jav_and_corrections(example: Document, count: int) -> SpotCheck:
    """The record of ``_signed``, its justerare jävig before the signature, and then corrected."""
    record = next(one for one in queries.spot_checks(example.session) if not one.signed and one.verifier)

    def fill(session: Session) -> None:
        recusals.recuse(session, record.id, REASONS[0], "Marit Östlinder")
        for number, case in enumerate(record.cases):
            spot_checks.set_reference(session, case.id, f"IFO-2026-0990{number}")
            for question in record.questions:
                spot_checks.set_answer(session, case.id, question.id, "yes")
            spot_checks.set_case_assessment(session, case.id, "no_remark")
        spot_checks.set_assessment(session, record.id, "no_remark")

    example.do("Fyll", fill)
    now = datetime(2026, 11, 26, 8, 40, tzinfo=UTC)
    example.do("Signera", lambda session: spot_checks.sign(session, record.id, "Marit", now), barrier=True)

    def correct(session: Session, number: int) -> str:
        said = f"Svaret {number} ska vara nej"
        return corrections.add_correction(
            session, record.id, "Ärende 2, fråga 3", said, "Fel ruta trycktes", "Marit Östlinder", now
        )

    for number in range(count):
        example.do("Rätta", partial(correct, number=number), barrier=True)
    return record


def test_jav_an_ersattare_and_corrections_are_on_the_secret_paper(example: Document, print_paper: Printer) -> None:
    record = _with_jav_and_corrections(example, 3)
    path = print_paper("stickprov", example, meeting=record.id)
    words = read_tags(path).words.replace("\u00a0", " ")
    assert f"Marit Östlinder, ersättare. {record.recused} var jävig och deltog inte. {REASONS[0]}" in words
    for number, correction in enumerate(record.corrections):
        assert f"Svaret {number} ska vara nej. Skäl: Fel ruta trycktes. Rättat av Marit Östlinder" in words
        assert f"Kontrollsumma {short_code(correction.fingerprint)}." in words
    signing = [one for one in read_tags(path).find("P") if one.words.startswith("Justerare:")]
    assert signing[0].all_pages == {0}
    assert_conforms(path)


def test_the_public_paper_tells_of_jav_without_its_reason_and_of_no_correction_what_it_says(
    example: Document, print_paper: Printer
) -> None:
    record = _with_jav_and_corrections(example, 1)
    words = read_tags(print_paper("stickprov", example, meeting=record.id, public=True)).words.replace("\u00a0", " ")
    assert f"{record.recused} var jävig och deltog inte." in words
    assert REASONS[0] not in words
    assert "Stickprovet är rättat efter signeringen." in words
    assert "ska vara nej" not in words


def test_comments_too_long_for_the_page_go_on_in_an_appendix(example: Document, print_paper: Printer) -> None:
    record = next(one for one in queries.spot_checks(example.session) if not one.signed and one.cases)
    comment = "Underlaget saknar samtal med barnet. " * 60

    def write(_: object) -> None:
        record.cases[0].comment = comment

    example.do("Skriv kommentar", write)
    path = print_paper("stickprov", example, meeting=record.id)
    tags = read_tags(path)
    assert "Se bilagan." in tags.words
    assert comment.strip() in tags.words
    signing = [one for one in tags.find("P") if one.words.startswith("Justerare")]
    assert signing[0].all_pages == {0}
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 2
    assert all("SEKRETESS" in "".join(texts) for texts in artifact_texts(path))


@pytest.mark.parametrize("count", [0, 1, 5, 9])
def test_any_number_of_cases_is_printed(count: int, example: Document, print_paper: Printer) -> None:
    record = next(one for one in queries.spot_checks(example.session) if not one.signed)

    def replace(session: Session) -> None:
        for case in list(record.cases):
            spot_checks.remove_case(session, case.id)
        for number in range(count):
            key = spot_checks.add_case(session, record.id)
            spot_checks.set_reference(session, key, f"IFO-2026-{number:05}")

    example.do("Byt ärenden", replace)
    words = read_tags(print_paper("stickprov", example, meeting=record.id)).words
    assert all(f"IFO-2026-{number:05}" in words for number in range(count))
