"""Stickprov: chooses the meeting, and shows its record as it is recorded or as it was signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.spot_check.meeting_side import MeetingSide
from scn_desktop.views.spot_check.record_view import RecordView, UnsignedView
from scn_desktop.views.spot_check.recording import RecordingView
from scn_desktop.views.spot_check.register_view import RegisterView
from scn_desktop.views.spot_check.shown_sittings import ShownSittings
from scn_desktop.views.spot_check.signing import ask_and_sign
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.models.spot_check_rules import Sitting

_TABLES = frozenset(
    {
        "subcommittee", "verifier", "meeting", "spot_check", "spot_check_question", "spot_check_case",
        "spot_check_answer", "spot_check_category", "checklist_question", "comment_phrase",
        "spot_check_correction", "draw", "draw_omission",
    }
)  # fmt: skip


def local_now() -> datetime:
    """The time here, with its zone."""
    return datetime.now().astimezone()


class SpotCheckTab(QWidget):
    """Recording (no list beside it), signed records (the meetings beside them), or the register."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None, now: Callable[[], datetime] = local_now) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._now = now
        self._key = ""
        self._shown = ShownSittings(bridge, now, self)
        self.recording = RecordingView(bridge, now)
        self.register = RegisterView(bridge)
        self.record_view: RecordView | None = None
        self.side = MeetingSide()
        self._signed = QSplitter(Qt.Orientation.Horizontal)
        self._right = QWidget()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._choose_first()

    def _lay_out(self) -> None:
        px = theme().px
        self._signed.setObjectName("spot-check")
        self._signed.addWidget(self.side)
        self._signed.addWidget(self._right)
        self._signed.setStretchFactor(1, 1)
        self._signed.setCollapsible(0, False)
        self._signed.setSizes([px(262), px(1104)])
        for page in (self.recording, self._signed, self.register):
            self._pages.addWidget(page)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def _connect(self) -> None:
        self._bridge.changed.connect(self._document_changed)
        self._shown.altered_found.connect(self._altered_found)
        self.recording.sitting_chosen.connect(self._chosen)
        self.recording.begun.connect(self._begun)
        self.recording.sign_requested.connect(self.sign)
        self.recording.checklists_wanted.connect(self.show_checklists)
        self.register.checklists_wanted.connect(self.show_checklists)
        self.register.done.connect(self._leave_register)
        self.register.compilation_requested.connect(self.print_compilation)
        self.side.subcommittee_chosen.connect(self._subcommittee_chosen)
        self.side.chosen.connect(self._meeting_chosen)
        self.side.walked_to.connect(self._walked_to)
        self.side.register_wanted.connect(self.show_register)
        self.side.month_wanted.connect(self.print_month)
        self.side.compilation_wanted.connect(self.print_compilation)

    # What the window asks --------------------------------------------------------------------------------------------
    def finish_edits(self) -> None:
        """Commit what is being typed."""
        self.recording.finish_edits()
        self.register.finish_edits()

    def focus_first(self) -> None:
        """Focus what is to be done first."""
        self._tell_secrecy()
        page = self._pages.currentWidget()
        if page is self.recording:
            self.recording.focus_first()
        elif page is self.register:
            self.register.focus_first()
        else:
            self.side.setFocus(Qt.FocusReason.OtherFocusReason)

    def undo_target(self, change_set: ChangeSet) -> bool:
        """Show the record, or the register, that was changed."""
        tables = change_set.tables()
        if not tables & _TABLES:
            return False
        sitting = self._touched(change_set)
        if sitting is not None:
            self._show(sitting.key)
            self._open_changed_case(sitting, change_set)
            return True
        if tables & {"subcommittee", "verifier", "meeting"}:
            self.show_register()
        return True

    def _touched(self, change_set: ChangeSet) -> Sitting | None:
        """The sitting of the first record that was changed and is still there."""
        from scn_desktop.models import queries

        for table in queries.RECORD_TABLES:
            for row_id in sorted(change_set.rows(table)):
                record = queries.record_of(self._bridge.session, table, row_id)
                sitting = self._shown.find(record.id) if record is not None else None
                if sitting is not None:
                    return sitting
        return None

    def _open_changed_case(self, sitting: Sitting, change_set: ChangeSet) -> None:
        for case in sitting.record.cases if sitting.record is not None else []:
            answers = {answer.id for answer in case.answers} & change_set.rows("spot_check_answer")
            if answers or case.id in change_set.rows("spot_check_case"):
                self.recording.open_case(case.id)
                return

    def place(self) -> object:
        """The sitting that is shown."""
        return self._key

    def show_place(self, place: object) -> None:
        """Show a sitting by its key, a meeting by its, or the register by an utskott's."""
        from scn_desktop.models import queries

        found = self._shown.find(place)
        if found is not None:
            self._show(found.key)
        elif place in [each.id for each in queries.subcommittees(self._bridge.session)]:
            self.show_register()

    def keys(self) -> Sequence[tuple[str, str]]:
        """The tab's own keys."""
        return (
            (tr("J N E"), tr("Svara ja, nej eller ej aktuellt och gå vidare")),
            (tr("U A"), tr("Bedöm utan anmärkning eller anmärkning och gå vidare")),
            (tr("Enter"), tr("Nästa")),
            (tr("Alt+Enter"), tr("Ny rad i en kommentar")),
            (tr("Ctrl+Blanksteg"), tr("Välj en färdig kommentar")),
            (tr("Alt+1 … Alt+9"), tr("Öppna ett ärende")),
            (tr("Ctrl+Enter"), tr("Signera och lås, eller gå till det som saknas")),
        )

    def menu_actions(self, menu: str) -> Sequence[QAction]:
        """*Infoga*: a case; *Plan*: the register, and removing the record."""
        record = self.recording.record if self._pages.currentWidget() is self.recording else None
        if menu == "plan":
            register = QAction(tr("Utskott, justerare och sammanträden…"), self)
            register.triggered.connect(self.show_register)
            checklists = QAction(tr("Vad som kontrolleras och frågor…"), self)
            checklists.triggered.connect(self.show_checklists)
            another = QAction(tr("Nytt stickprov vid samma sammanträde"), self)
            another.setEnabled(self._has_record() and not self._bridge.read_only)
            another.triggered.connect(self.begin_another)
            remove = QAction(tr("Ta bort det påbörjade stickprovet"), self)
            remove.setEnabled(record is not None and not self._bridge.read_only)
            remove.triggered.connect(self._remove_record)
            month = QAction(tr("Skriv ut månadslista över stickprov…"), self)
            month.triggered.connect(self.print_month)
            compilation = QAction(tr("Skriv ut sammanställning av stickprov…"), self)
            compilation.triggered.connect(self.print_compilation)
            return (register, checklists, another, remove, month, compilation)
        return ()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_secrecy()

    def _tell_secrecy(self) -> None:
        self._bridge.show_detail(tr("Skriv aldrig namn eller personnummer. Sekretess gäller."))

    # Which sitting ---------------------------------------------------------------------------------------------------
    def _choose_first(self) -> None:
        """The stickprov last written in, else today's sitting or the next; with none, the register."""
        from scn_desktop.models import queries
        from scn_desktop.models.spot_check_rules import preselected

        begun = queries.last_edited_spot_check(self._bridge.session)
        chosen = self._shown.find(begun.id) if begun is not None else None
        if chosen is None:
            self._shown.year = self._now().year
            chosen = preselected(self._shown.listed(), self._now().date())
        if chosen is None:
            self.show_register()
        else:
            self._show(chosen.key)

    def _show(self, key: str) -> None:
        sitting = self._shown.find(key)
        if sitting is None:
            self._choose_first()
            return
        self._key = key
        if sitting.record is not None and sitting.record.signed:
            self._show_signed(sitting)
        else:
            self.recording.show_sitting(sitting, self._shown.listed())
            self._pages.setCurrentWidget(self.recording)

    def _show_signed(self, sitting: Sitting) -> None:
        self._show_list(sitting)
        assert sitting.record is not None  # only signed records come here
        self.record_view = RecordView(self._bridge, sitting.record, self._now)
        self._put_right(self.record_view)
        self._pages.setCurrentWidget(self._signed)

    def _show_list(self, sitting: Sitting) -> None:
        """The meetings of the sitting's utskott, of every year, latest first."""
        from scn_desktop.models import queries

        mine = self._shown.of_subcommittee(sitting.meeting.subcommittee_id)
        self.side.show_meetings(queries.subcommittees(self._bridge.session), mine, sitting)

    def _put_right(self, shown: QWidget) -> None:
        old = self._signed.replaceWidget(1, shown)
        self._right = shown  # replaceWidget takes no ownership in Python
        shown.show()
        if old is not None:
            old.hide()
            old.deleteLater()

    @Slot(str)
    def _walked_to(self, key: str) -> None:
        """The arrows show what each meeting has; only Enter or a press leaves the list for one to fill in."""
        from scn_desktop.swedish import format_date

        sitting = self._shown.find(key)
        if sitting is None or key == self._key:
            return
        if sitting.record is not None and sitting.record.signed:
            self._show(key)
            return
        self._key = key
        self.record_view = None
        held = sitting.meeting.held_on
        heading = tr("{utskott}, {day}").format(
            utskott=sitting.meeting.subcommittee.name, day=format_date(held) if held else tr("utan datum")
        )
        unsigned = UnsignedView(heading, sitting.record is not None, self._bridge.read_only)
        unsigned.open_requested.connect(lambda: self._chosen(key))
        self._put_right(unsigned)

    @Slot(str)
    def _chosen(self, key: str) -> None:
        self._show(key)
        self.focus_first()

    def _has_record(self) -> bool:
        sitting = self._shown.find(self._key)
        return sitting is not None and sitting.record is not None

    @Slot()
    def begin_another(self) -> None:
        """One more stickprov at the meeting that is shown, of something else: choose what is controlled."""
        meeting_id = self._key.partition("/")[0]
        if not self._has_record() or self._bridge.read_only:
            return
        self.finish_edits()
        self._shown.another = meeting_id
        self._show(f"{meeting_id}/")
        self.focus_first()

    @Slot(str)
    def _begun(self, record_id: str) -> None:
        self._shown.another = ""
        found = self._shown.find(record_id)
        if found is not None:
            self._show(found.key)
            self.recording.focus_first()

    @Slot(str)
    def _subcommittee_chosen(self, subcommittee_id: str) -> None:
        from scn_desktop.models.spot_check_rules import preselected

        mine = self._shown.of_subcommittee(subcommittee_id)
        signed = [each for each in mine if each.record is not None and each.record.signed]
        wanted = signed[-1] if signed else preselected(mine, self._now().date())
        if wanted is not None:
            self._show(wanted.key)

    @Slot(str)
    def _meeting_chosen(self, key: str) -> None:
        sitting = self._shown.find(key)
        if sitting is not None and not (sitting.record is not None and sitting.record.signed):
            self._chosen(key)

    @Slot()
    def show_register(self) -> None:
        """The register of utskott, justerare and meetings."""
        self.finish_edits()
        self.register.refresh()
        self._pages.setCurrentWidget(self.register)

    @Slot()
    def show_checklists(self) -> None:
        """What the plan lets a stickprov concern, the questions and the ready phrases, to change them."""
        from scn_desktop.views.spot_check.checklist_dialog import ChecklistDialog

        self.finish_edits()
        plan = self.recording.plan if self._pages.currentWidget() is self.recording else self._bridge.plan
        ChecklistDialog(self._bridge, plan, self).open()

    @Slot()
    def print_month(self) -> None:
        """The stickprov of the month of the meeting that is shown, for its utskott."""
        sitting = self._shown.find(self._key)
        shown = sitting.meeting if sitting is not None else None
        day = shown.held_on if shown is not None and shown.held_on else self._now().date().isoformat()
        options = {"year": day[:4], "period": str(int(day[5:7]))}
        if shown is not None:
            options["subcommittee"] = shown.subcommittee.name
        self._bridge.print("stickprov-manad", options)

    @Slot()
    def print_compilation(self) -> None:
        """The stickprov of this year up to now: to April until the summer, then the whole year."""
        today = self._now().date()
        period = "april" if today.month < 8 else "year"
        self._bridge.print("stickprovssammanstallning", {"year": str(today.year), "period": period})

    @Slot()
    def _leave_register(self) -> None:
        self.register.finish_edits()
        self._show(self._key)
        self.focus_first()

    # Following the document ------------------------------------------------------------------------------------------
    @Slot(object)
    def _document_changed(self, change_set: ChangeSet) -> None:
        if not change_set.tables() & _TABLES:
            return
        if self._pages.currentWidget() is self.register:
            self.register.refresh()
            return
        self._follow()
        if "spot_check_correction" in change_set.tables():
            QTimer.singleShot(0, self, self._show_correction)  # it has its place when it is laid out

    @Slot()
    def _altered_found(self) -> None:
        if self._key and self._pages.currentWidget() is not self.register:
            self._follow()

    @Slot()
    def _show_correction(self) -> None:
        if self.record_view is not None:
            self.record_view.show_last_correction()
            self.record_view.focus_first()

    def _follow(self) -> None:
        """Show the same meeting again; its record may have come or gone."""
        same = self._shown.find(self._key) or self._shown.find(self._key.partition("/")[0])
        if same is None:
            self._choose_first()
        else:
            self._show(same.key)

    # Actions ---------------------------------------------------------------------------------------------------------
    def _remove_record(self) -> None:
        from scn_desktop.models.edits import spot_checks

        record = self.recording.record
        if record is not None:
            self._bridge.attempt(
                tr("Ta bort stickprov"),
                lambda session: spot_checks.delete_record(session, record.id),
                tr("Stickprovet togs bort."),
            )

    @Slot()
    def sign(self) -> None:
        """Ask, then sign and lock the record as its justerare."""
        record = self.recording.record
        if record is None:
            return
        if not ask_and_sign(self._bridge, record, self._now, self):
            return
        self._bridge.say(tr("Stickprovet är signerat och låst."))
        if self.record_view is not None:
            self.record_view.focus_first()
