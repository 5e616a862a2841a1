"""Starts the window. It paints before the entities are imported: what the first picture needs is imported here only."""

from __future__ import annotations

import gc
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from scn_desktop import __version__, paths
from scn_desktop.settings import Settings
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.tab_pages import TabEntry
from scn_desktop.views.theme import Appearance, load_fonts, theme
from scn_desktop.views.translate import load_translations, tr


def run(path: Path | None) -> int:
    """Show the window, with the file at `path` or the start view, until it is closed; return the exit code."""
    application = make_application()
    sys.excepthook = _report_crash
    threading.excepthook = _report_crash_of_thread
    desktop = Desktop(application, Settings())
    desktop.show_window(path)
    return application.exec()


def _report_crash(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    """Show what nothing else caught."""
    from scn_desktop.views.crash import handler

    handler().caught(kind, error, where)


def _report_crash_of_thread(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_value is not None:
        _report_crash(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)


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
        window = MainWindow(self._settings, tab_entries(), path.name if path is not None else "")
        window.closed.connect(lambda: self._forget(window))
        # Everything that is not in the first picture takes longer to import than the window to show. What is imported
        # and read stays: to look for garbage in it meanwhile takes a tenth of the time.
        gc.disable()
        window.first_painted.connect(lambda: self._after_paint(window, path))
        self._windows.append(window)
        window.show()
        return window

    def is_open(self, path: Path) -> bool:
        """Whether some window shows the file."""
        return self._window_of(path) is not None

    def _window_of(self, path: Path) -> MainWindow | None:
        return next((each for each in self._windows if each.shown_path == path.absolute()), None)

    def _after_paint(self, window: MainWindow, path: Path | None) -> None:
        try:
            self._show_content(window, path)
        finally:
            gc.freeze()
            gc.enable()

    def _show_content(self, window: MainWindow, path: Path | None) -> None:
        from scn_desktop import logs
        from scn_desktop.views import crash
        from scn_desktop.views.about import show_about
        from scn_desktop.views.files import Files

        logs.start_log()
        crash.handler()
        files = Files(window, self._settings, self)
        window.menus.about.triggered.connect(lambda: show_about(window))
        if path is not None:
            files.open(path)
        if window.bridge is None:
            window.show_start()

    def _forget(self, window: MainWindow) -> None:
        self._windows.remove(window)
        window.deleteLater()


def tab_entries() -> list[TabEntry]:
    """The tabs, whose packages are imported at their first visit."""
    return [
        TabEntry("overview", tr("Översikt"), _overview_tab, shows_changes=False),
        TabEntry("plan", tr("Verksamhetsplan"), _plan_tab, is_first=True),
        TabEntry("budget", tr("Budget"), _budget_tab),
        TabEntry("control", tr("Intern kontroll"), _control_tab),
        TabEntry("spot_check", tr("Stickprov"), _spot_check_tab),
    ]


def _overview_tab(bridge: Bridge) -> QWidget:
    from scn_desktop.views.overview.tab import OverviewTab

    return OverviewTab(bridge)


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
