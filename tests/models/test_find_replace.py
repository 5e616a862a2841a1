"""Find and replace reads words, not marks: what is replaced reads as it should and nothing else is changed."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.errors import InputError, PersonalNumberError
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import (
    assessments,
    blocks,
    indicators,
    measures,
    papers,
    plans,
    replacing,
    sections,
    tables,
)
from scn_desktop.models.edits.indicators import NewIndicator, NewPart
from scn_desktop.models.edits.measures import NewMeasure
from scn_desktop.models.find_replace import Hit, Wanted, find_in_paper, in_strands, replaced
from scn_desktop.models.plan import Paper
from scn_desktop.models.shown_letters import NOWHERE, Grammar, strands

DECISION: Final = ("decided", "2026-12-09", "§ 112")


def words(text: str, grammar: Grammar = "running") -> list[str]:
    return [strand.text for strand in strands(text, grammar)]


def swap(text: str, old: str, new: str, grammar: Grammar = "running", **how: bool) -> str:
    wanted = Wanted(old, **how)
    count = len(in_strands(strands(text, grammar), wanted))
    return replaced(text, grammar, wanted, new, range(count))[0]


def test_words_are_read_without_marks_addresses_and_what_references_say() -> None:
    text = (
        '# Om *stöd*\n\nSe [vår **sida**](https://exempel.se/stöd "stöd") och [Uppdrag 1](scn:section/stöd).\n\n'
        "- Råd^[Not om *råd*.] & st\\*d\n  på två rader\n1. `kod`&nbsp;&amp; mer\n"
    )
    assert words(text) == [
        "Om stöd",
        "Se vår sida och \ufffc.",
        "Råd & st*d på två rader",
        "Not om råd.",
        "kod\u00a0& mer",
    ]


@pytest.mark.parametrize(
    ("text", "old", "new", "after"),
    [
        ("Barn och barnen", "barn", "unga", "unga och ungaen"),
        ("**Barn** och *unga*", "barn", "vuxna", "**vuxna** och *unga*"),
        ("ba**rn**en", "barn", "vux", "**vux**en"),
        ("[barn](https://barn.se)", "barn", "unga", "[unga](https://barn.se)"),
        ("[barn](scn:section/barn) och barn", "barn", "unga", "[barn](scn:section/barn) och unga"),
        ("Mål^[Om barn.] för barn", "barn", "unga", "Mål^[Om unga.] för unga"),
        ("stöd\ntill barn", "stöd till", "hjälp åt", "hjälp åt barn"),
        ("26\u00a0kap.", "26 kap", "27 kap", "27 kap."),
        ("R\\*d", "r*d", "råd", "råd"),
        ("råd", "råd", "5*3*2", "5\\*3\\*2"),
        ("A &amp; B", "&", "och", "A och B"),
        ("en **bra** dag", "bra", "", "en  dag"),
        ("1. ett\n2. två", "ett", "- x", "1. \\- x\n2. två"),
    ],
)
def test_what_is_replaced_reads_as_it_should(text: str, old: str, new: str, after: str) -> None:
    assert swap(text, old, new) == after


def test_case_and_whole_words_can_be_asked_for() -> None:
    assert swap("Barn barn barnen", "barn", "X", case=True) == "Barn X Xen"
    assert swap("Barn barn barnen omåbarn", "barn", "X", whole=True) == "X X barnen omåbarn"
    assert swap("ÅTGÄRD åtgärd atgard", "Åtgärd", "x") == "x x atgard"


def test_a_cell_is_plain_but_for_footnotes_and_references() -> None:
    assert words("a*b* \\ [x](y)^[not]\nrad", "cell") == ["a*b* \\ [x](y)\nrad", "not"]
    assert swap("*barn*^[barn] [barn](scn:block/1)", "barn", "*u*", "cell") == "**u**^[*u*] [barn](scn:block/1)"


TEXT = st.text(alphabet="ab *_`[]()^\\&#-1.\n>!ö\u00a0", max_size=60)
RUNNING_TEXT = st.one_of(
    TEXT,
    st.lists(
        st.sampled_from(
            ["ab", "**ab**", "*a*", "a^[b *a*]", "[ab](scn:section/a)", "[a](b)", "\n\n", "\n- ", "\\*", "&ouml;", " "]
        ),
        max_size=12,
    ).map("".join),
)


@given(RUNNING_TEXT, st.sampled_from(["a", "ab", "b a", "ö", "*"]), st.sampled_from(["", "x", "*", "a b", "_x_", "1."]))
def test_any_text_can_be_searched_and_only_what_is_found_changes(text: str, old: str, new: str) -> None:
    before = strands(text, "running")
    for strand in before:
        for letter, place in zip(strand.letters, strand.places, strict=True):
            if place != NOWHERE and letter == "b":
                assert "b" in text[place[0] : place[1]]
    found = in_strands(before, Wanted(old))
    changed, done = replaced(text, "running", Wanted(old), new, range(len(found)))
    assert done <= len(found)
    if not done:
        assert changed == text
    if done == len(found):
        letters = [list(strand.letters) for strand in before]
        for number, start, _, sought, *_ in reversed(found):
            letters[number][start : start + len(sought)] = new
        wanted = [" ".join("".join(each).split()) for each in letters]
        assert [" ".join(each.split()) for each in words(changed)] == [each for each in wanted if each]


class Filled:
    """A paper in which "insats" stands in every kind of place."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.paper: Paper = queries.plans(document.session)[0].papers[0]
        section = document.do("Avsnitt", lambda s: sections.add(s, self.paper.id, None, 0, "chapter", "Insatser"))
        self.section = section
        self.text = document.do("Text", lambda s: blocks.add(s, section, 0, "text"))
        document.do("Text", lambda s: blocks.set_field(s, self.text, "text", "En **insats**^[Ny insats.] i taget."))
        self.measures = document.do("Nytt", lambda s: blocks.add(s, section, 1, "measures"))
        document.do("Nytt", lambda s: measures.append(s, self.measures, [NewMeasure("Insats A", "Bättre insats")]))
        self.indicators = document.do("Nytt", lambda s: blocks.add(s, section, 2, "indicators"))
        new = [NewIndicator("Antal insatser", [NewPart("", "", {"total": "12 insatser"})])]
        document.do("Nytt", lambda s: indicators.append(s, self.indicators, new))
        self.table = document.do("Nytt", lambda s: blocks.add(s, section, 3, "table"))
        rows = [["Insats", "Råd^[Sen insats.]"]]
        document.do("Nytt", lambda s: tables.append_rows(s, self.block(self.table), rows))
        document.do("Not", lambda s: blocks.set_field(s, self.table, "note", "Insats betyder stöd."))

    def block(self, block_id: str) -> Block:
        return queries.get(self.document.session, Block, block_id)

    def found(self, text: str = "insats") -> list[Hit]:
        return [hit for hit in find_in_paper(self.paper, Wanted(text)) if hit.section_id == self.section]


