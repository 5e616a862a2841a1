"""Every money table of the published papers, pasted as it stands there and judged.

Which sums are avrundning and which don't go together is said here by row and column; the amounts are read from
``../shared/seeds``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from scn_desktop.exchange import paste
from scn_desktop.models import queries
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.budget_sums import table_view
from scn_desktop.models.budget_view import TableView
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import budget_formulas, budgets
from scn_desktop.models.money import Figure
from tests.journeys.seed_reader import MISSING, SEEDS, Piece, Seed
from tests.models.planned import new_document

UPPSALA_2021: Final = Seed("000_c05418bab853fe72.txt")
HUDDINGE: Final = Seed("001_225193cedd830e8c.txt")
UPPSALA_2020: Final = Seed("002_eb9cdffc57c01c0b.txt")
AUGUST_2024: Final = Seed("003_2ed63b26c6aacf5d.txt")

pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason=MISSING)

ROW_OF_2020: Final = re.compile(r"(?P<label>.*?\D)\s*(?P<amounts>(?:-?\d+ ){2}-?\d+)")
"""In the text of 2020 the amounts stand at the end of the row's line."""


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    made = new_document(tmp_path / "plan.scnplan")
    yield made
    made.close()


def tables_between(seed: Seed, first: int, last: int) -> list[Piece]:
    return [piece for piece in seed.pieces(first, last) if piece.kind == "table"]


def pasted(document: Document, text: str, unit: str) -> BudgetTable:
    """The table as a user pastes it into a new one."""
    plan = queries.plans(document.session)[0]
    table_id = document.do("Ny tabell", lambda session: budgets.add_table(session, plan.id, "Tabell"))
    document.do("Enhet", lambda session: budgets.set_unit(session, table_id, unit))  # type: ignore[arg-type]
    proposal = paste.propose(document.session, text, paste.Target("budget", table_id))
    document.do("Klistra in", lambda session: paste.apply(session, proposal))
    return queries.get(document.session, BudgetTable, table_id)


def judged(view: TableView, judgement: str) -> list[tuple[str, str]]:
    return [(row.label, column.heading) for row, column, _ in view.judged(judgement)]  # type: ignore[arg-type]


def sums(view: TableView) -> list[str]:
    return [row.label for row in view.rows if row.is_sum]


def make_sum(document: Document, table: BudgetTable, place: int, terms: Sequence[tuple[int, str]]) -> None:
    """Let a row be a total of rows above it, with their signs."""
    row, pairs = table.rows[place].id, [(table.rows[at].id, sign) for at, sign in terms]
    document.do("Slag", lambda session: budgets.set_row_kind(session, row, "total"))
    document.do("Så räknas raden", lambda session: budget_formulas.set_row_terms(session, row, pairs))


def test_the_result_budget_of_2021_has_one_sum_that_does_not_go_together(document: Document) -> None:
    result, investments = (piece for piece in UPPSALA_2021.pieces(1, len(UPPSALA_2021.lines)) if is_money(piece))
    view = table_view(pasted(document, result.tsv, "mnkr"))
    assert len(sums(view)) == 5
    ((label, heading),) = judged(view, "mismatch")
    assert label.startswith("Summa intäkter")
    assert "rognos" in heading
    assert len(judged(view, "rounding")) == 5
    view = table_view(pasted(document, investments.tsv, "mnkr"))
    assert (len(sums(view)), judged(view, "mismatch")) == (1, [])


def is_money(piece: Piece) -> bool:
    """Uppsala's two money tables: the one that shouts the nämnd's name, and the one that begins with the unit."""
    first = piece.cells[0][0] if piece.cells else ""
    return piece.kind == "table" and first in ("SOCIALNÄMNDEN", "Mnkr")


def test_the_result_budget_of_2020_goes_together(document: Document) -> None:
    lines = ["Belopp i miljoner kronor\tBudget\tPrognos\tBudget 2020"]
    for number in range(2327, 2372):
        line = UPPSALA_2020.line(number)
        found = ROW_OF_2020.fullmatch(line)
        if found:
            lines.append("\t".join([found["label"].strip(), *found["amounts"].split()]))
        elif line:
            lines.append(f"{line}\t\t\t")
    view = table_view(pasted(document, "\n".join(lines), "mnkr"))
    assert len(sums(view)) == 5
    assert judged(view, "mismatch") == []


def huddinge(first: int, last: int) -> Piece:
    (piece,) = tables_between(HUDDINGE, first, last)
    return piece


