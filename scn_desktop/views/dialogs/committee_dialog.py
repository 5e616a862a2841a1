"""Verktyg › Nämnden…: names, emblem and accent colour, set once for every paper, with the cover as it prints."""

from __future__ import annotations

import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from scn_desktop.errors import InputError, ScnError
from scn_desktop.views import prompts
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.edit_dialog import EditDialog
from scn_desktop.views.tasks import Progress, Tasks
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.document.snapshot import Snapshot

# Field of the nämnd, its name, row, column and how many columns it takes.
_FIELDS = (
    ("municipality", "Kommun", 0, 0, 2),
    ("name", "Nämnd", 1, 0, 1),
    ("code", "Förkortning", 1, 1, 1),
    ("administration", "Förvaltning", 2, 0, 2),
)
_PAPER_WIDTH: Final = 340
_QUIET: Final = 250
"""Milliseconds after the last change before the cover is made anew."""


class Swatch(QWidget):
    """The chosen colour; what it is stands beside it in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(theme().px(34), theme().px(34))
        self._colour = QColor()

    def show_colour(self, colour: str) -> None:
        self._colour = QColor(colour)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme().colour("control"))
        painter.setBrush(self._colour)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme().px(6), theme().px(6))


class CommitteeDialog(EditDialog):
    """Everything is in the file at once; the cover at the right follows a moment later."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        lead = tr("Namnen, emblemet och färgen står på alla handlingar. Ändringar sparas medan du skriver.")
        super().__init__(bridge, tr("Nämnden"), lead, parent)
        self.fields: dict[str, FieldEdit] = {}
        self.folder = Path(tempfile.mkdtemp(prefix="scn-desktop-"))
        self.tasks = Tasks(self)
        self._made = 0
        self._shown_emblem = ""
        px = theme().px
        columns = QHBoxLayout()
        columns.setSpacing(px(24))
        page = QWidget()
        left = QVBoxLayout(page)
        left.setContentsMargins(px(2), 0, px(14), 0)
        left.setSpacing(px(12))
        left.addLayout(self._names())
        left.addSpacing(px(4))
        left.addWidget(label(tr("Emblem"), "field"))
        left.addLayout(self._emblem())
        left.addSpacing(px(4))
        left.addLayout(self._accent())
        left.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(page)
        columns.addWidget(self._scroll, 1)
        self.cover = QLabel()
        self.cover.setAccessibleName(tr("Försättsbladet som det skrivs ut"))
        room = parent.window().height() - px(190)
        height = max(px(240), min(round(px(_PAPER_WIDTH) * 297 / 210), room))
        self.cover.setFixedSize(round(height * 210 / 297), height)
        self.cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.cover.setWordWrap(True)
        columns.addWidget(self.cover, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(columns)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_QUIET)
        self._soon.timeout.connect(self.render_cover)
        self.finished.connect(self._let_go)
        self.refresh()
        wide = px(500) + self.cover.width()
        self.resize(wide, min(px(660), parent.window().height() - px(24)))
        self.fields["municipality"].setFocus()

    # Layout ----------------------------------------------------------------------------------------------------------
    def _names(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(16))
        grid.setVerticalSpacing(theme().px(12))
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        for name, word, row, column, width in _FIELDS:
            field = FieldEdit(tr(word), partial(self._write, name))
            field.set_read_only(self.bridge.read_only)
            self.fields[name] = field
            grid.addWidget(field, row, column, 1, width)
        return grid

    def _emblem(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        self.emblem = QLabel()
        self.emblem.setMinimumHeight(theme().px(56))
        row.addWidget(self.emblem)
        self.choose_button = button(tr("Välj bild…"), self.choose_emblem)
        self.remove_button = button(tr("Ta bort emblemet"), self.remove_emblem, role="link")
        for each in (self.choose_button, self.remove_button):
            each.setEnabled(not self.bridge.read_only)
            row.addWidget(each)
        row.addStretch(1)
        return row

    def _accent(self) -> QVBoxLayout:
        """The colour as it is typed, seen, and chosen among all."""
        column = QVBoxLayout()
        column.setSpacing(theme().px(4))
        column.addWidget(label(tr("Handlingarnas färg"), "field"))
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self.swatch = Swatch()
        self.accent = FieldEdit(tr("Handlingarnas färg"), self._write_accent, show_label=False, placeholder="#123F4A")
        self.accent.set_read_only(self.bridge.read_only)
        self.colour_button = button(tr("Välj färg…"), self.choose_colour)
        self.colour_button.setEnabled(not self.bridge.read_only)
        row.addWidget(self.swatch, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.accent, 1)
        row.addWidget(self.colour_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.contrast = label("", "caption", wrap=True)
        column.addWidget(self.contrast)
        return column

    # Showing ---------------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        from scn_desktop.models.accent import OWN, contrast_on_white, read_accent

        committee = self.bridge.plan.committee
        for name, field in self.fields.items():
            field.set_text(getattr(committee, name))
        self.accent.set_text(committee.accent)
        try:
            colour = read_accent(committee.accent) or OWN
        except InputError:  # in a file that another program wrote; the papers have the program's own
            colour = OWN
        self.swatch.show_colour(colour)
        ratio = f"{int(contrast_on_white(colour) * 10) / 10:.1f}".replace(".", ",")
        words = tr("Kontrast {ratio} mot vitt papper. Minst 4,5 krävs.").format(ratio=ratio)
        self.contrast.setText(words if committee.accent else tr("Programmets egen färg.") + " " + words)
        self._show_emblem()
        self._soon.start()

    def _show_emblem(self) -> None:
        from scn_desktop.models.pictures import picture_bytes

        picture = self.bridge.plan.committee.emblem
        self.remove_button.setVisible(picture is not None)
        text = picture.data if picture is not None else ""
        if text == self._shown_emblem and (text or self.emblem.text()):
            return
        self._shown_emblem = text
        shown = QPixmap()
        try:
            read = bool(text) and shown.loadFromData(picture_bytes(text))
        except ValueError:
            read = False
        if read:
            high = QSize(theme().px(180), theme().px(56)) * self.devicePixelRatioF()
            shown = shown.scaled(high, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            shown.setDevicePixelRatio(self.devicePixelRatioF())
            self.emblem.setPixmap(shown)
            self.emblem.setAccessibleName(tr("Emblemet"))
        else:
            self.emblem.setText(tr("Inget emblem"))
            self.emblem.setAccessibleName(tr("Inget emblem"))

    @Slot()
    def render_cover(self) -> None:
        """Make the cover anew, by the code that prints it."""
        self.tasks.cancel()
        self._made += 1
        target = self.folder / f"{self._made}.pdf"
        snapshot, year = self.bridge.document.snapshot(), self.bridge.plan.year
        self.tasks.run(
            tr("Visar försättsbladet"),
            lambda progress: _render(progress, snapshot, target, year),
            self._show_cover,
            self._show_failure,
        )

    def _show_cover(self, made: Path) -> None:
        pages = QPdfDocument()
        pages.load(str(made))
        ratio = self.devicePixelRatioF()
        image = pages.render(0, self.cover.size() * ratio)
        pages.close()
        sheet = QImage(image.size(), QImage.Format.Format_RGB32)
        sheet.fill(0xFFFFFFFF)
        painter = QPainter(sheet)
        painter.drawImage(0, 0, image)
        painter.setPen(theme().colour("line"))
        painter.drawRect(0, 0, sheet.width() - 1, sheet.height() - 1)
        painter.end()
        sheet.setDevicePixelRatio(ratio)
        self.cover.setPixmap(QPixmap.fromImage(sheet))

    def _show_failure(self, error: ScnError) -> None:
        self.cover.setText(str(error))

    # Writing ---------------------------------------------------------------------------------------------------------
    def _write(self, name: str, text: str) -> None:
        from scn_desktop.models.edits import plans

        typed = " ".join(text.split())
        self.bridge.do(
            tr("Ändra nämndens uppgifter"),
            lambda session: plans.set_committee_field(session, name, typed),  # type: ignore[arg-type]
        )

    def _write_accent(self, text: str) -> None:
        from scn_desktop.models.edits import committee

        self.bridge.do(tr("Välj handlingarnas färg"), lambda session: committee.set_accent(session, text))

    @Slot()
    def choose_colour(self) -> None:
        """Choose among all colours; one that is too light is refused under the field, with the reason."""
        from scn_desktop.models.accent import OWN

        chosen = prompts.ask_colour(self, tr("Handlingarnas färg"), self.bridge.plan.committee.accent or OWN)
        if chosen is not None:
            self.accent.editor.setText(chosen.upper())
            self.accent.commit()
            self.accent.setFocus()

    @Slot()
    def choose_emblem(self) -> None:
        """Read a picture and put it on the papers."""
        from scn_desktop.models.edits import committee
        from scn_desktop.models.pictures import read_picture
        from scn_desktop.views.plan.clipboard_content import read_file

        path = prompts.ask_picture_file(self)
        if path is None:
            return
        try:
            picture = read_picture(read_file(path))
        except InputError as error:
            self.tell(str(error))
            return
        message = tr("Emblemet står nu på handlingarna.")
        self.bridge.attempt(tr("Välj emblem"), lambda session: committee.set_emblem(session, picture), message)

    @Slot()
    def remove_emblem(self) -> None:
        from scn_desktop.models.edits import committee

        self.bridge.attempt(tr("Ta bort emblemet"), committee.remove_emblem, tr("Emblemet togs bort."))
        self.choose_button.setFocus()

    # Close -----------------------------------------------------------------------------------------------------------
    def finish_edits(self) -> bool:
        refused = [field for field in (*self.fields.values(), self.accent) if not field.commit()]
        return not refused

    @Slot()
    def _let_go(self) -> None:
        self._soon.stop()
        self.tasks.wait(30_000)
        shutil.rmtree(self.folder, ignore_errors=True)


def _render(progress: Progress, snapshot: Snapshot, target: Path, year: int) -> Path:
    from scn_desktop.reports import catalogue

    with snapshot:
        return catalogue.render_cover(snapshot, target, year=year)
