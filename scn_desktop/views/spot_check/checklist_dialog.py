"""Plan › Vad som kontrolleras och frågor…: the categories of a plan's stickprov, their questions, the ready phrases."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.edit_dialog import EditDialog
from scn_desktop.views.spot_check.add_line import AddLine
from scn_desktop.views.spot_check.page_area import PageArea
from scn_desktop.views.spot_check.persons import person_warning
from scn_desktop.views.spot_check.text_rows import RowActions, TextRow, TextRows
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.plan import Plan
    from scn_desktop.models.planning_model import PlanningModel, SpotCheckCategory


class CategoryCard(QWidget):
    """A category: its title, its questions, and a line for another question."""

    def __init__(self, bridge: Bridge, category_id: str, parent: QWidget | None = None) -> None:
        from scn_desktop.models.edits import checklists

        super().__init__(parent)
        self._bridge = bridge
        self._id = category_id
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, px(8))
        layout.setSpacing(px(4))
        self.title = TextRow(
            tr("Vad som kontrolleras"),
            RowActions(
                set_text=self._doing(tr("Byt namn på område"), checklists.rename_category),
                move=self._doing(tr("Flytta område"), checklists.move_category),
                delete=self._doing(tr("Ta bort område"), checklists.delete_category, tr("Området togs bort.")),
            ),
            category_id, bold=True,
        )  # fmt: skip
        layout.addWidget(self.title)
        self.questions = TextRows(
            tr("Fråga"),
            RowActions(
                set_text=self._doing(tr("Ändra fråga"), checklists.set_question),
                move=self._doing(tr("Flytta fråga"), checklists.move_question),
                delete=self._doing(tr("Ta bort fråga"), checklists.delete_question, tr("Frågan togs bort.")),
            ),
            numbered=True,
            warn=person_warning,
        )  # fmt: skip
        inner = QVBoxLayout()
        inner.setContentsMargins(px(20), 0, 0, 0)
        inner.setSpacing(px(4))
        inner.addWidget(self.questions)
        self.add_question = AddLine(
            tr("Ny fråga"), tr("Lägg till fråga"), tr("En fråga som besvaras med ja, nej eller ej aktuellt"),
            self._add, touch=False, warn=person_warning,
        )  # fmt: skip
        inner.addWidget(self.add_question)
        layout.addLayout(inner)

    def show_category(self, category: SpotCheckCategory, place: int, count: int, read_only: bool) -> None:
        """Show what is in the file; it is the ``place``:th of ``count``."""
        self.title.show_text(category.title, place, count, read_only)
        self.questions.show_texts([(each.id, each.text) for each in category.questions], read_only)
        self.add_question.setEnabled(not read_only)

    def commit(self) -> bool:
        """Hand over what is typed; False where something was refused."""
        kept = [self.title.commit(), self.questions.commit()]
        return all(kept)

    def _doing(self, name: str, edit: object, message: str = "") -> partial[object]:
        return partial(do_edit, self._bridge, name, edit, message)

    def _add(self, text: str) -> None:
        from scn_desktop.models.edits import checklists

        self._bridge.do(tr("Ny fråga"), lambda session: checklists.add_question(session, self._id, text))


def do_edit(bridge: Bridge, name: str, edit: object, message: str, *arguments: object) -> object:
    """One undo step: an edit of `checklists` with the row's key and what it needs. Raises ScnError."""
    return bridge.do(name, lambda session: edit(session, *arguments), message)  # type: ignore[operator]


