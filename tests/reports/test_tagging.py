"""What a reader who listens to a paper gets, and what an archive asks of it."""

from pathlib import Path

import pikepdf
import pytest
from reportlab.platypus import PageBreak

from scn_desktop.errors import ReportError
from scn_desktop.reports import text
from scn_desktop.reports.cells import Row, head_cell, number_cell, text_cell
from scn_desktop.reports.flowables import Heading, PaperFlowable, TextBlock
from scn_desktop.reports.page import Contents, build
from scn_desktop.reports.tables import Table, note
from scn_desktop.reports.tagging import Element
from scn_desktop.reports.theme import BODY, LABEL_COLUMN, NOTE
from scn_desktop.reports.typeset import Run
from tests.reports.papers import COLUMNS, cell, printed, rows_of, small_paper, table, tags_of
from tests.reports.tag_reader import artifact_texts, plain_figures, read_tags

LONG = "Nämnden följer upp kompetensförsörjningsplanen och omkostnadsersättningarna varje månad under året. " * 12


def test_headings_keep_their_levels_and_their_labels(tmp_path: Path) -> None:
    tags = tags_of(
        [
            Heading("Ett tryggt Exempelköping", 1, "a", label="Inriktningsmål 2"),
            Heading("Förebygga att unga dras in i brott", 2, "b", label="Uppdrag 2.1"),
            *text.body("### Så går det till\n\nText.", key="c"),
        ],
        tmp_path,
    )
    found = [(one.kind, one.words) for one in tags.find("H1", "H2", "H3")]
    assert found == [
        ("H1", "Inriktningsmål 2 Ett tryggt Exempelköping"),
        ("H2", "Uppdrag 2.1 Förebygga att unga dras in i brott"),
        ("H3", "Så går det till"),
    ]


def test_a_heading_never_skips_a_level(tmp_path: Path) -> None:
    tags = tags_of([Heading("Först", 1, "a"), Heading("Sedan", 3, "b")], tmp_path)
    assert [one.kind for one in tags.find("H1", "H2", "H3")] == ["H1", "H2"]


def test_words_are_whole_and_apart_where_lines_end(tmp_path: Path) -> None:
    tags = tags_of([Heading("Rubrik", 1, "a"), *text.body(LONG)], tmp_path)
    (paragraph,) = tags.find("P")
    assert paragraph.text.split() == LONG.split()
    assert any(span.actual == "kompetensförsörjningsplanen" for span in paragraph.find("Span"))


def test_a_word_broken_over_a_page_is_read_once(tmp_path: Path) -> None:
    tags = tags_of([Heading("Rubrik", 1, "a"), *text.body(LONG * 6)], tmp_path)
    (paragraph,) = tags.find("P")
    assert len(paragraph.all_pages) > 1
    assert paragraph.text.split() == (LONG * 6).split()


def test_a_table_over_several_pages_is_one_table_with_its_head_read_once(tmp_path: Path) -> None:
    rows = [[f"Åtgärd nummer {number} " * 6, "Program", f"Effekt {number}"] for number in range(60)]
    path = printed([Heading("Rubrik", 1, "a"), table(rows, title="Tabell 1. Åtgärder för uppdrag 1.1")], tmp_path)
    tags = read_tags(path)
    (found,) = tags.find("Table")
    assert len(found.all_pages) > 2
    assert [caption.words for caption in found.find("Caption")] == ["Tabell 1. Åtgärder för uppdrag 1.1"]
    assert rows_of(found)[0] == ["Åtgärd", "Styrdokument", "Effekt"]
    assert rows_of(found)[1:] == [[" ".join(one.split()) for one in row] for row in rows]
    for texts in artifact_texts(path)[1 : max(found.all_pages) + 1]:
        assert any("Tabell 1. Åtgärder för uppdrag 1.1, forts." in one for one in texts)
        assert "Åtgärd" in texts


