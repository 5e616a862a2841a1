"""Days of meetings are read as people write them."""

import pytest

from scn_desktop.models.meeting_dates import read_days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-09-08", "2027-09-08"),
        ("8 september", "2027-09-08"),
        ("onsdag 8 september 2028", "2028-09-08"),
        ("ons 8 sep.", "2027-09-08"),
        ("8/9", "2027-09-08"),
        ("8/9 2028", "2028-09-08"),
    ],
)
def test_a_day_is_read_in_the_forms_people_use(text: str, day: str) -> None:
    assert read_days(text, 2027) == ([day], [])


def test_several_days_are_read_from_one_paste() -> None:
    assert read_days("8 september\n22 september\t6 oktober, 20/10;", 2027) == (
        ["2027-09-08", "2027-09-22", "2027-10-06", "2027-10-20"],
        [],
    )


@pytest.mark.parametrize("text", ["31 februari", "september", "varannan onsdag", "8 septober", "99"])
def test_what_is_no_day_is_given_back(text: str) -> None:
    assert read_days(text, 2027) == ([], [text])
