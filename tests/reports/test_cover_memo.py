"""Tjänsteskrivelsen on paper, and how the municipality looks on every paper."""

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import committee, papers, plans
from scn_desktop.models.pictures import read_picture
from scn_desktop.models.plan import Paper
from scn_desktop.reports.catalogue import render_cover
from tests.reports.conftest import TODAY, Printer
from tests.reports.papers import assert_conforms, rows_of
from tests.reports.tag_reader import Node, artifact_texts, read_tags


def memo_of(document: Document) -> Paper:
    plan = queries.plan_of_year(document.session)
    assert plan is not None
    found = queries.paper_of_kind(plan, "cover_memo")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def tags(example_papers: dict[str, Path]) -> Node:
    return read_tags(example_papers["tjansteskrivelse"])


def test_it_conforms(example_papers: dict[str, Path]) -> None:
    assert_conforms(example_papers["tjansteskrivelse"])


def test_it_begins_with_sender_date_number_and_officers(tags: Node) -> None:
    facts = rows_of(next(tags.find("Table")))
    assert facts == [
        ["Datum", "2026-11-20"],
        ["Diarienummer", "SCN-2026-00417"],
        ["Handläggare", "Helena Brantgård Mikael Stjernlöf Sara Nordhammar"],
    ]
    before = tags.words.partition("Verksamhetsplan, budget och internkontrollplan 2027")[0]
    assert before.startswith("Exempelköpings kommun Socialförvaltningen Datum")
    assert before.rstrip().endswith("Tjänsteskrivelse till socialnämnden")


def test_its_headings_stand_in_order_and_no_level_is_skipped(tags: Node, example: Document) -> None:
    titles = [section.title for section in memo_of(example).sections]
    assert [one.words for one in tags.find("H1")] == ["Verksamhetsplan, budget och internkontrollplan 2027"]
    assert [one.words for one in tags.find("H2")] == titles


def test_what_is_proposed_and_what_is_attached_are_numbered_lists(tags: Node) -> None:
    proposed, attached = list(tags.find("L"))
    assert [one.words for one in proposed.find("LBody")] == [
        "att anta verksamhetsplan och budget för 2027 enligt bilaga 1,",
        "att anta internkontrollplan för 2027 enligt bilaga 2, samt",
        "att överlämna planerna till kommunstyrelsen.",
    ]
    assert [one.words for one in attached.find("Lbl")] == ["1.", "2.", "3."]
    assert [one.words for one in attached.find("LBody")] == [
        "Verksamhetsplan och budget 2027",
        "Internkontrollplan 2027",
        "Synpunkter från brukarråden (SCN-2026-00431)",
    ]
    assert attached.attributes["ListNumbering"] == "Decimal"


def test_it_ends_with_who_signs(tags: Node) -> None:
    assert tags.words.endswith("Katarina Ljungfors socialdirektör Mikael Stjernlöf ekonomichef")


def test_signatures_are_never_alone_on_a_page(example: Document, print_paper: Printer) -> None:
    memo = memo_of(example)
    text = memo.sections[3].blocks[0]
    for lines in range(24):

        def lengthen(_: Session, lines: int = lines) -> None:
            text.text = "\n\n".join(["Förvaltningen redovisar underlaget."] * lines)

        example.do("Skriv", lengthen)
        pages = read_tags(print_paper("tjansteskrivelse", example))
        last = max(pages.all_pages)
        signers = next(one for one in pages.find("P") if one.words.startswith("Katarina"))
        assert signers.all_pages == {last}
        assert any(last in one.all_pages for one in pages.find("LBody"))


