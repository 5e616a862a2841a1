"""The HTML of Word, LibreOffice and Google Docs as running text, headings, tables and pictures; its styling dropped.

Nothing is fetched: a picture comes along only where its bytes stand in the HTML itself.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from scn_desktop.exchange.commonmark_writer import LINE_BREAK, Run, written
from scn_desktop.exchange.html_tree import Node, read_tree
from scn_desktop.exchange.word_lines import Footnotes, Item, heading_level, is_unread, item_of
from scn_desktop.exchange.word_pieces import (
    PastedCell,
    PastedDocument,
    PastedHeading,
    PastedPicture,
    PastedText,
    Piece,
)
from scn_desktop.exchange.word_tables import read_table
from scn_desktop.models import running_text

BLOCKS: Final = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "hr", "center", "html", "body"}
    | {"table", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "figure", "figcaption"}
    | {"section", "article", "header", "footer", "main", "aside", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_BOLD: Final = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_BULLET: Final = re.compile(r"[•·▪●◦‣]\s*(?=\S)")
_CAPTION_NUMBER: Final = re.compile(r"^(?:tabell|table)\s+\d+\s*[.:–-]?\s*", re.IGNORECASE)
"""Which the program counts itself."""
_DATA: Final = re.compile(r"data:image/(?:png|jpe?g);base64,", re.IGNORECASE)
_WEB: Final = ("https://", "http://", "mailto:")
_SMALLEST_PICTURE: Final = 4
"""Pixels: what is smaller is no picture, but a web page's own mark."""


@dataclass
class _Line:
    """A paragraph, heading (``level`` > 0) or list item."""

    runs: list[Run] = field(default_factory=list)
    level: int = 0
    item: Item | None = None

    def is_empty(self) -> bool:
        return not any(run.note or run.text.strip() for run in self.runs)


@dataclass(frozen=True)
class _Style:
    bold: bool = False
    italic: bool = False
    address: str = ""


def read_document(html: str) -> PastedDocument:
    """What the HTML holds, in order. Raises ImportFailed for what is too large or broken."""
    root = read_tree(html)
    reader = _Reader(Footnotes(root))
    reader.read(root)
    return PastedDocument(tuple(reader.pieces), reader.pictures_left_out)


