"""The municipality's emblem where a paper says who sends it. The name stands beside it in words, so it is not read."""

from functools import lru_cache
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from scn_desktop.models.committee import Committee
from scn_desktop.models.pictures import picture_bytes
from scn_desktop.reports.flowables import PaperFlowable

WIDEST = 62 * mm


class Emblem(PaperFlowable):
    """A picture of ``height`` points, lower where it would be wider than ``WIDEST``; decoration in the tags."""

    def __init__(self, image: ImageReader, height: float, *, after: float = 8.0) -> None:
        super().__init__()
        self._image = image
        width, high = image.getSize()
        scale = min(height / high, WIDEST / width)
        self._size = (width * scale, high * scale)
        self.spaceAfter = after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self._size

    def draw(self) -> None:
        with self.canv.artifact():
            self.canv.drawImage(self._image, 0, 0, *self._size)


@lru_cache(maxsize=4)
def _read(text: str) -> ImageReader:
    return ImageReader(BytesIO(picture_bytes(text)))


def emblem(committee: Committee, height: float) -> list[PaperFlowable]:
    """The emblem, if the nämnd has one that can be read."""
    picture = committee.emblem
    if picture is None or not picture.data:
        return []
    try:
        return [Emblem(_read(picture.data), height)]
    except (ValueError, OSError):  # damaged in a file that another program wrote
        return []
