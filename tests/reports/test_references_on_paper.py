"""Live fields, cross-references, pictures, att-satser and landscape sections as they are printed."""

import json
import struct
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from scn_desktop.exchange.json_import import import_json
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import plans
from scn_desktop.models.note_numbers import note_numbers
from scn_desktop.models.table_numbers import table_numbers
from tests.reports.conftest import Printer
from tests.reports.tag_reader import Node, plain_figures, read_tags

Make = Callable[..., Document]
BUDGET = {
    "title": "Resultatbudget",
    "columns": [{"id": "budget", "heading": "Budget 2027"}],
    "rows": [
        {"id": "ram", "label": "Kommunbidrag", "amounts": ["811"], "footnote": "Enligt beslut i juni."},
        {"id": "kostnad", "label": "Kostnader", "amounts": ["-902 412 345 kr"]},
    ],
}


def _png(width: int = 40, height: int = 20) -> str:
    """A red picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xcc\x22\x22" * width) * height)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b64encode(content).decode()


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    opened: list[Document] = []

    def made(*sections: dict[str, Any], **more: Any) -> Document:
        chapters = [{"kind": "chapter", **section} for section in sections]
        plan = {
            "year": 2027,
            "planning_model": "enkel",
            "budget_tables": [BUDGET],
            "papers": [{"title": "Verksamhetsplan", "sections": chapters}],
        }
        named = {"name": "Socialnämnden", "municipality": "Exempelköpings kommun", "plans": [plan], **more}
        source = {"format": "scn-plan", "version": 2, "committee": named}
        opened.append(import_json(json.dumps(source), tmp_path / f"{len(opened)}.scnplan"))
        return opened[-1]

    yield made
    for document in opened:
        document.close()


def _paragraphs(tags: Node) -> list[str]:
    return [one.words for one in tags.find("P")]


def test_fields_and_references_print_as_words(make: Make, print_paper: Printer) -> None:
    typed = (
        "Nämnden får [Kommunbidrag](scn:amount/ram/budget) och det kostar [Kostnader](scn:amount/kostnad/budget?form="
        "absolute). [Tabell](scn:block/tabell) visar det, se [Avsnitt](scn:section/sist)."
    )
    document = make(
        {"title": "Först", "blocks": [{"text": typed}]},
        {
            "id": "sist",
            "title": "Sist",
            "blocks": [{"id": "tabell", "kind": "budget", "budget_table": "Resultatbudget"}],
        },
    )
    path = print_paper("verksamhetsplan", document)
    tags = read_tags(path)
    said = next(one for one in _paragraphs(tags) if one.startswith("Nämnden får"))
    assert said.replace("\u00a0", " ") == (
        "Nämnden får 811 miljoner kronor och det kostar 902,4 miljoner kronor. Tabell 1 visar det, se avsnittet ”Sist”."
    )
    assert [one.words for one in tags.find("Caption")] == ["Tabell 1. Resultatbudget"]


def test_a_cross_reference_leads_to_its_section_and_says_where(make: Make, print_paper: Printer) -> None:
    typed = "Se [Mål](scn:section/mål?form=title) och [Tabell](scn:block/tabell)."
    document = make(
        {"title": "Först", "blocks": [{"text": typed}]},
        {"title": "Mellan"},
        {"id": "mål", "title": "Trygga uppväxtvillkor för alla barn och unga i Exempelköping", "blocks": [
            {"id": "tabell", "columns": ["A"], "rows": [{"cells": ["1"]}]}
        ]},
    )  # fmt: skip
    path = print_paper("verksamhetsplan", document)
    links = [one for one in read_tags(path).find("Link") if "Trygga" in one.words or "tabell" in one.words]
    assert links[-2].words == "Trygga uppväxtvillkor för alla barn och unga i Exempelköping"
    assert links[-1].words == "tabell 1"
    with pikepdf.open(path) as pdf:
        places = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        found = [
            (str(link.Contents), places[link.Dest[0].objgen])
            for link in pdf.pages[2].get("/Annots", [])
            if link.Subtype == "/Link"
        ]
    said = "Trygga uppväxtvillkor för alla barn och unga i Exempelköping, sida 5"
    assert set(found) == {(said, 5), ("tabell 1, sida 5", 5)}


def test_a_broken_reference_is_seen_in_a_draft_and_in_a_decided_paper(make: Make, print_paper: Printer) -> None:
    document = make({"title": "Först", "blocks": [{"text": "Se [Uppdrag 4.2](scn:section/borta)."}]})
    words = "Se [hänvisningen saknar mål: Uppdrag 4.2]."
    paper = queries.plans(document.session)[0].papers[0]

    def boxes() -> int:
        path = print_paper("verksamhetsplan", document)
        assert words in _paragraphs(read_tags(path))
        with pikepdf.open(path) as pdf:
            return sum(str(one.operator) == "re" for one in pikepdf.parse_content_stream(pdf.pages[2]))

    assert boxes() == 2  # the draft's own mark is the other
    document.do("Besluta", lambda session: plans.set_paper_status(session, paper.id, "decided", "2026-12-16", "112"))
    assert boxes() == 0


def test_footnotes_are_numbered_through_text_and_tables_of_every_kind(make: Make, print_paper: Printer) -> None:
    values = {"total": "58,7^[Värde.]", "target": "Öka^[Mål.]"}
    indicator = {"name": "Andel^[Namn.]", "note": "Egen.", "parts": [{"values": values}]}
    document = make(
        {
            "title": "Först",
            "blocks": [
                {"text": "Text^[Ett.] med två^[Två [Mål](scn:section/sist?form=title).]."},
                {"measures": [{"text": "Åtgärd^[Åtgärdens.]", "effect": "- Effekt^[Effektens.]"}]},
                {"indicators": [indicator]},
                {"columns": ["A", "B"], "rows": [{"cells": ["x^[Cell.]", "12^[Tal.]"]}]},
                {"kind": "budget", "budget_table": "Resultatbudget"},
            ],
        },
        {"id": "sist", "title": "Sist", "blocks": [{"text": "Slut^[Slut.]."}]},
    )
    tags = read_tags(print_paper("verksamhetsplan", document))
    expected = ["Ett.", "Två Sist.", "Åtgärdens.", "Effektens.", "Namn.", "Egen.", "Värde.", "Mål.", "Cell.", "Tal."]
    expected += ["Enligt beslut i juni.", "Slut."]
    notes = [plain_figures(one.words) for one in tags.find("Note")]
    assert sorted((one for one in notes if one[0].isdecimal()), key=lambda one: int(one.split()[0])) == [
        f"{number} {said}" for number, said in enumerate(expected, start=1)
    ]
    marks = [plain_figures(one.words) for one in tags.find("Reference")]
    assert [mark for mark in marks if mark.isdecimal()] == [str(number) for number in range(1, len(expected) + 1)]
    found = note_numbers(queries.plans(document.session)[0].papers[0])
    counted = {number: source for numbers in found.in_tables.values() for source, number in numbers.items()}
    assert [counted[number] for number in range(3, 12)] == expected[2:11]
    assert sorted(found.first.values()) == [1, 3, 5, 9, 11, 12]
    cells = [plain_figures(one.words) for one in tags.find("TD", "TH")]
    assert "12 10" in cells
    assert "58,7 7" in cells


def test_a_note_under_a_table_says_its_references_and_footnotes_in_words(make: Make, print_paper: Printer) -> None:
    note = "Källa^[Region Exempel.]: se [Sist](scn:section/sist?form=title)."
    table = {"columns": ["A"], "rows": [{"cells": ["1"]}], "note": note}
    path = print_paper("verksamhetsplan", make({"title": "Först", "blocks": [table]}, {"id": "sist", "title": "Sist"}))
    assert [one.words for one in read_tags(path).find("Note")] == ["Källa (Region Exempel.): se Sist."]


def test_every_table_has_the_number_that_references_say(example: Document, print_paper: Printer) -> None:
    plan = queries.plan_of_year(example.session)
    assert plan is not None
    paper = queries.paper_of_kind(plan, "operational_plan")
    assert paper is not None
    tags = read_tags(print_paper("verksamhetsplan", example))
    captions = [one.words for one in tags.find("Caption") if one.words.startswith("Tabell ")]
    whole = [one for one in captions if not one.endswith("fler kolumner")]
    numbers = table_numbers(paper)
    assert len(whole) == sum(one.count for one in numbers.values() if one.word == "Tabell") > 20
    assert [int(one.split()[1].rstrip(".")) for one in whole] == list(range(1, len(whole) + 1))


def test_the_att_of_each_att_sats_is_bold(make: Make, print_paper: Printer) -> None:
    typed = "Nämnden beslutar\n\n1. att anta planen,\n2. **att** lämna den\n\nMen:\n\n1. Attityder\n2. att inte"
    path = print_paper("verksamhetsplan", make({"title": "Beslut", "blocks": [{"text": typed}]}))
    bodies = [one.words for one in read_tags(path).find("LBody")]
    assert bodies == ["att anta planen,", "att lämna den", "Attityder", "att inte"]
    with pikepdf.open(path) as pdf:
        fonts = {name: str(font.BaseFont) for name, font in pdf.pages[2].Resources.Font.items()}
        bold, current = 0, ""
        for one in pikepdf.parse_content_stream(pdf.pages[2]):
            if str(one.operator) == "Tf":
                current = fonts[str(one.operands[0])]
            bold += str(one.operator) == "Tj" and "serif4-semibold" in current.lower()
    assert bold == 2


def test_a_section_is_turned_with_its_text_and_tables_and_the_next_is_not(make: Make, print_paper: Printer) -> None:
    table = {"columns": ["Mått", "Värde"], "rows": [{"cells": [f"Rad {number}", "1"]} for number in range(40)]}
    document = make(
        {"title": "Stående", "blocks": [{"text": "Text^[Not.]."}]},
        {
            "title": "Liggande",
            "orientation": "landscape",
            "blocks": [{"text": "Text^[Not.]."}, table, {"text": "Mer."}],
        },
        {"title": "Åter stående", "blocks": [{"text": "Text."}]},
    )
    path = print_paper("verksamhetsplan", document)
    tags = read_tags(path)
    pages = {one.words: min(one.all_pages) for one in tags.find("H1")}
    with pikepdf.open(path) as pdf:
        turned = [float(page.MediaBox[2]) > float(page.MediaBox[3]) for page in pdf.pages]
    first, last = pages["Liggande"], pages["Åter stående"]
    assert last - first > 1
    assert [place for place, is_turned in enumerate(turned) if is_turned] == list(range(first, last))


def test_a_picture_has_its_description_and_its_number(make: Make, print_paper: Printer) -> None:
    figure = {
        "kind": "image",
        "picture": "bild",
        "title": "Organisation",
        "alternative": "Nämnden över tre avdelningar",
    }
    document = make(
        {
            "title": "Nämnden",
            "blocks": [
                {"text": "Se [Figur](scn:block/organisation)."},
                {"id": "organisation", "width": 60, **figure},
                {"kind": "image", "picture": "hög", "alternative": "En stapel"},
            ],
        },
        pictures=[{"id": "bild", "data": _png()}, {"id": "hög", "data": _png(10, 400)}],
    )
    path = print_paper("verksamhetsplan", document)
    tags = read_tags(path)
    assert "Se figur 1." in _paragraphs(tags)
    assert "Figur 1. Organisation" in _paragraphs(tags)
    with pikepdf.open(path) as pdf:
        figures = [one for one in pdf.Root.StructTreeRoot.K.K if one.S == "/Figure"]
        assert [str(one.Alt) for one in figures] == [figure["alternative"], "En stapel"]
        left, low, right, high = (float(side) for side in figures[0].A.BBox)
        assert (right - left, high - low) == pytest.approx((60 / 25.4 * 72, 30 / 25.4 * 72), abs=0.02)
        assert "/Dest" in pdf.pages[2].Annots[0]


def test_a_picture_that_cannot_be_read_is_told_of(make: Make, print_paper: Printer) -> None:
    pictures = [{"id": "trasig", "data": b64encode(b"\x89PNG\r\n\x1a\n trasig").decode()}]
    document = make({"title": "Bild", "blocks": [{"kind": "image", "picture": "trasig"}]}, pictures=pictures)
    assert "[bilden går inte att läsa]" in _paragraphs(read_tags(print_paper("verksamhetsplan", document)))
