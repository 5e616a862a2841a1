"""Sums, and telling rounding from error."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.models.budget_columns import Line, Scale
from scn_desktop.models.budget_recognition import recognise_rows
from scn_desktop.models.budget_sums import indentation, kept_mark, typed_cells, with_kept
from scn_desktop.models.budget_view import CellView
from scn_desktop.models.intervals import around, judge
from scn_desktop.models.money import Figure, parse_amount, round_to

MNKR = 100_000_000

# The result budget of Uppsala 2021 in mnkr: label, kind, beslutad budget 2020, prognos 2020, budget 2021.
UPPSALA = [
    ("Taxor och avgifter", "amount", "4", "4", "4"),
    ("Statsbidrag", "amount", "94", "104", "62"),
    ("Försäljning", "amount", "14", "16", "18"),
    ("Övriga intäkter", "amount", "4", "6", "4"),
    ("Summa intäkter", "subtotal", "115", "124", "88"),
    ("Lämnade bidrag", "amount", "-18", "-22", "-18"),
    ("Köp inom egen nämnd", "amount", "-256", "-243", "-235"),
    ("Köp, externa utförare", "amount", "-299", "-364", "-300"),
    ("Övriga kostnader", "amount", "-329", "-348", "-345"),
    ("Avskrivningar", "amount", "-1", "-1", "-1"),
    ("Summa kostnader", "subtotal", "-902", "-977", "-899"),
    ("Finansiella intäkter", "amount", "0", "0", "0"),
    ("Finansiella kostnader", "amount", "0", "0", "0"),
    ("Summa nettokostnader", "total", "-788", "-853", "-811"),
    ("Kommunbidrag", "heading", "", "", ""),
    ("Politisk verksamhet", "amount", "5", "5", "5"),
    ("Vuxna", "amount", "204", "204", "205"),
    ("Barn och unga", "amount", "545", "545", "573"),
    ("Familjerätt", "amount", "19", "19", "19"),
    ("Flyktningmottagande", "amount", "15", "15", "10"),
    ("Summa kommunbidrag", "subtotal", "788", "788", "811"),
    ("Resultat", "balance", "0", "-65", "0"),
]


def column_cells(
    kinds: Sequence[str],
    figures: Sequence[Figure | None],
    unit: str,
    decimals: int,
    footnotes: Sequence[str] = (),
    heading: str = "",
) -> tuple[CellView, ...]:
    """A typed column of rows of these kinds."""
    cells = typed_cells(tuple(Line(kind) for kind in kinds), tuple(figures), Scale(unit, decimals))
    return with_kept(cells, footnotes, heading)


def uppsala_cells(column: int) -> dict[str, CellView]:
    figures = [parse_amount(row[2 + column], "mnkr") for row in UPPSALA]
    cells = column_cells([row[1] for row in UPPSALA], figures, "mnkr", 0)
    return {row[0]: cell for row, cell in zip(UPPSALA, cells, strict=True)}


def test_the_uppsala_budget_has_one_sum_that_no_rounding_explains() -> None:
    wrong = [
        (column, label, cell)
        for column in range(3)
        for label, cell in uppsala_cells(column).items()
        if cell.judgement == "mismatch"
    ]
    assert [(column, label) for column, label, _ in wrong] == [(1, "Summa intäkter")]
    cell = wrong[0][2]
    assert (cell.text, cell.computed, cell.gap) == ("124", 130 * MNKR, -6 * MNKR)


def test_the_uppsala_budget_has_its_other_sums_exact_or_rounded() -> None:
    rounded = {
        (column, label): cell.gap // MNKR
        for column in range(3)
        for label, cell in uppsala_cells(column).items()
        if cell.judgement == "rounding"
    }
    assert rounded == {
        (0, "Summa intäkter"): -1,
        (0, "Summa kostnader"): 1,
        (0, "Summa nettokostnader"): -1,
        (1, "Summa kostnader"): 1,
        (2, "Summa kommunbidrag"): -1,
    }
    assert uppsala_cells(1)["Resultat"].judgement == "exact"


def test_sums_that_nobody_states_are_computed_from_exact_amounts() -> None:
    kinds = ["amount", "amount", "subtotal", "amount", "total", "memo", "amount", "balance"]
    kr = ["4 400 000 kr", "94 400 000 kr", "", "1 kr", "", "7 kr", "-98 800 000 kr", ""]
    cells = column_cells(kinds, [parse_amount(text, "mnkr") for text in kr], "mnkr", 0)
    assert [cell.ore for cell in cells][2::2] == [9_880_000_000, 9_880_000_100, -9_880_000_000]
    assert cells[7].ore == 100
    assert cells[2].kind == "computed"


def test_a_computed_sum_that_the_printed_rows_do_not_give_is_only_shown_rounded() -> None:
    figures = [parse_amount("4 400 000 kr", "mnkr"), parse_amount("94 400 000 kr", "mnkr"), None]
    cell = column_cells(["amount", "amount", "subtotal"], figures, "mnkr", 0)[2]
    assert (cell.text, cell.judgement, cell.gap, cell.printed) == ("99", "display", MNKR, 98 * MNKR)
    assert column_cells(["amount", "amount", "subtotal"], figures, "mnkr", 1)[2].judgement == "exact"


def test_an_amount_in_kronor_is_exact_so_one_krona_too_little_is_an_error() -> None:
    kr = [Figure(100_00, 100), Figure(200_00, 100)]
    off, right = Figure(299_00, 100), Figure(300_00, 100)
    assert column_cells(["amount", "amount", "total"], [*kr, off], "kr", 0)[2].gap == -100
    assert column_cells(["amount", "amount", "total"], [*kr, right], "kr", 0)[2].judgement == "exact"


def test_mixed_precision_widens_only_by_what_was_rounded() -> None:
    rows = [Figure(1_420_000_000, 10_000_000), Figure(381_240_000, 100)]
    assert judge(Figure(18 * MNKR, MNKR), around(rows[0].ore + rows[1].ore, rows[0].slack)) == "rounding"
    assert judge(Figure(1_790_000_000, 10_000_000), around(1_801_240_000, rows[0].slack)) == "mismatch"


def test_a_sum_with_nothing_above_it_is_shown_and_not_judged() -> None:
    cells = column_cells(["heading", "subtotal", "total"], [None, Figure(5 * MNKR, MNKR), None], "mnkr", 0)
    assert [(cell.text, cell.judgement) for cell in cells] == [("", ""), ("5", ""), ("5", "exact")]
    assert column_cells(["amount", "subtotal"], [None, None], "mnkr", 0)[1].kind == "empty"


def test_a_kept_total_is_known_by_its_footnote_until_it_changes() -> None:
    stated = Figure(124 * MNKR, MNKR)
    note = kept_mark("Prognos 2027", stated) + " Intäkten från staten är osäker."
    arguments = (["amount", "subtotal"], "mnkr", 0, ["", note], "Prognos 2027")
    kinds, unit, decimals, notes, heading = arguments
    amount = Figure(130 * MNKR, MNKR)
    assert column_cells(kinds, [amount, stated], unit, decimals, notes, heading)[1].kept
    assert not column_cells(kinds, [amount, Figure(125 * MNKR, MNKR)], unit, decimals, notes, heading)[1].kept


def test_rows_stand_in_under_a_heading_and_above_their_sub_total() -> None:
    kinds = ["heading", "amount", "memo", "subtotal", "amount", "total", "amount", "balance", "amount", "subtotal"]
    assert [place for place, inside in enumerate(indentation(kinds)) if inside] == [1, 2, 8]


def test_the_kinds_of_the_uppsala_rows_are_recognised_although_one_sum_is_wrong() -> None:
    values = [[figure and figure.ore for figure in (parse_amount(text, "mnkr") for text in row[2:])] for row in UPPSALA]
    assert recognise_rows([row[0] for row in UPPSALA], values) == [row[1] for row in UPPSALA]


def test_the_kinds_of_the_uppsala_investments_are_recognised() -> None:
    assert recognise_rows(["Pågående", "Nya objekt", "S:a"], [[0], [2 * MNKR], [2 * MNKR]]) == [
        "amount",
        "amount",
        "subtotal",
    ]


def test_a_total_below_sub_totals_and_a_net_row_that_nothing_fits_are_told_apart() -> None:
    labels = ["A", "Summa A", "B", "Summa B", "Totalt", "Nettoinvestering"]
    values = [[100], [100], [200], [200], [300], [777]]
    assert recognise_rows(labels, [[ore and ore * 100 for ore in row] for row in values]) == [
        "amount",
        "subtotal",
        "amount",
        "subtotal",
        "total",
        "amount",
    ]


amounts = st.lists(st.integers(-(10**13), 10**13), min_size=1, max_size=12)
precisions = st.sampled_from([10_000, 100_000, 1_000_000, 10_000_000, 100_000_000])


@given(amounts, precisions, precisions)
def test_correctly_rounded_sums_never_go_apart(exact: list[int], size: int, total_size: int) -> None:
    rows = [Figure(round_to(ore, size), size) for ore in exact]
    stated = Figure(round_to(sum(exact), total_size), total_size)
    cell = column_cells(["amount"] * len(rows) + ["subtotal"], [*rows, stated], "mnkr", 0)[-1]
    assert cell.judgement in ("exact", "display", "rounding")


@given(amounts, precisions, st.integers(1, 10**12), st.booleans())
def test_an_error_larger_than_all_rounding_is_always_found(exact: list[int], size: int, beyond: int, up: bool) -> None:
    rows = [Figure(round_to(ore, size), size) for ore in exact]
    error = (len(rows) + 1) * size // 2 + beyond
    stated = Figure(sum(row.ore for row in rows) + (error if up else -error), size)
    cell = column_cells(["amount"] * len(rows) + ["total"], [*rows, stated], "mnkr", 0)[-1]
    assert (cell.judgement, cell.gap) == ("mismatch", error if up else -error)


@given(amounts, st.data())
def test_rounding_each_level_by_itself_never_makes_a_finding(exact: list[int], data: st.DataObject) -> None:
    """Sub-totals and totals rounded from exact amounts, as published tables are."""
    kinds, figures, group, everything = [], [], 0, 0
    for ore in exact:
        kinds.append("amount")
        figures.append(Figure(round_to(ore, MNKR), MNKR))
        group, everything = group + ore, everything + ore
        if data.draw(st.booleans()):
            kinds.append("subtotal")
            figures.append(Figure(round_to(group, MNKR), MNKR))
            group = 0
    kinds.append("balance")
    figures.append(Figure(round_to(everything, MNKR), MNKR))
    judgements = {cell.judgement for cell in column_cells(kinds, figures, "mnkr", 0)}
    assert "mismatch" not in judgements


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["amount", "subtotal", "total", "balance", "memo", "heading"]),
            st.one_of(st.none(), st.integers(-(10**12), 10**12)),
        ),
        max_size=20,
    )
)
def test_another_unit_changes_what_is_shown_and_nothing_beneath(rows: list[tuple[str, int | None]]) -> None:
    kinds = [kind for kind, _ in rows]
    figures = [None if ore is None else Figure(ore, 1) for _, ore in rows]
    shown = [column_cells(kinds, figures, unit, decimals) for unit, decimals in (("kr", 2), ("mnkr", 0), ("tkr", 1))]
    for exact, *others in zip(*shown, strict=True):
        assert all(
            (other.ore, other.given, other.computed) == (exact.ore, exact.given, exact.computed) for other in others
        )


@pytest.mark.parametrize("sign", [1, -1])
def test_an_interval_meets_at_its_very_end(sign: int) -> None:
    assert judge(Figure(sign * 115 * MNKR, MNKR), around(sign * 11_550_000_000)) == "rounding"
    assert judge(Figure(sign * 115 * MNKR, MNKR), around(sign * 11_550_000_001)) == "mismatch"
