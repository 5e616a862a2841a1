"""Find and replace in the paper that is shown: a bar over it, from which the hits are walked through and replaced."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from scn_desktop.swedish import plural
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import CheckBox, button, tool_button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.edits.replacing import Replaced
    from scn_desktop.models.find_replace import Hit, Wanted
    from scn_desktop.models.plan import Paper

FIND_KEYS: Final = "Ctrl+R"
_PAUSE: Final = 250
"""Milliseconds of quiet after which what is typed is searched for."""
PLACES: Final = {
    "section": "Rubrik",
    "block_column": "Kolumnrubrik",
    "table_cell": "Tabell",
    "measure": "Åtgärd",
    "indicator": "Indikator",
    "indicator_part": "Indikator",
    "indicator_value": "Indikator",
    "indicator_placement": "Indikator",
    "budget_table": "Budget",
    "budget_row": "Budget",
    "budget_column": "Budget",
    "budget_text": "Budget",
    "attachment": "Bilaga",
    "signature": "Underskrift",
    "assessment_area": "Självskattning",
    "assessment_criterion": "Självskattning",
    "control": "Kontroll",
    "risk": "Risk",
}


class FindBar(QFrame):
    """`hit_wanted(hit, wanted)`: show a hit; None lets go of the last. `closed`: give the focus back."""

    hit_wanted = Signal(object, object)
    closed = Signal()

    def __init__(self, bridge: Bridge, paper: Callable[[], Paper | None], finish_edits: Callable[[], object]) -> None:
        super().__init__()
        self._bridge = bridge
        self._paper = paper
        self._finish_edits = finish_edits
        self.hits: list[Hit] = []
        self.place = -1
        self.setProperty("role", "surface")
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.search)
        self.sought.textChanged.connect(self._pause.start)
        for box in (self.case, self.whole):
            box.toggled.connect(self.search)
        bridge.changed.connect(self._document_changed)
        self.hide()

    # Layout ----------------------------------------------------------------------------------------------------------
    def _build(self) -> None:
        px = theme().px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        grid = QGridLayout()
        grid.setContentsMargins(px(44), px(8), px(16), px(8))
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(6))
        self.sought, self.new = QLineEdit(), QLineEdit()
        for row, (field, name) in enumerate(((self.sought, tr("Sök efter")), (self.new, tr("Ersätt med")))):
            grid.addWidget(label(name, "field"), row, 0)
            field.setAccessibleName(name)
            field.setMinimumWidth(px(160))
            field.setMaximumWidth(px(380))
            field.installEventFilter(self)
            grid.addWidget(field, row, 1)
        self.previous = tool_button("chevron-up", tr("Föregående (Skift+F3)"), lambda: self.step(-1))
        self.next = tool_button("chevron-down", tr("Nästa (F3)"), lambda: self.step(1))
        self.count = label("", "secondary")
        self.count.setMinimumWidth(px(86))
        self.case, self.whole = CheckBox(tr("Skiftläge")), CheckBox(tr("Hela ord"))
        top = self._row(self.previous, self.next, self.count, self.case, self.whole)
        top.addWidget(tool_button("x", tr("Stäng sökningen (Esc)"), self.leave))
        grid.addLayout(top, 0, 2)
        self.replace_one = button(tr("Ersätt"), self.replace)
        self.replace_every = button(tr("Ersätt alla"), self.replace_all)
        self.where = label("", "secondary")
        self.where.setTextFormat(Qt.TextFormat.RichText)
        self.where.setMinimumHeight(px(20))  # kept when there is nothing to say, so that nothing jumps
        self.where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        below = QHBoxLayout()
        below.setSpacing(px(8))
        below.addWidget(self.replace_one)
        below.addWidget(self.replace_every)
        below.addStretch(1)
        grid.addLayout(below, 1, 2)
        grid.addWidget(self.where, 2, 1, 1, 2)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 3)
        outer.addLayout(grid)
        line = QFrame()
        line.setProperty("role", "line")
        outer.addWidget(line)

    def _row(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        return row

    # Opening and leaving ---------------------------------------------------------------------------------------------
    def open_with(self, text: str) -> None:
        """Show the bar; what is selected in the paper is what is searched for."""
        self.show()
        if text:
            self.sought.setText(text)
        self.sought.setFocus()
        self.sought.selectAll()
        self.search()

    @Slot()
    def leave(self) -> None:
        """Hide the bar; what is found is marked no longer."""
        self._pause.stop()
        self.hide()
        self.hits, self.place = [], -1
        self.hit_wanted.emit(None, None)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if watched is self.new:
                    self.replace()
                else:
                    self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves from the buttons too."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    # Searching -------------------------------------------------------------------------------------------------------
    def wanted(self) -> Wanted:
        """What is looked for, as it is typed and chosen."""
        from scn_desktop.models.find_replace import Wanted

        return Wanted(self.sought.text(), self.case.isChecked(), self.whole.isChecked())

    @Slot()
    def search(self) -> None:
        """Find every place anew, and show the first, or the one that follows where the last was."""
        self._pause.stop()
        if self.isHidden():
            return
        self._finish_edits()
        self._find()
        self.place = min(max(self.place, 0), len(self.hits) - 1)
        self._show_hit()

    def _find(self) -> None:
        from scn_desktop.models.find_replace import find_in_paper

        paper = self._paper()
        self.hits = find_in_paper(paper, self.wanted()) if paper is not None else []

    @Slot(object)
    def _document_changed(self, _change_set: object) -> None:
        """Keep the count; the place that is shown does not jump while something is written."""
        if not self.isHidden():
            self._find()
            self.place = min(self.place, len(self.hits) - 1)
            self._show_words()

    def step(self, steps: int) -> None:
        """Go to the next hit or the one before; after the last comes the first."""
        if self._pause.isActive():
            self.search()
            return
        if self.hits:
            self.place = (self.place + steps) % len(self.hits)
            self._show_hit()

    def _show_hit(self) -> None:
        self._show_words()
        hit = self.hits[self.place] if self.hits else None
        self.hit_wanted.emit(hit, self.wanted())

    def _show_words(self) -> None:
        many = len(self.hits)
        shown = tr("{n} av {many}").format(n=self.place + 1, many=many)
        self.count.setText(shown if many else tr("Inga träffar") if self.sought.text().strip() else "")
        refused = self._refusal()
        for each in (self.replace_one, self.replace_every):
            each.setEnabled(bool(many) and not refused)
        for arrow in (self.previous, self.next):
            arrow.setEnabled(many > 0)
        hit = self.hits[self.place] if many else None
        self.where.setText(escape(refused) if refused else self._context(hit) if hit is not None else "")
        self.where.setToolTip(self.where.text())

    def _refusal(self) -> str:
        """Why nothing may be replaced; empty when it may."""
        paper = self._paper()
        if self._bridge.read_only:
            return tr("Filen är öppen bara för läsning.")
        if paper is not None and paper.status == "decided":
            return tr("Handlingen är beslutad och ändras inte.")
        return ""

    def _context(self, hit: Hit) -> str:
        name = tr("Fotnot") if hit.in_note else tr(PLACES.get(hit.table, "")) or tr("Text")
        before, found, after = (escape(part.replace("\n", " ")) for part in (hit.before, hit.found, hit.after))
        return f"{name}: {before}<b>{found}</b>{after}"

    # Replacing -------------------------------------------------------------------------------------------------------
    @Slot()
    def replace(self) -> None:
        """Replace the hit that is shown, and go on to the next."""
        if self.hits and self.replace_one.isEnabled():
            self._replace({self.hits[self.place].key}, tr("Ersätt"))

    @Slot()
    def replace_all(self) -> None:
        """Replace every hit in the paper, as one step to undo."""
        if self.hits and self.replace_every.isEnabled():
            self._replace(None, tr("Ersätt alla"))

    def _replace(self, chosen: set[str] | None, name: str) -> None:
        from scn_desktop.models.edits import replacing

        paper = self._paper()
        if paper is None:
            return
        self._finish_edits()
        paper_id, wanted, new, before = paper.id, self.wanted(), self.new.text(), len(self.hits)
        done = self._bridge.attempt(name, lambda session: replacing.replace(session, paper_id, wanted, new, chosen))
        if done is None:
            return
        place = self.place
        self._find()
        # One that was replaced is gone from the list; one that still stands there is stepped over.
        stays = chosen is not None and len(self.hits) >= before
        self.place = min(place + stays, len(self.hits) - 1)
        self._bridge.say(said(done), offer_undo=done.done > 0)
        self._show_hit()


def said(done: Replaced) -> str:
    """What was done, and what was left and why."""
    parts = [tr("{n} ersattes.").format(n=done.done) if done.done else tr("Inget ersattes.")]
    if done.left:
        left = plural(done.left, tr("ställe lämnades"), tr("ställen lämnades"))
        parts.append(tr("{left}: text i fet eller kursiv stil börjar eller slutar mitt i.").format(left=left))
    if done.decided:
        left = plural(done.decided, tr("ställe lämnades"), tr("ställen lämnades"))
        parts.append(tr("{left}: de står också i en beslutad handling.").format(left=left))
    return " ".join(parts)
