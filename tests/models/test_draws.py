"""Drawing the cases of a stickprov: every draw is kept, nothing of it can be taken back, and the record says it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError, NotUndoable, PersonalNumberError
from scn_desktop.exchange.json_export import export_json
from scn_desktop.exchange.json_import import import_json
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.draw import Draw
from scn_desktop.models.draw_rules import RULE, ListedCase, in_order, outcome, verify_draw, verify_selection
from scn_desktop.models.draw_words import altered_words, draw_facts, public_words, selection_words, title
from scn_desktop.models.edits import draws, spot_checks
from scn_desktop.models.entities import SpotCheck, Subcommittee
from scn_desktop.models.spot_check_minutes import minutes_text
from scn_desktop.models.spot_check_seal import short_code
from tests.models.drawing import CATEGORY, NOW, OTHER, begun, cases, drawn, made_draw, meeting, secrets_from
from tests.models.planned import do_undo_redo, new_document, rows


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    opened = new_document(tmp_path / "prov.scnplan")
    yield opened
    opened.close()


def leave_out(document: Document, record: SpotCheck, place: int, reason: str = "Jäv.") -> None:
    case = record.cases[place]
    document.do(
        "Hoppa över",
        lambda session: draws.omit(session, str(record.draw_id), str(case.draw_item_id), reason, "Kerstin Alm", NOW),
        barrier=True,
    )


def write(document: Document, case_id: str, reference: str) -> None:
    document.do("Skriv", lambda session: spot_checks.set_reference(session, case_id, reference))


def test_a_draw_keeps_the_list_the_rule_and_the_secrets(document: Document) -> None:
    draw = made_draw(document, cases(12))
    assert (draw.rule, draw.wanted, draw.reserves, draw.made_by) == (RULE, 3, 2, "Kerstin Alm")
    assert draw.made_at == "2027-09-08T13:02:00+02:00"
    assert [each.reference for each in draw.items] == in_order(draw.seed, [each.reference for each in cases(12)])
    assert {(each.dated, each.unit) for each in draw.items} == {(each.dated, each.unit) for each in cases(12)}
    assert verify_draw(draw) == []


def test_the_seed_is_made_after_the_list_is_fixed(document: Document) -> None:
    asked: list[str] = []

    def refuse() -> str:
        asked.append("frö")
        return "0" * 64

    with pytest.raises(InputError):
        document.do(
            "Dra",
            lambda session: draws.make_draw(
                session, meeting(document).id, [*cases(3), cases(1)[0]], "", 3, 2, "K", NOW, refuse
            ),
            barrier=True,
        )
    assert asked == []


def test_two_draws_of_one_list_have_their_own_seeds(document: Document) -> None:
    where = meeting(document).id
    made = [
        document.do("Dra", lambda session: draws.make_draws(session, where, cases(9), 3, 2, "K", NOW), barrier=True)[0]
        for _ in range(2)
    ]
    first, second = (queries.get(document.session, Draw, key) for key in made)
    assert len({first.seed, second.seed, first.salt, second.salt}) == 4
    assert {title(first), title(second)} == {"Dragning 1 av 2", "Dragning 2 av 2"}


def test_a_draw_cannot_be_undone(document: Document) -> None:
    drawn(document)
    assert document.undo_label is None
    with pytest.raises(NotUndoable):
        document.undo()


def test_a_draw_as_an_ordinary_step_is_refused(document: Document) -> None:
    where = meeting(document).id
    before = rows(document)
    with pytest.raises(InputError, match="Varje dragning av ärenden bevaras"):
        document.do("Dra", lambda session: draws.make_draws(session, where, cases(9), 3, 2, "K", NOW))
    assert rows(document) == before


@pytest.mark.parametrize("barrier", [False, True])
def test_no_part_of_a_draw_can_be_changed_or_removed(document: Document, barrier: bool) -> None:
    record = drawn(document)
    leave_out(document, record, 0)
    draw = record.draw
    assert draw is not None
    before = rows(document)

    def run(statement: str) -> None:
        document.do("Ändra", lambda session: session.connection().exec_driver_sql(statement), barrier=barrier)

    for table, column in (("draw", "seed"), ("draw", "made_by"), ("draw_item", "unit"), ("draw_omission", "reason")):
        with pytest.raises(InputError, match="Varje dragning av ärenden bevaras"):
            run(f"UPDATE {table} SET {column} = 'x'")
    for table in ("draw_omission", "draw_item", "draw"):
        with pytest.raises(InputError, match="Varje dragning av ärenden bevaras"):
            run(f"DELETE FROM {table}")
    assert rows(document) == before


def test_a_meeting_or_utskott_with_a_draw_cannot_be_removed(document: Document) -> None:
    made_draw(document, cases(9))
    where = meeting(document)
    before = rows(document)
    with pytest.raises(InputError, match="Varje dragning av ärenden bevaras"):
        document.do("Ta bort", lambda session: spot_checks.delete_meeting(session, where.id))
    with pytest.raises(InputError, match="Varje dragning av ärenden bevaras"):
        document.do("Ta bort", lambda session: spot_checks.delete_subcommittee(session, where.subcommittee_id))
    assert rows(document) == before
    assert queries.subcommittees(document.session)[0].meetings[0].draws


def test_a_removed_record_leaves_its_draw_for_the_next(document: Document) -> None:
    record = drawn(document)
    references = [case.reference for case in record.cases]
    draw_id = record.draw_id
    document.do("Ta bort stickprov", lambda session: spot_checks.delete_record(session, record.id))
    again = begun(document)
    document.do("Fyll", lambda session: draws.use_draw(session, again.id, str(draw_id)))
    assert [case.reference for case in again.cases] == references


def test_the_drawn_cases_fill_the_empty_cards(document: Document) -> None:
    record = drawn(document)
    draw = record.draw
    assert draw is not None
    assert [case.reference for case in record.cases] == [each.reference for each in outcome(draw).drawn]
    assert [case.draw_item_id for case in record.cases] == [each.id for each in outcome(draw).drawn]
    assert record.selection == "drawn"
    assert verify_selection(record) == []
    said = "Tre ärenden är dragna av programmet ur en lista med 12 ärenden (dragning 1 av 1)."
    assert selection_words(record).replace("\u00a0", " ") == said
    document.session.expire_all()
    assert [case.draw_item.reference for case in record.cases if case.draw_item] == [
        case.reference for case in record.cases
    ]


def test_using_a_draw_that_was_made_can_be_undone(document: Document) -> None:
    record = begun(document)
    draw = made_draw(document, cases(9), wanted=5)
    do_undo_redo(document, lambda session: draws.use_draw(session, record.id, draw.id))
    assert len(record.cases) == 5


def test_what_is_filled_in_already_is_kept_beside_the_drawn(document: Document) -> None:
    record = begun(document)
    document.do("Skriv", lambda session: spot_checks.set_reference(session, record.cases[1].id, "2027-77"))
    assert record.selection == "by_hand"
    draw = made_draw(document, cases(9))
    document.do("Fyll", lambda session: draws.use_draw(session, record.id, draw.id))
    assert [case.reference for case in record.cases][1] == "2027-77"
    assert len(record.cases) == 4
    assert "Ett ärende är valt för hand." in selection_words(record)


def test_a_draw_fills_one_record_only_and_none_of_another_meeting(document: Document) -> None:
    record = drawn(document)
    other = begun(document)
    with pytest.raises(InputError, match="redan använd"):
        document.do("Fyll", lambda session: draws.use_draw(session, other.id, str(record.draw_id)))
    later = document.do(
        "Möte", lambda session: spot_checks.add_meeting(session, meeting(document).subcommittee_id, "2027-10-06")
    )
    key = document.do("Dra", lambda session: draws.make_draws(session, later, cases(9), 3, 2, "K", NOW), barrier=True)[
        0
    ]
    with pytest.raises(InputError, match="annat sammanträde"):
        document.do("Fyll", lambda session: draws.use_draw(session, other.id, key))


def test_a_reference_written_over_by_hand_is_no_longer_drawn(document: Document) -> None:
    record = drawn(document)
    case = record.cases[0]
    do_undo_redo(document, lambda session: spot_checks.set_reference(session, case.id, "2027-99"))
    assert (case.draw_item_id, record.selection) == (None, "drawn")
    words = selection_words(record)
    assert words.startswith("Två ärenden är dragna")
    assert words.endswith("Ett ärende är valt för hand.")
    assert "utom de som är valda för hand" in public_words(record)
    for each in record.cases[1:]:
        write(document, each.id, f"x{each.id[:5]}")
    assert (record.selection, record.draw_id) == ("by_hand", None)
    assert selection_words(record).startswith("Ärendena är valda för hand, inte dragna av programmet.")


def test_a_draw_that_is_passed_over_for_cases_by_hand_is_told(document: Document) -> None:
    record = begun(document)
    document.do("Själv", lambda session: draws.pick_by_hand(session, record.id))
    assert "dragning" not in public_words(record)
    made_draw(document, cases(12))
    for words in (selection_words(record), public_words(record)):
        assert words.endswith("1 dragning som gjordes för sammanträdet är inte använd.")


def test_writing_the_same_reference_again_leaves_the_case_drawn(document: Document) -> None:
    record = drawn(document)
    same = record.cases[0].reference
    document.do("Skriv", lambda session: spot_checks.set_reference(session, record.cases[0].id, f" {same} "))
    assert record.cases[0].draw_item_id is not None


def test_picking_by_hand_is_said_and_can_be_undone(document: Document) -> None:
    record = begun(document)
    assert selection_words(record) == ""
    do_undo_redo(document, lambda session: draws.pick_by_hand(session, record.id))
    assert record.selection == "by_hand"


def test_leaving_out_a_case_takes_the_next_reserve_and_its_answers_with_it(document: Document) -> None:
    record = drawn(document)
    draw = record.draw
    assert draw is not None
    reserves = [each.reference for each in outcome(draw).reserves]
    case, question = record.cases[1], record.questions[0]

    def answer(session: Session) -> None:
        spot_checks.set_answer(session, case.id, question.id, "no")
        spot_checks.set_comment(session, case.id, "Saknas.")
        spot_checks.set_case_assessment(session, case.id, "remark")

    document.do("Svara", answer)
    leave_out(document, record, 1, "Justeraren är jävig")
    assert case.reference == reserves[0]
    assert (case.answers, case.comment, case.assessment) == ([], "", "")
    assert verify_draw(draw) == []
    assert verify_selection(record) == []
    assert document.undo_label is None
    leave_out(document, record, 1)
    assert case.reference == reserves[1]
    said = dict(draw_facts(draw))
    assert said["Reserver kvar"] == "inga"
    assert said["Dragna"].split(", ") == [each.reference for each in outcome(draw).drawn]


def test_without_reserves_the_place_of_a_case_left_out_is_empty(document: Document) -> None:
    record = drawn(document, reserves=0)
    leave_out(document, record, 2)
    assert (record.cases[2].reference, record.cases[2].draw_item_id) == ("", None)
    assert selection_words(record).startswith("Två ärenden är dragna")


def test_leaving_out_needs_a_reason_a_name_and_a_drawn_case(document: Document) -> None:
    record = drawn(document)
    draw = record.draw
    assert draw is not None
    item = draw.items[0].id

    def omit(reason: str, by: str, which: str) -> None:
        document.do("Hoppa", lambda session: draws.omit(session, draw.id, which, reason, by, NOW), barrier=True)

    for reason, by, which in ((" ", "Kerstin", item), ("Jäv.", " ", item), ("Jäv.", "Kerstin", draw.items[7].id)):
        with pytest.raises(InputError):
            omit(reason, by, which)
    with pytest.raises(PersonalNumberError):
        leave_out(document, record, 0, "Känner 19811218-9876.")
    assert not draw.omissions


def test_a_drawn_case_is_not_removed_but_left_out(document: Document) -> None:
    record = drawn(document)
    with pytest.raises(InputError, match="hoppas över"):
        document.do("Ta bort", lambda session: spot_checks.remove_case(session, record.cases[0].id))


def test_a_drawn_case_that_is_emptied_and_removed_is_told(document: Document) -> None:
    record = drawn(document, count=12)
    assert "inte med" not in selection_words(record) + public_words(record)
    case = record.cases[0].id
    write(document, case, "")
    document.do("Ta bort", lambda session: spot_checks.remove_case(session, case))
    assert selection_words(record).endswith("Ett av de dragna ärendena är inte med.")
    assert "Alla som drogs är inte med." in public_words(record)


def test_a_case_left_out_with_a_reason_is_not_told_as_gone(document: Document) -> None:
    record = drawn(document, reserves=0)
    leave_out(document, record, 0)
    assert "inte med" not in selection_words(record) + public_words(record)


def test_nothing_is_left_out_of_a_signed_record(document: Document) -> None:
    record = drawn(document)

    def fill(session: Session) -> None:
        for case in record.cases:
            for question in record.questions:
                spot_checks.set_answer(session, case.id, question.id, "yes")
            spot_checks.set_case_assessment(session, case.id, "no_remark")
        spot_checks.set_field(session, record.id, "presenter", "enhetschef")
        spot_checks.set_assessment(session, record.id, "no_remark")

    document.do("Fyll i", fill)
    document.do("Signera", lambda session: spot_checks.sign(session, record.id, "Kerstin Alm", NOW), barrier=True)
    with pytest.raises(InputError, match="signerat"):
        leave_out(document, record, 0)


def test_one_draw_for_each_category_in_one_step(document: Document) -> None:
    listed = [*cases(8, CATEGORY), *cases(2, OTHER, first=100)]
    where = meeting(document).id
    keys = document.do(
        "Dra",
        lambda session: draws.make_draws(
            session, where, listed, 3, 2, "K", NOW, per_category=True, secret=secrets_from("per")
        ),
        barrier=True,
    )
    made = [queries.get(document.session, Draw, key) for key in keys]
    assert [(each.category_title, len(each.items)) for each in made] == [(CATEGORY, 8), (OTHER, 2)]
    assert len(outcome(made[1]).drawn) == 2
    assert all(verify_draw(each) == [] for each in made)


def test_a_case_that_stands_twice_is_counted_once_in_a_draw_among_all(document: Document) -> None:
    where = meeting(document).id
    listed = [*cases(4, CATEGORY), *cases(4, OTHER)]
    key = document.do("Dra", lambda session: draws.make_draws(session, where, listed, 3, 2, "K", NOW), barrier=True)[0]
    assert len(queries.get(document.session, Draw, key).items) == 4


@pytest.mark.parametrize(
    ("listed", "wanted", "by"),
    [
        ([], 3, "K"),
        ([ListedCase(" ")], 3, "K"),
        ([ListedCase("1"), ListedCase("1 ")], 3, "K"),
        (cases(9), 2, "K"),
        (cases(9), 3, " "),
    ],
)
def test_what_cannot_be_drawn_from_is_refused(
    document: Document, listed: list[ListedCase], wanted: int, by: str
) -> None:
    before = rows(document)
    with pytest.raises(InputError):
        document.do(
            "Dra",
            lambda session: draws.make_draw(session, meeting(document).id, listed, "", wanted, 2, by, NOW),
            barrier=True,
        )
    assert rows(document) == before


def test_a_personnummer_in_the_list_is_refused_and_nothing_is_drawn(document: Document) -> None:
    before = rows(document)
    with pytest.raises(PersonalNumberError):
        made_draw(document, [*cases(5), ListedCase("19811218-9876")])
    assert rows(document) == before


def test_draws_go_with_the_file_out_and_in_again(document: Document, tmp_path: Path) -> None:
    record = drawn(document)
    leave_out(document, record, 0)
    other = import_json(export_json(document.session), tmp_path / "kopia.scnplan")
    try:
        copy = queries.spot_checks(other.session)[0]
        assert copy.draw is not None
        assert record.draw is not None
        assert draw_facts(copy.draw) == draw_facts(record.draw)
        assert verify_draw(copy.draw) == []
        assert verify_selection(copy) == []
        with pytest.raises(InputError):
            other.do("Ta bort", lambda session: spot_checks.delete_meeting(session, copy.meeting_id))
    finally:
        other.close()


def test_a_draw_altered_with_another_tool_is_told(document: Document, tmp_path: Path) -> None:
    record = drawn(document)
    draw = record.draw
    assert draw is not None
    for change, named in (
        ("UPDATE draw SET seed = substr(seed, 2) || '0'", ["Fröet eller listans ordning"]),
        ("UPDATE draw SET rule = 'egen'", ["Metoden"]),
        (f"UPDATE draw_item SET reference = 'X' WHERE id = '{draw.items[8].id}'",
         ["Listan, saltet eller listans fingeravtryck", "Fröet eller listans ordning"]),
        (f"DELETE FROM draw_item WHERE id = '{draw.items[8].id}'", ["Listan, saltet eller listans fingeravtryck"]),
    ):  # fmt: skip
        path = tmp_path / "ändrad.scnplan"
        document.save_copy(path)
        with sqlite3.connect(path) as connection:
            connection.execute(change)
        connection.close()
        opened = Document.open(path)
        found = queries.spot_checks(opened.session)[0].draw
        assert found is not None
        assert verify_draw(found)[: len(named)] == named
        opened.close()
        path.unlink()


def test_the_public_is_told_how_many_draws_but_no_reference_and_no_small_list(document: Document) -> None:
    record = drawn(document)
    made_draw(document, cases(4, first=50))
    said = public_words(record).replace("\u00a0", " ")
    assert said == (
        "Ärendena är dragna av programmet ur en lista med 12 ärenden. För sammanträdet gjordes 2 dragningar."
    )
    assert not any(case.reference in said for case in record.cases)
    short = begun(document)
    few = queries.get(document.session, Subcommittee, meeting(document).subcommittee_id).meetings[0].draws
    small = next(each for each in few if len(each.items) == 4)
    document.do("Fyll", lambda session: draws.use_draw(session, short.id, small.id))
    assert "ur en lista. " in public_words(short)


def test_a_reference_that_is_put_back_is_drawn_again(document: Document) -> None:
    record = drawn(document)
    case, item = record.cases[0], record.cases[0].draw_item_id
    reference = case.reference
    write(document, case.id, "2027-99")
    write(document, case.id, reference)
    assert case.draw_item_id == item
    write(document, record.cases[1].id, reference)
    assert record.cases[1].draw_item_id is None, "one drawn case stands in one place"


def test_the_minutes_tell_that_the_cases_were_drawn_and_the_code_of_the_list(document: Document) -> None:
    record = drawn(document)
    assert record.draw is not None
    said = minutes_text(record)
    assert selection_words(record) in said
    assert f"Listans kod {short_code(record.draw.list_fingerprint)}." in said
    by_hand = begun(document)
    assert "Listans kod" not in minutes_text(by_hand)


def test_an_altered_draw_is_named_with_its_number(document: Document, tmp_path: Path) -> None:
    drawn(document)
    assert altered_words(meeting(document)) == ""
    path = tmp_path / "ändrad.scnplan"
    document.save_copy(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE draw SET seed = salt")
        connection.execute("UPDATE spot_check_case SET reference = 'IFO-X' WHERE order_key = 'a0'")
    connection.close()
    opened = Document.open(path)
    record = queries.spot_checks(opened.session)[0]
    assert altered_words(record.meeting) == (
        "Dragning 1 av 1 är ändrad utanför programmet: fröet eller listans ordning."
    )
    assert "Ärende 1 är inte som dragningen gav" in selection_words(record)
    opened.close()
