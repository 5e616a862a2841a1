"""Every draw that was made for some meetings: nobody draws again until pleased without its being seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.titled_dialog import TitledDialog
from scn_desktop.views.spot_check.draw_result import ResultPage
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button

if TYPE_CHECKING:
    from scn_desktop.models.spot_check import Meeting, SpotCheck

_WIDTH, _HEIGHT = 900, 600


class DrawsDialog(TitledDialog):
    """The draws of a meeting, with the stickprov at hand where one may still be left out."""

    def __init__(
        self, bridge: Bridge, meetings: Sequence[Meeting], parent: QWidget,
        record: SpotCheck | None = None, now: Callable[[], datetime] | None = None,
    ) -> None:  # fmt: skip
        from scn_desktop.models.draw_words import meeting_words

        lead = tr(
            "Varje dragning bevaras och kan göras om av den som får se listan. Uppgifterna omfattas av sekretess."
        )
        super().__init__(tr("Dragningar av ärenden"), lead, parent)
        made = [draw for meeting in meetings for draw in meeting.draws]
        names = {draw.id: meeting_words(draw.meeting) for draw in made} if len(meetings) > 1 else {}
        self.outcome = ResultPage(bridge, made, record, now, names)
        self.content.addWidget(self.outcome, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.close_button = button(tr("Stäng"), self.accept, touch=True)
        self.close_button.setDefault(True)
        foot.addWidget(self.close_button)
        self.foot_buttons = [self.close_button]
        self.page.addLayout(foot)
        self.resize(theme().px(_WIDTH), theme().px(_HEIGHT))


def draws_link(bridge: Bridge, meetings: Callable[[], Sequence[Meeting]], parent: QWidget) -> QPushButton:
    """A link that shows the draws of those meetings."""
    made = button(tr("Dragningar av ärenden…"), lambda: DrawsDialog(bridge, meetings(), parent).open(), role="link")
    made.setProperty("finger", "true")
    return made
