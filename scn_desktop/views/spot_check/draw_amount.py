"""The third step of a draw: how many cases and reserves, among all or in each category, and who draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from scn_desktop.views.dialogs.message_list import Message, MessageList
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import AnswerControl, ComboBox
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import SignLabel, Status, label

if TYPE_CHECKING:
    from scn_desktop.exchange.case_list import CaseList

WANTED: Final = (3, 4, 5, 6, 8, 10)
RESERVES: Final = (0, 1, 2, 3, 5)
ONE, EACH, ALL = "one", "each", "all"
AMONG: Final = ((ONE, "En kategori"), (EACH, "Varje kategori för sig"), (ALL, "Alla ärenden tillsammans"))


class AmountPage(QWidget):
    """What to draw among is asked only where the list has several categories."""

    def __init__(self, found: CaseList, category: str, by: str, earlier: int, parent: QWidget | None = None) -> None:
        """`category`: what the stickprov controls; `by`: who probably draws; `earlier`: draws of the meeting."""
        super().__init__(parent)
        px = theme().px
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(20))
        self._grid.setVerticalSpacing(px(12))
        self._grid.setColumnStretch(1, 1)
        self.wanted = self._choice(tr("Ärenden att dra"), [(str(each), str(each)) for each in WANTED], "3")
        self.reserves = self._choice(tr("Reserver"), [(str(each), str(each)) for each in RESERVES], "2")
        self.among = AnswerControl([(key, tr(words)) for key, words in AMONG], tr("Dra ur"))
        self.category = ComboBox(touch=True)
        self.category.setAccessibleName(tr("Stickprovets kategori"))
        self._category_label: QWidget | None = None
        self._offer_categories(list(found.categories), category)
        self.by = FieldEdit(tr("Vem drar?"), touch=True, show_label=False)
        self.by.set_text(by)
        self.by.setFixedWidth(px(320))
        self._add(self.by, tr("Vem drar?"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(8), 0, 0)
        layout.setSpacing(px(14))
        layout.addLayout(self._grid)
        layout.addStretch(1)
        self.doubt = another(category, list(found.categories))
        said = [Message(self.doubt, Status.WARNING)] if self.doubt else []
        said += [Message(again(earlier), Status.NEUTRAL)] if earlier else []
        self.messages = MessageList()
        layout.addWidget(self.messages)
        self.messages.show_messages(said)
        layout.addWidget(
            SignLabel(tr("En dragning kan inte ångras, och varje dragning bevaras."), "lock", font="touch_bold")
        )
        layout.addWidget(
            label(
                tr(
                    "Dragningen, med hela listan, sparas i filen och står i den redovisning som omfattas av sekretess. "
                    "Tidigare ändringar i filen kan inte heller ångras efteråt."
                ),
                "secondary",
                wrap=True,
            )
        )

    def _offer_categories(self, names: list[str], category: str) -> None:
        """Which cases to draw among, where the list has several categories: the stickprov's own where it is there."""
        own = next((name for name in names if name.strip().casefold() == category.strip().casefold()), None)
        self.among.choose(ALL if len(names) < 2 or own is None else ONE)
        if len(names) < 2:
            return
        self._add(self.among)
        for name in names:
            self.category.addItem(name or tr("Utan kategori"), name)
        self.category.choose(own if own is not None else names[0])
        self._category_label = self._add(self.category)
        self.among.chosen.connect(self._show_category)
        self._show_category(self.among.key() or ALL)

    def _choice(self, name: str, words: list[tuple[str, str]], chosen: str) -> AnswerControl:
        control = AnswerControl(words, name)
        control.choose(chosen)
        self._add(control)
        return control

    def _add(self, widget: QWidget, name: str = "") -> QWidget:
        row = self._grid.rowCount()
        named = label(name or widget.accessibleName(), "touch")
        self._grid.addWidget(named, row, 0)
        self._grid.addWidget(widget, row, 1, Qt.AlignmentFlag.AlignLeft)
        return named

    def _show_category(self, among: str) -> None:
        """Which category fills the cards matters only where not all are drawn from together."""
        for each in (self.category, self._category_label):
            if each is not None:
                each.setVisible(among != ALL)

    def focus_first(self) -> None:
        """Focus the number of cases."""
        self.wanted.focus()

    def is_complete(self) -> bool:
        """Whether it is told who draws; where it is not, that is asked for at its place."""
        told = bool(self.by.text().strip())
        self.by.show_error("" if told else tr("Skriv vem som drar."))
        if not told:
            self.by.setFocus(Qt.FocusReason.OtherFocusReason)
        return told

    def amounts(self) -> tuple[int, int]:
        """How many cases are wanted, and how many reserves."""
        return int(self.wanted.key() or 3), int(self.reserves.key() or 0)

    def scope(self) -> str:
        """ONE, EACH or ALL."""
        return self.among.key() or ALL

    def chosen_category(self) -> str:
        """The category that the stickprov at hand is filled from; empty where all are drawn from together."""
        return str(self.category.currentData() or "") if self.scope() != ALL else ""


def another(category: str, names: list[str]) -> str:
    """What is said where the list tells categories, but not the one that the stickprov controls."""
    if not any(names) or any(name.strip().casefold() == category.strip().casefold() for name in names):
        return ""
    return tr("Inget ärende i listan har kategorin {category}, som stickprovet gäller.").format(category=category)


def again(earlier: int) -> str:
    """What is said where cases were drawn for the meeting before."""
    from scn_desktop.swedish import plural

    return tr("För sammanträdet finns redan {draws}. Alla dragningar visas och skrivs ut.").format(
        draws=plural(earlier, tr("dragning"), tr("dragningar"))
    )
