"""The HTML that word processors put on the clipboard, as a tree; whatever it holds, and however deep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Final

from scn_desktop.errors import ImportFailed

LARGEST: Final = 64_000_000
"""Characters: pictures stand in the text."""
DEEPEST: Final = 120
VOID: Final = frozenset({"br", "img", "meta", "link", "col", "hr", "input", "wbr", "base", "area", "param", "source"})
SILENT: Final = frozenset({"style", "script", "title", "xml", "noscript", "template"})
CLOSED_BY: Final = {
    "p": frozenset({"p", "div", "ul", "ol", "li", "table", "tr", "td", "th", *(f"h{n}" for n in range(1, 7))}),
    "li": frozenset({"li"}),
    "tr": frozenset({"tr"}),
    "td": frozenset({"td", "th", "tr"}),
    "th": frozenset({"td", "th", "tr"}),
}
"""What ends an element whose end tag was left out."""
SCOPES: Final = {
    "li": frozenset({"ul", "ol"}),
    "tr": frozenset({"table"}),
    "td": frozenset({"table"}),
    "th": frozenset({"table"}),
}
"""How far up such an element is looked for; a "p" no further than what it stands in."""


@dataclass(eq=False)
class Node:
    """An element with what stands in it: elements and text. The parent of the whole is None."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    @cached_property
    def style(self) -> dict[str, str]:
        """The element's own CSS, in lower case."""
        pairs = (part.partition(":") for part in self.attributes.get("style", "").lower().split(";"))
        return {name.strip(): value.strip() for name, _, value in pairs if name.strip()}

    @property
    def words(self) -> frozenset[str]:
        """The element's classes, in lower case."""
        return frozenset(self.attributes.get("class", "").lower().split())

    def elements(self) -> Iterator[Node]:
        """This element and all in it, in the order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def plain(self) -> str:
        """All text in the element, on one line."""
        waiting: list[Node | str] = [self]
        found: list[str] = []
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                found.append(node)
            else:
                waiting.extend(reversed(node.children))
        return " ".join("".join(found).replace("\xa0", " ").split())


def read_tree(html: str) -> Node:
    """The tree of any HTML. Raises ImportFailed for what is too large, or no HTML at all."""
    if len(html) > LARGEST:
        raise ImportFailed("Det som är kopierat är för stort för att klistras in på en gång. Dela upp det.")
    builder = _Builder()
    try:
        builder.feed(html)
        builder.close()
    except (AssertionError, ValueError) as error:  # what the library says of a broken declaration
        raise ImportFailed("Urklippet är skadat och kan inte läsas. Kopiera texten igen.") from error
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open = [self.root]
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent or tag in SILENT:
            self._silent += tag in SILENT
            return
        self._close_before(tag)
        above = self._open[-1]
        node = Node(tag, {name: value or "" for name, value in attrs}, above)
        above.children.append(node)
        if tag not in VOID and len(self._open) < DEEPEST:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SILENT:
            self.handle_starttag(tag, attrs)
            if self._open[-1].tag == tag:
                self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif not self._silent:
            place = self._place_of(tag, frozenset({"table"}) if tag != "table" else frozenset())
            if place:
                del self._open[place:]

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._open[-1].children.append(data)

    def _close_before(self, tag: str) -> None:
        for left_open, enders in CLOSED_BY.items():
            if tag not in enders:
                continue
            scope = SCOPES.get(left_open, frozenset({"td", "th", "li", "div", "table", "body"}))
            if place := self._place_of(left_open, scope):
                del self._open[place:]

    def _place_of(self, tag: str, scope: frozenset[str]) -> int:
        """Where among the open elements the nearest of that tag is, not beyond ``scope``; 0 where there is none."""
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                return place
            if self._open[place].tag in scope:
                return 0
        return 0
