"""A new file with its first plan: kommun, nämnd, year and styrmodell, nothing more."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits.plans import create_committee, create_plan
from scn_desktop.models.planning_model_file import model_called


def create_document(path: Path, *, municipality: str, committee: str, year: int, model: str) -> Document:
    """Create and open a file; one that lies at ``path`` is replaced.

    ``model`` is the id of a shipped planning model, or the path of a TOML file. Raises InputError for an empty name or
    an impossible year, ImportFailed for a model that is unknown or wrong and WriteFailed where the place can't be
    written; then nothing is written.
    """
    if not municipality.strip() or not committee.strip():
        raise InputError("Skriv kommunens och nämndens namn.")
    if not 1990 <= year <= 2200:
        raise InputError(f"{year} är inget planeringsår. Välj ett år mellan 1990 och 2200.")
    model_file = model_called(model)

    def first(session: Session) -> None:
        owner = create_committee(session, name=committee.strip(), municipality=municipality.strip())
        create_plan(session, owner, year, model_file)

    return Document.new(path, first)
