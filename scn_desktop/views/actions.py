"""The menus and their shortcuts. An action either works, or is disabled while there is nothing for it to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from scn_desktop.views.theme import SCALES, Appearance
from scn_desktop.views.translate import tr

Shortcut = QKeySequence | QKeySequence.StandardKey | str | None

_APPEARANCES = (
    (Appearance.SYSTEM, "Som systemet"),
    (Appearance.LIGHT, "Ljust"),
    (Appearance.DARK, "Mörkt"),
)


class Actions(QObject):
    """Makes every action once. The window connects them; the tabs fill *Infoga* and *Plan*."""

    def __init__(self, window: QMainWindow, tab_titles: Sequence[str]) -> None:
        super().__init__(window)
        self._window = window
        keys = QKeySequence.StandardKey
        self.new = self._make(tr("Ny plan…"), keys.New)
        self.new_year = self._make(tr("Nytt planeringsår…"))
        self.open = self._make(tr("Öppna fil…"), keys.Open)
        self.example = self._make(tr("Titta på exemplet"))
        self.saved = self._make(tr("Är allt sparat?"), keys.Save)
        self.save_copy = self._make(tr("Spara en kopia…"), "Ctrl+Shift+S")
        self.save_model = self._make(tr("Spara styrmodellen…"))
        self.export_pdf = self._make(tr("Exportera PDF…"), "Ctrl+E")
        self.print = self._make(tr("Utskrift…"), keys.Print)
        self.close_file = self._make(tr("Stäng filen"), "Ctrl+W")
        self.quit = self._make(tr("Avsluta"), "Ctrl+Q")
        self.undo = self._make(tr("Ångra"), keys.Undo)
        self.redo = self._make(tr("Gör om"), "Ctrl+Y")
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.cut = self._make(tr("Klipp ut"))
        self.copy = self._make(tr("Kopiera"))
        self.paste = self._make(tr("Klistra in"))
        self.select_all = self._make(tr("Markera allt"))
        self.search = self._make(tr("Sök i allt"), keys.Find)
        self.next_pane = self._make(tr("Nästa del av fönstret"), "F6")
        self.larger = self._make(tr("Större text"), keys.ZoomIn)
        self.larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self.smaller = self._make(tr("Mindre text"), keys.ZoomOut)
        self.author = self._make(tr("Vem är du?…"))
        self.committee = self._make(tr("Nämnden…"))
        self.backups = self._make(tr("Säkerhetskopior…"))
        self.keys = self._make(tr("Tangenter i den här vyn"), "F1")
        self.about = self._make(tr("Om SCN Desktop"))
        self.tabs = [self._make(title, f"Ctrl+{place}") for place, title in enumerate(tab_titles, start=1)]
        self.text_sizes = QActionGroup(self)
        for percent in SCALES:
            self._choice(self.text_sizes, tr("{percent} %").format(percent=percent), percent)
        self.appearances = QActionGroup(self)
        for appearance, word in _APPEARANCES:
            self._choice(self.appearances, tr(word), appearance)
        self.recent_menu = QMenu(tr("Öppna senaste"), window)
        self.insert_menu = QMenu(tr("&Infoga"), window)
        self.plan_menu = QMenu(tr("&Plan"), window)
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        self._build_menus()

    def _make(self, text: str, shortcut: Shortcut = None) -> QAction:
        action = QAction(text, self._window)
        if shortcut is not None:
            action.setShortcut(QKeySequence(shortcut))
        return action

    def _choice(self, group: QActionGroup, text: str, data: object) -> None:
        action = QAction(text, group)
        action.setCheckable(True)
        action.setData(data)

    def _build_menus(self) -> None:
        bar = self._window.menuBar()
        file = bar.addMenu(tr("&Arkiv"))
        file.addActions([self.new, self.new_year, self.open])
        file.addMenu(self.recent_menu)
        file.addAction(self.example)
        file.addSeparator()
        file.addActions([self.saved, self.save_copy, self.save_model, self.backups])
        file.addSeparator()
        file.addActions([self.export_pdf, self.print])
        file.addSeparator()
        file.addActions([self.close_file, self.quit])
        edit = bar.addMenu(tr("&Redigera"))
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        edit.addActions([self.cut, self.copy, self.paste, self.select_all])
        edit.addSeparator()
        edit.addAction(self.search)
        edit.aboutToShow.connect(self._refresh_clipboard_actions)
        view = bar.addMenu(tr("&Visa"))
        view.addActions(self.tabs)
        view.addSeparator()
        view.addAction(self.next_pane)
        view.addSeparator()
        size = view.addMenu(tr("Textstorlek"))
        size.addActions(self.text_sizes.actions())
        size.addSeparator()
        size.addActions([self.larger, self.smaller])
        view.addMenu(tr("Utseende")).addActions(self.appearances.actions())
        bar.addMenu(self.insert_menu)
        bar.addMenu(self.plan_menu)
        bar.addMenu(tr("Ver&ktyg")).addActions([self.committee, self.author])
        bar.addMenu(tr("&Hjälp")).addActions([self.keys, self.about])
        for action, method in (
            (self.cut, "cut"),
            (self.copy, "copy"),
            (self.paste, "paste"),
            (self.select_all, "selectAll"),
        ):
            action.triggered.connect(_to_focused(method))

    @property
    def needing_document(self) -> list[QAction]:
        """What is disabled while no file is open."""
        return [
            self.saved, self.save_copy, self.save_model, self.export_pdf, self.print, self.close_file, self.next_pane,
            self.author, self.search, self.committee, self.new_year, *self.tabs,
        ]  # fmt: skip

    def _refresh_clipboard_actions(self) -> None:
        focused = QApplication.focusWidget()
        for action, method in (
            (self.cut, "cut"),
            (self.copy, "copy"),
            (self.paste, "paste"),
            (self.select_all, "selectAll"),
        ):
            action.setEnabled(callable(getattr(focused, method, None)))

    def show_undo(self, undo: str | None, redo: str | None) -> None:
        """Name what would be undone: *Ångra Ta bort åtgärd*."""
        self.undo.setText(tr("Ångra {label}").format(label=undo) if undo else tr("Ångra"))
        self.undo.setEnabled(undo is not None)
        self.redo.setText(tr("Gör om {label}").format(label=redo) if redo else tr("Gör om"))
        self.redo.setEnabled(redo is not None)

    def fill(self, menu: QMenu, actions: Sequence[QAction], otherwise: str) -> None:
        """Show a tab's actions in *Infoga* or *Plan*; when it has none, a line that says so."""
        menu.clear()
        if actions:
            menu.addActions(list(actions))
            return
        nothing = menu.addAction(otherwise)
        nothing.setEnabled(False)


def _to_focused(method: str) -> Callable[[], None]:
    """Cut, copy and paste belong to the widget that has focus; a menu does not take it."""

    def send() -> None:
        function = getattr(QApplication.focusWidget(), method, None)
        if callable(function):
            function()

    return send
