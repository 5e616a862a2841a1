"""What Word, LibreOffice and Google Docs put on the clipboard becomes text, headings, tables and pictures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.errors import ImportFailed
from scn_desktop.exchange.word_html import read_document
from scn_desktop.exchange.word_pieces import (
    PastedCell,
    PastedDocument,
    PastedHeading,
    PastedPicture,
    PastedTable,
    PastedText,
    Piece,
)

WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns="http://www.w3.org/TR/REC-html40"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15"><link rel=File-List href="file:///C:/Temp/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal, li.MsoNormal {mso-style-unhide:no; margin:0cm; font-family:"Calibri",sans-serif;} --></style>
</head><body lang=SV style='tab-interval:65.2pt'><!--StartFragment-->"""
WORD_FOOT = "<!--EndFragment--></body></html>"
ONE_PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def pieces(html: str) -> list[Piece]:
    return list(read_document(html).pieces)


def text(html: str) -> str:
    (piece,) = pieces(html)
    assert isinstance(piece, PastedText)
    return piece.text


def word_item(mark: str, words: str, level: int = 1) -> str:
    return (
        f"<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>"
        "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>"
        f"{mark}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
        f"{words}<o:p></o:p></p>\n"
    )


def test_a_paragraph_of_word_keeps_bold_and_italic_and_nothing_else() -> None:
    html = (
        f"{WORD_HEAD}<p class=MsoNormal style='margin-bottom:8.0pt'><span style='font-size:14.0pt;color:red'>Nämnden\n"
        "ska <b style='mso-bidi-font-weight:normal'>alltid </b>ha <i>barnets&nbsp;bästa</i> i fokus.</span>"
        f"<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Andra stycket.</p>{WORD_FOOT}"
    )
    assert text(html) == "Nämnden ska **alltid** ha *barnets bästa* i fokus.\n\nAndra stycket."


def test_bullets_and_numbers_that_word_only_styles_become_lists() -> None:
    html = (
        WORD_HEAD
        + word_item("·", "Stöd")
        + word_item("o", "Tidigt stöd", 2)
        + word_item("·", "Vård")
        + "<p class=MsoNormal>Nämnden föreslås besluta</p>"
        + word_item("1.", "att fastställa planen,")
        + word_item("2.", "att förklara paragrafen omedelbart justerad.")
        + WORD_FOOT
    )
    assert text(html) == (
        "- Stöd\n  - Tidigt stöd\n- Vård\n\nNämnden föreslås besluta\n\n"
        "1. att fastställa planen,\n2. att förklara paragrafen omedelbart justerad."
    )


def test_lists_of_libreoffice_and_google_become_lists() -> None:
    libre = "<ul><li><p>Ett</p></li><li><p>Två</p><ol><li><p>Under</p></li></ol></li></ul><p>Slut</p>"
    assert text(libre) == "- Ett\n- Två\n  1. Under\n\nSlut"
    google = (
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><ul><li dir="ltr">'
        '<p dir="ltr"><span style="font-weight:400">Ett</span></p></li><ul><li><p><span style="font-weight:700">Under'
        "</span></p></li></ul><li><p>Två</p></li></ul></b>"
    )
    assert text(google) == "- Ett\n  - **Under**\n- Två"
    assert text('<ol start="4"><li>Fyra</li><li>Fem</li></ol>') == "4. Fyra\n5. Fem"


def test_headings_are_kept_by_their_level_without_their_numbers() -> None:
    html = (
        f"{WORD_HEAD}<h1 style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1<span>"
        "&nbsp;</span></span><![endif]>Omvärld<o:p></o:p></h1><p class=MsoNormal>Text.</p>"
        f"<p class=Rubrik2>Lagar</p><p class=MsoHeading3>Nya <b>lagar</b></p><p class=MsoToc1>Omvärld 3</p>{WORD_FOOT}"
    )
    assert pieces(html) == [
        PastedHeading(1, "Omvärld"),
        PastedText("Text."),
        PastedHeading(2, "Lagar"),
        PastedHeading(3, "Nya lagar"),
    ]


WORD_NOTE = (
    '<p class=MsoNormal>Målet nås<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1" title=""><span '
    "class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span>[1]</span>"
    "<![endif]></span></span></a> till 2030.</p><div style='mso-element:footnote-list'><![if !supportFootnotes]>"
    "<br clear=all><hr align=left size=1 width=\"33%\"><![endif]><div style='mso-element:footnote' id=ftn1>"
    '<p class=MsoFootnoteText><a style=\'mso-footnote-id:ftn1\' href="#_ftnref1" name="_ftn1" title=""><span '
    "class=MsoFootnoteReference><span>[1]</span></span></a> Källa: <i>egen</i> mätning [urval].<o:p></o:p></p>"
    "</div></div>"
)


