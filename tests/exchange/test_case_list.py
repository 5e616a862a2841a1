"""The list to draw from: pasted or read from a file, its columns recognised, what can't be kept told by place."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.errors import ImportFailed
from scn_desktop.exchange.case_list import (
    COLUMNS,
    CaseTable,
    propose,
    read,
    read_file,
    rows_named,
    with_column,
    with_header,
)
from scn_desktop.models.draw_rules import ListedCase, normal, same

FROM_EXCEL = (
    "Ärendenummer\tÄrendetyp\tBeslutsdatum\tEnhet\n"
    "IFO-2027-00101\tBeslut att inte inleda utredning\t2027-08-02\tMottagning\n"
    "IFO-2027-00102\tSärskilda kostnader\t2027-08-03\tBarn och unga\n"
    "IFO-2027-00103\tbeslut att inte inleda utredning\t2027-08-04\tMottagning\n"
)
NUMBER = "19811218-9876"


def test_columns_are_known_by_their_headings() -> None:
    table = propose(FROM_EXCEL)
    assert table.has_header
    assert table.mapping == ("reference", "category", "dated", "unit")
    found = read(table)
    assert found.cases[0] == ListedCase(
        "IFO-2027-00101", "Beslut att inte inleda utredning", "2027-08-02", "Mottagning"
    )
    assert found.categories == {"Beslut att inte inleda utredning": 2, "Särskilda kostnader": 1}
    assert (found.errors, found.warnings, found.told) == ((), (), ())


@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
def test_the_list_may_be_parted_by_tabs_semicolons_or_commas(delimiter: str) -> None:
    assert read(propose(FROM_EXCEL.replace("\t", delimiter))).cases == read(propose(FROM_EXCEL)).cases


def test_a_bare_column_of_references_is_enough() -> None:
    found = read(propose("2027-1\n2027-2\n2027-3"))
    assert [each.reference for each in found.cases] == ["2027-1", "2027-2", "2027-3"]


def test_without_headings_references_and_days_are_known_by_what_they_are() -> None:
    table = propose("2027-08-02\tMottagning\tIFO-1\n2027-08-03\tMottagning\tIFO-2\n2027-08-04\tBarn\tIFO-3")
    assert not table.has_header
    assert table.mapping == ("dated", "", "reference")


def test_the_reader_says_whether_the_first_row_is_headings_and_what_a_column_is() -> None:
    table = propose("Rad 0\tRad 0\nett\t1\ntvå\t2")
    assert not table.has_header
    assert table.mapping == ("", "reference")
    assert read(with_column(table, 1, "")).errors == ("Välj vilken kolumn som är ärendenumret.",)
    chosen = with_column(with_header(table, True), 0, "reference")
    assert [each.reference for each in read(chosen).cases] == ["ett", "två"]
    moved = with_column(chosen, 1, "reference")
    assert moved.mapping == ("", "reference")


def test_a_short_row_is_a_case_of_its_own() -> None:
    found = read(propose("Ärende\tEnhet\nIFO-1\tMottagning\nIFO-2\nIFO-3\tBarn"))
    assert [each.reference for each in found.cases] == ["IFO-1", "IFO-2", "IFO-3"]


def test_a_personnummer_is_refused_by_row_and_column_and_never_repeated() -> None:
    text = FROM_EXCEL + f"IFO-2027-00104\tSärskilda kostnader\t2027-08-05\tenhet {NUMBER}\n"
    found = read(propose(text))
    assert len(found.errors) == 1
    assert found.errors[0].startswith("Rad 5, kolumnen Enhet: här står personnummer")
    assert found.refused == {(4, 3)}
    assert NUMBER[-4:] not in " ".join(found.errors + found.warnings + found.told)


def test_a_column_of_personnummer_that_is_not_read_is_no_hindrance() -> None:
    text = "Dnr\tPersonnummer\nIFO-1\t19811218-9876\nIFO-2\t19811218-9876"
    table = propose(text)
    assert table.mapping == ("reference", "")
    assert read(table).errors == ()
    refused = read(with_column(table, 1, "unit"))
    assert refused.errors[0].startswith("Rad 2 och 3, kolumnen Personnummer")


def test_a_column_of_personnummer_is_never_guessed_to_be_references() -> None:
    assert propose("19811218-9876\tIFO-1\n19811218-9876\tIFO-2").mapping == ("", "reference")


def test_likely_names_and_telephones_warn_by_place_only() -> None:
    found = read(propose("Dnr\tEnhet\nIFO-1\tEva Exempelsson\nIFO-2\t070-123 45 67\nIFO-3\tEnhet Norr"))
    assert found.warnings == ("Rad 2 och 3, kolumnen Enhet: ser ut som namn eller telefonnummer.",)
    assert "Eva" not in found.warnings[0]
    assert found.errors == ()


def test_empty_and_double_rows_and_rows_without_a_number_are_told() -> None:
    found = read(propose("Dnr\tEnhet\nIFO-1\tA\n\nIFO-2\tA\n\t\nifo-1\tB\n\tC\nIFO-1\tA"))
    assert [each.reference for each in found.cases] == ["IFO-1", "IFO-2"]
    assert [each.replace("\u00a0", " ") for each in found.told] == [
        "2 tomma rader hoppas över.",
        "Rad 6 och 8 har ett ärende som redan står i listan. Varje ärende räknas en gång.",
    ]
    assert found.warnings == ("Rad 7 har inget ärendenummer och kommer inte med.",)


def test_a_case_may_stand_once_in_each_category() -> None:
    found = read(propose("Dnr;Kategori\nIFO-1;Avslut\nIFO-1;Kostnad\nIFO-2;Avslut"))
    assert len(found.cases) == 3
    assert found.categories == {"Avslut": 2, "Kostnad": 1}


def test_rows_are_named_shortly() -> None:
    assert rows_named([4]) == "Rad 4"
    assert rows_named([4, 7, 9]) == "Rad 4, 7 och 9"
    assert rows_named([4, 7, 9, 10, 12]) == "Rad 4, 7, 9 och 2 till"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_saved_list_is_read_whatever_program_wrote_it(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_bytes(FROM_EXCEL.replace("\t", ";").replace("\n", "\r\n").encode(encoding))
    assert read(propose(read_file(path))).cases == read(propose(FROM_EXCEL)).cases


def test_a_workbook_is_refused_with_a_way_out(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    path.write_bytes(b"PK\x03\x04 arbetsbok")
    with pytest.raises(ImportFailed, match="klistra in"):
        read_file(path)
    with pytest.raises(ImportFailed, match="kan inte läsas"):
        read_file(tmp_path / "finns-inte.csv")


@pytest.mark.parametrize("text", ["", " \n\n", "a\x00b"])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(ImportFailed):
        propose(text)


CELLS = st.text(st.characters(categories=["L", "N", "P", "S"], include_characters=" "), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12))
def test_any_table_is_read_without_losing_a_case(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([("Dnr", "Enhet"), *rows])
    table = propose(out.getvalue())
    if table.mapping[:1] != ("reference",):
        return
    found = read(table)
    wanted = {same(reference) for reference, _ in rows if normal(reference)}
    assert {same(each.reference) for each in found.cases} == wanted


def test_every_kind_of_column_is_a_field_of_a_case() -> None:
    assert set(COLUMNS) == {"reference", "category", "dated", "unit"}
    assert CaseTable((("a",),), False, ("",)).heading(0) == "Kolumn 1"
