"""The draw of a stickprov is made again from the printed record and the list, by the ten-line script in docs/."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scn_desktop.exchange.case_list import propose, read
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.draw import Draw
from scn_desktop.models.draw_rules import list_text, outcome
from scn_desktop.models.edits import draws
from scn_desktop.models.spot_check import SpotCheck
from scn_desktop.reports.catalogue import render
from tests.models.drawing import NOW, begun
from tests.models.planned import new_document
from tests.reports.papers import assert_conforms, rows_of
from tests.reports.tag_reader import read_tags

SCRIPT = Path(__file__).parents[2] / "docs" / "dragning.py"
PASTED = "Diarienummer\tÄrendetyp\tBeslutsdatum\tEnhet\n" + "".join(
    f"IFO 2027-{number:05}\t{'Avslut' if number % 3 else 'Åtgärd'}\t2027-08-{number % 28 + 1:02}\tMottagning\n"
    for number in range(1, 48)
)


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    opened = new_document(tmp_path / "prov.scnplan")
    yield opened
    opened.close()


def drawn_by_chance(document: Document, *, per_category: bool = False) -> SpotCheck:
    """A record drawn from the pasted list with a seed that nobody knows."""
    record = begun(document)
    listed = read(propose(PASTED)).cases

    where = record.meeting_id

    def draw(session: Session) -> None:
        keys = draws.make_draws(session, where, listed, 3, 2, "Kerstin Alm", NOW, per_category=per_category)
        draws.use_draw(session, record.id, keys[0])

    document.do("Dra", draw, barrier=True)
    return record


def printed_facts(document: Document, record: SpotCheck, folder: Path) -> list[dict[str, str]]:
    """What the paper says of each draw, read back from the PDF."""
    path = render("stickprov", document, folder / "redovisning.pdf", meeting=record.id, today=date(2027, 9, 8))
    assert_conforms(path)
    tables = [rows_of(table) for table in read_tags(path).find("Table")]
    found = [{row[0]: row[1].replace("\u00a0", " ") for row in table} for table in tables if table]
    return [each for each in found if "Frö" in each]


def repeat(folder: Path, listed: str, facts: dict[str, str], count: int) -> tuple[str, list[str]]:
    """Run the script of docs/ on the list as a text file; the fingerprint and the cases that it prints."""
    path = folder / "lista.txt"
    path.write_text(listed, encoding="utf-8")
    command: Sequence[str] = [
        sys.executable,
        "-X",
        "utf8",
        str(SCRIPT),
        str(path),
        facts["Frö"],
        facts["Salt"],
        str(count),
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout.splitlines()
    return said[0].removeprefix("Listans fingeravtryck "), said[1:]


def test_the_printed_record_and_the_list_give_the_same_cases(document: Document, tmp_path: Path) -> None:
    record = drawn_by_chance(document)
    (facts,) = printed_facts(document, record, tmp_path)
    shuffled = "\n".join(sorted((line.split("\t")[0] for line in PASTED.splitlines()[1:]), reverse=True))
    fingerprint, cases = repeat(tmp_path, shuffled, facts, 5)
    assert fingerprint == "".join(facts["Listans fingeravtryck"].split())
    assert cases[:3] == [case.reference for case in record.cases] == facts["Dragna"].split(", ")
    assert cases[3:] == facts["Reserver kvar"].split(", ")


def test_the_list_that_the_program_copies_gives_them_too_for_each_category(document: Document, tmp_path: Path) -> None:
    record = drawn_by_chance(document, per_category=True)
    printed = printed_facts(document, record, tmp_path)
    made = [queries.get(document.session, Draw, each.id) for each in record.meeting.draws]
    assert len(printed) == len(made) == 2
    for facts, draw in zip(printed, made, strict=True):
        fingerprint, cases = repeat(tmp_path, list_text(each.reference for each in draw.items), facts, draw.wanted)
        assert fingerprint == draw.list_fingerprint
        assert cases == [each.reference for each in outcome(draw).drawn]


def test_after_a_case_was_left_out_the_next_of_the_order_was_checked(document: Document, tmp_path: Path) -> None:
    record = drawn_by_chance(document)
    gone = record.cases[1].reference
    item = str(record.cases[1].draw_item_id)
    document.do(
        "Hoppa över",
        lambda session: draws.omit(session, str(record.draw_id), item, "Jäv.", "Kerstin Alm", NOW),
        barrier=True,
    )
    (facts,) = printed_facts(document, record, tmp_path)
    listed = "\n".join(line.split("\t")[0] for line in PASTED.splitlines()[1:])
    _, cases = repeat(tmp_path, listed, facts, 5)
    left = [each for each in cases if each != gone]
    assert sorted(left[:3]) == sorted(case.reference for case in record.cases)
    assert facts["Överhoppat"].startswith(f"{gone}: Jäv.")


def test_a_list_with_one_case_less_has_another_fingerprint(document: Document, tmp_path: Path) -> None:
    record = drawn_by_chance(document)
    (facts,) = printed_facts(document, record, tmp_path)
    shorter = "\n".join(line.split("\t")[0] for line in PASTED.splitlines()[2:])
    fingerprint, _ = repeat(tmp_path, shorter, facts, 3)
    assert fingerprint != "".join(facts["Listans fingeravtryck"].split())


def test_the_script_is_at_most_ten_lines_and_stands_whole_in_the_text() -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    assert len(script.splitlines()) <= 10
    assert f"```python\n{script}```" in (SCRIPT.parent / "dragning.md").read_text(encoding="utf-8")
