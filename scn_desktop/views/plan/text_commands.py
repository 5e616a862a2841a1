"""What is inserted in running text: footnotes, fields, references and standard texts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from scn_desktop.models import running_text
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.inline_objects import source_at
from scn_desktop.views.plan.notes import EMPTY_NOTE, NoteList
from scn_desktop.views.plan.running_text import RunningText
from scn_desktop.views.plan.text_context import PlanTexts
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.planning_model import StandardText
    from scn_desktop.models.running_text import Reference


class TextCommands(QObject):
    """Works on the text of one block and its notes; `notes` is set by the block when it has made them."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._parent = parent
        self.notes: NoteList | None = None

    def equip(self, field: RunningText, *, in_note: bool = False) -> None:
        """Give a field its keys, and let its inline objects be opened."""
        field.keys = {
            Qt.Key.Key_F.value: partial(self.choose_field, field),
            Qt.Key.Key_H.value: partial(self.choose_reference, field),
        }
        if not in_note:
            field.keys |= {
                Qt.Key.Key_R.value: field.toggle_heading,
                Qt.Key.Key_L.value: field.toggle_bullets,
                Qt.Key.Key_O.value: field.toggle_numbers,
                Qt.Key.Key_N.value: partial(self.insert_note, field),
                Qt.Key.Key_T.value: partial(self.show_standard_texts, field),
            }
        field.opened.connect(partial(self.open, field))

    # Footnotes -------------------------------------------------------------------------------------------------------
    def insert_note(self, field: RunningText) -> None:
        """A footnote where the cursor stands, or to what is selected; it is written at once."""
        if not field.isReadOnly() and self.notes is not None:
            cursor = field.textCursor()
            cursor.setPosition(cursor.selectionEnd())
            field.setTextCursor(cursor)
            self.notes.edit(field.insert_object(EMPTY_NOTE))

    # References ------------------------------------------------------------------------------------------------------
    def choose_field(self, field: RunningText) -> None:
        """Ask which amount the text should say."""
        self._ask(field, None, is_amount=True)

    def choose_reference(self, field: RunningText) -> None:
        """Ask which section or table the text should refer to."""
        self._ask(field, None, is_amount=False)

    def open(self, field: RunningText, position: int) -> None:
        """Go to a footnote, or choose anew what a field or reference points at."""
        source = source_at(field.document(), position)
        if source.startswith("^["):
            if self.notes is not None:
                self.notes.edit(position)
            return
        found = next(iter(running_text.references_in(source)), None)
        if found is not None:
            self._ask(field, position, is_amount=found.reference.kind == running_text.AMOUNT, current=found.reference)

    def _ask(
        self, field: RunningText, position: int | None, *, is_amount: bool, current: Reference | None = None
    ) -> None:
        if field.isReadOnly():
            return
        from scn_desktop.views.plan.choose_target import FieldDialog, ReferenceDialog

        dialog = FieldDialog if is_amount else ReferenceDialog
        dialog(self._bridge, current, partial(self._put, field, position), self._parent.window()).open()

    def _put(self, field: RunningText, position: int | None, reference: Reference) -> None:
        description = PlanTexts.of(self._bridge).references.describe(reference)
        source = running_text.reference_source(reference, description)
        field.setFocus()
        if position is None:
            field.insert_object(source)
        else:
            field.replace_object(position, source)
        field.commit()

    # Standard texts --------------------------------------------------------------------------------------------------
    def standard_texts(self) -> list[StandardText]:
        """The planning model's."""
        return list(self._bridge.plan.model.standard_texts)

    def show_standard_texts(self, field: RunningText) -> None:
        """A menu at the cursor."""
        if field.isReadOnly() or not self.standard_texts():
            return
        menu = self.standard_menu(field)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(field.viewport().mapToGlobal(field.cursorRect().bottomLeft()))
        actions = menu.actions()
        if actions:
            menu.setActiveAction(actions[0])

    def standard_menu(self, field: RunningText) -> QMenu:
        """Every standard text by its title."""
        menu = QMenu(tr("Standardtext"), self._parent)
        for each in self.standard_texts():
            menu.addAction(each.title).triggered.connect(partial(self._insert_standard, field, each.text))
        menu.menuAction().setEnabled(bool(menu.actions()) and not field.isReadOnly())
        return menu

    def _insert_standard(self, field: RunningText, text: str, _checked: bool = False) -> None:
        field.setFocus()
        field.insert_markdown(text)
        field.commit()

    # Menus -----------------------------------------------------------------------------------------------------------
    def actions(self, text: RunningText, target: Callable[[], RunningText]) -> list[QAction]:
        """For the menus; `target` is the field that has focus when one is chosen: the text or a note."""
        made = [
            self._action(tr("Fotnot"), "Ctrl+Skift+N", lambda: self.insert_note(text)),
            self._action(tr("Fält…"), "Ctrl+Skift+F", lambda: self.choose_field(target())),
            self._action(tr("Hänvisning…"), "Ctrl+Skift+H", lambda: self.choose_reference(target())),
        ]
        for action in made:
            action.setEnabled(not text.isReadOnly())
        return [*made, self.standard_menu(text).menuAction()]

    def _action(self, text: str, keys: str, do: Callable[[], object]) -> QAction:
        """The keys are told, not taken: they belong to the text that has focus."""
        action = QAction(f"{text}\t{keys}", self)
        action.triggered.connect(lambda _checked=False: do())
        return action
