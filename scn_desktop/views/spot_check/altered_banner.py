"""Told when a file is opened: a signed stickprov was changed with another tool, which one and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.tasks import Progress, Tasks
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import Banner, BannerKind

if TYPE_CHECKING:
    from scn_desktop.models.document.snapshot import Snapshot
    from scn_desktop.models.spot_check_alterations import Alteration

AFTER = 300
"""Milliseconds from the opening of the file to the control: what was opened is shown first."""


class AlteredBanner(Banner):
    """Hidden while every signed record still says what was signed. *Visa* goes to the first that does not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(BannerKind.ALTERED, parent)
        self._bridge: Bridge | None = None
        self._tasks = Tasks(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER)
        self._soon.timeout.connect(self.control)

    def begin(self, bridge: Bridge) -> None:
        """Control an open file, when it is shown."""
        self._bridge = bridge
        self._soon.start()

    def end(self) -> None:
        """Let go of the file."""
        self._soon.stop()
        self._tasks.wait()
        self._bridge = None
        self.clear()

    @Slot()
    def control(self) -> None:
        """Look for changed records on a snapshot, so that nothing waits for it."""
        from scn_desktop.models import queries

        if self._bridge is not None and self._bridge.document.is_writing:
            self._soon.start()  # a large paste is under way
        elif self._bridge is not None and queries.has_signed(self._bridge.session):
            snapshot = self._bridge.document.snapshot()
            self._tasks.run(
                tr("Kontrollerar signerade stickprov"), lambda progress: _altered(progress, snapshot), self._tell
            )

    def _tell(self, found: list[Alteration]) -> None:
        from scn_desktop.models.spot_check_alterations import warning

        bridge = self._bridge
        if bridge is None:
            return
        bridge.altered = frozenset(each.record_id for each in found)
        if not found:
            return
        bridge.altered_found.emit()
        first = found[0].meeting_id
        choices = [(tr("Visa"), lambda: bridge.go_to("spot_check", first)), (tr("Stäng"), self.clear)]
        self.show_cause(warning(found), choices)


def _altered(progress: Progress, snapshot: Snapshot) -> list[Alteration]:
    from scn_desktop.models.spot_check_alterations import alterations

    with snapshot:
        progress.step(0, 0)
        return alterations(snapshot.session)
