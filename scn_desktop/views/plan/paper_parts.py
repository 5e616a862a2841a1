"""A tjänsteskrivelse's attachments, numbered as they stand, and who signs it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, get_args

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_editor import BlockEditor
from scn_desktop.views.plan.rows_block import RowList, RowsModel, RowWords
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import Role

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.models.plan import Attachment, Paper, Signature

_NUMBER, _TITLE, _REGISTRY = range(3)


class AttachmentsModel(RowsModel):
    """Number, title, registry number. A title that is a paper's makes the paper the attachment: its title follows."""

    def __init__(self, bridge: Bridge, paper: Paper) -> None:
        super().__init__(bridge, (tr("Nr"), tr("Bilaga"), tr("Diarienummer")))
        self._paper = paper
        self._rows: dict[str, Attachment] = {}
        self.ids = self.fetch()

    def fetch(self) -> list[str]:
        self._rows = {each.id: each for each in self._paper.attachments}
        return list(self._rows)

    def papers(self) -> list[Paper]:
        """The plan's papers that may be attached."""
        from scn_desktop.models.attachments import attachable

        return attachable(self._paper)

    def text(self, row: int, column: int) -> str:
        from scn_desktop.models.attachments import shown_title

        attachment = self._rows.get(self.ids[row])
        if attachment is None:
            return ""
        if column == _NUMBER:
            return str(row + 1)
        if column == _TITLE:
            return shown_title(attachment)
        attached = attachment.attached_paper
        return attached.registry_number if attached is not None else attachment.registry_number

    def is_editable(self, row: int, column: int) -> bool:
        attachment = self._rows.get(self.ids[row])
        return column == _TITLE or (
            column == _REGISTRY and attachment is not None and attachment.attached_paper_id is None
        )

    def extra(self, row: int, column: int, role: int) -> Any:
        attachment = self._rows.get(self.ids[row])
        if attachment is None:
            return None
        if role == Role.SECONDARY and column == _TITLE and attachment.attached_paper_id is not None:
            return tr("Handling i planen. Titeln följer med när den ändras.")
        if role == Role.COLOUR and (column == _NUMBER or (column == _REGISTRY and not self.is_editable(row, column))):
            return "text2"
        if role == Role.PLACEHOLDER and column == _TITLE:
            return tr("Skriv en titel eller välj en handling")
        if role == Role.CHOICES and column == _TITLE and not self.read_only:
            return [paper.title for paper in self.papers()]
        return None

    def write(self, row: int, column: int, text: str) -> None:
        from scn_desktop.models.edits import papers

        attachment_id, typed = self.ids[row], " ".join(text.split())
        chosen = next((paper for paper in self.papers() if paper.title == typed), None)
        if column == _TITLE and chosen is not None:
            self.attach(row, chosen.id)
            return
        field: papers.AttachmentField = "title" if column == _TITLE else "registry_number"
        self.bridge.do(
            tr("Ändra bilaga"),
            lambda session: papers.set_attachment_field(session, attachment_id, field, typed),
        )

    def attach(self, row: int, paper_id: str) -> None:
        """Let the attachment be a paper of the plan."""
        from scn_desktop.models.edits import papers

        attachment_id = self.ids[row]
        self.bridge.do(tr("Välj bilaga"), lambda session: papers.attach_paper(session, attachment_id, paper_id))

    def add(self, index: int, attached_paper_id: str | None = None) -> str | None:
        from scn_desktop.models.edits import papers

        paper_id = self._paper.id
        return self.bridge.attempt(
            tr("Ny bilaga"),
            lambda session: papers.add_attachment(session, paper_id, attached_paper_id=attached_paper_id, index=index),
        )

    def delete(self, ids: list[str]) -> None:
        from scn_desktop.models.edits import papers

        message = tr("Bilagan togs bort.") if len(ids) == 1 else tr("{n} bilagor togs bort.").format(n=len(ids))
        self.bridge.attempt(tr("Ta bort bilaga"), lambda session: papers.delete_attachments(session, ids), message)

    def move(self, row_id: str, index: int) -> None:
        from scn_desktop.models.edits import papers

        self.bridge.attempt(tr("Flytta bilaga"), lambda session: papers.move_attachment(session, row_id, index))


_SIGNATURE_FIELDS: Final = ("name", "title")


