"""The papers of a plan: adding and removing them, what is attached to them, and who signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import ImportFailed, InputError
from scn_desktop.models import queries
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.edits import pictures, plan_rows
from scn_desktop.models.edits.blocks import delete_placed
from scn_desktop.models.ordering import keys_at, last_key, put_at
from scn_desktop.models.plan import PAPER_KINDS, Attachment, Paper, Plan, Signature
from scn_desktop.models.planning_model_file import BlockFile, BlockKind, PaperFile, SectionFile, filled, shipped_model

AttachmentField = Literal["title", "registry_number"]
SignatureField = Literal["name", "title"]

TITLES: Final = {
    "operational_plan": "Verksamhetsplan och budget {year}",
    "internal_control_plan": "Internkontrollplan {year}",
    "cover_memo": "Verksamhetsplan, budget och internkontrollplan {year}",
}
"""What a paper of each kind is called where the planning model does not say."""

_PROPOSAL: Final = (
    "{committee} föreslås besluta\n\n"
    "1. **att** anta verksamhetsplan och budget för {year} enligt {attachment_1},\n"
    "2. **att** anta internkontrollplan för {year} enligt {attachment_2}, samt\n"
    "3. **att** överlämna planerna till kommunstyrelsen."
)
_STANDING: Final[dict[str, tuple[tuple[str, tuple[tuple[BlockKind, str], ...]], ...]]] = {
    "operational_plan": (),
    "internal_control_plan": (
        ("Nämndens arbete med intern kontroll", (("text", ""),)),
        ("Risker och kontroller", (("controls", ""),)),
    ),
    "cover_memo": (
        ("Förslag till beslut", (("text", _PROPOSAL),)),
        ("Ärendet", (("text", ""),)),
        ("Beredning", (("text", ""),)),
        ("Föredragning", (("text", ""),)),
        ("Konsekvenser för barn", (("text", ""),)),
        ("Ekonomiska konsekvenser", (("text", ""),)),
        ("Bilagor", (("attachments", ""), ("signatures", ""))),
    ),
}
"""Sections with blocks (kind, text) of a paper that the planning model has no such paper for."""


def add(session: Session, plan_id: str, kind: str) -> str:
    """A paper of that kind, last of the plan's, with its standing sections; its key.

    They are the planning model's where it is one that the program ships, else the program's own. A tjänsteskrivelse
    has the plan's other papers attached.
    """
    if kind not in PAPER_KINDS:
        raise InputError(f"Handlingen ”{kind}” finns inte. Välj någon av: {', '.join(PAPER_KINDS)}.")
    plan = queries.get(session, Plan, plan_id)
    values = plan_rows.values_of(plan.committee, plan)
    file = _paper_file(plan, kind) or _own_file(plan, kind)
    paper = plan_rows.paper_row(plan, file, last_key(plan.papers), values)
    session.add(paper)
    session.flush()
    attachments = plan_rows.attached(paper, file, plan.papers)
    session.add_all(attachments)
    session.flush()
    values |= plan_rows.attachment_values(attachments)
    tables = _budget_tables(plan, values)
    plan_rows.SectionBuilder(session, paper, plan.model, tables, values).add(None, file.sections)
    return paper.id


def _paper_file(plan: Plan, kind: str) -> PaperFile | None:
    """The paper as the plan's model ships it; None where its file is not the program's or its levels are gone."""
    try:
        model = shipped_model(plan.model.identifier)
    except ImportFailed:
        return None
    file = next((each for each in model.papers if each.kind == kind), None)
    known = {each.key for each in plan.model.kinds}
    waiting = list(file.sections) if file is not None else []
    while waiting:
        section = waiting.pop()
        if section.kind not in known:
            return None
        waiting += section.sections
    return file


def _own_file(plan: Plan, kind: str) -> PaperFile:
    """The paper as the program has it, on the level that may stand at the top and has no number, if there is one."""
    allowed = [each for each in plan.model.kinds if each.may_stand_under(None)]
    allowed.sort(key=lambda each: (each.numbering != "none", each.key != "chapter"))
    standing = _STANDING[kind] if allowed else ()
    return PaperFile(
        kind=kind,  # type: ignore[arg-type]
        title=TITLES[kind],
        recipient="{committee}" if kind == "cover_memo" else "",
        attachments=["operational_plan", "internal_control_plan"] if kind == "cover_memo" else [],
        sections=[
            SectionFile(
                kind=allowed[0].key,
                title=title,
                blocks=[BlockFile(kind=block, text=text) for block, text in blocks],
            )
            for title, blocks in standing
        ],
    )


def _budget_tables(plan: Plan, values: dict[str, Any]) -> dict[str, BudgetTable]:
    """The plan's budget tables by the keys that the model's file knows them by."""
    try:
        files = shipped_model(plan.model.identifier).budget_tables
    except ImportFailed:
        return {}
    titles = {filled(file.title, values): file.key for file in files}
    return {titles[table.title]: table for table in plan.budget_tables if table.title in titles}


def delete(session: Session, paper_id: str) -> None:
    """Remove a paper with everything in it; where it was attached, its title stays.

    Raises InputError for the plan's only paper.
    """
    paper = queries.get(session, Paper, paper_id)
    if len(paper.plan.papers) == 1:
        raise InputError("Planen måste ha minst en handling. Lägg till en annan innan du tar bort den här.")
    placed = [block for section in paper.all_sections for block in section.blocks]
    shown = [block.picture_id for block in placed]
    for block in placed:
        delete_placed(session, block)
    for other in paper.plan.papers:
        for attachment in other.attachments:
            if attachment.attached_paper_id == paper_id:
                attachment.title, attachment.registry_number = paper.title, paper.registry_number
                attachment.attached_paper_id = None
    session.flush()
    session.delete(paper)
    session.flush()
    for picture_id in shown:
        pictures.remove_unused(session, picture_id)


# Attachments ---------------------------------------------------------------------------------------------------------
def add_attachment(
    session: Session, paper_id: str, *, title: str = "", attached_paper_id: str | None = None, index: int | None = None
) -> str:
    """An attachment before number ``index``, or last: a paper of the plan, or a title of its own. Its key.

    Raises InputError where a paper would be attached to itself.
    """
    paper = queries.get(session, Paper, paper_id)
    _require_other(paper_id, attached_paper_id)
    place = len(paper.attachments) if index is None else index
    attachment = Attachment(
        paper_id=paper_id,
        order_key=keys_at(paper.attachments, place)[0],
        title=title,
        attached_paper_id=attached_paper_id,
    )
    session.add(attachment)
    session.flush()
    return attachment.id


def set_attachment_field(session: Session, attachment_id: str, field: AttachmentField, value: str) -> None:
    """Write the title or registry number of an attachment; with a title of its own it follows no paper."""
    attachment = queries.get(session, Attachment, attachment_id)
    if field == "title":
        attachment.attached_paper_id = None
    setattr(attachment, field, value)


def attach_paper(session: Session, attachment_id: str, attached_paper_id: str) -> None:
    """Let an attachment be a paper of the file; what was typed in it goes. Raises InputError for the paper itself."""
    attachment = queries.get(session, Attachment, attachment_id)
    _require_other(attachment.paper_id, attached_paper_id)
    attachment.attached_paper_id = queries.get(session, Paper, attached_paper_id).id
    attachment.title = attachment.registry_number = ""


def _require_other(paper_id: str, attached_paper_id: str | None) -> None:
    if paper_id == attached_paper_id:
        raise InputError("En handling kan inte vara bilaga till sig själv.")


def move_attachment(session: Session, attachment_id: str, index: int) -> None:
    """Put an attachment as number ``index`` of its paper's, counted without itself."""
    attachment = queries.get(session, Attachment, attachment_id)
    put_at(attachment, attachment.paper.attachments, index)


