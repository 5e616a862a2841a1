"""The tab Verksamhetsplan: outline at the left, the chosen section at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QTextEdit, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.find_bar import FIND_KEYS, FindBar
from scn_desktop.views.plan.found_hit import FoundHit
from scn_desktop.views.plan.found_words import show_words
from scn_desktop.views.plan.measure_list_table import Filter
from scn_desktop.views.plan.measures_block import MeasuresBlock
from scn_desktop.views.plan.outline import Outline
from scn_desktop.views.plan.paper_names import PAPER_REPORTS
from scn_desktop.views.plan.paper_view import PaperView
from scn_desktop.views.plan.places import TABLES, sections_of
from scn_desktop.views.plan.section_view import SectionView
from scn_desktop.views.plan.text_tools import TEXT_KEYS
from scn_desktop.views.row_place import RowPlace
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.blocks import MeasurePlacement
    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.models.find_replace import Hit, Wanted
    from scn_desktop.views.plan.measure_list import MeasureList

LIST_KEYS: Final = "Ctrl+L"


class PlanTab(QWidget):
    """Wires outline and section to the document; see `bridge.Tab` for the methods."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.outline = Outline(bridge)
        self.section = SectionView(bridge)
        self.paper = PaperView(bridge)
        self.measures: MeasureList | None = None  # made when it is first asked for
        self._part_menu = QMenu(tr("Den här delen"), self)  # of its own: with it the menu Plan is taller than a laptop
        self._right = QStackedWidget()
        self._right.addWidget(self.section)
        self._right.addWidget(self.paper)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("outline")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.outline)
        splitter.addWidget(self._under_find_bar())
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        self.outline.setMinimumWidth(theme().px(226))
        splitter.setSizes([theme().px(303), theme().px(1063)])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.outline.section_chosen.connect(self._show_section)
        self.outline.opened.connect(self._back_to_section)
        self.outline.opened.connect(self.section.focus_first)
        self.outline.paper_wanted.connect(self.show_paper)
        self.outline.number_wanted.connect(self.section.edit_number)
        self.outline.tree.clicked.connect(self._back_to_section)
        self.outline.measures_wanted.connect(self.show_measures)
        QShortcut(QKeySequence(LIST_KEYS), self).activated.connect(self.show_measures)
        self.paper.committee_wanted.connect(self.open_committee)
        bridge.changed.connect(self._document_changed)
        self._show_section(self.outline.model.section_id(self.outline.tree.currentIndex()))

    def _under_find_bar(self) -> QWidget:
        self.find_bar = FindBar(self._bridge, lambda: self.outline.model.paper, self.finish_edits)
        self._found = FoundHit(self.section)
        self.find_bar.hit_wanted.connect(self._show_hit)
        self.find_bar.closed.connect(self._leave_find_bar)
        QShortcut(QKeySequence(FIND_KEYS), self).activated.connect(self.open_find_bar)
        for keys, steps in (("F3", 1), ("Shift+F3", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self.find_bar.step, steps))
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.find_bar)
        layout.addWidget(self._right, 1)
        return holder

    @Slot()
    def open_find_bar(self) -> None:
        """Find and replace in the paper; what is selected is searched for."""
        focused: QWidget | None = self.window().focusWidget()
        chosen = focused.textCursor().selectedText() if isinstance(focused, QTextEdit) else ""
        self.find_bar.open_with(chosen if "\u2029" not in chosen else "")

    @Slot(object, object)
    def _show_hit(self, hit: Hit | None, wanted: Wanted) -> None:
        self._found.forget()
        if hit is not None:
            current = self.section.section
            if self._right.currentWidget() is not self.section or current is None or current.id != hit.section_id:
                self.show_place(hit.section_id)
            QTimer.singleShot(0, self, lambda: self._found.show(hit, wanted))

    @Slot()
    def _leave_find_bar(self) -> None:
        current = self.section.section
        if self._right.currentWidget() is self.section and current is not None:
            self.section.focus_first()
        else:
            self.outline.tree.setFocus()

    @Slot(object)
    def _show_section(self, section_id: str | None) -> None:
        shown = self.section.section.id if self.section.section is not None else None
        if section_id != shown:
            self.section.finish_edits()
            self._back_to_section()
            focused: QWidget | None = self.window().focusWidget()
            if focused is not None and self.section.isAncestorOf(focused):
                self.outline.tree.setFocus()
        self.section.show_section(self.outline.current() if section_id is not None else None)

    @Slot()
    def show_paper(self) -> None:
        """Show the paper's own fields until a section is chosen."""
        self.section.finish_edits()
        self.paper.show_paper(self.outline.model.paper)
        self._right.setCurrentWidget(self.paper)
        self.paper.focus_first()

    @Slot()
    def show_measures(self, wanted: Filter | None = None) -> None:
        """Every measure of the plan in one list, until a section is chosen; those that answer a filter, if given."""
        if self.measures is None:
            from scn_desktop.views.plan.measure_list import MeasureList

            self.measures = MeasureList(self._bridge)
            self.measures.place_wanted.connect(self._show_placement)
            self._right.addWidget(self.measures)
        self.finish_edits()
        self._right.setCurrentWidget(self.measures)
        self.outline.mark_measures(True)
        if wanted is not None:
            self.measures.show_filter(wanted)
        else:
            self.measures.focus_list()

    @Slot(object)
    def _show_placement(self, placement: MeasurePlacement) -> None:
        """A measure's row in its section."""
        block, placement_id = placement.block, placement.id
        self.show_place(block.section_id)
        editor = self.section.editor_of(block.id)
        if isinstance(editor, MeasuresBlock) and placement_id in editor.model.ids:
            editor.table.setCurrentIndex(editor.model.index(editor.model.ids.index(placement_id), 0))
            editor.table.setFocus()
            self.section.reveal(editor)

    def _show_row(self, place: RowPlace) -> None:
        """A paper's fields, a section, a row in its table, or a steering document in the register."""
        from scn_desktop.models import queries
        from scn_desktop.models.plan import Paper

        if place.table == "steering_document":
            self.open_steering_documents(place.row_id)
            return
        self._back_to_section()
        paper = queries.find(self._bridge.session, Paper, place.row_id) if place.table == "paper" else None
        if paper is not None:
            self.outline.show_paper(paper)
            self.show_paper()
        elif place.table == "section":
            self.show_place(place.row_id)
            self.outline.tree.setFocus()
        elif place.table == "measure":
            self.show_measures()
            self.undo_target(place.as_changed())
        else:
            self.undo_target(place.as_changed())
            if place.table == "block":
                QTimer.singleShot(0, self, lambda: show_words(self.section.editor_of(place.row_id), place.words))

    @Slot()
    def open_steering_documents(self, chosen: str = "") -> None:
        """The register of steering documents, in a dialog; a document's key chooses its row."""
        from scn_desktop.views.plan.steering_dialog import SteeringDialog

        self.finish_edits()
        register = SteeringDialog(self._bridge, self)
        register.choose(chosen)
        register.open()

    @Slot()
    def open_committee(self) -> None:
        """Names, emblem and colour of all the nämnd's papers, in a dialog."""
        from scn_desktop.views.dialogs.committee_dialog import CommitteeDialog

        self.finish_edits()
        CommitteeDialog(self._bridge, self.window()).open()

    @Slot()
    def _back_to_section(self) -> None:
        shown = self._right.currentWidget()
        if shown is not self.section:
            self.finish_edits()
            self._right.setCurrentWidget(self.section)
        self.outline.mark_measures(False)

    @Slot(object)
    def _document_changed(self, change_set: ChangeSet) -> None:
        if change_set.tables() & {"section", "paper", "block"}:
            self.outline.refresh()
        if self._right.currentWidget() is self.paper:
            self.paper.refresh()
        current = self.outline.current()
        if current is not None and self.section.section is not None and current.id == self.section.section.id:
            self.section.document_changed(change_set)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A paste that nothing has taken, as where the outline has focus, goes into the section."""
        if event.matches(QKeySequence.StandardKey.Paste) and self._right.currentWidget() is self.section:
            self.section.paste()
        else:
            super().keyPressEvent(event)

    # What the window asks --------------------------------------------------------------------------------------------
    def finish_edits(self) -> None:
        self.outline.tree.finish_edits()
        self.section.finish_edits()
        if self._right.currentWidget() is self.paper:
            self.paper.finish_edits()
        if self.measures is not None:
            self.measures.finish_edits()

    def focus_first(self) -> None:
        self.outline.tree.setFocus()

    def undo_target(self, change_set: ChangeSet) -> bool:
        """Show the section that was changed; a row that is gone leaves the view where it is."""
        if not change_set.tables() & TABLES:
            return False
        if change_set.tables() <= {"paper", "committee"}:
            self.show_paper()
            return True
        if self._lists_measures() and self.measures is not None and self.measures.show_change(change_set):
            return True
        self._back_to_section()
        touched = sections_of(self._bridge.session, change_set)
        current = self.outline.current()
        if touched and (current is None or all(section.id != current.id for section in touched)):
            self.show_place(touched[0].id)
        self.section.show_change(change_set)
        return True

    def menu_actions(self, menu: str) -> Sequence[QAction]:
        """For Infoga and Plan in the menu bar."""
        if menu == "insert":
            line = QAction(self)
            line.setSeparator(True)
            return [*self.section.add_actions(), line, *self.outline.add_actions()]
        line = QAction(self)
        line.setSeparator(True)
        listed = QAction(self.outline.measures_button.text(), self)
        listed.setText(f"{listed.text()}\t{LIST_KEYS}")
        listed.triggered.connect(lambda: self.show_measures())
        if self._lists_measures() and self.measures is not None:
            return self.measures.actions_here()
        paper = QAction(tr("Handlingens uppgifter"), self)
        paper.triggered.connect(self.show_paper)
        find = QAction(tr("Sök och ersätt…") + f"\t{FIND_KEYS}", self)
        find.triggered.connect(self.open_find_bar)
        steering = QAction(tr("Styrdokument…"), self)
        steering.triggered.connect(lambda: self.open_steering_documents())
        new = self.outline.new_paper_menu().menuAction()
        gone = QAction(tr("Ta bort handlingen"), self)
        gone.setEnabled(not self._bridge.read_only and len(self._bridge.plan.papers) > 1)
        gone.triggered.connect(self.outline.delete_paper)
        below = QAction(self)
        below.setSeparator(True)
        papers = [paper, new, gone, steering, listed, find, below]
        self._part_menu.clear()
        self._part_menu.addActions(self.section.block_actions())
        part = self._part_menu.menuAction()
        part.setVisible(not self._part_menu.isEmpty())
        return [*papers, *self.outline.section_actions(), line, part]

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            (tr("Insert"), tr("nytt avsnitt efter det valda")),
            (tr("F2, Delete"), tr("byt rubrik, ta bort avsnittet")),
            (tr("Alt+↑, Alt+↓"), tr("flytta avsnittet")),
            (tr("Alt+←, Alt+→"), tr("flytta avsnittet ut eller in en nivå")),
            (tr("Enter"), tr("skriv i det valda avsnittet")),
            *((key, tr(meaning)) for key, meaning in TEXT_KEYS),
            (tr("1–5, 0 i självskattningen"), tr("bedöm kriteriet, ta bort bedömningen")),
            (tr("Alt+Enter på en rad"), tr("åtgärdens eller indikatorns detaljer")),
            (LIST_KEYS, tr("alla åtgärder i en lista")),
            (FIND_KEYS, tr("sök och ersätt i handlingen")),
            (tr("F3, Skift+F3"), tr("nästa och föregående träff")),
        )

    def _lists_measures(self) -> bool:
        return self.measures is not None and self._right.currentWidget() is self.measures

    def report(self) -> tuple[str, object] | None:
        """What Utskrift begins with: the paper that is shown."""
        paper = self.outline.model.paper
        return (PAPER_REPORTS[paper.kind], {"paper_id": paper.id}) if paper is not None else None

    def place(self) -> object:
        if self._lists_measures() and self.measures is not None:
            return self.measures.filter.filter()
        current = self.outline.current()
        return current.id if current is not None else None

    def show_place(self, place: object) -> None:
        """Go to a section by its key, in whatever paper it stands; or to the list of measures that answer a filter."""
        if isinstance(place, Filter):
            self.show_measures(place)
            return
        if isinstance(place, RowPlace):
            self._show_row(place)
            return
        from scn_desktop.models import queries
        from scn_desktop.models.plan import Section

        section = queries.find(self._bridge.session, Section, str(place))
        if section is None or section.paper.plan_id != self._bridge.plan.id:
            return
        self._back_to_section()
        if self.outline.model.paper is not section.paper:
            self.outline.show_paper(section.paper, section.id)
        else:
            self.outline.choose(section.id)
