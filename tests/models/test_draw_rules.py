"""The published way to draw: the same list and seed give the same cases, and no case is likelier than another."""

from __future__ import annotations

import hashlib
import random
import unicodedata
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.models.draw import Draw, DrawItem, DrawOmission
from scn_desktop.models.draw_rules import (
    RULE,
    ListedCase,
    by_category,
    in_order,
    list_fingerprint,
    list_text,
    lot,
    merged,
    new_secret,
    normal,
    outcome,
    repeated,
    verify_draw,
)

REFERENCES = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(normal).filter(bool),
    min_size=1,
    max_size=30,
    unique_by=str.casefold,
)
SEEDS = st.binary(min_size=32, max_size=32).map(bytes.hex)


def seed_of(number: int) -> str:
    return hashlib.sha256(f"frö {number}".encode()).hexdigest()


@given(REFERENCES, SEEDS, st.randoms())
def test_the_same_list_in_any_order_gives_the_same_draw_and_the_same_fingerprint(
    references: list[str], seed: str, shuffler: random.Random
) -> None:
    other = list(references)
    shuffler.shuffle(other)
    assert in_order(seed, other) == in_order(seed, references)
    assert list_fingerprint(seed, other) == list_fingerprint(seed, references)


@given(REFERENCES, SEEDS)
def test_every_case_of_the_list_is_drawn_once_by_the_lowest_lot(references: list[str], seed: str) -> None:
    order = in_order(seed, references)
    assert sorted(order) == sorted(references)
    lots = [lot(seed, each) for each in order]
    assert lots == sorted(lots)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_reference_is_brought_to_one_form_that_stays(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert len(normal(text).splitlines()) <= 1
    assert normal(unicodedata.normalize("NFD", text)) == normal(text)


@given(REFERENCES, st.data())
def test_a_changed_list_has_another_fingerprint(references: list[str], data: st.DataObject) -> None:
    before = list_fingerprint("salt", references)
    place = data.draw(st.integers(0, len(references) - 1))
    assert list_fingerprint("salt", references[:place] + references[place + 1 :]) != before
    assert list_fingerprint("salt", [*references, references[place] + " bis"]) != before
    assert list_fingerprint("annat salt", references) != before


@given(REFERENCES)
def test_the_text_of_the_list_is_a_line_per_case_in_the_order_of_its_bytes(references: list[str]) -> None:
    lines = [each.encode() for each in references]
    assert list_text(references).encode() == b"\n".join(sorted(lines))


@given(REFERENCES, SEEDS, st.integers(1, 6), st.integers(0, 6), st.data())
def test_each_case_left_out_is_replaced_by_the_next_in_order(
    references: list[str], seed: str, wanted: int, reserves: int, data: st.DataObject
) -> None:
    order = in_order(seed, references)
    draw = Draw(wanted=wanted, reserves=reserves)
    draw.items = [DrawItem(id=str(place), reference=each) for place, each in enumerate(order)]
    assert [each.reference for each in outcome(draw).drawn] == order[:wanted]
    skipped: set[str] = set()
    for _ in range(data.draw(st.integers(0, wanted + reserves))):
        now = outcome(draw).drawn
        if not now:
            break
        gone = data.draw(st.sampled_from(now))
        draw.omissions.append(DrawOmission(item_id=gone.id, reason="Jäv."))
        skipped.add(gone.reference)
        left = [each for each in order[: wanted + reserves] if each not in skipped]
        assert [each.reference for each in outcome(draw).drawn] == left[:wanted]
        assert [each.reference for each in outcome(draw).reserves] == left[wanted:]


def test_each_case_is_equally_likely_to_be_drawn_and_to_be_drawn_first() -> None:
    references = [f"IFO-2027-{number:05}" for number in range(40)]
    times = 8_000
    first: Counter[str] = Counter()
    among: Counter[str] = Counter()
    for number in range(times):
        order = in_order(seed_of(number), references)
        first[order[0]] += 1
        among.update(order[:3])
    # Chi-square with 39 degrees of freedom exceeds 72.06 once in a thousand times where all are equally likely. Three
    # that are drawn without replacement vary less than three single draws, by the factor (40 − 3) / (40 − 1).
    assert chi_square(first, references, times) < 72.06
    assert chi_square(among, references, 3 * times) * 39 / 37 < 72.06


def test_the_measure_of_likelihood_would_find_a_case_that_is_a_tenth_likelier() -> None:
    references = [f"IFO-2027-{number:05}" for number in range(40)]
    skewed = Counter(dict.fromkeys(references, 200))
    skewed[references[0]] += 130
    assert chi_square(skewed, references, skewed.total()) > 72.06


def chi_square(found: Counter[str], references: list[str], total: int) -> float:
    expected = total / len(references)
    return sum((found[each] - expected) ** 2 / expected for each in references)


def test_no_case_is_helped_by_what_others_are_called() -> None:
    """Pairs that differ in one letter come in either order equally often, whatever else is on the list."""
    times = 4_000
    earlier = sum(
        in_order(seed_of(number), ["IFO-2027-1", "IFO-2027-2", "A", "Ö"])[0] == "A" for number in range(times)
    )
    assert abs(earlier - times / 4) < 3.3 * (times * 3 / 16) ** 0.5


def test_seeds_are_64_hex_digits_and_never_the_same() -> None:
    made = {new_secret() for _ in range(200)}
    assert len(made) == 200
    assert all(len(each) == 64 and int(each, 16) >= 0 for each in made)


def test_a_case_that_stands_twice_is_found_also_with_other_capitals_and_spaces() -> None:
    assert repeated(["IFO-1", "IFO-2", " ifo-1 "]) == ["ifo-1"]
    assert merged([ListedCase("IFO-1", unit="A"), ListedCase("ifo-1", unit="B")]) == [ListedCase("IFO-1", unit="A")]


def test_categories_written_in_two_ways_are_one() -> None:
    listed = [ListedCase("1", "Avslut"), ListedCase("2", "avslut "), ListedCase("1", "Annat")]
    assert {name: len(found) for name, found in by_category(listed).items()} == {"Avslut": 2, "Annat": 1}


def sound() -> Draw:
    order = in_order(seed_of(1), [f"IFO-{number}" for number in range(9)])
    salt = seed_of(2)
    draw = Draw(rule=RULE, seed=seed_of(1), salt=salt, wanted=3, reserves=2, category_title="")
    draw.items = [DrawItem(id=each, reference=each, category="") for each in order]
    draw.list_fingerprint = list_fingerprint(salt, order)
    return draw


def test_what_was_altered_in_a_draw_is_named() -> None:
    assert verify_draw(sound()) == []
    draw = sound()
    draw.seed = seed_of(3)
    assert verify_draw(draw) == ["Fröet eller listans ordning"]
    draw = sound()
    draw.items = [draw.items[1], draw.items[0], *draw.items[2:]]
    assert verify_draw(draw) == ["Fröet eller listans ordning"]
    draw = sound()
    draw.items = draw.items[:-1]
    assert verify_draw(draw) == ["Listan, saltet eller listans fingeravtryck"]
    draw = sound()
    draw.salt = seed_of(4)
    assert verify_draw(draw) == ["Listan, saltet eller listans fingeravtryck"]
    draw = sound()
    draw.rule = "en annan"
    assert verify_draw(draw) == ["Metoden"]
    draw = sound()
    draw.omissions = [DrawOmission(item_id=draw.items[8].id, reason="Jäv.")]
    assert verify_draw(draw) == ["Ett överhoppat ärende"]
    draw = sound()
    draw.wanted = 0
    assert verify_draw(draw) == ["Antalet att dra"]
    draw = sound()
    draw.category_title = "Avslut"
    assert verify_draw(draw) == ["Kategorin"]
