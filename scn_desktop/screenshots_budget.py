"""Pictures of every kind of money table, on the screen and on paper, filled in with made up amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from sqlalchemy.orm import Session

    from scn_desktop.models.budget import BudgetTable
    from scn_desktop.models.document.document import Document

YEAR: Final = 2027
GAP: Final = 6
WORDS: Final = "Beslutat i november"
COST_WORDS: Final = ("kostnad", "köp", "lämnade", "personal", "försörjning", "lokal")


def gallery(path: Path) -> list[tuple[str, str, str]]:
    """Make a plan with a table of each kind, each in a section of its own: key of the kind, of the table, its title."""
    from scn_desktop.models.budget_table_file import ready_tables
    from scn_desktop.models.document.create import create_document

    document = create_document(
        path, municipality="Exempelköpings kommun", committee="Socialnämnden", year=YEAR, model="enkel"
    )
    made = []
    try:
        for ready in ready_tables():
            table_id, title = document.do("Tabell", partial(add, ready=ready.table))
            fill(document, table_id)
            made.append((ready.table.key, table_id, title))
    finally:
        document.close()
    return made


def add(session: Session, ready: Any) -> tuple[str, str]:
    """The table, shown in a chapter of its own in the operational plan; its key and title."""
    from scn_desktop.models import queries
    from scn_desktop.models.budget import BudgetTable
    from scn_desktop.models.edits import blocks, budget_formulas, sections

    plan = queries.plans(session)[0]
    table_id = budget_formulas.insert_ready(session, plan.id, ready)
    title = queries.get(session, BudgetTable, table_id).title
    paper = plan.papers[0]
    section = sections.add(session, paper.id, None, len(paper.sections), "chapter", title)
    session.flush()
    session.expire(paper, ["all_sections"])
    blocks.add(session, section, 0, "budget", budget_table_id=table_id)
    return table_id, title


def fill(document: Document, table_id: str) -> None:
    """Amounts in every cell that is typed, costs negative where the table writes them so."""
    from scn_desktop.models import queries
    from scn_desktop.models.budget import BudgetTable
    from scn_desktop.models.edits import budget_formulas, budgets

    table = queries.get(document.session, BudgetTable, table_id)

    def action(session: Session) -> None:
        for row_id, column_id, text in amounts(table):
            if text is WORDS:
                budget_formulas.set_text(session, row_id, column_id, text)
            else:
                budgets.set_amount(session, row_id, column_id, text)

    document.do("Fyll i", action)


def amounts(table: BudgetTable) -> Iterator[tuple[str, str, str]]:
    """Row, column and text of every cell to fill in."""
    for place, row in enumerate(table.rows):
        is_cost = table.costs == "negative" and any(word in row.label.casefold() for word in COST_WORDS)
        for number, column in enumerate(table.columns):
            if column.kind == "text":
                if row.kind == "amount" and place < 4:
                    yield row.id, column.id, WORDS
            elif row.kind in ("amount", "memo") and column.formula == "none":
                size = 5_555 + place if row.unit == "number" else (place * 37 + 12) * (3 + number) / 4
                if table.unit == "tkr" and row.unit == "money":
                    size *= 100
                decimals = 0 if row.unit == "number" else table.decimals
                minus = "-" if is_cost or column.heading == "Kostnad" else ""
                yield row.id, column.id, f"{minus}{size:.{decimals}f}".replace(".", ",")


def sheet(images: Sequence[QImage], across: int, scale: float) -> QImage:
    """The pictures side by side, each a part ``scale`` of its size."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter

    smooth = Qt.TransformationMode.SmoothTransformation
    small = [image.scaledToWidth(round(image.width() * scale), smooth) for image in images]
    width, height = max(each.width() for each in small) + GAP, max(each.height() for each in small) + GAP
    down = -(-len(small) // across)
    whole = QImage(width * across + GAP, height * down + GAP, QImage.Format.Format_RGB32)
    whole.fill(0xFF8A857C)
    painter = QPainter(whole)
    for place, each in enumerate(small):
        painter.drawImage(GAP + width * (place % across), GAP + height * (place // across), each)
    painter.end()
    return whole


def printed(path: Path, target: Path) -> Path:
    """The plan with all the tables as PDF."""
    from scn_desktop.models.document.document import Document
    from scn_desktop.reports import catalogue

    document = Document.open(path, writable=False)
    try:
        return catalogue.render("verksamhetsplan", document, target, today=date(YEAR - 1, 11, 20))
    finally:
        document.close()
