"""That the journeys see what is missing: their reader and finder, tried on a text of their own."""

from pathlib import Path

from tests.journeys.printed import Finder, Unit, differences, parts_of, rows_of
from tests.journeys.seed_reader import Piece, Seed, clean, indicator_lines, marks, squash, with_footnotes

TEXT = """
Mål 1
Trygga barn

Texten bryts mitt i en mening över

en sida och går vidare.¹

- första punkten
- andra punkten

Indikatorer\tUtfall 2025\tMål
Andel: a: Barn b: Unga\t5\t6

Antal:

a: Barn

Kolada.

¹ En not.
"""


def seed_of(text: str, folder: Path) -> Seed:
    path = folder / "seed.txt"
    path.write_text(text, encoding="utf-8")
    return Seed(str(path))


def test_a_text_is_read_as_a_person_reads_it(tmp_path: Path) -> None:
    seed = seed_of(TEXT, tmp_path)
    heading, body = list(seed.stretches(marks("2 goal  # på två rader\n5 body"), 13))
    assert (heading.role, heading.title) == ("goal", "Mål 1 Trygga barn")
    assert [(piece.kind, piece.text) for piece in body.pieces[:3]] == [
        ("text", "Texten bryts mitt i en mening över en sida och går vidare.¹"),
        ("bullet", "första punkten"),
        ("bullet", "andra punkten"),
    ]
    assert with_footnotes(body.pieces[0].text, seed.notes).endswith("vidare.^[En not.]")
    assert rows_of(body.pieces[3]) == [
        ("Indikatorer", "Utfall 2025", "Mål"),
        ("Andel", "5", "6"),
        ("Barn", "5", "6"),
        ("Unga", "5", "6"),
    ]
    assert indicator_lines(seed.pieces(15, 19)) == ["Antal:", "a: Barn Kolada."]


def test_marks_of_html_and_markdown_are_no_part_of_a_cell() -> None:
    assert clean("<p>Ett.</p> <p>*Två* &amp; tre</p>") == "Ett.\nTvå & tre"
    assert clean("Följs: - beslut finns - rätt konto") == "Följs:\n- beslut finns\n- rätt konto"
    assert clean("61*") == "61*"
    assert parts_of("Antal: a: Barn 0–12 år b: Unga") == ["Antal", "Barn 0–12 år", "Unga"]


def test_what_is_missing_changed_or_misplaced_is_found() -> None:
    units = [
        Unit("H1", (squash("Mål"),)),
        Unit("P", (squash("Ett stycke."),)),
        Unit("TR", ("väntetid", "=12,=", "=6,5=")),
        Unit("P", (squash("Sist."),)),
    ]
    finder = Finder(units)
    finder.text("Mål", "heading 1", ("H1",))
    finder.text("Sist.", "text 2")
    finder.text("Ett stycke.", "text 3")
    finder.text("Ett annat stycke.", "text 4")
    assert (finder.found, finder.misplaced, finder.missing) == (2, ["text 3"], ["text 4"])
    finder = Finder(units)
    finder.row(["Väntetid", "12", "6,50"], "same")
    finder.row(["Väntetid", "2", "6,5"], "another number")
    finder.row(["Väntetid", "6,5", "12"], "other order")
    assert finder.missing == ["another number", "other order"]


def test_lists_are_compared_by_what_they_hold_and_by_order() -> None:
    found = differences(["A", "B", "C", "E"], ["a.", "C", "B", "D"])
    assert (found.only_compiled, found.only_published, len(found.moved)) == (["E"], ["D"], 1)


def test_a_piece_goes_on_the_clipboard_as_a_spreadsheet_puts_it() -> None:
    assert Piece("table", 1, cells=(("A", "två\nrader"),)).tsv == 'A\t"två\nrader"'
