"""The risk matrix and the risk register as blocks in a paper: inserted, compiled, and edited in their own tab."""

from __future__ import annotations

import pytest

from scn_desktop.models.edits import blocks, risks
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.blocks import block_name, editor_for
from scn_desktop.views.plan.compiled_block import ShownBlock
from scn_desktop.views.plan.section_view import ADDABLE


def made(bridge: Bridge, kind: str) -> ShownBlock:
    """An editor of a new block of that kind."""
    section = bridge.plan.papers[0].sections[0]
    section_id = section.id
    block_id = bridge.do("Lägg till", lambda session: blocks.add(session, section_id, 0, kind))
    block = next(each for each in section.blocks if each.id == block_id)
    editor = editor_for(bridge, block)
    assert isinstance(editor, ShownBlock)
    return editor


@pytest.mark.parametrize("kind", ["risk_matrix", "risk_register"])
def test_both_are_among_what_can_be_added_and_say_that_they_are_automatic(bridge: Bridge, kind: str) -> None:
    assert kind in ADDABLE
    assert block_name(kind, bridge.plan).endswith("(automatisk)")
    assert made(bridge, kind).mark_text() == "automatisk"


def test_the_matrix_shows_the_numbers_of_the_risks_in_their_cells(bridge: Bridge) -> None:
    editor = made(bridge, "risk_matrix")
    first = bridge.plan.risks[0]
    bridge.do("Bedöm", lambda session: risks.set_factors(session, first.id, 4, 1))
    editor.refresh()
    cell = editor.model.text(0, 1)
    assert cell == "4 Medel\n1"
    places: list[object] = []
    bridge.place_requested.connect(lambda _tab, place: places.append(getattr(place, "page", "")))
    editor.follow_link()
    assert places == ["matrix"]


def test_the_register_shows_every_risk_by_its_number(bridge: Bridge) -> None:
    editor = made(bridge, "risk_register")
    assert [editor.model.text(row, 0) for row in range(3)] == ["1", "2", "3"]
    assert len(editor.model.ids) == len(bridge.plan.risks)
    assert editor.model.text(0, 1) == bridge.plan.risks[0].description
