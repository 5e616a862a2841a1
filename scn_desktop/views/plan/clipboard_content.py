"""What lies on the clipboard, or is dropped, as content for a section: formatted text, tables, pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from scn_desktop.errors import InputError
from scn_desktop.views.clipboard import is_table
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.exchange.paste_word import Content
    from scn_desktop.exchange.word_pieces import PastedTable
    from scn_desktop.models.plan import Section


def content_of(source: QMimeData, section: Section) -> Content | None:
    """What can be put into the section; None for plain text, which is the text field's own. Raises InputError."""
    from scn_desktop.exchange.paste_word import Content, ReadyImage, prepare
    from scn_desktop.exchange.word_html import read_document
    from scn_desktop.exchange.word_pieces import PastedDocument
    from scn_desktop.models.pictures import read_picture

    files = picture_files(source)
    if files:
        return Content(tuple(ReadyImage(read_picture(read_file(path)), "") for path in files))
    content = None
    if source.hasHtml():
        content = prepare(read_document(source.html()), section)
    elif is_table(source):
        content = prepare(PastedDocument((plain_table(source.text()),)), section)
    if (content is None or not content.pieces) and source.hasImage():
        return Content((ReadyImage(read_picture(image_bytes(source)), ""),))
    return content


def picture_files(source: QMimeData) -> list[Path]:
    """The picture files among what was copied in a file manager; none where there are other files too."""
    from scn_desktop.models.pictures import SUFFIXES

    paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
    wanted = [path for path in paths if path.suffix.lower() in SUFFIXES]
    return wanted if len(wanted) == len(source.urls()) else []


def read_file(path: Path) -> bytes:
    """The bytes of a picture file. Raises InputError where it can't be read."""
    from scn_desktop.models.pictures import LARGEST_FILE

    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(tr("”{name}” kan inte läsas. Finns den kvar?").format(name=path.name)) from error


def image_bytes(source: QMimeData) -> bytes:
    """The picture on the clipboard as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image = source.imageData()
    if isinstance(image, QImage):
        image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def plain_table(text: str) -> PastedTable:
    """Tab separated cells as a table. Raises ImportFailed."""
    from scn_desktop.exchange.clipboard import parse_cells
    from scn_desktop.exchange.pasted import header_by_shape
    from scn_desktop.exchange.word_pieces import PastedCell, PastedTable

    cells = parse_cells(text)
    rows = tuple(tuple(PastedCell(cell) for cell in row) for row in cells)
    return PastedTable(rows, int(header_by_shape(cells)))
