"""How sections are called: counted numbers, the municipality's own, and headings that hold their title."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scn_desktop.models import queries
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import sections
from scn_desktop.models.numbering import Label, label_words, labels
from scn_desktop.models.plan import Paper


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    """A plan as in Uppsala 2020, whose uppdrag bear the council's own numbers."""
    made = create_document(
        tmp_path / "a.scnplan", municipality="Exempelköping", committee="Nämnden", year=2027, model="uppsala-2020"
    )
    yield made
    made.close()


def paper_of(document: Document) -> Paper:
    return queries.plans(document.session)[0].papers[0]


def add(document: Document, parent: str | None, kind: str, title: str, number: str | None = None) -> str:
    paper = paper_of(document)
    place = len(paper.sections) if parent is None else 9
    key = document.do("Nytt", lambda s: sections.add(s, paper.id, parent, place, kind, title))
    if number is not None:
        document.do("Nummer", lambda s: sections.set_field(s, key, "number", number))
    return key


def label(document: Document, key: str) -> Label:
    return labels(paper_of(document))[key]


def test_a_heading_is_written_as_the_model_says(document: Document) -> None:
    first = add(document, None, "goal", "Exempelköping ska växa")
    second = add(document, None, "goal", "Exempelköping ska vara tryggt")
    assert label(document, second).heading == "Kommunfullmäktiges inriktningsmål 2 Exempelköping ska vara tryggt"
    assert label(document, second).text == "Kommunfullmäktiges inriktningsmål 2"
    document.do("Flytta", lambda s: sections.move(s, second, None, 0))
    assert (label(document, second).number, label(document, first).number) == ("1", "2")


def test_own_numbers_have_gaps_and_are_what_references_say(document: Document) -> None:
    goal = add(document, None, "goal", "Ett mål")
    later = add(document, goal, "assignment", "Korta köerna", "4.13")
    earlier = add(document, goal, "assignment", "Bygg om", "4.2")
    assert label(document, later) == Label("4.13", "Uppdrag 4.13", "Uppdrag 4.13: Korta köerna", is_whole=True)
    assert label(document, earlier).text == "Uppdrag 4.2"


def test_an_own_number_that_is_not_written_yet_leaves_no_gap_in_the_heading(document: Document) -> None:
    goal = add(document, None, "goal", "Ett mål")
    nameless = add(document, goal, "assignment", "Korta köerna")
    assert label(document, nameless) == Label("", "", "Uppdrag: Korta köerna", is_whole=True)
    empty = add(document, goal, "assignment", "", "7")
    assert label(document, empty).heading == "Uppdrag 7"
    blank = add(document, goal, "assignment", "", "  ")
    assert label(document, blank).heading == "Uppdrag"


def test_a_heading_without_number_is_referred_to_by_its_title(document: Document) -> None:
    goal = add(document, None, "goal", "Ett mål")
    own = add(document, goal, "committee_goal", "Nöjda brukare")
    assert label(document, own) == Label("", "", "Nämndmål: Nöjda brukare", is_whole=True)


def test_a_number_of_its_own_is_counted_on_from(document: Document) -> None:
    goals = [add(document, None, "goal", title) for title in ("A", "B", "C")]
    document.do("Nummer", lambda s: sections.set_field(s, goals[1], "number", "5"))
    assert [label(document, key).number for key in goals] == ["1", "5", "6"]


def test_a_number_under_a_number_is_counted_or_written(tmp_path: Path) -> None:
    document = create_document(
        tmp_path / "b.scnplan", municipality="Exempelköping", committee="Nämnden", year=2027, model="enkel"
    )
    goal = add(document, None, "goal", "Andra målet")
    counted = add(document, goal, "assignment", "Räknat")
    written = add(document, goal, "assignment", "Skrivet", "7")
    whole = add(document, goal, "assignment", "Helt", "3.4")
    found = [label(document, key) for key in (counted, written, whole)]
    assert [each.text for each in found] == ["Uppdrag 2.1", "Uppdrag 2.7", "Uppdrag 3.4"]
    assert [each.number for each in found] == ["2.1", "2.7", "3.4"]
    assert [each.is_whole for each in found] == [False] * 3
    document.close()


def test_the_words_of_a_label_stand_without_its_number(document: Document) -> None:
    kinds = {kind.key: kind for kind in paper_of(document).plan.model.kinds}
    assert label_words(kinds["assignment"]) == "Uppdrag"
    assert label_words(kinds["goal"]) == "Kommunfullmäktiges inriktningsmål"
    assert label_words(kinds["chapter"]) == ""
