"""Redovisning av stickprov: one page, with the cases (secret) or composed of counts alone (public).

The secret one goes on with every draw that was made for the meeting.
"""

import re
from collections.abc import Sequence
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from scn_desktop.law import citation
from scn_desktop.models.committee import Committee
from scn_desktop.models.recusals import is_substitute, told
from scn_desktop.models.spot_check import MINIMUM_CASES, SpotCheck, SpotCheckCase
from scn_desktop.models.spot_check_alterations import everything_altered
from scn_desktop.models.spot_check_minutes import correction_words
from scn_desktop.models.spot_check_seal import short_code
from scn_desktop.reports.boxes import Box, Pairs, SigningLines
from scn_desktop.reports.cells import Cell, Column, Row, cell_element, head_cell, number_cell, text_cell
from scn_desktop.reports.flowables import Heading, PaperFlowable, TextBlock, height_of
from scn_desktop.reports.page import Contents, Paper, metadata, new_page
from scn_desktop.reports.printing import MISSING
from scn_desktop.reports.signs import Sign
from scn_desktop.reports.spot_check_draws import chosen_words, draws_story
from scn_desktop.reports.tables import SUM_RULE, Table
from scn_desktop.reports.tagging import Element
from scn_desktop.reports.theme import BODY, CELL, CELL_BOLD, HEAD, NOTE, PORTRAIT, TextStyle, accent_of, text_width
from scn_desktop.reports.typeset import Run
from scn_desktop.swedish import format_date, plural

_ANSWERS = {"yes": "Ja", "no": "Nej", "not_applicable": "Ej aktuellt", "": MISSING}
_ASSESSMENTS = {"no_remark": "Utan anmärkning", "remark": "Anmärkning", "": MISSING}
_SIGNS = {"no_remark": Sign("disc"), "remark": Sign("triangle")}
_SIGN_ROOM = 12.5
_COMMENT_LABEL = 18 * mm
_CASES_ABREAST = 4
_CASE_WIDTH, _COUNT_WIDTH, _PADDING = (26.0, 34.0), 22.0, (1.5, 3.0)
_HEAD_PADDING, _HEADING_GAP, _TABLE_GAP = (3.0, 4.0), 10.0, 6.0
_TIGHT_PADDING, _TIGHT_GAP = (1.0, 2.0), 6.0
"""Where the page would else not be one."""
_KEPT_BACK = (
    "Ärendenas beteckningar och kommentarer om enskilda ärenden finns i den handling som omfattas av sekretess."
)
_CORRECTIONS_KEPT_BACK = (
    "Stickprovet är rättat efter signeringen. Rättelserna finns i den handling som omfattas av sekretess."
)
_CONCLUSION_KEPT_BACK = "Slutsatsen nämner enskilda ärenden och finns i den handling som omfattas av sekretess."


def spot_check_paper(
    records: Sequence[SpotCheck], committee: Committee, *, is_public: bool, today: date
) -> tuple[Paper, list[Flowable | Contents]]:
    """The running lines and the story: a page for each record, then the draws. No case is in title or metadata."""
    story: list[Flowable | Contents] = []
    for place, record in enumerate(records):
        if place:
            story += new_page(PORTRAIT)
        story += _Record(record, committee, f"{place}-", is_public=is_public).story()
    meeting = records[0].meeting
    if not is_public:
        story += draws_story(meeting)
    held_on = meeting.held_on or "utan datum"
    title = f"Stickprov {held_on}, {_lowered(meeting.subcommittee.name)}"
    sender = " \u00b7 ".join(part for part in (committee.municipality, committee.name) if part)
    day = date.fromisoformat(meeting.held_on) if meeting.held_on else today
    mark = "SEKRETESS"
    if is_public:
        mark = "" if all(record.signed for record in records) else f"UTKAST {today.isoformat()}"
    said = f"{title} ({mark.lower()})" if mark else title
    author = committee.name or committee.municipality
    about = metadata(said, author, sender, day)
    return Paper(title, sender, "", about, mark=mark, accent=accent_of(committee.accent)), story


