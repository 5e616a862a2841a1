"""Computed columns, groups, signs, quotients and percent; and that no rounding is ever called an error."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from scn_desktop.models.budget import (
    BudgetAmount,
    BudgetColumn,
    BudgetColumnTerm,
    BudgetRow,
    BudgetRowTerm,
    BudgetTable,
    BudgetText,
)
from scn_desktop.models.budget_sums import table_view
from scn_desktop.models.budget_view import CellView, TableView
from scn_desktop.models.money import Figure, parse_amount, round_to

MNKR = 100_000_000


def table(columns: Sequence[Any], rows: Sequence[tuple[Any, ...]], unit: str = "mnkr", decimals: int = 0) -> TableView:
    """A table of columns, by heading or with formula and terms, and rows: a label or fields, then cells."""
    made = BudgetTable(id="t", title="", unit=unit, decimals=decimals, note="", costs="negative")
    made.columns = [column(each) for each in columns]
    made.rows = [row(each[0], place) for place, each in enumerate(rows)]
    for line, (_, *cells) in zip(made.rows, rows, strict=True):
        for each, cell in zip(made.columns, cells, strict=False):
            if each.kind == "text":
                line.texts.append(BudgetText(row_id=line.id, column_id=each.id, text=cell))
                continue
            figure = (
                cell if isinstance(cell, Figure) else parse_amount(cell or "", "kr" if line.unit == "number" else unit)
            )
            if figure is not None:
                line.amounts.append(BudgetAmount(row_id=line.id, column_id=each.id, ore=figure[0], precision=figure[1]))
    return table_view(made)


def column(given_: str | dict[str, Any]) -> BudgetColumn:
    fields = {"heading": given_} if isinstance(given_, str) else dict(given_)
    terms = fields.pop("terms", ())
    made = BudgetColumn(**{"id": fields["heading"], "kind": "other", "formula": "none", "year": None, **fields})
    made.terms = [
        BudgetColumnTerm(term_id=name.lstrip("-"), sign="minus" if name[0] == "-" else "plus") for name in terms
    ]
    return made


def row(given_: str | dict[str, Any], place: int) -> BudgetRow:
    fields = {"label": given_} if isinstance(given_, str) else dict(given_)
    terms = fields.pop("terms", ())
    usual = {
        "id": fields["label"],
        "kind": "amount",
        "level": 0,
        "unit": "money",
        "footnote": "",
        "code": "",
        "note": "",
    }
    made = BudgetRow(**{**usual, "order_key": f"a{place}", **fields})
    roles = {"-": "minus", "/": "divisor"}
    made.terms = [BudgetRowTerm(term_id=name.lstrip("-/"), role=roles.get(name[0], "plus")) for name in terms]
    return made


def cell(view: TableView, label: str, heading: str) -> CellView:
    place = [each.heading for each in view.columns].index(heading)
    return next(each for each in view.rows if each.label == label).cells[place]


def texts(view: TableView, heading: str) -> dict[str, str]:
    return {each.label: cell(view, each.label, heading).text for each in view.rows}


ADJUSTED = [
    "Budget 2026",
    "Justering",
    "Nytt uppdrag",
    {"heading": "Budget 2027", "formula": "sum", "terms": ["Budget 2026", "Justering", "Nytt uppdrag"]},
]


def test_columns_that_are_adjusted_add_up_across_and_down() -> None:
    view = table(
        ADJUSTED,
        [
            ("Statsbidrag", "6 400", "-6 400", "", ""),
            ("Övriga intäkter", "9 000", "", "1 200", "10 200"),
            ({"label": "Summa", "kind": "subtotal"}, "15 400", "-6 400", "1 200", "10 200"),
        ],
        "tkr",
    )
    assert texts(view, "Budget 2027") == {"Statsbidrag": "0", "Övriga intäkter": "10\u00a0200", "Summa": "10\u00a0200"}
    assert [found.judgement for each in view.rows for found in each.cells if found.kind == "stated"] == ["exact"] * 5


def test_a_stated_sum_in_a_computed_column_is_judged_down_as_well_as_across() -> None:
    rows = [
        ("Statsbidrag", "6 400", "", "", "6 400"),
        ("Övriga intäkter", "9 000", "", "", "9 900"),
        ({"label": "Summa", "kind": "subtotal"}, "15 400", "", "", "15 400"),
    ]
    view = table(ADJUSTED, rows, "tkr")
    assert cell(view, "Övriga intäkter", "Budget 2027").judgement == "mismatch"
    wrong = cell(view, "Summa", "Budget 2027")
    assert (wrong.judgement, wrong.gap) == ("mismatch", -900 * 100_000)


def test_a_computed_sum_counts_stated_amounts_of_rows_that_have_nothing_across() -> None:
    """So that a reader who adds up the column comes to its sum, also before anything stands in the other columns."""
    made = {"heading": "Budget", "formula": "sum", "terms": ["Förra", "Justering"]}
    total = {"label": "Summa", "kind": "total"}
    started = table(["Förra", "Justering", made], [("Avgifter", "12", "1", ""), ("Bidrag", "", "", "5"), (total,)])
    assert texts(started, "Budget") == {"Avgifter": "13", "Bidrag": "5", "Summa": "18"}
    alone = table(["Förra", "Justering", made], [("Avgifter", "", "", "4"), ("Bidrag", "", "", "5"), (total,)])
    assert texts(alone, "Budget")["Summa"] == "9"


def test_a_memo_row_given_for_some_columns_only_is_no_error() -> None:
    columns = [
        "Budget 2026",
        "Justering",
        {"heading": "Budget 2027", "formula": "sum", "terms": ["Budget 2026", "Justering"]},
    ]
    rows = [("Verksamhet", "-400", "-20", "-420"), ({"label": "Budget, netto", "kind": "memo"}, "-400", "", "-420")]
    made = table(columns, rows)
    assert [made.rows[place].cells[2].judgement for place in (0, 1)] == ["exact", ""]
    assert made.rows[1].cells[2].text == "−420"


def test_a_difference_can_be_new_less_old_or_old_less_new() -> None:
    view = table(
        [
            "2027",
            "2026",
            {"heading": "Ökning", "formula": "sum", "terms": ["2027", "-2026"]},
            {"heading": "Minskning", "formula": "sum", "terms": ["2026", "-2027"]},
            {"heading": "Procent", "formula": "percent", "terms": ["2027", "2026"]},
        ],
        [("Barn och unga", "573", "545"), ("Kostnader", "-110", "-100"), ("Nytt", "5", "")],
    )
    assert texts(view, "Ökning") == {"Barn och unga": "28", "Kostnader": "−10", "Nytt": "5"}
    assert texts(view, "Minskning") == {"Barn och unga": "−28", "Kostnader": "10", "Nytt": "−5"}
    assert texts(view, "Procent") == {"Barn och unga": "5,1\u00a0%", "Kostnader": "−10,0\u00a0%", "Nytt": ""}


def test_shares_are_of_the_chosen_row() -> None:
    view = table(
        ["2027", {"heading": "Andel", "formula": "share", "terms": ["2027"], "share_row_id": "Summa"}],
        [("Barn", "30"), ("Vuxna", "10"), ({"label": "Summa", "kind": "subtotal"},)],
    )
    assert texts(view, "Andel") == {"Barn": "75,0\u00a0%", "Vuxna": "25,0\u00a0%", "Summa": "100,0\u00a0%"}


def test_a_group_adds_the_rows_beneath_it_and_counts_once() -> None:
    view = table(
        ["2027"],
        [
            ({"label": "Barn", "kind": "group"}, ""),
            ({"label": "Öppenvård", "level": 1, "kind": "group"}, "12"),
            ({"label": "Egen", "level": 2}, "7"),
            ({"label": "Köpt", "level": 2}, "5"),
            ({"label": "Dygnsvård", "level": 1}, "20"),
            ("Vuxna", "10"),
            ({"label": "Summa", "kind": "total"}, ""),
        ],
    )
    assert (cell(view, "Barn", "2027").text, cell(view, "Summa", "2027").text) == ("32", "42")
    assert cell(view, "Öppenvård", "2027").judgement == "exact"
    assert [each.depth for each in view.rows] == [0, 1, 2, 2, 1, 0, 0]


def test_a_total_can_say_its_signs() -> None:
    view = table(
        ["2027"],
        [
            ("Budgetram", "420"),
            ("Nettokostnader", "415"),
            ({"label": "Resultat", "kind": "balance", "terms": ["Budgetram", "-Nettokostnader"]}, "5"),
        ],
    )
    assert cell(view, "Resultat", "2027").judgement == "exact"


def test_a_total_may_be_made_of_rows_below_it() -> None:
    view = table(
        ["2027"],
        [
            ({"label": "Netto", "kind": "total", "terms": ["Kostnad", "Intäkt"]}, ""),
            ("Kostnad", "-40"),
            ({"label": "Intäkt", "kind": "group"}, ""),
            ({"label": "Bidrag", "level": 1}, "15"),
        ],
    )
    assert cell(view, "Netto", "2027").text == "−25"


def test_the_published_key_figures_are_rounding() -> None:
    view = table(
        ["Aug 2024", {"heading": "Kommentar", "kind": "text"}],
        [
            ("Totala kostnader", "61 173", ""),
            ("Totala intäkter", "-198", "Statsbidrag ingår."),
            ({"label": "Nettokostnad", "kind": "total"}, "60 976"),
            ({"label": "Vårdtagare", "unit": "number"}, "5 555"),
            (
                {
                    "label": "Per vårdtagare",
                    "kind": "quotient",
                    "decimals": 1,
                    "terms": ["Nettokostnad", "/Vårdtagare"],
                },
                "11,0",
            ),
        ],
        "tkr",
    )
    judged = {each.label: each.cells[0].judgement for each in view.rows if each.cells[0].judgement}
    assert judged == {"Nettokostnad": "rounding", "Per vårdtagare": "exact"}
    assert cell(view, "Vårdtagare", "Aug 2024").text == "5\u00a0555"
    assert cell(view, "Totala intäkter", "Kommentar").text == "Statsbidrag ingår."


def test_measures_that_do_not_meet_their_goal_are_found() -> None:
    view = table(
        ["Effekt"],
        [
            ("Köpt vård", "56"),
            ("Färre konsulter", "11,1"),
            ("Lokaler", "0,6"),
            ({"label": "Mål", "kind": "total"}, "68,5"),
        ],
        decimals=1,
    )
    goal = cell(view, "Mål", "Effekt")
    assert (goal.judgement, goal.gap) == ("mismatch", 80_000_000)


def test_a_column_made_of_itself_shows_nothing_and_does_not_hang() -> None:
    view = table(["2027", {"heading": "Ring", "formula": "sum", "terms": ["Ring", "2027"]}], [("Rad", "5")])
    assert [each.heading for each in view.columns] == ["2027", "Ring"]


exact_amounts = st.integers(-(10**12), 10**12)
precisions = st.sampled_from([100_000, 1_000_000, 10_000_000, MNKR])


@given(st.lists(st.tuples(exact_amounts, exact_amounts), min_size=1, max_size=8), precisions, precisions)
def test_rounded_differences_never_go_apart(rows: list[tuple[int, int]], size: int, other: int) -> None:
    view = table(
        ["Ny", "Gammal", {"heading": "Skillnad", "formula": "sum", "terms": ["Ny", "-Gammal"]}],
        [
            (
                f"r{place}",
                Figure(round_to(new, size), size),
                Figure(round_to(old, other), other),
                Figure(round_to(new - old, size), size),
            )
            for place, (new, old) in enumerate(rows)
        ],
    )
    assert not view.mismatches


@given(st.integers(1, 10**12), st.integers(1, 10**12), precisions, st.integers(0, 2))
@example(new=208_850_000, old=41_750_311_410, size=100_000, decimals=0)
def test_a_rounded_percentage_never_goes_apart(new: int, old: int, size: int, decimals: int) -> None:
    change = Fraction(100 * (new - old), old)
    digit = 10 ** (2 - decimals)
    stated = Figure(round_to(change * 100, digit), digit)
    view = table(
        ["Ny", "Gammal", {"heading": "Procent", "formula": "percent", "terms": ["Ny", "Gammal"], "decimals": decimals}],
        [("r", Figure(round_to(new, size), size), Figure(round_to(old, size), size), stated)],
    )
    assert not view.mismatches


@given(st.integers(1, 10**12), st.integers(10**6, 10**12), st.integers(0, 2))
@example(new=208_850_000, old=41_750_311_410, decimals=0)
def test_a_percentage_is_rounded_once_and_not_by_way_of_its_hundredths(new: int, old: int, decimals: int) -> None:
    """99,4998 percent less is 99, not 100 by way of 99,50; and stating what the table shows never goes apart."""
    percent = {"heading": "Procent", "formula": "percent", "terms": ["Ny", "Gammal"], "decimals": decimals}
    computed = table(["Ny", "Gammal", percent], [("r", Figure(new, 1), Figure(old, 1))], "kr")
    shown = cell(computed, "r", "Procent").text.removesuffix("\u00a0%")
    digits = Fraction(shown.replace("\u00a0", "").replace("\u2212", "-").replace(",", "."))
    assert abs(digits - Fraction(100 * (new - old), old)) <= Fraction(1, 2 * 10**decimals)
    stated = table(["Ny", "Gammal", percent], [("r", Figure(new, 1), Figure(old, 1), parse_amount(shown, "kr"))], "kr")
    assert not stated.mismatches


@given(st.integers(1, 10**12), st.integers(1, 10**6), precisions)
def test_a_rounded_quotient_never_goes_apart(cost: int, count: int, size: int) -> None:
    stated = Figure(round_to(Fraction(cost, count), 10_000), 10_000)
    view = table(
        ["2027"],
        [
            ("Kostnad", Figure(round_to(cost, size), size)),
            ({"label": "Antal", "unit": "number"}, Figure(count * 100, 100)),
            ({"label": "Kvot", "kind": "quotient", "terms": ["Kostnad", "/Antal"]}, stated),
        ],
        "tkr",
    )
    assert not view.mismatches


@given(st.integers(10**9, 10**12), st.integers(10**9, 10**12), st.integers(1, 10**6), st.booleans())
def test_a_percentage_further_off_than_rounding_allows_is_always_found(
    new: int, old: int, beyond: int, up: bool
) -> None:
    new, old = round_to(new, 100), round_to(old, 100)
    true = round(Fraction(10_000 * (new - old), old))
    error = 6 + beyond
    view = table(
        ["Ny", "Gammal", {"heading": "Procent", "formula": "percent", "terms": ["Ny", "Gammal"]}],
        [("r", Figure(new, 100), Figure(old, 100), Figure(true + (error if up else -error), 10))],
    )
    assert len(view.mismatches) == 1


@given(
    st.lists(st.tuples(exact_amounts, exact_amounts), min_size=1, max_size=8), st.sampled_from(["kr", "tkr", "mnkr"])
)
def test_a_computed_table_of_exact_amounts_never_speaks_of_rounding(rows: list[tuple[int, int]], unit: str) -> None:
    view = table(
        [
            "Ny",
            "Gammal",
            {"heading": "Skillnad", "formula": "sum", "terms": ["Ny", "-Gammal"]},
            {"heading": "Procent", "formula": "percent", "terms": ["Ny", "Gammal"]},
        ],
        [
            *(
                (f"r{place}", Figure(round_to(new, 100), 100), Figure(round_to(old, 100), 100))
                for place, (new, old) in enumerate(rows)
            ),
            ({"label": "Summa", "kind": "total"},),
        ],
        unit,
    )
    assert not view.judged("rounding")
    assert not view.judged("mismatch")