def test_a_proposed_memo_is_unmarked_and_a_decided_one_has_its_paragraph(
    example: Document, print_paper: Printer
) -> None:
    memo = memo_of(example)
    assert all("UTKAST" in "".join(page) for page in artifact_texts(print_paper("tjansteskrivelse", example)))
    example.do("Lägg fram", lambda s: plans.set_paper_status(s, memo.id, "proposed", None, ""))
    drawn = artifact_texts(print_paper("tjansteskrivelse", example))
    assert not any("FÖRSLAG" in "".join(page) or "UTKAST" in "".join(page) for page in drawn)
    example.do("Besluta", lambda s: plans.set_paper_status(s, memo.id, "decided", "2026-12-09", "112"))
    drawn = artifact_texts(print_paper("tjansteskrivelse", example))
    assert all("§ 112, 2026-12-09" in "".join(page).replace("\u00a0", " ") for page in drawn)


def test_a_memo_where_nothing_is_written_is_printed(example: Document, print_paper: Printer) -> None:
    memo = memo_of(example)

    def empty(session: Session) -> None:
        papers.delete_attachments(session, [each.id for each in memo.attachments])
        papers.delete_signatures(session, [each.id for each in memo.signatures])
        for section in list(memo.sections):
            session.delete(section)
        for field in ("title", "officers", "recipient", "registry_number"):
            setattr(memo, field, "")
        memo.dated = None

    example.do("Töm", empty)
    tags = read_tags(print_paper("tjansteskrivelse", example))
    assert [one.words for one in tags.find("H1")] == ["Tjänsteskrivelse 2027"]
    assert "Tjänsteskrivelse till socialnämnden" in tags.words


def test_sub_headings_stand_below_the_sections(example: Document, print_paper: Printer) -> None:
    block = memo_of(example).sections[3].blocks[0]

    def write(_: Session) -> None:
        block.text = "Inledning.\n\n### Budgeten\n\nRamen räknas upp."

    example.do("Skriv", write)
    tags = read_tags(print_paper("tjansteskrivelse", example))
    assert [one.words for one in tags.find("H3")] == ["Budgeten"]


# Several papers as one -----------------------------------------------------------------------------------------------
def test_what_is_attached_follows_in_one_pdf_with_page_numbers_and_bookmarks_that_go_on(
    example_papers: dict[str, Path],
) -> None:
    path = example_papers["sammantradeshandlingar"]
    assert_conforms(path)
    counts = []
    for kind in ("tjansteskrivelse", "verksamhetsplan", "internkontrollplan"):
        with pikepdf.open(example_papers[kind]) as pdf:
            counts.append(len(pdf.pages))
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == sum(counts)
        assert str(pdf.docinfo.Title).startswith("Sammanträdeshandlingar: Verksamhetsplan, budget")
        with pdf.open_outline() as outline:
            above = [item.title for item in outline.root]
            below = [len(item.children) for item in outline.root]
        landscape = [page.MediaBox[2] > page.MediaBox[3] for page in pdf.pages]
    assert above == [
        "Tjänsteskrivelse: Verksamhetsplan, budget och internkontrollplan 2027",
        "Verksamhetsplan och budget 2027",
        "Internkontrollplan 2027",
    ]
    assert below[1] > 10
    assert all(landscape[-counts[2] :])
    drawn = ["".join(texts).replace("\u00a0", " ") for texts in artifact_texts(path)]
    total = sum(counts)
    assert f"Sida {total} ({total})" in drawn[-1]
    assert "Internkontrollplan 2027" in drawn[-1]
    assert "Verksamhetsplan och budget 2027" in drawn[counts[0] + 1]
    assert "Sida" not in drawn[counts[0]]  # the plan's cover


def test_the_contents_are_those_of_the_paper_they_stand_in(example_papers: dict[str, Path]) -> None:
    together = [one.words.rpartition(" ") for one in read_tags(example_papers["sammantradeshandlingar"]).find("TOCI")]
    alone = [one.words.rpartition(" ") for one in read_tags(example_papers["verksamhetsplan"]).find("TOCI")]
    with pikepdf.open(example_papers["tjansteskrivelse"]) as pdf:
        before = len(pdf.pages)
    assert [(title, int(page)) for title, _, page in together] == [
        (title, int(page) + before) for title, _, page in alone
    ]


