"""The stickprov of a month, meeting by meeting, as they are reported in each utskott's minutes (månadslista)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from scn_desktop.models.spot_check import Meeting, SpotCheck
from scn_desktop.models.spot_check_compilation import cases_of
from scn_desktop.models.spot_check_seal import short_code
from scn_desktop.swedish import MONTHS

Standing = Literal["signed", "begun", "missing", "none"]
"""``missing``: an ordinary meeting without a stickprov; ``none``: an extra one, which needs none."""


@dataclass(frozen=True)
class Line:
    """A meeting, or one of its stickprov. ``cases`` and ``remarks`` count; ``references`` are secret."""

    held_on: str
    kind: str
    standing: Standing
    category: str = ""
    cases: int = 0
    remarks: int = 0
    verifier: str = ""
    code: str = ""
    corrections: int = 0
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class BodyMonth:
    """One utskott's lines in the order of their days."""

    name: str
    lines: tuple[Line, ...]

    @property
    def lacking(self) -> list[Line]:
        """The ordinary meetings that have no signed stickprov."""
        signed = {line.held_on for line in self.lines if line.standing == "signed" and line.kind == "ordinary"}
        ordinary = {line.held_on: line for line in self.lines if line.kind == "ordinary"}
        return [line for day, line in ordinary.items() if day not in signed]


@dataclass(frozen=True)
class MonthList:
    """A month up to ``until`` (YYYY-MM-DD, the last day that counts)."""

    year: int
    month: int
    until: str
    bodies: tuple[BodyMonth, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the month has ended."""
        return self.until == last_day(self.year, self.month)


def last_day(year: int, month: int) -> str:
    """The month's last day as YYYY-MM-DD."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).isoformat()


def list_month(meetings: Iterable[Meeting], year: int, month: int, today: date) -> MonthList:
    """The meetings of a month that have been held by ``today``, utskott by utskott in their order."""
    until = min(today.isoformat(), last_day(year, month))
    held = [each for each in meetings if f"{year:04}-{month:02}-01" <= (each.held_on or "") <= until]
    bodies: dict[str, list[Meeting]] = {}
    for meeting in sorted(held, key=lambda each: (each.subcommittee.order_key, each.subcommittee_id, each.held_on)):
        bodies.setdefault(meeting.subcommittee_id, []).append(meeting)
    return MonthList(
        year,
        month,
        until,
        tuple(BodyMonth(mine[0].subcommittee.name, tuple(_lines(mine))) for mine in bodies.values()),
    )


def month_number(words: str) -> int | None:
    """1–12 of "9", "september" or "sep"; None for anything else."""
    said = words.strip().casefold()
    if said.isdecimal():
        return int(said) if 1 <= int(said) <= len(MONTHS) else None
    fitting = [number for number, name in enumerate(MONTHS, start=1) if len(said) >= 3 and name.startswith(said)]
    return fitting[0] if len(fitting) == 1 else None


def months_with_meetings(meetings: Iterable[Meeting], today: date) -> list[tuple[int, int]]:
    """Each (year, month) in which a meeting has been held by ``today``, in order."""
    held = {(each.held_on or "")[:7] for each in meetings if each.held_on and each.held_on <= today.isoformat()}
    return [(int(each[:4]), int(each[5:])) for each in sorted(held)]


def _lines(meetings: Sequence[Meeting]) -> Iterable[Line]:
    for meeting in meetings:
        held_on = meeting.held_on or ""
        if not meeting.spot_checks:
            yield Line(held_on, meeting.kind, "missing" if meeting.kind == "ordinary" else "none")
        for record in meeting.spot_checks:
            yield _line(held_on, meeting.kind, record)


def _line(held_on: str, kind: str, record: SpotCheck) -> Line:
    counts = cases_of(record)
    return Line(
        held_on,
        kind,
        "signed" if record.signed else "begun",
        record.category_title,
        counts.drawn,
        counts.remarks,
        record.verifier,
        short_code(record.fingerprint) if record.signed else "",
        len(record.corrections),
        tuple(case.reference for case in record.cases if case.reference.strip()),
    )
