"""What stands inside a paragraph with a meaning of its own: marks of footnotes, links, words read as a whole."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scn_desktop.reports.tagging import Element

if TYPE_CHECKING:
    from scn_desktop.reports.typeset import Run

REFERENCE, LINK = "Reference", "Link"


class Inside:
    """A part of a paragraph with a meaning of its own: one element over all its pieces, also where a page parts them.

    ``kind`` is "Reference" for the mark of a ``note``, "Link" for what leads to the heading or table ``key``, ""
    for text that is only boxed. ``spoken`` is read in place of the part, if anything.
    """

    __slots__ = ("element", "is_boxed", "key", "kind", "note", "spoken")

    def __init__(
        self, kind: str = "", *, note: "Note | None" = None, key: str = "", is_boxed: bool = False, spoken: str = ""
    ) -> None:
        self.kind = kind
        self.note = note
        self.key = key
        self.is_boxed = is_boxed
        self.spoken = spoken
        self.element: Element | None = None


class Note:
    """A footnote: its ``mark``, its text, and the one element that it is in the tags wherever it is drawn."""

    __slots__ = ("element", "mark", "runs")

    def __init__(self, mark: str, runs: "Sequence[Run]", identifier: str) -> None:
        """``identifier`` must be unique in the paper, in ASCII letters and digits."""
        self.mark = mark
        self.runs = runs
        self.element = Element("Note", identifier=identifier)


class Spoken:
    """Text that is read in place of what is drawn: a word broken over lines, a character that no font has.

    Its element lies over all its pieces, also where a page break parts them.
    """

    __slots__ = ("element", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.element: Element | None = None
