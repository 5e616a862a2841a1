"""How tables break over pages, and what keeps together."""

from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.units import mm

from scn_desktop.reports.cells import BUDGET_PADDING, Column, Row, head_cell, number_cell, text_cell
from scn_desktop.reports.flowables import Gap, Heading
from scn_desktop.reports.table_widths import LEAST_NUMBER, Demand, fit
from scn_desktop.reports.tables import NO_RULE, SUM_RULE, Table, note, table_story
from scn_desktop.reports.theme import LANDSCAPE, NOTE, PORTRAIT
from scn_desktop.reports.typeset import Run
from tests.reports.papers import COLUMNS, printed, rows_of, table, tags_of
from tests.reports.tag_reader import artifact_texts, read_tags

TEXTS = st.text(alphabet="abcåäö ", min_size=1, max_size=60).filter(lambda text: text.strip())


def test_a_small_table_is_moved_whole_to_the_next_page(tmp_path: Path) -> None:
    story = [Heading("Rubrik", 1, "a"), Gap(195 * mm), table([["Åtgärd " * 8, "b", "c"]] * 3)]
    (found,) = tags_of(story, tmp_path).find("Table")
    assert found.all_pages == {1}


def test_at_least_two_rows_stand_on_both_sides_of_a_page_break(tmp_path: Path) -> None:
    for gap in range(60, 200, 7):
        story = [Heading("Rubrik", 1, "a"), Gap(gap * mm), table([[f"Rad {number}", "b", "c"] for number in range(30)])]
        tags = read_tags(printed(story, tmp_path))
        (found,) = tags.find("Table")
        body = [next(iter(row.all_pages)) for row in list(found.find("TR"))[1:]]
        for page in set(body):
            assert body.count(page) >= 2


def test_a_heading_stays_with_the_first_rows_of_its_table(tmp_path: Path) -> None:
    for gap in range(100, 215, 5):
        rows = [[f"Rad {number} " * 9, "b", "c"] for number in range(20)]
        story = [Heading("Rubrik", 1, "a"), Gap(gap * mm), Heading("Uppdrag", 2, "b"), table(rows)]
        tags = tags_of(story, tmp_path)
        (heading,) = tags.find("H2")
        (found,) = tags.find("Table")
        assert min(heading.all_pages) == min(found.all_pages)


def test_lettered_parts_are_never_parted_from_their_group_line(tmp_path: Path) -> None:
    rows: list[Row] = []
    for group in range(20):
        rows.append(Row([text_cell(f"Grupp {group}", span=3, scope="Row")]))
        rows += [
            Row(
                [text_cell(f"del {letter}{group}", letter=letter, indent=16), text_cell("1"), text_cell("2")],
                rule=NO_RULE,
                is_glued=True,
            )
            for letter in "abc"
        ]
    (found,) = tags_of([Heading("Rubrik", 1, "a"), Table("Tabell 1", COLUMNS, [], rows)], tmp_path).find("Table")
    pages = [row.all_pages for row in found.find("TR")]
    assert len(set().union(*pages)) > 1
    for start in range(0, len(pages), 4):
        assert len(set().union(*pages[start : start + 4])) == 1


def test_a_mark_has_its_note_on_the_same_page(tmp_path: Path) -> None:
    columns = [Column(136), Column(24, is_number=True)]
    rows = [
        Row(
            [text_cell(f"Rad {number}"), number_cell("115", mark="a" if number in (3, 77) else "")],
            padding=BUDGET_PADDING,
        )
        for number in range(80)
    ]
    head = Row([head_cell("Miljoner kronor"), head_cell("2027", is_number=True)])
    notes = [note("a", [Run("Avrundning.", NOTE.face)], "nota"), note("", [Run("Källa: bokslut.", NOTE.face)], "notk")]
    path = printed(
        [Heading("Rubrik", 1, "a"), *table_story(Table("Tabell 1", columns, [head], rows, notes=notes))], tmp_path
    )
    tags = read_tags(path)
    (found,) = tags.find("Table")
    assert len(found.all_pages) == 3
    read = {one.words: one.all_pages for one in tags.find("Note")}
    assert read == {"a Avrundning.": {0}, "Källa: bokslut.": {2}}
    assert any("Avrundning." in text for text in artifact_texts(path)[2])