def test_a_plan_without_a_memo_prints_all_its_papers_together(example: Document, print_paper: Printer) -> None:
    memo = memo_of(example)
    example.do("Ta bort", lambda session: papers.delete(session, memo.id))
    tags = read_tags(print_paper("sammantradeshandlingar", example))
    assert not any(one.words.startswith("Tjänsteskrivelse") for one in tags.find("P"))
    assert "Internkontrollplan 2027" in [one.words for one in tags.find("H1")]


# The municipality's look ---------------------------------------------------------------------------------------------
def colours_of(path: Path) -> set[tuple[float, ...]]:
    """The fill colours of everything in the paper."""
    found = set()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for instruction in pikepdf.parse_content_stream(page):
                if str(instruction.operator) == "rg":
                    found.add(tuple(round(float(one), 2) for one in instruction.operands))
    return found


def test_the_accent_is_the_municipalitys_where_it_has_chosen(example: Document, print_paper: Printer) -> None:
    own, chosen = (0.07, 0.25, 0.29), (0.48, 0.12, 0.17)
    kinds = ("verksamhetsplan", "internkontrollplan")
    assert all(own in colours_of(print_paper(kind, example)) for kind in kinds)
    example.do("Färg", lambda session: committee.set_accent(session, "#7A1F2B"))
    for kind in kinds:
        colours = colours_of(print_paper(kind, example))
        assert chosen in colours
        assert own not in colours


def test_a_colour_that_no_paper_has_is_printed_as_the_programs_own(example: Document, print_paper: Printer) -> None:
    def damage(session: Session) -> None:
        queries.committee(session).accent = "gul"

    example.do("Skada", damage)
    assert (0.07, 0.25, 0.29) in colours_of(print_paper("internkontrollplan", example))


def picture(kind: str, size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGBA" if kind == "PNG" else "RGB", size, (122, 31, 43))
    image.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "size"), [("PNG", (300, 360)), ("JPEG", (900, 120))])
def test_the_emblem_stands_on_cover_and_memo_and_is_not_read(
    kind: str, size: tuple[int, int], example: Document, print_paper: Printer
) -> None:
    ready = read_picture(picture(kind, size))
    example.do("Emblem", lambda session: committee.set_emblem(session, ready))
    for paper in ("tjansteskrivelse", "verksamhetsplan"):
        path = print_paper(paper, example)
        with pikepdf.open(path) as pdf:
            drawn = [len(list(page.get_images())) for page in pdf.pages]
        assert (drawn[0], sum(drawn[1:])) == (1, 0)
        assert not any(0 in figure.all_pages for figure in read_tags(path).find("Figure"))


def test_a_damaged_emblem_is_left_out(example: Document, print_paper: Printer) -> None:
    ready = read_picture(picture("PNG", (10, 10)))
    example.do("Emblem", lambda session: committee.set_emblem(session, ready))

    def damage(session: Session) -> None:
        held = queries.committee(session).emblem
        assert held is not None
        held.data = "bm90IGEgcGljdHVyZQ=="

    example.do("Skada", damage)
    with pikepdf.open(print_paper("tjansteskrivelse", example)) as pdf:
        assert not list(pdf.pages[0].get_images())


def test_the_cover_has_the_facts_of_an_aktiverande_styrdokument(example_papers: dict[str, Path]) -> None:
    facts = rows_of(next(read_tags(example_papers["verksamhetsplan"]).find("Table")))
    assert ["Dokumenttyp", "Aktiverande styrdokument"] in facts
    assert ["Beslutsfattare", "Socialnämnden"] in facts
    assert ["Nämndbehandlas", "Socialnämnden den 9 december 2026"] in facts
    assert ["Dokumentansvarig", "Helena Brantgård"] in facts
    assert ["Version", "2"] in facts


def test_the_cover_alone_is_printed_to_look_at(example: Document, empty: Document, tmp_path: Path) -> None:
    for document in (example, empty):
        path = render_cover(document, tmp_path / "omslag.pdf", today=TODAY)
        assert_conforms(path)
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) == 1
