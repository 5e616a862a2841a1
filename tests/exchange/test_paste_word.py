"""What is copied from Word is put into a section as blocks, or its headings as sections, in one step."""

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from scn_desktop.exchange import paste_word
from scn_desktop.exchange.paste_word import Content, Split
from scn_desktop.exchange.word_html import read_document
from scn_desktop.exchange.word_pieces import PastedDocument, PastedHeading, PastedPicture, PastedTable, PastedText
from scn_desktop.models import queries
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, sections
from scn_desktop.models.plan import Section
from scn_desktop.models.table_layout import TableLayout

HTML = (
    "<p>Inledning.</p><h2>Så mäter vi</h2><ul><li>ofta</li></ul>"
    "<table><tr><th>Insats</th><th>Antal</th></tr><tr><td colspan=2>Öppenvård</td></tr>"
    "<tr><td rowspan=2>Råd</td><td>12</td></tr><tr><td>3</td></tr></table><p>Slut.</p>"
)


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 4), "navy").save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def new_plan(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("new") / "plan.scnplan"
    create_document(
        path, municipality="Exempelköpings kommun", committee="Socialnämnden", year=2027, model="uppsala-2021"
    ).close()
    return path.read_bytes()


@pytest.fixture
def document(tmp_path: Path, new_plan: bytes) -> Iterator[Document]:
    path = tmp_path / "plan.scnplan"
    path.write_bytes(new_plan)
    opened = Document.open(path)
    yield opened
    opened.close()


@pytest.fixture
def section(document: Document) -> Section:
    paper = queries.plans(document.session)[0].papers[0]
    made = document.do("Nytt", lambda s: sections.add(s, paper.id, None, 0, "chapter", "Omvärld"))
    for block in list(queries.get(document.session, Section, made).blocks):
        document.do("Töm", partial(blocks.delete, block_id=block.id))
    return queries.get(document.session, Section, made)


def content(html: str, section: Section) -> Content:
    return paste_word.prepare(read_document(html), section)


def shape(section: Section) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in section.blocks]


def test_text_tables_and_sub_headings_become_blocks_in_one_step(document: Document, section: Section) -> None:
    pasted = content(HTML, section)
    added = document.do("Klistra in", lambda s: paste_word.insert_blocks(s, section.id, 0, pasted))
    assert [block.id for block in section.blocks] == added
    assert shape(section) == [
        ("text", "Inledning.\n\n### Så mäter vi\n\n- ofta"),
        ("table", ""),
        ("text", "Slut."),
    ]
    table = section.blocks[1]
    assert [column.heading for column in table.columns] == ["Insats", "Antal"]
    assert [row.kind for row in table.rows] == ["heading", "row", "row"]
    layout = TableLayout(table)
    assert [(cell.text, cell.row_span) for cell in layout.merged()] == [("Råd", 2)]
    assert layout.over(2, 1).text == "3"
    document.undo()
    assert section.blocks == []


def test_a_running_text_is_parted_where_it_is_pasted_into(document: Document, section: Section) -> None:
    block_id = document.do("Nytt", lambda s: blocks.add(s, section.id, 0, "text"))
    document.do("Text", lambda s: blocks.set_field(s, block_id, "text", "Före efter"))
    pasted = content(HTML, section)
    document.do(
        "Klistra in",
        lambda s: paste_word.insert_blocks(s, section.id, 0, pasted, Split(block_id, "Före", "efter")),
    )
    assert shape(section) == [
        ("text", "Före\n\nInledning.\n\n### Så mäter vi\n\n- ofta"),
        ("table", ""),
        ("text", "Slut.\n\nefter"),
    ]


def test_headings_over_several_columns_are_kept(document: Document, section: Section) -> None:
    html = (
        "<table><thead><tr><td rowspan=2>Insats</td><td colspan=2>Antal</td></tr><tr><td>2025</td><td>2026</td></tr>"
        "</thead><tr><td>Råd</td><td>1</td><td>2</td></tr></table>"
    )
    pasted = content(html, section)
    document.do("Klistra in", lambda s: paste_word.insert_blocks(s, section.id, 0, pasted))
    assert [(column.group, column.heading) for column in section.blocks[0].columns] == [
        ("", "Insats"),
        ("Antal", "2025"),
        ("Antal", "2026"),
    ]


