"""The manual's pictures: ``python -m scn_desktop.screenshots FILE OUTDIR [--dark] [--scale 1.5]``.

Works on copies, so that a stickprov can be filled in for its picture and FILE stays as it is.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scn_desktop import screenshots_control as controls
from scn_desktop.paths import HOME_VARIABLE

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication, QDialog, QWidget

    from scn_desktop.app import Desktop
    from scn_desktop.models.plan import Plan, Section
    from scn_desktop.settings import Settings
    from scn_desktop.views.main_window import MainWindow

WIDTH, HEIGHT = 1366, 688
BLOCKS: Final = ("measures", "indicators", "steering_documents", "all_indicators", "attachments", "self_assessment")
"""Kinds of block whose first section in the plan gets a picture of its own."""
AT_TOP: Final = ("indicators", "self_assessment")
PAPERS: Final = (
    ("paper_memo", "tjansteskrivelse", False),
    ("paper_plan", "verksamhetsplan", False),
    ("paper_control", "internkontrollplan", False),
    ("paper_control_results", "kontrollresultat", False),
    ("paper_spot_check", "stickprov", False),
    ("paper_spot_check_public", "stickprov", True),
)
"""Picture, report, and whether it is the one for the public: the first page of each is drawn."""
PAPER_WIDTH = 620
COLOURS = 256
READY_WITHIN = 60.0
AUTHOR = "Karin Lund"
PASTED = (
    "Nämndens åtgärd\tKoppling till styrdokument\tFörväntade effekter\n"
    "Erbjuda samtal inom tre dagar när någon söker stöd för sitt missbruk\t"
    '"Mål och budget\nPlan för jämställda villkor"\tFler påbörjar behandling.\n'
    "\tÖverenskommelse med regionen\tFärre avbryter sin behandling.\n"
    "Fråga efter barn i varje nytt ärende om vuxnas missbruk\tMål och budget\tBarn får stöd tidigare.\n"
)
"""As Word puts a table on the clipboard: two styrdokument in one cell, and a first cell that is empty."""
FROM_WORD = (
    "<h1>Nya lagar</h1><p>Lagen lägger tyngdpunkten på det som görs i tid.</p><ul><li>fler får stöd utan utredning</li>"
    "<li>nämnden planerar insatser för grupper</li></ul><p class=MsoCaption>Tabell 2. Vad lagen ändrar</p>"
    "<table><tr><th>Fråga</th><th>Förr</th><th>Nu</th></tr><tr><td>Stöd utan utredning</td><td>I undantagsfall</td>"
    "<td>När det räcker</td></tr></table><h1>Ekonomi</h1><p>Kostnaderna för placeringar minskar.</p>"
)
"""As Word puts a chapter there."""
FOUND, INSTEAD = "Mottagningsenheten", "Mottagningen"


class Camera:
    """Writes pictures into a folder; `written` are their paths."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self._application = application
        self._folder = folder
        self.written: list[Path] = []
        folder.mkdir(parents=True, exist_ok=True)

    def settle(self) -> None:
        """Let everything that waits be laid out and painted."""
        for _ in range(12):
            self._application.processEvents()

    def take(self, name: str, widget: QWidget) -> None:
        """A picture of a window or a part of one."""
        self.settle()
        self.save(name, widget.grab().toImage())

    def take_when(self, name: str, dialog: QDialog, ready: Callable[[], bool]) -> None:
        """A picture of a dialog that is not modal here, when it has got what it works for."""
        dialog.setModal(False)
        dialog.show()
        until = time.monotonic() + READY_WITHIN
        while not ready() and time.monotonic() < until:
            self.settle()
            time.sleep(0.02)
        for _ in range(10):  # pages are drawn by a thread of Qt's own
            self.settle()
            time.sleep(0.05)
        self.take(name, dialog)
        dialog.close()
        dialog.deleteLater()

    def save(self, name: str, image: QImage) -> None:
        """Write the picture with a palette: a quarter of the size, and no difference to see on plain surfaces."""
        target = self._folder / f"{name}.png"
        palette(image).save(str(target), quality=0)
        self.written.append(target)


