"""Utkast, Till beslut, Beslutad: what a paper's status is called, and the questions that change it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.errors import InputError, ScnError
from scn_desktop.swedish import format_date
from scn_desktop.views import prompts
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import PillLabel, Status, label

if TYPE_CHECKING:
    from scn_desktop.models.edits.plans import PaperStatus
    from scn_desktop.models.plan import Paper

STATUSES: Final = {
    "draft": ("Utkast", Status.NEUTRAL, "pencil"),
    "proposed": ("Till beslut", Status.INFORMATION, "arrow-right"),
    "decided": ("Beslutad", Status.OK, "lock"),
}
_UNMARKED: Final = ("cover_memo",)
"""A tjänsteskrivelse proposes, and says so itself."""


def as_date(text: str) -> str | None:
    """A typed date as it is stored. Raises InputError for what is no date."""
    typed = text.strip()
    if not typed:
        return None
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError as error:
        raise InputError("Skriv datumet som år-månad-dag, till exempel 2027-09-08.") from error


class StatusRow(QWidget):
    """What was decided in words, and the buttons that lead on from where the paper is. `pill` stands by the heading."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._paper: Paper | None = None
        self.pill = PillLabel("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(8))
        self.words = label("", "body", wrap=True)
        layout.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self.propose_button = button(tr("Lägg fram till beslut…"), self.propose)
        self.decide_button = button(tr("Registrera beslutet…"), self.decide)
        self.back_button = button(tr("Gör till utkast igen…"), self.make_draft)
        for each in (self.propose_button, self.decide_button, self.back_button):
            row.addWidget(each)
        row.addStretch(1)
        layout.addLayout(row)

    def show_paper(self, paper: Paper) -> None:
        """Show where the paper is now."""
        self._paper = paper
        word, status, sign = STATUSES[paper.status]
        self.pill.set_status(tr(word), status, sign)
        self.words.setText(_words(paper))
        writable = not self._bridge.read_only
        self.propose_button.setVisible(writable and paper.status == "draft")
        self.decide_button.setVisible(writable)
        self.decide_button.setText(
            tr("Ändra § och datum…") if paper.status == "decided" else tr("Registrera beslutet…")
        )
        self.back_button.setVisible(writable and paper.status != "draft")

    @Slot()
    def propose(self) -> None:
        """Utkast becomes Till beslut, when the question is answered so."""
        assert self._paper is not None
        from scn_desktop.checks.paper import findings

        found = findings(self._paper)
        if found:
            from scn_desktop.views.plan.propose_dialog import ProposeDialog

            ProposeDialog(self._bridge, self._paper, found, self).open()
            return
        marked = (
            tr("Handlingen skrivs ut utan UTKAST på sidorna. ")
            if self._paper.kind in _UNMARKED
            else tr("Handlingen skrivs ut som förslag: varje sida märks FÖRSLAG i stället för UTKAST. ")
        )
        consequence = marked + tr("Du kan fortfarande ändra i den, och du kan ångra.")
        if prompts.confirm(self, tr("Ska handlingen läggas fram till beslut?"), consequence, tr("Lägg fram")):
            self._set("proposed", tr("Till beslut"))

    @Slot()
    def make_draft(self) -> None:
        consequence = tr("Varje sida märks UTKAST igen. Paragraf och datum skrivs inte ut. Du kan ångra.")
        if prompts.confirm(self, tr("Ska handlingen bli utkast igen?"), consequence, tr("Gör till utkast")):
            self._set("draft", tr("Gör till utkast"))

    def _set(self, status: PaperStatus, name: str) -> None:
        """Change the status alone. The date of a decision that is taken back would print as a day to come."""
        from scn_desktop.models.edits import plans

        assert self._paper is not None
        paper_id = self._paper.id
        was_decided = self._paper.status == "decided"
        day, paragraph = (None, "") if was_decided else (self._paper.decided_on, self._paper.paragraph)
        self._bridge.attempt(name, lambda session: plans.set_paper_status(session, paper_id, status, day, paragraph))

    @Slot()
    def decide(self) -> None:
        """Ask for the paragraph and date of the decision."""
        assert self._paper is not None
        DecisionDialog(self._bridge, self._paper, self).open()


class DecisionDialog(QDialog):
    """§ and date of the nämnd's decision; the button that registers it is never pressed by Enter."""

    def __init__(self, bridge: Bridge, paper: Paper, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._paper_id = paper.id
        title = tr("Registrera beslutet")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = theme().px
        self.setFixedWidth(px(480))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(12))
        layout.addWidget(label(title, "h2"))
        consequence = tr(
            "Handlingen skrivs sedan ut utan UTKAST eller FÖRSLAG, med § och datum på varje sida. "
            "Den går att ändra också efteråt, så spara den beslutade handlingen som PDF. Du kan ångra."
        )
        layout.addWidget(label(consequence, "secondary", wrap=True))
        self.paragraph = FieldEdit(tr("Paragraf i protokollet"), self._check_paragraph, placeholder=tr("§ 112"))
        self.paragraph.set_text(paper.paragraph)
        self.day = FieldEdit(tr("Beslutsdatum (åååå-mm-dd)"), self._check_day)
        self.day.set_text(paper.decided_on or "")
        layout.addWidget(self.paragraph)
        layout.addWidget(self.day)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(tr("Avbryt"), self.reject))
        self.main = button(tr("Registrera beslutet"), self.register, role="main")
        row.addWidget(self.main)
        layout.addLayout(row)
        self.paragraph.setFocus()

    @staticmethod
    def _check_paragraph(text: str) -> None:
        if not any(sign.isdigit() for sign in text):
            raise InputError("Skriv paragrafens nummer i protokollet, till exempel § 112.")

    @staticmethod
    def _check_day(text: str) -> None:
        if as_date(text) is None:
            raise InputError("Skriv vilken dag nämnden beslutade, till exempel 2026-12-09.")

    @Slot()
    def register(self) -> None:
        """Write the decision, or say under its field what is missing or refused."""
        from scn_desktop.models.edits import plans

        for field, check in ((self.paragraph, self._check_paragraph), (self.day, self._check_day)):
            try:
                check(field.text())
            except InputError as error:
                field.show_error(str(error))
                field.setFocus()
                return
        paragraph, day, paper_id = self.paragraph.text(), as_date(self.day.text()), self._paper_id
        try:
            self._bridge.do(
                tr("Registrera beslut"),
                lambda session: plans.set_paper_status(session, paper_id, "decided", day, paragraph),
            )
        except ScnError as error:
            self.paragraph.show_error(str(error))
            return
        self.accept()


def _words(paper: Paper) -> str:
    """What the status means on paper."""
    if paper.status == "draft":
        return tr("Varje sida märks UTKAST.")
    if paper.status == "proposed" and paper.kind in _UNMARKED:
        return tr("Sidorna har ingen märkning. Nämnden har inte beslutat.")
    if paper.status == "proposed":
        return tr("Varje sida märks FÖRSLAG. Nämnden har inte beslutat.")
    paragraph = paper.paragraph if paper.paragraph.startswith("§") else f"§ {paper.paragraph}"
    when = tr(" den {day}").format(day=format_date(paper.decided_on)) if paper.decided_on else ""
    place = f", {paragraph}" if paper.paragraph else ""
    return tr("Beslutad") + when + place + "."
