"""Running text between CommonMark and a QTextDocument, without loss.

Paragraphs, sub-headings, lists, bold, italic and line breaks are shown formatted. A piece that holds anything else
(links, code, quotations) is shown as its source and written back character by character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from markdown_it.token import Token
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextList,
    QTextListFormat,
)

from scn_desktop.models.running_text import parser

LINE_BREAK: Final = "\u2028"
SOURCE: Final = QTextFormat.Property.UserProperty.value + 1
"""Block property: True where the text is CommonMark source that the editor does not show formatted."""

_SIMPLE: Final = {"text", "strong_open", "strong_close", "em_open", "em_close", "softbreak", "hardbreak"}
_BLOCK_START: Final = re.compile(r"^(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+\s*$|-+\s*$|~{3,}|\d{1,9}[.)](?=\s|$))")
# Beside marks that are spelled out, where the neighbours of a sign are not what they were.
_EVERY_SIGN: Final = re.compile(r"[\\`*_\[\]&]")
_SPECIAL: Final = re.compile(r"[\\`*]|(?<!\w)_|_(?!\w)|\](?=[(:\[])|&(?=#?\w+;)")


class Run(NamedTuple):
    """Text of one kind; LINE_BREAK inside it is a line break."""

    text: str
    bold: bool
    italic: bool


# Reading -------------------------------------------------------------------------------------------------------------
class Spacing(NamedTuple):
    """Pixels: line height, and the distance after a paragraph, a list item and a heading, and before a heading."""

    line: int
    paragraph: int
    item: int
    heading: int
    before_heading: int = 0


def load(document: QTextDocument, text: str, spacing: Spacing) -> None:
    """Replace the document's content; it is one step less to undo, so undo is cleared."""
    document.setUndoRedoEnabled(False)
    document.clear()
    _Reader(document, text, spacing).read()
    document.setUndoRedoEnabled(True)


