"""Pasting from Word in the program's window: text into the text, the rest shown first, one step to undo."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from scn_desktop.models.blocks import Block
from scn_desktop.models.edits import blocks, sections
from scn_desktop.models.plan import Section
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs import paste_progress
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.image_block import MISSING, ImageBlock
from scn_desktop.views.plan.tab import PlanTab
from scn_desktop.views.plan.text_block import TextBlock
from scn_desktop.views.plan.word_preview import WordPreview
from scn_desktop.views.widgets.field_edit import FieldEdit

TEXT = "<p class=MsoNormal>En <b>viktig</b> sak<o:p></o:p></p>"
TABLE = "<table><tr><th>Insats</th><th>Antal</th></tr><tr><td>Råd</td><td>12</td></tr></table>"
CHAPTER = f"<p>Före.</p><h1>Lagar</h1><p>Om lagar.</p>{TABLE}<h1>Ekonomi</h1><p>Om pengar.</p>"


def html(text: str) -> QMimeData:
    made = QMimeData()
    made.setHtml(text)
    return made


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(out, "PNG")
    return out.getvalue()


def type_in(field: FieldEdit, text: str) -> None:
    if isinstance(field.editor, QLineEdit):
        field.editor.setText(text)
    else:
        field.editor.setPlainText(text)


@pytest.fixture
def chapter(tab: PlanTab, bridge: Bridge) -> Section:
    """A chapter with one running text, shown."""
    paper = bridge.plan.papers[0]
    made = bridge.do("Nytt", lambda s: sections.add(s, paper.id, None, 0, "chapter", "Omvärld"))
    section = next(each for each in paper.sections if each.id == made)
    for block in list(section.blocks):
        bridge.do("Töm", partial(blocks.delete, block_id=block.id))
    text = bridge.do("Nytt", lambda s: blocks.add(s, made, 0, "text"))
    bridge.do("Skriv", lambda s: blocks.set_field(s, text, "text", "Ett tvåtre"))
    tab.show_place(made)
    return section


@pytest.fixture
def editor(tab: PlanTab, chapter: Section) -> TextBlock:
    """The editor of the chapter's text, the cursor after "två"."""
    found = tab.section.editor_of(chapter.blocks[0].id)
    assert isinstance(found, TextBlock)
    found.editor.setFocus()
    cursor = found.editor.textCursor()
    cursor.setPosition(len("Ett två"))
    found.editor.setTextCursor(cursor)
    return found


@pytest.fixture
def preview(window: MainWindow, qtbot: QtBot) -> Callable[[], WordPreview]:
    def shown() -> WordPreview:
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, WordPreview) and each.isVisible()]
        assert len(found) == 1
        return found[0]

    return shown


def kinds(section: Section) -> list[str]:
    return [block.kind for block in section.blocks]


def test_text_goes_into_the_text_where_the_cursor_stands(editor: TextBlock, chapter: Section) -> None:
    editor.editor.insertFromMimeData(html(TEXT))
    editor.finish_edits()
    assert chapter.blocks[0].text == "Ett tvåEn **viktig** saktre"


def test_a_table_parts_the_text_and_is_one_step_to_undo(
    editor: TextBlock, chapter: Section, preview: Callable[[], WordPreview], bridge: Bridge, window: MainWindow
) -> None:
    editor.editor.insertFromMimeData(html(TEXT + TABLE))
    dialog = preview()
    assert [dialog.model.text(row, 0) for row in range(2)] == ["Löptext", "Egen tabell"]
    dialog.main.click()
    assert kinds(chapter) == ["text", "table", "text"]
    assert editor.editor.textCursor().block().text() == "En viktig sak"
    assert editor.editor.textCursor().atEnd()
    assert [block.text for block in chapter.blocks] == ["Ett två\n\nEn **viktig** sak", "", "tre"]
    assert bridge.document.undo_label == "Klistra in"
    bridge.undo()
    assert [block.text for block in chapter.blocks] == ["Ett tvåtre"]


def test_headings_may_become_sections(
    tab: PlanTab, chapter: Section, editor: TextBlock, preview: Callable[[], WordPreview]
) -> None:
    editor.editor.insertFromMimeData(html(CHAPTER))
    dialog = preview()
    dialog.headings.button("sections").click()
    assert [dialog.model.text(row, 0) for row in (1, 4)] == ["Avsnitt", "Avsnitt"]
    dialog.main.click()
    assert [section.title for section in chapter.sections] == ["Lagar", "Ekonomi"]
    assert kinds(chapter.sections[0]) == ["text", "table"]


