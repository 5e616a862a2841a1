"""Texts in an order of the user's, each edited where it stands, moved and removed beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.errors import ScnError
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import tool_button
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label


@dataclass(frozen=True)
class RowActions:
    """What is done to a row: `set_text(key, text)`, `move(key, place)`, `delete(key)`. They may raise ScnError."""

    set_text: Callable[..., object]
    move: Callable[..., object]
    delete: Callable[..., object]


class TextRow(QWidget):
    """One text. Alt+↑ and Alt+↓ in it move it."""

    def __init__(
        self, name: str, actions: RowActions, key: str, numbered: bool = False, bold: bool = False,
        warn: Callable[[str], str] | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._name, self._actions, self._key = name, actions, key
        self._place = self._count = 0
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(2))
        top = Qt.AlignmentFlag.AlignTop
        self._number = label("", "secondary")
        self._number.setFixedSize(px(24), px(34))
        self._number.setVisible(numbered)
        row.addWidget(self._number, 0, top)
        self.field = FieldEdit(name, self._write, multiline=True, show_label=False, warn=warn)
        if bold:
            self.field.editor.setFont(theme().font("body_bold"))
            self.field.editor.setStyleSheet("font-weight: 600;")
        self.field.editor.installEventFilter(self)
        row.addWidget(self.field, 1)
        self.up = tool_button("arrow-up", "", lambda: self._move(-1))
        self.down = tool_button("arrow-down", "", lambda: self._move(1))
        self.remove = tool_button("trash-2", "", self._delete)
        for each in (self.up, self.down, self.remove):
            each.setFixedSize(px(36), px(36))
            row.addWidget(each, 0, top)

    def show_text(self, text: str, place: int, count: int, read_only: bool) -> None:
        """Show what is in the file, and where the row stands."""
        self._place, self._count = place, count
        self._number.setText(str(place + 1))
        self.field.set_text(text)
        self.field.set_read_only(read_only)
        said = f"{self._name} {place + 1}"
        self.field.editor.setAccessibleName(said)
        for each, words in (
            (self.up, tr("Flytta upp: {row}")),
            (self.down, tr("Flytta ned: {row}")),
            (self.remove, tr("Ta bort: {row}")),
        ):
            each.setAccessibleName(words.format(row=said))
            each.setToolTip(words.format(row=said))
        self.up.setEnabled(place > 0 and not read_only)
        self.down.setEnabled(place < count - 1 and not read_only)
        self.remove.setEnabled(not read_only)

    def commit(self) -> bool:
        """Hand over what is typed; False where it was refused."""
        return self.field.commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched is self.field.editor:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._move(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.field.commit()
                return True
        return super().eventFilter(watched, event)

    def _write(self, text: str) -> None:
        self._actions.set_text(self._key, text)

    def _move(self, step: int) -> None:
        place = self._place + step
        if 0 <= place < self._count and not self.field.editor.isReadOnly() and self.field.commit():
            self._attempt(lambda: self._actions.move(self._key, place))

    def _delete(self) -> None:
        self._attempt(lambda: self._actions.delete(self._key))

    def _attempt(self, action: Callable[[], object]) -> None:
        try:
            action()
        except ScnError as error:
            self.field.show_error(str(error))


class TextRows(QWidget):
    """The rows; one stays while its key does, so that focus stays too."""

    def __init__(
        self, name: str, actions: RowActions, numbered: bool = False, warn: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._name, self._actions, self._numbered, self._warn = name, actions, numbered, warn
        self.rows: dict[str, TextRow] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme().px(4))

    def show_texts(self, texts: Sequence[tuple[str, str]], read_only: bool) -> None:
        """Show (key, text) in their order. Where the row that had focus goes, the next takes it."""
        keys = [key for key, _ in texts]
        focused = QApplication.focusWidget()
        inside = [focused is not None and row.isAncestorOf(focused) for row in self.rows.values()]
        had = inside.index(True) if True in inside else -1
        gone = [key for key in self.rows if key not in keys]
        takes_focus = 0 <= had < len(self.rows) and list(self.rows)[had] in gone
        for key in gone:
            row = self.rows.pop(key)
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, (key, text) in enumerate(texts):
            if key not in self.rows:
                self.rows[key] = TextRow(self._name, self._actions, key, self._numbered, warn=self._warn)
            self._layout.insertWidget(place, self.rows[key])
            self.rows[key].show_text(text, place, len(texts), read_only)
        self.rows = {key: self.rows[key] for key in keys}
        self.setVisible(bool(texts))
        if takes_focus and keys:
            self.rows[keys[min(had, len(keys) - 1)]].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Focus the first text."""
        if self.rows:
            next(iter(self.rows.values())).field.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Hand over what is typed; False where something was refused."""
        kept = [row.commit() for row in self.rows.values()]
        return all(kept)
