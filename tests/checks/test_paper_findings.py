"""What a paper should have mended before it is laid before the nämnd."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from scn_desktop.checks.paper import findings
from scn_desktop.models import queries
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, papers, plans, sections
from scn_desktop.models.plan import Paper


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    path = tmp_path / "plan.scnplan"
    made = create_document(path, municipality="Exempelköping", committee="Socialnämnden", year=2027, model="enkel")
    yield made
    made.close()


def texts(paper: Paper) -> list[str]:
    return [finding.text for finding in findings(paper)]


def test_a_heading_without_text_is_told_until_something_stands_under_it(document: Document) -> None:
    paper = queries.plans(document.session)[0].papers[0]
    place = len(paper.sections)
    key = document.do("Nytt", lambda session: sections.add(session, paper.id, None, place, "chapter", "Framtiden"))
    assert any("Framtiden" in text for text in texts(paper))
    block = next(each for section in queries.walk(paper) if section.id == key for each in section.blocks)
    document.do("Skriv", lambda session: blocks.set_field(session, block.id, "text", "Fler blir äldre."))
    assert not any("Framtiden" in text for text in texts(paper))


def test_a_reference_to_what_is_gone_is_told_with_its_place(document: Document) -> None:
    paper = queries.plans(document.session)[0].papers[0]
    section = paper.sections[0]
    block = section.blocks[0]
    text = "Se [Uppdrag 4](scn:section/" + "0" * 32 + ")."
    document.do("Skriv", lambda session: blocks.set_field(session, block.id, "text", text))
    (found,) = [finding for finding in findings(paper) if "leder ingenstans" in finding.text]
    assert (found.severity, found.tab, found.place) == ("warning", "plan", section.id)


def test_a_memo_without_names_or_number_says_so(document: Document) -> None:
    plan = queries.plans(document.session)[0]
    memo = document.do("Ny handling", lambda session: papers.add(session, plan.id, "cover_memo"))
    paper = queries.get(document.session, Paper, memo)
    document.do("Underskrift", lambda session: papers.add_signature(session, memo, name=""))
    assert {"Handlingen har inget diarienummer.", "En underskrift saknar namn."} <= set(texts(paper))
    for signature in list(paper.signatures):
        key = signature.id
        document.do("Bort", partial(papers.delete_signatures, signature_ids=[key]))
    document.do("Nummer", lambda session: plans.set_paper_field(session, memo, "registry_number", "SN-2026-1"))
    assert not {"Handlingen har inget diarienummer.", "En underskrift saknar namn."} & set(texts(paper))
