"""A new plan with an empty table of each kind to paste into, and a widget to open the preview from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from scn_desktop.app import make_application
from scn_desktop.exchange.paste import Target, TargetKind
from scn_desktop.models import queries
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, budgets, sections
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.theme import Appearance, theme


@dataclass
class Desk:
    """What a user has before the preview opens."""

    bridge: Bridge
    widget: QWidget
    refused: list[str]

    @property
    def document(self) -> Document:
        return self.bridge.document

    def table(self, kind: TargetKind) -> Target:
        """An empty table of that kind."""
        paper = queries.plans(self.document.session)[0].papers[0]
        if kind == "controls":
            return Target(kind, paper.plan_id)
        if kind == "budget":
            return Target(
                kind, self.document.do("Ny tabell", lambda session: budgets.add_table(session, paper.plan_id, "Ny"))
            )
        goal = self.document.do("Nytt mål", lambda session: sections.add(session, paper.id, None, 9, "goal", "Mål"))
        return Target(kind, self.document.do("Ny tabell", lambda session: blocks.add(session, goal, 9, kind)))


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    make_application()
    theme().apply(Appearance.LIGHT, 100)
    document = create_document(
        tmp_path / "plan.scnplan",
        municipality="Exempelköpings kommun",
        committee="Socialnämnden",
        year=2027,
        model="uppsala-2021",
    )
    made = Desk(Bridge(document), QWidget(), [])
    made.bridge.refused.connect(made.refused.append)
    qtbot.addWidget(made.widget)
    made.widget.show()
    yield made
    made.bridge.close()
