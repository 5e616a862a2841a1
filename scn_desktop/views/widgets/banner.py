"""The bar under the header that stays until its cause is gone, and the sentence where content is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from scn_desktop.views.theme import theme
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import SignLabel, label

Choice = tuple[str, Callable[[], object]]


class BannerKind(StrEnum):
    READ_ONLY = "read-only"
    NOT_SAVED = "not-saved"
    ALTERED = "altered"


class Banner(QFrame):
    """Sign, sentence and up to two buttons; hidden until `show_cause`."""

    def __init__(self, kind: BannerKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._shown: tuple[str, Sequence[Choice]] | None = None
        self.setProperty("banner", kind.value)
        self._layout = QHBoxLayout(self)
        px = theme().px
        self._layout.setContentsMargins(px(16), px(6), px(16), px(6))
        self._layout.setSpacing(px(12))
        self.hide()

    def show_cause(self, text: str, choices: Sequence[Choice] = ()) -> None:
        """Say what happened and what is kept; `choices` are (verb, what to do)."""
        self.clear()
        sign, colour = ("lock", "warning") if self._kind is BannerKind.READ_ONLY else ("octagon-alert", "error")
        mark = SignLabel("", sign, colour)
        mark.setFixedWidth(theme().px(20))
        self._layout.addWidget(mark)
        sentence = label(text, wrap=True)
        self._layout.addWidget(sentence, 1)
        for word, action in choices:
            self._layout.addWidget(button(word, action))
        self.setAccessibleName(text)
        self._shown = (text, choices)
        self.show()

    def apply_theme(self) -> None:
        """Take the sizes of the text size in force."""
        if self._shown is not None:
            self.show_cause(*self._shown)

    def clear(self) -> None:
        self._shown = None
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.hide()


class EmptyState(QWidget):
    """ "Inga åtgärder än." and the one button that changes it, at the place of the content."""

    def __init__(
        self, text: str, choice: Choice | None = None, centred: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme().px(6), 0, theme().px(6))
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        if centred:
            row.addStretch(1)
        row.addWidget(label(text, "secondary"))
        if choice is not None:
            way_out = button(choice[0], choice[1], role="link", sign="plus")
            row.addWidget(way_out)
            self.setFocusProxy(way_out)
        row.addStretch(1)
        outer.addLayout(row)
