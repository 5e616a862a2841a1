"""References inside texts survive JSON, also when the ids were made up by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scn_desktop.exchange.json_export import export_json
from scn_desktop.exchange.json_import import import_json
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.references import References, broken_references
from scn_desktop.models.running_text import notes_in, references_in

TABLE = {
    "title": "Resultatbudget",
    "columns": [{"id": "budget", "heading": "Budget 2027"}],
    "rows": [{"id": "ram 1", "label": "Kommunbidrag", "amounts": ["811 mnkr"]}],
}
TEXT = (
    "Nämnden får [Kommunbidrag, budget 2027](scn:amount/ram%201/budget)^[Se [Omvärld](scn:section/omvärld).]\n\n"
    "- Se [Tabell 1](scn:block/tabell) och [Okänt](scn:section/finns-inte)."
)


def _file(folder: Path, source: Any) -> Document:
    return import_json(source if isinstance(source, str) else json.dumps(source), folder / "plan.scnplan")


def _source() -> dict[str, Any]:
    table = {
        "id": "tabell",
        "columns": ["Mått", "Värde"],
        "rows": [{"cells": ["Ram^[Enligt [Omvärld](scn:section/omvärld?form=title).]", "811"]}],
    }
    sections = [
        {"kind": "chapter", "title": "Budget", "blocks": [{"text": TEXT}, table]},
        {"id": "omvärld", "kind": "chapter", "title": "Omvärld"},
    ]
    plan = {
        "year": 2027,
        "planning_model": "enkel",
        "budget_tables": [TABLE],
        "papers": [{"title": "Verksamhetsplan", "sections": sections}],
    }
    named = {"name": "Socialnämnden", "municipality": "Exempelköpings kommun", "plans": [plan]}
    return {"format": "scn-plan", "version": 1, "committee": named}


def test_ids_made_up_by_hand_lead_to_the_rows_they_were_given(tmp_path: Path) -> None:
    document = _file(tmp_path, _source())
    plan = queries.plans(document.session)[0]
    (paper,) = plan.papers
    first, second = paper.sections[0].blocks
    says = References(plan)
    words = [says.say(found.reference, found.description).words for found in references_in(first.text)]
    assert [each.replace("\u00a0", " ") for each in words] == [
        "811 miljoner kronor",
        "avsnittet ”Omvärld”",
        "tabell 1",
        "[hänvisningen saknar mål: Okänt]",
    ]
    cell = second.rows[0].text_of(second.columns[0])
    (found,) = references_in(cell, in_cell=True)
    assert says.say(found.reference, "").words == "Omvärld"
    assert len(notes_in(cell, in_cell=True)) == len(notes_in(first.text)) == 1
    (broken,) = broken_references(paper)
    assert broken.found.description == "Okänt"
    document.close()


def test_references_and_footnotes_are_the_same_after_a_round_trip(tmp_path: Path) -> None:
    document = _file(tmp_path, _source())
    text = queries.plans(document.session)[0].papers[0].sections[0].blocks[0].text
    exported = export_json(document.session)
    document.close()
    again = _file(tmp_path, exported)
    assert queries.plans(again.session)[0].papers[0].sections[0].blocks[0].text == text
    assert export_json(again.session) == exported
    again.close()
