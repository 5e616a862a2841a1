"""What to mend before a paper is laid before the nämnd: each can be gone to, and errors can be acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QListWidgetItem, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.form_dialog import FormDialog
from scn_desktop.views.icons import icon
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label
from scn_desktop.views.widgets.list_box import ListBox

if TYPE_CHECKING:
    from scn_desktop.checks.finding import Finding
    from scn_desktop.models.plan import Paper

_SIGNS: Final = {"error": ("octagon-alert", "error"), "warning": ("triangle-alert", "warning")}


class ProposeDialog(FormDialog):
    """Lists the findings. Errors need a reason, which is kept with each sum and each check; warnings none."""

    def __init__(self, bridge: Bridge, paper: Paper, found: Sequence[Finding], parent: QWidget) -> None:
        lead = tr("Det här bör rättas innan handlingen läggs fram. Gå till stället med Enter, eller lägg fram ändå.")
        super().__init__(tr("Innan handlingen läggs fram"), lead, tr("Lägg fram ändå"), self._propose, parent)
        self._bridge, self._paper_id, self._found = bridge, paper.id, list(found)
        self.list = ListBox(tr("Att rätta"))
        for finding in found:
            sign, colour = _SIGNS[finding.severity]
            item = QListWidgetItem(icon(sign, colour), finding.text)
            word = tr("fel") if finding.severity == "error" else tr("varning")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{word}: {finding.text}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self.go())
        self.content.addWidget(self.list, 1)
        self.content.addWidget(button(tr("Gå till stället"), self.go), 0, Qt.AlignmentFlag.AlignLeft)
        self._needs_reason = any(finding.severity == "error" for finding in found)
        self.reason = FieldEdit(tr("Varför läggs handlingen fram ändå?"), multiline=True)
        said = tr("Skälet blir en fotnot till varje summa som inte går ihop, och står vid varje kontroll.")
        hint = label(said, "caption", wrap=True)
        for each in (self.reason, hint):
            each.setVisible(self._needs_reason)
            self.content.addWidget(each)
        self.do_button.setDefault(False)  # Enter goes to the place, never past it
        self.resize(theme().px(680), theme().px(480))
        self.list.setFocus()

    @Slot()
    def go(self) -> None:
        """Close, and show the place of the chosen finding."""
        finding = self._found[max(0, self.list.currentRow())]
        self.reject()
        self._bridge.go_to(finding.tab, finding.place)

    def _propose(self) -> None:
        from scn_desktop.checks.acknowledge import acknowledge
        from scn_desktop.errors import InputError
        from scn_desktop.models.edits import plans

        reason, paper_id, found = self.reason.text().strip(), self._paper_id, self._found
        if self._needs_reason and not reason:
            raise InputError("Skriv varför handlingen läggs fram trots felen, eller rätta dem först.")

        def action(session: Any) -> None:
            acknowledge(session, found, reason)
            plans.set_paper_status(session, paper_id, "proposed", None, "")

        self._bridge.do(tr("Till beslut"), action)
