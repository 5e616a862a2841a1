"""A plan shows its controls where they are read: one kind or all, in the columns that print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from scn_desktop.exchange import paste
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import controls
from scn_desktop.models.edits.controls import NewControl
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.controls_block import ControlsBlock
from scn_desktop.views.theme import Appearance, load_fonts, theme

ROWS = "Mål / process\tRisk\tÅtgärd\nTidigt stöd\tStödet kommer för sent\tFler tider på kvällen"


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    """A new plan of Huddinge's shape, whose internal control has three tables."""
    made = create_document(
        tmp_path / "plan.scnplan", municipality="Exempelköping", committee="Nämnden", year=2027, model="huddinge-2021"
    )
    yield made
    made.close()


def block_of(document: Document, kind: str) -> Block:
    """The plan's table of one kind of controls."""
    paper = queries.plans(document.session)[0].papers[0]
    return next(each for each in queries.blocks_of_kind(paper, "controls") if each.control_kind == kind)


def shown(qtbot: QtBot, document: Document, kind: str) -> ControlsBlock:
    load_fonts()
    theme().apply(Appearance.LIGHT, 100)
    made = ControlsBlock(Bridge(document), block_of(document, kind))
    qtbot.addWidget(made)
    return made


def test_a_block_shows_its_own_kind_in_its_own_columns(qtbot: QtBot, document: Document) -> None:
    plan = queries.plans(document.session)[0]
    rows = [
        NewControl(None, "Stödet kommer för sent", "Fler tider", process="Tidigt stöd", kind="measure"),
        NewControl(None, "", "Följ måltalet", method="Bevarar resultatet", process="Personal"),
    ]
    document.do("Kontroller", lambda session: controls.append_controls(session, plan.id, rows))
    measures = shown(qtbot, document, "measure")
    assert measures.shown().titles == ["Mål / process", "Risk", "Åtgärd"]
    assert list(measures.shown().rows) == [("Tidigt stöd", "Stödet kommer för sent", "Fler tider")]
    assert measures.mark_text() == "ändras på fliken Intern kontroll"
    assert list(shown(qtbot, document, "control").shown().rows) == [("Personal", "Följ måltalet", "Bevarar resultatet")]
    audits = shown(qtbot, document, "audit")
    assert list(audits.shown().rows) == []
    assert audits.empty_text() == "Inga åtgärder efter granskning än."


def test_another_kind_is_chosen_in_the_block_s_menu_and_undone(qtbot: QtBot, document: Document) -> None:
    block = shown(qtbot, document, "measure")
    (action,) = block.own_actions()
    menu = action.menu()
    assert isinstance(menu, QMenu)
    kinds = menu.actions()
    assert [each.isChecked() for each in kinds] == [False, False, True, False]
    kinds[3].trigger()
    assert block.block.control_kind == "audit"
    document.undo()
    assert block.block.control_kind == "measure"


def test_the_way_to_where_it_is_edited_leads_to_the_first_of_the_kind(qtbot: QtBot, document: Document) -> None:
    plan = queries.plans(document.session)[0]
    rows = [NewControl(None, "En risk", "En kontroll"), NewControl(None, "En risk", "En åtgärd", kind="measure")]
    _, measure = document.do("Kontroller", lambda session: controls.append_controls(session, plan.id, rows))
    block = shown(qtbot, document, "measure")
    with qtbot.waitSignal(block.bridge.place_requested) as asked:
        block.follow_link()
    assert asked.args == ["control", measure]


def test_a_table_pasted_into_a_block_becomes_controls_of_its_kind(document: Document) -> None:
    block = block_of(document, "measure")
    target = paste.Target("controls", block.id)
    proposal = paste.propose(document.session, ROWS, target)
    assert [field.key for field in proposal.fields] == ["process", "risk", "activity"]
    preview = paste.preview(document.session, proposal)
    assert preview.rows == [["Tidigt stöd", "Stödet kommer för sent", "Fler tider på kvällen"]]
    document.do("Klistra in", lambda session: paste.apply(session, proposal))
    (control,) = queries.plans(document.session)[0].controls
    assert (control.kind, control.risk.process, control.activity) == ("measure", "Tidigt stöd", "Fler tider på kvällen")
    document.undo()
    assert queries.plans(document.session)[0].controls == []


def test_the_command_line_finds_the_table_by_the_way_to_its_section(document: Document) -> None:
    paper = queries.plans(document.session)[0].papers[0]
    section = block_of(document, "audit").section

    def target(session: Session) -> tuple[paste.Target, paste.Target]:
        path = [each.title for each in (section.parent, section) if each is not None]
        return (
            paste.target_in(session, paper, path, "controls"),
            paste.target_in(session, paper, [], "controls"),
        )

    inside, whole = target(document.session)
    assert inside.row_id == block_of(document, "audit").id
    assert whole.row_id == paper.plan_id
