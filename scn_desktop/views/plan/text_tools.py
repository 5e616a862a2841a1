"""The tools of running text: above the text that has focus, and in sight as long as some of that text is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QWidget

from scn_desktop.views.plan.running_text import RunningText
from scn_desktop.views.plan.text_commands import TextCommands
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import tool_button
from scn_desktop.views.widgets.labels import line

_EDGE = 4
TEXT_KEYS = (
    ("Ctrl+B, Ctrl+I", "fet, kursiv"),
    ("Ctrl+Skift+R", "underrubrik"),
    ("Ctrl+Skift+L, Ctrl+Skift+O", "punktlista, numrerad lista; även - eller 1. och blanksteg"),
    ("Ctrl+Skift+N", "fotnot; Enter går tillbaka till texten"),
    ("Ctrl+Skift+F, Ctrl+Skift+H", "fält, hänvisning"),
    ("Ctrl+Skift+T", "standardtext"),
    ("Alt+Enter", "ändra fotnoten, fältet eller hänvisningen vid markören"),
)
"""What the keys do in running text; those of footnotes, fields and references also in a table's cell."""


class TextTools(QFrame):
    """Floats over the page: it takes no room, so nothing jumps when it appears. `text` is what it stands above."""

    def __init__(self, commands: TextCommands, text: RunningText, owner: QWidget) -> None:
        super().__init__(owner)
        self._commands = commands
        self._text = text
        self._owner = owner
        self._field: RunningText = text
        self._page: QScrollArea | None = None
        self.strip = QFrame(owner)
        self.strip.setProperty("role", "surface")
        self.strip.hide()
        self.setProperty("role", "tools")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        self.bold = self._toggle("bold", tr("Fet (Ctrl+B)"), lambda: self._field.toggle_bold())
        self.italic = self._toggle("italic", tr("Kursiv (Ctrl+I)"), lambda: self._field.toggle_italic())
        self.heading = self._toggle("heading", tr("Underrubrik (Ctrl+Skift+R)"), lambda: self._field.toggle_heading())
        self.bullets = self._toggle("list", tr("Punktlista (Ctrl+Skift+L)"), lambda: self._field.toggle_bullets())
        numbers = tr("Numrerad lista (Ctrl+Skift+O)")
        self.numbers = self._toggle("list-ordered", numbers, lambda: self._field.toggle_numbers())
        self.note = self._tool("superscript", tr("Fotnot (Ctrl+Skift+N)"), lambda: commands.insert_note(text))
        self.field = self._tool("braces", tr("Fält… (Ctrl+Skift+F)"), lambda: commands.choose_field(self._field))
        reference = tr("Hänvisning… (Ctrl+Skift+H)")
        self.reference = self._tool("link", reference, lambda: commands.choose_reference(self._field))
        standard = tr("Standardtext (Ctrl+Skift+T)")
        self.standard = self._tool("notebook-text", standard, lambda: commands.show_standard_texts(text))
        divider = line(self)
        divider.setFixedSize(1, theme().px(20))
        for tool in (self.bold, self.italic, self.heading, self.bullets, self.numbers):
            layout.addWidget(tool)
        layout.addWidget(divider, 0, Qt.AlignmentFlag.AlignVCenter)
        for tool in (self.note, self.field, self.reference, self.standard):
            layout.addWidget(tool)
        self.hide()

    def _tool(self, sign: str, name: str, do: Callable[[], object]) -> QToolButton:
        made = tool_button(sign, name, do)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the text keeps focus while its tools are pressed
        made.clicked.connect(self.refresh)
        return made

    def _toggle(self, sign: str, name: str, do: Callable[[], object]) -> QToolButton:
        made = self._tool(sign, name, do)
        made.setCheckable(True)
        return made

    # Showing ---------------------------------------------------------------------------------------------------------
    def show_for(self, field: RunningText) -> None:
        """Stand above the text and work on the field in it that has focus: the text itself or one of its notes."""
        self._field = field
        page = _page_around(self._owner)
        if page is not None and page is not self._page:
            self._page = page
            page.verticalScrollBar().valueChanged.connect(self.place)
        in_text = field is self._text
        for tool in (self.heading, self.bullets, self.numbers, self.note):
            tool.setEnabled(in_text)
        self.standard.setEnabled(in_text and bool(self._commands.standard_texts()))
        if page is not None:
            self.strip.setParent(page.viewport())
            self.setParent(page.viewport())
        self.adjustSize()
        self.show()
        self.raise_()
        self.place()
        self.refresh()

    def put_away(self) -> None:
        """Hide, and go back to the block, so that the tools go when it does."""
        self.hide()
        self.strip.hide()
        self.strip.setParent(self._owner)
        self.setParent(self._owner)

    @Slot()
    def refresh(self) -> None:
        """Show which of the tools are on where the cursor stands."""
        field = self._field
        self.bold.setChecked(field.is_bold())
        self.italic.setChecked(field.fontItalic())
        self.bullets.setChecked(field.in_bullets())
        self.numbers.setChecked(field.in_numbers())
        self.heading.setChecked(field.is_heading())

    @Slot()
    def place(self) -> None:
        """Beside the text where there is room, else above it at the right; in sight as long as some of the text is.

        Where they have to lie over the text they lie on a strip, so that no line is seen in part.
        """
        page = self._page
        if page is None or (self.isHidden() and self.parent() is self._owner):
            return
        view, edge, gap = page.viewport(), theme().px(_EDGE), theme().px(6)
        corner = self._text.mapTo(view, QPoint(self._text.width(), 0))
        bottom = self._owner.mapTo(view, QPoint(0, self._owner.height())).y()
        beside = corner.x() + gap + self.width() <= view.width() - theme().px(48)
        left = corner.x() + gap if beside else min(corner.x(), view.width() - theme().px(16) - self.width())
        top = corner.y() if beside else corner.y() - self.height()
        self._text.margin_above = 0 if beside else self.height() + edge
        self.move(left, max(edge, top))
        in_sight = bottom > edge and corner.y() < view.height()
        self.strip.setGeometry(0, 0, view.width(), self.height() + 2 * edge)
        self.strip.setVisible(in_sight and not beside and top < edge)
        self.setVisible(in_sight)
        self.raise_()


def _page_around(part: QWidget) -> QScrollArea | None:
    around: QWidget | None = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around
