"""How word processors' HTML marks what it means: headings, list items, footnotes, and text that isn't to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scn_desktop.exchange.html_tree import Node

LOWEST_HEADING: Final = 9
_HEADING: Final = re.compile(r"h([1-6])|(?:mso)?(?:heading|rubrik)(\d)")
_TITLES: Final = {"msotitle": 1, "msosubtitle": 2, "title": 1, "subtitle": 2}
_LEVEL: Final = re.compile(r"\blevel(\d+)")
_NUMBER: Final = re.compile(r"\(?(\d+|[a-zåäö]|[ivx]+)[.)]", re.IGNORECASE)
_UNREAD_ELEMENTS: Final = frozenset({"comment-list", "comment", "header", "footer", "toc-entry"})


@dataclass(frozen=True)
class Item:
    """Where a list item stands: how deep from 1, and its number; None for a bullet."""

    level: int
    number: int | None


def is_unread(node: Node) -> bool:
    """Whether it is hidden, deleted, a comment, or what the program makes itself: numbers and contents."""
    style = node.style
    if node.tag == "del":
        return True
    if style.get("mso-list") == "ignore" or style.get("display") == "none" or style.get("mso-hide"):
        return True
    if style.get("mso-element", "") in _UNREAD_ELEMENTS or style.get("mso-special-character") == "comment":
        return True
    return any(word.startswith(("msotoc", "msocomment", "msoheader", "msofooter")) for word in node.words)


def heading_level(node: Node) -> int:
    """1 to 9 where the paragraph is a heading, else 0."""
    for word in (node.tag, *node.words):
        if match := _HEADING.fullmatch(word):
            return min(int(match[1] or match[2]), LOWEST_HEADING)
        if word in _TITLES and node.tag != "title":
            return _TITLES[word]
    outline = node.style.get("mso-outline-level", "")
    return int(outline) if outline.isdecimal() and 1 <= int(outline) <= LOWEST_HEADING else 0


def item_of(node: Node) -> Item | None:
    """The place of a list item: of an ``li``, or of a paragraph that Word only styled as one."""
    if node.tag == "li":
        return _html_item(node)
    listed = node.style.get("mso-list", "")
    if node.tag not in ("p", "div") or not listed or listed in ("none", "ignore", "skip"):
        return None
    mark = next((each for each in node.elements() if each.style.get("mso-list") == "ignore"), None)
    level = _LEVEL.search(listed)
    return Item(int(level[1]) if level else 1, number_of(mark.plain()) if mark is not None else None)


def number_of(mark: str) -> int | None:
    """The number that stands before an item ("3.", "b)"), or None where it is a bullet."""
    match = _NUMBER.match(mark.strip())
    if match is None:
        return None
    found = match[1].lower()
    if found.isdecimal():
        return min(int(found), 999_999)
    return "abcdefghijklmnopqrstuvwxyzåäö".index(found) + 1 if len(found) == 1 else 1


def _html_item(node: Node) -> Item:
    lists = [above for above in ancestors(node) if above.tag in ("ul", "ol")]
    level = max(1, len(lists))
    if not lists or lists[0].tag == "ul":
        return Item(level, None)
    items = [each for each in lists[0].children if isinstance(each, Node) and each.tag == "li"]
    start = lists[0].attributes.get("start", "")
    first = int(start) if start.isdecimal() and len(start) < 7 else 1
    place = next((place for place, each in enumerate(items) if each is node), 0)
    return Item(level, first + place)


def ancestors(node: Node) -> Iterator[Node]:
    """The elements around, from the nearest."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


class Footnotes:
    """Pairs the marks in the text with the notes at the end, as Word, LibreOffice and Google Docs link them.

    Two anchors that lead to each other are a mark and its note, the first in the text being the mark.
    """

    def __init__(self, root: Node) -> None:
        self._anchors = [node for node in root.elements() if node.tag == "a"]
        self._bodies: dict[int, Node] = {}
        self._marks: set[int] = set()
        self._containers: set[int] = set()
        named: dict[str, Node] = {}
        for anchor in self._anchors:
            for name in _names(anchor):
                named.setdefault(name, anchor)
        for anchor in self._anchors:
            other = named.get(_target(anchor))
            paired = other is not None and other is not anchor and named.get(_target(other)) is anchor
            if other is None or not paired or id(anchor) in self._marks:
                continue
            self._marks |= {id(anchor), id(other)}
            body = _container(other, anchor, self._anchors)
            if body is not None:
                self._bodies[id(anchor)] = body
                self._containers.add(id(body))

    def body_of(self, anchor: Node) -> Node | None:
        """What holds the note whose mark this is; None where it is no mark."""
        return self._bodies.get(id(anchor))

    def is_body(self, node: Node) -> bool:
        """Whether this holds a note: it isn't read where it stands."""
        return id(node) in self._containers

    def is_mark(self, node: Node) -> bool:
        """Whether this is the number of a note, in the text or before the note."""
        return id(node) in self._marks


def _names(anchor: Node) -> set[str]:
    return {anchor.attributes[name] for name in ("name", "id") if anchor.attributes.get(name)}


def _target(anchor: Node) -> str:
    address = anchor.attributes.get("href", "")
    return address.rpartition("#")[2] if "#" in address else ""


def _container(mark: Node, reference: Node, anchors: list[Node]) -> Node | None:
    """The paragraph that the note's mark begins, or the division around it where that holds nothing else."""
    around = list(ancestors(mark))
    paragraph = next((node for node in around if node.tag in ("p", "li", "dd", "div", "td")), None)
    if paragraph is None or paragraph in ancestors(reference):
        return None
    division = paragraph.parent
    if division is None or division.tag != "div" or division in ancestors(reference):
        return paragraph
    own = [anchor for anchor in anchors if division in ancestors(anchor) and _target(anchor)]
    return division if own == [mark] else paragraph
