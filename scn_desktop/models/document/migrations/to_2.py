"""From version 1 to 2: papers' covers and bilagor, pictures, merged cells, starting blocks of a level as rows.

Frozen once released: it names no mapped class, since those go on changing.
"""

from __future__ import annotations

import sqlite3
from typing import Final
from uuid import UUID, uuid5

from scn_desktop.models.document.migrations.rebuild import rebuild
from scn_desktop.models.ordering import keys_for

NAMESPACE: Final = UUID("0b0f3f7c-52d4-4b0e-8e57-0a8b8f6f2c11")
ADDED: Final = {
    ("planning_model", "measure_singular"): "'Åtgärd'",
    ("planning_model", "measure_plural"): "'Åtgärder'",
    ("planning_model", "measure_shape"): "'table'",
    ("section", "orientation"): "'automatic'",
    ("block", "shape"): "'table'",
    ("block", "width"): "0",
    ("budget_table", "costs"): "'negative'",
    ("budget_column", "formula"): "'none'",
    ("budget_row", "level"): "0",
    ("budget_row", "unit"): "'money'",
    ("table_cell", "column_span"): "1",
    ("table_cell", "row_span"): "1",
}
"""What the rows of version 1 have in new columns that are neither empty texts nor NULL."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open file of version 1 to version 2."""
    starts = connection.execute("SELECT id, new_blocks FROM section_kind ORDER BY id").fetchall()
    rebuild(connection, 2, ADDED)
    for kind_id, listed in starts:
        blocks = str(listed).split()
        for place, (block, key) in enumerate(zip(blocks, keys_for(len(blocks)), strict=True)):
            # The same key in every copy of the file, so that two copies upgraded apart can still be merged.
            identity = uuid5(NAMESPACE, f"{kind_id}/{place}").hex
            connection.execute(
                "INSERT INTO starting_block (id, order_key, kind_id, kind, title, text, columns) "
                "VALUES (?, ?, ?, ?, '', '', '')",
                (identity, key, kind_id, block),
            )