def test_a_budget_is_broken_after_a_sum_where_one_is_near(tmp_path: Path) -> None:
    columns = [Column(136), Column(24, is_number=True)]
    for gap in range(100, 140, 3):
        rows: list[Row] = []
        for group in range(9):
            head = Row([text_cell(f"Grupp {group}", span=2)], padding=BUDGET_PADDING, before=9.0, rule=NO_RULE)
            amounts = [Row([text_cell("Rad"), number_cell("1")], padding=BUDGET_PADDING) for _ in range(2)]
            amounts[0].is_glued = True
            total = Row([text_cell("Summa"), number_cell("2")], padding=BUDGET_PADDING, rule=SUM_RULE, is_glued=True)
            rows += [head, *amounts, total]
        story = [Heading("Rubrik", 1, "a"), Gap(gap * mm), Table("Tabell 1", columns, [], rows)]
        (found,) = tags_of(story, tmp_path).find("Table")
        pages = [(next(iter(row.all_pages)), row.words) for row in found.find("TR")]
        ends = [words for (page, words), (following, _) in pairwise(pages) if page != following]
        assert ends == ["Summa 2"] * len(ends)
        assert ends


def test_a_row_higher_than_a_page_is_one_row(tmp_path: Path) -> None:
    rows = [["kort", "b", "c"], ["lång " * 900, "b " * 300, "c"], ["kort", "b", "c"]]
    (found,) = tags_of([Heading("Rubrik", 1, "a"), table(rows)], tmp_path).find("Table")
    assert rows_of(found)[1:] == [[" ".join(one.split()) for one in row] for row in rows]


def test_a_head_higher_than_a_page_is_printed_too(tmp_path: Path) -> None:
    heads = [Row([head_cell("rubrik " * 700), head_cell("b"), head_cell("c")])]
    story = [
        Heading("Rubrik", 1, "a"),
        Table(
            "titel " * 500,
            COLUMNS,
            heads,
            [Row([text_cell("x"), text_cell("y"), text_cell("z")])],
        ),
    ]
    tags = tags_of(story, tmp_path)
    text = tags.words
    assert text.count("rubrik") == 700
    assert text.count("titel") == 500
    assert rows_of(next(tags.find("Table")))[-1] == ["x", "y", "z"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=40),
    gap=st.integers(0, 230),
    times=st.integers(1, 30),
)
def test_every_cell_is_found_in_its_own_row_and_column(
    tmp_path: Path, rows: list[tuple[str, str, str]], gap: int, times: int
) -> None:
    typed = [[one * times, two, three] for one, two, three in rows]
    story = [Heading("Rubrik", 1, "a"), Gap(gap * mm), table(typed)]
    (found,) = tags_of(story, tmp_path).find("Table")
    assert rows_of(found)[1:] == [[" ".join(one.split()) for one in row] for row in typed]


def _demands(texts: int, numbers: int) -> list[Demand]:
    words = [Demand(False, 0.0, f"Kolumn {number}", ["lite text i cellen"]) for number in range(texts)]
    return words + [Demand(True, 0.0, f"Utfall {2010 + number}", ["−14 208"]) for number in range(numbers)]


def test_columns_fill_the_page_and_number_columns_are_never_too_narrow() -> None:
    fitted = fit(_demands(2, 3))
    assert fitted.layout is PORTRAIT
    (columns,) = fitted.columns
    assert abs(sum(column.width for column in columns) - 160) < 0.1
    assert all(column.width >= LEAST_NUMBER for column in columns)


def test_too_many_columns_turn_the_page() -> None:
    fitted = fit(_demands(2, 8))
    assert fitted.layout is LANDSCAPE
    assert len(fitted.columns) == 1


def test_far_too_many_columns_go_on_in_tables_that_repeat_the_first() -> None:
    fitted = fit(_demands(2, 30))
    assert len(fitted.columns) > 1
    assert all(group[0] == 0 for group in fitted.indexes)
    assert sorted(index for group in fitted.indexes for index in group[1:]) == list(range(1, 32))
    assert all(sum(column.width for column in columns) <= 253.1 for columns in fitted.columns)