@pytest.fixture
def filled(document: Document) -> Filled:
    return Filled(document)


def test_every_kind_of_place_is_found_in_reading_order_with_its_context(filled: Filled) -> None:
    hits = filled.found()
    assert [(hit.table, hit.column, hit.found) for hit in hits] == [
        ("section", "title", "Insats"),
        ("block", "text", "insats"),
        ("block", "text", "insats"),
        ("measure", "text", "Insats"),
        ("measure", "effect", "insats"),
        ("indicator", "name", "insats"),
        ("indicator_value", "text", "insats"),
        ("table_cell", "text", "Insats"),
        ("table_cell", "text", "insats"),
        ("block", "note", "Insats"),
    ]
    assert (hits[1].before, hits[1].after, hits[1].in_note) == ("En ", " i taget.", False)
    assert hits[2].in_note


def test_who_signs_and_the_self_assessment_are_found_where_they_print(filled: Filled) -> None:
    document, paper = filled.document, filled.paper
    document.do("Nytt", lambda s: blocks.add(s, filled.section, 4, "signatures"))
    document.do("Nytt", lambda s: blocks.add(s, filled.section, 5, "self_assessment"))
    document.do("Nytt", lambda s: papers.add_signature(s, paper.id, name="Enhetschef insats", title="Insatschef"))
    area = document.do("Nytt", lambda s: assessments.add_area(s, paper.plan_id, "Våra insatser"))
    document.do("Nytt", lambda s: assessments.set_area_field(s, area, "comment", "Insatserna räcker."))
    document.do("Nytt", lambda s: assessments.add_criterion(s, area, "En insats följs upp."))
    hits = [(hit.table, hit.column) for hit in filled.found()]
    assert hits[-5:] == [
        ("signature", "name"),
        ("signature", "title"),
        ("assessment_area", "title"),
        ("assessment_area", "comment"),
        ("assessment_criterion", "text"),
    ]


