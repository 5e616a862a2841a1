"""Told quietly in the recording: the plan's questions have changed since the record began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.spot_check import SpotCheck


class QuestionsNotice(QWidget):
    """Hidden while the record asks what the plan asks."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._record_id = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        self.said = label("", "secondary")  # one that wraps would make the page around it scroll
        row.addWidget(self.said, 1)
        self.take_button = button(tr("Hämta de nya frågorna"), self._take, role="link")
        self.take_button.setProperty("finger", "true")
        row.addWidget(self.take_button)
        self.hide()

    def show_record(self, record: SpotCheck | None) -> None:
        """Look whether the questions differ, and how many answers would go."""
        from scn_desktop.models.checklist_changes import has_changed, lost_answers

        changed = record is not None and not self._bridge.read_only and has_changed(record)
        if record is not None and changed:
            self._record_id = record.id
            lost = lost_answers(record)
            words = tr("Planens frågor är ändrade.")
            if lost:
                gone = tr("En besvarad fråga utgår.") if lost == 1 else tr("{n} besvarade utgår.").format(n=lost)
                words = f"{words} {gone}"
            self.said.setText(words)
        self.setVisible(changed)

    def _take(self) -> None:
        from scn_desktop.models.edits import checklists

        record = self._record_id
        self._bridge.attempt(
            tr("Hämta de nya frågorna"),
            lambda session: checklists.take_questions(session, record),
            tr("De nya frågorna är hämtade."),
        )
