"""Plan › Styrdokument…: the register that measures are connected to, edited in place."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.edit_dialog import EditDialog
from scn_desktop.views.plan.steering_table import SteeringTableModel
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import EmptyState
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.wrap_table import WrapTable

_SHARES = (10.0, 5.0, 0.0, 0.0, 4.0, 0.0)
_SMALLEST = (220, 166, 120, 120, 120, 110)


class SteeringDialog(EditDialog):
    """The register; a row finds its place by title when its cell is left."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        lead = tr(
            "Åtgärdernas koppling till styrdokument hämtas härifrån, och bilagan över styrdokument skrivs av den."
        )
        super().__init__(bridge, tr("Styrdokument"), lead, parent)
        px = theme().px
        self.model = SteeringTableModel(bridge, self)
        self.table = WrapTable(tr("Styrdokument"))
        self.table.setModel(self.model)
        self.table.set_columns(_SHARES, _SMALLEST)
        self.content.addWidget(self.table, 1)
        self.empty = EmptyState(tr("Inga styrdokument än."), None if bridge.read_only else (self._new_word(), self.add))
        self.content.addWidget(self.empty)
        self.content.addStretch(0)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        self.new_button = button(self._new_word(), self.add, role="link", sign="plus")
        self.delete_button = button(tr("Ta bort"), self.delete_selected, role="link", sign="trash-2")
        plural = bridge.plan.model.measure_plural.lower() or tr("åtgärder")
        self.uses_button = button(
            tr("Visa dess {words}").format(words=plural), self.show_uses, role="link", sign="arrow-right"
        )
        for each in (self.new_button, self.delete_button, self.uses_button):
            row.addWidget(each)
        row.addStretch(1)
        self.content.addLayout(row)
        self.table.selectionModel().currentRowChanged.connect(self._show_whether_used)
        self.table.new_row_requested.connect(self.add)
        self.table.rows_delete_requested.connect(self.delete)
        self._sort_soon = QTimer(self)  # not a queued signal: its editor would be gone when it arrives
        self._sort_soon.setSingleShot(True)
        self._sort_soon.timeout.connect(self._sort)
        self.table.wrap.closeEditor.connect(lambda: self._sort_soon.start(0))
        room = parent.window().size()
        self.resize(min(px(1040), room.width() - px(40)), min(px(520), room.height() - px(40)))
        self.refresh()
        (self.table if self.model.ids else self.empty).setFocus()

    @staticmethod
    def _new_word() -> str:
        return tr("Nytt styrdokument")

    def refresh(self) -> None:
        typing = self.table.state() is QAbstractItemView.State.EditingState
        self.model.refresh(keep_order=typing)
        rows = bool(self.model.ids)
        self.table.setVisible(rows)
        self.empty.setVisible(not rows)
        self.new_button.setVisible(rows and not self.bridge.read_only)
        self.delete_button.setVisible(rows and not self.bridge.read_only)
        self.uses_button.setVisible(rows)
        self._show_whether_used()

    @Slot()
    def _show_whether_used(self) -> None:
        """The way to the measures is open where this year's plan has some."""
        row = self.table.currentIndex().row()
        self.uses_button.setEnabled(0 <= row < len(self.model.ids) and self.model.is_used_in(row, self.bridge.plan))

    @Slot()
    def show_uses(self) -> None:
        """Leave for the list of the measures that are connected to the current document."""
        from scn_desktop.views.plan.measure_list_table import Filter

        row = self.table.currentIndex().row()
        if not 0 <= row < len(self.model.ids):
            return
        document_id = self.model.ids[row]
        self.accept()
        if not self.isVisible():
            self.bridge.go_to("plan", Filter(steering_id=document_id))

    @Slot()
    def _sort(self) -> None:
        self.refresh()
        self.table.scrollTo(self.table.currentIndex())

    def choose(self, document_id: str) -> None:
        """Choose a document's row; a key that is gone leaves the choice as it is."""
        if document_id in self.model.ids:
            self.table.setCurrentIndex(self.model.index(self.model.ids.index(document_id), 0))

    def finish_edits(self) -> bool:
        self.table.finish_edits()
        return not self.model.has_refused()

    @Slot()
    def add(self) -> None:
        """A new document, its title open and chosen so that it is typed over."""
        if self.bridge.read_only:
            return
        self.finish_edits()
        added = self.model.add()
        if added is None or added not in self.model.ids:
            return
        cell = self.model.index(self.model.ids.index(added), 0)
        self.table.setFocus()
        self.table.setCurrentIndex(cell)
        self.table.edit(cell, QAbstractItemView.EditTrigger.AnyKeyPressed, None)

    @Slot()
    def delete_selected(self) -> None:
        self.delete(self.table.selected_rows())

    @Slot(list)
    def delete(self, rows: list[int]) -> None:
        if self.bridge.read_only or not rows:
            return
        self.finish_edits()
        self.model.delete(rows)
        left = len(self.model.ids)
        if left:
            self.table.setCurrentIndex(self.model.index(min(rows[0], left - 1), 0))
            self.table.setFocus()
        else:
            self.empty.setFocus()
