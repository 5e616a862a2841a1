"""What a live field says of an amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.models.live_fields import amount_words
from scn_desktop.models.money import UNIT_ORE, Figure, parse_amount
from scn_desktop.models.running_text import AMOUNT_FORMS


def _words(typed: str, unit: str = "mnkr", form: str = "") -> str:
    figure = parse_amount(typed, unit)
    assert figure is not None
    return amount_words(figure, form).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("811", "811 miljoner kronor"),
        ("420,2", "420,2 miljoner kronor"),
        ("87 512 345 kr", "87,5 miljoner kronor"),
        ("87 960 000 kr", "88 miljoner kronor"),
        ("87 512 tkr", "87,5 miljoner kronor"),
        ("14,25", "14,25 miljoner kronor"),
        ("0,5", "0,5 miljoner kronor"),
        ("1", "1 miljon kronor"),
        ("1 234,5", "1 234,5 miljoner kronor"),
        ("-902", "−902 miljoner kronor"),
        ("512 345 kr", "512 345 kronor"),
        ("512 tkr", "512 tusen kronor"),
        ("1 kr", "1 krona"),
        ("0", "0 kronor"),
    ],
)
def test_an_amount_is_said_as_it_was_given_and_one_known_exactly_with_one_decimal(typed: str, words: str) -> None:
    assert _words(typed) == words


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("absolute", "902,4 miljoner kronor"),
        ("mnkr", "−902,4 miljoner kronor"),
        ("tkr", "−902 400 tusen kronor"),
        ("kr-absolute", "902 400 000 kronor"),
        ("något annat", "−902,4 miljoner kronor"),
    ],
)
def test_a_form_chooses_the_unit_and_leaves_the_sign_of_a_cost_out(form: str, words: str) -> None:
    assert _words("-902,4", form=form) == words


def test_a_small_amount_is_never_said_to_be_nothing() -> None:
    assert _words("12 345 kr", form="mnkr") == "0,01 miljoner kronor"
    assert _words("345 kr", form="mnkr") == "345 kronor"


@given(
    st.integers(-(10**14), 10**14),
    st.integers(1, 10**8),
    st.sampled_from(AMOUNT_FORMS),
)
def test_words_are_read_back_as_near_the_amount_as_they_can_be(ore: int, precision: int, form: str) -> None:
    words = amount_words(Figure(ore, precision), form)
    figure = parse_amount(words.replace("miljon ", "miljoner ").replace("krona", "kronor"), "kr")
    assert figure is not None
    expected = abs(ore) if "absolute" in form else ore
    assert 2 * abs(figure.ore - expected) <= max(figure.precision, UNIT_ORE["kr"])
    assert words.endswith(("krona", "kronor"))
    assert (figure.ore != 0) == (ore != 0)
    assert words.startswith("−") == (expected < 0)
