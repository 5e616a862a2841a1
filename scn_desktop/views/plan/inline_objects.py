"""Footnotes, live fields and cross-references drawn in a text as one sign each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextDocument,
    QTextFormat,
    QTextList,
)

from scn_desktop.views.icons import paint_icon
from scn_desktop.views.plan import commonmark
from scn_desktop.views.plan.commonmark_runs import OBJECT
from scn_desktop.views.theme import theme

_PADDING: Final = 3
_SIGN: Final = 16
_TELLING: Final = 40
_GROUND: Final = 1.34
"""Height of what lies behind a reference, from a font size above the baseline; on neighbouring lines two don't meet."""
_RAISED: Final = 0.7
"""Size of a footnote's number beside that of the text."""


class Words(NamedTuple):
    """What an inline object shows, and says to the pointer. `broken`: its target is gone."""

    text: str
    tip: str = ""
    broken: bool = False


class TextContext(Protocol):
    """What a text has to know of the document around it."""

    def words(self, source: str, before: str) -> Words:
        """What the reference written so says now, after this text of its paragraph."""

    def first_note(self) -> int:
        """The number of the text's first footnote: they are numbered through the paper."""


class InlineObject(NamedTuple):
    """Where an inline object stands in its document, and its CommonMark."""

    position: int
    source: str

    @property
    def is_note(self) -> bool:
        return self.source.startswith("^[")

    @property
    def note(self) -> str:
        """The text of a footnote."""
        return self.source[2:-1]


def objects_in(document: QTextDocument) -> list[InlineObject]:
    """The inline objects of a document in their order."""
    text = document.toRawText()
    if OBJECT not in text:
        return []
    found: list[InlineObject] = []
    block = document.begin()
    for paragraph in text.split("\u2029"):  # where a document parts its blocks
        if OBJECT in paragraph:
            found += _objects_of(block)
        block = block.next()
    return found


def _objects_of(block: QTextBlock) -> list[InlineObject]:
    # Not with a cursor, which lays out: this is asked while that is done.
    found: list[InlineObject] = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        source = commonmark.source_of(fragment.charFormat())
        if source:
            first = fragment.position()
            found += [InlineObject(first + place, source) for place in range(fragment.length())]
        iterator += 1
    return found


def source_at(document: QTextDocument, position: int) -> str:
    """The CommonMark of the inline object at a position; "" where there is none."""
    if not 0 <= position < document.characterCount() - 1 or document.characterAt(position) != OBJECT:
        return ""
    return next((each.source for each in _objects_of(document.findBlock(position)) if each.position == position), "")


