"""How every paper looks: fonts, colours, measures. All lengths are points unless the name says millimetres."""

from dataclasses import dataclass, replace
from functools import cache

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from scn_desktop.errors import InputError
from scn_desktop.models.accent import read_accent
from scn_desktop.paths import resource

Colour = tuple[float, float, float]

SANS, SANS_BOLD = "SourceSans3-Regular", "SourceSans3-Semibold"
SANS_ITALIC, SANS_BOLD_ITALIC = "SourceSans3-It", "SourceSans3-SemiboldIt"
SERIF, SERIF_BOLD, SERIF_LIGHT = "SourceSerif4-Regular", "SourceSerif4-Semibold", "SourceSerif4-Light"
SERIF_ITALIC, SERIF_BOLD_ITALIC = "SourceSerif4-It", "SourceSerif4-SemiboldIt"
_BOLD = {SANS: SANS_BOLD, SANS_ITALIC: SANS_BOLD_ITALIC, SERIF: SERIF_BOLD, SERIF_ITALIC: SERIF_BOLD_ITALIC}
_ITALIC = {SANS: SANS_ITALIC, SANS_BOLD: SANS_BOLD_ITALIC, SERIF: SERIF_ITALIC, SERIF_BOLD: SERIF_BOLD_ITALIC}


def _colour(code: int) -> Colour:
    return ((code >> 16) / 255, (code >> 8 & 255) / 255, (code & 255) / 255)


INK, GREY, ACCENT, RULE = _colour(0x1A1A1A), _colour(0x4A4A4A), _colour(0x123F4A), _colour(0x8A8A8A)
GROUNDS = (_colour(0xFFFFFF), _colour(0xF2F2F0), _colour(0xE1E1DF), _colour(0xC9CAC7))
"""Behind the cells of a risk matrix, from the lightest class to the darkest; all are told apart in grey."""


def accent_of(written: str) -> Colour:
    """A municipality's accent, "#123F4A", as a colour; the program's own for "", and for what is none."""
    try:
        colour = read_accent(written)
    except InputError:  # in a file that another program wrote
        colour = ""
    return _colour(int(colour.removeprefix("#"), 16)) if colour else ACCENT


LABEL_COLUMN = 36 * mm
LABEL_WIDTH = 34 * mm
MARK_WIDTH, LONG_MARK_WIDTH = 8.0, 12.0
"""To the right of every number column, where marks hang so that digits stay in line."""


@dataclass(frozen=True)
class PageFormat:
    """One orientation: A4 in points, the frame that text and tables may use, and the baselines of the running lines."""

    name: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    header: float
    footer: float

    @property
    def frame_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def frame_height(self) -> float:
        return self.height - self.top - self.bottom


PORTRAIT = PageFormat("portrait", 210 * mm, 297 * mm, 25 * mm, 25 * mm, 32 * mm, 30 * mm, 19.5 * mm, 16 * mm)
LANDSCAPE = PageFormat("landscape", 297 * mm, 210 * mm, 22 * mm, 22 * mm, 30 * mm, 28 * mm, 22.5 * mm, 19 * mm)


@dataclass(frozen=True, slots=True)
class Face:
    """A font at a size (points) in a colour; ``rise`` lifts it from the baseline, for marks."""

    font: str
    size: float
    colour: Colour = INK
    rise: float = 0.0

    def bold(self) -> "Face":
        return replace(self, font=_BOLD.get(self.font, self.font))

    def italic(self) -> "Face":
        return replace(self, font=_ITALIC.get(self.font, self.font))

    def mark(self) -> "Face":
        """The face of a note's mark beside a text of this face."""
        return replace(self, size=self.size * 0.72, rise=self.size * 0.3)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A face, its leading, and the space around. Words from ``break_from`` letters may be broken (0: never)."""

    face: Face
    leading: float
    before: float = 0.0
    after: float = 0.0
    align: str = "left"
    break_from: int = 0

    def aligned(self, align: str) -> "TextStyle":
        return replace(self, align=align)


COVER_YEAR = TextStyle(Face(SERIF_LIGHT, 84, ACCENT), 84)
COVER_TITLE = TextStyle(Face(SERIF, 34), 40)
COVER_LINE = TextStyle(Face(SANS, 13), 18)
H1 = TextStyle(Face(SERIF, 22), 27, 0, 14)
H2 = TextStyle(Face(SANS_BOLD, 15), 20, 24, 5)
H3 = TextStyle(Face(SANS_BOLD, 12), 16.5, 16, 3)
H4 = TextStyle(Face(SANS_BOLD, 10.5), 14, 10, 2)
LABEL = TextStyle(Face(SANS_BOLD, 10.5, ACCENT), 14)
BODY = TextStyle(Face(SERIF, 11), 15.5, 0, 7, break_from=12)
CELL = TextStyle(Face(SANS, 10.5), 14, break_from=11)
CELL_BOLD = TextStyle(Face(SANS_BOLD, 10.5), 14, break_from=11)
CELL_LARGE = TextStyle(Face(SANS_BOLD, 14), 18)
NUMBER = TextStyle(Face(SANS, 10.5), 14, align="right")
HEAD = TextStyle(Face(SANS_BOLD, 10.5), 13)
TABLE_TITLE = TextStyle(Face(SANS_BOLD, 10.5, ACCENT), 14, 12, 4)
NOTE = TextStyle(Face(SANS, 10), 13, 0, 2, break_from=11)
RUNNING = TextStyle(Face(SANS, 9.5, GREY), 12)
BOX = TextStyle(Face(SANS_BOLD, 9.5), 12)
CONTENTS = TextStyle(Face(SANS, 10.5), 14)
CONTENTS_CHAPTER = TextStyle(Face(SANS_BOLD, 11.5), 15)
META_LABEL = TextStyle(Face(SANS, 10.5, GREY), 14)


@cache
def register_font(name: str) -> TTFont:
    """Make a shipped font known to reportlab, the first time it is asked for: reading its file takes a while."""
    font = TTFont(name, str(resource("fonts", f"{name}.ttf")), shapable=False, asciiReadable=0)
    pdfmetrics.registerFont(font)
    return font


@cache
def characters(font: str) -> frozenset[int]:
    """Code points that a font can draw."""
    return frozenset(register_font(font).face.charToGlyph)


def text_width(text: str, face: Face) -> float:
    """Width in points of a text as it is drawn, without kerning."""
    width: float = register_font(face.font).stringWidth(text, face.size)
    return width
