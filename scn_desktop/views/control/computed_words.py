"""What the program works out of the numbers, and what is lacking in them, as lines with signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.views.theme import theme
from scn_desktop.views.widgets.labels import SignLabel, label

_COLOURS: Final = {"check": "ok", "triangle-alert": "warning", "info": "text2"}


class ComputedWords(QWidget):
    """Nothing is shown where there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[str, str]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme().px(4))
        self.hide()

    def text(self) -> str:
        """All that is said."""
        return " ".join(words for words, _ in self._lines)

    def show_words(self, told: str, lacking: Sequence[str], hint: str) -> None:
        """Show what is counted, what is lacking in it, and what to fill in; "" where there is nothing to say."""
        lines = [(told, "check"), *((each, "triangle-alert") for each in lacking), (hint, "info")]
        lines = [(text, sign) for text, sign in lines if text]
        if lines == self._lines:
            return
        self._lines = lines
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()  # it is drawn until it is deleted
                widget.deleteLater()
        for text, sign in lines:
            self._layout.addWidget(_line(text, sign))
        self.setAccessibleName(self.text())
        self.setVisible(bool(lines))


def _line(text: str, sign: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(6))
    mark = SignLabel("", sign, _COLOURS[sign])
    mark.setFixedWidth(theme().px(20))
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text, "bold" if sign == "check" else "body", wrap=True), 1)
    return made
