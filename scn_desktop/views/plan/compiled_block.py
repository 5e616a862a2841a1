"""Blocks that are shown here and edited elsewhere, or computed and never typed. They say *automatisk*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_editor import INSET, BlockEditor
from scn_desktop.views.plan.block_table import smallest_width
from scn_desktop.views.plan.text_context import PlanTexts
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import EmptyState
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.edit_table import EditTableModel, Role
from scn_desktop.views.widgets.labels import label
from scn_desktop.views.widgets.wrap_table import WrapTable

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block


@dataclass(frozen=True)
class ShownTable:
    """A table to look at. `bold` rows are sums or headings; columns in `right` hold figures."""

    titles: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[float]
    bold: frozenset[int] = frozenset()
    right: frozenset[int] = frozenset()
    minimum: Sequence[int] = field(default=())
    indented: frozenset[int] = frozenset()
    below: Sequence[str] = field(default=())  # a small line under each row's first cell
    signs: Mapping[tuple[int, int], str] = field(default_factory=dict)


class ShownTableModel(EditTableModel):
    """Read-only rows; they can be selected and copied."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([], parent)
        self.read_only = True
        self._table = ShownTable((), (), ())

    def show_table(self, table: ShownTable) -> None:
        """Replace the content."""
        if table == self._table:
            return
        self.beginResetModel()
        self._table = table
        self.titles = list(table.titles)
        self.ids = [str(row) for row in range(len(table.rows))]
        self.endResetModel()

    def text(self, row: int, column: int) -> str:
        return self._table.rows[row][column]

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignRight if column in self._table.right else Qt.AlignmentFlag.AlignLeft

    def extra(self, row: int, column: int, role: int) -> Any:
        if role == Role.BOLD:
            return row in self._table.bold
        if role == Role.SECONDARY:
            return self._table.below[row] if column == 0 and self._table.below else None
        if role == Role.SIGN:
            return self._table.signs.get((row, column))
        return 15 if role == Role.INDENT and column == 0 and row in self._table.indented else None


