"""Starts the window. It paints before the entities are imported: what the first picture needs is imported here only."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from scn_desktop import __version__, logs, paths
from scn_desktop.settings import Settings
from scn_desktop.views.about import show_about
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.crash import CrashHandler
from scn_desktop.views.files import Files
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.tab_pages import TabEntry
from scn_desktop.views.theme import Appearance, load_fonts, theme
from scn_desktop.views.translate import load_translations, tr


def run(path: Path | None) -> int:
    """Show the window, with the file at `path` or the start view, until it is closed; return the exit code."""
    application = make_application()
    CrashHandler(application).install()
    desktop = Desktop(application, Settings())
    desktop.show_window(path)
    return application.exec()


def make_application() -> QApplication:
    """The QApplication with the program's style, fonts, words and tokens."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("SCN Desktop")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("scn-desktop")
    application.setStyle("Fusion")
    load_fonts()
    load_translations(application)
    return application


class Desktop(QObject):
    """The program's windows, one per file."""

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__(application)
        self._settings = settings
        self._windows: list[MainWindow] = []
        application.setWindowIcon(QIcon(str(paths.resource("icons", "app.png"))))
        appearance = settings.text("appearance", Appearance.SYSTEM.value)
        known = appearance in {each.value for each in Appearance}
        chosen = Appearance(appearance) if known else Appearance.SYSTEM
        theme().apply(chosen, settings.number("text_size", 100))

    def show_window(self, path: Path | None = None) -> MainWindow:
        """A window for the file, or the start view. A file that is already open is brought to the front instead."""
        shown = self._window_of(path) if path is not None else None
        if shown is not None:
            shown.activateWindow()
            return shown
        window = MainWindow(self._settings, tab_entries())
        files = Files(window, self._settings, self)
        window.menus.about.triggered.connect(lambda: show_about(window))
        window.closed.connect(lambda: self._forget(window))
        # The entities take longer to import than the window to show.
        window.first_painted.connect(lambda: self._after_paint(files, path))
        self._windows.append(window)
        window.show()
        return window

    def is_open(self, path: Path) -> bool:
        """Whether some window shows the file."""
        return self._window_of(path) is not None

    def _window_of(self, path: Path) -> MainWindow | None:
        return next((each for each in self._windows if each.shown_path == path.absolute()), None)

    def _after_paint(self, files: Files, path: Path | None) -> None:
        logs.start_log()
        if path is not None:
            files.open(path)
        files.load_models()

    def _forget(self, window: MainWindow) -> None:
        self._windows.remove(window)
        window.deleteLater()


def tab_entries() -> list[TabEntry]:
    """The tabs, whose packages are imported at their first visit."""
    return [
        TabEntry("plan", tr("Verksamhetsplan"), _plan_tab),
        TabEntry("budget", tr("Budget"), _budget_tab),
        TabEntry("control", tr("Intern kontroll"), _control_tab),
        TabEntry("spot_check", tr("Stickprov"), _spot_check_tab),
    ]


def _plan_tab(bridge: Bridge) -> QWidget:
    from scn_desktop.views.plan.tab import PlanTab

    return PlanTab(bridge)


def _budget_tab(bridge: Bridge) -> QWidget:
    from scn_desktop.views.budget.tab import BudgetTab

    return BudgetTab(bridge)


def _control_tab(bridge: Bridge) -> QWidget:
    from scn_desktop.views.control.tab import ControlTab

    return ControlTab(bridge)


def _spot_check_tab(bridge: Bridge) -> QWidget:
    from scn_desktop.views.spot_check.tab import SpotCheckTab

    return SpotCheckTab(bridge)
