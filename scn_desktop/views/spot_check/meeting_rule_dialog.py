"""Meetings from a rule: how often, which weekday, from when to when; the days are seen before they are added."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from scn_desktop.errors import InputError, ScnError
from scn_desktop.swedish import WEEKDAYS, format_date, plural
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.form_dialog import FormDialog
from scn_desktop.views.icons import icon
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.meeting_rules import Rule
    from scn_desktop.models.spot_check import Subcommittee

WEEKS: Final = ((1, "Varje vecka"), (2, "Varannan vecka"), (3, "Var tredje vecka"), (4, "Var fjärde vecka"))
PLACES: Final = (
    (1, "Den första i månaden"),
    (2, "Den andra i månaden"),
    (3, "Den tredje i månaden"),
    (4, "Den fjärde i månaden"),
    (-1, "Den sista i månaden"),
)
_WEDNESDAY: Final = 2
_DAY = Qt.ItemDataRole.UserRole
_STATE = Qt.ItemDataRole.UserRole + 1


class DayList(QListWidget):
    """The days: a click or Space leaves one out or takes it back; those that the utskott meets already stay out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Dagar som läggs till"))
        self.setMinimumHeight(theme().px(80))
        self.itemClicked.connect(self.turn)

    def show_days(self, days: list[str], taken: set[str]) -> None:
        """Days as YYYY-MM-DD, all taken in but those in ``taken``."""
        self.clear()
        for day in days:
            item = QListWidgetItem()
            item.setData(_DAY, day)
            self.addItem(item)
            self._show(item, "taken" if day in taken else "in")
        if days:
            self.setCurrentRow(0)

    def days(self) -> list[str]:
        """The days that are taken in."""
        items = [self.item(row) for row in range(self.count())]
        return [str(item.data(_DAY)) for item in items if item.data(_STATE) == "in"]

    @Slot(QListWidgetItem)
    def turn(self, item: QListWidgetItem) -> None:
        """Leave a day out, or take it back."""
        turned = {"in": "out", "out": "in"}.get(item.data(_STATE))
        if turned:
            self._show(item, turned)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Delete) and item is not None:
            self.turn(item)
        else:
            super().keyPressEvent(event)

    def _show(self, item: QListWidgetItem, state: str) -> None:
        day = format_date(str(item.data(_DAY)), weekday=True)
        words = {"in": "", "out": tr("läggs inte till"), "taken": tr("finns redan")}[state]
        sign, colour = {"in": ("check", "ok"), "out": ("x", "text2"), "taken": ("minus", "text2")}[state]
        item.setIcon(icon(sign, colour))
        item.setText(f"{day} – {words}" if words else day)
        item.setForeground(theme().colour("text" if state == "in" else "text2"))
        item.setData(_STATE, state)


class MeetingRuleDialog(FormDialog):
    """Adds ordinary meetings to an utskott in one undo step."""

    def __init__(self, bridge: Bridge, subcommittee: Subcommittee, parent: QWidget) -> None:
        lead = tr("Helgdagar räknas inte bort. Ta bort en dag som inte passar med ett klick eller blanksteg.")
        super().__init__(
            tr("Sammanträden efter en regel, {utskott}").format(utskott=subcommittee.name),
            lead, tr("Lägg till"), self._add, parent,
        )  # fmt: skip
        self._bridge = bridge
        self._id = subcommittee.id
        self._taken = {each.held_on or "" for each in subcommittee.meetings}
        year = bridge.plan.year
        self.often = ComboBox()
        for weeks, words in WEEKS:
            self.often.addItem(tr(words), ("weeks", weeks))
        for place, words in PLACES:
            self.often.addItem(tr(words), ("place", place))
        self.often.setCurrentIndex(1)
        self.often.setAccessibleName(tr("Hur ofta"))
        self.weekday = ComboBox()
        for number, name in enumerate(WEEKDAYS):
            self.weekday.addItem(name, number)
        self.weekday.choose(_WEDNESDAY)
        self.weekday.setAccessibleName(tr("Veckodag"))
        self.add_field(tr("Hur ofta, och vilken veckodag"), self.often, self.weekday)
        self.first = self._day_field(tr("Från"), f"{year:04}-01-01")
        self.last = self._day_field(tr("Till och med"), f"{year:04}-12-31")
        self.add_field(tr("Från och till och med"), self.first, self.last)
        self.days = DayList()
        self.content.addWidget(label(tr("Dagar"), "field"))
        self.content.addWidget(self.days, 1)
        self.often.currentIndexChanged.connect(self.preview)
        self.weekday.currentIndexChanged.connect(self.preview)
        self.days.itemChanged.connect(self._count)
        self.preview()
        self.resize(theme().px(480), min(theme().px(600), parent.window().height()))

    def _day_field(self, name: str, day: str) -> QLineEdit:
        made = QLineEdit(format_date(day))
        made.setAccessibleName(name)
        made.textChanged.connect(self.preview)
        return made

    def rule(self) -> Rule:
        """What is chosen."""
        from scn_desktop.models.meeting_rules import EveryWeeks, InMonth

        kind, number = self.often.currentData()
        weekday = self.weekday.currentData()
        return EveryWeeks(weekday, number) if kind == "weeks" else InMonth(weekday, number)

    def _day(self, field: QLineEdit) -> date:
        from scn_desktop.models.meeting_dates import read_days

        days, _ = read_days(field.text(), self._bridge.plan.year)
        if len(days) != 1:
            raise InputError(
                tr("”{text}” går inte att läsa som datum. Skriv till exempel 8 september eller 2027-09-08.").format(
                    text=field.text().strip()
                )
            )
        return date.fromisoformat(days[0])

    @Slot()
    def preview(self) -> None:
        """Show the days of the rule, or why there are none."""
        from scn_desktop.models.meeting_rules import days_of

        try:
            found = days_of(self.rule(), self._day(self.first), self._day(self.last))
        except ScnError as error:
            self.refused.set_content(str(error), "octagon-alert", "error")
            self.refused.show()
            found = []
        else:
            self.refused.hide()
        self.days.show_days(found, self._taken)
        self._count()

    @Slot()
    def _count(self) -> None:
        count = len(self.days.days())
        self.do_button.setText(
            tr("Lägg till {meetings}").format(meetings=plural(count, tr("sammanträde"), tr("sammanträden")))
        )
        self.do_button.setEnabled(count > 0)

    def _add(self) -> None:
        from scn_desktop.models.edits import spot_checks

        days = self.days.days()
        self._bridge.do(
            tr("Nya sammanträden"),
            lambda session: spot_checks.add_meetings(session, self._id, days),
            tr("{meetings} lades till.").format(meetings=plural(len(days), tr("sammanträde"), tr("sammanträden"))),
        )
