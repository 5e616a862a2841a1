"""Measures and indicators on paper: bullets, chosen columns, groups, earlier years, equal decimals, compiled lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, indicators, measures, sections, tables
from scn_desktop.models.edits.indicators import NewIndicator, NewPart
from scn_desktop.models.edits.measures import NewMeasure
from scn_desktop.models.plan import Section
from scn_desktop.reports.printing import Printing
from scn_desktop.reports.sections import section_story
from scn_desktop.reports.tables import Table
from tests.reports.conftest import Printer
from tests.reports.papers import rows_of
from tests.reports.tag_reader import Node, read_tags

KIND = "verksamhetsplan"


class Plan:
    """A plan with one goal, and what the test puts in it."""

    def __init__(self, document: Document, printer: Printer) -> None:
        self.document = document
        self._print = printer
        paper = queries.plans(document.session)[0].papers[0].id
        self.goal = document.do("Mål", lambda s: sections.add(s, paper, None, 9, "goal", "Trygga barn"))

    def block(self, kind: str) -> str:
        return self.document.do("Block", lambda s: blocks.add(s, self.goal, 9, kind, title="Det som görs"))

    def tags(self) -> Node:
        path: Path = self._print(KIND, self.document)
        return read_tags(path)


@pytest.fixture
def plan(empty: Document, print_paper: Printer) -> Plan:
    return Plan(empty, print_paper)


def table_named(tags: Node, title: str) -> list[list[str]]:
    """The rows of the table whose caption ends so."""
    found = [table for table in tags.find("Table") if any(title in one.words for one in table.find("Caption"))]
    return rows_of(found[0])


def test_measures_as_bullets_are_a_list_with_the_description_under_each(plan: Plan) -> None:
    block = plan.block("measures")

    def fill(session: Session) -> None:
        new = [
            NewMeasure("Öppna en mottagning", period="2027–2028", description="Två kvällar i veckan."),
            NewMeasure("Utbilda personalen^[All personal i öppenvården.]"),
        ]
        measures.append(session, block, new)
        blocks.set_shape(session, block, "bullets")

    plan.document.do("Fyll", fill)
    tags = plan.tags()
    items = [one.words for one in tags.find("LI")]
    assert any(one.endswith("Öppna en mottagning (2027–2028) Två kvällar i veckan.") for one in items)
    assert any("Utbilda personalen" in one for one in items)
    assert "All personal i öppenvården." in tags.words
    assert "Det som görs" in [one.words for one in tags.find("H2", "H3")]


def test_the_columns_of_a_table_print_as_they_are_chosen(plan: Plan) -> None:
    block = plan.block("measures")

    def fill(session: Session) -> None:
        new = [NewMeasure("Öppna", "Fler söker", ["Barnprogram"], "2027", "UBN", "Öppenvården", "Två kvällar.")]
        measures.append(session, block, new)
        shown = queries.get(session, Block, block)
        tables.delete_column(session, next(each.id for each in shown.columns if each.key == "steering"))
        session.flush()
        session.expire(shown, ["columns"])
        for key, heading in (("description", "Hur"), ("period", "När"), ("partners", "Med"), ("responsible", "Vem")):
            tables.add_column(session, block, heading, key=key)
            session.expire(shown, ["columns"])

    plan.document.do("Fyll", fill)
    head, row = table_named(plan.tags(), "Det som görs")
    assert head[-4:] == ["Hur", "När", "Med", "Vem"]
    assert row == ["Öppna", "Fler söker", "Två kvällar.", "2027", "UBN", "Öppenvården"]


def test_groups_years_units_and_decimals_stand_in_the_table(plan: Plan) -> None:
    block = plan.block("indicators")

    def fill(session: Session) -> None:
        values = {"total": "46", "women": "45,25", "target": "Topp tre i länet", "trend": "Ökar", "2019": "43"}
        parts = [NewPart("a", "barn", values), NewPart("b", "unga", {"total": "8,5"})]
        new = [
            NewIndicator("Väntetid", [NewPart(values={"total": "12", "2018": "10", "2019": "11"})]),
            NewIndicator("Anmälningar", parts, group="Barn och unga"),
        ]
        indicators.append(session, block, new)
        first, second = queries.get(session, Block, block).indicator_placements
        indicators.set_field(session, first.indicator_id, "unit", "dagar")
        indicators.set_decimals(session, second.indicator_id, 1)

    plan.document.do("Fyll", fill)
    rows = table_named(plan.tags(), "Det som görs")
    names = [row[0] for row in rows]
    assert "Väntetid, dagar 2018: 10 · 2019: 11" in names
    group = names.index("Barn och unga")
    assert rows[group] == ["Barn och unga"]
    assert names[group + 1] == "Anmälningar"
    assert rows[group + 2] == ["a barn 2019: 43,0", "46,0", "45,3", "–", "–", "Topp tre i länet", "Ökar"]
    assert rows[group + 3][:2] == ["b unga", "8,5"]


def test_an_indicator_without_group_after_a_group_stands_under_ovriga(plan: Plan) -> None:
    block = plan.block("indicators")
    new = [NewIndicator("Anmälningar", group="Barn"), NewIndicator("Väntetid")]
    plan.document.do("Fyll", lambda s: indicators.append(s, block, new))
    names = [row[0] for row in table_named(plan.tags(), "Det som görs")]
    assert names[-4:] == ["Barn", "Anmälningar", "Övriga", "Väntetid"]


def test_the_sources_of_the_indicators_are_compiled(plan: Plan) -> None:
    block = plan.block("indicators")
    plan.document.do("Lista", lambda s: blocks.add(s, plan.goal, 9, "sources", title="Källförteckning"))

    def fill(session: Session) -> None:
        indicators.append(session, block, [NewIndicator("Väntetid"), NewIndicator("Vårddygn")])
        first = queries.get(session, Block, block).indicator_placements[0].indicator_id
        indicators.set_field(session, first, "source", "Kolada, oktober 2026")
        indicators.set_field(session, first, "kolada_id", "U33461")

    plan.document.do("Fyll", fill)
    rows = table_named(plan.tags(), "Källförteckning")
    assert rows[1:] == [["Trygga barn", "Väntetid", "Kolada U33461, oktober 2026"], ["", "Vårddygn", "–"]]


def test_bilaga_1_has_ungrouped_documents_first_and_ovrigt_last(plan: Plan) -> None:
    block = plan.block("measures")

    def fill(session: Session) -> None:
        titles = ["Policy för inköp", "Nationellt mål", "Avfallsplan", "Riktlinje för stöd"]
        measures.append(session, block, [NewMeasure("Öppna", steering_titles=titles)])
        register = {each.title: each.id for each in queries.committee(session).steering_documents}
        measures.set_steering_field(session, register["Nationellt mål"], "group", "Övrigt")
        measures.set_steering_field(session, register["Riktlinje för stöd"], "group", "Riktlinjer")
        measures.set_steering_field(session, register["Avfallsplan"], "valid_from", 2024)

    plan.document.do("Fyll", fill)
    rows = next(
        rows
        for rows in (rows_of(table) for table in plan.tags().find("Table"))
        if rows and rows[0][0] == "Styrdokument"
    )
    assert rows[0][1:] == ["Gäller", "Åtgärder"]  # nobody says who decided
    assert [row[0] for row in rows[1:]] == [
        "Avfallsplan",
        "Policy för inköp",
        "Riktlinjer",
        "Riktlinje för stöd",
        "Övrigt",
        "Nationellt mål",
    ]
    assert rows[1][1] == "2024"


def test_columns_without_values_leave_the_names_their_room(plan: Plan) -> None:
    full, empty = plan.block("indicators"), plan.block("indicators")
    values = {"total": "46", "women": "45", "men": "47", "comparison": "50", "target": "Öka", "trend": "Ökar"}

    def fill(session: Session) -> None:
        indicators.append(session, full, [NewIndicator("Väntetid", [NewPart(values=values)])])
        indicators.append(session, empty, [NewIndicator("Köer", [NewPart()])])

    plan.document.do("Fyll", fill)
    section = queries.get(plan.document.session, Section, plan.goal)
    printing = Printing(section.paper.plan, section.paper, date(2026, 11, 22))
    story = section_story(section, printing)
    widths = [each._shared.columns[0].width for each in story if isinstance(each, Table)]
    assert widths[1] > widths[0] + 10
