"""Buttons and choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from scn_desktop.views.icons import SIZE, icon, paint_icon
from scn_desktop.views.theme import theme


class _PushButton(QPushButton):
    """Enter presses it where it stands in the window, as Space does; in a dialog Enter belongs to the main button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed_by_enter(self, event):
            super().keyPressEvent(event)


class _ToolButton(QToolButton):
    """The same for a button that is only an icon; one with a menu opens it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed_by_enter(self, event):
            super().keyPressEvent(event)


def _pressed_by_enter(pressed: QAbstractButton, event: QKeyEvent) -> bool:
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or isinstance(pressed.window(), QDialog):
        return False
    if isinstance(pressed, QToolButton) and pressed.menu() is not None:
        pressed.showMenu()
    else:
        pressed.click()
    return True


def button(
    text: str,
    on_click: Callable[[], object] | None = None,
    role: str = "",
    sign: str | None = None,
    touch: bool = False,
    parent: QWidget | None = None,
) -> QPushButton:
    """A push button; role "main" (accent, one per view), "link" ("+ Ny åtgärd"), "quiet", or "" (outlined)."""
    made = _PushButton(text, parent)
    made.setProperty("role", role)
    if touch:
        made.setProperty("touch", "true")
    made.setAutoDefault(False)
    made.setCursor(
        Qt.CursorShape.PointingHandCursor if role in ("link", "caption-link") else Qt.CursorShape.ArrowCursor
    )
    if sign is not None:
        colour = {"main": "on_accent", "link": "accent", "caption-link": "accent"}.get(role, "text")
        made.setIcon(icon(sign, colour))
        made.setIconSize(QSize(theme().px(SIZE + 5), theme().px(SIZE)))
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def tool_button(
    sign: str, name: str, on_click: Callable[[], object] | None = None, parent: QWidget | None = None
) -> QToolButton:
    """A button that is only an icon; `name` is its accessible name and tool tip."""
    made = _ToolButton(parent)
    made.setIcon(icon(sign))
    made.setIconSize(QSize(theme().px(SIZE), theme().px(SIZE)))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(name)
    made.setToolTip(name)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


class CheckBox(QCheckBox):
    """A check box whose box can be seen: Fusion's own edge is lost in the dark."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        checked = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if checked or self.hasFocus() else "control"
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(theme().colour(edge), width))
        painter.setBrush(theme().colour("accent" if checked else "surface"))
        inset = width / 2
        painter.drawRoundedRect(QRectF(box).adjusted(inset, inset, -inset, -inset), 3, 3)
        if checked:
            paint_icon(painter, "check", box, "on_accent", box.width() - 2)


