"""The papers' colour is one that can be read on white."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.errors import InputError
from scn_desktop.models.accent import LEAST_CONTRAST, OWN, contrast_on_white, read_accent


def test_the_programs_own_colour_can_be_read() -> None:
    assert read_accent(OWN) == OWN
    assert contrast_on_white(OWN) > 11


@pytest.mark.parametrize(
    ("typed", "kept"), [("#7a1f2b", "#7A1F2B"), (" 22558f ", "#22558F"), ("#038", "#003388"), ("", ""), ("  ", "")]
)
def test_a_colour_is_kept_in_one_way(typed: str, kept: str) -> None:
    assert read_accent(typed) == kept


@pytest.mark.parametrize("typed", ["blå", "#12345", "#1234567", "rgb(1,2,3)", "#GG0000"])
def test_what_is_no_colour_is_refused_with_the_way_to_write_it(typed: str) -> None:
    with pytest.raises(InputError, match="#123F4A"):
        read_accent(typed)


@pytest.mark.parametrize(("colour", "ratio"), [("#FFFFFF", "1,0"), ("#FFCC00", "1,5"), ("#777777", "4,4")])
def test_a_colour_that_is_too_light_is_refused_with_its_contrast(colour: str, ratio: str) -> None:
    with pytest.raises(InputError, match=f"kontrasten är {ratio} och måste vara minst 4,5"):
        read_accent(colour)


@pytest.mark.parametrize(("colour", "ratio"), [("#000000", 21.0), ("#FFFFFF", 1.0), ("#767676", 4.54)])
def test_contrast_is_what_wcag_says(colour: str, ratio: float) -> None:
    assert contrast_on_white(colour) == pytest.approx(ratio, abs=0.01)


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_is_either_kept_or_too_light(code: int) -> None:
    colour = f"#{code:06X}"
    if contrast_on_white(colour) >= LEAST_CONTRAST:
        assert read_accent(colour.lower()) == colour
    else:
        with pytest.raises(InputError):
            read_accent(colour)
