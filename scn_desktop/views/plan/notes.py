"""The footnotes of a text, written below it as on paper: the number and the note."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from scn_desktop.models.running_text import note_source
from scn_desktop.views.plan import commonmark
from scn_desktop.views.plan.inline_objects import TextContext
from scn_desktop.views.plan.running_text import RunningText
from scn_desktop.views.theme import LINE_HEIGHTS, theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.labels import label, line

EMPTY_NOTE = "^[]"
"""A note that is just being written: without words when it is left, it goes."""
_INDENT = 8
_NUMBER = 22


class NoteText(RunningText):
    """One note: a single paragraph. Enter keeps it and goes back to the text, Esc puts the old words back first."""

    font_name = "body"
    done = Signal()
    left = Signal()

    def __init__(self, commit: Callable[[str], object], context: TextContext | None, parent: QWidget) -> None:
        super().__init__(tr("Fotnot"), commit, context, parent)
        self.document().setDocumentMargin(theme().px(3))
        self.setProperty("role", "note")

    def least_height(self) -> int:
        return theme().px(LINE_HEIGHTS[self.font_name] + 6)

    def read_into(self, document: QTextDocument, text: str) -> None:
        commonmark.load_note(document, text, self.spacing.line)

    def markdown(self) -> str:
        return commonmark.save_note(self.document())

    def written(self, document: QTextDocument) -> str:
        return commonmark.save_note(document)

    def insert_markdown(self, text: str) -> None:
        """Put CommonMark in place of what is selected, in one line and without its own footnotes."""
        pasted, clean = QTextDocument(), QTextDocument()
        commonmark.load(pasted, text, self.spacing)
        commonmark.load_note(clean, commonmark.save_note(pasted), self.spacing.line)
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        commonmark.insert_runs(cursor, commonmark.runs_of(clean.firstBlock()))
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def begin_list(self) -> bool:
        return False

    def enter(self) -> bool:
        self.done.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.markdown() != self._entered_with:
                self.restore()
            self.done.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.toPlainText():
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        staying = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in staying:
            self.left.emit()


class NoteList(QWidget):
    """Shows and changes the footnotes of one text. `focus_changed(field, has_focus)`: a note was entered or left."""

    focus_changed = Signal(object, bool)

    def __init__(
        self,
        editor: RunningText,
        context: TextContext | None,
        prepare: Callable[[RunningText], object],
        parent: QWidget | None = None,
    ) -> None:
        """`prepare` gives a new note's field its keys, and connects what it asks for."""
        super().__init__(parent)
        self._editor = editor
        self._context = context
        self._prepare = prepare
        self._rows: list[tuple[QLabel, NoteText]] = []
        self._shown: list[int | str] = []
        self._line: QFrame | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme().px(_INDENT), 0, 0, theme().px(4))
        self._grid.setHorizontalSpacing(theme().px(2))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self.setMaximumWidth(editor.maximumWidth())
        self.hide()
        editor.beside = self.has_focus
        editor.textChanged.connect(self.follow)

    @property
    def fields(self) -> list[NoteText]:
        """The notes' own fields in their order."""
        return [field for _, field in self._rows]

    def has_focus(self) -> bool:
        return any(field.hasFocus() for field in self.fields)

    # Showing ---------------------------------------------------------------------------------------------------------
    @Slot()
    def follow(self) -> None:
        """Show the notes that the text has now, if they are others than before."""
        if self._editor.objects.notes() or self._rows:
            shown = [self._editor.objects.first_note, *(each.note for each in self._editor.objects.notes())]
            if shown != self._shown:
                self.sync()

    def sync(self) -> None:
        """Show the notes and what the references in them say."""
        notes = self._editor.objects.notes()
        self._shown = [self._editor.objects.first_note, *(each.note for each in notes)]
        while len(self._rows) > len(notes):
            self._drop_last()
        while len(self._rows) < len(notes):
            self._add()
        for (number, field), each in zip(self._rows, notes, strict=True):
            shown = self._editor.objects.words(each.position, each.source).text
            number.setText(shown)
            field.setAccessibleName(tr("Fotnot {n}").format(n=shown))
            field.setReadOnly(self._editor.isReadOnly())
            field.set_markdown(each.note)
            field.refresh_objects()
        self.setVisible(bool(notes))

    def _add(self) -> None:
        if self._line is None:
            self._line = line()
            self._line.setFixedWidth(theme().px(120))
            self._grid.addWidget(self._line, 0, 0, 1, 2)
        place = len(self._rows)
        number = label("", "caption")
        number.setFixedWidth(theme().px(_NUMBER))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        number.setContentsMargins(0, theme().px(6), 0, 0)
        field = NoteText(partial(self._write, place), self._context, self)
        self._prepare(field)
        field.setPlaceholderText(tr("Skriv fotnoten. Enter går tillbaka till texten."))
        field.done.connect(partial(self._go_back, place))
        field.left.connect(partial(self._left, place))
        field.focus_changed.connect(partial(self.focus_changed.emit, field))
        before: QWidget = self._rows[-1][1] if self._rows else self._editor
        self._rows.append((number, field))
        self._grid.addWidget(number, place + 1, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, place + 1, 1)
        number.show()
        field.show()
        QWidget.setTabOrder(before, field)

    def _drop_last(self) -> None:
        for widget in self._rows.pop():
            widget.blockSignals(True)
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    # Writing ---------------------------------------------------------------------------------------------------------
    def edit(self, position: int) -> None:
        """Begin to write in the note whose mark stands at a position of the text."""
        places = [each.position for each in self._editor.objects.notes()]
        if position in places:
            self.sync()
            field = self._rows[places.index(position)][1]
            field.setFocus()
            field.moveCursor(QTextCursor.MoveOperation.End)

    def commit(self) -> bool:
        """Hand over what is typed in the notes to the text."""
        refused = [field for field in self.fields if not field.commit()]
        return not refused

    def _write(self, place: int, text: str) -> None:
        notes = self._editor.objects.notes()
        if place < len(notes):
            self._editor.replace_object(notes[place].position, note_source(text) or EMPTY_NOTE)
            self._editor.commit()

    def _left(self, place: int) -> None:
        """A note without words goes with its mark."""
        notes = self._editor.objects.notes()
        if place < len(notes) and not notes[place].note and not self._editor.isReadOnly():
            self._editor.remove_object(notes[place].position)
            self._editor.commit()

    def _go_back(self, place: int) -> None:
        notes = self._editor.objects.notes()
        if place < len(notes):
            self.fields[place].commit()
            cursor = self._editor.textCursor()
            cursor.setPosition(self._editor.objects.notes()[place].position + 1)
            self._editor.setTextCursor(cursor)
        self._editor.setFocus()
