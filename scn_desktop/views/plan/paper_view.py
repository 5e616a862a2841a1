"""What a paper says of itself: title, registry number, dates. It prints on the cover and in every page's foot."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.paper_status import StatusRow, as_date
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.plan import Paper

_PLANS = ("operational_plan", "internal_control_plan")
_MEMO = ("cover_memo",)
_EVERY = (*_PLANS, *_MEMO)
# Field of the paper, its name, row and column, how many columns it takes, the kinds of papers that have it.
_FIELDS = (
    ("title", "Titel", 0, 0, 2, _EVERY),
    ("subtitle", "Underrubrik", 1, 0, 2, _PLANS),
    ("recipient", "Ställd till", 2, 0, 2, _MEMO),
    ("registry_number", "Diarienummer", 3, 0, 1, _EVERY),
    ("dated", "Datum (åååå-mm-dd)", 3, 1, 1, _EVERY),
    ("officers", "Handläggare", 4, 0, 2, _EVERY),
    ("document_kind", "Dokumenttyp", 5, 0, 1, _PLANS),
    ("version", "Version", 5, 1, 1, _PLANS),
    ("decided_by", "Beslutsfattare", 6, 0, 1, _PLANS),
    ("considered_on", "Behandlas av nämnden (åååå-mm-dd)", 6, 1, 1, _PLANS),
    ("document_owner", "Dokumentansvarig", 7, 0, 2, _PLANS),
    ("replaces", "Ersätter", 8, 0, 2, _PLANS),
)
_EXAMPLES = {"document_kind": "Till exempel Aktiverande styrdokument", "recipient": "Till exempel socialnämnden"}
_DATES = ("dated", "considered_on")
_LEADS = {
    "operational_plan": "Uppgifterna står på försättsbladet och i sidhuvudet. Ändringar sparas medan du skriver.",
    "internal_control_plan": "Uppgifterna står under titeln och i sidhuvudet. Ändringar sparas medan du skriver.",
    "cover_memo": "Uppgifterna står överst på första sidan. Bilagor och underskrifter skrivs i avsnitten. Ändringar"
    " sparas medan du skriver.",
}


class PaperView(QScrollArea):
    """Fields of the paper, and the way to what all papers of the nämnd share."""

    committee_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._paper: Paper | None = None
        self.fields: dict[str, FieldEdit] = {}
        px = theme().px
        surface = QFrame()
        surface.setProperty("role", "surface")
        outer = QHBoxLayout(surface)
        outer.setContentsMargins(px(44), px(14), px(44), px(32))
        page = QWidget()
        page.setMaximumWidth(px(740))
        outer.addWidget(page, 1000)
        outer.addStretch(1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        self.status = StatusRow(bridge)
        head = QHBoxLayout()
        head.addWidget(label(tr("Handlingens uppgifter"), "h1"), 1)
        head.addWidget(self.status.pill, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(head)
        self._lead = label("", "secondary", wrap=True)
        layout.addWidget(self._lead)
        layout.addSpacing(px(8))
        layout.addWidget(self.status)
        layout.addSpacing(px(8))
        layout.addLayout(self._grid())
        layout.addSpacing(px(16))
        layout.addWidget(label(tr("Nämnden"), "h2"))
        self._committee = label("", "body", wrap=True)
        layout.addWidget(self._committee)
        row = QHBoxLayout()
        self.committee_button = button(tr("Nämndens namn, emblem och färg…"), self.committee_wanted.emit, role="link")
        row.addWidget(self.committee_button)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)
        self.setWidget(surface)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(16))
        grid.setVerticalSpacing(theme().px(12))
        for name, word, row, column, columns, _ in _FIELDS:
            field = FieldEdit(tr(word), partial(self._write, name), placeholder=tr(_EXAMPLES.get(name, "")))
            field.set_read_only(self._bridge.read_only)
            self.fields[f"paper.{name}"] = field
            grid.addWidget(field, row, column, 1, columns)
        return grid

    def show_paper(self, paper: Paper | None) -> None:
        """Show another paper's fields."""
        self._paper = paper
        self.refresh()

    def refresh(self) -> None:
        """Show what the document holds now."""
        if self._paper is None:
            return
        self.status.show_paper(self._paper)
        self._lead.setText(tr(_LEADS[self._paper.kind]))
        for name, _, _, _, _, kinds in _FIELDS:
            field = self.fields[f"paper.{name}"]
            field.setVisible(self._paper.kind in kinds)
            field.set_text(str(getattr(self._paper, name) or ""))
        committee = self._bridge.plan.committee
        said = (committee.name, committee.administration, committee.municipality)
        self._committee.setText(", ".join(each for each in said if each))

    def _write(self, name: str, text: str) -> None:
        from scn_desktop.models.edits import plans

        assert self._paper is not None
        paper_id = self._paper.id
        value = as_date(text) if name in _DATES else text.strip()
        field = next(each for each in get_args(plans.PaperField) if each == name)
        self._bridge.do(
            tr("Ändra handlingens uppgifter"),
            lambda session: plans.set_paper_field(session, paper_id, field, value),
        )

    def finish_edits(self) -> None:
        for field in self.fields.values():
            field.commit()

    def focus_first(self) -> None:
        self.fields["paper.title"].setFocus()