class SignaturesModel(RowsModel):
    """Name and title of everybody who signs."""

    def __init__(self, bridge: Bridge, paper: Paper) -> None:
        super().__init__(bridge, (tr("Namn"), tr("Titel")))
        self._paper = paper
        self._rows: dict[str, Signature] = {}
        self.ids = self.fetch()

    def fetch(self) -> list[str]:
        self._rows = {each.id: each for each in self._paper.signatures}
        return list(self._rows)

    def text(self, row: int, column: int) -> str:
        signature = self._rows.get(self.ids[row])
        return str(getattr(signature, _SIGNATURE_FIELDS[column])) if signature is not None else ""

    def write(self, row: int, column: int, text: str) -> None:
        from scn_desktop.models.edits import papers

        signature_id, typed = self.ids[row], " ".join(text.split())
        field = next(each for each in get_args(papers.SignatureField) if each == _SIGNATURE_FIELDS[column])
        self.bridge.do(
            tr("Ändra underskrift"),
            lambda session: papers.set_signature_field(session, signature_id, field, typed),
        )

    def add(self, index: int) -> str | None:
        from scn_desktop.models.edits import papers

        paper_id = self._paper.id
        return self.bridge.attempt(
            tr("Ny underskrift"), lambda session: papers.add_signature(session, paper_id, index=index)
        )

    def delete(self, ids: list[str]) -> None:
        from scn_desktop.models.edits import papers

        message = tr("Underskriften togs bort.") if len(ids) == 1 else tr("Underskrifterna togs bort.")
        self.bridge.attempt(tr("Ta bort underskrift"), lambda session: papers.delete_signatures(session, ids), message)

    def move(self, row_id: str, index: int) -> None:
        from scn_desktop.models.edits import papers

        self.bridge.attempt(tr("Flytta underskrift"), lambda session: papers.move_signature(session, row_id, index))


class RowsBlock(BlockEditor):
    """A block that is one list of rows."""

    def __init__(self, bridge: Bridge, block: Block, rows: RowList, parent: QWidget | None = None) -> None:
        super().__init__(bridge, block, parent)
        self.rows = rows
        self.content.addWidget(rows)
        self.refresh()

    def refresh(self) -> None:
        self.rows.refresh()
        self.show_heading(self.block.title or self.rows.words.name, len(self.rows.model.ids))

    def finish_edits(self) -> None:
        self.rows.table.finish_edits()

    def focus_editor(self) -> bool:
        return self.rows.focus_rows()

    def show_row(self, change_set: ChangeSet) -> bool:
        return self.rows.show_row(change_set)

    def own_actions(self) -> Sequence[QAction]:
        return self.rows.actions_of_row()


class AttachmentsBlock(RowsBlock):
    """Bilagor: chosen among the plan's papers, or typed."""

    def __init__(self, bridge: Bridge, block: Block) -> None:
        words = RowWords(tr("Bilagor"), tr("Ny bilaga"), tr("Inga bilagor än."), tr("Ta bort bilagan"))
        self.model = AttachmentsModel(bridge, block.section.paper)
        rows = RowList(bridge, self.model, words, ((0, 6, 3), (44, 260, 150)), first=_TITLE)
        super().__init__(bridge, block, rows)

    def own_actions(self) -> Sequence[QAction]:
        """Also which paper of the plan the chosen attachment is, or a new one with it."""
        row = self.rows.table.currentIndex().row()
        menu = QMenu(tr("Bilägg handlingen"), self)
        for paper in self.model.papers():
            action = menu.addAction(paper.title)
            action.triggered.connect(partial(self._attach_new, paper.id))
        menu.setEnabled(bool(menu.actions()) and not self.bridge.read_only)
        actions = list(super().own_actions())
        actions.insert(1, menu.menuAction())
        for text, steps in ((tr("Flytta bilagan uppåt (Alt+↑)"), -1), (tr("Flytta bilagan nedåt (Alt+↓)"), 1)):
            if row >= 0:
                actions.append(self._action(text, partial(self._move, row, steps)))
        return actions

    def _attach_new(self, paper_id: str, _checked: bool = False) -> None:
        self.finish_edits()
        added = self.model.add(len(self.model.ids), paper_id)
        if added is not None and added in self.model.ids:
            self.rows.table.setCurrentIndex(self.model.index(self.model.ids.index(added), _TITLE))
            self.rows.table.setFocus()

    def _move(self, row: int, steps: int, _checked: bool = False) -> None:
        self.rows.move_row(row, steps)


class SignaturesBlock(RowsBlock):
    """Underskrifter."""

    def __init__(self, bridge: Bridge, block: Block) -> None:
        words = RowWords(
            tr("Underskrifter"), tr("Ny underskrift"), tr("Ingen skriver under än."), tr("Ta bort underskriften")
        )
        rows = RowList(bridge, SignaturesModel(bridge, block.section.paper), words, ((1, 1), (180, 180)))
        super().__init__(bridge, block, rows)