def take(file: Path, folder: Path, *, dark: bool = False, percent: int = 100) -> list[Path]:
    """Write the pictures of a file's tabs, dialogs and papers; return their paths. FILE is only read."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from scn_desktop.app import Desktop, make_application
    from scn_desktop.settings import Settings
    from scn_desktop.views.theme import Appearance

    application = make_application()
    camera = Camera(application, folder)
    with tempfile.TemporaryDirectory() as own:
        copy = copy_of(file, Path(own) / "copy")
        places = meetings_to_show(copy)
        settings = Settings(Path(own) / "settings.json")
        settings.put("appearance", (Appearance.DARK if dark else Appearance.LIGHT).value)
        settings.put("text_size", percent)
        settings.put("author", AUTHOR)
        desktop = Desktop(application, settings)
        window = desktop.show_window()
        window.resize(WIDTH, HEIGHT)
        camera.take("start", window)
        window.close()
        window = desktop.show_window(copy)
        window.resize(WIDTH, HEIGHT)
        camera.settle()
        take_tabs(camera, window)
        take_writing(camera, window)
        take_finding(camera, window)
        take_spot_checks(camera, window, places)
        take_register(camera, window)
        take_dialogs(camera, window)
        if not dark:
            window.set_appearance(Appearance.DARK)
            show_block(camera, window, "measures")
            camera.take("plan_dark", window)
        window.close()
        if "spot_check" in places:
            ready = copy_of(file, Path(own) / "ready")
            fill_in(ready, places["spot_check"])
            window = desktop.show_window(ready)
            window.resize(WIDTH, HEIGHT)
            camera.settle()
            window.set_appearance(Appearance.DARK if dark else Appearance.LIGHT)
            take_spot_checks(camera, window, {"spot_check_ready": places["spot_check"]})
            window.close()
        take_papers(camera, copy, Path(own), places.get("spot_check_signed"))
        take_money(camera, desktop, Path(own))
        take_justerare(camera, desktop, settings, file, Path(own))
    return camera.written


# What the pictures show ----------------------------------------------------------------------------------------------
def copy_of(file: Path, folder: Path) -> Path:
    """A copy to work in, with the file's own name."""
    from scn_desktop.models.document.document import Document

    original = Document.open(file, writable=False)
    try:
        folder.mkdir()
        original.save_copy(folder / file.name)
    finally:
        original.close()
    return folder / file.name


def meetings_to_show(file: Path) -> dict[str, str]:
    """Which meeting each picture of a stickprov shows, by its key: one begun, one signed, one without a stickprov."""
    from scn_desktop.models import queries
    from scn_desktop.models.document.document import Document

    document = Document.open(file, writable=False)
    try:
        records = queries.spot_checks(document.session)
        begun = [each.meeting for each in records if not each.signed]
        signed = [each.meeting for each in records if each.signed]
        last = max((each.meeting.held_on or "" for each in records), default="")
        free = [each for each in queries.meetings(document.session) if not each.spot_checks]
        later = [each for each in free if (each.held_on or "") > last]
        found = {"spot_check": begun[-1:], "spot_check_signed": signed[-1:], "spot_check_choice": later[:1]}
        return {name: meeting.id for name, meetings in found.items() for meeting in meetings}
    finally:
        document.close()


