"""Places in the user's order, as fractional keys sorted by (key, id)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from fractional_indexing import generate_key_between, generate_n_keys_between


class Placed(Protocol):
    """A row with a place."""

    order_key: str


def keys_at(siblings: Sequence[Placed], index: int, count: int = 1) -> list[str]:
    """Keys that put ``count`` new rows before ``siblings[index]``; the end is ``len(siblings)``.

    Where copies of a file were merged, neighbours may bear the same key; those after the place then get new ones.
    """
    index = max(0, min(index, len(siblings)))
    below = siblings[index - 1].order_key if index > 0 else None
    end = index
    while below is not None and end < len(siblings) and siblings[end].order_key <= below:
        end += 1
    above = siblings[end].order_key if end < len(siblings) else None
    keys = list(generate_n_keys_between(below, above, count + end - index))
    for sibling, key in zip(siblings[index:end], keys[count:], strict=True):
        sibling.order_key = key
    return keys[:count]


def put_at(row: Placed, siblings: Sequence[Placed], index: int) -> None:
    """Give a row the place ``index`` among its siblings, counted without itself."""
    row.order_key = keys_at([each for each in siblings if each is not row], index)[0]


def keys_for(count: int) -> list[str]:
    """Keys for the first ``count`` rows of a new list."""
    return list(generate_n_keys_between(None, None, count))


def last_key(siblings: Sequence[Placed]) -> str:
    """A key after all of them."""
    return str(generate_key_between(max((each.order_key for each in siblings), default=None), None))
