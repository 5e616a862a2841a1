"""A plan file that is open: the one way to read it and the one way to write it."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from psygnal import Signal
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from scn_desktop.errors import DocumentError, InputError, NotUndoable, ReadOnlyDocument, WriteFailed
from scn_desktop.models.base import new_id
from scn_desktop.models.document import change_log, revisions, safety
from scn_desktop.models.document.amount_history import AmountChange, amount_history
from scn_desktop.models.document.backup import copy_database, free_beside, keep_backup, not_open_elsewhere, put_in_place
from scn_desktop.models.document.change_log import ChangeSet, LoggedChange, Origin
from scn_desktop.models.document.engine import APPLICATION_ID, connect, harden, session_over
from scn_desktop.models.document.guards import UNWRITABLE, guard
from scn_desktop.models.document.loading import load
from scn_desktop.models.document.lock import DocumentLock, real_path
from scn_desktop.models.document.migrations import migrate
from scn_desktop.models.document.refresh import follow_flushes, refresh
from scn_desktop.models.document.revisions import Field, Revision, Step
from scn_desktop.models.document.schema import SCHEMA_VERSION, schema_text
from scn_desktop.models.document.snapshot import Snapshot

T = TypeVar("T")

SUFFIX: Final = ".scnplan"


class Document:
    """An open file. Views read ``session`` and change it only through ``do``; ``changed`` tells what became of it.

    Not for threads: whatever takes long works on a ``snapshot``. ``is_upgraded``: opening brought the file to the
    current schema, and nothing done before can be undone.
    """

    changed = Signal(ChangeSet)

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: DocumentLock | None, reason: str) -> None:
        self.path = path
        self.read_only_reason = reason
        self.author = ""
        self.is_upgraded = False
        self.session: Session = session_over(connection)
        follow_flushes(self.session)
        self._connection = connection
        self._lock = lock
        self._last_field: Field | None = None
        self._logs = False  # the triggers are made when something is first written: opening is sooner done
        self._undo, self._redo = revisions.read_steps(connection)
        load(self.session)

    # Opening and closing

    @classmethod
    def new(cls, path: Path, first: Callable[[Session], object]) -> Document:
        """Make a file and fill it with ``first`` as its first, not undoable, revision. Replaces a file at ``path``.

        Raises WriteFailed where the place can't be written, and whatever ``first`` raises; then there is no file.
        """
        path = real_path(path)
        beside: Path | None = None
        try:
            beside = free_beside(path)
            with closing(sqlite3.connect(beside, isolation_level=None)) as empty:
                harden(empty)
                empty.executescript(
                    f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};"
                )
                empty.executescript("BEGIN;" + schema_text() + "COMMIT;")
                empty.execute("INSERT INTO file_info VALUES ('file_id', ?)", (new_id(),))
            document = cls(beside, connect(beside, writable=True), None, "")
            try:
                document._write(Revision(new_id(), "barrier", "Ny fil"), first)
                document._forget_changes()
            finally:
                document.close()
            with not_open_elsewhere(path):
                put_in_place(beside, path)
        except (OSError, sqlite3.Error) as error:
            raise WriteFailed(f"Filen kan inte skapas på ”{path.parent}”. Välj en annan plats.") from error
        finally:
            if beside is not None:
                beside.unlink(missing_ok=True)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, author: str = "", writable: bool = True) -> Document:
        """Open a file after making sure that it is whole and ours.

        Where it can't be written, or is open elsewhere, it opens for reading and ``read_only_reason`` says why.
        Raises DocumentError; the file is then untouched.
        """
        path = real_path(path)
        header = safety.inspect(path)
        lock, reason = take_lock(path, author) if writable else (None, "Öppen bara för läsning")
        connection: sqlite3.Connection | None = None
        try:
            connection = safety.connect_to_read(path) if reason else connect(path, writable=True)
            if not reason:
                prepare_file(connection, header.user_version)
            elif header.user_version < SCHEMA_VERSION:
                connection = upgraded_copy(connection, header.user_version)
            document = cls(path, connection, lock, reason)
        except BaseException as error:
            if connection is not None:
                connection.close()
            if lock is not None:
                lock.release()
            if isinstance(error, (sqlite3.Error, OSError)):
                raise DocumentError(f"”{path.name}” kan inte öppnas: den används av ett annat program.") from error
            raise
        document.author = author
        document.is_upgraded = not reason and header.user_version < SCHEMA_VERSION
        return document

    def _forget_changes(self) -> None:
        """Leave out of a new file the log of how it was made: it can't be undone, and would double the file."""
        self._connection.execute("DELETE FROM change")
        self._connection.execute("VACUUM")

    @property
    def read_only(self) -> bool:
        """Whether the file can be read only; ``read_only_reason`` says why."""
        return bool(self.read_only_reason)

    @property
    def file_id(self) -> str:
        """The same for all copies of this file."""
        row = self._connection.execute("SELECT value FROM file_info WHERE key = 'file_id'").fetchone()
        return str(row[0]) if row else ""

    def save_copy(self, target: Path) -> None:
        """Write a whole and consistent copy. Raises WriteFailed."""
        self._last_field = None
        if target.absolute() == self.path or (target.exists() and target.samefile(self.path)):
            raise WriteFailed("Kopian måste få ett annat namn än filen som är öppen.")
        try:
            with not_open_elsewhere(target):
                copy_database(self._connection, target)
        except OSError as error:
            raise WriteFailed(f"Kopian kunde inte sparas på ”{target.parent}”. Välj en annan plats.") from error

    def amount_history(self, row_id: str, column_id: str) -> list[AmountChange]:
        """Who changed an amount of a money table, when, and from what; the latest first."""
        return amount_history(self._connection, row_id, column_id)

    @property
    def is_writing(self) -> bool:
        """Whether an edit is under way, which a long one lets timers see."""
        return bool(self.session.info.get("writing"))

    def snapshot(self) -> Snapshot:
        """A private copy in memory for work off this thread. Raises RuntimeError within an edit."""
        if self.is_writing:
            raise RuntimeError("SQLite would wait for ever for the edit to end")
        return Snapshot(self._connection)

    def close(self) -> None:
        """Let go of the file."""
        self.session.close()
        self._connection.close()
        if self._lock is not None:
            self._lock.release()

    # Writing

    def do(self, label: str, action: Callable[[Session], T], *, barrier: bool = False) -> T:
        """Run one edit as one transaction and one undo step, log it, and tell ``changed``.

        An action that changes nothing leaves no trace. ``barrier`` steps can't be undone, nor anything before them.
        Raises ReadOnlyDocument, InputError (personnummer, a signed record), WriteFailed, or what ``action`` raises; the
        document is then as before.
        """
        revision = Revision(new_id(), "barrier" if barrier else "do", label)
        result, logged = self._write(revision, action)
        if not logged:
            return result
        if barrier:
            self._undo.clear()
            self._redo.clear()
        else:
            if revision.effect == "taken back":
                self._undo.pop()
            elif revision.effect == "new":
                self._undo.append(Step(revision.id, label, revision.first, revision.last))
            self._redo.clear()
        self.changed.emit(ChangeSet(label, revision.kind, change_log.summary(logged)))
        return result

    @property
    def undo_label(self) -> str | None:
        """What ``undo`` would take back, or None."""
        return self._undo[-1].label if self._undo and not self.read_only else None

    @property
    def redo_label(self) -> str | None:
        """What ``redo`` would do again, or None."""
        return self._redo[-1].label if self._redo and not self.read_only else None

    def undo(self) -> ChangeSet:
        """Take back the last step as a new revision. Raises NotUndoable."""
        if not self._undo:
            raise NotUndoable("Det finns inget att ångra.")
        step = self._undo[-1]
        change_set = self._replay(step, "undo")
        self._redo.append(self._undo.pop())
        self.changed.emit(change_set)
        return change_set

    def redo(self) -> ChangeSet:
        """Do the last undone step again as a new revision. Raises NotUndoable."""
        if not self._redo:
            raise NotUndoable("Det finns inget att göra om.")
        step = self._redo[-1]
        change_set = self._replay(step, "redo")
        self._undo.append(self._redo.pop())
        self.changed.emit(change_set)
        return change_set

    def _replay(self, step: Step, kind: Origin) -> ChangeSet:
        self._last_field = None
        try:
            changes = change_log.read_changes(self._connection, step.first, step.last)
            if not changes:
                raise ValueError("an empty step")

            def replay(_: Session) -> None:
                self._connection.execute("PRAGMA defer_foreign_keys = ON")
                (change_log.revert if kind == "undo" else change_log.apply)(self._connection, changes)

            _, logged = self._write(Revision(new_id(), kind, step.label, step.id), replay)
        except (ValueError, KeyError, TypeError, RecursionError, zlib.error, sqlite3.IntegrityError) as error:
            self._undo.clear()
            self._redo.clear()
            raise NotUndoable("Historiken för det steget kan inte läsas. Inget är ändrat.") from error
        return ChangeSet(step.label, kind, change_log.summary(logged))

    def _write(self, revision: Revision, action: Callable[[Session], T]) -> tuple[T, list[LoggedChange]]:
        with self._transaction(revision) as logged:
            result = action(self.session)
            self.session.flush()
            revision.last = change_log.last_change(self._connection)
            logged += change_log.read_changes(self._connection, revision.first, revision.last)
            guard(self._connection, logged, revision.kind)
        refresh(self.session, logged)
        return result, logged

    @contextmanager
    def _transaction(self, revision: Revision) -> Iterator[list[LoggedChange]]:
        if self.read_only:
            raise ReadOnlyDocument(f"{self.read_only_reason}. Spara en kopia för att ändra.")
        logged: list[LoggedChange] = []
        connection = self._connection
        self.session.connection()
        try:
            if not self._logs:
                self._prepare_log()
            connection.execute("BEGIN IMMEDIATE")
            self.session.info["writing"] = True
            revision.first = change_log.last_change(connection) + 1
            yield logged
            field = None
            if logged:
                field = revisions.enter(connection, revision, logged, self._last_field, self.author)
            self.session.commit()
            if logged:
                self._last_field = field
        except (sqlite3.OperationalError, sqlite3.DatabaseError, DBAPIError) as error:
            self._roll_back()
            if is_integrity(error):
                raise
            raise WriteFailed(self._why_not_written(error)) from error
        except UnicodeEncodeError as error:
            self._roll_back()
            raise InputError(UNWRITABLE) from error
        except BaseException:
            self._roll_back()
            raise
        finally:
            self.session.info["writing"] = False
            if connection.in_transaction:
                with suppress(sqlite3.Error):
                    connection.rollback()

    def _why_not_written(self, error: Exception) -> str:
        code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0)
        if code == sqlite3.SQLITE_READONLY_DBMOVED or not self.path.exists():
            return (
                f"Ändringen kunde inte sparas: ”{self.path.name}” är flyttad, borttagen eller ersatt. "
                "Spara en kopia, så är allt tidigare kvar i den."
            )
        return "Ändringen kunde inte sparas: disken är full, eller så går filen inte att nå. Allt tidigare är kvar."

    def _roll_back(self) -> None:
        """Leave file and entities as before the action."""
        self.session.rollback()
        with suppress(sqlite3.Error, DBAPIError):
            load(self.session)

    def _prepare_log(self) -> None:
        self._connection.executescript(";".join(change_log.trigger_statements()))
        self._logs = True