def test_what_the_table_becomes_is_chosen(
    editor: TextBlock, chapter: Section, preview: Callable[[], WordPreview]
) -> None:
    editor.editor.insertFromMimeData(html(TABLE.replace("Insats", "Åtgärd").replace("Antal", "Förväntade effekter")))
    dialog = preview()
    assert dialog.kind.key() == "measures"
    dialog.kind.button("table").click()
    assert dialog.model.text(0, 0) == "Egen tabell"
    dialog.main.click()
    assert kinds(chapter) == ["text", "table", "text"]


def test_a_personnummer_is_refused_with_the_reason_and_nothing_is_changed(
    editor: TextBlock, chapter: Section, preview: Callable[[], WordPreview]
) -> None:
    editor.editor.insertFromMimeData(html(TABLE.replace("12", "811228-9874")))
    dialog = preview()
    dialog.main.click()
    assert dialog.isVisible()
    assert "Inget är inklistrat" in dialog.messages.accessibleName()
    dialog.reject()
    assert kinds(chapter) == ["text"]


def test_a_paste_that_no_field_takes_is_the_sections(
    tab: PlanTab, chapter: Section, preview: Callable[[], WordPreview], bridge: Bridge
) -> None:
    QGuiApplication.clipboard().setMimeData(html(CHAPTER))
    tab.section.setFocus()
    QTest.keyClick(tab.section, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    preview().main.click()
    assert kinds(chapter) == ["text", "text", "table", "text"]
    plain = QMimeData()
    plain.setText("Rad ett\nRad *två*")
    QGuiApplication.clipboard().setMimeData(plain)
    tab.section.paste()
    assert chapter.blocks[-1].text == "Rad ett\n\nRad \\*två\\*"


def test_a_picture_on_the_clipboard_becomes_an_image_that_asks_for_its_description(
    tab: PlanTab, chapter: Section, bridge: Bridge
) -> None:
    image = QMimeData()
    image.setImageData(QImage.fromData(png()))
    QGuiApplication.clipboard().setMimeData(image)
    tab.section.paste()
    assert kinds(chapter) == ["text", "image"]
    shown = tab.section.editor_of(chapter.blocks[1].id)
    assert isinstance(shown, ImageBlock)
    assert shown.missing.isVisible()
    assert shown.missing.accessibleName() == MISSING
    assert shown.alternative.editor.hasFocus()
    type_in(shown.alternative, "Karta över kommunen")
    shown.finish_edits()
    assert not shown.missing.isVisible()
    assert chapter.blocks[1].alternative == "Karta över kommunen"
    assert "Karta över kommunen" in shown.picture.accessibleName()


@pytest.fixture
def image(tab: PlanTab, chapter: Section) -> ImageBlock:
    picture = QMimeData()
    picture.setImageData(QImage.fromData(png()))
    QGuiApplication.clipboard().setMimeData(picture)
    tab.section.paste()
    shown = tab.section.editor_of(chapter.blocks[1].id)
    assert isinstance(shown, ImageBlock)
    return shown


def test_a_width_is_kept_and_one_that_no_page_has_is_refused(image: ImageBlock) -> None:
    wide = image.picture.drawn_size().width()
    for typed, width in (("62", 62), ("62 mm", 62), ("", 0)):
        type_in(image.width_field, typed)
        image.finish_edits()
        assert image.block.width == width
    type_in(image.width_field, "62")
    image.finish_edits()
    assert image.picture.drawn_size().width() < wide
    for typed in ("bred", "900"):
        type_in(image.width_field, typed)
        image.finish_edits()
        assert image.width_field.error()
        assert image.block.width == 62


def test_another_picture_is_pasted_or_dropped_on_the_first(image: ImageBlock, tmp_path: object, bridge: Bridge) -> None:
    before = image.block.picture_id
    other = QMimeData()
    other.setImageData(QImage.fromData(png()))
    image.take(other)
    assert image.block.picture_id != before
    said: list[str] = []
    bridge.refused.connect(said.append)
    image.take(None)  # an empty clipboard
    image.take(html("<p>text</p>"))
    assert "ingen bild" in said[-1]
    missing = QMimeData()
    missing.setUrls([QUrl.fromLocalFile("/finns/inte.png")])
    image.take(missing)
    assert "kan inte läsas" in said[-1]


def test_pictures_that_did_not_come_along_are_told(
    editor: TextBlock, chapter: Section, preview: Callable[[], WordPreview]
) -> None:
    editor.editor.insertFromMimeData(html('<p>Se bilden</p><img src="file:///C:/clip001.png" width=300>'))
    dialog = preview()
    assert "En bild kommer inte med" in dialog.messages.accessibleName()
    dialog.reject()
    assert chapter.blocks[0].text == "Ett tvåtre"


def test_a_picture_file_that_is_pasted_into_a_text_parts_it(
    editor: TextBlock, chapter: Section, bridge: Bridge, tmp_path: Path
) -> None:
    path = tmp_path / "karta.png"
    path.write_bytes(png())
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(path))])
    editor.editor.insertFromMimeData(source)
    assert [(block.kind, block.text) for block in chapter.blocks] == [
        ("text", "Ett två"),
        ("image", ""),
        ("text", "tre"),
    ]
    assert bridge.document.undo_label == "Infoga bild"


