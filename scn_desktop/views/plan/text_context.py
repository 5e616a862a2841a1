"""What the texts and tables of the plan say: references as words, footnotes by their number in the paper."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from scn_desktop.models import running_text
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.inline_objects import Words
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.plan import Paper
    from scn_desktop.models.references import References, Said
    from scn_desktop.models.running_text import Reference

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class PlanTexts(QObject):
    """Computes what is asked for once per change of the document; one for each bridge, see `of`."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._known_at = (-1, "")
        self._references: References | None = None
        self._numbers: dict[str, dict[str, int]] = {}

    @staticmethod
    def of(bridge: Bridge) -> PlanTexts:
        """The one that the bridge's views share."""
        found = bridge.findChild(PlanTexts)
        return found if isinstance(found, PlanTexts) else PlanTexts(bridge)

    def _forget_old(self) -> None:
        now = (self._bridge.changes, self._bridge.plan.id)
        if now != self._known_at:
            self._known_at = now
            self._references = None
            self._numbers = {}

    @property
    def references(self) -> References:
        """What references say, as the plan is now."""
        from scn_desktop.models.references import References

        self._forget_old()
        if self._references is None:
            self._references = References(self._bridge.plan)
        return self._references

    def say(self, reference: Reference, description: str, before: str) -> Said:
        """What a reference says after `before` in its paragraph."""
        from scn_desktop.models.references import begins_sentence

        return self.references.say(reference, description, begins_sentence=begins_sentence(before))

    # Footnotes -------------------------------------------------------------------------------------------------------
    def first_note(self, block: Block, row_id: str = "", column: str = "") -> int:
        """The number of the first footnote of a block, or of one of its texts."""
        numbers = self._numbers_of(block.section.paper)
        return numbers.get(f"{row_id}/{column}") or numbers.get(block.id) or numbers[""]

    def _numbers_of(self, paper: Paper) -> dict[str, int]:
        """The first number of every block and text that has notes; under "" the next free one."""
        self._forget_old()
        if paper.id not in self._numbers:
            self._numbers[paper.id] = _number(paper)
        return self._numbers[paper.id]

    # Cells -----------------------------------------------------------------------------------------------------------
    def cell_words(self, text: str, block: Block, row_id: str, column: str) -> str:
        """A cell's text as it is read: its footnotes as raised numbers, its references as words."""
        if "[" not in text or ("^[" not in text and running_text.SCHEME not in text):
            return text
        words: list[str] = []
        note = self.first_note(block, row_id, column)
        found = iter([each for each in running_text.references_in(text, in_cell=True) if not each.in_note])
        for token in running_text.outside_references(running_text.parse_cell(text)):
            if running_text.reference_of(token) is not None:
                each = next(found)
                words.append(self.say(each.reference, each.description, "".join(words)).words)
            elif token.type == "footnote_ref":
                words.append(str(note).translate(_RAISED))
                note += 1
            else:
                words.append(token.content)
        return "".join(words)


def _number(paper: Paper) -> dict[str, int]:
    from scn_desktop.models import queries
    from scn_desktop.models.paper_texts import block_texts

    found: dict[str, int] = {}
    following = 1
    for section in queries.walk(paper):
        for block in section.blocks:
            found[block.id] = following
            for each in block_texts(section, block):
                notes = _notes(each.text, each.in_cell)
                if notes:
                    found.setdefault(f"{each.row.id}/{each.column}", following)
                    following += notes
    found[""] = following
    return found


@lru_cache(maxsize=4096)
def _notes(text: str, in_cell: bool) -> int:
    return len(running_text.notes_in(text, in_cell=in_cell))


class BlockContext:
    """The `TextContext` of one block's running text."""

    def __init__(self, bridge: Bridge, block: Block) -> None:
        self._texts = PlanTexts.of(bridge)
        self._block = block

    def words(self, source: str, before: str) -> Words:
        found = next(iter(running_text.references_in(source)), None)
        if found is None:
            return Words(source, broken=True)
        said = self._texts.say(found.reference, found.description, before)
        if said.is_broken:
            tip = tr("{problem}: {words}. Alt+Enter väljer ett nytt mål.")
            return Words(said.words, tip.format(problem=said.problem.capitalize(), words=found.description), True)
        if found.reference.kind == running_text.AMOUNT:
            return Words(said.words, tr("Fält: {name}").format(name=self._texts.references.describe(found.reference)))
        return Words(said.words, tr("Hänvisning: {name}").format(name=said.words))

    def first_note(self) -> int:
        return self._texts.first_note(self._block, self._block.id, "text")