def test_a_cell_of_four_thousand_words_loses_none(tmp_path: Path) -> None:
    words = [f"ord{number}" for number in range(4000)]
    path = printed(
        [Heading("Rubrik", 1, "a"), table([["Kort", " ".join(words), "Slut"], ["Näst", "sista", "raden"]])], tmp_path
    )
    (found,) = read_tags(path).find("Table")
    assert rows_of(found)[1] == ["Kort", " ".join(words), "Slut"]
    assert rows_of(found)[2] == ["Näst", "sista", "raden"]
    assert len(list(found.find("TR"))) == 3


def test_headings_over_several_columns_are_tied_to_the_cells_below(tmp_path: Path) -> None:
    heads = [
        Row([head_cell("Indikator", row_span=2), head_cell("Nuvärde 2025", span=2, identifier="nu")]),
        Row([head_cell("Totalt", is_number=True, headers=["nu"]), head_cell("Kvinnor", headers=["nu"])]),
    ]
    rows = [Row([text_cell("Vårddygn", scope="Row"), number_cell("14 208"), number_cell("6 311")])]
    tags = tags_of([Heading("Rubrik", 1, "a"), Table("Tabell 1", COLUMNS, heads, rows)], tmp_path)
    cells = {one.words: one for one in tags.find("TH", "TD")}
    assert cells["Nuvärde 2025"].attributes == {"O": "Table", "Scope": "Column", "ColSpan": "2"}
    assert cells["Nuvärde 2025"].identifier == "nu"
    assert cells["Indikator"].attributes["RowSpan"] == "2"
    assert cells["Totalt"].attributes["Headers"] == "nu"
    assert cells["Vårddygn"].attributes["Scope"] == "Row"


def test_a_note_and_its_mark_are_tagged_and_the_note_has_a_name(tmp_path: Path) -> None:
    rows = [Row([text_cell("Kostnader", inline_mark="1"), number_cell("−902", mark="a"), text_cell("")], marks=["1"])]
    notes = [note(mark, [Run(f"Not {mark}.", NOTE.face)], f"not{mark}") for mark in ("1", "a")]
    tags = tags_of([Heading("Rubrik", 1, "a"), Table("Tabell 1", COLUMNS, [], rows, notes=notes)], tmp_path)
    read = [(one.identifier, plain_figures(one.words)) for one in tags.find("Note")]
    assert read == [("not1", "1 Not 1."), ("nota", "a Not a.")]
    assert [plain_figures(one.words) for one in tags.find("Reference")] == ["1", "a"]


def test_contents_lead_to_the_right_page(tmp_path: Path) -> None:
    story = [Contents()]
    for number in range(1, 5):
        story += [PageBreak(), Heading(f"Kapitel {number}", 1, f"k{number}"), *text.body(LONG * 8)]
    path = printed(story, tmp_path)
    tags = read_tags(path)
    pages = {one.words: min(one.all_pages) + 1 for one in tags.find("H1")}
    lines = [one.words for one in tags.find("TOCI")]
    assert lines == [f"Kapitel {number} {pages[f'Kapitel {number}']}" for number in range(1, 5)]
    with pikepdf.open(path) as pdf:
        links = [annotation for one in pdf.pages for annotation in one.get("/Annots", [])]
        places = {one.obj.objgen: number for number, one in enumerate(pdf.pages, start=1)}
        assert [places[link.Dest[0].objgen] for link in links] == list(pages.values())[1:]
        titles = [line.rsplit(" ", 1) for line in lines]
        assert [str(link.Contents) for link in links] == [f"{title}, sida {number}" for title, number in titles]


def test_lists_are_lists(tmp_path: Path) -> None:
    tags = tags_of(
        [
            Heading("Rubrik", 1, "a"),
            *text.body("Nämnden beslutar\n\n1. **att** anta planen,\n2. **att** lämna den.\n\n- ett\n- två"),
        ],
        tmp_path,
    )
    ordered, bullets = tags.find("L")
    assert ordered.attributes["ListNumbering"] == "Decimal"
    assert [(one.kind, one.words) for one in ordered.find("Lbl", "LBody")] == [
        ("Lbl", "1."),
        ("LBody", "att anta planen,"),
        ("Lbl", "2."),
        ("LBody", "att lämna den."),
    ]
    assert [one.words for one in bullets.find("LBody")] == ["ett", "två"]


