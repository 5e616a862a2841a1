"""A dialog that asks for what one action needs, does it, and closes; what was refused is told where it was asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from scn_desktop.errors import ScnError
from scn_desktop.views.dialogs.titled_dialog import TitledDialog
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import SignLabel, label


class FormDialog(TitledDialog):
    """Heading, `content` and a foot with *Avbryt* and the button that does it. `do` raises ScnError to refuse.

    Where the window is too low for the content, at large text, the content scrolls and the foot stays in sight.
    """

    def __init__(self, title: str, lead: str, verb: str, do: Callable[[], object], parent: QWidget) -> None:
        super().__init__(title, lead, parent)
        self._do = do
        self.page.removeItem(self.content)
        self._body = _Body(self)
        self.page.addWidget(self._body, 1)
        self.refused = SignLabel("", "octagon-alert", "error")
        self.refused.hide()
        self.page.addWidget(self.refused)
        foot = QHBoxLayout()
        foot.setSpacing(theme().px(8))
        foot.addStretch(1)
        cancel_button = button(tr("Avbryt"), self.reject)
        foot.addWidget(cancel_button)
        self.do_button = button(verb, self.do, role="main")
        self.do_button.setDefault(True)
        foot.addWidget(self.do_button)
        self.foot_buttons = [cancel_button, self.do_button]
        self.page.addLayout(foot)
        self.page.addStrut(theme().px(412))

    def setVisible(self, visible: bool) -> None:
        if visible:  # what the content needs is known to the dialog before it is first laid out
            self._body.updateGeometry()
            self.page.activate()
        super().setVisible(visible)

    def add_field(self, name: str, *widgets: QWidget) -> None:
        """Widgets side by side under their name."""
        column = QVBoxLayout()
        column.setSpacing(theme().px(4))
        column.addWidget(label(name, "field"))
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        for widget in widgets:
            if not widget.accessibleName():
                widget.setAccessibleName(name)
            row.addWidget(widget)
            if widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed:
                row.addStretch(1)
        column.addLayout(row)
        self.content.addLayout(column)

    @Slot()
    def do(self) -> None:
        """Do it and close, or say why not."""
        try:
            self._do()
        except ScnError as error:
            self.refused.set_content(str(error), "octagon-alert", "error")
            self.refused.show()
            return
        self.accept()


class _Body(QScrollArea):
    """As high as the dialog's content, as long as the window has room for that."""

    def __init__(self, dialog: FormDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._held = QWidget()
        self._held.setLayout(dialog.content)
        self._held.installEventFilter(self)
        self.setWidget(self._held)

    def sizeHint(self) -> QSize:
        return self._within_room(self._held.sizeHint().expandedTo(self._held.minimumSizeHint()))

    def minimumSizeHint(self) -> QSize:
        return self._within_room(self._held.minimumSizeHint())

    def _within_room(self, wanted: QSize) -> QSize:
        """At most the height that title, lead and foot leave, and then with room for a scroll bar beside."""
        page = self._dialog.page
        items = [item for place in range(page.count()) if (item := page.itemAt(place)) is not None]
        others = [each for each in items if each.widget() is not self and not each.isEmpty()]
        across = max(self.width(), wanted.width())
        high = sum(
            each.heightForWidth(across) if each.hasHeightForWidth() else each.sizeHint().height() for each in others
        )
        margins = page.contentsMargins()
        left = self._dialog.room().height() - high - margins.top() - margins.bottom() - page.spacing() * len(others)
        height = min(wanted.height(), max(left, theme().px(120)))
        return QSize(wanted.width() + (theme().px(12) if height < wanted.height() else 0), height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._held and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
