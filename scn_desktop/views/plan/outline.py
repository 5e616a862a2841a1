"""The outline at the left: choose, add, rename, move and delete sections."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.outline_tree import OutlineTreeModel
from scn_desktop.views.plan.outline_view import OutlineTree
from scn_desktop.views.plan.paper_names import PAPER_NAMES, paper_name
from scn_desktop.views.plan.section_head import takes_number
from scn_desktop.views.plan.section_pages import page_menu
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox, button, tool_button

if TYPE_CHECKING:
    from scn_desktop.models.plan import Paper, Section
    from scn_desktop.models.planning_model import SectionKind


class Outline(QWidget):
    """The paper chosen above, its sections below. `section_chosen(id or None)`."""

    section_chosen = Signal(object)
    opened = Signal()
    paper_wanted = Signal()
    measures_wanted = Signal()
    number_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(12), 0, px(8))
        layout.setSpacing(px(8))
        row = QHBoxLayout()
        row.setContentsMargins(px(18), 0, px(12), 0)
        self._papers = ComboBox()
        self._papers.setAccessibleName(tr("Handling"))
        self._papers.setMinimumContentsLength(12)
        self._papers.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._papers.activated.connect(self._paper_chosen)
        row.addWidget(self._papers, 1)
        details = tool_button("file-text", tr("Handlingens uppgifter"), self.paper_wanted.emit)
        row.addWidget(details)
        self._add = tool_button("plus", tr("Nytt avsnitt (Insert)"), self.show_add_menu)
        self._add.setEnabled(not bridge.read_only)
        row.addWidget(self._add)
        layout.addLayout(row)
        self.measures_button = self._measures_entry()
        entry = QHBoxLayout()
        entry.setContentsMargins(px(8), 0, px(19), 0)
        entry.addWidget(self.measures_button)
        layout.addLayout(entry)
        self.tree = OutlineTree()
        self.model = OutlineTreeModel(bridge, self)
        self.tree.setModel(self.model)
        inset = QHBoxLayout()
        inset.setContentsMargins(px(8), 0, 0, 0)
        inset.addWidget(self.tree)
        layout.addLayout(inset, 1)
        self.setFocusProxy(self.tree)  # F6 comes to the sections, not to the choice of paper
        self.tree.selectionModel().currentChanged.connect(self._current_changed)
        self.tree.new_wanted.connect(self.show_add_menu)
        self.tree.delete_wanted.connect(self.delete)
        self.tree.opened.connect(self.opened)
        self.tree.shift_wanted.connect(self.shift)
        self.tree.level_wanted.connect(self.change_level)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._context_menu)
        self.model.move_wanted.connect(self._move)
        self.model.rename_wanted.connect(self._rename)
        self.show_papers()

    def _measures_entry(self) -> QPushButton:
        """The entry over the sections: every measure of the plan in one list."""
        plural = self._bridge.plan.model.measure_plural or tr("Åtgärder")
        made = button(
            tr("Alla {words}").format(words=plural.lower()), self.measures_wanted.emit, role="row", sign="list"
        )
        made.setCheckable(True)
        return made

    def mark_measures(self, shown: bool) -> None:
        """Show whether the list of measures is what stands at the right."""
        self.measures_button.setChecked(shown)
        chosen = self.tree.selectionModel()
        if shown:
            chosen.clearSelection()
        elif self.tree.currentIndex().isValid() and not chosen.hasSelection():
            chosen.select(self.tree.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # Papers ----------------------------------------------------------------------------------------------------------
    def show_papers(self) -> None:
        """Fill the choice of paper and show the first."""
        self._list_papers()
        papers = self._bridge.plan.papers
        self.show_paper(papers[0] if papers else None)

    def _list_papers(self) -> None:
        blocked = self._papers.blockSignals(True)
        self._papers.clear()
        for paper in self._bridge.plan.papers:
            self._papers.addItem(paper_name(paper), paper.id)
        self._papers.blockSignals(blocked)

    def _refresh_papers(self) -> bool:
        """Name the papers as they are now; False when the shown one is gone, and another is shown instead."""
        papers = self._bridge.plan.papers
        ids = [paper.id for paper in papers]
        if ids != [self._papers.itemData(row) for row in range(self._papers.count())]:
            self._list_papers()
        for row, paper in enumerate(papers):
            self._papers.setItemText(row, paper_name(paper))
        shown = self.model.paper
        if shown is not None and shown.id in ids:
            self._papers.choose(shown.id)
            return True
        self.show_paper(papers[0] if papers else None)
        return False

    def new_paper_menu(self) -> QMenu:
        """*Ny handling*: one of each kind that a plan may have."""
        menu = QMenu(tr("Ny handling"), self)
        for kind, name in PAPER_NAMES.items():
            menu.addAction(tr(name)).triggered.connect(partial(self.add_paper, kind))
        menu.setEnabled(not self._bridge.read_only)
        return menu

    def add_paper(self, kind: str, _checked: bool = False) -> None:
        """A paper with its standing sections, shown at once."""
        from scn_desktop.models.edits import papers

        plan = self._bridge.plan
        name = tr("Ny handling: {kind}").format(kind=tr(PAPER_NAMES[kind]))
        added = self._bridge.attempt(name, lambda session: papers.add(session, plan.id, kind))
        self.show_paper(next((paper for paper in plan.papers if paper.id == added), self.model.paper))
        self.tree.setFocus()

    @Slot()
    def delete_paper(self) -> None:
        """Remove the shown paper with all that stands in it; it can be undone."""
        from scn_desktop.models.edits import papers

        paper = self.model.paper
        if paper is None or self._bridge.read_only:
            return
        paper_id = paper.id
        message = tr("Handlingen togs bort med allt som stod i den.")
        self._bridge.attempt(tr("Ta bort handling"), lambda session: papers.delete(session, paper_id), message)
        self.tree.setFocus()

    def show_paper(self, paper: Paper | None, section_id: str | None = None) -> None:
        self._papers.choose(paper.id if paper is not None else None)
        self._papers.setToolTip(self._papers.currentText())
        self.model.show_paper(paper)
        self.tree.expandToDepth(0)
        first = paper.sections[0].id if paper is not None and paper.sections else None
        self.choose(section_id or first)

    def _paper_chosen(self) -> None:
        chosen = next((each for each in self._bridge.plan.papers if each.id == self._papers.currentData()), None)
        self.show_paper(chosen)

    # Choosing --------------------------------------------------------------------------------------------------------
    def choose(self, section_id: str | None) -> None:
        """Select a section, in its own paper."""
        index = self.model.index_of(section_id) if section_id is not None else QModelIndex()
        if not index.isValid():
            self.section_chosen.emit(None)
            return
        if self.tree.currentIndex() == index:
            self.section_chosen.emit(section_id)
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)

    def current(self) -> Section | None:
        section_id = self.model.section_id(self.tree.currentIndex())
        return self._find(section_id)

    def _find(self, section_id: str | None) -> Section | None:
        if section_id is None:
            return None
        from scn_desktop.models import queries
        from scn_desktop.models.plan import Section

        return queries.find(self._bridge.session, Section, section_id)

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.section_chosen.emit(self.model.section_id(current))

    def refresh(self) -> None:
        """After a change: the same rows open, the same section chosen, or its neighbour when it is gone."""
        if not self._refresh_papers() or self.model.refresh():
            return
        chosen = self.model.section_id(self.tree.currentIndex())
        neighbours = self._neighbours(self.tree.currentIndex())
        is_open = self._open_ids()
        scrolled = self.tree.verticalScrollBar().value()
        self.tree.selectionModel().blockSignals(True)
        self.model.show_paper(self.model.paper)
        self.tree.selectionModel().blockSignals(False)
        for section_id in is_open:
            index = self.model.index_of(section_id)
            if index.isValid():
                self.tree.expand(index)
        self.tree.verticalScrollBar().setValue(scrolled)
        target = next((each for each in (chosen, *neighbours) if each and self.model.index_of(each).isValid()), None)
        self.choose(target)

    def _neighbours(self, index: QModelIndex) -> list[str | None]:
        beside = (index.siblingAtRow(index.row() + 1), index.siblingAtRow(index.row() - 1), index.parent())
        return [self.model.section_id(each) for each in beside if each.isValid()]

    def _open_ids(self) -> list[str]:
        found: list[str] = []
        waiting = [self.model.index(row, 0) for row in range(self.model.rowCount())]
        while waiting:
            index = waiting.pop()
            section_id = self.model.section_id(index)
            if self.tree.isExpanded(index) and section_id is not None:
                found.append(section_id)
                waiting += [self.model.index(row, 0, index) for row in range(self.model.rowCount(index))]
        return found

    # Adding ----------------------------------------------------------------------------------------------------------
    def add_actions(self) -> list[QAction]:
        """What may be added after the chosen section, and under it, by the planning model."""
        from scn_desktop.models.edits import sections

        paper, current = self.model.paper, self.current()
        if paper is None or self._bridge.read_only:
            return []
        actions: list[QAction] = []
        parent = current.parent if current is not None else None
        siblings = sections.siblings(paper, parent)
        after = siblings.index(current) + 1 if current is not None else len(siblings)
        for kind in sections.kinds_allowed(paper, parent):
            actions.append(self._add_action(tr("{kind} efter").format(kind=kind.singular), parent, after, kind))
        if current is not None:
            for kind in sections.kinds_allowed(paper, current):
                text = tr("{kind} under det valda").format(kind=kind.singular)
                actions.append(self._add_action(text, current, len(current.sections), kind))
        return actions

    def _add_action(self, text: str, parent: Section | None, place: int, kind: SectionKind) -> QAction:
        action = QAction(text, self)
        parent_id = parent.id if parent is not None else None
        action.triggered.connect(partial(self.add, parent_id, place, kind.key, kind.singular))
        return action

    def show_add_menu(self) -> None:
        """Choose what to add; with one possibility it is added at once."""
        actions = self.add_actions()
        if len(actions) == 1:
            actions[0].trigger()
        elif actions:
            menu = QMenu(self)
            menu.addActions(actions)
            menu.addSeparator()
            menu.addMenu(self.new_paper_menu())
            menu.setActiveAction(actions[0])  # Enter chooses at once
            menu.exec(self._add.mapToGlobal(QPoint(0, self._add.height())))

    def add(self, parent_id: str | None, place: int, kind: str, name: str, _checked: bool = False) -> None:
        """Add a section and let its title be typed in the outline."""
        from scn_desktop.models.edits import sections

        paper = self.model.paper
        if paper is None:
            return
        paper_id = paper.id
        label = tr("Nytt avsnitt: {kind}").format(kind=name)
        added = self._bridge.attempt(label, lambda session: sections.add(session, paper_id, parent_id, place, kind))
        if added is not None:
            self.choose(added)
            self.tree.setFocus()
            self.tree.edit(self.tree.currentIndex())

    # Changing --------------------------------------------------------------------------------------------------------
    @Slot(str, str)
    def _rename(self, section_id: str, title: str) -> None:
        from scn_desktop.models.edits import sections

        self._bridge.attempt(tr("Byt rubrik"), lambda session: sections.set_field(session, section_id, "title", title))

    def rename(self) -> None:
        if self.tree.currentIndex().isValid():
            self.tree.setFocus()
            self.tree.edit(self.tree.currentIndex())

    @Slot()
    def delete(self) -> None:
        from scn_desktop.models.edits import sections

        current = self.current()
        if current is None or self._bridge.read_only:
            return
        section_id = current.id
        message = tr("Avsnittet togs bort med allt som stod i det.")
        self._bridge.attempt(tr("Ta bort avsnitt"), lambda session: sections.delete(session, section_id), message)
        self.tree.setFocus()

    @Slot(str, object, int)
    def _move(self, section_id: str, parent_id: str | None, place: int) -> None:
        from scn_desktop.models.edits import sections

        self._bridge.attempt(tr("Flytta avsnitt"), lambda session: sections.move(session, section_id, parent_id, place))
        self.choose(section_id)

    @Slot(int)
    def shift(self, steps: int) -> None:
        """Move the chosen section among its siblings."""
        from scn_desktop.models.edits import sections

        current = self.current()
        if current is None or self._bridge.read_only:
            return
        siblings = sections.siblings(current.paper, current.parent)
        place = siblings.index(current) + steps
        if 0 <= place < len(siblings):
            self._move(current.id, current.parent_id, place)

    @Slot(int)
    def change_level(self, by: int) -> None:
        """Move the chosen section out to after its parent, or in under the one above it."""
        from scn_desktop.models.edits import sections

        current = self.current()
        if current is None or self._bridge.read_only:
            return
        siblings = sections.siblings(current.paper, current.parent)
        place = siblings.index(current)
        if by > 0 and place > 0:
            above = siblings[place - 1]
            self._move(current.id, above.id, len(above.sections))
        elif by < 0 and current.parent is not None:
            outer = sections.siblings(current.paper, current.parent.parent)
            self._move(current.id, current.parent.parent_id, outer.index(current.parent) + 1)

    def section_actions(self) -> list[QAction]:
        """What can be done with the chosen section."""
        current = self.current()
        if current is None:
            return []
        wanted: list[tuple[str, Callable[[], object]]] = [
            (tr("Byt rubrik (F2)"), self.rename),
            (tr("Flytta uppåt (Alt+↑)"), lambda: self.shift(-1)),
            (tr("Flytta nedåt (Alt+↓)"), lambda: self.shift(1)),
            (tr("Flytta ut en nivå (Alt+←)"), lambda: self.change_level(-1)),
            (tr("Flytta in en nivå (Alt+→)"), lambda: self.change_level(1)),
            (tr("Ta bort avsnittet (Delete)"), self.delete),
        ]
        if takes_number(current.kind):
            wanted.insert(1, (tr("Eget nummer"), self.number_wanted.emit))
        actions = []
        for text, do in wanted:
            action = QAction(text, self)
            action.setEnabled(not self._bridge.read_only)
            action.triggered.connect(lambda _checked=False, do=do: do())
            actions.append(action)
        return [*actions, page_menu(self._bridge, current, self)]

    @Slot(QPoint)
    def _context_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(self.add_actions())
        menu.addSeparator()
        menu.addActions(self.section_actions())
        menu.addSeparator()
        menu.addMenu(self.new_paper_menu())
        menu.exec(self.tree.viewport().mapToGlobal(place))
