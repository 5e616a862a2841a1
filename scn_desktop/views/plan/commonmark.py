"""Running text between CommonMark and a QTextDocument, without loss.

Paragraphs, sub-headings, lists, bold, italic and line breaks are shown formatted; footnotes, live fields and
cross-references as inline objects that hold their source. A piece that holds anything else (links, code, quotations)
is shown as its source and written back character by character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
from scn_desktop.views.plan import commonmark_runs
from scn_desktop.views.plan.commonmark_runs import LINE_BREAK, OBJECT, Run, is_simple

SOURCE: Final = QTextFormat.Property.UserProperty.value + 1
"""Block property: True where the text is CommonMark source that the editor does not show formatted."""
OBJECT_SOURCE: Final = QTextFormat.Property.UserProperty.value + 2
"""Character property of an inline object: its CommonMark."""
OBJECT_TYPE: Final = QTextFormat.ObjectTypes.UserObject.value + 1
"""What InlineObjects draws."""
BULLETS: Final = QTextListFormat.Style.ListStyleUndefined
"""The editor draws the marks itself: Qt's stand a narrow space from the text."""
NUMBERS: Final = QTextListFormat.Style.ListDecimal
_NUMBER_SUFFIX: Final = ". "


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
            elif token.type in ("paragraph_open", "heading_open") and is_simple(self._tokens[position + 1]):
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
                    if count > 1 or inner != position + 1 or not is_simple(self._tokens[inner + 1]):
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
        style = list_format(BULLETS)
        if token.type == "ordered_list_open":
            style = list_format(NUMBERS)
            style.setStart(int(token.attrGet("start") or 1))
        style.setIndent(depth)
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
        insert_runs(self._cursor, commonmark_runs.read(inline), bold)


def insert_runs(cursor: QTextCursor, runs: Iterable[Run], bold: bool = False) -> None:
    """Put runs into a paragraph at the cursor."""
    for run in runs:
        style = _character_format(bold or run.bold, run.italic)
        cursor.insertText(run.text, object_format(run.source, style) if run.source else style)


def object_format(source: str, style: QTextCharFormat) -> QTextCharFormat:
    """The format of the one character that is an inline object, in the style of the text around it."""
    made = QTextCharFormat(style)
    made.setObjectType(OBJECT_TYPE)
    made.setProperty(OBJECT_SOURCE, source)
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return made


def source_of(style: QTextCharFormat) -> str:
    """The CommonMark of the inline object with this format; "" for text."""
    return str(style.property(OBJECT_SOURCE) or "") if style.objectType() == OBJECT_TYPE else ""


def list_format(style: QTextListFormat.Style) -> QTextListFormat:
    """A list of BULLETS or NUMBERS."""
    made = QTextListFormat()
    made.setStyle(style)
    made.setNumberSuffix(_NUMBER_SUFFIX)
    return made


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


def load_note(document: QTextDocument, source: str, line: int) -> None:
    """Show the text of a footnote in one paragraph with lines of so many pixels; undo is cleared."""
    runs = commonmark_runs.read_note(source)
    block = QTextBlockFormat()
    block.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    block.setProperty(SOURCE, runs is None)
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    cursor.setBlockFormat(block)
    insert_runs(cursor, runs if runs is not None else [Run(source, False, False)])
    document.setUndoRedoEnabled(True)


def save_note(document: QTextDocument) -> str:
    """The document as the text of a footnote."""
    if document.firstBlock().blockFormat().property(SOURCE):
        return document.firstBlock().text()
    runs: list[Run] = []
    block = document.begin()
    while block.isValid():
        runs += [Run(" ", False, False), *runs_of(block)]
        block = block.next()
    return commonmark_runs.note(runs)


def _piece(block: QTextBlock, counters: dict[int, int]) -> tuple[str, bool]:
    if block.blockFormat().property(SOURCE):
        counters.clear()
        return block.text().replace(LINE_BREAK, "\n").strip("\n"), False
    runs = runs_of(block)
    around: QTextList | None = block.textList()
    if around is not None:
        text = commonmark_runs.inline(runs) or "&#32;"
        style = around.format()
        depth = max(1, style.indent())
        for deeper in [each for each in counters if each > depth]:
            del counters[deeper]
        if style.style() == NUMBERS:
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
        plain = commonmark_runs.inline([_in_one_line(run) for run in runs])
        closing = re.sub(r"(#+)$", lambda match: "\\" + match.group(1), plain)
        return (f"{'#' * level} {closing}" if plain else ""), False
    return commonmark_runs.inline(runs), False


def _in_one_line(run: Run) -> Run:
    return Run(run.text.replace(LINE_BREAK, " "), False, run.italic, run.source.replace("\n", " "))


def runs_of(block: QTextBlock) -> list[Run]:
    runs: list[Run] = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        style = fragment.charFormat()
        bold, italic = style.fontWeight() >= QFont.Weight.DemiBold.value, style.fontItalic()
        source = source_of(style)
        if source:
            runs += [Run(OBJECT, bold, italic, source)] * fragment.length()  # equal neighbours are one fragment
        else:
            runs.append(Run(fragment.text().replace(OBJECT, ""), bold, italic))
        iterator += 1
    return runs