class InlineObjects(QPyTextObject):
    """Draws the inline objects of one document, and remembers what they say until `forget`."""

    def __init__(self, document: QTextDocument, context: TextContext | None) -> None:
        super().__init__(document)
        self._document = document
        self._context = context
        self._words: dict[tuple[str, str], Words] = {}
        self._first_note = 0
        self._objects: list[InlineObject] | None = None
        document.documentLayout().registerHandler(commonmark.OBJECT_TYPE, self)
        document.contentsChange.connect(self._forget_places)

    def _forget_places(self) -> None:
        self._objects = None

    def objects(self) -> list[InlineObject]:
        """The document's inline objects in their order."""
        if self._objects is None:
            self._objects = objects_in(self._document)
        return self._objects

    def notes(self) -> list[InlineObject]:
        return [each for each in self.objects() if each.is_note]

    def words(self, position: int, source: str) -> Words:
        """What the object there shows: a note its number."""
        if source.startswith("^["):
            number = self.first_note + sum(each.position < position for each in self.notes())
            return Words(str(number))
        key = (source, self._before(position))
        if key not in self._words:
            self._words[key] = self._ask(*key)
        return self._words[key]

    def _ask(self, source: str, before: str) -> Words:
        return self._context.words(source, before) if self._context is not None else Words(source)

    @property
    def first_note(self) -> int:
        """The number of the document's first footnote."""
        if not self._first_note:
            self._first_note = self._context.first_note() if self._context is not None else 1
        return self._first_note

    def _before(self, position: int) -> str:
        """The last of the paragraph's text before a position, as far as it tells whether a sentence begins there."""
        block = self._document.findBlock(position)
        text = block.text()[: position - block.position()]
        if OBJECT in text:
            sources = [each for each in self.objects() if block.position() <= each.position < position]
            for each in sources:
                text = text.replace(OBJECT, "" if each.is_note else "x", 1)
        return text[-_TELLING:]

    def refresh(self) -> bool:
        """Ask anew what the objects say, and lay those out again that say something else; whether there were any."""
        before, number = self._words, self._first_note
        self._words = {key: self._ask(*key) for key in before}
        changed = {key[0] for key in before if before[key] != self._words[key]}
        self._first_note = 0
        renumbered = bool(number and self.notes()) and self.first_note != number
        return self.lay_out(lambda each: renumbered if each.is_note else each.source in changed)

    def lay_out(self, wanted: Callable[[InlineObject], bool]) -> bool:
        """Lay out anew the objects that are wanted; whether there were any."""
        found = [each for each in self.objects() if wanted(each)]
        for each in found:
            self._document.markContentsDirty(each.position, 1)
        return bool(found)

    # Qt --------------------------------------------------------------------------------------------------------------
    def intrinsicSize(self, document: QTextDocument, position: int, style: QTextFormat) -> QSizeF:
        source = commonmark.source_of(style.toCharFormat())
        if not source:
            return QSizeF()
        words = self.words(position, source)
        metrics = QFontMetricsF(self._font(style))
        height = metrics.ascent() + metrics.descent()  # as the text's own: another would shift the line
        if source.startswith("^["):
            return QSizeF(QFontMetricsF(_raised(self._font(style))).horizontalAdvance(words.text) + 2, height)
        width = metrics.horizontalAdvance(words.text) + theme().px(2 * _PADDING + (_SIGN + 3) * words.broken)
        around: QTextList | None = document.findBlock(position).textList()
        indent = around.format().indent() * document.indentWidth() if around is not None else 0.0
        room = document.textWidth() - 2 * document.documentMargin() - indent
        return QSizeF(min(width, room) if room > 0 else width, height)

    def drawObject(
        self, painter: QPainter, area: QRectF | QRect, document: QTextDocument, position: int, style: QTextFormat
    ) -> None:
        source = commonmark.source_of(style.toCharFormat())
        if not source:
            return
        chosen = style.hasProperty(QTextFormat.Property.BackgroundBrush.value)
        words = self.words(position, source)
        area = QRectF(area)
        painter.save()
        if source.startswith("^["):
            self._draw_note(painter, area, words, style, chosen)
        else:
            self._draw_reference(painter, area, words, style, chosen)
        painter.restore()

    def _font(self, style: QTextFormat) -> QFont:
        font = QFont(self._document.defaultFont())
        kind = style.toCharFormat()
        if kind.fontWeight() >= QFont.Weight.DemiBold.value:
            font.setWeight(QFont.Weight.DemiBold)
        font.setItalic(kind.fontItalic())
        return font

    def _draw_note(self, painter: QPainter, area: QRectF, words: Words, style: QTextFormat, chosen: bool) -> None:
        whole = QFontMetricsF(self._font(style))
        font = _raised(self._font(style))
        if chosen:
            painter.fillRect(area, theme().colour("accent"))
        painter.setFont(font)
        painter.setPen(theme().colour("on_accent" if chosen else "accent"))
        baseline = area.top() + whole.ascent() - whole.capHeight() + QFontMetricsF(font).capHeight()
        painter.drawText(QPointF(area.left() + 1, baseline - theme().px(1)), words.text)

    def _draw_reference(self, painter: QPainter, area: QRectF, words: Words, style: QTextFormat, chosen: bool) -> None:
        px = theme().px
        colour = "error" if words.broken else "accent"
        ground = "accent" if chosen else "error_soft" if words.broken else "selection"
        font = self._font(style)
        baseline = area.top() + QFontMetricsF(font).ascent()
        area = QRectF(area.left(), baseline - font.pixelSize(), area.width(), font.pixelSize() * _GROUND)
        painter.fillRect(area, theme().colour(ground))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme().colour(colour))
        text = area.adjusted(px(_PADDING), 0, -px(_PADDING), 0)
        ink = "on_accent" if chosen else "error" if words.broken else "text"
        if words.broken:
            side = px(_SIGN)
            place = QRect(round(text.left()), round(area.center().y() - side / 2), side, side)
            paint_icon(painter, "octagon-alert", place, ink, side)
            text.setLeft(text.left() + px(_SIGN + 3))
        painter.setFont(font)
        painter.setPen(theme().colour(ink))
        shown = QFontMetricsF(font).elidedText(words.text, Qt.TextElideMode.ElideRight, text.width() + 1)
        painter.drawText(QPointF(text.left(), baseline), shown)


def _raised(font: QFont) -> QFont:
    smaller = QFont(font)
    smaller.setPixelSize(max(theme().px(11), round(font.pixelSize() * _RAISED)))
    smaller.setWeight(QFont.Weight.DemiBold)
    return smaller
