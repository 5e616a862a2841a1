"""Leaving out a drawn case: a reason, and the next reserve takes its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.form_dialog import FormDialog
from scn_desktop.views.spot_check.persons import person_warning
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.draw import DrawItem
    from scn_desktop.models.spot_check import SpotCheck, SpotCheckCase

REASONS: Final = ("Justeraren är jävig.", "Ärendet hör inte till urvalet.", "Akten går inte att få fram i dag.")


class OmitDialog(FormDialog):
    """Asks for the reason; Enter never leaves the case out."""

    def __init__(
        self, bridge: Bridge, record: SpotCheck, item: DrawItem, now: Callable[[], datetime], parent: QWidget
    ) -> None:
        super().__init__(tr("Hoppa över ärendet"), lead(record, item), tr("Hoppa över och logga"), self._omit, parent)
        self._bridge, self._record, self._item, self._now = bridge, record, item, now
        self.do_button.setDefault(False)
        for made in (self.do_button, *self.foot_buttons):
            made.setProperty("touch", "true")
        px = theme().px
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.choices = []
        for reason in REASONS:
            made = button(tr(reason), partial(self._choose, tr(reason)), touch=True)
            row.addWidget(made)
            self.choices.append(made)
        row.addStretch(1)
        self.content.addLayout(row)
        self.reason = FieldEdit(tr("Skäl, utan namn"), multiline=True, touch=True, minimum_lines=2, warn=person_warning)
        self.content.addWidget(self.reason)
        self.by = FieldEdit(tr("Vem hoppar över?"), touch=True)
        self.by.set_text(record.verifier or bridge.document.author)
        self.content.addWidget(self.by)
        said = tr(
            "Det kan inte ångras. Skälet sparas med dragningen och står i redovisningen som omfattas av sekretess."
        )
        self.content.addWidget(label(said, "bold", wrap=True))

    def _choose(self, reason: str) -> None:
        self.reason.set_text(reason)
        self.reason.setFocus()

    def _omit(self) -> None:
        from scn_desktop.models.edits import draws

        draw, item, reason, by = self._item.draw_id, self._item.id, self.reason.text(), self.by.text()
        self._bridge.do(
            tr("Hoppa över ärende"),
            lambda session: draws.omit(session, draw, item, reason, by, self._now()),
            barrier=True,
        )
        self._bridge.say(tr("Ärendet hoppades över."))


def lead(record: SpotCheck, item: DrawItem) -> str:
    """Which case, what takes its place, and what goes with it."""
    from scn_desktop.models.draw_rules import next_reserve

    instead = next_reserve(item.draw)
    taken = (
        tr("{case} hoppas över. Nästa reserv, {next}, tar dess plats.").format(
            case=item.reference, next=instead.reference
        )
        if instead is not None
        else tr("{case} hoppas över. Det finns ingen reserv kvar, så platsen blir tom.").format(case=item.reference)
    )
    case = next((each for each in record.cases if each.draw_item_id == item.id), None)
    if case is not None and is_answered(case):
        taken = f"{taken} {tr('Svar och kommentar om ärendet tas bort.')}"
    return taken


def is_answered(case: SpotCheckCase) -> bool:
    """Whether something is said about the case."""
    return any(each.answer for each in case.answers) or bool(case.comment.strip() or case.assessment)