def test_a_picture_on_the_clipboard_is_pasted_into_a_text_with_the_keyboard(
    editor: TextBlock, chapter: Section
) -> None:
    copied = QMimeData()
    copied.setImageData(QImage.fromData(png()))
    QGuiApplication.clipboard().setMimeData(copied)
    QTest.keyClick(editor.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert kinds(chapter) == ["text", "image", "text"]


def test_cells_of_a_spreadsheet_become_a_table_of_the_section(
    tab: PlanTab, chapter: Section, preview: Callable[[], WordPreview]
) -> None:
    cells = QMimeData()
    cells.setText("Insats\tAntal\nRåd\t12\nStöd\t3")
    QGuiApplication.clipboard().setMimeData(cells)
    tab.section.paste()
    preview().main.click()
    assert kinds(chapter) == ["text", "table"]
    assert [column.heading for column in chapter.blocks[1].columns] == ["Insats", "Antal"]
    assert len(chapter.blocks[1].rows) == 2


def test_nothing_to_paste_and_a_picture_that_is_none_are_said(
    tab: PlanTab, chapter: Section, bridge: Bridge, tmp_path: Path
) -> None:
    said: list[str] = []
    bridge.refused.connect(said.append)
    QGuiApplication.clipboard().setMimeData(html("<p> </p>"))
    tab.section.paste()
    assert said[-1].startswith("Det finns inget att klistra in.")
    path = tmp_path / "ingen.png"
    path.write_bytes(b"ingen bild")
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(source)
    tab.section.paste()
    assert "kan inte läsas" in said[-1]
    assert kinds(chapter) == ["text"]


def test_footnotes_stay_on_their_side_of_what_is_pasted(
    editor: TextBlock, chapter: Section, preview: Callable[[], WordPreview], bridge: Bridge
) -> None:
    bridge.do("Skriv", lambda s: blocks.set_field(s, chapter.blocks[0].id, "text", "Ett^[a *b*] två^[c] tre"))
    cursor = editor.editor.textCursor()
    cursor.setPosition(len("Ett. två"))
    editor.editor.setTextCursor(cursor)
    editor.editor.insertFromMimeData(html(TABLE))
    preview().main.click()
    assert [block.text for block in chapter.blocks] == ["Ett^[a *b*] två", "", "^[c] tre"]


def test_a_paste_in_the_outline_goes_into_the_section(
    tab: PlanTab, chapter: Section, preview: Callable[[], WordPreview]
) -> None:
    QGuiApplication.clipboard().setMimeData(html(TABLE))
    tab.outline.tree.setFocus()
    QTest.keyClick(tab.outline.tree, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    preview().main.click()
    assert kinds(chapter) == ["text", "table"]


def test_a_large_table_can_be_given_up(
    editor: TextBlock, chapter: Section, preview: Callable[[], WordPreview], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paste_progress, "_BETWEEN", 0.0)
    rows = "".join(f"<tr><td>Rad {number}</td><td>{number}</td></tr>" for number in range(500))
    editor.editor.insertFromMimeData(html(f"<p>Före</p><table>{rows}</table>"))
    dialog = preview()
    QTimer.singleShot(0, dialog, dialog.cancel.click)
    dialog.main.click()
    assert dialog.isVisible()
    assert dialog.sentence.text() == "Avbrutet. Inget är inklistrat."
    assert [block.text for block in chapter.blocks] == ["Ett tvåtre"]
    dialog.main.click()
    assert kinds(chapter) == ["text", "table", "text"]
    assert len(chapter.blocks[1].rows) == 500


def test_a_cursor_at_the_end_leaves_no_empty_block(
    editor: TextBlock, chapter: Section, preview: Callable[[], WordPreview]
) -> None:
    editor.editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.editor.insertFromMimeData(html(TABLE))
    preview().main.click()
    found: list[Block] = chapter.blocks
    assert [block.kind for block in found] == ["text", "table"]
