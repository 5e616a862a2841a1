"""Running text and cell text: references and footnotes are found, changed and read, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.models.running_text import (
    Reference,
    escaped,
    note_source,
    notes_in,
    parse,
    parse_cell,
    plain_words,
    read_address,
    reference_source,
    references_in,
    with_ids,
    with_references,
)

GRANT = Reference("amount", "rad", "kolumn")
GOAL = Reference("section", "avsnitt", form="title")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)
IDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=20)


def test_a_live_field_and_a_cross_reference_are_found_where_they_stand() -> None:
    text = (
        "Nämnden får [Kommunbidrag, budget 2027](scn:amount/rad/kolumn) i bidrag.\n\n"
        "> - Se [Uppdrag\n>   4.2](scn:section/avsnitt?form=title)."
    )
    first, second = references_in(text)
    assert (first.reference, first.description) == (GRANT, "Kommunbidrag, budget 2027")
    assert text[first.start : first.end] == "[Kommunbidrag, budget 2027](scn:amount/rad/kolumn)"
    assert (second.reference, second.description) == (GOAL, "Uppdrag 4.2")
    assert text[second.start : second.end] == "[Uppdrag\n>   4.2](scn:section/avsnitt?form=title)"


def test_a_footnote_is_found_with_the_references_inside_it() -> None:
    inner = "Utan **moms**, se [Uppdrag 4](scn:section/avsnitt?form=title)."
    text = f"# Ekonomi\n\nKostnaden^[{inner}] ökar.\r\n\r\nMer^[Två.]."
    first, second = notes_in(text)
    assert first.source == inner
    assert text[second.start : second.end] == "^[Två.]"
    (found,) = references_in(text)
    assert found.in_note
    assert text[found.start : found.end] == "[Uppdrag 4](scn:section/avsnitt?form=title)"


def test_in_a_cell_only_footnotes_and_references_mean_anything() -> None:
    goal = "[Uppdrag 4](scn:section/avsnitt?form=title)"
    cell = f"- *Topp tre*^[I länet [SCB].] & <b>\n1. [Kolada](https://kolada.se), {goal}\\*"
    kinds = [(token.type, token.content) for token in parse_cell(cell)]
    assert kinds == [
        ("text", "- *Topp tre*"),
        ("footnote_ref", "I länet [SCB]."),
        ("text", " & <b>\n1. [Kolada](https://kolada.se), "),
        ("link_open", ""),
        ("text", "Uppdrag 4"),
        ("link_close", ""),
        ("text", "\\*"),
    ]
    (found,) = references_in(cell, in_cell=True)
    assert found.reference == GOAL
    assert [cell[each.start : each.end] for each in notes_in(cell, in_cell=True)] == ["^[I länet [SCB].]"]


def test_a_copied_text_gets_the_copies_ids_and_keeps_the_rest() -> None:
    text = "Se [A](scn:section/ett) **och**^[[B](scn:amount/två/tre?form=absolute)] samt [C](scn:section/okänd)."
    new = {("section", "ett"): "1", ("amount", "två"): "2", ("column", "tre"): "3"}
    assert with_ids(text, lambda kind, id_: new.get((kind, id_))) == (
        "Se [A](scn:section/1) **och**^[[B](scn:amount/2/3?form=absolute)] samt [C](scn:section/okänd)."
    )


def test_a_text_as_plain_words() -> None:
    text = "## Ekonomi\n\nNämnden *får* [Bidrag](scn:amount/r/c)^[Enligt **budget**.].\n\n- ett\n- två\\*"
    assert plain_words(text) == "Ekonomi\nNämnden får Bidrag (Enligt budget.).\nett\ntvå*"
    resolved = plain_words(text, lambda reference, description: f"<{reference.kind} {description}>")
    assert "får <amount Bidrag> (Enligt" in resolved


@pytest.mark.parametrize(
    "address", ["scn:amount/rad", "scn:section/", "scn:section/a/b", "scn:okänt/a", "https://scn", "scn:"]
)
def test_an_address_that_says_nothing_is_no_reference(address: str) -> None:
    assert read_address(address) is None
    assert references_in(f"Se [X]({address}).") == []


@pytest.mark.parametrize("piece", ["^[", "^[a", "[^[", "[a](scn:section/", "^[x]", "]", "[a](scn:section/b)^["])
@pytest.mark.parametrize("ending", ["", "]" * 2000])
def test_a_text_that_nests_without_end_is_read_all_the_same(piece: str, ending: str) -> None:
    text = piece * 2000 + ending
    assert parse(text)
    assert bool(references_in(text, in_cell=True)) == ("(scn:section/b)" in piece)


@given(IDS, IDS, st.sampled_from(["", "kr-absolute", "both", "vad&som=helst"]))
def test_an_address_is_read_as_it_was_written(first: str, second: str, form: str) -> None:
    for reference in (Reference("amount", first, second, form), Reference("block", first, form=form)):
        assert read_address(reference.address) == reference


@given(WORDS, IDS, st.booleans())
def test_a_reference_is_found_again_whatever_its_description_says(words: str, id_: str, in_cell: bool) -> None:
    source = reference_source(Reference("section", id_), words, in_cell=in_cell)
    (found,) = references_in(f"före {source} efter", in_cell=in_cell)
    assert found.reference == Reference("section", id_)
    assert (found.start, found.end) == (5, 5 + len(source))
    if not in_cell:
        assert found.description == " ".join(words.split())


@given(WORDS)
def test_words_put_in_a_footnote_are_read_as_they_are(words: str) -> None:
    line = " ".join(words.split())
    for in_cell, source in ((False, escaped(line)), (True, line)):
        note = note_source(source, in_cell=in_cell)
        text = plain_words(f"a{note}b", in_cell=in_cell)
        expected = line.replace("[", "(").replace("]", ")") if in_cell and "[" + line + "]" not in note else line
        if line and not (in_cell and "](scn:" in line):
            assert text == f"a ({expected})b"


@given(st.lists(st.one_of(WORDS, st.sampled_from(["[a](scn:section/x)", "^[n [b](scn:block/y)]", "\n\n", "> ", "- "]))))
def test_references_stand_where_they_are_said_to(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for in_cell in (False, True):
        found = references_in(text, in_cell=in_cell)
        assert all(text[each.start] == "[" and text[each.end - 1] == ")" for each in found)
        assert all(text[each.label_end : each.label_end + 6] == "](scn:" for each in found)
        assert all(text[each.start : each.start + 2] == "^[" for each in notes_in(text, in_cell=in_cell))
        assert with_references(text, lambda each: each.reference, in_cell=in_cell) == text
        renamed = with_ids(text, lambda kind, id_: id_ + "2", in_cell=in_cell)
        assert [one.reference.id for one in references_in(renamed, in_cell=in_cell)] == [
            one.reference.id + "2" for one in found
        ]
