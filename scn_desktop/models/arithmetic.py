"""Simple arithmetic typed in a cell of amounts: "=188+23*2"."""

from __future__ import annotations

import ast
import re
from fractions import Fraction
from typing import Final

from scn_desktop.errors import InputError
from scn_desktop.models.money import LARGEST, UNIT_ORE, Figure, parse_amount

_LONGEST: Final = 200
_NUMBER: Final = re.compile(r"\d[\d \u00a0\u2009\u202f]*(?:[.,]\d+)?", re.ASCII)
_OTHER: Final = re.compile(r"[^0-9\s.,()+*/-]")
_SIGNS: Final = str.maketrans({"\u2212": "-", "\u2013": "-", "\u00d7": "*", "\u00b7": "*", "\u00f7": "/", ":": "/"})
_ALLOWED: Final = "Uträkningen får bara ha tal, +, −, *, / och parenteser."
_HINT: Final = "Skriv till exempel =188+23*2."


def read_amount(text: str, unit: str) -> Figure | None:
    """An amount as ``parse_amount`` reads it, or the result of arithmetic that begins with "=".

    The result is as precise as the most precise number in it; a quotient has two decimals of ``unit`` more.
    Raises InputError.
    """
    if not text.lstrip().startswith("="):
        return parse_amount(text, unit)
    expression = text.strip()[1:].translate(_SIGNS)
    numbers = _NUMBER.findall(expression)
    if not numbers or len(expression) > _LONGEST:
        raise InputError(f"Uträkningen kan inte läsas. {_HINT}")
    if _OTHER.search(expression):
        raise InputError(f"{_ALLOWED} {_HINT}")
    digits = max(len(re.split("[.,]", number)[1]) if re.search("[.,]", number) else 0 for number in numbers)
    value = _value(_tree(_NUMBER.sub(_as_python, expression)))
    size = max(1, UNIT_ORE[unit] // 10 ** min(digits, 8))
    ore = value * UNIT_ORE[unit]
    if ore.denominator != 1 or ore % size:
        size = max(1, min(size, UNIT_ORE[unit] // 100))
    if abs(ore) >= LARGEST:
        raise InputError("Beloppet är för stort.")
    return Figure(round(ore / size) * size, size)


def _as_python(match: re.Match[str]) -> str:
    return f"Fraction('{re.sub('[^0-9,.]', '', match[0]).replace(',', '.')}')"


def _tree(expression: str) -> ast.expr:
    try:
        return ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise InputError(f"Uträkningen kan inte läsas. {_HINT}") from error


def _value(node: ast.expr) -> Fraction:
    """The value of numbers joined by + − * / and brackets; nothing else is looked at."""
    match node:
        case ast.Call(func=ast.Name(id="Fraction"), args=[ast.Constant(value=str() as digits)]):
            return Fraction(digits)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _value(operand)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _value(left) + _value(right)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return _value(left) - _value(right)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return _value(left) * _value(right)
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            divisor = _value(right)
            if not divisor:
                raise InputError("Uträkningen delar med noll.")
            return _value(left) / divisor
    raise InputError(f"{_ALLOWED} {_HINT}")
