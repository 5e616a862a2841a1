"""The manual's pictures are taken of copies, and lose no colour that a plain surface has."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from scn_desktop import screenshots
from scn_desktop.exchange.example import create_example
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.spot_check_rules import remaining


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("example") / "exempel.scnplan"
    create_example(path).close()
    return path


def test_the_stickprov_of_the_pictures_is_filled_in_in_a_copy_only(example: Path, tmp_path: Path) -> None:
    before = example.read_bytes()
    copy = screenshots.copy_of(example, tmp_path / "copy")
    meeting = screenshots.meetings_to_show(copy)["spot_check"]
    screenshots.fill_in(copy, meeting)
    document = Document.open(copy, writable=False)
    try:
        record = next(each for each in queries.spot_checks(document.session) if each.meeting_id == meeting)
        assert not record.signed
        assert all(part.done for part in remaining(record))
    finally:
        document.close()
    assert example.read_bytes() == before


def test_the_example_has_a_stickprov_for_every_picture(example: Path) -> None:
    meetings = screenshots.meetings_to_show(example)
    assert list(meetings) == ["spot_check", "spot_check_signed", "spot_check_choice"]
    assert len(set(meetings.values())) == 3


@pytest.mark.parametrize("kind", screenshots.BLOCKS)
def test_the_example_has_a_section_for_every_kind_of_block_that_is_pictured(example: Path, kind: str) -> None:
    document = Document.open(example, writable=False)
    try:
        plan = queries.plan_of_year(document.session, None)
        assert plan is not None
        section = screenshots.first_section_with(plan, kind)
        assert section is not None
        assert kind in {block.kind for block in section.blocks}
    finally:
        document.close()


def test_a_picture_of_few_colours_keeps_them_all() -> None:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    colours = [QColor("#22558f"), QColor("#f5f4f1"), QColor("#ae2a1e"), QColor("#ffffff")]
    for x in range(20):
        for y in range(10):
            image.setPixelColor(x, y, colours[(x + y) % 4])
    reduced = screenshots.palette(image)
    assert reduced.format() is QImage.Format.Format_Indexed8
    assert all(reduced.pixelColor(x, y) == image.pixelColor(x, y) for x in range(20) for y in range(10))
