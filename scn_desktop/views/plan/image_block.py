"""A picture in a section: the picture, its caption, its description for who can't see it, and its width on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QSize, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from scn_desktop.errors import InputError
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.clipboard import clipboard_content
from scn_desktop.views.plan.block_editor import INSET, BlockEditor
from scn_desktop.views.plan.clipboard_content import picture_files, read_file
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import SignLabel, label

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.pictures import ReadyPicture

TEXT_WIDTH: Final = 124
"""Millimetres of the text column, which the widest picture is measured against on the screen."""
WIDEST, HIGHEST = 740, 300
"""Pixels at 100 %."""
MISSING: Final = "Beskrivning saknas. Utan den vet inte den som lyssnar på handlingen vad bilden visar."
NO_PICTURE: Final = "Bilden saknas eller är skadad. Välj en annan bild i bildens meny."


class PictureView(QWidget):
    """A picture drawn no larger than it is; focus is a ring round it. `width_share`: of the widest, 0 to 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self._share = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(theme().px(WIDEST))

    def show_picture(self, data: bytes, share: float) -> bool:
        """Draw the file's bytes at a share of the widest; False where they are no picture."""
        pixmap = QPixmap()
        is_read = bool(data) and pixmap.loadFromData(data)
        self._pixmap = pixmap if is_read else QPixmap()
        self._share = share
        self.setVisible(is_read)
        self._fit()
        self.update()
        return is_read

    def drawn_size(self) -> QSize:
        """Pixels of the picture on the screen."""
        if self._pixmap.isNull():
            return QSize()
        room = QSize(max(1, round((self.width() - 6) * self._share)), theme().px(HIGHEST))
        return self._pixmap.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)

    def _fit(self) -> None:
        height = self.drawn_size().height() + 6
        if self.height() != height:
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self.drawn_size()
        area = self.rect().adjusted(3, 3, 0, 0)
        area.setSize(size)
        painter.drawPixmap(area, self._pixmap)
        painter.setPen(theme().colour("line"))
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(theme().colour("accent"))
            pen.setWidth(2)
            painter.setPen(pen)
        painter.drawRect(area.adjusted(-1, -1, 0, 0))


