"""The self-assessment of the internal control: areas with criteria, their steps, and the text that sums each up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.errors import InputError
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_editor import INSET, BlockEditor
from scn_desktop.views.plan.rows_block import RowList, RowsModel, RowWords
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import EmptyState
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.edit_table import Role
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label
from scn_desktop.views.widgets.wrap_table import WrapTable

if TYPE_CHECKING:
    from scn_desktop.models.assessment import AssessmentArea, AssessmentCriterion
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.models.earlier_assessment import EarlierAssessment

_TEXT, _GRADE, _BEFORE = range(3)
_CLEAR: Final = "0"
_NOTHING: Final = "–"


class CriteriaModel(RowsModel):
    """What is judged, the step it is placed on in number and words, and the one it stood on the last time."""

    def __init__(self, bridge: Bridge, area: AssessmentArea, earlier: EarlierAssessment) -> None:
        before = [] if earlier.year is None else [tr("Bedömning {year}").format(year=earlier.year)]
        super().__init__(bridge, (tr("Kriterium"), tr("Bedömning"), *before))
        self._area = area
        self.earlier = earlier
        self._rows: dict[str, AssessmentCriterion] = {}
        self.ids = self.fetch()

    def fetch(self) -> list[str]:
        self._rows = {each.id: each for each in self._area.criteria}
        return list(self._rows)

    def steps(self) -> dict[str, str]:
        """Number and words of every step by its number, as it is typed."""
        from scn_desktop.models.assessment_scale import steps_of

        return {str(step.value): step.text for step in reversed(steps_of(self.bridge.plan))}

    def text(self, row: int, column: int) -> str:
        from scn_desktop.models.assessment_scale import step_of

        criterion = self._rows.get(self.ids[row])
        if criterion is None:
            return ""
        if column == _TEXT:
            return criterion.text
        if column == _BEFORE:
            return self.earlier.grade(criterion)
        step = step_of(self.bridge.plan, criterion.grade)
        return step.text if step is not None else ""

    def extra(self, row: int, column: int, role: int) -> Any:
        if role == Role.PLACEHOLDER:
            return {_TEXT: tr("Vad ska bedömas?"), _GRADE: tr("Inte bedömt")}.get(column, _NOTHING)
        if role == Role.CHOICES and column == _GRADE and not self.read_only:
            return list(self.steps().values())
        return None

    def is_editable(self, row: int, column: int) -> bool:
        return column != _BEFORE

    def write(self, row: int, column: int, text: str) -> None:
        """Raises InputError for what is no step of the scale."""
        from scn_desktop.models.edits import assessments

        criterion_id, typed = self.ids[row], " ".join(text.split())
        if column == _TEXT:
            self.bridge.do(
                tr("Ändra kriterium"),
                lambda session: assessments.set_criterion_text(session, criterion_id, typed),
            )
            return
        grade = self._grade(typed)
        self.bridge.do(tr("Bedöm"), lambda session: assessments.set_grade(session, criterion_id, grade))

    def _grade(self, typed: str) -> int | None:
        """The step that is meant: its number, or its words in full."""
        if typed in ("", _CLEAR):
            return None
        steps = self.steps()
        for number, words in steps.items():
            if typed == number or typed.casefold() in (words.casefold(), words.partition(" ")[2].casefold()):
                return int(number)
        raise InputError(tr("Skriv {first}–{last}.").format(first=next(iter(steps)), last=list(steps)[-1]))

    def add(self, index: int) -> str | None:
        from scn_desktop.models.edits import assessments

        area_id = self._area.id
        return self.bridge.attempt(
            tr("Nytt kriterium"), lambda session: assessments.add_criterion(session, area_id, "", index)
        )

    def delete(self, ids: list[str]) -> None:
        from scn_desktop.models.edits import assessments

        message = tr("Kriteriet togs bort.") if len(ids) == 1 else tr("Kriterierna togs bort.")
        self.bridge.attempt(tr("Ta bort kriterium"), lambda session: assessments.delete_criteria(session, ids), message)

    def move(self, row_id: str, index: int) -> None:
        from scn_desktop.models.edits import assessments

        self.bridge.attempt(tr("Flytta kriterium"), lambda session: assessments.move_criterion(session, row_id, index))


class CriteriaTable(WrapTable):
    """A digit in the column of steps judges and goes on to the next criterion; 0 takes the judgement away."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        model = self.model()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if (
            plain
            and current.isValid()
            and current.column() == _GRADE
            and isinstance(model, CriteriaModel)
            and event.text() in {_CLEAR, *model.steps()}
            and not model.read_only
        ):
            model.setData(current, event.text())
            self._move(1, 0)
            return
        super().keyPressEvent(event)


