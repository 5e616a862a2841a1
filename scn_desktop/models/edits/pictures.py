"""Pictures in the text: inserting, replacing, their descriptions and their width."""

from __future__ import annotations

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.committee import Picture
from scn_desktop.models.ordering import keys_at
from scn_desktop.models.pictures import ReadyPicture
from scn_desktop.models.plan import Section

WIDEST = 253
"""Millimetres: the text of a landscape page."""
NARROWEST = 10


def insert(
    session: Session, section_id: str, index: int, picture: ReadyPicture, *, title: str = "", alternative: str = ""
) -> str:
    """An image block as number ``index`` of its section; its key."""
    section = queries.get(session, Section, section_id)
    block = Block(
        section_id=section_id,
        order_key=keys_at(section.blocks, index)[0],
        kind="image",
        title=title,
        alternative=alternative,
        picture_id=_add(session, picture),
    )
    session.add(block)
    session.flush()
    return block.id


def replace(session: Session, block_id: str, picture: ReadyPicture) -> None:
    """Show another picture in an image block; what is written about the old one stays until it is changed."""
    block = queries.get(session, Block, block_id)
    old = block.picture_id
    block.picture_id = _add(session, picture)
    session.flush()
    remove_unused(session, old)


def set_alternative(session: Session, block_id: str, text: str) -> None:
    """The description for who can't see the picture."""
    queries.get(session, Block, block_id).alternative = text


def set_width(session: Session, block_id: str, width: int) -> None:
    """The width in mm, 0 for as wide as the text. Raises InputError for one that no page has."""
    if width and not NARROWEST <= width <= WIDEST:
        raise InputError(f"Bredden är mellan {NARROWEST} och {WIDEST} mm. Lämna rutan tom för hela textens bredd.")
    queries.get(session, Block, block_id).width = width


def remove_unused(session: Session, picture_id: str | None) -> None:
    """Delete a picture that no block shows any more; an emblem stays."""
    picture = queries.find(session, Picture, picture_id) if picture_id else None
    if picture is None or picture.use != "figure":
        return
    if not session.query(Block.id).filter(Block.picture_id == picture.id).first():
        session.delete(picture)


def _add(session: Session, picture: ReadyPicture) -> str:
    row = Picture(
        committee_id=queries.committee(session).id, use="figure", media_type=picture.media_type, data=picture.text
    )
    session.add(row)
    session.flush()
    return row.id
