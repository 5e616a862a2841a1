"""Amounts of money as text and back: whole öre and the precision they were given in.

The precision is the size in öre of the last digit that was given: "14" in a table of mnkr has the precision
100 000 000, "14,2" 10 000 000. An amount given in whole kronor or finer is exact, for that is how books are kept.
Anything coarser is rounded and stands for every amount within half its precision.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, NamedTuple

from scn_desktop.errors import InputError
from scn_desktop.swedish import MINUS, format_whole

UNIT_ORE: Final = {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000}
EXACT_PRECISION: Final = 100
"""Öre. An amount given this finely or finer is taken at its word."""
LARGEST: Final = 10**15
"""Öre: ten thousand miljarder kronor, more than any budget and far less than the file can hold."""

LONGEST: Final = 20
"""Digits; Python reads no number of thousands of them."""

_SUFFIX: Final = re.compile(
    r"((?P<mnkr>mnkr|mkr|mn\s?kr|milj\.?\s?kr|miljoner(\skronor)?)|(?P<tkr>tkr|kkr|tusen\skronor)|(?P<kr>kr|kronor|sek|:-))$",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"""
      (?P<spaced>[0-9]{1,3}(?:[ ][0-9]{3})+|[0-9]+)(?:[,.](?P<spaced_part>[0-9]+))?
    | (?P<dotted>[0-9]{1,3}(?:\.[0-9]{3})+),(?P<dotted_part>[0-9]+)
    | (?P<comma>[0-9]{1,3}(?:,[0-9]{3})+)\.(?P<comma_part>[0-9]+)
    | (?P<dots>[0-9]{1,3}(?:\.[0-9]{3}){2,})
    | (?P<commas>[0-9]{1,3}(?:,[0-9]{3}){2,})
    | [,.](?P<bare_part>[0-9]+)
    """,
    re.VERBOSE,
)
_AMBIGUOUS: Final = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_DASHES: Final = "-\u2212\u2013\u2014\u2010\u2011"
_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")


Number = int | Fraction
"""Öre, whole or as a quotient gives them."""


class Figure(NamedTuple):
    """Whole öre, and the size in öre of the last digit given."""

    ore: int
    precision: int

    @property
    def slack(self) -> int:
        """How far in öre the true amount can lie from ``ore``: half the precision, nothing where it is exact."""
        return 0 if self.precision <= EXACT_PRECISION else self.precision // 2


def parse_amount(text: str, unit: str) -> Figure | None:
    """The amount that was typed or pasted in a table of ``unit``; None for nothing or a dash.

    Reads "1 234,5", "−18", "(18)", "1.234,50", "1,234.50" and an own unit, "14 mnkr". Raises InputError for all else,
    also for "1.234", which is either.
    """
    core = _SPACES.sub(" ", text).strip()
    if not core.strip(_DASHES + " "):
        return None
    core, negative = _take_sign(core)
    core, unit = _take_unit(core, unit)
    if not negative:
        core, negative = _take_sign(core)
    if _AMBIGUOUS.fullmatch(core):
        whole, part = core.split(".")
        raise InputError(f"”{core}” kan läsas på två sätt. Skriv {whole} {part} eller {whole},{part}.")
    match = _NUMBER.fullmatch(core)
    if match is None:
        raise InputError(f"”{text.strip()[:40]}” är inget belopp. Skriv till exempel 1 234,5 eller −18.")
    found = match.groupdict()
    whole = found["spaced"] or found["dotted"] or found["comma"] or found["dots"] or found["commas"] or "0"
    part = found["spaced_part"] or found["dotted_part"] or found["comma_part"] or found["bare_part"] or ""
    return _figure(re.sub(r"[ .,]", "", whole), part, UNIT_ORE[unit], negative)


def _take_sign(text: str) -> tuple[str, bool]:
    """The text without its sign or brackets, and whether it is negative."""
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text[:1] in tuple(_DASHES):
        return text[1:].strip(), True
    if text[-1:] in tuple(_DASHES) and not text.endswith(":-"):
        return text[:-1].strip(), True
    return text.removeprefix("+").removeprefix("±").strip(), False


def _take_unit(text: str, unit: str) -> tuple[str, str]:
    """The text without a unit at its end, and that unit or the table's."""
    match = _SUFFIX.search(text)
    if match is None or match.start() == 0:
        return text, unit
    return text[: match.start()].strip(), next(each for each in UNIT_ORE if match[each])


