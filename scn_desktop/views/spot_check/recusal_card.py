"""Jäv: why the justerare can't take part, and who takes the stickprov instead."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scn_desktop.errors import ScnError
from scn_desktop.law import citation
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.spot_check.other_cards import Card
from scn_desktop.views.spot_check.persons import person_warning
from scn_desktop.views.spot_check.selection import ChoiceField
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.spot_check import SpotCheck


class RecusalCard(Card):
    """`finished` follows a note that was kept or taken back, or Avbryt."""

    finished = Signal()

    def __init__(self, bridge: Bridge, record: SpotCheck, parent: QWidget | None = None) -> None:
        from scn_desktop.models.recusals import REASONS, candidates

        name = record.recused or record.verifier
        super().__init__(tr("Varför kan {name} inte vara justerare?").format(name=name), parent=parent)
        self._bridge = bridge
        self._record_id = record.id
        self._noted = record.recusal
        lead = tr("Jäv enligt {law}. Skriv inget om vem det gäller.").format(law=citation("recusal"))
        self.page.addWidget(label(lead, "secondary", wrap=True))
        self.choices = []
        for reason in REASONS:
            made = button(tr(reason), partial(self._choose, tr(reason)), touch=True)
            self.choices.append(made)
            row = QHBoxLayout()
            row.addWidget(made)
            row.addStretch(1)
            self.page.addLayout(row)
        self.reason = FieldEdit(tr("Skäl, med allmänna ord"), multiline=True, touch=True, warn=person_warning)
        self.reason.set_text(record.recusal)
        self.page.addWidget(self.reason)
        self.instead = ChoiceField(tr("Vem tar stickprovet i stället?"), editable=True)
        names = candidates(record)
        chosen = record.verifier if record.recused else next(iter(names), "")
        self.instead.show_words(names, chosen)
        self.instead.entered.connect(self._keep)
        self._answers = [
            button(tr("Anteckna jäv"), self._keep, role="main", touch=True),
            button(tr("Avbryt"), self.finished.emit, touch=True),
        ]
        if record.recused:
            self._answers.append(button(tr("Inte jävig"), self._take_back, touch=True))
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(self.instead, 1)
        for each in self._answers:
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        self.page.addLayout(row)
        self.page.addStretch(1)

    def tab_stops(self) -> list[QWidget]:
        """What Tab comes to, in order."""
        return [*self.choices, self.reason.editor, self.reason.right, self.instead.combo, *self._answers]

    def focus_first(self) -> None:
        """Focus the first ready-made reason."""
        self.choices[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def holds_text(self) -> bool:
        """Whether a reason is typed that is not kept yet."""
        return self.reason.text() != self._noted

    def _choose(self, reason: str) -> None:
        self.reason.show_error("")
        self.reason.set_text(reason)
        self.instead.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        """Write the note; what was refused is told below the reason."""
        from scn_desktop.models.edits import recusals

        record, reason, instead = self._record_id, self.reason.text(), self.instead.text()
        try:
            self._bridge.do(tr("Anteckna jäv"), lambda session: recusals.recuse(session, record, reason, instead))
        except ScnError as error:
            self.reason.show_error(str(error))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.finished.emit()

    def _take_back(self) -> None:
        from scn_desktop.models.edits import recusals

        record = self._record_id
        self._bridge.attempt(
            tr("Ta bort jäv"), lambda session: recusals.take_back(session, record), tr("Jävet togs bort.")
        )
        self.finished.emit()
