"""A document as it was at one moment, for work that takes long."""

from __future__ import annotations

import sqlite3

from sqlalchemy.orm import Session

from scn_desktop.models.document.engine import session_over
from scn_desktop.models.document.loading import load


class Snapshot:
    """A copy of a document in memory, to read in another thread. Close it when done."""

    def __init__(self, source: sqlite3.Connection) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        source.backup(self._connection)
        self._connection.execute("PRAGMA query_only = ON")
        self.session: Session = session_over(self._connection)
        load(self.session)

    def close(self) -> None:
        """Free the copy."""
        self.session.close()
        self._connection.close()

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
