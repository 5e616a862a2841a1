"""Tables as Word, Excel and LibreOffice put them on the clipboard as HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.exchange.clipboard_html import table_in_html

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8>
<style><!-- table.MsoNormalTable {mso-style-name:"Normal tabell";} --></style><title>Plan</title></head>
<body lang=SV><!--StartFragment--><table class=MsoTableGrid border=1>
 <tr><td width=200><p class=MsoNormal><b>Åtgärd</b><o:p></o:p></p></td>
  <td><p class=MsoNormal>Koppling till
  styrdokument</p></td><td colspan=2><p>Effekt</p></td></tr>
 <tr><td rowspan=2><p>Öppna mottagning</p><p>i Exempelköping</p></td>
  <td><p class=MsoListParagraph>
  <span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>Program&nbsp;för barn</p></td>
  <td>A &amp; B</td><td>x</td></tr>
 <tr><td>Plan för hälsa</td><td>C<br>D</td><td><o:p>&nbsp;</o:p></td></tr>
</table><!--EndFragment--></body></html>"""


def test_paragraphs_merged_cells_and_bullets_of_word_are_read() -> None:
    assert table_in_html(WORD) == [
        ["Åtgärd", "Koppling till styrdokument", "Effekt", ""],
        ["Öppna mottagning\ni Exempelköping", "Program för barn", "A & B", "x"],
        ["", "Plan för hälsa", "C\nD", ""],
    ]


def test_a_table_without_closing_tags_is_read() -> None:
    assert table_in_html("<TABLE><TR><TD>Rad<TD>12,5<TR><TD>Nästa<TD>−3</TABLE>") == [["Rad", "12,5"], ["Nästa", "−3"]]


def test_a_table_in_a_cell_is_that_cells_text() -> None:
    html = "<table><tr><td>A</td><td><table><tr><td>b1</td></tr><tr><td>b2</td></tr></table></td></tr></table>"
    assert table_in_html(html) == [["A", "b1\nb2"]]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Bara text</p>",
        "<p>Text före</p><table><tr><td>A</td></tr></table>",
        "<table><tr><td>A</td></tr></table><table><tr><td>B</td></tr></table>",
        "<table></table>",
    ],
)
def test_what_is_more_or_less_than_one_table_is_left_to_the_plain_text(html: str) -> None:
    assert table_in_html(html) is None


@given(st.text(alphabet="<>/=\"' abtdrhpcolsn123\n&;-![]", max_size=200))
def test_any_html_is_read_or_left(inside: str) -> None:
    cells = table_in_html(f"<table>{inside}</table>")
    assert cells is None or len({len(row) for row in cells}) == 1