def fill_in(file: Path, meeting_id: str) -> None:
    """Answer all that is left of a meeting's stickprov, without remark."""
    from scn_desktop.models import queries
    from scn_desktop.models.document.document import Document
    from scn_desktop.models.edits import spot_checks

    document = Document.open(file, author=AUTHOR)

    def fill(session: Any) -> None:
        record = next(each for each in queries.spot_checks(session) if each.meeting_id == meeting_id)
        for number, case in enumerate(record.cases):
            if not case.reference:
                spot_checks.set_reference(session, case.id, f"IFO-2026-0215{number}")
            for question in record.questions:
                if not case.answer_to(question):
                    spot_checks.set_answer(session, case.id, question.id, "yes")
            if not case.assessment:
                spot_checks.set_case_assessment(session, case.id, "no_remark")
        spot_checks.set_assessment(session, record.id, "no_remark")
        spot_checks.set_field(session, record.id, "conclusion", "Besluten är motiverade och fattade i tid.")

    try:
        document.do("Fyll i stickprov", fill)
    finally:
        document.close()


def take_tabs(camera: Camera, window: MainWindow) -> None:
    """Every tab as it opens, and the plan at each kind of block in BLOCKS."""
    for position, key in enumerate(window.tab_keys):
        window.show_tab(position)
        camera.take(key, window)
    for kind in BLOCKS:
        if show_block(camera, window, kind):
            camera.take(f"plan_{kind}", window)
    plan: Any = window.current_tab
    show_block(camera, window, BLOCKS[0])
    plan.show_measures()
    camera.take("plan_all_measures", window)
    show_block(camera, window, BLOCKS[0])
    plan.show_paper()
    camera.take("plan_paper", window)
    controls.take_pages(camera, window)


def take_writing(camera: Camera, window: MainWindow) -> None:
    """A text with footnotes while one is written, and the lists that a field and a reference are chosen from."""
    from scn_desktop.models import queries
    from scn_desktop.models.running_text import notes_in
    from scn_desktop.views.plan.choose_target import FieldDialog, ReferenceDialog

    bridge = window.bridge
    assert bridge is not None  # a file is shown
    texts = [block for paper in bridge.plan.papers for block in queries.blocks_of_kind(paper, "text")]
    block = next((block for block in texts if notes_in(block.text)), None)
    if block is not None:
        window.show_place("plan", block.section_id)
        camera.settle()
        view: Any = getattr(window.current_tab, "section", None)
        shown = view.editor_of(block.id)
        shown.focus_editor()
        shown.notes.edit(shown.editor.objects.notes()[-1].position)
        for _ in range(5):  # the page follows what is written in when it is laid out
            camera.settle()
            time.sleep(0.02)
        camera.take("plan_text", window)
    for name, kind, typed in (("plan_field", FieldDialog, "kommunbidrag"), ("plan_reference", ReferenceDialog, "")):
        dialog = kind(bridge, None, lambda _chosen: None, window)
        dialog.filter.setText(typed)
        camera.take_when(name, dialog, lambda: True)
    window.finish_edits()


def take_finding(camera: Camera, window: MainWindow) -> None:
    """Find and replace, at a hit in a text, and what a chapter from Word would become."""
    from PySide6.QtCore import QMimeData

    from scn_desktop.views.plan.clipboard_content import content_of
    from scn_desktop.views.plan.word_preview import WordPreview

    bridge = window.bridge
    assert bridge is not None  # a file is shown
    section = first_section_with(bridge.plan, "text")
    if section is None:
        return
    window.show_place("plan", section.id)
    plan: Any = window.current_tab
    plan.open_find_bar()
    plan.find_bar.sought.setText(FOUND)
    plan.find_bar.new.setText(INSTEAD)
    plan.find_bar.search()
    in_text = [place for place, hit in enumerate(plan.find_bar.hits) if hit.column == "text" and hit.table == "block"]
    plan.find_bar.step(in_text[0] if in_text else 0)
    camera.take("find_replace", window)
    plan.find_bar.leave()
    copied = QMimeData()
    copied.setHtml(FROM_WORD)
    content = content_of(copied, section)
    if content is not None:
        preview = WordPreview(window, bridge, section, 0, content, None)
        preview.headings.button("sections").click()
        preview.resize(860, 470)
        camera.take_when("word_preview", preview, lambda: True)


