"""Fält… and Hänvisning…: choose what a text points at, with the keyboard, and see the words that will print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from scn_desktop.models import running_text
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.text_context import PlanTexts
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import CheckBox, SegmentedControl, button
from scn_desktop.views.widgets.edit_table import Index
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.running_text import Reference

_MOVES: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ROW: Final = 31
_STEP: Final = 18
_TEXT: Final = 7


@dataclass(frozen=True)
class Choice:
    """A row of the list: its columns, how deep it stands, and what it points at; a heading points at nothing."""

    texts: tuple[str, ...]
    reference: Reference | None = None
    depth: int = 0


class TargetDialog(QDialog):
    """A list that what is typed narrows. `take(reference)` gets the choice; Enter chooses, Esc leaves all as it was."""

    title: ClassVar[str] = ""
    lead: ClassVar[str] = ""
    empty: ClassVar[str] = ""
    headings: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, bridge: Bridge, current: Reference | None, take: Callable[[Reference], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.texts = PlanTexts.of(bridge)
        self._current = current
        self._take = take
        self._all = list(self.choices())
        self._shown: list[Choice] = []
        self._found: Choice | None = None
        self.setWindowTitle(tr(self.title))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(8))
        layout.addWidget(label(tr(self.title), "h2"))
        layout.addWidget(label(tr(self.lead), "secondary", wrap=True))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Skriv för att söka"))
        self.filter.setAccessibleName(tr("Sök i listan"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._narrow)
        self.filter.installEventFilter(self)
        layout.addWidget(self.filter)
        self.list = self._make_list()
        layout.addWidget(self.list, 1)
        self._nothing = label(tr(self.empty), "secondary", wrap=True)
        layout.addWidget(self._nothing, 1)
        self.forms = self.make_forms()
        layout.addWidget(self.forms)
        self.preview = label("", "touch", wrap=True)
        layout.addWidget(self.preview)
        layout.addLayout(self._foot())
        room = parent.window().size()
        self.resize(min(px(760), room.width() - px(40)), min(px(560), room.height() - px(40)))
        self._narrow("")
        self.filter.setFocus()

    # What subclasses give --------------------------------------------------------------------------------------------
    def choices(self) -> Sequence[Choice]:
        """Every row in order."""
        raise NotImplementedError

    def make_forms(self) -> QWidget:
        """The row where the form of the words is chosen; what is chosen there calls `show_words`."""
        raise NotImplementedError

    def form_for(self, reference: Reference) -> str:
        """The form that is chosen, for a reference of this kind."""
        raise NotImplementedError

    # Layout ----------------------------------------------------------------------------------------------------------
    def _make_list(self) -> QTreeView:
        made = QTreeView()
        made.setAccessibleName(tr(self.title))
        made.setModel(QStandardItemModel(0, len(self.headings), made))
        made.setItemDelegate(_RowDelegate(made))
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setHeaderHidden(len(self.headings) == 1)
        made.header().setStretchLastSection(False)
        made.selectionModel().currentRowChanged.connect(self.show_words)
        made.doubleClicked.connect(self._double_clicked)
        return made

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme().px(8))
        foot.addStretch(1)
        foot.addWidget(button(tr("Avbryt"), self.reject))
        self.insert_button = button(tr("Infoga") if self._current is None else tr("Byt"), self.accept, role="main")
        self.insert_button.setDefault(True)
        foot.addWidget(self.insert_button)
        return foot

    # Choosing --------------------------------------------------------------------------------------------------------
    @Slot(str)
    def _narrow(self, typed: str) -> None:
        """Show the rows that hold every word that is typed, and the headings they stand under."""
        words = typed.casefold().split()
        shown: list[Choice] = []
        above: list[Choice] = []
        self._found = None
        for choice in self._all:
            above = [each for each in above if each.depth < choice.depth]
            own = " ".join(choice.texts).casefold()
            whole = " ".join([*(each.texts[0] for each in above), own]).casefold()
            if choice.reference is not None and all(word in whole for word in words):
                shown += [each for each in above if each not in shown]
                shown.append(choice)
                if self._found is None and all(word in own for word in words):
                    self._found = choice
            above.append(choice)
        self._shown = shown
        self._fill()

    def _fill(self) -> None:
        model = self.list.model()
        assert isinstance(model, QStandardItemModel)
        model.clear()
        model.setHorizontalHeaderLabels([tr(heading) for heading in self.headings])
        for choice in self._shown:
            items = [QStandardItem(text) for text in choice.texts]
            for item in items:
                item.setEnabled(choice.reference is not None)
            items[0].setData(choice.depth * _STEP, _INDENT)
            model.appendRow(items)
        self._divide()
        self.list.setVisible(bool(self._shown) or bool(self._all))
        self._nothing.setVisible(not self._all)
        self._choose_first()

    def _divide(self) -> None:
        header = self.list.header()
        for column in range(len(self.headings)):
            stretches = column == 0
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)

    def _choose_first(self) -> None:
        """The one that is to be changed, else the first that itself says what is typed, else the deepest."""
        places = [place for place, choice in enumerate(self._shown) if choice.reference is not None]
        same = [place for place in places if self._points_same(self._shown[place].reference)]
        said = [place for place in places if self._shown[place] is self._found]
        for place in [*same, *said, *places[-1:]][:1]:
            index = self.list.model().index(place, 0)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.show_words()

    def _points_same(self, reference: Reference | None) -> bool:
        if reference is None or self._current is None or self.filter.text():
            return False
        return replace(reference, form="") == replace(self._current, form="")

    def reference(self) -> Reference | None:
        """What is chosen, in the form that is chosen."""
        row = self.list.currentIndex().row()
        found = self._shown[row].reference if 0 <= row < len(self._shown) else None
        return replace(found, form=self.form_for(found)) if found is not None else None

    @Slot()
    def show_words(self, *_: object) -> None:
        """Show what will print."""
        chosen = self.reference()
        self.insert_button.setEnabled(chosen is not None)
        if chosen is None:
            self.preview.setText(tr("Inget i listan passar det du skrev.") if self._all else "")
        else:
            self.preview.setText(tr("Skrivs: {words}").format(words=self.texts.references.say(chosen, "").words))

    @Slot(QModelIndex)
    def _double_clicked(self, index: QModelIndex) -> None:
        if self._shown[index.row()].reference is not None:
            self.accept()

    def accept(self) -> None:
        chosen = self.reference()
        if chosen is not None:
            super().accept()
            self._take(chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk in the list while the field is typed in."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)


class FieldDialog(TargetDialog):
    title = "Fält"
    lead = "Beloppet skrivs som ord i texten och följer tabellen när den ändras."
    empty = "Planen har inga belopp än. Skriv dem på fliken Budget."
    headings = ("Rad", "Kolumn", "Tabell", "Skrivs")

    def choices(self) -> Sequence[Choice]:
        from scn_desktop.models.budget_sums import table_view
        from scn_desktop.models.running_text import Reference

        found = []
        for table in self.bridge.plan.budget_tables:
            view = table_view(table)
            for row in view.rows:
                for column, cell in zip(view.columns, row.cells, strict=True):
                    if cell.ore is not None and cell.measure == "money":
                        reference = Reference(running_text.AMOUNT, row.id, column.id)
                        words = self.texts.references.say(reference, "").words
                        found.append(Choice((row.label, column.heading, view.title, words), reference))
        return found

    def make_forms(self) -> QWidget:
        units = [
            ("", tr("Som beloppet är känt")),
            ("mnkr", tr("Miljoner")),
            ("tkr", tr("Tusental")),
            ("kr", tr("Kronor")),
        ]
        self.unit = SegmentedControl(units, tr("Enhet"))
        self.absolute = CheckBox(tr("Utan minustecken"))
        unit, _, sign = (self._current.form if self._current is not None else "").partition("-")
        self.unit.choose(unit if unit in ("mnkr", "tkr", "kr") else "")
        self.absolute.setChecked("absolute" in (unit, sign))
        self.unit.chosen.connect(self.show_words)
        self.absolute.toggled.connect(self.show_words)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(16))
        layout.addWidget(self.unit)
        layout.addWidget(self.absolute)
        layout.addStretch(1)
        return row

    def form_for(self, reference: Reference) -> str:
        parts = [self.unit.key() or "", "absolute" if self.absolute.isChecked() else ""]
        return "-".join(part for part in parts if part)


class ReferenceDialog(TargetDialog):
    title = "Hänvisning"
    lead = "Hänvisningen följer med när avsnitt och tabeller byter nummer eller rubrik."
    empty = "Planen har inga avsnitt än."
    headings = ("Avsnitt",)

    def choices(self) -> Sequence[Choice]:
        from scn_desktop.models import queries
        from scn_desktop.models.attachments import shown_title
        from scn_desktop.models.running_text import Reference
        from scn_desktop.models.table_numbers import table_numbers

        found = []
        for paper in self.bridge.plan.papers:
            found.append(Choice((paper.title,)))
            for number, attachment in enumerate(paper.attachments, start=1):
                words = tr("Bilaga {n}  {title}").format(n=number, title=shown_title(attachment)).rstrip()
                found.append(Choice((words,), Reference(running_text.ATTACHMENT, attachment.id), 1))
            numbers = table_numbers(paper)
            for section in queries.walk(paper):
                depth = 1
                above = section.parent
                while above is not None:
                    depth, above = depth + 1, above.parent
                heading = self.texts.references.label(section).heading or tr("Avsnitt utan rubrik")
                found.append(Choice((heading,), Reference(running_text.SECTION, section.id), depth))
                for block in section.blocks:
                    if block.id in numbers:
                        title = f"{numbers[block.id].name}  {self._title(block)}".rstrip()
                        found.append(Choice((title,), Reference(running_text.BLOCK, block.id), depth + 1))
        return found

    def _title(self, block: Block) -> str:
        own = block.title or (block.budget_table.title if block.budget_table is not None else "")
        if own or block.kind != "measures":
            return own or {"indicators": tr("Indikatorer"), "table": tr("Egen tabell")}.get(block.kind, "")
        return self.bridge.plan.model.measure_plural

    def make_forms(self) -> QWidget:
        forms = [("number", tr("Nummer")), ("title", tr("Rubrik")), ("both", tr("Nummer och rubrik"))]
        self.form = SegmentedControl(forms, tr("Hänvisningen säger"))
        current = self._current.form if self._current is not None else ""
        self.form.choose(current if current in ("title", "both") else "number")
        self.form.chosen.connect(self.show_words)
        return self.form

    def form_for(self, reference: Reference) -> str:
        has_forms = reference.kind in (running_text.SECTION, running_text.ATTACHMENT)
        self.form.setEnabled(has_forms)
        chosen = self.form.key() or ""
        return chosen if has_forms and chosen != "number" else ""


_INDENT: Final = Qt.ItemDataRole.UserRole + 1


class _RowDelegate(QStyledItemDelegate):
    """Rows as high as in the outline, indented by their depth."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wanted = super().sizeHint(option, index)
        return QSize(wanted.width() + theme().px(20), theme().px(_ROW))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            option.font = theme().font("body_bold")
        option.rect.adjust(theme().px(_TEXT + int(index.data(_INDENT) or 0)), 0, 0, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the whole row, under what is indented too."""
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme().colour("selection"))
        super().paint(painter, option, index)
