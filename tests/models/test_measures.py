"""A measure is typed once, wherever it stands; a styrdokument is in the register once."""

import pytest
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, measures, sections
from scn_desktop.models.edits.measures import NewMeasure
from scn_desktop.models.measure_list import elsewhere, listed_measures, sections_with_measures
from scn_desktop.models.plan import Plan
from scn_desktop.models.similar_titles import most_similar


class Two:
    """A plan with two sections, a table of measures in each, and the keys of what is in them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        document.do("Fyll", self._fill)

    @property
    def plan(self) -> Plan:
        return queries.plans(self.document.session)[0]

    def block(self, block_id: str) -> Block:
        return queries.get(self.document.session, Block, block_id)

    def _fill(self, session: Session) -> None:
        paper = self.plan.papers[0].id
        goal = sections.add(session, paper, None, 5, "goal", "Trygga barn")
        first = sections.add(session, paper, goal, 0, "assignment", "Tidigt stöd")
        second = sections.add(session, paper, goal, 1, "assignment", "Egen försörjning")
        self.first = blocks.add(session, first, 0, "measures")
        self.second = blocks.add(session, second, 0, "measures")
        new = [NewMeasure("Öppna mottagning", steering_titles=["Program för barn"]), NewMeasure("Utbilda")]
        self.placed = measures.append(session, self.first, new)
        self.measure = self.block(self.first).measure_placements[0].measure_id


@pytest.fixture
def two(document: Document) -> Two:
    return Two(document)


def test_a_measure_placed_twice_is_one_measure(two: Two, document: Document) -> None:
    document.do("Lägg till befintlig", lambda s: measures.place(s, two.second, two.measure))
    assert len(two.plan.measures) == 2
    document.do("Ändra", lambda s: measures.set_field(s, two.measure, "text", "Öppna två mottagningar"))
    assert [each.measure.text for each in two.block(two.second).measure_placements] == ["Öppna två mottagningar"]
    [(name, section)] = elsewhere(two.block(two.first).measure_placements[0])
    assert (name, section.title) == ("Egen försörjning", "Egen försörjning")


def test_a_measure_taken_out_of_one_of_its_tables_is_kept(two: Two, document: Document) -> None:
    document.do("Lägg till befintlig", lambda s: measures.place(s, two.second, two.measure))
    document.do("Ta bort", lambda s: measures.delete(s, two.placed[:1]))
    assert [each.measure_id for each in two.block(two.second).measure_placements] == [two.measure]
    last = two.block(two.second).measure_placements[0].id
    document.do("Ta bort", lambda s: measures.delete(s, [last]))
    assert two.measure not in [each.id for each in two.plan.measures]


def test_a_measure_stands_in_a_table_once(two: Two, document: Document) -> None:
    with pytest.raises(InputError, match="redan"):
        document.do("Lägg till befintlig", lambda s: measures.place(s, two.first, two.measure))


def test_the_list_has_each_measure_once_in_reading_order_with_all_its_places(two: Two, document: Document) -> None:
    document.do("Ny", lambda s: measures.add(s, two.second, 0, "Anställ"))
    document.do("Lägg till befintlig", lambda s: measures.place(s, two.second, two.measure))
    listed = [(each.measure.text, each.places) for each in listed_measures(two.plan)]
    both = ("Tidigt stöd", "Egen försörjning")
    assert listed == [("Öppna mottagning", both), ("Utbilda", both[:1]), ("Anställ", both[1:])]


def test_only_sections_that_lead_to_a_measure_can_be_chosen(two: Two, document: Document) -> None:
    assert [(depth, section.title) for depth, _, section in sections_with_measures(two.plan)] == [
        (0, "Trygga barn"),
        (1, "Tidigt stöd"),
    ]


def test_new_titles_are_told_by_what_is_added_to_the_register(two: Two, document: Document) -> None:
    titles = ["program för  barn.", "Plan för unga", "Plan för unga"]
    added = document.do("Ändra", lambda s: measures.set_steering(s, two.measure, titles))
    assert len(added) == 1
    assert sorted(each.title for each in queries.committee(document.session).steering_documents) == [
        "Plan för unga",
        "Program för barn",
    ]


def test_a_misspelt_title_is_exchanged_for_the_one_that_was_meant(two: Two, document: Document) -> None:
    titles = ["Program för barn", "Progam för barn"]
    [wrong] = document.do("Ändra", lambda s: measures.set_steering(s, two.measure, titles))
    known = {each.title: each.id for each in queries.committee(document.session).steering_documents}
    document.do("Byt", lambda s: measures.merge_steering_document(s, wrong, known["Program för barn"]))
    measure = two.block(two.first).measure_placements[0].measure
    assert [each.title for each in measure.steering_documents] == ["Program för barn"]
    assert len(queries.committee(document.session).steering_documents) == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Handlingsplan för trygghet och säkerhett", "Handlingsplan för trygghet och säkerhet"),
        ("Handlingplan för trygghet & säkerhet", "Handlingsplan för trygghet och säkerhet"),
        ("Mål och budget 2026–2028", None),
        ("Policy för upphandling", None),
        ("Handlingsplan för trygghet och säkerhet.", None),
    ],
)
def test_what_a_misspelt_title_may_mean(typed: str, meant: str | None) -> None:
    register = ["Handlingsplan för trygghet och säkerhet", "Mål och budget 2025–2027", "Arbetsgivarpolicy"]
    assert most_similar(typed, register) == meant
