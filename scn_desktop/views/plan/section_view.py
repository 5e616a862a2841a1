"""The chosen section: where it stands, its title, its blocks in order, and what can be added."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from scn_desktop.swedish import lower_first
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_editor import INSET, BlockEditor
from scn_desktop.views.plan.block_table import TableBlock
from scn_desktop.views.plan.blocks import block_name, editor_for
from scn_desktop.views.plan.clipboard_content import picture_files
from scn_desktop.views.plan.section_head import SectionHead
from scn_desktop.views.plan.word_paste import paste_into_section, put_into_section
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import EmptyState
from scn_desktop.views.widgets.controls import button

if TYPE_CHECKING:
    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.models.plan import Section

ADDABLE = (
    "text",
    "measures",
    "indicators",
    "table",
    "budget",
    "chart",
    "controls",
    "risk_matrix",
    "risk_register",
    "steering_documents",
    "all_indicators",
    "sources",
    "self_assessment",
)
IN_MEMO = ("attachments", "signatures")
"""What only a tjänsteskrivelse has."""
WIDEST = 1060


class SectionView(QScrollArea):
    """Keeps the block editors that are still there when the section changes, so that focus and scroll stay."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.section: Section | None = None
        self._editors: dict[str, BlockEditor] = {}
        px = theme().px
        surface = QFrame()
        surface.setProperty("role", "surface")
        outer = QHBoxLayout(surface)
        outer.setContentsMargins(px(44 - INSET), px(14), px(44), px(32))
        page = QWidget()
        page.setMaximumWidth(px(WIDEST))
        outer.addWidget(page, 1000)
        outer.addStretch(1)
        self._layout = QVBoxLayout(page)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(px(4))
        self.head = SectionHead(bridge)
        self.head.setContentsMargins(px(INSET), 0, 0, px(2))
        self.title = self.head.title
        self._layout.addWidget(self.head)
        self._blocks = QVBoxLayout()
        self._blocks.setSpacing(px(14))
        self._layout.addLayout(self._blocks)
        self._empty = EmptyState(tr("Avsnittet är tomt."), None)
        self._empty.setContentsMargins(px(INSET), 0, 0, 0)
        self._layout.addWidget(self._empty)
        self._layout.addLayout(self._foot())
        self._layout.addStretch(1)
        self.setWidget(surface)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptDrops(True)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme().px(INSET - 6), theme().px(10), 0, 0)
        self._add: QPushButton = button(tr("Lägg till"), self._show_add_menu, role="link", sign="plus")
        self._add.setAccessibleName(tr("Lägg till text, tabell eller bild i avsnittet"))
        row.addWidget(self._add)
        row.addStretch(1)
        return row

    # Showing ---------------------------------------------------------------------------------------------------------
    def show_section(self, section: Section | None) -> None:
        """Show another section, from its top."""
        same = section is not None and self.section is not None and section.id == self.section.id
        self.section = section
        if not same:
            self._drop_editors()
            self.verticalScrollBar().setValue(0)
        self.refresh()

    def refresh(self) -> None:
        """Show the section as it stands in the document now."""
        section = self.section
        self._add.setVisible(section is not None and not self.bridge.read_only)
        self.head.setVisible(section is not None)
        if section is None:
            return
        from scn_desktop.models import numbering

        self.head.show_section(section, numbering.labels(section.paper))
        self._refresh_blocks(section)

    def _refresh_blocks(self, section: Section) -> None:
        wanted = [block.id for block in section.blocks]
        for block_id in [each for each in self._editors if each not in wanted]:
            editor = self._editors.pop(block_id)
            self._blocks.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        for place, block in enumerate(section.blocks):
            known = self._editors.get(block.id)
            if known is None:
                known = self._editors[block.id] = editor_for(self.bridge, block)
                self._blocks.insertWidget(place, known)
                known.show()  # at once: what is hidden is only promised the focus, and loses what is typed meanwhile
            else:
                known.refresh()
                if self._blocks.indexOf(known) != place:
                    self._blocks.removeWidget(known)
                    self._blocks.insertWidget(place, known)
        self._empty.setVisible(not wanted)
        self._order_tab([*(stop for editor in self.editors() for stop in editor.tab_stops()), self._add])

    def _order_tab(self, stops: list[QWidget]) -> None:
        """Let Tab walk from the title through the blocks as they stand: Qt walks in the order that things were made."""
        for before, after in pairwise([*self.head.tab_stops(), *stops]):
            QWidget.setTabOrder(before, after)

    def _drop_editors(self) -> None:
        for editor in self._editors.values():
            self._blocks.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        self._editors = {}

    @Slot(object)
    def document_changed(self, change_set: ChangeSet) -> None:
        if self.section is not None:
            self.refresh()

    # Edits -----------------------------------------------------------------------------------------------------------
    @Slot()
    def edit_number(self) -> None:
        """Write a number of its own for the section."""
        from scn_desktop.models import numbering

        if self.section is not None and not self.bridge.read_only:
            self.head.edit_number(numbering.labels(self.section.paper))

    def add_actions(self) -> list[QAction]:
        """One action per kind of block that can be added, after the block that has focus."""
        actions = []
        is_memo = self.section is not None and self.section.paper.kind == "cover_memo"
        for kind in (*ADDABLE[:1], *IN_MEMO, *ADDABLE[1:]) if is_memo else ADDABLE:
            action = QAction(block_name(kind, self.bridge.plan), self)
            enabled = self.section is not None and not self.bridge.read_only
            if kind in ("budget", "chart"):
                tables = self.bridge.plan.budget_tables
                menu = QMenu(block_name(kind, self.bridge.plan), self)
                for table in tables:
                    menu.addAction(table.title).triggered.connect(partial(self.add_block, kind, table.id))
                action = menu.menuAction()
                enabled = enabled and bool(tables)
            else:
                action.triggered.connect(partial(self.add_block, kind, None))
            action.setEnabled(enabled)
            actions.append(action)
        actions[1:1] = self._standard_texts()
        return [*actions, *self._pasting()]

    def _pasting(self) -> list[QAction]:
        """A picture from a file, and what is on the clipboard."""
        made = []
        for text, do in ((tr("Bild…"), self.add_picture), (tr("Klistra in från Word…"), self.paste)):
            action = QAction(text, self)
            action.triggered.connect(do)
            action.setEnabled(self.section is not None and not self.bridge.read_only)
            made.append(action)
        return made

    def _standard_texts(self) -> list[QAction]:
        """The planning model's own texts, under one name; nothing where it has none."""
        texts = self.bridge.plan.model.standard_texts
        if not texts:
            return []
        menu = QMenu(tr("Standardtext"), self)
        for text in texts:
            menu.addAction(text.title).triggered.connect(partial(self.add_standard_text, text.id))
        menu.menuAction().setEnabled(self.section is not None and not self.bridge.read_only)
        return [menu.menuAction()]

    def block_actions(self) -> list[QAction]:
        """What can be done with the block that has focus."""
        current = self.current_block()
        return [*current.own_actions(), *current.block_actions()] if current is not None else []

    def editors(self) -> list[BlockEditor]:
        """The block editors from the top."""
        return [self._editors[block.id] for block in self.section.blocks] if self.section is not None else []

    def editor_of(self, block_id: str) -> BlockEditor:
        """The editor of a block of the section that is shown."""
        return self._editors[block_id]

    def current_block(self) -> BlockEditor | None:
        return next((editor for editor in self._editors.values() if editor.contains_focus()), None)

    def add_block(self, kind: str, budget_table_id: str | None = None, _checked: bool = False) -> None:
        """Add a block after the one that has focus, or last, and begin to write in it."""
        from scn_desktop.models.edits import blocks

        name = tr("Lägg till {kind}").format(kind=lower_first(block_name(kind, self.bridge.plan)))
        self._add_after(
            name,
            lambda session, section_id, place: blocks.add(
                session, section_id, place, kind, budget_table_id=budget_table_id
            ),
        )

    def add_standard_text(self, standard_text_id: str, _checked: bool = False) -> None:
        """Add one of the planning model's texts after the block that has focus, or last."""
        from scn_desktop.models.edits import blocks

        self._add_after(
            tr("Infoga standardtext"),
            lambda session, section_id, place: blocks.add_standard_text(session, section_id, place, standard_text_id),
        )

    @Slot()
    def add_picture(self) -> None:
        """Ask for a picture file and add it after the block that has focus, or last."""
        from scn_desktop.models.edits import pictures
        from scn_desktop.views.plan.image_block import ask_for_picture

        picture = ask_for_picture(self.window(), self.bridge)
        if picture is not None:
            self._add_after(
                tr("Infoga bild"),
                lambda session, section_id, place: pictures.insert(session, section_id, place, picture),
            )

    @Slot()
    def paste(self) -> None:
        """Put what is on the clipboard after the block that has focus, or last."""
        if self.section is not None:
            self.finish_edits()
            self._go_to(paste_into_section(self, self.bridge, self.section, self._place()))

    def _go_to(self, block_ids: list[str]) -> None:
        """Begin to write in the first of the blocks that were added."""
        if block_ids and block_ids[0] in self._editors:
            self._editors[block_ids[0]].focus_editor()
            self.reveal(self._editors[block_ids[0]])

    def _place(self) -> int:
        """The place of a new block: after the one that has focus, or last."""
        current = self.current_block()
        ids = [block.id for block in self.section.blocks] if self.section is not None else []
        return ids.index(current.block.id) + 1 if current is not None else len(ids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A paste that no field has taken is the section's."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if picture_files(event.mimeData()) and not self.bridge.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A picture file that is dropped on the section goes in last."""
        event.acceptProposedAction()
        if self.section is not None:
            self.finish_edits()
            place = len(self.section.blocks)
            self._go_to(put_into_section(self, self.bridge, self.section, place, event.mimeData()))

    def _add_after(self, name: str, edit: Callable[[Any, str, int], str]) -> None:
        if self.section is None:
            return
        self.finish_edits()
        place, section_id = self._place(), self.section.id
        added = self.bridge.attempt(name, lambda session: edit(session, section_id, place))
        self._go_to([added] if added is not None else [])

    def _show_add_menu(self) -> None:
        menu = QMenu(self)
        menu.addActions(self.add_actions())
        menu.exec(self._add.mapToGlobal(QPoint(0, self._add.height())))

    def finish_edits(self) -> None:
        self.head.commit()
        for editor in self._editors.values():
            editor.finish_edits()

    def focus_first(self) -> None:
        """Go from the outline to what can be written."""
        for editor in self._editors.values():
            if editor.focus_editor():
                return
        self.title.setFocus()

    def show_change(self, change_set: ChangeSet) -> bool:
        """Select what an undo changed, where it can be told."""
        for editor in self._editors.values():
            if editor.show_row(change_set):
                if not isinstance(editor, TableBlock):  # a table brings its row into sight, which may be far down
                    self.reveal(editor)
                return True
            if editor.block.id in change_set.rows("block"):
                self.reveal(editor)
                return True
        return False

    def reveal(self, editor: QWidget) -> None:
        """Scroll to a block when its height is known: a new one gets its place when the page is laid out."""
        show = partial(self.ensureWidgetVisible, editor, 0, theme().px(40))
        QTimer.singleShot(0, editor, lambda: QTimer.singleShot(0, editor, show))
