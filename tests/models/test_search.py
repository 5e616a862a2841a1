"""Search: where words stand, the best answers first, kept up with every change; never a word of a stickprov."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Text, select

from scn_desktop.exchange.example import create_example
from scn_desktop.models import queries
from scn_desktop.models.base import Base
from scn_desktop.models.blocks import Block
from scn_desktop.models.document.document import Document
from scn_desktop.models.document.links import mappers
from scn_desktop.models.document.loading import STICKPROV
from scn_desktop.models.edits import blocks, budgets, controls, measures, sections, spot_checks
from scn_desktop.models.edits.plans import create_plan
from scn_desktop.models.planning_model_file import shipped_model
from scn_desktop.models.search import Answer, Hit, SearchIndex
from scn_desktop.models.search_rows import SEARCHED, tables
from scn_desktop.models.search_text import folded, marks_in, query_of, snippet

YEAR = 2027


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, made once."""
    path = tmp_path_factory.mktemp("example") / "exempel.scnplan"
    create_example(path).close()
    return path


@pytest.fixture
def document(original: Path, tmp_path: Path) -> Iterator[Document]:
    """A copy of the example, open."""
    opened = Document.open(Path(shutil.copy(original, tmp_path / "plan.scnplan")))
    yield opened
    opened.close()


@pytest.fixture
def index(document: Document) -> SearchIndex:
    """An index that is told of every change, as the window's is."""
    made = SearchIndex(document.session)
    document.changed.connect(made.forget)
    return made


def first_section(document: Document) -> str:
    """The key of a section under the first council goal."""
    paper = queries.plans(document.session)[-1].papers[0]
    return next(section.id for section in queries.walk(paper) if section.parent is not None)


def titles(answer: Answer) -> list[str]:
    return [hit.title for hit in answer.hits]


def the_hit(index: SearchIndex, typed: str) -> Hit:
    """The only hit."""
    answer = index.search(typed, YEAR)
    assert len(answer.hits) == 1
    return answer.hits[0]


# What is found -------------------------------------------------------------------------------------------------------
def test_case_does_not_matter_and_swedish_letters_are_their_own(document: Document, index: SearchIndex) -> None:
    section = first_section(document)
    document.do("Rubrik", lambda s: sections.set_field(s, section, "title", "Äldres Åkerbruk"))
    assert the_hit(index, "åkerbruk").target.row_id == section
    assert the_hit(index, "ÄLDRES ÅKER").target.row_id == section
    assert the_hit(index, "a\u030akerbruk").target.row_id == section  # the ring as a sign of its own
    assert index.search("akerbruk", YEAR).hits == ()


def test_all_words_must_occur_in_any_order(document: Document, index: SearchIndex) -> None:
    measure = queries.plans(document.session)[-1].measures[0].id
    document.do("Effekt", lambda s: measures.set_field(s, measure, "text", "Öppna en zebramottagning"))
    document.do("Effekt", lambda s: measures.set_field(s, measure, "effect", "Fler quaggor får hjälp"))
    assert the_hit(index, "quaggor zebra").title == "Öppna en zebramottagning"
    assert index.search("zebramottagning okapi", YEAR).hits == ()


def test_a_title_goes_before_a_text(document: Document, index: SearchIndex) -> None:
    section = first_section(document)
    block = document.do("Text", lambda s: blocks.add(s, section, 0, "text"))
    document.do("Text", lambda s: blocks.set_field(s, block, "text", "Här står ordet quaggastig i löptext."))
    last = queries.plans(document.session)[-1].papers[0].sections[-1].id
    document.do("Rubrik", lambda s: sections.set_field(s, last, "title", "Vid quaggastigen"))
    assert [hit.target.row_id for hit in index.search("quaggastig", YEAR).hits] == [last, block]


def test_running_text_is_searched_as_words(document: Document, index: SearchIndex) -> None:
    section = first_section(document)
    block = document.do("Text", lambda s: blocks.add(s, section, 0, "text"))
    source = "Stödet ges **utan quagga**prövning.\n\nNästa stycke^[Enligt zebralagen.]."
    document.do("Text", lambda s: blocks.set_field(s, block, "text", source))
    hit = the_hit(index, "quaggaprövning")
    assert hit.snippet.text == "Stödet ges utan quaggaprövning."
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.marks] == ["quaggaprövning"]
    assert the_hit(index, "zebralagen").target.row_id == block