class _Reader:
    """Walks the tree. ``in_cell``: what is read is a cell's text, tables in it too."""

    def __init__(self, footnotes: Footnotes, *, in_cell: bool = False) -> None:
        self.pieces: list[Piece] = []
        self.pictures_left_out = 0
        self.lines: list[_Line] = []
        self._notes = footnotes
        self._in_cell = in_cell
        self._line = _Line()
        self._caption = ""

    def read(self, node: Node) -> None:
        self._walk(node, _Style())
        self._end_line()
        self._end_text()

    # Walking ---------------------------------------------------------------------------------------------------------
    def _walk(self, node: Node, style: _Style) -> None:
        for child in node.children:
            if isinstance(child, str):
                self._add(child, style)
            elif self._notes.is_body(child) or is_unread(child):
                continue
            elif child.tag == "table" and not self._in_cell:
                self._table(child)
            elif child.tag == "img":
                self._picture(child)
            elif child.tag == "br":
                self._line.runs.append(Run(LINE_BREAK))
            elif child.tag in BLOCKS:
                self._block(child)
            else:
                self._inline(child, style)

    def _block(self, node: Node) -> None:
        level, item = heading_level(node), item_of(node)
        # A paragraph in an item is the item's own, and what stands in a heading's division is the heading.
        inner = node.tag in ("p", "div") and not level and item is None and self._line.item is not None
        if inner and self._line.is_empty():
            self._walk(node, _Style())
            return
        if inner and node.parent is not None and node.parent.tag == "li":
            self._line.runs.append(Run(LINE_BREAK))
            self._walk(node, _Style())
            return
        self._end_line()
        if "msocaption" in node.words and not self._in_cell:
            self._caption = node.plain()
        self._line = _Line(level=level, item=item)
        self._walk(node, _Style())
        self._end_line()

    def _inline(self, node: Node, style: _Style) -> None:
        if node.tag == "a":
            body = self._notes.body_of(node)
            if body is not None:
                self._footnote(body)
            if self._notes.is_mark(node):
                return
            style = replace(style, address=address_of(node))
        weight = node.style.get("font-weight", "")
        slant = node.style.get("font-style", "")
        bold = weight in _BOLD if weight else style.bold or node.tag in ("b", "strong")
        italic = slant in ("italic", "oblique") if slant else style.italic or node.tag in ("i", "em", "cite")
        self._walk(node, replace(style, bold=bold, italic=italic))

    def _add(self, text: str, style: _Style) -> None:
        text = re.sub(r"[\s\u200b\ufeff]+", " ", text.replace("\x00", ""))
        runs = self._line.runs
        follows_space = not runs or (not runs[-1].note and runs[-1].text.endswith((" ", LINE_BREAK)))
        if follows_space:
            text = text.lstrip(" ")
        if text:
            runs.append(Run(text, style.bold and not self._line.level, style.italic, style.address))

    def _footnote(self, body: Node) -> None:
        reader = _Reader(self._notes, in_cell=True)
        reader._walk(body, _Style())
        reader._end_line()
        runs: list[Run] = []
        for line in reader.lines:
            runs += [Run(" ")] if runs else []
            runs += [replace(run, text=run.text.replace(LINE_BREAK, " "), address="") for run in line.runs]
        runs = [run for run in runs if not run.note]
        if self._in_cell:
            source = running_text.note_source("".join(run.text for run in runs), in_cell=True)
            self._line.runs += [Run(source)] if source else []
        elif note := " ".join(written(runs).split()):
            note = re.sub(r"(?<!\\)([\[\]])", r"\\\1", note)
            self._line.runs.append(Run("", note=note))

    # Lines to pieces -------------------------------------------------------------------------------------------------
    def _end_line(self) -> None:
        line, self._line = self._line, _Line()
        while line.runs and not line.runs[-1].note and not line.runs[-1].text.strip(f" {LINE_BREAK}"):
            line.runs.pop()
        if line.is_empty():
            return
        if line.item is None and not line.level and (bullet := _BULLET.match(line.runs[0].text)):
            line.runs[0] = replace(line.runs[0], text=line.runs[0].text[bullet.end() :])
            line.item = Item(1, None)
        if line.level and not self._in_cell:
            self._end_text()
            words = "".join(run.text for run in line.runs).replace(LINE_BREAK, " ")
            self.pieces.append(PastedHeading(line.level, " ".join(words.split())))
        else:
            self.lines.append(line)

    def _end_text(self) -> None:
        text = as_commonmark(self.lines)
        self.lines = []
        if text:
            self.pieces.append(PastedText(text))

    def _table(self, node: Node) -> None:
        self._end_line()
        title = ""
        if self._caption and self.lines and self._caption == _words(self.lines[-1]):
            title = _CAPTION_NUMBER.sub("", _words(self.lines.pop()))
        self._caption = ""
        self._end_text()
        table = read_table(node, self._cell_text, title)
        if table is None:
            return
        if table.width == len(table.rows) == 1 and isinstance(cell := table.rows[0][0], PastedCell):
            # A frame round some text is no table.
            self.lines += [_Line([Run(line)]) for line in cell.text.split("\n") if line.strip()]
        else:
            self.pieces.append(table)

    def _cell_text(self, node: Node) -> str:
        reader = _Reader(self._notes, in_cell=True)
        reader._walk(node, _Style())
        reader._end_line()
        self.pictures_left_out += reader.pictures_left_out + sum(
            isinstance(piece, PastedPicture) for piece in reader.pieces
        )
        return "\n".join(("– " if line.item is not None else "") + _words(line) for line in reader.lines)

    def _picture(self, node: Node) -> None:
        size = [node.attributes.get(name, "") for name in ("width", "height")]
        if any(each.isdecimal() and len(each) < 7 and int(each) < _SMALLEST_PICTURE for each in size):
            return
        data = picture_bytes(node.attributes.get("src", ""))
        if data is None or self._in_cell:
            self.pictures_left_out += 1
            return
        self._end_line()
        self._end_text()
        self.pieces.append(PastedPicture(data, " ".join(node.attributes.get("alt", "").split())))


def address_of(anchor: Node) -> str:
    """The address of a link to the web or of a reference of the program's own; "" for any other, or where it is the
    text itself."""
    address = anchor.attributes.get("href", "").strip()
    if not address.startswith((*_WEB, running_text.SCHEME)) or re.search(r"[\s<>\\]", address):
        return ""
    if address in (anchor.plain(), f"{anchor.plain()}/", f"mailto:{anchor.plain()}"):
        return ""
    return running_text.parser().normalizeLink(address)


def picture_bytes(source: str) -> bytes | None:
    """The picture file that stands in an address; None where it lies elsewhere or is no PNG or JPEG."""
    match = _DATA.match(source)
    if match is None:
        return None
    try:
        return b64decode("".join(source[match.end() :].split()), validate=True) or None
    except (binascii.Error, ValueError):
        return None


def _words(line: _Line) -> str:
    text = "".join(run.text for run in line.runs)
    return "\n".join(" ".join(each.split()) for each in text.split(LINE_BREAK) if each.strip())


def as_commonmark(lines: Sequence[_Line]) -> str:
    """Paragraphs and list items as CommonMark; an item no more than one level deeper than the one before."""
    pieces: list[str] = []
    widths: list[int] = []
    for line in lines:
        text = written(line.runs)
        if line.item is None or not text:
            widths = []
            pieces += [f"\n\n{text}"] if text else []
            continue
        after_item = bool(widths)
        depth = min(line.item.level, len(widths) + 1) - 1
        mark = "- " if line.item.number is None else f"{line.item.number}. "
        indent = " " * sum(widths[:depth])
        widths = [*widths[:depth], len(mark)]
        hanging = f"\n{indent}{' ' * len(mark)}"
        pieces.append(("\n" if after_item else "\n\n") + indent + mark + hanging.join(text.split("\n")))
    return "".join(pieces).strip("\n")
