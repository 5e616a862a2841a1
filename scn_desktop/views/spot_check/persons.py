"""What is said below a text that seems to name a person: in a stickprov nobody may be named."""

from __future__ import annotations

from scn_desktop.views.translate import tr


def person_warning(text: str) -> str:
    """What to say below a text that seems to name a person."""
    from scn_desktop.models.likely_person import likely_person

    return tr("Ser ut som namn eller telefonnummer.") if likely_person(text) else ""


def reference_warning(text: str) -> str:
    """The same in few words, for the narrow field of a case number."""
    from scn_desktop.models.likely_person import likely_person

    found = likely_person(text)
    if not found:
        return ""
    return tr("Ser ut som namn.") if found[:1].isalpha() else tr("Ser ut som telefon.")
