"""The money tables that can be inserted: each is sound, and is computed when it gets amounts."""

from functools import partial
from pathlib import Path

import pytest

from scn_desktop.models import queries
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.budget_sums import table_view
from scn_desktop.models.budget_table_file import ReadyTable, ready_tables, table_problems
from scn_desktop.models.edits import budget_formulas, budgets
from scn_desktop.models.planning_model_file import PLACEHOLDER
from tests.models.planned import do_undo_redo, new_document


@pytest.mark.parametrize("ready", ready_tables(), ids=lambda ready: str(ready.table.key))
def test_a_ready_table_is_sound_and_can_be_inserted(ready: ReadyTable, tmp_path: Path) -> None:
    assert not list(table_problems(ready.table))
    assert ready.description.endswith(".")
    document = new_document(tmp_path / "plan.scnplan")
    plan = queries.plans(document.session)[0]
    made = do_undo_redo(document, lambda session: budget_formulas.insert_ready(session, plan.id, ready.table, 0))
    assert plan.budget_tables[0].id == made
    view = table_view(plan.budget_tables[0])
    assert len(view.rows) == len(ready.table.rows)
    texts = [view.title, *(column.heading for column in view.columns), *(row.label for row in view.rows)]
    assert not any(PLACEHOLDER.search(text) for text in texts)
    table = queries.get(document.session, BudgetTable, made)
    for row in table.rows:
        for column in table.columns:
            is_typed = row.kind in ("amount", "memo") and column.formula == "none" and column.kind != "text"
            if is_typed:
                document.do("Belopp", partial(budgets.set_amount, row_id=row.id, column_id=column.id, text="12"))
    view = table_view(table)
    for row_view in view.rows:
        for column_view, cell in zip(view.columns, row_view.cells, strict=True):
            assert (cell.ore is None) == (column_view.is_text or row_view.kind == "heading"), (
                row_view.label,
                column_view,
            )
    document.close()


def test_the_kinds_have_names_of_their_own() -> None:
    keys = [ready.table.key for ready in ready_tables()]
    assert len(set(keys)) == len(keys) == 11
