"""How likely and how grave a risk is, chosen in words, and the riskindex that they give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from scn_desktop.views.control.control_table import index_status, index_text
from scn_desktop.views.control.control_view import paint_index
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox
from scn_desktop.views.widgets.labels import Status, label

if TYPE_CHECKING:
    from scn_desktop.models.control import Risk
    from scn_desktop.models.plan import Plan

_UNKNOWN = 0


class IndexPill(QWidget):
    """A riskindex with its word; empty where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._status = Status.NEUTRAL

    def show_index(self, plan: Plan, index: int | None) -> None:
        self._text = index_text(plan, index)
        self._status = index_status(plan, index) if index is not None else Status.NEUTRAL
        self.setAccessibleName(tr("Riskindex {text}").format(text=self._text) if self._text else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(140), theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._text:
            paint_index(QPainter(self), 0, theme().px(2), self._text, self._status)


class RiskJudgement(QWidget):
    """Two scales and the index. `judged(probability, consequence)`: what the user chose, None for what is not known."""

    judged = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.probability = self._factor(tr("Sannolikhet"))
        self.consequence = self._factor(tr("Konsekvens"))
        self._index = label("", "secondary")
        self._pill = IndexPill()
        px = theme().px
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(titled(tr("Sannolikhet"), self.probability), 0, 0)
        grid.addWidget(titled(tr("Konsekvens"), self.consequence), 0, 1)
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(self._index)
        row.addWidget(self._pill, 1)
        grid.addLayout(row, 1, 0, 1, 2)

    def _factor(self, name: str) -> ComboBox:
        combo = narrow_combo(name)
        combo.activated.connect(self._chosen)
        return combo

    def _chosen(self) -> None:
        self.judged.emit(self.probability.currentData() or None, self.consequence.currentData() or None)

    def set_read_only(self, read_only: bool) -> None:
        for combo in (self.probability, self.consequence):
            combo.setEnabled(not read_only)

    def words(self) -> str:
        """What stands before the riskindex."""
        return self._index.text()

    def show_risk(self, risk: Risk) -> None:
        """Show how a risk is judged, on the steps of its plan's own scales."""
        for combo, axis, value in (
            (self.probability, "probability", risk.probability),
            (self.consequence, "consequence", risk.consequence),
        ):
            combo.blockSignals(True)
            combo.clear()
            combo.addItem(tr("Inte bedömd"), _UNKNOWN)
            for level in risk.plan.model.scale:
                if level.axis == axis:
                    combo.addItem(f"{level.value} {level.wording}", level.value)
            combo.blockSignals(False)
            combo.choose(value or _UNKNOWN)
        if risk.probability is not None and risk.consequence is not None:
            text = tr("Riskindex {one} × {other} =").format(one=risk.probability, other=risk.consequence)
        elif risk.stated_index is not None:
            text = tr("Riskindex, angivet utan bedömning:")
        else:
            text = tr("Riskindex räknas ut när båda är valda.")
        self._index.setText(text)
        self._pill.setVisible(risk.index is not None)
        self._pill.show_index(risk.plan, risk.index)


def narrow_combo(name: str) -> ComboBox:
    """A choice that a form can make as narrow as it needs."""
    combo = ComboBox()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(8)
    return combo


def titled(title: str, field: QWidget) -> QWidget:
    """A field with its name above."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().px(4))
    name: QLabel = label(title, "field")
    name.setBuddy(field)
    layout.addWidget(name)
    layout.addWidget(field)
    layout.addStretch(1)
    return made
