"""Säkerhetskopior: the copies that the program has kept, to look at or to write to a file of their own."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from scn_desktop.swedish import HARD_SPACE, format_moment, format_whole
from scn_desktop.views.theme import RADIUS_ROW, theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import SegmentedControl, button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.document.backup import KeptCopy

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
COPY_ROLE: Final = Qt.ItemDataRole.UserRole + 1


class Wish(StrEnum):
    """What to do with the chosen copy."""

    LOOK = "look"
    RESTORE = "restore"


def owner_words(copy: KeptCopy) -> str:
    """ "Socialnämnden, Exempelköpings kommun, plan för 2027"."""
    years = [str(year) for year in copy.years]
    listed = tr(" och ").join(filter(None, (", ".join(years[:-1]), *years[-1:])))
    named = tr("plan för {years}") if len(years) == 1 else tr("planer för {years}")
    plan = named.format(years=listed) if years else ""
    return ", ".join(filter(None, (copy.committee, copy.municipality, plan)))


def change_words(copy: KeptCopy) -> str:
    """ "Byt rubrik, 21 november 2026, 16.05, Karin Lund"."""
    sentence = tr("Ångrat: {label}") if copy.last_kind == "undo" else "{label}"
    what = sentence.format(label=copy.last_change) if copy.last_change else ""
    when = format_moment(copy.changed_at) if copy.changed_at is not None else ""
    return tr("Senaste ändring: {change}").format(change=", ".join(filter(None, (what, when, copy.changed_by))))


def size_words(size: int) -> str:
    """ "412 kB", "1,3 MB"."""
    if size < 1_000_000:
        return f"{format_whole(-(-size // 1000))}{HARD_SPACE}kB"
    return f"{size / 1_000_000:.1f}".replace(".", ",") + f"{HARD_SPACE}MB"


class CopyListModel(QAbstractListModel):
    """Kept copies, newest first."""

    def __init__(self, copies: list[KeptCopy], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._copies = copies

    def show_copies(self, copies: list[KeptCopy]) -> None:
        self.beginResetModel()
        self._copies = copies
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._copies)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        copy = self._copies[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return format_moment(copy.kept_at)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join((owner_words(copy), change_words(copy)))
            case Qt.ItemDataRole.AccessibleTextRole:
                words = (format_moment(copy.kept_at), size_words(copy.size), owner_words(copy), change_words(copy))
                return ". ".join(words)
            case _ if role == COPY_ROLE:
                return copy
        return None


class CopyDelegate(QStyledItemDelegate):
    """Three lines: when and how large, whose, what was done last."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(300), theme().px(78))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        px = theme().px
        copy: KeptCopy = index.data(COPY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if chosen or focused:
            painter.setPen(QPen(theme().colour("accent"), 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("selection") if chosen else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), px(RADIUS_ROW), px(RADIUS_ROW))
        line = QRect(rect.left() + px(12), rect.top() + px(8), rect.width() - px(24), px(22))
        painter.setPen(theme().colour("text2"))
        painter.setFont(theme().font("caption"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, size_words(copy.size))
        for text, font, colour, step in (
            (str(index.data()), "body_bold", "text", 22),
            (owner_words(copy), "body", "text", 20),
            (change_words(copy), "caption", "text2", 20),
        ):
            painter.setFont(theme().font(font))
            painter.setPen(theme().colour(colour))
            shown = QFontMetrics(theme().font(font)).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
            line.translate(0, px(step))
        painter.restore()


class BackupsDialog(QDialog):
    """Closes with a wish for the chosen copy, or without one."""

    def __init__(self, file_id: str = "", parent: QWidget | None = None) -> None:
        """`file_id`: the open document, whose copies are shown first; "" for the copies of all documents."""
        super().__init__(parent)
        from scn_desktop.models.document.backup import kept_copies

        self.wish: Wish | None = None
        self._all = kept_copies()
        self._own = kept_copies(file_id) if file_id else self._all
        self.setWindowTitle(tr("Säkerhetskopior"))
        px = theme().px
        self.resize(px(620), min(px(560), 640))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(12))
        layout.addWidget(label(tr("Säkerhetskopior"), "h2"))
        lead = tr(
            "Programmet sparar en kopia när en fil öppnas och har ändrats sedan sist. "
            "Kopiorna ligger på den här datorn. En kopia ändras aldrig."
        )
        layout.addWidget(label(lead, "secondary", wrap=True))
        self.scope = SegmentedControl([("own", tr("Den öppna planen")), ("all", tr("Alla planer"))], tr("Kopior av"))
        self.scope.choose("own")
        self.scope.chosen.connect(self._show_scope)
        self.scope.setVisible(bool(file_id) and len(self._all) > len(self._own))
        layout.addWidget(self.scope)
        self._lay_out_list(layout)
        self._lay_out_buttons(layout)
        self._show_scope("own")
        self.list.setFocus()

    def _lay_out_list(self, layout: QVBoxLayout) -> None:
        self.model = CopyListModel([], self)
        self.list = QListView()
        self.list.setAccessibleName(tr("Säkerhetskopior, den senaste först"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(CopyDelegate(self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.doubleClicked.connect(self.look)
        layout.addWidget(self.list, 1)
        self.empty = label(tr("Inga säkerhetskopior än. Den första sparas nästa gång en ändrad fil öppnas."), wrap=True)
        layout.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)

    def _lay_out_buttons(self, layout: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self.close_button = button(tr("Stäng"), self.reject)
        row.addWidget(self.close_button)
        row.addStretch(1)
        self.look_button = button(tr("Titta"), self.look, sign="book-open")
        self.restore_button = button(tr("Återställ som ny fil…"), self.restore, role="main")
        # Enter presses the button that has focus; in the list it only looks.
        for each in (self.close_button, self.look_button, self.restore_button):
            each.setAutoDefault(True)
        self.look_button.setDefault(True)
        row.addWidget(self.look_button)
        row.addWidget(self.restore_button)
        layout.addLayout(row)

    @Slot(str)
    def _show_scope(self, scope: str) -> None:
        copies = self._own if scope == "own" else self._all
        self.model.show_copies(copies)
        self.list.setVisible(bool(copies))
        self.empty.setVisible(not copies)
        for each in (self.look_button, self.restore_button):
            each.setEnabled(bool(copies))
        if copies:
            self.list.setCurrentIndex(self.model.index(0))

    def chosen(self) -> KeptCopy | None:
        """The copy that is marked."""
        found = self.list.currentIndex().data(COPY_ROLE)
        return found if self.list.currentIndex().isValid() else None

    @Slot()
    def look(self) -> None:
        self._finish(Wish.LOOK)

    @Slot()
    def restore(self) -> None:
        self._finish(Wish.RESTORE)

    def _finish(self, wish: Wish) -> None:
        if self.chosen() is not None:
            self.wish = wish
            self.accept()
