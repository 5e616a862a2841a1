"""What a search found, under the field; the focus stays in the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QVBoxLayout, QWidget

from scn_desktop.swedish import format_whole, plural
from scn_desktop.views.search.hits_table import HitDelegate, HitsTableModel, spoken
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.labels import label, line

if TYPE_CHECKING:
    from scn_desktop.models.search import Answer, Hit

WIDTH: Final = 600
LOWEST: Final = 96


class SearchPanel(QFrame):
    """Lies over the window, its right edge under the field's; `chosen(hit)` when a hit is clicked."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, field: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._field = field
        self._typed = ""
        self.is_whole = True
        self.setObjectName("hits")
        self.setAccessibleName(tr("Träffar"))
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(1), px(8), px(1), px(8))
        layout.setSpacing(px(6))
        self.summary = label("", "secondary", wrap=True)
        self.summary.setContentsMargins(px(12), 0, px(12), 0)
        layout.addWidget(self.summary)
        self.hits = HitsTableModel(self)
        self.list = QListView()
        self.list.setModel(self.hits)
        self._delegate = HitDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.list.setAccessibleName(tr("Träffar"))
        self.list.clicked.connect(lambda index: self.chosen.emit(self.hits.hits[index.row()]))
        layout.addWidget(self.list, 1)
        self._line = line()
        layout.addWidget(self._line)
        self.foot = label("", "caption", wrap=True)
        self.foot.setContentsMargins(px(12), 0, px(12), 0)
        layout.addWidget(self.foot)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    # Showing ---------------------------------------------------------------------------------------------------------
    def show_answer(self, typed: str, answer: Answer, year: int) -> None:
        """Show the hits of what was typed, the first chosen; or say in words that there are none.

        The same question with more years searched keeps the chosen hit.
        """
        kept = self.current() if typed == self._typed else None
        self._typed, self.is_whole = typed, answer.whole
        self._delegate.forget()
        self.hits.show_hits(answer.hits)
        if answer.hits:
            self.list.setCurrentIndex(self.hits.index(answer.hits.index(kept) if kept in answer.hits else 0))
        self.summary.setText(_summary(typed, answer, year))
        self.foot.setText(_foot(answer))
        for widget in (self.list, self._line):
            widget.setVisible(bool(answer.hits))
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        px = theme().px
        corner = self._field.mapTo(self._window, QPoint(self._field.width(), self._field.height() + px(4)))
        width = min(px(WIDTH), self._window.width() - 2 * px(16))
        self.setFixedWidth(width)
        room = self._window.height() - corner.y() - px(40)
        self.list.setFixedHeight(min(self._height_of_hits(), max(px(LOWEST), room - self._height_of_words(width))))
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setFixedHeight(layout.totalHeightForWidth(width))
        self.move(max(px(16), corner.x() - width), corner.y())

    def _height_of_hits(self) -> int:
        """What all hits need, as far as it matters."""
        height, most = 0, self._window.height()
        self.list.resize(self.width() - 2 * theme().px(1), self.list.height())
        for row in range(self.hits.rowCount()):
            height += self.list.sizeHintForIndex(self.hits.index(row)).height()
            if height > most:
                break
        return height

    def _height_of_words(self, width: int) -> int:
        px = theme().px
        words = (self.summary, self.foot)
        return sum(max(each.heightForWidth(width - px(26)), each.sizeHint().height()) for each in words) + px(40)

    # Choosing --------------------------------------------------------------------------------------------------------
    def step(self, by: int) -> Hit | None:
        """Choose another hit; the new one, or None where there is none."""
        if not self.hits.hits:
            return None
        row = min(len(self.hits.hits) - 1, max(0, self.list.currentIndex().row() + by))
        self.list.setCurrentIndex(self.hits.index(row))
        self.list.scrollTo(self.hits.index(row))
        return self.hits.hits[row]

    def current(self) -> Hit | None:
        """The chosen hit."""
        row = self.list.currentIndex().row()
        return self.hits.hits[row] if 0 <= row < len(self.hits.hits) else None

    def spoken(self) -> str:
        """The chosen hit, or what is said instead, for who hears it."""
        hit = self.current()
        return spoken(hit) if hit is not None else f"{self.summary.text()} {self.foot.text()}"


def _summary(typed: str, answer: Answer, year: int) -> str:
    if not answer.asked:
        return tr("Skriv minst två bokstäver.")
    if not answer.hits and not answer.whole:
        return tr("Söker i andra år…")
    if not answer.hits:
        return tr("Inget ställe innehåller ”{words}”.").format(words=" ".join(typed.split()))
    here = tr("{count} i {year}").format(count=plural(answer.in_year, tr("träff"), tr("träffar")), year=year)
    if not answer.whole:
        return tr("{here}, söker i andra år…").format(here=here)
    others = tr("{count} i andra år").format(count=format_whole(answer.in_others))
    return f"{here}, {others}" if answer.in_others else here


def _foot(answer: Answer) -> str:
    unsearched = tr("Stickproven söks inte igenom: de omfattas av sekretess.")
    if not answer.asked or not answer.whole:
        return unsearched
    if not answer.hits:
        return tr("Alla ord måste finnas på samma ställe. {rest}").format(rest=unsearched)
    total = answer.in_year + answer.in_others
    if total > len(answer.hits):
        shown = tr("De {shown} första av {total} träffar visas. Skriv fler ord för att komma närmare.")
        unsearched = f"{shown.format(shown=len(answer.hits), total=format_whole(total))} {unsearched}"
    return unsearched
