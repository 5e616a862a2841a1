"""Månadslista: the stickprov of a month for each utskott, with case references (secret) or with counts alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from reportlab.platypus import Flowable

from scn_desktop.models.committee import Committee
from scn_desktop.models.spot_check_compilation import SMALL, gives_away, is_small
from scn_desktop.models.spot_check_month import BodyMonth, Line, MonthList
from scn_desktop.reports.cells import Cell, Column, Row, cell_element, head_cell, number_cell, text_cell
from scn_desktop.reports.flowables import Heading, PaperFlowable, TextBlock
from scn_desktop.reports.page import Contents, Paper, metadata
from scn_desktop.reports.spot_check import secrecy_box
from scn_desktop.reports.spot_check_compilation import FEWER, NOT_SHOWN
from scn_desktop.reports.tables import SUM_RULE, Table
from scn_desktop.reports.tagging import Element
from scn_desktop.reports.theme import BODY, CELL, CELL_BOLD, NOTE, TextStyle, accent_of
from scn_desktop.reports.typeset import Run
from scn_desktop.swedish import MONTHS, format_date, plural

KIND: Final = "stickprov-manad"
_WIDTHS: Final = (24.0, 44.0, 20.0, 26.0, 21.0, 25.0)
"""Millimetres of the columns: day, what was controlled, cases, remarks, justerare, code."""
_NUMBERS: Final = (2, 3)
_PADDING: Final = (1.5, 3.0)


def month_paper(
    found: MonthList, committee: Committee, *, is_public: bool, today: date
) -> tuple[Paper, list[Flowable | Contents]]:
    """The paper's running lines, and its story. No case is named in title or metadata."""
    title = f"Stickprov i {MONTHS[found.month - 1]} {found.year}"
    if len(found.bodies) == 1:
        title = f"{title}, {_lowered(found.bodies[0].name)}"
    sender = " \u00b7 ".join(part for part in (committee.municipality, committee.name) if part)
    mark = "" if is_public else "SEKRETESS"
    said = f"{title} ({mark.lower()})" if mark else title
    about = metadata(said, committee.name or committee.municipality, sender, today)
    paper = Paper(title, sender, "", about, mark=mark, accent=accent_of(committee.accent))
    story: list[Flowable | Contents] = [Heading(title, 1, "manadslista", indent=0.0)]
    if not is_public:
        story.append(secrecy_box(committee, found.until))
    return paper, [*story, *_Story(found, is_public=is_public).flowables()]


class _Story:
    def __init__(self, found: MonthList, *, is_public: bool) -> None:
        self._found = found
        self._is_public = is_public

    def flowables(self) -> list[PaperFlowable]:
        """A sentence for the month, then a table for each utskott with the meetings that have none below it."""
        found = self._found
        story: list[PaperFlowable] = [_paragraph(self._summary())]
        for number, body in enumerate(found.bodies, start=1):
            story.append(self._table(number, body))
            if body.lacking:
                days = ", ".join(format_date(line.held_on) for line in body.lacking)
                runs = [Run("Ordinarie sammanträden utan signerat stickprov: ", CELL_BOLD.face), Run(days, CELL.face)]
                story.append(TextBlock([*runs, Run(".", CELL.face)], CELL))
        return [*story, *self._notes()]

    def _summary(self) -> str:
        found = self._found
        month = f"{MONTHS[found.month - 1]} {found.year}"
        until = "" if found.is_whole else f" Räknat till och med den {format_date(found.until)}."
        if not found.bodies:
            return f"Inget utskott har haft sammanträde i {month}.{until}"
        lines = [line for body in found.bodies for line in body.lines]
        signed = sum(line.standing == "signed" for line in lines)
        lacking = sum(len(body.lacking) for body in found.bodies)
        told = plural(signed, "stickprov är signerat", "stickprov är signerade")
        end = "Inget ordinarie sammanträde saknar."
        if lacking:
            end = f"{plural(lacking, 'ordinarie sammanträde saknar', 'ordinarie sammanträden saknar')} det."
        return f"{told} för sammanträdena i {month}. {end}{until}"

    def _table(self, number: int, body: BodyMonth) -> Table:
        headings = ("Dag", "Vad som kontrollerats", "Ärenden", "Med anmärkning", "Justerare", "Kontrollsumma")
        widths = [Column(width, is_number=place in _NUMBERS) for place, width in enumerate(_WIDTHS)]
        head = Row([head_cell(text, is_number=place in _NUMBERS) for place, text in enumerate(headings)])
        rows = [self._row(line) for line in body.lines]
        checked = [line for line in body.lines if line.standing == "signed"]
        if len(checked) > 1:
            rows.append(self._sum(checked))
        return Table(f"Tabell {number}. {body.name}", widths, [head], rows)

    def _row(self, line: Line) -> Row:
        day = format_date(line.held_on).rpartition(" ")[0]
        first = text_cell(f"{day}, extra" if line.kind == "extra" else day, scope="Row")
        if line.standing in ("missing", "none"):
            words = "Stickprov saknas" if line.standing == "missing" else "Inget stickprov"
            style = CELL_BOLD if line.standing == "missing" else CELL
            blank = [number_cell("–"), number_cell("–"), text_cell("–"), text_cell("–")]
            return Row([first, text_cell(words, style), *blank], padding=_PADDING)
        signed = line.standing == "signed"
        references = () if self._is_public else line.references
        code = line.code if signed else "inte signerat"
        if line.corrections:
            code = f"{code}, {plural(line.corrections, 'rättelse', 'rättelser')}"
        remarks = self._count(line.remarks) if signed else "–"
        cells = [number_cell(self._count(line.cases)), number_cell(remarks), text_cell(line.verifier), text_cell(code)]
        return Row([first, _controlled(line.category, references), *cells], padding=_PADDING)

    def _sum(self, lines: Sequence[Line]) -> Row:
        """What is signed, added up; left out where its small parts could be told from it."""
        sums = [self._total([line.cases for line in lines]), self._total([line.remarks for line in lines])]
        numbers = [number_cell(text, CELL_BOLD) for text in sums]
        cells = [text_cell("Summa", CELL_BOLD, scope="Row"), text_cell("")]
        return Row([*cells, *numbers, text_cell(""), text_cell("")], padding=_PADDING, rule=SUM_RULE)

    def _total(self, counts: Sequence[int]) -> str:
        hidden = [count for count in counts if self._is_public and is_small(count)]
        total = sum(counts)
        return NOT_SHOWN if gives_away(hidden) and not is_small(total) else self._count(total)

    def _count(self, count: int) -> str:
        return FEWER if self._is_public and is_small(count) else str(count)

    def _notes(self) -> list[PaperFlowable]:
        if not self._found.bodies:
            return []
        said = ["Kontrollsumman är början av det signerade stickprovets fingeravtryck. Summan räknar de signerade."]
        if self._is_public:
            said.append(f"Antal ärenden som är 1–{SMALL - 1} skrivs som ”{FEWER}”.")
            said.append(f"En summa som skulle röja dem skrivs som ”{NOT_SHOWN}”.")
        note = _paragraph(" ".join(said), NOTE)
        note.spaceBefore = 6.0
        return [note]


def _controlled(category: str, references: Sequence[str]) -> Cell:
    """What was controlled, and below it the cases by their references, each on a line of its own."""
    element = cell_element()
    lines = [TextBlock([Run(text, CELL.face)], CELL, element=Element("P", element)) for text in (category, *references)]
    return Cell(lines, element)


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


def _paragraph(text: str, style: TextStyle = BODY) -> TextBlock:
    return TextBlock([Run(text, style.face)], style)
