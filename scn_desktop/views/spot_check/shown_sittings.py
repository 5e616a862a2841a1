"""Which sittings the tab lists: those of one year, and those about it; in a file with ten years' the rest are many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from scn_desktop.views.bridge import Bridge

if TYPE_CHECKING:
    from scn_desktop.models.spot_check import Meeting, SpotCheck
    from scn_desktop.models.spot_check_rules import Sitting


class ShownSittings(QObject):
    """The sittings of `year` and of the first months of the next, and each utskott's last of the year before.

    `another` is the key of a meeting that is to have one more stickprov, of something else; "" for none.

    Which signed records were changed with another tool is told later than what is shown (`altered_found`): by the
    window's control of the whole file, or where there is none by a control of the year.
    """

    altered_found = Signal()

    def __init__(self, bridge: Bridge, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._now = now
        self._of_year: frozenset[str] = frozenset()
        self.year = now().year
        self.another = ""
        self._made_of: object = None
        self._listed: list[Sitting] = []
        bridge.altered_found.connect(self.altered_found)
        QTimer.singleShot(0, self, self._control_year)

    @property
    def altered(self) -> frozenset[str]:
        """The keys of the records that are known to be changed."""
        return self._bridge.altered if self._bridge.altered is not None else self._of_year

    @Slot()
    def _control_year(self) -> None:
        from scn_desktop.models.spot_check_alterations import altered_in_year

        bridge = self._bridge
        if bridge.is_open and bridge.altered is None and not bridge.document.is_writing:
            self._of_year = frozenset(altered_in_year(bridge.session, self.year))
            if self._of_year:
                self.altered_found.emit()

    def _sittings(self, meetings: Iterable[Meeting]) -> list[Sitting]:
        """The meetings' sittings, in the order of their days."""
        from scn_desktop.models.spot_check_rules import sittings

        in_order = sorted(meetings, key=lambda each: (each.held_on or "", each.subcommittee.order_key))
        return sittings(in_order, self._now().date(), self.altered)

    def listed(self) -> list[Sitting]:
        """The sittings to choose among, in the order of their days; made once for each change of the document."""
        made_of = (self._bridge.changes, self.year, self.another, self.altered, self._now().date())
        if self._made_of != made_of:
            self._made_of, self._listed = made_of, self._list()
        return self._listed

    def _list(self) -> list[Sitting]:
        from scn_desktop.models import queries

        first, last = f"{self.year:04}-01-01", f"{self.year + 1:04}-03-31"
        today = self._now().date().isoformat()
        window: dict[str, Meeting] = {}
        ahead: list[Meeting] = []  # what is next is told of all that is to come, also where that is not listed
        for subcommittee in queries.all_years(self._bridge.session):
            before: Meeting | None = None
            for meeting in subcommittee.meetings:
                held_on = meeting.held_on or ""
                if first <= held_on <= last:
                    window[meeting.id] = meeting
                elif held_on >= today:
                    ahead.append(meeting)
                elif held_on and held_on < first:
                    before = meeting
            if before is not None:
                window[before.id] = before
        found = self._sittings([*window.values(), *(each for each in ahead if each.id not in window)])
        listed = [each for each in found if each.meeting.id in window]
        return sorted([*listed, *self._one_more(window)], key=lambda each: each.meeting.held_on or "")

    def _one_more(self, meetings: Mapping[str, Meeting]) -> list[Sitting]:
        """A stickprov that is not begun, of a meeting that has one already."""
        from scn_desktop.models.spot_check_rules import Sitting

        meeting = meetings.get(self.another)
        return [Sitting(meeting, None, "later")] if meeting is not None and meeting.spot_checks else []

    def of_subcommittee(self, subcommittee_id: str) -> list[Sitting]:
        """The sittings of an utskott, of every year, in the order of their days."""
        from scn_desktop.models import queries

        found = (each for each in queries.all_years(self._bridge.session) if each.id == subcommittee_id)
        return self._sittings(each for mine in found for each in mine.meetings if each.held_on is not None)

    def find(self, place: object) -> Sitting | None:
        """The sitting with that key, or a meeting's or record's first; what is listed follows it to its year."""
        from scn_desktop.models import queries
        from scn_desktop.models.spot_check import Meeting, SpotCheck

        wanted, _, record_id = str(place).partition("/")
        session = self._bridge.session
        record: SpotCheck | None = queries.find(session, SpotCheck, record_id or wanted)
        meeting = record.meeting if record is not None else queries.find(session, Meeting, wanted)
        if meeting is None or meeting.held_on is None:
            return None
        self.year = date.fromisoformat(meeting.held_on).year
        mine = [each for each in self.listed() if each.meeting.id == meeting.id]
        if record is not None:
            mine = [each for each in mine if each.record is record]
        elif "/" in str(place):
            mine = [each for each in mine if each.key == place]
        return next(iter(mine), None)