class _Reader:
    def __init__(self, document: QTextDocument, text: str, spacing: Spacing) -> None:
        self._cursor = QTextCursor(document)
        self._lines = text.split("\n")
        found: dict[str, object] = {}
        self._tokens = parser().parse(text, found)
        self._has_definitions = bool(found.get("references"))
        self._spacing = spacing
        self._first = True

    def read(self) -> None:
        self._cursor.beginEditBlock()
        if self._has_definitions:
            # Definitions of links leave no token behind: the whole text is shown as it stands.
            self._source_lines(0, len(self._lines))
        else:
            self._sequence(0, len(self._tokens), 0)
        if self._first:
            self._cursor.setBlockFormat(self._format(self._spacing.paragraph))
        self._cursor.endEditBlock()

    def _sequence(self, start: int, stop: int, depth: int) -> None:
        position = start
        while position < stop:
            token = self._tokens[position]
            end = _closing(self._tokens, position)
            if token.type in ("bullet_list_open", "ordered_list_open") and self._plain_list(position, end):
                self._list(position, end, depth + 1)
            elif token.type in ("paragraph_open", "heading_open") and _is_simple(self._tokens[position + 1]):
                self._paragraph(token, self._tokens[position + 1])
            else:
                self._source(token)
            position = end + 1

    def _paragraph(self, token: Token, inline: Token) -> None:
        is_heading = token.type == "heading_open"
        block = self._format(self._spacing.heading if is_heading else self._spacing.paragraph)
        if not self._first:  # Qt keeps the larger of two distances that meet
            around: QTextList | None = self._cursor.currentList()
            after_list = self._spacing.paragraph if around is not None else 0
            block.setTopMargin(self._spacing.before_heading if is_heading else after_list)
        if is_heading:
            block.setHeadingLevel(int(token.tag[1]))
        self._new_block(block)
        self._insert(inline, bold=is_heading)

    def _plain_list(self, start: int, end: int) -> bool:
        """Whether every item is one simple paragraph, with at most plain lists below it."""
        position = start + 1
        while position < end:
            item_end = _closing(self._tokens, position)
            inner = position + 1
            count = 0
            while inner < item_end:
                inner_end = _closing(self._tokens, inner)
                token = self._tokens[inner]
                if token.type == "paragraph_open":
                    count += 1
                    if count > 1 or inner != position + 1 or not _is_simple(self._tokens[inner + 1]):
                        return False
                elif token.type not in ("bullet_list_open", "ordered_list_open") or not self._plain_list(
                    inner, inner_end
                ):
                    return False
                inner = inner_end + 1
            if count != 1:
                return False
            position = item_end + 1
        return True

    def _list(self, start: int, end: int, depth: int) -> None:
        token = self._tokens[start]
        style = QTextListFormat()
        style.setIndent(depth)
        if token.type == "ordered_list_open":
            style.setStyle(QTextListFormat.Style.ListDecimal)
            style.setStart(int(token.attrGet("start") or 1))
        else:
            style.setStyle(QTextListFormat.Style.ListDisc)
        made: QTextList | None = None
        position = start + 1
        while position < end:
            item_end = _closing(self._tokens, position)
            self._new_block(self._format(self._spacing.item))
            if made is None:
                made = self._cursor.createList(style)
            else:
                made.add(self._cursor.block())
            self._insert(self._tokens[position + 2], bold=False)
            self._sequence(position + 4, item_end, depth)
            position = item_end + 1

    def _source(self, token: Token) -> None:
        first, last = token.map or [0, 0]
        self._source_lines(first, last)

    def _source_lines(self, first: int, last: int) -> None:
        block = self._format(self._spacing.paragraph)
        block.setProperty(SOURCE, True)
        self._new_block(block)
        self._cursor.insertText("\u2028".join(self._lines[first:last]).rstrip("\u2028 "), QTextCharFormat())

    def _format(self, after: int) -> QTextBlockFormat:
        block = QTextBlockFormat()
        block.setLineHeight(self._spacing.line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        block.setBottomMargin(after)
        return block

    def _new_block(self, block: QTextBlockFormat) -> None:
        if self._first:
            self._cursor.setBlockFormat(block)
            self._cursor.setBlockCharFormat(QTextCharFormat())
            self._first = False
        else:
            self._cursor.insertBlock(block, QTextCharFormat())

    def _insert(self, inline: Token, bold: bool) -> None:
        strong = emphasis = 0
        for token in inline.children or []:
            if token.type in ("strong_open", "strong_close"):
                strong += token.nesting
            elif token.type in ("em_open", "em_close"):
                emphasis += token.nesting
            else:
                text = {"hardbreak": LINE_BREAK, "softbreak": " "}.get(token.type, token.content)
                self._cursor.insertText(text, _character_format(bold or strong > 0, emphasis > 0))


def _character_format(bold: bool, italic: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    if bold:
        made.setFontWeight(QFont.Weight.DemiBold)
    if italic:
        made.setFontItalic(True)
    return made


def _closing(tokens: Sequence[Token], position: int) -> int:
    """The place of the token that closes the one at `position`; itself where it is whole."""
    depth = 0
    for place in range(position, len(tokens)):
        depth += tokens[place].nesting
        if depth <= 0:
            return place
    return len(tokens) - 1


def _is_simple(inline: Token) -> bool:
    return all(child.type in _SIMPLE for child in inline.children or [])


# Writing -------------------------------------------------------------------------------------------------------------
def save(document: QTextDocument) -> str:
    """The document as CommonMark."""
    pieces: list[str] = []
    after_item = False
    counters: dict[int, int] = {}
    block = document.begin()
    while block.isValid():
        text, in_list = _piece(block, counters)
        if text:
            pieces.append(("\n" if in_list and after_item else "\n\n") + text if pieces else text)
            after_item = in_list
        block = block.next()
    return "".join(pieces)


def _piece(block: QTextBlock, counters: dict[int, int]) -> tuple[str, bool]:
    if block.blockFormat().property(SOURCE):
        counters.clear()
        return block.text().replace(LINE_BREAK, "\n").strip("\n"), False
    runs = _runs(block)
    around: QTextList | None = block.textList()
    if around is not None:
        text = inline(runs) or "&#32;"
        style = around.format()
        depth = max(1, style.indent())
        for deeper in [each for each in counters if each > depth]:
            del counters[deeper]
        if style.style() == QTextListFormat.Style.ListDecimal:
            number = style.start() + around.itemNumber(block) if style.start() else around.itemNumber(block) + 1
            marker = f"{number}. "
        else:
            marker = "- "
        counters[depth] = len(marker)
        indent = " " * sum(width for level, width in counters.items() if level < depth)
        lines = text.split("\n")
        return indent + marker + f"\n{indent}{' ' * len(marker)}".join(lines), True
    counters.clear()
    level = block.blockFormat().headingLevel()
    if level:
        plain = inline([Run(run.text.replace(LINE_BREAK, " "), False, run.italic) for run in runs])
        closing = re.sub(r"(#+)$", lambda match: "\\" + match.group(1), plain)
        return (f"{'#' * level} {closing}" if plain else ""), False
    return inline(runs), False


def _runs(block: QTextBlock) -> list[Run]:
    runs: list[Run] = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        style = fragment.charFormat()
        bold = style.fontWeight() >= QFont.Weight.DemiBold.value
        runs.append(Run(fragment.text().replace("\ufffc", ""), bold, style.fontItalic()))
        iterator += 1
    return runs


def inline(runs: Sequence[Run]) -> str:
    """Runs of text as one CommonMark paragraph; white space at its ends and at the ends of its lines is dropped."""
    runs = _normal(runs)
    out: list[str] = []
    open_marks: list[str] = []
    for run in runs:
        wanted = [mark for mark, on in (("**", run.bold), ("*", run.italic)) if on]
        while open_marks and open_marks[-1] not in wanted:
            out.append(open_marks.pop())
        missing = [mark for mark in open_marks if mark not in wanted]
        while missing:
            mark = open_marks.pop()
            out.append(mark)
            if mark in missing:
                missing.remove(mark)
        for mark in wanted:
            if mark not in open_marks:
                out.append(mark)
                open_marks.append(mark)
        out.append(_escaped(run.text))
    while open_marks:
        out.append(open_marks.pop())
    return _safe_lines("".join(out), runs)


def _normal(runs: Sequence[Run]) -> list[Run]:
    """Runs merged, with emphasis taken off white space at the edges of a run: CommonMark can't begin or end there."""
    pieces: list[Run] = []
    for run in runs:
        text = run.text.replace("\n", LINE_BREAK)
        if not (run.bold or run.italic):
            pieces.append(Run(text, False, False))
            continue
        core = text.strip()
        start = text.index(core) if core else len(text)
        for part, bold, italic in (
            (text[:start], False, False),
            (core, run.bold, run.italic),
            (text[start + len(core) :], False, False),
        ):
            pieces.append(Run(part, bold, italic))
    merged: list[Run] = []
    for piece in pieces:
        if not piece.text:
            continue
        if merged and merged[-1][1:] == piece[1:]:
            merged[-1] = Run(merged[-1].text + piece.text, piece.bold, piece.italic)
        else:
            merged.append(piece)
    return merged


def _escaped(text: str) -> str:
    return _SPECIAL.sub(_behind_backslash, text)


def _behind_backslash(match: re.Match[str]) -> str:
    return "\\" + match.group(0)


def _safe_lines(text: str, runs: Sequence[Run]) -> str:
    """Break lines as CommonMark does, keep a line from being taken for a list or heading, and check the result."""
    safe = _lines(text)
    if not any(run.bold or run.italic for run in runs) or _reads_as(safe) == _flat(runs):
        return safe
    return _spelled_out(runs)


def _lines(text: str) -> str:
    """Lines without white space at their ends, none of which begins like a list, a heading or a quotation."""
    lines = [line.strip(" \t") for line in text.split(LINE_BREAK)]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return "\\\n".join(_BLOCK_START.sub(_defused, line) if line else "&#32;" for line in lines)


def _defused(match: re.Match[str]) -> str:
    mark = match.group(0)
    return f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdigit() else f"\\{mark}"


def _flat(runs: Sequence[Run]) -> str:
    """One character of text and one of style at a time, without white space: what must survive."""
    return "".join(
        f"{character}{int(run.bold)}{int(run.italic)}"
        for run in runs
        for character in run.text
        if not character.isspace()
    )


def _reads_as(text: str) -> str:
    """`_flat` of what a CommonMark reader makes of the text."""
    found: list[Run] = []
    for token in parser().parse(text):
        strong = emphasis = 0
        for child in token.children or []:
            if child.type in ("strong_open", "strong_close"):
                strong += child.nesting
            elif child.type in ("em_open", "em_close"):
                emphasis += child.nesting
            elif child.type == "text":
                found.append(Run(child.content, strong > 0, emphasis > 0))
    return _flat(found)


def _spelled_out(runs: Sequence[Run]) -> str:
    """Where marks beside punctuation or other marks would not be read as emphasis: neighbours as character references.

    `&#…;` begins and ends with punctuation, which lets a mark beside it open and close.
    """
    out: list[str] = []
    for place, run in enumerate(runs):
        # Neighbours use different signs, or their marks would run together.
        sign = "*_"[place % 2]
        marks = sign * (2 * run.bold + run.italic)
        text = run.text
        beside_start = bool(marks) or place > 0
        beside_end = bool(marks) or place + 1 < len(runs)
        if len(text) == 1:
            out.append(marks + _referred(text, beside_start or beside_end) + marks)
        else:
            start, end = _referred(text[0], beside_start), _referred(text[-1], beside_end)
            out.append(f"{marks}{start}{_EVERY_SIGN.sub(_behind_backslash, text[1:-1])}{end}{marks}")
    joined = "".join(out)
    return _lines(joined)


def _referred(character: str, beside_mark: bool) -> str:
    return f"&#{ord(character)};" if beside_mark and not character.isspace() else _escaped(character)
