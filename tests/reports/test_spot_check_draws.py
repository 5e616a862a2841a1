"""How the cases were drawn, on the paper for the secret minutes and on the one for publication."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from scn_desktop.models.document.document import Document
from scn_desktop.models.draw_words import draw_facts, grouped
from scn_desktop.models.edits import draws
from scn_desktop.models.spot_check import SpotCheck
from tests.models.drawing import NOW, begun, cases, drawn, made_draw
from tests.models.planned import new_document
from tests.reports.conftest import Printer
from tests.reports.papers import rows_of
from tests.reports.tag_reader import Node, artifact_texts, read_tags


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    opened = new_document(tmp_path / "prov.scnplan")
    yield opened
    opened.close()


def leave_out(document: Document, record: SpotCheck, place: int, reason: str) -> None:
    item = str(record.cases[place].draw_item_id)
    document.do(
        "Hoppa över",
        lambda session: draws.omit(session, str(record.draw_id), item, reason, "Kerstin Alm", NOW),
        barrier=True,
    )


def facts(tags: Node) -> list[dict[str, str]]:
    """The labelled facts of each draw, in order."""
    found = [{row[0]: row[1] for row in rows_of(table)} for table in tags.find("Table") if rows_of(table)]
    return [each for each in found if "Frö" in each]


def test_the_secret_paper_tells_all_that_repeats_the_draw(document: Document, print_paper: Printer) -> None:
    record = drawn(document)
    leave_out(document, record, 0, "Justeraren är jävig.")
    path = print_paper("stickprov", document, meeting=record.id)
    tags = read_tags(path)
    assert [each.words for each in tags.find("H1")][1:] == ["Så drogs ärendena"]
    assert record.draw is not None
    (printed,) = facts(tags)
    for name, value in draw_facts(record.draw):
        assert printed[name].replace("\u00a0", " ") == value.replace("\u00a0", " ")
    assert "".join(printed["Frö"].split()) == record.draw.seed
    assert "Justeraren är jävig." in printed["Överhoppat"]
    words = tags.words.replace("\u00a0", " ")
    assert "Tre ärenden är dragna av programmet ur en lista med 12 ärenden (dragning 1 av 1)." in words
    assert all("SEKRETESS" in "".join(texts) for texts in artifact_texts(path))


def test_every_draw_of_the_meeting_is_printed(document: Document, print_paper: Printer) -> None:
    record = drawn(document)
    for first in (30, 60):
        made_draw(document, cases(8, first=first))
    tags = read_tags(print_paper("stickprov", document, meeting=record.id))
    headings = [each.words for level in ("H2", "H3") for each in tags.find(level)]
    assert [each for each in headings if each.startswith("Dragning")] == [
        f"Dragning {place} av 3" for place in (1, 2, 3)
    ]
    assert len(facts(tags)) == 3


def test_a_long_seed_breaks_between_its_groups_and_within_the_margins(document: Document, print_paper: Printer) -> None:
    record = drawn(document)
    assert record.draw is not None
    words = read_tags(print_paper("stickprov", document, meeting=record.id)).words
    assert all(group in words for group in grouped(record.draw.seed).split())


def test_the_paper_for_publication_has_no_reference_seed_or_list(document: Document, print_paper: Printer) -> None:
    record = drawn(document)
    made_draw(document, cases(8, first=40))
    path = print_paper("stickprov", document, meeting=record.id, public=True)
    words = read_tags(path).words.replace("\u00a0", " ")
    assert (
        "Ärendena är dragna av programmet ur en lista med 12 ärenden. För sammanträdet gjordes 2 dragningar." in words
    )
    assert "Så drogs ärendena" not in words
    with pikepdf.open(path) as pdf:
        everything = words + str(pdf.docinfo.Title) + pdf.Root.Metadata.read_bytes().decode()
        assert len(pdf.pages) == 1
    assert record.draw is not None
    for each in record.meeting.draws:
        assert each.seed[:8] not in everything
        assert each.list_fingerprint[:8] not in everything
        assert not any(item.reference in everything for item in each.items)


def test_a_short_list_is_not_counted_for_the_public(document: Document, print_paper: Printer) -> None:
    record = drawn(document, count=4)
    words = read_tags(print_paper("stickprov", document, meeting=record.id, public=True)).words.replace("\u00a0", " ")
    assert "ur en lista. För sammanträdet gjordes 1 dragning." in words
    assert "4 ärenden" not in words


def test_a_record_picked_by_hand_says_so_on_both_papers(document: Document, print_paper: Printer) -> None:
    record = begun(document)
    document.do("Själv", lambda session: draws.pick_by_hand(session, record.id))
    for public in (False, True):
        words = read_tags(print_paper("stickprov", document, meeting=record.id, public=public)).words
        assert "valda för hand" in words
        assert "Så drogs ärendena" not in words


def test_a_draw_altered_outside_the_program_is_told_on_paper(
    document: Document, print_paper: Printer, tmp_path: Path
) -> None:
    record = drawn(document)
    copy = tmp_path / "ändrad.scnplan"
    document.save_copy(copy)
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE draw SET seed = salt")
    connection.close()
    opened = Document.open(copy)
    words = read_tags(print_paper("stickprov", opened, meeting=record.id)).words
    opened.close()
    assert "Ändrad utanför programmet: fröet eller listans ordning." in words
