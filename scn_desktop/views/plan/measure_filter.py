"""The line over Alla åtgärder: words, section, styrdokument, who is responsible, and what is missing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from scn_desktop.swedish import sort_key
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.icons import icon
from scn_desktop.views.plan.measure_list_table import Filter
from scn_desktop.views.plan.measure_table import STEERING
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox, button

_PAUSE: Final = 120  # milliseconds: a word is typed to its end before long lists are laid out anew
_ONE_LINE: Final = 800  # pixels at 100 % that all of it needs beside each other
_INDENT: Final = "\u2003"
MISSING: Final = (
    ("effect", "Saknar effekt"),
    (STEERING, "Saknar styrdokument"),
    ("responsible", "Saknar ansvarig"),
    ("period", "Saknar period"),
    ("partners", "Saknar samverkan"),
    ("description", "Saknar beskrivning"),
)


class MeasureFilter(QWidget):
    """`changed(Filter)` follows what is typed and chosen; `left_downwards`: on to the list."""

    changed = Signal(object)
    left_downwards = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._tell)
        px = theme().px
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(px(10), 0, 0, 0)
        self._grid.setSpacing(px(8))
        self._is_narrow: bool | None = None
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("Filtrera"))
        self.words.setAccessibleName(tr("Filtrera på ord"))
        self.words.setClearButtonEnabled(True)
        self.words.addAction(icon("filter", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self.words.installEventFilter(self)
        self.words.textChanged.connect(self._soon.start)
        self.section = self._choice(tr("Avsnitt"))
        self.steering = self._choice(tr("Styrdokument"))
        self.responsible = self._choice(tr("Ansvarig"))
        self.missing = self._choice(tr("Det som saknas"))
        self.clear_button = button(tr("Visa alla"), self.clear, role="link")
        self._lay_out(is_narrow=False)
        self.refresh()
        self._show_clear()

    def _choice(self, name: str) -> ComboBox:
        made = ComboBox()
        made.setAccessibleName(name)
        made.setMinimumContentsLength(8)
        made.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        made.activated.connect(self._tell)
        return made

    def _lay_out(self, *, is_narrow: bool) -> None:
        """One line where there is room, else the words on a line of their own."""
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        choices = (self.section, self.steering, self.responsible, self.missing)
        first, line = (0, 1) if is_narrow else (1, 0)
        for widget in (self.words, *choices, self.clear_button):
            self._grid.removeWidget(widget)
        self._grid.addWidget(self.words, 0, 0, 1, 3 if is_narrow else 1)
        for place, choice in enumerate(choices):
            self._grid.addWidget(choice, line, first + place)
        self._grid.addWidget(self.clear_button, 0, 3 if is_narrow else 5)
        for column in range(6):
            self._grid.setColumnStretch(column, 0 if column == 5 else 3)
        self._grid.setColumnStretch(4, 0 if is_narrow else 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(is_narrow=self.width() < theme().px(_ONE_LINE))

    def stops(self) -> list[QWidget]:
        """What Tab comes to, in its order."""
        return [self.words, self.section, self.steering, self.responsible, self.missing, self.clear_button]

    # What can be chosen ----------------------------------------------------------------------------------------------
    @Slot()
    def refresh(self) -> None:
        """Offer what the plan has now; what was chosen stays chosen."""
        from scn_desktop.models import queries

        documents = queries.used_steering_documents(self._bridge.plan)
        self._fill(self.section, tr("Alla avsnitt"), self._sections())
        self._fill(self.steering, tr("Alla styrdokument"), [(each.title, each.id) for each in documents])
        units = sorted({each.responsible for each in self._bridge.plan.measures} - {""}, key=sort_key)
        self._fill(self.responsible, tr("Alla ansvariga"), [(each, each) for each in units])
        self._fill(self.missing, tr("Inget krav"), [(tr(text), key) for key, text in MISSING])

    def _sections(self) -> list[tuple[str, str]]:
        """The sections that have a measure in or below them, indented by their depth."""
        from scn_desktop.models.measure_list import sections_with_measures

        found = sections_with_measures(self._bridge.plan)
        return [(f"{_INDENT * depth}{name}", section.id) for depth, name, section in found]

    @staticmethod
    def _fill(choice: ComboBox, everything: str, items: list[tuple[str, str]]) -> None:
        wanted = [(everything, ""), *items]
        if [(choice.itemText(row), choice.itemData(row)) for row in range(choice.count())] == wanted:
            return
        chosen = choice.currentData()
        choice.blockSignals(True)
        choice.clear()
        for text, data in wanted:
            choice.addItem(text, data)
        choice.setCurrentIndex(max(0, choice.findData(chosen)))
        choice.blockSignals(False)

    # What is chosen --------------------------------------------------------------------------------------------------
    def filter(self) -> Filter:
        """What is asked for now."""
        return Filter(
            words=self.words.text(),
            section_id=self.section.currentData() or "",
            steering_id=self.steering.currentData() or "",
            responsible=self.responsible.currentData() or "",
            missing=self.missing.currentData() or "",
        )

    def show_filter(self, wanted: Filter) -> None:
        """Choose what a filter asks for, as a link from elsewhere does."""
        self.refresh()
        self.words.blockSignals(True)
        self.words.setText(wanted.words)
        self.words.blockSignals(False)
        for choice, data in (
            (self.section, wanted.section_id),
            (self.steering, wanted.steering_id),
            (self.responsible, wanted.responsible),
            (self.missing, wanted.missing),
        ):
            choice.setCurrentIndex(max(0, choice.findData(data)))
        self._tell()

    @Slot()
    def clear(self) -> None:
        """Ask for nothing."""
        self.show_filter(Filter())

    @Slot()
    def _tell(self) -> None:
        self._soon.stop()
        self._show_clear()
        self.changed.emit(self.filter())

    def _show_clear(self) -> None:
        self.clear_button.setEnabled(self.filter() != Filter())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter go to the list; Esc takes the words away."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched is self.words:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._tell()
                self.left_downwards.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.words.text():
                self.words.clear()
                return True
        return super().eventFilter(watched, event)