def show_block(camera: Camera, window: MainWindow, kind: str) -> bool:
    """Show the plan's first block of a kind, those of AT_TOP at the top of the window; False if there is none."""
    section = first_section_with(window.bridge.plan, kind) if window.bridge is not None else None
    if section is None:
        return False
    window.show_place("plan", section.id)
    camera.settle()
    if kind in AT_TOP:
        view: Any = getattr(window.current_tab, "section", None)
        block = next(each for each in section.blocks if each.kind == kind)
        view.verticalScrollBar().setValue(max(0, view.editor_of(block.id).y() - 24))
    return True


def first_section_with(plan: Plan, kind: str) -> Section | None:
    """The first section, as the plan is read, that has a block of the kind; indicators with parts before others."""

    def read(sections: Sequence[Section]) -> Iterator[Section]:
        for section in sections:
            yield section
            yield from read(section.sections)

    found = [
        section
        for paper in plan.papers
        for section in read(paper.sections)
        if any(block.kind == kind for block in section.blocks)
    ]
    divided = [
        section
        for section in found
        for block in section.blocks
        if any(placement.indicator.divided for placement in block.indicator_placements)
    ]
    return next(iter(divided if kind == "indicators" and divided else found), None)


def take_spot_checks(camera: Camera, window: MainWindow, places: dict[str, str]) -> None:
    """A picture of each meeting's stickprov, as *Dagens stickprov* shows it."""
    window.header.show_only(window.tab_keys.index("spot_check"))
    for name, meeting_id in places.items():
        window.show_place("spot_check", meeting_id)
        focus = getattr(window.current_tab, "focus_first", None)
        if focus is not None:
            focus()
        camera.take(name, window)
    window.header.show_only(None)


def take_register(camera: Camera, window: MainWindow) -> None:
    """Utskott, justerare and meetings."""
    window.show_tab(window.tab_keys.index("spot_check"))
    tab: Any = window.current_tab
    tab.show_register()
    camera.take("spot_check_register", window)


def take_dialogs(camera: Camera, window: MainWindow) -> None:
    """The paste preview over a measure table, the print dialog and the keys."""
    from scn_desktop.exchange.paste import Target
    from scn_desktop.views.dialogs.committee_dialog import CommitteeDialog
    from scn_desktop.views.dialogs.paste_preview import PastePreview
    from scn_desktop.views.print_dialog import PrintDialog

    bridge = window.bridge
    assert bridge is not None  # a file is shown
    section = first_section_with(bridge.plan, "measures")
    if section is not None:
        block = next(each for each in section.blocks if each.kind == "measures")
        preview = PastePreview(window, bridge, Target("measures", block.id), PASTED)
        preview.resize(1040, 560)
        camera.take_when("paste_preview", preview, lambda: True)
    dialog = PrintDialog(bridge, "verksamhetsplan", None, window)
    camera.take_when("print_preview", dialog, dialog.save_button.isEnabled)
    committee = CommitteeDialog(bridge, window)
    camera.take_when("committee", committee, lambda: not committee.cover.pixmap().isNull())


def take_money(camera: Camera, desktop: Desktop, folder: Path) -> None:
    """Every kind of money table, on the screen and on paper, and the dialog that offers them."""
    from PySide6.QtCore import QRect, QSize
    from PySide6.QtPdf import QPdfDocument

    from scn_desktop import screenshots_budget as money
    from scn_desktop.views.budget.new_table_dialog import NewTableDialog

    path = folder / "money.scnplan"
    kinds = money.gallery(path)
    pages = QPdfDocument()
    pages.load(str(money.printed(path, folder / "money.pdf")))
    first = pages.pageCount() - len(kinds)
    size = QSize(PAPER_WIDTH, round(PAPER_WIDTH * 1.414))
    upper = QRect(0, 0, size.width(), round(size.height() * 0.62))
    papers = [on_white(pages.render(first + place, size)).copy(upper) for place in range(len(kinds))]
    pages.close()
    camera.save("paper_budget_kinds", money.sheet(papers, 3, 0.75))
    window = desktop.show_window(path)
    window.resize(WIDTH, HEIGHT)
    camera.settle()
    window.show_tab(window.tab_keys.index("budget"))
    tab: Any = window.current_tab
    screens = []
    for _, table_id, _ in kinds:
        tab.show_table(table_id)
        camera.settle()
        screens.append(window.grab().toImage())
    camera.save("budget_kinds", money.sheet(screens, 3, 0.5))
    assert window.bridge is not None  # a file is shown
    dialog = NewTableDialog(window.bridge, None, lambda _table: None, window)
    dialog.list.setCurrentRow(2)
    camera.take_when("budget_new_table", dialog, lambda: True)
    window.close()


