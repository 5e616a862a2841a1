"""What is seldom said of a control, folded away: what kind it is, when it is done, and who carries it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.judgement import narrow_combo, titled
from scn_desktop.views.control.words import one_of_kind
from scn_desktop.views.icons import SIZE, icon
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox, button
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.control import Control
    from scn_desktop.models.edits.control_details import Choice

NATURES: Final = {"": "Inte angivet", "preventive": "Förebyggande", "detecting": "Upptäckande"}
SOURCES: Final = {"own": "Kontrollen redovisas för sig", "spot_checks": "Utskottens stickprov är genomförandet"}


class MoreFields(QWidget):
    """A fold that says what is in it where that is out of the ordinary."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._control_id = self._said = ""
        self.frequency = FieldEdit(tr("Frekvens"), self._set_frequency, placeholder=tr("Varje månad"))
        self.nature = self._combo("nature", tr("Förebyggande eller upptäckande"), NATURES)
        self.kind = self._combo("kind", tr("Slag"), {key: one_of_kind(key) for key in ("control", "measure", "audit")})
        self.source = self._combo("source", tr("Genomförande"), SOURCES)
        self.fold = button(tr("Fler uppgifter"), self.toggle, role="link", sign="chevron-right")
        self.summary = label("", "caption", wrap=True)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        head = QHBoxLayout()
        head.addWidget(self.fold)
        head.addWidget(self.summary, 1)
        layout.addLayout(head)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(10))
        inside.addWidget(self.frequency)
        inside.addWidget(titled(tr("Förebyggande eller upptäckande"), self.nature))
        inside.addWidget(titled(tr("Slag"), self.kind))
        inside.addWidget(titled(tr("Genomförande"), self.source))
        layout.addWidget(self._inside)
        self._inside.hide()
        self._tell_fold()

    def _combo(self, field: Choice, name: str, words: dict[str, str]) -> ComboBox:
        made = narrow_combo(name)
        for key, word in words.items():
            made.addItem(tr(word), key)
        made.activated.connect(lambda: self._set(field, str(made.currentData())))
        return made

    def set_read_only(self, read_only: bool) -> None:
        """Nothing is chosen or typed."""
        self.frequency.set_read_only(read_only)
        for combo in (self.nature, self.kind, self.source):
            combo.setEnabled(not read_only)

    def finish_edits(self) -> None:
        """Commit what is typed."""
        self.frequency.commit()

    def toggle(self) -> None:
        """Fold or unfold."""
        self._inside.setVisible(self._inside.isHidden())
        self._tell_fold()

    def _tell_fold(self) -> None:
        is_open = not self._inside.isHidden()
        self.fold.setIcon(icon("chevron-down" if is_open else "chevron-right", "accent"))
        self.fold.setIconSize(QSize(theme().px(SIZE + 5), theme().px(SIZE)))
        self.fold.setAccessibleDescription(tr("öppen") if is_open else tr("hopfälld"))
        self.summary.setText("" if is_open else self._said)

    def show_control(self, control: Control) -> None:
        """Show the fields of a control."""
        self._control_id = control.id
        self.frequency.set_text(control.frequency)
        self.nature.choose(control.nature)
        self.kind.choose(control.kind)
        self.source.choose(control.source)
        said = [
            one_of_kind(control.kind) if control.kind != "control" else "",
            control.frequency.strip(),
            tr(NATURES[control.nature]) if control.nature else "",
            tr("Utskottens stickprov") if control.source == "spot_checks" else "",
        ]
        self._said = " · ".join(filter(None, said))
        self._tell_fold()

    def _set(self, field: Choice, value: str) -> None:
        from scn_desktop.models.edits import control_details

        shown = self._control_id
        self._bridge.attempt(
            tr("Ändra kontroll"), lambda session: control_details.set_choice(session, shown, field, value)
        )

    def _set_frequency(self, text: str) -> None:
        from scn_desktop.models.edits import controls

        shown = self._control_id
        self._bridge.do(tr("Ändra kontroll"), lambda session: controls.set_field(session, shown, "frequency", text))