def test_a_place_is_told_from_the_year_down(document: Document, index: SearchIndex) -> None:
    plan = queries.plans(document.session)[-1]
    placement = plan.measures[0].placements[0]
    document.do("Text", lambda s: measures.set_field(s, placement.measure_id, "text", "Bygg ett quaggastall"))
    hit = the_hit(index, "quaggastall")
    place = hit.place.split(" › ")
    assert place[:2] == ["2027", plan.papers[0].title]
    assert place[-1] == (placement.block.title or "Åtgärder")
    assert hit.target == ("plan", YEAR, "measure_placement", placement.id)


def test_every_searched_column_is_found(document: Document, index: SearchIndex) -> None:
    """Each row's own word in each column: what the index reads it also shows."""
    connection = document.session.connection()
    wanted: dict[str, tuple[str, str]] = {}
    shown = shown_tables(document)
    for name, columns in SEARCHED.items():
        table = mappers()[name].local_table
        rows = select(table.c.id)
        if name == "block_column":  # the headings of other tables are the model's
            rows = rows.join(Block).where(Block.kind == "table")
        row = next(iter(connection.execute(rows).scalars()), None)
        if row is None or name not in shown:
            continue
        for place, column in enumerate(columns):
            word = f"quagga{name.replace('_', '')}nr{place}slut"
            document._connection.execute(f'UPDATE "{name}" SET "{column}" = ? WHERE id = ?', (word, row))
            wanted[word] = (name, column)
    index._years.clear()
    index._register = None
    assert {place for word, place in wanted.items() if not index.search(word, YEAR).hits} == set()
    assert len(wanted) > 40


def shown_tables(document: Document) -> set[str]:
    """The tables whose first row of the example stands where it is shown."""
    shown = set(SEARCHED)
    kinds = {kind for (kind,) in document._connection.execute("SELECT DISTINCT kind FROM block")}
    for kind, names in (
        ("attachments", {"attachment"}),
        ("signatures", {"signature"}),
        ("self_assessment", {"assessment_area", "assessment_criterion"}),
    ):
        shown -= set() if kind in kinds else names
    shown.discard("budget_check")  # the example's, if any, need not be of the first rows
    return shown


def test_the_budget_the_controls_and_the_register_are_found(document: Document, index: SearchIndex) -> None:
    plan = queries.plans(document.session)[-1]
    row, control = plan.budget_tables[0].rows[0].id, plan.controls[0].id
    document.do("Rad", lambda s: budgets.set_label(s, row, "Quaggaskatt"))
    document.do("Kontroll", lambda s: controls.set_field(s, control, "method", "Räkna okapierna"))
    named = document.do("Register", lambda s: measures.add_steering_document(s, "Program för zebror"))
    assert the_hit(index, "quaggaskatt").target == ("budget", YEAR, "budget_row", row)
    assert the_hit(index, "okapierna").target == ("control", YEAR, "control", control)
    assert the_hit(index, "program zebror").target == ("plan", None, "steering_document", named)


def test_a_short_query_is_not_asked(index: SearchIndex) -> None:
    assert not index.search("a", YEAR).asked
    assert not index.search("  ", YEAR).asked
    assert index.search("å r", YEAR).asked


# Years ---------------------------------------------------------------------------------------------------------------
def test_the_chosen_year_goes_first_and_others_are_counted(document: Document, index: SearchIndex) -> None:
    def next_year(session: object) -> None:
        create_plan(document.session, queries.committee(document.session), 2028, shipped_model("uppsala-2021"))

    document.do("Ny plan", next_year)
    later = next(plan for plan in queries.plans(document.session) if plan.year == 2028)
    section = later.papers[0].sections[0].id
    document.do("Rubrik", lambda s: sections.set_field(s, section, "title", "Quaggornas år"))
    answer = index.search("quaggornas", YEAR)
    assert (answer.in_year, answer.in_others) == (0, 1)
    assert answer.hits[0].target == ("plan", 2028, "section", section)
    assert answer.hits[0].place.startswith("2028 › ")
    measure = queries.plan_of_year(document.session, YEAR)
    assert measure is not None
    document.do("Text", lambda s: measures.set_field(s, measure.measures[0].id, "effect", "Quaggornas hälsa"))
    assert [hit.target.year for hit in index.search("quaggornas", YEAR).hits] == [YEAR, 2028]
    assert [hit.target.year for hit in index.search("quaggornas", 2028).hits] == [2028, YEAR]


