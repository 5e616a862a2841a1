"""The marks of notes stay raised where a paper's text is copied."""

from pathlib import Path

import pikepdf

from scn_desktop.models import queries
from scn_desktop.models.document.create import create_document
from scn_desktop.models.edits import blocks, sections
from scn_desktop.models.plan import Section
from scn_desktop.reports.catalogue import render
from scn_desktop.reports.marks import raised
from scn_desktop.reports.theme import BODY
from tests.reports.papers import assert_conforms


def test_figures_are_the_fonts_own_raised_ones_and_letters_are_made_smaller() -> None:
    assert [raised(mark, BODY.face)[0] for mark in ("1", "27", "a", "*")] == ["¹", "²⁷", "a", "*"]
    assert raised("1", BODY.face)[1].rise == 0
    assert raised("a", BODY.face)[1] == BODY.face.mark()


def test_a_copied_sentence_keeps_its_mark_apart_from_its_figures(tmp_path: Path) -> None:
    document = create_document(
        tmp_path / "plan.scnplan", municipality="Kommunen", committee="Nämnden", year=2027, model="enkel"
    )
    paper = queries.paper_of_kind(queries.plans(document.session)[0], "operational_plan")
    assert paper is not None
    section = document.do("Nytt", lambda s: sections.add(s, paper.id, None, 0, "chapter", "Volymer"))
    block = queries.get(document.session, Section, section).blocks[0].id
    document.do("Skriv", lambda s: blocks.set_field(s, block, "text", "Platserna är 12^[Enligt avtalet.] i år."))
    path = render("verksamhetsplan", document, tmp_path / "plan.pdf")
    assert_conforms(path)
    with pikepdf.open(path) as pdf:
        maps = [font.ToUnicode.read_bytes() for page in pdf.pages for font in page.Resources.Font.values()]
    assert any(b"<00B9>" in one for one in maps)
    document.close()
