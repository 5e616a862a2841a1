"""How much a control checks at least, as a number beside the words, and in which follow-ups it is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.swedish import MONTHS
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.judgement import narrow_combo, titled
from scn_desktop.views.control.words import read_count, shown_count
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import CheckBox
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.control import Control
    from scn_desktop.models.planning_model import FollowUpPeriod

KINDS: Final = {"": "Bara i ord", "number": "Minst ett antal", "percent": "Minst en andel", "all": "Alla"}
_IN_A_ROW = 3


class SampleField(QWidget):
    """The smallest volume as it is judged; the words above it are what prints."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._control_id = ""
        self.kind = narrow_combo(tr("Minsta volym prövas som"))
        for key, word in KINDS.items():
            self.kind.addItem(tr(word), key)
        self.kind.activated.connect(self._set_kind)
        self.number = FieldEdit(tr("Antal"), self._set_size)
        self.percent = FieldEdit(tr("Procent"), self._set_size)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(12))
        layout.addWidget(titled(tr("Prövas som"), self.kind), 1)
        layout.addWidget(self.number, 1)
        layout.addWidget(self.percent, 1)

    def set_read_only(self, read_only: bool) -> None:
        """Nothing is chosen or typed."""
        self.kind.setEnabled(not read_only)
        self.number.set_read_only(read_only)
        self.percent.set_read_only(read_only)

    def finish_edits(self) -> None:
        """Commit what is typed."""
        self.number.commit()
        self.percent.commit()

    def show_control(self, control: Control) -> None:
        """Show the volume of a control."""
        self._control_id = control.id
        self.kind.choose(control.sample_kind)
        for kind, field in (("number", self.number), ("percent", self.percent)):
            is_chosen = control.sample_kind == kind
            field.setVisible(is_chosen)
            field.set_text(shown_count(control.sample_size) if is_chosen else "")

    @Slot()
    def _set_kind(self) -> None:
        from scn_desktop.models.edits import control_details

        shown, kind = self._control_id, str(self.kind.currentData())
        self._bridge.attempt(
            tr("Ändra minsta volym"), lambda session: control_details.set_sample(session, shown, kind, None)
        )

    def _set_size(self, text: str) -> None:
        from scn_desktop.models.edits import control_details

        shown, kind, size = self._control_id, str(self.kind.currentData()), read_count(text)
        self._bridge.do(
            tr("Ändra minsta volym"), lambda session: control_details.set_sample(session, shown, kind, size)
        )


class PeriodChoice(QWidget):
    """A box for each of the plan's follow-ups; the words of *Rapporteras* are what prints."""

    def __init__(self, bridge: Bridge, after: QWidget) -> None:
        """`after`: the field that Tab comes from."""
        super().__init__()
        self._bridge = bridge
        self._after = after
        self._control_id = ""
        self._read_only = False
        self.boxes: dict[str, CheckBox] = {}
        self._titles: list[str] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(4))
        layout.addWidget(label(tr("Redovisas i uppföljningen efter"), "field"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme().px(12))
        layout.addLayout(self._grid)
        self.nothing = label(tr("Ingen vald: redovisas varje gång."), "caption")
        layout.addWidget(self.nothing)

    def set_read_only(self, read_only: bool) -> None:
        """Nothing is chosen."""
        self._read_only = read_only
        for box in self.boxes.values():
            box.setEnabled(not read_only)

    def show_control(self, control: Control) -> None:
        """Show which follow-ups a control is reported in."""
        from scn_desktop.models.control_results import periods_of

        self._control_id = control.id
        self._lay_out(periods_of(control.plan))
        chosen = {each.period_id for each in control.periods}
        for period_id, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(period_id in chosen)
            box.blockSignals(False)
        self.setVisible(bool(self.boxes))
        self.nothing.setVisible(not chosen and control.kind == "control")

    def _lay_out(self, periods: list[FollowUpPeriod]) -> None:
        """Boxes by their months, which are shorter than the titles, where each has a month of its own."""
        wanted = [f"{period.id} {period.title} {period.month}" for period in periods]
        if wanted == self._titles:
            return
        self._titles = wanted
        for box in self.boxes.values():
            self._grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        are_months = len({period.month for period in periods}) == len(periods)
        self.boxes = {}
        before = self._after
        for place, period in enumerate(periods):
            box = CheckBox(MONTHS[period.month - 1].capitalize() if are_months else period.title)
            box.setAccessibleName(tr("Redovisas i {title}").format(title=period.title))
            box.setToolTip(period.title)
            box.setEnabled(not self._read_only)
            box.toggled.connect(self._set_periods)
            in_row = _IN_A_ROW if are_months else 1
            self._grid.addWidget(box, place // in_row, place % in_row, Qt.AlignmentFlag.AlignLeft)
            self.boxes[period.id] = box
            self.setTabOrder(before, box)
            before = box

    @Slot()
    def _set_periods(self) -> None:
        from scn_desktop.models.edits import control_details

        shown = self._control_id
        chosen = [period_id for period_id, box in self.boxes.items() if box.isChecked()]
        self._bridge.attempt(
            tr("Ändra när kontrollen redovisas"),
            lambda session: control_details.set_periods(session, shown, chosen),
        )
