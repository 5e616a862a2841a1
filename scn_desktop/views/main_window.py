"""The window: menus, header, tabs built at first visit, status bar. It knows no tab's inside."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from scn_desktop.settings import Settings
from scn_desktop.views.actions import Actions
from scn_desktop.views.bridge import Bridge, call
from scn_desktop.views.header import Header
from scn_desktop.views.saving_state import SavingState
from scn_desktop.views.search.search import Search
from scn_desktop.views.spot_check.altered_banner import AlteredBanner
from scn_desktop.views.tab_pages import TabEntry, TabPages
from scn_desktop.views.tasks import Tasks
from scn_desktop.views.theme import SCALES, Appearance, theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent

    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.views.author_bar import AuthorBar
    from scn_desktop.views.start_view import StartView

WIDTH, HEIGHT = 1366, 688
FILE_SUFFIX = ".scnplan"
# Tab: the report that Utskrift begins with.
_REPORTS = {"control": "internkontrollplan", "spot_check": "stickprov"}


class MainWindow(QMainWindow):
    """Paints menus, tabs and status first; the start view or the document's tabs are made after `first_painted`.

    What concerns files it asks for by signals.
    """

    files_dropped = Signal(list)  # paths
    closed = Signal()
    first_painted = Signal()
    start_made = Signal()

    def __init__(self, settings: Settings, tabs: Sequence[TabEntry], opening: str = "") -> None:
        """`opening`: the name of the file that will be shown; "" for the start view."""
        super().__init__()
        self.settings = settings
        self.bridge: Bridge | None = None
        self.tasks = Tasks(self)
        self._percent = theme().percent
        self._painted = False
        self._author: AuthorBar | None = None  # made when it is first asked
        self.setAcceptDrops(True)
        self.setMinimumSize(900, 560)
        self.menus = Actions(self, [entry.title for entry in tabs])
        self.header = Header([entry.title for entry in tabs], self.menus.undo, self.menus.redo)
        self.status = StatusBar()
        self.saving = SavingState(self.status, self)
        self.altered = AlteredBanner()
        self.tabs = TabPages(tabs, settings)
        self.search = Search(self, self.header.search, self)
        self._start: StartView | None = None
        self._blank = QWidget()
        self._lay_out()
        self._connect()
        self._restore_geometry()
        self._show_waiting(opening)

    def _lay_out(self) -> None:
        surface = QWidget()
        layout = self._column = QVBoxLayout(surface)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.header, self.saving.read_only, self.saving.not_saved, self.altered):
            layout.addWidget(widget)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.status)
        self.tabs.addWidget(self._blank)
        self.setCentralWidget(surface)

    def _connect(self) -> None:
        actions = self.menus
        actions.undo.triggered.connect(self.undo)
        actions.redo.triggered.connect(self.redo)
        actions.search.triggered.connect(self.search.open)
        actions.next_pane.triggered.connect(self._next_pane)
        actions.keys.triggered.connect(self.show_keys)
        actions.saved.triggered.connect(self._tell_saved)
        actions.print.triggered.connect(self.show_print)
        actions.export_pdf.triggered.connect(self.show_print)
        actions.author.triggered.connect(self.ask_author)
        actions.committee.triggered.connect(self.open_committee)
        actions.quit.triggered.connect(QApplication.closeAllWindows)
        actions.larger.triggered.connect(lambda: self._step_text_size(1))
        actions.smaller.triggered.connect(lambda: self._step_text_size(-1))
        actions.text_sizes.triggered.connect(lambda action: self.set_text_size(action.data()))
        actions.appearances.triggered.connect(lambda action: self.set_appearance(Appearance(action.data())))
        actions.insert_menu.aboutToShow.connect(self._fill_insert_menu)
        actions.plan_menu.aboutToShow.connect(self._fill_plan_menu)
        for position, action in enumerate(actions.tabs):
            action.triggered.connect(lambda _checked=False, position=position: self.show_tab(position))
        self.header.tab_chosen.connect(self.show_tab)
        self.header.print_clicked.connect(actions.print.trigger)
        self.header.year_chosen.connect(self._choose_year)
        self.status.undo_clicked.connect(self.undo)
        self.status.author_clicked.connect(self.ask_author)
        self.status.cancel_clicked.connect(self.tasks.cancel)
        self.tasks.shown.connect(self.status.show_work)
        self.tasks.hidden.connect(self.status.hide_work)
        self.tasks.failed.connect(self.saving.tell)
        theme().changed.connect(self._theme_changed)
        self._mark_choices()

    # Start and document ----------------------------------------------------------------------------------------------
    def _show_waiting(self, opening: str) -> None:
        """What the first paint shows."""
        if opening:
            self.setWindowTitle(tr("{file} – SCN Desktop").format(file=opening))
            self.status.show_information(tr("Öppnar {file}…").format(file=opening), "folder-open")
        else:
            self.header.hide()
            self._show_no_document()
        for action in self.menus.needing_document:
            action.setEnabled(False)

    @property
    def start(self) -> StartView:
        """The start view, made when it is first asked for."""
        if self._start is None:
            from scn_desktop.views.start_view import StartView

            self._start = StartView(self.settings.recent_files())
            self._start.suggest(self.settings.text("municipality"), self.settings.text("committee"))
            self.tabs.addWidget(self._start)
            self.start_made.emit()
        return self._start

    def refresh_start(self) -> None:
        """Make the start view again: at another text size, or when the recent files have changed."""
        old, self._start = self._start, None
        if old is None:
            return
        if self.tabs.currentWidget() is old:
            self.tabs.setCurrentWidget(self.start)
        self.tabs.removeWidget(old)
        old.deleteLater()

    def show_start(self) -> None:
        """No file is open."""
        self.header.hide()
        self.tabs.setCurrentWidget(self.start)
        self._show_no_document()
        for action in self.menus.needing_document:
            action.setEnabled(False)
        self.menus.show_undo(None, None)

    def _show_no_document(self) -> None:
        self.setWindowTitle(tr("Välkommen – SCN Desktop"))
        self.saving.end()

    def show_document(self, bridge: Bridge, tab: str | None = None) -> None:
        """Show an open file; `tab` is the key of the tab to begin with."""
        bridge.setParent(self)
        self.bridge = bridge
        bridge.changed.connect(self._document_changed)
        bridge.plan_changed.connect(self.rebuild_tabs)
        bridge.place_requested.connect(self.show_place)
        bridge.print_requested.connect(self.open_print)
        self.setWindowTitle(tr("{file} – SCN Desktop").format(file=bridge.document.path.name))
        self.header.show()
        for action in self.menus.needing_document:
            action.setEnabled(True)
        self.saving.begin(bridge)
        self.tabs.begin(bridge)
        self.search.begin(bridge)
        self.altered.begin(bridge)
        self._show_owner()
        self._refresh_undo()
        chosen = self.tabs.place_of(tab)
        self.header.tabs.blockSignals(True)
        self.header.tabs.setCurrentIndex(chosen)
        self.header.tabs.blockSignals(False)
        self.show_tab(chosen)

    def close_document(self) -> None:
        """Let go of the file and show the start view."""
        if self.bridge is not None:
            self._let_go()
            self.show_start()

    def _let_go(self) -> None:
        if self.bridge is None:
            return
        self.finish_edits()
        self.tasks.wait()
        self.search.end()
        self.altered.end()
        if self._author is not None:
            self._author.hide()
        self.tabs.drop(self._blank)
        self.bridge.close()
        self.bridge.deleteLater()
        self.bridge = None

    @property
    def shown_path(self) -> Path | None:
        """The open file."""
        return self.bridge.document.path if self.bridge is not None else None

    def _show_owner(self) -> None:
        if self.bridge is None:
            return
        plan = self.bridge.plan
        committee = plan.committee
        owner = tr("{committee}, {municipality}").format(committee=committee.name, municipality=committee.municipality)
        author = self.bridge.document.author
        self.status.show_owner(owner, "" if self.bridge.read_only else author or tr("Vem är du?"))
        self.header.show_years([each.year for each in committee.plans], plan.year)

    # Tabs ------------------------------------------------------------------------------------------------------------
    @Slot(int)
    def show_tab(self, position: int) -> None:
        """Finish what is typed, build the tab if this is its first visit, and show it."""
        if self.bridge is None or not 0 <= position < len(self.tabs.keys):
            return
        self.finish_edits()
        self.header.tabs.setCurrentIndex(position)
        self.tabs.show_tab(self.tabs.keys[position])

    @property
    def current_tab(self) -> QWidget | None:
        return self.tabs.current_tab()

    @property
    def tab_keys(self) -> list[str]:
        return self.tabs.keys

    @property
    def current_key(self) -> str:
        return self.tabs.keys[max(0, self.header.tabs.currentIndex())]

    @Slot()
    def rebuild_tabs(self) -> None:
        """Another year or text size: build the tabs again, at the same place."""
        if self.bridge is None:
            return
        self.finish_edits()
        place = call(self.current_tab, "place")
        self.tabs.drop(self._blank)
        self._show_owner()
        self.show_tab(self.header.tabs.currentIndex())
        if place is not None:
            call(self.current_tab, "show_place", place)

    @Slot(str, object)
    def show_place(self, key: str, place: object) -> None:
        """Go to a tab and a place in it."""
        if key in self.tabs.keys:
            self.show_tab(self.tabs.keys.index(key))
            if place is not None:
                call(self.current_tab, "show_place", place)

    def finish_edits(self) -> None:
        """Commit what is being typed."""
        if self.bridge is not None:
            self.tabs.finish_edits()

    # Undo ------------------------------------------------------------------------------------------------------------
    @Slot()
    def undo(self) -> None:
        if self.bridge is not None:
            self.finish_edits()
            self._show_changed(self.bridge.undo(), tr("Ångrat: {label}"))

    @Slot()
    def redo(self) -> None:
        if self.bridge is not None:
            self.finish_edits()
            self._show_changed(self.bridge.redo(), tr("Gjort om: {label}"))

    def _show_changed(self, change_set: ChangeSet | None, sentence: str) -> None:
        """Show the place that was changed, in the tab that has it."""
        if change_set is None:
            return
        self.status.show_message(sentence.format(label=change_set.label))
        elsewhere = self.tabs.show_change(change_set)
        if elsewhere is not None:
            self.show_tab(self.tabs.keys.index(elsewhere))

    @Slot(object)
    def _document_changed(self, change_set: ChangeSet) -> None:
        self._refresh_undo()
        if self.bridge is not None and not self.bridge.document.author:
            self.author.ask()
        if any(change.table in ("committee", "plan") for change in change_set.changes):
            self._show_owner()
        if any(change.table == "plan" and change.operation == "delete" for change in change_set.changes):
            QTimer.singleShot(0, self, self.rebuild_tabs)  # the year that is shown may be gone

    def _refresh_undo(self) -> None:
        if self.bridge is not None:
            self.menus.show_undo(self.bridge.document.undo_label, self.bridge.document.redo_label)

    @Slot()
    def _tell_saved(self) -> None:
        self.finish_edits()
        self.saving.tell_saved()

    @property
    def author(self) -> AuthorBar:
        """The bar that asks who is writing."""
        if self._author is None:
            from scn_desktop.views.author_bar import AuthorBar

            self._author = AuthorBar(self._keep_author)
            self._column.insertWidget(self._column.indexOf(self.status), self._author)
        return self._author

    @Slot()
    def ask_author(self) -> None:
        """Go to the field where the one who writes is named."""
        if self.bridge is not None and not self.bridge.read_only:
            self.finish_edits()
            self.author.ask(self.bridge.document.author, take_focus=True)

    def _keep_author(self, name: str) -> None:
        """Let the changes from now on have that name. Raises InputError where it holds a personnummer."""
        from scn_desktop.models.personal_number import refuse_personal_number

        refuse_personal_number(name)
        self.settings.put("author", name)
        if self.bridge is not None:
            self.bridge.document.author = name
        self._show_owner()

    @Slot(int)
    def _choose_year(self, year: int) -> None:
        if self.bridge is not None:
            self.finish_edits()
            self.bridge.choose_year(year)

    # Look ------------------------------------------------------------------------------------------------------------
    def set_text_size(self, percent: int) -> None:
        """100–150 %; the tabs are built again at the new size."""
        self.settings.put("text_size", percent)
        theme().apply(percent=percent)

    def set_appearance(self, appearance: Appearance) -> None:
        self.settings.put("appearance", appearance.value)
        theme().apply(appearance=appearance)

    def _step_text_size(self, direction: int) -> None:
        place = min(range(len(SCALES)), key=lambda each: abs(SCALES[each] - theme().percent))
        self.set_text_size(SCALES[min(len(SCALES) - 1, max(0, place + direction))])

    @Slot()
    def _theme_changed(self) -> None:
        """Colours follow by themselves; sizes are taken when a widget is made."""
        self._mark_choices()
        if theme().percent == self._percent:
            return
        self._percent = theme().percent
        self.header.apply_theme()
        self.status.apply_theme()
        if self._author is not None:
            self._author.apply_theme()
        self.saving.apply_theme()
        self.altered.apply_theme()
        self.refresh_start()
        self.rebuild_tabs()

    def _mark_choices(self) -> None:
        for action in self.menus.text_sizes.actions():
            action.setChecked(action.data() == theme().percent)
        for action in self.menus.appearances.actions():
            action.setChecked(action.data() == theme().appearance)

    # Keyboard --------------------------------------------------------------------------------------------------------
    @Slot()
    def _next_pane(self) -> None:
        from scn_desktop.views.panes import next_pane

        next_pane(self.header.tabs, self.current_tab)

    @Slot()
    def show_keys(self) -> None:
        from scn_desktop.views.keys_dialog import KeysDialog

        found = call(self.current_tab, "keys") if self.bridge is not None else None
        KeysDialog(list(found) if isinstance(found, Sequence) else [], self).exec()

    @Slot()
    def show_print(self) -> None:
        """Preview what belongs to the tab that is shown."""
        wanted = call(self.current_tab, "report")
        usual = (_REPORTS.get(self.current_key, "verksamhetsplan"), None)
        self.open_print(*(wanted if isinstance(wanted, tuple) else usual))

    @Slot(str, object)
    def open_print(self, kind: str, options: object) -> None:
        """The print dialog, with a report kind and what it is to be made of chosen."""
        if self.bridge is None:
            return
        from scn_desktop.views.print_dialog import PrintDialog

        self.finish_edits()
        dialog = PrintDialog(self.bridge, kind, options, self)
        dialog.exec()
        dialog.deleteLater()

    @Slot()
    def open_committee(self) -> None:
        """Names, emblem and colour of the nämnd's papers."""
        if self.bridge is None:
            return
        from scn_desktop.views.dialogs.committee_dialog import CommitteeDialog

        self.finish_edits()
        CommitteeDialog(self.bridge, self).open()

    @Slot()
    def _fill_insert_menu(self) -> None:
        self._fill(self.menus.insert_menu, "insert", tr("Inget att infoga här"))

    @Slot()
    def _fill_plan_menu(self) -> None:
        self._fill(self.menus.plan_menu, "plan", tr("Öppna fliken Verksamhetsplan för att ändra planen"))

    def _fill(self, menu: QWidget, name: str, otherwise: str) -> None:
        found = call(self.current_tab, "menu_actions", name) if self.bridge is not None else None
        self.menus.fill(menu, list(found) if isinstance(found, Sequence) else [], otherwise)  # type: ignore[arg-type]

    # Window ----------------------------------------------------------------------------------------------------------
    def _restore_geometry(self) -> None:
        stored = self.settings.text("window_geometry")
        if not stored or not self.restoreGeometry(QByteArray(base64.b64decode(stored))):
            self.resize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        paths = _dropped_files(event)
        QTimer.singleShot(0, self, lambda: self.files_dropped.emit(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        geometry = self.saveGeometry().toBase64().data()
        self.settings.put("window_geometry", bytes(geometry).decode("ascii"))
        self._let_go()
        self.closed.emit()
        event.accept()


def _dropped_files(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.toLocalFile().lower().endswith(FILE_SUFFIX)]
