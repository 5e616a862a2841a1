"""How wide the columns of a table become, and what is done when they are too many for the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from scn_desktop.reports.cells import NARROW, WIDE, Column
from scn_desktop.reports.theme import CELL_BOLD, HEAD, LANDSCAPE, MARK_WIDTH, PORTRAIT, PageFormat, text_width

LEAST_NUMBER, LEAST_TEXT = 14.0, 26.0
_NUMBER_GAP = 4.5
_BEFORE_TEXT = 8.0
"""Points more to the right of numbers that texts stand beside: "85" and "87, men …" must not be read as one."""
_NARROW_UNDER = 30.0
_WIDEST_SHARE = 60.0


@dataclass(frozen=True)
class Demand:
    """What a column asks for: whether it holds numbers, a width in mm given beforehand (0: none), and its texts."""

    is_number: bool
    given: float
    heading: str
    texts: Sequence[str]


@dataclass(frozen=True)
class Fit:
    """A page format, and one list of columns for each table that the rows must be printed as.

    ``indexes`` says which of the asked columns each table shows; the first column is in all of them.
    """

    layout: PageFormat
    indexes: Sequence[Sequence[int]]
    columns: Sequence[Sequence[Column]]


def fit(demands: Sequence[Demand], layout: PageFormat = PORTRAIT) -> Fit:
    """Columns for a page of this format if none gets too narrow, else turned, else tables that repeat the first."""
    least = [_least(demand) + _gap(demands, place) / mm for place, demand in enumerate(demands)]
    for tried in (PORTRAIT, LANDSCAPE) if layout is PORTRAIT else (LANDSCAPE,):
        width = tried.frame_width / mm
        if sum(least) <= width + 0.01:
            return Fit(tried, [range(len(demands))], [_columns(demands, least, width)])
    width = LANDSCAPE.frame_width / mm
    groups = _groups(least, width)
    return Fit(
        LANDSCAPE,
        groups,
        [_columns([demands[i] for i in group], [least[i] for i in group], width) for group in groups],
    )


def _groups(least: Sequence[float], width: float) -> list[list[int]]:
    groups = [[0]]
    used = least[0]
    for index in range(1, len(least)):
        if used + least[index] > width and len(groups[-1]) > 1:
            groups.append([0])
            used = least[0]
        groups[-1].append(index)
        used += least[index]
    return groups


def _least(demand: Demand) -> float:
    """The narrowest the column may be, in mm: no number and no word of a heading is ever broken."""
    heading = max((text_width(word, HEAD.face) for word in demand.heading.split()), default=0.0)
    if demand.is_number:
        content = max((text_width(text, CELL_BOLD.face) for text in demand.texts), default=0.0)
        return max(LEAST_NUMBER, (max(content, heading) + MARK_WIDTH + _NUMBER_GAP) / mm)
    asked = min(LEAST_TEXT, demand.given or LEAST_TEXT)
    return max(asked, min((heading + NARROW) / mm, _WIDEST_SHARE))


def _columns(demands: Sequence[Demand], least: Sequence[float], width: float) -> list[Column]:
    if all(demand.given for demand in demands):
        widths = _as_given([demand.given for demand in demands], demands, least, width)
    else:
        widths = _shared_out(demands, least, width)
    return [
        Column(
            round(one, 3),
            demand.is_number,
            NARROW if one < _NARROW_UNDER else WIDE,
            MARK_WIDTH + _gap(demands, place),
        )
        for place, (one, demand) in enumerate(zip(widths, demands, strict=True))
    ]


def _gap(demands: Sequence[Demand], place: int) -> float:
    """Points more that a column of numbers keeps free where the next holds texts."""
    following = demands[place + 1 : place + 2]
    return _BEFORE_TEXT if demands[place].is_number and following and not following[0].is_number else 0.0


def _as_given(given: Sequence[float], demands: Sequence[Demand], least: Sequence[float], width: float) -> list[float]:
    """The widths asked for, widened where a heading needs it, taken from or given to where there is room."""
    widths = [max(one, low) for one, low in zip(given, least, strict=True)]
    over = sum(widths) - width
    if over > 0:
        slack = [one - low for one, low in zip(widths, least, strict=True)]
        share = over / max(sum(slack), over)
        return [one - own * share for one, own in zip(widths, slack, strict=True)]
    texts = [index for index, demand in enumerate(demands) if not demand.is_number] or [0]
    whole = sum(widths[index] for index in texts)
    return [one - over * one / whole if index in texts else one for index, one in enumerate(widths)]


def _shared_out(demands: Sequence[Demand], least: Sequence[float], width: float) -> list[float]:
    """Numbers and short texts get what they need, longer texts the rest of the page."""
    widths = list(least)
    waiting = [index for index, demand in enumerate(demands) if not demand.is_number] or [0]
    room = width - sum(low for index, low in enumerate(least) if index not in waiting)
    short = waiting
    while short and len(waiting) > 1:
        share = room / len(waiting)
        short = [index for index in waiting if max(_whole(demands[index]), least[index]) < share]
        for index in short[: len(waiting) - 1]:
            widths[index] = max(_whole(demands[index]), least[index])
            room -= widths[index]
            waiting.remove(index)
    wishes = {index: _whole(demands[index]) ** 0.5 for index in waiting}
    spare = max(room - sum(least[index] for index in waiting), 0.0)
    for index in waiting:
        widths[index] = least[index] + spare * wishes[index] / sum(wishes.values())
    return widths


def _whole(demand: Demand) -> float:
    """Millimetres that hold every text of the column on one line, each text counted to its first 400 letters."""
    texts = (line for text in (*demand.texts, demand.heading) for line in text.splitlines())
    longest = max((text_width(line[:400], CELL_BOLD.face) for line in texts), default=0.0)
    return max(longest + WIDE + 1.0, 20.0) / mm
