"""The manual says what the program says: its pictures exist, and its words and keys are those on the screen."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from scn_desktop.law import citation
from scn_desktop.views.actions import Actions
from scn_desktop.views.keys_dialog import KeysDialog
from scn_desktop.views.plan.measure_words import MeasureWords
from scn_desktop.views.plan.text_tools import TEXT_KEYS
from scn_desktop.views.translate import load_translations

ROOT = Path(__file__).resolve().parent.parent
MANUAL = sorted((ROOT / "docs" / "manual").glob("*.md"))
WITH_PICTURES = [*MANUAL, ROOT / "README.md", ROOT / "docs" / "README.md"]
READERS = {"README.md", "justerare.md", "handlaggare.md", "namndsekreterare.md", "it.md"}
TABS = ("Översikt", "Verksamhetsplan", "Budget", "Intern kontroll", "Stickprov")
# Menus that the tabs fill, whose entries are looked for among all the words of the program.
FILLED_BY_TABS = ("Infoga › ", "Plan › ")
NAMED_KEYS = {"Insert", "Delete", "Enter", "Esc", "Tab", "F2", "J", "N", "E", "U", "A", "←"}
KEY = re.compile(r"`((?:Ctrl|Alt|Skift)\+[^`]+|F\d+|Insert|Delete|Enter|Esc|Tab|[A-Z]|[←→↑↓])`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#([^)]*))?\)")
SHOWN = re.compile(r"\*\*([^*]+)\*\*")
# Bold for the eye, not quoted from the screen.
EMPHASIS = {
    "fet stil", "Öppna.", "Sammanträde.", "Tre ärenden, ett i taget.", "Skriv aldrig namn eller personnummer.", "Vem.",
    "Samlad bedömning.", "Signera.", "Klart.", "Svarade du fel?", "Fanns det inte tre ärenden?", "Måste du gå?",
    "Blev rutan röd?", "Enhet.", "Angivna summor.", "Läs den innan du publicerar.", "Planen", "Ta inte bort den",
    "Stickproven söks inte igenom", "visar ändringar", "ingen elektronisk underskrift", "ersätter inte justeringen",
    "Ska ärendena lottas?", "Ska mer kontrolleras vid samma möte?",
}  # fmt: skip


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_there_is_a_page_for_every_reader() -> None:
    assert {path.name for path in MANUAL} == READERS
    linked = set(LINK.findall(text_of(ROOT / "docs" / "manual" / "README.md")))
    assert {name for name, _ in linked} >= READERS - {"README.md"}


@pytest.mark.parametrize("page", WITH_PICTURES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_picture_and_page_that_is_referred_to_exists(page: Path) -> None:
    text = text_of(page)
    found = [(target, heading) for target, heading in LINK.findall(text) if "://" not in target]
    found += [(target, "") for target in re.findall(r'<img src="([^"]+)"', text)]
    assert found
    for target, heading in found:
        path = (page.parent / target).resolve()
        assert path.exists(), target
        if path.suffix == ".png":
            assert path.read_bytes().startswith(b"\x89PNG"), target
        if heading:
            assert heading in headings_of(path), f"{target}#{heading}"


def test_links_within_a_page_lead_to_its_headings() -> None:
    for page in MANUAL:
        for heading in re.findall(r"\]\(#([^)]+)\)", text_of(page)):
            assert heading in headings_of(page), f"{page.name}#{heading}"


@pytest.mark.parametrize("page", MANUAL, ids=lambda path: path.name)
def test_every_picture_tells_its_content_to_those_who_cannot_see_it(page: Path) -> None:
    descriptions = re.findall(r"!\[([^\]]*)\]", text_of(page)) + re.findall(r'alt="([^"]*)"', text_of(page))
    assert all(len(each) > 10 for each in descriptions)
    assert len(descriptions) == text_of(page).count("../images/")


@pytest.mark.parametrize("page", MANUAL, ids=lambda path: path.name)
def test_the_words_in_bold_stand_on_the_screen(page: Path) -> None:
    unknown = [
        part
        for words in SHOWN.findall(text_of(page))
        if words not in EMPHASIS
        for part in words.split(" › ")
        if not on_screen(part)
    ]
    assert not unknown


def test_every_menu_item_that_is_named_exists(window: QMainWindow) -> None:
    paths = menu_paths(window)
    named = {words for page in MANUAL for words in SHOWN.findall(text_of(page)) if " › " in words}
    assert len(named) > 8
    for words in named:
        by_tab = words.startswith(FILLED_BY_TABS) and on_screen(words.split(" › ")[1])
        assert words in paths or by_tab, words


@pytest.mark.parametrize("page", MANUAL, ids=lambda path: path.name)
def test_every_key_that_is_named_does_something(page: Path, window: QMainWindow) -> None:
    keys = {shortcut.toString() for action in window.findChildren(QAction) for shortcut in action.shortcuts()}
    told = " ".join(program_words())
    for key in KEY.findall(text_of(page)):
        assert key in keys | NAMED_KEYS or key in told or _as_range(key) in told, key


def test_keys_are_named_as_the_menus_name_them(window: QMainWindow, qapp: QApplication) -> None:
    load_translations(qapp)
    native = QKeySequence.SequenceFormat.NativeText
    shown = {shortcut.toString(native) for action in window.findChildren(QAction) for shortcut in action.shortcuts()}
    assert "Ctrl+Skift+S" in shown
    in_texts = {key for keys, _ in TEXT_KEYS for key in keys.split(", ")}
    for page in MANUAL:
        assert "Shift+" not in text_of(page)
        assert {key for key in KEY.findall(text_of(page)) if "Skift" in key} <= shown | in_texts
    KeysDialog((), window).show()
    named = [each.text() for each in window.findChildren(QLabel)]
    assert "Ctrl+Skift+S" in named
    assert not any("Shift" in each for each in named)


def test_the_law_is_cited_as_the_program_cites_it() -> None:
    cited = " ".join(text_of(page) for page in MANUAL).replace("\n", " ")
    for name in ("verification", "secrecy", "accessibility"):
        assert citation(name) in cited


def headings_of(page: Path) -> set[str]:
    """The anchors that a web page made of the text has: lower case, without punctuation, hyphens for spaces."""
    titles = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@cache
def program_words() -> frozenset[str]:
    """Every text in the program's code and the names of its planning models."""
    words = set()
    for module in (ROOT / "scn_desktop").rglob("*.py"):
        tree = ast.parse(text_of(module))
        words |= {
            node.value.replace("&", "")
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    for model in (ROOT / "resources" / "planning_models").glob("*.toml"):
        words |= set(strings_in(tomllib.loads(text_of(model))))
    measures = MeasureWords("Åtgärd", "Åtgärder")  # composed, for other models have words of their own
    words |= {measures.new, "Alla åtgärder", "Lägg till befintlig åtgärd…"}
    return frozenset(words)


def strings_in(value: object) -> Iterator[str]:
    """The texts in a table of TOML, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings_in(each)


def on_screen(words: str) -> bool:
    return words in program_words()


def _as_range(key: str) -> str:
    """ "Alt+2" is among "Alt+1 … Alt+9"."""
    return "Alt+1 … Alt+9" if re.fullmatch(r"Alt\+[1-9]", key) else key


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    """A window with the program's menus and nothing else."""
    made = QMainWindow()
    qtbot.addWidget(made)
    Actions(made, TABS)
    return made


def menu_paths(window: QMainWindow) -> set[str]:
    """Every entry of the menus as the manual writes it: "Visa › Textstorlek › Större text"."""
    menus = {menu.menuAction(): menu for menu in window.findChildren(QMenu)}
    found = set()

    def walk(actions: list[QAction], above: str) -> None:
        for action in actions:
            path = above + action.text().replace("&", "")
            found.add(path)
            if action in menus:
                walk(menus[action].actions(), f"{path} › ")

    walk(window.menuBar().actions(), "")
    return found