def take_justerare(camera: Camera, desktop: Desktop, settings: Settings, file: Path, folder: Path) -> None:
    """A stickprov from the start of the program to its paper, by keys alone and by finger."""
    from scn_desktop import screenshots_justerare as justerare

    for name, way in (("keyboard", justerare.by_keyboard), ("finger", justerare.by_finger)):
        copy = copy_of(file, folder / name)
        meeting = justerare.prepared(copy)
        settings.forget_recent_files()
        settings.add_recent_file(copy)
        window = desktop.show_window()
        window.resize(WIDTH, HEIGHT)
        window.activateWindow()
        camera.settle()
        way(window, camera.take, meeting)
        window.close()


def take_papers(camera: Camera, file: Path, folder: Path, meeting: str | None) -> None:
    """The first page of every paper, as Qt draws the PDF."""
    from PySide6.QtCore import QSize
    from PySide6.QtPdf import QPdfDocument

    from scn_desktop.models import queries
    from scn_desktop.models.document.document import Document
    from scn_desktop.reports import catalogue

    document = Document.open(file, writable=False)
    try:
        plan = queries.plan_of_year(document.session, None)
        day = date(plan.year - 1 if plan is not None else 2026, 11, 20)  # drafts tell the day: always the same
        for name, kind, public in PAPERS:
            if kind == "stickprov" and meeting is None:
                continue
            chosen = meeting if kind == "stickprov" else None
            paper = folder / f"{name}.pdf"
            year, period = controls.most_reported(document.session) if kind == "kontrollresultat" else (None, "")
            target = catalogue.render(
                kind, document, paper, year=year, meeting=chosen, public=public, period=period, today=day
            )
            pages = QPdfDocument()
            pages.load(str(target))
            size = pages.pagePointSize(0)
            width = PAPER_WIDTH if size.height() > size.width() else round(PAPER_WIDTH * 1.4)
            image = pages.render(0, QSize(width, round(width * size.height() / size.width())))
            camera.save(name, on_white(image))
            pages.close()
    finally:
        document.close()


# Pictures ------------------------------------------------------------------------------------------------------------
def on_white(page: QImage) -> QImage:
    """A page of a PDF has no ground of its own."""
    from PySide6.QtGui import QImage, QPainter

    sheet = QImage(page.size(), QImage.Format.Format_RGB32)
    sheet.fill(0xFFFFFFFF)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, page)
    painter.end()
    return sheet


def palette(image: QImage) -> QImage:
    """The picture in its 256 most common colours, the others as the nearest of these."""
    from PySide6.QtGui import QImage

    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    common = Counter(memoryview(plain.constBits()).cast("I")).most_common(COLOURS)
    return plain.convertToFormat(QImage.Format.Format_Indexed8, [0xFF000000 | colour for colour, _ in common])


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures and print where they are."""
    parser = argparse.ArgumentParser(description="Tar bilder av varje flik, dialog och handling.")
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        os.environ[HOME_VARIABLE] = home  # pictures leave no settings and no backups behind
        for path in take(options.file, options.folder, dark=options.dark, percent=round(options.scale * 100)):
            print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
