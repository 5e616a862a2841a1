"""What the user does with files: new, open, the example, a copy, close. Talks to the document, asks by `prompts`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from PySide6.QtCore import QObject, Slot

from scn_desktop import paths
from scn_desktop.errors import DamagedFile, ForeignSchema, InputError, NotOurFile, ScnError, WriteFailed
from scn_desktop.settings import Settings
from scn_desktop.swedish import format_moment
from scn_desktop.views import prompts
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.model_choice import ModelChoice
from scn_desktop.views.start_view import NewPlan
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.document.backup import KeptCopy
    from scn_desktop.models.document.document import Document

EXAMPLE_NAME = "Exempelköping.scnplan"
SPOT_CHECK_TAB = "spot_check"
UPGRADED: Final = (
    "Filen är uppgraderad till den här versionen. Det som gjordes före går inte att ångra; "
    "filen som den var finns bland säkerhetskopiorna."
)


class Windows(Protocol):
    """The program's windows, one per file."""

    def show_window(self, path: Path | None = None) -> MainWindow:
        """A window for the file, or an empty one."""

    def is_open(self, path: Path) -> bool:
        """Whether some window shows the file."""


class Files(QObject):
    """The file commands of one window."""

    def __init__(self, window: MainWindow, settings: Settings, windows: Windows) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._windows = windows
        menus = window.menus
        menus.new.triggered.connect(self.begin_new)
        menus.new_year.triggered.connect(self.add_year)
        menus.open.triggered.connect(self.ask_open)
        menus.example.triggered.connect(self.open_example)
        menus.save_copy.triggered.connect(self.save_copy)
        menus.save_model.triggered.connect(self.save_model)
        menus.close_file.triggered.connect(self.close)
        menus.backups.triggered.connect(self.show_backups)
        menus.recent_menu.aboutToShow.connect(self._fill_recent)
        window.saving.copy_wanted.connect(self.save_copy)
        window.files_dropped.connect(self._open_dropped)
        window.start_made.connect(self._start_made)

    @Slot()
    def _start_made(self) -> None:
        start = self._window.start
        start.create_requested.connect(self.create)
        start.open_requested.connect(self.ask_open)
        start.example_requested.connect(self.open_example)
        start.spot_check_requested.connect(self.open_spot_check)
        start.recent_requested.connect(self.open)
        start.model_file_requested.connect(self.ask_model)
        from scn_desktop.models.planning_model_file import shipped_models

        start.set_models([ModelChoice(each.id, each.name, each.description) for each in shipped_models()])

    # New -------------------------------------------------------------------------------------------------------------
    @Slot()
    def begin_new(self) -> None:
        """Show the four questions, in a window of their own when a file is open in this one."""
        if self._window.bridge is not None:
            other = self._windows.show_window(None)
            other.first_painted.connect(lambda: other.start.focus_first())  # the start view is made after it
        else:
            self._window.start.focus_first()

    @Slot(object)
    def create(self, answers: NewPlan) -> None:
        """Ask where, make the file and open it."""
        from scn_desktop.models.personal_number import refuse_personal_number

        questions: dict[Literal["municipality", "committee"], str] = {
            "municipality": answers.municipality,
            "committee": answers.committee,
        }
        for question, answer in questions.items():
            try:
                refuse_personal_number(answer)
            except InputError as error:
                self._window.start.refuse(question, str(error))
                return
        name = _file_name(f"{answers.committee} {answers.year}")
        path = prompts.ask_new_file(self._window, self._folder() / name)
        if path is None:
            return
        self.create_at(path, answers)

    def create_at(self, path: Path, answers: NewPlan) -> None:
        """Make a file with a year's plan by the chosen planning model."""
        from scn_desktop.models.document.document import Document
        from scn_desktop.models.edits import plans
        from scn_desktop.models.planning_model_file import read_model, shipped_model

        def fill(session: Any) -> None:
            committee = plans.create_committee(session, name=answers.committee, municipality=answers.municipality)
            plans.create_plan(session, committee, answers.year, model)

        try:
            model = read_model(answers.model_file) if answers.model_file else shipped_model(answers.model)
            document = Document.new(path, fill)
        except ScnError as error:
            prompts.tell(self._window, tr("Planen kunde inte skapas."), str(error))
            return
        self._settings.put("municipality", answers.municipality)
        self._settings.put("committee", answers.committee)
        self._show(document)

    @Slot()
    def ask_model(self) -> None:
        """Let a planning model be chosen that doesn't come with the program."""
        from scn_desktop.models.planning_model_file import read_model

        path = prompts.ask_model_file(self._window, str(self._folder()))
        if path is None:
            return
        try:
            model = read_model(path)
        except ScnError as error:
            prompts.tell(self._window, tr("Styrmodellen kan inte användas."), str(error))
            return
        self._window.start.add_model(ModelChoice(model.id, model.name, model.description, path))

    # Open ------------------------------------------------------------------------------------------------------------
    @Slot()
    def ask_open(self) -> None:
        path = prompts.ask_open_file(self._window, str(self._folder()))
        if path is not None:
            self.open(path)

    @Slot(object)
    def open(self, path: Path, tab: str | None = None) -> None:
        """Open in this window, or in one of its own when this one already shows a file."""
        if self._window.bridge is not None:
            self._windows.show_window(path)
            return
        from scn_desktop.models.document.backup import is_kept_copy
        from scn_desktop.models.document.document import Document

        try:
            document = Document.open(path, author=self._settings.text("author"), writable=not is_kept_copy(path))
        except (DamagedFile, ForeignSchema, NotOurFile) as error:
            if prompts.tell(self._window, tr("Filen öppnades inte."), str(error), tr("Säkerhetskopior…")):
                self.show_backups()
            return
        except ScnError as error:
            prompts.tell(self._window, tr("Filen öppnades inte."), str(error))
            return
        self._show(document, tab)

    def _show(self, document: Document, tab: str | None = None) -> None:
        from scn_desktop.models.document.backup import read_kept_copy

        document.author = document.author or self._settings.text("author")
        kept = read_kept_copy(document.path)
        if kept is None:
            self._settings.add_recent_file(document.path)
            bridge = Bridge(document)
            self._window.show_document(bridge, tab)
            if document.is_upgraded:
                bridge.say(tr(UPGRADED))
            return
        document.read_only_reason = tr("Säkerhetskopia från {moment}").format(moment=format_moment(kept.kept_at))
        self._window.show_document(Bridge(document), tab)
        title = tr("Säkerhetskopia {moment} – SCN Desktop")
        self._window.setWindowTitle(title.format(moment=format_moment(kept.kept_at)))

    @Slot(list)
    def _open_dropped(self, dropped: list[Path]) -> None:
        for path in dropped:
            self.open(path)

    @Slot()
    def open_example(self) -> None:
        """Write the example anew into the user's own folder and open it: it can be tried without harm."""
        from scn_desktop.exchange.example import create_example

        path = paths.user_data_dir() / EXAMPLE_NAME
        if self._windows.is_open(path):
            self._windows.show_window(path)
            return
        try:
            document = create_example(path)
        except ScnError as error:
            prompts.tell(self._window, tr("Exemplet kunde inte skapas."), str(error))
            return
        if self._window.bridge is None:
            self._show(document)
        else:
            document.close()
            self._windows.show_window(path)

    @Slot()
    def open_spot_check(self) -> None:
        """For a justerare: the latest file at its stickprov, or the question which file."""
        recent = self._settings.recent_files()
        title = tr("I vilken fil finns stickproven?")
        path = recent[0] if recent else prompts.ask_open_file(self._window, str(self._folder()), title)
        if path is not None:
            self.open(path, SPOT_CHECK_TAB)
            if self._window.bridge is not None:
                self._window.header.show_only(self._window.tab_keys.index(SPOT_CHECK_TAB))

    @Slot()
    def _fill_recent(self) -> None:
        menu = self._window.menus.recent_menu
        menu.clear()
        for path in self._settings.recent_files():
            action = menu.addAction(f"{path.name}   ({path.parent})")
            action.triggered.connect(lambda _checked=False, path=path: self.open(path))
        if menu.isEmpty():
            menu.addAction(tr("Inga filer än")).setEnabled(False)
        else:
            menu.addSeparator()
            menu.addAction(tr("Glöm listan")).triggered.connect(self._settings.forget_recent_files)

    # Copy, close -----------------------------------------------------------------------------------------------------
    @Slot()
    def save_copy(self) -> None:
        bridge = self._window.bridge
        if bridge is None:
            return
        self._window.finish_edits()
        from scn_desktop.models.document.backup import read_kept_copy

        path = bridge.document.path
        kept = read_kept_copy(path)
        if kept is not None:
            self.restore(kept)
            return
        target = prompts.ask_copy_place(self._window, path.with_name(f"{path.stem} – kopia{path.suffix}"))
        if target is None:
            return
        try:
            bridge.save_copy(target)
        except ScnError as error:
            prompts.tell(self._window, tr("Kopian sparades inte."), str(error))
            return
        bridge.say(tr("Kopian {file} är sparad.").format(file=target.name))

    @Slot()
    def save_model(self) -> None:
        """Write the planning model of the year that is shown to a file, for other plans to be made by."""
        bridge = self._window.bridge
        if bridge is None:
            return
        self._window.finish_edits()
        from scn_desktop.exchange.planning_model_toml import write_model
        from scn_desktop.models.planning_model_save import model_file

        target = prompts.ask_model_place(self._window, bridge.document.path.with_suffix(".toml"))
        if target is None:
            return
        try:
            write_model(model_file(bridge.plan, identifier=target.stem, name=target.stem), target)
        except ScnError as error:
            prompts.tell(self._window, tr("Styrmodellen sparades inte."), str(error))
            return
        bridge.say(tr("Styrmodellen {file} är sparad.").format(file=target.name))

    @Slot()
    def add_year(self) -> None:
        """A plan for another year in the open file, and show it."""
        bridge = self._window.bridge
        if bridge is None:
            return
        from scn_desktop.views.dialogs.new_year_dialog import NewYearDialog

        self._window.finish_edits()
        dialog = NewYearDialog(bridge, self._window)
        dialog.accepted.connect(lambda: bridge.choose_year(dialog.made) if dialog.made is not None else None)
        dialog.open()

    @Slot()
    def close(self) -> None:
        self._window.close_document()
        self._window.refresh_start()

    # Kept copies -----------------------------------------------------------------------------------------------------
    @Slot()
    def show_backups(self) -> None:
        """The copies that the program has kept of the open document, or of all: to look at or to restore."""
        from scn_desktop.views.dialogs.backups import BackupsDialog, Wish

        self._window.finish_edits()
        bridge = self._window.bridge
        dialog = BackupsDialog(bridge.document.file_id if bridge is not None else "", self._window)
        dialog.exec()
        copy = dialog.chosen()
        dialog.deleteLater()
        if copy is None or dialog.wish is None:
            return
        if dialog.wish is Wish.LOOK:
            self.open(copy.path)
        else:
            self.restore(copy)

    def restore(self, copy: KeptCopy) -> None:
        """Write the copy to a file of its own and open it; nothing that is open is touched."""
        from scn_desktop.models.document.backup import restore_copy

        name = _file_name(f"{copy.committee} {copy.kept_at:%Y-%m-%d} {tr('återställd')}")
        target = prompts.ask_restore_place(self._window, self._folder() / name)
        if target is None:
            return
        try:
            if self._windows.is_open(target):
                raise WriteFailed(tr("”{file}” är öppen i ett fönster. Välj ett annat namn.").format(file=target.name))
            restore_copy(copy.path, target)
        except ScnError as error:
            prompts.tell(self._window, tr("Säkerhetskopian återställdes inte."), str(error))
            return
        self.open(target)

    def _folder(self) -> Path:
        recent = self._settings.recent_files()
        return recent[0].parent if recent else Path.home()


def _file_name(text: str) -> str:
    """A file name that every system takes."""
    return re.sub(r'[\\/:*?"<>|]+', " ", text).strip() + prompts.SUFFIX