def take_lock(path: Path, author: str) -> tuple[DocumentLock | None, str]:
    """The lock on a file, or why it can be read only."""
    if not os.access(path, os.W_OK):
        return None, "Filen är skrivskyddad"
    lock = DocumentLock(path)
    try:
        holder = lock.acquire(author)
    except OSError:
        return None, "Mappen som filen ligger i är skrivskyddad"
    return (lock, "") if holder is None else (None, str(holder))


def prepare_file(connection: sqlite3.Connection, version: int) -> None:
    """Back the file up if it has changed since the last time, then bring it to the current schema."""
    row = connection.execute("SELECT value FROM file_info WHERE key = 'file_id'").fetchone()
    last = connection.execute("SELECT id FROM revision ORDER BY seq DESC LIMIT 1").fetchone()
    try:
        keep_backup(connection, str(row[0]) if row else "okänd", str(last[0]) if last else "")
    except OSError as error:
        if version < SCHEMA_VERSION:
            raise DocumentError(
                "Filen måste uppgraderas, men ingen säkerhetskopia kunde sparas. Inget är ändrat."
            ) from error
    if version < SCHEMA_VERSION:
        migrate(connection, version, SCHEMA_VERSION)


def upgraded_copy(connection: sqlite3.Connection, version: int) -> sqlite3.Connection:
    """An older file that can't be written, as the current version, in memory. Closes the connection to the file."""
    with closing(connection):
        memory = safety.in_memory(connection)
    memory.execute("PRAGMA query_only = OFF")
    migrate(memory, version, SCHEMA_VERSION)
    memory.execute("PRAGMA query_only = ON")
    return memory


def is_integrity(error: Exception) -> bool:
    """Whether the file refused a value: a bug or a damaged log, not a full disk."""
    return isinstance(error, sqlite3.IntegrityError) or isinstance(getattr(error, "orig", None), sqlite3.IntegrityError)
