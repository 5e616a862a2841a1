"""Jäv in a stickprov, in words: who does not take part, and who may step in."""

from __future__ import annotations

from typing import Final

from scn_desktop.models.spot_check import SpotCheck

REASONS: Final = (
    "Ett ärende rör justeraren själv eller en närstående.",
    "Justeraren är ställföreträdare eller ombud för den som ett ärende rör.",
    "Något annat kan rubba förtroendet för justerarens opartiskhet.",
)
"""The grounds of the law on jäv (``citation("recusal")``), in general words."""


def still_recused(record: SpotCheck) -> bool:
    """Whether the justerare is the one who is jävig."""
    return bool(record.recused.strip()) and _plain(record.verifier) == _plain(record.recused)


def told(record: SpotCheck, *, with_reason: bool = True) -> str:
    """ "Kerstin Alm var jävig och deltog inte. Ett ärende rör justeraren själv …"; empty without jäv."""
    if not record.recused.strip():
        return ""
    reason = " ".join(record.recusal.split()) if with_reason else ""
    reason = f" {reason if reason[-1:] in '.!?' else f'{reason}.'}" if reason else ""
    return f"{record.recused} var jävig och deltog inte.{reason}"


def told_in_full(record: SpotCheck) -> str:
    """The same, and who took the stickprov instead."""
    took = record.verifier.strip() and not still_recused(record)
    return f"{told(record)} {record.verifier} tog stickprovet." if told(record) and took else told(record)


def is_substitute(record: SpotCheck) -> bool:
    """Whether the one who took the stickprov is an ersättare: the meeting's, or one by the utskott's register."""
    meeting = record.meeting
    by = _plain(record.verifier)
    stand_ins = [
        meeting.substitute,
        *(each.name for each in meeting.subcommittee.verifiers if each.role == "substitute"),
    ]
    return bool(by) and by != _plain(meeting.verifier) and by in [_plain(name) for name in stand_ins]


def candidates(record: SpotCheck) -> list[str]:
    """Who may step in: the meeting's ersättare first, then the utskott's ersättare, then its justerare."""
    meeting = record.meeting
    register = meeting.subcommittee.verifiers
    names = [
        meeting.substitute,
        meeting.verifier,
        *(each.name for each in register if each.role == "substitute"),
        *(each.name for each in register if each.role == "verifier"),
    ]
    out = {_plain(record.recused), _plain(record.verifier) if not record.recused.strip() else "", ""}
    return list({_plain(name): name for name in reversed(names) if _plain(name) not in out}.values())[::-1]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
