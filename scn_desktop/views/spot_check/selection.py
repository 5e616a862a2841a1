"""The four fields on top: meeting, what is controlled, justerare, who presents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QStyledItemDelegate, QVBoxLayout, QWidget

from scn_desktop.errors import PersonalNumberError, ScnError
from scn_desktop.views.spot_check.meeting_list import (
    STANDING_SIGNS,
    STANDING_WORDS,
    MeetingDelegate,
    MeetingRole,
    day_words,
)
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox
from scn_desktop.views.widgets.field_edit import leaves_undo_to_document
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.spot_check_rules import Sitting


class ChoiceField(QWidget):
    """A large combo box with its name above and a refusal below. `commit(text)` may raise ScnError.

    An editable one commits what is typed when it is left, on Enter and when an item is chosen; `entered` follows Enter.
    """

    entered = Signal()

    def __init__(
        self, name: str, editable: bool = False, commit: Callable[[str], object] | None = None,
        show_label: bool = True, placeholder: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._commit = commit
        self._kept = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(4))
        self.combo = ComboBox(editable=editable, touch=True)
        if show_label:
            heading = label(name, "field")
            heading.setBuddy(self.combo)
            layout.addWidget(heading)
        self.combo.setAccessibleName(name)
        self.combo.setItemDelegate(QStyledItemDelegate(self.combo))
        self.combo.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(6)
        layout.addWidget(self.combo)
        self._error = label("", "error", wrap=True)
        self._error.hide()
        layout.addWidget(self._error)
        layout.addStretch(1)
        self.setFocusProxy(self.combo)
        edit = self.combo.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(placeholder or tr("Välj eller skriv"))
            self.combo.installEventFilter(self)  # it has the focus, and hands the keys on
            self.combo.activated.connect(lambda _place: self.commit())
            edit.returnPressed.connect(self._enter)  # Enter in the list of names that fit comes this way alone
        else:
            self.combo.setPlaceholderText(tr("Välj"))

    def show_choices(self, choices: Sequence[tuple[str, object]], chosen: object) -> None:
        """Items as (text, data), and which of them is chosen."""
        combo = self.combo
        shown = [(combo.itemText(place), combo.itemData(place)) for place in range(combo.count())]
        combo.blockSignals(True)
        if shown != list(choices):
            combo.clear()
            for text, data in choices:
                combo.addItem(text, data)
        combo.setCurrentIndex(combo.findData(chosen))
        combo.blockSignals(False)

    def show_words(self, words: Sequence[str], text: str) -> None:
        """Items of an editable field, and what the file says; a text being typed or refused is left alone."""
        edit = self.combo.lineEdit()
        assert edit is not None  # only editable fields have words
        typed, unsaved = edit.text(), edit.text() != self._kept
        self.combo.blockSignals(True)
        if [self.combo.itemText(place) for place in range(self.combo.count())] != list(words):
            self.combo.clear()
            self.combo.addItems(list(words))
        keeps = unsaved and (edit.hasFocus() or self.error())
        self._kept = text
        if not keeps:
            self.show_error("")
        wanted = typed if keeps else text
        if edit.text() != wanted or not keeps:
            self.combo.setCurrentIndex(self.combo.findText(wanted))
            edit.setText(wanted)
            edit.setCursorPosition(0)
            self.combo.setToolTip(wanted)
        self.combo.blockSignals(False)

    def text(self) -> str:
        """What stands in the field."""
        return self.combo.currentText().strip()

    def error(self) -> str:
        """Why the text was refused; empty where it was not."""
        return self._error.text()

    def show_error(self, message: str) -> None:
        """Say below the field why it was refused."""
        if message == self._error.text():
            return
        self._error.setText(message)
        self._error.setVisible(bool(message))
        self.combo.setAccessibleDescription(message)
        self.combo.setProperty("wrong", "true" if message else "false")
        self.combo.style().unpolish(self.combo)
        self.combo.style().polish(self.combo)

    def commit(self) -> bool:
        """Hand over what stands in an editable field; False where it was refused."""
        text = self.text()
        if self._commit is None or text == self._kept:
            self.show_error("")
            return True
        before, self._kept = self._kept, text
        try:
            self._commit(text)
        except PersonalNumberError as error:
            self._kept = before
            self.show_error(tr("Personnummer får inte finnas i filen."))
            self.combo.setAccessibleDescription(str(error))
            return False
        except ScnError as error:
            self._kept = before
            self.show_error(str(error))
            return False
        self.show_error("")
        return True

    def _enter(self) -> None:
        if self.commit():
            self.entered.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        editor = self.combo.lineEdit()
        if editor is not None and leaves_undo_to_document(editor, event):
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self._enter()
                return True
            edit = self.combo.lineEdit()
            if event.key() == Qt.Key.Key_Escape and edit is not None and edit.text() != self._kept:
                edit.setText(self._kept)
                self.show_error("")
                return True
        elif (
            isinstance(event, QFocusEvent)
            and event.type() is QEvent.Type.FocusOut
            and event.reason() is not Qt.FocusReason.PopupFocusReason
        ):
            self.commit()
        return super().eventFilter(watched, event)


class SelectionFields(QWidget):
    """The fields in a grid."""

    def __init__(
        self, set_verifier: Callable[[str], object], set_presenter: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.meeting = ChoiceField(tr("Sammanträde"))
        self.category = ChoiceField(tr("Vad som kontrolleras"))
        self.verifier = ChoiceField(tr("Justerare"), editable=True, commit=set_verifier)
        self.presenter = ChoiceField(tr("Föredrar"), editable=True, commit=set_presenter)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(12))
        self._grid.setVerticalSpacing(theme().px(6))
        self.arrange(narrow=False)
        self.meeting.combo.setItemDelegate(MeetingDelegate(self.meeting.combo))

    def in_order(self) -> tuple[ChoiceField, ...]:
        """The fields from the left."""
        return (self.meeting, self.category, self.verifier, self.presenter)

    def arrange(self, *, narrow: bool) -> None:
        """Side by side, or two and two where there is little room."""
        shares = (33, 32, 16, 19)
        for place, field in enumerate(self.in_order()):
            row, column = divmod(place, 2) if narrow else (0, place)
            self._grid.addWidget(field, row, column)
            self._grid.setColumnStretch(place, shares[place] if not narrow else 1 if place < 2 else 0)

    def show_sittings(self, sittings: Sequence[Sitting], chosen: str) -> None:
        """The meetings to choose from, each with what became of its stickprov."""
        self.meeting.show_choices([(sitting_words(each), each.key) for each in sittings], chosen)
        combo = self.meeting.combo
        for place, sitting in enumerate(sittings):
            sign, colour = STANDING_SIGNS[sitting.standing]
            combo.setItemData(place, tr(STANDING_WORDS[sitting.standing]), MeetingRole.WORD)
            combo.setItemData(place, sign, MeetingRole.SIGN)
            combo.setItemData(place, colour, MeetingRole.COLOUR)
        combo.setToolTip(combo.currentText())

    def commit(self) -> bool:
        """Hand over what is typed; False where something was refused."""
        kept = [self.verifier.commit(), self.presenter.commit()]
        return all(kept)


def sitting_words(sitting: Sitting) -> str:
    """ "Utskott Norr, ons 8 september"."""
    return f"{sitting.meeting.subcommittee.name}, {day_words(sitting.meeting, weekday=True)}"
