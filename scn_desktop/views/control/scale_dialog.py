"""Skala…: the plan's own steps of probability and consequence, its classes of riskindex, and its threshold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from scn_desktop.errors import InputError
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.edit_dialog import EditDialog
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import SegmentedControl, button, tool_button
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import SignLabel, label
from scn_desktop.views.widgets.page_scroll import replace_page

if TYPE_CHECKING:
    from scn_desktop.models.planning_model import PlanningModel

_AXES = (("probability", "Sannolikhet"), ("consequence", "Konsekvens"))


class ScaleDialog(EditDialog):
    """Each word and number is in the file when its field is left."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        lead = tr("Skalan är planens egen. Riskindex är sannolikhet gånger konsekvens.")
        super().__init__(bridge, tr("Skala för risker"), lead, parent)
        px = theme().px
        self._shape: tuple[object, ...] = ()
        self._fields: dict[str, FieldEdit] = {}
        self.frozen = SignLabel("", "lock", "text2")
        self.content.addWidget(self.frozen)
        self.steps = SegmentedControl([("4", tr("Fyra steg")), ("5", tr("Fem steg"))], tr("Steg"))
        self.steps.chosen.connect(self._set_steps)
        row = QHBoxLayout()
        row.addWidget(self.steps)
        row.addStretch(1)
        self.content.addLayout(row)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.content.addWidget(self._area, 1)
        self.resize(px(680), px(620))
        self.refresh()

    # Showing ---------------------------------------------------------------------------------------------------------
    @property
    def _model(self) -> PlanningModel:
        return self.bridge.plan.model

    def field(self, key: str) -> FieldEdit:
        """A field: by the key of its level or class, with ".lowest" for where a class begins; "threshold"."""
        return self._fields[key]

    def refresh(self) -> None:
        from scn_desktop.models.risk_register import frozen_by

        model = self._model
        paper = frozen_by(self.bridge.plan)
        locked = paper is not None or self.bridge.read_only
        self.frozen.setVisible(paper is not None)
        if paper is not None:
            name = paper.title.strip() or tr("Handlingen")
            self.frozen.set_content(tr("{name} är beslutad, och skalan med den.").format(name=name), "lock", "text2")
        self.steps.choose(str(max(model.highest("probability"), model.highest("consequence"))) if model.scale else None)
        self.steps.setEnabled(not locked)
        shape = (tuple(level.id for level in model.scale), tuple(each.id for each in model.classes), locked)
        if shape != self._shape:
            self._shape = shape
            self._build(locked)
        for level in model.scale:
            self._fields[level.id].set_text(level.wording)
        for each in model.classes:
            self._fields[each.id].set_text(each.wording)
            self._fields[f"{each.id}.lowest"].set_text(str(each.lowest))
        self._fields["threshold"].set_text(str(model.risk_threshold))

    def _build(self, locked: bool) -> None:
        px = theme().px
        focused = next((key for key, field in self._fields.items() if field.editor.hasFocus()), "")
        self._fields = {}
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, px(12), 0)
        layout.setSpacing(px(10))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(24))
        grid.setVerticalSpacing(px(6))
        for column, (axis, title) in enumerate(_AXES):
            grid.addWidget(label(tr(title), "bold"), 0, column)
            levels = sorted((each for each in self._model.scale if each.axis == axis), key=lambda each: each.value)
            for row, level in enumerate(levels, start=1):
                name = tr("{axis} {value}").format(axis=tr(title), value=level.value)
                grid.addLayout(
                    _beside(str(level.value), self._text(level.id, name, self._level_writer(level.id))), row, column
                )
            grid.setColumnStretch(column, 1)
        layout.addLayout(grid)
        layout.addWidget(label(tr("Klasser"), "bold"))
        for each in sorted(self._model.classes, key=lambda each: each.lowest):
            layout.addLayout(self._class_row(each.id, locked))
        if not locked:
            more = button(tr("Ny klass"), self._add_class, role="link", sign="plus")
            foot = QHBoxLayout()
            foot.addWidget(more)
            foot.addStretch(1)
            layout.addLayout(foot)
        threshold = FieldEdit(
            tr("Från detta riskindex ska risken mötas av en kontroll eller åtgärd"), self._set_threshold
        )
        threshold.editor.setMaximumWidth(px(80))
        self._fields["threshold"] = threshold
        layout.addWidget(threshold)
        layout.addStretch(1)
        for field in self._fields.values():
            field.set_read_only(locked)
        replace_page(self._area, page)
        if focused in self._fields:
            self._fields[focused].setFocus()

    def _class_row(self, class_id: str, locked: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        lowest = self._text(f"{class_id}.lowest", tr("Klassen börjar vid riskindex"), self._lowest_writer(class_id))
        lowest.setFixedWidth(theme().px(80))
        row.addWidget(label(tr("Från"), "secondary"))
        row.addWidget(lowest)
        row.addWidget(self._text(class_id, tr("Klassens namn"), self._class_writer(class_id)), 1)
        if not locked:
            row.addWidget(tool_button("trash-2", tr("Ta bort klassen"), lambda: self._delete_class(class_id)))
        return row

    def _text(self, key: str, name: str, write: Callable[[str], None]) -> FieldEdit:
        made = FieldEdit(name, write, show_label=False)
        self._fields[key] = made
        return made

    def finish_edits(self) -> bool:
        kept = [field.commit() for field in list(self._fields.values())]
        return all(kept)

    # Changing --------------------------------------------------------------------------------------------------------
    def _do(self, action: Callable[[Any], object]) -> None:
        self.bridge.do(tr("Ändra skalan"), action)

    def _level_writer(self, level_id: str) -> Callable[[str], None]:
        from scn_desktop.models.edits import risk_scale

        return lambda text: self._do(lambda session: risk_scale.set_level_wording(session, level_id, text))

    def _class_writer(self, class_id: str) -> Callable[[str], None]:
        from scn_desktop.models.edits import risk_scale

        return lambda text: self._do(lambda session: risk_scale.set_class_wording(session, class_id, text))

    def _lowest_writer(self, class_id: str) -> Callable[[str], None]:
        from scn_desktop.models.edits import risk_scale

        def write(text: str) -> None:
            index = _as_index(text)
            self._do(lambda session: risk_scale.set_class_lowest(session, class_id, index))

        return write

    def _set_threshold(self, text: str) -> None:
        from scn_desktop.models.edits import risk_scale

        plan_id, index = self.bridge.plan.id, _as_index(text)
        self._do(lambda session: risk_scale.set_threshold(session, plan_id, index))

    def _set_steps(self, count: str) -> None:
        from scn_desktop.models.edits import risk_scale

        plan_id = self.bridge.plan.id
        self.finish_edits()
        self.bridge.attempt(tr("Ändra skalan"), lambda session: risk_scale.set_steps(session, plan_id, int(count)))
        self.refresh()

    def _add_class(self) -> None:
        from scn_desktop.models.edits import risk_scale

        plan_id = self.bridge.plan.id
        self.finish_edits()
        made = self.bridge.attempt(tr("Ändra skalan"), lambda session: risk_scale.add_class(session, plan_id))
        if made is not None:
            self._fields[made].setFocus()

    def _delete_class(self, class_id: str) -> None:
        from scn_desktop.models.edits import risk_scale

        self.bridge.attempt(
            tr("Ändra skalan"),
            lambda session: risk_scale.delete_class(session, class_id),
            tr("Klassen togs bort."),
        )


def _beside(number: str, field: FieldEdit) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme().px(8))
    row.addWidget(label(number, "bold"))
    row.addWidget(field, 1)
    return row


def _as_index(text: str) -> int:
    """A typed riskindex. Raises InputError for what is no number."""
    typed = text.strip()
    if not (typed.isascii() and typed.isdecimal()):
        raise InputError(tr("Skriv ett tal."))
    return int(typed)
