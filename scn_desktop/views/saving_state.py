"""Tells the user whether what was typed is in the file: status bar, and the bars that stay."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import Banner, BannerKind
from scn_desktop.views.widgets.status_bar import StatusBar


class SavingState(QObject):
    """Owns the two bars under the header. `copy_wanted` follows *Spara en kopia…* in either."""

    copy_wanted = Signal()

    def __init__(self, status: StatusBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.read_only = Banner(BannerKind.READ_ONLY)
        self.not_saved = Banner(BannerKind.NOT_SAVED)
        self._status = status
        self._bridge: Bridge | None = None
        self._last: datetime | None = None

    def begin(self, bridge: Bridge) -> None:
        """Follow an open document."""
        self._bridge = bridge
        self._last = None
        bridge.saving.connect(self._status.show_saving)
        bridge.saved.connect(self._saved)
        bridge.write_failed.connect(self._failed)
        bridge.refused.connect(self.tell)
        bridge.message.connect(self._status.show_message)
        bridge.detail.connect(self._status.show_detail)
        if bridge.read_only:
            reason = tr("{reason}. Du kan läsa och kopiera.").format(reason=bridge.document.read_only_reason)
            self.read_only.show_cause(reason, [(tr("Spara en kopia…"), self.copy_wanted.emit)])
        self._saved(None)

    def apply_theme(self) -> None:
        """Show the bars at the text size in force."""
        self.read_only.apply_theme()
        self.not_saved.apply_theme()

    def end(self) -> None:
        """No file is open."""
        self._bridge = None
        self.read_only.clear()
        self.not_saved.clear()
        self._status.show_information(tr("Allt stannar på den här datorn. Programmet använder aldrig internet."))
        self._status.show_owner("", "")
        self._status.show_detail("")
        self._status.show_message("")

    @Slot(object)
    def _saved(self, at: datetime | None) -> None:
        """`at` None: nothing was written, the state is as before."""
        if at is not None:
            self._last = at
            self.not_saved.clear()
        if self._bridge is not None and self._bridge.read_only:
            self._status.show_information(tr("Öppen för läsning"), "lock")
        elif self._last is not None:
            self._status.show_saved(self._last)
        else:
            self._status.show_information(tr("Allt är sparat"), "check")

    @Slot(str)
    def _failed(self, reason: str) -> None:
        self._status.show_not_saved()
        choices = [(tr("Försök igen"), self._try_again), (tr("Spara en kopia…"), self.copy_wanted.emit)]
        self.not_saved.show_cause(reason, choices)

    def _try_again(self) -> None:
        if self._bridge is not None:
            self._bridge.try_again()

    @Slot(str)
    def tell(self, reason: str) -> None:
        """Why something was not done, until the next change."""
        self._status.show_message(reason)

    @Slot()
    def tell_saved(self) -> None:
        """What Ctrl+S answers."""
        if self._bridge is not None and not self._bridge.read_only and self.not_saved.isHidden():
            self._status.show_message(tr("Allt är sparat. Programmet sparar medan du skriver."))
