"""First start (picture 01): what can be done at the left, the four questions of a new plan at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from scn_desktop.views.icons import paint_icon
from scn_desktop.views.model_choice import ModelChoice, ModelDelegate
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox, button
from scn_desktop.views.widgets.labels import SignLabel, label

RECENT_SHOWN = 3


@dataclass(frozen=True)
class NewPlan:
    """The answers to the four questions; `model` is the planning model's id, `model_file` one that doesn't ship."""

    municipality: str
    committee: str
    year: int
    model: str
    model_file: Path | None = None


class StartView(QScrollArea):
    """Emits what was chosen; knows nothing of files."""

    create_requested = Signal(object)  # NewPlan
    open_requested = Signal()
    example_requested = Signal()
    spot_check_requested = Signal()
    recent_requested = Signal(object)  # Path
    model_file_requested = Signal()

    def __init__(self, recent: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._errors: dict[QLineEdit, QLabel] = {}
        px = theme().px
        content = QWidget()
        self.setWidget(content)
        self.setWidgetResizable(True)
        columns = QHBoxLayout(content)
        columns.setContentsMargins(px(24), px(16), px(24), px(16))
        columns.setSpacing(72)
        columns.addStretch(100)
        columns.addWidget(self._choices(recent), 456, Qt.AlignmentFlag.AlignVCenter)
        columns.addWidget(self._form(), 520, Qt.AlignmentFlag.AlignVCenter)
        columns.addStretch(100)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        focused: QWidget | None = self.window().focusWidget()
        if focused is None or not self.isAncestorOf(focused):  # else the arrows would do nothing until a Tab
            self.findChildren(_Choice)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # Left ------------------------------------------------------------------------------------------------------------
    def _choices(self, recent: Sequence[Path]) -> QWidget:
        px = theme().px
        side = QWidget()
        side.setMinimumWidth(px(330))
        side.setMaximumWidth(px(456))
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        text = QVBoxLayout()
        text.setContentsMargins(px(16), 0, px(16), px(12))
        text.setSpacing(px(4))
        text.addWidget(label(tr("Välkommen"), "h1"))
        lead = label(tr("Nämndens plan, budget, internkontroll och stickprov i en enda fil."), "secondary", wrap=True)
        lead.setFont(theme().font("running"))
        text.addWidget(lead)
        layout.addLayout(text)
        for path in recent[:RECENT_SHOWN]:
            choice = _Choice("file-text", path.stem, str(path.parent), "", side)
            choice.clicked.connect(self._recent_opener(path))
            layout.addWidget(choice)
        self._new = _Choice("file-plus", tr("Ny plan"), tr("Börja på ett nytt planeringsår"), "Ctrl+N", side)
        self._new.setCheckable(True)
        self._new.setChecked(True)
        self._new.clicked.connect(self.focus_first)
        layout.addWidget(self._new)
        for sign, title, text_below, keys, signal in (
            (
                "folder-open",
                tr("Öppna fil…"),
                tr("En plan som du har fått eller sparat"),
                "Ctrl+O",
                self.open_requested,
            ),
            ("book-open", tr("Titta på exemplet"), tr("En påhittad nämnd med allt ifyllt"), "", self.example_requested),
            ("clipboard-check", tr("Dagens stickprov"), tr("För dig som är justerare"), "", self.spot_check_requested),
        ):
            choice = _Choice(sign, title, text_below, keys, side)
            choice.clicked.connect(signal)
            layout.addWidget(choice)
        mail = QHBoxLayout()
        mail.setContentsMargins(px(16), px(12), 0, 0)
        mail.addWidget(SignLabel(tr("Har du fått filen i ett mejl? Dra den hit."), "mail", "text2"))
        mail.addStretch(1)
        layout.addLayout(mail)
        return side

    def _recent_opener(self, path: Path) -> Callable[[], None]:
        return lambda: self.recent_requested.emit(path)

    # Right -----------------------------------------------------------------------------------------------------------
    def _form(self) -> QWidget:
        px = theme().px
        card = QFrame()
        card.setProperty("role", "card")
        card.setMinimumWidth(px(440))
        card.setMaximumWidth(px(520))
        layout = QVBoxLayout(card)
        layout.setContentsMargins(px(36), px(30), px(36), px(32))
        layout.setSpacing(px(6))
        layout.addWidget(label(tr("Ny plan"), "h2"))
        layout.addSpacing(px(12))
        self._municipality = self._line(layout, tr("Kommun"))
        self._committee = self._line(layout, tr("Nämnd"))
        row = QHBoxLayout()
        row.setSpacing(px(16))
        self._year = self._combo(row, tr("År"), 0)
        self._year.setFixedWidth(px(130))
        this_year = date.today().year
        for year in range(this_year - 1, this_year + 6):
            self._year.addItem(str(year), year)
        self._year.choose(this_year + 1)
        self._model = self._combo(row, tr("Styrmodell"), 1)
        self._model.setItemDelegate(ModelDelegate(self._model))
        layout.addLayout(row)
        self._description = label("", "secondary", wrap=True)
        self._description.setMinimumHeight(px(64))
        self._description.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addSpacing(px(4))
        layout.addWidget(self._description)
        own = button(tr("Egen styrmodell från fil…"), self.model_file_requested.emit, role="link")
        own.setToolTip(tr("En TOML-fil som har sparats ur en plan eller skrivits för hand"))
        beside = QHBoxLayout()
        beside.setContentsMargins(px(-6), 0, 0, 0)
        beside.addWidget(own)
        beside.addStretch(1)
        layout.addLayout(beside)
        layout.addSpacing(px(8))
        last = QHBoxLayout()
        last.addWidget(label(tr("Du väljer var filen sparas i nästa steg."), "caption"), 1)
        last.addWidget(button(tr("Skapa plan…"), self._create, role="main", touch=True))
        layout.addLayout(last)
        self._model.currentIndexChanged.connect(self._describe)
        return card

    def _line(self, layout: QVBoxLayout, name: str) -> QLineEdit:
        layout.addWidget(label(name, "field"))
        field = QLineEdit()
        field.setProperty("touch", "true")
        field.setAccessibleName(name)
        field.returnPressed.connect(self._create)
        layout.addWidget(field)
        error = label("", "error", wrap=True)
        error.hide()
        layout.addWidget(error)
        self._errors[field] = error
        field.textEdited.connect(lambda: self._refuse(field, ""))
        layout.addSpacing(theme().px(12))
        return field

    def _combo(self, row: QHBoxLayout, name: str, stretch: int) -> ComboBox:
        column = QVBoxLayout()
        column.setSpacing(theme().px(6))
        column.addWidget(label(name, "field"))
        combo = ComboBox(touch=True)
        combo.setAccessibleName(name)
        combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(combo)
        row.addLayout(column, stretch)
        return combo

    def set_models(self, models: Sequence[ModelChoice]) -> None:
        """The planning models that ship; filled in after the first paint."""
        self._model.clear()
        for model in models:
            self._model.addItem(model.name, model)
        self._describe()

    def add_model(self, model: ModelChoice) -> None:
        """Choose a planning model that was read from a file."""
        self._model.addItem(model.name, model)
        self._model.setCurrentIndex(self._model.count() - 1)
        self._model.setFocus()

    def suggest(self, municipality: str, committee: str) -> None:
        """Fill in what the user wrote the last time."""
        self._municipality.setText(municipality)
        self._committee.setText(committee)

    def focus_first(self) -> None:
        self._new.setChecked(True)
        field = self._municipality if not self._municipality.text() else self._committee
        field.setFocus()
        field.selectAll()

    def _describe(self) -> None:
        chosen = self._model.currentData()
        self._description.setText(chosen.description if isinstance(chosen, ModelChoice) else "")

    def _create(self) -> None:
        chosen = self._model.currentData()
        for field, sentence in (
            (self._municipality, tr("Skriv vilken kommun nämnden hör till.")),
            (self._committee, tr("Skriv nämndens namn.")),
        ):
            if not field.text().strip():
                self._refuse(field, sentence)
                return
            self._refuse(field, "")
        if isinstance(chosen, ModelChoice):
            year = int(self._year.currentData())
            municipality, committee = self._municipality.text().strip(), self._committee.text().strip()
            self.create_requested.emit(NewPlan(municipality, committee, year, chosen.id, chosen.path))

    def refuse(self, question: Literal["municipality", "committee"], reason: str) -> None:
        """Say under a field why what stands in it can't be taken."""
        self._refuse(self._municipality if question == "municipality" else self._committee, reason)

    def _refuse(self, field: QLineEdit, reason: str) -> None:
        error = self._errors[field]
        error.setText(reason)
        error.setVisible(bool(reason))
        field.setAccessibleDescription(reason)
        field.setProperty("wrong", "true" if reason else "false")
        field.style().unpolish(field)
        field.style().polish(field)
        if reason:
            field.setFocus()