def secrecy_box(committee: Committee, day: str) -> Box:
    """The rule of secrecy, the day (YYYY-MM-DD) and the authority, which stand under the title of a secret paper."""
    municipality = f", {committee.municipality}" if committee.municipality else ""
    rule = TextBlock([Run("Sekretess", CELL_BOLD.face), Run(f" enligt {citation('secrecy')}.", CELL.face)], CELL)
    by = f"Antecknat {day} av {_lowered(committee.name)}{municipality}."
    return Box([rule, TextBlock([Run(by, CELL.face)], CELL)], after=8.0)


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


class _Record:
    """One record as one page."""

    def __init__(self, record: SpotCheck, committee: Committee, key: str, *, is_public: bool) -> None:
        self._record = record
        self._committee = committee
        self._key = key
        self._is_public = is_public
        self._corrections_moved = False
        self._tight = False

    def story(self) -> list[Flowable]:
        """The page, set closer where it must be; what is too long for it is moved to an appendix.

        Corrections, which came after all that was signed, go first, then the longest text.
        """
        comments, conclusion, corrections = self._comments(), self._conclusion(), self._corrections()
        page = whole = self._page(comments, conclusion, corrections)
        if height_of(page, PORTRAIT.frame_width) > PORTRAIT.frame_height:
            self._tight = True
            page = whole = self._page(comments, conclusion, corrections)
        moved: list[tuple[str, str]] = []
        if corrections and height_of(page, PORTRAIT.frame_width) > PORTRAIT.frame_height:
            moved, self._corrections_moved = corrections, True
            page = self._page(comments, conclusion, [])
        while height_of(page, PORTRAIT.frame_width) > PORTRAIT.frame_height:
            longest = max([*comments, ("Slutsats", conclusion)], key=lambda pair: len(pair[1]))
            if len(longest[1]) <= _SHORT:
                # The questions alone fill the page: moving a few words would help nobody.
                return list(page if moved else whole) + self._appendix(moved)
            moved = [*moved, longest]
            comments = [(label, _MOVED if said == longest[1] else said) for label, said in comments]
            conclusion = _MOVED if conclusion == longest[1] else conclusion
            page = self._page(comments, conclusion, [] if self._corrections_moved else corrections)
        return [*page, *self._appendix(moved)]

    def _page(
        self, comments: list[tuple[str, str]], conclusion: str, corrections: list[tuple[str, str]]
    ) -> list[PaperFlowable]:
        name = _lowered(self._record.meeting.subcommittee.name)
        story: list[PaperFlowable] = [self._heading(f"Stickprov i {name}", 1)]
        if not self._is_public:
            story.append(secrecy_box(self._committee, self._record.meeting.held_on or "utan datum"))
        story.append(Pairs(self._facts()))
        if self._is_public:
            story.append(self._counts())
            story += [self._heading("Bedömning", 3), Pairs(self._judged())]
            story.append(_paragraph(_KEPT_BACK, NOTE))
        else:
            story += self._answers()
            if comments:
                story += [self._heading("Kommentarer", 3), Pairs(comments, label_width=_COMMENT_LABEL)]
        story.append(self._heading("Slutsats", 3))
        judged = _ASSESSMENTS[self._record.assessment] if self._record.assessment else "Ännu inte bedömt"
        first, *rest = [line for line in conclusion.splitlines() if line.strip()] or [""]
        runs = [Run(f"{judged}.", BODY.face.bold()), Run(f" {first}".rstrip(), BODY.face)]
        story.append(TextBlock(runs, BODY))
        story += [_paragraph(line, BODY) for line in rest]
        if corrections:
            story += [self._heading("Rättelser", 3), Pairs(corrections, label_width=_COMMENT_LABEL)]
        if self._record.corrections and self._is_public:
            story.append(_paragraph(_CORRECTIONS_KEPT_BACK, NOTE))
        story.append(SigningLines([f"Justerare: {self._record.verifier}", f"Föredragande: {self._record.presenter}"]))
        story += [_paragraph(line, NOTE) for line in self._signature()]
        return story

    def _heading(self, text: str, level: int) -> Heading:
        heading = Heading(text, level, f"stickprov-{self._key}{text}", indent=0.0)
        if level == 1:
            heading.spaceAfter = 6.0
        else:
            heading.spaceBefore = _TIGHT_GAP if self._tight else _HEADING_GAP
        return heading

    @property
    def _padding(self) -> tuple[float, float]:
        return _TIGHT_PADDING if self._tight else _PADDING

    # Parts of the page ---------------------------------------------------------------------------------------------

    def _facts(self) -> list[tuple[str, str]]:
        record, meeting = self._record, self._record.meeting
        kind = "Ordinarie" if meeting.kind == "ordinary" else "Extra"
        day = format_date(meeting.held_on, weekday=True) if meeting.held_on else "utan datum"
        drawn = chosen_words(record, is_public=self._is_public)
        reason = record.fewer_reason.strip()
        if len(record.cases) < MINIMUM_CASES and reason and not self._names_a_case(reason):
            drawn = f"{drawn.removesuffix('.')}. Färre än tre: {reason}"
        facts = [
            ("Sammanträde", f"{kind}, {day}"),
            ("Kategori", record.category_title or MISSING),
            ("Urval", drawn),
        ]
        stands_in, jav = is_substitute(record), told(record, with_reason=not self._is_public)
        if stands_in or jav:
            by = f"{record.verifier}, ersättare" if stands_in else record.verifier
            facts.append(("Justerare", f"{by}. {jav}" if jav else by))
        return facts

    def _answers(self) -> list[PaperFlowable]:
        """The answers case by case; more than four cases go on in a table of their own."""
        cases = list(enumerate(self._record.cases, start=1))
        tables: list[PaperFlowable] = []
        for start in range(0, len(cases), _CASES_ABREAST):
            group = cases[start : start + _CASES_ABREAST]
            width = _case_width([case.reference for _, case in group])
            first = 160.0 - width * len(group)
            columns = [Column(first, padding=6.0), *(Column(width, padding=1.0) for _ in group)]
            head = Row(
                [head_cell("Fråga"), *(_case_head(number, case) for number, case in group)], padding=_HEAD_PADDING
            )
            rows = [
                Row(
                    [
                        text_cell(question.text, scope="Row"),
                        *(_answer_cell(case.answer_to(question)) for _, case in group),
                    ],
                    padding=self._padding,
                )
                for question in self._record.questions
            ]
            judged = [_assessment_cell(case.assessment) for _, case in group]
            last = Row([text_cell("Bedömning", CELL_BOLD, scope="Row"), *judged], padding=self._padding, rule=SUM_RULE)
            tables.append(Table("", columns, [head], [*rows, last]))
            tables[-1].spaceBefore = tables[-1].spaceAfter = _TABLE_GAP
        return tables

    def _counts(self) -> Table:
        """Each question with how many cases were answered how: no case can be told from it."""
        record = self._record
        shown = ["yes", "no", "not_applicable"]
        answers = [[case.answer_to(question) for case in record.cases] for question in record.questions]
        headings = ["Ja", "Nej", "Ej aktuellt"]
        if any("" in row for row in answers):
            shown.append("")
            headings.append("Obesvarad")
        widths = [Column(160.0 - _COUNT_WIDTH * len(shown)), *(Column(_COUNT_WIDTH, is_number=True) for _ in shown)]
        head = Row([head_cell("Fråga"), *(head_cell(text, is_number=True) for text in headings)])
        rows = [
            Row(
                [text_cell(question.text, scope="Row"), *(number_cell(str(row.count(key))) for key in shown)],
                padding=self._padding,
            )
            for question, row in zip(record.questions, answers, strict=True)
        ]
        sums = [str(sum(row.count(key) for row in answers)) for key in shown]
        total = [text_cell("Summa", CELL_BOLD, scope="Row"), *(number_cell(text, CELL_BOLD) for text in sums)]
        table = Table("", widths, [head], [*rows, Row(total, padding=self._padding, rule=SUM_RULE)])
        table.spaceBefore = table.spaceAfter = _TABLE_GAP
        return table

    def _judged(self) -> list[tuple[str, str]]:
        found = [case.assessment for case in self._record.cases]
        pairs = [(_ASSESSMENTS[key], plural(found.count(key), "ärende", "ärenden")) for key in ("no_remark", "remark")]
        if "" in found:
            pairs.append(("Inte bedömda", plural(found.count(""), "ärende", "ärenden")))
        return pairs

    def _comments(self) -> list[tuple[str, str]]:
        if self._is_public:
            return []
        cases = enumerate(self._record.cases, start=1)
        return [(f"Ärende {number}", case.comment.strip()) for number, case in cases if case.comment.strip()]

    def _corrections(self) -> list[tuple[str, str]]:
        if self._is_public:
            return []
        made = enumerate(self._record.corrections, start=1)
        return [(f"Rättelse {number}", f"{each.place}: {correction_words(each)}") for number, each in made]

    def _conclusion(self) -> str:
        conclusion = self._record.conclusion.strip()
        if self._is_public and self._names_a_case(conclusion):
            return _CONCLUSION_KEPT_BACK
        return conclusion

    def _names_a_case(self, text: str) -> bool:
        """Whether the public variant would give away a registry reference with this text."""
        if not self._is_public:
            return False
        plain = _plain(text)
        return any(_plain(case.reference) in plain for case in self._record.cases if _plain(case.reference))

    def _signature(self) -> list[str]:
        record = self._record
        if not record.signed or not record.signed_at:
            return ["Stickprovet är inte signerat."]
        when = record.signed_at[:16].replace("T", " kl. ").replace(":", ".")
        said = (
            f"Signerat och låst {when} av {record.signed_by}. Kontrollsumma {short_code(record.fingerprint)}."
            f" Detta är inte justering av protokoll enligt {citation('verification')}."
        )
        if self._corrections_moved:
            said += " Rättelserna står i bilagan."
        changed = everything_altered(record)
        return [said, f"Ändrat efter signeringen: {', '.join(changed)}."] if changed else [said]

    def _appendix(self, moved: list[tuple[str, str]]) -> list[Flowable]:
        if not moved:
            return []
        story: list[Flowable] = [*new_page(PORTRAIT), self._heading(_appendix_title(moved), 1)]
        for label, said in sorted(moved, key=_appendix_place):
            story.append(self._heading(label, 3))
            story += [_paragraph(line, BODY) for line in said.splitlines() if line.strip()]
        return story


