"""What a tjänsteskrivelse ends with: its attachments, numbered as they stand, and who signs."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from scn_desktop.models.attachments import shown_registry_number, shown_title
from scn_desktop.models.blocks import Block
from scn_desktop.models.plan import Attachment, Section
from scn_desktop.reports.flowables import Heading, PaperFlowable, TextBlock, unless_higher_than_a_page
from scn_desktop.reports.printing import MISSING, Printing
from scn_desktop.reports.tagging import Element
from scn_desktop.reports.theme import BODY, CELL
from scn_desktop.reports.typeset import Run, is_seen

_NUMBER_STEP = 17.0


def attachments(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The paper's attachments as a numbered list; nothing where it has none."""
    found = section.paper.attachments
    if not found:
        return []
    element = Element("L", attributes={"O": "/List", "ListNumbering": "/Decimal"})
    items = [_item(number, one, element, printing) for number, one in enumerate(found, start=1)]
    items[-1].spaceAfter = BODY.after
    return [*titled(block, printing), *items]


def _item(number: int, attachment: Attachment, parent: Element, printing: Printing) -> TextBlock:
    item = Element("LI", parent)
    label = (Run(f"{number}.", BODY.face), printing.indent, Element("Lbl", item))
    registry = shown_registry_number(attachment).strip()
    words = (shown_title(attachment).strip() or MISSING) + (f" ({registry})" if registry else "")
    text = TextBlock(
        [Run(words, BODY.face)],
        BODY,
        element=Element("LBody", item),
        indent=printing.indent + _NUMBER_STEP,
        label=label,
    )
    text.spaceAfter = 0.0
    return text


def titled(block: Block, printing: Printing) -> list[Flowable]:
    """The heading of a block that has one of its own."""
    if not is_seen(block.title):
        return []
    key = f"block-{block.id}"
    return [Heading(block.title, printing.level_below, key, indent=printing.indent, in_contents=False)]


def signatures(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """Who signs, name over title, two abreast; nothing where nobody does."""
    signers = [(one.name.strip(), one.title.strip()) for one in section.paper.signatures]
    shown = [signer for signer in signers if any(signer)]
    return [*titled(block, printing), Signatures(shown, printing.indent)] if shown else []


class Signatures(PaperFlowable):
    """Names with titles in two columns from ``indent``. Never alone on a page: what stands before goes with them."""

    keeps_previous = True
    _ROW_GAP, _COLUMN_GAP = 14.0, 12.0

    def __init__(self, signers: Sequence[tuple[str, str]], indent: float) -> None:
        super().__init__()
        self._indent = indent
        self._signers = [
            TextBlock([Run("\n".join(line for line in signer if line), CELL.face)], CELL) for signer in signers
        ]
        self._width = 0.0
        self.spaceBefore, self.spaceAfter = 20.0, 8.0

    def _column(self) -> float:
        return (self._width - self._indent) / 2

    def _rows(self) -> list[tuple[list[TextBlock], float]]:
        """Two signers each, and the height they need."""
        rows = [self._signers[place : place + 2] for place in range(0, len(self._signers), 2)]
        room = self._column() - self._COLUMN_GAP
        return [(row, max(one.wrap(room, 1e6)[1] for one in row)) for row in rows]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._width = width
        heights = [needed for _, needed in self._rows()]
        return width, sum(heights) + self._ROW_GAP * (len(heights) - 1)

    def split(self, width: float, height: float) -> list[Flowable]:
        return unless_higher_than_a_page(self, self._signers, width)

    def draw(self) -> None:
        column = self._column()
        top = self.wrap(self._width, 1e6)[1]
        for row, height in self._rows():
            for place, one in enumerate(row):
                one.draw_in(self.canv, (self._indent + place * column, top, column - self._COLUMN_GAP))
            top -= height + self._ROW_GAP