def test_a_table_with_the_models_headings_becomes_measures_unless_told_otherwise(
    document: Document, section: Section
) -> None:
    html = (
        "<p>Text</p><table><tr><td>Åtgärd</td><td>Koppling till styrdokument</td><td>Förväntade effekter</td></tr>"
        "<tr><td>Öppna mottagning</td><td>Program för barn</td><td>Fler får stöd tidigt</td></tr></table>"
    )
    pasted = content(html, section)
    assert pasted.kind_of(1) == "measures"
    document.do("Klistra in", lambda s: paste_word.insert_blocks(s, section.id, 0, pasted))
    measure = section.blocks[1].measure_placements[0].measure
    assert (measure.text, measure.effect) == ("Öppna mottagning", "Fler får stöd tidigt")
    document.undo()
    free = pasted.with_kind(1, "table")
    document.do("Klistra in", lambda s: paste_word.insert_blocks(s, section.id, 0, free))
    assert [block.kind for block in section.blocks] == ["text", "table"]


def test_a_chapter_becomes_sections_that_the_planning_model_allows(document: Document, section: Section) -> None:
    html = "<p>Före.</p><h2>1.1 Lagar</h2><p>Om lagar.</p><h3>Nya</h3><p>Om nya.</p><h2>Ekonomi</h2><p>Pengar.</p>"
    pasted = content(html, section)
    planned = paste_word.plan_sections(pasted, section)
    assert [(each.title, each.kind_key, each.depth) for each in planned] == [
        ("Lagar", "subsection", 1),
        ("Nya", "subheading", 2),
        ("Ekonomi", "subsection", 1),
    ]
    added = document.do("Klistra in", lambda s: paste_word.insert_sections(s, section.id, 0, pasted))
    assert [queries.get(document.session, Section, each).title for each in added] == ["Lagar", "Nya", "Ekonomi"]
    assert shape(section) == [("text", "Före.")]
    assert [each.title for each in section.sections] == ["Lagar", "Ekonomi"]
    assert shape(section.sections[0].sections[0]) == [("text", "Om nya.")]
    assert shape(section.sections[1]) == [("text", "Pengar.")]
    document.undo()
    assert section.sections == []
    assert section.blocks == []


def test_a_heading_for_which_there_is_no_level_stays_in_the_text(document: Document, section: Section) -> None:
    pasted = content("<h1>Ett</h1><h2>Två</h2><h3>Tre</h3><p>Text.</p>", section)
    document.do("Klistra in", lambda s: paste_word.insert_sections(s, section.id, 0, pasted))
    lowest = section.sections[0].sections[0]
    assert lowest.title == "Två"
    assert shape(lowest) == [("text", "### Tre\n\nText.")]
    assert paste_word.plan_sections(pasted, lowest) == []


def test_pictures_become_image_blocks_and_what_cannot_be_read_is_told(document: Document, section: Section) -> None:
    read = PastedDocument((PastedPicture(png(), "Karta"), PastedPicture(b"ingen bild"), PastedText("Text")), 2)
    pasted = paste_word.prepare(read, section)
    assert len(pasted.warnings) == 2
    document.do("Klistra in", lambda s: paste_word.insert_blocks(s, section.id, 0, pasted))
    image = section.blocks[0]
    assert (image.kind, image.alternative) == ("image", "Karta")
    assert image.picture is not None
    assert [block.kind for block in section.blocks] == ["image", "text"]


def test_there_is_nothing_to_ask_about_plain_text() -> None:
    assert not paste_word.is_worth_asking(Content((PastedText("a"),)))
    assert paste_word.is_worth_asking(Content((PastedHeading(1, "a"), PastedText("b"))))
    assert paste_word.is_worth_asking(Content((PastedTable((), 0),)))


def test_a_heading_that_ends_in_number_signs_keeps_them() -> None:
    assert paste_word.sub_heading("Om C#") == "### Om C\\#"
