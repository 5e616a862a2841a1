"""Running text as it is typed, on paper."""

from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.units import mm

from scn_desktop.reports import text
from scn_desktop.reports.flowables import Gap, Heading
from scn_desktop.reports.page import build
from scn_desktop.reports.theme import PORTRAIT
from tests.reports.papers import small_paper, tags_of


def _paragraphs(typed: str, folder: Path) -> list[str]:
    tags = tags_of([Heading("Rubrik", 1, "a"), *text.body(typed, key="b", heading_level=2)], folder)
    return [one.words for one in tags.find("P", "H2", "LBody")]


def test_bold_and_italic_leave_their_words_in_place(tmp_path: Path) -> None:
    assert _paragraphs("Nämnden får **811 miljoner kronor** i *kommunbidrag*.", tmp_path) == [
        "Nämnden får 811 miljoner kronor i kommunbidrag."
    ]


def test_a_line_break_inside_a_paragraph_is_a_space(tmp_path: Path) -> None:
    assert _paragraphs("Första\nandra\n\nTredje", tmp_path) == ["Första andra", "Tredje"]


def test_lists_in_lists_and_paragraphs_in_lists_are_all_printed(tmp_path: Path) -> None:
    typed = "- ett\n\n  mer om ett\n- två\n  - inre\n  - sista\n"
    assert _paragraphs(typed, tmp_path) == ["ett mer om ett", "mer om ett", "två – inre – sista", "inre", "sista"]


def test_the_address_of_a_link_is_printed(tmp_path: Path) -> None:
    assert _paragraphs("Se [Kolada](https://kolada.se).", tmp_path) == ["Se Kolada (https://kolada.se)."]


def test_sub_headings_are_headings_below_the_sections_own(tmp_path: Path) -> None:
    assert _paragraphs("Först.\n\n### Ansvar\n\nSedan.", tmp_path) == ["Först.", "Ansvar", "Sedan."]


def test_a_line_that_leads_to_a_list_is_not_left_at_the_foot_of_a_page(tmp_path: Path) -> None:
    for gap in range(190, 216, 2):
        story = [
            Heading("Rubrik", 1, "a"),
            Gap(gap * mm),
            *text.body("Arbetet görs i tre steg:\n\n- ett\n- två\n- tre"),
        ]
        tags = tags_of(story, tmp_path)
        (paragraph,) = [one for one in tags.find("P") if one.words.endswith("steg:")]
        assert paragraph.all_pages == next(tags.find("LBody")).all_pages


@pytest.mark.parametrize("room", range(0, 40, 2))
def test_no_page_is_left_empty_where_a_heading_comes_to_a_full_one(room: int, tmp_path: Path) -> None:
    above = [*text.body("Först."), Gap(PORTRAIT.frame_height - 36.0 - room), *text.body("Sist på sidan.")]
    story = [*above, Heading("Bilagor", 3, "bilagor"), *text.body("En bilaga.")]
    path = build(small_paper(), story, tmp_path / "prov.pdf")
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) <= 2
