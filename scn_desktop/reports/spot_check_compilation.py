"""Sammanställning av stickprov: a period in numbers, the meetings that had none, and the year's months as bars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from reportlab.platypus import Flowable

from scn_desktop.models.committee import Committee
from scn_desktop.models.spot_check_compilation import (
    SMALL,
    Body,
    Cases,
    Compilation,
    Month,
    Period,
    gives_away,
    is_small,
)
from scn_desktop.reports.cells import Cell, Column, Row, head_cell, number_cell, text_cell
from scn_desktop.reports.chart import drawable
from scn_desktop.reports.flowables import Heading, PaperFlowable, TextBlock
from scn_desktop.reports.page import Contents, Paper, metadata
from scn_desktop.reports.tables import SUM_RULE, Table
from scn_desktop.reports.tagging import Element, TaggedCanvas
from scn_desktop.reports.theme import (
    BODY,
    CELL,
    CELL_BOLD,
    INK,
    NOTE,
    NUMBER,
    PORTRAIT,
    RULE,
    TABLE_TITLE,
    Face,
    TextStyle,
    accent_of,
    text_width,
)
from scn_desktop.reports.typeset import Run
from scn_desktop.swedish import MONTHS, format_date, plural

KIND: Final = "stickprovssammanstallning"
FEWER: Final = f"färre än {SMALL}"
NOT_SHOWN: Final = "visas inte"
NOT_PUBLIC: Final = "EJ FÖR PUBLICERING"
_WIDTHS: Final = (72.0, 20.0, 18.0, 26.0, 24.0)
"""Millimetres of both tables' columns."""
_INDENT = 10.0
_PADDING = (1.5, 3.0)


def period_words(period: Period, year: int) -> str:
    """ "januari–april 2027", "hela 2027"."""
    return f"januari–april {year}" if period == "april" else f"hela {year}"


def compilation_paper(
    found: Compilation, committee: Committee, *, is_public: bool, today: date
) -> tuple[Paper, list[Flowable | Contents]]:
    """The paper's running lines, and its story. A public one hides small counts, and sums that would tell them."""
    title = f"Sammanställning av stickprov, {period_words(found.period, found.year)}"
    sender = " \u00b7 ".join(part for part in (committee.municipality, committee.name) if part)
    author = committee.name or committee.municipality
    mark = "" if is_public else NOT_PUBLIC
    about = metadata(f"{title} ({mark.lower()})" if mark else title, author, sender, today)
    paper = Paper(title, sender, "", about, mark=mark, accent=accent_of(committee.accent))
    return paper, [*_Story(found, is_public=is_public).flowables(title)]


