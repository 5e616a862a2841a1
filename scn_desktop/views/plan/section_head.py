"""What stands over a section's blocks: the way to it, the paper's status, its number and its title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.paper_status import STATUSES
from scn_desktop.views.plan.section_pages import page_words
from scn_desktop.views.plan.title_edit import TitleEdit
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.labels import PillLabel, label

if TYPE_CHECKING:
    from scn_desktop.models.numbering import Label
    from scn_desktop.models.plan import Section
    from scn_desktop.models.planning_model import SectionKind

LONGEST_BESIDE: Final = 20
"""Signs of a label that stands beside the title; a longer one stands above it."""


class SectionHead(QWidget):
    """`number` is shown for levels whose numbers the municipality sets, and where a counted number is replaced."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._section: Section | None = None
        self._asked = ""
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        self._crumb = label("", "secondary", wrap=True)
        self._status = PillLabel("")
        self.pages = label("", "secondary")
        row.addWidget(self._crumb, 1)
        row.addWidget(self.pages, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(row)
        self._above = label("", "secondary", wrap=True)
        layout.addWidget(self._above)
        line = QHBoxLayout()
        line.setSpacing(px(14))
        self._beside = label("", "h1")
        self.number = TitleEdit(tr("Nummer"), self._write_number)
        self.number.textChanged.connect(self._fit_number)
        self.number.setToolTip(tr("Kommunens eget nummer. Lämna tomt om numret ska räknas, eller saknas."))
        self.title = TitleEdit(tr("Avsnittets rubrik"), self._write_title)
        line.addWidget(self._beside, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.title, 1)
        layout.addLayout(line)
        self._error = label("", "error", wrap=True)
        self._error.hide()
        layout.addWidget(self._error)
        for field in (self.number, self.title):
            field.refused.connect(self._show_error)

    def tab_stops(self) -> list[QWidget]:
        """The fields from the left."""
        return [self.number, self.title]

    def show_section(self, section: Section, labels: dict[str, Label]) -> None:
        """Show a section as it stands in the document now."""
        from scn_desktop.models.numbering import label_words

        self._section = section
        own = labels[section.id]
        above = section.parent
        self.pages.setText(page_words(section))
        self._crumb.setText(labels[above.id].heading if above is not None else section.paper.title)
        has_field = takes_number(section.kind) and (
            section.kind.numbering == "own" or section.number is not None or self._asked == section.id
        )
        words = label_words(section.kind) if has_field or (own.is_whole and not own.text) else own.text
        is_long = len(words) > LONGEST_BESIDE
        for place, shown in ((self._above, is_long), (self._beside, bool(words) and not is_long)):
            place.setText(words if shown else "")
            place.setVisible(shown)
        self.number.setVisible(has_field)
        self.number.set_text(section.number or "")
        self.number.setPlaceholderText(own.number or tr("Nr"))
        self._fit_number()
        self.title.set_text(section.title)
        for field in (self.number, self.title):
            field.setReadOnly(self._bridge.read_only)
        word, status, sign = STATUSES[section.paper.status]
        self._status.set_status(tr(word), status, sign)

    def edit_number(self, labels: dict[str, Label]) -> None:
        """Let a number be written for the section that is shown, where its level has one."""
        if self._section is not None and takes_number(self._section.kind):
            self._asked = self._section.id
            self.show_section(self._section, labels)
            self.number.setFocus()
            self.number.selectAll()

    def commit(self) -> None:
        """Hand over what is typed."""
        self.number.commit()
        self.title.commit()

    def _write_title(self, text: str) -> None:
        from scn_desktop.models.edits import sections

        if self._section is not None:
            key = self._section.id
            self._bridge.do(tr("Byt rubrik"), lambda session: sections.set_field(session, key, "title", text))

    def _write_number(self, text: str) -> None:
        from scn_desktop.models.edits import sections

        if self._section is not None:
            key = self._section.id
            name = tr("Byt nummer") if text else tr("Räkna numret")
            self._bridge.do(name, lambda session: sections.set_field(session, key, "number", text or None))

    @Slot()
    def _fit_number(self) -> None:
        """As wide as the number, so that the title stands close."""
        text = self.number.toPlainText() or self.number.placeholderText()
        wanted = self.number.fontMetrics().horizontalAdvance(text) + theme().px(16)
        self.number.setFixedWidth(min(max(wanted, theme().px(48)), theme().px(240)))

    @Slot(str)
    def _show_error(self, reason: str) -> None:
        self._error.setText(reason)
        self._error.setVisible(bool(reason))


def takes_number(kind: SectionKind) -> bool:
    """Whether a section of that level shows a number that is written for it."""
    return "{n}" in kind.label
