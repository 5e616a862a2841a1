"""A budget table's amount as words in running text: "811 miljoner kronor".

What is said follows how well the amount is known. One that was given roundly is said as it was given ("811 miljoner",
"420,2 miljoner"). One that is known to the krona is said in millions with one decimal ("87,5 miljoner kronor", also
where the table shows 88) and under a million in full ("512 345 kronor").
"""

from __future__ import annotations

from typing import Final

from scn_desktop.models.budget_view import CellView, TableView
from scn_desktop.models.money import UNIT_ORE, Figure, digit_size, format_amount, given_precision, round_to
from scn_desktop.swedish import HARD_SPACE, MINUS

_UNIT_WORDS: Final = {"mnkr": "miljoner kronor", "tkr": "tusen kronor", "kr": "kronor"}
_ONE: Final = {"mnkr": "miljon kronor", "kr": "krona"}
_MILLION: Final = UNIT_ORE["mnkr"]
_ROUGHEST: Final = _MILLION // 100
"""Öre. A precision as coarse as this was given in millions, with two decimals at most."""


def cell_in(view: TableView, row_id: str, column_id: str) -> CellView | None:
    """The cell that the table shows there; None where the row, the column or anything in the cell is missing."""
    places = [place for place, column in enumerate(view.columns) if column.id == column_id]
    cell = next((row.cells[place] for row in view.rows if row.id == row_id for place in places), None)
    return cell if cell is not None and cell.text.strip() else None


def cell_words(cell: CellView, form: str = "") -> str:
    """What a field says of the cell: an amount as ``amount_words``, a percentage, a plain number or words as shown."""
    if cell.ore is None:
        return " ".join(cell.text.split())
    absolute = "absolute" in form.split("-")
    if cell.measure == "money":
        return amount_words(Figure(cell.ore, max(cell.precision, 1)), form)
    shown = cell.text.removeprefix(MINUS) if absolute else cell.text
    if cell.measure == "percent":
        return f"{shown.rstrip('% ').rstrip(HARD_SPACE)}{HARD_SPACE}procent"
    return shown


def amount_name(view: TableView, row_id: str, column_id: str) -> str:
    """What the amount is called, for the description of a new field: "Kommunbidrag, budget 2027"; "" if not there."""
    row = next((row for row in view.rows if row.id == row_id), None)
    column = next((column for column in view.columns if column.id == column_id), None)
    if row is None or column is None:
        return ""
    heading = column.heading[:1].lower() + column.heading[1:]
    return ", ".join(part for part in (row.label.strip() or view.title.strip(), heading.strip()) if part)


def amount_words(figure: Figure, form: str = "") -> str:
    """The amount as words, with hard spaces. ``form`` as in ``running_text.AMOUNT_FORMS``; any other says nothing."""
    asked, _, sign = form.partition("-")
    ore = abs(figure.ore) if "absolute" in (asked, sign) else figure.ore
    precision = given_precision(Figure(figure.ore, max(figure.precision, 1)))
    unit = asked if asked in UNIT_ORE else _usual_unit(ore, precision)
    decimals = _millions_decimals(precision) if unit == "mnkr" else 0
    unit, decimals = _telling(ore, unit, decimals)
    number = format_amount(ore, unit, decimals)
    if precision < _ROUGHEST:
        number = number.removesuffix(",0")
    words = _ONE.get(unit, _UNIT_WORDS[unit]) if number == "1" else _UNIT_WORDS[unit]
    return f"{number} {words}".replace(" ", HARD_SPACE, 1)


def _usual_unit(ore: int, precision: int) -> str:
    if not ore:
        return "kr"
    if precision >= _ROUGHEST or abs(ore) >= _MILLION:
        return "mnkr"
    return "tkr" if precision >= UNIT_ORE["tkr"] else "kr"


def _millions_decimals(precision: int) -> int:
    if precision < _ROUGHEST:
        return 1
    return len(str(_MILLION)) - len(str(min(precision, _MILLION)))


def _telling(ore: int, unit: str, decimals: int) -> tuple[str, int]:
    """The unit and decimals, or finer ones where nothing of the amount would be left."""
    for finer, digits in ((unit, decimals), (unit, 2), ("tkr", 0), ("kr", 0), ("kr", 2)):
        if UNIT_ORE[finer] <= UNIT_ORE[unit] and round_to(ore, digit_size(finer, digits)):
            return finer, digits
    return unit, 0
