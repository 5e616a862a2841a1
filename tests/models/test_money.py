"""Amounts as people write them, and back without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.errors import InputError
from scn_desktop.models.money import (
    LARGEST,
    UNIT_ORE,
    Figure,
    amount_text,
    clipboard_text,
    edit_text,
    format_amount,
    format_apart,
    parse_amount,
    round_to,
)

MNKR = 100_000_000

powers = st.sampled_from([10**power for power in range(9)])
figures = st.builds(
    lambda number, precision: Figure(
        number % (LARGEST // precision) * precision * (1 if number % 2 else -1), precision
    ),
    st.integers(0, LARGEST),
    powers,
)
units = st.sampled_from(sorted(UNIT_ORE))


@pytest.mark.parametrize(
    ("text", "ore", "precision"),
    [
        ("14", 14 * MNKR, MNKR),
        ("14,2", 1_420_000_000, 10_000_000),
        ("14.2", 1_420_000_000, 10_000_000),
        ("14,20", 1_420_000_000, 1_000_000),
        ("1 234,5", 123_450_000_000, 10_000_000),
        ("1\u00a0234,5", 123_450_000_000, 10_000_000),
        ("1\u202f234", 1234 * MNKR, MNKR),
        ("1.234,50", 123_450_000_000, 1_000_000),
        ("1,234.50", 123_450_000_000, 1_000_000),
        ("1.234.567", 1_234_567 * MNKR, MNKR),
        ("1,234", 123_400_000, 100_000),
        (",5", 50_000_000, 10_000_000),
        ("0", 0, MNKR),
        ("±0", 0, MNKR),
        ("+18", 18 * MNKR, MNKR),
        ("-18", -18 * MNKR, MNKR),
        ("\u221218", -18 * MNKR, MNKR),
        ("\u2013 18", -18 * MNKR, MNKR),
        ("18-", -18 * MNKR, MNKR),
        ("(18)", -18 * MNKR, MNKR),
        ("(18 tkr)", -1_800_000, 100_000),
        ("103 812 400 kr", 10_381_240_000, 100),
        ("5:-", 500, 100),
        ("12,50 kronor", 1250, 1),
        ("250 tkr", 25_000_000, 100_000),
        ("2,5 miljoner kronor", 250_000_000, 10_000_000),
        ("14 mkr", 14 * MNKR, MNKR),
    ],
)
def test_an_amount_is_read_with_the_precision_it_was_given_in(text: str, ore: int, precision: int) -> None:
    assert parse_amount(text, "mnkr") == (ore, precision)


@pytest.mark.parametrize("text", ["", "  ", "-", "\u2013", "\u2014", "\u2212", "\u00a0"])
def test_nothing_and_a_dash_are_no_amount(text: str) -> None:
    assert parse_amount(text, "tkr") is None


@pytest.mark.parametrize(
    "text", ["abc", "12 34", "1,23,4", "1 234.5.6", "14 procent", "-(18)", "1e3", "١٢", "kr", "12 %"]
)
def test_what_is_no_amount_is_refused_in_swedish(text: str) -> None:
    with pytest.raises(InputError, match="är inget belopp"):
        parse_amount(text, "mnkr")


def test_a_point_before_three_digits_is_asked_about_not_guessed() -> None:
    with pytest.raises(InputError, match="Skriv 1 234 eller 1,234"):
        parse_amount("1.234", "tkr")
    assert parse_amount("0.125", "tkr") == (12_500, 100)


def test_more_decimals_than_ore_and_too_large_amounts_are_refused() -> None:
    with pytest.raises(InputError, match="decimaler"):
        parse_amount("1,234", "kr")
    with pytest.raises(InputError, match="för stort"):
        parse_amount("99999999999", "mnkr")
    for text in ("9" * 5000, "0," + "0" * 5000 + "1"):
        with pytest.raises(InputError):
            parse_amount(text, "kr")


@pytest.mark.parametrize(
    ("ore", "unit", "decimals", "text"),
    [
        (10_381_240_000, "mnkr", 0, "104"),
        (10_381_240_000, "mnkr", 1, "103,8"),
        (10_381_240_000, "tkr", 0, "103\u00a0812"),
        (10_381_240_000, "kr", 0, "103\u00a0812\u00a0400"),
        (50_000_000, "mnkr", 0, "1"),
        (-50_000_000, "mnkr", 0, "\u22121"),
        (-49_999_999, "mnkr", 0, "0"),
        (-150, "kr", 2, "\u22121,50"),
        (5, "kr", 2, "0,05"),
        (-90_200_000_000, "mnkr", 0, "\u2212902"),
    ],
)
def test_an_amount_is_shown_rounded_half_away_from_zero(ore: int, unit: str, decimals: int, text: str) -> None:
    assert format_amount(ore, unit, decimals) == text


def test_an_amount_is_told_in_the_precision_it_was_given_in() -> None:
    assert amount_text(Figure(10_381_240_000, 100)) == "103\u00a0812\u00a0400\u00a0kr"
    assert amount_text(Figure(1_420_000_000, 10_000_000)) == "14,2\u00a0mnkr"
    assert amount_text(Figure(25_000_000, 100_000)) == "250\u00a0tkr"
    assert amount_text(Figure(-1250, 1)) == "\u221212,50\u00a0kr"


def test_a_cell_is_edited_in_the_unit_of_its_table_unless_that_takes_many_decimals() -> None:
    assert edit_text(Figure(1_420_000_000, 10_000_000), "mnkr") == "14,2"
    assert edit_text(Figure(10_381_240_000, 100), "mnkr") == "103\u00a0812\u00a0400\u00a0kr"
    assert edit_text(Figure(14 * MNKR, MNKR), "tkr") == "14\u00a0mnkr"


def test_a_spreadsheet_gets_every_digit_without_a_thousands_mark() -> None:
    assert clipboard_text(Figure(-10_381_240_000, 100), "tkr") == "-103812,400"


@given(figures, units)
def test_no_way_of_writing_an_amount_loses_anything(figure: Figure, unit: str) -> None:
    assert parse_amount(amount_text(figure), unit) == figure
    assert parse_amount(edit_text(figure, unit), unit) == figure
    assert parse_amount(clipboard_text(figure, unit), unit) == figure


@given(st.integers(-(10**15), 10**15), powers)
def test_rounding_moves_an_amount_at_most_half_a_digit_and_knows_no_sign(ore: int, size: int) -> None:
    rounded = round_to(ore, size)
    assert rounded % size == 0
    assert 2 * abs(rounded - ore) <= size
    assert round_to(-ore, size) == -rounded


@given(st.text(max_size=20), units)
def test_any_text_is_an_amount_or_a_message(text: str, unit: str) -> None:
    try:
        figure = parse_amount(text, unit)
    except InputError:
        return
    assert figure is None or abs(figure.ore) < LARGEST


def test_two_amounts_that_differ_never_look_alike_side_by_side() -> None:
    assert format_apart(12_430_000_000, 12_400_000_000, "mnkr", 0) == ("124,3", "124,0")
    assert format_apart(13 * MNKR, 12 * MNKR, "mnkr", 0) == ("13", "12")


def test_the_difference_of_two_amounts_is_that_of_their_texts() -> None:
    assert format_apart(2_040_000_000, 1_560_000_000, "mnkr", 0) == ("20,4", "15,6")
