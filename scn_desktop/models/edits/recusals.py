"""Jäv: the justerare can't take part, and another takes the stickprov instead."""

from __future__ import annotations

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.entities import SpotCheck


def recuse(session: Session, record_id: str, reason: str, instead: str = "") -> None:
    """Note that the justerare is jävig and why, and let ``instead`` take the stickprov; empty where nobody is chosen.

    Where it is noted already the reason and the one who steps in are changed. Raises InputError where there is no
    justerare yet or no reason.
    """
    record = queries.get(session, SpotCheck, record_id)
    recused = record.recused or record.verifier.strip()
    if not recused:
        raise InputError("Välj först vem som är justerare.")
    if not reason.strip():
        raise InputError("Skriv varför, med allmänna ord. Inga uppgifter om någon person.")
    record.recused, record.recusal, record.verifier = recused, reason.strip(), " ".join(instead.split())


def take_back(session: Session, record_id: str) -> None:
    """The justerare was not jävig after all, and takes the stickprov."""
    record = queries.get(session, SpotCheck, record_id)
    if record.recused:
        record.verifier, record.recused, record.recusal = record.recused, "", ""
