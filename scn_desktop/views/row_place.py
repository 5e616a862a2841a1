"""A place in a tab that is named by a row of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scn_desktop.models.document.change_log import ChangeSet


@dataclass(frozen=True)
class RowPlace:
    """The row with that key of that table of the file; ``words``: what was searched for there, folded."""

    table: str
    row_id: str
    words: tuple[str, ...] = ()

    def as_changed(self) -> ChangeSet:
        """As if that row had been changed: what a tab's `undo_target` shows."""
        from scn_desktop.models.document.change_log import Change, ChangeSet

        return ChangeSet("", "undo", (Change(self.table, self.row_id, "update"),))
