"""Pictures as the file keeps them: PNG or JPEG, no larger than paper needs, and without what a camera adds.

A photograph's own data may hold where and by whom it was taken. It is left out, whatever it is called, since the
picture is drawn anew and only its colours are written.
"""

from __future__ import annotations

import io
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from scn_desktop.errors import InputError

if TYPE_CHECKING:
    from PIL.Image import Image

MediaType = Literal["image/png", "image/jpeg"]
SUFFIXES: Final = (".png", ".jpg", ".jpeg")
LARGEST_FILE: Final = 40_000_000
LARGEST_KEPT: Final = 4_000_000
"""Bytes of a picture as it is kept: the file is e-mailed."""
MOST_PIXELS: Final = 80_000_000
LONGEST_SIDE: Final = 2400
"""Pixels: 250 mm at about 240 to the inch."""
_HEAVY_PNG: Final = 1_500_000
_QUALITY: Final = 88
UNREADABLE: Final = "Bilden kan inte läsas. Spara den som PNG eller JPEG och infoga den igen."


@dataclass(frozen=True)
class ReadyPicture:
    """A picture that may be kept: the bytes of its file, and its size in pixels."""

    media_type: MediaType
    data: bytes
    width: int
    height: int

    @property
    def text(self) -> str:
        """The file's bytes in base64, as ``Picture.data`` holds them."""
        return b64encode(self.data).decode("ascii")


def read_picture(data: bytes) -> ReadyPicture:
    """A picture of a PNG or JPEG file's bytes, upright. Raises InputError for what is no such file, or too large."""
    from PIL import Image, ImageOps

    if len(data) > LARGEST_FILE:
        raise InputError(
            f"Bilden är {len(data) // 1_000_000} MB. Det mesta som går att infoga är {LARGEST_FILE // 1_000_000} MB. "
            "Spara den i mindre format och infoga den igen."
        )
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise InputError(
                    f"Bilden är {opened.width} × {opened.height} bildpunkter och för stor för att läsas. "
                    "Spara den i mindre format och infoga den igen."
                )
            is_photograph = opened.format == "JPEG"
            image = _on_white(ImageOps.exif_transpose(opened))
    except InputError:
        raise
    except Exception as error:
        raise InputError(UNREADABLE) from error
    if max(image.size) > LONGEST_SIDE:
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return _kept(image, is_photograph)


def picture_bytes(text: str) -> bytes:
    """The bytes of a picture's file from ``Picture.data``. Raises ValueError where it is damaged."""
    return b64decode(text, validate=True)


def _on_white(image: Image) -> Image:
    """The picture in plain colours or greys: what PDF/A holds without more ado. What was clear becomes white."""
    import PIL.Image

    if image.mode in ("1", "L"):
        return image.convert("L")
    if image.mode.startswith("I"):
        return image.point(lambda value: value / 256).convert("L")
    if image.mode == "CMYK":
        return image.convert("RGB")
    layered = image.convert("RGBA")
    ground = PIL.Image.new("RGBA", layered.size, "white")
    ground.alpha_composite(layered)
    return ground.convert("RGB")


def _kept(image: Image, is_photograph: bool) -> ReadyPicture:
    image.info.clear()
    out = io.BytesIO()
    media_type: MediaType = "image/png"
    if not is_photograph:
        image.save(out, "PNG", optimize=True)
    if is_photograph or out.tell() > _HEAVY_PNG:
        media_type, out = "image/jpeg", io.BytesIO()
        image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    if out.tell() > LARGEST_KEPT:
        raise InputError("Bilden blir för stor för filen. Spara den i mindre format och infoga den igen.")
    return ReadyPicture(media_type, out.getvalue(), image.width, image.height)