class _Story:
    def __init__(self, found: Compilation, *, is_public: bool) -> None:
        self._found = found
        self._hides = is_public

    def flowables(self, title: str) -> list[PaperFlowable]:
        """Summary, meetings, those without stickprov, cases, months."""
        found = self._found
        story: list[PaperFlowable] = [Heading(title, 1, "sammanstallning", indent=0.0), _paragraph(self._summary())]
        if not found.bodies:
            return story
        story += [self._meetings(), MonthChart(found.months, found.year)]
        story += [Heading("Ordinarie sammanträden utan stickprov", 3, "utan", indent=0.0), *self._lacking()]
        return [*story, self._cases(), *self._notes()]

    def _summary(self) -> str:
        found = self._found
        if not found.bodies:
            return f"Inget utskott har haft sammanträde till och med den {format_date(found.until)}."
        ordinary = sum(body.ordinary for body in found.bodies)
        held = plural(ordinary, "ordinarie sammanträde", "ordinarie sammanträden")
        signed = sum(body.with_signed for body in found.bodies)
        until = "" if found.is_whole else f" Räknat till och med den {format_date(found.until)}."
        lacked = f"{found.lacking} saknar." if found.lacking else "Inget saknar."
        return f"Utskotten har haft {held}. {signed} har ett signerat stickprov. {lacked}{until}"

    def _meetings(self) -> Table:
        headings = ("Ordinarie", "Med stickprov", "Utan stickprov", "Extra")
        widths = [Column(width, is_number=place > 0) for place, width in enumerate(_WIDTHS)]
        head = Row([head_cell("Utskott"), *(head_cell(text, is_number=True) for text in headings)])

        def counts(bodies: Sequence[Body]) -> list[int]:
            return [
                sum(body.ordinary for body in bodies),
                sum(body.with_signed for body in bodies),
                sum(len(body.lacking) for body in bodies),
                sum(body.extra for body in bodies),
            ]

        rows = [_row(body.name, [str(count) for count in counts([body])]) for body in self._found.bodies]
        rows.append(_row("Alla utskott", [str(count) for count in counts(self._found.bodies)], is_sum=True))
        return Table("Tabell 1. Sammanträden", widths, [head], rows)

    def _lacking(self) -> list[PaperFlowable]:
        """The days by utskott: that there was no stickprov is a finding in itself."""
        if not self._found.lacking:
            return [_paragraph("Alla ordinarie sammanträden har ett signerat stickprov.")]
        lines: list[PaperFlowable] = []
        for body in self._found.bodies:
            days = [
                f"{format_date(each.held_on)}{' (påbörjat, inte signerat)' if each.begun else ''}"
                for each in body.lacking
            ]
            if days:
                runs = [Run(f"{body.name}: ", BODY.face.bold()), Run(f"{', '.join(days)}.", BODY.face)]
                lines.append(TextBlock(runs, BODY))
        return lines

    # Cases -----------------------------------------------------------------------------------------------------------
    def _cases(self) -> Table:
        """Per utskott and category: stickprov, drawn, checked, with a remark."""
        headings = ("Stickprov", "Utvalda", "Kontrollerade", "Med anmärkning")
        widths = [Column(width, is_number=place > 0) for place, width in enumerate(_WIDTHS)]
        head = Row([head_cell("Utskott och kategori"), *(head_cell(text, is_number=True) for text in headings)])
        rows = []
        left: list[list[int]] = [[], [], []]
        for body in self._found.bodies:
            hidden = [self._hidden([part[column] for part in map(_numbers, body.categories.values())]) for column in _C]
            rows.append(_row(body.name, self._sums(body.total, hidden), is_group=True))
            rows += [
                _row(title, [str(each.spot_checks), *(self._count(count) for count in _numbers(each))], is_part=True)
                for title, each in body.categories.items()
            ]
            for column in _C:
                # A sum that is printed tells its hidden parts together, so that they hide nothing in the whole.
                if gives_away(hidden[column]) or self._hidden([_numbers(body.total)[column]]):
                    left[column] += hidden[column]
        rows.append(_row("Alla utskott", self._sums(self._found.total, left), is_sum=True))
        return Table("Tabell 2. Ärenden efter utskott och kategori", widths, [head], rows)

    def _hidden(self, counts: Sequence[int]) -> list[int]:
        return [count for count in counts if self._hides and is_small(count)]

    def _count(self, count: int) -> str:
        return FEWER if self._hidden([count]) else str(count)

    def _sums(self, total: Cases, hidden: Sequence[Sequence[int]]) -> list[str]:
        """A sum is left out where its parts could be told from it."""
        shown = [
            NOT_SHOWN if gives_away(hidden[column]) and not is_small(count) else self._count(count)
            for column, count in enumerate(_numbers(total))
        ]
        return [str(total.spot_checks), *shown]

    def _notes(self) -> list[PaperFlowable]:
        said = ["Kontrollerade är de utvalda ärenden som är bedömda i ett signerat stickprov."]
        if self._found.unsigned:
            said.append(f"{plural(self._found.unsigned, 'stickprov är inte signerat', 'stickprov är inte signerade')}.")
        if self._hides:
            said.append(f"Antal ärenden som är 1–{SMALL - 1} skrivs som ”{FEWER}”.")
            said.append(f"En summa som skulle röja dem skrivs som ”{NOT_SHOWN}”.")
        return [_paragraph(" ".join(said), NOTE)]


_C: Final = range(3)


def _numbers(cases: Cases) -> tuple[int, int, int]:
    """The counts of cases, which may be small; how many stickprov there are points at nobody."""
    return cases.drawn, cases.checked, cases.remarks


def _row(
    label: str, counts: Sequence[str], *, is_sum: bool = False, is_group: bool = False, is_part: bool = False
) -> Row:
    is_bold = is_sum or is_group
    first = text_cell(label, CELL_BOLD if is_bold else CELL, scope="Row", indent=_INDENT if is_part else 0.0)
    numbers: list[Cell] = [number_cell(text, CELL_BOLD if is_bold else NUMBER) for text in counts]
    return Row([first, *numbers], padding=_PADDING, rule=SUM_RULE if is_sum else None, is_glued=is_part)


