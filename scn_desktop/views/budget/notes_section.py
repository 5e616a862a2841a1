"""What is printed under the table: the footnotes of its rows and a note of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.budget_view import TableView


class NotesSection(QWidget):
    """A field for every footnote there is, and for one that was asked for; a field that has focus is left alone."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._view: TableView | None = None
        self._wanted = ""
        self.fields: dict[str, FieldEdit] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, theme().px(8), 0, 0)
        self._layout.setSpacing(theme().px(10))
        self._layout.addWidget(label(tr("Under tabellen"), "bold"))
        self.note = FieldEdit(tr("Anmärkning"), self._keep_note, multiline=True)
        self.note.set_read_only(bridge.read_only)
        self._layout.addWidget(self.note)

    def show_table(self, view: TableView | None) -> None:
        """Show the notes of a table."""
        if view is None or self._view is None or view.id != self._view.id:
            self.finish_edits()
            if self.note.error():
                self.note.restore()
            self._wanted = ""
            self._drop(set())
        self._view = view
        self.setVisible(view is not None)
        if view is None:
            return
        self.note.set_text(view.note)
        shown = [row for row in view.rows if row.footnote or row.id == self._wanted]
        self._drop({row.id for row in shown})
        for place, row in enumerate(shown, start=1):
            if row.id not in self.fields:
                self.fields[row.id] = self._field(row.id, row.label)
                self._layout.insertWidget(place, self.fields[row.id])
            self.fields[row.id].set_text(row.footnote)

    def ask(self, row_id: str) -> None:
        """Let the footnote of a row be typed."""
        self._wanted = row_id
        self.show_table(self._view)
        if row_id in self.fields:
            self.fields[row_id].setFocus()

    def finish_edits(self) -> None:
        """Commit what is typed."""
        for field in (self.note, *self.fields.values()):
            field.commit()

    def _field(self, row_id: str, name: str) -> FieldEdit:
        made = FieldEdit(
            tr("Fotnot till {row}").format(row=name or tr("rad utan namn")),
            lambda text: self._keep_footnote(row_id, text),
            multiline=True,
        )
        made.set_read_only(self._bridge.read_only)
        return made

    def _drop(self, kept: set[str]) -> None:
        for row_id in [each for each in self.fields if each not in kept]:
            if not self.fields[row_id].editor.hasFocus() or not kept:
                field = self.fields.pop(row_id)
                field.hide()
                field.deleteLater()

    def _keep_footnote(self, row_id: str, text: str) -> None:
        from scn_desktop.models.edits import budgets

        self._bridge.do(tr("Ändra fotnot"), lambda session: budgets.set_footnote(session, row_id, text))

    def _keep_note(self, text: str) -> None:
        from scn_desktop.models.edits import budgets

        if self._view is not None:
            table_id = self._view.id
            self._bridge.do(tr("Ändra anmärkning"), lambda session: budgets.set_note(session, table_id, text))