class AreaEditor(QWidget):
    """One area: its name, its criteria, and what is said of it."""

    def __init__(
        self,
        bridge: Bridge,
        area: AssessmentArea,
        number: int,
        earlier: EarlierAssessment,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.area = area
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(6), 0, px(10))
        layout.setSpacing(px(6))
        self.title = FieldEdit(tr("Område {n}").format(n=number), partial(self._write, "title"))
        self.comment = FieldEdit(tr("Sammanfattning av området"), partial(self._write, "comment"), multiline=True)
        words = RowWords(
            tr("Kriterier för området"), tr("Nytt kriterium"), tr("Inga kriterier än."), tr("Ta bort kriteriet")
        )
        table = CriteriaTable(words.name, grow=True, flush=True)
        self.criteria = CriteriaModel(bridge, area, earlier)
        widths = ((5, 2), (260, 210)) if earlier.year is None else ((5, 2, 2), (240, 200, 170))
        self.rows = RowList(bridge, self.criteria, words, widths, table=table)
        self.before = label("", "secondary", wrap=True)
        for field in (self.title, self.comment):
            field.set_read_only(bridge.read_only)
        layout.addLayout(_inset(self.title, px(420)))
        layout.addWidget(self.rows)
        layout.addLayout(_inset(self.comment, px(740)))
        layout.addLayout(_inset(self.before, px(740)))

    def refresh(self, number: int, earlier: EarlierAssessment) -> None:
        """Show what the document holds now, and what the year before said of the area."""
        said = earlier.comment(self.area)
        self.before.setText(tr("{year}: {text}").format(year=earlier.year, text=said))
        self.before.setVisible(bool(said))
        self.criteria.earlier = earlier
        self.title.editor.setAccessibleName(tr("Område {n}").format(n=number))
        self.title.set_text(self.area.title)
        self.comment.set_text(self.area.comment)
        self.rows.refresh()

    def _write(self, field: str, text: str) -> None:
        from scn_desktop.models.edits import assessments

        area_id = self.area.id
        named: assessments.AreaField = "title" if field == "title" else "comment"
        typed = " ".join(text.split()) if field == "title" else text.strip()
        self._bridge.do(
            tr("Ändra område i självskattningen"),
            lambda session: assessments.set_area_field(session, area_id, named, typed),
        )

    def finish_edits(self) -> None:
        self.title.commit()
        self.rows.table.finish_edits()
        self.comment.commit()

    def contains_focus(self) -> bool:
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)


