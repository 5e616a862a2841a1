"""What dialogs that ask have in common: where the keyboard begins, rows high enough, and room on a small screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.budget.checks_dialog import CheckDialog, ChecksDialog
from scn_desktop.views.budget.column_dialog import ColumnDialog
from scn_desktop.views.budget.new_table_dialog import NewTableDialog
from scn_desktop.views.budget.row_dialog import RowDialog
from scn_desktop.views.dialogs.titled_dialog import TitledDialog
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.theme import theme


@pytest.fixture(params=[100, 150])
def dialogs(
    request: pytest.FixtureRequest, qtbot: QtBot, window: MainWindow, bridge: Bridge
) -> Iterator[list[TitledDialog]]:
    """Dialogs of the budget over a small window, at a text size."""
    theme().apply(percent=request.param)
    table = bridge.plan.budget_tables[0]
    total = next(row for row in reversed(table.rows) if row.kind != "heading")
    made: list[TitledDialog] = [
        NewTableDialog(bridge, None, lambda _table: None, window),
        ColumnDialog(bridge, table.columns[-1], window),
        RowDialog(bridge, total, window),
        CheckDialog(bridge, None, window),
        ChecksDialog(bridge, window),
    ]
    for dialog in made:
        dialog.setModal(False)
        dialog.show()
        qtbot.waitExposed(dialog)
    yield made
    for dialog in made:
        dialog.close()


def test_the_keyboard_begins_with_the_first_question_and_not_with_cancel(dialogs: list[TitledDialog]) -> None:
    for dialog in dialogs:
        focused = dialog.focusWidget()
        assert focused is not None
        assert focused not in dialog.foot_buttons, dialog.windowTitle()


def test_every_dialog_fits_in_the_window_with_its_buttons_in_sight(dialogs: list[TitledDialog]) -> None:
    for dialog in dialogs:
        assert dialog.height() <= 688, dialog.windowTitle()
        for each in dialog.foot_buttons:
            if each.isVisible():
                assert dialog.rect().contains(each.geometry()), dialog.windowTitle()


def test_rows_of_lists_are_high_enough_to_hit(dialogs: list[TitledDialog]) -> None:
    lists = [each for dialog in dialogs for each in dialog.findChildren(QListWidget) if each.count()]
    assert len(lists) >= 2
    for each in lists:
        assert each.visualItemRect(each.item(0)).height() >= theme().px(31)
        assert each.horizontalScrollBar().maximum() == 0