def test_a_footnote_of_word_stands_where_its_mark_was() -> None:
    note = r"Målet nås^[Källa: *egen* mätning \[urval\].] till 2030."
    assert text(WORD_HEAD + WORD_NOTE + WORD_FOOT) == note


def test_a_footnote_of_libreoffice_and_of_google_stands_where_its_mark_was() -> None:
    libre = (
        '<p>Mål<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> nås.</p>'
        '<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" '
        'href="#sdfootnote1anc">1</a>Not ett.</p></div>'
    )
    assert text(libre) == "Mål^[Not ett.] nås."
    google = (
        '<p>Mål<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> och mer<sup><a href="#ftnt2" id="ftnt_ref2">[2]</a>'
        '</sup>.</p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> Not ett.</p></div>'
        '<div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a> Not två.</p></div>'
    )
    assert text(google) == "Mål^[Not ett.] och mer^[Not två.]."


def test_a_mark_whose_note_was_not_copied_stays_as_it_stood() -> None:
    assert text('<p>Mål<a href="#_ftn1" name="_ftnref1">[1]</a> nås.</p>') == "Mål[1] nås."


WORD_TABLE = (
    "<p class=MsoCaption>Tabell 3. Insatser</p><table class=MsoTableGrid border=1><thead><tr><td rowspan=2>Insats</td>"
    "<td colspan=2><p align=center>Antal</p></td></tr><tr><td>2025</td><td>2026</td></tr></thead>"
    "<tr><td rowspan=2><p class=MsoNormal>Öppenvård</p>" + word_item("·", "råd") + "</td><td>1</td><td>2</td></tr>"
    "<tr><td colspan=2>uppgift saknas<a href='#_ftn1' name='_ftnref1'>[1]</a></td></tr></table>"
    "<div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Ny mätning.</p></div>"
)


def test_a_table_keeps_its_merged_cells_its_caption_and_its_footnotes() -> None:
    assert pieces(f"{WORD_HEAD}<p>Före</p>{WORD_TABLE}<p>Efter</p>{WORD_FOOT}") == [
        PastedText("Före"),
        PastedTable(
            (
                (PastedCell("Insats", 1, 2), PastedCell("Antal", 2), None),
                (None, PastedCell("2025"), PastedCell("2026")),
                (PastedCell("Öppenvård\n– råd", 1, 2), PastedCell("1"), PastedCell("2")),
                (None, PastedCell("uppgift saknas^[Ny mätning.]", 2), None),
            ),
            header_rows=2,
            title="Insatser",
        ),
        PastedText("Efter"),
    ]


def test_spans_that_reach_outside_their_table_or_over_each_other_are_cut() -> None:
    (table,) = pieces("<table><tr><td rowspan=9>A</td><td>B</td></tr><tr><td colspan=5>C</td></tr></table>")
    assert isinstance(table, PastedTable)
    assert table.rows[0][0] == PastedCell("A", 1, 2)
    assert {len(row) for row in table.rows} == {6}
    (other,) = pieces("<table><tr><td>A<td rowspan=2>B</tr><tr><td colspan=2>C<td>D</tr></table>")
    assert isinstance(other, PastedTable)
    assert other.rows[1] == (PastedCell("C"), None, PastedCell("D"))


def test_a_frame_round_a_text_is_no_table_and_a_table_in_a_cell_is_its_text() -> None:
    assert text("<table><tr><td><p>Faktaruta</p><p>Mer</p></td></tr></table>") == "Faktaruta\n\nMer"
    (table,) = pieces("<table><tr><td>A</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>")
    assert isinstance(table, PastedTable)
    assert table.texts() == [["A", "b\nc"]]


def test_a_picture_comes_along_where_its_bytes_do_and_is_counted_where_they_do_not() -> None:
    html = (
        f'<p>Före<img alt="En karta" src="data:image/png;base64,{ONE_PIXEL}"> efter</p>'
        '<p><img width=200 src="file:///C:/Temp/clip_image001.png"><img src="https://exempel.se/a.png">'
        '<img src="data:image/png;base64,inte!base64"><img width="1" height="1" src="https://exempel.se/spy.gif"></p>'
    )
    read = read_document(html)
    assert read.pictures_left_out == 3
    before, picture, after = read.pieces
    assert (before, after) == (PastedText("Före"), PastedText("efter"))
    assert isinstance(picture, PastedPicture)
    assert picture.data.startswith(b"\x89PNG")
    assert picture.alternative == "En karta"


