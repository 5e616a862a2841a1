"""Running text: CommonMark to paragraphs, lists and sub-headings. What looks like HTML is printed as it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from scn_desktop.models.running_text import parse
from scn_desktop.reports.flowables import Heading, TextBlock, heading_face
from scn_desktop.reports.prose import Prose
from scn_desktop.reports.tagging import Element
from scn_desktop.reports.theme import BODY, CELL, LABEL_COLUMN, TextStyle
from scn_desktop.reports.typeset import Run

_BULLET = "\u2013"
_CELL_GAP = 2.0
_SHORT = 200
"""Letters: about three lines."""
_BULLET_STEP = 11.5
_NUMBER_STEP = 17.0
_ITEM = re.compile(r"\s*[-\u2013\u2022*\u00b7\u25aa]\s+(?=\S)")


@dataclass(frozen=True)
class _Place:
    """Where blocks go: indent in points, the element they belong to, and what the next one is labelled with."""

    indent: float
    parent: Element | None
    style: TextStyle


def body(
    text: str, *, indent: float = LABEL_COLUMN, key: str = "", heading_level: int = 3, prose: Prose | None = None
) -> list[TextBlock]:
    """Running text for a page. Sub-headings (###) become headings of ``heading_level``, bookmarked under ``key``."""
    return _Writer(key, heading_level, prose or Prose()).blocks(text, _Place(indent, None, BODY))


def cell(content: str, element: Element, style: TextStyle = CELL, prose: Prose | None = None) -> list[TextBlock]:
    """Text of a table cell as it was typed: each line a paragraph, lines that begin with a dash or a dot a list.

    A single plain line is the cell's own content, several are P in it. Only footnotes and references are markup, and
    with no ``prose`` nothing is.
    """
    style = replace(style, before=0.0, after=_CELL_GAP)
    lines = _lines(prose.cell_runs(content, style.face) if prose is not None else [Run(content, style.face)])
    if not any(_ITEM.match(line[0].text) for line in lines):
        if len(lines) < 2:
            return [TextBlock(line, style, element=element) for line in lines]
        return [TextBlock(line, style, element=Element("P", element)) for line in lines]
    blocks: list[TextBlock] = []
    items: Element | None = None
    for line in lines:
        sign = _ITEM.match(line[0].text)
        if sign is None:
            items = None
            blocks.append(TextBlock(line, style, element=Element("P", element)))
            continue
        items = items or _list_element(element, is_ordered=False)
        item = Element("LI", items)
        label = (Run(_BULLET, style.face), 0.0, Element("Lbl", item))
        runs = [replace(line[0], text=line[0].text[sign.end() :]), *line[1:]]
        blocks.append(TextBlock(runs, style, element=Element("LBody", item), indent=_BULLET_STEP, label=label))
    return blocks


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs of each line that holds anything."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        if first:
            lines[-1].append(run if not others else replace(run, text=first))
        for text in others:
            lines.append([replace(run, text=text)] if text else [])
    return [line for line in lines if any(run.text.strip() for run in line)]


def _list_element(parent: Element | None, *, is_ordered: bool) -> Element:
    numbering = "/Decimal" if is_ordered else "/Disc"
    return Element("L", parent, attributes={"O": "/List", "ListNumbering": numbering})


class _Writer:
    """Walks the tokens of one text."""

    def __init__(self, key: str, heading_level: int, prose: Prose) -> None:
        self._prose = prose
        self._key = key
        self._heading_level = heading_level
        self._headings = 0

    def blocks(self, text: str, place: _Place) -> list[TextBlock]:
        return self._sequence(parse(text), place)

    def _sequence(self, tokens: Sequence[Token], place: _Place) -> list[TextBlock]:
        result: list[TextBlock] = []
        position = 0
        while position < len(tokens):
            token = tokens[position]
            end = _closing(tokens, position)
            inside = tokens[position + 1 : end]
            if token.type in ("bullet_list_open", "ordered_list_open"):
                result += self._list(token, inside, place)
            elif token.type == "heading_open":
                result.append(self._heading(inside, place))
            elif token.type == "paragraph_open":
                paragraph = self._paragraph(inside, place)
                paragraph.keeps_next = _introduces(inside[0].content, tokens, end + 1)
                result.append(paragraph)
            elif token.type == "blockquote_open":
                result += self._sequence(inside, replace(place, indent=place.indent + _BULLET_STEP))
            elif token.type == "fence":
                result.append(self._block([Run(token.content.rstrip("\n"), place.style.face)], place))
            elif token.type == "hr":
                result.append(self._block([Run(token.markup, place.style.face)], place))
            position = end + 1
        return result

    def _paragraph(self, inside: Sequence[Token], place: _Place) -> TextBlock:
        return self._block(self._prose.runs(inside[0].children or [], place.style.face), place)

    def _block(self, runs: list[Run], place: _Place) -> TextBlock:
        return TextBlock(runs, place.style, element=Element("P", place.parent), indent=place.indent)

    def _heading(self, inside: Sequence[Token], place: _Place) -> TextBlock:
        tokens = inside[0].children or []
        if not self._heading_level:
            runs = self._prose.runs(tokens, place.style.face)
            return self._block([replace(run, face=run.face.bold()) for run in runs], place)
        self._headings += 1
        runs = self._prose.runs(tokens, heading_face(self._heading_level))
        runs = [replace(run, text=run.text.replace("\n", " ")) for run in runs]
        text = "".join(run.text for run in runs if run.inside is None or run.inside.note is None)
        key = f"{self._key}-{self._headings}"
        return Heading(text, self._heading_level, key, indent=place.indent, in_contents=False, runs=runs)

    def _list(self, opening: Token, inside: Sequence[Token], place: _Place) -> list[TextBlock]:
        is_ordered = opening.type == "ordered_list_open"
        number = int(opening.attrGet("start") or 1) if is_ordered else 0
        element = _list_element(place.parent, is_ordered=is_ordered)
        step = _NUMBER_STEP if is_ordered else _BULLET_STEP
        gap = 3.0 if place.style is BODY else _CELL_GAP
        if is_ordered and _is_proposal(inside):
            _embolden(inside)
        result: list[TextBlock] = []
        position = 0
        while position < len(inside):
            end = _closing(inside, position)
            item = Element("LI", element)
            label = Element("Lbl", item)
            content = Element("LBody", item)
            style = replace(place.style, after=gap)
            parts = self._sequence(inside[position + 1 : end], _Place(place.indent + step, content, style))
            sign = f"{number}." if is_ordered else _BULLET
            if not parts:
                parts = [TextBlock([], style, element=content, indent=place.indent + step)]
            first = parts[0]
            if first.element is not None and first.element.kind == "P" and first.label is None:
                first.element = content
            if first.label is None:
                first.label = (Run(sign, place.style.face), place.indent, label)
            result += parts
            number += 1
            position = end + 1
        if result:
            result[-1].spaceAfter = max(place.style.after, gap)
        return result


_THAT = re.compile(r"\s*[Aa]tt\b")


def _first_texts(items: Sequence[Token]) -> list[tuple[Token, Token | None]]:
    """The inline token that each item of a list begins with, and its first text."""
    found = []
    for place, token in enumerate(items):
        if token.type == "list_item_open" and token.level == items[0].level:
            inline = items[place + 2] if place + 2 < len(items) else None
            if inline is not None and inline.type == "inline":
                texts = (child for child in inline.children or [] if child.type == "text" and child.content)
                found.append((inline, next(texts, None)))
            else:
                found.append((token, None))
    return found


def _is_proposal(items: Sequence[Token]) -> bool:
    """Whether every item of a list is an att-sats."""
    texts = _first_texts(items)
    return bool(texts) and all(text is not None and _THAT.match(text.content) for _, text in texts)


def _embolden(items: Sequence[Token]) -> None:
    """Set the "att" of each att-sats in bold, if it is not already."""
    for inline, text in _first_texts(items):
        children = inline.children or []
        if text is None or children[:1] != [text]:
            continue
        end = _THAT.match(text.content).end()  # type: ignore[union-attr]
        bold = Token("text", "", 0, content=text.content[:end])
        rest = Token("text", "", 0, content=text.content[end:])
        opening, closing = Token("strong_open", "strong", 1), Token("strong_close", "strong", -1)
        inline.children = [opening, bold, closing, rest, *children[1:]]


def _introduces(content: str, tokens: Sequence[Token], following: int) -> bool:
    """Whether a short paragraph leads to a list and should not stand alone at the foot of a page."""
    leads_on = following < len(tokens) and tokens[following].type.endswith("list_open")
    return leads_on and len(content) <= _SHORT


def _closing(tokens: Sequence[Token], position: int) -> int:
    """The place of the token that closes the one at ``position``; itself where it is whole."""
    depth = 0
    for place in range(position, len(tokens)):
        depth += tokens[place].nesting
        if depth <= 0:
            return place
    return len(tokens) - 1