def _figure(whole: str, part: str, size: int, negative: bool) -> Figure:
    if len(whole.lstrip("0")) > LONGEST:
        raise InputError("Beloppet är för stort.")
    precision, rest = divmod(size, 10 ** len(part[:LONGEST]))
    if rest or not precision:
        raise InputError("Beloppet har fler decimaler än öre.")
    ore = int(whole + part) * precision
    if ore >= LARGEST:
        raise InputError("Beloppet är för stort.")
    return Figure(-ore if negative else ore, precision)


def round_to(ore: Number, size: int) -> int:
    """``ore`` to the nearest multiple of ``size`` öre, half away from zero as published tables are rounded.

    Give it a quotient as it is: rounded to whole öre first it may come to another number (99,4998 to 99,50 to 100).
    """
    magnitude: Number = -ore if ore < 0 else ore
    whole, rest = divmod(magnitude, size)
    rounded = (whole + (1 if 2 * rest >= size else 0)) * size
    return -rounded if ore < 0 else rounded


def digit_size(unit: str, decimals: int) -> int:
    """The size in öre of the last digit shown in ``unit`` with ``decimals``; never under one öre."""
    return max(1, UNIT_ORE[unit] // int(10**decimals))


def format_amount(ore: Number, unit: str, decimals: int) -> str:
    """The number in ``unit``, without it: "−1 234,5" with hard spaces and a real minus sign; zero has no sign."""
    size = UNIT_ORE[unit]
    rounded = round_to(ore, digit_size(unit, decimals))
    whole, rest = divmod(abs(rounded), size)
    part = f",{rest * 10**decimals // size:0{decimals}}" if decimals else ""
    return f"{MINUS if rounded < 0 else ''}{format_whole(whole)}{part}"


def amount_text(figure: Figure) -> str:
    """The amount as it was given, with its unit, and read back to the same figure: "103 812 400 kr", "14,2 mnkr"."""
    precision = given_precision(figure)
    unit = "mnkr" if precision >= 10**6 else "tkr" if precision >= 10**3 else "kr"
    return f"{format_amount(figure.ore, unit, _decimals(precision, unit))}\u00a0{unit}"


def edit_text(figure: Figure, unit: str) -> str:
    """What stands in a cell while it is edited in a table of ``unit``, read back to the same figure.

    A short number is given in the table's unit, anything else as ``amount_text``.
    """
    precision = given_precision(figure)
    if precision > UNIT_ORE[unit] or _decimals(precision, unit) > 2:
        return amount_text(figure)
    return format_amount(figure.ore, unit, _decimals(precision, unit))


def clipboard_text(figure: Figure, unit: str) -> str:
    """The amount for a spreadsheet: no thousands mark, plain minus, every digit given; read back to the same figure."""
    precision = given_precision(figure)
    if precision > UNIT_ORE[unit]:
        return amount_text(figure).replace(MINUS, "-")
    text = format_amount(figure.ore, unit, _decimals(precision, unit))
    return text.replace("\u00a0", "").replace(MINUS, "-")


def given_precision(figure: Figure) -> int:
    """The precision as a power of ten that the amount is a multiple of."""
    precision = int(10 ** (len(str(figure.precision)) - 1))
    while precision > 1 and figure.ore % precision:
        precision //= 10
    return precision


def shortest_precision(ore: int, unit: str) -> int:
    """The precision that tells a computed amount with fewest digits: two decimals of ``unit`` at most, else kronor."""
    precision = given_precision(Figure(ore, UNIT_ORE["mnkr"]))
    short = min(precision, UNIT_ORE[unit])
    return short if short >= UNIT_ORE[unit] // 100 else min(precision, EXACT_PRECISION)


def format_apart(first: int, second: int, unit: str, decimals: int) -> tuple[str, str]:
    """Two amounts that differ, with as many decimals more as it takes to tell them apart.

    Their difference, with as many decimals, is that of the two as they are shown.
    """
    while (size := digit_size(unit, decimals)) > 1:
        one, other = round_to(first, size), round_to(second, size)
        if first == second or (one != other and abs(one - other) == round_to(abs(first - second), size)):
            break
        decimals += 1
    return format_amount(first, unit, decimals), format_amount(second, unit, decimals)


def _decimals(precision: int, unit: str) -> int:
    return max(0, len(str(UNIT_ORE[unit])) - len(str(precision)))