def test_all_are_replaced_in_one_step_that_can_be_undone(filled: Filled) -> None:
    before = len(find_in_paper(filled.paper, Wanted("insats")))
    result = filled.document.do("Ersätt", lambda s: replacing.replace(s, filled.paper.id, Wanted("insats"), "stödform"))
    assert (result.done, result.left, result.decided) == (before, 0, 0)
    assert not find_in_paper(filled.paper, Wanted("insats"))
    assert filled.block(filled.text).text == "En **stödform**^[Ny stödform.] i taget."
    filled.document.undo()
    assert len(find_in_paper(filled.paper, Wanted("insats"))) == before


def test_only_the_chosen_places_are_replaced(filled: Filled) -> None:
    chosen = {filled.found()[2].key, filled.found()[3].key}
    filled.document.do("Ersätt", lambda s: replacing.replace(s, filled.paper.id, Wanted("insats"), "X", chosen))
    assert filled.block(filled.text).text == "En **insats**^[Ny X.] i taget."
    assert filled.block(filled.measures).measure_placements[0].measure.text == "X A"
    assert len(filled.found()) == 8


def test_a_decided_paper_is_not_changed_nor_what_it_shares(filled: Filled) -> None:
    plan = filled.paper.plan
    other = next(paper for paper in plan.papers if paper is not filled.paper)
    measure = filled.block(filled.measures).measure_placements[0].measure.id
    placed = filled.document.do("Nytt", lambda s: blocks.add(s, other.sections[0].id, 0, "measures"))
    filled.document.do("Placera", lambda s: measures.place(s, placed, measure))
    filled.document.do("Besluta", lambda s: plans.set_paper_status(s, other.id, *DECISION))
    result = filled.document.do("Ersätt", lambda s: replacing.replace(s, filled.paper.id, Wanted("insats"), "X"))
    assert result.decided == 2
    assert filled.block(placed).measure_placements[0].measure.text == "Insats A"
    filled.document.do("Besluta", lambda s: plans.set_paper_status(s, filled.paper.id, *DECISION))
    with pytest.raises(InputError, match="beslutad"):
        filled.document.do("Ersätt", lambda s: replacing.replace(s, filled.paper.id, Wanted("X"), "Y"))


def test_a_personnummer_and_a_line_break_cannot_be_put_in(filled: Filled) -> None:
    with pytest.raises(PersonalNumberError):
        filled.document.do("Ersätt", lambda s: replacing.replace(s, filled.paper.id, Wanted("insats"), "811228-9874"))
    with pytest.raises(InputError, match="radbrytningar"):
        filled.document.do("Ersätt", lambda s: replacing.replace(s, filled.paper.id, Wanted("insats"), "a\nb"))
    assert len(filled.found()) == 10