class _Choice(QPushButton):
    """A large row: icon, title, a line below, its shortcut at the right."""

    def __init__(self, sign: str, title: str, below: str, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("choice")
        self.setAutoDefault(True)  # Enter presses it, as in a list
        self._sign, self._title, self._below, self._keys = sign, title, below, keys
        self.setAccessibleName(title)
        self.setAccessibleDescription(below)
        self.setToolTip(below)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(320), theme().px(70))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px = theme().px
        painter = QPainter(self)
        side = px(26)
        middle = self.height() // 2
        paint_icon(painter, self._sign, QRect(px(17), middle - side // 2, side, side), "accent", side)
        area = QRect(px(59), middle - px(24), self.width() - px(59) - px(80), px(24))
        painter.setFont(theme().font("h2"))
        painter.setPen(theme().colour("text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, _elided(self._title, painter, area))
        area.translate(0, px(24))
        painter.setFont(theme().font("body"))
        painter.setPen(theme().colour("text2"))
        if not self._keys:
            area.setRight(self.width() - px(16))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, _elided(self._below, painter, area))
        painter.setFont(theme().font("caption"))
        shortcut = self.rect().adjusted(0, 0, -px(17), 0)
        painter.drawText(shortcut, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._keys)


def _elided(text: str, painter: QPainter, area: QRect) -> str:
    """Cut in the middle where it does not fit; the whole text is the row's tool tip."""
    return QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideMiddle, area.width())
