"""An indicator's numbers print with equal decimals, its words as they are; earlier years stand on a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.compiled_indicators import indicator_tables, source_list, source_text
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, indicators, sections
from scn_desktop.models.edits.indicators import NewIndicator, NewPart
from scn_desktop.models.indicator import Indicator, is_year, with_decimals


@pytest.mark.parametrize(
    ("text", "decimals", "printed"),
    [
        ("58,74", 1, "58,7"),
        ("58,75", 1, "58,8"),
        ("-0,25", 1, "-0,3"),
        ("55", 1, "55,0"),
        ("14 208", 0, "14\u00a0208"),
        ("1234,5", 2, "1\u00a0234,50"),
        ("58.7 %", 1, "58,7 %"),
        ("Topp tre i länet", 1, "Topp tre i länet"),
        ("–", 1, "–"),
        ("Minst 70", 1, "Minst 70"),
        ("58,74", None, "58,74"),
        ("", 1, ""),
    ],
)
def test_a_number_is_written_with_the_decimals_of_its_indicator(text: str, decimals: int | None, printed: str) -> None:
    assert with_decimals(text, decimals) == printed


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.integers(0, 6))
def test_a_number_keeps_its_value_to_half_a_unit_of_its_last_decimal(value: object, decimals: int) -> None:
    written = with_decimals(f"{value:f}".replace(".", ","), decimals)
    read = float(written.replace("\u00a0", "").replace(",", "."))
    assert abs(read - float(str(value))) <= 0.5 * 10**-decimals * (1 + 1e-9)
    assert len(written.partition(",")[2]) == decimals


@given(st.text())
def test_words_are_never_changed(text: str) -> None:
    if not any(letter.isdigit() for letter in text):
        assert with_decimals(text, 2) == text


def test_a_key_of_four_digits_is_a_year() -> None:
    assert [is_year(key) for key in ("2019", "1899", "20190", "total", "2019 ")] == [True, False, False, False, False]


class Table:
    """A table with a divided indicator in a group, and an undivided one outside it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        document.do("Fyll", self._fill)

    def _fill(self, session: Session) -> None:
        self.plan = queries.plans(session)[0]
        paper = self.plan.papers[0].id
        goal = sections.add(session, paper, None, 5, "goal", "Trygga barn")
        self.section = sections.add(session, paper, goal, 0, "committee_goal", "Barn får stöd")
        self.block = blocks.add(session, self.section, 0, "indicators")
        parts = [NewPart("a", "barn", {"total": "46", "2019": "43,25"}), NewPart("b", "unga", {"total": "83,5"})]
        new = [NewIndicator("Anmälningar", parts, group="Barn"), NewIndicator("Väntetid")]
        indicators.append(session, self.block, new)
        placements = queries.get(session, Block, self.block).indicator_placements
        self.first, self.second = (each.indicator for each in placements)
        self.part = self.first.parts[0].id


@pytest.fixture
def table(document: Document) -> Table:
    return Table(document)


def test_the_appendix_has_groups_parts_units_decimals_years_and_notes(table: Table, document: Document) -> None:
    first = table.first.id

    def describe(session: Session) -> None:
        indicators.set_field(session, first, "unit", "procent")
        indicators.set_field(session, first, "note", "Nytt sätt att räkna.")
        indicators.set_decimals(session, first, 1)

    document.do("Beskriv", describe)
    [compiled] = indicator_tables(table.plan.papers[0])
    rows = [(row.kind, row.cells[0], row.cells[1], row.below) for row in compiled.rows]
    assert rows == [
        ("group", "Barn", "", ""),
        ("name", "Anmälningar, procent", "", ""),
        ("part", "a) barn", "46,0", "2019:\u00a043,3"),
        ("part", "b) unga", "83,5", ""),
        ("group", "Övriga", "", ""),
        ("whole", "Väntetid", "", ""),
    ]
    assert compiled.notes == ("Anmälningar: Nytt sätt att räkna.",)


def test_an_earlier_year_with_a_column_of_its_own_is_not_repeated(table: Table) -> None:
    part = table.first.parts[0]
    assert part.earlier() == [("2019", "43,25")]
    assert part.earlier(["indicator", "2019"]) == []


def test_a_year_is_not_moved_onto_another(table: Table, document: Document) -> None:
    document.do("Nytt år", lambda s: indicators.set_value(s, table.part, "2018", "40"))
    with pytest.raises(InputError, match="2018"):
        document.do("Flytta år", lambda s: indicators.move_year(s, table.part, "2019", "2018"))
    document.do("Flytta år", lambda s: indicators.move_year(s, table.part, "2019", "2020"))
    assert table.first.parts[0].earlier() == [("2018", "40"), ("2020", "43,25")]


@pytest.mark.parametrize("decimals", [-1, 7])
def test_more_decimals_than_anyone_reads_are_refused(table: Table, document: Document, decimals: int) -> None:
    with pytest.raises(InputError, match="0 till 6"):
        document.do("Decimaler", lambda s: indicators.set_decimals(s, table.first.id, decimals))


@pytest.mark.parametrize(
    ("source", "key", "written"),
    [
        ("Kolada", "U33461", "Kolada U33461"),
        ("Kolada, oktober 2026", "U33461", "Kolada U33461, oktober 2026"),
        ("Kolada U33461", "U33461", "Kolada U33461"),
        ("Egen uppföljning.", "", "Egen uppföljning"),
        ("", "U33461", "Kolada U33461"),
        ("", "", ""),
    ],
)
def test_a_source_names_its_key_figure_once(source: str, key: str, written: str) -> None:
    assert source_text(Indicator(name="x", source=source, kolada_id=key)) == written


def test_the_list_of_sources_names_goal_and_section_once(table: Table, document: Document) -> None:
    second = table.second.id
    document.do("Källa", lambda s: indicators.set_field(s, second, "source", "Agresso"))
    listed = source_list(table.plan.papers[0])
    assert [(row.above, row.section, row.indicator, row.source) for row in listed.rows] == [
        ("Trygga barn", "Barn får stöd", "Anmälningar", ""),
        ("", "", "Väntetid", "Agresso"),
    ]
