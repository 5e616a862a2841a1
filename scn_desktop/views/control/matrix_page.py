"""The page *Riskmatris*: the matrix, and at its right the risks behind the chosen cell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.matrix_panel import MatrixPanel
from scn_desktop.views.control.matrix_table import MatrixTableModel
from scn_desktop.views.control.matrix_view import MatrixBoard, MatrixView
from scn_desktop.views.control.pages import SURFACE_MARGINS, ControlPage, PagePlace
from scn_desktop.views.print_choices import RISKS
from scn_desktop.views.row_place import RowPlace
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import CheckBox, button
from scn_desktop.views.widgets.page_scroll import show_on_page

if TYPE_CHECKING:
    from scn_desktop.models.control import Risk
    from scn_desktop.models.document.change_log import ChangeSet

WIDTH = 372
_SCALE = frozenset({"planning_model", "risk_level", "risk_class"})
_TABLES = _SCALE | {"risk", "control", "control_area", "risk_measure", "plan"}


class MatrixPage(ControlPage):
    """Chooses a cell and a risk in it, and re-assesses the risk by drag or Alt and an arrow."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._chosen = ""
        self.table_model = MatrixTableModel(bridge, self)
        self.view = MatrixView(self.table_model)
        self.board = MatrixBoard(self.view)
        self.panel = MatrixPanel(can_move=not bridge.read_only)
        self.moves = CheckBox("")
        self.scale_button = button(tr("Skala…"), self.open_scale)
        self.bar = QHBoxLayout()
        self._lay_out()
        self.view.can_move = not bridge.read_only
        self._connect()
        self._show_moves_choice()
        self._choose_first()

    def _lay_out(self) -> None:
        px = theme().px
        surface = QFrame()
        surface.setProperty("role", "surface")
        layout = QVBoxLayout(surface)
        layout.setContentsMargins(*(px(margin) for margin in SURFACE_MARGINS))
        layout.setSpacing(px(10))
        self.bar.setSpacing(px(16))
        self.bar.addStretch(1)
        self.bar.addWidget(self.moves)
        self.bar.addWidget(self.scale_button)
        layout.addLayout(self.bar)
        around = QScrollArea()
        around.setWidgetResizable(True)
        around.setFrameShape(QScrollArea.Shape.NoFrame)
        around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around.setWidget(self.board)
        for each in (around.viewport(), self.board):
            each.setAutoFillBackground(False)  # the surface shows through
        layout.addWidget(around, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("matrix")
        splitter.addWidget(surface)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setCollapsible(0, False)
        splitter.setCollapsible(1, False)
        splitter.setSizes([px(994), WIDTH])  # at large text the matrix needs the room more
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)
        for before, after in pairwise((self.moves, self.scale_button, self.view)):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self._bridge.changed.connect(self._document_changed)
        self.view.selectionModel().currentChanged.connect(self._cell_changed)
        self.view.chosen.connect(self._choose)
        self.view.moved.connect(self.assess)
        self.view.stepped.connect(lambda up, across: self.step(self._chosen, up, across))
        self.view.entered.connect(self.panel.focus_card)
        self.panel.chosen.connect(self._choose)
        self.panel.opened.connect(self._open)
        self.panel.stepped.connect(self.step)
        self.panel.left.connect(self.focus_first)
        self.panel.register_asked.connect(lambda: self._bridge.go_to("control", PagePlace("risks")))
        self.moves.toggled.connect(self.view.show_left)

    # What the tab asks -----------------------------------------------------------------------------------------------
    @Slot()
    def focus_first(self) -> None:
        """Work begins in the matrix."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def undo_target(self, change_set: ChangeSet) -> bool:
        """Show the cell of the risk that was assessed, while the matrix is looked at; or the scale that was changed."""
        touched = change_set.rows("risk")
        place_of = self.table_model.matrix.place_of
        found = next((each.id for each in self._bridge.plan.risks if each.id in touched and place_of(each.id)), None)
        if not change_set.tables() & _SCALE and (found is None or not self.isVisible()):
            return False
        if found is not None:
            self.select(found)
        self.focus_first()
        return True

    def place(self) -> object:
        """The chosen risk's key."""
        return self._chosen

    def show_place(self, place: object) -> None:
        """Choose a risk by its key."""
        if isinstance(place, RowPlace):
            self.undo_target(place.as_changed())
        else:
            self.select(str(place))

    def report(self) -> tuple[str, object] | None:
        """The matrix and the register; the tab's usual paper where there are no risks."""
        return (RISKS, {}) if self._bridge.plan.risks else None

    def keys(self) -> Sequence[tuple[str, str]]:
        """The page's own keys."""
        return (
            (tr("Piltangenterna"), tr("Välj ruta")),
            (tr("Enter, Tab"), tr("Till rutans risker; Esc tillbaka till matrisen")),
            (tr("Alt+piltangent"), tr("Bedöm om den valda risken")),
            (tr("Enter på en risk"), tr("Visa risken i registret")),
        )

    # Following the document ------------------------------------------------------------------------------------------
    @Slot(object)
    def _document_changed(self, change_set: ChangeSet) -> None:
        if change_set.tables() & _TABLES:
            current = self.view.currentIndex()
            row, column = current.row(), current.column()
            self.table_model.refresh()
            self._show_moves_choice()
            if self.table_model.matrix.place_of(self._chosen) is not None:
                self.select(self._chosen)
            elif not self.view.currentIndex().isValid():
                last = self.table_model.rowCount() - 1, self.table_model.columnCount() - 1
                self.view.select(max(0, min(row, last[0])), max(0, min(column, last[1])))
            else:
                self._show_cell()

    def _show_moves_choice(self) -> None:
        year = self.table_model.matrix.year
        self.moves.setVisible(year is not None)
        self.moves.setText(tr("Visa flytt sedan {year}").format(year=year) if year is not None else "")
        if year is not None and not self.moves.isChecked() and self.table_model.matrix.moved and not self._chosen:
            self.moves.setChecked(True)

    def _choose_first(self) -> None:
        """Begin with the gravest risk, or in the highest cell where none is assessed."""
        placed = [each for row in self.table_model.matrix.rows for cell in row for each in cell.risks]
        first = max(placed, key=lambda each: (each.risk.index or 0, -each.number), default=None)
        if first is not None:
            self.select(first.risk.id)
        else:
            self.view.select(0, self.table_model.columnCount() - 1)

    def select(self, risk_id: str) -> None:
        """Choose a risk and its cell; one that has no place in the matrix leaves all as it is."""
        place = self.table_model.matrix.place_of(risk_id)
        if place is None:
            return
        self._chosen = risk_id
        self.view.select(*place)
        self._show_cell()

    @Slot()
    def _cell_changed(self) -> None:
        show_on_page(self.view.viewport(), self.view.visualRect(self.view.currentIndex()))
        self._show_cell()

    def _show_cell(self) -> None:
        cell = self.table_model.cell(self.view.currentIndex())
        here = [each.risk.id for each in cell.risks] if cell is not None else []
        if self._chosen not in here:
            self._chosen = here[0] if here else ""
        self.view.choose(self._chosen)
        matrix, is_empty = self.table_model.matrix, not self._bridge.plan.risks
        self.panel.show_cell(cell, matrix.unplaced, self.table_model.earlier, self._chosen, is_empty)
        for before, after in pairwise((self.view, *self.panel.stops)):
            self.setTabOrder(before, after)

    @Slot(str)
    def _choose(self, risk_id: str) -> None:
        self._chosen = risk_id
        self.view.choose(risk_id)
        self.panel.mark(risk_id)

    @Slot(str)
    def _open(self, risk_id: str) -> None:
        """Show a risk in the register."""
        self._bridge.go_to("control", PagePlace("risks", risk_id))

    # Actions ---------------------------------------------------------------------------------------------------------
    @Slot(str, int, int)
    def step(self, risk_id: str, up: int, across: int) -> None:
        """Move a risk one step, and stay within the scale."""
        risk = self._risk(risk_id)
        if risk is None or risk.probability is None or risk.consequence is None:
            return
        model = risk.plan.model
        probability, consequence = risk.probability + up, risk.consequence + across
        if 1 <= probability <= model.highest("probability") and 1 <= consequence <= model.highest("consequence"):
            self.assess(risk_id, probability, consequence)

    @Slot(str, int, int)
    def assess(self, risk_id: str, probability: int, consequence: int) -> None:
        """Assess a risk anew, and say what it has become."""
        from scn_desktop.models.edits import risks

        risk = self._risk(risk_id)
        if risk is None or self._bridge.read_only:
            return
        self._chosen = risk_id
        number = next(place for place, each in enumerate(risk.plan.risks, start=1) if each is risk)
        said = tr("Risk {number} bedömdes om: {one} × {other} = {index}.").format(
            number=number, one=probability, other=consequence, index=probability * consequence
        )
        self._bridge.attempt(
            tr("Bedöm risk"), lambda session: risks.set_factors(session, risk_id, probability, consequence), said
        )

    def _risk(self, risk_id: str) -> Risk | None:
        return next((risk for risk in self._bridge.plan.risks if risk.id == risk_id), None)

    def open_scale(self) -> None:
        """Edit the plan's own scale."""
        from scn_desktop.views.control.scale_dialog import ScaleDialog

        ScaleDialog(self._bridge, self.window()).open()