class ImageBlock(BlockEditor):
    def __init__(self, bridge: Bridge, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(bridge, block, parent)
        px = theme().px
        self._shown = ""
        self.picture = PictureView()
        self.caption = FieldEdit(tr("Bildtext"), self._write_caption, placeholder=tr("Står under bilden i handlingen"))
        self.alternative = FieldEdit(
            tr("Beskrivning för den som inte ser bilden"),
            self._write_alternative,
            multiline=True,
            minimum_lines=2,
            placeholder=tr("Vad bilden visar, i en eller två meningar"),
        )
        self.width_field = FieldEdit(tr("Bredd i mm"), self._write_width, placeholder=tr("Hela texten"))
        self.width_field.setFixedWidth(px(132))
        self.missing = SignLabel(tr(MISSING), "triangle-alert", "warning", "caption")
        self._damaged = label(tr(NO_PICTURE), "error", wrap=True)
        self._damaged.hide()
        self._head.removeWidget(self.menu_button)
        row = QHBoxLayout()
        row.setContentsMargins(px(INSET), 0, 0, 0)
        row.addWidget(self.picture, 1000)
        row.addWidget(self._damaged, 1000)
        row.addStretch(1)
        row.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(row)
        self._add_fields()
        for widget in (self.heading, self.count, self.mark):
            widget.hide()
        for field in (self.caption, self.alternative, self.width_field):
            field.set_read_only(bridge.read_only)
        self.setAcceptDrops(not bridge.read_only)
        self.refresh()

    def _add_fields(self) -> None:
        px = theme().px
        fields = QWidget()
        fields.setMaximumWidth(px(WIDEST + INSET))
        column = QVBoxLayout(fields)
        column.setContentsMargins(px(INSET), px(4), 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.alternative)
        column.addWidget(self.missing)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(self.caption, 1)
        row.addWidget(self.width_field)
        column.addLayout(row)
        self.content.addWidget(fields)

    # Showing ---------------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        block = self.block
        self.caption.set_text(block.title)
        self.alternative.set_text(block.alternative)
        self.width_field.set_text(str(block.width) if block.width else "")
        said = block.alternative.strip()
        self.missing.setVisible(not said)
        self.picture.setAccessibleName(tr("Bild: {what}").format(what=said or block.title or tr("utan beskrivning")))
        share = min(1.0, block.width / TEXT_WIDTH) if block.width else 1.0
        key = f"{block.picture_id}/{block.width}"
        if key != self._shown:
            self._shown = key
            self._damaged.setVisible(not self.picture.show_picture(self._bytes(), share))

    def _bytes(self) -> bytes:
        from scn_desktop.models.pictures import picture_bytes

        try:
            return picture_bytes(self.block.picture.data) if self.block.picture is not None else b""
        except ValueError:
            return b""

    def finish_edits(self) -> None:
        for field in (self.caption, self.alternative, self.width_field):
            field.commit()

    def focus_editor(self) -> bool:
        """Where something is missing first."""
        wanted = self.caption if self.block.alternative.strip() else self.alternative
        wanted.setFocus()
        return True

    def own_actions(self) -> Sequence[QAction]:
        return [self._action(tr("Byt bild…"), self.choose_picture)]

    # Edits -----------------------------------------------------------------------------------------------------------
    def _write_caption(self, text: str) -> None:
        from scn_desktop.models.edits import blocks

        block_id = self.block.id
        self.bridge.do(tr("Ändra bildtext"), lambda session: blocks.set_field(session, block_id, "title", text))

    def _write_alternative(self, text: str) -> None:
        from scn_desktop.models.edits import pictures

        block_id = self.block.id
        self.bridge.do(tr("Beskriv bilden"), lambda session: pictures.set_alternative(session, block_id, text))

    def _write_width(self, text: str) -> None:
        from scn_desktop.models.edits import pictures

        words = text.strip().removesuffix("mm").strip()
        if words and not (words.isascii() and words.isdecimal() and len(words) < 5):
            raise InputError(tr("Skriv bredden som ett helt antal millimeter, till exempel 80."))
        width, block_id = int(words or 0), self.block.id
        self.bridge.do(tr("Ändra bildens bredd"), lambda session: pictures.set_width(session, block_id, width))

    @Slot()
    def choose_picture(self) -> None:
        """Ask for a picture file and show it instead."""
        picture = ask_for_picture(self.window(), self.bridge)
        if picture is not None:
            self._replace(picture)

    def _replace(self, picture: ReadyPicture) -> None:
        from scn_desktop.models.edits import pictures

        block_id = self.block.id
        self.bridge.attempt(tr("Byt bild"), lambda session: pictures.replace(session, block_id, picture))

    # A picture that is pasted or dropped on the picture --------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and not self.bridge.read_only:
            self.take(clipboard_content())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if picture_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(event.mimeData())

    def take(self, source: QMimeData | None) -> None:
        """Show a picture that was pasted or dropped instead; what is none is said in the status bar."""
        from scn_desktop.models.pictures import read_picture
        from scn_desktop.views.plan.clipboard_content import image_bytes

        files = picture_files(source) if source is not None else []
        try:
            if files:
                self._replace(read_picture(read_file(files[0])))
            elif source is not None and source.hasImage():
                self._replace(read_picture(image_bytes(source)))
            else:
                self.bridge.refused.emit(tr("Det finns ingen bild att klistra in. Kopiera en bild först."))
        except InputError as error:
            self.bridge.refused.emit(str(error))


def ask_for_picture(parent: QWidget, bridge: Bridge) -> ReadyPicture | None:
    """Ask for a picture file and read it; None when cancelled, or refused with the reason in the status bar."""
    from scn_desktop.models.pictures import read_picture
    from scn_desktop.views import prompts

    path = prompts.ask_picture_file(parent)
    if path is None:
        return None
    try:
        return read_picture(read_file(path))
    except InputError as error:
        bridge.refused.emit(str(error))
        return None