class ChecklistDialog(EditDialog):
    """Everything is in the file at once, each change a step to undo."""

    def __init__(self, bridge: Bridge, plan: Plan, parent: QWidget) -> None:
        lead = tr(
            "Gäller nya stickprov. Ett påbörjat behåller sina frågor tills någon hämtar de nya. Ett signerat behåller "
            "dem alltid."
        )
        title = tr("Vad som kontrolleras och frågor {year}").format(year=plan.year)
        super().__init__(bridge, title, lead, parent)
        self._plan = plan
        px = theme().px
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(px(2), 0, px(14), px(8))
        layout.setSpacing(px(12))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(px(12))
        layout.addLayout(self._cards)
        self.add_category = AddLine(
            tr("Nytt område"), tr("Lägg till område"), tr("Något mer som stickprov kan gälla"), self._add_category,
            touch=False,
        )  # fmt: skip
        layout.addWidget(self.add_category)
        layout.addSpacing(px(8))
        self._add_phrases(layout)
        layout.addStretch(1)
        self.cards: dict[str, CategoryCard] = {}
        self.content.addWidget(PageArea(page), 1)
        self.refresh()
        self.resize(px(900), min(px(660), parent.window().height() - px(24)))

    @property
    def _model(self) -> PlanningModel:
        return self._plan.model

    def _add_phrases(self, layout: QVBoxLayout) -> None:
        from scn_desktop.models.edits import checklists

        layout.addWidget(label(tr("Färdiga kommentarer"), "h2"))
        self._own = label("", "secondary", wrap=True)
        layout.addWidget(self._own)
        self.take_own = button(tr("Ändra programmets egna"), self._take_own, role="link")
        layout.addWidget(self.take_own)
        doing = partial(partial, do_edit, self.bridge)
        self.phrases = TextRows(
            tr("Färdig kommentar"),
            RowActions(
                set_text=doing(tr("Ändra färdig kommentar"), checklists.set_phrase, ""),
                move=doing(tr("Flytta färdig kommentar"), checklists.move_phrase, ""),
                delete=doing(
                    tr("Ta bort färdig kommentar"), checklists.delete_phrase, tr("Den färdiga kommentaren togs bort.")
                ),
            ),
            warn=person_warning,
        )
        layout.addWidget(self.phrases)
        self.add_phrase = AddLine(
            tr("Ny färdig kommentar"), tr("Lägg till kommentar"), tr("En hel mening, utan namn"), self._add_phrase,
            touch=False, warn=person_warning,
        )  # fmt: skip
        layout.addWidget(self.add_phrase)

    # Showing ---------------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Follow the document; cards stay while their categories do, so that focus stays too."""
        from scn_desktop.models.comment_phrases import PHRASES
        from scn_desktop.swedish import plural

        model, read_only = self._model, self.bridge.read_only
        for gone in set(self.cards) - {each.id for each in model.categories}:
            old = self.cards.pop(gone)
            self._cards.removeWidget(old)
            old.hide()
            old.deleteLater()
        for place, category in enumerate(model.categories):
            if category.id not in self.cards:
                self.cards[category.id] = CategoryCard(self.bridge, category.id)
            self._cards.insertWidget(place, self.cards[category.id])
            self.cards[category.id].show_category(category, place, len(model.categories), read_only)
        self.phrases.show_texts([(each.id, each.text) for each in model.comment_phrases], read_only)
        own = not model.comment_phrases
        self._own.setText(
            tr("Planen har inga egna. Justerarna väljer bland programmets {count}.").format(
                count=plural(len(PHRASES), tr("kommentar"), tr("kommentarer"))
            )
            if own
            else tr("De väljs ur listan i kommentarsfältet.")
        )
        self.take_own.setVisible(own and not read_only)
        for each in (self.add_category, self.add_phrase):
            each.setEnabled(not read_only)

    def finish_edits(self) -> bool:
        kept = [card.commit() for card in self.cards.values()]
        return all([*kept, self.phrases.commit()])

    # Changing --------------------------------------------------------------------------------------------------------
    def _add_category(self, title: str) -> None:
        from scn_desktop.models.edits import checklists

        self.bridge.do(tr("Nytt område"), lambda session: checklists.add_category(session, self._model.id, title))

    def _add_phrase(self, text: str) -> None:
        from scn_desktop.models.edits import checklists

        self.bridge.do(tr("Ny färdig kommentar"), lambda session: checklists.add_phrase(session, self._model.id, text))

    def _take_own(self) -> None:
        from scn_desktop.models.edits import checklists

        self.bridge.attempt(
            tr("Ändra programmets egna"), lambda session: checklists.take_own_phrases(session, self._model.id)
        )
        self.phrases.focus_first()