def _paragraph(text: str, style: TextStyle = BODY) -> TextBlock:
    return TextBlock([Run(text, style.face)], style)


class MonthChart(PaperFlowable):
    """Two bars a month: ordinary meetings, only framed, and those with a signed stickprov, filled."""

    _LEGEND, _HIGHEST, _FOOT, _BAR, _BETWEEN, _CAPTION_GAP = 20.0, 50.0, 16.0, 12.0, 2.0, 4.0

    def __init__(self, months: Sequence[Month], year: int) -> None:
        super().__init__()
        self._months = list(months)
        self._width = PORTRAIT.frame_width
        self._height = self._LEGEND + self._HIGHEST + self._FOOT
        caption = f"Figur 1. Ordinarie sammanträden och stickprov per månad {year}"
        self._caption = TextBlock([Run(caption, TABLE_TITLE.face)], TABLE_TITLE, element=Element("P"))
        self._caption_height = self._caption.wrap(self._width, 1e6)[1] + self._CAPTION_GAP
        self._element = Element("Figure", alternative=self._words())
        self.spaceBefore = self.spaceAfter = 12.0

    def _words(self) -> str:
        told = [
            f"{MONTHS[each.month - 1]} {plural(each.ordinary, 'sammanträde', 'sammanträden')}, "
            f"{each.with_signed} med stickprov"
            for each in self._months
        ]
        return f"Ordinarie sammanträden och hur många av dem som har ett signerat stickprov: {'; '.join(told)}."

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self._width, self._height + self._caption_height

    def draw(self) -> None:
        canvas, bottom = self.canv, self._caption_height
        left, low = canvas.absolutePosition(0, bottom)
        box = f"[{left:.2f} {low:.2f} {left + self._width:.2f} {low + self._height:.2f}]"
        self._element.attributes = {"O": "/Layout", "Placement": "/Block", "BBox": box}
        canvas.saveState()
        with canvas.content(self._element):
            self._draw_legend(canvas, bottom + self._height)
            most = max([each.ordinary for each in self._months], default=0) or 1
            room = self._width / len(self._months)
            for place, month in enumerate(self._months):
                self._draw_month(canvas, month, room * (place + 0.5), bottom + self._FOOT, most)
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.75)
            canvas.line(0, bottom + self._FOOT, self._width, bottom + self._FOOT)
        canvas.restoreState()
        self._caption.draw_in(canvas, (0.0, bottom - self._CAPTION_GAP, self._width))

    def _draw_legend(self, canvas: TaggedCanvas, top: float) -> None:
        place = 0.0
        for words, is_filled in (("ordinarie sammanträden", False), ("med signerat stickprov", True)):
            self._bar(canvas, place, top - 10, 9.0, 7.0, is_filled=is_filled)
            place = self._write(canvas, words, place + 13, top - 10, NOTE.face) + 16

    def _draw_month(self, canvas: TaggedCanvas, month: Month, middle: float, floor: float, most: int) -> None:
        for count, is_filled in ((month.ordinary, False), (month.with_signed, True)):
            left = middle + self._BETWEEN / 2 if is_filled else middle - self._BETWEEN / 2 - self._BAR
            height = (self._HIGHEST - 14) * count / most
            if count:
                self._bar(canvas, left, floor, self._BAR, height, is_filled=is_filled)
            if month.ordinary:
                words = str(count)
                self._write(
                    canvas, words, left + (self._BAR - text_width(words, NOTE.face)) / 2, floor + height + 4, NOTE.face
                )
        name = drawable(MONTHS[month.month - 1][:3], NOTE.face)
        self._write(canvas, name, middle - text_width(name, NOTE.face) / 2, floor - 12, NOTE.face)

    @staticmethod
    def _bar(canvas: TaggedCanvas, left: float, bottom: float, width: float, height: float, *, is_filled: bool) -> None:
        """Filled or only framed, so that they are told apart without colour."""
        canvas.setFillColor(INK)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.75)
        canvas.rect(left, bottom, width, height, stroke=0 if is_filled else 1, fill=1 if is_filled else 0)

    @staticmethod
    def _write(canvas: TaggedCanvas, words: str, left: float, baseline: float, face: Face) -> float:
        """Draw a line of words; where it ends."""
        canvas.setFillColor(INK)
        canvas.setFont(face.font, face.size)
        canvas.drawString(left, baseline, words)
        return left + text_width(words, face)
