"""How the municipality looks on its papers: the accent colour and the emblem, set once for the file."""

from __future__ import annotations

from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.accent import read_accent
from scn_desktop.models.committee import Picture
from scn_desktop.models.pictures import ReadyPicture


def set_accent(session: Session, text: str) -> None:
    """The colour of the papers' labels, as "#123F4A" or ""; raises InputError for one that can't be read on white."""
    queries.committee(session).accent = read_accent(text)


def set_emblem(session: Session, picture: ReadyPicture) -> None:
    """Put an emblem on the papers; it replaces the one there was."""
    committee = queries.committee(session)
    held = committee.emblem
    if held is None:
        held = Picture(committee_id=committee.id, use="emblem")
        session.add(held)
    held.media_type, held.data = picture.media_type, picture.text
    session.flush()


def remove_emblem(session: Session) -> None:
    """Take the emblem away; the papers then have the municipality's name alone."""
    held = queries.committee(session).emblem
    if held is not None:
        session.delete(held)
