"""What a risk is linked to: rows of names that lead to their places, each with a cross, and the choice of one more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from scn_desktop.views.dialogs.choose_row import RowsTableModel
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button, tool_button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.plan import Plan


@dataclass(frozen=True)
class Linked:
    """A row: the key of what is linked, its name, and where it leads."""

    id: str
    name: str
    go: Callable[[], object]


class LinkList(QWidget):
    """A heading, the links, and the buttons that make one more. `remove(key)` takes one away, where it may be."""

    def __init__(self, title: str, remove: Callable[[str], object] | None = None) -> None:
        super().__init__()
        self._remove = remove
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(2))
        self._heading = label(title, "field")
        layout.addWidget(self._heading)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        layout.addLayout(self._rows)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(theme().px(12))
        layout.addLayout(self._actions)
        self._shown: list[Linked] = []
        self._is_read_only = False

    def add_action(self, word: str, do: Callable[[], object]) -> None:
        """A button under the links."""
        self._actions.addWidget(button(word, do, role="link", sign="plus"))

    def finish_actions(self, read_only: bool) -> None:
        """Let the buttons stand at the left; none of them does anything in a file that is only read."""
        self._is_read_only = read_only
        self._actions.addStretch(1)
        for place in range(self._actions.count()):
            item = self._actions.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(not read_only)

    def names(self) -> list[str]:
        """What the links are called, from the top."""
        return [each.name for each in self._shown]

    def show_links(self, links: Sequence[Linked]) -> None:
        """Show these; the same again leave the rows and their focus."""
        if [(each.id, each.name) for each in links] == [(each.id, each.name) for each in self._shown]:
            return
        self._shown = list(links)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in links:
            self._rows.addWidget(self._row(each))

    def _row(self, linked: Linked) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        way = LinkButton(linked)
        layout.addWidget(way, 1)
        if self._remove is not None and not self._is_read_only:
            remove = self._remove
            cross = tool_button("x", tr("Ta bort kopplingen till {name}").format(name=linked.name))
            cross.clicked.connect(lambda: remove(linked.id))
            layout.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)
        return row


class LinkButton(QWidget):
    """A name that leads to its place; one that is wider than the form ends in "…", and its tip says all of it."""

    def __init__(self, linked: Linked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = linked.name
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.button = button("", linked.go, role="row")
        self.button.setAccessibleName(linked.name)
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.button.setToolTip(linked.name)
        layout.addWidget(self.button, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = max(0, self.width() - theme().px(22))
        metrics = QFontMetrics(theme().font("body"))
        self.button.setText(metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room))


class SectionsTableModel(RowsTableModel):
    """The goals, assignments and chapters of a plan, with the paper that each stands in."""

    def __init__(self, plan: Plan, without: set[str]) -> None:
        from scn_desktop.models import queries
        from scn_desktop.models.numbering import labels

        self._names: dict[str, tuple[str, str]] = {}
        for paper in plan.papers:
            found = labels(paper)
            for section in queries.walk(paper):
                if section.id not in without and section.title.strip():
                    self._names[section.id] = (found[section.id].heading, paper.title)
        super().__init__([tr("Mål eller uppdrag"), tr("Handling")], list(self._names))

    def text(self, row: int, column: int) -> str:
        return self._names[self.ids[row]][column]

    def searched(self, row_id: str) -> str:
        return "\n".join(self._names[row_id])
