"""One edit of a field of the example, logged and durable, against a bare SQLite commit with the same fsync."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.result import Result
from scn_desktop.exchange.example import create_example
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import measures

EDITS = 300


def measure() -> Iterator[Result]:
    """Milliseconds an edit, for edits of one field in turn and for edits of a new field each time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "exempel.scnplan")
        document = create_example(path)
        bare = Path(folder, "bare.scnplan")
        document.save_copy(bare)
        ids = [each.id for each in queries.plans(document.session)[-1].measures]
        ours: list[float] = []
        theirs: list[float] = []
        with closing(sqlite3.connect(bare, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")
            for number in range(EDITS):
                measure_id, text = ids[number % len(ids)], f"Effekt nummer {number} av åtgärden"
                theirs.append(milliseconds_bare(connection, measure_id, text))
                ours.append(milliseconds_ours(document, measure_id, text))
        document.close()
    yield Result("one field edit", ours[20:], "bare SQLite commit", theirs[20:], "ms", 2.0)


def milliseconds_ours(document: Document, measure_id: str, text: str) -> float:
    """One ``Document.do``, until the change is durable and told."""
    begun = time.perf_counter()
    document.do("Ändra effekt", lambda s: measures.set_field(s, measure_id, "effect", text))
    return (time.perf_counter() - begun) * 1000


def milliseconds_bare(connection: sqlite3.Connection, measure_id: str, text: str) -> float:
    """The same UPDATE and nothing else."""
    begun = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE measure SET effect = ? WHERE id = ?", (text, measure_id))
    connection.execute("COMMIT")
    return (time.perf_counter() - begun) * 1000
