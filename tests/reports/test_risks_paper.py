"""The risk matrix and the register printed by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from scn_desktop.errors import ReportError
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import risks
from scn_desktop.reports.catalogue import render
from tests.reports.conftest import Printer
from tests.reports.papers import rows_of
from tests.reports.tag_reader import read_tags


def test_the_matrix_stands_first_and_every_risk_in_the_register(example: Document, print_paper: Printer) -> None:
    plan = queries.plan_of_year(example.session)
    assert plan is not None
    tags = read_tags(print_paper("riskmatris", example))
    assert next(tags.find("H1")).words == f"Riskmatris och riskregister {plan.year}"
    matrix, above, register = map(rows_of, tags.find("Table"))
    assert matrix[-1][0] == "1 Osannolik"
    assert above[1][-1] == "Lägre, var 16"
    assert [row[0] for row in register[1:]] == [str(number) for number in range(1, len(plan.risks) + 1)]
    assert all(risk.description in row[1] for risk, row in zip(plan.risks, register[1:], strict=True))


def test_a_plan_without_risks_has_nothing_to_print(example: Document, tmp_path: Path) -> None:
    plan = queries.plan_of_year(example.session)
    assert plan is not None
    gone = [risk.id for risk in plan.risks]
    example.do("Ta bort", lambda session: risks.delete_risks(session, gone))
    with pytest.raises(ReportError, match="inga risker"):
        render("riskmatris", example, tmp_path / "ut.pdf")