def _appendix_title(moved: Sequence[tuple[str, str]]) -> str:
    corrections = sum(label.startswith("Rättelse") for label, _ in moved)
    if corrections == len(moved):
        return "Bilaga: rättelser"
    return "Bilaga: kommentarer och rättelser" if corrections else "Bilaga: kommentarer"


def _appendix_place(moved: tuple[str, str]) -> tuple[int, int, str]:
    """The cases by their numbers, then the conclusion, then the corrections."""
    label = moved[0]
    return (label == "Slutsats") + 2 * label.startswith("Rättelse"), len(label), label


_MOVED = "Se bilagan."
_SHORT = 60
"""Letters: a text no longer than this stays on the page."""


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _paragraph(text: str, style: TextStyle) -> TextBlock:
    return TextBlock([Run(text, style.face)], style)


def _case_width(references: Sequence[str]) -> float:
    """Millimetres that keep the references on one line, and leave the questions as much as can be."""
    least, most = _CASE_WIDTH
    return min(max([least, *((text_width(text, CELL.face) + 3.0) / mm for text in references)]), most)


def _case_head(number: int, case: SpotCheckCase) -> Cell:
    element = cell_element("Column")
    lines = [(f"Ärende {number}", HEAD), (case.reference, TextStyle(CELL.face, HEAD.leading))]
    blocks = [TextBlock([Run(text, style.face)], style, element=Element("P", element)) for text, style in lines if text]
    return Cell(blocks, element)


def _answer_cell(answer: str) -> Cell:
    return text_cell(_ANSWERS[answer], CELL_BOLD if answer == "no" else CELL)


def _assessment_cell(assessment: str) -> Cell:
    sign = _SIGNS.get(assessment)
    if sign is None:
        return text_cell(_ASSESSMENTS[assessment])
    style = CELL_BOLD if assessment == "remark" else CELL
    element = cell_element()
    label = (sign, 0.0, None)
    runs = [Run(_ASSESSMENTS[assessment], style.face)]
    return Cell([TextBlock(runs, style, element=element, indent=_SIGN_ROOM, label=label)], element)
