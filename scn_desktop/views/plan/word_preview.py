"""Shows what was copied from Word piece by piece, lets the user say what it becomes, and puts it in as one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QModelIndex, QObject, Qt, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from scn_desktop.exchange import paste_word
from scn_desktop.exchange.paste_word import Content, ReadyImage, Split, TableKind
from scn_desktop.exchange.word_pieces import PastedHeading, PastedTable
from scn_desktop.swedish import plural
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.message_list import Message
from scn_desktop.views.dialogs.paste_dialog import PasteDialog
from scn_desktop.views.dialogs.preview_table import ReadTable
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import SegmentedControl
from scn_desktop.views.widgets.edit_table import EditTableModel, Role
from scn_desktop.views.widgets.labels import Status

if TYPE_CHECKING:
    from scn_desktop.models.plan import Section

_WIDTH, _HEIGHT = 940, 560
_LONGEST: Final = 260
_INDENT: Final = 20


class PiecesModel(EditTableModel):
    """One row for each piece: what it becomes, and how it begins."""

    def __init__(self, section: Section, content: Content, parent: QObject | None = None) -> None:
        super().__init__([tr("Blir"), tr("Innehåll")], parent)
        self.read_only = True
        self.content = content
        self.as_sections = False
        self.new_sections = {each.place: each for each in paste_word.plan_sections(content, section)}
        self.ids = [str(place) for place in range(len(content.pieces))]

    def change(self, content: Content, *, as_sections: bool) -> None:
        """Show another choice."""
        self.content = content
        self.as_sections = as_sections
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, 1))

    def text(self, row: int, column: int) -> str:
        return self._words(row) if column else self._becomes(row)

    def _becomes(self, row: int) -> str:
        piece = self.content.pieces[row]
        if isinstance(piece, PastedHeading):
            new = self.new_sections.get(row) if self.as_sections else None
            return new.kind_name if new is not None else tr("Underrubrik")
        if isinstance(piece, PastedTable):
            return tr(KINDS[self.content.kind_of(row)])
        return tr("Bild") if isinstance(piece, ReadyImage) else tr("Löptext")

    def _words(self, row: int) -> str:
        from scn_desktop.models.running_text import plain_words

        piece = self.content.pieces[row]
        if isinstance(piece, ReadyImage):
            size = f"{piece.picture.width} × {piece.picture.height}"
            said = piece.alternative or tr("Beskrivning saknas. Skriv den när bilden står i planen.")
            return f"{size}. {said}"
        if isinstance(piece, PastedTable):
            heads = max(piece.header_rows, self.content.kind_of(row) != "table")
            rows = len(piece.rows) - heads
            size = plural(rows, tr("rad"), tr("rader"))
            first = " · ".join(cell.text.replace("\n", " ") for cell in piece.rows[0] if cell is not None and cell.text)
            return shortened(f"{piece.title or first} ({size})")
        if isinstance(piece, PastedHeading):
            new = self.new_sections.get(row) if self.as_sections else None
            return new.title if new is not None else piece.text
        return shortened(" · ".join(plain_words(piece.text).splitlines()))

    def extra(self, row: int, column: int, role: int) -> Any:
        piece = self.content.pieces[row]
        if role == Role.BOLD:
            return bool(column) and isinstance(piece, PastedHeading)
        if role == Role.INDENT and column and self.as_sections:
            above = [each for place, each in self.new_sections.items() if place <= row]
            return (above[-1].depth - (above[-1].place == row)) * _INDENT if above else 0
        return None


KINDS: Final[dict[TableKind, str]] = {
    "table": "Egen tabell",
    "measures": "Åtgärdstabell",
    "indicators": "Indikatortabell",
}


class WordPreview(PasteDialog):
    """`index`: the block to put the pieces before; `split`: the running text that they are put into instead."""

    def __init__(
        self, parent: QWidget, bridge: Bridge, section: Section, index: int, content: Content, split: Split | None
    ) -> None:
        super().__init__(bridge, tr("Klistra in i avsnittet"), parent)
        self._section = section
        self._index = index
        self._split = split
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = PiecesModel(section, content, self)
        self._build_choices()
        self.page.addWidget(self._build_table(), 1)
        self.add_foot()
        self.show_words()
        self.take_size(_WIDTH, _HEIGHT)
        self.main.setFocus()

    # Layout ----------------------------------------------------------------------------------------------------------
    def _build_choices(self) -> None:
        self.headings = SegmentedControl(
            [("text", tr("Underrubriker i texten")), ("sections", tr("Avsnitt under det här"))], tr("Rubriker blir")
        )
        self.headings.choose("text")
        self.headings.chosen.connect(self._choose_headings)
        self.kind = SegmentedControl([(key, tr(word)) for key, word in KINDS.items()], tr("Tabellen blir"))
        self.kind.chosen.connect(self._choose_kind)
        for control in (self.headings, self.kind):
            self.choices.add(control)
        self.choices.show_choice(self.headings, bool(self.model.new_sections))
        self.page.addWidget(self.choices)

    def _build_table(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "surface")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        self.table = ReadTable(tr("Det som klistras in"))
        self.table.setModel(self.model)
        self.table.set_columns([0, 1], [200, 200])
        self.table.setEditTriggers(ReadTable.EditTrigger.NoEditTriggers)
        self.table.selectionModel().currentChanged.connect(self._current_changed)
        tables = [row for row, piece in enumerate(self.model.content.pieces) if isinstance(piece, PastedTable)]
        self.table.setCurrentIndex(self.model.index(tables[0] if tables else 0, 0))
        layout.addWidget(self.table)
        return frame

    # Choices ---------------------------------------------------------------------------------------------------------
    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        piece = self.model.content.pieces[current.row()] if current.isValid() else None
        self.choices.show_choice(self.kind, isinstance(piece, PastedTable))
        if isinstance(piece, PastedTable):
            self.kind.choose(self.model.content.kind_of(current.row()))

    @Slot(str)
    def _choose_headings(self, key: str) -> None:
        self.model.change(self.model.content, as_sections=key == "sections")
        self.table.fit_rows()
        self.show_words()

    @Slot(str)
    def _choose_kind(self, key: str) -> None:
        row = self.table.currentIndex().row()
        content = self.model.content.with_kind(row, cast(TableKind, key))
        self.model.change(content, as_sections=self.model.as_sections)
        self.show_words()

    def show_words(self, failure: str = "") -> None:
        if self.model.as_sections:
            what = plural(len(self.model.new_sections), tr("avsnitt"), tr("avsnitt"))
            self.sentence.setText(tr("{what} läggs till under ”{title}”.").format(what=what, title=self._section.title))
        elif self._split is not None:
            self.sentence.setText(tr("Innehållet läggs till där markören står."))
        else:
            self.sentence.setText(tr("Innehållet läggs till i ”{title}”.").format(title=self._section.title))
        self.messages.show_messages(
            [
                *([Message(failure, Status.ERROR)] if failure else []),
                *(Message(text, Status.WARNING) for text in self.model.content.warnings),
            ]
        )

    # Pasting ---------------------------------------------------------------------------------------------------------
    @Slot()
    def paste(self) -> None:
        content, section_id, index, split = self.model.content, self._section.id, self._index, self._split
        as_sections = self.model.as_sections
        count = len(self._section.blocks)

        def insert(session: Any) -> list[str]:
            if as_sections:
                return paste_word.insert_sections(session, section_id, count, content, self.progress.step)
            return paste_word.insert_blocks(session, section_id, index, content, split, self.progress.step)

        self.put_in(tr(paste_word.LABEL), insert, done_message(content))

    def resting(self) -> Sequence[QWidget]:
        return (self.choices, self.table, self.main)


def done_message(content: Content) -> str:
    """What was done, for the status bar."""
    if len(content.pieces) == 1 and isinstance(content.pieces[0], ReadyImage):
        return tr("Bilden infogades.")
    return tr("Innehållet klistrades in.")


def shortened(words: str) -> str:
    """Words that take a few lines at most."""
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
