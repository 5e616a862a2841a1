"""Shows a pasted table as it will stand in the document, lets the user say what is what, and pastes it in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from scn_desktop.errors import ScnError
from scn_desktop.exchange import paste
from scn_desktop.exchange.pasted import EmptyFirst
from scn_desktop.exchange.word_pieces import PastedTable
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.clipboard import clipboard_text, merged_table
from scn_desktop.views.dialogs import paste_reading
from scn_desktop.views.dialogs.choice_row import ChoiceRow
from scn_desktop.views.dialogs.message_list import Message
from scn_desktop.views.dialogs.paste_dialog import PasteDialog
from scn_desktop.views.dialogs.preview_table import ColumnChoices, PreviewTable
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import SegmentedControl
from scn_desktop.views.widgets.labels import Status

UNITS: Final = ("kr", "tkr", "mnkr")
HIGHEST_USUAL_HEADER: Final = 2
_WIDTH, _HEIGHT = 1180, 660


def open_paste_preview(parent: QWidget, bridge: Bridge, target: paste.Target, text: str | None = None) -> list[str]:
    """Preview `text`, or what is on the clipboard, and paste it; the keys of the added rows, none when cancelled.

    What is no table, and a document that can't be written, is told in the status bar.
    """
    if bridge.read_only:
        bridge.refused.emit(tr("Filen är öppen bara för läsning. Spara en kopia för att ändra."))
        return []
    merged = merged_table() if text is None and target.kind == "table" else None
    try:
        dialog = PastePreview(parent, bridge, target, merged or (clipboard_text() if text is None else text))
    except ScnError as error:
        bridge.refused.emit(str(error))
        return []
    dialog.exec()
    dialog.deleteLater()
    return dialog.added


class PastePreview(PasteDialog):
    """`added` holds the keys of what was pasted."""

    def __init__(self, parent: QWidget, bridge: Bridge, target: paste.Target, source: str | PastedTable) -> None:
        """`source`: cells as text, or a table with merged cells. Raises ImportFailed for a text that is no table."""
        self._bridge = bridge
        self._source = source
        proposal = self._propose(target)
        super().__init__(bridge, paste.LABELS[target.kind], parent)
        self.added: list[str] = []
        self._reading = paste_reading.read(bridge, proposal)
        self.page.addWidget(self._build_choices(proposal))
        self.page.addWidget(self._build_table(proposal), 1)
        self.add_foot()
        self._show()
        self.take_size(_WIDTH, _HEIGHT)
        (self.main if self.main.isEnabled() else self.columns.boxes[0]).setFocus()

    def _propose(self, target: paste.Target, *, title_row: bool | None = None) -> paste.Proposal:
        if isinstance(self._source, str):
            return paste.propose(self._bridge.session, self._source, target, title_row=title_row)
        return paste.propose_table(self._bridge.session, self._source, target, title_row=title_row)

    # Layout ----------------------------------------------------------------------------------------------------------
    def _build_choices(self, proposal: paste.Proposal) -> ChoiceRow:
        highest = min(max(HIGHEST_USUAL_HEADER, proposal.header_rows), len(proposal.cells) - 1)
        meanings = [("own", tr("Egen rad")), ("above", tr("Som ovanför")), ("same", tr("Raden ovanför fortsätter"))]
        self.title_row = self._choice(
            tr("Första raden"), [("yes", tr("Tabellens titel")), ("no", tr("Vanlig rad"))], self._choose_title_row
        )
        self.header_rows = self._choice(
            tr("Rubrikrader"), [(str(n), str(n)) for n in range(highest + 1)], self._choose_header_rows
        )
        self.empty_first = self._choice(
            tr("Tom första ruta betyder"),
            meanings[:2] if proposal.target.kind == "table" else meanings,
            self._choose_empty_first,
        )
        self.steering = self._choice(
            tr("Flera styrdokument i en ruta"), [("yes", tr("Delas upp")), ("no", tr("Hålls ihop"))], self._choose_split
        )
        self.unit = self._choice(tr("Beloppen är i"), [(unit, unit) for unit in UNITS], self._choose_unit)
        return self.choices

    def _choice(
        self, name: str, words: Sequence[tuple[str, str]], on_chosen: Callable[[str], object]
    ) -> SegmentedControl:
        control = SegmentedControl(words, name)
        control.chosen.connect(on_chosen)
        self.choices.add(control)
        return control

    def _build_table(self, proposal: paste.Proposal) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "surface")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.table = PreviewTable(tr("Så här blir tabellen"))
        self.columns = ColumnChoices(self.table, paste_reading.choices(proposal), len(proposal.mapping))
        self.columns.chosen.connect(self._choose_column)
        layout.addWidget(self.columns)
        layout.addWidget(self.table, 1)
        return frame

    # Showing ---------------------------------------------------------------------------------------------------------
    @property
    def proposal(self) -> paste.Proposal:
        return self._reading.proposal

    @property
    def error(self) -> str:
        """Why nothing can be pasted, as it is shown; empty when it can."""
        return self._reading.error

    def change(self, proposal: paste.Proposal) -> None:
        """Show another reading of the same cells."""
        self._reading = paste_reading.read(self._bridge, proposal)
        self._show()

    def _show(self) -> None:
        reading, proposal = self._reading, self.proposal
        budget = proposal.target.kind == "budget"
        may_be_title = bool(proposal.title) or paste.may_be_title(proposal.cells)
        unit = reading.preview.unit if reading.preview else proposal.unit
        for control, shown, key in (
            (self.title_row, may_be_title, "yes" if proposal.title else "no"),
            (self.header_rows, len(proposal.cells) > 1, str(proposal.header_rows)),
            (self.empty_first, paste_reading.has_empty_first(proposal), proposal.empty_first),
            (self.steering, paste_reading.has_steering(proposal), "yes" if proposal.split_steering else "no"),
            (self.unit, budget, unit or None),
        ):
            self.choices.show_choice(control, shown)
            if shown:
                control.choose(key)
        headings = [paste_reading.heading_of(proposal, column) for column in range(len(proposal.mapping))]
        self.columns.show_columns(headings, [key or paste_reading.LEFT_OUT for key in proposal.mapping])
        self.table.show_table(reading.shown)
        self.show_words()

    def show_words(self, failure: str = "") -> None:
        reading, preview = self._reading, self._reading.preview
        self.main.setEnabled(not reading.error)
        if preview is not None and not reading.error:
            what = paste_reading.counted(self.proposal, preview)
            self.main.setText(tr("Klistra in {what}").format(what=what))
            self.sentence.setText(paste_reading.sentence(self.proposal, preview))
        else:
            self.main.setText(tr("Klistra in"))
            self.sentence.setText(tr("Inget kan klistras in än."))
        errors = [text for text in (failure, reading.error) if text]
        self.messages.show_messages(
            [
                *(Message(text, Status.ERROR) for text in errors),
                *(Message(text, Status.WARNING) for text in (preview.warnings if preview else ())),
                *(Message(text, Status.NEUTRAL) for text in reading.remarks),
            ]
        )

    # What the user chooses -------------------------------------------------------------------------------------------
    @Slot(str)
    def _choose_header_rows(self, key: str) -> None:
        self.change(paste.change_header(self.proposal, int(key)))

    @Slot(str)
    def _choose_empty_first(self, key: str) -> None:
        self.change(replace(self.proposal, empty_first=cast(EmptyFirst, key)))

    @Slot(str)
    def _choose_unit(self, key: str) -> None:
        self.change(replace(self.proposal, unit=key))

    @Slot(str)
    def _choose_split(self, key: str) -> None:
        self.change(replace(self.proposal, split_steering=key == "yes"))

    @Slot(str)
    def _choose_title_row(self, key: str) -> None:
        old = self.proposal
        new = self._propose(old.target, title_row=key == "yes")
        self.change(replace(new, empty_first=old.empty_first, split_steering=old.split_steering, unit=old.unit))

    @Slot(int, str)
    def _choose_column(self, column: int, key: str) -> None:
        self.change(paste.change_mapping(self.proposal, column, key or None))

    @Slot()
    def paste(self) -> None:
        proposal, preview = self.proposal, self._reading.preview
        if self.error or preview is None:
            return
        done = tr("{what} klistrades in.").format(what=paste_reading.counted(proposal, preview))
        added = self.put_in(
            paste.LABELS[proposal.target.kind],
            lambda session: paste.apply(session, proposal, self.progress.step),
            done,
        )
        self.added = added or []

    def resting(self) -> Sequence[QWidget]:
        return (self.choices, self.columns, self.table, self.main)