def test_html_in_a_text_is_printed_as_it_stands(tmp_path: Path) -> None:
    typed = 'Mål <b>fet</b> & <font color="red">röd</font> &lt; <script>alert(1)</script>'
    tags = tags_of([Heading("Rubrik", 1, "a"), *text.body(typed), table([[typed, "", ""]])], tmp_path)
    assert next(tags.find("P")).words == typed.replace("&lt;", "<")
    assert next(tags.find("TD")).words == typed


def test_characters_that_no_font_has_are_drawn_as_boxes_and_read_as_themselves(tmp_path: Path) -> None:
    tags = tags_of([Heading("Rubrik", 1, "a"), *text.body("Glad 😀 och مرحبا, \x07 \ufffe slut.")], tmp_path)
    assert next(tags.find("P")).text == "Glad 😀 och مرحبا, \ufffe slut."


class _Bar(PaperFlowable):
    """A picture of one bar."""

    def __init__(self) -> None:
        super().__init__()
        self.element = Element(
            "Figure", attributes={"O": "/Layout", "BBox": "[0 0 100 20]"}, alternative="Stapel: 811 mnkr"
        )

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 100, 20

    def draw(self) -> None:
        with self.canv.content(self.element):
            self.canv.rect(0, 0, 100, 20)


def test_a_figure_says_what_it_shows(tmp_path: Path) -> None:
    path = printed([Heading("Rubrik", 1, "a"), _Bar()], tmp_path)
    with pikepdf.open(path) as pdf:
        (figure,) = (one for one in pdf.Root.StructTreeRoot.K.K if one.S == "/Figure")
        assert str(figure.Alt) == "Stapel: 811 mnkr"


def test_running_lines_stand_on_every_page_and_are_not_read(tmp_path: Path) -> None:
    path = printed([Heading("Rubrik", 1, "a"), *text.body(LONG * 20)], tmp_path)
    pages = artifact_texts(path)
    assert len(pages) > 2
    for number, texts in enumerate(pages, start=1):
        drawn = "".join(texts)
        for expected in (f"Sida {number} ({len(pages)})", "UTKAST 2026-11-20", "SN-2026-00417", "Provplan 2027"):
            assert expected in drawn


def test_the_file_says_the_same_in_both_of_its_descriptions(tmp_path: Path) -> None:
    path = printed([Heading("Rubrik", 1, "a")], tmp_path)
    with pikepdf.open(path) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["dc:title"] == str(pdf.docinfo.Title) == "Provplan 2027 (utkast)"
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert str(pdf.Root.Lang) == "sv-SE"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.StructTreeRoot.Type == "/StructTreeRoot"
        assert all(one.Tabs == "/S" for one in pdf.pages)
        with pdf.open_outline() as outline:
            assert [one.title for one in outline.root] == ["Rubrik"]


def test_a_paper_made_twice_has_the_same_bytes(tmp_path: Path) -> None:
    def story() -> list[object]:
        return [Contents(), Heading("Rubrik", 1, "a"), *text.body(LONG), table([[LONG, "a", "b"]] * 9)]

    first = printed(story(), tmp_path, "ett.pdf")
    second = printed(story(), tmp_path, "två.pdf")
    assert first.read_bytes() == second.read_bytes()


def test_a_paper_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "finns.pdf"
    target.mkdir()
    with pytest.raises(ReportError, match=r"finns\.pdf"):
        build(small_paper(), [Heading("Rubrik", 1, "a")], target)
    assert [one.name for one in tmp_path.iterdir()] == ["finns.pdf"]


def test_running_text_begins_at_the_text_column(tmp_path: Path) -> None:
    block = TextBlock([Run("Text", BODY.face)], BODY, indent=LABEL_COLUMN)
    path = printed([Heading("Rubrik", 1, "a"), block, cell_table()], tmp_path)
    with pikepdf.open(path) as pdf:
        source = b"".join(pdf.pages[0].Contents.read_bytes().split(b"\n"))
    assert b"1 0 0 1 102.0472 " in source


def cell_table() -> Table:
    return Table("", COLUMNS, [], [Row([cell("a"), cell("b"), cell("c")])])
