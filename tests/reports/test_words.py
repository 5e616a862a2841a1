"""Where words are broken on paper, and where a line may not end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.reports.words import SOFT_HYPHEN, breakable, syllables, with_hard_spaces


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("ärendebeskrivning", "ärende|beskrivning"),
        ("omkostnadsersättningar", "omkostnads|ersättningar"),
        ("kompetensförsörjningsplan", "kompetens|försörjnings|plan"),
        ("socialförvaltningens", "social|förvaltningens"),
        ("verksamhetsplan", "verksamhets|plan"),
        ("delårsbokslut", "delårs|bokslut"),
        ("direktupphandlingar", "direkt|upphandlingar"),
        ("eftermiddagarna", "efter|middagarna"),
        ("beslutsunderlagen", "besluts|underlagen"),
        ("myndighetsenheter", "myndighets|enheter"),
        # Endings that look like parts.
        ("erfarenheter", "erfarenheter"),
        ("befogenheter", "befogenheter"),
        # No known last part: left whole rather than broken wrongly.
        ("kommunfullmäktige", "kommunfullmäktige"),
        ("tillgänglighet", "tillgänglighet"),
        # Too short.
        ("budgetplan", "budgetplan"),
    ],
)
def test_compounds_are_broken_where_a_known_last_part_begins(word: str, parts: str) -> None:
    assert breakable(word, 11).replace(SOFT_HYPHEN, "|") == parts


def test_names_and_capitals_are_left_whole() -> None:
    assert (
        breakable("Vi möter Kvarnbackens Bostadsutveckling där.", 11) == "Vi möter Kvarnbackens Bostadsutveckling där."
    )
    assert breakable("SOCIALFÖRVALTNINGEN", 11) == "SOCIALFÖRVALTNINGEN"
    assert SOFT_HYPHEN in breakable("Verksamhetsplanen gäller.", 11)


@given(st.text(alphabet="abdeghiklmnoprstuvyåäö", min_size=1, max_size=40))
def test_a_break_leaves_at_least_four_letters_on_each_side_and_changes_no_letter(word: str) -> None:
    broken = breakable(word, 11)
    assert broken.replace(SOFT_HYPHEN, "") == word
    if SOFT_HYPHEN in broken:
        assert all(len(part) >= 4 for part in broken.split(SOFT_HYPHEN))
    assert all(4 <= place <= len(word) - 4 for place in syllables(word))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("enligt § 12 och 26 kap. 1 §", "enligt §_12 och 26_kap. 1_§"),
        ("811 mnkr, 23 miljoner kronor", "811_mnkr, 23_miljoner kronor"),
        ("1 234 567 kr den 10 mars", "1_234_567_kr den 10_mars"),
        ("se uppdrag 4.2", "se uppdrag_4.2"),
        ("-902", "−902"),
        ("åren 2026 -2027", "åren 2026 -2027"),
        ("i 2020 300 personer", "i 2020 300 personer"),
    ],
)
def test_numbers_keep_together_with_what_they_count(typed: str, printed: str) -> None:
    assert with_hard_spaces(typed).replace("\u00a0", "_") == printed
