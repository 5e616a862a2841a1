"""Lines: nothing is lost, nothing is wider than its column."""

from hypothesis import given, settings
from hypothesis import strategies as st

from scn_desktop.reports.theme import BODY, CELL, text_width
from scn_desktop.reports.typeset import Line, Run, prepared, set_lines


def _drawn(lines: list[Line]) -> str:
    """The lines' letters without the hyphens and spaces that line ends took or gave."""
    return "".join(piece.text for line in lines for piece in line.pieces if not piece.is_hyphen).replace(" ", "")


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="abcdefåäö -/.,\n0123456789", max_size=300),
    st.floats(min_value=12.0, max_value=400.0),
)
def test_every_letter_is_drawn_and_no_line_is_too_wide(text: str, width: float) -> None:
    lines = set_lines(prepared([Run(text, CELL.face)], CELL), width)
    expected = "".join(run.text for run in prepared([Run(text, CELL.face)], CELL))
    assert _drawn(lines).replace("\u00a0", "") == "".join(expected.replace("\u00ad", "").replace("\u00a0", "").split())
    assert all(line.width <= width + 0.1 for line in lines)


def test_a_word_wider_than_its_column_is_broken_with_hyphens_between_syllables() -> None:
    lines = set_lines(prepared([Run("kommunfullmäktigeledamöterna", CELL.face)], CELL), 60.0)
    assert len(lines) > 1
    assert all(line.width <= 60.1 for line in lines)
    assert [line.pieces[-1].is_hyphen for line in lines[:-1]] == [True] * (len(lines) - 1)
    assert lines[0].pieces[0].spoken is not None
    assert lines[0].pieces[0].spoken.text == "kommunfullmäktigeledamöterna"


def test_a_number_is_never_broken_by_a_hyphen() -> None:
    lines = set_lines(prepared([Run("14208631178971395011480", CELL.face)], CELL), 40.0)
    assert not any(piece.is_hyphen for line in lines for piece in line.pieces)


def test_bold_inside_a_word_keeps_the_word_together() -> None:
    face = BODY.face
    runs = prepared([Run("sak ", face), Run("viktig", face.bold()), Run("are", face)], BODY)
    width = text_width("viktig", face.bold()) + text_width("are", face) + 1.0
    lines = set_lines(runs, width)
    assert ["".join(piece.text for piece in line.pieces) for line in lines] == ["sak", "viktigare"]


def test_a_very_long_text_without_spaces_is_set_in_reasonable_time() -> None:
    lines = set_lines([Run("x" * 200_000, CELL.face)], 100.0)
    assert sum(len(piece.text) for line in lines for piece in line.pieces) == 200_000
    assert all(line.joined for line in lines[:-1])
