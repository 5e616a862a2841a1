"""Utskrift: what to print at the left, the paper itself at the right, made by the same code as the PDF."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QCloseEvent, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from scn_desktop.errors import ScnError
from scn_desktop.views import prompts
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.print_choices import COMPILATION, MONTH, RESULTS, SMALL, STICKPROV, Choice, choices_of
from scn_desktop.views.tasks import Progress, Tasks
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import CheckBox, ComboBox, button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.document.snapshot import Snapshot
    from scn_desktop.views.page_printer import PagePrinter


class PrintDialog(QDialog):
    """Renders on a snapshot in a worker, so that the document can be edited the moment the dialog is closed."""

    def __init__(self, bridge: Bridge, kind: str = "", options: object = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._wanted = dict(options) if isinstance(options, Mapping) else {}
        self.folder = Path(tempfile.mkdtemp(prefix="scn-desktop-"))
        self._made: Path | None = None
        self._number = 0
        self._printer: PagePrinter | None = None
        self.tasks = Tasks(self)
        self.setWindowTitle(tr("Utskrift"))
        self.document = QPdfDocument(self)
        self._lay_out()
        self._fill(kind)
        self._show_work("")
        self._enable(False)
        QTimer.singleShot(0, self, self.render_preview)

    def _lay_out(self) -> None:
        px = theme().px
        self.resize(min(px(1180), 1340), min(px(760), 720))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        side = QFrame()
        side.setFixedWidth(px(340))
        form = QVBoxLayout(side)
        form.setContentsMargins(px(24), px(20), px(24), px(20))
        form.setSpacing(px(8))
        form.addWidget(label(tr("Utskrift"), "h2"))
        form.addSpacing(px(8))
        form.addWidget(label(tr("Handling"), "field"))
        self._paper = ComboBox()
        self._paper.setAccessibleName(tr("Handling"))
        self._paper.setMinimumContentsLength(10)
        self._paper.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._paper.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form.addWidget(self._paper)
        self._public = CheckBox(tr("För publicering: bara antal"))
        form.addWidget(self._public)
        self._secret = label("", "caption", wrap=True)
        form.addWidget(self._secret)
        form.addSpacing(px(8))
        self._pages = label("", "secondary", wrap=True)
        form.addWidget(self._pages)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        form.addWidget(self._progress)
        self._cancel = button(tr("Avbryt"), self._cancel_work, role="link")
        form.addWidget(self._cancel)
        form.addStretch(1)
        self.save_button = button(tr("Spara som PDF…"), self.save, role="main", sign="download", touch=True)
        self.print_button = button(tr("Skriv ut…"), self.print_pages, sign="printer", touch=True)
        self.close_button = button(tr("Stäng"), self.close, touch=True)
        for each in (self.save_button, self.print_button, self.close_button):
            form.addWidget(each)
        outer.addWidget(side)
        self.view = QPdfView(self)
        self.view.setAccessibleName(tr("Förhandsvisning"))
        self.view.setDocument(self.document)
        ground = self.view.palette()
        ground.setColor(QPalette.ColorRole.Dark, theme().colour("sunken"))
        self.view.setPalette(ground)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        outer.addWidget(self.view, 1)
        self._paper.currentIndexChanged.connect(self._chosen)
        self._public.toggled.connect(self.render_preview)

    # Choices ---------------------------------------------------------------------------------------------------------
    def _fill(self, kind: str) -> None:
        choices = choices_of(self._bridge)
        self._paper.blockSignals(True)
        for choice in choices:
            self._paper.addItem(choice.title, choice)
        wanted = {str(value) for key, value in self._wanted.items() if key != "public" and value}
        fitting = [
            row
            for row, choice in enumerate(choices)
            if choice.kind == kind and wanted <= set(dict(choice.options).values())
        ]
        self._paper.setCurrentIndex(fitting[-1] if fitting else 0)
        self._paper.blockSignals(False)
        self._public.blockSignals(True)
        self._public.setChecked(bool(self._wanted.get("public")))
        self._public.blockSignals(False)
        self._show_kind()

    def _choice(self) -> Choice | None:
        chosen = self._paper.currentData()
        return chosen if isinstance(chosen, Choice) else None

    @Slot()
    def _chosen(self) -> None:
        self._show_kind()
        self.render_preview()

    def _show_kind(self) -> None:
        choice = self._choice()
        kind = choice.kind if choice is not None else ""
        self._public.setVisible(kind in SMALL)
        self._secret.setVisible(kind in SMALL)
        if kind in (COMPILATION, RESULTS):
            self._public.setText(tr("För publicering: inga små antal"))
            self._secret.setText(
                tr("Inget ärende nämns. För publicering skrivs stickprovens antal under fem som ”färre än 5”.")
                if kind == RESULTS
                else tr("Inget ärende nämns. För publicering skrivs antal ärenden under fem som ”färre än 5”.")
            )
        elif kind == MONTH:
            self._public.setText(tr("För publicering: inga ärenden, inga små antal"))
            self._secret.setText(tr("Ärendenumren omfattas av sekretess. Välj ett utskott för dess eget protokoll."))
        else:
            self._public.setText(tr("För publicering: bara antal"))
            self._secret.setText(tr("Ärendenumren omfattas av sekretess. För publicering skrivs bara antal."))
        self._paper.setToolTip(choice.title if choice is not None else "")

    # Preview ---------------------------------------------------------------------------------------------------------
    @Slot()
    def render_preview(self) -> None:
        """Make the chosen paper anew and show it."""
        choice = self._choice()
        if choice is None:
            self._pages.setText(tr("Det finns inget att skriva ut än."))
            self._enable(False)
            return
        self.tasks.cancel()
        self._enable(False)
        self._number += 1
        target = self.folder / f"{self._number}.pdf"
        options: dict[str, Any] = dict(choice.options)
        if choice.kind in SMALL:
            options["public"] = self._public.isChecked()
        if choice.kind in (COMPILATION, MONTH):
            options["year"] = int(options["year"])
        elif choice.kind != STICKPROV:
            options["year"] = self._bridge.plan.year
        snapshot = self._bridge.document.snapshot()
        self._show_work(tr("Gör i ordning sidorna…"))
        self.tasks.run(
            tr("Gör i ordning sidorna"),
            lambda progress: _render(progress, choice.kind, snapshot, target, options),
            self._show,
            self._failed,
        )

    def _show(self, made: Path) -> None:
        self.document.close()
        self._made = made
        self.document.load(str(made))
        pages = self.document.pageCount()
        self._show_work("")
        self._pages.setText(tr("{n} sidor, A4").format(n=pages) if pages != 1 else tr("1 sida, A4"))
        self._enable(True)

    def _failed(self, error: ScnError) -> None:
        self.document.close()
        self._made = None
        self._show_work("")
        self._pages.setText(str(error))

    def _enable(self, ready: bool) -> None:
        self.save_button.setEnabled(ready)
        self.print_button.setEnabled(ready)

    def _show_work(self, name: str, done: int = 0, total: int = 0) -> None:
        if name:
            self._pages.setText(name)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.setVisible(bool(name))
        self._cancel.setVisible(bool(name))

    @Slot()
    def _cancel_work(self) -> None:
        self.tasks.cancel()
        if self._printer is not None:
            self._printer.cancel()
        self._show_work("")
        self._pages.setText(tr("Avbrutet."))
        self._enable(self._made is not None)

    # Out -------------------------------------------------------------------------------------------------------------
    def save(self) -> None:
        """Copy the paper that is shown to a place of the user's choice."""
        choice = self._choice()
        if self._made is None or choice is None:
            return
        name = choice.title.replace("/", " ").replace(":", "") + ".pdf"
        target = prompts.ask_pdf_place(self, self._bridge.document.path.parent / name)
        if target is None:
            return
        beside = target.with_name(f".{target.name}.new")
        try:
            shutil.copyfile(self._made, beside)
            beside.replace(target)
        except OSError:
            beside.unlink(missing_ok=True)
            reason = tr("Det går inte att skriva i ”{folder}”. Välj en annan plats.").format(folder=target.parent.name)
            prompts.tell(self, tr("Filen sparades inte."), reason)
            return
        self._pages.setText(tr("Sparad som {name}.").format(name=target.name))

    def print_pages(self) -> None:
        """Ask for a printer and print what is shown."""
        from scn_desktop.views.page_printer import PagePrinter, ask_printer

        printer = ask_printer(self, self.document.pageCount())
        if printer is None:
            return
        self._enable(False)
        self._printer = PagePrinter(self.document, printer, self)
        self._printer.progressed.connect(self._printing)
        self._printer.finished.connect(self._printed)
        self._printer.start()

    @Slot(int, int)
    def _printing(self, done: int, total: int) -> None:
        self._show_work(tr("Skriver ut sida {n} av {total}…").format(n=done, total=total), done, total)

    @Slot(bool)
    def _printed(self, whole: bool) -> None:
        self._show_work("")
        self._pages.setText(tr("Skickat till skrivaren.") if whole else tr("Utskriften avbröts."))
        self._enable(True)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._let_go()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self._let_go()
        super().done(result)

    def _let_go(self) -> None:
        """The pages may hold what is secret: nothing of them is left on the disk."""
        if self._printer is not None:
            self._printer.cancel()
        self.tasks.wait(30_000)
        self.document.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _render(progress: Progress, kind: str, snapshot: Snapshot, target: Path, options: dict[str, Any]) -> Path:
    from scn_desktop.reports import catalogue

    with snapshot:
        return catalogue.render(kind, snapshot, target, **options)
