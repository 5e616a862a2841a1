"""What the texts and tables of the plan say: references as words, footnotes by their number in the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from scn_desktop.models import running_text
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.inline_objects import Words
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.measure import Measure
    from scn_desktop.models.note_numbers import NoteNumbers
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
        self._numbers: dict[str, NoteNumbers] = {}

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
    def note_numbers(self, paper: Paper) -> NoteNumbers:
        """The numbers of a paper's footnotes."""
        from scn_desktop.models.note_numbers import note_numbers

        self._forget_old()
        if paper.id not in self._numbers:
            self._numbers[paper.id] = note_numbers(paper)
        return self._numbers[paper.id]

    # Cells -----------------------------------------------------------------------------------------------------------
    def cell_words(self, text: str, block: Block) -> str:
        """A cell's text as it is read: its footnotes as raised numbers, its references as words."""
        if running_text.is_plain(text):
            return text
        words: list[str] = []
        numbers = self.note_numbers(block.section.paper).in_tables.get(block.id, {})
        found = iter([each for each in running_text.references_in(text, in_cell=True) if not each.in_note])
        for token in running_text.outside_references(running_text.parse_cell(text)):
            if running_text.reference_of(token) is not None:
                each = next(found)
                words.append(self.say(each.reference, each.description, "".join(words)).words)
            elif token.type == "footnote_ref":
                words.append(str(numbers.get(token.content, "")).translate(_RAISED))
            else:
                words.append(token.content)
        return "".join(words)

    def measure_words(self, measure: Measure) -> str:
        """A measure's text as it is read where it stands."""
        text, placements = measure.full_text, measure.placements
        return self.cell_words(text, placements[0].block) if placements else text


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
            tip = tr("{problem}: {words}. Alt+Enter väljer ett nytt mål")
            return Words(said.words, tip.format(problem=said.problem.capitalize(), words=found.description), True)
        if found.reference.kind == running_text.AMOUNT:
            return Words(said.words, tr("Fält: {name}").format(name=self._texts.references.describe(found.reference)))
        return Words(said.words, tr("Hänvisning: {name}").format(name=said.words))

    def first_note(self) -> int:
        return self._texts.note_numbers(self._block.section.paper).first.get(self._block.id, 1)