def _inset(widget: QWidget, widest: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(theme().px(INSET), 0, 0, 0)
    widget.setMaximumWidth(widest)
    row.addWidget(widget, 1000)
    row.addStretch(1)
    return row


class AssessmentBlock(BlockEditor):
    """All areas of the plan, in order."""

    def __init__(self, bridge: Bridge, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(bridge, block, parent)
        self.areas: dict[str, AreaEditor] = {}
        self._year: int | None = None  # whose assessment stands beside this one
        px = theme().px
        self._lead = label("", "secondary", wrap=True)
        self._lead.setContentsMargins(px(INSET), 0, 0, 0)
        self.content.addWidget(self._lead)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(8))
        self.content.addLayout(self._list)
        start = None if bridge.read_only else (tr("Lägg in områden att börja med"), self.start)
        self.empty = EmptyState(tr("Inga områden än."), start)
        self.empty.setContentsMargins(px(INSET), 0, 0, 0)
        self.content.addWidget(self.empty)
        self.from_earlier = button(tr("Börja med förra årets områden"), self.start_from, role="link", sign="copy")
        self.content.addLayout(_inset(self.from_earlier, px(420)))
        row = QHBoxLayout()
        row.setContentsMargins(px(INSET - 6), 0, 0, 0)
        self.new_button = button(tr("Nytt område"), self.add_area, role="link", sign="plus")
        row.addWidget(self.new_button)
        row.addStretch(1)
        self.content.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        from scn_desktop.models.assessment_scale import steps_of
        from scn_desktop.models.earlier_assessment import EarlierAssessment, plan_to_start_from
        from scn_desktop.models.edits.assessments import is_untouched

        areas = self.bridge.plan.assessment_areas
        earlier = EarlierAssessment.of(self.bridge.plan)
        wanted = [area.id for area in areas] if earlier.year == self._year else []
        self._year = earlier.year
        for area_id in [each for each in self.areas if each not in wanted]:
            gone = self.areas.pop(area_id)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, area in enumerate(areas):
            known = self.areas.get(area.id)
            if known is None:
                known = self.areas[area.id] = AreaEditor(self.bridge, area, place + 1, earlier)
            if self._list.indexOf(known) != place:
                self._list.removeWidget(known)
                self._list.insertWidget(place, known)
                known.show()
            known.refresh(place + 1, earlier)
        scale = ", ".join(step.text for step in reversed(steps_of(self.bridge.plan)))
        self._lead.setText(tr("Skala: {steps}. Tryck siffran i kolumnen Bedömning, 0 tar bort.").format(steps=scale))
        self._lead.setVisible(bool(areas))
        self.empty.setVisible(not areas)
        can_start = not self.bridge.read_only and plan_to_start_from(self.bridge.plan) is not None
        self.from_earlier.setVisible(can_start and is_untouched(self.bridge.plan))
        self.new_button.setVisible(not self.bridge.read_only)
        judged = sum(each.grade is not None for area in areas for each in area.criteria)
        count = sum(len(area.criteria) for area in areas)
        words = tr("{done} av {all} bedömda").format(done=judged, all=count) if count else ""
        self.show_heading(self.block.title or tr("Självskattning"), None, words)

    def _shown(self) -> list[AreaEditor]:
        return [self.areas[area.id] for area in self.bridge.plan.assessment_areas if area.id in self.areas]

    def finish_edits(self) -> None:
        for area in self.areas.values():
            area.finish_edits()

    def focus_editor(self) -> bool:
        shown = self._shown()
        if shown:
            return shown[0].rows.focus_rows()
        if not self.bridge.read_only:
            self.empty.setFocus()
        return not self.bridge.read_only

    def show_row(self, change_set: ChangeSet) -> bool:
        for area in self._shown():
            if area.rows.show_row(change_set):
                return True
            if area.area.id in change_set.rows("assessment_area"):
                area.title.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    # Areas -----------------------------------------------------------------------------------------------------------
    def start(self) -> None:
        """Give the plan the areas to begin with."""
        from scn_desktop.models.edits import assessments

        plan_id = self.bridge.plan.id
        self.bridge.attempt(tr("Lägg in områden"), lambda session: assessments.start(session, plan_id))
        self.focus_editor()

    def start_from(self) -> None:
        """Give the plan the areas of the nearest earlier year, unjudged."""
        from scn_desktop.models.earlier_assessment import plan_to_start_from
        from scn_desktop.models.edits import assessments

        plan, earlier = self.bridge.plan, plan_to_start_from(self.bridge.plan)
        if earlier is not None:
            plan_id, earlier_id = plan.id, earlier.id
            self.bridge.attempt(
                tr("Börja med förra årets områden"),
                lambda session: assessments.start_from(session, plan_id, earlier_id),
            )
            self.focus_editor()

    def add_area(self) -> None:
        """A new area after the one that has focus, or last, to be named at once."""
        from scn_desktop.models.edits import assessments

        self.finish_edits()
        shown = self._shown()
        current = self._current()
        place = shown.index(current) + 1 if current is not None else len(shown)
        plan_id = self.bridge.plan.id
        added = self.bridge.attempt(
            tr("Nytt område"), lambda session: assessments.add_area(session, plan_id, "", place)
        )
        if added is not None and added in self.areas:
            self.areas[added].title.setFocus()

    def _current(self) -> AreaEditor | None:
        return next((each for each in self._shown() if each.contains_focus()), None)

    def own_actions(self) -> Sequence[QAction]:
        current = self._current()
        actions = [self._action(tr("Nytt område"), self.add_area)]
        if current is None:
            return actions
        place, count = self._shown().index(current), len(self.areas)
        up = self._action(tr("Flytta området uppåt"), partial(self._move, current.area.id, place - 1))
        up.setEnabled(up.isEnabled() and place > 0)
        down = self._action(tr("Flytta området nedåt"), partial(self._move, current.area.id, place + 1))
        down.setEnabled(down.isEnabled() and place < count - 1)
        remove = self._action(tr("Ta bort området"), partial(self._delete, current.area.id))
        return [*current.rows.actions_of_row(), *actions, up, down, remove]

    def _move(self, area_id: str, place: int, _checked: bool = False) -> None:
        from scn_desktop.models.edits import assessments

        self.finish_edits()
        self.bridge.attempt(tr("Flytta område"), lambda session: assessments.move_area(session, area_id, place))

    def _delete(self, area_id: str, _checked: bool = False) -> None:
        from scn_desktop.models.edits import assessments

        self.finish_edits()
        message = tr("Området togs bort med sina kriterier.")
        self.bridge.attempt(tr("Ta bort område"), lambda session: assessments.delete_area(session, area_id), message)
