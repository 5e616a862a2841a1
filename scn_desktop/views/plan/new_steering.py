"""A styrdokument that was typed and not in the register: said under the table, with the one that may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.committee import SteeringDocument


class NewSteeringLine(QWidget):
    """Asks quietly, until the next change. Nothing waits for an answer: what was typed is in the register."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._added = self._meant = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme().px(10), theme().px(2), 0, theme().px(2))
        layout.setSpacing(theme().px(2))
        self.sentence = label("", "caption", wrap=True)
        self.use_button = button(tr("Ja, använd det"), self.use_meant, role="caption-link")
        self.undo_button = button(tr("Ångra"), self._undo, role="caption-link")
        layout.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(theme().px(16))
        row.addWidget(self.use_button)
        row.addWidget(self.undo_button)
        row.addStretch(1)
        layout.addLayout(row)
        self.hide()
        bridge.changed.connect(self.forget)

    @Slot(list)
    def show_added(self, document_ids: Sequence[str]) -> None:
        """Say what came into the register, and which known title the last of them is most like."""
        from scn_desktop.models import queries
        from scn_desktop.models.similar_titles import most_similar

        register = {each.id: each for each in queries.steering_documents(self._bridge.session)}
        new = [register[each] for each in document_ids if each in register]
        if not new:
            return
        known = [each.title for each in register.values() if each not in new]
        doubted = [(each, meant) for each in new if (meant := most_similar(each.title, known))]
        names = ", ".join(f"”{each.title}”" for each in new)
        self._say(names, len(new))
        if doubted:
            self._ask(doubted[0][0], doubted[0][1], register)
        self.use_button.setVisible(bool(doubted))
        self.setAccessibleName(self.sentence.text())
        self.show()

    def _say(self, names: str, count: int) -> None:
        added = (
            tr("Nytt styrdokument {names} lades till i registret.")
            if count == 1
            else tr("Nya styrdokument lades till i registret: {names}.")
        )
        self.sentence.setText(added.format(names=names))

    def _ask(self, new: SteeringDocument, meant: str, register: dict[str, SteeringDocument]) -> None:
        self._added = new.id
        self._meant = next(each.id for each in register.values() if each.title == meant)
        self.sentence.setText(f"{self.sentence.text()} {tr('Menade du ”{title}”?').format(title=meant)}")

    @Slot()
    def use_meant(self) -> None:
        """Let the known document take the new one's place."""
        from scn_desktop.models.edits import measures

        new, meant = self._added, self._meant
        said = tr("Det nya styrdokumentet byttes mot det som fanns.")
        edit = lambda session: measures.merge_steering_document(session, new, meant)  # noqa: E731
        self._bridge.attempt(tr("Byt styrdokument"), edit, said)

    def _undo(self) -> None:
        self._bridge.undo()

    @Slot(object)
    def forget(self, _change_set: object = None) -> None:
        """Something else was changed."""
        self.hide()
