"""Footnotes: numbered through the paper, at the foot of the page of their mark, never lost and never over the text."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.platypus import Flowable

from scn_desktop.reports import text
from scn_desktop.reports.cells import Cell, Row, cell_element, number_cell, text_cell
from scn_desktop.reports.flowables import Gap, Heading
from scn_desktop.reports.page import Contents, build, new_page
from scn_desktop.reports.prose import Prose
from scn_desktop.reports.tables import Table, table_story
from scn_desktop.reports.theme import LANDSCAPE, PORTRAIT
from tests.reports.papers import COLUMNS, assert_conforms, printed, rows_of, small_paper, table
from tests.reports.tag_reader import Node, artifact_texts, plain_figures, read_tags

LINE = "Nämnden följer upp kostnaderna varje månad under året. "
SOURCE = "Uppgiften kommer från regionens statistik. "


def _heading() -> Heading:
    return Heading("Rubrik", 1, "a")


def _notes(tags: Node) -> list[str]:
    return [plain_figures(note.words) for note in tags.find("Note")]


def _heights(path: Path) -> list[dict[int, list[float]]]:
    """For each page, the distances from its foot of the lines of text in each marked content, in points."""
    pages = []
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            found: dict[int, list[float]] = {}
            shift, saved, current, line = 0.0, [0.0], -1, 0.0
            for instruction in pikepdf.parse_content_stream(page):
                operands, name = instruction.operands, str(instruction.operator)
                if name == "q":
                    saved.append(shift)
                elif name == "Q":
                    shift = saved.pop()
                elif name == "cm":
                    shift += float(operands[5])
                elif name == "BDC":
                    current = int(operands[1].MCID) if "/MCID" in operands[1] else -1
                elif name == "Tm":
                    line = shift + float(operands[5])
                elif name == "Tj" and current >= 0:
                    found.setdefault(current, []).append(line)
            pages.append(found)
    return pages


def _note_contents(path: Path) -> list[set[int]]:
    """For each page, the numbers of the marked content that belongs to notes."""
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
        found: list[set[int]] = [set() for _ in pdf.pages]

        def walk(element: Any, inside: bool) -> None:
            for kid in element.get("/K", pikepdf.Array()):
                if "/S" in kid:
                    walk(kid, inside or str(kid.S) == "/Note")
                elif inside and "/MCID" in kid:
                    found[numbers[kid.Pg.objgen]].add(int(kid.MCID))

        walk(pdf.Root.StructTreeRoot.K, False)
        return found


def _assert_apart(path: Path) -> None:
    """The notes of each page stand below all other text, within the frame, and no line lies on another."""
    for heights, notes in zip(_heights(path), _note_contents(path), strict=True):
        below = sorted(y for mcid in notes for y in heights.get(mcid, ()))
        above = [y for mcid, lines in heights.items() if mcid not in notes for y in lines]
        if below:
            assert below[0] > PORTRAIT.bottom - 1
            assert not above or min(above) > below[-1] + 12


def test_three_notes_stand_at_the_foot_of_their_page_and_are_read_after_their_paragraph(tmp_path: Path) -> None:
    typed = f"Nämnden får 811^[Enligt *budgeten*.] miljoner^[{SOURCE}] kronor.\n\n- Punkt^[Tredje.]\n- Sista"
    path = printed([_heading(), *text.body(typed, prose=Prose()), *text.body(LINE * 100)], tmp_path)
    tags = read_tags(path)
    assert _notes(tags) == ["1 Enligt budgeten.", f"2 {SOURCE.strip()}", "3 Tredje."]
    assert [one.words for one in tags.find("Reference")] == ["1", "2", "3"]
    kinds = [part.kind for part in tags.parts if isinstance(part, Node)]
    assert kinds[:6] == ["H1", "P", "Note", "Note", "L", "Note"]
    assert next(tags.find("P")).words == "Nämnden får 811 1 miljoner 2 kronor."
    assert [note.all_pages for note in tags.find("Note")] == [{0}, {0}, {0}]
    identifiers = [note.identifier for note in tags.find("Note")]
    assert len(set(identifiers)) == 3
    _assert_apart(path)


def test_the_mark_and_its_note_stand_on_the_same_page_also_where_the_paragraph_is_broken(tmp_path: Path) -> None:
    broken = 0
    for gap in range(480, 640, 9):
        typed = " ".join(f"{LINE}^[Not {number}.]" for number in range(1, 9))
        path = printed([_heading(), Gap(gap), *text.body(typed, prose=Prose())], tmp_path)
        tags = read_tags(path)
        marks = [min(one.all_pages) for one in tags.find("Reference")]
        assert [min(note.all_pages) for note in tags.find("Note")] == marks
        broken += len(set(marks)) > 1
        _assert_apart(path)
    assert broken > 2


def test_a_note_longer_than_a_page_goes_on_over_the_next_ones(tmp_path: Path) -> None:
    long = SOURCE * 150
    typed = f"{LINE}^[{long}] {LINE * 4}\n\n{LINE * 200}"
    path = printed([_heading(), *text.body(LINE * 12), *text.body(typed, prose=Prose())], tmp_path)
    (note,) = read_tags(path).find("Note")
    assert plain_figures(note.text).split() == ["1", *long.split()]
    assert len(note.all_pages) > 2
    _assert_apart(path)


def test_what_is_left_of_a_note_at_the_end_of_the_paper_gets_pages_of_its_own(tmp_path: Path) -> None:
    long = SOURCE * 200
    path = printed([_heading(), *text.body(f"Slut.^[{long}]", prose=Prose())], tmp_path)
    (note,) = read_tags(path).find("Note")
    assert plain_figures(note.text).split() == ["1", *long.split()]
    _assert_apart(path)


def test_a_table_of_a_whole_page_lets_the_rest_of_a_note_wait(tmp_path: Path) -> None:
    story: list[Flowable | Contents] = [_heading(), *text.body(f"Före.^[{SOURCE * 90}]", prose=Prose())]
    story += [table([[LINE * 3, str(number), "x"] for number in range(40)]), *text.body(LINE * 40)]
    path = printed(story, tmp_path)
    tags = read_tags(path)
    (note,) = tags.find("Note")
    assert plain_figures(note.text).split() == ["1", *(SOURCE * 90).split()]
    assert len(rows_of(next(tags.find("Table")))) == 41
    _assert_apart(path)


def test_a_heading_in_the_text_can_have_a_note(tmp_path: Path) -> None:
    path = printed([_heading(), *text.body("### Ansvar^[Enligt reglementet.]\n\nText.", prose=Prose())], tmp_path)
    tags = read_tags(path)
    assert _notes(tags) == ["1 Enligt reglementet."]
    assert [one.words for one in tags.find("H2")] == ["Ansvar 1"]
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert [one.title for one in outline.root[0].children] == ["Ansvar"]


def _cell(content: str, prose: Prose) -> Cell:
    element = cell_element()
    return Cell(text.cell(content, element, prose=prose), element)


def test_notes_of_cells_stand_under_the_part_of_the_table_that_has_their_marks(tmp_path: Path) -> None:
    prose = Prose()
    rows = [
        Row(
            [
                text_cell(f"Rad {number}"),
                number_cell(str(number), notes=prose.notes(f"7^[Tal {number}.]") if number % 9 == 0 else ()),
                _cell(f"Text{f'^[Cell {number}.]' if number % 7 == 0 else ''}\n- punkt", prose),
            ]
        )
        for number in range(1, 60)
    ]
    path = printed([_heading(), *table_story(Table("Tabell 1", COLUMNS, [], rows))], tmp_path)
    tags = read_tags(path)
    marks = {plain_figures(one.words): min(one.all_pages) for one in tags.find("Reference")}
    notes = {plain_figures(note.words).split()[0]: note.all_pages for note in tags.find("Note")}
    assert len(marks) == len(notes) == 59 // 9 + 59 // 7
    assert list(notes) == sorted(notes, key=int)
    assert all(notes[mark] == {page} for mark, page in marks.items())
    assert len(set(marks.values())) > 2


def test_the_same_note_in_two_cells_of_a_table_is_one_note_and_read_once(tmp_path: Path) -> None:
    prose = Prose()
    prose.begin_table()
    rows = [Row([_cell(f"Rad {number}^[Preliminärt.]", prose), text_cell(""), text_cell("")]) for number in range(40)]
    path = printed([_heading(), *table_story(Table("Tabell 1", COLUMNS, [], rows))], tmp_path)
    tags = read_tags(path)
    assert _notes(tags) == ["1 Preliminärt."]
    assert {one.words for one in tags.find("Reference")} == {"1"}
    pages = artifact_texts(path)
    assert len(pages) > 1
    for texts in pages[1:]:
        assert "Preliminärt." in "".join(texts)


def test_notes_stand_at_the_foot_of_landscape_pages_too(tmp_path: Path) -> None:
    story = [_heading(), *text.body("Stående.^[Ett.]", prose=(prose := Prose())), *new_page(LANDSCAPE)]
    story += [*text.body("Liggande.^[Två.]", indent=0.0, prose=prose), *new_page(PORTRAIT)]
    story += text.body("Stående igen.^[Tre.]", prose=prose)
    path = printed(story, tmp_path)
    assert [note.all_pages for note in read_tags(path).find("Note")] == [{0}, {1}, {2}]
    with pikepdf.open(path) as pdf:
        assert [float(page.MediaBox[2]) > float(page.MediaBox[3]) for page in pdf.pages] == [False, True, False]


def test_a_word_broken_at_the_line_end_is_read_without_its_mark(tmp_path: Path) -> None:
    for count in range(1, 12):
        typed = f"{'ord ' * count}kompetensförsörjningsplanen^[Not.] och {'mer ' * 30}"
        tags = read_tags(printed([_heading(), *text.body(typed, prose=Prose())], tmp_path))
        (paragraph,) = tags.find("P")
        assert paragraph.text.split()[count : count + 2] == ["kompetensförsörjningsplanen", "1"]


NOTES = st.lists(st.tuples(st.integers(1, 60), st.sampled_from([0, 0, 1, 1, 2, 6, 30, 160])), min_size=1, max_size=9)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NOTES, st.booleans())
def test_no_note_is_lost_and_none_lies_over_the_text(
    tmp_path: Path, parts: list[tuple[int, int]], is_one_paragraph: bool
) -> None:
    typed: list[str] = []
    expected: list[list[str]] = []
    for lines, length in parts:
        note = f"^[N{len(expected) + 1} {SOURCE * length}]" if length else ""
        expected += [f"N{len(expected) + 1} {SOURCE * length}".split()] if length else []
        typed.append(f"{LINE * lines}{note}")
    content = (" " if is_one_paragraph else "\n\n").join(typed)
    path = build(small_paper(), [_heading(), *text.body(content, prose=Prose())], tmp_path / "prov.pdf")
    assert_conforms(path)
    tags = read_tags(path)
    assert [note.text.split()[1:] for note in tags.find("Note")] == expected
    body = " ".join(one.text for one in tags.find("P")).split()
    assert len([word for word in body if not word.isdecimal()]) == sum(lines for lines, _ in parts) * len(LINE.split())
    _assert_apart(path)


@pytest.mark.parametrize("lines", range(35, 45))
def test_a_paragraph_that_just_fits_without_its_note_is_broken_for_it(lines: int, tmp_path: Path) -> None:
    typed = "\n\n".join([LINE * lines, f"{LINE * 3}Sist.^[{SOURCE * 9}]"])
    path = printed([_heading(), *text.body(typed, prose=Prose())], tmp_path)
    (note,) = read_tags(path).find("Note")
    assert note.text.split()[1:] == (SOURCE * 9).split()
    _assert_apart(path)
