"""Below the cards: which keys there are, how the cases are chosen, and what is done seldom: another case, jäv."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.views.spot_check.selection_links import SelectionLinks
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scn_desktop.models.spot_check import SpotCheck
    from scn_desktop.models.spot_check_rules import Part

ROW: Final = 48


class RecordFoot(QWidget):
    """`case_wanted`, `fewer_wanted`, `recusal_wanted`: the link was chosen."""

    case_wanted = Signal()
    fewer_wanted = Signal()
    recusal_wanted = Signal()

    def __init__(self, selection: SelectionLinks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selection = selection
        self.new_case = button(tr("Nytt ärende"), self.case_wanted.emit, role="link", sign="plus")
        self.recusal = button("", self.recusal_wanted.emit, role="link")
        self.fewer = button(tr("Färre än tre ärenden…"), self.fewer_wanted.emit, role="link")
        self.links = (self.new_case, self.recusal, self.fewer)
        self._hints = KeyHints()
        self.setMinimumHeight(theme().px(ROW))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._above, self._row = QHBoxLayout(), QHBoxLayout()
        for row in (self._above, self._row):
            row.setSpacing(theme().px(4))
            rows.addLayout(row)
        self._above.addStretch(1)
        self._row.addWidget(self._hints, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        self._row.addWidget(selection)
        for link in self.links:
            link.setProperty("finger", "true")
            self._row.addWidget(link)

    def show_record(self, record: SpotCheck | None, parts: Sequence[Part], place: str, *, read_only: bool) -> None:
        """Show what can be done with the record and its case at `place`; nothing before it is begun."""
        self.selection.show_record(record, parts, place)
        may = record is not None and not read_only
        self.new_case.setVisible(may)
        self.fewer.setVisible(may and record is not None and _may_be_fewer(record, parts))
        recused = record is not None and bool(record.recused)
        self.recusal.setVisible(may and record is not None and (recused or bool(record.verifier.strip())))
        self.recusal.setText(tr("Jäv antecknat…") if recused else tr("Justeraren är jävig…"))
        self.recusal.setToolTip(
            tr("{name} deltar inte").format(name=record.recused) if record is not None and recused else ""
        )
        self._fit()

    def stops(self) -> list[QWidget]:
        """What Tab comes to, in order."""
        return [*self.selection.stops(), *self.links]

    def arrange(self, *, narrow: bool) -> None:
        """Without the keys where there is little room."""
        self._hints.setVisible(not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many keys as the links leave room for; a row of its own for the selection where the links need all."""
        apart = theme().px(4)
        links = sum(each.sizeHint().width() + apart for each in self.links if not each.isHidden())
        selection = self.selection.room()
        alone = links + selection > self.width()
        target = self._above if alone else self._row
        if target.indexOf(self.selection) < 0:
            target.insertWidget(1 if alone else 2, self.selection)
        self.setMinimumHeight(theme().px(2 * ROW if alone else ROW))
        self._hints.fit(self.width() - links - (0 if alone else selection))


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
        self._groups: list[QWidget] = []
        for keys, words in (
            (("J", "N", "E"), tr("svara")),
            (("U", "A"), tr("bedöma")),
            (("Enter",), tr("nästa")),
            (("Alt", "1–9"), tr("byt ärende")),
        ):
            group = QWidget()
            inside = QHBoxLayout(group)
            inside.setContentsMargins(0, 0, px(12), 0)
            inside.setSpacing(px(6))
            for key in keys:
                inside.addWidget(label(key, "keycap"))
            inside.addWidget(label(words, "caption"))
            layout.addWidget(group)
            self._groups.append(group)

    def fit(self, room: int) -> None:
        """Show the first keys, as many as fit in so many pixels."""
        for group in self._groups:
            room -= group.sizeHint().width() + theme().px(6)
            group.setVisible(room >= 0)
