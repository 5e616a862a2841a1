"""Work off the GUI thread: by name, with what happens on success and on failure, back on the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal, Slot

from scn_desktop.errors import ScnError

SHOW_AFTER = 300
"""Milliseconds of work before it is shown."""


class Cancelled(Exception):
    """Raised inside the work by `Progress.step` when the user has pressed Avbryt."""


class Progress(Protocol):
    """What the work is given; it may call `step` often."""

    def step(self, done: int, total: int) -> None:
        """Tell how far it is. Raises Cancelled when the user has given up."""


class _Run(QObject):
    """One piece of work and its way back to the GUI thread."""

    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(int, int)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self.name = name
        self._stop = threading.Event()

    def cancel(self) -> None:
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        return self._stop.is_set()

    def step(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total)


class _Runnable(QRunnable):
    def __init__(self, run: _Run, work: Callable[[Progress], object]) -> None:
        super().__init__()
        self._run = run
        self._work = work

    def run(self) -> None:
        try:
            result = self._work(self._run)
        except Cancelled:
            self._run.cancelled.emit()
        except Exception as error:  # noqa: BLE001 - carried to the GUI thread, which knows bugs from the world's failures
            self._run.failed.emit(error)
        else:
            self._run.succeeded.emit(result)


class Tasks(QObject):
    """Runs work one at a time per window. `shown(name, done, total)` and `hidden()` are for the status bar."""

    shown = Signal(str, int, int)
    hidden = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: list[_Run] = []

    def run(
        self,
        name: str,
        work: Callable[[Progress], Any],
        on_success: Callable[[Any], None],
        on_failure: Callable[[ScnError], None] | None = None,
    ) -> Callable[[], None]:
        """Start `work(progress)` in a thread and return a function that cancels it.

        `on_success(result)` or `on_failure(error)` follows on the GUI thread, neither after a cancel. A failure
        nobody takes is told in the status bar; an exception that is not a ScnError is a bug and raised here.
        """
        run = _Run(name, self)
        self._running.append(run)
        finish = _Finish(self, run, on_success, on_failure)
        run.succeeded.connect(finish.succeeded)
        run.failed.connect(finish.failed)
        run.cancelled.connect(finish.done)
        run.progressed.connect(finish.progressed)
        self._pool.start(_Runnable(run, work))
        return run.cancel

    @Slot()
    def cancel(self) -> None:
        """Cancel everything that runs or waits."""
        for run in self._running:
            run.cancel()
        self.hidden.emit()

    def wait(self, milliseconds: int = 5000) -> bool:
        """Cancel and wait for the threads, before the document is closed."""
        self.cancel()
        return self._pool.waitForDone(milliseconds)

    def busy(self) -> bool:
        return bool(self._running)

    def _forget(self, run: _Run) -> None:
        if run in self._running:
            self._running.remove(run)
        if not self._running:
            self.hidden.emit()


class _Finish(QObject):
    """The bound slots that a worker's signals are queued to: they run in the GUI thread, where a lambda would not."""

    def __init__(
        self,
        tasks: Tasks,
        run: _Run,
        on_success: Callable[[Any], None],
        on_failure: Callable[[ScnError], None] | None,
    ) -> None:
        super().__init__(run)
        self._tasks = tasks
        self._run = run
        self._on_success = on_success
        self._on_failure = on_failure
        self._far = (0, 0)
        self._visible = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show)
        self._timer.start(SHOW_AFTER)

    @Slot()
    def _show(self) -> None:
        self._visible = True
        self._tasks.shown.emit(self._run.name, *self._far)

    @Slot(int, int)
    def progressed(self, done: int, total: int) -> None:
        self._far = (done, total)
        if self._visible:
            self._show()

    @Slot()
    def done(self) -> None:
        self._timer.stop()
        self._tasks._forget(self._run)
        self._run.deleteLater()

    @Slot(object)
    def succeeded(self, result: object) -> None:
        cancelled = self._run.is_cancelled
        self.done()
        if not cancelled:
            self._on_success(result)

    @Slot(object)
    def failed(self, error: Exception) -> None:
        self.done()
        if not isinstance(error, ScnError):
            raise error
        if self._on_failure is not None:
            self._on_failure(error)
        else:
            self._tasks.failed.emit(str(error))
