"""Pictures in a section, each with its caption and the description that is read in its place."""

from io import BytesIO

from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from scn_desktop.models.blocks import Block
from scn_desktop.models.pictures import MOST_PIXELS, picture_bytes
from scn_desktop.models.plan import Section
from scn_desktop.reports.flowables import PaperFlowable, TextBlock
from scn_desktop.reports.printing import Printing
from scn_desktop.reports.tagging import Element
from scn_desktop.reports.text_blocks import paragraph
from scn_desktop.reports.theme import TABLE_TITLE, PageFormat
from scn_desktop.reports.typeset import Run, is_seen

_CAPTION_GAP, _AROUND = 6.0, 12.0
_HIGHEST = 0.85
"""Of the page's height."""
_SIMPLE_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
_UNDESCRIBED = "Bild utan beskrivning"
_UNREADABLE = "[bilden går inte att läsa]"


def image(block: Block, section: Section, printing: Printing) -> list[Flowable]:
    """The picture of an image block, in the text column where it fits there; nothing where none is chosen."""
    if block.picture is None or not block.picture.data:
        return []
    try:
        reader = _reader(block.picture.data)
    except (ValueError, OSError, SyntaxError, Image.DecompressionBombError):  # damaged, or made to harm
        return [paragraph(_UNREADABLE, printing)]
    caption = printing.figure_title(" ".join(block.title.split())) if is_seen(block.title) else ""
    described = next((text for text in (block.alternative, block.title) if is_seen(text)), _UNDESCRIBED)
    return [Figure(reader, " ".join(described.split()), caption, block.width * mm, printing.layout, printing.indent)]


def _reader(data: str) -> ImageReader:
    content = picture_bytes(data)
    with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        picture.load()
        if picture.mode in _SIMPLE_MODES:
            return ImageReader(BytesIO(content))
        # The papers' only colour space is sRGB.
        return ImageReader(picture.convert("RGB"))


class Figure(PaperFlowable):
    """A picture ``width`` points wide, 0 for as wide as the text, over its caption; never broken over pages.

    One wider than the text column begins at the frame's left edge.
    """

    def __init__(
        self, reader: ImageReader, alternative: str, caption: str, width: float, layout: PageFormat, indent: float
    ) -> None:
        super().__init__()
        self._reader = reader
        own_width, own_height = reader.getSize()
        column = layout.frame_width - indent
        wide = min(width or column, layout.frame_width)
        self._left = indent if wide <= column + 0.5 else 0.0
        style = TABLE_TITLE
        element = Element("P")
        self._caption = TextBlock([Run(caption, style.face)], style, element=element, indent=self._left)
        self._caption_height = self._caption.wrap(layout.frame_width, 1e6)[1] + _CAPTION_GAP if caption else 0.0
        scale = min(wide / own_width, (_HIGHEST * layout.frame_height - self._caption_height) / own_height)
        self._size = (own_width * scale, own_height * scale)
        self._frame_width = layout.frame_width
        self._element = Element("Figure", alternative=alternative)
        self.spaceBefore = self.spaceAfter = _AROUND

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self._frame_width, self._size[1] + self._caption_height

    def draw(self) -> None:
        canvas, bottom = self.canv, self._caption_height
        if self.bookmark:
            canvas.bookmarkHorizontal(self.bookmark, 0, bottom + self._size[1] + 6)
        left, low = canvas.absolutePosition(self._left, bottom)
        right, high = left + self._size[0], low + self._size[1]
        box = f"[{left:.2f} {low:.2f} {right:.2f} {high:.2f}]"
        self._element.attributes = {"O": "/Layout", "Placement": "/Block", "BBox": box}
        with canvas.content(self._element):
            canvas.drawImage(self._reader, self._left, bottom, *self._size, mask="auto")
        if self._caption_height:
            self._caption.draw_in(canvas, (0.0, bottom - _CAPTION_GAP, self._frame_width))
