"""What the user meets when the program has a bug: what happened, that the file is whole, and a report to copy."""

from __future__ import annotations

import logging
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from scn_desktop import logs
from scn_desktop.errors import ScnError
from scn_desktop.views import prompts
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label

_log = logging.getLogger(__name__)


class CrashDialog(QDialog):
    """Shows a report that holds no content of the plan."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.setWindowTitle(tr("Ett fel i programmet"))
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(24), px(24), px(24))
        layout.setSpacing(px(12))
        layout.addWidget(label(tr("Det blev fel i programmet"), "h2"))
        kept = tr("Det du gjorde sist blev kanske inte av. Allt du skrev dessförinnan finns i filen.")
        layout.addWidget(label(kept, wrap=True))
        ask = tr("Kopiera rapporten och skicka den till den som sköter programmet. Den innehåller inget ur planen.")
        layout.addWidget(label(ask, "secondary", wrap=True))
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setAccessibleName(tr("Felrapport"))
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(px(13))
        text.setFont(fixed)
        text.setMinimumSize(px(560), px(200))
        layout.addWidget(text)
        row = QHBoxLayout()
        copy = button(tr("Kopiera rapporten"), self.copy, sign="copy")
        copy.setAutoDefault(True)
        row.addWidget(copy)
        row.addStretch(1)
        close = button(tr("Fortsätt arbeta"), self.accept, role="main")
        close.setAutoDefault(True)
        close.setDefault(True)
        row.addWidget(close)
        layout.addLayout(row)

    @Slot()
    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


class CrashHandler(QObject):
    """Receives what nothing else caught, from every thread, and shows one thing at a time in the GUI thread."""

    happened = Signal(str, bool)

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._open = False
        self._dialog: CrashDialog | None = None
        self.happened.connect(self._show)

    def caught(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        if isinstance(error, ScnError):
            self.happened.emit(str(error), False)
            return
        report = logs.report(kind, error, where)
        _log.error("%s", report)
        self.happened.emit(report, True)

    @Slot(str, bool)
    def _show(self, text: str, is_bug: bool) -> None:
        """One dialog at a time: a bug in painting would otherwise open one per frame."""
        if self._open:
            return
        self._open = True
        try:
            if is_bug:
                # Kept until the next one: a dialog without parent that Python frees as it closes upsets Qt.
                self._dialog = CrashDialog(text, QApplication.activeWindow())
                self._dialog.exec()
            else:
                prompts.tell(QApplication.activeWindow(), text)
        finally:
            self._open = False


def handler() -> CrashHandler:
    """The running application's handler, made the first time something is caught, in the GUI thread."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    found = application.findChild(CrashHandler)
    if found is None:
        found = CrashHandler(application)
    return found