class ComboBox(QComboBox):
    """A combo box that the wheel never changes; `editable` turns on completion inside words."""

    def __init__(self, parent: QWidget | None = None, editable: bool = False, touch: bool = False) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        if touch:
            self.setProperty("touch", "true")
        if editable:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = self.completer()
            assert completer is not None  # an editable combo box has one
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            popup = completer.popup()
            if popup is not None:
                popup.setObjectName("completions")
                if touch:
                    popup.setProperty("touch", "true")
                    popup.setMinimumWidth(theme().px(280))  # a whole name, where the box is narrower

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """A text that is wider than the box ends in "…"; the opened list shows it whole."""
        super().initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        text = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room.width())
        option.currentText = text

    def showPopup(self) -> None:
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + theme().px(24))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        arrow = self.rect().adjusted(0, 0, -theme().px(8), 0)
        arrow.setLeft(arrow.right() - theme().px(18))
        painter = QPainter(self)
        paint_icon(painter, "chevron-down", arrow, "text2" if self.isEnabled() else "control")

    def choose(self, data: object) -> None:
        """Select the item with this data without telling anyone; nothing is selected if it is not there."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self.findData(data))
        self.blockSignals(blocked)


class _Segment(QPushButton):
    """A choice in a row; as wide when chosen (semibold) as when not."""

    def __init__(self, text: str, parent: QWidget, sign_when_checked: str | None = None) -> None:
        super().__init__(text, parent)
        self._sign = sign_when_checked
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        answer = self._sign is not None
        metrics = QFontMetrics(theme().font("touch_bold" if answer else "body_bold"))
        widest = metrics.horizontalAdvance(self.text()) + theme().px(52 if answer else 28)
        return QSize(widest, hint.height())

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sign is None or not self.isChecked():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        colour = "on_accent" if self.isEnabled() else "text"
        font = theme().font("touch_bold")
        width = QFontMetrics(font).horizontalAdvance(self.text())
        gap = theme().px(24)
        left = (self.width() - width - gap) // 2
        sign = self.rect()
        sign.setLeft(left)
        sign.setWidth(theme().px(18))
        paint_icon(painter, self._sign, sign, colour)
        painter.setFont(font)
        painter.setPen(theme().colour(colour))
        text = self.rect().adjusted(left + gap, 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())


class SegmentedControl(QWidget):
    """One choice out of a few, all in sight. `chosen` carries the key; set by the user only."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        name: str,
        parent: QWidget | None = None,
        sign_when_checked: str | None = None,
    ) -> None:
        """`choices` are (key, word); `name` is the accessible name of the row."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, _Segment] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for position, (key, word) in enumerate(choices):
            segment = _Segment(word, self, sign_when_checked)
            segment.setProperty("segment", _segment_place(position, len(choices)))
            if sign_when_checked is not None:
                segment.setProperty("answer", "true")
            segment.setAccessibleDescription(name)
            self._group.addButton(segment)
            self._buttons[key] = segment
            layout.addWidget(segment)
        self._group.buttonClicked.connect(self._clicked)

    def key(self) -> str | None:
        """The chosen key, or None when nothing is chosen yet."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), None)

    def choose(self, key: str | None) -> None:
        """Show a choice without emitting `chosen`; Tab comes to the chosen one."""
        if key is None:
            self._group.setExclusive(False)
            for segment in self._buttons.values():
                segment.setChecked(False)
            self._group.setExclusive(True)
        else:
            self._buttons[key].setChecked(True)
        for each, segment in self._buttons.items():
            reached = key is None or each == key
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reached else Qt.FocusPolicy.ClickFocus)

    def button(self, key: str) -> QPushButton:
        return self._buttons[key]

    def _clicked(self, clicked: QAbstractButton) -> None:
        self.chosen.emit(next(key for key, button in self._buttons.items() if button is clicked))


def _segment_place(position: int, count: int) -> str:
    if count == 1:
        return "only"
    return {0: "first", count - 1: "last"}.get(position, "middle")


class AnswerControl(SegmentedControl):
    """Large answers for finger and keyboard. The first letters of the words answer while the row has focus.

    `passed_on` is emitted after an answer by key or on Enter: the view moves to the next row.
    """

    passed_on = Signal()

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        name: str,
        parent: QWidget | None = None,
        keys: Sequence[str] = (),
    ) -> None:
        """`keys`: one letter per choice ("J", "N", "E"); empty when letters shall not answer."""
        super().__init__(choices, name, parent, sign_when_checked="check")
        self._letters = {letter.upper(): key for letter, (key, _) in zip(keys, choices, strict=False)}

    def has_focus(self) -> bool:
        return any(segment.hasFocus() for segment in self._buttons.values())

    def focus(self) -> None:
        """Put focus on the chosen answer, or on the first."""
        self._buttons[self.key() or next(iter(self._buttons))].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self._letters.get(event.text().upper())
        if key is not None and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self._buttons[key].setFocus()
            self._buttons[key].setChecked(True)
            self.chosen.emit(key)
            self.passed_on.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.passed_on.emit()
        else:
            super().keyPressEvent(event)
