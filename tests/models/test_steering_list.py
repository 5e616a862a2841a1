"""Where the steering documents of a plan are used."""

from pathlib import Path

from scn_desktop.models import queries
from scn_desktop.models.document.create import create_document
from scn_desktop.models.edits import blocks, measures, sections
from scn_desktop.models.edits.measures import NewMeasure
from scn_desktop.models.steering_list import places_of_use


def test_a_place_is_told_by_the_number_of_the_section_or_of_the_one_above_it(tmp_path: Path) -> None:
    document = create_document(
        tmp_path / "plan.scnplan", municipality="Kommunen", committee="Nämnden", year=2027, model="uppsala-2021"
    )
    paper = queries.plans(document.session)[0].papers[0]
    goal = document.do("Nytt mål", lambda s: sections.add(s, paper.id, None, 0, "goal", "Trygga barn"))
    part = document.do("Nytt uppdrag", lambda s: sections.add(s, paper.id, goal, 0, "assignment", "Fler platser"))
    block = document.do("Ny tabell", lambda s: blocks.add(s, part, 0, "measures"))
    new = [NewMeasure("Öppna en mottagning", steering_titles=["Program för unga"])]
    document.do("Ny åtgärd", lambda s: measures.append(s, block, new))
    assert list(places_of_use(paper).values()) == [["Kommunfullmäktiges inriktningsmål 1"]]
    document.close()
