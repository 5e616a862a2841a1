"""Detaljer…: every field of a measure or an indicator, also those that have no column in its table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from scn_desktop.errors import InputError
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.edit_dialog import EditDialog
from scn_desktop.views.dialogs.message_list import Message, MessageList
from scn_desktop.views.plan.measure_words import measure_words
from scn_desktop.views.plan.new_steering import NewSteeringLine
from scn_desktop.views.plan.years_table import YearsEditor
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import Status, label

if TYPE_CHECKING:
    from scn_desktop.models.indicator import Indicator
    from scn_desktop.models.measure import Measure
    from scn_desktop.models.plan import Section

KOLADA_HINT: Final = "Ett Kolada-ID är en bokstav och fem siffror, till exempel U33461. Det du skrev är sparat ändå."
_WIDTH: Final = 800  # pixels at 100 %


@dataclass(frozen=True)
class FieldPlace:
    """A field: its name, the word over it, an example of what is written there, its column and lines."""

    name: str
    word: str
    example: str
    column: int
    lines: int = 1


class DetailsDialog(EditDialog):
    """Two columns of fields; each is written when it is left, or after a pause, as one step to undo."""

    places: ClassVar[tuple[FieldPlace, ...]] = ()
    first: ClassVar[str] = ""  # the field that is chosen when the dialog opens
    height_wanted: ClassVar[int] = 650  # pixels at 100 %; what is higher is scrolled to

    def __init__(self, bridge: Bridge, owner: Any, title: str, parent: QWidget) -> None:
        lead = tr("Det du skriver sparas när du lämnar fältet och gäller överallt där raden står.")
        super().__init__(bridge, title, lead, parent)
        self.owner = owner
        self._room = parent.window().size()
        self.fields: dict[str, FieldEdit] = {}
        px = theme().px
        surface = QFrame()
        self.body = QVBoxLayout(surface)
        self.body.setContentsMargins(0, 0, px(12), 0)
        self.body.setSpacing(px(12))
        columns = QHBoxLayout()
        columns.setSpacing(px(24))
        self.columns = [QVBoxLayout(), QVBoxLayout()]
        for column, share in zip(self.columns, (3, 2), strict=True):
            column.setSpacing(px(12))
            columns.addLayout(column, share)
        for place in self.places:
            self._add_field(place)
        self.body.addLayout(columns)
        area = QScrollArea()
        area.setWidget(surface)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content.addWidget(area, 1)

    def _add_field(self, place: FieldPlace) -> None:
        several = place.lines > 1
        field = FieldEdit(
            tr(place.word),
            partial(self.write, place.name),
            several,
            placeholder=tr(place.example),
            minimum_lines=place.lines,
        )
        field.set_read_only(self.bridge.read_only)
        self.fields[place.name] = field
        self.columns[place.column].addWidget(field)

    def begin(self) -> None:
        """Show the fields, when the subclass has added what is its own."""
        for column in self.columns:
            column.addStretch(1)
        self.body.addStretch(1)
        width = min(theme().px(_WIDTH), self._room.width() - theme().px(40))
        self.refresh()
        self.resize(width, min(theme().px(self.height_wanted), self._room.height() - theme().px(24)))
        self.fields[self.first or self.places[0].name].setFocus()

    def write(self, name: str, text: str) -> None:
        """Put one field into the document; raises ScnError when it is refused."""
        raise NotImplementedError

    def value(self, name: str) -> str:
        """What the document holds in a field."""
        return str(getattr(self.owner, name))

    def is_gone(self) -> bool:
        """Whether an undo took away what the dialog is about."""
        from scn_desktop.models import queries

        return queries.find(self.bridge.session, type(self.owner), self.owner.id) is None

    def refresh(self) -> None:
        if self.is_gone():
            self.done(self.DialogCode.Rejected.value)
            return
        for name, field in self.fields.items():
            field.set_text(self.value(name))
            if isinstance(field.editor, QLineEdit) and not field.editor.hasFocus():
                field.editor.setCursorPosition(0)  # a text longer than its field is read from its beginning

    def finish_edits(self) -> bool:
        refused = [] if self.is_gone() else [field for field in self.fields.values() if not field.commit()]
        return not refused


class MeasureDetails(DetailsDialog):
    """The fields of a measure, and the places where it stands."""

    places = (
        FieldPlace("text", "Text", "Vad som ska göras", 0, 2),
        FieldPlace("description", "Beskrivning", "Hur det går till, för vem, i vilken omfattning", 0, 2),
        FieldPlace("steering", "Koppling till styrdokument, ett på varje rad", "Till exempel Mål och budget", 0, 2),
        FieldPlace("effect", "Förväntad effekt", "Vad det leder till för dem det gäller", 0, 2),
        FieldPlace("period", "Period", "2026–2028", 1),
        FieldPlace("partners", "I samverkan med", "Till exempel regionen", 1),
        FieldPlace("responsible", "Ansvarig", "Till exempel en avdelning eller enhet", 1),
    )

    def __init__(self, bridge: Bridge, measure: Measure, parent: QWidget) -> None:
        self._words = measure_words(bridge.plan.model)
        self.new_steering = NewSteeringLine(bridge)
        super().__init__(bridge, measure, self._title(), parent)
        self.columns[0].insertWidget(self.columns[0].indexOf(self.fields["steering"]) + 1, self.new_steering)
        self.places_box = QVBoxLayout()
        self.places_box.setSpacing(0)
        below = QVBoxLayout()
        below.setSpacing(0)
        below.addWidget(label(tr("Står under"), "field"))
        below.addLayout(self.places_box)
        self.body.addLayout(below)
        self._shown_places: list[str] | None = None
        self.begin()

    def _title(self) -> str:
        definite = self._words.definite
        return tr("{what} detaljer").format(what=f"{definite}s")

    def value(self, name: str) -> str:
        if name == "steering":
            return "\n".join(document.title for document in self.owner.steering_documents)
        return super().value(name)

    def write(self, name: str, text: str) -> None:
        from scn_desktop.models.edits import measures

        measure_id = self.owner.id
        if name == "steering":
            titles = [line.strip() for line in text.split("\n") if line.strip()]
            added = self.bridge.do(
                tr("Ändra styrdokument"), lambda session: measures.set_steering(session, measure_id, titles)
            )
            self.new_steering.show_added(added)
            return
        field = next(each for each in get_args(measures.MeasureField) if each == name)
        self.bridge.do(
            self._words.change(), lambda session: measures.set_field(session, measure_id, field, text.strip())
        )

    def refresh(self) -> None:
        super().refresh()
        if not self.is_gone():
            self._show_places()

    def _show_places(self) -> None:
        from scn_desktop.models.measure_list import standing

        found = standing(self.owner)
        names = [name for name, _ in found]
        if names == self._shown_places:
            return
        self._shown_places = names
        while (item := self.places_box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for name, section in found:
            row = button(name, partial(self._go_to, section), role="link", sign="arrow-right")
            self.places_box.addWidget(row, 0, Qt.AlignmentFlag.AlignLeft)
        if not found:
            self.places_box.addWidget(label(tr("Inget avsnitt än"), "secondary"))

    def _go_to(self, section: Section) -> None:
        """Leave the dialog for a place where the measure stands."""
        section_id = section.id
        self.done(self.DialogCode.Accepted.value)
        self.bridge.go_to("plan", section_id)


class IndicatorDetails(DetailsDialog):
    """A Kolada-ID of another form is kept and pointed out: a kommun may have key figures and numbers of its own."""

    places = (
        FieldPlace("name", "Namn", "Vad som mäts", 0, 2),
        FieldPlace("note", "Not", "Det som läsaren behöver veta om värdena", 0, 2),
        FieldPlace("source", "Källa", "Till exempel Kolada eller egen uppföljning", 0),
        FieldPlace("unit", "Enhet", "Till exempel procent, antal, dagar", 1),
        FieldPlace("decimals", "Decimaler", "Som de är skrivna", 1),
        FieldPlace("kolada_id", "Kolada-ID", "U33461", 1),
    )
    first = "unit"

    def __init__(self, bridge: Bridge, indicator: Indicator, parent: QWidget) -> None:
        self.hint = MessageList()
        super().__init__(bridge, indicator, tr("Indikatorns detaljer"), parent)
        self.columns[1].insertWidget(self.columns[1].indexOf(self.fields["kolada_id"]) + 1, self.hint)
        self.years = YearsEditor(bridge, indicator)
        self.body.addWidget(self.years)
        self.begin()

    def refresh(self) -> None:
        from scn_desktop.models.indicator import is_kolada_id

        super().refresh()
        if self.is_gone():
            return
        self.years.refresh()
        kept = self.owner.kolada_id
        wrong = bool(kept) and not is_kolada_id(kept)
        self.hint.show_messages([Message(tr(KOLADA_HINT), Status.WARNING)] if wrong else [])

    def finish_edits(self) -> bool:
        years = self.is_gone() or self.years.finish_edits()
        return super().finish_edits() and years

    def value(self, name: str) -> str:
        decimals = self.owner.decimals
        return ("" if decimals is None else str(decimals)) if name == "decimals" else super().value(name)

    def write(self, name: str, text: str) -> None:
        from scn_desktop.models.edits import indicators
        from scn_desktop.models.indicator import is_kolada_id

        indicator_id = self.owner.id
        typed = text.strip()
        if name == "decimals":
            decimals = _as_decimals(typed)
            self.bridge.do(
                tr("Ändra decimaler"), lambda session: indicators.set_decimals(session, indicator_id, decimals)
            )
            return
        field = next(each for each in get_args(indicators.IndicatorField) if each == name)
        if name == "kolada_id" and is_kolada_id(typed.upper()):
            typed = typed.upper()
        self.bridge.do(tr("Ändra indikator"), lambda session: indicators.set_field(session, indicator_id, field, typed))


def _as_decimals(typed: str) -> int | None:
    """A typed number of decimals. Raises InputError for what is none."""
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit()):
        raise InputError("Skriv hur många decimaler värdena ska ha, till exempel 1. Tomt: som de är skrivna.")
    return int(typed)
