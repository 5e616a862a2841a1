"""A small plan file for tests of edits, and the comparison that every one of them must pass."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import spot_checks
from scn_desktop.models.entities import (
    ChecklistQuestion,
    Committee,
    ControlArea,
    Plan,
    PlanningModel,
    RiskClass,
    RiskLevel,
    SpotCheckCategory,
)
from scn_desktop.models.ordering import keys_for

T = TypeVar("T")
Rows = dict[str, list[tuple[Any, ...]]]

AREAS = ("Handläggning", "Ekonomi", "Avtal")
QUESTIONS = (
    "Är skälet till beslutet tydligt?",
    "Har barnets inställning dokumenterats?",
    "Är beslutet fattat av rätt person?",
)
PROBABILITY = ("Osannolik", "Mindre trolig", "Möjlig", "Trolig")
CONSEQUENCE = ("Försumbar", "Lindrig", "Kännbar", "Allvarlig")


def fill(session: Session) -> None:
    """A nämnd with one plan, three control areas, two categories, one utskott, two justerare and one meeting."""
    committee = Committee(name="Socialnämnden", municipality="Exempelköpings kommun")
    plan = Plan(committee=committee, year=2027, outlook_to=2029)
    model = PlanningModel(plan=plan, identifier="test", name="Test", grant_word="kommunbidrag", risk_threshold=8)
    model.areas = [ControlArea(order_key=key, title=title) for title, key in zip(AREAS, keys_for(3), strict=True)]
    for axis, words in (("probability", PROBABILITY), ("consequence", CONSEQUENCE)):
        model.scale += [
            RiskLevel(axis=axis, order_key=key, value=value, wording=word)
            for value, (word, key) in enumerate(zip(words, keys_for(4), strict=True), start=1)
        ]
    model.classes = [
        RiskClass(order_key=key, wording=word, lowest=lowest)
        for (word, lowest), key in zip(
            (("Låg", 1), ("Måttlig", 4), ("Hög", 8), ("Mycket hög", 12)), keys_for(4), strict=True
        )
    ]
    model.categories = [
        SpotCheckCategory(
            order_key=key,
            title=title,
            questions=[
                ChecklistQuestion(order_key=place, text=text)
                for text, place in zip(questions, keys_for(len(questions)), strict=True)
            ],
        )
        for (title, questions), key in zip(
            (("Beslut att inte inleda utredning", QUESTIONS), ("Särskilda kostnader", QUESTIONS[:2])),
            keys_for(2),
            strict=True,
        )
    ]
    session.add(committee)
    session.flush()
    utskott = spot_checks.add_subcommittee(session, "Utskott Norr")
    session.expire(committee)
    spot_checks.add_verifier(session, utskott, "Kerstin Alm")
    spot_checks.add_verifier(session, utskott, "Olle Brandt", "substitute")
    spot_checks.add_meeting(session, utskott, "2027-09-08")


def new_document(path: Path) -> Document:
    """The small plan as an open file."""
    return Document.new(path, fill)


def rows(document: Document) -> Rows:
    """Every row of the file outside its change log, by table."""
    with sqlite3.connect(f"{document.path.as_uri()}?mode=ro", uri=True) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for name in names
            if name not in ("change", "revision") and not name.startswith("sqlite_")
        }
    connection.close()
    return found


def do_undo_redo(document: Document, action: Callable[[Session], T]) -> T:
    """Do an action, undo and redo it, and compare all rows after each; the action must change something."""
    before = rows(document)
    result = document.do("Prov", action)
    after = rows(document)
    assert after != before
    document.undo()
    assert rows(document) == before
    document.redo()
    assert rows(document) == after
    return result
