"""Statistics with stars and missing values: numbers in line, what explains them below."""

from pathlib import Path

from scn_desktop.exchange import paste
from scn_desktop.models import queries
from scn_desktop.models.document.create import create_document
from scn_desktop.models.edits import blocks, sections
from scn_desktop.reports.catalogue import render
from scn_desktop.reports.table_widths import Demand, fit
from scn_desktop.reports.theme import MARK_WIDTH
from tests.reports.papers import assert_conforms
from tests.reports.tag_reader import read_tags

TABLE = "Mått\t2026\t2025\nVuxna med insats\t60\t61*\nVuxna som söker stöd\t13\t.*\nPlacerade\t39\t69"


def test_stars_hang_outside_the_digits_and_are_explained_below(tmp_path: Path) -> None:
    document = create_document(
        tmp_path / "plan.scnplan", municipality="Kommunen", committee="Nämnden", year=2027, model="enkel"
    )
    paper = queries.paper_of_kind(queries.plans(document.session)[0], "operational_plan")
    assert paper is not None
    section = document.do("Nytt", lambda s: sections.add(s, paper.id, None, 0, "chapter", "Statistik"))
    block = document.do("Ny tabell", lambda s: blocks.add(s, section, 0, "table"))
    proposal = paste.propose(document.session, TABLE, paste.Target("table", block))
    document.do("Klistra in", lambda s: paste.apply(s, proposal))
    document.do("Not", lambda s: blocks.set_field(s, block, "note", "*Räknades på annat sätt.\nAlla år i augusti."))
    path = render("verksamhetsplan", document, tmp_path / "plan.pdf")
    assert_conforms(path)
    table = next(one for one in read_tags(path).find("Table") if "Vuxna med insats" in one.words)
    last_cells = [list(row.find("TD", "TH"))[-1] for row in table.find("TR")]
    assert [cell.words for cell in last_cells] == ["2025", "61 *", ". *", "69"]
    assert [[mark.text.strip() for mark in cell.find("Reference")] for cell in last_cells] == [[], ["*"], ["*"], []]
    assert [note.words for note in read_tags(path).find("Note")] == ["* Räknades på annat sätt.", "Alla år i augusti."]
    document.close()


def test_numbers_keep_their_distance_to_texts_beside_them() -> None:
    name, number, words = (
        Demand(False, 0, "Mått", ["Andel"]),
        Demand(True, 0, "Nu", ["85"]),
        Demand(False, 0, "Mål", [""]),
    )
    columns = fit([name, number, number, words]).columns[0]
    assert [column.right for column in columns[1:3]] == [MARK_WIDTH, MARK_WIDTH + 8.0]