# Keeping up ----------------------------------------------------------------------------------------------------------
def test_the_index_follows_edits_undo_and_removal(document: Document, index: SearchIndex) -> None:
    assert index.search("quaggastall", YEAR).hits == ()
    plan = queries.plans(document.session)[-1]
    block = next(each for section in queries.walk(plan.papers[0]) for each in section.blocks if each.kind == "measures")
    document.do("Ny åtgärd", lambda s: measures.add(s, block.id, 0, "Bygg ett quaggastall"))
    assert len(index.search("quaggastall", YEAR).hits) == 1
    document.undo()
    assert index.search("quaggastall", YEAR).hits == ()
    document.redo()
    assert len(index.search("quaggastall", YEAR).hits) == 1
    document.do("Ta bort", lambda s: blocks.delete(s, block.id))
    assert index.search("quaggastall", YEAR).hits == ()


def test_years_are_indexed_one_at_a_time_in_quiet_moments(document: Document, index: SearchIndex) -> None:
    for _ in queries.plans(document.session):
        assert index.prepare(YEAR)
    assert not index.prepare(YEAR)


def test_a_change_in_a_stickprov_leaves_the_index_alone(document: Document, index: SearchIndex) -> None:
    index.prepare(YEAR)
    record = next(each for each in queries.spot_checks(document.session) if not each.signed)
    before = dict(index._years)
    document.do("Slutsats", lambda s: spot_checks.set_field(s, record.id, "conclusion", "Allt var i ordning."))
    assert index._years == before


# Secrecy -------------------------------------------------------------------------------------------------------------
def test_nothing_of_a_stickprov_can_be_found(document: Document, index: SearchIndex) -> None:
    """Every text of every stickprov, its questions, cases, justerare and utskott: none gives a hit in a stickprov."""
    secret = 0
    for name in STICKPROV:
        table = mappers()[name].local_table
        texts = [column for column in table.columns if isinstance(column.type, Text) and not column.foreign_keys]
        for row in document._connection.execute(f'SELECT id FROM "{name}"').fetchall():
            for column in texts:
                if column.name not in ("id", "held_on", "order_key") and "words" not in column.info:
                    word = f"hemligt{secret}ord"
                    document._connection.execute(f'UPDATE "{name}" SET "{column.name}" = ? WHERE id = ?', (word, *row))
                    secret += 1
    assert secret > 100
    for number in range(secret):
        assert index.search(f"hemligt{number}ord", YEAR).hits == ()
    assert index.search("hemligt", YEAR) == Answer()


def test_no_table_of_the_stickprov_is_read() -> None:
    assert not tables() & STICKPROV
    assert not tables() & {"spot_check_category", "checklist_question"}


def test_every_prose_column_is_searched_or_left_out_on_purpose() -> None:
    """A new column of text must be put in one of the two."""
    prose = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.info.get("prose")
    }
    searched = {(table, column) for table, columns in SEARCHED.items() for column in columns}
    models = {"planning_model", "section_kind", "starting_block", "model_column", "control_area", "risk_level"}
    models |= {"risk_class", "standard_text", "follow_up_period", "assessment_step", "result_level", "comment_phrase"}
    left_out = {
        *(("committee", name) for name in ("name", "code", "municipality", "administration", "accent")),
        *(("paper", name) for name in ("version", "paragraph")),
        *(("section", "number"), ("block_column", "key"), ("indicator_value", "key")),
    }
    unexplained = {
        (table, column)
        for table, column in prose - searched - left_out
        if table not in models | STICKPROV | {"draw_item", "spot_check_category", "checklist_question"}
    }
    assert unexplained == set()


# Text ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["İstanbul", "Straße", "ÅÄÖ", "ﬁnska", ""])
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(folded(text)) == len(text)


def test_marks_stand_where_the_words_do() -> None:
    assert marks_in("Barn och barnhälsa", ["barn", "hälsa"]) == ((0, 4), (9, 18))


def test_a_snippet_is_one_line_around_the_first_word() -> None:
    query = query_of("quagga")
    assert query is not None
    text = "Första raden.\n" + "ord " * 60 + "quagga " + "ord " * 60 + "\nSista raden."
    found = snippet(text, query.words)
    assert found.text.startswith("… ord ")
    assert found.text.endswith("…")
    assert len(found.text) < 200
    assert [found.text[start:end] for start, end in found.marks] == ["quagga"]
    assert "Första" not in found.text


def test_the_block_of_a_hit_is_there(document: Document, index: SearchIndex) -> None:
    for hit in index.search("barn", YEAR).hits:
        if hit.target.table == "block":
            assert queries.find(document.session, Block, hit.target.row_id) is not None
