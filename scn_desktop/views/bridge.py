"""The open document as Qt signals, and what tabs may ask of the window. A view changes things through `do` only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from scn_desktop.errors import ScnError, WriteFailed

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction

    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.models.document.document import Document
    from scn_desktop.models.plan import Plan

T = TypeVar("T")


class Tab(Protocol):
    """What a tab is besides a QWidget made as `Tab(bridge)`. All of these are optional; see `call`."""

    def finish_edits(self) -> None:
        """Commit and close whatever is being typed."""

    def focus_first(self) -> None:
        """Put focus where work begins."""

    def undo_target(self, change_set: ChangeSet) -> bool:
        """Show the place that an undo or redo changed; False when it is not in this tab."""

    def menu_actions(self, menu: str) -> Sequence[QAction]:
        """Actions for the menus "insert" and "plan" while the tab is shown."""

    def keys(self) -> Sequence[tuple[str, str]]:
        """The tab's own keys and what they do, for F1."""

    def report(self) -> tuple[str, object] | None:
        """The report kind that Utskrift begins with while the tab is shown, and its options."""

    def place(self) -> object:
        """Where the user is, to be given to `show_place` of a tab built anew."""

    def show_place(self, place: object) -> None:
        """Go to a place: what `place` returned, a row id that `bridge.go_to` was given, or a `RowPlace`."""


class Bridge(QObject):
    """Wraps one open document.

    `changed(ChangeSet)` follows every do, undo and redo. `saving`/`saved` tell the state of the file, `write_failed`
    that a change is not in it, `refused` why something the user asked for was not done.
    """

    changed = Signal(object)
    saving = Signal()
    saved = Signal(object)
    write_failed = Signal(str)
    refused = Signal(str)
    message = Signal(str, bool)
    detail = Signal(str, str)
    plan_changed = Signal()
    place_requested = Signal(str, object)
    print_requested = Signal(str, object)
    altered_found = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.changes = 0  # counts what has changed, so that what was computed is known to be old
        self.is_open = True
        self.altered: frozenset[str] | None = None  # signed stickprov changed with another tool; None: not yet known
        self._year: int | None = None
        self._failed: tuple[str, Callable[[Any], object], bool] | None = None
        self._failed_replay: Callable[[], ChangeSet] | None = None
        document.changed.connect(self._forward)

    # Reading ---------------------------------------------------------------------------------------------------------
    @property
    def session(self) -> Any:
        """For query functions of `models` only."""
        return self.document.session

    @property
    def read_only(self) -> bool:
        return self.document.read_only

    @property
    def plan(self) -> Plan:
        """The plan of the chosen year, or the latest."""
        from scn_desktop.models import queries

        found = queries.plan_of_year(self.session, self._year) or queries.plan_of_year(self.session)
        if found is None:
            raise ScnError("Filen har ingen plan.")
        return found

    def choose_year(self, year: int) -> None:
        """Show another year's plan in every tab."""
        if year != self._year:
            self._year = year
            self.plan_changed.emit()

    # Writing ---------------------------------------------------------------------------------------------------------
    def do(self, label: str, action: Callable[[Any], T], message: str = "", *, barrier: bool = False) -> T:
        """One undo step. Raises ScnError, for the field that can show it; `message` stands with *Ångra* afterwards.

        A `barrier` (signing) can't be undone, nor anything before it.
        """
        self.saving.emit()
        self.message.emit("", False)
        try:
            result = self.document.do(label, action, barrier=barrier)
        except WriteFailed as error:
            self._failed, self._failed_replay = (label, action, barrier), None
            self.write_failed.emit(str(error))
            raise
        except BaseException:
            self.saved.emit(None)
            raise
        self._failed = self._failed_replay = None
        self.saved.emit(datetime.now().astimezone())
        if message:
            self.message.emit(message, True)
        return result

    def attempt(self, label: str, action: Callable[[Any], T], message: str = "") -> T | None:
        """As `do`, for buttons and keys: what is refused is told in the status bar, and None is returned."""
        try:
            return self.do(label, action, message)
        except ScnError as error:
            self.refused.emit(str(error))
            return None

    def try_again(self) -> bool:
        """Do what could not be written once more."""
        if self._failed_replay is not None:
            return self._replay(self._failed_replay) is not None
        if self._failed is None:
            return True
        label, action, barrier = self._failed
        try:
            self.do(label, action, barrier=barrier)
        except ScnError:
            return False
        return True

    def undo(self) -> ChangeSet | None:
        """Take back the last step; None when there is none or it can't be taken back."""
        return self._replay(self.document.undo)

    def redo(self) -> ChangeSet | None:
        """Do the last undone step again."""
        return self._replay(self.document.redo)

    def _replay(self, step: Callable[[], ChangeSet]) -> ChangeSet | None:
        self.message.emit("", False)
        try:
            change_set = step()
        except WriteFailed as error:
            self._failed, self._failed_replay = None, step
            self.write_failed.emit(str(error))
            return None
        except ScnError as error:
            self.refused.emit(str(error))
            return None
        self._failed = self._failed_replay = None
        self.saved.emit(datetime.now().astimezone())
        return change_set

    def save_copy(self, target: Path) -> None:
        """Write a whole copy, also with the edit that could not be written to the file itself. Raises ScnError."""
        self.document.save_copy(target)
        if self._failed is None:
            return
        from scn_desktop.models.document.document import Document

        label, action, barrier = self._failed
        copy = Document.open(target, author=self.document.author)
        try:
            copy.do(label, action, barrier=barrier)
        finally:
            copy.close()

    def _forward(self, change_set: ChangeSet) -> None:
        self.changes += 1
        self.changed.emit(change_set)

    # What tabs ask of the window -------------------------------------------------------------------------------------
    def say(self, text: str, offer_undo: bool = False) -> None:
        """A message in the status bar until the next change."""
        self.message.emit(text, offer_undo)

    def show_detail(self, text: str, strong: str = "") -> None:
        """Facts of the view at the right of the status bar; "" clears them."""
        self.detail.emit(text, strong)

    def go_to(self, tab: str, place: object = None) -> None:
        """Show a place in another tab ("budget", row id)."""
        self.place_requested.emit(tab, place)

    def print(self, kind: str, options: object = None) -> None:
        """Open the print preview of a report kind ("stickprov", {"meeting": …})."""
        self.print_requested.emit(kind, options)

    def close(self) -> None:
        """Let go of the document."""
        self.is_open = False
        self.document.changed.disconnect(self._forward)
        self.document.close()


def call(tab: object, method: str, *arguments: object) -> object:
    """Call one of the optional methods of `Tab`; None when the tab does not have it."""
    found = getattr(tab, method, None)
    return found(*arguments) if callable(found) else None
