"""Every edit of a budget table can be undone and done again."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError, PersonalNumberError
from scn_desktop.models import queries
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.budget_checks import check_result
from scn_desktop.models.budget_sums import table_view
from scn_desktop.models.budget_view import TableView
from scn_desktop.models.edits import budget_checks, budget_fill, budget_formulas, budgets
from scn_desktop.models.money import Figure
from tests.models.planned import do_undo_redo, new_document, rows

MNKR = 100_000_000
ROWS = [
    ("Intäkter", "heading", ""),
    ("Taxor", "amount", "4"),
    ("Statsbidrag (573)", "amount", "104"),
    ("Summa intäkter", "subtotal", "100"),
    ("Resultat", "balance", ""),
]


class Made:
    """A table with one column of amounts and an empty one beside it."""

    def __init__(self, path: Path) -> None:
        self.document = new_document(path)
        self.table_id = self.document.do("Ny tabell", self._add)
        self.columns = [column.id for column in self.view.columns]
        for (_, _, text), row in zip(ROWS, self.view.rows, strict=True):
            if text:
                self.type_in(row.id, text)

    def _add(self, session: Session) -> str:
        plan = queries.plans(session)[0]
        table = budgets.add_table(session, plan.id, "Resultatbudget", headings=["Prognos 2026", "Budget 2027"])
        for label, kind, _ in ROWS:
            budgets.add_row(session, table, label, kind)  # type: ignore[arg-type]
            session.expire(queries.get(session, BudgetTable, table), ["rows"])
        return table

    def type_in(self, row_id: str, text: str) -> None:
        self.do(lambda session: budgets.set_amount(session, row_id, self.columns[0], text))

    def do(self, action: Callable[[Session], object]) -> None:
        self.document.do("Prov", action)

    @property
    def table(self) -> BudgetTable:
        return queries.get(self.document.session, BudgetTable, self.table_id)

    @property
    def view(self) -> TableView:
        return table_view(self.table)

    def row(self, place: int) -> str:
        return self.view.rows[place].id

    def texts(self, column: int = 0) -> list[str]:
        return [row.cells[column].text for row in self.view.rows]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    budget = Made(tmp_path / "plan.scnplan")
    yield budget
    budget.document.close()


def test_a_table_is_added_renamed_moved_and_deleted(made: Made) -> None:
    plan = made.table.plan.id
    second = do_undo_redo(made.document, lambda session: budgets.add_table(session, plan, "Investeringar", 0))
    titles = [table.title for table in queries.plans(made.document.session)[0].budget_tables]
    assert titles == ["Investeringar", "Resultatbudget"]
    do_undo_redo(made.document, lambda session: budgets.rename_table(session, second, "Investeringsbudget"))
    do_undo_redo(made.document, lambda session: budgets.move_table(session, second, 1))
    assert [table.id for table in queries.plans(made.document.session)[0].budget_tables] == [made.table_id, second]
    do_undo_redo(made.document, lambda session: budgets.delete_table(session, made.table_id))
    assert [table.id for table in queries.plans(made.document.session)[0].budget_tables] == [second]


def test_another_unit_and_more_decimals_change_what_is_shown_only(made: Made) -> None:
    do_undo_redo(made.document, lambda session: budgets.set_unit(session, made.table_id, "tkr"))
    do_undo_redo(made.document, lambda session: budgets.set_decimals(session, made.table_id, 1))
    assert made.texts()[1] == "4\u00a0000,0"
    cell = made.view.rows[1].cells[0]
    assert cell.given == Figure(4 * MNKR, MNKR)


def test_a_note_below_the_table_is_kept(made: Made) -> None:
    do_undo_redo(made.document, lambda session: budgets.set_note(session, made.table_id, "Preliminära belopp."))
    assert made.view.note == "Preliminära belopp."


def test_columns_are_added_renamed_moved_and_deleted(made: Made) -> None:
    table = made.table_id
    added = do_undo_redo(made.document, lambda session: budgets.add_column(session, table, "Bokslut 2025", 0))
    assert [(column.heading, column.kind, column.year) for column in made.view.columns] == [
        ("Bokslut 2025", "accounts", 2025),
        ("Prognos 2026", "forecast", 2026),
        ("Budget 2027", "budget", 2027),
    ]
    do_undo_redo(made.document, lambda session: budgets.set_heading(session, added, "Plan 2028"))
    assert made.view.columns[0].kind == "plan"
    do_undo_redo(made.document, lambda session: budgets.move_column(session, added, 2))
    assert [column.year for column in made.view.columns] == [2026, 2027, 2028]
    do_undo_redo(made.document, lambda session: budgets.delete_column(session, made.columns[0]))
    assert [row.cells[0].text for row in made.view.rows] == ["", "", "", "", ""]


def test_rows_are_added_renamed_moved_and_deleted(made: Made) -> None:
    table = made.table_id
    added = do_undo_redo(made.document, lambda session: budgets.add_row(session, table, "Avgifter (61)", index=1))
    assert [row.label for row in made.view.rows][:3] == ["Intäkter", "Avgifter", "Taxor"]
    assert made.view.rows[1].code == "61"
    do_undo_redo(made.document, lambda session: budgets.set_label(session, added, "Hyror"))
    do_undo_redo(made.document, lambda session: budgets.move_row(session, added, 2))
    assert [row.label for row in made.view.rows][1:4] == ["Taxor", "Hyror", "Statsbidrag"]
    do_undo_redo(made.document, lambda session: budgets.delete_rows(session, [added, made.row(1)]))
    assert [row.label for row in made.view.rows][:2] == ["Intäkter", "Statsbidrag"]


def test_an_amount_is_kept_as_it_was_given_and_removed_by_nothing(made: Made) -> None:
    row, column = made.row(1), made.columns[1]
    do_undo_redo(made.document, lambda session: budgets.set_amount(session, row, column, "103 812 400 kr"))
    assert made.view.rows[1].cells[1].given == Figure(10_381_240_000, 100)
    do_undo_redo(made.document, lambda session: budgets.set_amount(session, row, column, "-14,2"))
    assert made.view.rows[1].cells[1].given == Figure(-1_420_000_000, 10_000_000)
    do_undo_redo(made.document, lambda session: budgets.set_amount(session, row, column, "\u2013"))
    assert made.view.rows[1].cells[1].kind == "empty"


def test_what_is_no_amount_leaves_the_file_as_it_was(made: Made) -> None:
    before = rows(made.document)
    for row, text in ((made.row(1), "fyra"), (made.row(0), "4")):
        with pytest.raises(InputError):
            made.type_in(row, text)
    assert rows(made.document) == before


def test_a_personnummer_is_refused_as_a_name_of_a_row(made: Made) -> None:
    with pytest.raises(PersonalNumberError):
        made.do(lambda session: budgets.set_label(session, made.row(1), "Ärende 19121212-1212"))


def test_a_total_that_is_wrong_can_be_computed_again(made: Made) -> None:
    cell = made.view.rows[3].cells[0]
    assert (cell.judgement, cell.gap) == ("mismatch", -8 * MNKR)
    row, column = made.row(3), made.columns[0]
    do_undo_redo(made.document, lambda session: budgets.clear_stated(session, row, column))
    cell = made.view.rows[3].cells[0]
    assert (cell.text, cell.kind, cell.judgement) == ("108", "computed", "exact")


def test_a_total_that_is_wrong_can_be_kept_with_a_reason(made: Made) -> None:
    row, column = made.row(3), made.columns[0]
    do_undo_redo(made.document, lambda session: budgets.keep_stated(session, row, column, "Så står det i beslutet."))
    assert made.view.rows[3].footnote == "Prognos 2026: 100\u00a0mnkr behålls. Så står det i beslutet."
    assert made.view.judged("mismatch")
    assert not made.view.mismatches
    do_undo_redo(made.document, lambda session: budgets.set_heading(session, column, "Helårsprognos 2026"))
    assert not made.view.mismatches
    do_undo_redo(made.document, lambda session: budgets.set_amount(session, row, column, "101"))
    assert made.view.rows[3].footnote == ""
    assert len(made.view.mismatches) == 1


def test_a_total_is_not_kept_without_a_reason_nor_where_nothing_is_stated(made: Made) -> None:
    with pytest.raises(InputError, match="varför"):
        made.do(lambda session: budgets.keep_stated(session, made.row(3), made.columns[0], "  "))
    with pytest.raises(InputError, match="ingen angiven"):
        made.do(lambda session: budgets.keep_stated(session, made.row(4), made.columns[0], "Beslutat."))


def test_a_footnote_is_kept_beside_the_reason(made: Made) -> None:
    row, column = made.row(3), made.columns[0]
    do_undo_redo(made.document, lambda session: budgets.set_footnote(session, row, "Inklusive moms."))
    made.do(lambda session: budgets.keep_stated(session, row, column, "Beslutat."))
    made.do(lambda session: budgets.clear_stated(session, row, column))
    assert made.view.rows[3].footnote == "Inklusive moms."


def test_a_row_becomes_a_sum_with_its_amount_as_stated_total(made: Made) -> None:
    do_undo_redo(made.document, lambda session: budgets.set_row_kind(session, made.row(2), "subtotal"))
    cell = made.view.rows[2].cells[0]
    assert (cell.kind, cell.judgement) == ("stated", "mismatch")
    do_undo_redo(made.document, lambda session: budgets.set_row_kind(session, made.row(2), "memo"))
    assert made.texts()[4] == "100"
    do_undo_redo(made.document, lambda session: budgets.set_row_kind(session, made.row(2), "heading"))
    assert not made.table.rows[2].amounts


def test_a_range_is_pasted_in_one_step_and_right_sums_stay_computed(made: Made) -> None:
    second = made.columns[1]
    figures = {
        (made.row(1), second): Figure(5 * MNKR, MNKR),
        (made.row(2), second): Figure(20 * MNKR, MNKR),
        (made.row(3), second): Figure(25 * MNKR, MNKR),
        (made.row(4), second): Figure(26 * MNKR, MNKR),
    }
    do_undo_redo(made.document, lambda session: budgets.paste_amounts(session, made.table_id, figures))
    assert made.texts(1) == ["", "5", "20", "25", "26"]
    assert [row.cells[1].kind for row in made.view.rows][3:] == ["computed", "stated"]
    with pytest.raises(InputError, match="rubrikrad"):
        made.do(lambda session: budgets.paste_amounts(session, made.table_id, {(made.row(0), second): Figure(1, 1)}))


def test_amounts_are_filled_down_over_amounts_only(made: Made) -> None:
    ids = [row.id for row in made.view.rows][1:]
    do_undo_redo(made.document, lambda session: budgets.fill_down(session, ids, made.columns[:1]))
    assert made.texts() == ["", "4", "4", "100", "100"]


def test_cells_are_emptied_in_one_step(made: Made) -> None:
    cells = [(row.id, made.columns[0]) for row in made.view.rows]
    do_undo_redo(made.document, lambda session: budgets.clear_amounts(session, cells))
    assert made.texts() == [""] * 5


def test_a_column_is_computed_from_others_and_typed_again(made: Made) -> None:
    first, second = made.columns
    made.do(lambda session: budgets.set_amount(session, made.row(1), second, "7"))
    third = do_undo_redo(made.document, lambda session: budgets.add_column(session, made.table_id, "Förändring"))
    terms = [(second, "plus"), (first, "minus")]
    do_undo_redo(made.document, lambda session: budget_formulas.set_formula(session, third, "sum", terms))
    assert made.texts(2)[:3] == ["", "3", "\u2212104"]
    do_undo_redo(made.document, lambda session: budget_formulas.set_formula(session, third, "percent", terms))
    assert made.texts(2)[1] == "75,0\u00a0%"
    do_undo_redo(made.document, lambda session: budget_formulas.set_column_decimals(session, third, 0))
    assert made.texts(2)[1] == "75\u00a0%"
    share = made.row(4)
    do_undo_redo(made.document, lambda session: budget_formulas.set_formula(session, third, "share", terms[1:], share))
    do_undo_redo(made.document, lambda session: budget_formulas.set_formula(session, third, "none"))
    assert made.texts(2) == [""] * 5


def test_a_column_cannot_be_computed_from_itself_by_any_way(made: Made) -> None:
    first, second = made.columns
    made.do(lambda session: budget_formulas.set_formula(session, second, "sum", [(first, "plus")]))
    for terms in ([(first, "plus")], [(second, "plus")]):
        with pytest.raises(InputError, match="sig själv"):
            made.do(partial(budget_formulas.set_formula, column_id=first, formula="sum", terms=terms))
    with pytest.raises(InputError, match="Välj vilka"):
        made.do(lambda session: budget_formulas.set_formula(session, second, "percent", [(first, "plus")]))


def test_a_column_of_words_keeps_words(made: Made) -> None:
    row, column = made.row(1), made.columns[1]
    do_undo_redo(made.document, lambda session: budget_formulas.set_words(session, column, True))
    do_undo_redo(made.document, lambda session: budget_formulas.set_text(session, row, column, "Höjd taxa"))
    assert made.texts(1)[1] == "Höjd taxa"
    do_undo_redo(made.document, lambda session: budget_formulas.set_text(session, row, column, ""))
    made.do(lambda session: budgets.set_heading(session, column, "Budget 2027, kommentar"))
    assert made.view.columns[1].is_text
    with pytest.raises(InputError, match="rubrikrad"):
        made.do(lambda session: budget_formulas.set_text(session, made.row(0), column, "Nej"))


def test_rows_move_in_and_out_and_a_group_adds_them(made: Made) -> None:
    inner = [made.row(1), made.row(2)]
    do_undo_redo(made.document, lambda session: budget_formulas.step_level(session, inner, 1))
    do_undo_redo(made.document, lambda session: budgets.set_row_kind(session, made.row(0), "group"))
    assert [row.level for row in made.view.rows] == [0, 1, 1, 0, 0]
    assert made.texts()[0] == "108"
    made.do(lambda session: budget_formulas.step_level(session, inner, -9))
    assert made.view.rows[1].level == 0


def test_a_total_with_signs_and_a_quotient(made: Made) -> None:
    taxes, grants, balance = made.row(1), made.row(2), made.row(4)
    terms = [(grants, "plus"), (taxes, "minus")]
    do_undo_redo(made.document, lambda session: budget_formulas.set_row_terms(session, balance, terms))
    assert made.texts()[4] == "100"
    made.do(lambda session: budgets.set_row_kind(session, balance, "quotient"))
    made.do(lambda session: budget_formulas.set_row_unit(session, taxes, "number"))
    assert made.texts()[1] == "4"
    terms = [(grants, "plus"), (taxes, "divisor")]
    do_undo_redo(made.document, lambda session: budget_formulas.set_row_terms(session, balance, terms))
    do_undo_redo(made.document, lambda session: budget_formulas.set_row_decimals(session, balance, 1))
    assert made.texts()[4] == "26,0"
    do_undo_redo(made.document, lambda session: budget_formulas.set_row_unit(session, taxes, "money"))
    assert made.view.rows[1].cells[0].given == Figure(4 * MNKR, MNKR)
    with pytest.raises(InputError, match="sig själv"):
        made.do(lambda session: budget_formulas.set_row_terms(session, balance, [(balance, "plus")]))


def test_a_row_has_a_note_and_a_table_its_way_to_write_costs(made: Made) -> None:
    do_undo_redo(made.document, lambda session: budget_formulas.set_row_note(session, made.row(1), "Stäm av i maj."))
    do_undo_redo(made.document, lambda session: budget_formulas.set_costs(session, made.table_id, "positive"))
    assert (made.view.rows[1].note, made.view.costs) == ("Stäm av i maj.", "positive")


def test_a_column_is_filled_from_another_by_percent(made: Made) -> None:
    first, second = made.columns
    do_undo_redo(made.document, lambda session: budget_fill.fill_by_percent(session, first, second, 250))
    assert [row.cells[1].given for row in made.view.rows][1:3] == [Figure(4 * MNKR, MNKR), Figure(107 * MNKR, MNKR)]
    made.do(lambda session: budget_formulas.set_formula(session, second, "sum", [(first, "plus")]))
    with pytest.raises(InputError, match="räknas fram"):
        made.do(lambda session: budget_fill.fill_by_percent(session, first, second, 250))


def test_a_frame_is_divided_over_rows_to_the_last_krona(made: Made) -> None:
    first, second = made.columns
    ids = [row.id for row in made.view.rows]
    frame = Figure(811 * MNKR + 100, 100)
    do_undo_redo(made.document, lambda session: budget_fill.distribute_frame(session, second, ids, frame, first))
    given = [row.cells[1].given for row in made.view.rows][1:3]
    assert sum(each.ore for each in given if each) == frame.ore
    do_undo_redo(made.document, lambda session: budget_fill.distribute_frame(session, second, ids, frame))
    with pytest.raises(InputError, match="Välj de rader"):
        made.do(lambda session: budget_fill.distribute_frame(session, second, ids[3:], frame))


def test_arithmetic_is_computed_when_it_is_typed(made: Made) -> None:
    made.type_in(made.row(1), "=188+23*2")
    assert made.view.rows[1].cells[0].given == Figure(234 * MNKR, MNKR)


def test_rows_that_must_agree_are_compared_and_a_gap_can_be_accepted(made: Made) -> None:
    plan = made.table.plan
    key = do_undo_redo(made.document, lambda session: budget_checks.add(session, plan.id, "Taxorna"))
    check = plan.budget_checks[0]
    assert check_result(check).problem
    do_undo_redo(made.document, lambda session: budget_checks.rename(session, key, "Taxor och bidrag"))
    rows_ = (made.row(1), made.row(2))
    do_undo_redo(made.document, lambda session: budget_checks.compare_rows(session, key, *rows_, "minus"))
    (failure,) = check_result(check).failures
    assert (failure.left, failure.right, failure.gap_text) == ("4", "\u2212104", "+108\u00a0mnkr")
    do_undo_redo(made.document, lambda session: budget_checks.accept(session, key, "Räknas om i mars."))
    frame = Figure(4 * MNKR + 30_000_000, 10_000_000)
    do_undo_redo(
        made.document,
        lambda session: budget_checks.compare_frame(session, key, made.row(1), frame, "plus", made.columns[:1]),
    )
    assert [each.judgement for each in check_result(check).comparisons] == ["rounding"]
    assert check.reason == ""
    do_undo_redo(made.document, lambda session: budget_checks.delete(session, key))
    with pytest.raises(InputError, match="två olika"):
        made.do(lambda session: budget_checks.compare_rows(session, key, rows_[0], rows_[0], "plus"))


@pytest.mark.parametrize(
    ("text", "label", "code"),
    [
        ("Familjerätt (58)", "Familjerätt", "58"),
        ("Vuxna (571\u2013572)", "Vuxna", "571\u2013572"),
        ("Övrigt (netto)", "Övrigt (netto)", ""),
        ("(58)", "(58)", ""),
    ],
)
def test_a_number_in_brackets_is_the_code_of_a_row(text: str, label: str, code: str) -> None:
    assert budgets.split_code(text) == (label, code)
