"""The tab Verksamhetsplan: outline at the left, the chosen section at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.outline import Outline
from scn_desktop.views.plan.paper_view import PaperView
from scn_desktop.views.plan.places import TABLES, sections_of
from scn_desktop.views.plan.section_view import SectionView
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.document.change_log import ChangeSet


class PlanTab(QWidget):
    """Wires outline and section to the document; see `bridge.Tab` for the methods."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.outline = Outline(bridge)
        self.section = SectionView(bridge)
        self.paper = PaperView(bridge)
        self._right = QStackedWidget()
        self._right.addWidget(self.section)
        self._right.addWidget(self.paper)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("outline")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.outline)
        splitter.addWidget(self._right)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        self.outline.setMinimumWidth(theme().px(226))
        splitter.setSizes([theme().px(303), theme().px(1063)])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.outline.section_chosen.connect(self._show_section)
        self.outline.opened.connect(self.section.focus_first)
        self.outline.paper_wanted.connect(self.show_paper)
        self.outline.number_wanted.connect(self.section.edit_number)
        self.outline.tree.clicked.connect(self._back_to_section)
        bridge.changed.connect(self._document_changed)
        self._show_section(self.outline.model.section_id(self.outline.tree.currentIndex()))

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
    def open_steering_documents(self) -> None:
        """The register of steering documents, in a dialog."""
        from scn_desktop.views.plan.steering_dialog import SteeringDialog

        self.finish_edits()
        SteeringDialog(self._bridge, self).open()

    @Slot()
    def _back_to_section(self) -> None:
        if self._right.currentWidget() is self.paper:
            self.paper.finish_edits()
            self._right.setCurrentWidget(self.section)

    @Slot(object)
    def _document_changed(self, change_set: ChangeSet) -> None:
        if change_set.tables() & {"section", "paper", "block"}:
            self.outline.refresh()
        if self._right.currentWidget() is self.paper:
            self.paper.refresh()
        current = self.outline.current()
        if current is not None and self.section.section is not None and current.id == self.section.section.id:
            self.section.document_changed(change_set)

    # What the window asks --------------------------------------------------------------------------------------------
    def finish_edits(self) -> None:
        self.outline.tree.finish_edits()
        self.section.finish_edits()
        if self._right.currentWidget() is self.paper:
            self.paper.finish_edits()

    def focus_first(self) -> None:
        self.outline.tree.setFocus()

    def undo_target(self, change_set: ChangeSet) -> bool:
        """Show the section that was changed; a row that is gone leaves the view where it is."""
        if not change_set.tables() & TABLES:
            return False
        if change_set.tables() <= {"paper", "committee"}:
            self.show_paper()
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
        paper = QAction(tr("Handlingens uppgifter"), self)
        paper.triggered.connect(self.show_paper)
        steering = QAction(tr("Styrdokument…"), self)
        steering.triggered.connect(self.open_steering_documents)
        return [paper, steering, *self.outline.section_actions(), line, *self.section.block_actions()]

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            (tr("Insert"), tr("nytt avsnitt efter det valda")),
            (tr("F2, Delete"), tr("byt rubrik, ta bort avsnittet")),
            (tr("Alt+↑, Alt+↓"), tr("flytta avsnittet")),
            (tr("Alt+←, Alt+→"), tr("flytta avsnittet ut eller in en nivå")),
            (tr("Enter"), tr("skriv i det valda avsnittet")),
            (tr("Ctrl+B, Ctrl+I"), tr("fet, kursiv")),
            (tr("Alt+Enter på en rad"), tr("åtgärdens eller indikatorns detaljer")),
        )

    def place(self) -> object:
        current = self.outline.current()
        return current.id if current is not None else None

    def show_place(self, place: object) -> None:
        """Go to a section by its key, in whatever paper it stands."""
        from scn_desktop.models import queries
        from scn_desktop.models.plan import Section

        section = queries.find(self._bridge.session, Section, str(place))
        if section is None or section.paper.plan_id != self._bridge.plan.id:
            return
        if self.outline.model.paper is not section.paper:
            self.outline.show_paper(section.paper, section.id)
        else:
            self.outline.choose(section.id)
