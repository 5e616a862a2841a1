"""The first step of a draw: where the list is taken from, or a draw that was made already."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.errors import ScnError
from scn_desktop.views import prompts
from scn_desktop.views.clipboard import clipboard_content
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label, line


class SourcePage(QWidget):
    """`got(text)`: a list was pasted or opened; `draw_chosen(id)`: a draw that no stickprov uses yet."""

    got = Signal(str)
    draw_chosen = Signal(str)

    def __init__(self, made: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`made`: the draws that can be used, as (id, words)."""
        super().__init__(parent)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(8), 0, px(8))
        layout.setSpacing(px(12))
        self.buttons = []
        if made:
            layout.addWidget(label(tr("Det finns en dragning som inget stickprov använder"), "bold", wrap=True))
            for key, words in made:
                row = QHBoxLayout()
                row.setSpacing(px(12))
                use = button(tr("Använd dragningen"), partial(self.draw_chosen.emit, key), touch=True)
                use.setAccessibleDescription(words)
                row.addWidget(use)
                row.addWidget(label(words, "secondary", wrap=True), 1)
                layout.addLayout(row)
                self.buttons.append(use)
            layout.addWidget(line())
        layout.addWidget(
            label(
                tr(
                    "Listan ska ha en rad för varje ärende under perioden. Ärendets nummer måste finnas med; kategori, "
                    "datum och enhet är bra att ha. Namn och personnummer ska inte vara med."
                ),
                "touch",
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.setSpacing(px(12))
        self.paste_button = button(tr("Klistra in listan"), self.paste, sign="clipboard-paste", touch=True)
        self.paste_button.setToolTip(tr("Klistra in listan (Ctrl+V)"))
        self.open_button = button(tr("Öppna fil…"), self.ask_file, sign="folder-open", touch=True)
        for made_button in (self.paste_button, self.open_button):
            row.addWidget(made_button)
            self.buttons.append(made_button)
        row.addStretch(1)
        layout.addLayout(row)
        self.refused = label("", "error", wrap=True)
        self.refused.hide()
        layout.addWidget(self.refused)
        hint = tr(
            "Kopiera listan i Excel eller verksamhetssystemet och klistra in den här (Ctrl+V), eller spara den som CSV."
        )
        layout.addWidget(label(hint, "caption", wrap=True))
        layout.addStretch(1)

    def focus_first(self) -> None:
        """Focus a draw that waits to be used, else *Klistra in listan*."""
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def paste(self) -> None:
        """Take the list on the clipboard."""
        from scn_desktop.views.clipboard import clipboard_text

        content = clipboard_content()
        plain = content.text() if content is not None else ""
        self.take(plain if "\t" in plain else clipboard_text() or plain)

    def ask_file(self) -> None:
        """Ask for a file, and take its list."""
        chosen = prompts.ask_list_file(self)
        if chosen is not None:
            self.open(chosen)

    def open(self, path: Path) -> None:
        """Take the list in a file."""
        from scn_desktop.exchange.case_list import read_file

        try:
            text = read_file(path)
        except ScnError as error:
            self.refuse(str(error))
            return
        self.take(text)

    def take(self, text: str) -> None:
        """Go on with a text, or say why it is no list."""
        from scn_desktop.exchange.case_list import propose

        try:
            propose(text)
        except ScnError as error:
            self.refuse(str(error))
            return
        self.refuse("")
        self.got.emit(text)

    def refuse(self, reason: str) -> None:
        """Say why nothing could be read; "" for nothing to say."""
        self.refused.setText(reason)
        self.refused.setVisible(bool(reason))
