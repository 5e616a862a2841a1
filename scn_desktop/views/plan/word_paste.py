"""Pasting from Word into a section: text goes into the text, the rest is shown first and becomes blocks or sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget

from scn_desktop.errors import InputError, ScnError
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.clipboard import clipboard_content
from scn_desktop.views.plan import commonmark
from scn_desktop.views.plan.clipboard_content import content_of
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.exchange.paste_word import Content, Split
    from scn_desktop.models.plan import Section
    from scn_desktop.views.plan.text_block import TextBlock

READ_ONLY = "Filen är öppen bara för läsning. Spara en kopia för att ändra."


def paste_into_text(block: TextBlock, source: QMimeData) -> bool:
    """Take a paste in a running text; False where it is plain text, which the text takes itself."""
    if block.bridge.read_only:
        return False
    section = block.block.section
    try:
        content = content_of(source, section)
    except InputError as error:
        block.bridge.refused.emit(str(error))
        return True
    if content is None:
        return False
    from scn_desktop.exchange.paste_word import plan_sections

    if content.is_text() and not content.warnings and not plan_sections(content, section):
        if content.pieces:
            block.editor.insert_markdown(content.as_text())
        return bool(content.pieces)
    if not content.pieces:
        block.bridge.refused.emit(" ".join(content.warnings) or tr("Det finns inget att klistra in."))
        return True
    from scn_desktop.views.plan.word_preview import WordPreview

    split = split_at_cursor(block)
    place = [each.id for each in section.blocks].index(block.block.id)
    if is_pictures(content):
        _insert(block.bridge, section, place, content, split)
        _go_to_end(block)
    else:
        shown = WordPreview(block.window(), block.bridge, section, place, content, split)
        shown.accepted.connect(lambda: _go_to_end(block))
        shown.open()
    return True


def _go_to_end(block: TextBlock) -> None:
    """Go on where the paste ended: what stood after the cursor is a block of its own now."""
    block.editor.moveCursor(QTextCursor.MoveOperation.End)


def is_pictures(content: Content) -> bool:
    """Whether it is pictures and nothing else: there is nothing to ask."""
    return bool(content.pieces) and not content.is_text() and all(hasattr(piece, "picture") for piece in content.pieces)


def _insert(bridge: Bridge, section: Section, index: int, content: Content, split: Split | None = None) -> list[str]:
    from scn_desktop.exchange.paste_word import LABEL, insert_blocks
    from scn_desktop.views.plan.word_preview import done_message

    section_id, label = section.id, tr("Infoga bild") if is_pictures(content) else tr(LABEL)
    added = bridge.attempt(
        label, lambda session: insert_blocks(session, section_id, index, content, split), done_message(content)
    )
    return added or []


def paste_into_section(parent: QWidget, bridge: Bridge, section: Section, index: int) -> list[str]:
    """Paste what is on the clipboard as blocks from number `index` of the section; see `put_into_section`."""
    source = clipboard_content()
    return put_into_section(parent, bridge, section, index, source) if source is not None else []


def put_into_section(parent: QWidget, bridge: Bridge, section: Section, index: int, source: QMimeData) -> list[str]:
    """Show what was pasted or dropped, and put it into the section; a lone picture or plain text goes in at once.

    The keys of the blocks that went in at once.
    """
    from scn_desktop.exchange.paste_word import Content, is_worth_asking
    from scn_desktop.exchange.word_pieces import PastedText
    from scn_desktop.views.plan.word_preview import WordPreview

    if bridge.read_only:
        bridge.refused.emit(tr(READ_ONLY))
        return []
    try:
        content = content_of(source, section)
    except ScnError as error:
        bridge.refused.emit(str(error))
        return []
    if content is None and source.text().strip():
        content = Content((PastedText(plain_paragraphs(source.text())),))
    if content is None or not content.pieces:
        said = " ".join(content.warnings) if content is not None else ""
        bridge.refused.emit(said or tr("Det finns inget att klistra in. Kopiera text, en tabell eller en bild först."))
        return []
    if is_worth_asking(content) and not is_pictures(content):
        WordPreview(parent.window(), bridge, section, index, content, None).open()
        return []
    return _insert(bridge, section, index, content)


def plain_paragraphs(text: str) -> str:
    """Plain text as running text: each line a paragraph."""
    from scn_desktop.exchange.commonmark_writer import Run, written

    lines = (" ".join(line.split()) for line in text.replace("\x00", "").splitlines())
    return "\n\n".join(written([Run(line)]) for line in lines if line)


def split_at_cursor(block: TextBlock) -> Split:
    """The block's text before and after what is selected in it."""
    from scn_desktop.exchange.paste_word import Split

    block.finish_edits()
    cursor = block.editor.textCursor()
    last = block.editor.document().characterCount() - 1
    before = _markdown(block, 0, cursor.selectionStart())
    return Split(block.block.id, before, _markdown(block, cursor.selectionEnd(), last))


def _markdown(block: TextBlock, start: int, end: int) -> str:
    cursor = QTextCursor(block.editor.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    made = QTextDocument()
    QTextCursor(made).insertFragment(cursor.selection())
    return commonmark.save(made).strip("\n")