class ShownBlock(BlockEditor):
    """A read-only table with a heading and, where it is edited elsewhere, a link there."""

    def __init__(self, bridge: Bridge, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(bridge, block, parent)
        self.model = ShownTableModel(self)
        self.table = WrapTable(block.title, grow=True, flush=True)
        self.table.setModel(self.model)
        self.content.addWidget(self.table)
        self._empty = EmptyState(self.empty_text())
        self._empty.setContentsMargins(theme().px(INSET), 0, 0, 0)
        self.content.addWidget(self._empty)
        link = self.link()
        if link is not None:
            row = QHBoxLayout()
            row.setContentsMargins(theme().px(INSET - 6), 0, 0, 0)
            row.addWidget(button(link, self.follow_link, role="link", sign="arrow-right"))
            row.addStretch(1)
            self.content.addLayout(row)
        self.add_note()
        self.refresh()

    def title(self) -> str:
        raise NotImplementedError

    def empty_text(self) -> str:
        raise NotImplementedError

    def shown(self) -> ShownTable:
        """What stands in the table now."""
        raise NotImplementedError

    def mark_text(self) -> str:
        return tr("automatisk")

    def link(self) -> str | None:
        return None

    def follow_link(self) -> None:
        """Go to where the content is edited."""

    def refresh(self) -> None:
        table = self.shown()
        self.model.show_table(table)
        self.table.set_columns(table.shares, table.minimum)
        self.table.setVisible(bool(table.rows))
        self._empty.setVisible(not table.rows)
        self.show_heading(self.block.title or self.title(), len(table.rows) or None, self.mark_text())
        if self.note is not None:
            self.note.show_note()

    def finish_edits(self) -> None:
        if self.note is not None:
            self.note.commit()

    def focus_editor(self) -> bool:
        if self.model.ids:
            self.table.setFocus()
        return bool(self.model.ids)


class SteeringBlock(ShownBlock):
    """Bilaga 1: the styrdokument that some measure refers to."""

    def title(self) -> str:
        return tr("Styrdokument")

    def empty_text(self) -> str:
        return tr("Här samlas de styrdokument som åtgärderna hänvisar till. Inget är angivet än.")

    def shown(self) -> ShownTable:
        from scn_desktop.models.steering_list import places_of_use, together, used_by_group, validity

        places = places_of_use(self.block.section.paper)
        rows: list[tuple[str, str, str, str]] = []
        bold = set()
        for group, documents in used_by_group(self.bridge.plan):
            if group:
                bold.add(len(rows))
                rows.append((group, "", "", ""))
            rows += [
                (each.title, each.decided_by, validity(each), together(places.get(each.id, []))) for each in documents
            ]
        plural = self.bridge.plan.model.measure_plural or tr("Åtgärder")
        titles = (tr("Styrdokument"), tr("Beslutat av"), tr("Gäller"), plural)
        # The second is as wide as the word Kommunfullmäktige, which would else be broken at large text.
        return ShownTable(titles, rows, (5, 1, 1, 3), frozenset(bold), minimum=(110, 154, 80, 80))

    def refresh(self) -> None:
        from scn_desktop.models import queries

        super().refresh()
        count = len(queries.used_steering_documents(self.bridge.plan))
        self.show_heading(self.block.title or self.title(), count or None, self.mark_text())


class SourcesBlock(ShownBlock):
    """Källförteckning: where the figures of every indicator come from."""

    def title(self) -> str:
        return tr("Källförteckning")

    def empty_text(self) -> str:
        return tr("Här samlas indikatorernas källor och nycklar i Kolada. Ingen indikator är inlagd än.")

    def shown(self) -> ShownTable:
        from scn_desktop.models.compiled_indicators import source_list

        listed = source_list(self.block.section.paper)
        texts = PlanTexts.of(self.bridge)
        rows = [
            (each.above, each.section, texts.cell_words(each.indicator, self.block), each.source or "–")
            for each in listed.rows
        ]
        titles = (listed.above, listed.section, tr("Indikator"), tr("Källa, nyckel i Kolada"))
        minimum = (max(120, smallest_width(listed.section)), 120, 150)
        if listed.above:
            return ShownTable(titles, rows, (3, 3, 5, 3), minimum=(120, *minimum))
        return ShownTable(titles[1:], [row[1:] for row in rows], (3, 5, 3), minimum=minimum)


class BudgetBlock(ShownBlock):
    """A budget table as it prints, edited in the tab Budget."""

    def title(self) -> str:
        table = self.block.budget_table
        return table.title if table is not None else tr("Budgettabell")

    def empty_text(self) -> str:
        return tr("Tabellen är tom, eller så är den borttagen på fliken Budget.")

    def mark_text(self) -> str:
        return tr("ändras på fliken Budget")

    def link(self) -> str | None:
        return tr("Öppna i Budget")

    def follow_link(self) -> None:
        self.bridge.go_to("budget", self.block.budget_table_id)

    def shown(self) -> ShownTable:
        from scn_desktop.models.budget_sums import table_view

        if self.block.budget_table is None:
            return ShownTable((), (), ())
        view = table_view(self.block.budget_table)
        rows = [(row.label, *(cell.text for cell in row.cells)) for row in view.rows]
        indented = frozenset(place for place, row in enumerate(view.rows) if row.depth)
        bold = frozenset(place for place, row in enumerate(view.rows) if row.is_sum or row.kind == "heading")
        columns = range(1, len(view.columns) + 1)
        titles = (view.unit_text, *(column.heading for column in view.columns))
        shares = (4, *(2 for _ in columns))
        minimum = (130, *(smallest_width(column.heading) for column in view.columns))
        return ShownTable(titles, rows, shares, bold, frozenset(columns), minimum, indented)

    def refresh(self) -> None:
        super().refresh()
        self.show_heading(self.block.title or self.title(), None, self.mark_text())

    def own_actions(self) -> Sequence[QAction]:
        """Which of the budget's tables is shown."""
        choose = QMenu(tr("Visa tabellen"), self)
        for table in self.bridge.plan.budget_tables:
            action = choose.addAction(table.title)
            action.setCheckable(True)
            action.setChecked(table.id == self.block.budget_table_id)
            action.triggered.connect(lambda _checked=False, table_id=table.id: self._show_table(table_id))
        return [choose.menuAction()]

    def _show_table(self, table_id: str) -> None:
        from scn_desktop.models.edits import blocks

        block_id = self.block.id
        label = tr("Byt budgettabell")
        self.bridge.attempt(label, lambda session: blocks.set_budget_table(session, block_id, table_id))


class PageBreakBlock(BlockEditor):
    """The next block begins a page in print."""

    def __init__(self, bridge: Bridge, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(bridge, block, parent)
        self.heading.hide()
        self._head.insertWidget(0, label(tr("Ny sida i utskriften"), "caption"))
