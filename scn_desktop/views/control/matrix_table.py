"""The risk matrix as an item model: a row for each probability, the highest first, a column for each consequence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scn_desktop.swedish import plural
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.risk_matrix import Cell, NumberedRisk, RiskMatrix
    from scn_desktop.models.risk_register import EarlierRisks

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_WORDS: Final = ("inga", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
GROUNDS: Final = ("matrix_low", "matrix_moderate", "matrix_high", "matrix_very_high")


def counted(count: int) -> str:
    """ "två risker"."""
    word = _WORDS[count] if count < len(_WORDS) else ""
    return f"{word} {tr('risk') if count == 1 else tr('risker')}" if word else plural(count, tr("risk"), tr("risker"))


class MatrixTableModel(QAbstractTableModel):
    """Cells are read, never typed in; a risk is moved with the view."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.earlier: EarlierRisks
        self.matrix: RiskMatrix = self._read()

    def _read(self) -> RiskMatrix:
        from scn_desktop.models.risk_matrix import RiskMatrix
        from scn_desktop.models.risk_register import EarlierRisks

        self.earlier = EarlierRisks.of(self._bridge.plan)
        return RiskMatrix.of(self._bridge.plan, self.earlier)

    def refresh(self) -> None:
        """Follow a change of the document; another number of steps is another table."""
        found = self._read()
        if (len(found.rows), len(found.rows[0])) != (self.rowCount(), self.columnCount()):
            self.beginResetModel()
            self.matrix = found
            self.endResetModel()
            return
        self.matrix = found
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    def cell(self, index: Index) -> Cell | None:
        """The cell at an index of this model."""
        return self.matrix.rows[index.row()][index.column()] if index.isValid() else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.matrix.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.matrix.rows[0])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.matrix.rows[0][section].consequence.text
        return self.matrix.rows[section][0].probability.text

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return ", ".join(str(each.number) for each in cell.risks)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell_words(cell)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def cell_words(cell: Cell) -> str:
    """ "Sannolikhet 2 Möjlig, konsekvens 4 Allvarlig, riskindex 8 Hög, två risker: 3, 7"."""
    place = tr("Sannolikhet {up}, konsekvens {across}, riskindex {index}").format(
        up=cell.probability.text, across=cell.consequence.text, index=cell.index_text
    )
    here = f"{counted(len(cell.risks))}: {numbers_of(cell.risks)}" if cell.risks else counted(0)
    left = tr("härifrån har {risks} flyttat").format(risks=numbers_of(cell.left)) if cell.left else ""
    return ", ".join(filter(None, (place, here, left)))


def numbers_of(risks: tuple[NumberedRisk, ...]) -> str:
    """ "3, 7"."""
    return ", ".join(str(each.number) for each in risks)
