"""A list of cases, a draw with known secrets, and a record to fill, for tests of what is drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.draw import Draw
from scn_desktop.models.draw_rules import ListedCase
from scn_desktop.models.edits import draws, spot_checks
from scn_desktop.models.entities import Meeting, SpotCheck

NOW = datetime(2027, 9, 8, 13, 2, tzinfo=timezone(timedelta(hours=2)))
CATEGORY, OTHER = "Beslut att inte inleda utredning", "Särskilda kostnader"


def cases(count: int = 12, category: str = "", first: int = 1) -> list[ListedCase]:
    """Cases of an invented list."""
    return [
        ListedCase(f"IFO-2027-{number:05}", category, f"2027-08-{number % 28 + 1:02}", "Mottagning")
        for number in range(first, first + count)
    ]


def secrets_from(word: str) -> Callable[[], str]:
    """Seeds and salts that are the same every time: SHA-256 of a word and a counter."""
    counter = iter(range(1_000_000))
    return lambda: hashlib.sha256(f"{word} {next(counter)}".encode()).hexdigest()


def meeting(document: Document) -> Meeting:
    return queries.meetings(document.session)[0]


def made_draw(
    document: Document, listed: Sequence[ListedCase], wanted: int = 3, reserves: int = 2, category: str = ""
) -> Draw:
    """A draw for the file's first meeting."""
    where, secret = meeting(document).id, secrets_from("prov")
    key = document.do(
        "Dra ärenden",
        lambda session: draws.make_draw(
            session, where, listed, category, wanted, reserves, "Kerstin Alm", NOW, secret=secret
        ),
        barrier=True,
    )
    return queries.get(document.session, Draw, key)


def begun(document: Document) -> SpotCheck:
    """A record with three empty cases."""
    plan = queries.plan_of_year(document.session)
    assert plan is not None
    where, what = meeting(document).id, plan.model.categories[0].id
    key = document.do("Börja", lambda session: spot_checks.begin(session, where, what, "Kerstin Alm"))
    return queries.get(document.session, SpotCheck, key)


def drawn(document: Document, count: int = 12, reserves: int = 2) -> SpotCheck:
    """A record whose three cases are drawn from a list."""
    record = begun(document)
    draw = made_draw(document, cases(count), reserves=reserves)
    document.do("Fyll", lambda session: draws.use_draw(session, record.id, draw.id), barrier=True)
    return record
