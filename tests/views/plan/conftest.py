"""The tab Verksamhetsplan in the program's own window."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.block_editor import BlockEditor
from scn_desktop.views.plan.tab import PlanTab


@pytest.fixture
def tab(window: MainWindow) -> PlanTab:
    shown = window.current_tab
    assert isinstance(shown, PlanTab)
    return shown


@pytest.fixture
def show(tab: PlanTab, bridge: Bridge) -> Callable[[str], BlockEditor]:
    """Go to the first section with a block of that kind, and return the block's editor."""

    def go(kind: str) -> BlockEditor:
        found: list[Block] = [block for paper in bridge.plan.papers for block in queries.blocks_of_kind(paper, kind)]
        tab.show_place(found[0].section.id)
        return tab.section.editor_of(found[0].id)

    return go
