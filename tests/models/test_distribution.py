"""A frame that is divided loses nothing, and simple arithmetic in a cell."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.errors import InputError
from scn_desktop.models.arithmetic import read_amount
from scn_desktop.models.distribution import distribute, raised
from scn_desktop.models.money import Figure

totals = st.integers(-(10**14), 10**14)
weights = st.lists(st.integers(-(10**13), 10**13), min_size=1, max_size=30)
sizes = st.sampled_from([1, 100, 100_000, 100_000_000])


@given(totals, weights, sizes)
def test_no_ore_is_lost(total: int, given_weights: list[int], size: int) -> None:
    parts = distribute(total, given_weights, size)
    assert len(parts) == len(given_weights)
    assert sum(parts) == total
    assert sum(part % size != 0 for part in parts) <= 1


@given(totals, weights, sizes)
def test_no_part_is_a_whole_step_from_its_share(total: int, given_weights: list[int], size: int) -> None:
    shares = [abs(weight) for weight in given_weights] if any(given_weights) else [1] * len(given_weights)
    for part, share in zip(distribute(total, given_weights, size), shares, strict=True):
        assert abs(part * sum(shares) - total * share) < 2 * size * sum(shares)


def test_what_is_left_over_goes_to_those_that_lost_most() -> None:
    assert distribute(100, [1, 1, 1]) == [34, 33, 33]
    assert distribute(-100, [1, 1, 1]) == [-34, -33, -33]
    assert distribute(10, [6, 3, 1], 1) == [6, 3, 1]
    assert distribute(150, [2, 1], 100) == [150, 0]
    assert distribute(5, []) == []


def test_an_amount_is_raised_by_hundredths_of_a_percent() -> None:
    assert raised(573_000_000, 250, 1_000_000) == 587_000_000
    assert raised(-573_000_000, 250, 1_000_000) == -587_000_000
    assert raised(100, -5_000, 1) == 50


@pytest.mark.parametrize(
    ("text", "unit", "figure"),
    [
        ("=188+23*2", "mnkr", Figure(234 * 10**8, 10**8)),
        ("= 1 200,5 - 200", "tkr", Figure(1_000_5 * 10**4, 10**4)),
        ("=-(4+6)/4", "mnkr", Figure(-25 * 10**7, 10**6)),
        ("=10/3", "kr", Figure(333, 1)),
        ("=2\u22125", "mnkr", Figure(-3 * 10**8, 10**8)),
        ("14,2", "mnkr", Figure(142 * 10**7, 10**7)),
    ],
)
def test_arithmetic_gives_an_amount(text: str, unit: str, figure: Figure) -> None:
    assert read_amount(text, unit) == figure


@pytest.mark.parametrize(
    "text",
    [
        *("=", "=1/0", "=2**3", "=a+1", "=1+", "=(1", "=__import__('os')", "=1" + "+1" * 200),
        *("=1+Fraction('x')", "=\u0663+1", "=1+\u0663"),
    ],
)
def test_other_arithmetic_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(InputError, match=r"[Uu]träkningen"):
        read_amount(text, "mnkr")


@given(st.text(alphabet="0123456789+-*/(), =.:a", max_size=30))
def test_no_text_breaks_the_arithmetic(text: str) -> None:
    with suppress(InputError):
        figure = read_amount("=" + text, "mnkr")
        assert figure is not None
        assert figure.ore % figure.precision == 0
