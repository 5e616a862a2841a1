"""A personnummer is found however it is written, and other numbers are left alone."""

import pytest

from scn_desktop.models.personal_number import find_personal_number

FORMATTED = [
    "**811228**-9874",
    "811228-98**74**",
    "_811228-9874_",
    "<b>811228</b>-9874",
    "811228\\-9874",
    "811228&#8209;9874",
    "811228\u00ad-9874",
    "8112\u200b28-9874",
    "811228\u20119874",
    "811228\u00a0–\u00a09874",
    "811228-\n9874",
    "８１１２２８-９８７４",
]
PLACED = ["-811228-9874", "Dnr-811228-9874", "811228-9874-", "811228-9874x", "811228-9874²", "(811228-9874)"]
LONG = ["1981-12-28-9874", "81-12-28-9874", "19 811228-9874", "19811228--9874", "18811228+9874", "811228 9874"]


@pytest.mark.parametrize("text", FORMATTED + PLACED + LONG)
def test_it_is_found_however_it_is_written(text: str) -> None:
    assert find_personal_number(f"Samtal {text} i mars") is not None


@pytest.mark.parametrize(
    "text",
    [
        "SCN-2024-00493-1",
        "SOCN/2021:6 759",
        "2026-11-22 10.15",
        "2027-01-01–2027-12-31",
        "20270101-20271231",
        "2024-01-01-2024-12-31",
        "070-123 45 67",
        "08-508 250 00",
        "+46 18 727 00 00",
        "5050-1055",
        "556016-0680",
        "123 456 789 012",
        "U33461",
        "1\\. 811228 kronor, 9874 kronor",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert find_personal_number(text) is None


def test_a_long_text_is_read_at_once() -> None:
    assert find_personal_number("12 " * 200_000 + "*" * 100_000 + "1" * 100_000) is None


def test_a_reference_is_no_number_of_a_person_whatever_its_keys_look_like() -> None:
    key = "7904057739f8f8823b2065ca7f83a701"
    assert find_personal_number(key) is not None
    text = f"Se [Mål](scn:section/{key}?form=title), [tabell](scn:block/{key}), [ram](scn:amount/{key}/{key})."
    text += f" Se [Bilaga 1](scn:attachment/{key})."
    assert find_personal_number(text) is None
    assert find_personal_number(f"{text} Samtal 811228-9874.") is not None
    assert find_personal_number("[x](scn:section/811228-9874)") is not None