def test_huddinges_adjusted_budget_is_exact_across_and_down(document: Document) -> None:
    table = pasted(document, huddinge(178, 203).tsv, "tkr")
    before, adjustment, moved, after = table.columns[1:5]
    terms = [(column.id, "plus") for column in (before, adjustment, moved)]
    document.do("Vad kolumnen är", lambda session: budget_formulas.set_formula(session, after.id, "sum", terms))
    labels = [row.label for row in table.rows]
    result, frame, opening = (labels.index(name) for name in ("Årets resultat", "Budget, netto", "IB Eget kapital"))
    memo = [row.id for row in table.rows[frame:]]
    for row_id in memo:
        document.do("Slag", partial(budgets.set_row_kind, row_id=row_id, kind="memo"))
    view = table_view(table)
    assert len(sums(view)) == 3
    stated = [cell for row in view.rows for cell in row.cells if cell.kind == "stated"]
    assert len(stated) > 25
    assert {cell.judgement for cell in stated} <= {"exact", ""}
    make_sum(document, table, labels.index("Balansresultat"), [(result, "plus"), (frame, "minus")])
    make_sum(
        document, table, labels.index("UB Eget kapital"), [(opening, "plus"), (labels.index("Balansresultat"), "plus")]
    )
    view = table_view(table)
    for name in ("Balansresultat", "UB Eget kapital"):
        assert view.rows[labels.index(name)].cells[0].judgement == "exact"


@pytest.mark.parametrize(
    ("first", "last", "unit", "count"), [(249, 256, "mnkr", 1), (268, 270, "tkr", 1), (276, 281, "mnkr", 3)]
)
def test_huddinges_other_tables_are_exact(document: Document, first: int, last: int, unit: str, count: int) -> None:
    table = pasted(document, huddinge(first, last).tsv, unit)
    view = table_view(table)
    assert len(sums(view)) == count
    assert judged(view, "mismatch") == judged(view, "rounding") == []
    assert {cell.judgement for row in view.rows if row.is_sum for cell in row.cells} <= {"exact", ""}


def test_huddinges_grant_is_exact_across(document: Document) -> None:
    table = pasted(document, huddinge(268, 270).tsv, "tkr")
    grant, cost, net = table.columns[:3]
    terms = [(grant.id, "plus"), (cost.id, "plus")]
    document.do("Vad kolumnen är", lambda session: budget_formulas.set_formula(session, net.id, "sum", terms))
    assert {row.cells[2].judgement for row in table_view(table).rows} == {"exact"}


def test_the_outcome_of_august_2024_goes_together(document: Document) -> None:
    outcome, span, investments = tables_between(AUGUST_2024, 235, 251)
    view = table_view(pasted(document, outcome.tsv, "mnkr"))
    assert sums(view) == ["Nämnden totalt"]
    assert judged(view, "mismatch") == []
    assert len(judged(view, "rounding")) == 2
    for piece in (span, investments):
        assert judged(table_view(pasted(document, piece.tsv, "mnkr")), "mismatch") == []


def key_figures() -> list[list[tuple[str, str]]]:
    """Costs, income, net and number, and the quotient where one is published, of every key figure."""
    found: list[list[tuple[str, str]]] = []
    for piece in tables_between(AUGUST_2024, 373, len(AUGUST_2024.lines)):
        rows = [(row[0], row[1]) for row in piece.cells if len(row) > 1 and re.search(r"\d", row[1])]
        if rows and rows[0][0].startswith("Totala kostnader"):
            found.append(rows)
        elif rows and found and rows[0][0].startswith("Nettokostnad per"):
            found[-1] += rows
    return found


def test_every_key_figure_of_august_2024_is_rounding_at_most(document: Document) -> None:
    figures = key_figures()
    assert len(figures) == 5
    roundings, quotients = 0, 0
    for rows in figures:
        text = "\n".join(["Belopp i tkr\tAug 2024", *("\t".join(row) for row in rows)])
        table = pasted(document, text, "tkr")
        count = table.rows[3].id
        document.do("Antal", partial(budget_formulas.set_row_unit, row_id=count, unit="number"))
        make_sum(document, table, 2, [(0, "plus"), (1, "minus")])
        if len(rows) > 4:
            quotient = table.rows[4].id
            terms = [(table.rows[2].id, "plus"), (count, "divisor")]
            document.do("Slag", partial(budgets.set_row_kind, row_id=quotient, kind="quotient"))
            document.do(
                "Så räknas raden",
                partial(budget_formulas.set_row_terms, row_id=quotient, terms=terms),
            )
            quotients += 1
        view = table_view(table)
        assert judged(view, "mismatch") == []
        roundings += view.rows[2].cells[0].judgement == "rounding"
    assert (roundings, quotients) == (3, 3)


def test_the_measures_for_a_budget_in_balance_do_not_meet_their_goal(document: Document) -> None:
    """The text of 2021 names three measures and a goal; the amounts are those of the issue."""
    text = "Åtgärd\tEffekt 2021\nKöpt vård\t56\nBemanning\t11,1\nLokaler\t0,6\nSumma mål\t68,5"
    view = table_view(pasted(document, text, "mnkr"))
    ((row, _, cell),) = view.mismatches
    assert row.label == "Summa mål"
    assert cell.given == Figure(6_850_000_000, 10_000_000)
