"""A chapter written in Word becomes part of the plan: pasted as sections, corrected everywhere, printed, undone."""

import io
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from scn_desktop.exchange import paste_word
from scn_desktop.exchange.json_export import export_json
from scn_desktop.exchange.json_import import import_json
from scn_desktop.exchange.word_html import read_document
from scn_desktop.models import queries
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import merged_cells, replacing, sections
from scn_desktop.models.find_replace import Wanted, find_in_paper
from scn_desktop.models.plan import Section
from scn_desktop.models.table_layout import TableLayout
from scn_desktop.reports.catalogue import render
from tests.reports.papers import assert_conforms
from tests.reports.tag_reader import Node, read_tags
from tests.rows import all_rows


def picture() -> str:
    out = io.BytesIO()
    Image.new("RGB", (60, 30), "navy").save(out, "PNG")
    return b64encode(out.getvalue()).decode()


def item(mark: str, words: str, level: int = 1) -> str:
    return (
        f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]>"
        f"<span style='mso-list:Ignore'>{mark}<span>&nbsp;&nbsp;</span></span><![endif]>{words}</p>"
    )


CHAPTER = f"""<html><head><style>p.MsoNormal {{margin:0cm}}</style></head><body lang=SV>
<p class=MsoNormal>Förvaltningen har kartlagt läget<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1">
<span class=MsoFootnoteReference>[1]</span></a> inför planen.</p>
<h2><span style='mso-list:Ignore'>2.1</span>Barn och unga</h2>
<p class=MsoNormal>Fler orosanmälningar kommer från <b>skolan</b> än från <i>sjukvården</i>.</p>
{item("·", "anmälningar")}{item("o", "från skolan", 2)}{item("·", "förhandsbedömningar")}
<p class=MsoCaption>Tabell 4. Orosanmälningar per skola</p>
<table class=MsoTableGrid><thead><tr><td rowspan=2>Skola</td><td colspan=2>Anmälningar</td></tr>
<tr><td>2025</td><td>2026</td></tr></thead>
<tr><td>Norra skolan</td><td>41</td><td>52</td></tr>
<tr><td rowspan=2>Södra skolan</td><td>17</td><td>20</td></tr><tr><td colspan=2>varav hälften anonyma</td></tr></table>
<h2>Vuxna</h2><p class=MsoNormal>Skolan nämns även här.</p>
<p><img alt="Karta över kommunens skolor" src="data:image/png;base64,{picture()}"></p>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>
<a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Kartläggning i skolan 2026.</p>
</div></div>
</body></html>"""


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    opened = create_document(
        tmp_path / "plan.scnplan",
        municipality="Exempelköpings kommun",
        committee="Socialnämnden",
        year=2027,
        model="uppsala-2021",
    )
    yield opened
    opened.close()


def chapter_of(document: Document) -> Section:
    paper = queries.plans(document.session)[0].papers[0]
    return next(section for section in paper.sections if section.title == "Omvärld i siffror")


def test_a_chapter_from_word(document: Document, tmp_path: Path) -> None:
    paper = queries.plans(document.session)[0].papers[0]
    document.do("Nytt avsnitt", lambda s: sections.add(s, paper.id, None, 0, "chapter", "Omvärld i siffror"))
    chapter = chapter_of(document)
    before = all_rows(document)
    content = paste_word.prepare(read_document(CHAPTER), chapter)
    assert content.warnings == ()
    place = len(chapter.blocks)
    document.do(paste_word.LABEL, lambda s: paste_word.insert_sections(s, chapter.id, place, content))
    assert [each.title for each in chapter.sections] == ["Barn och unga", "Vuxna"]
    pasted = all_rows(document)

    wanted = Wanted("skolan", whole=True)
    assert len([hit for hit in find_in_paper(paper, wanted) if hit.in_note]) == 1
    result = document.do("Ersätt alla", lambda s: replacing.replace(s, paper.id, wanted, "grundskolan"))
    assert result.done >= 6
    assert result.left == 0
    assert not find_in_paper(paper, wanted)
    table = next(block for block in chapter.sections[0].blocks if block.kind == "table")

    def merge(session: Session) -> None:
        rows = [row.id for row in table.rows[:1]]
        merged_cells.merge_cells(session, table.id, rows, [column.id for column in table.columns[1:]])

    document.do("Slå ihop rutor", merge)
    assert_printed(document, tmp_path / "plan.pdf")
    assert_json_keeps(document, tmp_path)
    document.undo()
    document.undo()
    assert all_rows(document) == pasted
    document.undo()
    assert all_rows(document) == before


def assert_printed(document: Document, path: Path) -> None:
    """Every word of the chapter stands in the PDF in order, the merged cells tagged and the picture described."""
    with document.snapshot() as snapshot:
        render("verksamhetsplan", snapshot, path, today=date(2026, 11, 20))
    assert_conforms(path)
    tags = read_tags(path)
    words = " ".join(tags.words.split())
    place = words.rindex("Förvaltningen har kartlagt läget")
    for wanted in (
        "inför planen.",
        "Barn och unga",
        "Fler orosanmälningar kommer från grundskolan än från sjukvården",
        "anmälningar",
        "från grundskolan",
        "förhandsbedömningar",
        "Orosanmälningar per skola",
        "Norra grundskolan",
        "41",
        "Södra grundskolan",
        "varav hälften anonyma",
        "Vuxna",
        "grundskolan nämns även här.",
    ):
        place = words.index(wanted, place) + len(wanted)
    assert "Kartläggning i grundskolan 2026." in words
    found: Node = next(each for each in tags.find("Table") if "Norra grundskolan" in each.words)
    attributes = [one.attributes for one in found.find("TD", "TH")]
    assert [each["RowSpan"] for each in attributes if "RowSpan" in each][-1] == "2"
    assert [each["ColSpan"] for each in attributes if "ColSpan" in each] == ["2", "2", "2"]
    assert list(tags.find("Figure"))


def assert_json_keeps(document: Document, tmp_path: Path) -> None:
    """The chapter is the same in a file made from the JSON of this one."""
    exported = export_json(document.session)
    copy = import_json(exported, tmp_path / "kopia.scnplan")
    try:
        chapter = chapter_of(copy)
        table = next(block for block in chapter.sections[0].blocks if block.kind == "table")
        assert len(list(TableLayout(table).merged())) == 3
        image = next(block for block in chapter.sections[1].blocks if block.kind == "image")
        assert image.alternative == "Karta över kommunens skolor"
        assert image.picture is not None
        assert image.picture.data
    finally:
        copy.close()
