"""JSON text as objects that know where they stand, so that every fault is told with its place."""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from scn_desktop.errors import ImportFailed

LARGEST_TEXT: Final = 64 * 1024 * 1024
"""Characters. A year's plan is about one million."""
MISSING: Final = object()


def failed(place: str, problem: str) -> ImportFailed:
    """The one sentence that says what is wrong and where."""
    where = f"vid {place}" if place else "på första nivån"
    return ImportFailed(f"JSON-filen kan inte läsas in, {where}: {problem}.")


def root_node(text: str) -> Node:
    """The outermost object of a JSON text. Raises ImportFailed for anything that is not one."""
    if len(text) > LARGEST_TEXT:
        raise ImportFailed("JSON-filen är för stor för att vara en plan.")
    try:
        value = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=unique_pairs, parse_constant=refuse_constant)
    except RecursionError as error:
        raise ImportFailed("JSON-filen har för många nivåer i varandra.") from error
    except json.JSONDecodeError as error:
        raise ImportFailed(
            f"JSON-filen är inte giltig JSON: fel på rad {error.lineno}, tecken {error.colno}."
        ) from error
    except ValueError as error:
        raise ImportFailed("JSON-filen innehåller ett tal som är för stort.") from error
    return Node(value, "")


def unique_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The pairs as a dictionary. Raises ImportFailed where a name occurs twice, since one of them would be lost."""
    made = dict(pairs)
    if len(made) != len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise ImportFailed(f"JSON-filen har fältet ”{twice[:40]}” två gånger i samma objekt.")
    return made


def refuse_constant(name: str) -> NoReturn:
    """NaN and Infinity are not JSON."""
    raise ImportFailed(f"JSON-filen innehåller {name}, som inte är ett tal.")


class Node:
    """A JSON object at a place ("plans[0].papers[1]"). Fields are taken one by one; what is left is unknown."""

    def __init__(self, value: Any, place: str) -> None:
        if not isinstance(value, dict):
            raise failed(place, "här ska stå ett objekt, { … }")
        self.place = place
        self._left: dict[str, Any] = dict(value)
        self._known: list[str] = []

    def take(self, name: str, default: Any = None) -> Any:
        """The field's value, or ``default`` where it is left out."""
        self._known.append(name)
        return self._left.pop(name, default)

    def has(self, name: str) -> bool:
        """Whether the field is there and not yet taken."""
        return name in self._left

    def at(self, name: str) -> str:
        """The place of a field."""
        return f"{self.place}.{name}" if self.place else name

    def fail(self, problem: str, name: str = "") -> NoReturn:
        """Raise ImportFailed about this object, or about one of its fields."""
        raise failed(self.at(name) if name else self.place, problem)

    def node(self, name: str) -> Node:
        """The object in a field that must be there."""
        value = self.take(name, MISSING)
        if value is MISSING:
            self.fail(f"fältet ”{name}” saknas")
        return Node(value, self.at(name))

    def items(self, name: str) -> Iterator[tuple[Any, str]]:
        """The values of a list that may be left out, each with its place."""
        value = self.take(name, [])
        if not isinstance(value, list):
            self.fail("här ska stå en lista, [ … ]", name)
        return ((each, f"{self.at(name)}[{number}]") for number, each in enumerate(value))

    def nodes(self, name: str, shorthand: str = "") -> list[Node]:
        """The objects of a list that may be left out. A text stands for an object with just the ``shorthand`` field."""
        return [
            Node({shorthand: value} if shorthand and isinstance(value, str) else value, place)
            for value, place in self.items(name)
        ]

    def rest(self) -> Iterator[tuple[str, Any]]:
        """Every field that is left, with its value: for objects whose names are the writer's own."""
        left, self._left = self._left, {}
        return iter(left.items())

    def finish(self) -> None:
        """Raise ImportFailed if a field is left that nobody took."""
        for name in self._left:
            near = difflib.get_close_matches(name, self._known, 1)
            hint = f", menas ”{near[0]}”" if near else ""
            self.fail(f"fältet ”{name[:40]}” är okänt{hint}")
