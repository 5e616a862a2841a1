"""F1: the keys of the view, then those that work everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label

Keys = Sequence[tuple[str, str]]

_EVERYWHERE: Keys = (
    ("Ctrl+1 … Ctrl+5", "byt flik"),
    ("F6", "nästa del av fönstret"),
    ("Ctrl+Z, Ctrl+Y", "ångra, gör om"),
    ("Esc", "lämna fältet och få tillbaka den gamla texten"),
    ("Ctrl+N, Ctrl+O", "ny plan, öppna fil"),
    ("Ctrl+Skift+S", "spara en kopia"),
    ("Ctrl+P, Ctrl+E", "utskrift, exportera PDF"),
    ("Ctrl++, Ctrl+-", "större och mindre text"),
    ("Ctrl+W", "stäng filen"),
)
_TABLES: Keys = (
    ("skriv, F2", "ersätt eller ändra det som står i rutan"),
    ("Enter, Tab", "nästa rad, nästa ruta"),
    ("Alt+Enter", "ny rad i rutan"),
    ("Ctrl+Enter", "ny rad i tabellen"),
    ("Ctrl+D", "samma som ovanför"),
    ("Delete, Ctrl+Delete", "töm rutan, ta bort raden"),
    ("Alt+↑, Alt+↓", "flytta raden"),
    ("Ctrl+C, Ctrl+V", "kopiera, klistra in från Word eller Excel"),
)


class KeysDialog(QDialog):
    def __init__(self, of_view: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Tangenter"))
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, px(16), 0)
        grid.setHorizontalSpacing(px(24))
        grid.setVerticalSpacing(px(6))
        for title, keys in (
            (tr("I den här vyn"), of_view),
            (tr("I tabeller"), _TABLES),
            (tr("Överallt"), _EVERYWHERE),
        ):
            if not keys:
                continue
            grid.addWidget(label(title, "h2"), grid.rowCount(), 0, 1, 2)
            for key, meaning in keys:
                row = grid.rowCount()
                grid.addWidget(label(key, "bold"), row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label(tr(meaning)), row, 1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        whole = content.sizeHint()
        room = parent.window().height() - px(110) if parent is not None else px(480)
        area.setMinimumSize(max(px(520), whole.width() + px(12)), min(px(480), whole.height() + 8, room))
        layout.addWidget(area)
        row_of_buttons = QHBoxLayout()
        row_of_buttons.addStretch(1)
        close = button(tr("Stäng"), self.accept)
        close.setDefault(True)
        row_of_buttons.addWidget(close)
        layout.addLayout(row_of_buttons)
