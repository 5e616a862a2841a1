"""Pictures come into the file small enough, upright, and without what a camera adds."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import pictures, queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, sections
from scn_desktop.models.edits import pictures as edits
from scn_desktop.models.pictures import ReadyPicture, read_picture


def file_of(image: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def opened(picture: ReadyPicture) -> Image.Image:
    return Image.open(io.BytesIO(picture.data))


def test_a_photograph_loses_its_place_and_comments_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter
    exif[0x010F] = "Kameramärket"
    exif.get_ifd(0x8825)[1] = "N"
    data = file_of(Image.new("RGB", (40, 20), "red"), "JPEG", exif=exif, comment=b"Fotograf: N. N.")
    picture = read_picture(data)
    assert (picture.media_type, picture.width, picture.height) == ("image/jpeg", 20, 40)
    assert b"Kameram" not in picture.data
    assert b"Fotograf" not in picture.data
    assert not opened(picture).getexif()


def test_text_in_a_png_is_left_out_and_what_was_clear_is_white() -> None:
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Author", "Någon")
    data = file_of(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), pnginfo=told)
    picture = read_picture(data)
    assert picture.media_type == "image/png"
    assert b"Author" not in picture.data
    assert opened(picture).getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_read(mode: str) -> None:
    assert opened(read_picture(file_of(Image.new(mode, (3, 2))))).mode in ("L", "RGB")


def test_a_cmyk_photograph_is_read_as_colours_of_a_screen() -> None:
    assert opened(read_picture(file_of(Image.new("CMYK", (3, 2)), "JPEG"))).mode == "RGB"


def test_a_huge_picture_is_scaled_down_and_an_ordinary_one_is_not() -> None:
    huge = read_picture(file_of(Image.new("RGB", (pictures.LONGEST_SIDE * 2, 100))))
    assert (huge.width, huge.height) == (pictures.LONGEST_SIDE, 50)
    assert read_picture(file_of(Image.new("RGB", (800, 600)))).width == 800


def test_what_is_too_large_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    data = file_of(Image.new("RGB", (800, 600)))
    for limit in ("LARGEST_FILE", "MOST_PIXELS", "LARGEST_KEPT"):
        with monkeypatch.context() as patch:
            patch.setattr(pictures, limit, 100)
            with pytest.raises(InputError, match=r"infoga den igen\.$"):
                read_picture(data)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_another_kind_of_file_is_refused(kind: str) -> None:
    with pytest.raises(InputError, match="PNG eller JPEG"):
        read_picture(file_of(Image.new("RGB", (3, 2)), kind))


PNG = file_of(Image.new("RGB", (9, 9)))


@given(st.integers(0, len(PNG)), st.integers(0, 255), st.integers(0, len(PNG) - 1))
def test_a_damaged_file_is_read_or_refused(length: int, sign: int, place: int) -> None:
    damaged = bytearray(PNG)
    damaged[place] = sign
    for data in (bytes(damaged), PNG[:length]):
        try:
            assert read_picture(data).data
        except InputError as error:
            assert "igen" in str(error)  # noqa: PT017 - either outcome is right


def test_a_picture_goes_with_the_last_block_that_shows_it(document: Document, tmp_path: Path) -> None:
    picture = read_picture(PNG)
    paper = queries.plans(document.session)[0].papers[0]
    section = paper.sections[0].id
    block_id = document.do("Infoga bild", lambda s: edits.insert(s, section, 0, picture))
    committee = queries.committee(document.session)
    assert [pictures.picture_bytes(each.data) for each in committee.pictures] == [picture.data]

    def copy(session: Session) -> str:
        made = blocks.add(session, section, 1, "image")
        queries.get(session, Block, made).picture_id = queries.get(session, Block, block_id).picture_id
        return made

    second = document.do("Kopiera", copy)
    document.do("Ta bort", lambda s: blocks.delete(s, block_id))
    assert len(committee.pictures) == 1
    document.do("Ta bort", lambda s: blocks.delete(s, second))
    assert committee.pictures == []
    document.undo()
    assert len(committee.pictures) == 1
    document.do("Ta bort avsnitt", lambda s: sections.delete(s, section))
    assert committee.pictures == []


def test_a_width_that_no_page_has_is_refused(document: Document) -> None:
    section = queries.plans(document.session)[0].papers[0].sections[0].id
    block_id = document.do("Infoga bild", lambda s: edits.insert(s, section, 0, read_picture(PNG)))
    with pytest.raises(InputError, match="mellan 10 och 253 mm"):
        document.do("Bredd", lambda s: edits.set_width(s, block_id, 254))
    document.do("Bredd", lambda s: edits.set_width(s, block_id, 0))
