"""Shows where something was found in a section, and marks the words, while the focus stays where they are typed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from scn_desktop.views.plan.block_editor import BlockEditor
from scn_desktop.views.plan.block_table import TableBlock
from scn_desktop.views.plan.section_view import SectionView
from scn_desktop.views.plan.text_block import TextBlock
from scn_desktop.views.row_place import RowPlace
from scn_desktop.views.theme import theme

if TYPE_CHECKING:
    from scn_desktop.models.find_replace import Hit, Wanted


class FoundHit:
    """Remembers the text that is marked, to let go of it."""

    def __init__(self, section: SectionView) -> None:
        self._section = section
        self._marked: QTextEdit | None = None

    def forget(self) -> None:
        """Mark nothing any more."""
        if self._marked is not None:
            with suppress(RuntimeError):  # the section was left, and its texts with it
                self._marked.setExtraSelections([])
            self._marked = None

    def show(self, hit: Hit, wanted: Wanted) -> None:
        """Mark a hit of the section that is shown, and scroll to it."""
        self.forget()
        if not hit.block_id:
            return
        try:
            editor = self._section.editor_of(hit.block_id)
        except KeyError:
            return
        if isinstance(editor, TextBlock) and hit.column == "text":
            self._mark(editor, hit, wanted)
        else:
            self._choose_row(editor, hit)
            self._section.reveal(editor)

    def _choose_row(self, editor: BlockEditor, hit: Hit) -> None:
        if isinstance(editor, TableBlock):
            found = editor.row_of(RowPlace(hit.table, hit.row_id).as_changed())
            if found is not None:
                editor.table.setCurrentIndex(editor.model.index(*found))

    def _mark(self, editor: TextBlock, hit: Hit, wanted: Wanted) -> None:
        fields: list[QTextEdit] = list(editor.notes.fields) if hit.in_note else [editor.editor]
        field, cursor = nth_of(fields, wanted, self._number(editor.block.text, hit, wanted))
        if field is None or cursor is None:
            self._section.reveal(editor)
            return
        mark = QTextEdit.ExtraSelection()
        style = QTextCharFormat()
        style.setBackground(theme().colour("warning_soft"))
        style.setForeground(theme().colour("text"))
        style.setFontUnderline(True)
        mark.format = style
        mark.cursor = cursor
        field.setExtraSelections([mark])
        self._marked = field
        area = field.cursorRect(cursor)
        page = self._section.widget()
        if page is not None:
            place = field.viewport().mapTo(page, area.center())
            self._section.ensureVisible(place.x(), place.y(), 0, theme().px(120))

    def _number(self, text: str, hit: Hit, wanted: Wanted) -> int:
        """Which it is of the text's own hits, or of those in its footnotes."""
        from scn_desktop.models.find_replace import in_strands
        from scn_desktop.models.shown_letters import strands

        found = in_strands(strands(text, "running"), wanted)
        return sum(is_note == hit.in_note for *_, is_note in found[: hit.number])


def nth_of(fields: list[QTextEdit], wanted: Wanted, number: int) -> tuple[QTextEdit | None, QTextCursor | None]:
    """The field and the place in it of a hit, counted from 0 through all fields."""
    for field in fields:
        cursor, seen = nth_match(field, wanted, number)
        if cursor is not None:
            return field, cursor
        number -= seen
    return None, None


def nth_match(field: QTextEdit, wanted: Wanted, number: int) -> tuple[QTextCursor | None, int]:
    """The place in a text field of a hit, counted from 0, or None; and how many hits the field has before it."""
    from scn_desktop.models.find_replace import in_strands
    from scn_desktop.models.shown_letters import NOWHERE, Strand

    seen = 0
    block = field.document().begin()
    while block.isValid():
        letters = list(block.text())
        found = in_strands([Strand(letters, [NOWHERE] * len(letters))], wanted)
        if number < seen + len(found):
            start, words = found[number - seen][1], found[number - seen][3]
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + start)
            cursor.setPosition(block.position() + start + len(words), QTextCursor.MoveMode.KeepAnchor)
            return cursor, seen
        seen += len(found)
        block = block.next()
    return None, seen
