"""Detaljer…: the fields of a measure or an indicator that have no column of their own in its table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, get_args

from PySide6.QtWidgets import QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.edit_dialog import EditDialog
from scn_desktop.views.dialogs.message_list import Message, MessageList
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import Status

if TYPE_CHECKING:
    from scn_desktop.models.indicator import Indicator
    from scn_desktop.models.measure import Measure

KOLADA_HINT: Final = "Ett Kolada-ID är en bokstav och fem siffror, till exempel U33461. Det du skrev är sparat ändå."


class DetailsDialog(EditDialog):
    """A column of fields; each is written when it is left, or after a pause, as one step to undo."""

    names: ClassVar[tuple[tuple[str, str, str], ...]] = ()  # field, word, what may be written there

    def __init__(self, bridge: Bridge, owner: Any, title: str, lead: str, parent: QWidget) -> None:
        super().__init__(bridge, title, lead, parent)
        self.owner = owner
        self.fields: dict[str, FieldEdit] = {}
        for name, word, example in self.names:
            multiline = name == "note"
            field = FieldEdit(tr(word), partial(self.write, name), multiline, placeholder=tr(example), minimum_lines=2)
            field.set_read_only(bridge.read_only)
            self.fields[name] = field
            self.content.addWidget(field)
        self.setFixedWidth(theme().px(480))
        self.refresh()
        self.fields[self.names[0][0]].setFocus()

    def write(self, name: str, text: str) -> None:
        """Put one field into the document; raises ScnError when it is refused."""
        raise NotImplementedError

    def is_gone(self) -> bool:
        """Whether an undo took away what the dialog is about."""
        from scn_desktop.models import queries

        return queries.find(self.bridge.session, type(self.owner), self.owner.id) is None

    def refresh(self) -> None:
        if self.is_gone():
            self.done(self.DialogCode.Rejected.value)
            return
        for name, field in self.fields.items():
            field.set_text(getattr(self.owner, name))

    def finish_edits(self) -> bool:
        refused = [] if self.is_gone() else [field for field in self.fields.values() if not field.commit()]
        return not refused


class MeasureDetails(DetailsDialog):
    names = (
        ("period", "Period", "2026–2028"),
        ("partners", "I samverkan med", "Till exempel en annan nämnd eller region"),
        ("responsible", "Ansvarig", "Till exempel en avdelning eller enhet"),
    )

    def __init__(self, bridge: Bridge, measure: Measure, parent: QWidget) -> None:
        super().__init__(bridge, measure, tr("Åtgärdens detaljer"), measure.text or tr("Ny åtgärd"), parent)

    def write(self, name: str, text: str) -> None:
        from scn_desktop.models.edits import measures

        measure_id = self.owner.id
        field = next(each for each in get_args(measures.MeasureField) if each == name)
        self.bridge.do(tr("Ändra åtgärd"), lambda session: measures.set_field(session, measure_id, field, text.strip()))


class IndicatorDetails(DetailsDialog):
    """A Kolada-ID of another form is kept and pointed out: a kommun may have key figures and numbers of its own."""

    names = (
        ("unit", "Enhet", "Till exempel procent, antal, dagar"),
        ("source", "Källa", "Till exempel Kolada eller egen uppföljning"),
        ("kolada_id", "Kolada-ID", "U33461"),
        ("note", "Not", "Det som läsaren behöver veta om värdena"),
    )

    def __init__(self, bridge: Bridge, indicator: Indicator, parent: QWidget) -> None:
        self.hint = MessageList()
        name = indicator.name or tr("Ny indikator")
        super().__init__(bridge, indicator, tr("Indikatorns detaljer"), name, parent)
        self.content.insertWidget(self.content.indexOf(self.fields["kolada_id"]) + 1, self.hint)

    def refresh(self) -> None:
        from scn_desktop.models.indicator import is_kolada_id

        super().refresh()
        kept = self.owner.kolada_id
        wrong = bool(kept) and not is_kolada_id(kept)
        self.hint.show_messages([Message(tr(KOLADA_HINT), Status.WARNING)] if wrong else [])

    def write(self, name: str, text: str) -> None:
        from scn_desktop.models.edits import indicators
        from scn_desktop.models.indicator import is_kolada_id

        indicator_id = self.owner.id
        field = next(each for each in get_args(indicators.IndicatorField) if each == name)
        typed = text.strip()
        if name == "kolada_id" and is_kolada_id(typed.upper()):
            typed = typed.upper()
        self.bridge.do(tr("Ändra indikator"), lambda session: indicators.set_field(session, indicator_id, field, typed))
