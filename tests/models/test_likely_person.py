"""A name or a phone number is noticed; what a stickprov otherwise says is not."""

from __future__ import annotations

import pytest

from scn_desktop.models.likely_person import likely_person


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anna Svensson ringde om beslutet.", "Anna Svensson"),
        ("Underlag saknas enligt Åsa Öberg-Lind.", "Åsa Öberg-Lind"),
        ("Nås på 070-123 45 67.", "070-123 45 67"),
        ("Nås på +46 70 123 45 67.", "+46 70 123 45 67"),
        ("Telefon 08-123 456.", "08-123 456"),
    ],
)
def test_a_name_or_phone_number_is_noticed(text: str, found: str) -> None:
    assert likely_person(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Beslutet fattades utan delegation. Enheten rättar rutinen.",
        "Individutskott Norr tar upp frågan 2026-11-18.",
        "Ärende IFO-2026-02058, 2026-1184, kostnad 12 000 kronor.",
        "Beslut enligt SoL 11 kap. 1 §. Barnet har hörts.",
    ],
)
def test_other_words_and_numbers_are_left_alone(text: str) -> None:
    assert likely_person(text) == ""
