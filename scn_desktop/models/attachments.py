"""What an attachment of a paper is called: as the paper that it is, or as it was typed."""

from __future__ import annotations

from scn_desktop.models.plan import Attachment, Paper


def shown_title(attachment: Attachment) -> str:
    """The title, which follows the attached paper's."""
    return attachment.attached_paper.title if attachment.attached_paper is not None else attachment.title


def shown_registry_number(attachment: Attachment) -> str:
    """The registry number where it is another than the paper's own, else empty."""
    attached = attachment.attached_paper
    number = attached.registry_number if attached is not None else attachment.registry_number
    return "" if number == attachment.paper.registry_number else number


def attachable(paper: Paper) -> list[Paper]:
    """The papers of the plan that may be attached to one of them."""
    return [each for each in paper.plan.papers if each is not paper]
