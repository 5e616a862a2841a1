"""Below the cards: which keys there are, and what is done seldom: another case, fewer cases, jäv."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scn_desktop.models.spot_check import SpotCheck
    from scn_desktop.models.spot_check_rules import Part


class RecordFoot(QWidget):
    """`case_wanted`, `fewer_wanted`, `recusal_wanted`: the link was chosen."""

    case_wanted = Signal()
    fewer_wanted = Signal()
    recusal_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.new_case = button(tr("Nytt ärende"), self.case_wanted.emit, role="link", sign="plus")
        self.recusal = button("", self.recusal_wanted.emit, role="link")
        self.fewer = button(tr("Färre än tre ärenden…"), self.fewer_wanted.emit, role="link")
        self.links = (self.new_case, self.recusal, self.fewer)
        self._hints = KeyHints()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(4))
        row.addWidget(self._hints, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        for link in self.links:
            link.setProperty("finger", "true")
            row.addWidget(link)

    def show_record(self, record: SpotCheck | None, parts: Sequence[Part], *, read_only: bool) -> None:
        """Show what can be done with the record; nothing before it is begun."""
        may = record is not None and not read_only
        self.new_case.setVisible(may)
        self.fewer.setVisible(may and record is not None and _may_be_fewer(record, parts))
        recused = record is not None and bool(record.recused)
        self.recusal.setVisible(may and record is not None and (recused or bool(record.verifier.strip())))
        self.recusal.setText(tr("Jäv antecknat…") if recused else tr("Justeraren är jävig…"))
        self.recusal.setToolTip(
            tr("{name} deltar inte").format(name=record.recused) if record is not None and recused else ""
        )

    def arrange(self, *, narrow: bool) -> None:
        """Without the keys where there is little room."""
        self._hints.setVisible(not narrow)


def _may_be_fewer(record: SpotCheck, parts: Sequence[Part]) -> bool:
    """Whether a case can go, or fewer than three are left already."""
    from scn_desktop.models.spot_check import MINIMUM_CASES

    return len(record.cases) < MINIMUM_CASES or any(part.untouched for part in parts)


class KeyHints(QFrame):
    """Which keys there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        for keys, words in (
            (("J", "N", "E"), tr("svara")),
            (("U", "A"), tr("bedöma")),
            (("Enter",), tr("nästa")),
            (("Alt", "1–9"), tr("byt ärende")),
        ):
            for key in keys:
                layout.addWidget(label(key, "keycap"))
            layout.addWidget(label(words, "caption"))
            layout.addSpacing(px(12))