def delete_attachments(session: Session, attachment_ids: Sequence[str]) -> None:
    """Remove attachments; the papers that they were stay."""
    for attachment_id in attachment_ids:
        session.delete(queries.get(session, Attachment, attachment_id))


# Signatures ----------------------------------------------------------------------------------------------------------
def add_signature(session: Session, paper_id: str, *, name: str = "", title: str = "", index: int | None = None) -> str:
    """Somebody who signs, before number ``index`` or last; the key."""
    paper = queries.get(session, Paper, paper_id)
    place = len(paper.signatures) if index is None else index
    signature = Signature(paper_id=paper_id, order_key=keys_at(paper.signatures, place)[0], name=name, title=title)
    session.add(signature)
    session.flush()
    return signature.id


def set_signature_field(session: Session, signature_id: str, field: SignatureField, value: str) -> None:
    """Change who signs, or the title under the name."""
    setattr(queries.get(session, Signature, signature_id), field, value)


def move_signature(session: Session, signature_id: str, index: int) -> None:
    """Put a signature as number ``index`` of its paper's, counted without itself."""
    signature = queries.get(session, Signature, signature_id)
    put_at(signature, signature.paper.signatures, index)


def delete_signatures(session: Session, signature_ids: Sequence[str]) -> None:
    """Remove signatures."""
    for signature_id in signature_ids:
        session.delete(queries.get(session, Signature, signature_id))
