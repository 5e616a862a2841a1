"""A justerare who knows only "record today's stickprov" does it on a small screen: by keys alone, by finger alone."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from scn_desktop import paths
from scn_desktop import screenshots_justerare as justerare
from scn_desktop.app import Desktop, make_application
from scn_desktop.exchange.example import create_example
from scn_desktop.models import queries
from scn_desktop.models.comment_phrases import phrases_of
from scn_desktop.models.document.document import Document
from scn_desktop.models.entities import SpotCheck
from scn_desktop.models.search import SearchIndex
from scn_desktop.models.spot_check_seal import verify
from scn_desktop.screenshots import HEIGHT, WIDTH
from scn_desktop.settings import Settings
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.print_dialog import PrintDialog
from scn_desktop.views.theme import Appearance, theme

FINGER = (44, 48)
"""Least width and height of what a finger presses."""
KEYS_OF_CASE = 10
"""Most keys of a case besides its number and comment, with four questions."""


@dataclass
class Journey:
    """A window at the program's start with the example as its latest file, and what was seen on the way."""

    window: MainWindow
    file: Path
    settings: Path
    meeting: str
    pictures: list[str] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)

    def shoot(self, name: str, widget: QWidget) -> None:
        """Look instead of taking a picture."""
        self.pictures.append(name)
        self.titles |= {each.windowTitle() for each in QApplication.topLevelWidgets()}
        bridge = self.window.bridge
        if bridge is not None and not self.said:
            self.said.append("")
            bridge.message.connect(lambda text, _undo: self.said.append(text))
            bridge.detail.connect(lambda text, strong: self.said.append(f"{text} {strong}"))
            bridge.refused.connect(self.said.append)
        if isinstance(widget, PrintDialog):
            self.papers = [text_of(widget.document), *(each.name for each in widget.folder.iterdir())]

    def record(self, session: Any) -> SpotCheck:
        return next(each for each in queries.spot_checks(session) if each.meeting_id == self.meeting)


def text_of(pages: QPdfDocument) -> str:
    return "".join(pages.getAllText(page).text() for page in range(pages.pageCount()))


@pytest.fixture
def journey(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Journey]:
    make_application()
    theme().apply(Appearance.LIGHT, 100)
    path = tmp_path / "exempel.scnplan"
    create_example(path).close()
    settings = Settings(tmp_path / "settings.json")
    settings.put("author", "Karin Lund")
    settings.add_recent_file(path)
    made = Journey(
        Desktop(qapp, settings).show_window(None), path, tmp_path / "settings.json", justerare.prepared(path)
    )
    made.window.resize(WIDTH, HEIGHT)
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    yield made
    if shiboken6.isValid(made.window):  # a closed one is gone
        made.window.close()


def assert_recorded(journey: Journey) -> None:
    """Three cases, the second with a remark, signed by the justerare of the meeting, and on paper."""
    journey.window.close()
    document = Document.open(journey.file, writable=False)
    try:
        record = journey.record(document.session)
        assert record.signed
        assert verify(record) == []
        assert (record.signed_by, record.presenter) == (justerare.VERIFIER, justerare.PRESENTER)
        assert (record.assessment, record.conclusion) == ("remark", justerare.CONCLUSION)
        assert [case.reference for case in record.cases] == list(justerare.REFERENCES)
        assert [case.assessment for case in record.cases] == ["no_remark", "remark", "no_remark"]
        assert record.category is not None
        phrases = phrases_of(record.category.model)
        assert [case.comment for case in record.cases] == ["", phrases[1], ""]
        answers = [[case.answer_to(question) for question in record.questions] for case in record.cases]
        assert answers == [["yes"] * 6, ["no", *["yes"] * 5], ["yes"] * 6]
    finally:
        document.close()
    assert all(reference in journey.papers[0] for reference in justerare.REFERENCES)


def test_by_keys_alone_a_stickprov_is_opened_recorded_signed_and_printed(journey: Journey) -> None:
    hand = justerare.by_keyboard(journey.window, journey.shoot, journey.meeting)
    assert journey.pictures == [f"justerare_{number}" for number in range(1, 10)]
    # Six questions are two keys more than four; the second case also chooses a ready comment.
    assert [hand.of_case[0], hand.of_case[2]] == [9, 9]
    assert hand.of_case[1] - 3 <= KEYS_OF_CASE
    assert_recorded(journey)


def test_by_finger_alone_the_same_is_done_with_nothing_smaller_than_a_finger(journey: Journey) -> None:
    hand = justerare.by_finger(journey.window, journey.shoot, journey.meeting)
    assert journey.pictures == [f"finger_{number}" for number in range(1, 8)]
    small = [each for each in hand.touched if each[1] < FINGER[0] or each[2] < FINGER[1]]
    assert small == []
    assert len(hand.touched) > 30
    assert_recorded(journey)


def test_dagens_stickprov_shows_nothing_of_the_plan(journey: Journey) -> None:
    seen: list[list[str]] = []

    def look(name: str, widget: QWidget) -> None:
        tabs = journey.window.header.tabs
        if widget is journey.window and journey.window.bridge is not None:
            seen.append([tabs.tabText(place) for place in range(tabs.count()) if tabs.isTabVisible(place)])

    justerare.by_keyboard(journey.window, look, journey.meeting)
    assert seen
    assert all(shown == ["Stickprov"] for shown in seen)


def test_nothing_of_a_case_is_in_logs_titles_notices_recent_files_search_or_names_of_files(
    journey: Journey, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    justerare.by_keyboard(journey.window, journey.shoot, journey.meeting)
    bridge = journey.window.bridge
    assert bridge is not None
    secrets = [*justerare.REFERENCES, *(case.comment for case in journey.record(bridge.session).cases if case.comment)]
    assert len(secrets) == 4
    index = SearchIndex(bridge.session)
    found = [hit for secret in secrets for hit in index.search(secret, at_once=True).hits]
    kept = [each for folder in (tmp_path, paths.log_dir()) for each in folder.rglob("*")]
    names = [each.name for each in kept]
    places = {
        "log": caplog.text + "".join(each.read_text(encoding="utf-8") for each in kept if each.suffix == ".log"),
        "titles": " ".join(journey.titles),
        "notices": " ".join(journey.said),
        "settings": journey.settings.read_text(encoding="utf-8"),
        "file names": " ".join([*names, *journey.papers[1:]]),
    }
    assert found == []
    assert len(journey.said) > 3
    for place, text in places.items():
        assert not any(secret in text for secret in secrets), place