def test_what_is_hidden_deleted_or_a_comment_is_left_out() -> None:
    html = (
        "<p>Kvar<del>struket</del><ins> nytt</ins><span style='mso-hide:all'>dolt</span>"
        "<span class=MsoCommentReference>[KL1]</span></p><div style='mso-element:comment-list'><p>Kommentar</p></div>"
        "<script>alert(1)</script><style>p{}</style>"
    )
    assert text(html) == "Kvar nytt"


def test_links_to_the_web_are_kept_and_other_addresses_are_not() -> None:
    html = (
        '<p>Läs <a href="https://exempel.se/plan?a=1">planen</a>, <a href="file:///C:/x">filen</a> och '
        '<a href="https://exempel.se">https://exempel.se</a>.</p>'
    )
    assert text(html) == "Läs [planen](<https://exempel.se/plan?a=1>), filen och https://exempel.se."


@pytest.mark.parametrize(
    ("html", "source"),
    [
        ("<p>5 * 3 * 2 och _a_</p>", r"5 \* 3 \* 2 och \_a\_"),
        ("<p># 1. inte rubrik</p>", r"\# 1. inte rubrik"),
        ("<p>1. inte lista</p>", r"1\. inte lista"),
        ("<p>fot^[not] och [a](b)</p>", r"fot\^[not] och [a\](b)"),
        ("<p>Rad ett<br>rad två</p>", "Rad ett\\\nrad två"),
        ("<p>• punkt</p><p>• två</p>", "- punkt\n- två"),
        ("<div>Ett<div>Två</div>Tre</div>", "Ett\n\nTvå\n\nTre"),
    ],
)
def test_signs_of_the_text_are_not_taken_for_marks(html: str, source: str) -> None:
    assert text(html) == source


def test_emphasis_beside_punctuation_survives_or_is_left_out() -> None:
    assert text("<p><b>(a)</b>b</p>").count("a") >= 1
    assert text("<p><b>ab</b>c<i>d</i><b>e</b></p>")


@given(st.text(alphabet="<>/=\"' abdtrhpcolsnui123\n&;-![]*_^#\\()", max_size=300))
def test_any_html_is_read_or_refused_with_a_reason(inside: str) -> None:
    try:
        read = read_document(f"<p>Text</p><ol><li>{inside}</li></ol><table>{inside}</table>")
    except ImportFailed:
        return
    for piece in read.pieces:
        if isinstance(piece, PastedTable):
            check(piece)


BOXES = ["p", "ul", "ol", "li", "table", "tr", "td", "th", "thead", "h1", "h3", "div"]
TAGS = st.sampled_from([*BOXES, "b", "i", "a", "br", "img", "span", "hr", "o:p"])
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' colspan="3"',
        ' rowspan="2"',
        ' rowspan="70000"',
        ' colspan="²"',
        " style='mso-list:l0 level3 lfo1'",
        " style='mso-list:Ignore'",
        ' href="#x" name="y"',
        ' href="#y" name="x"',
        ' href="https://a.se/%"',
        " style='mso-outline-level:2'",
        ' src="data:image/png;base64,AA=="',
    ]
)
PART = st.one_of(
    st.builds(lambda tag, attributes: f"<{tag}{attributes}>", TAGS, ATTRIBUTES),
    st.builds(lambda tag: f"</{tag}>", TAGS),
    st.sampled_from(["text", " ", "3.", "•", "*", "&amp;", "&nbsp;", "]"]),
)


@given(st.lists(PART, max_size=60).map("".join))
def test_any_tags_in_any_order_are_read(html: str) -> None:
    read: PastedDocument = read_document(html)
    for piece in read.pieces:
        if isinstance(piece, PastedTable):
            check(piece)


def check(table: PastedTable) -> None:
    """Every place is held by exactly one cell."""
    assert len({len(row) for row in table.rows}) == 1
    held: dict[tuple[int, int], int] = {}
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            for down in range(cell.row_span):
                for across in range(cell.column_span):
                    assert row + down < len(table.rows)
                    held[row + down, column + across] = held.get((row + down, column + across), 0) + 1
    assert set(held.values()) <= {1}
    assert len(held) == sum(len(row) for row in table.rows)


def test_html_nested_beyond_reason_is_read() -> None:
    assert text("<div>" * 5000 + "<b>" * 5000 + "Djupt") == "Djupt"
