"""The outline as an item model: sections by key, moved by drag within their paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractItemModel, QByteArray, QMimeData, QModelIndex, QObject, Qt, Signal

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import Index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scn_desktop.models.numbering import Label
    from scn_desktop.models.plan import Paper, Section

MIME: Final = "application/x-scn-section"
NUMBER_ROLE: Final = Qt.ItemDataRole.UserRole + 1
ID_ROLE: Final = Qt.ItemDataRole.UserRole + 2
COMPILED_ROLE: Final = Qt.ItemDataRole.UserRole + 3
_ROOT: Final = QModelIndex()


@dataclass
class _Node:
    section_id: str
    title: str
    number: str
    heading: str
    is_compiled: bool
    parent: int
    row: int
    children: list[int] = field(default_factory=list)


class OutlineTreeModel(QAbstractItemModel):
    """Nodes are kept in a list and indexed by place, so that no index points at a Python object.

    `move_wanted(section, parent, place)` follows a drop; the model itself changes nothing.
    """

    move_wanted = Signal(str, object, int)
    rename_wanted = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._nodes: list[_Node] = []
        self._top: list[int] = []
        self._by_id: dict[str, int] = {}
        self.paper: Paper | None = None

    def show_paper(self, paper: Paper | None) -> None:
        """Show a paper from the start."""
        self.beginResetModel()
        self.paper = paper
        self._read()
        self.endResetModel()

    def refresh(self) -> bool:
        """Take changed titles and numbers; False when the tree itself has changed and must be shown anew."""
        before = [(node.section_id, node.parent, node.row) for node in self._nodes]
        old = list(self._nodes)
        kept = (self._nodes, self._top, self._by_id)
        self._read()
        if [(node.section_id, node.parent, node.row) for node in self._nodes] != before:
            self._nodes, self._top, self._by_id = kept
            return False
        for place, (was, now) in enumerate(zip(old, self._nodes, strict=True)):
            if was != now:
                index = self.createIndex(now.row, 0, place)
                self.dataChanged.emit(index, index)
        return True

    def _read(self) -> None:
        self._nodes, self._top, self._by_id = [], [], {}
        if self.paper is None:
            return
        from scn_desktop.models import numbering

        self._top = self._add(self.paper.sections, -1, numbering.labels(self.paper))

    def _add(self, sections: Sequence[Section], parent: int, labels: dict[str, Label]) -> list[int]:
        from scn_desktop.models.blocks import COMPILED_KINDS

        places = []
        for row, section in enumerate(sections):
            place = len(self._nodes)
            places.append(place)
            compiled = bool(section.blocks) and all(block.kind in COMPILED_KINDS for block in section.blocks)
            label = labels[section.id]
            node = _Node(section.id, section.title, _short(label), label.heading, compiled, parent, row)
            self._nodes.append(node)
            self._by_id[section.id] = place
            node.children = self._add(section.sections, place, labels)
        return places

    # Looking up ------------------------------------------------------------------------------------------------------
    def index_of(self, section_id: str) -> QModelIndex:
        place = self._by_id.get(section_id)
        return QModelIndex() if place is None else self.createIndex(self._nodes[place].row, 0, place)

    def section_id(self, index: Index) -> str | None:
        return self._nodes[index.internalId()].section_id if index.isValid() else None

    def _title(self, section_id: str) -> str:
        place = self._by_id.get(section_id)
        return "" if place is None else self._nodes[place].title

    # Qt --------------------------------------------------------------------------------------------------------------
    def _children(self, parent: Index) -> list[int]:
        return self._nodes[parent.internalId()].children if parent.isValid() else self._top

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        children = self._children(parent)
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, child: Index = _ROOT) -> Any:
        above = self._nodes[child.internalId()].parent if child.isValid() else -1
        return QModelIndex() if above < 0 else self.createIndex(self._nodes[above].row, 0, above)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() and parent.column() > 0 else len(self._children(parent))

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._nodes[index.internalId()]
        if role == Qt.ItemDataRole.DisplayRole:
            return node.title or tr("Utan rubrik")
        if role == Qt.ItemDataRole.EditRole:
            return node.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return node.heading
        if role == Qt.ItemDataRole.AccessibleTextRole:
            mark = tr(", automatisk") if node.is_compiled else ""
            return node.heading + mark
        return {NUMBER_ROLE: node.number, ID_ROLE: node.section_id, COMPILED_ROLE: node.is_compiled}.get(role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        section_id, title = self._nodes[index.internalId()].section_id, " ".join(str(value).split())
        if title != self._title(section_id):
            self.rename_wanted.emit(section_id, title)
        return title == self._title(section_id)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags if self._bridge.read_only else Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self._bridge.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return flags

    # Drag ------------------------------------------------------------------------------------------------------------
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, QByteArray((self.section_id(indexes[0]) or "").encode()))
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Ask for the move; False, so that the view removes nothing itself."""
        if data.hasFormat(MIME):
            dragged = bytes(data.data(MIME).data()).decode()
            siblings = [self._nodes[child].section_id for child in self._children(parent)]
            place = len(siblings) if row < 0 else row
            if dragged in siblings and siblings.index(dragged) < place:
                place -= 1
            self.move_wanted.emit(dragged, self.section_id(parent), place)
        return False


def _short(label: Label) -> str:
    """What stands before the title in the narrow outline: "1.1", "B2" for Bilaga 2."""
    word, _, rest = label.text.rpartition(" ")
    if label.number and word and rest == label.number and "." not in label.number and word.lower() == "bilaga":
        return f"{word[0]}{label.number}"
    return label.number
