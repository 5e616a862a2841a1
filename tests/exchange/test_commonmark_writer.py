"""Runs of text become CommonMark that reads as them, whatever signs they hold."""

from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.exchange.commonmark_writer import LINE_BREAK, Run, _flat, _normal, _read, written
from scn_desktop.models import running_text

SIGNS = st.text(alphabet="ab 1.)-+#>*_`~[]()!&;^<\\=|:å\u2028", max_size=8)
RUNS = st.lists(st.builds(Run, SIGNS, st.booleans(), st.booleans()), max_size=5)


@given(RUNS)
def test_every_sign_is_read_back(runs: list[Run]) -> None:
    text = written(runs)
    letters = [each for each, *_ in _flat(_normal(runs))]
    assert [each for each, *_ in _flat(_read(text))] == letters


def test_bold_and_italic_are_written_where_commonmark_can() -> None:
    assert written([Run("En "), Run("viktig ", bold=True), Run("sak", italic=True)]) == "En **viktig** *sak*"
    assert written([Run("a", bold=True), Run("b", italic=True)]).count("*") >= 2
    assert written([Run("(a)", bold=True), Run("b")]).startswith(("**", "__"))


def test_a_note_and_a_reference_stand_in_the_text() -> None:
    note = Run("", note="en *not*")
    reference = Run("Uppdrag 1", address="scn:section/abc")
    text = written([Run("Se "), reference, note, Run(f"{LINE_BREAK}Ny rad")])
    assert text == "Se [Uppdrag 1](<scn:section/abc>)^[en *not*]\\\nNy rad"
    assert len(running_text.references_in(text)) == 1
    assert len(running_text.notes_in(text)) == 1
