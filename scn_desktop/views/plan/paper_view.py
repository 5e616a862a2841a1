"""What a paper says of itself: title, registry number, dates. It prints on the cover and in every page's foot."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.paper_status import StatusRow, as_date
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.plan import Paper

# Field of the paper, its name, row and column, how many columns it takes.
_PAPER_FIELDS = (
    ("title", "Titel", 0, 0, 2),
    ("subtitle", "Underrubrik", 1, 0, 2),
    ("registry_number", "Diarienummer", 2, 0, 1),
    ("version", "Version", 2, 1, 1),
    ("dated", "Datum (åååå-mm-dd)", 3, 0, 1),
    ("officers", "Handläggare", 4, 0, 2),
    ("replaces", "Ersätter", 5, 0, 2),
)
_COMMITTEE_FIELDS = (
    ("name", "Nämnd", 0, 0, 1),
    ("municipality", "Kommun", 0, 1, 1),
    ("administration", "Förvaltning", 1, 0, 1),
    ("code", "Förkortning", 1, 1, 1),
)
_DATES = ("dated",)


class PaperView(QScrollArea):
    """Fields of the paper, and of the nämnd that all its papers share."""

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
        lead = tr("Uppgifterna står på försättsbladet och i sidhuvudet. Ändringar sparas medan du skriver.")
        layout.addWidget(label(lead, "secondary", wrap=True))
        layout.addSpacing(px(8))
        layout.addWidget(self.status)
        layout.addSpacing(px(8))
        layout.addLayout(self._grid(_PAPER_FIELDS, "paper"))
        layout.addSpacing(px(16))
        layout.addWidget(label(tr("Nämnden"), "h2"))
        layout.addLayout(self._grid(_COMMITTEE_FIELDS, "committee"))
        layout.addStretch(1)
        self.setWidget(surface)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _grid(self, fields: tuple[tuple[str, str, int, int, int], ...], table: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(16))
        grid.setVerticalSpacing(theme().px(12))
        for name, word, row, column, columns in fields:
            field = FieldEdit(tr(word), partial(self._write, table, name))
            field.set_read_only(self._bridge.read_only)
            self.fields[f"{table}.{name}"] = field
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
        owners: dict[str, Any] = {"paper": self._paper, "committee": self._bridge.plan.committee}
        for key, field in self.fields.items():
            table, name = key.split(".")
            field.set_text(str(getattr(owners[table], name) or ""))

    def _write(self, table: str, name: str, text: str) -> None:
        from scn_desktop.models.edits import plans

        if table == "committee":
            self._bridge.do(
                tr("Ändra nämndens uppgifter"),
                lambda session: plans.set_committee_field(session, name, text.strip()),  # type: ignore[arg-type]
            )
            return
        assert self._paper is not None
        paper_id = self._paper.id
        value = as_date(text) if name in _DATES else text.strip()
        self._bridge.do(
            tr("Ändra handlingens uppgifter"),
            lambda session: plans.set_paper_field(session, paper_id, name, value),  # type: ignore[arg-type]
        )

    def finish_edits(self) -> None:
        for field in self.fields.values():
            field.commit()

    def focus_first(self) -> None:
        self.fields["paper.title"].setFocus()
