"""Papers are added and removed in the plan; attachments and signatures are edited where they stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from scn_desktop.models import queries
from scn_desktop.models.attachments import shown_title
from scn_desktop.models.plan import Paper
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.block_editor import BlockEditor
from scn_desktop.views.plan.paper_parts import AttachmentsBlock, SignaturesBlock
from scn_desktop.views.plan.tab import PlanTab
from scn_desktop.views.widgets.edit_table import Role
from scn_desktop.views.widgets.wrap_delegate import CellEditor


def memo_of(bridge: Bridge) -> Paper:
    found = queries.paper_of_kind(bridge.plan, "cover_memo")
    assert found is not None
    return found


@pytest.fixture
def attached(show: Callable[[str], BlockEditor]) -> AttachmentsBlock:
    editor = show("attachments")
    assert isinstance(editor, AttachmentsBlock)
    QAbstractItemModelTester(editor.model, QAbstractItemModelTester.FailureReportingMode.Fatal, editor)
    return editor


@pytest.fixture
def signed(show: Callable[[str], BlockEditor]) -> SignaturesBlock:
    editor = show("signatures")
    assert isinstance(editor, SignaturesBlock)
    QAbstractItemModelTester(editor.rows.model, QAbstractItemModelTester.FailureReportingMode.Fatal, editor)
    return editor


def titles(editor: AttachmentsBlock) -> list[str]:
    return [editor.model.text(row, 1) for row in range(editor.model.rowCount())]


# Papers --------------------------------------------------------------------------------------------------------------
def test_a_new_paper_is_shown_at_once_and_can_be_undone(window: MainWindow, tab: PlanTab, bridge: Bridge) -> None:
    before = [paper.id for paper in bridge.plan.papers]
    menu = tab.outline.new_paper_menu()
    next(each for each in menu.actions() if each.text() == "Tjänsteskrivelse").trigger()
    assert len(bridge.plan.papers) == len(before) + 1
    shown = tab.outline.model.paper
    assert shown is bridge.plan.papers[-1]
    assert tab.section.section is shown.sections[0]
    window.undo()
    assert [paper.id for paper in bridge.plan.papers] == before
    assert tab.outline.model.paper is bridge.plan.papers[0]


def test_the_shown_paper_is_removed_and_comes_back(window: MainWindow, tab: PlanTab, bridge: Bridge) -> None:
    memo = memo_of(bridge)
    tab.show_place(memo.sections[0].id)
    action = next(each for each in tab.menu_actions("plan") if each.text() == "Ta bort handlingen")
    action.trigger()
    assert queries.paper_of_kind(bridge.plan, "cover_memo") is None
    assert tab.outline.model.paper is bridge.plan.papers[0]
    assert tab.section.section is bridge.plan.papers[0].sections[0]
    window.undo()
    assert tab.outline.model.paper is memo_of(bridge)


def test_the_only_paper_cannot_be_removed(tab: PlanTab, bridge: Bridge) -> None:
    for _ in range(len(bridge.plan.papers) - 1):
        tab.outline.delete_paper()
    action = next(each for each in tab.menu_actions("plan") if each.text() == "Ta bort handlingen")
    assert not action.isEnabled()
    refused: list[str] = []
    bridge.refused.connect(refused.append)
    tab.outline.delete_paper()
    assert len(bridge.plan.papers) == 1
    assert "minst en handling" in refused[0]


def test_the_fields_are_those_that_the_paper_prints(tab: PlanTab, bridge: Bridge) -> None:
    def shown() -> set[str]:
        return {name.removeprefix("paper.") for name, field in tab.paper.fields.items() if not field.isHidden()}

    tab.show_place(memo_of(bridge).sections[0].id)
    tab.show_paper()
    assert shown() == {"title", "recipient", "registry_number", "dated", "officers"}
    tab.show_place(bridge.plan.papers[0].sections[0].id)
    tab.show_paper()
    assert {"document_kind", "decided_by", "document_owner", "considered_on", "version"} <= shown()
    assert "recipient" not in shown()


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("document_owner", " Ulla Ek ", "Ulla Ek"),
        ("considered_on", "2026-12-16", "2026-12-16"),
        ("considered_on", "", None),
    ],
)
def test_cover_data_is_written_and_can_be_undone(
    window: MainWindow, tab: PlanTab, bridge: Bridge, name: str, typed: str, kept: str | None
) -> None:
    paper = bridge.plan.papers[0]
    before = getattr(paper, name)
    tab.show_paper()
    field = tab.paper.fields[f"paper.{name}"]
    field.editor.setText(typed)
    assert field.commit()
    assert getattr(paper, name) == kept != before
    window.undo()
    assert getattr(paper, name) == before


def test_a_tjansteskrivelse_is_offered_what_only_it_has(tab: PlanTab, bridge: Bridge) -> None:
    tab.show_place(memo_of(bridge).sections[0].id)
    assert {"Bilagor", "Underskrifter"} <= {action.text() for action in tab.section.add_actions()}
    tab.show_place(bridge.plan.papers[0].sections[0].id)
    assert not {"Bilagor", "Underskrifter"} & {action.text() for action in tab.section.add_actions()}


def test_print_begins_with_the_paper_that_is_shown(tab: PlanTab, bridge: Bridge) -> None:
    memo = memo_of(bridge)
    tab.show_place(memo.sections[0].id)
    assert tab.report() == ("tjansteskrivelse", {"paper_id": memo.id})


# Attachments ---------------------------------------------------------------------------------------------------------
def test_attachments_are_numbered_as_they_stand_and_follow_their_papers(
    attached: AttachmentsBlock, bridge: Bridge
) -> None:
    assert [attached.model.text(row, 0) for row in range(3)] == ["1", "2", "3"]
    paper = bridge.plan.papers[0]
    assert titles(attached)[0] == paper.title
    assert "följer med" in attached.model.index(0, 1).data(Role.SECONDARY)
    assert not attached.model.flags(attached.model.index(0, 2)) & Qt.ItemFlag.ItemIsEditable
    assert attached.model.flags(attached.model.index(2, 2)) & Qt.ItemFlag.ItemIsEditable


def test_a_typed_title_that_is_a_papers_attaches_the_paper(
    window: MainWindow, attached: AttachmentsBlock, bridge: Bridge
) -> None:
    memo = memo_of(bridge)
    chosen = bridge.plan.papers[1]
    assert chosen.title in attached.model.index(2, 1).data(Role.CHOICES)
    assert attached.model.setData(attached.model.index(2, 1), f" {chosen.title} ")
    assert memo.attachments[2].attached_paper is chosen
    assert memo.attachments[2].title == ""
    assert attached.model.setData(attached.model.index(2, 1), "Yttrande från ungdomsrådet")
    assert memo.attachments[2].attached_paper_id is None
    window.undo()
    assert memo.attachments[2].attached_paper is chosen


def test_attachments_move_with_alt_and_arrows(window: MainWindow, attached: AttachmentsBlock) -> None:
    before = titles(attached)
    attached.focus_editor()
    attached.rows.table.setCurrentIndex(attached.model.index(2, 1))
    QTest.keyClick(attached.rows.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(attached) == [before[0], before[2], before[1]]
    assert attached.rows.table.currentIndex().row() == 1
    window.undo()
    assert titles(attached) == before


def test_a_new_attachment_is_typed_at_once(attached: AttachmentsBlock, bridge: Bridge) -> None:
    attached.rows.new_button.click()
    field = QApplication.focusWidget()
    assert isinstance(field, CellEditor)
    QTest.keyClicks(field, "Tabellbilaga")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [shown_title(each) for each in memo_of(bridge).attachments][-1] == "Tabellbilaga"


def test_a_paper_is_attached_from_the_menu(attached: AttachmentsBlock, bridge: Bridge) -> None:
    menu = next(action.menu() for action in attached.own_actions() if action.text() == "Bilägg handlingen")
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [paper.title for paper in bridge.plan.papers[:2]]
    menu.actions()[1].trigger()
    assert memo_of(bridge).attachments[-1].attached_paper is bridge.plan.papers[1]


def test_removing_every_attachment_leaves_the_way_to_a_new_one(window: MainWindow, attached: AttachmentsBlock) -> None:
    attached.rows.delete_rows([0, 1, 2])
    assert attached.rows.table.isHidden()
    assert not attached.rows.empty.isHidden()
    window.undo()
    assert len(titles(attached)) == 3


def test_a_personal_number_stays_in_its_cell_with_the_reason(attached: AttachmentsBlock) -> None:
    cell = attached.model.index(2, 1)
    assert not attached.model.setData(cell, "Yttrande 640823-3234")
    assert cell.data(Role.ERROR)


# Signatures ----------------------------------------------------------------------------------------------------------
def test_signatures_are_written_moved_and_removed(
    qtbot: QtBot, window: MainWindow, signed: SignaturesBlock, bridge: Bridge
) -> None:
    memo = memo_of(bridge)
    model = signed.rows.model
    assert model.setData(model.index(0, 1), "tillförordnad socialdirektör")
    assert memo.signatures[0].title == "tillförordnad socialdirektör"
    signed.rows.move_row(1, -1)
    assert memo.signatures[0].name == "Mikael Stjernlöf"
    signed.rows.delete_rows([1])
    assert [each.name for each in memo.signatures] == ["Mikael Stjernlöf"]
    for _ in range(3):
        window.undo()
    assert [each.name for each in memo.signatures] == ["Katarina Ljungfors", "Mikael Stjernlöf"]
    assert memo.signatures[0].title == "socialdirektör"
